"""The column of co-organizers: who they are, and which code stands in brackets behind a name."""

import re
from collections.abc import Iterator

from pct_tracker.domain.activity import CoOrganizer
from pct_tracker.domain.folding import fold_name, join_lines
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.reference import Reference

_ALWAYS_SPLIT = re.compile("[;；؛]")
# A comma may belong to a name, but not directly behind the brackets that close one: 斯洛伐克知识产权局（SK），VPI.
_BRACKET_AND_COMMA = re.compile(r"[(（]\s*([^()（）]+?)\s*[)）]\s*[,，、،/]")
_LAST_BRACKET = re.compile(r"\s*[(（]\s*([^()（）]+?)\s*[)）]$")
_SAME_NAME = 90
_ACRONYM = re.compile(r"[A-ZА-Я]{2,8}")


def parse_co_organizers(cell: str, language: str, reference: Reference) -> tuple[CoOrganizer, ...]:
    """The co-organizers in their order, each with its name as written, without a code that stands in brackets behind it."""
    names = (join_lines(part) for entry in _ALWAYS_SPLIT.split(cell) for part in _split_behind_codes(entry, reference))
    return tuple(_read_organizer(name, language, reference) for name in names if name)


def _split_behind_codes(entry: str, reference: Reference) -> Iterator[str]:
    start = 0
    for match in _BRACKET_AND_COMMA.finditer(entry):
        if _find_code(match.group(1), reference):
            yield entry[start : match.end() - 1]
            start = match.end()
    yield entry[start:]


def _read_organizer(entry: str, language: str, reference: Reference) -> CoOrganizer:
    if _ACRONYM.fullmatch(entry):
        code = reference.names.find_code(entry)
        return CoOrganizer(Texts({language: entry}), code if code and reference.parties.is_organization(code) else None)
    match = _LAST_BRACKET.search(entry)
    code = _find_code(match.group(1), reference) if match else None
    if match is None or code is None:
        return CoOrganizer(Texts({language: entry}))
    name = entry[: match.start()]
    kept = not name or _is_own_abbreviation(name, match.group(1), code, reference)
    return CoOrganizer(Texts({language: entry if kept else name}), code)


def _find_code(text: str, reference: Reference) -> str | None:
    """The code in brackets: two capitals that are a code or stand for one (UK), or an acronym of an organization.

    Three letters are no State here: offices have acronyms of three letters that happen to be the code of some State.
    """
    if re.fullmatch("[A-Z]{2}", text):
        match = reference.names.find(text)
        return match.code if match else None
    code = reference.names.find_code(text)
    return code if code and reference.parties.is_organization(code) else None


def _is_own_abbreviation(name: str, bracket: str, code: str, reference: Reference) -> bool:
    """Whether the brackets belong to the name and do not stand in the place of the code.

    An organization writes its full name with its abbreviation behind it, "Visegrad Patent Institute (VPI)": then the
    words before the brackets are its name in force in some language, or a spelling very near to it (Вишеградский for
    Вышеградский). Behind any other words, 海合会专利局（GCC）, the acronym was put where the code belongs.
    """
    party = reference.parties.find(code)
    if party is None or bracket == code:
        return False
    from rapidfuzz import fuzz

    return any(fuzz.ratio(fold_name(name), fold_name(full)) >= _SAME_NAME for full in party.names.values())
