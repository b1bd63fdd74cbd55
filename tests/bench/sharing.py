"""A log on a server: one save, one page, twenty people at once; the floor is plain SQL over the same connection."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count

import psycopg

from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.store.store import Store
from pct_tracker.store.tables import INFO, METADATA
from tests.bench.made_up import make_drafts
from tests.bench.measuring import Measure, timed
from tests.servers import PASSWORD, SERVER, address_of, drop_database, make_database

_SIZE = 10_000
_PAGE = 50
_PROCESSES, _EACH, _SECONDS = 4, 5, 20


def measure_sharing() -> Iterator[Measure]:
    """Nothing where no server is at hand."""
    if not SERVER:
        print("No PostgreSQL server is at hand: a shared log is not measured.", file=sys.stderr)
        return
    database, other = make_database(), make_database()
    try:
        with closing(Store.open(address_of(database))) as store:
            drafts = tuple(make_drafts(_SIZE))
            value, worst = timed(lambda: store.apply(Edit(Step("sample", {"count": _SIZE}), added=drafts), "somebody"), runs=1)
            floor, _ = timed(_copying(database, other), runs=1)
            yield Measure("stored on a server as one step", _SIZE, value, worst, floor, goal=2 * floor)
            with closing(psycopg.connect(address_of(database), password=PASSWORD, autocommit=True)) as plain:
                yield _measure_save(store, plain)
                yield _measure_page(store, plain)
        yield _measure_many(address_of(database))
    finally:
        drop_database(database)
        drop_database(other)


def _copying(database: str, other: str) -> Callable[[], None]:
    """Makes an empty log what another one is, in one transaction, by the rows as the server itself writes them down."""
    names = [*(one.name for one in METADATA.sorted_tables if one is not INFO), "search_text"]
    with closing(psycopg.connect(address_of(database), password=PASSWORD)) as source:
        rows = {name: _written_down(source, name) for name in names}
    Store.open(address_of(other)).close()

    def copy() -> None:
        with closing(psycopg.connect(address_of(other), password=PASSWORD)) as target:
            for name, told in rows.items():
                with target.cursor().copy(f"COPY {name} FROM STDIN") as stream:
                    stream.write(told)
            target.commit()

    return copy


def _written_down(connection: psycopg.Connection, name: str) -> bytes:
    with connection.cursor().copy(f"COPY {name} TO STDOUT") as stream:
        return b"".join(stream)


def _measure_save(store: Store, plain: psycopg.Connection) -> Measure:
    numbers = count(1)

    def save() -> None:
        (seen,) = store.activities([_SIZE // 2])
        more = seen.with_fields(participants=next(numbers))
        store.apply(Edit(Step("change", {"title": "…"}), revised=(Revision(seen.id, seen.version, more),)), "somebody")

    save()
    value, worst = timed(save, runs=50)
    plain.execute("CREATE TABLE floor (id integer PRIMARY KEY, number integer, told text)")
    plain.execute("INSERT INTO floor VALUES (1, 0, '')")
    update = "UPDATE floor SET number = %s, told = repeat('x', 2000) WHERE id = 1"
    floor, _ = timed(lambda: plain.execute(update, [next(numbers)]), runs=50)
    return Measure("one activity saved on a server", _SIZE, value, worst, floor, goal=20)


def _measure_page(store: Store, plain: psycopg.Connection) -> Measure:
    ids = store.find_ids(ActivityQuery())[:_PAGE]
    value, worst = timed(lambda: store.activities(ids), runs=30)
    page = "SELECT a.*, string_agg(o.code, ' ') FROM activity a LEFT JOIN origin o ON o.activity_id = a.id"
    statement = f"{page} WHERE a.id = ANY(%s) GROUP BY a.id"
    floor, _ = timed(lambda: plain.execute(statement, [ids]).fetchall(), runs=30)
    return Measure("a page read from a server", _PAGE, value, worst, floor)


def _measure_many(address: str) -> Measure:
    """Milliseconds for each change that twenty clients store together, and the longest that one of them waited."""
    command = [sys.executable, "-m", "tests.harm.clients", address, str(_EACH), str(_SECONDS)]
    children = [subprocess.Popen([*command, str(seed * _EACH)], stdout=subprocess.PIPE, text=True) for seed in range(_PROCESSES)]
    told = [json.loads(child.communicate()[0]) for child in children]
    changes = sum(sum(one["raised"].values()) + len(one["added"]) for one in told)
    longest = max(one["longest"] for one in told) * 1000
    return Measure("a change, of twenty people at once", _SIZE, _SECONDS * 1000 / max(changes, 1), longest)
