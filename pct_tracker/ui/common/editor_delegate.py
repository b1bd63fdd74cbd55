"""Editors of cells: a line, or a list of choices."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QStyledItemDelegate, QWidget

from pct_tracker.ui.common.choice_box import ChoiceBox

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FILLED = "filled"


class EditorDelegate(QStyledItemDelegate):
    """Fills and reads the editors that a table makes. `after_enter` is what is done once Enter has stored a cell."""

    after_enter = QAbstractItemDelegate.EndEditHint.NoHint

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Fills an editor once: Qt would do so again whenever the table hears of its row, over what is being typed."""
        if editor.property(_FILLED):
            return
        editor.setProperty(_FILLED, "once")
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, ChoiceBox):
            editor.set_value(text or None)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, ChoiceBox):
            model.setData(index, editor.value() or "")
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # Qt ends an editor some time after Enter, and the line hands the key on to what is around it meanwhile.
        is_pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
        if is_pressed and isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, self.after_enter)
            return True
        return super().eventFilter(editor, event)
