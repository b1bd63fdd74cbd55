"""The whole report: written in all languages, read back, kept, and written once more."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from builders import adding, make_draft

from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.domain.codes import LANGUAGES, Status, TextMark
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.texts import Texts
from pct_tracker.rules.catalogue import RULES_EDITION
from pct_tracker.services.progress import Progress
from pct_tracker.services.reports.archive import export_records, keep_report_template
from pct_tracker.services.reports.choices import FORMATS, DocumentChoices, FrontBlock, ReportChoices
from pct_tracker.services.reports.look import look_at_report
from pct_tracker.services.reports.run import compose_preview, export_report, repeat_export
from pct_tracker.services.reports.word_templates import write_example
from pct_tracker.services.tracker import Tracker

FRONT = FrontBlock(symbol="PCT/WG/19/5", session=Texts({"en": "Nineteenth Session", "fr": "Dix-neuvième session"}))
EVERYTHING = ReportChoices(formats=FORMATS, front=FRONT, document=DocumentChoices(planned=True, trace=True, sensitivity=True))
QUICK = ReportChoices(languages=("en",), formats=("docx", "csv", "json", "html"))


def change(tracker: Tracker, activity_id: int, **values: object) -> None:
    """Changes an activity as one step."""
    [activity] = tracker.activities_by_id([activity_id])
    tracker.do(Edit(Step("edit"), revised=(Revision(activity.id, activity.version, activity.with_fields(**values)),)))


def plan_something(tracker: Tracker) -> None:
    """Adds a planned activity in all languages."""
    title = Texts({language: f"Seminar to come ({language})" for language in LANGUAGES})
    draft = make_draft(status=Status.PLANNED, month="2024-12", participants=None, title=title)
    tracker.do(adding(draft))


def test_every_file_says_the_same_in_all_languages(sample_tracker: Tracker, tmp_path: Path) -> None:
    plan_something(sample_tracker)
    result = export_report(sample_tracker, 2024, EVERYTHING, tmp_path / "out")
    assert [one.proof.differences for one in result.files] == [()] * (len(LANGUAGES) * len(FORMATS))
    assert result.is_proven
    assert {one.path.name for one in result.files} | {"manifest.json"} == {one.name for one in (tmp_path / "out").iterdir()}
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert manifest["proven"] is True
    assert manifest["figures"]["participants"] == 6465
    assert manifest["snapshot"] == {"journal_entry": 2, "words": 0, "rules": RULES_EDITION}
    assert manifest["export"] == export_records(sample_tracker, 2024)[0].id


def test_an_export_of_an_earlier_day_is_written_once_more_byte_for_byte(sample_tracker: Tracker, tmp_path: Path) -> None:
    first = export_report(sample_tracker, 2024, QUICK, tmp_path / "first")
    change(sample_tracker, 1, participants=999)
    change(sample_tracker, 2, year=2025, month="2025-01")
    again = repeat_export(sample_tracker, first.record, tmp_path / "again")
    assert [one.path.name for one in again.files if one.unlike_before] == []
    assert again.is_proven
    for file in first.files:
        assert file.path.read_bytes() == (tmp_path / "again" / file.path.name).read_bytes()
    today = export_report(sample_tracker, 2024, QUICK, tmp_path / "today")
    assert today.rows == first.rows - 1


def test_a_template_of_ones_own_lays_out_its_language_also_later(sample_tracker: Tracker, tmp_path: Path) -> None:
    write_example(sample_tracker, "en", tmp_path / "house.docx")
    keep_report_template(sample_tracker, "en", tmp_path / "house.docx")
    choices = replace(QUICK, languages=("en", "fr"), formats=("docx",))
    result = export_report(sample_tracker, 2024, choices, tmp_path / "own")
    assert result.is_proven
    assert list(result.record.choices["template_ids"]) == ["en"]
    write_example(sample_tracker, "fr", tmp_path / "other.docx")
    keep_report_template(sample_tracker, "en", tmp_path / "other.docx")
    again = repeat_export(sample_tracker, result.record, tmp_path / "again")
    assert [one.unlike_before for one in again.files] == [False, False]


class TestMissingTexts:
    """A text that a language lacks, or that is older than what it was translated from."""

    @pytest.fixture
    def lacking(self, empty_tracker: Tracker) -> Tracker:
        """One title lacks French, the French of another one is outdated."""
        texts = ({"en": "One"}, {"en": "Two", "fr": "Deux"})
        empty_tracker.do(adding(*(make_draft(title=Texts(one), co_organizers=()) for one in texts)))
        change(empty_tracker, 2, title=Texts({"en": "Two and a half", "fr": "Deux"}))
        [two] = empty_tracker.activities_by_id([2])
        assert two.title.mark("fr") is TextMark.OUTDATED
        return empty_tracker

    def titles(self, tracker: Tracker, folder: Path, missing: str) -> list[str]:
        choices = ReportChoices(languages=("fr",), formats=("csv",), missing=missing)
        [file] = export_report(tracker, 2024, choices, folder).files
        with open(file.path, encoding="utf-8-sig", newline="") as lines:
            return [row["title"] for row in csv.DictReader(lines)]

    def test_they_print_behind_a_mark(self, lacking: Tracker, tmp_path: Path) -> None:
        assert self.titles(lacking, tmp_path, "marked") == ["[en] One", "[?] Deux"]

    def test_they_print_in_the_language_that_is_up_to_date(self, lacking: Tracker, tmp_path: Path) -> None:
        assert self.titles(lacking, tmp_path, "fallback") == ["One", "Two and a half"]

    def test_they_stop_the_export_before_anything_is_written(self, lacking: Tracker, tmp_path: Path) -> None:
        with pytest.raises(UserError) as trouble:
            self.titles(lacking, tmp_path / "out", "stop")
        assert (trouble.value.code, trouble.value.params["count"]) == ("export.texts-missing", 2)
        assert not (tmp_path / "out").exists()

    def test_they_are_counted(self, lacking: Tracker, tmp_path: Path) -> None:
        choices = ReportChoices(languages=("en", "fr"), formats=("csv",))
        assert export_report(lacking, 2024, choices, tmp_path).untranslated == {"fr": 2}


class TestMissingTextsElsewhere:
    """Texts of the planned activities and of the front block that a language lacks."""

    WHOLE = ReportChoices(languages=("en", "fr"), formats=("html", "csv"), document=DocumentChoices(planned=True))

    @pytest.fixture
    def planning(self, empty_tracker: Tracker) -> Tracker:
        """A log whose held activity has all its texts, and whose planned one lacks French."""
        held = make_draft(title=Texts({"en": "One", "fr": "Un"}), co_organizers=())
        planned = make_draft(status=Status.PLANNED, month="2024-12", title=Texts({"en": "Two"}), co_organizers=())
        empty_tracker.do(adding(held, planned))
        return empty_tracker

    def lacking_front(self, **changes: object) -> ReportChoices:
        """Choices whose front block lacks one text in French."""
        front = replace(FRONT, title=Texts({"en": "A title"}))
        return replace(self.WHOLE, front=front, document=DocumentChoices(), **changes)

    def test_the_rows_of_all_annexes_are_counted(self, planning: Tracker, tmp_path: Path) -> None:
        result = export_report(planning, 2024, self.WHOLE, tmp_path)
        assert [(one.language, one.format, one.untranslated) for one in result.files] == [
            *[("en", "html", 0), ("en", "csv", 0), ("fr", "html", 1), ("fr", "csv", 0)]
        ]
        assert result.untranslated == {"fr": 1}
        assert result.needs_attention

    def test_a_front_text_is_counted(self, planning: Tracker, tmp_path: Path) -> None:
        assert export_report(planning, 2024, self.lacking_front(), tmp_path).untranslated == {"fr": 1}

    def test_a_front_text_stops_the_export(self, planning: Tracker, tmp_path: Path) -> None:
        with pytest.raises(UserError) as trouble:
            export_report(planning, 2024, self.lacking_front(missing="stop"), tmp_path / "out")
        assert (trouble.value.code, trouble.value.params) == ("export.texts-missing", {"count": 1, "languages": "fr"})
        assert not (tmp_path / "out").exists()

    def test_a_front_text_stops_nothing_where_it_is_not_printed(self, planning: Tracker, tmp_path: Path) -> None:
        choices = self.lacking_front(missing="stop", formats=("csv",))
        assert len(export_report(planning, 2024, choices, tmp_path).files) == 2
        assert len(export_report(planning, 2024, self.lacking_front(missing="stop", whole=False), tmp_path).files) == 4

    def test_a_front_text_prints_as_it_is_if_missing_ones_are_not_marked(self, planning: Tracker) -> None:
        titles = [
            compose_preview(planning, 2024, "fr", self.lacking_front(missing=missing)).front.title
            for missing in ("marked", "fallback")
        ]
        assert titles == ["[en] A title", "A title"]

    def test_the_look_counts_the_texts_that_would_stop_the_export(self, planning: Tracker) -> None:
        looked = (self.WHOLE, self.lacking_front(), replace(self.WHOLE, document=DocumentChoices()))
        texts = [look_at_report(planning, 2024, "en", one, dpi=20).texts["fr"] for one in looked]
        assert texts == [(1, 2), (2, 3), (1, 1)]


def test_a_year_without_activities_is_refused(sample_tracker: Tracker, tmp_path: Path) -> None:
    with pytest.raises(UserError) as trouble:
        export_report(sample_tracker, 1999, QUICK, tmp_path)
    assert trouble.value.code == "year.unknown"


def test_an_export_that_is_stopped_is_not_kept(sample_tracker: Tracker, tmp_path: Path) -> None:
    progress = Progress(lambda done, _total: progress.cancel() if done == 1 else None)
    with pytest.raises(UserError) as trouble:
        export_report(sample_tracker, 2024, QUICK, tmp_path, progress=progress)
    assert trouble.value.code == "work.cancelled"
    assert export_records(sample_tracker) == []
    assert not (tmp_path / "manifest.json").exists()


def test_hostile_texts_come_back_the_same(empty_tracker: Tracker, tmp_path: Path) -> None:
    titles = ["=1+1", "<b>&amp;", "a\tb", "line\nbreak", "{{ title }}", "# typst *bold* $x$", "'quoted", "x" * 3000]
    drafts = [make_draft(title=Texts({"en": title, "ar": title, "zh": title})) for title in titles]
    empty_tracker.do(adding(*drafts))
    choices = ReportChoices(languages=("en", "zh", "ar"), formats=FORMATS)
    result = export_report(empty_tracker, 2024, choices, tmp_path)
    assert [one for file in result.files for one in file.proof.differences] == []


def test_a_template_without_any_table_is_told_by_the_proof(sample_tracker: Tracker, tmp_path: Path) -> None:
    import docx

    bare = docx.Document()
    bare.add_paragraph("{{ title }}")
    bare.save(str(tmp_path / "bare.docx"))
    keep_report_template(sample_tracker, "en", tmp_path / "bare.docx")
    result = export_report(sample_tracker, 2024, replace(QUICK, formats=("docx",)), tmp_path / "out")
    assert not result.is_proven
    assert result.files[0].proof.rows == 0
