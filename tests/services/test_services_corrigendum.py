"""What prints differently since a year was published, language by language, and the document that says so."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from builders import DRAFTS, adding, changing, make_draft, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import FIELD_NAMES, ActivityDraft, Origin
from pct_tracker.domain.change import Edit, Removal, Step
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.texts import Texts
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.importing.readback import read_back
from pct_tracker.services.editing.life import cancel, hold
from pct_tracker.services.reports.archive import export_records, keep_report_template
from pct_tracker.services.reports.choices import DocumentChoices, FrontBlock, ReportChoices
from pct_tracker.services.reports.corrigendum import find_corrigendum, usual_front, write_corrigendum
from pct_tracker.services.reports.publishing import publish
from pct_tracker.services.reports.repeating import repeat
from pct_tracker.services.tracker import Tracker

PUBLISHED = ReportChoices(languages=("en",), formats=("csv",), front=FrontBlock(symbol="PCT/WG/19/5"))
ALL = ReportChoices(languages=LANGUAGES, formats=("docx", "pdf", "html"), front=FrontBlock(symbol="PCT/WG/19/5 Corr."))


@pytest.fixture
def published(sample_tracker: Tracker, tmp_path: Path) -> Tracker:
    """The sample of 2024, published and open again."""
    publish(sample_tracker, 2024, PUBLISHED, tmp_path / "published")
    sample_tracker.unlock_year(2024, "mistakes")
    return sample_tracker


def correct(tracker: Tracker) -> None:
    """A number of row 35, row 55 away, one added, one cancelled, a Russian title and a note."""
    tracker.do(changing(tracker.activity(35), participants=31, origins=(Origin("CO"), Origin("PE"))))
    tracker.do(Edit(Step("delete", {"title": "…"}), removed=(Removal(55, tracker.activity(55).version),)))
    tracker.do(adding(make_draft(month="2024-12", title=Texts(dict.fromkeys(LANGUAGES, "<b>Added & new</b>")))))
    tracker.do(cancel([tracker.activity(60)], "it never took place"))
    title = tracker.activity(1).title
    tracker.do(changing(tracker.activity(1), title=Texts({**title, "ru": "Другое название"}, title.marks)))
    tracker.do(changing(tracker.activity(2), notes="seen"))


def test_a_year_that_was_never_published_has_none(sample_tracker: Tracker) -> None:
    sample_tracker.lock_year(2024)
    with pytest.raises(UserError) as trouble:
        find_corrigendum(sample_tracker, 2024)
    assert trouble.value.code == "corrigendum.not-published"


def test_each_language_lists_what_prints_differently_in_it(published: Tracker) -> None:
    correct(published)
    corrigendum = find_corrigendum(published, 2024)
    told = {language: [(one.kind, one.number, one.columns) for one in corrigendum.rows[language]] for language in ("en", "ru")}
    others = [("changed", 35, ("origins", "participants")), ("removed", 55, ()), ("removed", 60, ()), ("added", 0, ())]
    assert told == {"en": others, "ru": [("changed", 1, ("title",)), *others]}
    assert corrigendum.unseen == 1
    assert {one.name: one.difference for one in corrigendum.totals}["activities"] == -1


def test_a_change_that_is_taken_back_is_none(published: Tracker) -> None:
    published.do(changing(published.activity(35), participants=31))
    published.undo()
    corrigendum = find_corrigendum(published, 2024)
    assert (corrigendum.languages, corrigendum.unseen, corrigendum.totals) == ((), 0, ())


def test_an_activity_that_went_to_another_year_and_one_that_came_are_told(published: Tracker) -> None:
    published.do(changing(published.activity(10), year=2025, month="2025-01"))
    published.do(adding(make_draft(year=2025, month="2025-02", status=Status.PLANNED)))
    kinds = [(one.kind, one.activity_id) for one in find_corrigendum(published, 2024).rows["zh"]]
    assert kinds == [("removed", 10)]


def test_other_words_for_a_type_change_the_rows_that_print_them(published: Tracker) -> None:
    published.add_editions([WordEdition("types.pct-meeting", "es", "Encuentro del PCT")])
    corrigendum = find_corrigendum(published, 2024)
    assert corrigendum.languages == ("es",)
    assert {one.columns for one in corrigendum.rows["es"]} == {("type",)}
    assert len(corrigendum.rows["es"]) == 3
    assert corrigendum.unseen == 0


def test_it_is_written_in_six_languages_and_says_the_old_and_the_new_rows(published: Tracker, tmp_path: Path) -> None:
    correct(published)
    result = write_corrigendum(published, find_corrigendum(published, 2024), ALL, tmp_path)
    assert len(result.files) == 18
    assert result.is_proven
    for one in result.files:
        if one.format == "pdf":
            continue
        back = read_back(one.path)
        rows = next(table for table in back.tables if len(table[0]) == 10)[1:]
        assert len(rows) == (7 if one.language == "ru" else 5), one.path.name
        numbers = [row[-1] for row in rows if "35" in row[0]]
        assert numbers == ["25", "31"]
        assert rows[-1][4] == "<b>Added & new</b>"
        assert "PCT/WG/19/5" in back.words
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["corrects"] == export_records(published)[-1].id
    assert manifest["unseen"] == 1
    assert (manifest["export"], manifest["proven"]) == (result.record.id, True)


def test_a_language_in_which_nothing_differs_gets_no_file(published: Tracker, tmp_path: Path) -> None:
    title = published.activity(1).title
    published.do(changing(published.activity(1), title=Texts({**title, "ru": "Другое название"}, title.marks)))
    corrigendum = find_corrigendum(published, 2024)
    result = write_corrigendum(published, corrigendum, ALL, tmp_path / "some")
    assert {one.language for one in result.files} == {"ru"}
    with pytest.raises(UserError) as trouble:
        write_corrigendum(published, corrigendum, ReportChoices(languages=("en",)), tmp_path / "none")
    assert trouble.value.code == "corrigendum.nothing"
    assert not (tmp_path / "none").exists()


def test_a_table_alone_is_no_corrigendum(published: Tracker, tmp_path: Path) -> None:
    correct(published)
    with pytest.raises(UserError) as trouble:
        write_corrigendum(published, find_corrigendum(published, 2024), ReportChoices(formats=("csv",)), tmp_path)
    assert trouble.value.code == "export.format-unknown"


def test_after_a_new_publication_only_what_came_later_counts_unless_the_earlier_is_named(
    published: Tracker, tmp_path: Path
) -> None:
    first = export_records(published, 2024)[-1]
    published.do(changing(published.activity(35), participants=31))
    second = publish(published, 2024, PUBLISHED, tmp_path / "again").record
    assert find_corrigendum(published, 2024).published == second
    assert find_corrigendum(published, 2024).languages == ()
    assert find_corrigendum(published, 2024, first).languages == LANGUAGES


def test_an_export_that_published_nothing_is_no_beginning(published: Tracker, tmp_path: Path) -> None:
    published.do(changing(published.activity(35), participants=31))
    corrigendum = find_corrigendum(published, 2024)
    record = write_corrigendum(published, corrigendum, ReportChoices(languages=("en",), formats=("html",)), tmp_path).record
    with pytest.raises(UserError):
        find_corrigendum(published, 2024, record)


class TestPlanned:
    """A publication that printed what is planned as well."""

    @pytest.fixture
    def planning(self, empty_tracker: Tracker, tmp_path: Path) -> Tracker:
        """One activity that was held and four that are planned for the next year, published."""
        some = [make_draft(year=2025, month=f"2025-0{month}", status=Status.PLANNED, participants=None) for month in (1, 2, 3, 4)]
        empty_tracker.do(adding(make_draft(), *some))
        front = FrontBlock(symbol="PCT/WG/19/5", session=texts("Nineteenth session"), dated=date(2026, 5, 4))
        document = DocumentChoices(planned=True, planned_year=2025)
        publish(empty_tracker, 2024, replace(PUBLISHED, front=front, document=document), tmp_path / "published")
        empty_tracker.unlock_year(2024, "mistakes")
        empty_tracker.do(changing(empty_tracker.activity(2), origins=(Origin("OM"),)))
        empty_tracker.do(hold([empty_tracker.activity(3)]))
        empty_tracker.do(cancel([empty_tracker.activity(4)], "it will not take place"))
        empty_tracker.do(adding(some[0].with_fields(month="2025-09")))
        return empty_tracker

    def test_its_second_annex_is_corrected_as_well(self, planning: Tracker, tmp_path: Path) -> None:
        corrigendum = find_corrigendum(planning, 2024)
        told = [(one.kind, one.number, one.activity_id) for one in corrigendum.planned["fr"]]
        assert told == [("changed", 1, 2), ("removed", 3, 4), ("added", 0, 6)]
        assert corrigendum.rows["fr"] == ()
        choices = replace(ALL, languages=("en",), front=usual_front(corrigendum.published))
        result = write_corrigendum(planning, corrigendum, choices, tmp_path / "out")
        assert (result.is_proven, result.rows) == (True, 3)
        words = read_back(tmp_path / "out" / "corrigendum-2024-en.html").words
        assert all(one in words for one in ("PCT/WG/19/5 Corr.", "Nineteenth session", "MAY 4, 2026", "ANNEX II", "of 2025"))
        manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
        assert [one["kind"] for one in manifest["planned_rows"]["en"]] == ["changed", "removed", "added"]

    def test_both_annexes_stand_in_one_document(self, planning: Tracker, tmp_path: Path) -> None:
        planning.do(changing(planning.activity(1), participants=21))
        result = write_corrigendum(planning, find_corrigendum(planning, 2024), ALL, tmp_path / "out")
        assert result.is_proven
        tables = read_back(tmp_path / "out" / "corrigendum-2024-en.docx").tables
        assert [len(table) for table in tables] == [3, 5]


def test_a_missing_text_stops_it_as_it_stops_a_report(published: Tracker, tmp_path: Path) -> None:
    published.do(changing(published.activity(35), title=Texts({"en": "Only English"})))
    choices = replace(ALL, languages=("en", "fr"), missing="stop")
    with pytest.raises(UserError) as trouble:
        write_corrigendum(published, find_corrigendum(published, 2024), choices, tmp_path / "out")
    assert (trouble.value.code, trouble.value.params) == ("export.texts-missing", {"count": 1, "languages": "fr"})
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("lists", [True, False])
def test_a_layout_of_ones_own_is_used_if_it_goes_through_the_paragraphs(
    published: Tracker, tmp_path: Path, *, lists: bool
) -> None:
    loop = ("{%p for one in paragraphs %}", "{{ one }}", "{%p endfor %}")
    words = ("{{ symbol }}", *loop) if lists else ("{{ purpose_paragraph }}",)
    template = docx.Document()
    for line in ("Of our own house", *words, "{{ annex }}", "{{ annex_mark }}"):
        template.add_paragraph(line)
    template.save(str(tmp_path / "house.docx"))
    kept = keep_report_template(published, "en", tmp_path / "house.docx")
    published.do(changing(published.activity(35), participants=31))
    choices = replace(ALL, languages=("en", "fr"), formats=("docx",))
    result = write_corrigendum(published, find_corrigendum(published, 2024), choices, tmp_path / "out")
    assert result.is_proven
    lines = read_back(tmp_path / "out" / "corrigendum-2024-en.docx").lines
    assert (lines[0] == "Of our own house") is lists
    assert any("6,471 instead of 6,465" in line for line in lines)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    used, left_out = ({"en": kept.id}, {}) if lists else ({}, {"en": kept.id})
    assert (manifest["templates"], manifest["templates_left_out"]) == (used, left_out)
    again = repeat(published, result.record, tmp_path / "again")
    assert [one.unlike_before for one in again.files] == [False, False]


@settings(max_examples=8)
@given(st.lists(DRAFTS, min_size=1, max_size=5), st.lists(DRAFTS, min_size=1, max_size=5))
def test_of_any_activities_the_corrigendum_lists_exactly_the_rows_that_print_differently(
    tmp_path_factory: pytest.TempPathFactory, before: list[ActivityDraft], after: list[ActivityDraft]
) -> None:
    folder = tmp_path_factory.mktemp("log")
    tracker = Tracker.open(folder / "log.db", "somebody")
    tracker.do(adding(*(one.with_fields(year=2024, status=Status.HELD) for one in before)))
    printed = {one.id: [tracker.preview(one, code) for code in LANGUAGES] for one in tracker.activities_by_id(range(1, 6))}
    publish(tracker, 2024, PUBLISHED, folder / "published")
    tracker.unlock_year(2024, "changes")
    for id_, draft in enumerate(after, 1):
        known = tracker.activities_by_id([id_])
        tracker.do(changing(known[0], **vars_of(draft)) if known else adding(draft.with_fields(year=2024)))
    corrigendum = find_corrigendum(tracker, 2024)
    held = [one for one in tracker.activities_by_id(range(1, 11)) if one.status is Status.HELD and one.year == 2024]
    now = {one.id: [tracker.preview(one, code) for code in LANGUAGES] for one in held}
    for place, language in enumerate(LANGUAGES):
        differs = {
            id_
            for id_ in printed.keys() | now.keys()
            if (id_ in printed) != (id_ in now) or printed[id_][place] != now[id_][place]
        }
        assert {one.activity_id for one in corrigendum.rows[language]} == differs
    if corrigendum.languages:
        choices = ReportChoices(languages=LANGUAGES, formats=("docx", "html"))
        result = write_corrigendum(tracker, corrigendum, choices, folder / "out")
        assert result.is_proven, [one.proof for one in result.files if not one.proof.holds]
    tracker.close()


def vars_of(draft: ActivityDraft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in FIELD_NAMES if name != "year"}
