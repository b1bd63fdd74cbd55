"""What was found in the activities of a year, what was corrected of it, what was accepted, and what is still open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from pct_tracker.domain.activity import FIELD_NAMES, REPORTED_FIELDS, Acceptance, Activity, ActivityDraft
from pct_tracker.domain.change import JournalEntry, JournalLine
from pct_tracker.domain.finding import Finding
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.rules.catalogue import ABOUT, SEVERITIES
from pct_tracker.rules.context import RuleContext
from pct_tracker.rules.engine import check_all, weight
from pct_tracker.rules.usual import Usual
from pct_tracker.services.accepting import acceptance_of
from pct_tracker.services.rule_weights import RuleWeight, rule_weights
from pct_tracker.services.tracker import Tracker

MOST_COMPARED = 2_000
"""Changed activities whose first content is judged: some seconds."""

_ALSO_SETTLED_BY: Mapping[str, tuple[str, ...]] = {
    "activity.repeated": REPORTED_FIELDS,
    "question.open": ("questions",),
    "status.reason-missing": ("status", "status_reason"),
    "origins.not-countable": ("origin_note",),
    "origins.missing": ("origin_note", "status"),
    "venue.missing": ("status",),
    "participant-types.missing": ("status",),
    "participants.missing": ("status",),
    "date.missing": ("start", "end"),
    "participants.split-too-large": ("participants",),
    "participants.head-counts-disagree": ("participants", "origins"),
}
"""Fields whose change may settle a finding beside those that its rule looks at."""

_RANKS = {rule: rank for rank, rule in enumerate(SEVERITIES)}

_History = Sequence[tuple[JournalEntry, JournalLine]]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A finding on an activity as it first came into the log that is gone today.

    `manner` is how: "changed" where `fields` say something else now, "confirmed" where the guess of the import was found right,
    "told-apart" where it was said to be no repetition, "deleted" with the activity, "elsewhere" by another change, mostly of
    another activity. `author` and `at` tell who did it, and when; nobody is known for what was done elsewhere.
    """

    activity_id: int
    before: ActivityDraft
    after: ActivityDraft
    finding: Finding
    manner: str
    fields: tuple[str, ...] = ()
    author: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding of today. `acceptance` is the one it is accepted by; of an open one, the one that has lapsed, if any."""

    activity: Activity
    finding: Finding
    acceptance: Acceptance | None = None


@dataclass(frozen=True, slots=True)
class Cleaning:
    """The cleaning of a year. `corrected` and `accepted` are in report order, `open` by weight and rule.

    `weights` are those rules that weigh otherwise in this log than by themselves. `left_out` counts changed or deleted
    activities that were too many to compare with what they were at first.
    """

    year: int
    activities: int
    corrected: tuple[Corrected, ...]
    accepted: tuple[Standing, ...]
    open: tuple[Standing, ...]
    weights: tuple[RuleWeight, ...] = ()
    left_out: int = 0

    @property
    def lapsed(self) -> int:
        """How many open findings were accepted before what they are about changed."""
        return sum(one.acceptance is not None for one in self.open)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that have something to say, in the order of the catalogue."""
        said = {one.finding.rule for some in (self.corrected, self.accepted, self.open) for one in some}
        return tuple(rule for rule in SEVERITIES if rule in said)


def find_cleaning(tracker: Tracker, year: int) -> Cleaning:
    """What became of the findings of a reporting year.

    What activities first said is judged among each other, by what the rules know and weigh today.
    """
    activities = tracker.activities(ActivityQuery(year=year))
    findings = tracker.findings(year)
    changed = {one.id: one for one in activities if one.version > 1}
    deleted = {line.activity_id: line.before for _, line in tracker.lost() if line.before and line.before.year == year}
    compared = list(islice((*changed.items(), *deleted.items()), MOST_COMPARED))
    histories = {id_: history for id_, _ in compared if (history := _history(tracker, id_))}
    at_first = _judged_at_first(tracker, activities, histories)
    corrected = [
        one
        for id_, last in compared
        for finding in _gone(at_first.get(id_, ()), findings.get(id_, ()) if id_ in changed else ())
        for one in [_settled(id_, last, finding, histories[id_], is_deleted=id_ in deleted)]
    ]
    standing = [one for activity in activities for one in _standing(activity, findings.get(activity.id, ()))]
    return Cleaning(
        year=year,
        activities=len(activities),
        corrected=tuple(corrected),
        accepted=tuple(one for one in standing if not one.finding.is_open),
        open=tuple(sorted((one for one in standing if one.finding.is_open), key=_rank)),
        weights=tuple(one for one in rule_weights(tracker) if not one.is_own),
        left_out=len(changed) + len(deleted) - len(compared),
    )


