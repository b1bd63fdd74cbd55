"""What the parts of the Check page show where they hold nothing."""

from PySide6.QtCore import QCoreApplication

from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.empty_state import EmptyState


def make_empty_parts(actions: Actions) -> dict[str, EmptyState]:
    """The empty states of the parts by their names, and the one for too many activities as "many"."""
    translate = QCoreApplication.translate
    words = {
        "blocking": (
            translate("EmptyParts", "Nothing stands in the way"),
            translate("EmptyParts", "No rule finds an error among the activities shown here."),
        ),
        "look": (
            translate("EmptyParts", "Nothing is wrong"),
            translate("EmptyParts", "No rule has anything to say about the activities shown here."),
        ),
        "accepted": (
            translate("EmptyParts", "Nothing is accepted"),
            translate(
                "EmptyParts",
                "A warning or a hint that is right as it is can be accepted for a reason. It is listed here then.",
            ),
        ),
        "many": (
            translate("EmptyParts", "Too much to check at once"),
            translate("EmptyParts", "Choose one year above to see what is not right in it."),
        ),
    }
    steps = [(translate("EmptyParts", "To the activities"), actions["page-activities"])]
    return {part: EmptyState("check", *told, steps) for part, told in words.items()}
