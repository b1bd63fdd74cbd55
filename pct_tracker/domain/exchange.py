"""Texts on their way to translators and back."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from pct_tracker.domain.texts import Texts


class TextState(StrEnum):
    """How far the text of a language is: not there, given without more being known, or what its mark says."""

    MISSING = "missing"
    OUTDATED = "outdated"
    DRAFT = "draft"
    GIVEN = "given"
    CHECKED = "checked"


def state_of(texts: Texts, language: str) -> TextState:
    """How far a text is in a language."""
    if language not in texts:
        return TextState.MISSING
    mark = texts.mark(language)
    return TextState.GIVEN if mark is None else TextState(mark.value)


@dataclass(frozen=True, slots=True)
class TextUnit:
    """One text to translate, once however often it is used. `used_in` are ids of the activities, the first of many."""

    key: str
    field: str
    source: str
    target: str = ""
    state: TextState = TextState.MISSING
    used_in: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TextExchange:
    """The texts of one file: from a language into another. `year` is None where the file does not say it."""

    year: int | None
    source_language: str
    target_language: str
    units: tuple[TextUnit, ...]


def unit_key(field: str, language: str, source: str) -> str:
    """The key of a text: the same for the same words of the same field, whatever happens to the activities."""
    digest = hashlib.sha256("\0".join((field, language, source)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"t-{digest[:20]}"
