"""Tables as somebody chooses among them, and layouts that are chosen and remembered."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from annex_inputs import HEADINGS, OTHER_ROW, ROW, write_csv, write_docx, write_xlsx

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.importing.annex import read_annex
from pct_tracker.importing.found_tables import FoundTable, find_tables
from pct_tracker.importing.layout import Choices, Layout, layout_from_json, layout_to_json
from pct_tracker.importing.readers import read_document
from pct_tracker.reference.reference import Reference

FOREIGN = ("Datum", "Art", "Inhalt", "Beschreibung", "Partner", "Ort", "Herkunft", "Wer", "Anzahl")
"""Headings in a seventh language."""


def tables(path: Path, reference: Reference, choices: Choices | None = None) -> tuple[FoundTable, ...]:
    return find_tables(read_document(path, reference.vocabulary), reference, choices or Choices())


def test_tables_tell_what_they_hold(tmp_path: Path, reference: Reference) -> None:
    path = write_docx(
        tmp_path / "a.docx", "Budget", [["What", "How much"], ["Trips", "9"]], "(2019)", [HEADINGS, ROW], [OTHER_ROW]
    )
    budget, annex, page = tables(path, reference)
    assert (budget.is_annex, budget.layout, budget.title, budget.row_count) == (False, None, ("Budget",), 2)
    assert (annex.is_annex, annex.layout, annex.heading) == (True, Layout(REPORTED_FIELDS, 1), HEADINGS)
    assert (annex.sample, annex.row_count, annex.title) == ((ROW,), 1, ("(2019)",))
    assert (page.is_annex, page.layout) == (True, Layout(REPORTED_FIELDS, 0))


def test_a_table_can_be_left_out(tmp_path: Path, reference: Reference) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"2024": [HEADINGS, ROW], "Copy": [HEADINGS, ROW]})
    assert len(read_annex(path, reference).rows) == 2
    reading = read_annex(path, reference, choices=Choices(left_out=frozenset({2})))
    assert (len(reading.rows), reading.notes) == (1, ())


def test_headings_in_unknown_words_are_read_as_chosen(tmp_path: Path, reference: Reference) -> None:
    path = write_csv(tmp_path / "a.csv", [["Liste 2024"], FOREIGN, ROW, OTHER_ROW])
    (found,) = tables(path, reference)
    columns = (*REPORTED_FIELDS[:4], None, *REPORTED_FIELDS[5:])
    layout = Layout(columns, header_rows=2)
    choices = Choices({found.fingerprint: found.keep(layout)})
    (chosen,) = tables(path, reference, choices)
    assert (chosen.is_annex, chosen.heading, chosen.layout) == (True, FOREIGN, layout)
    reading = read_annex(path, reference, choices=choices)
    assert [row.draft.participants for row in reading.rows] == [10, 20]
    assert (reading.year, [(one.name, one.filled) for one in reading.left_out]) == (2024, [])


def test_a_column_that_is_not_chosen_is_told(tmp_path: Path, reference: Reference) -> None:
    path = write_csv(tmp_path / "a.csv", [HEADINGS, ROW, OTHER_ROW])
    (found,) = tables(path, reference)
    choices = Choices({found.fingerprint: Layout((*REPORTED_FIELDS[:8], None))})
    reading = read_annex(path, reference, choices=choices)
    assert [(one.name, one.filled) for one in reading.left_out] == [(HEADINGS[8], 2)]
    assert [row.draft.participants for row in reading.rows] == [None, None]


def test_a_layout_is_found_again_in_another_file(tmp_path: Path, reference: Reference) -> None:
    (one,) = tables(write_csv(tmp_path / "2022.csv", [FOREIGN, ROW]), reference)
    (other,) = tables(write_csv(tmp_path / "2023.csv", [["Jahr 2023"], [name.upper() for name in FOREIGN], OTHER_ROW]), reference)
    (unlike,) = tables(write_csv(tmp_path / "2024.csv", [FOREIGN[::-1], ROW]), reference)
    assert one.fingerprint == other.fingerprint != unlike.fingerprint


@pytest.mark.parametrize("names", [FOREIGN, HEADINGS])
@pytest.mark.parametrize("over", [[], [["Liste 2024"]], [["Liste 2024"], ["Stand: Juni"], ["Entwurf"]]])
def test_a_layout_fits_a_file_with_more_or_fewer_lines_over_the_headings(
    tmp_path: Path, reference: Reference, names: Sequence[str], over: list[list[str]]
) -> None:
    (first,) = tables(write_csv(tmp_path / "one.csv", [["Liste 2024"], ["Büro"], names, ROW, OTHER_ROW]), reference)
    choices = Choices({first.fingerprint: first.keep(Layout(REPORTED_FIELDS, 3))})
    reading = read_annex(write_csv(tmp_path / "a.csv", [*over, names, ROW, OTHER_ROW]), reference, year=2024, choices=choices)
    assert [row.draft.participants for row in reading.rows] == [10, 20]
    assert all(row.reason != "row.above-headings" for row in reading.skipped)


def test_rows_without_headings_are_read_by_their_content_and_told(tmp_path: Path, reference: Reference) -> None:
    moved = [(one[3] + " for officials and users", one[0], one[1], one[2], one[6], one[8]) for one in (ROW, OTHER_ROW)]
    path = write_xlsx(tmp_path / "a.xlsx", {"Log": moved})
    (found,) = tables(path, reference)
    assert found.layout is not None
    assert found.layout.by_content
    reading = read_annex(path, reference)
    assert [row.is_guessed for row in reading.rows] == [True, True]
    assert [(row.draft.month, row.draft.type, row.draft.participants) for row in reading.rows] == [
        ("2024-02", "pct-seminar", 10),
        ("2024-03", "pct-webinar", 20),
    ]
    assert [note.code for note in reading.notes] == ["columns-by-content"]


def test_layouts_are_kept_as_text() -> None:
    layout = Layout(("month", None, "title"), 3)
    assert layout_from_json(layout_to_json(layout)) == layout
    assert layout_from_json('{"columns": ["soul", "title"], "height": -1}') == Layout((None, "title"), -1)
    assert [layout_from_json(text) for text in ("", "[]", "{}", '{"columns": ["soul"], "height": 1}', "1")] == [None] * 5


@pytest.mark.parametrize(
    "kept",
    [
        *("[" * 100_000, '{"columns": 5, "height": 1}'),
        *('{"columns": ["month"], "height": 1e400}', '{"columns": [["month"]], "height": 1}', "NaN", "null", ""),
    ],
)  # fmt: skip
def test_a_kept_layout_that_cannot_be_one_is_none(kept: str) -> None:
    assert layout_from_json(kept) is None
