"""Rules about single fields: date, type, letters, participants."""

from collections.abc import Iterator

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.codes import Status
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.domain.period import year_of
from pct_tracker.rules.catalogue import found
from pct_tracker.rules.context import RuleContext

_ENOUGH_TO_COMPARE = 5
_FAR_ABOVE, _FAR_BELOW = 5, 10


def check_month(draft: ActivityDraft, _context: RuleContext) -> Iterator[Finding]:
    """There is a month, and it lies in the year the activity is reported in."""
    if draft.month is None:
        if not any(doubt.rule == "date.unreadable" for doubt in draft.doubts):
            yield found("date.missing", "month")
        return
    year = year_of(draft.month)
    if draft.year is not None and year != draft.year:
        fix = Fix("report-in", {"year": year}, {"year": year})
        yield found("date.outside-year", "month", fixes=(fix,), month=draft.month, year=draft.year)


def check_type(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """There is a type, one of the vocabulary's."""
    if not draft.type:
        yield found("type.missing", "type")
    elif draft.type not in context.reference.vocabulary.types:
        yield found("type.unknown", "type", type=draft.type)


def check_contents(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """There is at least one letter, and none outside A to F."""
    if not draft.contents:
        yield found("contents.missing", "contents")
    unknown = [letter for letter in draft.contents if not context.reference.vocabulary.is_content_letter(letter)]
    if unknown:
        kept = tuple(letter for letter in draft.contents if letter not in unknown)
        fix = Fix("remove", {"what": ", ".join(unknown)}, {"contents": kept})
        yield found("contents.unknown", "contents", fixes=(fix,), letters=", ".join(unknown))


def check_participant_types(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """A held activity says who took part."""
    if not draft.participant_types and draft.status is Status.HELD:
        yield found("participant-types.missing", "participant_types")
    unknown = [code for code in draft.participant_types if code not in context.reference.vocabulary.participant_types]
    if unknown:
        yield found("participant-types.unknown", "participant_types", types=", ".join(unknown))


def check_participants(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """A held activity has a number, a positive one, and rarely fewer people than States."""
    if draft.participants is None:
        if draft.status is Status.HELD:
            written = next((doubt.text for doubt in draft.doubts if doubt.rule == "participants.unreadable"), "")
            yield found("participants.missing", "participants", written=written)
        return
    if draft.participants <= 0:
        yield found("participants.implausible", "participants", number=draft.participants)
        return
    states = sum(context.reference.parties.is_state(code) for code in draft.origin_codes)
    if draft.participants < states:
        yield found("participants.fewer-than-origins", "participants", number=draft.participants, states=states)


def check_plausibility(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """The number is not far outside what other held activities of the type had, once there are enough to compare."""
    number, seen = draft.participants, context.usual.get(draft.type or "")
    if number is None or number <= 0 or seen is None:
        return
    beside = seen.range_beside(number)
    if beside is None or seen.others(number) < _ENOUGH_TO_COMPARE:
        return
    least, most = beside
    if number > most * _FAR_ABOVE or number * _FAR_BELOW < least:
        yield found("participants.implausible", "participants", number=number, least=least, most=most, type=draft.type)


def check_split(draft: ActivityDraft, _context: RuleContext) -> Iterator[Finding]:
    """Not more took part online than took part."""
    online, total = draft.online_participants, draft.participants
    if online is not None and (online < 0 or (total is not None and online > total)):
        yield found("participants.split-too-large", "online_participants", online=online, number=total)


def check_head_counts(draft: ActivityDraft, _context: RuleContext) -> Iterator[Finding]:
    """The numbers by State of origin add up to the number of participants, or to less where some State has none."""
    if not draft.head_counts or draft.participants is None:
        return
    total = sum(one.participants for one in draft.head_counts)
    complete = {one.code for one in draft.head_counts} >= set(draft.origin_codes) and not draft.origin_note
    if total > draft.participants or (complete and total < draft.participants):
        fix = Fix("set-participants", {"number": total}, {"participants": total})
        yield found("participants.head-counts-disagree", "head_counts", fixes=(fix,), total=total, number=draft.participants)
