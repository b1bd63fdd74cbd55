"""A connection to the server that is lost: nothing is stored twice, nothing that was acknowledged is lost."""

from collections.abc import Callable, Iterator

import pytest
from builders import adding, changing, make_draft
from psycopg import sql
from servers import Way, address_of, database_of, run_as_owner

from pct_tracker.domain.errors import StaleEditError, UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.store.dialects import postgresql
from pct_tracker.store.store import Store

ALL = ActivityQuery()


@pytest.fixture
def far_store(server_log: str, way: Way, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A log on the server at the end of a way that can be broken; nobody waits long before trying again."""
    monkeypatch.setattr(postgresql, "_WAITS", (0.0, 0.01, 0.02))
    opened = Store.open(address_of(database_of(server_log), port=way.port))
    yield opened
    opened.close()


def numbers(store: Store) -> list[int | None]:
    return [one.participants for one in store.activities(store.find_ids(ALL))]


def end_all_sessions(log: str) -> None:
    """Has the server itself close every session of a log, as when it is started anew."""
    ended = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
    run_as_owner(ended.format(sql.Literal(database_of(log))))


@pytest.mark.parametrize("breaking", ["way", "server"])
def test_work_goes_on_after_a_connection_was_lost(far_store: Store, server_log: str, way: Way, breaking: str) -> None:
    far_store.apply(adding(make_draft(participants=1)), "somebody")
    break_it: Callable[[], object] = way.cut if breaking == "way" else lambda: end_all_sessions(server_log)
    break_it()
    assert numbers(far_store) == [1]
    break_it()
    far_store.apply(adding(make_draft(participants=2)), "somebody")
    assert numbers(far_store) == [1, 2]


def test_an_edit_whose_connection_breaks_in_the_middle_is_stored_once(far_store: Store, way: Way) -> None:
    told: list[int] = []

    def break_once(stored: int) -> None:
        told.append(stored)
        if len(told) == 1:
            way.cut()

    change = far_store.apply(adding(make_draft(participants=1), make_draft(participants=2)), "somebody", break_once)
    assert len(told) > 2
    assert numbers(far_store) == [1, 2]
    assert [entry.id for entry in far_store.entries()] == [change.entry_id]


@pytest.mark.parametrize("where", ["commit", "answer"])
def test_an_edit_whose_end_is_not_heard_is_stored_once(far_store: Store, way: Way, where: str) -> None:
    (seen,) = far_store.activities(far_store.apply(adding(make_draft(participants=1)), "somebody").added)
    for edit in (adding(make_draft(participants=2)), changing(seen, participants=3)):
        way.breaks_at = where
        change = far_store.apply(edit, "somebody")
        assert way.breaks_at == ""
        assert far_store.last_entry() == change.entry_id
    assert numbers(far_store) == [3, 2]
    assert len(far_store.entries()) == 3


def test_where_the_server_does_not_come_back_it_is_said_that_nobody_knows(far_store: Store, way: Way) -> None:
    way.breaks_at = "answer"
    with pytest.raises(UserError, match=r"server\.unsure"):
        far_store.apply(adding(make_draft(participants=2)), "somebody", lambda _stored: setattr(way, "is_blocked", True))


def test_a_server_that_is_away_is_said_and_work_goes_on_when_it_is_back(far_store: Store, way: Way) -> None:
    way.is_blocked = True
    way.cut()
    for attempt in (lambda: numbers(far_store), lambda: far_store.apply(adding(make_draft()), "somebody")):
        with pytest.raises(UserError, match=r"server\.unreachable") as trouble:
            attempt()
        assert trouble.value.params == {"file": far_store.name, "host": "127.0.0.1"}
    way.is_blocked = False
    far_store.apply(adding(make_draft(participants=5)), "somebody")
    assert numbers(far_store) == [5]


def test_what_somebody_else_stored_meanwhile_is_not_overwritten_by_a_second_try(
    far_store: Store, server_log: str, way: Way
) -> None:
    (seen,) = far_store.activities(far_store.apply(adding(make_draft(participants=1)), "somebody").added)
    other = Store.open(server_log)

    def somebody_is_quicker(_stored: int) -> None:
        if way.breaks:
            return
        way.cut()
        end_all_sessions(server_log)
        other.apply(changing(seen, participants=7), "somebody else")

    with pytest.raises(StaleEditError):
        far_store.apply(changing(seen, participants=9), "somebody", somebody_is_quicker)
    assert numbers(far_store) == [7]
    other.close()


def test_a_refusal_is_no_lost_connection_and_is_not_tried_again(far_store: Store) -> None:
    tries: list[int] = []

    def refuse(_stored: int) -> None:
        tries.append(1)
        raise UserError("work.cancelled")

    with pytest.raises(UserError, match=r"work\.cancelled"):
        far_store.apply(adding(make_draft()), "somebody", refuse)
    assert len(tries) == 1
