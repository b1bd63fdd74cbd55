"""Which columns the register shows, in which order, and by which it is sorted. All of it by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pct_tracker.domain.query import SortKey
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.form_rows import FormRows
from pct_tracker.ui.common.theme import SPACE, fit_screen
from pct_tracker.ui.register.register_columns import COLUMNS, SHOWN_AT_FIRST
from pct_tracker.ui.register.register_model import RegisterModel

_FEWEST_KEYS = 3


class ColumnsDialog(QDialog):
    """`columns_chosen` carries the keys of the columns in their order, `sort_chosen` the keys to sort by."""

    columns_chosen = Signal(object)
    sort_chosen = Signal(object)

    def __init__(self, model: RegisterModel, shown: Sequence[str], sort: Sequence[SortKey], parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._sort = tuple(sort)
        self.setWindowTitle(self.tr("Columns and order"))
        self.columns = QListWidget()
        self.columns.setAccessibleName(self.tr("Columns of the register"))
        self.up, self.down = push_button(self.tr("Move &up")), push_button(self.tr("Move &down"))
        self.first = push_button(self.tr("As at &first"))
        self.sorting = [self._make_key(key) for key in self._places(sort)]
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._fill(shown)
        self._lay_out()
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.first.clicked.connect(lambda: self._fill([column.key for column in COLUMNS[:SHOWN_AT_FIRST]]))
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)

    def chosen(self) -> list[str]:
        """The columns that are checked, in their order."""
        items = (self.columns.item(row) for row in range(self.columns.count()))
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def keys(self) -> tuple[SortKey, ...]:
        """The keys to sort by, each column once."""
        found: dict[str, SortKey] = {}
        for column, direction in self.sorting:
            if name := column.currentData():
                found.setdefault(str(name), SortKey(str(name), bool(direction.currentData())))
        return tuple(found.values())

    def _choose(self) -> None:
        self.columns_chosen.emit(self.chosen())
        if self.keys() != self._sort:
            self.sort_chosen.emit(self.keys() or (SortKey("month"),))
        self.accept()

    def _fill(self, shown: Sequence[str]) -> None:
        """The columns that are shown in their order, then the others; the findings always are, and always first."""
        keys = [key for key in shown if key != "finding"]
        keys += [column.key for column in COLUMNS if column.key not in (*keys, "finding")]
        self.columns.clear()
        for key in keys:
            item = QListWidgetItem(self._model.title_of(key), self.columns)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
        self.columns.setCurrentRow(0)

    def _move(self, step: int) -> None:
        row = self.columns.currentRow()
        if 0 <= row + step < self.columns.count():
            item = self.columns.takeItem(row)
            self.columns.insertItem(row + step, item)
            self.columns.setCurrentRow(row + step)

    def _places(self, sort: Sequence[SortKey]) -> list[SortKey | None]:
        missing = max(_FEWEST_KEYS - len(sort), 0)
        return [*sort, *[None] * missing]

    def _make_key(self, key: SortKey | None) -> tuple[QComboBox, QComboBox]:
        column, direction = QComboBox(), QComboBox()
        column.addItem(self.tr("nothing"), "")
        for one in COLUMNS:
            if one.sort:
                column.addItem(self._model.title_of(one.key), one.sort)
        column.setCurrentIndex(max(column.findData(key.column), 0) if key else 0)
        direction.addItem(self.tr("ascending"), "")
        direction.addItem(self.tr("descending"), "descending")
        direction.setCurrentIndex(1 if key and key.descending else 0)
        return column, direction

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        for button in (self.up, self.down, self.first):
            button.setAutoDefault(False)
            side.addWidget(button)
        side.addStretch(1)
        upper = QHBoxLayout()
        upper.addWidget(self.columns, 1)
        upper.addLayout(side)
        rows = FormRows()
        for number, (column, direction) in enumerate(self.sorting):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(column, 1)
            row.addWidget(direction)
            line.setFocusProxy(column)
            text = self.tr("&Sorted by:") if not number else self.tr("Then by ({number}):").format(number=number + 1)
            name = rows.add_row(str(number), text, line).name
            column.setAccessibleName(name)
            direction.setAccessibleName(self.tr("{name}, direction").format(name=name))
        label = QLabel(self.tr("&Columns, in their order:"))
        label.setBuddy(self.columns)
        body = QVBoxLayout(self)
        body.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        body.setSpacing(SPACE + SPACE // 2)
        body.addWidget(label)
        body.addLayout(upper, 1)
        body.addWidget(rows)
        body.addWidget(self.buttons)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(36 * em, 42 * em)))
