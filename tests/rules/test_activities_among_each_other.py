"""Rules that only show among several activities: siblings of a series, spellings, unusual numbers."""

from dataclasses import replace

from builders import make_draft, rules_of, texts
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.activity import ActivityDraft, CoOrganizer
from pct_tracker.domain.finding import Finding
from pct_tracker.domain.texts import Texts
from pct_tracker.rules.context import RuleContext
from pct_tracker.rules.engine import check_all, check_one
from pct_tracker.rules.usual import Usual

OFFICE = CoOrganizer(texts("Kenya Industrial Property Institute"), "KE")


def session(number: int, **values: object) -> ActivityDraft:
    return make_draft(month=f"2024-{number:02}", title=texts(f"Regional seminars for everybody: session {number}"), **values)


def of_rule(drafts: list[ActivityDraft], context: RuleContext, rule: str) -> dict[int, Finding]:
    return {at: one for at, some in enumerate(check_all(drafts, context)) for one in some if one.rule == rule}


class TestSiblings:
    """Activities of one series."""

    def test_one_that_differs_from_most_of_its_series_is_pointed_at(self, context: RuleContext) -> None:
        drafts = [session(number) for number in range(1, 6)]
        drafts[3] = session(4, contents=("D",), participant_types=("users",))
        some = [(at, one) for at, found in enumerate(check_all(drafts, context)) for one in found]
        told = {(at, one.field) for at, one in some if one.rule == "activity.unlike-its-series"}
        assert told == {(3, "contents"), (3, "participant_types")}

    def test_its_fix_makes_it_like_the_others(self, context: RuleContext) -> None:
        drafts = [session(number) for number in range(1, 5)] + [session(5, type="pct-workshop")]
        (finding,) = of_rule(drafts, context, "activity.unlike-its-series").values()
        assert drafts[4].with_fields(**finding.fixes[0].values).type == "pct-seminar"

    def test_nothing_is_said_of_few_of_the_divided_and_of_what_is_missing(self, context: RuleContext) -> None:
        few = [session(number) for number in (1, 2)] + [session(3, type="pct-workshop")]
        divided = [session(number, type="pct-workshop" if number % 2 else "pct-seminar") for number in range(1, 7)]
        missing = [session(number) for number in range(1, 5)] + [session(5, type=None)]
        for drafts in (few, divided, missing):
            assert of_rule(drafts, context, "activity.unlike-its-series") == {}


class TestSpellings:
    """One body under several names."""

    def test_the_rarer_of_two_spellings_is_pointed_at_and_can_be_merged(self, context: RuleContext) -> None:
        misspelt = CoOrganizer(Texts({"en": "Kenya Industrial Proprety Institute"}))
        drafts = [make_draft(co_organizers=(one,)) for one in (OFFICE, OFFICE, misspelt)]
        ((at, finding),) = of_rule(drafts, context, "co-organizer.other-spelling").items()
        assert (at, finding.params["usual"], finding.params["times"]) == (2, "Kenya Industrial Property Institute", 2)
        assert drafts[2].with_fields(**finding.fixes[0].values).co_organizers == (OFFICE,)

    def test_other_order_case_and_punctuation_are_other_spellings(self, context: RuleContext) -> None:
        drafts = [
            make_draft(co_organizers=(CoOrganizer(texts(name)),))
            for name in ("Office, Patent", "Patent office", "Office, Patent")
        ]
        assert set(of_rule(drafts, context, "co-organizer.other-spelling")) == {1}

    def test_other_bodies_are_left_alone(self, context: RuleContext) -> None:
        pairs = [
            ("Patent Office 12", "Patent Office 13"),
            ("University of Niger", "University of Nigeria Nsukka"),
            ("IAPI", "IAPO"),
        ]
        for names in pairs:
            drafts = [make_draft(co_organizers=(CoOrganizer(texts(name)),)) for name in names]
            assert of_rule(drafts, context, "co-organizer.other-spelling") == {}
        coded = [make_draft(co_organizers=(CoOrganizer(texts("National Patent Office"), code),)) for code in ("KE", "UG")]
        assert of_rule(coded, context, "co-organizer.other-spelling") == {}

    @given(names=st.lists(st.text(max_size=20), max_size=8))
    def test_whatever_the_names_a_merged_one_is_pointed_at_no_more(self, names: list[str], context: RuleContext) -> None:
        drafts = [make_draft(co_organizers=(CoOrganizer(texts(name)),)) for name in names]
        for at, finding in of_rule(drafts, context, "co-organizer.other-spelling").items():
            assert drafts[at].with_fields(**finding.fixes[0].values) != drafts[at]


class TestUnusualNumbers:
    """Numbers of participants beside those of the same type."""

    def test_a_number_far_from_the_middle_half_of_its_type_is_pointed_at(self, context: RuleContext) -> None:
        usual = {"pct-seminar": Usual({20: 8, 30: 8, 40: 8})}
        known = replace(context, usual=usual)
        assert "participants.unusual" not in rules_of(check_one(make_draft(participants=45), known))
        (finding,) = (
            one
            for one in check_one(
                make_draft(participants=4), replace(known, usual={"pct-seminar": Usual({20: 8, 24: 8, 30: 8, 4: 1})})
            )
            if one.rule == "participants.unusual"
        )
        assert finding.params["usual"] == 24

    def test_few_activities_have_no_usual_number(self, context: RuleContext) -> None:
        known = replace(context, usual={"pct-seminar": Usual({20: 6, 24: 6})})
        assert "participants.unusual" not in rules_of(check_one(make_draft(participants=90), known))
