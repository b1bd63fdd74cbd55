"""What the database library loads for engines that nobody makes is loaded only when somebody uses it."""

import subprocess
import sys

import pytest


def _run(code, *arguments):
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


_OPEN = """
import sys
from pct_tracker.services.tracker import Tracker
with __import__("contextlib").closing(Tracker.open(sys.argv[1])) as tracker:
    tracker.findings(2024)
    try:
        tracker.store._read(lambda connection: connection.exec_driver_sql("SELECT nothing"))
    except Exception as error:
        assert "nothing" in str(error)
"""


def test_a_log_is_opened_and_judged_and_an_error_is_met_without_it(tmp_path):
    code = _OPEN + 'print(sorted(name for name in ("asyncio.events", "ssl") if name in sys.modules))'
    assert _run(code, str(tmp_path / "log.db")) == "[]"


_THEIRS = "from sqlalchemy.util.concurrency import asyncio as theirs; import asyncio; "


@pytest.mark.parametrize(
    "use",
    [
        "import asyncio; asyncio.run(asyncio.sleep(0)); print(asyncio.__name__)",
        "from asyncio import run, sleep; run(sleep(0)); print('asyncio')",
        "import asyncio.events; asyncio.events.new_event_loop().close(); print('asyncio')",
        "import asyncio.tasks as tasks; print(tasks.__package__)",
        _THEIRS + "assert theirs.Lock is asyncio.Lock; print(asyncio.__name__)",
        _THEIRS + "asyncio.Lock; assert theirs.CancelledError is asyncio.CancelledError; print(asyncio.__name__)",
    ],
)
def test_whoever_uses_it_gets_the_real_one(tmp_path, use):
    assert _run(f"{_OPEN}\n{use}", str(tmp_path / "log.db")) == "asyncio"
