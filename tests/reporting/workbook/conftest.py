"""Workbooks of the sample and of activities made by hand."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest

from pct_tracker.domain.activity import Activity
from pct_tracker.figures.counts import count_figures
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.annex import build_annex
from pct_tracker.reporting.workbook.build import build_workbook
from pct_tracker.reporting.workbook.sheets import Workbook
from pct_tracker.reporting.workbook.writer import write_workbook

MakeWorkbook = Callable[..., Workbook]


@pytest.fixture(scope="session")
def make_workbook(activities: list[Activity], reference: Reference) -> MakeWorkbook:
    """Makes the workbook on 2024 of these activities, or of the sample; `planned` go into a second annex."""

    def make(some: Sequence[Activity] = activities, language: str = "en", planned: Sequence[Activity] = ()) -> Workbook:
        lists = (some, planned) if planned else (some,)
        annexes = [build_annex(one, reference, language=language, year=2024) for one in lists]
        return build_workbook(annexes, some, {55}, count_figures(some, reference), reference, language=language, year=2024)

    return make


@pytest.fixture(scope="session")
def opened() -> Callable[[Workbook], Any]:
    """Writes a workbook and opens it again."""

    def open_(workbook: Workbook) -> Any:
        stream = io.BytesIO()
        write_workbook(workbook, stream)
        return openpyxl.load_workbook(stream)

    return open_
