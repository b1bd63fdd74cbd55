"""The register with room beside it, which stays empty until the form is there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from pct_tracker.ui.register.register_side import RegisterSide

_REGISTER, _BESIDE = 72, 38
"""Widths of the letter m."""

_NARROW = 92
"""Widths of the letter m below which there is no room for both."""


class RegisterSplitter(QSplitter):
    """Keeps its proportions whatever is put beside the register."""

    def __init__(self, side: RegisterSide) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.side = side
        self.addWidget(side)
        self._room = QWidget()
        self.addWidget(self._room)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setChildrenCollapsible(False)
        em = self.fontMetrics().horizontalAdvance("m")
        self.setSizes([_REGISTER * em, _BESIDE * em])

    def is_narrow(self, width: int) -> bool:
        """Whether there is no room for both in a width."""
        return width < _NARROW * self.fontMetrics().horizontalAdvance("m")

    def put_beside(self, widget: QWidget) -> None:
        """Puts a widget beside the register, in the place of what stood there, which is deleted."""
        sizes = self.sizes()
        stood = self.replaceWidget(1, widget)
        if stood is not None:
            stood.deleteLater()
        self.setSizes(sizes)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.widget(1) is self._room:
            self._room.setVisible(not self.is_narrow(event.size().width()))
