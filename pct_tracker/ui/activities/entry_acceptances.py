"""Findings of the activity in the form that are right as they are, each for a reason."""

from PySide6.QtCore import QObject

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import Finding
from pct_tracker.services.checks.accepting import accepted_draft, withdrawn_draft
from pct_tracker.ui.common.accept_dialog import AcceptDialog
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.form.form import ActivityForm
from pct_tracker.ui.form.form_desk import FormDesk


class EntryAcceptances(QObject):
    """Accepts what the rules say of the content in one form, and opens it again."""

    def __init__(self, workspace: Workspace, desk: FormDesk, form: ActivityForm) -> None:
        super().__init__(form)
        self._workspace = workspace
        self._desk = desk
        self._form = form
        self.dialog: AcceptDialog | None = None
        form.accept_requested.connect(self.ask)
        form.withdraw_requested.connect(self.withdraw)

    def ask(self, finding: Finding) -> None:
        """Asks for the reason why a finding is right as it is."""
        activity_id = self._form.activity_id
        self.dialog = dialog = AcceptDialog(1, self._workspace.message(finding), self._form.window())
        dialog.answered.connect(lambda reason: self._accept(finding, reason, activity_id))
        dialog.show_on(self._form.window())

    def withdraw(self, finding: Finding) -> None:
        """Opens a finding again that was accepted."""
        self._desk.settle("withdraw", {"acceptances": withdrawn_draft(self._form.draft(), finding).acceptances})

    def _accept(self, finding: Finding, reason: str, activity_id: int | None) -> None:
        if self._form.activity_id != activity_id:
            return
        try:
            draft = accepted_draft(self._workspace.tracker, self._form.draft(), finding, reason)
        except UserError as error:
            self._workspace.refuse(error)
        else:
            self._desk.settle("accept", {"acceptances": draft.acceptances})
