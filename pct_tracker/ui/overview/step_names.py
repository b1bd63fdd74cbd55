"""What a step of work is called where one is chosen from a list."""

from datetime import UTC

from PySide6.QtCore import QDateTime, QLocale

from pct_tracker.domain.change import JournalEntry
from pct_tracker.services.wording import Wording


def step_name(entry: JournalEntry, wording: Wording) -> str:
    """When it was done, in the time of this computer, and what it did."""
    at = entry.at if entry.at.tzinfo else entry.at.replace(tzinfo=UTC)  # the journal is kept in UTC
    when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(at.timestamp())), QLocale.FormatType.ShortFormat)
    return f"\u2068{when}\u2069  {wording.step(entry.step)}"
