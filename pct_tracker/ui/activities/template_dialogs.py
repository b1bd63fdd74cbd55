"""Names a template, and keeps the list of templates in order."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.plain_dialog import PlainDialog
from pct_tracker.ui.common.text_line import TextLine
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE


class TemplateDialog(PlainDialog):
    """Asks for the name of a template; `answered` carries it."""

    def __init__(self, name: str, taken: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._taken = frozenset(taken)
        self.setWindowTitle(self.tr("Keep as a template"))
        self.do.setText(self.tr("Keep the template"))
        self.tell(
            self.tr("Everything is kept but the date, the numbers of participants and what is true of this activity alone.")
        )
        self.name = TextLine()
        self.name.set_value(name)
        self.name.selectAll()
        self.name.textChanged.connect(lambda _text: self._tell_taken())
        self.rows.add_row("name", self.tr("&Name:"), self.name)
        self._tell_taken()

    def trouble(self) -> tuple[str, QWidget] | None:
        return (self.tr("Give the template a name to find it by."), self.name) if self.name.value() is None else None

    def answer(self) -> str | None:
        return self.name.value()

    def _tell_taken(self) -> None:
        taken = self.tr("There is a template of this name already; it will be replaced.")
        self.say(taken if self.name.value() in self._taken else "")


class TemplatesDialog(QDialog):
    """Renames and deletes templates; the last one that was deleted can be put back.

    `renamed` carries the name before and the new one, `deleted` and `put_back` a name.
    """

    renamed = Signal(str, str)
    deleted = Signal(str)
    put_back = Signal(str)

    def __init__(self, names: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._last_deleted = ""
        self.setWindowTitle(self.tr("Templates"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Templates"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rename = push_button(self.tr("Rename"))
        self.delete = push_button(self.tr("Delete"))
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.undo = push_button(self.tr("Undo"), role="link")
        self._lay_out()
        self._connect()
        self.show_names()
        self._say_deleted("")

    def show_names(self) -> None:
        """Lists the templates there are now."""
        row = self.list.currentRow()
        with QSignalBlocker(self.list):
            self.list.clear()
            for name in self._names():
                item = QListWidgetItem(name)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                item.setData(Qt.ItemDataRole.UserRole, name)
                self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        for button in (self.rename, self.delete):
            button.setEnabled(self.list.count() > 0)

    def _rename_in_place(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self.list.setFocus()
            self.list.editItem(item)

    def _take_name(self, item: QListWidgetItem) -> None:
        before, name = str(item.data(Qt.ItemDataRole.UserRole)), item.text().strip()
        taken = name in self._names() and name != before
        if not name or taken:
            item.setText(before)
            self.note.setText(
                self.tr("There is another template of that name, so this one keeps its own.")
                if taken
                else self.tr("A template needs a name.")
            )
            self.note.show()
        elif name != before:
            self.note.hide()
            self.renamed.emit(before, name)

    def _delete_current(self) -> None:
        if (item := self.list.currentItem()) is not None:
            name = item.text()
            self.deleted.emit(name)
            self._say_deleted(name)
            self.list.setFocus()

    def _put_back_last(self) -> None:
        self.put_back.emit(self._last_deleted)
        self._say_deleted("")
        self.list.setFocus()

    def _say_deleted(self, name: str) -> None:
        self._last_deleted = name
        self.note.setText(self.tr("“{name}” was deleted.").format(name=name))
        self.note.setVisible(bool(name))
        self.undo.setVisible(bool(name))

    def _connect(self) -> None:
        self.rename.clicked.connect(lambda _checked=False: self._rename_in_place())
        self.delete.clicked.connect(lambda _checked=False: self._delete_current())
        self.undo.clicked.connect(lambda _checked=False: self._put_back_last())
        self.list.itemChanged.connect(self._take_name)

    def _lay_out(self) -> None:
        for button in (self.rename, self.delete, self.undo):
            button.setAutoDefault(False)
        steps = QVBoxLayout()
        steps.setSpacing(SPACE)
        steps.addWidget(self.rename)
        steps.addWidget(self.delete)
        steps.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE)
        middle.addWidget(self.list, 1)
        middle.addLayout(steps)
        told = QHBoxLayout()
        told.setSpacing(SPACE)
        told.addWidget(self.note, 1)
        told.addWidget(self.undo)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE)
        column.addLayout(middle, 1)
        column.addLayout(told)
        column.addWidget(close)
        self.setMinimumWidth(34 * self.fontMetrics().horizontalAdvance("m"))
