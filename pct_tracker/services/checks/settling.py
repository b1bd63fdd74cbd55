"""How what was wrong with an activity when it came into the log was settled since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pct_tracker.domain.activity import FIELD_NAMES, REPORTED_FIELDS, Activity, ActivityDraft
from pct_tracker.domain.change import JournalEntry, JournalLine
from pct_tracker.domain.finding import Finding
from pct_tracker.rules.catalogue import ABOUT
from pct_tracker.rules.context import RuleContext
from pct_tracker.rules.engine import check_all
from pct_tracker.rules.usual import Usual
from pct_tracker.services.tracker import Tracker

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

History = Sequence[tuple[JournalEntry, JournalLine]]
"""What happened to an activity, oldest first; there is at least one entry."""


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


def _first(history: History) -> ActivityDraft:
    """What an activity said when it came into the log."""
    return history[0][1].after or ActivityDraft()


def judge_first(
    tracker: Tracker, activities: Sequence[Activity], histories: Mapping[int, History]
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


def gone_since(first: Iterable[Finding], today: Iterable[Finding]) -> Iterator[Finding]:
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


def settled(activity_id: int, last: ActivityDraft, finding: Finding, history: History, *, is_deleted: bool) -> Corrected:
    """What became of a finding that is gone; `last` is what the activity says today, or said last."""
    first = _first(history)
    if is_deleted:
        entry = history[-1][0]
        return Corrected(activity_id, first, last, finding, "deleted", author=entry.author, at=entry.at)
    manner, fields = _manner(first, last, finding)
    changed_by = _last_to_change(fields, history)
    author, at = (changed_by.author, changed_by.at) if changed_by else ("", None)
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


def _last_to_change(fields: tuple[str, ...], history: History) -> JournalEntry | None:
    for entry, line in reversed(history):
        before, after = line.before, line.after
        if before and after and _changed(fields, before, after):
            return entry
    return None
