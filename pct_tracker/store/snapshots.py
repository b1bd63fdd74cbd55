"""The log as it stood after an earlier entry of the journal."""

from sqlalchemy import Connection, and_, func, select

from pct_tracker.domain.activity import FIELD_NAMES, Activity, ActivityDraft
from pct_tracker.store.activities import read_activities
from pct_tracker.store.dialects import Dialect
from pct_tracker.store.journal import is_of_year
from pct_tracker.store.records import draft_from_json
from pct_tracker.store.tables import ACTIVITY, LINE


def read_as_of(connection: Connection, dialect: Dialect, entry_id: int, year: int) -> list[Activity]:
    """The activities of a reporting year as they stood after an entry, in report order.

    What was not touched since stands in the tables; of the rest, the first line after the entry knows what was before.
    """
    touched, earlier = _touched_since(connection, entry_id, year)
    ids = connection.execute(select(ACTIVITY.c.id).where(ACTIVITY.c.year == year)).scalars()
    untouched = read_activities(connection, dialect, [id_ for id_ in ids if id_ not in touched])
    return sorted([*untouched, *earlier], key=lambda one: (one.month is None, one.month or "", one.id))


def _touched_since(connection: Connection, entry_id: int, year: int) -> tuple[set[int], list[Activity]]:
    """The ids of all activities touched after an entry, and those of the year among them as they were before that."""
    first = select(LINE.c.activity_id, func.min(LINE.c.entry_id).label("entry_id")).where(LINE.c.entry_id > entry_id)
    ends = first.group_by(LINE.c.activity_id).subquery()
    touched = set(connection.execute(select(ends.c.activity_id)).scalars())
    joined = select(LINE.c.activity_id, LINE.c.version, LINE.c.before, LINE.c.after.is_not(None).label("stayed"))
    lines = joined.join(ends, and_(LINE.c.activity_id == ends.c.activity_id, LINE.c.entry_id == ends.c.entry_id))
    # A line has the version it left behind, or the last one of an activity that it took out.
    return touched, [
        _activity(id_, version - bool(stayed), draft_from_json(before))
        for id_, version, before, stayed in connection.execute(lines.where(is_of_year(LINE.c.before, year)))
    ]


def _activity(id_: int, version: int, draft: ActivityDraft) -> Activity:
    return Activity(id=id_, version=version, **{name: getattr(draft, name) for name in FIELD_NAMES})
