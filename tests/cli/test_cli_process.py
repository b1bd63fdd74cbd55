"""The command line as a whole: which log, which window, what goes wrong, and the program as a process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pct_tracker import __version__
from pct_tracker.cli import list_activities
from pct_tracker.cli.main import run
from pct_tracker.paths import log_file

ROOT = Path(__file__).parent.parent.parent


class TestWindow:
    """Without a command the window opens."""

    @pytest.mark.parametrize("command", [[], ["gui"]])
    def test_no_command_opens_the_window_on_the_log(self, command: list[str]) -> None:
        opened: list[str] = []

        def open_window(location: str) -> int:
            opened.append(location)
            return 7

        assert run(["--store", "mine.db", *command], open_window) == 7
        assert opened == ["mine.db"]


class TestWhichLog:
    """The log that is meant."""

    def test_the_variable_names_the_log_where_no_option_does(
        self, pct: Any, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PCT_TRACKER_STORE", str(sample_file))
        assert len(pct("list", "--json").json) == 64
        assert pct("--store", tmp_path / "other.db", "list", "--json").json == []

    @pytest.mark.parametrize("variable", [None, ""])
    def test_without_both_it_is_in_the_data_folder(
        self, pct: Any, home: Path, monkeypatch: pytest.MonkeyPatch, variable: str | None
    ) -> None:
        if variable is not None:
            monkeypatch.setenv("PCT_TRACKER_STORE", variable)
        assert pct("list", "--json").json == []
        assert [file.name for file in home.rglob("*.db")] == ["activities.db"]


class TestArguments:
    """What was asked, and what cannot be understood."""

    @pytest.mark.parametrize(
        "arguments",
        [("nothing",), ("list", "--colour"), ("import",), ("backup",), ("list", "--year", "x"), ("--store",), ("list", "more")],
    )
    def test_what_is_not_understood_is_told_in_two_lines(self, pct: Any, arguments: tuple[str, ...]) -> None:
        told = pct(*arguments)
        assert told.refused_plainly
        assert "--help" in told.err.splitlines()[1]
        assert "invalid" not in told.err

    @pytest.mark.parametrize("arguments", [("--help",), ("import", "--help"), ("export", "-h")])
    def test_help_is_no_trouble(self, pct: Any, arguments: tuple[str, ...]) -> None:
        told = pct(*arguments)
        assert (told.status, told.err) == (0, "")
        assert told.out.startswith("usage: pct-tracker")

    def test_the_version_is_told(self, pct: Any) -> None:
        assert (pct("--version").status, pct("--version").out) == (0, f"PCT Tracker {__version__}\n")


class TestMistakesOfTheProgram:
    """What nobody foresaw."""

    @pytest.fixture
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def stumble(_given: object) -> int:
            raise ZeroDivisionError("a secret title")

        monkeypatch.setattr(list_activities, "run", stumble)

    @pytest.mark.usefixtures("broken")
    def test_they_are_told_in_two_lines_without_a_traceback(self, on_sample: Any) -> None:
        told = on_sample("list", "--json")
        assert told.refused_plainly
        assert str(log_file()) in told.err

    def test_a_stop_by_the_user_is_no_mistake(self, on_sample: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def stopped(_given: object) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr(list_activities, "run", stopped)
        told = on_sample("list")
        assert (told.status, told.out, told.err) == (130, "", "")


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """That of a terminal whose character set is none of the six languages'."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**plain, "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONWARNINGS": "error", "PYTHONUTF8": "0"}


def start(*arguments: object, environment: dict[str, str], **how: Any) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "pct_tracker", *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, **how)


class TestProcess:
    """The program as others start it."""

    def test_a_command_speaks_utf_8_and_nothing_but_json(self, sample_file: Path, environment: dict[str, str]) -> None:
        with start("--store", sample_file, "list", "--json", environment=environment, stdout=subprocess.PIPE) as process:
            out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
        assert json.loads(out.decode("utf-8"))[0]["title"]["zh"] == "PCT和ePCT进修培训和诊所"

    def test_trouble_ends_the_process_with_2(self, sample_file: Path, environment: dict[str, str]) -> None:
        with start("--store", sample_file, "check", "--year", 1999, environment=environment, stdout=subprocess.PIPE) as process:
            out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (2, b"")
        assert err.decode("utf-8") == "There are no activities for 1999. Years with activities: 2024.\n"

    @pytest.mark.skipif(os.name == "nt", reason="a pipe is broken differently there")
    @pytest.mark.parametrize("command", [("list", "--json"), ("totals",)], ids=["long", "short"])
    def test_a_reader_that_goes_away_is_no_trouble(
        self, sample_file: Path, environment: dict[str, str], command: tuple[str, ...]
    ) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        with start("--store", sample_file, *command, environment=environment, stdout=writing) as process:
            os.close(writing)
            _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
