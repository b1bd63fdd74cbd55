"""Proof that the pages of a PDF say what they should: every word in its place, and none beside."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pct_tracker.reporting.reading import PAGE, Pages, Piece
from pct_tracker.services.reports.bare_words import bare
from pct_tracker.services.reports.differences import MOST_TOLD, Difference

_FAR = 20_000
"""How many letters behind the place where a piece should stand it is looked for."""

_TURNED = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRO"})
"""Directions of letters and marks that change the order of words on a page."""

_SURE = re.compile(
    "[\0-\u00ac\u00ae-\u052f\u0590-\u06ff\u1e00-\u23ff\u2500-\u25ff\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\ufb50-\ufdff\ufe70-\uffef]*"
)
"""Letters and signs that come out of a PDF as they went in: others may lack a font, or melt into one sign with the next."""

_ONE_BRACKET = str.maketrans(")]}»›>≥", "([{«‹<≤")
"""Brackets are turned round with the words between them."""


def prove_pages(pages: Sequence[str], sections: Sequence[Pages]) -> Iterator[tuple[int, Difference | Piece]]:
    """The pieces that stand where they should, and what is missing, other, or added, each with the place of its section.

    Words that run from right to left come out of a PDF in the order in which they are seen: of those, each row, line or
    paragraph is compared letter by letter without its order, but for numbers at its beginning and its end. Where a piece has
    signs that may come out as others, its Latin letters and digits are compared.
    """
    texts, strange = _texts_of(list(map(bare, pages)), [_Section(one) for one in sections])
    yield from ((0, one) for one in strange)
    for number, (section, text) in enumerate(zip(sections, texts, strict=True)):
        yield from ((number, one) for one in _walk(text, [_Words(one) for one in section.pieces if bare(one.words)]))


class _Words:
    """A piece without its spaces."""

    def __init__(self, piece: Piece) -> None:
        self.piece, self.text = piece, bare(piece.words)
        self.is_turned = _has_turned(piece.words)
        self.is_sure = _SURE.fullmatch(piece.words) is not None

    @cached_property
    def _letters(self) -> Counter[str]:
        return _letters(self.text)

    @cached_property
    def _ends(self) -> tuple[str, str]:
        """The first and the last cell of a row, where these are numbers or codes."""
        cells = self.piece.cells
        first, last = (bare(cells[place]) if cells and self.piece.table != "trace" else "" for place in (0, -1))
        return (first if _is_number(first) else ""), (last if _is_number(last) else "")

    def is_at(self, text: str, place: int) -> bool:
        """Whether they stand at a place."""
        if not self.is_turned:
            return text.startswith(self.text, place)
        found = text[place : place + len(self.text)]
        first, last = self._ends
        return found.startswith(first) and found.endswith(last) and _letters(found) == self._letters

    def find(self, text: str, place: int) -> int:
        """The next place where they stand; -1 if it is too far, or there is none."""
        if not self.is_turned:
            return text.find(self.text, place, place + _FAR + len(self.text))
        last = min(len(text) - len(self.text), place + _FAR)
        return next((at for at in self._likely(text, place, last) if self.is_at(text, at)), -1)

    def _likely(self, text: str, place: int, last: int) -> Iterator[int]:
        """The places where as many letters have the same sum: one look at each letter."""
        size, wanted = len(self.text), sum(map(ord, self.text.translate(_ONE_BRACKET)))
        codes = [ord(one) for one in text[place : last + size].translate(_ONE_BRACKET)]
        total = sum(codes[:size])
        for at in range(max(0, last - place + 1)):
            if total == wanted:
                yield place + at
            if at + size < len(codes):
                total += codes[at + size] - codes[at]


@dataclass(frozen=True, slots=True)
class _Section:
    """What stands over the pages of a section."""

    pages: Pages

    def head(self, number: int) -> _Words:
        return _Words(Piece(self.pages.first if number == 1 else self.pages.head.replace(PAGE, str(number))))

    def without_head(self, page: str, number: int) -> str | None:
        """A page without what stands over it; None if something else does."""
        head = self.head(number)
        if not head.is_at(page, 0):
            return None
        rest, headings = page[len(head.text) :], _Words(Piece(self.pages.headings))
        return rest[len(headings.text) :] if number > 1 and headings.is_at(rest, 0) else rest


def _texts_of(pages: Sequence[str], sections: Sequence[_Section]) -> tuple[list[str], list[Difference]]:
    """The words of each section without the heads of its pages; a head that is none of ours is told."""
    texts, strange = [""] * len(sections), list[Difference]()
    at, number = 0, 0
    for page in pages:
        number += 1
        rest = sections[at].without_head(page, number)
        if rest is None and at + 1 < len(sections) and (begun := sections[at + 1].without_head(page, 1)) is not None:
            at, number, rest = at + 1, 1, begun
        if rest is None:
            strange.append(Difference("", 0, "page", sections[at].head(number).piece.words, page[:80]))
        texts[at] += page if rest is None else rest
    return texts, strange


def _walk(text: str, pieces: Sequence[_Words]) -> Iterator[Difference | Piece]:
    """Goes on from piece to piece; what stands between two of them is in the place of those that are missing."""
    at, missing, told = 0, list[_Words](), 0
    for number, one in enumerate(pieces):
        place = at if one.is_at(text, at) else -1
        follows = place < 0 and number + 1 < len(pieces) and pieces[number + 1].is_at(text, at)
        if place < 0 and not follows and one.is_sure and told + len(missing) < MOST_TOLD:
            place = one.find(text, at)
        if place < 0:
            missing.append(one)
            continue
        between = list(_between(missing, text[at:place]))
        told += sum(isinstance(other, Difference) for other in between)
        yield from (*between, one.piece)
        at, missing = place + len(one.text), []
    yield from _between(missing, text[at:])


def _between(missing: Sequence[_Words], found: str) -> Iterator[Difference | Piece]:
    if found and not missing:
        yield Difference("", 0, "", "", found)
    if not any(one.is_sure for one in missing) and _codes("".join(one.text for one in missing)) == _codes(found):
        yield from (one.piece for one in missing)
        return
    for number, piece in enumerate(one.piece for one in missing):
        yield Difference(piece.table, piece.row, "", " | ".join(piece.cells) or piece.words, "" if number else found)


def _has_turned(text: str) -> bool:
    """Whether some words are set in another order than they are read."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in _TURNED for character in text)


def _letters(text: str) -> Counter[str]:
    return Counter(text.translate(_ONE_BRACKET))


def _codes(text: str) -> Counter[str]:
    return Counter(re.findall("[A-Za-z0-9]", text))


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]+(?:-[0-9]+)?", text))
