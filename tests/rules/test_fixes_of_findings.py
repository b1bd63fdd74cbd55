"""A fix does what it says, and what it was for is settled."""

import pytest
from builders import DRAFTS, make_draft, rules_of, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import FIELD_NAMES, ActivityDraft, CoOrganizer, Doubt, Origin, Venue
from pct_tracker.domain.codes import Modality, VenueKind
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.reference.loader import load_reference
from pct_tracker.rules.catalogue import SEVERITIES
from pct_tracker.rules.context import RuleContext
from pct_tracker.rules.engine import check_all, check_among, check_one

DISAGREE = "place.name-and-code-disagree"


def finding_of(rule: str, draft: ActivityDraft, context: RuleContext) -> Finding:
    return next(one for one in check_one(draft, context) if one.rule == rule)


def fix_of(code: str, finding: Finding) -> Fix:
    return next(fix for fix in finding.fixes if fix.code == code)


def fixed(rule: str, code: str, draft: ActivityDraft, context: RuleContext) -> ActivityDraft:
    return draft.with_fields(**fix_of(code, finding_of(rule, draft, context)).values)


@pytest.fixture
def cambodia() -> ActivityDraft:
    """Like row 35 of 2024: the name of Cambodia with the code of Colombia, as location and as origin."""
    doubts = (Doubt(DISAGREE, "venue", "柬埔寨（CO）"), Doubt(DISAGREE, "origins", "柬埔寨（CO）"))
    return make_draft(venue=Venue(VenueKind.STATE, "CO", "Bogotá"), origins=(Origin("CO"), Origin("KE")), doubts=doubts)


def test_keeping_the_place_changes_nothing_and_settles_both_fields(cambodia: ActivityDraft, context: RuleContext) -> None:
    assert rules_of(check_one(cambodia, context)) == [DISAGREE, DISAGREE]
    kept = fixed(DISAGREE, "keep-place", cambodia, context)
    assert kept == cambodia.with_fields(doubts=())
    assert check_one(kept, context) == ()


def test_taking_the_other_place_changes_both_fields_and_settles_them(cambodia: ActivityDraft, context: RuleContext) -> None:
    changed = fixed(DISAGREE, "use-place", cambodia, context)
    assert changed.venue == Venue(VenueKind.STATE, "KH", "Bogotá")
    assert changed.origins == (Origin("KH"), Origin("KE"))
    assert check_one(changed, context) == ()


def test_the_finding_names_both_places(cambodia: ActivityDraft, context: RuleContext) -> None:
    params = finding_of(DISAGREE, cambodia, context).params
    assert params == {"name": "柬埔寨", "written": "CO", "name_code": "KH", "code": "CO", "unnamed": False}


def test_taking_the_other_place_does_not_make_an_origin_double(context: RuleContext) -> None:
    doubts = (Doubt(DISAGREE, "origins", "柬埔寨（CO）"),)
    draft = make_draft(origins=(Origin("CO"), Origin("KH")), doubts=doubts)
    assert fixed(DISAGREE, "use-place", draft, context).origins == (Origin("KH"),)


def test_an_unknown_code_offers_only_the_place_of_the_name(context: RuleContext) -> None:
    draft = make_draft(doubts=(Doubt(DISAGREE, "origins", "Kenya (QQ)"),))
    assert [(fix.code, fix.params) for fix in finding_of(DISAGREE, draft, context).fixes] == [("keep-place", {"code": "KE"})]


@pytest.mark.parametrize(
    ("language", "quoted"),
    [("en", "On “ePCT” now"), ("zh", "On “ePCT” now"), ("ru", "On «ePCT» now"), ("fr", "On «\u00a0ePCT\u00a0» now")],
)
def test_asterisks_become_the_quotation_marks_of_the_language(context: RuleContext, language: str, quoted: str) -> None:
    draft = make_draft(title=texts("Webinar").replace(language, "On **ePCT** now"))
    after = fixed("text.stray-markup", "quote", draft, context)
    assert after.title == texts("Webinar").replace(language, quoted)
    assert check_one(after, context) == ()


def test_an_activity_of_another_year_can_be_reported_in_its_own(context: RuleContext) -> None:
    after = fixed("date.outside-year", "report-in", make_draft(month="2023-12"), context)
    assert (after.year, check_one(after, context)) == (2023, ())


