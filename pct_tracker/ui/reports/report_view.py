"""The report: what is written, the pages as they will be, what stands in the way, and the export itself."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTemporaryDir, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from pct_tracker.services.reports.choices import ReportChoices
from pct_tracker.services.reports.look import ReportLook, look_at_report, pages_to_print, write_word_look
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.preview_pane import PreviewPane
from pct_tracker.ui.reports.report_export import ReportExport
from pct_tracker.ui.reports.report_form import ReportForm
from pct_tracker.ui.reports.report_memory import remember, remembered
from pct_tracker.ui.reports.report_printing import PRINT_DPI, print_pages
from pct_tracker.ui.reports.report_words import ReportWords

_PAUSE = 300
"""Milliseconds after the last change before the pages are made anew."""


class ReportView(QWidget):
    """`check_requested` asks for the Check page, `dialog_requested` for the dialog of a name; `told` carries a sentence.

    `exported` carries the result of an export; `latest_requested` asks for the latest year.
    """

    check_requested = Signal()
    latest_requested = Signal()
    dialog_requested = Signal(str)
    exported = Signal(object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, language: str, settings: QSettings) -> None:
        super().__init__()
        self._workspace = workspace
        self._settings = settings
        self.year: int | None = None
        self._words = ReportWords(workspace.wording)
        self.form = ReportForm(workspace.wording, language)
        self.pane = PreviewPane(workspace.wording, language)
        self.export = ReportExport(workspace, Path(str(settings.value("export/folder", Path.home()))))
        self.findings = push_button(self.tr("Check"), role="link", tip=self.tr("Open the Check page"))
        self.texts = push_button(self.tr("Translations"), role="link", tip=self.tr("Texts that are missing or outdated"))
        self.words = push_button(self.tr("&Words…"), tip=self.tr("Labels, headings, names and sentences of the report"))
        self.templates = push_button(self.tr("Tem&plates…"), tip=self.tr("Your own Word templates"))
        self._word_files: QTemporaryDir | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._shown_year: int | None = -1
        self._lay_out()
        self._connect()

    @property
    def _log(self) -> str:
        return self._workspace.tracker.store.location

    @property
    def is_waiting(self) -> bool:
        """Whether something was chosen that is not asked for yet."""
        return self._pause.isActive()

    def reload(self) -> None:
        """Makes the pages anew, with the first page and the plan of the year."""
        if self.year != self._shown_year:
            self._shown_year = self.year
            self.form.show_choices(remembered(self._settings, self._log, self.year))
        self._workspace.ask(Tracker.years, self._offer_years, "years-of-plan")
        self._workspace.ask(Tracker.locks, self.export.follow_locks, "locks-of-report")
        self._look()

    def set_language(self, language: str) -> None:
        """Shows the pages in another language."""
        self.pane.language.choose(language)
        self._change_language(language)

    def take_focus(self) -> None:
        """Puts the focus into what can be chosen."""
        self.form.languages.setFocus()

    # Inner

    def _offer_years(self, years: Sequence[int]) -> None:
        self.form.plan.offer(years, self.year)

    def _take_choices(self) -> None:
        """What is chosen counts at once; the pages follow."""
        choices = self.form.choices()
        remember(self._settings, choices, self._log, self.year)
        self._offer(choices)
        self._pause.start()

    def _offer(self, choices: ReportChoices) -> None:
        """Offers the export of what is chosen, unless some of it cannot be read."""
        self.export.take(self.year if self.form.is_readable else None, choices, freezes_plan=self.form.plan.freezes)

    def _look(self) -> None:
        self._pause.stop()
        choices, year, language, dpi = self.form.choices(), self.year, self.form.language, self.pane.preview.dpi
        self._offer(choices)
        if year is None:
            self._show_nothing(self.tr("The report is on one year. Choose a year above."), has_latest=True)
            return
        self._workspace.ponder(
            lambda tracker: look_at_report(tracker, year, language, choices, dpi), partial(self._take, year), "report"
        )

    def _take(self, year: int, look: ReportLook) -> None:
        if not look.activities and not self.form.plan.planned.isChecked():
            self._show_nothing(self.tr("No activities of {year} were carried out yet.").format(year=year))
            return
        self.pane.show_look(look)
        self.findings.setText(self._words.findings(look.findings))
        self.findings.setVisible(True)
        self.texts.setText(self._words.texts(look, self.form.languages.chosen()))
        self.texts.setVisible(True)

    def _show_nothing(self, why: str, *, has_latest: bool = False) -> None:
        self.pane.show_nothing(why, has_latest=has_latest)
        self.findings.setVisible(False)
        self.texts.setVisible(False)

    def _change_language(self, language: str) -> None:
        self.form.show_language(language)
        self.reload()

    def _fit_pages(self) -> None:
        if self.isVisible():
            self._pause.start()

    def _open_word(self) -> None:
        """Opens the Word document of the user's template, written into a folder that goes with this window."""
        year, language, choices = self.year, self.form.language, self.form.choices()
        if year is not None:
            self._word_files = self._word_files or QTemporaryDir()
            folder = Path(self._word_files.path())
            self._workspace.ponder(
                lambda tracker: write_word_look(tracker, year, language, choices, folder), self._show_file, "word"
            )

    def _show_file(self, file: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self.told.emit(self.tr("No program opens Word documents here. The document is {file}.").format(file=file))

    def _print(self) -> None:
        year, language, choices = self.year, self.form.language, self.form.choices()
        if year is not None:
            ask = self._workspace.ponder
            ask(lambda tracker: pages_to_print(tracker, year, language, choices, PRINT_DPI), self._choose_printer, "print")

    def _choose_printer(self, pages: tuple[bytes, ...]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        self.print_dialog = dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._print_on(printer, pages))
        QDialog.open(dialog)

    def _print_on(self, printer: QPrinter, pages: tuple[bytes, ...]) -> None:
        printed = print_pages(pages, printer)
        self.told.emit(
            self.tr("Pages printed: {count}.").format(count=len(pages))
            if printed
            else self.tr("The printer did not take the pages. See whether it is switched on, or choose another one.")
        )

    # Layout

    def _connect(self) -> None:
        pane = self.pane
        self.form.changed.connect(self._take_choices)
        self._pause.timeout.connect(self.reload)
        pane.preview.zoomed.connect(self._fit_pages)
        pane.language.chosen.connect(self._change_language)
        pane.print_requested.connect(self._print)
        pane.word_requested.connect(self._open_word)
        pane.latest_requested.connect(self.latest_requested)
        pane.add_keys(self)
        self.words.clicked.connect(lambda _checked=False: self.dialog_requested.emit("words"))
        self.templates.clicked.connect(lambda _checked=False: self.dialog_requested.emit("templates"))
        self.findings.clicked.connect(self.check_requested)
        self.texts.clicked.connect(lambda _checked=False: self.dialog_requested.emit("translations"))
        self.export.exported.connect(self._keep_folder)
        self.export.check_requested.connect(self.check_requested)

    def _keep_folder(self, result: object) -> None:
        self._settings.setValue("export/folder", self.export.folder.text())
        self.exported.emit(result)

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self._make_choices())
        # Words of some languages are wider than the place the form has at first.
        scroll.setMinimumWidth(self.form.smallest_width() + scroll.verticalScrollBar().sizeHint().width())
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(SPACE // 2, 0, SPACE // 2, 0)
        column.addWidget(scroll, 1)
        column.addWidget(self.findings)
        column.addWidget(self.texts)
        column.addWidget(self.export)
        self.form.plan.freeze.setVisible(not self._workspace.is_reading_only)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.pane)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([46 * self.fontMetrics().horizontalAdvance("0"), 80 * self.fontMetrics().horizontalAdvance("0")])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _make_choices(self) -> QWidget:
        """What is chosen each time, and below it what is set up once."""
        choices, buttons = QWidget(), QHBoxLayout()
        buttons.setContentsMargins(SPACE // 2, SPACE, SPACE // 2, SPACE)
        buttons.setSpacing(SPACE)
        for button in (self.words, self.templates):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addLayout(buttons)
        column.addStretch(1)
        return choices
