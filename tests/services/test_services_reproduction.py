"""What was exported on an earlier day can be written once more, byte for byte, whatever happened since."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from builders import DRAFTS, adding, changing, make_draft
from hypothesis import given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Edit, Removal, Revision, Step
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.services.reports.choices import DocumentChoices, FrontBlock, ReportChoices
from pct_tracker.services.reports.corrigendum import find_corrigendum, write_corrigendum
from pct_tracker.services.reports.publishing import publish
from pct_tracker.services.reports.repeating import corrects, find_export, repeat
from pct_tracker.services.reports.run import export_report
from pct_tracker.services.tracker import Tracker

EXACT = ReportChoices(
    languages=("en", "ar"),
    formats=("csv", "json", "docx", "xlsx", "html"),
    front=FrontBlock(symbol="PCT/WG/19/5", dated=date(2026, 5, 4)),
    document=DocumentChoices(planned=True, trace=True, sensitivity=True),
)

CONTENTS = st.lists(DRAFTS, min_size=3, max_size=12)


def move(tracker: Tracker, kind: str, place: int, draft: ActivityDraft) -> None:
    """One step of work on some activity; a step that cannot be done is left out."""
    known = tracker.activities_by_id(tracker.ids(ActivityQuery()))
    one = known[place % len(known)] if known else None
    if kind == "add" or one is None:
        tracker.do(adding(draft))
    elif kind == "change":
        tracker.do(Edit(Step("change", {"title": "…"}), revised=(Revision(one.id, one.version, draft),)))
    elif kind == "remove":
        tracker.do(Edit(Step("delete", {"title": "…"}), removed=(Removal(one.id, one.version),)))
    elif tracker.undo_state().undo is not None:
        try:
            tracker.undo()
        except UserError as error:
            assert error.code == "edit.overtaken"  # noqa: PT017 - an undo may be overtaken; nothing else may happen


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name != "manifest.json"}


@settings(max_examples=5)
@given(CONTENTS, st.randoms(use_true_random=False))
def test_an_export_is_the_same_after_a_hundred_edits(
    tmp_path_factory: pytest.TempPathFactory, drafts: list[ActivityDraft], chance: Random
) -> None:
    folder = tmp_path_factory.mktemp("log")
    tracker = Tracker.open(folder / "log.db", "somebody")
    planned = make_draft(status=Status.PLANNED, month="2024-12")
    tracker.do(adding(*(make_draft(month=f"2024-{month:02}") for month in range(1, 9)), planned))
    record = export_report(tracker, 2024, EXACT, folder / "first").record
    for _edit in range(100):
        kind = chance.choice(("add", "change", "change", "remove", "undo"))
        move(tracker, kind, chance.randrange(100), chance.choice(drafts).with_fields(participants=chance.randrange(100)))
    again = repeat(tracker, record, folder / "again")
    assert not any(one.unlike_before for one in again.files)
    assert contents(folder / "again") == contents(folder / "first")
    tracker.close()


def test_words_that_were_edited_since_do_not_get_into_it(sample_tracker: Tracker, tmp_path: Path) -> None:
    record = export_report(sample_tracker, 2024, EXACT, tmp_path / "first").record
    sample_tracker.add_editions([WordEdition("types.pct-seminar", "en", "Another seminar")])
    assert not any(one.unlike_before for one in repeat(sample_tracker, record, tmp_path / "again").files)
    assert contents(tmp_path / "again") == contents(tmp_path / "first")


def test_a_corrigendum_can_be_written_again_as_well(sample_tracker: Tracker, tmp_path: Path) -> None:
    publication = publish(sample_tracker, 2024, EXACT, tmp_path / "published").record
    sample_tracker.unlock_year(2024, "wrong number")
    sample_tracker.do(changing(sample_tracker.activity(35), participants=31))
    corrigendum = find_corrigendum(sample_tracker, 2024)
    choices = ReportChoices(languages=("fr", "ar"), formats=("docx", "html"))
    record = write_corrigendum(sample_tracker, corrigendum, choices, tmp_path / "first").record
    sample_tracker.do(changing(sample_tracker.activity(35), participants=32))
    kept = find_export(sample_tracker, record.id)
    assert corrects(kept) == publication.id
    assert not any(one.unlike_before for one in repeat(sample_tracker, kept, tmp_path / "again").files)
    assert contents(tmp_path / "again") == contents(tmp_path / "first")


def test_an_export_that_never_was_is_told(empty_tracker: Tracker) -> None:
    with pytest.raises(UserError) as trouble:
        find_export(empty_tracker, 7)
    assert trouble.value.code == "export.unknown"
