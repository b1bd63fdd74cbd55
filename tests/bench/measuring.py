"""A figure, its floor of the same run, and how they are taken."""

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Measure:
    """`value` and `floor` in `unit`; the worst of the runs beside the median. `goal` is what the value should stay below."""

    name: str
    size: int
    value: float
    worst: float
    floor: float | None = None
    goal: float | None = None
    unit: str = "ms"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def timed(work: Callable[[], object], runs: int = 7, before: Callable[[], object] | None = None) -> tuple[float, float]:
    """The median and the worst time of some runs, in milliseconds; `before` each is not counted."""
    times = []
    for _ in range(runs):
        if before is not None:
            before()
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), max(times)


def peak_memory() -> float:
    """The most memory this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
