"""Line icons drawn from SVG files in the colours of the palette."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from pct_tracker.reference.loader import resources_folder

_SIZES = (16, 20, 24, 32, 48, 64)
_POINTING = frozenset({"chevron", "undo", "redo"})
_PROPERTY = "icon_name"


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon of this name (a file in resources/icons) in a colour of the application's palette, disabled state included."""
    palette = QGuiApplication.palette()
    mirrored = name in _POINTING and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    disabled = palette.color(QPalette.ColorGroup.Disabled, role).name()
    selected = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText).name()
    return _drawn(name, palette.color(QPalette.ColorGroup.Active, role).name(), disabled, selected, mirrored)


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


@cache
def _drawn(name: str, colour: str, disabled: str, selected: str, mirrored: bool) -> QIcon:
    drawn = QIcon()
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    for size in _SIZES:
        pixmap = _pixmap(renderer, size, mirrored)
        drawn.addPixmap(pixmap)
        for mode, shade in ((QIcon.Mode.Disabled, disabled), (QIcon.Mode.Selected, selected)):
            drawn.addPixmap(_coloured(pixmap, shade), mode)
    return drawn


def _coloured(pixmap: QPixmap, shade: str) -> QPixmap:
    """The same shape in another colour: to draw the lines again would take longer."""
    coloured = QPixmap(pixmap)
    painter = QPainter(coloured)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(coloured.rect(), QColor(shade))
    painter.end()
    return coloured


@cache
def _source(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text("utf-8")


def _pixmap(renderer: QSvgRenderer, size: int, mirrored: bool) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap.transformed(QTransform.fromScale(-1, 1)) if mirrored else pixmap
