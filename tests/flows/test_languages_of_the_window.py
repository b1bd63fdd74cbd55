"""The window in another language: chosen in a menu, applied at once, remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pct_tracker.ui.common.theme import Theme
from pct_tracker.ui.common.translation import OWN_NAMES, speak
from pct_tracker.ui.shell.start import Starter


@pytest.fixture
def starter(qtbot: QtBot, qapp: QApplication, theme: Theme, sample_file: Path, tmp_path: Path) -> Iterator[Starter]:
    """The window on the sample, in English."""
    made = Starter(theme, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    assert made.open(str(sample_file))
    yield made
    assert made.window is not None
    made.window.close()
    speak(qapp, "en")


@pytest.mark.parametrize("language", [language for language in OWN_NAMES if language != "en"])
def test_the_window_is_made_anew_in_the_language_chosen(
    qtbot: QtBot, qapp: QApplication, starter: Starter, language: str
) -> None:
    first = starter.window
    assert first is not None
    first.activities.new_activity()
    first.activities.form.fields.title.edit.setPlainText("not saved yet")
    action = next(
        action for menu in first.findChildren(QMenu) for action in menu.actions() if action.text() == OWN_NAMES[language]
    )
    action.trigger()
    qtbot.waitUntil(lambda: starter.window is not first)
    second = starter.window
    assert second is not None
    qtbot.waitUntil(lambda: second.activities.model.rowCount() == 64 and not second.workspace.is_busy)
    assert second.actions_["new"].text() not in ("", "&New activity")
    assert second.layoutDirection() is (Qt.LayoutDirection.RightToLeft if language == "ar" else Qt.LayoutDirection.LeftToRight)
    assert "6465" in "".join(char for char in second.figures.buttons["participants"].text() if char.isdecimal())
    kept = second.activities.drafts[None].draft
    assert "not saved yet" in kept.title.values()
