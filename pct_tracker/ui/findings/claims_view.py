"""The published sentence of a year, such as "over 60 activities", held against the rows."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QVBoxLayout, QWidget

from pct_tracker.domain.errors import UserError
from pct_tracker.services.checks.reconciling import ReconciledClaim, claims_in_text, reconcile
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.growing_text import GrowingText
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.findings.claims_memory import remember_sentence, remembered_sentence
from pct_tracker.ui.findings.claims_model import ClaimsModel

_PAUSE = 400
"""Milliseconds between a key and the answer."""


class ClaimsView(QWidget):
    """What is typed is remembered for the log and the year.

    `counted` carries how many claims are not true, `rows_requested` the ids behind a number, its name and the year.
    """

    counted = Signal(int)
    rows_requested = Signal(object, str, object)

    def __init__(self, workspace: Workspace, settings: QSettings | None) -> None:
        super().__init__()
        self._workspace = workspace
        self._settings = settings
        self._year: int | None = None
        self._unkept: dict[int, str] = {}
        self.text = GrowingText(workspace.wording.language)
        self.text.setAccessibleName(self.tr("Published sentence"))
        self.text.setPlaceholderText(self.tr("over 60 activities, over 6,400 participants, over 90 countries"))
        self.model = ClaimsModel(workspace.wording)
        self.table = RowTable(self.model, self.tr("The numbers of the sentence"))
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self.note, role="muted")
        for place in range(self.model.columnCount()):
            self.table.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        intro = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        intro.setText(self.tr("Type or paste what is published of the numbers of the year. Each is held against the rows."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        for widget in (intro, self.text, self.note):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._take_typed)
        self.text.textChanged.connect(self._pause.start)
        self.table.opened.connect(self._open)

    def follow(self, year: int | None) -> None:
        """Shows what is published of a year, held against the rows as they are now."""
        self._keep_typed()
        if year != self._year:
            self._year = year
            self.text.setPlainText(self._remembered())
            self._pause.stop()
        self.text.setEnabled(year is not None)
        self._reconcile()

    def take_focus(self) -> None:
        (self.table if self.model.rowCount() else self.text).setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        self._keep_typed()
        super().hideEvent(event)

    def _take_typed(self) -> None:
        self._keep_typed()
        self._reconcile()

    def _keep_typed(self) -> None:
        """Remembers what was typed; without settings as long as the window is open."""
        if self._year is None or self.text.text() == self._remembered():
            return
        if self._settings is None:
            self._unkept[self._year] = self.text.text()
        else:
            remember_sentence(self._settings, self._workspace.tracker.store.location, self._year, self.text.text())

    def _remembered(self) -> str:
        if self._year is None:
            return ""
        if self._settings is None:
            return self._unkept.get(self._year, "")
        return remembered_sentence(self._settings, self._workspace.tracker.store.location, self._year)

    def _reconcile(self) -> None:
        """Asks what the rows say; whatever is typed meanwhile is asked anew."""
        year, text = self._year, self.text.text()
        if year is None or not text.strip():
            self._show((), self.tr("Choose one year above.") if year is None else "")
            return

        def look(tracker: Tracker) -> tuple[ReconciledClaim, ...] | UserError:
            try:
                return reconcile(tracker, year, claims_in_text(text))
            except UserError as error:
                return error

        self._workspace.ponder(look, lambda told: self._take(told, year, text), "claims")

    def _take(self, told: tuple[ReconciledClaim, ...] | UserError, year: int, text: str) -> None:
        if (year, text) != (self._year, self.text.text()):
            return
        if isinstance(told, UserError):
            self._show((), self._workspace.wording.error(told))
        else:
            self._show(told, self.tr("Enter shows the rows that a number was counted from."))

    def _show(self, claims: Sequence[ReconciledClaim], note: str) -> None:
        row = self.table.currentIndex().row()
        self.model.show_rows(claims)
        if claims:
            self.table.go_to(min(max(row, 0), len(claims) - 1))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.counted.emit(sum(not one.holds for one in claims))

    def _open(self) -> None:
        line = self.model.row_at(self.table.currentIndex().row())
        if line is not None:
            name = self._workspace.wording.figure_label(line.figure.name)
            self.rows_requested.emit(frozenset(line.figure.activity_ids), name, self._year)
