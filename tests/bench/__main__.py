"""`make bench`: prints every figure beside its floor, and adds the run to the history kept beside the logs it measures."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from tests.bench.exporting import measure_exports
from tests.bench.importing import measure_imports
from tests.bench.logs import FOLDER, made_log
from tests.bench.measuring import Measure
from tests.bench.sharing import measure_sharing
from tests.bench.starting import measure_starts
from tests.bench.storing import measure_load, measure_save

_HISTORY = FOLDER / "history.jsonl"
_USUAL_SIZES = (1_000, 100_000)
_MOST_ON_SHEETS = 100_000
"""Activities that still fit on the sheet of another program."""


def measure_window(log: Path, size: int) -> Iterator[Measure]:
    """What the window needs, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.window", str(log), str(size)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ})
    return (Measure(**one) for one in json.loads(answer.stdout.splitlines()[-1]))


def show(measure: Measure, before: float | None) -> None:
    """One line of the table; `before` is the value of the last run."""
    floor = f"{measure.floor:9.1f} {measure.value / measure.floor:6.1f} ×" if measure.floor else " " * 18
    goal = f"{measure.goal:6.0f} {'kept' if measure.value <= measure.goal else 'MISSED'}" if measure.goal else " " * 13
    last = f"{measure.value / before:5.2f} × last" if before else ""
    size = f"{measure.size:,}"
    print(
        f"{measure.name:34}{size:>10}{measure.value:10.1f}{measure.worst:9.1f} {measure.unit} {floor}  {goal:13} {last}",
        flush=True,
    )


def last_values() -> dict[tuple[str, int], float]:
    """What each figure was in the last run that had it."""
    lines = _HISTORY.read_text("utf-8").splitlines() if _HISTORY.exists() else []
    return {(one["name"], one["size"]): one["value"] for line in lines for one in json.loads(line)["measures"]}


def keep(measures: Sequence[Measure]) -> None:
    """Adds a run to the history, one line of JSON."""
    run = {
        "at": datetime.now().isoformat(timespec="seconds"),
        "load": os.getloadavg()[2],
        "measures": [one.as_json() for one in measures],
    }
    with open(_HISTORY, "a", encoding="utf-8") as file:
        file.write(json.dumps(run, ensure_ascii=False) + "\n")


def measured(sizes: Sequence[int]) -> Iterator[Measure]:
    """All figures, for logs of these sizes."""
    for size in sizes:
        log = made_log(size)
        if size <= _MOST_ON_SHEETS:
            yield from measure_starts(log, size)
        yield measure_save(log, size)
        yield from measure_window(log, size)
    yield from measure_load()
    yield from measure_sharing()
    # Last: a process that is started later would be told the memory of this one as its own.
    yield from measure_imports()
    yield from measure_exports()


def main(sizes: Sequence[int]) -> None:
    """Prints the table and keeps the run."""
    FOLDER.mkdir(exist_ok=True)
    before = last_values()
    print(f"{'':34}{'activities':>10}{'median':>10}{'worst':>9}    {'floor':>9} {'ratio':>7}   goal")
    measures = []
    for measure in measured(sizes):
        measures.append(measure)
        show(measure, before.get((measure.name, measure.size)))
    keep(measures)
    print(f"Kept in {_HISTORY}.")
    if (load := os.getloadavg()[2]) > (cores := os.cpu_count() or 1):
        print(f"The machine was busy with other things ({load:.1f} processes on {cores} cores): only ratios mean something.")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or _USUAL_SIZES)
