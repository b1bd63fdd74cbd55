"""Each rule of the catalogue speaks where it should and is silent where it should be."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import ONLINE, make_activity, make_draft, rules_of, texts

from pct_tracker.domain.activity import ActivityDraft, CoOrganizer, Doubt, HeadCount, Origin, Question, Venue
from pct_tracker.domain.codes import Modality, Status, VenueKind
from pct_tracker.domain.finding import Finding
from pct_tracker.reference.reference import Reference
from pct_tracker.rules.catalogue import SEVERITIES, found
from pct_tracker.rules.context import RuleContext
from pct_tracker.rules.engine import check_all, check_among, check_one
from pct_tracker.rules.usual import Usual

PLANNED = {"status": Status.PLANNED}
PLANNED_LATER = {**PLANNED, "month": "2024-07"}
ASKED = Question("participants", "Is this right?", "somebody", date(2024, 6, 1))
PROSE = {"origins": (), "origin_note": texts("Some African countries")}
EU_ONLY = {"origins": (Origin("EP"), Origin("CH")), "venue": Venue(VenueKind.STATE, "CH")}
MOSCOW = CoOrganizer(texts("WIPO Office in the Russian Federation"))
HYBRID_TITLE = texts("PCT Seminar (hybrid)")

# Rule, and the fields with which it speaks: alone, whatever else is sound.
SPEAKS: list[tuple[str, dict[str, Any]]] = [
    ("date.missing", {"month": None}),
    ("date.unreadable", {"month": None, "doubts": (Doubt("date.unreadable", "month", "in spring"),)}),
    ("date.outside-year", {"month": "2023-12"}),
    ("date.outside-year", {"year": 2025}),
    ("type.missing", {"type": None}),
    ("type.missing", {"type": ""}),
    ("type.unknown", {"type": "PCT Picnic"}),
    ("contents.missing", {"contents": ()}),
    ("contents.unknown", {"contents": ("A", "G")}),
    ("contents.unknown", {"contents": ("AB",)}),
    ("contents.unknown", {"contents": ("a",)}),
    ("title.missing", {"title": texts("")}),
    ("title.missing-translation", {"title": texts("Seminar", "en")}),
    ("text.stray-markup", {"title": texts("Webinar on *ePCT*").replace("fr", "Webinaire").replace("es", "Seminario")}),
    ("text.stray-markup", {"title": texts("Webinar").replace("en", "Webinar ((PCT))")}),
    ("text.stray-markup", {"title": texts("Webinar").replace("zh", "“PCT研讨会")}),
    ("text.stray-markup", {"title": texts("Webinar").replace("fr", "Séminaire PCT »")}),
    ("text.stray-markup", {"title": texts("Webinar").replace("en", 'Webinar "PCT')}),
    ("venue.missing", {"venue": Venue()}),
    ("venue.missing", {"venue": Venue(VenueKind.STATE)}),
    ("venue.missing", {"venue": Venue(VenueKind.STATE, None, "Nairobi")}),
    ("venue.missing", {"venue": Venue(), **PLANNED_LATER}),
    ("modality.said-in-title", {"title": HYBRID_TITLE}),
    ("modality.said-in-title", {"title": HYBRID_TITLE, "modality": Modality.ONLINE, "venue": ONLINE}),
    ("modality.said-in-title", {"modality": Modality.HYBRID, "doubts": (Doubt("modality.said-in-title", "modality", "hybrid"),)}),
    ("place.name-and-code-disagree", {"doubts": (Doubt("place.name-and-code-disagree", "origins", "Cambodia (KE)"),)}),
    ("place.unknown", {"origins": (Origin("KE"), Origin(text="Atlantis"))}),
    ("place.unknown", {"origins": (Origin("KE"), Origin("SU"))}),
    ("place.unknown", {"venue": Venue(VenueKind.STATE, "QQ")}),
    ("place.unknown", {"venue": Venue(VenueKind.UNKNOWN, None, "Nairobi or Geneva")}),
    ("place.unknown", {"co_organizers": (CoOrganizer(texts("Office"), "QQ"),)}),
    ("place.unusual-name", {"doubts": (Doubt("place.unusual-name", "origins", "玻利维亚（BO）"),)}),
    ("separator.missing", {"doubts": (Doubt("separator.missing", "origins", "乌克兰（UA）"),)}),
    ("origins.missing", {"origins": ()}),
    ("origins.not-countable", PROSE),
    ("origins.none-benefits", EU_ONLY),
    ("participant-types.missing", {"participant_types": ()}),
    ("participant-types.unknown", {"participant_types": ("offices", "bystanders")}),
    ("participants.missing", {"participants": None}),
    ("participants.missing", {"participants": None, "doubts": (Doubt("participants.unreadable", "participants", "many"),)}),
    ("participants.unreadable", {"doubts": (Doubt("participants.unreadable", "participants", "about 20"),)}),
    (
        "participants.unreadable",
        {"participants": None, "doubts": (Doubt("participants.unreadable", "participants", "20 or 30"),), **PLANNED_LATER},
    ),
    ("participants.implausible", {"participants": 0}),
    ("participants.implausible", {"participants": -3}),
    ("participants.fewer-than-origins", {"participants": 1, "origins": (Origin("KE"), Origin("UG"))}),
    ("participants.split-too-large", {"modality": Modality.HYBRID, "online_participants": 21}),
    ("participants.split-too-large", {"modality": Modality.HYBRID, "online_participants": -1}),
    ("participants.head-counts-disagree", {"head_counts": (HeadCount("KE", 19),)}),
    ("participants.head-counts-disagree", {"head_counts": (HeadCount("KE", 21),)}),
    ("type.unlike-title", {"title": texts("National PCT Workshop")}),
    ("type.unlike-title", {"title": texts("Meeting").replace("zh", "第二期PCT网络研讨会")}),
    ("type.unlike-delivery", {"type": "pct-webinar"}),
    ("contents.unlike-participants", {"contents": ("C",), "participant_types": ("users",)}),
    ("contents.accession-long-ago", {"contents": ("E",)}),
    ("title.numbers-differ", {"title": texts("Seminar on Rule 92").replace("ru", "Семинар по правилу 29")}),
    ("title.numbers-differ", {"title": texts("Seminar (KE)").replace("ar", "ندوة")}),
    ("title.numbers-differ", {"title": texts("Seminar on Rule 4.17").replace("fr", "Séminaire sur la règle 4.18")}),
    ("venue.not-among-origins", {"venue": Venue(VenueKind.STATE, "UG")}),
    ("status.needs-outcome", PLANNED),
    ("status.needs-outcome", {**PLANNED, "start": date(2024, 6, 1), "end": date(2024, 6, 14)}),
    ("status.reason-missing", {"status": Status.CANCELLED}),
    ("status.no-new-date", {"status": Status.POSTPONED, "status_reason": "No room"}),
    ("question.open", {"questions": (ASKED,)}),
]
# Rule, and the fields with which it is silent although something of its kind is there.
SILENT: list[tuple[str, dict[str, Any]]] = [
    ("date.missing", {"month": None, "doubts": (Doubt("date.unreadable", "month", "in spring"),)}),
    ("date.unreadable", {}),
    ("date.outside-year", {"year": None}),
    ("type.missing", {"type": "PCT Picnic"}),
    ("type.unknown", {"type": "pct-project"}),
    ("contents.missing", {"contents": ("G",)}),
    ("contents.unknown", {"contents": tuple("ABCDEF")}),
    ("title.missing", {"title": texts("研讨会", "zh")}),
    ("title.missing-translation", {"title": texts("")}),
    ("text.stray-markup", {"title": texts("Webinar").replace("en", "The “PCT” (in „German“) «quotes» [sic] 'and' \"more\"")}),
    ("text.stray-markup", {"title": texts("中亚国家（CACEEC）——“PCT体系”（第二期）")}),
    ("venue.missing", {"venue": Venue(), "status": Status.CANCELLED}),
    ("venue.missing", {"venue": ONLINE, "modality": Modality.ONLINE}),
    ("modality.said-in-title", {"title": HYBRID_TITLE, "modality": Modality.HYBRID}),
    ("modality.said-in-title", {"title": HYBRID_TITLE, "modality": None}),
    ("modality.said-in-title", {"title": texts("Online filing with ePCT")}),
    ("place.name-and-code-disagree", {}),
    ("place.unknown", {"origins": (Origin("KE"), Origin("EP"), Origin("HK"))}),
    ("place.unusual-name", {}),
    ("separator.missing", {}),
    ("origins.missing", {"origins": (), **PLANNED_LATER}),
    ("origins.missing", PROSE),
    ("origins.not-countable", {}),
    ("origins.none-benefits", {"origins": (Origin("EP"), Origin("CH"), Origin("KE"))}),
    ("origins.none-benefits", {**EU_ONLY, "year": None}),
    ("origins.none-benefits", {**EU_ONLY, "origin_note": texts("Some African countries")}),
    ("origins.none-benefits", {"origins": (Origin("CH"), Origin(text="Atlantis"))}),
    ("participant-types.missing", {"participant_types": (), **PLANNED}),
    ("participant-types.unknown", {"participant_types": ("users",)}),
    ("participants.missing", {"participants": None, **PLANNED}),
    ("participants.unreadable", {"participants": None, "doubts": (Doubt("participants.unreadable", "participants", "many"),)}),
    ("participants.implausible", {"participants": 1}),
    ("participants.fewer-than-origins", {"participants": 2, "origins": (Origin("KE"), Origin("UG"), Origin("EP"), Origin("XN"))}),
    ("participants.split-too-large", {"modality": Modality.HYBRID, "online_participants": 20}),
    ("participants.split-too-large", {"modality": Modality.HYBRID, "online_participants": 5, "participants": None}),
    ("participants.head-counts-disagree", {"head_counts": (HeadCount("KE", 20),)}),
    ("participants.head-counts-disagree", {"head_counts": (HeadCount("KE", 5),), "origins": (Origin("KE"), Origin("UG"))}),
    ("type.unlike-title", {"title": texts("ePCT Workshop")}),
    ("type.unlike-title", {"title": texts("PCT Seminar and PCT Workshop")}),
    ("type.unlike-title", {"type": None, "title": texts("PCT Workshop")}),
    ("type.unlike-delivery", {"type": "pct-webinar", "modality": Modality.HYBRID}),
    ("contents.unlike-participants", {"contents": ("C",), "participant_types": ()}),
    ("contents.unlike-participants", {"contents": ("C",), "participant_types": ("users", "offices")}),
    ("contents.accession-long-ago", {"contents": ("E",), "origins": (Origin("KE"), Origin("BO"))}),
    ("contents.accession-long-ago", {"contents": ("E",), "origins": (Origin("EP"),)}),
    ("title.numbers-differ", {"title": texts("Rule 92").replace("ar", "القاعدة ٩٢")}),
    ("title.numbers-differ", {"title": texts("1 million").replace("fr", "Un million")}),
    ("title.numbers-differ", {"title": texts("Rule 4.17").replace("ar", "القاعدة 17.4")}),
    ("title.numbers-differ", {"title": texts("6,400 people").replace("ru", "6\u00a0400 человек")}),
    ("venue.not-among-origins", {"venue": Venue(VenueKind.STATE, "CH")}),
    ("venue.not-among-origins", {"venue": Venue(VenueKind.STATE, "UG"), "modality": Modality.HYBRID}),
    ("venue.not-among-origins", {"venue": Venue(VenueKind.STATE, "UG"), **PROSE}),
    ("status.needs-outcome", {**PLANNED, "month": "2024-06"}),
    ("status.needs-outcome", {**PLANNED, "start": date(2024, 6, 14), "end": date(2024, 6, 15)}),
    ("status.needs-outcome", {**PLANNED, "month": None}),
    ("status.reason-missing", {"status": Status.CANCELLED, "status_reason": "No room"}),
    ("status.no-new-date", {"status": Status.CANCELLED}),
    ("question.open", {"questions": (replace(ASKED, answer="Yes"),)}),
]


@pytest.mark.parametrize(("rule", "fields"), SPEAKS, ids=[rule for rule, _ in SPEAKS])
def test_a_rule_speaks_alone_where_only_it_is_broken(rule: str, fields: dict[str, Any], context: RuleContext) -> None:
    findings = check_one(make_draft(**fields), context)
    assert set(rules_of(findings)) == {rule}
    assert {one.severity for one in findings} == {SEVERITIES[rule]}


@pytest.mark.parametrize(("rule", "fields"), SILENT, ids=[rule for rule, _ in SILENT])
def test_a_rule_is_silent_where_it_is_kept(rule: str, fields: dict[str, Any], context: RuleContext) -> None:
    assert rule not in rules_of(check_one(make_draft(**fields), context))


def test_a_sound_draft_has_no_findings(context: RuleContext) -> None:
    assert check_all([make_draft()], context) == [()]


def test_each_rule_of_the_catalogue_is_tried_both_ways() -> None:
    among = {
        *("activity.repeated", "activity.similar", "activity.unlike-its-series"),
        *("co-organizer.unlike-its-series", "co-organizer.other-spelling", "participants.unusual"),
    }
    assert {rule for rule, _ in SPEAKS} | among == set(SEVERITIES)
    assert {rule for rule, _ in SILENT} | among == set(SEVERITIES)


def test_only_rules_of_the_catalogue_can_speak() -> None:
    with pytest.raises(KeyError):
        found("weather.bad", "month")


def test_what_only_an_import_of_another_version_doubts_is_not_told(context: RuleContext) -> None:
    assert check_one(make_draft(doubts=(Doubt("rule.of-tomorrow", "month", "?"),)), context) == ()


def test_only_the_languages_to_be_exported_are_missed(reference: Reference) -> None:
    draft, context = make_draft(title=texts("Seminar", "en", "fr")), RuleContext(reference, languages=("en", "fr"))
    assert check_one(draft, context) == ()
    (finding,) = check_one(draft, replace(context, languages=("en", "zh", "ar")))
    assert finding.params["languages"] == "zh, ar"


def test_errors_come_before_warnings_and_hints(context: RuleContext) -> None:
    draft = make_draft(participants=None, participant_types=(), title=texts("*", "en"))
    assert [one.severity.value for one in check_one(draft, context)] == ["error", "warning", "hint", "hint"]


@pytest.mark.parametrize(("number", "odd"), [(9, True), (10, False), (500, False), (501, True)])
def test_a_number_far_outside_those_of_its_type_is_odd(reference: Reference, number: int, odd: bool) -> None:
    usual = {"pct-seminar": Usual({100: 4, 99: 1, number: 1})}
    rules = rules_of(check_one(make_draft(participants=number), RuleContext(reference, usual=usual)))
    assert ("participants.implausible" in rules) == odd


def test_a_number_is_not_judged_by_itself_or_by_too_few(reference: Reference) -> None:
    usual = {"pct-seminar": Usual({10: 4, 5000: 1})}
    assert check_one(make_draft(participants=5000), RuleContext(reference, usual=usual)) == ()


def among(draft: ActivityDraft, others: Sequence[ActivityDraft], context: RuleContext) -> list[str]:
    """What is said of a draft among others; it is the same whoever asks."""
    findings = check_among(draft, others, context)
    stored = [one for one in findings if one.rule != "activity.similar"]
    assert stored == list(check_all([*others, draft], context)[-1])
    return rules_of(findings)


@pytest.mark.parametrize(("number", "same_count"), [(20, True), (21, False)])
def test_the_same_activity_twice_is_repeated_whatever_the_count(context: RuleContext, number: int, same_count: bool) -> None:
    first, second = make_activity(3), make_activity(7, participants=number)
    (of_first,), (of_second,) = check_all([first, second], context)
    assert (of_first.rule, of_first.activity_id, of_first.params["others"]) == ("activity.repeated", 3, [7])
    assert (of_second.rule, of_second.activity_id, of_second.params["others"]) == ("activity.repeated", 7, [3])
    assert of_first.params["same_count"] is same_count


@pytest.mark.parametrize(
    "fields",
    [
        {"month": "2024-06"},
        {"type": "pct-webinar"},
        {"contents": ("A",)},
        {"title": texts("Another seminar")},
        {"co_organizers": (MOSCOW,)},
        {"venue": Venue(VenueKind.STATE, "KE", "Mombasa")},
        {"modality": Modality.HYBRID},
        {"origins": (Origin("KE"), Origin("UG"))},
        {"origin_note": texts("and others")},
        {"participant_types": ("users",)},
        {"title": texts("Семинар", "ru")},
    ],
)
def test_activities_that_differ_in_a_cell_are_not_repeated(context: RuleContext, fields: dict[str, Any]) -> None:
    english = make_draft(title=texts("Seminar on the Patent Cooperation Treaty", "en"), origin_note=texts("and some more", "en"))
    fields = {"origin_note": english.origin_note, **fields}
    assert "activity.repeated" not in among(make_draft(**fields), [english], context)


def test_the_same_title_in_one_language_is_enough_to_be_repeated(context: RuleContext) -> None:
    bilingual = texts("PCT Seminar").replace("zh", None)
    assert "activity.repeated" in among(make_draft(title=texts("РСТ seminar", "en")), [make_draft(title=bilingual)], context)


def test_of_many_alike_each_names_all_others_but_those_told_apart(context: RuleContext) -> None:
    titles = (texts("a", "en"), texts("a", "en", "fr"), texts("b", "en"))
    alike = [make_activity(id_, title=title) for id_, title in enumerate(titles, 1)]
    told_apart = make_activity(4, title=texts("a", "fr"), distinct_from=(2,))
    repeated = [one for some in check_all([*alike, told_apart], context) for one in some if one.rule == "activity.repeated"]
    assert [(one.activity_id, one.params["others"]) for one in repeated] == [(1, [2]), (2, [1])]


def test_activities_without_a_description_are_never_repeated(context: RuleContext) -> None:
    assert "activity.repeated" not in among(make_draft(title=texts("")), [make_draft(title=texts(""))], context)


def series(*organizers: tuple[CoOrganizer, ...]) -> list[ActivityDraft]:
    return [
        make_draft(title=texts(f"Regional Webinar for Asia – “Part {at}”"), co_organizers=some)
        for at, some in enumerate(organizers)
    ]


def of_series(drafts: Sequence[ActivityDraft], context: RuleContext) -> list[list[Finding]]:
    return [[one for one in some if one.rule == "co-organizer.unlike-its-series"] for some in check_all(drafts, context)]


def test_the_member_of_a_series_without_its_co_organizer_is_pointed_at_once(context: RuleContext) -> None:
    *others, lonely = of_series(series((MOSCOW,), (MOSCOW,), (MOSCOW,), ()), context)
    assert others == [[], [], []]
    (finding,) = lonely
    assert finding.params["name"].best("en") == "WIPO Office in the Russian Federation"
    assert (finding.params["times"], finding.params["members"]) == (3, 4)


@pytest.mark.parametrize(
    "organizers",
    [
        ((MOSCOW,), (MOSCOW,), ()),
        ((MOSCOW,), (MOSCOW,), (), ()),
        ((MOSCOW,), (MOSCOW,), (MOSCOW,), (CoOrganizer(texts("EAPO"), "EA"),)),
        ((), (), (), ()),
        ((MOSCOW,), (MOSCOW,), (MOSCOW,), (MOSCOW,)),
    ],
)
def test_a_short_series_or_one_without_a_common_co_organizer_is_left_alone(
    context: RuleContext, organizers: tuple[tuple[CoOrganizer, ...], ...]
) -> None:
    assert not any(of_series(series(*organizers), context))


def test_titles_without_a_common_beginning_are_no_series(context: RuleContext) -> None:
    drafts = [make_draft(title=texts(f"Seminar number {at}"), co_organizers=(MOSCOW,) * (at > 0)) for at in range(5)]
    assert not any(of_series(drafts, context))


class TestSimilar:
    """What is said while an activity is entered, before it is stored."""

    def test_month_type_and_one_state_are_enough(self, context: RuleContext) -> None:
        stored = make_activity(3, title=texts("Something else"), origins=(Origin("UG"), Origin("KE")), participants=5)
        (finding,) = [one for one in check_among(make_draft(), [stored], context) if one.rule == "activity.similar"]
        assert (finding.params["others"], finding.params["titles"]) == ([3], [texts("Something else")])

    @pytest.mark.parametrize("fields", [{"month": "2024-06"}, {"type": "pct-webinar"}, {"origins": (Origin("UG"),)}])
    def test_anything_else_is_not(self, context: RuleContext, fields: dict[str, Any]) -> None:
        stored = make_activity(3, title=texts("Something else"), **fields)
        assert "activity.similar" not in among(make_draft(), [stored], context)

    def test_a_stored_activity_is_not_told_what_it_is_like(self, context: RuleContext) -> None:
        stored = make_activity(3, title=texts("Something else"))
        assert check_among(make_activity(4), [stored], context) == ()

    def test_a_repetition_is_not_said_to_be_similar_as_well(self, context: RuleContext) -> None:
        assert rules_of(check_among(make_draft(), [make_activity(3)], context)) == ["activity.repeated"]

    @pytest.mark.parametrize("title", ["Something else", "Seminar on the Patent Cooperation Treaty"])
    def test_what_was_told_apart_stays_so(self, context: RuleContext, title: str) -> None:
        stored = make_activity(3, title=texts(title))
        (finding,) = check_among(make_draft(), [stored], context)
        (fix,) = finding.fixes
        assert check_among(make_draft().with_fields(**fix.values), [stored], context) == ()

    def test_one_of_the_two_is_enough_to_tell_them_apart(self, context: RuleContext) -> None:
        told, other, third = make_activity(3, distinct_from=(4,)), make_activity(4), make_activity(5)
        of_told, of_other, of_third = check_all([told, other, third], context)
        assert [one.params["others"] for one in (*of_told, *of_other, *of_third)] == [[5], [5], [3, 4]]


def test_a_postponed_activity_that_another_one_follows_has_a_new_date(context: RuleContext) -> None:
    postponed = make_activity(3, status=Status.POSTPONED)
    assert rules_of(check_one(postponed, context)) == ["status.no-new-date"]
    assert check_one(postponed, replace(context, followed=frozenset({3}))) == ()
