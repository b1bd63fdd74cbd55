"""Editions of the words of the reference data: which text is in force on a day, and where it stands in the data."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date, timedelta
from typing import Any, NamedTuple

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.word_edition import WordEdition

ALWAYS = date.min
"""The day from which a word is in force that always was."""

_LABELLED = ("types", "contents", "participant_types", "modalities", "regions")
_BY_LANGUAGE = ("online", "hybrid_note")
_BY_LINE = ("annex_title", "annex_title_planned")
_NO_WORDS = ("placeholders", "pattern", "direction")
_READ_BACK = ("types", "participant_types", "columns")
_PLACE = re.compile(r"\{(\w+)\}")


class Word(NamedTuple):
    """A text in force: the key of the word, its language and the text."""

    key: str
    language: str
    text: str


class FormerName(NamedTuple):
    """What a State was called until a day, which is included."""

    code: str
    until: date
    names: Mapping[str, str]


class _Place(NamedTuple):
    """Where a text stands in the data: `entry` of `holder`."""

    key: str
    language: str
    holder: dict[str, Any]
    entry: str


def shipped_words(labels: dict[str, Any], document: dict[str, Any]) -> dict[str, dict[str, str]]:
    """All words that can be edited but names, as they are shipped: key to language to text."""
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for place in (*_places_of_labels(labels), *_places_of_document(document)):
        words[place.key][place.language] = place.holder[place.entry]
    return dict(words)


def words_in_force(
    editions: Sequence[WordEdition], former: Iterable[FormerName], shipped: Mapping[str, Mapping[str, str]], day: date
) -> frozenset[Word]:
    """The words that are not the shipped ones on a day. Editions of unknown words, or with unknown places, count nowhere."""
    timelines: dict[tuple[str, str], dict[date, str]] = defaultdict(dict)
    for one in former:
        for language, name in one.names.items():
            timelines[f"names.{one.code}", language][one.until + timedelta(days=1)] = name
    own: dict[tuple[str, str], list[WordEdition]] = defaultdict(list)
    for edition in sorted(editions, key=lambda one: one.id):
        if edition.language in shipped.get(edition.key, ()):
            own[edition.key, edition.language].append(edition)
    words = set()
    for place in (*timelines, *(place for place in own if place not in timelines)):
        text = shipped[place[0]][place[1]]
        chosen = _text_on(_timeline(timelines.get(place, {}), text), own.get(place, ()), text, day)
        if chosen != text:
            words.add(Word(*place, chosen))
    return frozenset(words)


def with_words(data: dict[str, Any], words: Iterable[Word], *, document: bool = False) -> dict[str, Any]:
    """The labels, or the texts of the document, with these words in their places; the data itself stays as it was."""
    chosen = {(word.key, word.language): word.text for word in words}
    if not chosen:
        return data
    changed = deepcopy(data)
    for place in _places_of_document(changed) if document else _places_of_labels(changed):
        place.holder[place.entry] = chosen.get((place.key, place.language), place.holder[place.entry])
    return changed


def still_understood(import_words: dict[str, Any], words: Iterable[Word]) -> dict[str, Any]:
    """The words for reading annexes, with those that other editions print or printed."""
    known: dict[str, Any] = {
        **import_words,
        **{group: dict(import_words[group]) for group in ("types", "participant_types", "columns")},
    }
    known["online"], known["hybrid"] = list(import_words["online"]), list(import_words["hybrid"])
    known["earlier_headings"] = []
    for key, language, text in words:
        group, _, code = key.partition(".")
        if group in _READ_BACK:
            known[group].setdefault(text, code)
        if group == "columns":
            known["earlier_headings"].append((code, language, text))
        elif key == "online":
            known["online"].append(text)
        elif key == "modalities.hybrid":
            known["hybrid"].append(text)
    return known


def fits(text: str, shipped: str) -> bool:
    """Whether a text has no other places to fill, as {year}, than the one that is shipped, and no stray bracket of a place."""
    return places_in(text) <= places_in(shipped) and not set(_PLACE.sub("", text)) & set("{}")


def places_in(text: str) -> set[str]:
    """The names of the places of a text that are filled."""
    return set(_PLACE.findall(text))


def _timeline(former: Mapping[date, str], current: str) -> dict[date, str]:
    """From which day on a word has which text, when `former` tells by the day after its last what it was before."""
    starts = sorted(former)
    return dict(zip([ALWAYS, *starts], [*(former[start] for start in starts), current], strict=True))


def _text_on(timeline: dict[date, str], editions: Iterable[WordEdition], shipped: str, day: date) -> str:
    """The text of the latest day that is not after this one. An edition without a day stands for the newest shipped word."""
    texts, newest = dict(timeline), max(timeline)
    for edition in editions:
        start = edition.valid_from or newest
        if edition.text is not None and fits(edition.text, shipped):
            texts[start] = edition.text
        elif start in timeline:
            texts[start] = timeline[start]
        else:
            texts.pop(start, None)
    return texts[max(start for start in texts if start <= max(day, ALWAYS))]


def _places_of_labels(labels: dict[str, Any]) -> Iterator[_Place]:
    for group in _LABELLED:
        for code, entry in labels[group].items():
            yield from _by_language(f"{group}.{code}", entry["label"])
            yield from _by_language(f"{group}.{code}.explanation", entry.get("explanation", {}))
    for column in labels["columns"]:
        yield from _by_language(f"columns.{column['id']}", column["label"])
    for group in _BY_LANGUAGE:
        yield from _by_language(group, labels[group])
    for group in _BY_LINE:
        for line, texts in labels[group].items():
            if line not in _NO_WORDS:
                yield from _by_language(f"{group}.{line}", texts)
    for language, marks in labels["punctuation"].items():
        yield from (_Place(f"punctuation.{mark}", language, marks, mark) for mark in marks if mark not in _NO_WORDS)


def _places_of_document(texts: dict[str, Any]) -> Iterator[_Place]:
    """The texts of the document; of one with plural forms each form is a word of its own, as document.activities#one."""
    for key, wordings in texts.items():
        for language, wording in wordings.items():
            if isinstance(wording, str):
                yield _Place(f"document.{key}", language, wordings, language)
            else:
                yield from (_Place(f"document.{key}#{form}", language, wording, form) for form in wording)


def _by_language(key: str, texts: dict[str, Any]) -> Iterator[_Place]:
    return (_Place(key, language, texts, language) for language in LANGUAGES if language in texts)
