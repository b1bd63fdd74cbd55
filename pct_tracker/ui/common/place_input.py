"""A line in which States and organizations are typed or pasted, with completion."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from pct_tracker.domain.folding import fold_name
from pct_tracker.reference.places import has_bracketed_code
from pct_tracker.reference.reference import Reference

SEPARATORS = ",，;；、،؛\n\t"
"""What ends an entry while typing."""

_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


class PlaceInput(QLineEdit):
    """Hands on what was entered when Enter, Tab, a separator or leaving the line ends it; nothing typed is ever lost."""

    entered = Signal(str)
    code_chosen = Signal(str)
    left_behind = Signal()
    erased_empty = Signal()

    def __init__(self, reference: Reference, language: str, *, keeps_focus: bool = False) -> None:
        """With `keeps_focus`, Tab after a text stays in the line, ready for the next one."""
        super().__init__()
        self._reference = reference
        self._language = language
        self._keeps_focus = keeps_focus
        self._codes: dict[str, str] = {}
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._popup.setProperty("role", "popup")
        # In this order: the list hands its keys to the widget it was given.
        self._completer.setWidget(self)
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(self._take_label)
        self.textEdited.connect(self._react)

    @property
    def offers(self) -> tuple[str, ...]:
        """What the list under the line offers; empty while it is closed."""
        return tuple(self._codes) if self._popup.isVisible() else ()

    def label_of(self, code: str) -> str:
        """The name with its code in brackets, in the language of the window."""
        name = self._reference.parties.name(code, self._language)
        return self._reference.vocabulary.punctuation(self._language).with_code(name, code)

    def commit(self) -> None:
        """Hands on what stands in the line, or the entry marked in the open list, and empties the line."""
        text, code = self.text().strip(), self._marked_code()
        self._popup.hide()
        self.clear()
        if code:
            self.code_chosen.emit(code)
        elif text:
            self.entered.emit(text)

    def paste(self) -> None:
        """Pastes; a list, a code in brackets or a known name is taken at once."""
        self._insert(QGuiApplication.clipboard().text())

    def event(self, event: QEvent, /) -> bool:
        # Esc closes the open list before it means anything to the form around.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._closes_list(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._finish(event)
        elif self._closes_list(event):
            self._popup.hide()
        elif event.key() == Qt.Key.Key_Down and not self._popup.isVisible() and self.text().strip():
            self._offer()
        elif self._is_at_start() and event.key() in (self._key_to_start(), Qt.Key.Key_Backspace):
            self._step_out(event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        if self.text().strip():
            self.commit()
            if forward and self._keeps_focus:
                return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            self.commit()

    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self.paste)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def dropEvent(self, event: QDropEvent, /) -> None:
        self._insert(event.mimeData().text())
        event.acceptProposedAction()

    def _react(self, text: str) -> None:
        # Not in keyPressEvent: an input method hands over 、 without a key.
        if any(separator in text for separator in SEPARATORS):
            self._popup.setCurrentIndex(QModelIndex())
            self.commit()
        else:
            self._offer()

    def _insert(self, text: str) -> None:
        whole = self.text()[: self.cursorPosition()] + text + self.text()[self.cursorPosition() :]
        if self._is_entry(text):
            self._popup.hide()
            self.clear()
            self.entered.emit(self._with_lines_apart(whole.strip()))
        else:
            self.insert(text)
            self._offer()

    def _with_lines_apart(self, text: str) -> str:
        """The text with a separator at each line's end, if its lines are entries and not one paragraph broken into lines."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        is_column = not any(separator in text for separator in SEPARATORS.replace("\n", ""))
        return ";".join(lines) if is_column or all(self._reference.names.find(line) for line in lines) else text

    def _is_entry(self, text: str) -> bool:
        names = self._reference.names
        is_list = any(separator in text.strip() for separator in (*SEPARATORS, "\r", "|"))
        return is_list or has_bracketed_code(text, names) or (not self.text().strip() and names.find(text) is not None)

    def _offer(self) -> None:
        """Opens the list under the line. A single name that begins with what was typed is marked, so that Enter takes it."""
        codes = self._reference.names.complete(self.text(), self._language)
        self._codes = {self.label_of(code): code for code in codes}
        self._model.setStringList(list(self._codes))
        if not codes:
            self._popup.hide()
            return
        margin = 4 * self.fontMetrics().averageCharWidth()
        width = max(self.width(), self._popup.sizeHintForColumn(0) + margin)
        self._completer.complete(QRect(0, 0, width, self.height()))
        certain = len(codes) == 1 and fold_name(next(iter(self._codes))).startswith(fold_name(self.text()))
        self._popup.setCurrentIndex(self._model.index(0) if certain else QModelIndex())

    def _marked_code(self) -> str | None:
        marked = self._popup.currentIndex()
        return self._codes.get(str(marked.data())) if self._popup.isVisible() and marked.isValid() else None

    def _take_label(self, label: str) -> None:
        if code := self._codes.get(label):
            self.clear()
            self.code_chosen.emit(code)

    def _finish(self, event: QKeyEvent) -> None:
        event.setAccepted(bool(self.text().strip()))
        self.commit()

    def _step_out(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Backspace:
            self.left_behind.emit()
        elif not self.text() and not event.isAutoRepeat():
            # A Backspace held down to erase a word must not go on through the tags.
            self.erased_empty.emit()

    def _closes_list(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self._popup.isVisible()

    def _is_at_start(self) -> bool:
        return self.cursorPosition() == 0 and not self.hasSelectedText()

    def _key_to_start(self) -> Qt.Key:
        return Qt.Key.Key_Right if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else Qt.Key.Key_Left
