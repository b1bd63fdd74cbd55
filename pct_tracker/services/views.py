"""Views of the register: the ready-made ones, and what makes two of them the same."""

from dataclasses import replace

from pct_tracker.domain.codes import Review
from pct_tracker.domain.query import Condition, Operator, SavedView
from pct_tracker.figures.groups import Group

__all__ = ["READY_VIEWS", "Group", "is_changed"]

READY_VIEWS = (
    SavedView("to-complete", conditions=(Condition("review", Operator.ANY_OF, (Review.DRAFT.value,)),)),
    SavedView("with-findings", conditions=(Condition("findings", Operator.FILLED),)),
    SavedView("overdue", conditions=(Condition("overdue", Operator.FILLED),)),
    SavedView("open-questions", conditions=(Condition("questions", Operator.FILLED),)),
    SavedView("changed", conditions=(Condition("changed", Operator.FILLED),)),
)
"""Views everybody has. Their names are keys; the faces say them in words."""


def is_changed(kept: SavedView, shown: SavedView) -> bool:
    """Whether what is shown differs from a view that was chosen; columns count where the view names some."""
    columns = shown.columns if kept.columns else ()
    return replace(shown, name=kept.name, columns=columns) != kept
