"""The published sentence of each log and year."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from pct_tracker.ui.findings.claims_memory import remember_sentence, remembered_sentence

LOG, OTHER = Path("one.db"), Path("other.db")


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def test_each_log_and_year_has_its_own(settings: QSettings) -> None:
    remember_sentence(settings, LOG, 2024, "超过60项活动, “over 60”\nوأكثر")
    remember_sentence(settings, LOG, 2023, "over 50 activities")
    assert remembered_sentence(settings, LOG, 2024) == "超过60项活动, “over 60”\nوأكثر"
    assert remembered_sentence(settings, LOG, 2023) == "over 50 activities"
    assert remembered_sentence(settings, OTHER, 2024) == ""


def test_an_empty_one_is_forgotten(settings: QSettings) -> None:
    remember_sentence(settings, LOG, 2024, "over 60 activities")
    remember_sentence(settings, LOG, 2024, " ")
    remember_sentence(settings, LOG, 2023, "")
    assert remembered_sentence(settings, LOG, 2024) == ""


@pytest.mark.parametrize("kept", ["", "[1]", "{", '{"one.db 2024": 7}'])
def test_what_cannot_be_read_is_as_if_it_were_not_there(settings: QSettings, kept: str) -> None:
    settings.setValue("check/published-sentences", kept)
    assert remembered_sentence(settings, LOG, 2024) == ""
    remember_sentence(settings, LOG, 2024, "over 60 activities")
    assert remembered_sentence(settings, LOG, 2024) == "over 60 activities"
