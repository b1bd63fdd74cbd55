"""Files and pages that belong to an activity."""

from pathlib import Path, PureWindowsPath

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from pct_tracker.ui.common.buttons import push_button, tool_button
from pct_tracker.ui.common.file_choice import choose_file
from pct_tracker.ui.common.tab_order import put_after
from pct_tracker.ui.common.theme import SPACE_SMALL, set_look

_DOCUMENTS = frozenset(
    {
        *(".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".md", ".xls", ".xlsx", ".ods", ".csv", ".tsv"),
        *(".ppt", ".pptx", ".odp", ".eml", ".msg", ".zip", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp"),
        *(".mp3", ".mp4", ".m4a", ".mov", ".wav"),
    }
)
"""Ends of names of files that are only shown when they are opened. A log may come from somebody else: all others stay shut."""


def address_of(target: str) -> QUrl | None:
    """What to open for a link: a page, or a document by its whole path; None for all else, programs among it."""
    text = target.strip()
    if text.startswith(("http://", "https://")):
        page = QUrl(text, QUrl.ParsingMode.StrictMode)
        # What stands before an @ only looks like the place that is opened.
        return page if page.isValid() and page.host() and not page.userInfo() else None
    file = QUrl(text).toLocalFile() if text.startswith("file:") else text
    whole = Path(file).is_absolute() or PureWindowsPath(file).is_absolute()
    return QUrl.fromLocalFile(file) if whole and PureWindowsPath(file).suffix.lower() in _DOCUMENTS else None


def is_on_another_computer(address: QUrl) -> bool:
    """Whether a file lies on a network share: merely to look for it tells that computer who asks."""
    return address.isLocalFile() and (bool(address.host()) or address.toLocalFile().replace("\\", "/").startswith("//"))


class LinkRow(QWidget):
    """One link: its line, a button that opens it, one that removes it."""

    changed = Signal()
    opened = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Page or file"))
        # Addresses and paths run left to right in an Arabic window as well.
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.open = push_button(self.tr("Open"), role="link")
        self.remove = tool_button("close", self.tr("Remove this link"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_SMALL)
        row.addWidget(self.line, 1)
        row.addWidget(self.open)
        row.addWidget(self.remove)
        self.line.textChanged.connect(self._note_change)
        self.open.clicked.connect(lambda _checked=False: self.opened.emit())
        self.remove.clicked.connect(lambda _checked=False: self.removed.emit())
        self._note_change()

    def target(self) -> str:
        return self.line.text().strip()

    def _note_change(self) -> None:
        self.open.setVisible(bool(self.target()))
        self.remove.setVisible(bool(self.target()))
        self.changed.emit()


class LinksEdit(QWidget):
    """Links under each other, always with an empty line at the end. Nothing is opened unless its button is pressed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._warned = ""
        self._rows: list[LinkRow] = []
        self.choose = push_button(self.tr("Choose a file…"), role="link")
        self.choose.clicked.connect(lambda _checked=False: self._choose_file())
        self.note = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.note.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE_SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_SMALL)
        column.addLayout(self._lines)
        column.addWidget(self.note)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
        self._tidy()

    @property
    def rows(self) -> tuple[LinkRow, ...]:
        return tuple(self._rows)

    def value(self) -> tuple[str, ...]:
        return tuple(target for row in self._rows if (target := row.target()))

    def set_value(self, links: tuple[str, ...]) -> None:
        self.note.hide()
        self._warned = ""
        while len(self._rows) > max(len(links), 1):
            self._take_out(self._rows[-1])
        while len(self._rows) < len(links):
            self._append()
        for row, link in zip(tuple(self._rows), links or ("",), strict=True):
            if row.line.text() != link:
                row.line.setText(link)
                row.line.setCursorPosition(0)
        self._tidy()

    def add(self, target: str) -> None:
        """Adds a link in the empty line."""
        self._rows[-1].line.setText(target)

    def setAccessibleName(self, name: str, /) -> None:
        super().setAccessibleName(name)
        self._name = name
        self._tidy()

    def _append(self) -> None:
        row = LinkRow()
        row.changed.connect(self._note_change)
        row.opened.connect(lambda: self._open(row))
        row.removed.connect(lambda: self._remove(row))
        self._lines.addWidget(row)
        row.setVisible(True)
        put_after(self._rows[-1].remove if self._rows else self, row.line, row.open, row.remove, self.choose)
        self._rows.append(row)

    def _take_out(self, row: LinkRow) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: LinkRow) -> None:
        index = self._rows.index(row)
        self._take_out(row)
        self._tidy()
        self._rows[min(index, len(self._rows) - 1)].line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _note_change(self) -> None:
        self.note.hide()
        self._tidy()
        self.changed.emit()

    def _tidy(self) -> None:
        if not self._rows or self._rows[-1].target():
            self._append()
        self.setFocusProxy(self._rows[0].line)
        for number, row in enumerate(self._rows, 1):
            row.line.setAccessibleName(self.tr("{field} {number}").format(field=self._name, number=number))
            row.open.setAccessibleName(self.tr("Open {target}").format(target=row.target()))

    def _open(self, row: LinkRow) -> None:
        address = address_of(row.target())
        if address is None:
            self._say(
                self.tr("“{target}” is not opened: it is neither a page (https://…) nor the whole path of a document."), row
            )
        elif is_on_another_computer(address) and self._warned != row.target():
            self._warned = row.target()
            self._say(
                self.tr(
                    "“{target}” lies on another computer, which is told who you are when it is opened. Press Open again if you "
                    "know that computer."
                ),
                row,
            )
        elif address.isLocalFile() and not Path(address.toLocalFile()).exists():
            self._say(self.tr("“{target}” is not there. The file was moved, or its disk is not connected."), row)
        elif not QDesktopServices.openUrl(address):
            self._say(self.tr("This computer knows no program that opens “{target}”."), row)

    def _say(self, sentence: str, row: LinkRow) -> None:
        set_look(self.note, severity="warning")
        self.note.setText(sentence.format(target=row.target()))
        self.note.show()

    def _choose_file(self) -> None:
        file = choose_file(self, self.tr("Choose a file"))
        if file:
            self.add(file)
