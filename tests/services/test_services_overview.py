"""What the overview asks of the log."""

from pathlib import Path

import pytest
from builders import adding, changing, make_draft

from pct_tracker.domain.activity import Origin
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.chart_files import write_chart
from pct_tracker.services.overview import (
    breakdown,
    breakdown_beside,
    compare_snapshots,
    compare_years,
    reach,
    steps_of_year,
)
from pct_tracker.services.tracker import Tracker


def test_bars_count_what_is_held_unless_another_status_is_asked_for(empty_tracker: Tracker) -> None:
    empty_tracker.do(adding(make_draft(), make_draft(status=Status.PLANNED), make_draft(year=2023, month="2023-01")))
    held = breakdown(empty_tracker, ActivityQuery(year=2024), "type", "activities")
    planned = breakdown(empty_tracker, ActivityQuery(status=Status.PLANNED), "type", "activities")
    assert [(bar.value, bar.activity_ids) for bar in (*held, *planned)] == [(1, (1,)), (1, (2,))]


def test_a_bar_has_the_value_of_the_figure_of_the_same_name(sample_tracker: Tracker) -> None:
    figures = {one.name: one for one in sample_tracker.figures(ActivityQuery(year=2024))}
    for bar in breakdown(sample_tracker, ActivityQuery(year=2024), "letter", "activities"):
        assert (bar.value, bar.activity_ids) == (
            figures[f"contents.{bar.key}"].value,
            figures[f"contents.{bar.key}"].activity_ids,
        )
    assert len(reach(sample_tracker, ActivityQuery(year=2024)).states) == figures["states"].value


def test_a_year_stands_beside_the_one_before_it(sample_tracker: Tracker) -> None:
    sample_tracker.do(adding(make_draft(year=2023, month="2023-05", contents=("F",))))
    pairs = {pair.key: pair for pair in breakdown_beside(sample_tracker, ActivityQuery(year=2024), "letter", "activities")}
    assert (pairs["F"].before.value, pairs["F"].now.value, pairs["A"].before.value) == (1, 1, 0)
    with pytest.raises(ValueError, match="year before"):
        breakdown_beside(sample_tracker, ActivityQuery(), "letter", "activities")


def test_long_work_breathes_and_can_be_ended(sample_tracker: Tracker) -> None:
    def end() -> None:
        raise InterruptedError

    sample_tracker.breathe = end
    with pytest.raises(InterruptedError):
        reach(sample_tracker, ActivityQuery(year=2024))


def test_two_years_are_compared_and_a_year_without_activities_is_refused(sample_tracker: Tracker) -> None:
    first = sample_tracker.activity(1)
    sample_tracker.do(adding(first.with_fields(year=2025, month="2025-02"), make_draft(year=2025, origins=(Origin("MN"),))))
    told = compare_years(sample_tracker, 2024, 2025)
    assert [(match.first.id, match.second.id, match.way) for match in told.matched] == [(1, 65, "title")]
    assert len(told.removed) == 63
    for years, code in (((2024, 2024), "year.same"), ((2024, 1999), "year.unknown")):
        with pytest.raises(UserError) as refused:
            compare_years(sample_tracker, *years)
        assert refused.value.code == code


def test_an_empty_log_has_nothing_to_compare(empty_tracker: Tracker) -> None:
    with pytest.raises(UserError) as refused:
        compare_years(empty_tracker, 2023, 2024)
    assert refused.value.code == "year.unknown-empty"
    assert breakdown(empty_tracker, ActivityQuery(), "year", "activities") == ()
    assert reach(empty_tracker, ActivityQuery()).states == ()


def test_a_year_is_compared_with_itself_at_an_earlier_time(sample_tracker: Tracker) -> None:
    before = sample_tracker.steps()[0].id
    sample_tracker.do(changing(sample_tracker.activity(2), participants=999))
    sample_tracker.do(adding(make_draft(), make_draft(year=2025)))
    told = compare_snapshots(sample_tracker, 2024, before, sample_tracker.steps()[0].id)
    assert [(match.second.id, match.fields) for match in told.changed] == [(2, ("participants",))]
    assert [one.id for one in told.added] == [65]
    back = compare_snapshots(sample_tracker, 2024, sample_tracker.steps()[0].id, before)
    assert ([one.id for one in back.removed], back.added) == ([65], ())


def test_the_steps_to_choose_from_hold_the_lock_of_the_year_however_old(sample_tracker: Tracker) -> None:
    sample_tracker.lock_year(2024)
    lock = sample_tracker.locks()[2024].entry_id
    sample_tracker.unlock_year(2024, "a number")
    for _ in range(3):
        sample_tracker.do(adding(make_draft(), make_draft(year=2025)))
    assert [entry.id for entry in steps_of_year(sample_tracker, 2024, limit=2)] == [lock + 4, lock + 3, lock]
    assert len(steps_of_year(sample_tracker, 2025, limit=2)) == 2


def test_only_steps_that_touched_the_year_are_to_choose_from(empty_tracker: Tracker) -> None:
    empty_tracker.do(adding(make_draft(), make_draft(year=2025, month="2025-01")))
    empty_tracker.do(adding(make_draft(year=2025, month="2025-02")))
    empty_tracker.do(changing(empty_tracker.activity(1), participants=7))
    empty_tracker.do(changing(empty_tracker.activity(1), year=2025, month="2025-03"))
    empty_tracker.do(adding(make_draft(year=None, month=None)))
    empty_tracker.lock_year(2024)
    assert [entry.id for entry in steps_of_year(empty_tracker, 2024)] == [6, 4, 3, 1]
    assert [entry.id for entry in steps_of_year(empty_tracker, 2025)] == [4, 2, 1]
    assert steps_of_year(empty_tracker, 20) == []


def test_a_picture_has_its_data_beside_it_and_no_text_is_a_formula(tmp_path: Path) -> None:
    table = write_chart(tmp_path / "chart.svg", b"<svg/>", [["State", "Activities"], ["=Kenya", 3], ["Côte d’Ivoire", -2]])
    assert (tmp_path / "chart.svg").read_bytes() == b"<svg/>"
    assert table.read_text("utf-8-sig").splitlines() == ["State,Activities", "'=Kenya,3", "Côte d’Ivoire,-2"]


def test_a_table_about_something_else_stays(tmp_path: Path) -> None:
    own, rows = tmp_path / "chart.csv", [["State", "Activities"], ["Kenya", 3]]
    own.write_text("my numbers\n1\n")
    table = write_chart(tmp_path / "chart.svg", b"<svg/>", rows)
    assert (table.name, own.read_text()) == ("chart-2.csv", "my numbers\n1\n")
    assert table.read_text("utf-8-sig").splitlines() == ["State,Activities", "Kenya,3"]


def test_a_table_is_replaced_with_its_picture_and_shared_by_pictures_of_the_same(tmp_path: Path) -> None:
    rows = [["State", "Activities"], ["Kenya", 3]]
    for name in ("chart.svg", "chart.png"):
        assert write_chart(tmp_path / name, b"", rows).name == "chart.csv"
    assert write_chart(tmp_path / "chart.svg", b"", [*rows, ["Oman", 1]]).name == "chart.csv"
    assert (tmp_path / "chart.csv").read_text("utf-8-sig").splitlines()[-1] == "Oman,1"
    (tmp_path / "map.csv").mkdir()
    assert write_chart(tmp_path / "map.svg", b"", rows).name == "map-2.csv"


def test_a_picture_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_chart(tmp_path / "nowhere" / "chart.svg", b"", [])
    assert refused.value.code == "export.no-folder"
