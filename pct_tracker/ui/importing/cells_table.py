"""The nine cells of a row: as printed, what became of each, and what was understood, which can be corrected in place."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.reference.reference import Reference
from pct_tracker.services.imports.review import ReviewedRow, cell_words
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.common.colours import colours_of
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.editor_delegate import EditorDelegate
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import DirectionRole
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel
from pct_tracker.ui.common.text_cell import run_text
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.importing.review_words import ReviewWords

NAME, SOURCE, OUTCOME, VALUE, STORED = range(5)
OutcomeRole = Qt.ItemDataRole.UserRole + 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES = 3
"""Lines of a long cell that are shown; the tool tip has all of it."""


class CellsModel(RowsModel[str]):
    """One line for each column of the annex. `corrected` carries the column and the text typed for it."""

    corrected = Signal(str, str)

    def __init__(self, reference: Reference, wording: Wording) -> None:
        super().__init__()
        self._headings = ("", self.tr("In the file"), self.tr("Became"), self.tr("Understood"), self.tr("In the log"))
        self._reference = reference
        self._wording = wording
        self._words = ReviewWords()
        self._row: ReviewedRow | None = None

    @property
    def row(self) -> ReviewedRow | None:
        """The row whose cells are shown."""
        return self._row

    def show_row(self, row: ReviewedRow | None) -> None:
        """Shows the cells of a row; none for None. Of the row that is shown only the values are drawn anew."""
        is_shown = row is not None and self._row is not None and row.match is self._row.match
        self._row = row
        if is_shown:
            self.dataChanged.emit(self.index(0, NAME), self.index(self.rowCount() - 1, STORED))
            return
        self.show_rows(REPORTED_FIELDS if row else ())

    def choices(self, row: int) -> list[tuple[str, str]]:
        """The codes that can be chosen in a line, with their labels."""
        vocabulary = self._reference.vocabulary
        if self.row_at(row) != "type":
            return []
        return [(code, vocabulary.type_label(code, self._wording.language)) for code in vocabulary.types]

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() == VALUE else usual

    def setData(self, index: ModelIndex, value: Any, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = self.row_at(index.row())
        if column is None or value == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        self.corrected.emit(column, str(value))
        return True

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, row = self.row_at(index.row()), self._row
        if column is None or row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._text(row, column, index.column()))
            case Qt.ItemDataRole.EditRole:
                return cell_words(row, row.draft, column, self._reference, self._wording.language)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
            case _ if role == DirectionRole and (index.column() == SOURCE or (column == "title" and index.column() >= VALUE)):
                return direction_of(row.match.row.language)
            case _ if role == OutcomeRole and index.column() == OUTCOME:
                return self._outcome(row, column)
        return None

    def _text(self, row: ReviewedRow, column: str, place: int) -> str:
        match place:
            case 0:
                return self._wording.field_name(column)
            case 1:
                return row.match.row.cell(column)
            case 2:
                return self._words.cell(self._outcome(row, column))
            case 3:
                words = self._words_of_value(row, column, stored=False)
                return words or ("—" if self._outcome(row, column) != "empty" else "")
        return self._words_of_value(row, column, stored=True)

    def _words_of_value(self, row: ReviewedRow, column: str, *, stored: bool) -> str:
        draft = row.match.activity if stored else row.draft
        if draft is None:
            return ""
        if column == "type" and draft.type:
            return self._reference.vocabulary.type_label(draft.type, self._wording.language)
        return cell_words(row, draft, column, self._reference, self._wording.language)

    def _outcome(self, row: ReviewedRow, column: str) -> str:
        return row.cells[REPORTED_FIELDS.index(column)].outcome if row.cells else "empty"


class CellsTable(QTableView):
    """Enter and F2 edit what was understood in the line in focus, wherever in the line that is."""

    def __init__(self, model: CellsModel, name: str, *, only_stored: bool = False) -> None:
        """`only_stored` shows the source beside the log alone, for reading."""
        super().__init__()
        self._cells = model
        self._only_stored = only_stored
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        model.modelReset.connect(self._fit)

    def edit_line(self, row: int) -> None:
        """Begins to correct a line."""
        if self._only_stored:
            return
        index = self._cells.index(row, VALUE)
        self.setCurrentIndex(index)
        self.edit(index)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (*_ENTER, Qt.Key.Key_F2):
            self.edit_line(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Columns by what they hold, lines by their text up to a few lines."""
        header, metrics, row = self.horizontalHeader(), self.fontMetrics(), self._cells.row
        self.setColumnHidden(STORED, row is None or row.match.activity is None)
        for column in (OUTCOME, VALUE):
            self.setColumnHidden(column, self._only_stored)
        for column in (SOURCE, VALUE, STORED):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (NAME, OUTCOME):
            texts = [str(self._cells.index(line, column).data() or "") for line in range(self._cells.rowCount())]
            texts.append(str(self._cells.headerData(column, Qt.Orientation.Horizontal) or ""))
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            self.setColumnWidth(column, min(widest, 17 * metrics.horizontalAdvance("m")) + 2 * SPACE)
        self.verticalHeader().setMaximumSectionSize(_LINES * metrics.lineSpacing() + SPACE // 2)
        self.resizeRowsToContents()


class _CellDelegate(EditorDelegate):
    """Draws texts in their own direction and what was not understood in its colour; edits a type by a choice."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        super().initStyleOption(option, index)
        view = option.widget
        if isinstance(view, CellsTable) and option.rect.height() < view.verticalHeader().maximumSectionSize():
            option.displayAlignment = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        option.state &= ~QStyle.StateFlag.State_HasFocus
        colours, outcome = colours_of(option.palette), index.data(OutcomeRole)
        tint = {"understood": colours.good, "guessed": colours.warning, "kept-as-text": colours.error}.get(str(outcome))
        if index.column() == NAME:
            tint = colours.muted
        if tint:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, QColor(tint))
        direction = index.data(DirectionRole)
        if direction is not None:
            run_text(option, direction)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: ModelIndex) -> QWidget:
        model = index.model()
        choices = model.choices(index.row()) if isinstance(model, CellsModel) else []
        editor: QWidget = ChoiceBox(choices) if choices else QLineEdit()
        editor.setParent(parent)
        editor.setAccessibleName(str(index.model().index(index.row(), NAME).data()))
        return editor
