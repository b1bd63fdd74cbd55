"""What all tests share."""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from pct_tracker.logs import LOGGER
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference
from pct_tracker.services.imports.run import load_sample
from pct_tracker.services.tracker import Tracker

sys.path.insert(0, str(Path(__file__).parent))  # for what several folders share: `from builders import …`
pytest_plugins = ["servers"]
# How long an example takes depends on what else the computer does.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
os.environ["LC_ALL"] = "C.UTF-8"  # the window speaks the language of the system
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything loads Qt
LONGEST_WAIT = 60_000
"""Milliseconds after which what a test waits for is not coming."""


def pytest_itemcollected(item: pytest.Item) -> None:
    # The offscreen platform says this of every window and list it shows; it tells nothing about them.
    item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture(scope="session", autouse=True)
def _data_folder_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is left in the data folder of whoever runs the tests, and nothing is found there."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp("data")))
        yield


def pytest_collection_finish() -> None:
    """What was loaded until now stays: whoever looks for what nobody needs any more need not go through it each time."""
    gc.collect()
    gc.freeze()


class PatientBot(QtBot):
    """Waits as long as a busy computer needs; each wait ends as soon as it may."""

    def waitActive(self, widget: Any, *, timeout: int = LONGEST_WAIT) -> Any:  # noqa: N802 - named by pytest-qt
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: Any, *, timeout: int = LONGEST_WAIT) -> Any:  # noqa: N802 - named by pytest-qt
        return super().waitExposed(widget, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = LONGEST_WAIT, **how: Any) -> Any:  # noqa: N802 - named by pytest-qt
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitSignals(self, signals: Any, *, timeout: int = LONGEST_WAIT, **how: Any) -> Any:  # noqa: N802 - named by pytest-qt
        return super().waitSignals(signals, timeout=timeout, **how)

    def waitUntil(self, callback: Any, *, timeout: int = LONGEST_WAIT) -> None:  # noqa: N802 - named by pytest-qt
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: Any, request: pytest.FixtureRequest) -> Iterator[QtBot]:
    """As long as a test has windows, nothing is collected on another thread, as in the program."""
    from pct_tracker.ui.common.garbage import GarbageCollector

    collector = GarbageCollector(qapp)
    yield PatientBot(request)
    collector.deleteLater()
    gc.enable()


@pytest.fixture(autouse=True)
def _no_log_file_of_an_earlier_test() -> Iterator[None]:
    """A command that was run in this process has begun the log file; the next test begins without one.

    A tool that another test runs silences what was there before it.
    """
    yield
    while LOGGER.handlers:
        LOGGER.removeHandler(handler := LOGGER.handlers[0])
        handler.close()
    LOGGER.propagate, LOGGER.disabled = True, False


@pytest.fixture(autouse=True)
def _no_window_of_an_earlier_test() -> Iterator[None]:
    """What a test has closed is gone before the next one begins.

    Qt deletes it when a loop of events runs again, which may be long after: until then each change of the theme styles all
    of it once more, and a signal of the application still reaches it.
    """
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with the sample of 2024, to be copied, not to be opened."""
    file = tmp_path_factory.mktemp("sample") / "sample.db"
    tracker = Tracker.open(file, author="somebody")
    load_sample(tracker)
    copy = file.with_name("copy.db")
    tracker.store.backup(copy)
    tracker.close()
    return copy


@pytest.fixture
def sample_file(sample_store: Path, tmp_path: Path) -> Path:
    """A log of its own with the sample of 2024."""
    return Path(shutil.copy(sample_store, tmp_path / "activities.db"))


@pytest.fixture
def sample_tracker(sample_file: Path) -> Iterator[Tracker]:
    """An open log with the sample of 2024."""
    tracker = Tracker.open(sample_file, author="somebody")
    yield tracker
    tracker.close()


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log that holds nothing, to be copied, not to be opened: making one takes longer."""
    file = tmp_path_factory.mktemp("empty") / "empty.db"
    Tracker.open(file, author="somebody").close()
    return file


@pytest.fixture
def empty_tracker(empty_store: Path, tmp_path: Path) -> Iterator[Tracker]:
    """An open log that holds nothing."""
    tracker = Tracker.open(Path(shutil.copy(empty_store, tmp_path / "empty.db")), author="somebody")
    yield tracker
    tracker.close()
