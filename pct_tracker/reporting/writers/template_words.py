"""The words that a Word template of the user's own says for certain: those of places outside of conditions and loops."""

import io
import re
import zipfile
from collections.abc import Iterator

from pct_tracker.reporting.document import Document
from pct_tracker.reporting.writers.template_places import TABLE_PLACES, values

_PART = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_TAG = re.compile("<[^>]*>")
_MARK = re.compile(r"\{%-?(?:p|tr|tc|r)?\s*(?P<word>\w+).*?%\}|\{\{\s*(?P<place>\w+)\s*\}\}", re.DOTALL)


def certain_words(document: Document, template: bytes) -> tuple[str, ...]:
    """What the named places of a template have to say of a document, wherever it says it."""
    given = values(document, str)
    places = (given.get(name) for name in dict.fromkeys(_places(template)) if name not in TABLE_PLACES)
    return tuple(words for words in places if isinstance(words, str) and words.strip())


def lists_paragraphs(template: bytes) -> bool:
    """Whether a template goes through all paragraphs, whatever they are, and has a place for the first annex."""
    text = "".join(_texts(template))
    loops = re.search(r"\{%-?(?:p|tr)?\s*for\s+\w+\s+in\s+paragraphs\b", text)
    return loops is not None and re.search(r"\{\{\s*annex(?:_1)?\s*\}\}", text) is not None


def _places(template: bytes) -> Iterator[str]:
    for text in _texts(template):
        yield from _outside_blocks(text)


def _texts(template: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        for name in filter(_PART.fullmatch, package.namelist()):
            yield _TAG.sub("", package.read(name).decode(errors="replace"))


def _outside_blocks(text: str) -> Iterator[str]:
    depth = 0
    for mark in _MARK.finditer(text):
        if word := mark["word"]:
            depth += -1 if word.startswith("end") else word in ("if", "for")
        elif depth == 0:
            yield mark["place"]
