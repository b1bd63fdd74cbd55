"""Opening logs, one window after the other."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from weakref import ReferenceType, ref

import pytest
from builders import adding, make_draft
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from pct_tracker.services.keeping.safekeeping import keep_now
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.theme import Theme
from pct_tracker.ui.shell.main_window import MainWindow
from pct_tracker.ui.shell.start import Starter

MakeStarter = Callable[..., Starter]


@pytest.fixture
def make_starter(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MakeStarter]:
    made: list[Starter] = []

    def make(*answers: str) -> Starter:
        left = list(answers)
        starter = Starter(
            theme, QSettings(str(tmp_path / "start.ini"), QSettings.Format.IniFormat), lambda said: take(said, left)
        )
        made.append(starter)
        return starter

    def take(said: str, left: list[str]) -> str:
        make.said.append(said)
        return left.pop(0)

    make.said = []
    yield make
    for starter in made:
        if starter.window is not None:
            settle(qtbot, starter)
            starter.window.close()
            starter.window.deleteLater()


def settle(qtbot: QtBot, starter: Starter) -> None:
    assert starter.window is not None
    workspace = starter.window.workspace
    qtbot.waitUntil(lambda: not workspace.is_busy)


def test_a_file_that_is_no_log_is_said_in_a_plain_sentence_and_another_can_be_chosen(
    qtbot: QtBot, make_starter: MakeStarter, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear colleague, " * 300)
    starter = make_starter(str(tmp_path / "new.db"))
    assert starter.open(str(letter))
    [sentence] = make_starter.said
    assert sentence.startswith("letter.db is not a log of PCT Tracker")
    assert letter.read_text().startswith("Dear colleague")
    assert starter.window is not None
    assert starter.window.windowTitle() == "new.db – PCT Tracker"


def test_giving_up_leaves_no_window(make_starter: MakeStarter, tmp_path: Path) -> None:
    starter = make_starter("")
    assert not starter.open(str(tmp_path))
    assert starter.window is None
    assert "is a folder" in make_starter.said[0]


def test_another_log_takes_the_place_of_the_one_that_is_open(
    qtbot: QtBot, make_starter: MakeStarter, sample_file: Path, tmp_path: Path
) -> None:
    starter = make_starter()
    starter.open(str(tmp_path / "first.db"))
    settle(qtbot, starter)
    first = starter.window
    assert first is not None
    first.other_log_requested.emit(str(sample_file))
    qtbot.waitUntil(lambda: starter.window is not first)
    settle(qtbot, starter)
    assert starter.window is not None
    assert starter.window.activities.model.rowCount() == 64


def test_the_window_stays_when_the_other_log_cannot_be_used(qtbot: QtBot, make_starter: MakeStarter, tmp_path: Path) -> None:
    starter = make_starter("")
    starter.open(str(tmp_path / "first.db"))
    settle(qtbot, starter)
    first = starter.window
    assert starter.open(str(tmp_path))
    assert starter.window is first
    assert first is not None
    assert first.isVisible()


def test_a_restored_backup_is_what_the_window_shows(
    qtbot: QtBot, make_starter: MakeStarter, sample_file: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log.db"
    tracker = Tracker.open(log, "tester")
    tracker.do(adding(make_draft()))
    tracker.close()
    starter = make_starter()
    starter.open(str(log))
    settle(qtbot, starter)
    before = starter.window
    assert before is not None
    before.files.ask_to_restore(sample_file)
    question = before.files.question
    assert question is not None
    assert [button.text() for button in question.buttons()] == ["Restore", "Keep the log as it is"]
    question.buttons()[0].click()
    qtbot.waitUntil(lambda: starter.window is not before)
    settle(qtbot, starter)
    assert starter.window is not None
    assert starter.window.activities.model.rowCount() == 64
    assert len(list(tmp_path.glob("log.db.backups/*_before-restore.db"))) == 1
    window = starter.window
    assert window.notice.label.text() == "The log is now what the backup was."
    [undo] = window.notice.buttons
    undo.click()
    qtbot.waitUntil(lambda: starter.window is not window)
    settle(qtbot, starter)
    assert starter.window.activities.model.rowCount() == 1


@pytest.mark.parametrize("is_damaged", [True, False])
def test_a_log_that_is_lost_is_put_back_from_its_newest_sound_backup(
    qtbot: QtBot, make_starter: MakeStarter, sample_file: Path, is_damaged: bool
) -> None:
    tracker = Tracker.open(sample_file, "tester")
    keep_now(tracker)
    tracker.close()
    if is_damaged:
        content = bytearray(sample_file.read_bytes())
        content[100:12_288] = b"\xaa" * (12_288 - 100)
        sample_file.write_bytes(content)
    else:
        sample_file.unlink()
    offered: list[str] = []
    starter = make_starter()
    starter._offer = lambda sentence, _made: not offered.append(sentence)
    assert starter.open(str(sample_file))
    settle(qtbot, starter)
    assert starter.window is not None
    assert starter.window.activities.model.rowCount() == 64
    assert len(offered) == 1


def test_a_window_that_another_one_follows_leaves_nothing_in_memory(
    qtbot: QtBot, make_starter: MakeStarter, sample_file: Path
) -> None:
    starter = make_starter()
    for _ in range(2):
        assert starter.open(str(sample_file))
        settle(qtbot, starter)
    assert starter.window is not None
    before = ref(starter.window)
    assert starter.open(str(sample_file))
    settle(qtbot, starter)
    qtbot.waitUntil(lambda: is_collected(before))


def is_collected(window: ReferenceType[MainWindow]) -> bool:
    gc.collect()
    return window() is None
