"""A window too narrow for register and form side by side."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.flows.conftest import Hands

Key = Qt.Key


@pytest.fixture
def hands(open_window: Callable[..., Hands], sample_file: Path) -> Hands:
    return open_window(sample_file.name, size=(900, 700))


def shown(hands: Hands) -> tuple[bool, bool]:
    page = hands.window.activities
    return page.register.isVisible(), page.form.isVisible()


def test_the_register_has_the_window_to_itself(hands: Hands) -> None:
    assert shown(hands) == (True, False)


def test_the_form_covers_the_register_and_escape_leads_back(hands: Hands) -> None:
    hands.window.activities.register.setFocus()
    hands.press(Key.Key_Return)
    assert shown(hands) == (False, True)
    hands.press(Key.Key_Escape)
    assert shown(hands) == (True, False)
    assert hands.window.activities.register.hasFocus()


def test_a_wider_window_shows_both_again(hands: Hands) -> None:
    hands.window.resize(1400, 700)
    hands.until(lambda: shown(hands) == (True, True))
    hands.window.activities.open_activity(2)
    hands.window.resize(900, 700)
    hands.until(lambda: shown(hands) == (False, True))


def test_the_form_can_be_hidden_and_shown_by_key(open_window: Callable[..., Hands], sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    hands.press(Key.Key_F9)
    assert shown(hands) == (True, False)
    hands.press(Key.Key_F9)
    assert shown(hands) == (True, True)
