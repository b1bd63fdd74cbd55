"""What the program writes, it reads: every annex it exports comes back the same, in every language and format."""

from pathlib import Path

import pytest

from pct_tracker.domain.activity import ActivityDraft, Origin
from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.folding import join_lines
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.imports.run import read_file, review_import, store_import
from pct_tracker.services.reports.export_run import export_annex
from pct_tracker.services.tracker import Tracker


def reported(draft: ActivityDraft, language: str) -> tuple[object, ...]:
    """What an annex in one language says of an activity."""
    organizers = [join_lines(one.name.get(language, "")) for one in draft.co_organizers]
    texts = (join_lines(draft.title[language]), organizers, draft.origin_note.get(language))
    kinds = (draft.type, draft.contents, draft.participant_types, draft.participants)
    return (draft.month, *texts, *kinds, draft.venue, draft.modality, draft.origin_codes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format_", ["docx", "xlsx", "csv", "json"])
def test_an_exported_annex_is_read_back_the_same(
    sample_tracker: Tracker, empty_tracker: Tracker, tmp_path: Path, language: str, format_: str
) -> None:
    file = tmp_path / f"annex.{format_}"
    export_annex(sample_tracker, 2024, [language], format_, file)
    store_import(empty_tracker, review_import(empty_tracker, read_file(empty_tracker, file)))
    before, after = (tracker.activities(ActivityQuery()) for tracker in (sample_tracker, empty_tracker))
    assert [reported(one, language) for one in after] == [reported(one, language) for one in before]
    assert {one.year for one in after} == {2024}


def test_an_annex_of_planned_activities_comes_in_as_planned(empty_tracker: Tracker, tmp_path: Path) -> None:
    headings = "Date\tType of Activity\tContent\tDescription\tLocation\tOrigin\tNumber"
    text = f"Technical assistance activities planned for 2025\n\n{headings}\n"
    file = tmp_path / "plans.txt"
    file.write_text(text + "2025-03\tPCT Seminar\tB\tSeminar to come\tKenya (KE)\tKenya (KE)\t\n", "utf-8")
    store_import(empty_tracker, review_import(empty_tracker, read_file(empty_tracker, file)))
    [planned] = empty_tracker.activities(ActivityQuery())
    assert (planned.status, planned.year, planned.month) == ("planned", 2025, "2025-03")
    assert not [one for one in empty_tracker.findings(2025)[planned.id] if one.severity == "error"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exported_plan_is_read_back_as_a_plan(
    sample_tracker: Tracker, empty_tracker: Tracker, tmp_path: Path, language: str
) -> None:
    plans = [one.with_fields(status=Status.PLANNED, participants=None) for one in sample_tracker.activities(ActivityQuery())[:5]]
    empty_tracker.do(Edit(Step("add-many"), added=tuple(plans)))
    file = tmp_path / "plan.docx"
    export_annex(empty_tracker, 2024, [language], "docx", file, status=Status.PLANNED)
    assert {row.draft.status for row in read_file(empty_tracker, file).rows} == {Status.PLANNED}


def test_the_same_annex_in_all_six_languages_fills_one_set_of_activities(
    sample_tracker: Tracker, empty_tracker: Tracker, tmp_path: Path
) -> None:
    for language in LANGUAGES:
        file = tmp_path / f"annex-{language}.docx"
        export_annex(sample_tracker, 2024, [language], "docx", file)
        store_import(empty_tracker, review_import(empty_tracker, read_file(empty_tracker, file)))
    activities = empty_tracker.activities(ActivityQuery())
    assert len(activities) == 64
    assert all(set(one.title) == set(LANGUAGES) for one in activities)


def test_a_second_language_finds_activities_that_were_corrected_since(
    sample_tracker: Tracker, empty_tracker: Tracker, tmp_path: Path
) -> None:
    for language in ("zh", "en"):
        export_annex(sample_tracker, 2024, [language], "docx", tmp_path / f"{language}.docx")
    store_import(empty_tracker, review_import(empty_tracker, read_file(empty_tracker, tmp_path / "zh.docx")))
    first, *_, thirty_fifth = empty_tracker.activities(ActivityQuery())[:35]
    corrections = (first.with_fields(participants=12), thirty_fifth.with_fields(origins=(Origin("KH"),)))
    revised = tuple(Revision(one.id, one.version, draft) for one, draft in zip((first, thirty_fifth), corrections, strict=True))
    empty_tracker.do(Edit(Step("change"), revised=revised))
    review = review_import(empty_tracker, read_file(empty_tracker, tmp_path / "en.docx"))
    assert [review.count(outcome) for outcome in ("new", "changed", "same")] == [0, 64, 0]
    store_import(empty_tracker, review)
    assert empty_tracker.activity(first.id).participants == 12
    assert empty_tracker.activity(thirty_fifth.id).origin_codes == ("KH",)
    assert "en" in empty_tracker.activity(first.id).title
