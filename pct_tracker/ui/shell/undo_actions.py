"""Undo and redo name the steps that they would turn to, and can be done only while there are such steps."""

from PySide6.QtCore import QObject

from pct_tracker.domain.change import UndoState
from pct_tracker.ui.common.access_keys import without_access_key
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.workspace import Workspace


class UndoActions(QObject):
    """Follows the log for the two actions."""

    def __init__(self, workspace: Workspace, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions

    def follow(self) -> None:
        """Asks the log what the two would turn to now."""
        self._workspace.ask(lambda tracker: tracker.undo_state(), self.show, "undo-state")

    def show(self, state: UndoState) -> None:
        """Names these steps."""
        for id_, step in (("undo", state.undo), ("redo", state.redo)):
            action, words = self._actions[id_], self._actions.words(id_)
            action.setEnabled(step is not None)
            if step is not None:
                name = self._workspace.wording.step(step).replace("&", "&&")
                words = self.tr("{action}: {step}").format(action=words, step=name)
            action.setText(words)
            action.setToolTip(f"{without_access_key(words)} ({action.shortcut().toString()})")
