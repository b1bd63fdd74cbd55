"""Reads lists of States and organizations as people write them: names with codes in brackets, in any of six languages."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pct_tracker.domain.activity import Origin
from pct_tracker.domain.folding import join_lines
from pct_tracker.reference.names import NameIndex

_BRACKETED = re.compile(r"[(（]\s*([A-Z][A-Za-z]{1,5})\s*[)）]")
_SEPARATORS = ",，、;；؛،/|•·\n\t"
_SPLIT = re.compile(f"[{_SEPARATORS}]")
_AFTER_CODE = re.compile(r"([)）])[ \t]*[\r\n]+[ \t]*")
_CONJUNCTION = re.compile(r"\s+(?:and|et|y|e|и|&)\s+|\s+و\s*|[和及与]", re.IGNORECASE)
_LONGEST_PAIR = 200
"""Letters of two names and the word between them, at most."""

_LEADING_CONJUNCTION = re.compile(r"^(?:(?:and|et|y|e|и|&)\s+|و\s+|以?及|和|与)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """One entry of a list: the words it was read from, what they stand for, and the rules that doubt the reading."""

    text: str
    origin: Origin
    doubts: tuple[str, ...] = ()


def read_places(text: str, names: NameIndex, *, typed: bool = False) -> tuple[PlaceReading, ...]:
    """All entries of a list, in their order and never one dropped; what nobody knows comes back as its own text.

    A code in brackets decides. With `typed`, codes count in lower case too, as a person at a keyboard writes them.
    """
    line = join_lines(_AFTER_CODE.sub(r"\1;", text))
    places: list[PlaceReading] = []
    start = 0
    for match in _BRACKETED.finditer(line):
        if _is_code(match.group(1), names):
            places += _read_entries(line[start : match.start()], match.group(), names, typed=typed, after_code=start > 0)
            start = match.end()
    places += [_read_name(piece, names, typed) for piece in _pieces(line[start:], names, typed) if piece]
    return tuple(places)


def has_bracketed_code(text: str, names: NameIndex) -> bool:
    """Whether some brackets in the text hold two capitals or a known acronym."""
    return any(_is_code(match.group(1), names) for match in _BRACKETED.finditer(text))


# A long list of activities names the same two hundred places again and again.
@lru_cache(maxsize=4_096)
def _read_entries(before: str, bracketed: str, names: NameIndex, *, typed: bool, after_code: bool) -> tuple[PlaceReading, ...]:
    """The entries up to a code in brackets: those without a code of their own, and the one that the code belongs to.

    `after_code` says that an entry with a code stands before them: it takes a separator to part the two.
    """
    *others, name = _pieces(before, names, typed)
    ran_together = after_code and bool(before.strip()) and not _begins_with_separator(before)
    in_chinese = "（" in before + bracketed
    pair = _read_pair(name, bracketed.strip("()（）").strip(), names, in_chinese=in_chinese, ran_together=ran_together)
    return (*(_read_name(piece, names, typed) for piece in others), pair)


@lru_cache(maxsize=4_096)
def _is_code(text: str, names: NameIndex) -> bool:
    """Only two capitals are a code, or an acronym that stands for one: CACEEC, IAPI and SDG stand in brackets too."""
    return bool(re.fullmatch(r"[A-Z]{2}", text)) or names.find_code(text) is not None


def _begins_with_separator(text: str) -> bool:
    stripped = text.lstrip(" \t\u00a0\u202f\u200f\u200e")
    return stripped[:1] in _SEPARATORS or bool(_LEADING_CONJUNCTION.match(stripped))


@lru_cache(maxsize=4_096)
def _pieces(text: str, names: NameIndex, typed: bool) -> tuple[str, ...]:
    """The entries of a text without codes. A separator inside a known name (Korea, Republic of) does not split it."""
    find = names.find_typed if typed else names.find
    parts = [part.strip() for part in _SPLIT.split(text)]
    parts = [part for part in parts if part] or [""]
    pieces: list[str] = []
    while parts:
        longest = next((n for n in range(min(len(parts), 4), 1, -1) if find(", ".join(parts[:n]))), 1)
        pieces.extend(_around_conjunction(", ".join(parts[:longest]), names, typed))
        parts = parts[longest:]
    return tuple(pieces)


def _around_conjunction(piece: str, names: NameIndex, typed: bool) -> list[str]:
    """Two entries for "Kenya and Uganda", one for "Trinidad and Tobago".

    Where somebody is typing, one known name is enough: the unknown words beside it stay visible by themselves.
    """
    find = names.find_typed if typed else names.find
    piece = _LEADING_CONJUNCTION.sub("", piece) if not find(piece) else piece
    if find(piece) or len(piece) > _LONGEST_PAIR:
        return [piece]
    pairs = [(piece[: match.start()].strip(), piece[match.end() :].strip()) for match in _CONJUNCTION.finditer(piece)]
    both = next((pair for pair in pairs if find(pair[0]) and find(pair[1])), None)
    if both is not None or not typed:
        return list(both or [piece])
    one = next((pair for pair in reversed(pairs) if find(pair[0]) or find(pair[1])), None)
    return [part for side in one for part in _around_conjunction(side, names, typed)] if one is not None else [piece]


def _read_name(piece: str, names: NameIndex, typed: bool) -> PlaceReading:
    match = names.find_typed(piece) if typed else names.find(piece)
    if match is None or match.code is None:
        return PlaceReading(piece, Origin(text=piece))
    doubts = ("place.unusual-name",) if match.how == "alias" and not typed else ()
    return PlaceReading(piece, Origin(code=match.code), doubts)


def _read_pair(name: str, written_code: str, names: NameIndex, *, in_chinese: bool, ran_together: bool) -> PlaceReading:
    """Weighs a name against the code beside it. The code is taken; where it is unknown, the name."""
    text = f"{name}（{written_code}）" if in_chinese else f"{name} ({written_code})".strip()
    code, match = names.find_code(written_code), names.find(name) if name else None
    doubts = ["separator.missing"] if ran_together else []
    if code is None and match is not None and match.code:
        code = match.code
        doubts.append("place.name-and-code-disagree")
    elif code is None:
        return PlaceReading(text, Origin(text=text), tuple(doubts))
    elif match is not None and code not in match.codes:
        doubts.append("place.name-and-code-disagree")
    elif name and (match is None or match.how == "alias"):
        doubts.append("place.unusual-name")
    return PlaceReading(text, Origin(code=code), tuple(doubts))


def split_entry(text: str) -> tuple[str, str]:
    """An entry taken apart into its name and the code in its last brackets; the code is empty if there is none."""
    matches = list(_BRACKETED.finditer(text))
    return (text[: matches[-1].start()].strip(), matches[-1].group(1)) if matches else (text.strip(), "")
