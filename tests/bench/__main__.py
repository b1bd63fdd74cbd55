"""`make bench`: prints every figure beside its floor, and adds the run to the history kept beside the logs it measures."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from pct_tracker.domain.change import Edit, Step
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.revisions import HEAD
from tests.bench.exporting import measure_exports
from tests.bench.importing import measure_imports
from tests.bench.made_up import make_drafts
from tests.bench.measuring import Measure
from tests.bench.storing import measure_load, measure_save

_FOLDER = Path(".bench")
_HISTORY = _FOLDER / "history.csv"
_USUAL_SIZES = (1_000, 100_000)
_AT_ONCE = 20_000


def made_log(size: int) -> Path:
    """A log of this size, made once for each schema."""
    log = _FOLDER / f"{HEAD}-{size}.db"
    if not log.exists():
        print(f"Making a log of {size:,} activities, once …", file=sys.stderr)
        unfinished = log.with_suffix(".unfinished.db")
        unfinished.unlink(missing_ok=True)
        drafts = make_drafts(size)
        with closing(Tracker.open(unfinished)) as tracker:
            while part := tuple(draft for draft, _ in zip(drafts, range(_AT_ONCE), strict=False)):
                tracker.do(Edit(Step("import", {"file": "…", "count": len(part)}), added=part))
        unfinished.rename(log)
    return log


def measure_window(log: Path, size: int) -> Iterator[Measure]:
    """What the window needs, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.window", str(log), str(size)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ})
    return (Measure(**one) for one in json.loads(answer.stdout.splitlines()[-1]))


def show(measure: Measure) -> None:
    """One line of the table."""
    floor = f"{measure.floor:9.1f} {measure.value / measure.floor:6.1f} ×" if measure.floor else " " * 18
    goal = f"{measure.goal:6.0f} {'kept' if measure.value <= measure.goal else 'MISSED'}" if measure.goal else ""
    size = f"{measure.size:,}"
    print(f"{measure.name:34}{size:>10}{measure.value:10.1f}{measure.worst:9.1f} {measure.unit} {floor}  {goal}", flush=True)


def keep(measures: Sequence[Measure]) -> None:
    """Adds a run to the history."""
    is_new = not _HISTORY.exists()
    with open(_HISTORY, "a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        if is_new:
            writer.writerow(["at", "name", "size", "value", "worst", "floor", "goal", "unit"])
        now = datetime.now().isoformat(timespec="seconds")
        writer.writerows([now, *one.as_json().values()] for one in measures)


def main(sizes: Sequence[int]) -> None:
    """Measures logs of these sizes."""
    _FOLDER.mkdir(exist_ok=True)
    print(f"{'':34}{'activities':>10}{'median':>10}{'worst':>9}    {'floor':>9} {'ratio':>7}   goal")
    measures = []

    def take(measure: Measure) -> None:
        measures.append(measure)
        show(measure)

    take(measure_load())
    for size in sizes:
        log = made_log(size)
        take(measure_save(log, size))
        for measure in measure_window(log, size):
            take(measure)
    # Last: a process that is started later would be told the memory of this one as its own.
    for measure in (*measure_imports(), *measure_exports()):
        take(measure)
    keep(measures)
    print(f"Kept in {_HISTORY}.")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or _USUAL_SIZES)
