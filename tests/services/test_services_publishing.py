"""Publishing freezes a year as it was exported, or not at all."""

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from builders import adding, changing, make_draft

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.services.progress import Progress
from pct_tracker.services.reports.archive import activities_as_of, export_records, frozen_state, keep_report_template
from pct_tracker.services.reports.choices import DocumentChoices, ReportChoices
from pct_tracker.services.reports.publishing import freeze_plan, publish
from pct_tracker.services.reports.run import export_report
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording

PLAIN = ReportChoices(languages=("en", "zh"), formats=("csv", "json"))
PLANNED = ReportChoices(languages=("en",), formats=("json",), document=DocumentChoices(planned=True))


@pytest.fixture
def tracker(empty_tracker: Tracker) -> Tracker:
    empty_tracker.do(adding(make_draft(), make_draft(status=Status.PLANNED, month="2024-12")))
    return empty_tracker


def somebody_else(tracker: Tracker, change: Callable[[Tracker], object]) -> None:
    other = Tracker.open(tracker.store.path, "somebody else")
    change(other)
    other.close()


def is_locked(tracker: Tracker, year: int = 2024) -> bool:
    lock = tracker.locks().get(year)
    return lock is not None and lock.holds


def test_a_published_year_is_locked_and_kept_as_it_was_exported(tracker: Tracker, tmp_path: Path) -> None:
    result = publish(tracker, 2024, PLAIN, tmp_path / "out")
    assert is_locked(tracker)
    assert frozen_state(tracker, 2024, "year") == result.record
    assert result.is_proven
    printed = {one["id"] for one in json.loads((tmp_path / "out" / "manifest.json").read_text())["activities"]["held"]}
    assert printed == {1}
    with pytest.raises(UserError) as trouble:
        tracker.do(changing(tracker.activity(1), participants=21))
    assert trouble.value.code == "year.locked"
    assert tracker.changed_since_lock(2024) == []


def test_a_year_that_is_locked_already_can_be_published_once_more(tracker: Tracker, tmp_path: Path) -> None:
    tracker.lock_year(2024)
    publish(tracker, 2024, PLAIN, tmp_path)
    publish(tracker, 2024, PLAIN, tmp_path)
    assert is_locked(tracker)
    assert [one.freezes for one in export_records(tracker, 2024)] == ["year", "year"]


def test_a_new_baseline_leaves_the_earlier_one_in_the_records(tracker: Tracker, tmp_path: Path) -> None:
    first = publish(tracker, 2024, PLAIN, tmp_path).record
    tracker.unlock_year(2024, "a number was wrong")
    tracker.do(changing(tracker.activity(1), participants=99))
    second = publish(tracker, 2024, PLAIN, tmp_path).record
    assert frozen_state(tracker, 2024, "year") == second
    assert export_records(tracker, 2024) == [second, first]
    numbers = [
        [one.participants for one in activities_as_of(tracker, 2024, record.entry_id) if one.status is Status.HELD]
        for record in (first, second)
    ]
    assert numbers == [[20], [99]]


@pytest.mark.parametrize(
    "change",
    [
        lambda other: other.do(adding(make_draft())),
        lambda other: other.do(changing(other.activity(1), participants=1)),
        lambda other: other.do(changing(other.activity(1), year=2023)),
        lambda other: other.do(changing(other.activity(1), status=Status.CANCELLED)),
    ],
)
def test_a_year_that_changes_while_it_is_written_is_not_published(
    tracker: Tracker, tmp_path: Path, change: Callable[[Tracker], object]
) -> None:
    def listen(done: int, _total: int) -> None:
        if done == 2:
            somebody_else(tracker, change)

    with pytest.raises(UserError) as trouble:
        publish(tracker, 2024, PLAIN, tmp_path, Progress(listen))
    assert trouble.value.code == "publish.changed"
    assert not is_locked(tracker)
    assert export_records(tracker) == []
    assert not (tmp_path / "manifest.json").exists()


def test_what_changes_in_another_year_does_not_stop_it(tracker: Tracker, tmp_path: Path) -> None:
    def listen(done: int, _total: int) -> None:
        if done == 1:
            somebody_else(tracker, lambda other: other.do(adding(make_draft(year=2023, month="2023-05"))))

    assert publish(tracker, 2024, PLAIN, tmp_path, Progress(listen)).record.freezes == "year"


