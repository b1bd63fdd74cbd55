"""Ways back: several steps at once, a value or a version an activity had earlier, and what was deleted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.change import Change, Edit, JournalEntry, JournalLine, Restoration, Revision, Step
from pct_tracker.domain.errors import UserError
from pct_tracker.services.tracker import Tracker, titled

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Turned:
    """The changes that undoing or redoing several steps made, and the trouble that ended it early, if there was one."""

    changes: tuple[Change, ...]
    trouble: UserError | None = None


def undo_down_to(tracker: Tracker, entry_id: int) -> Turned:
    """Takes back all steps from the newest down to this one, one after the other; stops where one cannot be taken back."""
    ids = [one.id for one in _entries_down_to(tracker, entry_id) if one.state == "done"]
    return _turned(tracker.undo for _ in ids)


def redo_up_to(tracker: Tracker, entry_id: int) -> Turned:
    """Does all steps that were taken back once more, up to this one; stops where one cannot be done again."""
    # What was taken back is newer than anything that holds.
    newest = takewhile(lambda one: one.state != "done", _entries_down_to(tracker, 0))
    ids = [one.id for one in newest if one.state == "undone" and one.id <= entry_id]
    return _turned(tracker.redo for _ in ids)


def with_content(activity: Activity, content: ActivityDraft, language: str) -> Edit:
    """The edit that gives an activity a content it had earlier."""
    step = titled("take-back", activity, language)
    return Edit(step, revised=(Revision(activity.id, activity.version, content),))


def with_lost(lines: Sequence[JournalLine], language: str) -> Edit:
    """The edit that puts deleted activities back as they were."""
    restored = tuple(Restoration(line.activity_id, line.before) for line in lines if line.before)
    several = Step("restore-many", {"count": len(restored)})
    step = titled("restore", restored[0].draft, language) if len(restored) == 1 else several
    return Edit(step, restored=restored)


def _entries_down_to(tracker: Tracker, entry_id: int) -> Iterable[JournalEntry]:
    """The entries from the newest down to one, page by page."""
    page = tracker.steps(limit=_PAGE)
    while page:
        yield from (one for one in page if one.id >= entry_id)
        page = tracker.steps(before=page[-1].id, limit=_PAGE) if page[-1].id > entry_id else []


def _turned(turns: Iterable[Callable[[], Change]]) -> Turned:
    changes: tuple[Change, ...] = ()
    try:
        for turn in turns:
            changes += (turn(),)
    except UserError as error:
        return Turned(changes, error)
    return Turned(changes)
