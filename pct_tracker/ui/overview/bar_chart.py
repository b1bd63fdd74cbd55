"""A chart of bars whose height follows from how many there are."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from pct_tracker.ui.overview.bar_picture import BarPicture
from pct_tracker.ui.overview.chart_canvas import ChartCanvas
from pct_tracker.ui.overview.inks import inks_of


class BarChart(ChartCanvas):
    """Horizontal bars, one below the other; it belongs into a scroll area."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def sizeHint(self) -> QSize:
        return QSize(20 * self.fontMetrics().horizontalAdvance("m"), round(self.picture.height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._forget_picture()

    def _make_picture(self) -> BarPicture:
        return BarPicture(
            self.chart, self.font(), inks_of(QGuiApplication.palette()), self.width(), mirrored=self.isRightToLeft()
        )
