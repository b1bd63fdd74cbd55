"""With what the cells of the register are edited."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.register.register_columns import COLUMNS
from pct_tracker.ui.register.register_model import RegisterModel

_Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellDelegate(QStyledItemDelegate):
    """Makes, fills and reads the editor of a cell."""

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

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, ChoiceBox):
            editor.set_value(text or None)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, ChoiceBox):
            model.setData(index, editor.value() or "")
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

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

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # Qt ends an editor some time after Enter, and the line hands the key on to the register meanwhile.
        is_pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
        if is_pressed and isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(editor, event)
