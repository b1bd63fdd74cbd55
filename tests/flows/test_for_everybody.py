"""The window for people who hear it, see it enlarged or in other colours, or read from right to left."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTableView,
    QWidget,
)

from pct_tracker.ui.common.theme import Theme
from tests.flows.conftest import ANNEX, Hands

Open = Callable[..., Hands]
INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QTableView, QAbstractButton)


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    return open_window(sample_file.name)


def inputs(root: QWidget) -> list[QWidget]:
    """Everything inside a widget that can be typed into or pressed, the insides of Qt's own widgets left out."""
    found = [one for kind in INPUTS for one in root.findChildren(kind)]
    own = [one for one in found if not one.objectName().startswith("qt_")]
    return [one for one in own if not isinstance(one.parent(), QLineEdit | QComboBox | QTableView)]


def reached_by_tab(root: QWidget) -> list[QWidget]:
    reached: list[QWidget] = []
    widget = root
    while (widget := widget.nextInFocusChain()) not in reached and widget is not root:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(root):
            reached.append(widget)
    return reached


def unnamed(root: QWidget) -> list[str]:
    return [f"{type(one).__name__} {one.objectName()}" for one in inputs(root) if not _name(one)]


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def test_everything_that_can_be_used_has_a_name_that_is_read_aloud(hands: Hands) -> None:
    window = hands.window
    hands.control(Qt.Key.Key_I)
    hands.window.activities.open_activity(35)
    assert unnamed(window) == []
    assert window.dialogs.importing is not None
    assert unnamed(window.dialogs.importing) == []
    window.dialogs.importing.reject()
    window.export_annex()
    hands.until(lambda: window.dialogs.exporting is not None)
    assert unnamed(window.dialogs.exporting) == []


def test_every_row_of_the_form_has_a_label_that_leads_into_it(hands: Hands) -> None:
    letters = []
    for name, row in hands.window.activities.form.fields.rows.items():
        assert row.label.buddy() is row.field, name
        assert row.field.accessibleName() == row.name, name
        if "&" in row.label.text():  # what is rarely needed goes without
            letters.append(row.label.text()[row.label.text().index("&") + 1].lower())
    assert len(set(letters)) == len(letters)
    assert not set(letters) & set("fevhi"), "an access key of the menu bar"


def test_every_field_is_on_the_way_of_the_tab_key(hands: Hands) -> None:
    window = hands.window
    window.activities.open_activity(35)
    window.activities.form.fields.more.unfold(needed=True)
    reached = reached_by_tab(window)
    for name, row in window.activities.form.fields.rows.items():
        if row.field.isEnabled() and row.is_shown():
            assert any(row.isAncestorOf(widget) for widget in reached), name
    for widget in (window.filter.years, window.filter.statuses, window.filter.search, window.activities.register):
        assert widget in reached
    for button in (*window.figures.buttons.values(), window.findings, window.activities.form.buttons.save):
        assert button in reached


DIALOGS = (
    "series",
    "keep-template",
    "postpone",
    "cancel-activity",
    "lock-year",
    "bulk",
    "columns",
    "filter",
    "keep-view",
    "paste",
)


