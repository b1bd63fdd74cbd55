"""A page of several views, one of which is seen at a time; each is made, and read, when it is first seen."""

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.theme import SPACE


class View(Protocol):
    """What a view can do, beside being a widget."""

    def reload(self) -> None: ...
    def take_focus(self) -> None: ...


class ViewsPage(QWidget):
    """`choices` are the views by their names; `find_view` of a subclass gives the widget of a name, and makes it if need be.

    `grew` carries a view that was made just now: Qt lets Tab lead to it last of all in the window.
    """

    grew = Signal(QWidget)

    def __init__(self, choices: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = tuple(choice.code for choice in choices)
        self._stale = set(self._names)
        self.strip = ChoiceStrip(choices)
        self.strip.setAccessibleName(self.tr("What is shown"))
        self.strip.choose(self._names[0])
        self.strip.chosen.connect(self.show_view)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)

    @property
    def shown(self) -> str:
        """The name of the view that is shown."""
        return self.strip.code() or self._names[0]

    def find_view(self, name: str) -> View:
        """The view of a name. Raises NotImplementedError if a subclass does not say."""
        raise NotImplementedError

    def show_view(self, name: str) -> None:
        """Turns to one of the views."""
        self.strip.choose(name)
        self._read_if_seen()

    def reload(self) -> None:
        """Reads again what is seen, and the rest when it is."""
        self._stale = set(self._names)
        self._read_if_seen()

    def focus_view(self) -> None:
        """Puts the focus into what is shown."""
        self.find_view(self.shown).take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_if_seen()

    def _put_in(self, view: QWidget) -> None:
        """Takes a view that was made."""
        self._stack.addWidget(view)
        self.grew.emit(view)

    def _read_if_seen(self) -> None:
        if not self.isVisible():
            return
        view = self.find_view(self.shown)
        self._stack.setCurrentWidget(cast("QWidget", view))
        if self.shown in self._stale:
            self._stale.discard(self.shown)
            view.reload()
