"""The register with room beside it, which stays empty until the form is there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from pct_tracker.ui.register.register_side import RegisterSide

_REGISTER, _BESIDE = 72, 38
"""Widths of the letter m."""


class RegisterSplitter(QSplitter):
    """Keeps its proportions whatever is put beside the register."""

    def __init__(self, side: RegisterSide) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.side = side
        self.addWidget(side)
        self.addWidget(QWidget())
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setChildrenCollapsible(False)
        em = self.fontMetrics().horizontalAdvance("m")
        self.setSizes([_REGISTER * em, _BESIDE * em])

    def put_beside(self, widget: QWidget) -> None:
        """Puts a widget beside the register, in the place of what stood there."""
        sizes = self.sizes()
        self.replaceWidget(1, widget)
        self.setSizes(sizes)
