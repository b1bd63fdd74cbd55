"""Changes one column of many activities: choose it, type the value, see before and after, store it as one step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pct_tracker.domain.change import Change
from pct_tracker.domain.errors import UserError
from pct_tracker.services.editing.bulk import BulkLine, build_bulk, preview_bulk
from pct_tracker.services.editing.cells import CANNOT_BE_EMPTY, CELL_COLUMNS
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.common.form_rows import FormRows
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE, fit_screen, set_look
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.register.bulk_model import BulkModel
from pct_tracker.ui.register.register_model import RegisterModel

_PAUSE = 150
"""Milliseconds between a key and the preview."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """Which activities are to have which text in which column."""

    ids: tuple[int, ...]
    key: str
    text: str


class BulkDialog(QDialog):
    """`stored` carries the change once it is made.

    `is_typed_elsewhere` says whether an activity has changes in the form that are not saved.
    """

    stored = Signal(object)

    def __init__(
        self, workspace: Workspace, model: RegisterModel, chosen: Sequence[int], shown: Sequence[int], key: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._cells = model.cells
        self.is_typed_elsewhere: Callable[[int], bool] = lambda _id: False
        self._chosen, self._shown = tuple(chosen), tuple(shown)
        self._lines: Sequence[BulkLine] = ()
        self._wish: _Wish | None = None
        self.setWindowTitle(self.tr("Change several activities"))
        self.selected = QRadioButton(self.tr("The &selected activities ({count})").format(count=shown_number(len(chosen))))
        self.all = QRadioButton(self.tr("&All activities shown ({count})").format(count=shown_number(len(shown))))
        self.field = QComboBox()
        for column in CELL_COLUMNS:
            self.field.addItem(model.title_of(column), column)
        self.text = QLineEdit()
        self.choice = ChoiceBox(())
        self.value = QStackedWidget()
        self.empty = QCheckBox(self.tr("&Empty it"))
        self.model = BulkModel(model.cells)
        self.table = self._make_table()
        self.summary = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.store = push_button("", role="primary")
        self.buttons.addButton(self.store, QDialogButtonBox.ButtonRole.AcceptRole)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        (self.selected if len(chosen) > 1 or not shown else self.all).setChecked(True)
        self.selected.setEnabled(bool(chosen))
        self.field.setCurrentIndex(max(self.field.findData(key), 0))
        self._show_field()
        self._connect()
        self._show_lines([])
        # The field is that of the cell in use: what is left to say is its new value.
        (self.choice if self._cells.choices(str(self.field.currentData())) else self.text).setFocus()

    # Steps

    def _look(self) -> None:
        self._ask_preview("")

    def _ask_preview(self, trouble: str) -> None:
        """Asks what the value would make of the activities; a trouble there was before is said with the answer."""
        self._pause.stop()
        wish = _Wish(self._chosen if self.selected.isChecked() else self._shown, str(self.field.currentData()), self._typed())
        self._wish = wish
        # What was shown before is no answer to what is asked now, and must not be stored for it.
        self._lines = ()
        self.store.setEnabled(False)
        if not wish.text and not self.empty.isChecked():
            self._show_lines([])
            return
        language, reference = self._cells.language, self._workspace.tracker.reference

        def preview(tracker: Tracker) -> list[BulkLine] | UserError:
            try:
                return preview_bulk(tracker.activities_by_id(wish.ids), wish.key, wish.text, language, reference)
            except UserError as error:
                return error

        self._workspace.ask(preview, lambda lines: self._take(lines, wish, trouble), "bulk")

    def _take(self, lines: list[BulkLine] | UserError, wish: _Wish, trouble: str) -> None:
        if wish != self._wish or not self.isVisible():
            return
        if isinstance(lines, UserError):
            self._show_lines([])
            self._say(self._workspace.wording.error(lines), trouble=True)
        else:
            self._show_lines(lines)
        if trouble:
            self._say(trouble, trouble=True)

    def _store(self) -> None:
        if self._pause.isActive() or not any(line.changes for line in self._lines):
            self._look()
            return
        if any(self.is_typed_elsewhere(line.activity.id) for line in self._lines if line.changes):
            text = self.tr("The form holds changes of one of these activities that are not saved. Save or revert them first.")
            self._say(text, trouble=True)
            return
        assert self._wish is not None  # noqa: S101 - there are no lines without a question
        edit = build_bulk("bulk", self._wish.key, self._lines)
        self.store.setEnabled(False)
        self._workspace.do(edit, self._finish, self._refuse)

    def _finish(self, change: Change) -> None:
        self.stored.emit(change)
        self.accept()

    def _refuse(self, error: Exception) -> bool:
        """Says why nothing was stored; what was chosen stays, and the activities are read anew."""
        if not isinstance(error, UserError):
            return False
        self._ask_preview(self._workspace.wording.error(error))
        return True

    # What is shown

    def _typed(self) -> str:
        if self.empty.isChecked():
            return ""
        return (self.choice.value() or "") if self.value.currentWidget() is self.choice else self.text.text().strip()

    def _show_field(self) -> None:
        key = str(self.field.currentData())
        choices = self._cells.choices(key)
        self.choice.clear()
        for code, label in choices:
            self.choice.addItem(label, code)
        self.choice.setCurrentIndex(-1)
        self.value.setCurrentWidget(self.choice if choices else self.text)
        self.empty.setEnabled(key not in CANNOT_BE_EMPTY)
        if not self.empty.isEnabled():
            self.empty.setChecked(False)
        self.value.setEnabled(not self.empty.isChecked())

    def _show_lines(self, lines: Sequence[BulkLine]) -> None:
        self._lines = lines
        self.model.set_lines(str(self.field.currentData()), lines)
        changed = sum(line.changes for line in lines)
        self.store.setText(
            self.tr("Change {changed} of {count}").format(changed=shown_number(changed), count=shown_number(len(lines)))
        )
        self.store.setEnabled(changed > 0)
        if lines and not changed:
            self._say(self.tr("All of them have this value already."))
        elif not lines:
            self._say(self.tr("Type the new value. Nothing is stored before you press the button."))
        else:
            self._say(self.tr("It is stored as one step, and one undo takes it back."))

    def _say(self, text: str, *, trouble: bool = False) -> None:
        set_look(self.summary, severity="error" if trouble else "")
        self.summary.setText(text)

    def _make_table(self) -> RowTable:
        table = RowTable(self.model, self.tr("Before and after"), several=True)
        table.fit_columns({0: "2024-06"}, 1)
        for column in (2, 3):
            table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        for widget in (self.text, self.choice):
            self.value.addWidget(widget)
        self.value.setFocusProxy(self.text)
        self.value.setFixedHeight(self.text.sizeHint().height())
        which = QWidget()
        column = QVBoxLayout(which)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.selected)
        column.addWidget(self.all)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.value, 1)
        row.addWidget(self.empty)
        line.setFocusProxy(self.value)
        rows = FormRows()
        rows.add_row("which", self.tr("Change:"), which)
        rows.add_row("field", self.tr("&Field:"), self.field)
        rows.add_row("value", self.tr("New &value:"), line)
        for widget in (self.text, self.choice):
            widget.setAccessibleName(rows.rows["value"].name)
        body = QVBoxLayout(self)
        body.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        body.setSpacing(SPACE + SPACE // 2)
        body.addWidget(rows)
        body.addWidget(self.summary)
        body.addWidget(self.table, 1)
        body.addWidget(self.buttons)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(64 * em, 40 * em)))

    def _connect(self) -> None:
        self.store.setDefault(True)
        self.field.currentIndexChanged.connect(self._show_field)
        self.field.currentIndexChanged.connect(self._look)
        self.text.textEdited.connect(lambda _text: self._pause.start())
        self.choice.changed.connect(self._look)
        self.empty.toggled.connect(lambda on: self.value.setEnabled(not on))
        self.empty.toggled.connect(self._look)
        self.selected.toggled.connect(self._look)
        self._pause.timeout.connect(self._look)
        self.buttons.accepted.connect(self._store)
        self.buttons.rejected.connect(self.reject)
