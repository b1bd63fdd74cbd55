"""What belongs to the report beside the activities: its templates, and what was exported."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """A Word file that a document is laid out by, in one language."""

    language: str
    name: str
    content: bytes
    id: int = 0
    at: datetime | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """What was exported, and from which state of the log and of its words, so that it can be written once more.

    `entry_id` is the newest journal entry and `wording_id` the newest edition of words at that time. `freezes` is "year"
    for a published year, "plan" for a planned one, and None for an export that freezes nothing.
    """

    id: int
    at: datetime
    author: str
    year: int
    entry_id: int
    wording_id: int
    choices: dict[str, Any] = field(default_factory=dict, hash=False)
    manifest: dict[str, Any] = field(default_factory=dict, hash=False)
    freezes: str | None = None


FREEZES = ("year", "plan")
"""What an export can freeze."""
