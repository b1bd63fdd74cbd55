"""The map of the States reached."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from pct_tracker.ui.overview.chart_canvas import ChartCanvas
from pct_tracker.ui.overview.inks import inks_of
from pct_tracker.ui.overview.map_picture import MapPicture
from pct_tracker.ui.overview.map_shapes import RATIO, read_shapes


class WorldMap(ChartCanvas):
    """The keys go from State to State as the list beside does. `name_of` says what a code is called."""

    def __init__(self, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._name_of = name_of
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def not_reached(self) -> str:
        """What the legend says of States without a shade."""
        return self.tr("Not reached")

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * RATIO) + 4 * self.fontMetrics().height()

    def sizeHint(self) -> QSize:
        width = 40 * self.fontMetrics().horizontalAdvance("m")
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = 18 * self.fontMetrics().horizontalAdvance("m")
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget_picture()

    def tip_at(self, point: QPointF) -> str:
        """The State at a point and what is known of it, also where it was not reached."""
        known = super().tip_at(point)
        picture = self.picture
        code = picture.code_at(point) if isinstance(picture, MapPicture) else ""
        if known or not code:
            return known
        return self.tr("{name}: not reached").format(name=self._name_of(code))

    def _make_picture(self) -> MapPicture:
        return MapPicture(
            self.chart,
            read_shapes(),
            self.font(),
            inks_of(QGuiApplication.palette()),
            self.width(),
            not_reached=self.not_reached,
            mirrored=self.isRightToLeft(),
        )
