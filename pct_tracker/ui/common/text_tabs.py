"""A text in six languages, one tab each."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.texts import Texts
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.growing_text import GrowingText
from pct_tracker.ui.common.theme import set_look


class TextTabs(QWidget):
    """The text of one language at a time; a dot on a tab says that its language has a text.

    Tab leads straight to the text, Shift+Tab from there to the tabs. `typed` carries a language and the text that somebody
    is typing in it.
    """

    changed = Signal()
    typed = Signal(str, str)
    language_changed = Signal(str)

    def __init__(self, language: str) -> None:
        super().__init__()
        self._name = ""
        self._language = language
        self._setting = False
        self._given = Texts()
        self.tabs = ChoiceStrip((Choice(one, one.upper()) for one in LANGUAGES), look="tab", spacing=0)
        self._edits = {one: GrowingText(one) for one in LANGUAGES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.tabs)
        for one, edit in self._edits.items():
            column.addWidget(edit)
            edit.installEventFilter(self)
            edit.textChanged.connect(partial(self._note_change, one))
        self.tabs.chosen.connect(self.set_language)
        self._mark_tabs()
        self.set_language(language)

    @property
    def language(self) -> str:
        """The language whose tab is open."""
        return self._language

    @property
    def edit(self) -> GrowingText:
        """The text field of the open tab."""
        return self._edits[self._language]

    def edit_of(self, language: str) -> GrowingText:
        """The text field of a language."""
        return self._edits[language]

    def value(self) -> Texts:
        return self._given.updated({language: edit.text() for language, edit in self._edits.items()})

    def set_value(self, texts: Texts) -> None:
        self._given = texts
        self._setting = True
        for language, edit in self._edits.items():
            if edit.text() != texts.get(language, ""):
                edit.setPlainText(texts.get(language, ""))
        self._setting = False

    def fill(self, texts: Texts) -> None:
        """Takes a text in all its languages: over what is typed in the open one, and into those that are empty.

        Undo of the open field brings back what was typed there.
        """
        self._setting = True
        for language, text in texts.items():
            edit = self._edits[language]
            if language == self._language or not edit.text().strip():
                cursor = edit.textCursor()
                cursor.select(QTextCursor.SelectionType.Document)
                cursor.insertText(text)
                edit.setTextCursor(cursor)
                self._given = self._given.taking(texts, [language])
        self._setting = False
        self.changed.emit()

    def set_language(self, language: str) -> None:
        """Opens the tab of a language; the focus follows if it was in the text."""
        had_focus = self.edit.hasFocus()
        differs = language != self._language
        self._language = language
        self.tabs.choose(language)
        for one, edit in self._edits.items():
            edit.setVisible(one == language)
        self.setFocusProxy(self.edit)
        if had_focus:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if differs:
            self.language_changed.emit(language)

    def setAccessibleName(self, name: str, /) -> None:
        super().setAccessibleName(name)
        self._name = name
        self.tabs.setAccessibleName(self.tr("Language"))
        for language, edit in self._edits.items():
            edit.setAccessibleName(self.tr("{field}, {language}").format(field=name, language=self._language_name(language)))
        self._mark_tabs()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and (step := self._step_of(event)):
            self.set_language(LANGUAGES[(LANGUAGES.index(self._language) + step) % len(LANGUAGES)])
            return True
        return super().eventFilter(watched, event)

    def _step_of(self, event: QKeyEvent) -> int:
        """One tab forth or back for Ctrl+PageDown and Ctrl+PageUp, and for Alt with the arrow that points there."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier:
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
            return -step if mirrored else step
        return 0

    def _note_change(self, language: str) -> None:
        self._mark_tabs()
        self.changed.emit()
        edit = self._edits[language]
        if edit.hasFocus() and not self._setting:
            self.typed.emit(language, edit.text())

    def _mark_tabs(self) -> None:
        for language, edit in self._edits.items():
            missing = not edit.text().strip()
            button = self.tabs.button(language)
            button.set_words(language.upper() if missing else f"{language.upper()} •")
            name = self._language_name(language)
            button.setAccessibleName(self.tr("{language}, no text").format(language=name) if missing else name)
            button.setToolTip(self.tr("{language} (Ctrl+PageUp, Ctrl+PageDown)").format(language=button.accessibleName()))
            set_look(button, missing=missing)

    def _language_name(self, language: str) -> str:
        names = {
            "en": self.tr("English"),
            "fr": self.tr("French"),
            "es": self.tr("Spanish"),
            "ru": self.tr("Russian"),
            "zh": self.tr("Chinese"),
            "ar": self.tr("Arabic"),
        }
        return names[language]
