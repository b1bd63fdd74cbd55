"""Many activities changed in one column: what each would become, and the one edit that does it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.reference.reference import Reference
from pct_tracker.services.editing.cells import copy_cell, read_cell


@dataclass(frozen=True, slots=True)
class BulkLine:
    """An activity and what it would become."""

    activity: Activity
    draft: ActivityDraft

    @property
    def changes(self) -> bool:
        """Whether anything would differ."""
        return self.draft != self.activity.content()


def preview_bulk(activities: Sequence[Activity], column: str, text: str, language: str, reference: Reference) -> list[BulkLine]:
    """What a text typed into one column of these activities makes of them. Raises UserError as `read_cell` does."""
    return [BulkLine(one, read_cell(one, column, text, language, reference)) for one in activities]


def fill_down(activities: Sequence[Activity], column: str, language: str) -> list[BulkLine]:
    """What the first of these activities makes of the others in one column."""
    first, *others = activities
    return [BulkLine(one, copy_cell(first, one, column, language)) for one in others]


def build_bulk(step: str, column: str, lines: Sequence[BulkLine]) -> Edit:
    """The edit of the lines that change something; empty if none does."""
    revised = tuple(Revision(line.activity.id, line.activity.version, line.draft) for line in lines if line.changes)
    return Edit(Step(step, {"field": column, "count": len(revised)}), revised=revised)
