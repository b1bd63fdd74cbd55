"""Finds and reads the files in `resources`, in a checkout, an installed wheel or a frozen bundle."""

import csv
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from pct_tracker.reference.labels import Vocabulary
from pct_tracker.reference.lists import DatedLists, Membership, parse_date
from pct_tracker.reference.names import Alias, NameIndex
from pct_tracker.reference.parties import Parties, Party
from pct_tracker.reference.reference import Reference

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def resources_folder() -> Path:
    """The folder `resources`. Raises FileNotFoundError when the program was installed without it."""
    bundle = Path(getattr(sys, "_MEIPASS", _PACKAGE))
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources", bundle / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("The folder 'resources' is missing beside the program.")


@cache
def load_reference() -> Reference:
    """All reference data, read once per process (about 30 ms)."""
    countries, organizations = _rows("countries.csv"), _rows("organizations.csv")
    parties = Parties([_country(row) for row in countries] + [_organization(row) for row in organizations], _ranks())
    aliases = [
        Alias(row["alias"], row["code"], row["kind"], tuple(row["ambiguous"].split())) for row in _rows("country_aliases.csv")
    ]
    memberships = {
        "fee-reduction": [
            _membership(row["iso2"], row["effective_from"], row["effective_to"]) for row in _rows("fee_reduction_states.csv")
        ],
        "contracting": [_membership(row["iso2"], row["bound_from"], "") for row in _rows("pct_contracting_states.csv")],
        "least-developed": [_membership(row["iso2"], row["ldc_from"], row["ldc_to"]) for row in _rows("ldc.csv")],
    }
    regions = {row["iso2"]: row["wipo_region"] for row in _rows("wipo_regions.csv")}
    vocabulary = Vocabulary(_json("vocabulary.json"), _json("import_words.json"))
    return Reference(parties, NameIndex(parties, aliases), DatedLists(memberships, regions), vocabulary)


def read_json_resource(*parts: str) -> Any:
    """The content of a JSON file below `resources`."""
    return json.loads(resources_folder().joinpath(*parts).read_text("utf-8"))


def _json(name: str) -> Any:
    return read_json_resource("data", name)


def _rows(name: str) -> list[dict[str, str]]:
    with open(resources_folder() / "data" / name, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


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
