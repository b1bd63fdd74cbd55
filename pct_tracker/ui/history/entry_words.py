"""What the entries of the journal are called on the page: when, and what became of them."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from pct_tracker.domain.change import JournalEntry


def local_time(at: datetime) -> str:
    """A moment of the journal, which is kept in UTC, in the time of this computer and the format of the interface."""
    moment = at if at.tzinfo else at.replace(tzinfo=UTC)
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(moment.timestamp())), QLocale.FormatType.ShortFormat)


def state_name(entry: JournalEntry) -> str:
    """What became of a step; nothing for an entry that only tells of an undo or a lock."""
    translate = QCoreApplication.translate
    names = {
        "done": translate("EntryWords", "done"),
        "undone": translate("EntryWords", "taken back"),
        "dropped": translate("EntryWords", "taken back for good"),
    }
    return names.get(entry.state, "")
