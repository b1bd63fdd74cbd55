"""Brings a file or a clipboard in, step by step: the source, its columns, a review of its rows, the published sentence."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.domain.errors import UserError
from pct_tracker.services.imports.layouts import remember_layouts
from pct_tracker.services.imports.look import LookedAt
from pct_tracker.services.imports.review import ImportDone, ReviewedRow, store_rows
from pct_tracker.services.imports.run import Layout
from pct_tracker.services.progress import Progress
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.theme import SPACE, fit_screen, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.importing.columns_page import ColumnsPage
from pct_tracker.ui.importing.import_job import ImportJob
from pct_tracker.ui.importing.import_summary import ImportSummary
from pct_tracker.ui.importing.review_page import ReviewPage
from pct_tracker.ui.importing.sentence_page import SentencePage
from pct_tracker.ui.importing.source_page import SourcePage

STEPS = ("source", "columns", "review", "sentence")


_STORE_KEYS = "Ctrl+Return"


class ImportDialog(QDialog):
    """`imported` carries an ImportDone once everything is stored, as one step."""

    imported = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._looked: LookedAt | None = None
        self._is_new = False
        self.setWindowTitle(self.tr("Import an annex"))
        self.source = SourcePage(workspace)
        self.path, self.language, self.status = self.source.path, self.source.language, self.source.status
        self.columns = ColumnsPage(workspace.wording)
        self.review = ReviewPage(workspace)
        self.sentence = SentencePage(workspace)
        self._pages: Mapping[str, QWidget] = dict(
            zip(STEPS, (self.source, self.columns, self.review, self.sentence), strict=True)
        )
        self._stack = QStackedWidget()
        self.steps = ChoiceStrip(
            [
                Choice("source", self.tr("1  Source")),
                Choice("columns", self.tr("2  Columns")),
                Choice("review", self.tr("3  Review")),
                Choice("sentence", self.tr("4  Sentence")),
            ]
        )
        self.steps.setAccessibleName(self.tr("Step"))
        self._words = ImportSummary(workspace.wording)
        self.summary = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.notes = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.leave_out = push_button(self.tr("Leave these rows out"), role="link")
        self.bar = QProgressBar(textVisible=False)
        self.stop = push_button(self.tr("Stop"))
        self.back = push_button(self.tr("Back"))
        self.next = push_button(self.tr("Next"))
        self.store = push_button(self.tr("Import"), role="primary", tip=_STORE_KEYS)
        # Enter belongs to the rows under review; this is what stores in the form as well.
        QShortcut(QKeySequence(_STORE_KEYS), self, self.store.click)
        self.cancel = push_button(self.tr("Cancel"))
        self._job = ImportJob(workspace, self)
        self._lay_out()
        self._connect()
        self._show_step("source")
        self._show(None)

    def choose_file(self, path: Path) -> None:
        """Looks at a file without being asked for it, as one dropped on the window."""
        self._show_step("source")
        self.source.choose(path)

    def reject(self) -> None:
        """Closes; while rows are stored, only stops that, and what was decided stays."""
        if self._job.is_storing:
            self._job.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Ends the work that nobody waits for any more."""
        self._job.close()
        super().done(result)

    # Steps

    def _look(self, *, anew: bool) -> None:
        self._is_new = anew
        if anew:
            self.columns.forget()
            self.sentence.forget()
        wish = self.source.wish()
        if wish is None:
            self._job.stop()
            self._show(None)
            return
        self.store.setEnabled(False)
        self._say(self.tr("Reading…"))
        self._job.look(replace(wish, layouts={**wish.layouts, **self.columns.layouts}), anew=anew)

    def _store(self) -> None:
        looked = self._looked
        if looked is None or looked.reading is None:
            return
        tracker, rows, layouts = self._workspace.tracker, self.review.rows, self.columns.layouts
        file, year = looked.reading.file, looked.reading.year
        self._job.store(lambda progress: _stored(tracker, rows, file, year, layouts, progress))
        self._say(self.tr("Storing…"))
        self._hold_still()
        self.stop.setFocus()

    def _hold_still(self) -> None:
        """While rows are stored nothing can be said about them any more."""
        for widget in (self.steps, self._stack, self.back, self.next, self.store):
            widget.setEnabled(False)

    def _finish(self, done: ImportDone) -> None:
        self._workspace.announce(done.change)
        self.imported.emit(done)
        self.accept()

    def _not_stored(self, error: Exception) -> None:
        """Says why; what was read, decided and corrected stays."""
        for widget in (self.steps, self._stack):
            widget.setEnabled(True)
        self._show_step(self.steps.code() or "source")
        self._tell_trouble(error, self.tr("Nothing was stored because of a mistake of the program."))
        self.leave_out.setVisible(isinstance(error, UserError) and error.code == "import.year-locked")
        self._show_store()

    def _leave_locked_out(self) -> None:
        self.review.leave_locked_out()
        self._tell_rows()

    def _step_by(self, step: int) -> None:
        usable = [code for code in STEPS if self.steps.button(code).isEnabled()]
        place = usable.index(self.steps.code() or "source") + step
        if 0 <= place < len(usable):
            self._show_step(usable[place])

    def _show_step(self, code: str) -> None:
        self.steps.choose(code)
        self._stack.setCurrentWidget(self._pages[code])
        if code == "review":
            self.review.focus_rows()
        elif code == "sentence":
            self.sentence.compare(self.review.rows)
        self._show_buttons()

    # What is shown

    def _show(self, looked: LookedAt | None) -> None:
        self._looked = looked
        for page in (self.source, self.columns, self.sentence):
            page.show_found(looked)
        self.review.show_rows(looked, anew=self._is_new)
        self.steps.button("columns").setEnabled(_has_columns(looked))
        for code in ("review", "sentence"):
            self.steps.button(code).setEnabled(bool(looked and looked.reading))
        if looked is not None and self._is_new and not looked.is_understood and _has_columns(looked):
            self._show_step("columns")
        elif not self.steps.button(self.steps.code() or "source").isEnabled():
            self._show_step("source")
        self._tell_rows()
        if looked and looked.trouble:
            self._tell_trouble(looked.trouble, "")
        self._show_buttons()

    def _refuse(self, error: Exception) -> None:
        self._show(None)
        self._tell_trouble(error, self.tr("This file could not be read because of a mistake of the program."))

    def _tell_rows(self) -> None:
        """Says what was found and what would become of it."""
        self._say(self._words.summary(self._looked, self.review.rows))
        notes = self._words.notes(self._looked)
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        self._show_store()

    def _tell_trouble(self, error: Exception, mistake: str) -> None:
        if isinstance(error, UserError):
            self._say(self._workspace.wording.error(error), trouble=True)
        else:
            self._say(mistake, trouble=True)
            self._workspace.broken.emit(error)

    def _say(self, text: str, *, trouble: bool = False) -> None:
        self.leave_out.hide()
        set_look(self.summary, severity="error" if trouble else "")
        self.summary.setText(text)

    def _show_store(self) -> None:
        count = sum(row.decision != "leave-out" for row in self.review.rows)
        self.store.setText(f"{self.tr('Import')} ({count})" if count else self.tr("Import"))
        self.store.setEnabled(count > 0)

    def _show_buttons(self) -> None:
        usable = [code for code in STEPS if self.steps.button(code).isEnabled()]
        code = self.steps.code() or "source"
        self.back.setEnabled(code != "source")
        self.next.setEnabled(code != usable[-1])
        # Enter goes on to the rows, not past them.
        (self.next if code in ("source", "columns") and self.next.isEnabled() else self.store).setDefault(True)

    def _show_running(self, running: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(running)
        self.stop.setVisible(running)

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    # Layout

    def _lay_out(self) -> None:
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.notes.setProperty("severity", "warning")
        self.bar.setAccessibleName(self.tr("How far it is"))
        told = QHBoxLayout()
        told.addWidget(self.summary, 1)
        told.addWidget(self.leave_out, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.bar, 1)
        buttons.addStretch(1)
        for button in (self.back, self.next, self.cancel, self.store):
            buttons.addWidget(button)
        for button in (self.stop, self.back, self.next, self.cancel, self.leave_out):
            button.setAutoDefault(False)
        self._show_running(False)  # noqa: FBT003 - as the signal does
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE + SPACE // 2)
        column.addWidget(self.steps)
        column.addLayout(told)
        column.addWidget(self.notes)
        column.addWidget(self._stack, 1)
        column.addLayout(buttons)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(98 * em, 58 * em)))

    def _connect(self) -> None:
        self.steps.chosen.connect(self._show_step)
        self.source.wished.connect(lambda anew: self._look(anew=anew))
        self.columns.changed.connect(lambda: self._look(anew=False))
        self.review.changed.connect(self._tell_rows)
        self.review.told.connect(lambda text: self._say(text, trouble=True))
        self._job.looked.connect(self._show)
        self._job.refused.connect(self._refuse)
        self._job.stored.connect(self._finish)
        self._job.not_stored.connect(self._not_stored)
        self._job.progressed.connect(self._show_progress)
        self._job.running.connect(self._show_running)
        self.stop.clicked.connect(self._job.stop)
        self.back.clicked.connect(lambda: self._step_by(-1))
        self.next.clicked.connect(lambda: self._step_by(1))
        self.store.clicked.connect(self._store)
        self.cancel.clicked.connect(self.reject)
        self.leave_out.clicked.connect(self._leave_locked_out)


def _has_columns(looked: LookedAt | None) -> bool:
    """Whether a table has several columns, so that it can be said what they are."""
    return any(len(cells) > 1 for table in (looked.tables if looked else ()) for cells in table.sample)


def _stored(
    tracker: Tracker,
    rows: tuple[ReviewedRow, ...],
    file: str,
    year: int | None,
    layouts: Mapping[str, Layout],
    progress: Progress,
) -> ImportDone:
    """Stores the rows, and remembers the columns that somebody chose."""
    change = store_rows(tracker, rows, file, progress)
    remember_layouts(tracker, layouts)
    return ImportDone(file, year, change)
