"""Clients of one log on a server that all change the same few activities at once; run in a process of its own.

`python -m tests.harm.clients ADDRESS COUNT SECONDS SEED` writes as JSON what was acknowledged to its clients, and their troubles.
"""

import json
import random
import sys
import time
from collections import Counter
from contextlib import closing
from threading import Thread

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.domain.errors import StaleEditError, UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.domain.texts import Texts
from pct_tracker.store.store import Store

SHARED = 5
"""Activities that all of them change."""


class Client:
    """Adds one to the number of participants of shared activities, adds activities of its own, and reads as a register does."""

    def __init__(self, address: str, seconds: float, seed: int) -> None:
        self._address = address
        self._chance = random.Random(seed)  # noqa: S311 - chance, no secret
        self._until = time.monotonic() + seconds
        self.raised: Counter[int] = Counter()
        self.added: list[int] = []
        self.stale = 0
        self.longest = 0.0
        self.troubles: list[str] = []

    def work(self) -> None:
        with closing(Store.open(self._address)) as store:
            shared = store.find_ids(ActivityQuery())[:SHARED]
            while time.monotonic() < self._until:
                begun = time.monotonic()
                try:
                    self._step(store, shared)
                except StaleEditError:
                    self.stale += 1  # somebody was quicker; a person would look and decide
                except UserError as error:
                    self.troubles.append(error.code)
                except Exception as error:
                    self.troubles.append(repr(error))
                self.longest = max(self.longest, time.monotonic() - begun)

    def _step(self, store: Store, shared: list[int]) -> None:
        if self._chance.random() < 0.2:
            draft = ActivityDraft(year=2024, month="2024-05", title=Texts({"en": "Seminar of many"}), participants=1)
            self.added += store.apply(Edit(Step("add", {"title": "…"}), added=(draft,)), "somebody").added
            return
        chosen = self._chance.choice(shared)
        (seen,) = store.activities([chosen])
        more = seen.with_fields(participants=(seen.participants or 0) + 1)
        store.apply(Edit(Step("change", {"title": "…"}), revised=(Revision(seen.id, seen.version, more),)), "somebody")
        self.raised[chosen] += 1


def main(arguments: list[str]) -> None:
    """Has all clients work, and tells what became of it."""
    address, count, seconds, seed = arguments
    clients = [Client(address, float(seconds), int(seed) + number) for number in range(int(count))]
    threads = [Thread(target=one.work) for one in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = {
        "raised": sum((one.raised for one in clients), Counter()),
        "added": [id_ for one in clients for id_ in one.added],
        "stale": sum(one.stale for one in clients),
        "longest": max(one.longest for one in clients),
        "troubles": [trouble for one in clients for trouble in one.troubles],
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
