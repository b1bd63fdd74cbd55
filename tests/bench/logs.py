"""The logs that are measured: made once for each schema, and kept."""

import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Edit, Step
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.activities import insert_activities, searchable_text
from pct_tracker.store.revisions import HEAD
from pct_tracker.store.store import Store
from pct_tracker.store.tables import ACTIVITY
from tests.bench.made_up import make_drafts, make_small_drafts

FOLDER = Path(".bench")
_JOURNALED = 100_000
"""Activities that are stored as an import stores them; more than that would take half an hour, and ten gigabytes."""

_AT_ONCE = 10_000


def made_log(size: int) -> Path:
    """A log of this size. What goes beyond a large log are small activities, stored without an entry in the journal."""
    log = FOLDER / f"{HEAD}-{size}.db"
    if not log.exists():
        print(f"Making a log of {size:,} activities, once …", file=sys.stderr)
        unfinished = log.with_suffix(".unfinished.db")
        unfinished.unlink(missing_ok=True)
        with closing(Tracker.open(unfinished)) as tracker:
            for part in _parts(make_drafts(min(size, _JOURNALED))):
                tracker.do(Edit(Step("sample", {"count": len(part)}), added=part))
            for part in _parts(make_small_drafts(size - _JOURNALED)):
                _store_plainly(tracker.store, part)
        unfinished.rename(log)
    return log


def _store_plainly(store: Store, drafts: tuple[ActivityDraft, ...]) -> None:
    def write(connection: Connection) -> None:
        ids = store._dialect.new_ids(connection, ACTIVITY, len(drafts))
        insert_activities(connection, store._dialect, [(id_, 1, draft) for id_, draft in zip(ids, drafts, strict=True)])
        store._dialect.index(connection, zip(ids, map(searchable_text, drafts), strict=True))

    store._write(write)


def _parts(drafts: Iterator[ActivityDraft]) -> Iterator[tuple[ActivityDraft, ...]]:
    while part := tuple(islice(drafts, _AT_ONCE)):
        yield part
