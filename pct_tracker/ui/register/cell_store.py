"""Stores what is typed into cells of the register: each cell is one step, one after the other."""

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.change import Change, Edit, Revision, Step
from pct_tracker.domain.errors import StaleEditError, UserError
from pct_tracker.services.editing.bulk import build_bulk, fill_down
from pct_tracker.services.editing.cells import CELL_COLUMNS, read_cell
from pct_tracker.services.tracker import titled
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.register.register_model import RegisterModel

_Cell = tuple[Activity, str, str]


class CellStore(QObject):
    """`stored` carries the change of a cell, `told` a sentence on why nothing was stored. What was typed stays in the cell.

    `is_typed_elsewhere` says whether an activity has changes in the form that are not saved.
    """

    stored = Signal(object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, model: RegisterModel) -> None:
        super().__init__(model)
        self._workspace = workspace
        self._model = model
        self._waiting: deque[_Cell] = deque()
        self._own_versions: dict[int, int] = {}
        self._is_storing = False
        self.is_typed_elsewhere: Callable[[int], bool] = lambda _id: False
        model.typed.connect(self.store)

    def store(self, activity_id: int, key: str, text: str) -> None:
        """Stores a text typed into a cell, after those that were typed before."""
        row = self._model.row_of(activity_id)
        seen = self._model.activity_at(row) if row is not None else None
        if seen is not None:
            # Noted now: the register may show something else by the time this text has its turn.
            self._model.set_pending(activity_id, key, text)
            self._waiting.append((seen, key, text))
            self._go_on()

    def fill_down(self, activities: Sequence[Activity], key: str) -> None:
        """Gives the activities below the first one its value in a column, as one step."""
        if key not in CELL_COLUMNS:
            self.told.emit(self.tr("This column is worked out and cannot be filled down. Go to another one first."))
            return
        if len(activities) < 2:
            self.told.emit(self.tr("Select several activities first: the value of the topmost one is filled into the others."))
            return
        lines = fill_down(activities, key, self._model.cells.language)
        if self._is_free([line.activity.id for line in lines if line.changes]):
            edit = build_bulk("fill-down", key, lines)
            if edit.is_empty:
                self.told.emit(self.tr("The other activities have this value already, so nothing was changed."))
            else:
                self._workspace.do(edit, self.stored.emit, self._read_anew)

    def _go_on(self) -> None:
        while self._waiting and not self._is_storing:
            self._begin(*self._waiting.popleft())

    def _begin(self, seen: Activity, key: str, text: str) -> None:
        activity, activity_id = self._newest_of(seen), seen.id
        language = self._model.cells.language
        try:
            draft = read_cell(activity, key, text, language, self._workspace.tracker.reference)
        except UserError as error:
            self.told.emit(self._workspace.wording.error(error))
            return
        if draft == activity.content():
            self._model.set_pending(activity_id, key, None)
        elif self._is_free([activity_id]):
            step = Step("cell", {"field": key, **titled("cell", draft, language).params})
            self._is_storing = True
            edit = Edit(step, revised=(Revision(activity.id, activity.version, draft),))
            self._workspace.do(edit, lambda change: self._end(change, activity, key), self._not_stored)

    def _newest_of(self, seen: Activity) -> Activity:
        """The activity as it is after cells typed here before; whatever else changed it refuses the edit."""
        stored = next(iter(self._workspace.rows([seen.id])), None)
        return stored if stored is not None and stored.version == self._own_versions.get(seen.id) else seen

    def _is_free(self, ids: Sequence[int]) -> bool:
        """Says so if one of the activities is being typed in the form: one of the two would be lost."""
        if not any(map(self.is_typed_elsewhere, ids)):
            return True
        self.told.emit(self.tr("The form holds changes of this activity that are not saved. Save or revert them first."))
        return False

    def _end(self, change: Change, activity: Activity, key: str) -> None:
        activity_id = activity.id
        self._own_versions[activity_id] = activity.version + 1
        self._is_storing = False
        self._model.forget([activity_id])
        self._model.set_pending(activity_id, key, None)
        self.stored.emit(change)
        self._go_on()

    def _not_stored(self, error: Exception) -> bool:
        """The text stays in its cell, for a second try; in a locked year there is none, and the cell must not look changed."""
        self._is_storing = False
        if isinstance(error, UserError) and error.code == "year.locked":
            self._model.drop_pending()
        self._read_anew(error)
        self._go_on()
        return False

    def _read_anew(self, error: Exception) -> bool:
        """Reads what somebody else stored meanwhile, so that a second try is one on that."""
        if isinstance(error, StaleEditError):
            self._model.forget([error.activity_id])
        return False
