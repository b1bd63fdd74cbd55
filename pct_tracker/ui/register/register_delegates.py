"""How the register draws its cells, and with what they are edited."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pct_tracker.domain.codes import CONTENT_LETTERS
from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.common.colours import colours_of
from pct_tracker.ui.common.text_cell import run_text
from pct_tracker.ui.common.theme import SPACE, scaled_font
from pct_tracker.ui.register.register_columns import COLUMNS, PLACE
from pct_tracker.ui.register.register_model import Look, RegisterModel

_Index = QModelIndex | QPersistentModelIndex
_NO_FOCUS = ~QStyle.StateFlag.State_HasFocus
_WITH_TEXT = QStyleOptionViewItem.ViewItemFeature.HasDisplay
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellDelegate(QStyledItemDelegate):
    """Draws a cell: findings in the colour of their severity, activities that do not count in a muted one."""

    def __init__(self, view: QAbstractItemView, rows: RegisterModel) -> None:
        super().__init__(view)
        self._rows = rows

    # Editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        key = COLUMNS[index.column()].key
        choices = self._rows.cells.choices(key)
        editor: QWidget = ChoiceBox(choices) if choices else QLineEdit()
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

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        """Over the cell; a cell that is too narrow to type in lends room from its neighbours."""
        view = editor.parentWidget()
        wanted = max(option.rect.width(), 16 * editor.fontMetrics().horizontalAdvance("m"))
        place = QRect(option.rect)
        place.setWidth(min(wanted, view.width()) if view else wanted)
        if option.direction is Qt.LayoutDirection.RightToLeft:
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

    # Drawing

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        # Everything in one answer of the model: Qt would ask it role by role, which takes twice as long as the drawing.
        option.state &= _NO_FOCUS
        drawn = self._rows.drawn(index.row(), index.column())
        option.displayAlignment = drawn.alignment
        if drawn.text:
            option.features = _WITH_TEXT
            option.text = drawn.text
        if drawn.look is not None:
            self._dress(option, drawn.look, is_mark=index.column() == PLACE["finding"])

    def _dress(self, option: QStyleOptionViewItem, look: Look, *, is_mark: bool) -> None:
        if colour := self._colour(option, look, is_mark=is_mark):
            option.palette.setColor(QPalette.ColorRole.Text, QColor(colour))
            option.palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colour))
        if look.leaves:
            option.font.setItalic(True)
        if look.is_pending:
            option.font.setUnderline(True)
        if look.direction is not None:
            run_text(option, look.direction)

    def _colour(self, option: QStyleOptionViewItem, look: Look, *, is_mark: bool) -> str | None:
        """The colour of the text where it is not the usual one."""
        if look.counts and not is_mark and not look.is_pending:
            return None
        colours = colours_of(option.palette)
        if is_mark and look.severity:
            return colours.of_severity(look.severity)
        return colours.accent if is_mark or look.is_pending else colours.muted


class LettersDelegate(CellDelegate):
    """Draws the letters A to F, each at its own place, so that columns of letters can be read downwards."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        letters = self._rows.letters(index.row())
        if letters is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        style = widget.style() if isinstance(widget, QWidget) else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        self._paint_letters(painter, option, letters)

    def _paint_letters(self, painter: QPainter, option: QStyleOptionViewItem, letters: tuple[str, ...]) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = option.palette.ColorRole.HighlightedText if chosen else option.palette.ColorRole.Text
        painter.save()
        painter.setFont(scaled_font(option.font, 0.92))
        step = (option.rect.width() - 2 * SPACE) / len(CONTENT_LETTERS)
        for place, letter in enumerate(CONTENT_LETTERS):
            box = QRectF(option.rect.left() + SPACE + place * step, option.rect.top(), step, option.rect.height())
            if letter in letters:
                painter.setPen(QPen(option.palette.color(role)))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
        if any(letter not in CONTENT_LETTERS for letter in letters):
            painter.setPen(QColor(colours_of(option.palette).error))
            painter.drawText(QRectF(option.rect), Qt.AlignmentFlag.AlignCenter, " ".join(letters))
        painter.restore()
