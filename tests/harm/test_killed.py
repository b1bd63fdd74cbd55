"""Programs that are killed at any moment: what they acknowledged is there, and no half file is left."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROUNDS = int(os.environ.get("HARM_ROUNDS", "1"))
"""How many times as much harm is done as in the usual suite: `HARM_ROUNDS=50 python -m pytest tests/harm/test_killed.py`."""

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def harm(work: str, folder: Path, times: int, seed: int) -> Any:
    """What became of a work whose programs were killed so many times."""
    command = [sys.executable, "-m", "tests.harm.nursery", work, str(folder), str(times), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300 * ROUNDS, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


WORKS = [("saves", 10), ("imports", 4), ("upgrades", 6), ("backups", 5), ("rotations", 5), ("restores", 5), ("exports", 5)]
"""Each work and how many of its programs are killed; upgrades in turn from each of three older forms of a log."""


@pytest.mark.parametrize(("work", "times"), WORKS)
def test_whatever_was_acknowledged_is_there_and_nothing_is_left_half_done(work: str, times: int, tmp_path: Path) -> None:
    told = harm(work, tmp_path, times * ROUNDS, seed=7)
    assert told["amiss"] == []
    assert told["acknowledged"] > 0
