"""The log as its users know it: questions, changes, and what is remembered between them."""

from contextlib import closing
from pathlib import Path

import pytest
from builders import adding, changing, make_draft, rules_of, texts

from pct_tracker.domain.activity import Activity, CoOrganizer, Origin, Venue
from pct_tracker.domain.change import KeptDraft, Step
from pct_tracker.domain.codes import Status, VenueKind
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.tracker import Tracker, store_path, store_place, titled, told_place

MOSCOW = CoOrganizer(texts("WIPO Office in the Russian Federation"))


def added(tracker: Tracker, **values: object) -> Activity:
    return tracker.activity(tracker.do(adding(make_draft(**values))).added[0])


def values_of(tracker: Tracker, query: ActivityQuery) -> dict[str, int]:
    return {one.name: one.value for one in tracker.figures(query)}


class TestQuestions:
    """What can be asked."""

    def test_an_activity_that_is_not_there_is_a_trouble(self, empty_tracker: Tracker) -> None:
        with pytest.raises(UserError, match=r"activity\.unknown") as trouble:
            empty_tracker.activity(7)
        assert trouble.value.params == {"activity_id": 7}

    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("Guinea-Bissau", 1),
            ("guinea bissau", 1),
            ("几内亚比绍", 1),
            ("GW", 1),
            ("Côte d’Ivoire", 1),
            ("Гвинея-Бисау", 1),
            ("Korea, Republic of", 0),
            ("(Kenya)", 0),
            ("网络研讨会", 1),
            ("webinaire", 1),
            ("РСТ", 3),
            ("%", 0),
            ("", 3),
            ("  ", 3),
            ("a\x00\ud800", 3),
        ],
    )
    def test_states_and_types_are_searched_by_their_names_in_any_language(
        self, empty_tracker: Tracker, text: str, count: int
    ) -> None:
        title = texts("PCT a", "en")
        empty_tracker.do(
            adding(
                make_draft(title=title, origins=(Origin("GW"),), venue=Venue(VenueKind.ONLINE)),
                make_draft(title=title, venue=Venue(VenueKind.STATE, "CI"), origins=(Origin("UG"),)),
                make_draft(title=title, type="pct-webinar", origins=(Origin("UG"),), venue=Venue(VenueKind.ONLINE)),
            )
        )
        assert len(empty_tracker.ids(ActivityQuery(text=text))) == count

    def test_two_letters_mean_the_state_or_the_letters_but_no_part_of_a_name(self, empty_tracker: Tracker) -> None:
        oman, romania = added(empty_tracker, origins=(Origin("OM"),)), added(empty_tracker, origins=(Origin("RO"),))
        found = empty_tracker.ids(ActivityQuery(text="om"))
        assert oman.id in found
        assert romania.id not in found

    def test_only_held_activities_count_unless_another_status_is_asked_for(self, empty_tracker: Tracker) -> None:
        for status in Status:
            added(empty_tracker, status=status)
        assert values_of(empty_tracker, ActivityQuery(year=2024))["activities"] == 1
        for status in Status:
            assert values_of(empty_tracker, ActivityQuery(status=status))["activities"] == 1

    def test_the_figures_of_a_search_are_counted_from_its_rows(self, sample_tracker: Tracker) -> None:
        query = ActivityQuery(year=2024, text="CACEEC")
        figures = {one.name: one for one in sample_tracker.figures(query)}
        assert figures["activities"].activity_ids == tuple(sample_tracker.ids(query))
        assert 0 < figures["activities"].value < 64

    def test_the_preview_is_the_row_of_the_annex(self, sample_tracker: Tracker) -> None:
        activity = sample_tracker.activity(1)
        assert sample_tracker.preview(activity, "zh") == activity.source_cells

    def test_what_is_typed_is_kept(self, empty_tracker: Tracker) -> None:
        empty_tracker.keep_draft(KeptDraft(None, 0, make_draft()))
        assert [one.draft for one in empty_tracker.drafts()] == [make_draft()]
        empty_tracker.drop_draft(None)
        assert empty_tracker.drafts() == []


