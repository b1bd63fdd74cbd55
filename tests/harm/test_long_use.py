"""Long use in fast motion: whatever people do in whatever order, the log stays what a plain account of it says.

`HARM_ROUNDS=50 python -m pytest tests/harm/test_long_use.py` goes on for as many times as long.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import DRAFTS, make_draft, removing, texts
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Edit, KeptDraft, Revision, Step
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.following import following
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.reference.loader import load_reference
from pct_tracker.services.editing.taking_out import take_out
from pct_tracker.services.keeping.backup_look import look_into
from pct_tracker.services.keeping.safekeeping import keep_daily, keep_now, list_backups, restore
from pct_tracker.services.reports.export_run import export_annex
from pct_tracker.services.tracker import Tracker

ROUNDS = int(os.environ.get("HARM_ROUNDS", "1"))
"""How many times as long as in the usual suite."""

ROOT = Path(__file__).parent.parent.parent
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, which waits for no disk
YEARS = (2023, 2024, 2025)
WORDS = ("zqalpha", "zqbeta", "zqgamma")
"""Words that stand in no name of a State or a type."""

PLACES = st.integers(0, 10_000)
CONTENTS = st.builds(
    lambda draft, year, word, number, status: replace(
        draft, year=year, title=texts(f"{word} {number}", "en", "fr"), participants=number, status=status
    ),
    DRAFTS | st.just(make_draft()),
    st.sampled_from(YEARS),
    st.sampled_from(WORDS),
    st.integers(0, 500),
    st.sampled_from((Status.HELD, Status.HELD, Status.PLANNED)),
)

Account = dict[int, ActivityDraft]


@dataclass(frozen=True)
class Moment:
    """A plain account of a log: its activities, the accounts that undo and redo lead to, and the locked years."""

    now: Account
    undo: tuple[Account, ...] = ()
    redo: tuple[Account, ...] = ()
    locked: frozenset[int] = frozenset()

    def after(self, now: Account) -> "Moment":
        return replace(self, now=now, undo=(*self.undo, self.now), redo=())


class LongUse(RuleBasedStateMachine):
    """People at work on one log."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)
        self.log = Path(self.folder.name) / "log.db"
        self.tracker = Tracker.open(self.log, "somebody")
        self.account = Moment({})
        self.drafts: dict[int | None, ActivityDraft] = {}
        self.kept: dict[Path, Moment] = {}
        self.day = date.today()

    # What people do

    @initialize(drafts=st.lists(CONTENTS, min_size=2, max_size=6))
    def begin(self, drafts: list[ActivityDraft]) -> None:
        self.add(drafts, "add")

    @rule(drafts=st.lists(CONTENTS, min_size=1, max_size=5), code=st.sampled_from(("add", "import", "paste")))
    def add(self, drafts: list[ActivityDraft], code: str) -> None:
        if self.account.locked & {draft.year for draft in drafts}:
            self.refused(Edit(Step(code, {"file": "a", "count": len(drafts), "title": "a"}), added=tuple(drafts)))
            return
        change = self.tracker.do(Edit(Step(code, {"file": "a", "count": len(drafts), "title": "a"}), added=tuple(drafts)))
        new = {id_: draft.content() for id_, draft in zip(change.added, drafts, strict=True)}
        self.account = self.account.after(self.account.now | new)

    @precondition(lambda self: self.account.now)
    @rule(place=PLACES, draft=CONTENTS)
    def change(self, place: int, draft: ActivityDraft) -> None:
        id_ = self.one(place)
        stored = self.tracker.activity(id_)
        now = self.account.now | {id_: following(draft.content(), self.account.now[id_])}
        self.do(Edit(Step("change", {"title": "a"}), revised=(Revision(id_, stored.version, draft),)), now)

    @precondition(lambda self: self.account.now)
    @rule(place=PLACES)
    def remove(self, place: int) -> None:
        id_ = self.one(place)
        self.do(removing(self.tracker.activity(id_)), {key: one for key, one in self.account.now.items() if key != id_})

    @precondition(lambda self: self.account.now)
    @rule(number=st.integers(0, 900))
    def change_all(self, number: int) -> None:
        """As the dialog for many activities does."""
        every = self.tracker.activities(ActivityQuery())
        revised = tuple(Revision(one.id, one.version, one.with_fields(participants=number).content()) for one in every)
        now = {id_: following(one.with_fields(participants=number), one) for id_, one in self.account.now.items()}
        self.do(Edit(Step("bulk", {"field": "participants", "count": len(every)}), revised=revised), now)

    @rule(direction=st.sampled_from(("undo", "redo")), times=st.integers(1, 4))
    def turn(self, direction: str, times: int) -> None:
        for _ in range(times):
            self.turn_once(direction)

    @precondition(lambda self: self.account.undo)
    @rule(place=PLACES)
    def take_out_a_step(self, place: int) -> None:
        done = [entry for entry in self.tracker.steps(limit=1_000) if entry.state == "done"]
        try:
            edit = take_out(self.tracker, done[place % len(done)]).edit
        except UserError as error:
            assert error.code == "edit.nothing-of-step"  # noqa: PT017
            return
        now = {key: one for key, one in self.account.now.items() if key not in {gone.id for gone in edit.removed}}
        now |= {one.id: following(one.draft.content(), now[one.id]) for one in edit.revised}
        now |= {one.id: one.draft.content() for one in edit.restored}
        self.do(edit, now)

    @rule(year=st.sampled_from(YEARS))
    def lock_or_unlock(self, year: int) -> None:
        if year in self.account.locked:
            self.tracker.unlock_year(year, "to see")
        else:
            self.tracker.lock_year(year)
        self.account = replace(self.account, locked=self.account.locked ^ {year})

    @rule(place=PLACES, draft=CONTENTS, is_new=st.booleans())
    def type(self, place: int, draft: ActivityDraft, is_new: bool) -> None:
        key = None if is_new or not self.account.now else self.one(place)
        self.tracker.keep_draft(KeptDraft(key, 1, draft))
        self.drafts[key] = draft

    @precondition(lambda self: self.drafts)
    @rule(place=PLACES)
    def give_up_typing(self, place: int) -> None:
        key = sorted(self.drafts, key=lambda id_: id_ or 0)[place % len(self.drafts)]
        self.tracker.drop_draft(key)
        del self.drafts[key]

    @rule()
    def close_and_open(self) -> None:
        self.tracker.close()
        self.tracker = Tracker.open(self.log, "somebody")

    @rule(days=st.integers(-400, 400))
    def work_another_day(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.note_backup(keep_daily(self.tracker, self.day))

    @rule()
    def back_up(self) -> None:
        self.note_backup(keep_now(self.tracker))

    @precondition(lambda self: self.kept)
    @rule(place=PLACES)
    def put_back(self, place: int) -> None:
        backup = sorted(self.kept)[place % len(self.kept)]
        look = look_into(self.tracker, backup)
        now, then = self.account.now, self.kept[backup].now
        assert (look.gone, look.back) == (len(now.keys() - then.keys()), len(then.keys() - now.keys()))
        assert look.changed == sum(now[id_] != then[id_] for id_ in now.keys() & then.keys())
        kept = restore(self.log, backup)
        assert kept is not None
        self.kept[kept] = self.account
        self.account = self.kept[backup]
        self.tracker.catch_up()
        self.drafts = {draft.activity_id: draft.draft for draft in self.tracker.drafts()}

    # What they look at

    @rule(year=st.none() | st.sampled_from(YEARS), word=st.sampled_from(("", *WORDS)))
    def look_for(self, year: int | None, word: str) -> None:
        found = self.tracker.ids(ActivityQuery(year=year, text=word))
        plain = [id_ for id_, one in self.account.now.items() if year in (None, one.year) and word in str(one.title["en"])]
        assert sorted(found) == sorted(plain)

    @rule(year=st.sampled_from(YEARS))
    def count(self, year: int) -> None:
        held = [one for one in self.account.now.values() if one.year == year and one.status is Status.HELD]
        figures = {one.name: one for one in self.tracker.figures(ActivityQuery(year=year))}
        states = load_reference().parties.states
        assert figures["activities"].value == len(held) == len(figures["activities"].activity_ids)
        assert figures["participants"].value == sum(one.participants or 0 for one in held)
        assert figures["states"].value == len({origin.code for one in held for origin in one.origins} & states)

    @rule(year=st.sampled_from(YEARS))
    def export(self, year: int) -> None:
        held = [one for one in self.account.now.values() if one.year == year and one.status is Status.HELD]
        target = self.log.with_name("annex.json")
        if held:
            export_annex(self.tracker, year, ["en"], "json", target)
            assert len(json.loads(target.read_text("utf-8"))["activities"]) == len(held)

    # What must be true

    @invariant()
    def the_log_is_what_the_account_says(self) -> None:
        stored = {one.id: one.content() for one in self.tracker.activities(ActivityQuery())}
        assert stored == self.account.now

    @invariant()
    def what_was_typed_is_kept(self) -> None:
        assert {draft.activity_id: draft.draft for draft in self.tracker.drafts()} == self.drafts

    def teardown(self) -> None:
        try:
            self.the_journal_from_nothing_gives_the_same()
            assert self.tracker.store.flaws() == []
            assert self.tracker.store.problems() == []
            assert all(one.is_sound for one in list_backups(self.log, check=True))
            for year in self.account.locked:
                self.tracker.unlock_year(year, "to see")
            while self.tracker.undo_state().undo:
                self.tracker.undo()
            assert self.tracker.ids(ActivityQuery()) == [], "undo of everything leads to the beginning"
        finally:
            self.tracker.close()
            self.folder.cleanup()

    def the_journal_from_nothing_gives_the_same(self) -> None:
        replayed: Account = {}
        for entry in reversed(self.tracker.steps(limit=100_000)):
            for line in self.tracker.lines(entry.id):
                assert replayed.get(line.activity_id) == line.before
                if line.after is None:
                    del replayed[line.activity_id]
                else:
                    replayed[line.activity_id] = line.after
        assert replayed == self.account.now

    # Inner

    def one(self, place: int) -> int:
        ids = sorted(self.account.now)
        return ids[place % len(ids)]

    def do(self, edit: Edit, now: Account) -> None:
        """Applies an edit that leads to an account, or sees it refused for a locked year."""
        touched = {one.id for one in (*edit.revised, *edit.removed)}
        drafts = [self.account.now[id_] for id_ in touched] + [one.draft for one in (*edit.revised, *edit.restored)]
        if self.account.locked & {draft.year for draft in drafts}:
            self.refused(edit)
        else:
            self.tracker.do(edit)
            self.account = self.account.after(now)

    def refused(self, edit: Edit) -> None:
        with pytest.raises(UserError, match=r"year\.locked"):
            self.tracker.do(edit)

    def turn_once(self, direction: str) -> None:
        ways = self.account.undo if direction == "undo" else self.account.redo
        turn = self.tracker.undo if direction == "undo" else self.tracker.redo
        if not ways:
            with pytest.raises(UserError, match=f"edit.nothing-to-{direction}"):
                turn()
            return
        *rest, now = ways
        try:
            turn()
        except UserError as error:
            assert error.code == "year.locked"  # noqa: PT017
            return
        left = tuple(rest)
        if direction == "undo":
            self.account = replace(self.account, now=now, undo=left, redo=(*self.account.redo, self.account.now))
        else:
            self.account = replace(self.account, now=now, redo=left, undo=(*self.account.undo, self.account.now))

    def note_backup(self, made: object) -> None:
        path = getattr(made, "path", None)
        if path is not None and path not in self.kept:
            self.kept[path] = self.account
        self.kept = {path: moment for path, moment in self.kept.items() if path.exists()}


def test_a_log_in_long_use_is_what_a_plain_account_of_it_says() -> None:
    many = settings(
        max_examples=8 * ROUNDS, stateful_step_count=35, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
    )
    run_state_machine_as_test(LongUse, settings=many)


# Works on a log over and over, and prints how much memory it has after each tenth of the rounds.
WORKER = """
import resource, sys
from builders import adding, changing, make_draft
from pathlib import Path
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.keeping.backup_look import look_into
from pct_tracker.services.keeping.safekeeping import keep_now, list_backups
from pct_tracker.services.tracker import Tracker

def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

tracker = Tracker.open(sys.argv[1], "somebody")
tracker.do(adding(*(make_draft(notes=str(number)) for number in range(50))))
for tenth in range(10):
    for number in range(int(sys.argv[2])):
        tracker.do(changing(tracker.activity(1 + number % 50), participants=number))
        tracker.undo() if number % 3 else None
        tracker.ids(ActivityQuery(text=f"seminar {number % 7}"))
        tracker.figures(ActivityQuery(year=2024))
        tracker.findings(2024) if not number % 10 else None
    tracker.store.keep_backup("before-import")
    look_into(tracker, list_backups(Path(sys.argv[1]))[0].backup.path)
    print(memory(), flush=True)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system does not tell it")
def test_the_memory_of_long_use_does_not_grow() -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
        command = [sys.executable, "-c", WORKER, str(Path(folder) / "log.db"), str(12 * ROUNDS)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120 * ROUNDS, check=False)
    assert done.returncode == 0, done.stderr
    sizes = list(map(int, done.stdout.split()))
    assert len(sizes) == 10
    # What is kept on purpose is full after some rounds; half of them later there is hardly more.
    assert sizes[-1] - sizes[4] < 12_000_000