def _standing(activity: Activity, findings: Iterable[Finding]) -> Iterator[Standing]:
    holding = {acceptance_of(activity, one) for one in findings}
    lapsed = {(one.rule, one.field): one for one in activity.acceptances if one not in holding}
    for finding in findings:
        earlier = lapsed.get((finding.rule, finding.field)) if finding.is_open else acceptance_of(activity, finding)
        yield Standing(activity, finding, earlier)


def _rank(one: Standing) -> tuple[int, int]:
    return weight(one.finding), _RANKS[one.finding.rule]


def _history(tracker: Tracker, activity_id: int) -> _History:
    tracker.breathe()
    return tracker.history(activity_id)


def _first(history: _History) -> ActivityDraft:
    """What an activity said when it came into the log."""
    return history[0][1].after or ActivityDraft()


def _judged_at_first(
    tracker: Tracker, activities: Sequence[Activity], histories: Mapping[int, _History]
) -> dict[int, tuple[Finding, ...]]:
    """The findings on activities as they first were, among each other and those that were never changed."""
    unchanged = [one for one in activities if one.id not in histories]
    first = [
        Activity(id=id_, **{name: getattr(_first(history), name) for name in FIELD_NAMES}) for id_, history in histories.items()
    ]
    judged = sorted((*unchanged, *first), key=lambda one: one.id)
    return {one.id: some for one, some in zip(judged, check_all(judged, _context(tracker), tracker.breathe), strict=True)}


def _context(tracker: Tracker) -> RuleContext:
    """What the rules know today."""
    times: dict[str, dict[int, int]] = defaultdict(dict)
    for type_, number, count in tracker.store.usual_numbers():
        times[type_][number] = count
    return RuleContext(
        tracker.reference,
        usual={type_: Usual(some) for type_, some in times.items()},
        today=tracker.today(),
        followed=tracker.store.followed(),
        grades=tracker.severities(),
    )


def _gone(first: Iterable[Finding], today: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of the first day that are not among those of today; of a rule and field, as many as are fewer now."""
    left: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in today:
        left[one.rule, one.field].append(one)
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in first:
        found[one.rule, one.field].append(one)
    for key, some in found.items():
        still = [one.params for one in left[key]]
        yield from [one for one in some if one.params not in still][: max(len(some) - len(still), 0)]


def _settled(activity_id: int, last: ActivityDraft, finding: Finding, history: _History, *, is_deleted: bool) -> Corrected:
    first = _first(history)
    if is_deleted:
        entry: JournalEntry | None = history[-1][0]
        manner, fields = "deleted", ()
    else:
        manner, fields = _manner(first, last, finding)
        entry = _last_to_change(fields, history)
    author, at = (entry.author, entry.at) if entry else ("", None)
    return Corrected(activity_id, first, last, finding, manner, fields, author, at)


def _manner(first: ActivityDraft, now: ActivityDraft, finding: Finding) -> tuple[str, tuple[str, ...]]:
    """How a finding was settled, and by the change of which fields."""
    looked_at = (finding.field, *ABOUT.get(finding.rule, ()), *_ALSO_SETTLED_BY.get(finding.rule, ()))
    settled_by = (("told-apart", _apart(finding)), ("changed", looked_at), ("confirmed", ("doubts",)))
    ways = ((how, _changed(names, first, now)) for how, names in settled_by)
    return next(((how, changed) for how, changed in ways if changed), ("elsewhere", ()))


def _apart(finding: Finding) -> tuple[str, ...]:
    """The field that settles a finding on an activity as a whole without any other change."""
    return ("distinct_from",) if finding.field == "activity" else ()


def _changed(names: Iterable[str], before: ActivityDraft, after: ActivityDraft) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if getattr(before, name, None) != getattr(after, name, None))


def _last_to_change(fields: tuple[str, ...], history: _History) -> JournalEntry | None:
    for entry, line in reversed(history):
        before, after = line.before, line.after
        if before and after and _changed(fields, before, after):
            return entry
    return None