class TestFindings:
    """Findings, and when they are worked out anew."""

    def test_the_findings_of_the_sample_are_those_of_the_annex(self, sample_tracker: Tracker) -> None:
        found = {(id_, one.rule) for id_, some in sample_tracker.findings(2024).items() for one in some}
        assert (35, "place.name-and-code-disagree") in found
        assert {id_ for id_, rule in found if rule == "activity.repeated"} == {47, 55}
        assert all(one.activity_id == id_ for id_, some in sample_tracker.findings(2024).items() for one in some)

    def test_they_are_worked_out_once_and_anew_after_a_change(self, sample_tracker: Tracker) -> None:
        before = sample_tracker.findings(2024)
        assert sample_tracker.findings(2024) is before
        sample_tracker.do(changing(sample_tracker.activity(45), participant_types=("offices",)))
        assert 45 not in sample_tracker.findings(2024)
        sample_tracker.undo()
        assert sample_tracker.findings(2024) == before
        sample_tracker.redo()
        assert 45 not in sample_tracker.findings(2024)

    def test_the_partner_of_a_changed_activity_is_judged_anew_too(self, sample_tracker: Tracker) -> None:
        assert rules_of(sample_tracker.findings(2024)[47]) == ["activity.repeated"]
        sample_tracker.do(changing(sample_tracker.activity(55), month="2024-12"))
        assert 47 not in sample_tracker.findings(2024)

    def test_a_move_to_another_year_is_seen_in_both(self, empty_tracker: Tracker) -> None:
        one = added(empty_tracker, type=None)
        assert (list(empty_tracker.findings(2024)), list(empty_tracker.findings(2023))) == ([one.id], [])
        change = empty_tracker.do(changing(one, year=2023, month="2023-05"))
        assert change.years == {2023, 2024}
        assert (list(empty_tracker.findings(2024)), list(empty_tracker.findings(2023))) == ([], [one.id])

    def test_a_number_of_last_year_is_judged_anew_when_this_year_shows_what_is_usual(self, empty_tracker: Tracker) -> None:
        odd = added(empty_tracker, year=2023, month="2023-05", participants=5000)
        assert empty_tracker.findings(2023) == {}
        empty_tracker.do(adding(*(make_draft(participants=number) for number in range(10, 15))))
        assert rules_of(empty_tracker.findings(2023)[odd.id]) == ["participants.implausible"]
        empty_tracker.undo()
        assert empty_tracker.findings(2023) == {}

    def test_all_years_and_those_without_one_are_told_together(self, empty_tracker: Tracker) -> None:
        ids = [added(empty_tracker, year=year, month=None).id for year in (2023, None, 2024)]
        assert sorted(empty_tracker.findings(None)) == ids
        assert list(empty_tracker.findings(2023)) == [ids[0]]

    def test_the_findings_on_some_activities_are_theirs_alone(self, sample_tracker: Tracker) -> None:
        found = sample_tracker.findings_on(sample_tracker.activities_by_id([1, 35, 47]))
        assert list(found) == [35, 47]

    def test_a_draft_is_judged_among_the_others_of_its_year_but_not_against_itself(self, empty_tracker: Tracker) -> None:
        one = added(empty_tracker)
        assert rules_of(empty_tracker.check(make_draft())) == ["activity.repeated"]
        assert empty_tracker.check(one, one.id) == ()
        assert empty_tracker.check(make_draft(year=2023, month="2023-05")) == ()
        assert empty_tracker.check_alone(make_draft()) == ()

    def test_the_findings_on_a_draft_name_the_activity_it_would_replace(self, empty_tracker: Tracker) -> None:
        assert {one.activity_id for one in empty_tracker.check(make_draft(type=None), 7)} == {7}
        assert {one.activity_id for one in empty_tracker.check(make_draft(type=None))} == {None}