def test_unknown_letters_can_be_removed(context: RuleContext) -> None:
    after = fixed("contents.unknown", "remove", make_draft(contents=("A", "G", "C", "Z")), context)
    assert (after.contents, check_one(after, context)) == (("A", "C"), ())


def test_the_modality_of_the_title_can_be_taken(context: RuleContext) -> None:
    after = fixed("modality.said-in-title", "set-modality", make_draft(title=texts("PCT Seminar (hybrid)")), context)
    assert (after.modality, check_one(after, context)) == (Modality.HYBRID, ())


def test_a_modality_taken_from_the_title_can_be_confirmed(context: RuleContext) -> None:
    doubts = (Doubt("modality.said-in-title", "modality", "PCT Seminar (hybrid)"),)
    draft = make_draft(title=texts("PCT Seminar (hybrid)"), modality=Modality.HYBRID, doubts=doubts)
    after = fixed("modality.said-in-title", "confirm", draft, context)
    assert (after.modality, check_one(after, context)) == (Modality.HYBRID, ())


def test_a_modality_taken_from_the_title_can_be_set_to_on_site(context: RuleContext) -> None:
    doubts = (Doubt("modality.said-in-title", "modality", "hybrid"),)
    draft = make_draft(modality=Modality.HYBRID, doubts=doubts)
    assert fixed("modality.said-in-title", "set-modality", draft, context).modality is Modality.ON_SITE


@pytest.mark.parametrize("rule", ["place.unusual-name", "separator.missing"])
def test_confirming_settles_this_doubt_and_no_other(context: RuleContext, rule: str) -> None:
    other = Doubt("place.unusual-name", "origins", "玻利维亚（BO）")
    draft = make_draft(doubts=(Doubt(rule, "origins", "乌克兰（UA）"), Doubt(rule, "venue", "乌克兰（UA）"), other))
    assert fixed(rule, "confirm", draft, context) == make_draft(doubts=(other,))


def test_an_origin_nobody_knows_can_be_one_that_looks_similar(context: RuleContext) -> None:
    draft = make_draft(origins=(Origin("OM"), Origin(text="Kenyaa")))
    after = fixed("place.unknown", "use-place", draft, context)
    assert (after.origins, check_one(after, context)) == ((Origin("OM"), Origin("KE")), ())


def test_a_location_nobody_knows_can_be_one_that_looks_similar(context: RuleContext) -> None:
    after = fixed("place.unknown", "use-place", make_draft(venue=Venue(VenueKind.UNKNOWN, None, "Kenyaa")), context)
    assert (after.venue, check_one(after, context)) == (Venue(VenueKind.STATE, "KE"), ())


def test_the_co_organizer_of_a_series_can_be_added(context: RuleContext) -> None:
    moscow = CoOrganizer(texts("WIPO Office in the Russian Federation"), "RU")
    drafts = [make_draft(title=texts(f"Regional Webinar – Part {at}"), co_organizers=(moscow,) * (at > 0)) for at in range(4)]
    (finding,) = check_all(drafts, context)[0]
    drafts[0] = drafts[0].with_fields(**fix_of("add-co-organizer", finding).values)
    assert drafts[0].co_organizers == (moscow,)
    assert check_all(drafts, context) == [()] * 4


@settings(deadline=None, max_examples=100)
@given(DRAFTS)
def test_no_rule_raises_whatever_the_draft(draft: ActivityDraft) -> None:
    for finding in check_among(draft, [draft, make_draft()], RuleContext(load_reference())):
        assert finding.severity is SEVERITIES[finding.rule]
        assert finding.field in (*FIELD_NAMES, "activity")
        for fix in finding.fixes:
            assert set(fix.values) <= set(FIELD_NAMES)
            check_one(draft.with_fields(**fix.values), RuleContext(load_reference()))


@settings(deadline=None, max_examples=40)
@given(st.lists(DRAFTS, max_size=6))
def test_among_any_drafts_each_gets_its_own_findings(drafts: list[ActivityDraft]) -> None:
    context = RuleContext(load_reference())
    for draft, findings in zip(drafts, check_all(drafts, context), strict=True):
        own = rules_of(check_one(draft, context))
        assert all(rules_of(findings).count(rule) >= own.count(rule) for rule in own)
