"""Files into the log: once, again, in another language, and never over what somebody edited."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from builders import changing

from pct_tracker.domain.activity import REPORTED_FIELDS, Activity, Origin
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.imports.run import (
    Choices,
    ImportResult,
    layout_from_json,
    layout_to_json,
    load_sample,
    open_document,
    outcomes_of,
    read_document_rows,
    read_file,
    read_sample,
    review_import,
    store_import,
    tables_of,
    try_import,
)
from pct_tracker.services.progress import Progress
from pct_tracker.services.tracker import Tracker

ANNEX = Path(__file__).parent.parent / "files" / "annex-2024"
ZH, EN = ANNEX / "annex-2024-zh.docx", ANNEX / "annex-2024-en.docx"


def bring_in(tracker: Tracker, path: Path, **asked: object) -> ImportResult:
    return store_import(tracker, review_import(tracker, read_file(tracker, path, **asked)))


def counts(result: ImportResult) -> tuple[int, int, int]:
    return result.review.count("new"), result.review.count("changed"), result.review.count("same")


def everything(tracker: Tracker) -> list[Activity]:
    return tracker.activities(ActivityQuery())


def printed_rows() -> list[list[str]]:
    with open(ANNEX / "annex-2024-zh.csv", encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))[1:]


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with open(ANNEX / "annex-2024-zh.csv", encoding="utf-8-sig", newline="") as lines:
        headings = next(csv.reader(lines))
    with open(path, "w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([headings, *rows])
    return path


@pytest.fixture
def imported(empty_tracker: Tracker) -> Tracker:
    """A log with the printed Chinese annex of 2024."""
    bring_in(empty_tracker, ZH)
    return empty_tracker


def test_a_file_is_stored_as_one_step_that_names_it(empty_tracker: Tracker) -> None:
    result = bring_in(empty_tracker, ZH)
    assert counts(result) == (64, 0, 0)
    assert result.change is not None
    assert (result.change.step.code, result.change.step.params) == ("import", {"file": ZH.name, "count": 64})
    assert len(everything(empty_tracker)) == 64
    empty_tracker.undo()
    assert everything(empty_tracker) == []


def test_rows_of_the_same_month_keep_the_order_of_the_file(imported: Tracker) -> None:
    assert [list(one.source_cells) for one in everything(imported)][:10] == [
        list(row.cells) for row in read_file(imported, ZH).rows
    ][:10]


@pytest.mark.parametrize("again", ["annex-2024-zh.docx", "annex-2024-zh.xlsx", "annex-2024-zh.csv", "annex-2024-zh.txt"])
def test_the_same_rows_again_are_the_same_whatever_the_kind_of_file(imported: Tracker, again: str) -> None:
    before, undo = everything(imported), imported.undo_state()
    result = bring_in(imported, ANNEX / again)
    assert (counts(result), result.change, result.findings) == ((0, 0, 64), None, ())
    assert everything(imported) == before
    assert imported.undo_state() == undo


def test_another_language_fills_in_the_texts_and_changes_nothing_else(imported: Tracker) -> None:
    before = everything(imported)
    result = bring_in(imported, EN)
    assert counts(result) == (0, 64, 0)
    after = everything(imported)
    assert all(set(one.title) == {"zh", "en"} for one in after)
    for old, new in zip(before, after, strict=True):
        assert old.title["zh"] == new.title["zh"]
        kept = {"title": old.title, "co_organizers": old.co_organizers, "origin_note": old.origin_note, "doubts": old.doubts}
        assert new.with_fields(**kept) == old.content()


def test_both_files_again_are_the_same_then(imported: Tracker) -> None:
    bring_in(imported, EN)
    assert [counts(bring_in(imported, path)) for path in (ZH, EN)] == [(0, 0, 64), (0, 0, 64)]


def test_the_structured_sample_and_the_printed_annex_are_the_same_activities(sample_tracker: Tracker) -> None:
    assert [counts(bring_in(sample_tracker, path)) for path in (ZH, EN)] == [(0, 0, 64), (0, 0, 64)]


def test_what_somebody_edited_survives_the_next_import(imported: Tracker) -> None:
    edited = imported.activity(35)
    imported.do(changing(edited, origins=(Origin("KH"),), participants=99))
    result = bring_in(imported, ZH)
    assert counts(result) == (0, 0, 64)
    assert (imported.activity(35).origins, imported.activity(35).participants) == ((Origin("KH"),), 99)


def test_what_the_file_changed_is_taken_over_and_edits_in_other_fields_stay(imported: Tracker, tmp_path: Path) -> None:
    imported.do(changing(imported.activity(3), funding="Japan", contents=("F",)))
    rows = printed_rows()
    rows[2][8] = "4711"
    result = bring_in(imported, write_csv(tmp_path / "annex-2024-zh.csv", rows))
    assert counts(result) == (0, 1, 63)
    one = imported.activity(3)
    assert (one.participants, one.funding, one.contents) == (4711, "Japan", ("F",))


def test_a_new_row_is_added_and_a_missing_one_is_left(imported: Tracker, tmp_path: Path) -> None:
    rows = printed_rows()
    new = ["2024-12", "PCT研讨会", "A", "全新的研讨会", "", "阿曼（OM）", "阿曼（OM）", "主管局", "5"]
    result = bring_in(imported, write_csv(tmp_path / "annex-2024-zh.csv", [*rows[5:], new]))
    assert counts(result) == (1, 0, 59)
    assert len(everything(imported)) == 65


def test_a_dry_run_tells_the_same_and_stores_nothing(empty_tracker: Tracker) -> None:
    review = review_import(empty_tracker, read_file(empty_tracker, ZH))
    tried = try_import(empty_tracker, review)
    assert everything(empty_tracker) == []
    assert empty_tracker.undo_state().undo is None
    assert (counts(tried), tried.change, tried.needs_attention) == ((64, 0, 0), None, True)
    stored = store_import(empty_tracker, review)
    of_sets = {"activity.repeated", "activity.unlike-its-series", "co-organizer.unlike-its-series"}
    told = {(one.row, one.finding.rule) for one in stored.findings if one.finding.rule not in of_sets}
    assert {(one.row, one.finding.rule) for one in tried.findings} == told


def test_a_finding_shows_its_row_and_source_cell(empty_tracker: Tracker) -> None:
    findings = bring_in(empty_tracker, ZH).findings
    (found,) = (one for one in findings if one.finding.rule == "separator.missing")
    assert (found.row, found.finding.field) == (31, "origins")
    assert found.finding.params["text"] in found.source_cell
    assert {one.finding.activity_id for one in findings} <= set(range(1, 65))


def test_a_row_that_says_nothing_needs_attention(empty_tracker: Tracker, tmp_path: Path) -> None:
    row, empty = printed_rows()[0], ["", "PCT研讨会", "A", "", "", "阿曼（OM）", "阿曼（OM）", "主管局", "5"]
    result = bring_in(empty_tracker, write_csv(tmp_path / "a.csv", [row, empty]))
    assert (counts(result), result.needs_attention) == ((1, 0, 0), True)
    assert not bring_in(empty_tracker, write_csv(tmp_path / "b.csv", [row])).needs_attention


@pytest.mark.parametrize("year", [1, 1999, 9999])
def test_the_year_that_is_given_counts_before_the_one_of_the_file(empty_tracker: Tracker, year: int) -> None:
    bring_in(empty_tracker, ZH, year=year)
    assert empty_tracker.years() == [year]


def test_the_status_that_is_given_counts_before_the_one_of_the_file(empty_tracker: Tracker) -> None:
    bring_in(empty_tracker, ZH, status=Status.PLANNED)
    assert {one.status for one in everything(empty_tracker)} == {Status.PLANNED}
    bring_in(empty_tracker, ZH)
    assert len(everything(empty_tracker)) == 64


def test_two_identical_rows_are_two_activities(imported: Tracker) -> None:
    one, other = imported.activity(47), imported.activity(55)
    assert one.content().with_fields(doubts=()) == other.content().with_fields(doubts=())


def test_a_file_that_cannot_be_used_is_a_trouble_with_its_name(empty_tracker: Tracker, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"import\.missing") as trouble:
        read_file(empty_tracker, tmp_path / "annex.docx")
    assert trouble.value.params == {"file": "annex.docx"}


class TestSample:
    """The sample of 2024."""

    def test_it_has_all_texts_in_six_languages_and_the_doubts_of_the_print(self) -> None:
        sample = read_sample()
        assert len(sample) == 64
        assert all(tuple(draft.title) == LANGUAGES for draft in sample)
        assert {at for at, draft in enumerate(sample, 1) if draft.doubts} == {4, 31, 35, 44}

    def test_it_is_loaded_into_an_empty_log_in_one_step(self, empty_tracker: Tracker) -> None:
        change = load_sample(empty_tracker)
        assert (len(change.added), change.step.code) == (64, "sample")
        assert empty_tracker.undo().removed == change.added

    def test_it_is_not_loaded_beside_other_activities(self, sample_tracker: Tracker) -> None:
        with pytest.raises(UserError, match=r"store\.not-empty"):
            load_sample(sample_tracker)
        assert len(everything(sample_tracker)) == 64


class TestLongFiles:
    """Reading, matching and storing tell how far they are, and can be stopped."""

    def test_each_part_tells_how_far_it_is(self, empty_tracker: Tracker) -> None:
        heard: list[tuple[int, int]] = []
        progress = Progress(lambda done, total: heard.append((done, total)))
        reading = read_file(empty_tracker, ZH, progress=progress)
        assert heard == [(0, 64)]
        review = review_import(empty_tracker, reading, progress)
        assert len(heard) > 2
        assert all(done < total == 64 for done, total in heard)
        store_import(empty_tracker, review, progress)
        assert heard[-2:] == [(0, 64), (64, 64)]

    def test_a_cancelled_import_stores_nothing(self, empty_tracker: Tracker) -> None:
        review = review_import(empty_tracker, read_file(empty_tracker, ZH))
        progress = Progress()
        progress.cancel()
        for work in (
            lambda: read_file(empty_tracker, ZH, progress=progress),
            lambda: review_import(empty_tracker, review.reading, progress),
            lambda: store_import(empty_tracker, review, progress),
        ):
            with pytest.raises(UserError, match=r"work\.cancelled"):
                work()
        assert everything(empty_tracker) == []

    def test_findings_of_many_rows_are_those_of_each(self, empty_tracker: Tracker) -> None:
        stored = bring_in(empty_tracker, ZH)
        each = empty_tracker.findings_on(everything(empty_tracker))
        assert len(stored.findings) == sum(map(len, each.values()))


class TestChoices:
    """What somebody says of the tables of a document before its rows are read."""

    def test_tables_are_shown_with_how_they_would_be_read(self, empty_tracker: Tracker) -> None:
        document = open_document(empty_tracker, ZH)
        annex = next(one for one in tables_of(empty_tracker, document) if one.is_annex)
        assert annex.layout is not None
        assert annex.layout.columns == REPORTED_FIELDS
        chosen = replace(annex.layout, columns=(*REPORTED_FIELDS[:8], None))
        kept = layout_from_json(layout_to_json(annex.keep(chosen)))
        assert kept is not None
        reading = read_document_rows(empty_tracker, document, choices=Choices({annex.fingerprint: kept}))
        assert {row.draft.participants for row in reading.rows} == {None}
        assert [column.filled for column in reading.left_out] == [64]

    def test_each_cell_says_what_became_of_it(self, empty_tracker: Tracker) -> None:
        told: dict[str, set[tuple[int, str]]] = {}
        for row in read_file(empty_tracker, ZH).rows:
            for one in outcomes_of(empty_tracker, row):
                told.setdefault(one.outcome, set()).add((row.number, one.column))
        assert {(35, "venue"), (35, "origins"), (31, "origins")} <= told["guessed"]
        assert {(58, "origins"), (61, "origins")} <= told["kept-as-text"]
