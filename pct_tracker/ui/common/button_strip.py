"""Buttons in a row that are one Tab stop, with the arrow keys inside."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.tab_order import put_after


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a strip: what it stands for, what it says and what its tool tip explains."""

    code: str
    text: str
    tip: str = ""


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class StripButton(QToolButton):
    """A button that hands the arrow keys to its strip."""

    stepped = Signal(int)
    typed = Signal(str)

    def __init__(self, choice: Choice, look: str) -> None:
        super().__init__()
        self.code = choice.code
        self.setProperty("role", look)
        self._words = choice.text
        self._whole_hint = QSize()
        self.setText(choice.text)
        self.setToolTip(choice.tip)
        self.setAccessibleName(choice.text)
        self.setAccessibleDescription(choice.tip)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """All that the button says, even where it does not fit."""
        return self._words

    def set_words(self, words: str) -> None:
        """What the button says; cut with dots where it does not fit."""
        self._words = words
        self.setText(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        if self.text() == self._words:
            self._whole_hint = super().sizeHint()
        return self._whole_hint

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 14 * self.fontMetrics().averageCharWidth()), hint.height())

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        missing = self.sizeHint().width() - self.width()
        room = self.fontMetrics().horizontalAdvance(self._words) - missing
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        shown = cut if missing > 0 else self._words
        if shown != self.text():
            self.setText(shown)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        plain = event.keyCombination() == QKeyCombination(Qt.KeyboardModifier.NoModifier, Qt.Key(event.key()))
        if plain and (step := _STEPS.get(Qt.Key(event.key()))):
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            self.stepped.emit(-step if mirrored and sideways else step)
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class ButtonStrip(QWidget):
    """The row itself: one button at a time can be reached with Tab, the others with the arrow keys."""

    typed = Signal(str)

    def __init__(self, choices: Iterable[Choice] = (), *, look: str = "segment", spacing: int = 4) -> None:
        super().__init__()
        self._look = look
        self._buttons: list[StripButton] = []
        self._flow = FlowLayout(self, spacing=spacing)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for choice in choices:
            self.add_choice(choice)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(button.code for button in self._buttons)

    def button(self, code: str) -> StripButton:
        """The button that stands for a code; raises KeyError if there is none."""
        return {button.code: button for button in self._buttons}[code]

    def drop(self, code: str) -> None:
        """Takes a button away."""
        button = self.button(code)
        self._buttons.remove(button)
        self._flow.removeWidget(button)
        button.hide()
        button.deleteLater()
        self._make_stop(self._buttons[0])

    def add_choice(self, choice: Choice) -> StripButton:
        button = StripButton(choice, self._look)
        button.stepped.connect(lambda step: self.step(button, step))
        button.typed.connect(self.typed)
        button.clicked.connect(lambda: self._pressed(button))
        self._flow.addWidget(button)
        button.setVisible(True)
        if self._buttons:
            put_after(self._buttons[-1], button)
        self._buttons.append(button)
        self._make_stop(self._buttons[0])
        self._name(button)
        return button

    def step(self, button: StripButton, step: int) -> None:
        """Moves the focus to the neighbour, around the ends."""
        target = self._buttons[(self._buttons.index(button) + step) % len(self._buttons)]
        self._make_stop(target)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def setAccessibleName(self, name: str, /) -> None:
        """Names the row, and each button by the row and its own words."""
        super().setAccessibleName(name)
        for button in self._buttons:
            self._name(button)

    def _name(self, button: StripButton) -> None:
        name = self.accessibleName()
        button.setAccessibleName(f"{name}: {button.words}" if name else button.words)

    def _pressed(self, button: StripButton) -> None:
        self._make_stop(button)

    def _make_stop(self, button: StripButton) -> None:
        for other in self._buttons:
            other.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other is button else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(button)


class ToggleStrip(ButtonStrip):
    """Any number of the buttons may be on."""

    toggled = Signal(str)

    def __init__(self, choices: Iterable[Choice] = (), *, look: str = "segment") -> None:
        super().__init__(choices, look=look)
        self._own_codes = set(self.codes)

    def chosen(self) -> tuple[str, ...]:
        """The codes that are on, in the order of the buttons."""
        return tuple(button.code for button in self._buttons if button.isChecked())

    def choose(self, codes: Iterable[str]) -> None:
        """Switches exactly these codes on, without telling anybody; words that are no choice become one for the time."""
        wanted = tuple(codes)
        for code in self._extra - set(wanted):
            self.drop(code)
        for code in wanted:
            if code not in self.codes:
                self.add_choice(Choice(code, code))
        for button in self._buttons:
            button.setChecked(button.code in wanted)

    @property
    def _extra(self) -> set[str]:
        return set(self.codes) - self._own_codes

    def toggle(self, code: str) -> None:
        """Switches one code; the focus and the Tab stop stay where they are."""
        button = self.button(code)
        button.setChecked(not button.isChecked())
        self.toggled.emit(code)

    def _pressed(self, button: StripButton) -> None:
        super()._pressed(button)
        self.toggled.emit(button.code)


class ChoiceStrip(ButtonStrip):
    """One of the buttons is on, or none; moving to a button switches it on, as with radio buttons."""

    chosen = Signal(str)

    def code(self) -> str | None:
        """What is chosen; None if nothing is."""
        return next((button.code for button in self._buttons if button.isChecked()), None)

    def choose(self, code: str | None) -> None:
        """Switches one button on and the others off, without telling anybody."""
        for button in self._buttons:
            button.setChecked(button.code == code)
            if button.code == code:
                self._make_stop(button)

    def step(self, button: StripButton, step: int) -> None:
        super().step(button, step)
        target = self._buttons[(self._buttons.index(button) + step) % len(self._buttons)]
        self._pressed(target)

    def _pressed(self, button: StripButton) -> None:
        self.choose(button.code)
        self.chosen.emit(button.code)
