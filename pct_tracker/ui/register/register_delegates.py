"""With what the cells of the register are edited."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.common.editor_delegate import EditorDelegate
from pct_tracker.ui.register.register_columns import COLUMNS
from pct_tracker.ui.register.register_model import RegisterModel

_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(EditorDelegate):
    """Makes the editor of a cell, and goes on to the next line after Enter."""

    after_enter = QAbstractItemDelegate.EndEditHint.SubmitModelCache

    def __init__(self, view: QAbstractItemView, rows: RegisterModel) -> None:
        super().__init__(view)
        self._rows = rows

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        key = COLUMNS[index.column()].key
        choices = self._rows.cells.choices(key)
        side = Qt.AlignmentFlag.AlignTrailing if COLUMNS[index.column()].is_number else Qt.AlignmentFlag.AlignLeading
        editor: QWidget = ChoiceBox(choices) if choices else QLineEdit(alignment=side | Qt.AlignmentFlag.AlignVCenter)
        editor.setParent(parent)
        editor.setAccessibleName(self._rows.title_of(key))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """Over the cell; a cell that is too narrow to type in lends room from its neighbours."""
        view = editor.parentWidget()
        wanted = max(option.rect.width(), 16 * editor.fontMetrics().horizontalAdvance("m"))
        place = QRect(option.rect)
        place.setWidth(min(wanted, view.width()) if view else wanted)
        if COLUMNS[index.column()].is_number is not (option.direction is Qt.LayoutDirection.RightToLeft):
            place.moveRight(option.rect.right())
        if view is not None:
            place.moveLeft(max(min(place.left(), view.width() - place.width()), 0))
        editor.setGeometry(place)
