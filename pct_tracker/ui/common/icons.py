"""Line icons drawn from SVG files in the colours of the palette."""

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from pct_tracker.reference.loader import resources_folder

_POINTING = frozenset({"chevron", "undo", "redo"})
_PROPERTY = "icon_name"


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon of this name (a file in resources/icons) in a colour of the application's palette, disabled state included."""
    palette = QGuiApplication.palette()
    mirrored = name in _POINTING and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    disabled = palette.color(QPalette.ColorGroup.Disabled, role).name()
    selected = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText).name()
    return _icon(name, palette.color(QPalette.ColorGroup.Active, role).name(), disabled, selected, mirrored)


def set_icon(target: QAbstractButton | QAction, name: str) -> None:
    """Gives a button or action an icon that is drawn anew when the theme changes."""
    target.setProperty(_PROPERTY, name)
    target.setIcon(icon(name))


def redraw_icons() -> None:
    """Draws every icon set by `set_icon` in the colours of the palette in force."""
    for widget in QApplication.allWidgets():
        for target in (widget, *widget.actions()):
            name = target.property(_PROPERTY)
            if name and isinstance(target, QAbstractButton | QAction):
                target.setIcon(icon(name))


class _LineIcon(QIconEngine):
    """Draws lines in the size and the colour that are asked for, when they are: most icons are seen in one of each."""

    def __init__(self, name: str, colours: Mapping[QIcon.Mode, str], *, mirrored: bool) -> None:
        super().__init__()
        self._name = name
        self._colours = colours
        self._mirrored = mirrored
        self._drawn: dict[tuple[int, int, QIcon.Mode], QPixmap] = {}

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._colours, mirrored=self._mirrored)

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        key = (size.width(), size.height(), mode)
        if key not in self._drawn:
            self._drawn[key] = _pixmap(
                self._name, size, self._colours.get(mode, self._colours[QIcon.Mode.Normal]), self._mirrored
            )
        return self._drawn[key]

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        size = (QSizeF(rect.size()) * painter.deviceTransform().m11()).toSize()
        painter.drawPixmap(rect, self.pixmap(size, mode, state))


@cache
def _icon(name: str, colour: str, disabled: str, selected: str, mirrored: bool) -> QIcon:
    modes = QIcon.Mode
    colours = {modes.Normal: colour, modes.Active: colour, modes.Disabled: disabled, modes.Selected: selected}
    return QIcon(_LineIcon(name, colours, mirrored=mirrored))


@cache
def _source(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text("utf-8")


def _pixmap(name: str, size: QSize, colour: str, mirrored: bool) -> QPixmap:
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return pixmap.transformed(QTransform.fromScale(-1, 1)) if mirrored else pixmap
