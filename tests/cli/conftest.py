"""Commands run in this process on a log of their own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pct_tracker.cli.main import run


@dataclass(frozen=True)
class Told:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output; anything beside it is a trouble."""
        return json.loads(self.out)

    @property
    def refused_plainly(self) -> bool:
        """Whether it was not done, and said so in one or two lines."""
        lines = self.err.strip().splitlines()
        return self.status == 2 and self.out == "" and 1 <= len(lines) <= 2 and "Traceback" not in self.err


Command = Callable[..., Told]


def open_no_window(location: str) -> int:
    raise AssertionError(f"a window was opened on {location}")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, so that no test finds or leaves anything in somebody's."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.delenv("PCT_TRACKER_STORE", raising=False)
    return folder


@pytest.fixture
def pct(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line as it stands."""

    def command(*arguments: object) -> Told:
        status = run(list(map(str, arguments)), open_no_window)
        out, err = capsys.readouterr()
        return Told(status, out, err)

    return command


@pytest.fixture
def on_sample(pct: Command, sample_file: Path) -> Command:
    """Runs a command on a log with the sample of 2024."""
    return lambda *arguments: pct("--store", sample_file, *arguments)


@pytest.fixture
def on_empty(pct: Command, tmp_path: Path) -> Command:
    """Runs a command on a log that is not there yet."""
    return lambda *arguments: pct("--store", tmp_path / "empty.db", *arguments)
