"""The texts of a year: what is missing or outdated, out to translators and back again."""

from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from builders import adding, changing, make_draft

from pct_tracker.domain.activity import CoOrganizer
from pct_tracker.domain.codes import LANGUAGES, Status, TextMark
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.exchange import TextExchange, TextState, TextUnit
from pct_tracker.domain.texts import Texts
from pct_tracker.importing.exchange import read_exchange
from pct_tracker.reporting.exchange import write_exchange
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.translation.exchange import ReturnReview, differing_marks, send_out, store_returned, take_back
from pct_tracker.services.translation.translations import check_texts, text_states

SEMINAR, COURSE = Texts({"en": "Seminar (OM), 40 people"}), Texts({"en": "Course", "fr": "Cours"})
MISSING, DRAFT, GIVEN, OUTDATED = TextState.MISSING, TextState.DRAFT, TextState.GIVEN, TextState.OUTDATED


@pytest.fixture
def tracker(empty_tracker: Tracker) -> Tracker:
    """Two activities with the same title, and one with another title and a co-organizer."""
    office = CoOrganizer(Texts({"en": "Patent Office"}), "KE")
    empty_tracker.do(
        adding(
            make_draft(title=SEMINAR),
            make_draft(title=SEMINAR),
            make_draft(title=COURSE, co_organizers=(office, CoOrganizer(code="EA")), status=Status.PLANNED),
        )
    )
    return empty_tracker


def returned(tracker: Tracker, folder: Path, language: str, format_: str = "xliff", **changes: tuple[str, TextState]) -> Path:
    """The file for a language as a translator sends it back, with texts and states by the first word of their source."""
    (path,) = send_out(tracker, 2024, [language], folder, format_, only_new=False).files
    exchange = read_exchange(path)
    units = []
    for unit in exchange.units:
        target, state = changes.get(unit.source.split()[0], (unit.target, unit.state))
        units.append(replace(unit, target=target, state=state))
    write_exchange(replace(exchange, units=tuple(units)), path, format_)
    return path


def outcomes(review: ReturnReview) -> dict[str, str]:
    return {one.unit.source.split()[0]: one.outcome for one in review.texts}


class TestStates:
    """The table of texts."""

    def test_a_repeated_text_stands_there_once(self, tracker: Tracker) -> None:
        table = text_states(tracker, 2024)
        assert [(row.field, row.source, row.activity_ids) for row in table.rows] == [
            ("title", SEMINAR["en"], (1, 2)),
            ("title", "Course", (3,)),
            ("co_organizers", "Patent Office", (3,)),
        ]

    def test_each_language_has_its_state(self, tracker: Tracker) -> None:
        course = text_states(tracker, 2024).rows[1]
        assert (course.states["en"], course.states["fr"], course.states["ar"]) == (GIVEN, GIVEN, MISSING)

    def test_counts_by_language_and_by_status(self, tracker: Tracker) -> None:
        table = text_states(tracker, 2024)
        assert (table.done("fr"), table.done("ar"), len(table.rows)) == (1, 0, 3)
        assert [row.source for row in table.lacking("fr")] == [SEMINAR["en"], "Patent Office"]
        assert len(text_states(tracker, 2024, Status.HELD).rows) == 1

    def test_a_changed_source_makes_its_translations_outdated(self, tracker: Tracker) -> None:
        (course,) = tracker.activities_by_id([3])
        tracker.do(changing(course, title=course.title.replace("en", "Long course")))
        assert text_states(tracker, 2024).rows[1].states["fr"] is OUTDATED
        tracker.undo()
        assert text_states(tracker, 2024).rows[1].states["fr"] is GIVEN

    def test_where_uses_differ_the_state_is_the_one_that_needs_most_work(self, tracker: Tracker) -> None:
        (first,) = tracker.activities_by_id([1])
        tracker.do(changing(first, title=SEMINAR.replace("fr", "Séminaire")))
        row = text_states(tracker, 2024).rows[0]
        assert (row.states["fr"], row.texts["fr"]) == (MISSING, "Séminaire")

    def test_the_sample_of_2024_has_every_text(self, sample_tracker: Tracker) -> None:
        table = text_states(sample_tracker, 2024)
        assert {table.done(language) for language in LANGUAGES} == {len(table.rows)}
        assert len({row.key for row in table.rows}) == len(table.rows) < 64 + 24

    def test_an_empty_year_has_no_texts(self, empty_tracker: Tracker) -> None:
        assert text_states(empty_tracker, 2024).rows == ()