class Hurried(Tracker):
    """A log that somebody else changes at the very last moment before it is locked."""

    def lock_year(self, year: int) -> None:
        somebody_else(self, lambda other: other.do(adding(make_draft())))
        super().lock_year(year)


def test_what_changes_at_the_very_last_moment_is_not_published_but_by_the_next_attempt(tracker: Tracker, tmp_path: Path) -> None:
    hurried = Hurried(tracker.store, tracker.reference, "somebody")
    with pytest.raises(UserError) as trouble:
        publish(hurried, 2024, PLAIN, tmp_path)
    assert trouble.value.code == "publish.changed-before-lock"
    assert not is_locked(tracker)
    assert export_records(tracker) == []
    assert not (tmp_path / "manifest.json").exists()
    assert publish(tracker, 2024, PLAIN, tmp_path).rows == 2


def test_a_publication_that_cannot_be_kept_leaves_no_lock_and_no_manifest(tracker: Tracker, tmp_path: Path) -> None:
    class Full(type(tracker.store)):  # type: ignore[misc]
        """A log for whose exports the disk has no room."""

        def add_export_record(self, **_: object) -> None:
            raise UserError("store.disk-full", file="log")

    tracker.store.__class__ = Full
    with pytest.raises(UserError, match="disk-full"):
        publish(tracker, 2024, PLAIN, tmp_path)
    assert not is_locked(tracker)
    assert not (tmp_path / "manifest.json").exists()


def test_a_manifest_that_cannot_be_written_keeps_and_locks_nothing(tracker: Tracker, tmp_path: Path) -> None:
    def listen(done: int, total: int) -> None:
        if done == total:
            (tmp_path / "manifest.json").mkdir()

    for export in (publish, export_report):
        with pytest.raises(UserError) as trouble:
            export(tracker, 2024, PLAIN, tmp_path, progress=Progress(listen))
        assert trouble.value.code == "export.is-folder"
        assert not is_locked(tracker)
        assert export_records(tracker) == []
        (tmp_path / "manifest.json").rmdir()


def test_an_export_that_is_stopped_publishes_nothing(tracker: Tracker, tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(UserError, match="cancelled"):
        publish(tracker, 2024, PLAIN, tmp_path, progress)
    assert not is_locked(tracker)
    assert export_records(tracker) == []


def test_a_file_that_cannot_be_written_publishes_nothing(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "annex-2024-zh.json").mkdir()
    with pytest.raises(UserError):
        publish(tracker, 2024, PLAIN, tmp_path)
    assert not is_locked(tracker)
    assert export_records(tracker) == []


def test_files_that_do_not_say_what_they_should_publish_nothing(tracker: Tracker, tmp_path: Path) -> None:
    bare = docx.Document()
    bare.add_table(1, 2).cell(0, 0).text = "A template without a place for the annex"
    bare.save(str(tmp_path / "bare.docx"))
    keep_report_template(tracker, "en", tmp_path / "bare.docx")
    with pytest.raises(UserError) as trouble:
        publish(tracker, 2024, ReportChoices(languages=("en",), formats=("docx",)), tmp_path / "out")
    assert trouble.value.code == "publish.not-proven"
    assert "report-2024-en.docx" in Wording(tracker.reference).error(trouble.value)
    assert not is_locked(tracker)
    assert export_records(tracker) == []


def test_a_year_without_anything_to_report_is_not_published(tracker: Tracker, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        publish(tracker, 2023, PLAIN, tmp_path)
    assert not tracker.locks()


def test_freezing_a_plan_locks_nothing_and_waits_for_nobody(tracker: Tracker, tmp_path: Path) -> None:
    assert freeze_plan(tracker, 2024, PLANNED, tmp_path).record.freezes == "plan"
    assert not is_locked(tracker)


def test_a_plan_that_changes_while_it_is_written_is_not_frozen(tracker: Tracker, tmp_path: Path) -> None:
    def listen(done: int, _total: int) -> None:
        if done == 1:
            planned: Activity = tracker.activity(2)
            somebody_else(tracker, lambda other: other.do(changing(planned, month="2024-11")))

    with pytest.raises(UserError) as trouble:
        freeze_plan(tracker, 2024, PLANNED, tmp_path, Progress(listen))
    assert trouble.value.code == "publish.changed"
    assert export_records(tracker) == []
