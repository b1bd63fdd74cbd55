"""What the entries of the journal are called on the page."""

from PySide6.QtCore import QCoreApplication

from pct_tracker.domain.change import JournalEntry


def state_name(entry: JournalEntry) -> str:
    """What became of a step; nothing for an entry that only tells of an undo or a lock."""
    return state_names().get(entry.state, "")


def state_names() -> dict[str, str]:
    """What can become of a step, by the states of the journal."""
    translate = QCoreApplication.translate
    return {
        "done": translate("EntryWords", "done"),
        "undone": translate("EntryWords", "taken back"),
        "dropped": translate("EntryWords", "taken back for good"),
    }
