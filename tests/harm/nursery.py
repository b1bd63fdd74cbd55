"""Starts children that work on a log and kills them at any moment; run in a process of its own, since it forks.

`python -m tests.harm.nursery WORK FOLDER TIMES SEED` writes one line of JSON: what was acknowledged, and what was found amiss.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.domain.texts import Texts
from pct_tracker.services.keeping.safekeeping import list_backups, restore
from pct_tracker.services.reports.export_run import export_annex
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.store import Store

STORES = Path(__file__).parent.parent / "files" / "stores"
Tell = Callable[[str], None]
_SIDES = ("-wal", "-shm", "-journal")


class Nursery:
    """`acknowledged` counts what children said was done; `amiss` says in words what was not there afterwards."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)  # noqa: S311 - chance, no secret
        self.acknowledged = 0
        self.amiss: list[str] = []

    def kill_one(self, work: Callable[[Tell], None], *, after: int, longest: float) -> list[str]:
        """Lets a child work, kills it some time after it told so many lines, and returns all it told."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            work(lambda line: (os.write(writing, f"{line}\n".encode()), None)[1])
            os._exit(0)
        os.close(writing)
        told = self._listen(reading, after)
        time.sleep(self.chance.random() * longest)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as rest:
            told += rest.read()
        lines = told.decode().split("\n")[:-1]  # a line that was not ended was not told
        self.acknowledged += len(lines)
        return lines

    def check(self, log: Path) -> None:
        """The log is sound, and nothing lies beside it that does not belong to it."""
        with closing(Store.open(log)) as store:
            self.amiss += store.problems()
        known = {log.name, f"{log.name}.backups", *(log.name + side for side in _SIDES)}
        self.amiss += [f"left over: {one.name}" for one in log.parent.iterdir() if one.name not in known]

    def check_backups(self, log: Path) -> None:
        """Every backup that has its name is sound; copies that were never finished have none."""
        self.amiss += [f"damaged: {one.backup.path.name}" for one in list_backups(log, check=True) if not one.is_sound]
        named = {one.backup.path.name for one in list_backups(log)}
        there = {one.name for one in log.with_name(f"{log.name}.backups").glob("[!.]*")}
        self.amiss += [f"half a backup: {name}" for name in there - named]

    def _listen(self, reading: int, lines: int) -> bytes:
        told = b""
        while told.count(b"\n") < lines and (more := os.read(reading, 4_096)):
            told += more
        return told


def saves(nursery: Nursery, times: int) -> None:
    """New activities and changes, one step each: what was acknowledged is there, in the log and in its history."""
    log = nursery.folder / "log.db"
    Store.open(log).close()
    newest: dict[int, int] = {}

    def work(tell: Tell) -> None:
        store = Store.open(log)
        ids = store.find_ids(ActivityQuery())
        for number in range(1, 10_000):
            draft = ActivityDraft(year=2024, month="2024-05", title=Texts({"en": "Seminar"}), participants=number)
            if ids and number % 3:
                (stored,) = store.activities([ids[number % len(ids)]])
                edit = Edit(Step("change", {"title": "…"}), revised=(Revision(stored.id, stored.version, draft),))
            else:
                edit = Edit(Step("add", {"title": "…"}), added=(draft,))
            change = store.apply(edit, "somebody")
            ids += change.added
            tell(f"{(*change.added, *change.revised)[0]} {number} {change.entry_id}")

    for _ in range(times):
        lines = nursery.kill_one(work, after=nursery.chance.randint(1, 60), longest=0.01)
        newest |= {int(id_): int(number) for id_, number, _ in map(str.split, lines)}
        nursery.check(log)
        with closing(Store.open(log)) as store:
            found = {one.id: one.participants for one in store.activities(list(newest))}
            entries = {entry.id for entry in store.entries(limit=100_000)}
        # One more save may have been done than was told: it is newer than what was.
        nursery.amiss += [
            f"activity {id_} has {found.get(id_)}, not {number}" for id_, number in newest.items() if id_ not in found
        ]
        unsaved = {int(line.split()[2]) for line in lines} - entries
        nursery.amiss += [f"entry {entry} is not in the history" for entry in unsaved]
        last = lines[-1].split() if lines else []
        if last and found[int(last[0])] != int(last[1]) and max(entries) == int(last[2]):
            nursery.amiss.append(f"activity {last[0]} has {found[int(last[0])]} instead of {last[1]}")
    with closing(Store.open(log)) as store:
        nursery.amiss += [flaw.code for flaw in store.flaws()]


def imports(nursery: Nursery, times: int) -> None:
    """Many activities as one step: all of them or none."""
    log = nursery.folder / "log.db"
    Store.open(log).close()
    drafts = tuple(ActivityDraft(year=2024, month="2024-05", participants=number) for number in range(1_500))

    def work(tell: Tell) -> None:
        tracker = Tracker.open(log)
        for _ in range(3):
            tell("begun")
            tracker.do(Edit(Step("import", {"file": "…", "count": len(drafts)}), added=drafts))

    for _ in range(times):
        nursery.kill_one(work, after=nursery.chance.randint(1, 2), longest=0.5)
        nursery.check(log)
        with closing(Store.open(log)) as store:
            stored, entries = len(store.find_ids(ActivityQuery())), len(store.entries(limit=10_000))
        if stored != entries * len(drafts):
            nursery.amiss.append(f"{stored} activities after {entries} steps")
        nursery.check_backups(log)


def upgrades(nursery: Nursery, times: int) -> None:
    """An older log that is brought up to date: it opens afterwards, with all its activities."""
    for number in range(times):
        folder = nursery.folder / str(number)
        folder.mkdir()
        log = Path(shutil.copy(STORES / f"000{number % 3 + 1}-filled.db", folder / "log.db"))
        expected = 64 if number % 3 == 0 else 63 if number % 3 == 1 else None

        def work(tell: Tell, log: Path = log) -> None:
            tell("begun")
            Store.open(log).close()

        nursery.kill_one(work, after=1, longest=0.6)
        with closing(Store.open(log)) as store:
            nursery.amiss += store.problems()
            stored = len(store.find_ids(ActivityQuery()))
        nursery.check_backups(log)
        if expected is not None and abs(stored - expected) > 1:
            nursery.amiss.append(f"{stored} activities instead of {expected}")


def backups(nursery: Nursery, times: int) -> None:
    """A backup is there as a whole, or not at all."""
    log = Path(shutil.copy(STORES / "0004-filled.db", nursery.folder / "log.db"))
    with closing(Store.open(log)) as store:
        activities = len(store.find_ids(ActivityQuery()))
    for number in range(times):
        folder = nursery.folder / f"copies-{number}"
        folder.mkdir()

        def work(tell: Tell, folder: Path = folder) -> None:
            store = Store.open(log)
            for copy in range(1_000):
                store.backup(folder / f"{copy}.db")
                tell(str(copy))

        told = nursery.kill_one(work, after=nursery.chance.randint(0, 3), longest=0.05)
        there = {one.stem for one in folder.glob("[0-9]*.db")}
        nursery.amiss += [f"backup {copy} is gone" for copy in told if copy not in there]
        for copy in folder.glob("[0-9]*.db"):
            with closing(Store.open_copy(copy)) as store:
                nursery.amiss += store.problems()
                if len(store.find_ids(ActivityQuery())) != activities:
                    nursery.amiss.append(f"backup {copy.name} is not whole")


def rotations(nursery: Nursery, times: int) -> None:
    """Backups that push out others of their kind: the first is there, and the newest that was told."""
    log = Path(shutil.copy(STORES / "0004-filled.db", nursery.folder / "log.db"))

    def work(tell: Tell) -> None:
        store = Store.open(log)
        for _ in range(1_000):
            store.apply(_one_more(), "somebody")
            made = store.keep_backup("before-import")
            tell(str(made.number if made else 0))

    for _ in range(times):
        told = nursery.kill_one(work, after=nursery.chance.randint(1, 12), longest=0.05)
        nursery.check(log)
        nursery.check_backups(log)
        numbers = {one.backup.number for one in list_backups(log)}
        nursery.amiss += [f"backup {number} is gone" for number in {1, *map(int, told[-1:])} - numbers]


def restores(nursery: Nursery, times: int) -> None:
    """A log that is put back is what it was or what the backup was, and what it was is among the backups."""
    log = Path(shutil.copy(STORES / "0004-filled.db", nursery.folder / "log.db"))
    sources = [nursery.folder / "small.db", nursery.folder / "large.db"]
    with closing(Store.open(log)) as store:
        store.backup(sources[0])
        for _ in range(60):
            store.apply(_one_more(), "somebody")
        store.backup(sources[1])
        counts = {len(store.find_ids(ActivityQuery())), len(store.find_ids(ActivityQuery())) - 60}

    def work(tell: Tell) -> None:
        for number in range(1_000):
            kept = restore(log, sources[number % 2])
            tell(str(kept))

    for _ in range(times):
        told = nursery.kill_one(work, after=nursery.chance.randint(0, 2), longest=0.15)
        with closing(Store.open(log)) as store:
            nursery.amiss += [*store.problems(), *(flaw.code for flaw in store.flaws())]
            if len(store.find_ids(ActivityQuery())) not in counts:
                nursery.amiss.append(f"{len(store.find_ids(ActivityQuery()))} activities")
        nursery.check_backups(log)
        nursery.amiss += [f"{kept} is gone" for kept in told[-1:] if not Path(kept).exists()]


def _one_more() -> Edit:
    draft = ActivityDraft(year=2025, month="2025-05", title=Texts({"en": "Seminar"}))
    return Edit(Step("add", {"title": "…"}), added=(draft,))


def exports(nursery: Nursery, times: int) -> None:
    """A file that is written over is the old one or the new one."""
    log = Path(shutil.copy(STORES / "0004-filled.db", nursery.folder / "log.db"))
    target = nursery.folder / "annex.docx"

    def work(tell: Tell) -> None:
        tracker = Tracker.open(log)
        for number in range(1_000):
            export_annex(tracker, 2024, ["en"], "docx", target)
            tell(str(number))

    for _ in range(times):
        told = nursery.kill_one(work, after=nursery.chance.randint(0, 2), longest=0.1)
        if told and not target.exists():
            nursery.amiss.append("the file is gone")
        elif target.exists() and zipfile.ZipFile(target).testzip() is not None:
            nursery.amiss.append("the file is not whole")


_WORKS = (saves, imports, upgrades, backups, rotations, restores, exports)
WORKS: dict[str, Callable[[Nursery, int], None]] = {work.__name__: work for work in _WORKS}


def main(arguments: list[str]) -> None:
    """Writes what became of the harm."""
    name, folder, times, seed = arguments
    nursery = Nursery(Path(folder), int(seed))
    WORKS[name](nursery, int(times))
    told: dict[str, Any] = {"acknowledged": nursery.acknowledged, "amiss": nursery.amiss}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
