"""The real program on a screen: it starts, shows a window that is not blank, and ends when asked."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pct_tracker.app import open_window
from pct_tracker.ui.shell import main_window

picture, take = sys.argv[1], main_window.MainWindow.take

def look(window):
    window.screen().grabWindow(0).save(picture)
    window.close()

def after(window, shown, state):
    shown(state)
    QTimer.singleShot(600, window, lambda: look(window))

def taken(window, tracker):
    take(window, tracker)
    shown = window.undo.show
    window.undo.show = lambda state: after(window, shown, state)

main_window.MainWindow.take = taken
sys.exit(open_window(sys.argv[2]))
"""


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own for the test."""
    if not sys.platform.startswith("linux") or shutil.which("Xvfb") is None:
        assert "CI" not in os.environ, "continuous integration must have Xvfb: see .ci/install-system-libraries"
        pytest.skip("there is no Xvfb on this machine")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(timeout=60)


def test_the_program_shows_the_log_on_a_real_screen(display: str, sample_file: Path, tmp_path: Path) -> None:
    picture = tmp_path / "screen.png"
    homes = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), str(tmp_path))
    environment = {**os.environ, **homes, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-c", _PROGRAM, str(picture), str(sample_file)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 800)
    colours = {image.pixel(x, y) for x in range(0, 1280, 4) for y in range(0, 800, 4)}
    assert len(colours) > 20, "the screen is blank"
