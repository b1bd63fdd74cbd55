"""Writes the annex of a year: which year, which languages, which kind of file, where."""

from pathlib import Path

from PySide6.QtCore import QDir, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.services.progress import Progress
from pct_tracker.services.reports.export_run import FORMATS, ExportResult, export_annex, suggested_name
from pct_tracker.ui.common.button_strip import Choice, ToggleStrip
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.file_choice import choose_folder
from pct_tracker.ui.common.form_rows import plain_label
from pct_tracker.ui.common.theme import SPACE, fit_screen, set_look
from pct_tracker.ui.common.workspace import Workspace


class ExportDialog(QDialog):
    """`exported` carries the result; the dialog stays open and says where the files are."""

    exported = Signal(object)
    _reported = Signal(int, int)
    _named = Signal(str)

    def __init__(
        self, workspace: Workspace, years: list[int], year: int | None, language: str, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._progress: Progress | None = None
        self.setWindowTitle(self.tr("Export the annex"))
        self.years = QComboBox()
        self.status = QComboBox()
        self.format = QComboBox()
        self.languages = ToggleStrip([Choice(code, code.upper(), workspace.wording.language_name(code)) for code in LANGUAGES])
        self.folder = QLineEdit(str(folder))
        self.note = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._close_button = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        self.export = push_button(self.tr("Export"), role="primary")
        self.open_folder = push_button(self.tr("Open the folder"))
        self._fill(years, year, language)
        self._lay_out()
        self._connect()
        self._describe()

    def reject(self) -> None:
        """Stops a running export, or closes."""
        if self._progress is None:
            super().reject()
        self._stop()

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self._close_button.setEnabled(False)
            self._say(self.tr("Stopping…"))

    def _show_name(self, name: str) -> None:
        if self._close_button.isEnabled():
            self._say(self.tr("Writing {file}…").format(file=name))

    def _export(self) -> None:
        languages = self.languages.chosen()
        folder = Path(self.folder.text()).expanduser()
        year, format_ = self.years.currentData(), self.format.currentData()
        output = folder if len(languages) > 1 else folder / suggested_name(year, languages[0], format_)
        status = Status(self.status.currentData())
        progress = self._progress = Progress(self._reported.emit, self._named.emit)
        tracker = self._workspace.tracker
        self._set_running(running=True)
        self._workspace.writer.run(
            lambda: export_annex(tracker, year, languages, format_, output, status=status, progress=progress),
            self._finish,
            self._refuse,
        )

    def _finish(self, result: ExportResult) -> None:
        self._set_running(running=False)
        self._say(self._told(result), attention=result.needs_attention)
        self.open_folder.setVisible(True)
        self.open_folder.setFocus()
        self.exported.emit(result)

    def _refuse(self, error: Exception) -> None:
        self._set_running(running=False)
        if isinstance(error, UserError):
            self._say(self._workspace.wording.error(error), trouble=True)
        else:
            self._say(self.tr("Nothing was exported because of a mistake of the program."), trouble=True)
            self._workspace.broken.emit(error)

    def _told(self, result: ExportResult) -> str:
        names = ", ".join(path.name for path in result.files)
        lines = [self.tr("Written to {folder}: {names}.").format(folder=result.files[0].parent, names=names)]
        missing = {code: count for code, count in result.untranslated.items() if count}
        if missing:
            told = ", ".join(f"{code.upper()} {count}/{result.rows}" for code, count in missing.items())
            lines.append(self.tr("Rows with a text in another language, marked: {told}.").format(told=told))
        if result.errors:
            many = self.tr("{count} activities still have errors; the Check page lists them.").format(count=result.errors)
            lines.append(self.tr("1 activity still has an error; the Check page shows it.") if result.errors == 1 else many)
        return "\n".join(lines)

    def _describe(self) -> None:
        """Says what would be written before it is."""
        languages, year, format_ = self.languages.chosen(), self.years.currentData(), self.format.currentData()
        self.export.setEnabled(bool(languages) and year is not None)
        self.open_folder.setVisible(False)
        if year is None:
            self._say(self.tr("The log holds no activities yet, so there is nothing to export."))
        elif not languages:
            self._say(self.tr("Choose at least one language."))
        else:
            names = ", ".join(suggested_name(year, code, format_) for code in languages)
            self._say(self.tr("Will write {names}.").format(names=names))

    def _say(self, text: str, *, trouble: bool = False, attention: bool = False) -> None:
        set_look(self.note, severity="error" if trouble else "warning" if attention else "")
        self.note.setText(text)

    def _set_running(self, *, running: bool) -> None:
        if not running:
            self._progress = None
        self.bar.setVisible(running)
        self.export.setEnabled(not running)
        self._close_button.setText(self.tr("Stop") if running else self.tr("Close"))
        self._close_button.setEnabled(True)

    def _browse(self) -> None:
        chosen = choose_folder(self, self.tr("Choose the folder"), self.folder.text() or QDir.homePath())
        if chosen:
            self.folder.setText(chosen)

    def _fill(self, years: list[int], year: int | None, language: str) -> None:
        for one in years:
            self.years.addItem(str(one), one)
        if year in years:
            self.years.setCurrentIndex(years.index(year))
        self.status.addItem(self.tr("Activities carried out"), Status.HELD.value)
        self.status.addItem(self.tr("Planned activities"), Status.PLANNED.value)
        names = {
            "docx": self.tr("Word"),
            "xlsx": self.tr("Excel"),
            "pdf": "PDF",
            "html": self.tr("Web page"),
            "csv": "CSV",
            "json": "JSON",
        }
        for format_ in FORMATS:
            self.format.addItem(f"{names.get(format_, format_)} (.{format_})", format_)
        self.languages.choose([language])

    def _lay_out(self) -> None:
        browse, every = push_button(self.tr("&Browse…")), push_button(self.tr("&All six"))
        for button in (browse, every, self.open_folder):
            button.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        every.clicked.connect(self._choose_all)
        folder, languages = QHBoxLayout(), QHBoxLayout()
        folder.addWidget(self.folder, 1)
        folder.addWidget(browse)
        languages.addWidget(self.languages)
        languages.addWidget(every)
        languages.addStretch(1)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows: tuple[tuple[str, QWidget, QWidget | QHBoxLayout], ...] = (
            (self.tr("&Year:"), self.years, self.years),
            (self.tr("&What:"), self.status, self.status),
            (self.tr("&Languages:"), self.languages, languages),
            (self.tr("&Kind of file:"), self.format, self.format),
            (self.tr("&Folder:"), self.folder, folder),
        )
        for text, field, row in rows:
            label = QLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(plain_label(text))
            form.addRow(label, row)
        self.note.setWordWrap(True)
        self.note.setMinimumHeight(4 * self.fontMetrics().height())
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.note.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.bar.setVisible(False)
        self.bar.setTextVisible(False)
        self.buttons.addButton(self.open_folder, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.export, QDialogButtonBox.ButtonRole.AcceptRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE + SPACE // 2)
        column.addLayout(form)
        column.addWidget(self.note)
        column.addWidget(self.bar)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.resize(fit_screen(self, QSize(58 * self.fontMetrics().horizontalAdvance("m"), self.sizeHint().height())))

    def _choose_all(self) -> None:
        self.languages.choose(LANGUAGES)
        self._describe()

    def _connect(self) -> None:
        self.export.setDefault(True)
        self.languages.toggled.connect(lambda _code: self._describe())
        for box in (self.years, self.status, self.format):
            box.currentIndexChanged.connect(lambda _place: self._describe())
        self._reported.connect(self._show_progress)
        self._named.connect(self._show_name)
        self._workspace.writer.closing.connect(self._stop)
        self.buttons.accepted.connect(self._export)
        self.buttons.rejected.connect(self.reject)
        self.open_folder.clicked.connect(self._open_folder)

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self.folder.text()).expanduser())))