class TestSendingOut:
    """Files for translators."""

    def test_only_what_is_missing_or_outdated_goes_out(self, tracker: Tracker, tmp_path: Path) -> None:
        sent = send_out(tracker, 2024, LANGUAGES, tmp_path / "out")
        assert [file.name for file in sent.files] == [f"translations-2024-en-{one}.xlf" for one in LANGUAGES[1:]]
        assert sent.texts == {"fr": 2, "es": 3, "ru": 3, "zh": 3, "ar": 3}
        assert [one.source for one in read_exchange(sent.files[0]).units] == [SEMINAR["en"], "Patent Office"]

    def test_a_language_that_lacks_nothing_gets_no_file(self, sample_tracker: Tracker, tmp_path: Path) -> None:
        assert send_out(sample_tracker, 2024, LANGUAGES, tmp_path).files == ()

    def test_texts_without_the_source_language_are_counted(self, tracker: Tracker, tmp_path: Path) -> None:
        sent = send_out(tracker, 2024, ["es"], tmp_path, source="fr")
        assert (sent.texts, sent.without_source) == ({"es": 1}, {"es": 2})

    @pytest.mark.parametrize(
        ("year", "format_", "code"), [(2024, "doc", "exchange.format-unknown"), (1999, "xlsx", "year.unknown")]
    )
    def test_what_cannot_be_sent_is_told(self, tracker: Tracker, tmp_path: Path, year: int, format_: str, code: str) -> None:
        with pytest.raises(UserError) as trouble:
            send_out(tracker, year, ["fr"], tmp_path, format_)
        assert trouble.value.code == code

    def test_a_file_that_lies_there_already_stays(self, tracker: Tracker, tmp_path: Path) -> None:
        back = returned(tracker, tmp_path, "fr", Seminar=("Séminaire", DRAFT))
        before = back.read_bytes()
        names = [send_out(tracker, 2024, ["fr"], tmp_path).files[0].name for _ in range(2)]
        assert names == ["translations-2024-en-fr-2.xlf", "translations-2024-en-fr-3.xlf"]
        assert back.read_bytes() == before

    def test_a_place_that_is_no_folder_is_told(self, tracker: Tracker, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(UserError) as trouble:
            send_out(tracker, 2024, ["fr"], tmp_path / "file")
        assert trouble.value.code == "export.not-a-folder"


@pytest.mark.parametrize("format_", ["xliff", "xlsx"])
class TestTakingBack:
    """What translators made of it."""

    def test_a_translation_comes_into_every_use_as_one_step(self, tracker: Tracker, tmp_path: Path, format_: str) -> None:
        path = returned(
            tracker,
            tmp_path,
            "fr",
            format_,
            Seminar=("Séminaire (OM), 40 personnes", DRAFT),
            Patent=("Office", TextState.CHECKED),
        )
        review = take_back(tracker, [path])
        assert outcomes(review) == {"Seminar": "new", "Course": "same", "Patent": "new"}
        change = store_returned(tracker, review)
        assert change is not None
        assert change.revised == (1, 2, 3)
        first, second, third = tracker.activities_by_id([1, 2, 3])
        assert first.title == second.title == Texts({**SEMINAR, "fr": "Séminaire (OM), 40 personnes"}, {"fr": TextMark.DRAFT})
        assert third.title == COURSE
        assert third.co_organizers[0].name.mark("fr") is TextMark.CHECKED
        tracker.undo()
        assert [one.title for one in tracker.activities_by_id([1, 2, 3])] == [SEMINAR, SEMINAR, COURSE]

    def test_the_same_file_again_changes_nothing(self, tracker: Tracker, tmp_path: Path, format_: str) -> None:
        path = returned(tracker, tmp_path, "fr", format_, Seminar=("Séminaire", DRAFT))
        store_returned(tracker, take_back(tracker, [path]))
        review = take_back(tracker, [path])
        assert outcomes(review) == {"Seminar": "same", "Course": "same", "Patent": "empty"}
        assert store_returned(tracker, review) is None

    def test_a_text_that_was_checked_gets_its_mark(self, tracker: Tracker, tmp_path: Path, format_: str) -> None:
        review = take_back(tracker, [returned(tracker, tmp_path, "fr", format_, Course=("Cours", TextState.CHECKED))])
        assert outcomes(review)["Course"] == "checked"
        store_returned(tracker, review)
        assert tracker.activity(3).title.marks == {"fr": TextMark.CHECKED}

    def test_an_outdated_text_that_comes_back_changed_is_a_draft(self, tracker: Tracker, tmp_path: Path, format_: str) -> None:
        course = tracker.activity(3)
        tracker.do(changing(course, title=course.title.replace("en", "Course for all")))
        review = take_back(tracker, [returned(tracker, tmp_path, "fr", format_, Course=("Cours pour tous", MISSING))])
        assert (outcomes(review)["Course"], review.texts[1].before) == ("changed", "Cours")
        store_returned(tracker, review)
        assert tracker.activity(3).title.mark("fr") is TextMark.DRAFT

    def test_what_was_changed_since_is_kept_aside(self, tracker: Tracker, tmp_path: Path, format_: str) -> None:
        path = returned(tracker, tmp_path, "fr", format_, Course=("Cours", DRAFT))
        course = tracker.activity(3)
        tracker.do(changing(course, title=course.title.replace("en", "Another course")))
        review = take_back(tracker, [path])
        assert outcomes(review)["Course"] == "source-changed"
        assert review.needs_attention
        assert store_returned(tracker, review) is None

    def test_a_translation_beside_the_key_of_another_text_is_kept_aside(
        self, tracker: Tracker, tmp_path: Path, format_: str
    ) -> None:
        (path,) = send_out(tracker, 2024, ["fr"], tmp_path, format_).files
        exchange = read_exchange(path)
        first, second = exchange.units
        # Somebody sorted the columns of the texts and not that of the keys.
        mixed = (
            replace(first, source=second.source, target="Office", state=DRAFT),
            replace(second, source=first.source, target="Séminaire (OM), 40 personnes", state=DRAFT),
        )
        write_exchange(replace(exchange, units=mixed), path, format_)
        review = take_back(tracker, [path])
        assert outcomes(review) == {"Seminar": "source-differs", "Patent": "source-differs"}
        assert review.needs_attention
        assert store_returned(tracker, review) is None

    def test_the_right_row_counts_beside_a_mixed_up_one(self, tracker: Tracker, tmp_path: Path, format_: str) -> None:
        (path,) = send_out(tracker, 2024, ["fr"], tmp_path, format_).files
        exchange = read_exchange(path)
        right = replace(exchange.units[0], target="Séminaire (OM), 40 personnes", state=DRAFT)
        write_exchange(replace(exchange, units=(right, replace(right, source="Elsewhere", target="Ailleurs"))), path, format_)
        review = take_back(tracker, [path])
        assert outcomes(review) == {"Seminar": "new", "Elsewhere": "source-differs"}
        store_returned(tracker, review)
        assert tracker.activity(1).title["fr"] == right.target

    def test_a_source_that_only_a_tool_touched_is_the_same(self, tracker: Tracker, tmp_path: Path, format_: str) -> None:
        source = "Café\x07 in\u2028two  lines"
        tracker.do(changing(tracker.activity(1), title=Texts({"en": source})))
        (path,) = send_out(tracker, 2024, ["fr"], tmp_path, format_).files
        exchange = read_exchange(path)
        unit = replace(exchange.units[0], source=normalize("NFD", "Café in\u00a0two lines"), target="Café", state=DRAFT)
        write_exchange(replace(exchange, units=(unit,)), path, format_)
        assert [one.outcome for one in take_back(tracker, [path]).texts] == ["new"]

    def test_files_of_two_years_are_stored_in_both(self, tracker: Tracker, tmp_path: Path, format_: str) -> None:
        before = tracker.do(adding(make_draft(title=SEMINAR, year=2023, month="2023-05"))).added[0]
        paths = []
        for year, target in ((2023, "Séminaire d’avant"), (2024, "Séminaire")):
            (path,) = send_out(tracker, year, ["fr"], tmp_path, format_).files
            exchange = read_exchange(path)
            write_exchange(replace(exchange, units=(replace(exchange.units[0], target=target, state=DRAFT),)), path, format_)
            paths.append(path)
        review = take_back(tracker, paths)
        assert [(one.year, one.outcome, one.activity_ids) for one in review.texts] == [
            (2023, "new", (before,)),
            (2024, "new", (1, 2)),
        ]
        change = store_returned(tracker, review)
        assert change is not None
        titles = [tracker.activity(id_).title["fr"] for id_ in (before, 1, 2)]
        assert titles == ["Séminaire d’avant", "Séminaire", "Séminaire"]

    @pytest.mark.parametrize("turned", [False, True])
    def test_of_two_halves_the_empty_texts_replace_none(
        self, tracker: Tracker, tmp_path: Path, format_: str, *, turned: bool
    ) -> None:
        halves = [
            returned(tracker, tmp_path / "first", "es", format_, Seminar=("Seminario", DRAFT)),
            returned(tracker, tmp_path / "second", "es", format_, Course=("Curso", DRAFT)),
        ]
        review = take_back(tracker, halves[::-1] if turned else halves)
        assert outcomes(review) == {"Seminar": "new", "Course": "new", "Patent": "empty"}

    def test_of_two_files_that_say_something_else_the_first_counts_and_the_second_is_told(
        self, tracker: Tracker, tmp_path: Path, format_: str
    ) -> None:
        texts = ("Séminaire", "Atelier")
        paths = [returned(tracker, tmp_path / one, "fr", format_, Seminar=(one, DRAFT)) for one in texts]
        review = take_back(tracker, paths)
        told = [(one.unit.target, one.outcome, one.is_kept_aside) for one in review.texts if one.unit.target in texts]
        assert told == [("Séminaire", "new", False), ("Atelier", "contradicts", True)]
        assert review.needs_attention
        store_returned(tracker, review)
        assert tracker.activity(1).title["fr"] == "Séminaire"

    def test_translations_of_two_sources_into_one_text_contradict_each_other_as_well(
        self, tracker: Tracker, tmp_path: Path, format_: str
    ) -> None:
        paths = [returned(tracker, tmp_path / "a", "ar", format_, Course=("دورة", DRAFT))]
        (path,) = send_out(tracker, 2024, ["ar"], tmp_path / "b", format_, source="fr", only_new=False).files
        exchange = read_exchange(path)
        write_exchange(replace(exchange, units=(replace(exchange.units[0], target="درس", state=DRAFT),)), path, format_)
        review = take_back(tracker, [*paths, path])
        assert [one.outcome for one in review.texts if one.unit.target] == ["new", "contradicts"]

    def test_an_untouched_text_replaces_no_translation(self, tracker: Tracker, tmp_path: Path, format_: str) -> None:
        paths = [
            returned(tracker, tmp_path / "a", "fr", format_, Course=("Cours du PCT", DRAFT)),
            returned(tracker, tmp_path / "b", "fr", format_),
        ]
        assert outcomes(take_back(tracker, paths))["Course"] == "changed"

    def test_a_text_of_another_log_is_unknown(self, tracker: Tracker, tmp_path: Path, format_: str) -> None:
        path = tmp_path / f"other.{'xlf' if format_ == 'xliff' else 'xlsx'}"
        unit = TextUnit("t-0", "title", "Elsewhere", "Ailleurs", DRAFT, (999,))
        write_exchange(TextExchange(2024, "en", "fr", (unit,)), path, format_)
        review = take_back(tracker, [path])
        assert outcomes(review) == {"Elsewhere": "unknown"}

    def test_numbers_and_codes_that_were_lost_are_told_and_stored_all_the_same(
        self, tracker: Tracker, tmp_path: Path, format_: str
    ) -> None:
        review = take_back(tracker, [returned(tracker, tmp_path, "ar", format_, Seminar=("ندوة (KE)، ٤٠", DRAFT))])
        assert review.texts[0].differing == ("KE", "OM")
        assert review.needs_attention
        assert store_returned(tracker, review) is not None

    def test_a_locked_year_takes_nothing(self, tracker: Tracker, tmp_path: Path, format_: str) -> None:
        path = returned(tracker, tmp_path, "fr", format_, Seminar=("Séminaire", DRAFT))
        tracker.lock_year(2024)
        with pytest.raises(UserError) as trouble:
            store_returned(tracker, take_back(tracker, [path]))
        assert trouble.value.code == "year.locked"


def test_a_translation_into_the_first_language_outdates_nothing(empty_tracker: Tracker, tmp_path: Path) -> None:
    title = Texts({"en": "Seminar", "zh": "研讨会", "ar": "ندوة"})
    empty_tracker.do(adding(make_draft(title=title)))
    (path,) = send_out(empty_tracker, 2024, ["en"], tmp_path, source="zh", only_new=False).files
    exchange = read_exchange(path)
    units = (replace(exchange.units[0], target="Workshop", state=DRAFT),)
    write_exchange(replace(exchange, units=units), path, "xliff")
    store_returned(empty_tracker, take_back(empty_tracker, [path]))
    assert empty_tracker.activity(1).title == Texts({**title, "en": "Workshop"}, {"en": TextMark.DRAFT})
    (one,) = empty_tracker.activities_by_id([1])
    empty_tracker.do(changing(one, title=one.title.replace("zh", "讲习班")))
    assert empty_tracker.activity(1).title.marks == {"en": TextMark.OUTDATED, "ar": TextMark.OUTDATED}


@pytest.mark.parametrize(
    ("source", "target", "differing"),
    [
        ("1,200 people", "1 200 personnes", ()),
        ("1,200 people", "1.200 personas", ()),
        ("in 2024", "٢٠٢٤", ()),
        ("05", "5", ()),
        ("Oman (OM)", "阿曼（OM）", ()),
        ("Oman (OM)", "阿曼", ("OM",)),
        ("12 and 12", "12", ("12",)),
        ("12", "13", ("12", "13")),
    ],
)
def test_numbers_are_the_same_however_they_are_written(source: str, target: str, differing: tuple[str, ...]) -> None:
    assert differing_marks(source, target) == differing


class TestChecking:
    """Translations that somebody looked at."""

    def test_every_use_of_a_text_is_marked_and_its_source_is_not(self, empty_tracker: Tracker) -> None:
        title = Texts({"en": "Seminar", "fr": "Séminaire", "zh": "研讨会"})
        empty_tracker.do(adding(make_draft(title=title), make_draft(title=title)))
        rows = text_states(empty_tracker, 2024).rows
        change = check_texts(empty_tracker, rows, ["en", "fr", "ar"])
        assert change is not None
        assert [one.title.marks for one in empty_tracker.activities_by_id([1, 2])] == [{"fr": TextMark.CHECKED}] * 2
        assert check_texts(empty_tracker, rows, ["fr"]) is None
        empty_tracker.undo()
        assert empty_tracker.activity(1).title == title
