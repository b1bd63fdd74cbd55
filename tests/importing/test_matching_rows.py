"""Rows of a file beside what the store holds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from annex_inputs import FILES, ROW, row

from pct_tracker.domain.activity import FIELD_NAMES, Activity, ActivityDraft, CoOrganizer, Origin
from pct_tracker.domain.codes import Status
from pct_tracker.domain.texts import Texts
from pct_tracker.importing import matching
from pct_tracker.importing.annex import ReadRow, read_annex
from pct_tracker.importing.matching import Match, match_rows
from pct_tracker.importing.parsing import parse_row
from pct_tracker.reference.loader import load_reference, resources_folder
from pct_tracker.reference.reference import Reference


def stored(drafts: Sequence[ActivityDraft], **edits: Any) -> list[Activity]:
    """The drafts as the store would hold them, with these fields edited since."""
    return [
        Activity(id=number, **{name: getattr(draft, name) for name in FIELD_NAMES} | edits)
        for number, draft in enumerate(drafts, 1)
    ]


def read(*rows: Sequence[str], language: str = "en", status: Status = Status.HELD) -> list[ReadRow]:
    drafts = [parse_row(cells, language, load_reference(), year=2024, status=status) for cells in rows]
    return [
        ReadRow(number, draft, tuple(cells), language) for number, (draft, cells) in enumerate(zip(drafts, rows, strict=True), 1)
    ]


def drafts_of(rows: Sequence[ReadRow]) -> list[ActivityDraft]:
    return [one.draft for one in rows]


def pairs(matches: Sequence[Match]) -> list[int | None]:
    return [match.activity.id if match.activity else None for match in matches]


def outcomes(matches: Sequence[Match]) -> Counter[str]:
    return Counter(match.outcome for match in matches)


@pytest.fixture(scope="module")
def chinese(reference: Reference) -> tuple[ReadRow, ...]:
    return read_annex(FILES / "annex-2024-zh.docx", reference).rows


@pytest.fixture(scope="module")
def english(reference: Reference) -> tuple[ReadRow, ...]:
    return read_annex(FILES / "annex-2024-en.docx", reference).rows


def test_into_an_empty_store_every_row_is_new(chinese: Sequence[ReadRow]) -> None:
    matches = match_rows(chinese, [], "zh")
    assert [(match.outcome, match.activity, match.draft) for match in matches] == [("new", None, one.draft) for one in chinese]


@pytest.mark.parametrize("name", ["annex-2024-zh.docx", "annex-2024-zh.txt", "annex-2024-zh.xlsx", "annex-2024-zh.csv"])
def test_the_same_annex_again_is_the_same_in_every_kind_of_file(
    name: str, chinese: Sequence[ReadRow], reference: Reference
) -> None:
    matches = match_rows(read_annex(FILES / name, reference).rows, stored(drafts_of(chinese)), "zh")
    assert outcomes(matches) == {"same": 64}
    assert pairs(matches) == list(range(1, 65))


def test_rows_that_look_alike_meet_their_own_activities_in_any_order(chinese: Sequence[ReadRow]) -> None:
    matches = match_rows(chinese, stored(drafts_of(chinese))[::-1], "zh")
    found = pairs(matches)
    assert sorted(number for number in found if number) == list(range(1, 65))
    assert [found[number - 1] for number in (7, 8, 33, 34)] == [7, 8, 33, 34]


def test_another_language_fills_in_its_texts_and_touches_nothing_else(
    chinese: Sequence[ReadRow], english: Sequence[ReadRow]
) -> None:
    matches = match_rows(english, stored(drafts_of(chinese)), "en")
    assert outcomes(matches) == {"changed": 64}
    assert pairs(matches) == list(range(1, 65))
    for match, before, other in zip(matches, chinese, english, strict=True):
        assert match.draft.title == Texts({"zh": before.draft.title["zh"], "en": other.draft.title["en"]})
        texts = {
            "title": before.draft.title,
            "co_organizers": before.draft.co_organizers,
            "origin_note": before.draft.origin_note,
        }
        assert replace(match.draft, **texts) == before.draft
    organizer = matches[3].draft.co_organizers[0]
    assert organizer == CoOrganizer(Texts({"zh": "牙买加知识产权局", "en": "Jamaica Intellectual Property Office (JIPO)"}), "JM")
    assert matches[60].draft.origin_note == Texts({"zh": "一些非洲国家", "en": "Some African countries"})


def test_after_both_languages_either_file_is_the_same(chinese: Sequence[ReadRow], english: Sequence[ReadRow]) -> None:
    both = stored([match.draft for match in match_rows(english, stored(drafts_of(chinese)), "en")])
    assert outcomes(match_rows(english, both, "en")) == {"same": 64}
    assert outcomes(match_rows(chinese, both, "zh")) == {"same": 64}


def test_every_file_is_the_same_as_the_sample(
    reference: Reference, chinese: Sequence[ReadRow], english: Sequence[ReadRow]
) -> None:
    sample = stored(drafts_of(read_annex(resources_folder() / "sample" / "annex-2024.json", reference).rows))
    assert outcomes(match_rows(english, sample, "en")) == {"same": 64}
    assert outcomes(match_rows(chinese, sample, "zh")) == {"same": 64}


def test_the_sample_brings_five_languages_to_a_chinese_store(reference: Reference, chinese: Sequence[ReadRow]) -> None:
    sample = read_annex(resources_folder() / "sample" / "annex-2024.json", reference).rows
    matches = match_rows(sample, stored(drafts_of(chinese)), "zh")
    assert outcomes(matches) == {"changed": 64}
    assert all(len(match.draft.title) == 6 for match in matches)


def test_the_same_cells_never_undo_an_edit() -> None:
    rows = read(ROW)
    edited = stored(drafts_of(rows), participants=99, title=Texts({"en": "Better title"}), status=Status.CANCELLED)
    (match,) = match_rows(rows, edited, "en")
    assert (match.outcome, match.draft) == ("same", edited[0].content())


def test_spaces_and_line_breaks_in_cells_do_not_matter() -> None:
    (match,) = match_rows(read(row(title="National\n Seminar")), stored(drafts_of(read(ROW)), participants=99), "en")
    assert (match.outcome, match.draft.participants) == ("same", 99)


def test_an_activity_entered_by_hand_with_the_same_values_is_the_same() -> None:
    (match,) = match_rows(read(ROW), stored(drafts_of(read(ROW)), source_cells=()), "en")
    assert match.outcome == "same"


def test_two_identical_rows_are_two_activities() -> None:
    rows = read(ROW, ROW)
    assert pairs(match_rows(rows, stored(drafts_of(rows)), "en")) == [1, 2]
    assert [match.outcome for match in match_rows(rows, stored(drafts_of(rows[:1])), "en")] == ["same", "new"]


def test_only_the_cells_that_changed_are_taken_over() -> None:
    before = stored(drafts_of(read(ROW)), origins=(Origin("KE"),), funding="Japan")
    (match,) = match_rows(read(row(participants="25", venue="Online")), before, "en")
    assert match.outcome == "changed"
    assert (match.draft.participants, match.draft.venue.kind, match.draft.modality) == (25, "online", "online")
    assert (match.draft.origins, match.draft.funding) == ((Origin("KE"),), "Japan")
    assert match.draft.source_cells == row(participants="25", venue="Online")


def test_a_changed_file_is_the_same_once_it_was_taken_over() -> None:
    rows = read(row(participants="25"))
    (first,) = match_rows(rows, stored(drafts_of(read(ROW))), "en")
    (second,) = match_rows(rows, stored([first.draft]), "en")
    assert (first.outcome, second.outcome) == ("changed", "same")


def test_a_title_somebody_edited_does_not_make_a_changed_row_a_new_one() -> None:
    before = stored(drafts_of(read(ROW)), title=Texts({"en": "Better title"}))
    (match,) = match_rows(read(row(participants="25")), before, "en")
    assert (match.outcome, match.draft.title["en"], match.draft.participants) == ("changed", "Better title", 25)


def test_an_activity_entered_by_hand_takes_over_every_value_that_differs() -> None:
    before = stored(drafts_of(read(row(participants="25", title="national seminar"))), source_cells=())
    (match,) = match_rows(read(ROW), before, "en")
    assert (match.outcome, match.draft) == ("changed", read(ROW)[0].draft)


def test_doubts_go_and_come_with_the_fields_that_change() -> None:
    doubtful, sure = row(participants="about 12", venue="Atlantis"), row(venue="Atlantis")
    (match,) = match_rows(read(sure), stored(drafts_of(read(doubtful))), "en")
    assert [doubt.field for doubt in match.draft.doubts] == ["venue"]
    (match,) = match_rows(read(doubtful), stored(drafts_of(read(sure))), "en")
    assert [doubt.field for doubt in match.draft.doubts] == ["venue", "participants"]


def test_rows_that_changed_meet_the_activity_most_like_them(chinese: Sequence[ReadRow]) -> None:
    later = [
        replace(one, draft=replace(one.draft, participants=1), cells=(*one.cells[:8], "1"))
        for one in chinese
        if one.number in (7, 8, 33, 34)
    ]
    assert pairs(match_rows(later, stored(drafts_of(chinese)), "zh")) == [7, 8, 33, 34]
    assert pairs(match_rows(later[::-1], stored(drafts_of(chinese)), "zh")) == [34, 33, 8, 7]


def test_a_row_of_another_language_never_undoes_an_edit(chinese: Sequence[ReadRow], english: Sequence[ReadRow]) -> None:
    both = [match.draft for match in match_rows(english, stored(drafts_of(chinese)), "en")]
    edited = stored(both, participants=999, origins=(Origin("OM"),), type="pct-meeting")
    same_type = [replace(one, type=before.type) for one, before in zip(edited, both, strict=True)]
    matches = match_rows(english, same_type, "en")
    assert outcomes(matches) == {"same": 64}
    assert {match.draft.participants for match in matches} == {999}


def test_a_change_in_a_file_of_another_language_is_seen_by_numbers_and_codes() -> None:
    both = replace(read(ROW)[0].draft, title=Texts({"zh": "研讨会", "en": "National Seminar"}))
    chinese_cells = ("2024-02", "PCT研讨会", "B、C", "研讨会", "", "阿曼（OM）", "阿曼（OM）", "主管局", "10")
    before = stored([replace(both, source_cells=chinese_cells)])
    (match,) = match_rows(read(row(participants="25", origins="Oman (OM), Peru (PE)")), before, "en")
    assert (match.outcome, match.draft.participants, match.draft.origin_codes) == ("changed", 25, ("OM", "PE"))
    assert match.draft.source_cells == chinese_cells


def test_what_was_planned_becomes_held_when_the_file_says_so() -> None:
    planned = read(row(participants=""), status=Status.PLANNED)
    (match,) = match_rows(read(ROW), stored(drafts_of(planned)), "en")
    assert (match.outcome, match.draft.status, match.draft.participants) == ("changed", Status.HELD, 10)


def test_another_month_type_or_title_is_a_new_activity() -> None:
    others = read(row(month="2024-03"), row(type="PCT Webinar"), row(title="Regional Seminar"))
    assert outcomes(match_rows(others, stored(drafts_of(read(ROW))), "en")) == {"new": 3}


def test_a_month_without_a_year_is_the_same_only_within_its_year() -> None:
    rows = read(row(month="March"))
    assert outcomes(match_rows(rows, stored(drafts_of(rows), year=2019, month="2019-03"), "en")) == {"new": 1}
    assert outcomes(match_rows(rows, stored(drafts_of(rows)), "en")) == {"same": 1}


def test_ten_thousand_rows_are_matched_without_holding_all_against_all(
    chinese: Sequence[ReadRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [chinese[0]] * 5_000 + [replace(one, cells=(*one.cells[:8], str(extra))) for extra in range(80) for one in chinese]
    before = stored([one.draft for one in rows], participants=5, source_cells=())
    held: list[int] = []
    compare = matching.count_equal_fields
    monkeypatch.setattr(matching, "count_equal_fields", lambda *pair: (held.append(1), compare(*pair))[1])
    assert len(match_rows(rows, before, "zh")) == 10_120
    assert len(held) < 100 * len(rows)  # all with all would be a hundred million pairs
