"""Texts that a spreadsheet would take for a formula: marked where they go out as text, and as they were when they come back."""

import re

from pct_tracker.domain.folding import join_lines

_SIGNS = "=+\\-@＝＋－＠"
_SKIPPED = "\\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Spaces and invisible signs that some programs take off before they look."""

_LIKE_FORMULA = re.compile(f"'*(?:[{_SKIPPED}]*[{_SIGNS}]|[\t\r\n])")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def guard_formula(text: str) -> str:
    """The text with an apostrophe before what looks like a formula, or like one that has an apostrophe already.

    Numbers with a sign stay numbers.
    """
    return f"'{text}" if _LIKE_FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unguard_formula(text: str) -> str:
    """The text as it was before `guard_formula`; other apostrophes stay."""
    return text[1:] if text.startswith("'") and _LIKE_FORMULA.match(text, 1) else text


def tabbed_cell(text: str) -> str:
    """The text as one cell of a line with tabs, as sheets read and write them: on one line, in quotes if it begins with one."""
    cell = guard_formula(join_lines(text).replace("\t", " "))
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell


def is_number(text: str) -> bool:
    """Whether a spreadsheet reads a plain number."""
    return _NUMBER.fullmatch(text) is not None
