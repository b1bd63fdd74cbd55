"""Copies the field in use from the entry above."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.period import year_of
from pct_tracker.domain.query import ActivityQuery, SortKey
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.form.form_desk import FormDesk
from pct_tracker.ui.form.form_fields import fields_of_row
from pct_tracker.ui.register.register_side import RegisterSide


class EntryDitto(QObject):
    """For a stored activity the entry above is the one above it in the register; for a new one, the one entered last.

    `told` carries a sentence where nothing was copied.
    """

    told = Signal(str)

    def __init__(self, workspace: Workspace, desk: FormDesk, side: RegisterSide, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._desk = desk
        self._side = side
        self._model = side.model
        self._last: ActivityDraft | None = None

    def note(self, saved: ActivityDraft) -> None:
        """Takes note of the activity that was entered last."""
        self._last = saved

    def copy(self) -> None:
        """Gives the field in use the value it has in the entry above."""
        row = self._desk.form.row_in_use
        if not row:
            self.told.emit(self.tr("Put the cursor into the field that is to be copied from the entry above."))
        elif self._desk.form.activity_id is not None:
            self._copy_from(self._above(), row)
        elif (before := self._last or self._in_focus()) is not None:
            self._copy_from(before, row)
        else:
            self._workspace.ask(read_newest, lambda newest: self._copy_from(newest, row), "ditto")

    def _above(self) -> ActivityDraft | None:
        row = self._model.row_of(self._desk.form.activity_id or 0) or 0
        # A row without an activity is the heading of a group.
        return next((one for at in range(row - 1, -1, -1) if (one := self._model.activity_at(at)) is not None), None)

    def _in_focus(self) -> ActivityDraft | None:
        current = self._side.register.current_id
        return next(iter(self._workspace.rows([current])), None) if current is not None else None

    def _copy_from(self, source: ActivityDraft | None, row: str) -> None:
        form = self._desk.form
        if source is None:
            self.told.emit(self.tr("There is no entry above this one, so nothing was copied."))
            return
        values: dict[str, Any] = {field: getattr(source, field) for field in fields_of_row(row)}
        if values == {field: getattr(ActivityDraft(), field) for field in values}:
            name = form.fields.rows[row].name
            self.told.emit(self.tr("“{field}” is empty in the entry above, so nothing was copied.").format(field=name))
            return
        draft = form.draft()
        if "month" in values and draft.year in (None, year_of(draft.month)):
            values["year"] = year_of(values["month"])
        form.take_values(values)


def read_newest(tracker: Tracker) -> ActivityDraft | None:
    """The activity that came into the log last."""
    newest = tracker.ids(ActivityQuery(sort=(SortKey("id", descending=True),)))[:1]
    return next(iter(tracker.activities_by_id(newest)), None)
