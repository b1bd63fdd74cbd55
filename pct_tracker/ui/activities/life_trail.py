"""Where a postponed activity went, and where its new date came from."""

from PySide6.QtCore import QObject, Signal

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Status
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.form.form import ActivityForm


class LifeTrail(QObject):
    """Finds the activities before and after the one in a form. `opened` carries the one to open."""

    opened = Signal(int)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._form: ActivityForm | None = None

    def attach(self, form: ActivityForm) -> None:
        """Follows what a form shows."""
        self._form = form
        form.shown.connect(self.refresh)
        form.fields.life.opened.connect(self.opened)

    def refresh(self) -> None:
        """Looks again, because the form shows something else or the log changed."""
        if self._form is None:
            return
        form, id_, shown = self._form, self._form.activity_id, self._form.draft()
        if id_ is None or (shown.follows is None and shown.status is not Status.POSTPONED):
            form.fields.life.show_links(None, ())
            return
        before = [shown.follows] if shown.follows is not None else []

        def look(tracker: Tracker) -> tuple[list[Activity], list[Activity]]:
            return tracker.activities_by_id(before), tracker.activities_by_id(tracker.store.followers(id_))

        def show(found: tuple[list[Activity], list[Activity]]) -> None:
            if self._form is form and form.activity_id == id_:
                form.fields.life.show_links(next(iter(found[0]), None), found[1])

        self._workspace.ask(look, show, "life-links")
