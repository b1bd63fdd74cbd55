"""The sheets of the workbook as Excel finds them: tables of typed cells, charts beside them."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from builders import make_activity

from pct_tracker.domain.activity import Activity, HeadCount, Origin
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.texts import Texts
from pct_tracker.reporting.workbook.sheets import Sheet, Workbook
from pct_tracker.reporting.workbook.tabs import tab_titles, table_headings
from pct_tracker.reporting.workbook.writer import write_workbook

MakeWorkbook = Callable[..., Workbook]
Opened = Callable[[Workbook], Any]

ENGLISH = ["Activities", "Activities and States", "Totals", "Months", "Types", "Letters", "Regions", "States", "Organizations"]


def sheet_of(workbook: Workbook, name: str) -> Sheet:
    return next(one for one in workbook.sheets if one.name == name)


def column_of(workbook: Workbook, name: str, column: str) -> list[Any]:
    """The values of a column."""
    sheet = sheet_of(workbook, name)
    return [row[sheet.place(column)] for row in sheet.rows]


def cell_of(book: Any, sheet: str, heading: str, line: int = 2) -> Any:
    place = next(cell.column for cell in book[sheet][1] if cell.value == heading)
    return book[sheet].cell(line, place)


def test_the_annex_comes_first_then_the_tables(make_workbook: MakeWorkbook, opened: Opened) -> None:
    assert opened(make_workbook()).sheetnames == ["Annex 2024", *ENGLISH]


def test_what_is_planned_has_an_annex_and_is_not_counted(
    make_workbook: MakeWorkbook, opened: Opened, activities: list[Activity]
) -> None:
    planned = [replace(one, id=one.id + 100, status=Status.PLANNED) for one in activities[:3]]
    workbook = make_workbook(planned=planned)
    book = opened(workbook)
    assert book.sheetnames == ["Annex I 2024", "Annex II, planned 2024", *ENGLISH]
    assert (book["Annex I 2024"].max_row, book["Annex II, planned 2024"].max_row) == (65, 4)
    assert column_of(workbook, "activities", "id") == list(range(1, 65))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_can_be_filtered_and_pivoted(language: str, make_workbook: MakeWorkbook, opened: Opened) -> None:
    workbook = make_workbook(language=language)
    book = opened(workbook)
    for sheet, target in zip(workbook.sheets, book.worksheets[1:], strict=True):
        table = target.tables[sheet.name]
        assert table.ref == f"A1:{target.cell(len(sheet.rows) + 1, len(sheet.columns)).coordinate}" == table.autoFilter.ref
        assert [one.name for one in table.tableColumns] == [cell.value for cell in target[1]]
        assert len({cell.value.casefold() for cell in target[1]}) == len(sheet.columns)
        assert (target.freeze_panes, target.merged_cells.ranges) == ("B2", set())
        assert bool(target.sheet_view.rightToLeft) is (language == "ar")


def test_the_names_in_formulas_are_the_same_in_every_language(make_workbook: MakeWorkbook, opened: Opened) -> None:
    names = {language: sorted(opened(make_workbook(language=language)).defined_names) for language in LANGUAGES}
    assert all(some == names["en"] for some in names.values())
    assert {"activities_participants", "origins_code", "states_benefits", "totals_value"} <= set(names["en"])


def test_cells_have_types(make_workbook: MakeWorkbook, opened: Opened) -> None:
    one = make_activity(7, start=date(2024, 5, 6), end=date(2024, 5, 8), funding="=1+1", online_participants=4)
    book = opened(make_workbook([one]))
    month, start, funding = (cell_of(book, "Activities", name) for name in ("Month", "First day", "Funding"))
    assert (month.value, month.number_format) == (datetime(2024, 5, 1), "yyyy-mm")
    assert (start.value, start.number_format) == (datetime(2024, 5, 6), "yyyy-mm-dd")
    assert (funding.value, funding.data_type) == ("=1+1", "s")
    assert [cell_of(book, "Activities", letter).value for letter in "ABCDEF"] == [1, 1, 0, 0, 0, 0]
    assert [cell_of(book, "Activities", name).value for name in ("Entry", "Participants", "Online participants")] == [7, 20, 4]
    doubtful = cell_of(book, "Activities", "Doubtful")
    assert (doubtful.value, doubtful.number_format) == (0, '[=1]"Yes";[=0]"No";0')


@pytest.mark.parametrize(
    ("month", "told"), [("in spring", "in spring"), ("0001-02", "0001-02-01"), ("0000-02", "0000-02"), (None, None)]
)
def test_a_month_that_excel_does_not_know_stays_in_words(
    month: str | None, told: str | None, make_workbook: MakeWorkbook, opened: Opened
) -> None:
    assert cell_of(opened(make_workbook([make_activity(1, month=month)])), "Activities", "Month").value == told


def test_the_long_sheet_has_a_row_for_each_origin_and_one_for_activities_without(make_workbook: MakeWorkbook) -> None:
    some = [
        make_activity(1, origins=(Origin("KE"), Origin("EP"), Origin("KE"), Origin(text="Atlantis"), Origin("ZZ"))),
        make_activity(2, origins=(), origin_note=Texts({"en": "Many countries"})),
        make_activity(3, origins=()),
    ]
    workbook = make_workbook(some)
    rows = list(zip(*(column_of(workbook, "origins", name) for name in ("id", "code", "name", "kind")), strict=True))
    assert rows == [
        (1, "KE", "Kenya", "State"),
        (1, "EP", "European Patent Office", "Organization"),
        (1, None, "ZZ", "Not specified"),
        (1, None, "Atlantis", "Not specified"),
        (2, None, "Many countries", "Not specified"),
        (3, None, "", "Not specified"),
    ]


def test_an_activity_counts_once_for_each_of_its_regions(make_workbook: MakeWorkbook) -> None:
    some = [
        make_activity(1, origins=(Origin("KE"), Origin("EP"), Origin("GH"), Origin("CO"))),
        make_activity(2, origins=(Origin("EP"),)),
    ]
    workbook = make_workbook(some)
    assert column_of(workbook, "origins", "once_per_region") == [1, 0, 0, 1, 1]
    assert column_of(workbook, "regions", "activities") == [1, 1, 1]


def test_a_head_count_stands_with_its_origin(make_workbook: MakeWorkbook) -> None:
    one = make_activity(1, origins=(Origin("KE"), Origin("CH")), head_counts=(HeadCount("CH", 12),), participants=20)
    workbook = make_workbook([one])
    assert column_of(workbook, "origins", "head_count") == [None, 12]
    assert column_of(workbook, "origins", "participants_of_activity") == [20, 20]
    assert column_of(workbook, "origins", "benefits") == [1, 0]


def test_states_come_by_number_and_all_are_there(make_workbook: MakeWorkbook) -> None:
    workbook = make_workbook(language="zh")
    counts = column_of(workbook, "states", "activities")
    assert counts == sorted(counts, reverse=True)
    assert (len(counts), sum(count > 0 for count in counts)) == (197, 122)
    assert "阿曼" in column_of(workbook, "states", "label")


def test_charts_stand_beside_the_breakdowns(make_workbook: MakeWorkbook, opened: Opened) -> None:
    stream = io.BytesIO()
    write_workbook(make_workbook(), stream)
    book = opened(make_workbook())
    assert {sheet.title: len(sheet._charts) for sheet in book.worksheets if sheet._charts} == dict.fromkeys(ENGLISH[3:], 2)
    assert sum(len(sheet._charts) for sheet in opened(make_workbook([])).worksheets) == 0


def test_the_same_workbook_gives_the_same_bytes(make_workbook: MakeWorkbook) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_workbook(make_workbook(language="ar"), first)
    write_workbook(make_workbook(language="ar"), second)
    assert first.getvalue() == second.getvalue()


def test_titles_of_tabs_are_what_excel_takes() -> None:
    assert tab_titles(["A/B: [x]", "a b   x", "'q'", "l" * 40, "L" * 40, ""]) == (
        "A B   x",
        "a b   x 2",
        "q",
        "l" * 31,
        "L" * 29 + " 2",
        "1",
    )


def test_headings_of_a_table_are_in_one_line_and_differ() -> None:
    assert table_headings(["One\nline", "one line", "Two"]) == ("One line", "one line 2", "Two")
