"""The colours of the window: light, dark, and both in high contrast."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from pct_tracker.domain.codes import Severity


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours as "#rrggbb". Text, muted, accent and severities keep 4.5:1 on window, base and their soft grounds.

    `border` outlines what can be typed into or pressed (3:1), `line` only separates. `disabled` writes what cannot be used at
    the moment, `faint` outlines it.
    """

    name: str
    window: str
    base: str
    raised: str
    text: str
    muted: str
    border: str
    line: str
    disabled: str
    faint: str
    accent: str
    on_accent: str
    accent_soft: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    hint: str
    good: str

    def of_severity(self, severity: Severity) -> str:
        """The colour of a finding's shape and of its words."""
        return {Severity.ERROR: self.error, Severity.WARNING: self.warning, Severity.HINT: self.hint}[severity]

    def palette(self) -> QPalette:
        """A palette with every role and group set from these colours."""
        palette = QPalette()
        for role, colour in self._roles().items():
            palette.setColor(role, QColor(colour))
        for role in _TEXT_ROLES:
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.disabled))
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(self.line))
        return palette

    def _roles(self) -> dict[QPalette.ColorRole, str]:
        role = QPalette.ColorRole
        return {
            role.Window: self.window,
            role.WindowText: self.text,
            role.Base: self.base,
            role.AlternateBase: self.raised,
            role.Text: self.text,
            role.PlaceholderText: self.muted,
            role.Button: self.raised,
            role.ButtonText: self.text,
            role.BrightText: self.error,
            role.ToolTipBase: self.raised,
            role.ToolTipText: self.text,
            role.Highlight: self.accent,
            role.HighlightedText: self.on_accent,
            role.Accent: self.accent,
            role.Link: self.accent,
            role.LinkVisited: self.accent,
            role.Light: self.base,
            role.Midlight: self.raised,
            role.Mid: self.line,
            role.Dark: self.border,
            role.Shadow: self.border,
        }


_TEXT_ROLES = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.PlaceholderText,
)

LIGHT = Colours(
    name="light",
    window="#f4f6f8",
    base="#ffffff",
    raised="#e9edf2",
    text="#1b2530",
    muted="#53606e",
    border="#848e9b",
    line="#d3dae2",
    disabled="#848e9b",
    faint="#d3dae2",
    accent="#1a5c9c",
    on_accent="#ffffff",
    accent_soft="#dfebf7",
    error="#b0241c",
    error_soft="#fcebe9",
    warning="#854a00",
    warning_soft="#fdf1dc",
    hint="#53606e",
    good="#1c6838",
)

DARK = Colours(
    name="dark",
    window="#1c2026",
    base="#242930",
    raised="#2f353e",
    text="#e7ebf0",
    muted="#aab4c0",
    border="#7c8794",
    line="#3a424d",
    disabled="#7c8794",
    faint="#3a424d",
    accent="#82b7f0",
    on_accent="#0d1a28",
    accent_soft="#2a3d53",
    error="#ff9d94",
    error_soft="#44292a",
    warning="#f1bc62",
    warning_soft="#403423",
    hint="#aab4c0",
    good="#88d29e",
)

CONTRAST_LIGHT = Colours(
    name="contrast-light",
    window="#ffffff",
    base="#ffffff",
    raised="#ffffff",
    text="#000000",
    muted="#000000",
    border="#000000",
    line="#000000",
    disabled="#767676",
    faint="#a0a0a0",
    accent="#00308f",
    on_accent="#ffffff",
    accent_soft="#d6e4ff",
    error="#9a0000",
    error_soft="#ffffff",
    warning="#5e3200",
    warning_soft="#ffffff",
    hint="#000000",
    good="#004d1a",
)

CONTRAST_DARK = Colours(
    name="contrast-dark",
    window="#000000",
    base="#000000",
    raised="#000000",
    text="#ffffff",
    muted="#ffffff",
    border="#ffffff",
    line="#ffffff",
    disabled="#8a8a8a",
    faint="#5c5c5c",
    accent="#ffe14d",
    on_accent="#000000",
    accent_soft="#453c00",
    error="#ffa8a0",
    error_soft="#000000",
    warning="#ffc66b",
    warning_soft="#000000",
    hint="#ffffff",
    good="#8df0aa",
)

ALL_COLOURS = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)


def choose_colours(*, dark: bool, high_contrast: bool) -> Colours:
    """The set of colours for a scheme and a contrast."""
    if high_contrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def colours_of(palette: QPalette) -> Colours:
    """The colours a palette was built from; for a foreign palette, the light or dark ones that are nearest."""
    window = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Window)
    text = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
    exact = next((known for known in ALL_COLOURS if (known.window, known.text) == (window.name(), text.name())), None)
    return exact or choose_colours(dark=window.lightness() < 128, high_contrast=False)
