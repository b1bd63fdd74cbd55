"""Saves into a log until there is no room any more; run in a process of its own, since a limit holds for all of it.

`python -m tests.harm.crowded LOG [BYTES]` writes as JSON what was acknowledged, the code of the trouble, and what is there when
some room was made again. BYTES is how much the files may grow; without it the disk itself is the limit.
"""

import json
import resource
import sys
from contextlib import closing
from pathlib import Path

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Edit, Step
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.domain.texts import Texts
from pct_tracker.store.store import Store

_BALLAST = 300_000


def main(log: Path, room: int | None) -> None:
    """Opens the log first: what is to fail is a save."""
    ballast = log.with_name("ballast")
    ballast.write_bytes(bytes(_BALLAST))
    store = Store.open(log)
    if room is not None:
        _limit(max(one.stat().st_size for one in log.parent.iterdir()) + room)
    acknowledged, trouble = _fill(store)
    backup = _back_up(store)
    ballast.unlink()
    _limit(resource.RLIM_INFINITY)
    again = _fill(store, 1)
    store.close()
    with closing(Store.open(log)) as store:
        there, problems = store.find_ids(ActivityQuery()), store.problems()
    told = {"acknowledged": acknowledged, "trouble": trouble, "again": again[0], "there": there, "problems": problems}
    told |= {"backup": backup, "backups": [one.name for one in log.parent.glob("log.db.backups/*")]}
    sys.stdout.write(json.dumps(told))


def _fill(store: Store, most: int = 5_000) -> tuple[list[int], str]:
    """Stores activities until that is refused: their ids, and the code of the trouble."""
    draft = ActivityDraft(year=2024, month="2024-05", title=Texts({"en": "Seminar " * 200}))
    stored: list[int] = []
    for _ in range(most):
        try:
            stored += store.apply(Edit(Step("add", {"title": "…"}), added=(draft,)), "somebody").added
        except UserError as error:
            return stored, error.code
    return stored, ""


def _back_up(store: Store) -> str:
    """Tries to make a backup: "made", "nothing" of an empty log, or the code of the trouble with it."""
    try:
        return "made" if store.keep_backup("daily") else "nothing"
    except UserError as error:
        return error.code


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
