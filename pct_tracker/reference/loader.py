"""Finds and reads the files in `resources`, in a checkout, an installed wheel or a frozen bundle."""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.reference.document_words import DocumentWords
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.reference.lists import DatedLists, Membership, parse_date
from pct_tracker.reference.names import Alias, NameIndex
from pct_tracker.reference.parties import Parties, Party, ranks_with
from pct_tracker.reference.reference import Reference
from pct_tracker.reference.word_editions import FormerName, Word, shipped_words, still_understood, with_words, words_in_force

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def resources_folder() -> Path:
    """The folder `resources`. Raises FileNotFoundError when the program was installed without it."""
    bundle = Path(getattr(sys, "_MEIPASS", _PACKAGE))
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources", bundle / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("The folder 'resources' is missing beside the program.")


def load_reference(editions: Sequence[WordEdition] = (), on: date | None = None) -> Reference:
    """All reference data as it is in force on a day, read once per process.

    `editions` are words that were edited. Without a day the newest of everything counts.
    """
    shipped = _read_data()
    words = words_in_force(editions, shipped.former_names, load_words() if editions else _shipped_names(), on or date.max)
    known = {Word(one.key, one.language, one.text) for one in editions if one.text} if editions else ()
    return _build(words, frozenset(known))


@cache
def load_words() -> Mapping[str, Mapping[str, str]]:
    """All words that can be edited, as they are shipped: key to language to text."""
    data = _read_data()
    return {**shipped_words(data.labels, data.document), **_shipped_names()}


@cache
def _shipped_names() -> Mapping[str, Mapping[str, str]]:
    return {f"names.{party.code}": dict(party.names) for party in _read_data().parties}


class _Data(NamedTuple):
    """What the files hold that a window shows first; longer ones are read when somebody asks for them."""

    parties: Sequence[Party]
    ranks: dict[str, dict[str, int]]
    former_names: Sequence[FormerName]
    labels: dict[str, Any]
    import_words: dict[str, Any]
    document: dict[str, Any]


@cache
def _read_data() -> _Data:
    countries, organizations = _rows("countries.csv"), _rows("organizations.csv")
    return _Data(
        parties=[*map(_country, countries), *map(_organization, organizations)],
        ranks=_ranks(),
        former_names=[
            FormerName(row["code"], date.fromisoformat(row["until"]), _names(row, "name")) for row in _rows("former_names.csv")
        ],
        labels=_json("vocabulary.json"),
        import_words=_json("import_words.json"),
        document=_json("document.json")["texts"],
    )


@cache
def _read_aliases() -> Sequence[Alias]:
    rows = _rows("country_aliases.csv")
    return [Alias(row["alias"], row["code"], row["kind"], tuple(row["ambiguous"].split())) for row in rows]


@cache
def _read_lists() -> DatedLists:
    memberships = {
        "fee-reduction": [
            _membership(row["iso2"], row["effective_from"], row["effective_to"]) for row in _rows("fee_reduction_states.csv")
        ],
        "contracting": [_membership(row["iso2"], row["bound_from"], "") for row in _rows("pct_contracting_states.csv")],
        "least-developed": [_membership(row["iso2"], row["ldc_from"], row["ldc_to"]) for row in _rows("ldc.csv")],
    }
    return DatedLists(memberships, {row["iso2"]: row["wipo_region"] for row in _rows("wipo_regions.csv")})


@lru_cache(maxsize=16)
def _build(words: frozenset[Word], known: frozenset[Word]) -> Reference:
    """The reference data with these words in force; annexes that print the shipped words or the known ones are still read."""
    data = _read_data()
    parties, names = _with_names(data, words), frozenset(word for word in words | known if word.key.startswith("names."))
    labels = with_words(data.labels, words)
    replaced = {Word(word.key, word.language, load_words()[word.key][word.language]) for word in words}
    vocabulary = Vocabulary(labels, still_understood(data.import_words, sorted({*replaced, *known})))
    return Reference(
        parties, partial(_index, names), _read_lists, vocabulary, DocumentWords(with_words(data.document, words, document=True))
    )


@lru_cache(maxsize=4)
def _index(names: frozenset[Word]) -> NameIndex:
    """Every name there is: those in force, those that are shipped and those of any edition."""
    data = _read_data()
    editions = [(word.text, word.key.partition(".")[2]) for word in sorted(names)]
    return NameIndex(Parties(data.parties, data.ranks), _read_aliases(), editions)


def _with_names(data: _Data, words: Iterable[Word]) -> Parties:
    """States and organizations with the names in force, each at its place in the alphabet."""
    renamed: dict[str, dict[str, str]] = defaultdict(dict)
    for word in words:
        group, _, code = word.key.partition(".")
        if group == "names":
            renamed[code][word.language] = word.text
    if not renamed:
        return Parties(data.parties, data.ranks)
    parties = [replace(one, names={**one.names, **renamed[one.code]}) if one.code in renamed else one for one in data.parties]
    return Parties(parties, ranks_with(renamed, data.parties, data.ranks))


def read_json_resource(*parts: str) -> Any:
    """The content of a JSON file below `resources`."""
    return json.loads(resources_folder().joinpath(*parts).read_text("utf-8"))


def _json(name: str) -> Any:
    return read_json_resource("data", name)


def _rows(name: str) -> list[dict[str, str]]:
    with open(resources_folder() / "data" / name, encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        names = next(reader)
        return [dict(zip(names, row, strict=True)) for row in reader if row]


def _names(row: dict[str, str], prefix: str) -> dict[str, str]:
    return {language: row[f"{prefix}_{language}"] for language in ("en", "fr", "es", "ru", "zh", "ar")}


def _country(row: dict[str, str]) -> Party:
    kind = "state" if row["un_member"] == "true" or row["iso2"] in _STATES_OUTSIDE_THE_UN else "territory"
    return Party(row["iso2"], kind, _names(row, "name"), iso3=row["iso3"], region=row["region"])


# Member States of WIPO or observer States of the UN that are not Members of the UN (wipo.int, un.org lists of 2024).
_STATES_OUTSIDE_THE_UN = frozenset({"CK", "NU", "PS", "VA"})


def _organization(row: dict[str, str]) -> Party:
    return Party(row["code"], "organization", _names(row, "name"), abbreviations=_names(row, "abbr"))


def _ranks() -> dict[str, dict[str, int]]:
    """Language to code to place in the alphabet of that language."""
    rows = _rows("sort_order.csv")
    return {
        language: {row["code"]: int(row[f"rank_{language}"]) for row in rows} for language in ("en", "fr", "es", "ru", "zh", "ar")
    }


def _membership(code: str, first: str, last: str) -> Membership:
    return Membership(code, parse_date(first, "start"), parse_date(last, "end"))
