"""What the columns of a table mean: the first rows under a box for each column, to be changed and remembered."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.services.imports.look import LookedAt
from pct_tracker.services.imports.run import FoundTable, Layout
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.theme import SPACE

_LOWEST = 99
"""The lowest row in which activities may begin."""

_NARROWEST = 15
"""Widths of the letter m that a box needs."""


class ColumnsPage(QWidget):
    """`changed` follows every choice; `layouts` are those that somebody chose, by the fingerprints of their tables."""

    changed = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._tables: Sequence[FoundTable] = ()
        self._chosen: dict[str, Layout] = {}
        self.tables = QComboBox()
        self.tables.setAccessibleName(self.tr("Table"))
        self.boxes: list[QComboBox] = []
        self.first = QSpinBox(minimum=1, maximum=_LOWEST)
        self.first.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.first.setAccessibleName(self.tr("Row of the first activity"))
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.grid = QTableWidget()
        self.grid.setAccessibleName(self.tr("First rows of the table"))
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.grid.setTabKeyNavigation(False)
        self.grid.verticalHeader().hide()
        self.grid.horizontalHeader().hide()
        self._lay_out()
        self.tables.activated.connect(lambda _place: self._show_table())
        self.first.valueChanged.connect(lambda _row: self._take())

    @property
    def layouts(self) -> Mapping[str, Layout]:
        """What somebody chose."""
        return dict(self._chosen)

    def forget(self) -> None:
        """Forgets what was chosen for another file."""
        self._chosen.clear()

    def show_found(self, looked: LookedAt | None) -> None:
        """Shows the first table that is read, or the one that was shown before."""
        before = self.tables.currentData()
        self._tables = looked.tables if looked else ()
        self.tables.clear()
        for table in self._tables:
            self.tables.addItem(table.name or self.tr("Table {number}").format(number=table.number), table.number)
        read = next((table.number for table in self._tables if table.is_annex), None)
        largest = max(self._tables, key=lambda table: table.row_count, default=None)
        numbers = [table.number for table in self._tables]
        wanted = before if before in numbers else read or (largest.number if largest else None)
        self.tables.setCurrentIndex(self.tables.findData(wanted))
        self.tables.setVisible(len(numbers) > 1)
        self._show_table()

    def _table(self) -> FoundTable | None:
        return next((table for table in self._tables if table.number == self.tables.currentData()), None)

    def _show_table(self) -> None:
        table = self._table()
        self.boxes = []
        self.grid.clear()
        self.grid.setRowCount(0)
        if table is None:
            self.note.setText(self.tr("There is no table whose columns could be chosen."))
            return
        width = max(map(len, (table.heading, *table.sample)), default=0)
        self.grid.setColumnCount(width)
        self.grid.setRowCount(2 + len(table.sample))
        columns = table.layout.columns if table.layout else ()
        with QSignalBlocker(self.first):
            self.first.setValue(table.layout.header_rows + 1 if table.layout else 2)
        for place in range(width):
            field = columns[place] if place < len(columns) else None
            self._add_box(place, field)
            for line, cells in enumerate((table.heading, *table.sample), 1):
                self._add_cell(line, place, cells[place] if place < len(cells) else "", muted=field is None or line == 1)
        em = self.grid.fontMetrics().horizontalAdvance("m")
        for place in range(width):
            self.grid.setColumnWidth(place, _NARROWEST * em)
        self.grid.resizeRowToContents(0)
        self._tell(table)

    def _add_box(self, place: int, field: str | None) -> None:
        box = QComboBox()
        box.setAccessibleName(self.tr("Column {number}").format(number=place + 1))
        box.addItem(self.tr("– leave out –"), None)
        for name in REPORTED_FIELDS:
            box.addItem(self._wording.field_name(name), name)
        box.setCurrentIndex(box.findData(field) if field else 0)
        box.activated.connect(lambda _place, at=place: self._choose(at))
        self.grid.setCellWidget(0, place, box)
        self.boxes.append(box)

    def _add_cell(self, line: int, place: int, text: str, *, muted: bool) -> None:
        item = QTableWidgetItem(" ".join(text.split()))
        item.setToolTip(plain_tip(text))
        item.setFlags(Qt.ItemFlag.ItemIsSelectable | (Qt.ItemFlag.NoItemFlags if muted else Qt.ItemFlag.ItemIsEnabled))
        self.grid.setItem(line, place, item)

    def _choose(self, place: int) -> None:
        """Takes a choice; a field stands in one column only, so that it is left out where it stood before."""
        chosen = self.boxes[place].currentData()
        for at, box in enumerate(self.boxes):
            if chosen and at != place and box.currentData() == chosen:
                box.setCurrentIndex(0)
        self._take()

    def _take(self) -> None:
        """Keeps what the boxes say of the table that is shown."""
        table, columns = self._table(), tuple(box.currentData() for box in self.boxes)
        if table is not None and any(columns):
            self._chosen[table.fingerprint] = table.keep(Layout(columns, self.first.value() - 1))
            self.changed.emit()

    def _tell(self, table: FoundTable) -> None:
        """Says which fields no column is for, and which columns are not read."""
        found = {name for name in table.layout.columns if name} if table.layout else set()
        missing = [self._wording.field_name(name) for name in REPORTED_FIELDS if name not in found]
        told = [self.tr("Choose what each column means. This is remembered for tables with the same headings.")]
        if missing:
            told.append(self.tr("No column is for: {fields}.").format(fields=self._wording.listed(missing)))
        left = [str(place + 1) for place, box in enumerate(self.boxes) if not box.currentData()]
        if left:
            told.append(self.tr("Columns left out: {columns}.").format(columns=self._wording.listed(left)))
        self.note.setText(" ".join(told))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        name = QLabel(self.tr("First activity in row:"))
        name.setBuddy(self.first)
        head.addWidget(self.tables)
        head.addWidget(name)
        head.addWidget(self.first)
        head.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
