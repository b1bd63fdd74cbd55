"""Gives the application its style, colours and spacing, and follows the system when it turns dark."""

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from pct_tracker.reference.loader import resources_folder
from pct_tracker.ui.common.colours import Colours, choose_colours
from pct_tracker.ui.common.icons import redraw_icons
from pct_tracker.ui.common.stylesheet import build_stylesheet

SPACE = 8
"""The rhythm of the window in pixels."""
SPACE_SMALL = SPACE // 2
SPACE_LARGE = SPACE * 2

SCHEMES = ("system", "light", "dark")
"""What the user can choose."""

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


class Theme(QObject):
    """Keeps one application in Fusion style and in the colours of the chosen scheme."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: str = "system", *, high_contrast: bool | None = None) -> None:
        """`high_contrast` None follows the system."""
        super().__init__(app)
        self._app = app
        self._hints = app.styleHints()
        self._scheme = scheme
        self._high_contrast = high_contrast
        self._colours: Colours | None = None
        if not app.styleSheet():  # one that has a sheet is dressed already
            app.setStyle("Fusion")
        self._hints.colorSchemeChanged.connect(self._apply)
        self._follow_contrast()
        self.choose_scheme(scheme)

    @property
    def colours(self) -> Colours:
        return choose_colours(dark=self._is_dark(), high_contrast=self._is_high_contrast())

    @property
    def scheme(self) -> str:
        return self._scheme

    def choose_scheme(self, scheme: str) -> None:
        """One of SCHEMES; the system's window frames follow where they can."""
        self._scheme = scheme
        if scheme in _SCHEMES:
            self._hints.setColorScheme(_SCHEMES[scheme])
        else:
            self._hints.unsetColorScheme()
        self._apply()

    def choose_contrast(self, *, high: bool | None) -> None:
        """High contrast on or off; None follows the system."""
        self._high_contrast = high
        self._apply()

    def _apply(self) -> None:
        colours = self.colours
        if colours is self._colours:
            return
        self._colours = colours
        self._app.setPalette(colours.palette())
        sheet = build_stylesheet(colours, resources_folder() / "icons")
        if sheet != self._app.styleSheet():  # to set one again polishes every widget there is
            self._app.setStyleSheet(sheet)
        redraw_icons()
        self.changed.emit()

    def _is_dark(self) -> bool:
        return self._scheme == "dark" or (self._scheme == "system" and self._hints.colorScheme() == Qt.ColorScheme.Dark)

    def _is_high_contrast(self) -> bool:
        if self._high_contrast is not None:
            return self._high_contrast
        return bool(self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)

    def _follow_contrast(self) -> None:
        self._hints.accessibility().contrastPreferenceChanged.connect(self._apply)


def set_look(widget: QWidget, **properties: object) -> None:
    """Sets properties the style sheet looks at, and has the widget drawn again if one of them changed."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    # One that was never drawn is dressed when it is.
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def fit_screen(widget: QWidget, wanted: QSize) -> QSize:
    """The size a window is to have, or what the screen has room for."""
    room = widget.screen().availableGeometry().size()
    return wanted.boundedTo(room - QSize(SPACE_LARGE, 5 * SPACE))


def scaled_font(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The font at a multiple of its size; sizes are never fixed, so that larger text of the system is respected."""
    scaled = QFont(font)
    scaled.setPointSizeF(font.pointSizeF() * factor)
    scaled.setBold(bold)
    return scaled
