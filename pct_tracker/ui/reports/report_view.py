"""The report: what is written, the pages as they will be, what stands in the way, and the export itself."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.services.report_choices import ReportChoices
from pct_tracker.services.report_look import ReportLook, look_at_report, pages_to_print
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.buttons import push_button, tool_button
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.page_preview import PagePreview, next_zoom
from pct_tracker.ui.reports.report_export import ReportExport
from pct_tracker.ui.reports.report_form import ReportForm
from pct_tracker.ui.reports.report_memory import remember, remembered
from pct_tracker.ui.reports.report_printing import PRINT_DPI, print_pages
from pct_tracker.ui.reports.report_words import ReportWords

_PAUSE = 300
"""Milliseconds after the last change before the pages are made anew."""

_INCH = 96


class ReportView(QWidget):
    """`check_requested` asks for the Check page, `dialog_requested` for the dialog of a name; `told` carries a sentence.

    `exported` carries the result of an export.
    """

    check_requested = Signal()
    dialog_requested = Signal(str)
    exported = Signal(object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, language: str, settings: QSettings) -> None:
        super().__init__()
        self._workspace = workspace
        self._settings = settings
        self.year: int | None = None
        self._zoom: int | None = None
        self._words = ReportWords(workspace.wording)
        self.form = ReportForm(workspace.wording, language)
        self.preview = PagePreview()
        self.language = ChoiceStrip([Choice(code, code.upper(), workspace.wording.language_name(code)) for code in LANGUAGES])
        self.language.setAccessibleName(self.tr("Language of the pages"))
        self.language.choose(language)
        self.export = ReportExport(workspace, Path(str(settings.value("export/folder", Path.home()))))
        self.findings = push_button(self.tr("Check"), role="link", tip=self.tr("Open the Check page"))
        self.texts = push_button(self.tr("Translations"), role="link", tip=self.tr("Texts that are missing or outdated"))
        self.words = push_button(self.tr("&Words…"), tip=self.tr("Labels, headings, names and sentences of the report"))
        self.templates = push_button(self.tr("Tem&plates…"), tip=self.tr("Your own Word templates"))
        self.print = push_button(self.tr("Pri&nt…"))
        self.smaller = tool_button("", self.tr("Smaller"), text="−")
        self.larger = tool_button("", self.tr("Larger"), text="+")
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._shown_year: int | None = -1
        self._lay_out()
        self._connect()

    @property
    def _log(self) -> Path:
        return self._workspace.tracker.store.path

    @property
    def is_waiting(self) -> bool:
        """Whether something was chosen that is not asked for yet."""
        return self._pause.isActive()

    def reload(self) -> None:
        """Makes the pages anew, with the first page of the year."""
        if self.year != self._shown_year:
            self._shown_year = self.year
            self.form.show_choices(remembered(self._settings, self._log, self.year))
        self._look()

    def set_language(self, language: str) -> None:
        """Shows the pages in another language."""
        self.language.choose(language)
        self._change_language(language)

    def take_focus(self) -> None:
        """Puts the focus into what can be chosen."""
        self.form.languages.setFocus()

    # Inner

    def _take_choices(self) -> None:
        """What is chosen counts at once; the pages follow."""
        choices = self.form.choices()
        remember(self._settings, choices, self._log, self.year)
        self._offer(choices)
        self._pause.start()

    def _offer(self, choices: ReportChoices) -> None:
        """Offers the export of what is chosen, unless some of it cannot be read."""
        self.export.take(self.year if self.form.is_readable else None, choices, freezes_plan=self.form.freezes_plan)

    def _look(self) -> None:
        self._pause.stop()
        choices, year, language = self.form.choices(), self.year, self.form.language
        self._offer(choices)
        if year is None:
            self._show_nothing(self.tr("The report is on one year. Choose a year above."))
            return
        zoom = self._zoom or self.preview.fitting_zoom(_INCH)
        dpi = round(_INCH * zoom / 100 * self.devicePixelRatioF())
        self._workspace.ponder(
            lambda tracker: look_at_report(tracker, year, language, choices, dpi), partial(self._take, year), "report"
        )

    def _take(self, year: int, look: ReportLook) -> None:
        if not look.activities and not self.form.planned.isChecked():
            self._show_nothing(self.tr("No activities of {year} were carried out yet.").format(year=year))
            return
        self.preview.show_pages(look.pages)
        self.findings.setText(self._words.findings(look))
        self.findings.setVisible(True)
        self.texts.setText(self._words.texts(look, self.form.languages.chosen()))
        self.texts.setVisible(True)
        self.note.setText(self.tr("Of each table the first rows are shown; all are exported.") if look.is_cut else "")
        self.note.setVisible(look.is_cut)
        self.print.setEnabled(True)

    def _show_nothing(self, why: str) -> None:
        self.preview.show_pages(())
        self.note.setText(why)
        self.note.setVisible(True)
        self.findings.setVisible(False)
        self.texts.setVisible(False)
        self.print.setEnabled(False)

    def _change_language(self, language: str) -> None:
        self.form.show_language(language)
        self.reload()

    def _resize_pages(self, *, larger: bool) -> None:
        self._zoom = next_zoom(self._zoom or self.preview.fitting_zoom(_INCH), larger=larger)
        self.reload()

    def _fit_pages(self) -> None:
        """Pages that somebody has not resized keep the width of their place."""
        if self._zoom is None and self.isVisible():
            self._pause.start()

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
        self.form.changed.connect(self._take_choices)
        self._pause.timeout.connect(self.reload)
        self.preview.widened.connect(self._fit_pages)
        self.language.chosen.connect(self._change_language)
        self.smaller.clicked.connect(lambda: self._resize_pages(larger=False))
        self.larger.clicked.connect(lambda: self._resize_pages(larger=True))
        self.print.clicked.connect(self._print)
        self.words.clicked.connect(lambda _checked=False: self.dialog_requested.emit("words"))
        self.templates.clicked.connect(lambda _checked=False: self.dialog_requested.emit("templates"))
        self.findings.clicked.connect(self.check_requested)
        self.texts.clicked.connect(lambda _checked=False: self.dialog_requested.emit("translations"))
        self.export.exported.connect(self._keep_folder)

    def _keep_folder(self, result: object) -> None:
        self._settings.setValue("export/folder", self.export.folder.text())
        self.exported.emit(result)

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self.form)
        # Words of some languages are wider than the place the form has at first.
        scroll.setMinimumWidth(self.form.minimumSizeHint().width() + scroll.verticalScrollBar().sizeHint().width())
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(SPACE // 2, 0, SPACE // 2, 0)
        column.addWidget(scroll, 1)
        column.addWidget(self.findings)
        column.addWidget(self.texts)
        column.addWidget(self.export)
        right = QWidget()
        pages = QVBoxLayout(right)
        pages.setContentsMargins(SPACE // 2, 0, SPACE // 2, 0)
        pages.addLayout(self._make_bar())
        pages.addWidget(self.note)
        pages.addWidget(self.preview, 1)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([46 * self.fontMetrics().horizontalAdvance("0"), 80 * self.fontMetrics().horizontalAdvance("0")])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _make_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(SPACE)
        bar.addWidget(self.language)
        bar.addWidget(self.smaller)
        bar.addWidget(self.larger)
        bar.addStretch(1)
        bar.addWidget(self.words)
        bar.addWidget(self.templates)
        bar.addWidget(self.print)
        return bar
