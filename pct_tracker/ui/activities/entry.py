"""All that helps to enter an activity in the form: pins, the entry above, suggestions, questions, templates, series."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.ui.activities.entry_acceptances import EntryAcceptances
from pct_tracker.ui.activities.entry_ditto import EntryDitto, read_newest
from pct_tracker.ui.activities.entry_pins import EntryPins
from pct_tracker.ui.activities.entry_questions import EntryQuestions
from pct_tracker.ui.activities.entry_series import EntrySeries
from pct_tracker.ui.activities.entry_suggestions import EntrySuggestions
from pct_tracker.ui.activities.entry_templates import EntryTemplates
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.form.form import ActivityForm
from pct_tracker.ui.form.form_desk import FormDesk
from pct_tracker.ui.register.register_side import RegisterSide


class Entry(QObject):
    """Serves the form that is on the desk. `begun` carries a content for a new activity, `told` a sentence.

    `made` carries the change that added a series, and what it was made after.
    """

    begun = Signal(object)
    told = Signal(str)
    made = Signal(object, object)

    def __init__(
        self,
        workspace: Workspace,
        desk: FormDesk,
        side: RegisterSide,
        settings: QSettings | None,
        pattern: Callable[[], ActivityDraft | None],
        parent: QWidget,
    ) -> None:
        """`pattern` tells the activity in focus, as it stands in the form or in the log."""
        super().__init__(parent)
        self._workspace = workspace
        self._desk = desk
        self._pattern = pattern
        self.pins = EntryPins(settings, self)
        self.ditto = EntryDitto(workspace, desk, side, self)
        self.templates = EntryTemplates(workspace, parent)
        self.series = EntrySeries(workspace, parent)
        self.questions: EntryQuestions | None = None
        self.acceptances: EntryAcceptances | None = None
        self.suggestions: EntrySuggestions | None = None
        for part in (self.ditto, self.templates, self.series):
            part.told.connect(self.told)
        self.templates.chosen.connect(self.begun)
        self.series.made.connect(self.made)
        desk.stored.connect(self._note)

    def connect_actions(self, actions: Actions) -> None:
        """Lets the actions of the window do what they say."""
        actions.connect(
            ditto=self.ditto.copy,
            pin=self._pin,
            ask=self._ask,
            keep_template=lambda: self.templates.keep(self._pattern(), self._desk.language),
            series=lambda: self.series.ask(self._pattern(), self._desk.language),
        )

    def attach(self, form: ActivityForm) -> None:
        """Serves a form that was just made."""
        self.pins.attach(form)
        self.suggestions = EntrySuggestions(self._workspace, form.fields)
        self.questions = EntryQuestions(self._workspace, self._desk, form)
        self.questions.told.connect(self.told)
        self.acceptances = EntryAcceptances(self._workspace, self._desk, form)

    def open(self) -> None:
        """Reads what is of use from a log that was just opened."""
        self.templates.refresh()
        if self.pins.rows:
            self._workspace.ask(read_newest, self._take_newest, "newest")

    def _take_newest(self, newest: Activity | None) -> None:
        if newest is not None:
            self.pins.note(newest, only_unknown=True)
        if self._desk.is_idle:
            self._desk.show_new()

    def _note(self, saved: Activity, _and_new: bool) -> None:
        self.pins.note(saved)
        self.ditto.note(saved)

    def _pin(self) -> None:
        row = self._desk.form.row_in_use
        if row:
            self.pins.toggle(row)
        else:
            self.told.emit(self.tr("Put the cursor into the field that is to keep its value for new activities."))

    def _ask(self) -> None:
        if self.questions is not None:
            self.questions.ask()
