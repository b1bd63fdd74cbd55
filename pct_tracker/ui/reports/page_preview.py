"""The pages of the report as they will be written, one under the other."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from pct_tracker.ui.common.theme import SPACE_LARGE

WIDTH, WHOLE = "width", "whole"
"""What pages can be fitted to: the width of their place, or all of it."""

_LONGEST_SIDE = 297 / 25.4
"""Inches of the longer side of an A4 page; some pages stand, some lie."""

_INCH = 96
"""Dots per inch of a page in its size on paper."""

_STEPS = (50, 67, 80, 100, 125, 150, 200)
"""Per cent of the size on paper."""

_SMALLEST = 25
"""As small as pages become to fit."""


class PagePreview(QScrollArea):
    """White pages on the ground of the window, for the keys that turn pages.

    `zoomed` says that pages of another size are wanted, `turned` that another page is looked at or there are other pages.
    """

    zoomed = Signal()
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Pages of the report"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        self._column.setSpacing(SPACE_LARGE)
        self._column.addStretch(1)
        self._zoom = 100
        self.fit: str | None = WIDTH
        self.pages: list[QLabel] = []
        self.setWidget(self._sheet)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.turned.emit())

    @property
    def dpi(self) -> int:
        """Dots per inch that pages of the wanted size have on this screen."""
        return int(_INCH * self._wanted_zoom() / 100 * self.devicePixelRatioF())

    @property
    def number(self) -> int:
        """Which page stands in the middle, counted from 1; 0 without pages."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return max(1, sum(top <= middle for top in self._tops())) if self.pages else 0

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        """Shows PNG pictures of pages; the place that was looked at stays."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        while len(self.pages) > len(pictures):
            self.pages.pop().deleteLater()
        for number, picture in enumerate(pictures, 1):
            if number > len(self.pages):
                self._add_page()
            self._show_page(number, picture, len(pictures))
        self._column.activate()
        self._sheet.resize(self._sheet.sizeHint().expandedTo(self.viewport().size()))
        bar.setValue(round(share * bar.maximum()))
        self.turned.emit()

    def fit_to(self, fit: str) -> None:
        """Makes pages as large as their place allows, from now on."""
        self.fit = fit
        self.zoomed.emit()

    def zoom_by_step(self, *, larger: bool) -> None:
        """Makes pages larger or smaller by one step; the last one stays."""
        now = self._wanted_zoom()
        beyond = [step for step in _STEPS if (step > now if larger else step < now)]
        ends = _STEPS[-1] if larger else _STEPS[0]
        self._zoom = (beyond[0] if larger else beyond[-1]) if beyond else ends
        self.fit = None
        self.zoomed.emit()

    def go_to(self, number: int) -> None:
        """Shows a page from its top, or the first or last one."""
        if self.pages:
            top = self._tops()[min(max(number, 1), len(self.pages)) - 1]
            self.verticalScrollBar().setValue(top - self._column.spacing() // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fit is not None and event.size() != event.oldSize():
            self.zoomed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        targets = {Qt.Key.Key_Home: 1, Qt.Key.Key_End: len(self.pages)}
        if self._is_whole():
            targets |= {Qt.Key.Key_PageUp: self.number - 1, Qt.Key.Key_PageDown: self.number + 1}
        if plain and event.key() == Qt.Key.Key_End and not self._is_whole():
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        elif plain and (number := targets.get(Qt.Key(event.key()))) is not None:
            self.go_to(number)
        else:
            super().keyPressEvent(event)

    def _tops(self) -> list[int]:
        """Where each page begins; known before Qt has laid them out."""
        heights = (page.sizeHint().height() + self._column.spacing() for page in self.pages[:-1])
        return list(accumulate(heights, initial=self._column.contentsMargins().top()))

    def _is_whole(self) -> bool:
        """Whether the page that is looked at fits into its place; otherwise keys turn as much as is seen, to skip no line."""
        return bool(self.pages) and self.pages[self.number - 1].sizeHint().height() <= self.viewport().height()

    def _wanted_zoom(self) -> int:
        """Per cent of the size on paper."""
        if self.fit is None:
            return self._zoom
        edges = 2 * (SPACE_LARGE + self.frameWidth()) + 1
        room = self.width() - edges - self.verticalScrollBar().sizeHint().width()
        if self.fit == WHOLE:
            room = min(room, self.height() - edges)
        return max(_SMALLEST, min(_STEPS[-1], int(100 * room / (_LONGEST_SIDE * _INCH))))

    def _show_page(self, number: int, picture: bytes, count: int) -> None:
        page, pixmap = self.pages[number - 1], QPixmap()
        pixmap.loadFromData(picture, "PNG")
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        page.setPixmap(pixmap)
        page.setAccessibleName(self.tr("Page {number} of {count}").format(number=number, count=count))

    def _add_page(self) -> None:
        page = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.pages.append(page)
        self._column.insertWidget(self._column.count() - 1, page)
