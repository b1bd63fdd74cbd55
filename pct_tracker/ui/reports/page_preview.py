"""The pages of the report as they will be written, one under the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from pct_tracker.ui.common.theme import SPACE_LARGE

_WIDEST_PAGE = 297 / 25.4
"""Inches of an A4 page on its side."""

_STEPS = (50, 67, 80, 100, 125, 150, 200)
"""Per cent of the size on paper."""

_SMALLEST = 25
"""As small as pages become to fit."""


class PagePreview(QScrollArea):
    """White pages on the ground of the window, for the keys that scroll a document. `widened` says that it has another width."""

    widened = Signal()

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
        self.pages: list[QLabel] = []
        self.setWidget(self._sheet)

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        """Shows PNG pictures of pages; the place that was looked at stays."""
        ratio = self.devicePixelRatioF()
        while len(self.pages) > len(pictures):
            self.pages.pop().deleteLater()
        for number, picture in enumerate(pictures, 1):
            if number > len(self.pages):
                self._add_page()
            page, pixmap = self.pages[number - 1], QPixmap()
            pixmap.loadFromData(picture, "PNG")
            pixmap.setDevicePixelRatio(ratio)
            page.setPixmap(pixmap)
            page.setAccessibleName(self.tr("Page {number} of {count}").format(number=number, count=len(pictures)))

    def fitting_zoom(self, dpi: int) -> int:
        """Per cent of the size on paper at which the widest page fits, for so many dots per inch."""
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self.verticalScrollBar().sizeHint().width()
        return max(_SMALLEST, min(_STEPS[-1], int(100 * room / (_WIDEST_PAGE * dpi))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if (place := ends.get(Qt.Key(event.key()))) is not None:
            bar.setValue(place)
        else:
            super().keyPressEvent(event)

    def _add_page(self) -> None:
        page = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.pages.append(page)
        self._column.insertWidget(self._column.count() - 1, page)


def next_zoom(zoom: int, *, larger: bool) -> int:
    """The next size of the pages in per cent; the last one stays."""
    if larger:
        return next((step for step in _STEPS if step > zoom), _STEPS[-1])
    return next((step for step in reversed(_STEPS) if step < zoom), _STEPS[0])
