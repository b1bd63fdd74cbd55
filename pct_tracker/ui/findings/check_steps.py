"""What is done about findings: corrected, accepted for a reason, opened again; each time one step that can be undone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pct_tracker.domain.change import Edit
from pct_tracker.domain.errors import UserError
from pct_tracker.services.checks.accepting import Judged, accept_findings, can_be_accepted, withdraw_findings
from pct_tracker.ui.common.accept_dialog import AcceptDialog
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.findings.fix_dialog import FixDialog


class CheckSteps(QObject):
    """Acts on chosen findings. `stored` carries the change, `told` a sentence where nothing could be done.

    `is_typed_elsewhere` says whether an activity has changes in the form that are not saved.
    """

    stored = Signal(object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, language: str, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self.language = language
        self.is_typed_elsewhere: Callable[[int], bool] = lambda _id: False
        self.accept_dialog: AcceptDialog | None = None
        self.fix_dialog: FixDialog | None = None

    def accept(self, chosen: Sequence[Judged]) -> None:
        """Asks for the reason why these are right as they are; errors are refused at once."""
        open_ones = [one for one in chosen if one.finding.is_open]
        if not open_ones or not self.can_act(open_ones):
            return
        if not all(can_be_accepted(one.finding) for one in open_ones):
            self._workspace.refuse(UserError("accept.is-error"))
            return
        sentence = self._workspace.wording.finding(open_ones[0].finding)
        self.accept_dialog = dialog = AcceptDialog(len(open_ones), sentence, self._window.window())
        dialog.answered.connect(lambda reason: self._accept(open_ones, reason))
        dialog.show_on(self._window.window())

    def withdraw(self, chosen: Sequence[Judged]) -> None:
        """Opens again what was accepted."""
        accepted = [one for one in chosen if not one.finding.is_open]
        if accepted and self.can_act(accepted):
            self._store(withdraw_findings(accepted, self.language))

    def fix(self, chosen: Sequence[Judged]) -> None:
        """Shows what the corrections of these would change, before they are stored."""
        if not chosen or not self.can_act(chosen):
            return
        if not any(one.finding.fixes for one in chosen):
            self.told.emit(self.tr("There is no ready correction for this. Open the activity and correct it there."))
            return
        self.fix_dialog = dialog = FixDialog(self._workspace, chosen, self.language, self._window.window())
        dialog.stored.connect(self.stored)
        dialog.show_on(self._window.window())

    def can_act(self, chosen: Sequence[Judged]) -> bool:
        """Whether the form holds no changes of these activities that are not saved; says so where it does."""
        typed = any(self.is_typed_elsewhere(one.activity.id) for one in chosen)
        if typed:
            text = self.tr("The form holds changes of one of these activities that are not saved. Save or revert them first.")
            self.told.emit(text)
        return not typed

    def _accept(self, chosen: Sequence[Judged], reason: str) -> None:
        try:
            edit = accept_findings(self._workspace.tracker, chosen, reason, self.language)
        except UserError as error:
            self._workspace.refuse(error)
        else:
            self._store(edit)

    def _store(self, edit: Edit) -> None:
        self._workspace.do(edit, self.stored.emit)
