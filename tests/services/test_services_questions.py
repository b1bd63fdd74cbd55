"""What a tracker answers beyond plain filters: what rules, the journal, the calendar and regions have to say."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from builders import adding, changing, make_draft, texts

from pct_tracker.domain.activity import CoOrganizer, Origin
from pct_tracker.domain.change import Edit, Removal, Step
from pct_tracker.domain.codes import Status
from pct_tracker.domain.query import GROUPINGS, ActivityQuery, Condition, Operator
from pct_tracker.reference.loader import load_reference
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.store import Store

ANY, EMPTY, FILLED = Operator.ANY_OF, Operator.EMPTY, Operator.FILLED


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    """An empty log on the fifteenth of June 2024."""
    opened = Tracker(Store.open(tmp_path / "log.db"), load_reference(), "somebody", today=lambda: date(2024, 6, 15))
    yield opened
    opened.close()


def found(tracker: Tracker, *conditions: Condition, year: int | None = 2024) -> list[int]:
    return tracker.ids(ActivityQuery(year=year, conditions=conditions))


class TestConditions:
    """Conditions the store cannot answer by itself."""

    def test_findings_are_told_by_their_weight(self, tracker: Tracker) -> None:
        sound, hint = make_draft(), make_draft(title=texts("Only English", "en"), month="2024-02")
        warning, error = make_draft(participant_types=(), month="2024-03"), make_draft(participants=None, month="2024-04")
        tracker.do(adding(sound, hint, warning, error))
        assert found(tracker, Condition("findings", FILLED)) == [3, 4]
        assert found(tracker, Condition("findings", ANY, ("error",))) == [4]
        assert found(tracker, Condition("findings", ANY, ("error", "warning"))) == [3, 4]
        assert found(tracker, Condition("findings", EMPTY)) == [2, 1]

    def test_a_region_is_the_states_in_it(self, tracker: Tracker) -> None:
        tracker.do(adding(make_draft(origins=(Origin("KE"), Origin("EP"))), make_draft(origins=(Origin("CO"),))))
        assert found(tracker, Condition("region", ANY, ("Africa",))) == [1]
        assert found(tracker, Condition("region", ANY, ("Africa", "LAC"))) == [1, 2]

    def test_planned_activities_are_overdue_by_the_day_of_the_tracker(self, tracker: Tracker) -> None:
        months = ("2024-05", "2024-06", "2024-07")
        tracker.do(adding(*(make_draft(month=month, status=Status.PLANNED) for month in months), make_draft(month="2024-01")))
        assert found(tracker, Condition("overdue", FILLED)) == [1]

    def test_they_narrow_together_and_with_a_selection(self, tracker: Tracker) -> None:
        tracker.do(adding(*(make_draft(participants=None, month=month) for month in ("2024-01", "2024-02", "2024-03"))))
        conditions = (Condition("findings", FILLED), Condition("region", ANY, ("Africa",)))
        assert tracker.ids(ActivityQuery(conditions=conditions, only_ids=frozenset({2, 3, 9}))) == [2, 3]

    def test_an_answer_is_never_an_old_one(self, tracker: Tracker) -> None:
        other = Tracker(Store.open(tracker.store.path), tracker.reference, "somebody else")
        assert tracker.ids(ActivityQuery(text="seminar")) == []
        other.do(adding(make_draft()))
        assert tracker.ids(ActivityQuery(text="seminar")) == [1]
        other.close()


class TestPublishedYears:
    """What changed in a year since it was locked."""

    def test_changed_added_and_deleted_ones_are_told_and_those_changed_back_are_not(self, tracker: Tracker) -> None:
        tracker.do(adding(*(make_draft(participants=number) for number in (1, 2, 3))))
        tracker.lock_year(2024)
        tracker.unlock_year(2024, "a mistake")
        first, second, third = tracker.activities_by_id([1, 2, 3])
        tracker.do(changing(first, participants=10))
        tracker.do(changing(second, participants=20))
        tracker.undo()
        tracker.do(Edit(Step("delete"), removed=(Removal(third.id, third.version),)))
        tracker.do(adding(make_draft(), make_draft(year=2025, month="2025-01")))
        told = {line.activity_id: (bool(line.before), bool(line.after)) for line in tracker.changed_since_lock(2024)}
        assert told == {1: (True, True), 3: (True, False), 4: (False, True)}
        assert found(tracker, Condition("changed", FILLED)) == [1, 4]
        assert found(tracker, Condition("changed", FILLED), year=2025) == []

    def test_the_last_lock_counts(self, tracker: Tracker) -> None:
        tracker.do(adding(make_draft()))
        tracker.lock_year(2024)
        tracker.unlock_year(2024, "a mistake")
        tracker.do(changing(tracker.activity(1), participants=10))
        tracker.lock_year(2024)
        assert tracker.changed_since_lock(2024) == []
        assert tracker.locks()[2024].holds

    def test_locking_is_no_change_of_somebody_else(self, tracker: Tracker) -> None:
        tracker.lock_year(2024)
        tracker.unlock_year(2024, "a mistake")
        assert not tracker.catch_up()


class TestGroups:
    """Subtotals, and the rows behind them."""

    @pytest.mark.parametrize("by", GROUPINGS)
    def test_every_figure_of_a_group_is_what_its_rows_give(self, sample_tracker: Tracker, by: str) -> None:
        groups = sample_tracker.groups(ActivityQuery(year=2024), by)
        assert {id_ for group in groups for id_ in group.ids} == set(sample_tracker.ids(ActivityQuery(year=2024)))
        for group in groups:
            of_rows = {one.name: one.value for one in sample_tracker.figures(ActivityQuery(only_ids=frozenset(group.ids)))}
            assert {one.name: one.value for one in group.figures} == of_rows
            assert group.figure("activities").value == len(group.figure("activities").activity_ids) == len(group.ids)

    def test_months_types_and_letters_stand_in_their_order(self, sample_tracker: Tracker) -> None:
        keys = {by: [group.key for group in sample_tracker.groups(ActivityQuery(year=2024), by)] for by in GROUPINGS}
        assert keys["month"] == sorted(keys["month"])
        assert keys["letter"] == list("ABCDEF")
        assert keys["type"] == list(sample_tracker.reference.vocabulary.types)

    def test_an_activity_with_two_letters_stands_in_both_groups_and_one_with_none_in_the_last(self, tracker: Tracker) -> None:
        tracker.do(adding(make_draft(contents=("B", "A")), make_draft(contents=())))
        assert [(group.key, group.ids) for group in tracker.groups(ActivityQuery(), "letter")] == [
            ("A", (1,)),
            ("B", (1,)),
            ("", (2,)),
        ]

    def test_planned_activities_stand_in_their_group_and_are_not_counted(self, tracker: Tracker) -> None:
        tracker.do(adding(make_draft(), make_draft(status=Status.PLANNED)))
        (group,) = tracker.groups(ActivityQuery(), "month")
        assert (group.ids, group.figure("activities").activity_ids) == ((1, 2), (1,))
        (planned,) = tracker.groups(ActivityQuery(status=Status.PLANNED), "month")
        assert planned.figure("participants").activity_ids == (2,)


class TestEarlierEntries:
    """What was typed before comes with all its languages."""

    def test_a_title_is_found_by_any_of_its_words(self, sample_tracker: Tracker) -> None:
        (title, *_) = sample_tracker.earlier_titles("women", "en")
        assert "women" in title["en"].casefold()
        assert set(title) == {"en", "fr", "es", "ru", "zh", "ar"}

    def test_two_chinese_characters_are_a_word(self, sample_tracker: Tracker) -> None:
        titles = sample_tracker.earlier_titles("女性", "zh")
        assert titles
        assert all("女性" in title["zh"] for title in titles)

    def test_two_letters_find_what_begins_with_them(self, sample_tracker: Tracker) -> None:
        titles = sample_tracker.earlier_titles("nа", "en")  # a Cyrillic а
        assert titles
        assert all(title["en"].casefold().startswith("na") for title in titles)

    def test_each_is_offered_once_the_newest_first(self, tracker: Tracker) -> None:
        tracker.do(adding(make_draft(title=texts("Seminar one", "en"))))
        tracker.do(adding(make_draft(title=texts("Seminar two", "en"))))
        tracker.do(adding(make_draft(title=texts("Seminar one", "en", "fr"))))
        assert tracker.earlier_titles("semi", "en") == [texts("Seminar one", "en", "fr"), texts("Seminar two", "en")]
        assert tracker.earlier_titles("semi", "fr") == [texts("Seminar one", "en", "fr")]

    def test_a_co_organizer_brings_its_code(self, tracker: Tracker) -> None:
        office = CoOrganizer(texts("Eurasian Patent Organization"), "EA")
        tracker.do(adding(make_draft(co_organizers=(CoOrganizer(texts("Another")), office))))
        assert tracker.earlier_co_organizers("eurasian pat", "en") == [office]

    def test_nothing_is_offered_for_what_was_never_typed(self, sample_tracker: Tracker) -> None:
        assert sample_tracker.earlier_titles("unheard-of", "en") == []


class TestEntry:
    """What is said of a draft among the activities of its year."""

    def test_a_like_one_is_named_as_soon_as_month_type_and_one_state_agree(self, sample_tracker: Tracker) -> None:
        one = sample_tracker.activity(7)
        draft = make_draft(month=one.month, type=one.type, origins=(one.origins[0],))
        named = [finding for finding in sample_tracker.check(draft) if finding.rule == "activity.similar"]
        assert any(7 in finding.params["others"] for finding in named)
        assert "activity.similar" not in {finding.rule for finding in sample_tracker.check(one, 7)}

    def test_the_series_of_a_draft_is_found_by_its_title(self, sample_tracker: Tracker) -> None:
        lonely = sample_tracker.activity(19)
        rules = {finding.rule for finding in sample_tracker.check(lonely.content(), 19)}
        assert "co-organizer.unlike-its-series" in rules

    def test_a_page_from_many_years_is_judged_without_all_of_them(
        self, sample_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        activities = sample_tracker.activities(ActivityQuery())
        whole = sample_tracker.findings_on(activities)
        other = Tracker(sample_tracker.store, sample_tracker.reference, "somebody")
        monkeypatch.setattr("pct_tracker.services.judging._MANY", 10)
        assert other.findings_on(activities[:40]) == {
            id_: some for id_, some in whole.items() if id_ in {one.id for one in activities[:40]}
        }