@pytest.mark.parametrize("id_", DIALOGS)
def test_every_dialog_names_what_can_be_used_in_it_and_tab_leads_there(hands: Hands, id_: str) -> None:
    QGuiApplication.clipboard().setText("2024-06\tPCT Seminar\tB\tA pasted seminar\t\tOnline\tKenya (KE)\tOffices\t7")
    hands.window.activities.register.setFocus()
    hands.window.actions_[id_].trigger()
    hands.settle()
    (dialog,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())
    assert dialog.windowTitle()
    assert unnamed(dialog) == []
    used = [one for one in inputs(dialog) if one.isVisibleTo(dialog) and one.isEnabled()]
    focusable = [one for one in used if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert focusable
    # Of buttons that exclude each other, Tab reaches one and the arrows the rest.
    reached = reached_by_tab(dialog)
    assert [one for one in focusable if one not in reached and not isinstance(one, QRadioButton)] == []
    for label in (one for one in dialog.findChildren(QLabel) if "&" in one.text()):
        assert label.buddy() is not None, label.text()
    dialog.reject()


def test_labels_of_dialogs_lead_to_their_fields(hands: Hands) -> None:
    hands.window.dialogs.import_file(ANNEX / "annex-2024-zh.csv")
    hands.settle()
    dialog = hands.window.dialogs.importing
    assert dialog is not None
    labels = [label for label in dialog.findChildren(QLabel) if "&" in label.text()]
    assert {label.buddy() for label in labels} == {dialog.path, dialog.language, dialog.status}


@pytest.mark.parametrize("high", [False, True])
def test_icons_and_ground_follow_the_theme(hands: Hands, theme: Theme, high: bool) -> None:
    pictures, grounds = [], []
    for scheme in ("light", "dark"):
        theme.choose_scheme(scheme)
        theme.choose_contrast(high=high)
        button = hands.window.nav.buttons["check"]
        pictures.append(button.icon().pixmap(32, 32).toImage())
        grounds.append(hands.window.grab().toImage().pixelColor(5, 300).lightness())
    assert pictures[0] != pictures[1]
    assert grounds[0] > 200
    assert grounds[1] < 60


def test_the_register_shows_which_row_is_in_focus_in_high_contrast_too(hands: Hands, theme: Theme) -> None:
    theme.choose_scheme("dark")
    theme.choose_contrast(high=True)
    register = hands.window.activities.register
    hands.window.activities.open_activity(2)
    row = register.visualRect(register.currentIndex())
    image = register.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    colours = [image.pixelColor(int(ratio), int((row.center().y() + step) * ratio)).lightness() for step in (0, row.height())]
    assert colours[0] > colours[1] + 100


@pytest.fixture
def from_right_to_left(qapp: QApplication, theme: Theme) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("from_right_to_left")
def test_from_right_to_left_the_window_is_mirrored_and_codes_are_not(open_window: Open, sample_file: Path) -> None:
    window = open_window(sample_file.name, "ar").window
    form = window.activities.form
    centre = window.width() // 2
    assert window.nav.mapTo(window, window.nav.rect().center()).x() > centre
    assert form.mapTo(window, form.rect().center()).x() < centre
    register = window.activities.register
    assert register.columnViewportPosition(1) > register.columnViewportPosition(6)
    for field in (form.fields.month, form.fields.days, form.fields.participants):
        assert field.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert not window.grab().isNull()


@pytest.fixture
def twice_as_large(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    large = qapp.font()
    large.setPointSizeF(2 * large.pointSizeF())
    qapp.setFont(large)
    yield
    qapp.setFont(before)


@pytest.mark.usefixtures("twice_as_large")
def test_text_twice_as_large_still_fits_the_screen(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    for page in ("activities", "check", "report", "overview", "history"):
        hands.window.pages.show(page)
        hands.settle()
        assert hands.window.minimumSizeHint().width() <= 1280
        assert hands.window.minimumSizeHint().height() <= 800
        assert hands.window.width() == 1280
    button = hands.window.nav.buttons["check"]
    assert button.iconSize().height() >= 0.8 * button.fontMetrics().height()


@pytest.mark.parametrize(
    ("page", "views"),
    [
        ("report", ["report", "plan", "corrigendum", "exports"]),
        ("overview", ["charts", "compare"]),
        ("history", ["steps", "activity", "lost", "since"]),
    ],
)
def test_tab_leads_through_a_view_to_what_stands_below_it_whenever_it_was_made(hands: Hands, page: str, views: list[str]) -> None:
    window = hands.window
    window.pages.show(page)
    shown = getattr(window, page)
    for name in views:
        shown.show_view(name)
        hands.settle()
        reached = reached_by_tab(window)
        inside = [place for place, one in enumerate(reached) if shown.isAncestorOf(one)]
        assert inside == list(range(inside[0], reached.index(next(iter(window.figures.buttons.values())))))
        assert reached[-1] is window.findings
