"""The colours, the style and the icons of the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from pct_tracker.domain.codes import Severity
from pct_tracker.reference.loader import resources_folder
from pct_tracker.ui.common.colours import ALL_COLOURS, DARK, LIGHT, Colours, colours_of
from pct_tracker.ui.common.icons import icon, set_icon
from pct_tracker.ui.common.theme import Theme, scaled_font, set_look


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    palette, sheet = qapp.palette(), qapp.styleSheet()
    theme = Theme(qapp, "light", high_contrast=False)
    yield theme
    theme.choose_scheme("system")
    theme.deleteLater()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = QColor(colour).getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", ALL_COLOURS, ids=lambda colours: colours.name)
def test_every_text_can_be_read_on_every_ground_it_stands_on(colours: Colours) -> None:
    pairs = [
        (text, ground)
        for text in ("text", "muted", "accent", "error", "warning", "hint", "good")
        for ground in ("window", "base")
    ]
    pairs += [("text", "raised"), ("text", "accent_soft"), ("muted", "accent_soft"), ("on_accent", "accent")]
    pairs += [("error", "error_soft"), ("warning", "warning_soft"), ("text", "warning_soft"), ("accent", "accent_soft")]
    weak = {pair: _contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("colours", ALL_COLOURS, ids=lambda colours: colours.name)
def test_the_outline_of_a_field_stands_out_from_the_window(colours: Colours) -> None:
    assert _contrast(colours.border, colours.window) >= 3.0
    assert _contrast(colours.border, colours.base) >= 3.0


@pytest.mark.parametrize("colours", ALL_COLOURS, ids=lambda colours: colours.name)
def test_what_cannot_be_used_is_fainter_than_what_can(colours: Colours) -> None:
    for ground in (colours.window, colours.base):
        assert _contrast(colours.disabled, ground) < _contrast(colours.text, ground) / 2
        assert _contrast(colours.faint, ground) < _contrast(colours.border, ground) / 1.5
    assert colours.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name() == colours.disabled


@pytest.mark.parametrize("colours", ALL_COLOURS, ids=lambda colours: colours.name)
def test_a_chosen_row_has_another_ground_than_the_others(colours: Colours) -> None:
    assert colours.accent_soft != colours.base


@pytest.mark.parametrize("colours", ALL_COLOURS, ids=lambda colours: colours.name)
def test_a_palette_tells_the_colours_it_was_built_from(colours: Colours) -> None:
    assert colours_of(colours.palette()) is colours


def test_a_foreign_dark_palette_gets_the_dark_colours() -> None:
    palette = QPalette(QColor("#202020"))
    assert colours_of(palette) is DARK


def test_choosing_dark_repaints_the_application(theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose_scheme("dark")
    assert theme.scheme == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    assert DARK.accent in qapp.styleSheet()


def test_choosing_the_same_again_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose_scheme("light")


def test_high_contrast_can_be_chosen(theme: Theme) -> None:
    theme.choose_contrast(high=True)
    assert theme.colours.name == "contrast-light"


def test_each_severity_has_a_colour_of_its_own() -> None:
    assert len({LIGHT.of_severity(severity) for severity in Severity}) == len(Severity)


def test_every_icon_file_can_be_drawn(theme: Theme) -> None:
    names = [path.stem for path in (resources_folder() / "icons").glob("*.svg")]
    assert len(names) >= 21
    for name in names:
        drawn = icon(name).pixmap(24, 24).toImage()
        assert any(drawn.pixelColor(x, y).alpha() > 100 for x in range(24) for y in range(24)), name


def test_an_icon_is_drawn_in_the_colour_of_the_theme_and_again_when_it_changes(theme: Theme, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    set_icon(button, "add")
    light = _darkest(button.icon())
    theme.choose_scheme("dark")
    assert light < 90
    assert _darkest(button.icon()) > 180


def test_a_disabled_icon_is_paler(theme: Theme) -> None:
    assert _darkest(icon("add"), QIcon.Mode.Disabled) > _darkest(icon("add")) + 60


def test_a_look_is_a_property_of_the_widget(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    set_look(label, severity="error")
    label.ensurePolished()  # as it is when it is drawn
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.error
    set_look(label, severity="warning")
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.warning


def test_a_scaled_font_grows_with_the_font_of_the_system(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    font = button.font()
    font.setPointSizeF(20)
    assert scaled_font(font, 1.5, bold=True).pointSizeF() == pytest.approx(30)


def _darkest(drawn: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> int:
    """The lightness of the lines of an icon."""
    image = drawn.pixmap(24, 24, mode).toImage()
    solid = [image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 200]
    return min(colour.lightness() for colour in solid)
