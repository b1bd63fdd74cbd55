"""The columns of the register: those everybody sees first, and those that can be added."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, by what the register can be sorted for it, and whether its text is a number."""

    key: str
    sort: str = ""
    is_number: bool = False

    @property
    def is_editable(self) -> bool:
        """Whether its cells can be edited in place."""
        return self.key in _editable_columns()


COLUMNS = (
    Column("finding"),
    Column("month", "month"),
    Column("type", "type"),
    Column("contents", "contents"),
    Column("title", "title"),
    Column("venue", "venue"),
    Column("origins", "origins", is_number=True),
    Column("participants", "participants", is_number=True),
    Column("id", "id"),
    Column("year", "year"),
    Column("days"),
    Column("status", "status"),
    Column("review", "review"),
    Column("modality", "modality"),
    Column("co_organizers"),
    Column("participant_types"),
    Column("planned_participants", "planned_participants", is_number=True),
    Column("funding", "funding"),
    Column("notes"),
    Column("questions", is_number=True),
)
"""All columns in the order they stand in at first."""

SHOWN_AT_FIRST = 8
"""How many of them are shown at first; the findings always are."""

WORDS = ("type", "title", "venue", "co_organizers", "participant_types")
"""The columns whose texts run in the direction of their language."""

PLACE = {column.key: number for number, column in enumerate(COLUMNS)}
"""The number of each column in the model, wherever the user has moved it."""


@cache
def _editable_columns() -> Collection[str]:
    from pct_tracker.services.editing.cells import CELL_COLUMNS  # not to draw a line, only to edit one

    return CELL_COLUMNS


def column_titles() -> Mapping[str, str]:
    """The headings in the language of the window."""
    translate = QCoreApplication.translate
    return {
        "finding": "",
        "month": translate("RegisterModel", "Month"),
        "type": translate("RegisterModel", "Type"),
        "contents": translate("RegisterModel", "Content"),
        "title": translate("RegisterModel", "Description"),
        "venue": translate("RegisterModel", "Location"),
        "origins": translate("RegisterModel", "Origins"),
        "participants": translate("RegisterModel", "Number"),
        "id": translate("RegisterModel", "Entry"),
        "year": translate("RegisterModel", "Reported in"),
        "days": translate("RegisterModel", "Days"),
        "status": translate("RegisterModel", "Status"),
        "review": translate("RegisterModel", "Review"),
        "modality": translate("RegisterModel", "Delivery"),
        "co_organizers": translate("RegisterModel", "Co-organizers"),
        "participant_types": translate("RegisterModel", "Participant types"),
        "planned_participants": translate("RegisterModel", "Planned number"),
        "funding": translate("RegisterModel", "Funding"),
        "notes": translate("RegisterModel", "Notes"),
        "questions": translate("RegisterModel", "Open questions"),
    }
