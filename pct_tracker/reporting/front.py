"""The front block of the document: what the user enters, and the lines that are printed of it."""

from dataclasses import dataclass, fields
from datetime import date
from functools import partial

from pct_tracker.domain.activity import NO_TEXTS
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.document_words import DocumentWords


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontBlock:
    """What somebody enters once for all languages. `symbol` is as "PCT/WG/19/5"; `original` is the code of a language.

    What is empty is left out, but for body and title, for which the words of the document have their own.
    """

    symbol: str = ""
    body: Texts = NO_TEXTS
    session: Texts = NO_TEXTS
    place_and_dates: Texts = NO_TEXTS
    dated: date | None = None
    original: str = "en"
    title: Texts = NO_TEXTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The lines of the front block in one language; an empty one is not printed."""

    letter: str
    symbol: str
    original: str
    date: str
    body: str
    session: str
    place_and_dates: str
    title: str
    prepared: str


FRONT_LINES: tuple[str, ...] = tuple(field.name for field in fields(Front))
"""The names of the lines in the order in which they are printed."""


def build_front(block: FrontBlock, words: DocumentWords, language: str, year: int, *, mark_missing: bool = True) -> Front:
    """The lines for the report on a year. A text that the language lacks stands in another one.

    It stands there behind the code of that language, or without `mark_missing` as it is.
    """
    original = words.language_name(block.original, language) if block.original else ""
    text = partial(_text, language=language, mark_missing=mark_missing)
    day = words.long_date(block.dated, language) if block.dated else ""
    return Front(
        letter=words.text("front.letter", language),
        symbol=block.symbol.strip(),
        original=words.text("front.original", language, language=original).upper() if original else "",
        date=words.text("front.date", language, date=day).upper() if day else "",
        body=text(block.body) or words.text("front.body", language),
        session=text(block.session),
        place_and_dates=text(block.place_and_dates),
        title=text(block.title) or words.text("front.title", language, year=year),
        prepared=words.text("front.prepared", language),
    )


def entered_texts(block: FrontBlock) -> tuple[Texts, ...]:
    """The texts of the block that stand there in some language."""
    return tuple(texts for texts in (block.body, block.session, block.place_and_dates, block.title) if texts)


def _text(texts: Texts, language: str, *, mark_missing: bool) -> str:
    found = texts.language_of_best(language)
    return f"[{found}] {texts.best(language)}" if mark_missing and found not in (None, language) else texts.best(language)
