"""The colours a chart is drawn in: those of the window, or black on white for paper."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from pct_tracker.ui.common.colours import colours_of


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours as "#rrggbb". `steps` grow from little to much in lightness alone, so that they need no eye for colours.

    `land` is what nobody was reached in, `shore` the line around each State, `hover` the ground under the mouse.
    """

    ground: str
    text: str
    muted: str
    line: str
    bar: str
    land: str
    shore: str
    hover: str
    steps: tuple[str, ...]


def inks_of(palette: QPalette) -> Inks:
    """The inks of a window with the application's palette."""
    own = colours_of(palette)
    shades = tuple(_mixed(own.base, own.accent, share) for share in (0.28, 0.5, 0.75, 1.0))
    return Inks(
        ground=own.base,
        text=own.text,
        muted=own.muted,
        line=own.border,
        bar=own.accent,
        land=own.raised,
        shore=own.border,
        hover=own.accent_soft,
        steps=(*shades, _mixed(own.accent, own.text, 0.6)),
    )


PAPER = Inks(
    ground="#ffffff",
    text="#000000",
    muted="#333333",
    line="#000000",
    bar="#444444",
    land="#ffffff",
    shore="#777777",
    hover="#ffffff",
    steps=("#d6d6d6", "#acacac", "#808080", "#4d4d4d", "#141414"),
)
"""Black on white, whatever the window looks like: pictures go into documents that are printed and copied."""


def _mixed(one: str, other: str, share: float) -> str:
    first, second = QColor(one), QColor(other)
    pairs = ((first.red(), second.red()), (first.green(), second.green()), (first.blue(), second.blue()))
    return QColor(*(round(low + (high - low) * share) for low, high in pairs)).name()
