"""The numbers that a published sentence gives, each beside what the rows say as they would be stored."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from pct_tracker.domain.claim import PublishedClaim
from pct_tracker.domain.errors import UserError
from pct_tracker.services.checks.reconciling import ReconciledClaim, claims_in_text, reconcile_rows
from pct_tracker.services.imports.look import LookedAt
from pct_tracker.services.imports.review import ReviewedRow
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.importing.sentence_model import SentenceModel

_PAUSE = 300
_TEXT_LINES = 4


class SentencePage(QWidget):
    """Claims read from the document stand there; another sentence can be typed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._claims: tuple[PublishedClaim, ...] = ()
        self._rows: Sequence[ReviewedRow] = ()
        self._year: int | None = None
        self.text = QPlainTextEdit(tabChangesFocus=True)
        self.text.setAccessibleName(self.tr("Published sentence"))
        self.text.setPlaceholderText(self.tr("Over 60 activities were held for over 6,400 participants from over 90 States."))
        self.text.setMaximumHeight(_TEXT_LINES * self.text.fontMetrics().lineSpacing() + 2 * SPACE)
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.model = SentenceModel(workspace.wording)
        self.table = RowTable(self.model, self.tr("Numbers of the sentence"))
        self.table.fit_columns({1: "m" * 9, 2: "000,000", 3: "m" * 16, 4: "m" * 16}, 0)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        name = QLabel(self.tr("The sentence that was published with the annex:"))
        name.setBuddy(self.text)
        for widget in (name, self.text, self.note):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self.text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._read)

    def show_found(self, looked: LookedAt | None) -> None:
        """Shows the claims that were read from the document."""
        reading = looked.reading if looked else None
        self._claims = reading.claims if reading else ()
        self._year = reading.year if reading else None

    def forget(self) -> None:
        """Forgets what was typed for another source."""
        self.text.clear()
        self._pause.stop()

    def compare(self, rows: Sequence[ReviewedRow]) -> None:
        """Counts anew, with the rows as they are decided and corrected now."""
        self._rows = rows
        self._read()

    def _read(self) -> None:
        typed = self.text.toPlainText().strip()
        try:
            claims = claims_in_text(typed) if typed else self._claims
        except UserError as error:
            self._say(self._workspace.wording.error(error), trouble=True)
            self.model.show_rows(())
            return
        if not claims or self._year is None:
            self._say(self.tr("The document tells no numbers. Type the sentence, to hold its numbers against the rows."))
            self.model.show_rows(())
            return
        year, rows = self._year, self._rows
        self._workspace.ponder(lambda tracker: reconcile_rows(tracker, year, claims, rows), self._show, "claims")

    def _show(self, reconciled: Sequence[ReconciledClaim]) -> None:
        self.model.show_rows(reconciled)
        false = sum(not one.holds for one in reconciled)
        if false:
            self._say(self.tr("Numbers that the rows do not bear out: {count}.").format(count=false), trouble=True)
        else:
            self._say(self.tr("The rows bear out every number, as they would be stored for {year}.").format(year=self._year))

    def _say(self, text: str, *, trouble: bool = False) -> None:
        set_look(self.note, severity="error" if trouble else "")
        self.note.setText(text)
