"""What was found in a year, corrected, accepted and left open, and the report that tells it."""

from html import unescape
from pathlib import Path

import docx
import pytest
from builders import adding, changing, make_draft, removing, texts

from pct_tracker.domain.activity import Doubt, Origin
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import OFF
from pct_tracker.services.checks.accepting import Judged, accept_findings, grade_rules
from pct_tracker.services.checks.cleaning import Cleaning, find_cleaning
from pct_tracker.services.checks.cleaning_run import FORMATS, write_cleaning
from pct_tracker.services.checks.cleaning_words import MOST_LISTED, CleaningWords, Made
from pct_tracker.services.checks.settling import Corrected
from pct_tracker.services.tracker import Tracker

FEW = make_draft(participants=1, origins=(Origin("KE"), Origin("UG")))
FEWER = "participants.fewer-than-origins"


def accept_all(tracker: Tracker, rule: str, reason: str) -> None:
    judged = [Judged(tracker.activity(id_), one) for id_, some in tracker.findings(2024).items() for one in some]
    tracker.do(accept_findings(tracker, [one for one in judged if one.finding.rule == rule], reason))


def corrected(cleaning: Cleaning, rule: str) -> Corrected:
    (one,) = (one for one in cleaning.corrected if one.finding.rule == rule)
    return one


def told(tracker: Tracker, language: str = "en") -> str:
    text = CleaningWords(tracker.reference, language).text(
        find_cleaning(tracker, 2024), Made("E. Editor", tracker.today(), "log.db")
    )
    cells = [str(cell) for part in text.parts for row in part.rows for cell in row]
    entries = [line for one in text.paragraphs for line in (one.text, *(words for _, words in one.entries))]
    return "\n".join([text.title, text.made, *entries, *cells, *(note for part in text.parts for note in part.notes)])


class TestFound:
    """What became of each finding."""

    def test_a_year_without_findings_has_nothing_to_tell(self, empty_tracker: Tracker) -> None:
        empty_tracker.do(adding(make_draft()))
        cleaning = find_cleaning(empty_tracker, 2024)
        assert (cleaning.activities, cleaning.rules, cleaning.left_out) == (1, (), 0)
        assert "The checks found nothing in this year" in told(empty_tracker)

    def test_what_was_changed_is_told_with_both_values_and_who_did_it(self, empty_tracker: Tracker) -> None:
        empty_tracker.do(adding(FEW))
        empty_tracker.author = "E. Editor"
        empty_tracker.do(changing(empty_tracker.activity(1), participants=12))
        empty_tracker.author = "S. Else"
        empty_tracker.do(changing(empty_tracker.activity(1), notes="looked at"))
        one = corrected(find_cleaning(empty_tracker, 2024), FEWER)
        assert (one.manner, one.fields, one.author) == ("changed", ("participants",), "E. Editor")
        assert "Participants: 1 → 12" in told(empty_tracker)

    def test_a_guess_that_was_confirmed_is_told_as_that(self, empty_tracker: Tracker) -> None:
        empty_tracker.do(adding(make_draft(doubts=(Doubt("place.unusual-name", "origins", "Kenia (KE)"),))))
        empty_tracker.do(changing(empty_tracker.activity(1), doubts=(), participants=25))
        assert corrected(find_cleaning(empty_tracker, 2024), "place.unusual-name").manner == "confirmed"
        assert "What the import had read was confirmed." in told(empty_tracker)

    def test_an_activity_that_was_deleted_is_told_with_what_was_wrong_with_it(self, empty_tracker: Tracker) -> None:
        empty_tracker.do(adding(make_draft(), make_draft()))
        empty_tracker.do(removing(empty_tracker.activity(2)))
        cleaning = find_cleaning(empty_tracker, 2024)
        assert corrected(cleaning, "activity.repeated").manner == "deleted"
        assert (cleaning.activities, len(cleaning.corrected)) == (1, 1)

    def test_a_repetition_that_is_none_is_told_apart(self, empty_tracker: Tracker) -> None:
        empty_tracker.do(adding(make_draft(), make_draft()))
        empty_tracker.do(changing(empty_tracker.activity(2), distinct_from=(1,)))
        assert corrected(find_cleaning(empty_tracker, 2024), "activity.repeated").manner == "told-apart"

    def test_what_another_field_settled_is_told_by_that_field(self, empty_tracker: Tracker) -> None:
        empty_tracker.do(adding(make_draft(participants=None)))
        empty_tracker.do(changing(empty_tracker.activity(1), status=Status.POSTPONED, status_reason="Travel was not possible"))
        assert corrected(find_cleaning(empty_tracker, 2024), "participants.missing").fields == ("status",)
        assert "Status: held → postponed" in told(empty_tracker)

    def test_what_was_settled_elsewhere_names_nobody(self, empty_tracker: Tracker) -> None:
        empty_tracker.do(adding(make_draft(), make_draft()))
        empty_tracker.do(changing(empty_tracker.activity(2), notes="looked at"))
        empty_tracker.do(changing(empty_tracker.activity(1), distinct_from=(2,)))
        manners = {one.activity_id: (one.manner, one.author) for one in find_cleaning(empty_tracker, 2024).corrected}
        assert manners == {1: ("told-apart", empty_tracker.author), 2: ("elsewhere", "")}

    def test_what_was_undone_is_not_corrected(self, empty_tracker: Tracker) -> None:
        empty_tracker.do(adding(FEW))
        empty_tracker.do(changing(empty_tracker.activity(1), participants=12))
        empty_tracker.undo()
        cleaning = find_cleaning(empty_tracker, 2024)
        assert (cleaning.corrected, len(cleaning.open)) == ((), 1)

    def test_a_rule_that_is_switched_off_corrects_nothing_and_is_named(self, empty_tracker: Tracker) -> None:
        empty_tracker.do(adding(FEW))
        empty_tracker.do(changing(empty_tracker.activity(1), title=texts("Another seminar")))
        grade_rules(empty_tracker, [(FEWER, OFF)])
        cleaning = find_cleaning(empty_tracker, 2024)
        assert (cleaning.corrected, cleaning.open, [one.rule for one in cleaning.weights]) == ((), (), [FEWER])
        assert "Fewer participants than States: off instead of hint" in told(empty_tracker)


