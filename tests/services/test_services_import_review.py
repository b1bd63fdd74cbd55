"""Rows of an import under review: compared, doubted, corrected, decided, and stored as one step."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from builders import changing

from pct_tracker.domain.claim import PublishedClaim
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.checks.reconciling import reconcile_rows
from pct_tracker.services.imports.again import carry_over
from pct_tracker.services.imports.layouts import remember_layouts, remembered_layouts
from pct_tracker.services.imports.look import ImportWish, LookedAt, look_at
from pct_tracker.services.imports.review import (
    ReviewedRow,
    apply_fix,
    build_import,
    cell_words,
    correct_cell,
    decide,
    leave_locked_out,
    store_rows,
)
from pct_tracker.services.imports.run import Layout
from pct_tracker.services.progress import Progress
from pct_tracker.services.tracker import Tracker

FILES = Path(__file__).parent.parent / "files"
ZH, EN = FILES / "annex-2024" / "annex-2024-zh.docx", FILES / "annex-2024" / "annex-2024-en.docx"
DOUBTS, OTHER_ORDER = FILES / "inputs" / "doubts-zh.docx", FILES / "inputs" / "other-order-fr.xlsx"
HEADINGS = ("Date", "Type of Activity", "Content", "Description of the Activity", "Co-organizer(s)", "Location")
PEOPLE = ("Origin of Participants", "Type of Participants", "Number of Participants")
ROW = ("2024-05", "PCT Seminar", "B", "Seminar on filing", "", "Kenya (KE)", "Kenya (KE)", "Offices", "20")


def write_csv(path: Path, *rows: Sequence[str]) -> Path:
    with open(path, "w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([(*HEADINGS, *PEOPLE), *rows])
    return path


def look(tracker: Tracker, path: Path, **wish: object) -> LookedAt:
    return look_at(tracker, replace(ImportWish(path), **wish))


def rows_of(tracker: Tracker, path: Path) -> tuple[ReviewedRow, ...]:
    return look(tracker, path).rows


def outcomes(rows: Sequence[ReviewedRow]) -> Counter[str]:
    return Counter(row.outcome for row in rows)


class TestDecisions:
    """What suggests itself, and what else can be decided."""

    def test_new_rows_are_added_and_the_same_rows_left_out(self, empty_tracker: Tracker) -> None:
        first = rows_of(empty_tracker, ZH)
        assert Counter(row.decision for row in first) == {"add": 64}
        store_rows(empty_tracker, first, ZH.name)
        again = rows_of(empty_tracker, ZH)
        assert (outcomes(again), build_import(again, ZH.name).is_empty) == ({"same": 64}, True)

    def test_a_second_language_updates_and_adds_nothing(self, empty_tracker: Tracker) -> None:
        store_rows(empty_tracker, rows_of(empty_tracker, ZH), ZH.name)
        change = store_rows(empty_tracker, rows_of(empty_tracker, EN), EN.name)
        assert (len(change.added), len(change.revised)) == (0, 64)

    def test_what_is_left_out_is_not_stored_and_a_changed_row_can_become_one_of_its_own(
        self, empty_tracker: Tracker, tmp_path: Path
    ) -> None:
        file = write_csv(tmp_path / "annex.csv", ROW)
        store_rows(empty_tracker, rows_of(empty_tracker, file), file.name)
        write_csv(file, (*ROW[:8], "25"), ("2024-06", *ROW[1:3], "Another", *ROW[4:]))
        changed, other = rows_of(empty_tracker, file)
        assert (changed.decisions, other.decisions) == (("update", "add", "leave-out"), ("add", "leave-out"))
        assert decide(other, "update") == other
        change = store_rows(empty_tracker, [decide(changed, "add"), decide(other, "leave-out")], file.name)
        assert (len(change.added), change.revised) == (1, ())
        assert [one.participants for one in empty_tracker.activities(ActivityQuery())] == [20, 25]

    def test_all_of_it_is_one_step(self, empty_tracker: Tracker) -> None:
        store_rows(empty_tracker, rows_of(empty_tracker, ZH), ZH.name)
        empty_tracker.undo()
        assert empty_tracker.ids(ActivityQuery()) == []


class TestDoubts:
    """Rows of which it is not sure whether the log has them."""

    def test_a_title_that_is_there_in_the_same_month_with_another_type(self, empty_tracker: Tracker, tmp_path: Path) -> None:
        file = write_csv(tmp_path / "annex.csv", ROW)
        store_rows(empty_tracker, rows_of(empty_tracker, file), file.name)
        [row] = rows_of(empty_tracker, write_csv(file, (ROW[0], "PCT Training", *ROW[2:])))
        assert (row.outcome, row.doubt, row.decision) == ("doubtful", "alike", "add")
        change = store_rows(empty_tracker, [decide(row, "update")], file.name)
        [stored] = empty_tracker.activities(ActivityQuery())
        assert (change.added, stored.type, stored.title) == ((), "pct-training", {"en": "Seminar on filing"})

    def test_one_activity_is_not_alike_to_two_rows(self, empty_tracker: Tracker, tmp_path: Path) -> None:
        file = write_csv(tmp_path / "annex.csv", ROW)
        store_rows(empty_tracker, rows_of(empty_tracker, file), file.name)
        rows = rows_of(empty_tracker, write_csv(file, (ROW[0], "PCT Training", *ROW[2:]), ("2024-09", *ROW[1:])))
        assert [row.doubt for row in rows] == ["alike", None]

    def test_the_same_title_and_people_on_another_date(self, empty_tracker: Tracker, tmp_path: Path) -> None:
        file = write_csv(tmp_path / "annex.csv", ROW)
        store_rows(empty_tracker, rows_of(empty_tracker, file), file.name)
        [row] = rows_of(empty_tracker, write_csv(file, ("2024-09", *ROW[1:])))
        assert row.doubt == "alike"
        [known, other] = rows_of(empty_tracker, write_csv(file, ROW, ("2024-09", *ROW[1:])))
        assert (known.outcome, other.outcome) == ("same", "new")

    def test_a_row_that_stands_twice(self, empty_tracker: Tracker, tmp_path: Path) -> None:
        first, second = rows_of(empty_tracker, write_csv(tmp_path / "annex.csv", ROW, ROW))
        assert (first.doubt, second.doubt) == (None, "twice")

    def test_a_translation_that_differs_in_its_facts(self, empty_tracker: Tracker) -> None:
        store_rows(empty_tracker, rows_of(empty_tracker, ZH), ZH.name)
        stored = next(one for one in empty_tracker.activities(ActivityQuery()) if one.participants and one.origin_codes)
        empty_tracker.do(changing(stored, participants=stored.participants + 1))
        differing = [row for row in rows_of(empty_tracker, EN) if row.doubt == "differs"]
        assert [row.match.activity.id for row in differing if row.match.activity] == [stored.id]

    def test_a_translation_with_a_co_organizer_more_is_doubtful_for_nobody_knows_whose_names_they_are(
        self, empty_tracker: Tracker, tmp_path: Path
    ) -> None:
        first = write_csv(tmp_path / "annex.csv", (*ROW[:4], "ABC Office; Academy", *ROW[5:]))
        store_rows(empty_tracker, rows_of(empty_tracker, first), first.name)
        told = ("Séminaire PCT", "B", "Séminaire sur le dépôt")
        for names, doubt in (("Bureau ABC; Académie", None), ("Bureau ABC; Académie; Ministère", "differs")):
            file = write_csv(tmp_path / "annexe.csv", (ROW[0], *told, names, *ROW[5:]))
            [row] = look(empty_tracker, file, language="fr").rows
            assert (row.match.outcome, row.doubt) == ("changed", doubt)


class TestCorrections:
    """Cells are read as those of the register are, fixes are those of the form."""

    def test_a_typed_cell_is_read_and_judged_anew(self, empty_tracker: Tracker) -> None:
        row = rows_of(empty_tracker, DOUBTS)[2]
        assert row.draft.month is None
        corrected = correct_cell(empty_tracker, row, "month", "2018-04", "en")
        assert (corrected.draft.month, corrected.draft.start) == ("2018-04", None)
        assert {one.rule for one in corrected.findings} < {one.rule for one in row.findings}
        assert corrected.cells[0].outcome == "understood"

    def test_what_is_shown_typed_back_changes_nothing(self, empty_tracker: Tracker) -> None:
        for row in rows_of(empty_tracker, ZH):
            for column in ("month", "type", "contents", "title", "co_organizers", "venue", "origins", "participants"):
                shown = cell_words(row, row.draft, column, empty_tracker.reference, "fr")
                assert correct_cell(empty_tracker, row, column, shown, "fr") is row

    def test_words_typed_in_any_language_are_texts_of_the_row(self, empty_tracker: Tracker) -> None:
        row = rows_of(empty_tracker, ZH)[0]
        corrected = correct_cell(empty_tracker, row, "title", "新的标题", "en")
        assert corrected.draft.title == {"zh": "新的标题"}
        named = correct_cell(empty_tracker, row, "venue", "Kenia", "es")
        assert named.draft.venue.code == "KE"

    def test_a_row_that_was_the_same_is_taken_in_once_it_is_corrected(self, sample_tracker: Tracker) -> None:
        row = next(row for row in rows_of(sample_tracker, ZH) if row.outcome == "same")
        corrected = correct_cell(sample_tracker, row, "participants", "7777", "en")
        assert corrected.decision == "update"
        change = store_rows(sample_tracker, [corrected], ZH.name)
        assert [one.participants for one in sample_tracker.activities_by_id(change.revised)] == [7777]

    def test_a_fix_settles_its_finding(self, empty_tracker: Tracker) -> None:
        row, finding = next(
            (row, one) for row in rows_of(empty_tracker, ZH) for one in row.findings if one.fixes and one.draws_attention
        )
        fixed = apply_fix(empty_tracker, row, finding.fixes[0])
        assert (finding.rule, finding.field) not in {(one.rule, one.field) for one in fixed.findings}


class TestLockedYears:
    """They are refused before anything is stored."""

    def test_the_refusal_says_how_many_rows_and_they_can_be_left_out(self, sample_tracker: Tracker, tmp_path: Path) -> None:
        sample_tracker.lock_year(2024)
        rows = rows_of(sample_tracker, write_csv(tmp_path / "annex.csv", ROW, ("2025-01", *ROW[1:])))
        with pytest.raises(UserError) as refused:
            store_rows(sample_tracker, rows, "annex.csv")
        assert (refused.value.code, refused.value.params["year"]) == ("import.year-locked", 2024)
        left = leave_locked_out(sample_tracker, rows)
        assert {row.draft.year for row in left if row.decision == "add"} <= {2025}


class TestReadingAgain:
    """A year, a status or a table is told after rows were decided and corrected."""

    def test_work_on_rows_is_carried_over(self, empty_tracker: Tracker) -> None:
        first, second, third, fourth = rows_of(empty_tracker, DOUBTS)
        before = (decide(first, "leave-out"), second, correct_cell(empty_tracker, third, "month", "2018-04", "en"), fourth)
        again = look(empty_tracker, DOUBTS, status=Status.PLANNED).rows
        carried = carry_over(empty_tracker, before, again)
        assert [row.decision for row in carried] == ["leave-out", "add", "add", "add"]
        assert [row.draft.month for row in carried] == [
            again[0].draft.month,
            again[1].draft.month,
            "2018-04",
            again[3].draft.month,
        ]
        assert {row.draft.status for row in carried} == {Status.PLANNED}
        assert (carried[2].cells[0].outcome, carried[1], carried[3]) == ("understood", again[1], again[3])

    def test_equal_rows_keep_their_own_decisions_and_other_cells_lose_them(self, empty_tracker: Tracker, tmp_path: Path) -> None:
        file = write_csv(tmp_path / "annex.csv", ROW, ROW)
        first, second = rows_of(empty_tracker, file)
        carried = carry_over(empty_tracker, (first, decide(second, "leave-out")), rows_of(empty_tracker, file))
        assert [row.decision for row in carried] == ["add", "leave-out"]
        other = rows_of(empty_tracker, write_csv(file, (*ROW[:8], "21")))
        assert carry_over(empty_tracker, carried[1:], other) == other


class TestStopping:
    """Whoever stops while rows are stored has none of them stored."""

    @pytest.mark.parametrize("heard", [1, 2])
    def test_nothing_is_stored_after_a_stop(self, empty_tracker: Tracker, heard: int) -> None:
        told: list[tuple[int, int]] = []

        def hear(done: int, total: int) -> None:
            told.append((done, total))
            if len(told) == heard:
                progress.cancel()

        progress = Progress(hear)
        with pytest.raises(UserError) as caught:
            store_rows(empty_tracker, rows_of(empty_tracker, ZH), ZH.name, progress)
        assert (caught.value.code, told[0], len(told)) == ("work.cancelled", (0, 64), heard)
        assert empty_tracker.years() == []


class TestLooking:
    """What is found before anything is decided."""

    def test_a_column_of_no_field_asks_for_a_look_until_somebody_chose(self, empty_tracker: Tracker) -> None:
        looked = look(empty_tracker, OTHER_ORDER)
        assert (looked.is_understood, look(empty_tracker, ZH).is_understood) == (False, True)
        [table] = looked.tables
        assert table.layout is not None
        layout = Layout(tuple(None if name == "co_organizers" else name for name in table.layout.columns), 1)
        remember_layouts(empty_tracker, {table.fingerprint: layout})
        assert remembered_layouts(empty_tracker) == {table.fingerprint: layout}
        again = look(empty_tracker, OTHER_ORDER)
        assert again.is_understood
        assert not any(row.draft.co_organizers for row in again.rows)

    def test_a_layout_that_nobody_can_read_is_no_layout(self, empty_tracker: Tracker) -> None:
        empty_tracker.store.keep_layout("2|date|title", '["month", null]')
        assert remembered_layouts(empty_tracker) == {}

    def test_tables_are_there_even_if_none_of_them_is_an_annex(self, empty_tracker: Tracker, tmp_path: Path) -> None:
        file = tmp_path / "contacts.csv"
        file.write_text("Name,Telephone\nAna,1\nBo,2\n", "utf-8")
        looked = look(empty_tracker, file)
        assert (looked.reading, looked.trouble and looked.trouble.code) == (None, "import.no-annex")
        chosen = look(empty_tracker, file, layouts={looked.tables[0].fingerprint: Layout(("title", "participants"), 1)})
        assert [row.draft.participants for row in chosen.rows] == [1, 2]

    def test_a_clipboard_is_looked_at_as_well(self, empty_tracker: Tracker) -> None:
        looked = look_at(empty_tracker, ImportWish(text="\t".join(ROW)))
        assert (len(looked.rows), looked.reading and looked.reading.file) == (1, "")
        assert build_import(looked.rows, "").step.code == "paste"

    def test_whoever_listens_can_stop_it(self, empty_tracker: Tracker) -> None:
        progress = Progress()
        progress.cancel()
        with pytest.raises(UserError, match=r"work\.cancelled"):
            look_at(empty_tracker, ImportWish(ZH), progress)
        assert empty_tracker.ids(ActivityQuery()) == []


class TestPublishedNumbers:
    """Counted as if the rows were stored as decided."""

    def test_added_updated_and_left_out_rows_count_as_they_would(self, sample_tracker: Tracker, tmp_path: Path) -> None:
        claims = (PublishedClaim("activities", "over", 64, "over 64"), PublishedClaim("participants", "exactly", 1, "1"))
        rows = rows_of(sample_tracker, write_csv(tmp_path / "annex.csv", ROW))
        before, _ = reconcile_rows(sample_tracker, 2024, claims, ())
        after, people = reconcile_rows(sample_tracker, 2024, claims, rows)
        assert [(one.figure.value, one.holds, one.margin) for one in (before, after)] == [(64, False, 0), (65, True, 1)]
        stored = sum(one.participants or 0 for one in sample_tracker.activities(ActivityQuery(year=2024)))
        assert people.figure.value == stored + 20
        left_out, _ = reconcile_rows(sample_tracker, 2024, claims, [decide(row, "leave-out") for row in rows])
        assert left_out.figure.value == 64
