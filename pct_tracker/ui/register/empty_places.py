"""What stands in the place of the register when it has no rows."""

from PySide6.QtCore import QCoreApplication

from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.empty_state import EmptyState


def make_empty_log(actions: Actions) -> EmptyState:
    """A log, or a year, without activities."""
    translate = QCoreApplication.translate
    return EmptyState(
        "activities",
        translate("EmptyPlaces", "No activities here yet"),
        translate("EmptyPlaces", "Record an activity as it happens, or bring in an annex from Word, Excel or CSV."),
        [
            (translate("EmptyPlaces", "New activity"), actions["new"]),
            (translate("EmptyPlaces", "Import an annex"), actions["import"]),
            (translate("EmptyPlaces", "Open the 2024 sample"), actions["sample"]),
        ],
    )


def make_empty_filter(actions: Actions) -> EmptyState:
    """A filter that nothing passes."""
    translate = QCoreApplication.translate
    return EmptyState(
        "search",
        translate("EmptyPlaces", "Nothing matches"),
        translate("EmptyPlaces", "No activity has all that is asked for above. Take a part of it away, or show all."),
        [(translate("EmptyPlaces", "Show all activities"), actions["clear-filter"])],
    )
