"""What the rules say of stored activities and of drafts; kept until something it depends on changes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from pct_tracker.domain.activity import FIELD_NAMES, Activity, ActivityDraft
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.reference.reference import Reference
from pct_tracker.rules.context import RuleContext
from pct_tracker.rules.engine import check_among, check_one, check_parts
from pct_tracker.rules.series_rules import stems_of
from pct_tracker.rules.usual import Usual
from pct_tracker.services.progress import WHOLE_BREATH
from pct_tracker.store.store import Store

Findings = dict[int, tuple[Finding, ...]]

_MANY = 5_000
"""Activities whose findings are not worked out just to look at a page of the register."""


class Judge:
    """Asked from two threads. `breathe` is called between parts of long work; it may wait, or raise to end it."""

    def __init__(
        self,
        store: Store,
        reference: Callable[[], Reference],
        grades: Callable[[], Mapping[str, Severity | None]],
        today: Callable[[], date],
        breathe: Callable[[], None],
    ) -> None:
        self._store = store
        self._reference = reference
        self._grades = grades
        self._today = today
        self._breathe = breathe
        self._findings: dict[int | None, Findings] = {}
        self._usual: Mapping[str, Usual] = {}
        self._followed: frozenset[int] = frozenset()
        self._is_informed = False
        self._changes = 0

    def of_year(self, year: int | None) -> Findings:
        """The findings of a reporting year, None for activities without one; activities without any are left out."""
        self._inform()
        found = self._findings.get(year)
        if found is None:
            changes = self._changes
            checked = check_parts(self._months_of(year), self._context(), self._breathe)
            found = {id_: some for some in checked if some and (id_ := some[0].activity_id) is not None}
            # What was read before a change must not be kept after it.
            if changes == self._changes:
                self._findings[year] = found
        return found

    def of_activities(self, activities: Sequence[Activity]) -> Findings:
        """The findings on these activities, worked out for whole years.

        Where that would be very many for a few, each is judged by itself, among those it may have to do with.
        """
        self._inform()
        years = {one.year for one in activities}
        if sum(len(self._ids_of(year)) for year in years - set(self._findings)) > _MANY:
            each = {one.id: self._of_one(one) for one in activities}
            return {id_: some for id_, some in each.items() if some}
        found = {id_: some for year in years for id_, some in self.of_year(year).items()}
        return {one.id: found[one.id] for one in activities if one.id in found}

    def of_draft(self, draft: ActivityDraft, activity_id: int | None) -> tuple[Finding, ...]:
        """The findings on a draft that may replace a stored activity: its own, and those among the others of its year."""
        self._inform()
        kin = self._store.kin_ids(draft, stems_of(draft))
        others = self._store.activities([id_ for id_ in kin if id_ != activity_id])
        return check_among(_identified(draft, activity_id), others, self._context())

    def of_draft_alone(self, draft: ActivityDraft) -> tuple[Finding, ...]:
        """The findings on a draft by itself; quick enough for every key."""
        self._inform()
        return check_one(draft.content(), self._context())

    def forget(self, years: Iterable[int | None] | None = None) -> None:
        """Forgets what was worked out about these years, or about all."""
        self._changes += 1
        self._is_informed = False
        if years is None:
            self._findings.clear()
        else:
            for year in years:
                self._findings.pop(year, None)

    def _of_one(self, activity: Activity) -> tuple[Finding, ...]:
        if (of_year := self._findings.get(activity.year)) is not None:
            return of_year.get(activity.id, ())
        self._breathe()
        return self.of_draft(activity, activity.id)

    def _inform(self) -> None:
        """Reads what all years are judged by; where that is something else than before, nothing that was worked out holds."""
        if self._is_informed:
            return
        changes, usual, followed = self._changes, self._read_usual(), self._store.followed()
        if (usual, followed) != (self._usual, self._followed):
            self._findings.clear()
        self._usual, self._followed = usual, followed
        self._is_informed = changes == self._changes

    def _context(self) -> RuleContext:
        return RuleContext(
            self._reference(), usual=self._usual, today=self._today(), followed=self._followed, grades=self._grades()
        )

    def _read_usual(self) -> dict[str, Usual]:
        times: dict[str, dict[int, int]] = defaultdict(dict)
        for type_, number, count in self._store.usual_numbers():
            times[type_][number] = count
        return {type_: Usual(some) for type_, some in times.items()}

    def _months_of(self, year: int | None) -> Iterator[list[Activity]]:
        """The activities of a year, those of one month together."""
        activities = (one for part in self._parts(self._ids_of(year)) for one in self._store.activities(part))
        return (list(some) for _, some in groupby(activities, attrgetter("month")))

    def _ids_of(self, year: int | None) -> list[int]:
        return self._store.ids_without_year() if year is None else self._store.find_ids(ActivityQuery(year=year))

    def _parts(self, ids: Sequence[int]) -> Iterator[Sequence[int]]:
        for start in range(0, len(ids), WHOLE_BREATH):
            self._breathe()
            yield ids[start : start + WHOLE_BREATH]


def _identified(draft: ActivityDraft, activity_id: int | None) -> ActivityDraft:
    """The content of a draft, as a stored activity if it has an id."""
    content = draft.content()
    if activity_id is None:
        return content
    return Activity(id=activity_id, **{name: getattr(content, name) for name in FIELD_NAMES})
