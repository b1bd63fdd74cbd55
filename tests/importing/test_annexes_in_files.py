"""How an annex is found in a file, and what its rows, title lines and headings say."""

from datetime import date
from pathlib import Path

import pytest
from annex_inputs import HEADINGS, OTHER_ROW, ROW, row, write_csv, write_docx, write_xlsx

from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.importing.annex import read_annex
from pct_tracker.importing.found_tables import find_tables
from pct_tracker.importing.headings import count_headings, find_header
from pct_tracker.importing.layout import Choices
from pct_tracker.importing.readers import read_document
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.reference.reference import Reference


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_known_in_every_language(language: str, vocabulary: Vocabulary) -> None:
    header = find_header([vocabulary.column_label(column, language) for column in vocabulary.columns], vocabulary)
    assert header is not None
    assert (list(header.places.values()), header.language) == (list(range(9)), language)


def test_a_heading_broken_into_lines_is_known(vocabulary: Vocabulary) -> None:
    assert count_headings(["参与者\n来源", "Type of\nActivity", "Remarks"], vocabulary) == 2


@pytest.mark.parametrize(
    "headings",
    [
        ["Date", "Description", "Location", "Remarks"],  # too few
        ["Type", "Content", "Location", "Origin", "Number"],  # neither date nor description
        ["Date", "Date", "Dates", "Description", "Location"],  # five cells, three columns
    ],
)
def test_a_row_that_names_too_little_is_no_header(headings: list[str], vocabulary: Vocabulary) -> None:
    assert find_header(headings, vocabulary) is None


def test_columns_may_stand_in_any_order_beside_unknown_ones(tmp_path: Path, reference: Reference) -> None:
    rows = [("No.", *reversed(HEADINGS), "Remarks"), ("1", *reversed(ROW), "late")]
    read = read_annex(write_csv(tmp_path / "a.csv", rows), reference).rows[0]
    assert read.cells == ROW
    assert (read.draft.title["en"], read.draft.participants) == ("National Seminar", 10)


def test_a_second_type_is_that_of_participants(tmp_path: Path, reference: Reference) -> None:
    headings = ("Date", "Type", "Content", "Description", "Co-organizers", "Location", "Origin", "Type", "Number")
    read = read_annex(write_csv(tmp_path / "a.csv", [headings, ROW]), reference).rows[0]
    assert (read.draft.type, read.draft.participant_types) == ("pct-seminar", ("offices",))


def test_a_group_of_headings_stands_over_its_words(tmp_path: Path, reference: Reference) -> None:
    upper = (*HEADINGS[:6], "Participants", "", "")
    reading = read_annex(write_csv(tmp_path / "a.csv", [upper, (*[""] * 6, "Origin", "Type", "Number"), ROW]), reference)
    assert [one.cells for one in reading.rows] == [ROW]
    assert (reading.left_out, reading.skipped) == ((), ())


def test_a_column_that_nobody_knows_is_told_with_its_cells(tmp_path: Path, reference: Reference) -> None:
    rows = [(*HEADINGS, "Remarks", ""), (*ROW, "late", "x"), (*OTHER_ROW, "", "y")]
    reading = read_annex(write_csv(tmp_path / "a.csv", rows), reference)
    assert [(one.name, one.filled) for one in reading.left_out] == [("Remarks", 1), ("11", 2)]


def test_columns_may_be_missing(tmp_path: Path, reference: Reference) -> None:
    read = read_annex(write_csv(tmp_path / "a.csv", [HEADINGS[:7], ROW[:7]]), reference).rows[0]
    assert read.cells == (*ROW[:7], "", "")
    assert read.draft.participants is None


def test_title_rows_above_the_headings_tell_the_year(tmp_path: Path, reference: Reference) -> None:
    rows = [["Technical assistance"], ["(carried out in 2019)"], [], HEADINGS, row(month="March")]
    reading = read_annex(write_csv(tmp_path / "a.csv", rows), reference)
    assert (reading.year, reading.rows[0].draft.year, reading.rows[0].draft.month) == (2019, 2019, "2019-03")


