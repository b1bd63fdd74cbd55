"""Twenty people change one log at once: no change is lost, and nobody is told of a deadlock."""

import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import closing

import pytest
from builders import adding, make_draft

from pct_tracker.domain.query import ActivityQuery
from pct_tracker.store.store import Store
from tests.harm.clients import SHARED

SECONDS = os.environ.get("HARM_SECONDS", "4")
"""How long they work; minutes for a long trial."""
PROCESSES, CLIENTS = 4, 5


def test_no_change_is_lost_and_no_deadlock_is_shown(server_log: str, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Store.open(server_log)) as store:
        shared = store.apply(adding(*[make_draft(participants=0)] * SHARED), "somebody").added
        command = [sys.executable, "-m", "tests.harm.clients", server_log, str(CLIENTS), SECONDS]
        children = [
            subprocess.Popen([*command, str(seed * CLIENTS)], stdout=subprocess.PIPE, text=True) for seed in range(PROCESSES)
        ]
        told = [json.loads(child.communicate()[0]) for child in children]
        raised = sum((Counter(one["raised"]) for one in told), Counter[str]())
        added = [id_ for one in told for id_ in one["added"]]
        assert [trouble for one in told for trouble in one["troubles"]] == []
        assert raised.total() > SHARED
        stored = {one.id: one.participants for one in store.activities(store.find_ids(ActivityQuery()))}
        assert {id_: stored[id_] for id_ in shared} == {id_: raised[str(id_)] for id_ in shared}
        assert sorted(stored) == sorted([*shared, *added])
        assert len(store.entries(limit=1_000_000)) == 1 + raised.total() + len(added)
        assert store.problems() == []
    with capsys.disabled():
        if "HARM_SECONDS" in os.environ:
            stale, longest = sum(one["stale"] for one in told), max(one["longest"] for one in told)
            print(f"\n{raised.total()} changes, {len(added)} new, {stale} too late, longest wait {longest:.2f} s")  # noqa: T201