class TestChanges:
    """What can be changed."""

    def test_the_author_is_in_the_history(self, empty_tracker: Tracker) -> None:
        one = added(empty_tracker)
        ((entry, _),) = empty_tracker.store.history(one.id)
        assert entry.author == "somebody"

    def test_undo_and_redo_name_the_steps_they_turn_to(self, empty_tracker: Tracker) -> None:
        added(empty_tracker)
        assert empty_tracker.undo_state().undo == Step("add", {"title": "…"})
        empty_tracker.undo()
        assert (empty_tracker.undo_state().undo, empty_tracker.undo_state().redo) == (None, Step("add", {"title": "…"}))

    def test_a_backup_put_back_elsewhere_is_noticed_though_its_journal_is_as_long(self, tmp_path: Path) -> None:
        log, empty, filled = (tmp_path / f"{name}.db" for name in ("log", "empty", "filled"))
        with closing(Tracker.open(log, "somebody")) as elsewhere, closing(Tracker.open(log, "somebody else")) as tracker:
            elsewhere.store.backup(empty)
            one = added(elsewhere)
            elsewhere.store.backup(filled)
            elsewhere.store.restore(empty)
            elsewhere.lock_year(2023)
            tracker.catch_up()
            assert (tracker.ids(ActivityQuery()), list(tracker.findings(2024))) == ([], [])
            elsewhere.store.restore(filled)
            assert tracker.catch_up()
            assert tracker.ids(ActivityQuery()) == [one.id]
            assert not tracker.catch_up()

    def test_a_step_is_named_after_the_description_cut_short(self) -> None:
        step = titled("change", make_draft(title=texts("S" * 200, "fr")))
        assert step == Step("change", {"title": "S" * 59 + "…"})


class TestLocations:
    """Where a log is."""

    def test_a_server_that_is_none_of_ours_is_refused(self) -> None:
        with pytest.raises(UserError, match=r"server\.not-supported"):
            Tracker.open("sqlite:///log.db")

    @pytest.mark.parametrize("location", ["postgresql://server/log", "postgresql+psycopg://somebody:secret@server/log"])
    def test_a_server_has_no_file_and_is_told_by_its_name(self, location: str) -> None:
        assert (store_place(location), told_place(location)) == (location, "log (server)")
        with pytest.raises(UserError, match=r"server\.is-no-file"):
            store_path(location)

    def test_a_file_is_meant_from_where_the_program_was_started(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert store_path("log.db") == tmp_path / "log.db"

    def test_a_log_is_made_where_there_is_none(self, tmp_path: Path) -> None:
        Tracker.open(str(tmp_path / "new" / "log.db")).close()
        assert (tmp_path / "new" / "log.db").is_file()


def test_changes_of_another_program_are_noticed_once(sample_file: Path) -> None:
    here, there = Tracker.open(sample_file, "here"), Tracker.open(sample_file, "there")
    assert here.catch_up() is False
    before = here.findings(2024)
    [activity] = [one for one in there.activities(ActivityQuery(year=2024)) if one.id == 45]
    there.do(changing(activity, participant_types=("offices",)))
    assert here.findings(2024) == before
    assert here.catch_up() is True
    assert "participant-types.missing" not in {one.rule for one in here.findings(2024).get(45, ())}
    assert here.catch_up() is False
    here.close()
    there.close()


def test_an_own_change_after_a_strange_one_forgets_what_was_worked_out(sample_file: Path) -> None:
    here, there = Tracker.open(sample_file, "here"), Tracker.open(sample_file, "there")
    here.findings(2024)
    there.do(changing(there.activity(45), participant_types=("offices",)))
    here.do(changing(here.activity(1), participants=11))
    assert "participant-types.missing" not in {one.rule for one in here.findings(2024).get(45, ())}
    here.close()
    there.close()


class TestNamesOfSteps:
    """Steps are named after the title of their activity."""

    def test_a_short_title_is_told_whole_and_a_long_one_is_cut_between_words(self) -> None:
        short, long = (
            make_draft(title=texts("A seminar", "en")),
            make_draft(title=texts("A seminar on very many things " * 4, "en")),
        )
        assert titled("add", short).params["title"] == "A seminar"
        name = titled("add", long).params["title"]
        assert (name, len(name) <= 60) == ("A seminar on very many things A seminar on very many…", True)

    def test_a_title_without_spaces_is_cut_where_it_must_be(self) -> None:
        assert titled("add", make_draft(title=texts("研讨会" * 30, "zh"))).params["title"] == "研讨会" * 19 + "研讨…"

    def test_without_a_title_the_month_is_the_name(self) -> None:
        assert titled("add", make_draft(title=texts(""))).params["title"] == "2024-05"