def test_the_year_that_is_given_counts_before_the_one_in_the_file(tmp_path: Path, reference: Reference) -> None:
    path = write_docx(tmp_path / "annex-2024.docx", "(carried out in 2024)", [HEADINGS, ROW])
    assert read_annex(path, reference, year=2023).rows[0].draft.year == 2023


def test_without_a_title_the_name_of_the_file_tells_the_year(tmp_path: Path, reference: Reference) -> None:
    path = write_csv(tmp_path / "annex of 2023.csv", [HEADINGS, ROW])
    assert read_annex(path, reference).year == 2023


def test_else_the_year_of_nearly_all_dates_is_taken(tmp_path: Path, reference: Reference) -> None:
    rows = [HEADINGS, row(month="2021-01"), *(row(month=f"2022-0{number}") for number in range(1, 6)), row(month="unknown")]
    reading = read_annex(write_csv(tmp_path / "annex.csv", rows), reference)
    assert {one.draft.year for one in reading.rows} == {2022}


def test_an_annex_of_two_years_reports_each_row_in_the_year_of_its_date(tmp_path: Path, reference: Reference) -> None:
    rows = [["(carried out in 2012 and so far in 2013)"], HEADINGS, row(month="2012-05"), row(month="2013-01")]
    reading = read_annex(write_csv(tmp_path / "annex.csv", rows), reference)
    assert [one.draft.year for one in reading.rows] == [2012, 2013]


def test_paragraphs_far_above_the_table_say_nothing_about_it(tmp_path: Path, reference: Reference) -> None:
    prose = ["In 2012 activities were planned."] + ["A paragraph of the report."] * 10
    path = write_docx(tmp_path / "report.docx", *prose, "Activities", [HEADINGS, ROW])
    read = read_annex(path, reference).rows[0]
    assert (read.draft.year, read.draft.status) == (2024, Status.HELD)


PLANNED = [
    "(planned for 2024)",
    "(prévues pour 2024)",
    "(previstas para 2024)",
    "(запланированные на 2024 г.)",
    "（2024年计划开展）",
    "(المزمع تنفيذها في عام 2024)",
]


@pytest.mark.parametrize("title", PLANNED)
def test_a_title_that_announces_plans_makes_them_planned(title: str, tmp_path: Path, reference: Reference) -> None:
    path = write_docx(tmp_path / "annex.docx", "Technical assistance", title, [HEADINGS, ROW])
    assert read_annex(path, reference).rows[0].draft.status is Status.PLANNED
    assert read_annex(path, reference, status=Status.CANCELLED).rows[0].draft.status is Status.CANCELLED


def test_a_document_with_two_annexes_gives_both(tmp_path: Path, reference: Reference) -> None:
    path = write_docx(
        tmp_path / "report.docx",
        "Annex I",
        "(carried out in 2024)",
        [HEADINGS, ROW],
        "Annex II",
        "(planned for 2025)",
        [HEADINGS, row(month="2025-05")],
    )
    reading = read_annex(path, reference)
    assert [(one.number, one.draft.year, one.draft.status) for one in reading.rows] == [
        (1, 2024, Status.HELD),
        (2, 2025, Status.PLANNED),
    ]


def test_pages_with_their_own_headings_keep_the_title_of_the_first(tmp_path: Path, reference: Reference) -> None:
    path = write_docx(tmp_path / "report.docx", "(planned for 2025)", [HEADINGS, ROW], "Annex, page 2", [HEADINGS, OTHER_ROW])
    assert {(one.draft.year, one.draft.status) for one in read_annex(path, reference).rows} == {(2025, Status.PLANNED)}


