"""Codes of the lower rooms as sentences."""

import pytest
from builders import DRAFTS, make_draft
from hypothesis import given, settings

from pct_tracker.domain.activity import ActivityDraft, Doubt, Origin, Venue
from pct_tracker.domain.change import Step
from pct_tracker.domain.codes import Severity, Status, VenueKind
from pct_tracker.domain.errors import StaleEditError, UserError
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference
from pct_tracker.rules.context import RuleContext
from pct_tracker.rules.engine import check_one
from pct_tracker.services.progress import Progress
from pct_tracker.services.wording import Wording

USSR = "USSR, Union of Soviet Socialist Republics"


@pytest.fixture(scope="module")
def words(reference: Reference) -> Wording:
    return Wording(reference)


def finding(rule: str, **params: object) -> Finding:
    return Finding(rule, Severity.HINT, "title", params=params)


def test_an_error_says_what_why_and_what_to_do(words: Wording) -> None:
    told = words.error(UserError("year.unknown", year=1999, years="2024, 2023"))
    assert told == "There are no activities for 1999. Years with activities: 2024, 2023."
    assert "changed by somebody else" in words.error(StaleEditError(7))


def test_a_code_without_a_sentence_says_itself_and_what_it_knows(words: Wording) -> None:
    assert words.error(UserError("moon.full")) == "moon.full"
    assert words.error(UserError("moon.full", phase=3)) == "moon.full {'phase': 3}"


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"written": ""}, "There is no number of participants."),
        ({"written": "many"}, "The number of participants “many” cannot be read. Give it in digits."),
    ],
)
def test_a_sentence_has_a_variant_for_when_a_parameter_says_something(words: Wording, params: dict[str, str], told: str) -> None:
    assert words.finding(finding("participants.missing", **params)) == told


def test_nought_says_something_and_no_does_not(words: Wording) -> None:
    unread = finding("participants.unreadable", text="0 (cancelled)", number=0)
    assert words.finding(unread) == "The number was read as 0 from “0 (cancelled)”."
    repeated = finding("activity.repeated", others=[3, 4], same_count=False)
    assert "all but the number" in words.finding(repeated)
    assert words.finding(repeated).endswith("3, 4.")


def test_codes_are_told_by_name(words: Wording) -> None:
    assert words.fix(Fix("use-place", {"code": "KH"})) == "Change to Cambodia (KH)"
    assert words.fix(Fix("set-modality", {"modality": "on-site"})) == "Set to On-site"
    assert words.finding(finding("title.missing-translation", languages="fr, ar")).startswith(
        "There is no description in: French, Arabic."
    )


def test_a_long_quotation_is_cut(words: Wording) -> None:
    told = words.finding(finding("origins.not-countable", text="word " * 100))
    assert len(told) < 250
    assert "…" in told


def test_braces_in_a_text_are_only_text(words: Wording) -> None:
    assert "{year}" in words.finding(finding("origins.not-countable", text="{year}"))


def test_a_missing_parameter_does_not_stop_a_sentence(words: Wording) -> None:
    assert "“”" in words.finding(finding("origins.not-countable"))


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (Step("add", {"title": "Seminar"}), "New activity “Seminar”"),
        (Step("import", {"file": "annex.docx", "count": 64}), "Import of annex.docx (64 rows)"),
        (Step("undo", {"entry": 3, "code": "delete-many", "params": {"count": 4}}), "Undo: Deletion of 4 activities"),
        (
            Step("redo", {"entry": 3, "code": "sample", "params": {"count": 64}}),
            "Redo: Sample of 2024 (64 activities)",
        ),
    ],
)
def test_steps_are_named_for_menus_and_history(words: Wording, step: Step, told: str) -> None:
    assert words.step(step) == told


def test_figures_have_a_name_and_say_what_they_count(words: Wording) -> None:
    assert words.figure_label("contents.B") == "Content B"
    assert words.figure_label("types.pct-seminar") == "PCT Seminar"
    assert words.figure_label("types.PCT Picnic") == "PCT Picnic"
    assert "letter B" in words.figure_rule("contents.B")
    assert "verify" in words.figure_rule("beneficiary_states")


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (
            make_draft(doubts=(Doubt("place.name-and-code-disagree", "origins", "柬埔寨（CO）"),)),
            "The name “柬埔寨” and the code CO are not the same State’s: CO is Colombia, the name is that of Cambodia (KH).",
        ),
        (
            make_draft(doubts=(Doubt("place.name-and-code-disagree", "origins", "Kenya (QQ)"),)),
            "The code QQ beside “Kenya” is not known. The name was taken: Kenya (KE).",
        ),
        (
            make_draft(doubts=(Doubt("place.name-and-code-disagree", "origins", "多米尼加（KE）"),)),
            "The name “多米尼加” and the code KE are not the same State’s: KE is Kenya, the name may be that of DM, DO.",
        ),
        (
            make_draft(origins=(Origin("KE"), Origin("SU"))),
            f"SU is a code withdrawn by ISO; it stood for {USSR}. Choose the State that is meant.",
        ),
        (make_draft(venue=Venue(VenueKind.STATE, "QQ")), "“QQ” is neither a known name nor a known code."),
        (
            make_draft(doubts=(Doubt("participants.unreadable", "participants", "about 20"),)),
            "The number was read as 20 from “about 20”.",
        ),
        (
            make_draft(
                status=Status.PLANNED,
                participants=None,
                doubts=(Doubt("participants.unreadable", "participants", "20 or 30"),),
            ),
            "The number of participants “20 or 30” cannot be read. Give it in digits.",
        ),
    ],
)
def test_findings_of_the_rules_are_told_in_the_words_of_the_row(reference: Reference, draft: ActivityDraft, told: str) -> None:
    (one,) = check_one(draft, RuleContext(reference))
    assert Wording(reference).finding(one) == told


@settings(deadline=None, max_examples=80)
@given(DRAFTS)
def test_every_finding_on_any_draft_is_one_sentence_with_all_its_words(draft: ActivityDraft) -> None:
    reference = load_reference()
    words = Wording(reference)
    for one in check_one(draft, RuleContext(reference)):
        told = words.finding(one)
        assert told
        assert not told.startswith(one.rule)
        for fix in one.fixes:
            assert not words.fix(fix).startswith(f"{fix.code} {{")


class TestProgress:
    """How long work tells how far it is."""

    def test_the_listener_hears_each_report(self) -> None:
        told: list[tuple[int, int]] = []
        Progress(lambda *report: told.append(report)).report(3, 7)
        assert told == [(3, 7)]

    def test_nobody_needs_to_listen(self) -> None:
        Progress().report(1, 2)

    def test_a_wish_to_stop_is_heard_at_the_next_report(self) -> None:
        told: list[tuple[int, int]] = []
        progress = Progress(lambda *report: told.append(report))
        progress.cancel()
        with pytest.raises(UserError, match=r"work\.cancelled"):
            progress.report(1, 2)
        assert told == []
