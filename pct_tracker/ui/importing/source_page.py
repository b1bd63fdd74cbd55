"""Where rows come from: a file or the clipboard, what it says of itself, and the tables that were found in it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QHeaderView, QLabel, QLineEdit, QVBoxLayout, QWidget

from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.services.imports.look import ImportWish, LookedAt
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.file_choice import choose_file
from pct_tracker.ui.common.form_rows import plain_label
from pct_tracker.ui.common.number_edit import NumberEdit
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.importing.tables_model import TablesModel

_PAUSE = 250
_KINDS = "*.docx *.xlsx *.xls *.ods *.csv *.tsv *.txt *.json *.html *.htm"


class SourcePage(QWidget):
    """`wished` says that something is to be looked at, and whether the file is to be opened anew."""

    wished = Signal(bool)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._clipboard: tuple[str, str] | None = None
        self._is_found = False
        self.path = QLineEdit()
        self.path.setPlaceholderText(self.tr("Word, Excel, OpenDocument, web page, CSV, text or JSON file"))
        self.browse = push_button(self.tr("&Browse…"))
        self.clipboard = push_button(self.tr("From the clipboard"))
        widening = QComboBox.SizeAdjustPolicy.AdjustToContents
        self.language, self.status = QComboBox(sizeAdjustPolicy=widening), QComboBox(sizeAdjustPolicy=widening)
        self.year = NumberEdit()
        self.tables = TablesModel()
        self.table = RowTable(self.tables, self.tr("Tables of the file"))
        self._tables_name = QLabel(self.tr("Tables found; Space reads one or leaves it out"), wordWrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._fill_choices()
        self._lay_out()
        self._connect()
        self.show_found(None)

    def wish(self) -> ImportWish | None:
        """What is to be looked at; None if nothing was named."""
        self._pause.stop()
        text = self.path.text().strip().strip('"')
        status = Status(self.status.currentData()) if self.status.currentData() else None
        told: dict[str, Any] = {"language": self.language.currentData(), "status": status, "year": self.year.value()}
        if text:
            return ImportWish(Path(text).expanduser(), left_out=self.tables.left_out, layouts=self.tables.taken, **told)
        return ImportWish(text=self._clipboard[0], html=self._clipboard[1], **told) if self._clipboard else None

    def choose(self, path: Path) -> None:
        """Looks at a file, whatever was looked at before."""
        self.path.setText(str(path))
        self._begin()

    def show_found(self, looked: LookedAt | None) -> None:
        """Shows the tables, and what the file says of language, status and year where nobody said otherwise."""
        self._is_found = looked is not None
        self.tables.show_tables(looked.tables if looked else ())
        for widget in (self.table, self._tables_name):
            widget.setVisible(bool(looked and looked.tables))
        reading = looked.reading if looked else None
        words = self._workspace.wording
        languages = words.listed(map(words.language_name, reading.languages)) if reading else ""
        statuses = words.listed(
            dict.fromkeys(words.status_name(row.draft.status.value) for row in reading.rows) if reading else ()
        )
        for box, told in ((self.language, languages), (self.status, statuses)):
            as_told = self.tr("As the file says: {told}").format(told=told) if told else self.tr("As the file says")
            box.setItemText(0, as_told)
        self.year.setPlaceholderText(str(reading.year) if reading and reading.year else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_space = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space
        if watched is self.table and is_space:
            self._turn(self.table.currentIndex().row())
            return True
        return super().eventFilter(watched, event)

    # Steps

    def _begin(self) -> None:
        """Looks at another source: what was said of the tables of the one before says nothing of this one."""
        self._pause.stop()
        if self.path.text().strip():
            self._clipboard = None
        self.tables.forget()
        self.wished.emit(True)  # noqa: FBT003 - signals have no names for what they carry

    def _begin_if_new(self) -> None:
        """Enter looks at once at what was typed, and once more at what could not be read or was stopped."""
        if self._pause.isActive() or not self._is_found:
            self._begin()

    def _read_again(self) -> None:
        self.wished.emit(False)  # noqa: FBT003

    def _browse(self) -> None:
        start = str(Path(self.path.text()).parent) if self.path.text() else QDir.homePath()
        kinds = self.tr("Annex tables ({kinds});;All files (*)").format(kinds=_KINDS)
        if chosen := choose_file(self, self.tr("Choose the annex"), start, kinds):
            self.choose(Path(chosen))

    def _take_clipboard(self) -> None:
        # Without anything on it, a clipboard has no data at all, whatever the annotations of Qt say.
        data = QGuiApplication.clipboard().mimeData() or QMimeData()
        self._clipboard = data.text() if data.hasText() else "", data.html() if data.hasHtml() else ""
        self.path.clear()
        self._begin()

    def _turn(self, row: int) -> None:
        if self.tables.turn(row):
            self._read_again()

    # Layout

    def _fill_choices(self) -> None:
        self.language.addItem(self.tr("As the file says"), None)
        for language in LANGUAGES:
            self.language.addItem(self._workspace.wording.language_name(language), language)
        self.status.addItem(self.tr("As the file says"), None)
        self.status.addItem(self.tr("Held"), Status.HELD.value)
        self.status.addItem(self.tr("Planned"), Status.PLANNED.value)

    def _lay_out(self) -> None:
        file_row, choices, form = QHBoxLayout(), QHBoxLayout(), QFormLayout()
        file_row.addWidget(self.path, 1)
        for button in (self.browse, self.clipboard):
            button.setAutoDefault(False)
            file_row.addWidget(button)
        choices.addWidget(self.language)
        year = QLabel(self.tr("Year:"))
        status = QLabel(self.tr("&Status:"))
        status.setBuddy(self.status)
        for label, field in ((status, self.status), (year, self.year)):
            choices.addSpacing(2 * SPACE)
            choices.addWidget(label)
            choices.addWidget(field)
            field.setAccessibleName(plain_label(label.text()))
        choices.addStretch(1)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        for text, row, first in ((self.tr("&File:"), file_row, self.path), (self.tr("&Language:"), choices, self.language)):
            name = QLabel(text)
            name.setBuddy(first)
            first.setAccessibleName(plain_label(text))
            form.addRow(name, row)
        self._tables_name.setProperty("role", "muted")
        samples = {0: "00", 1: "m" * 12, 3: "00000", 4: "m" * 16}
        self.table.fit_columns(samples, 2)
        self.table.horizontalHeader().setSectionResizeMode(4, QHeaderView.ResizeMode.Interactive)
        self.table.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(form)
        column.addSpacing(SPACE)
        column.addWidget(self._tables_name)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self.browse.clicked.connect(self._browse)
        self.clipboard.clicked.connect(self._take_clipboard)
        self.path.textEdited.connect(lambda _text: self._pause.start())
        self.path.returnPressed.connect(self._begin_if_new)
        self._pause.timeout.connect(self._begin)
        self.language.activated.connect(lambda _place: self._read_again())
        self.status.activated.connect(lambda _place: self._read_again())
        self.year.editingFinished.connect(self._take_year)
        self.tables.turned.connect(self._read_again)

    def _take_year(self) -> None:
        if self.year.isModified():
            self.year.setModified(False)
            self._read_again()
