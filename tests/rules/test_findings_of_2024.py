"""Every known oddity of the annex of 2024 is found, and nothing else."""

from pathlib import Path

import pytest
from builders import rules_of

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.importing.annex import read_annex
from pct_tracker.reference.reference import Reference
from pct_tracker.rules.context import RuleContext
from pct_tracker.rules.engine import check_all

ANNEX = Path(__file__).parent.parent / "files" / "annex-2024" / "annex-2024-zh.docx"
KNOWN = {
    (4, "modality.said-in-title"),
    (4, "place.unusual-name"),
    (19, "co-organizer.unlike-its-series"),
    (21, "co-organizer.unlike-its-series"),
    (31, "separator.missing"),
    (35, "place.name-and-code-disagree"),
    (41, "text.stray-markup"),
    (44, "participants.fewer-than-origins"),
    (44, "place.unusual-name"),
    (45, "participant-types.missing"),
    (47, "activity.repeated"),
    (53, "participant-types.missing"),
    (55, "activity.repeated"),
    (58, "origins.not-countable"),
    (61, "origins.not-countable"),
}
MORE = {
    *((row, "contents.unlike-participants") for row in (6, 9, 15, 27, 33, 34, 41)),
    *((row, "activity.unlike-its-series") for row in (6, 41)),
    *((row, "type.unlike-title") for row in (18,)),
    *((row, "venue.not-among-origins") for row in (40, 57)),
}
"""What is worth a look beyond the known oddities; hints only."""


@pytest.fixture(scope="module")
def drafts(reference: Reference) -> list[ActivityDraft]:
    return [row.draft for row in read_annex(ANNEX, reference).rows]


def test_exactly_the_known_oddities_are_found(drafts: list[ActivityDraft], reference: Reference) -> None:
    context = RuleContext(reference, languages=("zh",))
    found = {(row, one.rule) for row, some in enumerate(check_all(drafts, context), 1) for one in some}
    assert found == KNOWN | MORE


def test_every_row_lacks_the_languages_that_are_not_in_the_file(drafts: list[ActivityDraft], context: RuleContext) -> None:
    for findings in check_all(drafts, context):
        assert rules_of(findings).count("title.missing-translation") == 1


def test_the_two_identical_rows_name_each_other_in_every_cell(drafts: list[ActivityDraft], context: RuleContext) -> None:
    findings = check_all(drafts, context)
    for row in (47, 55):
        (repeated,) = (one for one in findings[row - 1] if one.rule == "activity.repeated")
        assert (repeated.params["same_count"], repeated.params["times"]) == (True, 1)
