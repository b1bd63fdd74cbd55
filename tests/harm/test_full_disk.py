"""A disk that is full: one plain sentence, everything that was stored before is there, and it goes on when there is room."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
CROWDED = (sys.executable, "-m", "tests.harm.crowded")
MOUNT = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'
pytest.importorskip("resource", reason="this system has no limits of a process")


def told_by(command: Sequence[str]) -> Any:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["problems"] == []
    assert told["there"] == [*told["acknowledged"], *told["again"]]
    assert len(told["again"]) == 1
    assert told["backup"] in ("backup.no-room", "backup.cannot-write", "made", "nothing")
    assert len(told["backups"]) == (told["backup"] == "made"), "no half backup is left"
    return told


@pytest.mark.parametrize("room", [0, 10_000, 400_000])
def test_a_save_that_finds_no_room_is_refused_and_nothing_before_it_is_lost(room: int, tmp_path: Path) -> None:
    told = told_by((*CROWDED, str(tmp_path / "log.db"), str(room)))
    # The engine takes a limit on files for a fault of the disk; only where the disk itself is full it says so.
    assert told["trouble"] in ("store.unreachable", "store.disk-full")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0 or not shutil.which("unshare"), reason="only root can mount a disk")
def test_a_disk_that_is_full_is_said_to_be(tmp_path: Path) -> None:
    told = told_by(("unshare", "--mount", "sh", "-c", MOUNT, str(tmp_path), *CROWDED, str(tmp_path / "log.db")))
    assert told["trouble"] == "store.disk-full"
    assert told["acknowledged"]
