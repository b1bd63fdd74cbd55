"""Who took part: the types of participants."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pct_tracker.reference.labels import Vocabulary
from pct_tracker.ui.common.button_strip import Choice, ToggleStrip
from pct_tracker.ui.common.theme import SPACE_SMALL


class OtherWords(QLineEdit):
    """Takes words of one's own; Enter or leaving hands them on."""

    entered = Signal(str)

    def commit(self) -> None:
        """Hands on what stands in the line, and empties it."""
        if words := self.text().strip():
            self.clear()
            self.entered.emit(words)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.text().strip():
            self.commit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()


class ParticipantTypes(QWidget):
    """The types of the vocabulary as chips to check; other words become chips of their own and are kept."""

    changed = Signal()

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._language = language
        self._order: tuple[str, ...] = ()
        self.strip = ToggleStrip((self._choice(code) for code in vocabulary.participant_types), look="chip")
        self.other = OtherWords()
        self.other.setPlaceholderText(self.tr("Another type"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_SMALL)
        column.addWidget(self.strip)
        self.other.setMaximumWidth(26 * self.fontMetrics().averageCharWidth())
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeading)
        self.setFocusProxy(self.strip)
        self.strip.toggled.connect(lambda: self.changed.emit())
        self.other.entered.connect(self._take_words)
        self.other.textEdited.connect(lambda: self.changed.emit())

    def value(self) -> tuple[str, ...]:
        """What was stored in its order, then what was added."""
        chosen = self.strip.chosen()
        kept = tuple(code for code in self._order if code in chosen)
        return kept + tuple(code for code in chosen if code not in kept)

    def pending(self) -> tuple[str, ...]:
        """What the words still standing in the line would become."""
        words = self.other.text().strip()
        code = self._code_of(words)
        return (code,) if words and code not in self.value() else ()

    def set_value(self, codes: tuple[str, ...]) -> None:
        self._order = codes
        self.other.clear()
        self.strip.choose(codes)

    def setAccessibleName(self, name: str, /) -> None:
        super().setAccessibleName(name)
        self.strip.setAccessibleName(name)
        self.other.setAccessibleName(self.tr("{field}, another type").format(field=name))

    def _take_words(self, words: str) -> None:
        code = self._code_of(words)
        if code not in self.strip.chosen():
            self.strip.choose((*self.strip.chosen(), code))
        self.changed.emit()

    def _code_of(self, words: str) -> str:
        return self._vocabulary.find_participant_type(words) or words

    def _choice(self, code: str) -> Choice:
        return Choice(code, self._vocabulary.participant_type_label(code, self._language))
