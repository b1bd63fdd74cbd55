"""A screen of its own for the programs that are compared: what they draw is read from its memory, whoever drew it."""

import mmap
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

_WIDTH, _HEIGHT = 1280, 800
_LOOK = 0.004
"""Seconds between two looks at the screen."""

_REST = 3.0
"""Seconds without a change, and without work, after which a program has come to rest."""

_IDLE = 0.1
"""Seconds of processor time that a program at rest may take in that time: a cursor blinks. One that reads a large file
shows the same empty window meanwhile."""

_LONGEST = 60.0
NEVER = _LONGEST * 1000
"""Milliseconds after which a program is waited for no longer."""

_ALIKE = 0.85
"""Part of the lines of pixels that must be as they are at rest: a cursor blinks, a first row gets the focus."""

Picture = tuple[bytes, ...]


def has_screen() -> bool:
    """Whether this machine can make such a screen."""
    return shutil.which("Xvfb") is not None


class Screen:
    """An X server without a monitor, with a window manager where there is one."""

    def __enter__(self) -> "Screen":
        self._folder = tempfile.TemporaryDirectory()
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{_WIDTH}x{_HEIGHT}x24", "-nolisten", "tcp"]
        self._server = _started([*command, "-fbdir", self._folder.name], {}, pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = f":{pipe.readline().strip()}"
        with open(Path(self._folder.name) / "Xvfb_screen0", "rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        head = struct.unpack(">25I", self._memory[:100])
        self._start, self._line = head[0] + 12 * head[19], head[12]
        self._manager = _started(["openbox"], {"DISPLAY": self.name}) if shutil.which("openbox") else None
        time.sleep(0.5)
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._memory.close()
        for process in filter(None, (self._manager, self._server)):
            _ended(process)
        self._folder.cleanup()

    def at_rest(self, command: Sequence[str], environment: dict[str, str]) -> tuple[Picture, float]:
        """What the middle of the screen holds once a program draws nothing any more, and its megabytes then."""
        process = self._program(command, environment)
        blank = last = self._middle()
        since = begun = time.monotonic()
        worked = 0.0
        while time.monotonic() - begun < _LONGEST:
            time.sleep(0.1)
            now, work = self._middle(), _work(process)
            if now != last or work - worked > _IDLE:
                last, worked, since = now, work, time.monotonic()
            elif now != blank and time.monotonic() - since > _REST:
                break
        memory = _memory(process)
        self._end(process, blank)
        return last, memory

    def until_drawn(self, command: Sequence[str], environment: dict[str, str], wanted: Picture) -> float:
        """Milliseconds from the start of a program until the middle of the screen is as wanted."""
        blank, begun = self._middle(), time.perf_counter()
        process = self._program(command, environment)
        while not is_like(self._middle(), wanted) and time.perf_counter() - begun < _LONGEST:
            time.sleep(_LOOK)
        took = (time.perf_counter() - begun) * 1000
        self._end(process, blank)
        return took

    def _program(self, command: Sequence[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        return _started(command, {**environment, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"})

    def _end(self, process: subprocess.Popen[bytes], blank: Picture) -> None:
        """Ends a program and waits until it is gone from the screen."""
        _ended(process)
        begun = time.monotonic()
        while self._middle() != blank and time.monotonic() - begun < 5:
            time.sleep(0.05)

    def _middle(self) -> Picture:
        """The lines of pixels in the middle of the screen, where every program has its rows."""
        lines = range(_HEIGHT * 3 // 10, _HEIGHT * 6 // 10, 2)
        first, last = 4 * (_WIDTH // 5), 4 * (_WIDTH * 9 // 20)
        starts = (self._start + number * self._line for number in lines)
        return tuple(self._memory[start + first : start + last] for start in starts)


def is_like(now: Picture, wanted: Picture) -> bool:
    """Whether nearly all lines of two pictures are the same."""
    return sum(map(bytes.__eq__, now, wanted)) >= _ALIKE * len(wanted)


def _memory(process: subprocess.Popen[bytes]) -> float:
    """The megabytes that a program and all that it has started hold."""
    return _of_group(process, _resident) / 1024


def _work(process: subprocess.Popen[bytes]) -> float:
    """The seconds of processor time that a program and all that it has started took so far."""
    return _of_group(process, _ticks) / os.sysconf("SC_CLK_TCK")


def _of_group(process: subprocess.Popen[bytes], count: Callable[[Path], int]) -> int:
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == process.pid:
                total += count(folder)
        except OSError:
            continue  # it has ended meanwhile
    return total


def _resident(folder: Path) -> int:
    lines = (folder / "smaps_rollup").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Rss:")), 0)


def _ticks(folder: Path) -> int:
    after_name = (folder / "stat").read_text().rpartition(")")[2].split()
    return int(after_name[11]) + int(after_name[12])


def _started(command: Sequence[str], environment: dict[str, str], pass_fds: Sequence[int] = ()) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=quiet, stderr=quiet, pass_fds=pass_fds, start_new_session=True
    )


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Ends a program with all that it has started: they are a group of their own."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)
