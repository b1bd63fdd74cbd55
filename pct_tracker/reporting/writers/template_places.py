"""The named places of a Word template, and what the document puts into them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pct_tracker.reporting.document import Document, Paragraph
from pct_tracker.reporting.front import FRONT_LINES
from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Report

TABLE_PLACES = ("annex", "annex_1", "annex_2", "trace")
"""The places of tables: each stands alone in its paragraph."""

LIST_PLACES = ("paragraphs", "letters", "sensitivity")
"""The places that hold several entries, to be gone through with `for`."""

ENTRY_PARTS = ("letter", "meaning")
"""What each entry of `letters` has."""

_PARAGRAPHS = ("purpose", "activities", "delivery", "states", "planned", "closing")
_STATEMENTS = ("activities", "participants", "states", "beneficiary_states", "hybrid", "delivery")


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name; `code` names the phrase that explains it, and `params` fill that."""

    name: str
    code: str
    params: Mapping[str, str]


def places() -> tuple[Place, ...]:
    """All places that a template may name, in the order in which they are explained."""
    return (
        *(Place(line, f"place.{line}", {}) for line in FRONT_LINES),
        Place("language", "place.language", {}),
        Place("year", "place.year", {}),
        *(Place(f"{name}_paragraph", "place.paragraph", {"name": name}) for name in _PARAGRAPHS),
        *(Place(f"{name}_sentence", "place.sentence", {"name": name}) for name in _STATEMENTS),
        *(Place(f"{name}_number", "place.number", {"name": name}) for name in _STATEMENTS if name != "delivery"),
        *(
            Place(name, f"place.{name}", {})
            for name in ("letters_heading", "sensitivity_heading", "closing", "end_mark", *LIST_PLACES)
        ),
        *(Place(name, "place.table", {"name": name}) for name in TABLE_PLACES),
        *(Place(f"{name}_heading", "place.table-heading", {"name": name}) for name in TABLE_PLACES),
        *(Place(f"{name}_title", "place.table-title", {"name": name}) for name in TABLE_PLACES),
        *(Place(f"{name}_mark", "place.table-mark", {"name": name}) for name in TABLE_PLACES),
    )


def place_names() -> frozenset[str]:
    """The names of all places."""
    return frozenset(place.name for place in places())


def tables(document: Document) -> dict[str, Report]:
    """The tables by the names of their places; those that the document does not have are left out."""
    parts = dict(zip(("annex_1", "annex_2"), document.annexes, strict=False))
    found = {"annex": parts["annex_1"].report, **{name: part.report for name, part in parts.items()}}
    return {**found, "trace": document.trace.report} if document.trace else found


def values(document: Document, marker: Callable[[str], str]) -> dict[str, Any]:
    """What stands in each place. `marker` tells the text that marks the place of a table until it is put in."""
    paragraphs = {one.name: one for one in document.paragraphs}
    letters, sensitivity = (paragraphs.get(name) for name in ("letters", "sensitivity"))
    found: dict[str, Any] = dict.fromkeys(place_names(), "") | dict.fromkeys(LIST_PLACES, ())
    found |= {line: printable(getattr(document.front, line)) for line in FRONT_LINES}
    found |= {"language": document.language, "year": str(document.year), "closing": printable(document.closing)}
    found["end_mark"] = printable(document.parts[-1].report.end_mark)
    found |= {f"{name}_paragraph": printable(paragraphs[name].text) for name in _PARAGRAPHS if name in paragraphs}
    for statement in document.statements:
        found[f"{statement.name}_sentence"] = printable(statement.sentence)
        found[f"{statement.name}_number"] = statement.number
    found["paragraphs"] = tuple(printable(line) for one in document.paragraphs for line in _lines(one))
    if letters:
        found["letters_heading"] = printable(letters.text)
        found["letters"] = tuple(dict(zip(ENTRY_PARTS, map(printable, entry), strict=True)) for entry in letters.entries)
    if sensitivity:
        found["sensitivity_heading"] = printable(sensitivity.text)
        found["sensitivity"] = tuple(printable(words) for _, words in sensitivity.entries)
    return found | _table_values(document, marker)


def _lines(paragraph: Paragraph) -> Iterator[str]:
    """A paragraph, and its entries unless they have a place of their own."""
    yield paragraph.text
    if paragraph.name not in LIST_PLACES:
        yield from (f"{label} {words}" for label, words in paragraph.entries)


def _table_values(document: Document, marker: Callable[[str], str]) -> dict[str, str]:
    found = {}
    headings = {"annex": document.annexes[0].heading}
    headings |= {f"annex_{number}": part.heading for number, part in enumerate(document.annexes, 1)}
    if document.trace:
        headings["trace"] = document.trace.heading
    for name, report in tables(document).items():
        found[name] = marker(name)
        found[f"{name}_heading"] = printable(headings[name])
        found[f"{name}_title"] = printable(report.title)
        found[f"{name}_mark"] = printable(report.end_mark)
    return found