class TestAccepted:
    """What is right as it is, and what no longer is."""

    def test_it_has_its_reason_and_its_author(self, empty_tracker: Tracker) -> None:
        empty_tracker.do(adding(FEW))
        accept_all(empty_tracker, FEWER, "One person for two States")
        (one,) = find_cleaning(empty_tracker, 2024).accepted
        assert one.acceptance is not None
        assert one.acceptance.author == empty_tracker.author
        assert "One person for two States" in told(empty_tracker)

    def test_it_lapses_when_the_value_changes_and_is_open_again(self, empty_tracker: Tracker) -> None:
        empty_tracker.do(adding(FEW))
        accept_all(empty_tracker, FEWER, "One person for two States")
        empty_tracker.do(changing(empty_tracker.activity(1), origins=(Origin("KE"), Origin("UG"), Origin("TZ"))))
        cleaning = find_cleaning(empty_tracker, 2024)
        assert (cleaning.accepted, cleaning.lapsed, len(cleaning.open)) == ((), 1, 1)
        assert "Accepted earlier: “One person for two States”" in told(empty_tracker)

    def test_an_open_finding_comes_by_its_weight(self, empty_tracker: Tracker) -> None:
        empty_tracker.do(adding(FEW, make_draft(month="2024-06", contents=()), make_draft(month="2024-07", participant_types=())))
        assert [one.finding.severity.value for one in find_cleaning(empty_tracker, 2024).open] == ["error", "warning", "hint"]


class TestWritten:
    """The files."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_both_kinds_of_file_tell_the_sample_in_every_language(
        self, sample_tracker: Tracker, tmp_path: Path, language: str
    ) -> None:
        accept_all(sample_tracker, "origins.not-countable", "<b>No list</b> & no\x07 more")
        word, page = (write_cleaning(sample_tracker, 2024, language, kind, tmp_path / f"c.{kind}") for kind in FORMATS)
        document = docx.Document(str(word))
        cells = [cell.text for table in document.tables for cell in table._cells]
        assert any("<b>No list</b> & no more" in text for text in cells)
        assert len(document.tables) == 3
        html = page.read_text("utf-8")
        assert ('dir="rtl"' in html) == (language == "ar")
        assert "<b>" not in html
        assert "<b>No list</b> & no" in unescape(html)
        assert not any("{" in text for text in cells)

    def test_very_many_findings_are_cut_and_counted_whole(self, empty_tracker: Tracker) -> None:
        count = MOST_LISTED + 5
        empty_tracker.do(adding(*(make_draft(title=texts(f"Seminar {one}", "en"), contents=()) for one in range(count))))
        text = CleaningWords(empty_tracker.reference, "en").text(
            find_cleaning(empty_tracker, 2024), Made("E. Editor", empty_tracker.today(), "log.db")
        )
        open_part = text.parts[0]
        assert len(open_part.rows) == MOST_LISTED
        assert open_part.notes == ("Listed are the first 1,000 of 2,010; the numbers before the tables count all of them.",)

    def test_a_year_that_is_not_there_and_a_kind_of_file_that_is_none_are_refused(
        self, sample_tracker: Tracker, empty_tracker: Tracker, tmp_path: Path
    ) -> None:
        for tracker, year, kind, code in (
            (sample_tracker, 2031, "docx", "year.unknown"),
            (empty_tracker, 2024, "docx", "year.unknown-empty"),
            (sample_tracker, 2024, "xyz", "cleaning.kind-unknown"),
        ):
            with pytest.raises(UserError) as refused:
                write_cleaning(tracker, year, "en", kind, tmp_path / "c")
            assert refused.value.code == code
        assert not (tmp_path / "c").exists()