def test_a_page_with_nothing_but_the_rest_of_a_row_belongs_to_the_annex(tmp_path: Path, reference: Reference) -> None:
    begun, rest = row(title="National"), ("", "", "", "Seminar", "", "", "", "", "")
    reading = read_annex(write_docx(tmp_path / "report.docx", [HEADINGS, begun], "Annex, page 2", [rest]), reference)
    assert ([one.draft.title["en"] for one in reading.rows], reading.notes) == (["National Seminar"], ())


def test_a_line_between_the_rows_can_announce_the_plans(tmp_path: Path, reference: Reference) -> None:
    rows = [["(carried out in 2024)"], HEADINGS, ROW, ["Planned for the rest of 2024"], HEADINGS, OTHER_ROW]
    reading = read_annex(write_csv(tmp_path / "annex.csv", rows), reference)
    assert [one.draft.status for one in reading.rows] == [Status.HELD, Status.PLANNED]


def test_a_section_of_plans_may_have_other_columns(tmp_path: Path, reference: Reference) -> None:
    rows = [["(carried out in 2024)"], HEADINGS, ROW, ["Planned for 2025"], HEADINGS[:8], row(month="June")[:8]]
    reading = read_annex(write_xlsx(tmp_path / "log.xlsx", {"Log": rows}), reference)
    assert [(one.draft.status, one.draft.month) for one in reading.rows] == [
        (Status.HELD, "2024-02"),
        (Status.PLANNED, "2025-06"),
    ]


def test_a_description_alone_is_an_activity_whatever_words_it_uses(tmp_path: Path, reference: Reference) -> None:
    alone = ("", "", "", "CAPI计划第八期", "", "", "", "", "")
    reading = read_annex(write_csv(tmp_path / "a.csv", [HEADINGS, ROW, alone]), reference)
    assert [one.cells for one in reading.rows] == [ROW, alone]


def test_repeated_headings_and_empty_rows_are_no_activities(tmp_path: Path, reference: Reference) -> None:
    reading = read_annex(write_csv(tmp_path / "a.csv", [HEADINGS, ROW, [""] * 9, HEADINGS, OTHER_ROW, []]), reference)
    assert (len(reading.rows), reading.skipped) == (2, ())


def test_rows_that_are_no_activities_are_told_with_their_reason(tmp_path: Path, reference: Reference) -> None:
    total = ("Total", "", "", "", "", "", "", "", "30")
    other_total = ("", "", "", "Total", "", "", "", "", "30")
    title = ("First quarter", *[""] * 8)
    stray = ("soon", "PCT Seminar", "", "", "", "Oman (OM)", "", "", "")
    reading = read_annex(write_csv(tmp_path / "a.csv", [HEADINGS, title, ROW, stray, total, other_total]), reference)
    assert len(reading.rows) == 1
    assert [(one.cells[0], one.reason) for one in reading.skipped] == [
        ("First quarter", "row.title"),
        ("soon", "row.without-date-and-title"),
        ("Total", "row.total"),
        ("", "row.total"),
    ]


def test_a_row_with_only_a_date_or_only_a_title_is_an_activity(tmp_path: Path, reference: Reference) -> None:
    rows = [HEADINGS, row(title=""), row(month="")]
    assert len(read_annex(write_csv(tmp_path / "a.csv", rows), reference).rows) == 2


@pytest.mark.parametrize(
    ("language", "title", "kind"),
    [
        ("zh", "PCT培训和ePCT", "PCT培训"),
        ("ru", "Семинар по PCT", "?"),
        ("ar", "ندوة عن PCT", "?"),
        ("fr", "Formation", "Séminaire PCT"),
        ("en", "?", "?"),
    ],
)
def test_under_headings_of_no_language_the_rows_tell_theirs(
    language: str, title: str, kind: str, tmp_path: Path, reference: Reference
) -> None:
    headings = ("month", "type", "contents", "title", "venue")
    path = write_csv(tmp_path / "a.csv", [headings, ("2024-02", kind, "A", title, "OM")])
    assert read_annex(path, reference).languages == (language,)
    assert read_annex(path, reference, language="es").languages == ("es",)


def test_a_doubtful_row_is_read_all_the_same(tmp_path: Path, reference: Reference) -> None:
    doubtful = row(month="soon", venue="Atlantis", participants="about a dozen")
    read = read_annex(write_csv(tmp_path / "a.csv", [HEADINGS, doubtful]), reference).rows[0]
    assert {doubt.rule for doubt in read.draft.doubts} == {"date.unreadable", "place.unknown", "participants.unreadable"}
    assert read.draft.source_cells == doubtful


def test_a_field_finds_the_cell_it_was_read_from(tmp_path: Path, reference: Reference) -> None:
    read = read_annex(write_csv(tmp_path / "a.csv", [HEADINGS, ROW]), reference).rows[0]
    assert [read.cell(field) for field in ("month", "start", "modality", "venue", "origin_note", "participants", "funding")] == [
        "2024-02",
        "2024-02",
        "Oman (OM)",
        "Oman (OM)",
        "Oman (OM)",
        "10",
        "",
    ]


def test_real_dates_of_a_sheet_are_days(tmp_path: Path, reference: Reference) -> None:
    rows = [HEADINGS, (date(2024, 3, 12), *ROW[1:8], 10)]
    read = read_annex(write_xlsx(tmp_path / "a.xlsx", {"Activities": rows}), reference).rows[0]
    assert (read.draft.month, read.draft.start, read.draft.participants) == ("2024-03", date(2024, 3, 12), 10)


def test_a_file_over_several_years_reports_each_row_in_its_own_year(tmp_path: Path, reference: Reference) -> None:
    lines = [f"{2020 + row % 3}-05,PCT Seminar,B,Seminar {row},Online,KE,Offices,10" for row in range(9)]
    file = tmp_path / "log.csv"
    file.write_text("\n".join(["Date,Type,Content,Description,Location,Origin,Participant types,Number", *lines]), "utf-8")
    years = [row.draft.year for row in read_annex(file, reference).rows]
    assert years == [2020, 2021, 2022] * 3


def test_a_single_date_of_another_year_is_taken_for_a_slip(tmp_path: Path, reference: Reference) -> None:
    months = ["2024-05"] * 8 + ["2042-05"]
    lines = [f"{month},PCT Seminar,B,Seminar {row},Online,KE,Offices,10" for row, month in enumerate(months)]
    file = tmp_path / "log.csv"
    file.write_text("\n".join(["Date,Type,Content,Description,Location,Origin,Participant types,Number", *lines]), "utf-8")
    assert {row.draft.year for row in read_annex(file, reference).rows} == {2024}


def test_rows_of_several_cells_above_the_headings_are_told(tmp_path: Path, reference: Reference) -> None:
    above = ("Prepared by", "Ana", *[""] * 7)
    file = write_csv(tmp_path / "annex.csv", [above, ("Carried out in 2024", *[""] * 8), HEADINGS, ROW, OTHER_ROW])
    reading = read_annex(file, reference)
    assert [(one.cells[:2], one.reason) for one in reading.skipped] == [(("Prepared by", "Ana"), "row.above-headings")]
    assert (len(reading.rows), reading.year) == (2, 2024)


def test_rows_of_several_cells_above_a_chosen_first_row_are_told_and_two_lines_of_headings_are_not(
    tmp_path: Path, reference: Reference
) -> None:
    above = ("Prepared by", "Ana", *[""] * 7)
    file = write_csv(tmp_path / "annex.csv", [above, HEADINGS, ROW, OTHER_ROW])
    document = read_document(file, reference.vocabulary)
    [table] = find_tables(document, reference)
    assert table.layout is not None
    reading = read_annex(file, reference, choices=Choices({table.fingerprint: table.layout}))
    assert [one.reason for one in reading.skipped] == ["row.above-headings"]
