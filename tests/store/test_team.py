"""Who may do what on a server, whatever program they use: the server itself holds to it."""

from collections.abc import Callable, Iterator
from threading import Condition

import psycopg
import pytest
from builders import adding, changing, make_draft, removing
from psycopg import sql
from servers import PASSWORD, Way, address_of, database_of
from sqlalchemy import event

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.domain.team import BACK, CHANGED, LOST, ROLES
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.store.activities import insert_activities
from pct_tracker.store.server import listening
from pct_tracker.store.store import Store

ALL = ActivityQuery()


@pytest.fixture
def owner(server_log: str) -> Iterator[Store]:
    """The log as whoever made it sees it, with roles and one activity."""
    store = Store.open(server_log)
    store.make_roles()
    store.apply(adding(make_draft()), "tester")
    yield store
    store.close()


@pytest.fixture(params=ROLES)
def member(request: pytest.FixtureRequest, owner: Store, server_log: str, person: str) -> Iterator[tuple[str, Store]]:
    """A role, and the log as somebody who has it sees it."""
    owner.give_role(request.param, person)
    store = Store.open(address_of(database_of(server_log), user=person))
    yield request.param, store
    store.close()


def run_as(person: str, log: str, statement: str) -> None:
    """Runs SQL as somebody, past the program."""
    address = address_of(database_of(log), user=person)
    with psycopg.connect(address, password=PASSWORD, autocommit=True) as connection:
        connection.execute(sql.SQL(statement))  # type: ignore[arg-type]


def trouble_of(attempt: Callable[[], object]) -> UserError | None:
    """What somebody is told who tries something; None if it was done."""
    try:
        attempt()
    except UserError as error:
        return error
    return None


def test_each_role_may_do_what_it_is_for(member: tuple[str, Store]) -> None:
    role, store = member
    assert store.role() == role
    (seen,) = store.activities(store.find_ids(ALL))
    may = {
        "change": lambda: store.apply(changing(seen, participants=5), "me"),
        "add": lambda: store.apply(adding(make_draft()), "me"),
        "import": lambda: store.apply(adding(*[make_draft()] * 200), "me"),
        "undo": lambda: store.turn("undo", "me"),
        "template": lambda: store.keep_template("usual", make_draft()),
        "lock": lambda: store.lock_year(2024, "me"),
        "unlock": lambda: store.unlock_year(2024, "why not", "me"),
        "words": lambda: store.add_wordings([WordEdition("key", "en", "text")], "me"),
        "roles": lambda: store.make_roles(),
    }
    refused = {name: error.code for name, attempt in may.items() if (error := trouble_of(attempt))}
    assert set(refused.values()) <= {"server.not-allowed", "year.not-locked"}
    done = [name for name in may if name not in refused]
    edits = ["change", "add", "import", "undo", "template"]
    assert done == {"reader": [], "editor": edits, "publisher": [*edits, "lock", "unlock", "words"]}[role]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal_line",
        "UPDATE journal_line SET after = NULL",
        "DELETE FROM journal_entry",
        "UPDATE journal_entry SET author = 'nobody'",
        "DELETE FROM year_lock",
        "UPDATE year_lock SET year = 1999",
        "DROP TABLE activity",
        "ALTER TABLE activity DISABLE TRIGGER refuse_locked_year",
        "TRUNCATE activity CASCADE",
        "UPDATE alembic_version SET version_num = '9999'",
    ],
)
def test_what_was_told_is_never_changed_not_even_by_a_publisher_with_another_program(
    owner: Store, server_log: str, person: str, statement: str
) -> None:
    owner.give_role("publisher", person)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run_as(person, server_log, statement)


def test_a_role_takes_the_place_of_another_one_and_can_be_seen(owner: Store, person: str) -> None:
    for role in ROLES:
        owner.give_role(role, person)
        assert owner.members() == {one: [person] if one == role else [] for one in ROLES}


def test_nobody_gets_in_without_a_role(owner: Store, server_log: str, person: str) -> None:
    with pytest.raises(UserError, match=r"server\.(refused|not-allowed)"):
        Store.open(address_of(database_of(server_log), user=person))


def test_a_role_for_somebody_the_server_does_not_know_is_refused(owner: Store) -> None:
    with pytest.raises(UserError, match=r"server\.no-such-role"):
        owner.give_role("editor", "nobody at all")


def test_the_server_keeps_a_year_locked_whatever_program_writes(owner: Store, server_log: str, person: str) -> None:
    owner.give_role("publisher", person)
    owner.lock_year(2024, "tester")
    for statement in (
        "UPDATE activity SET participants = 1",
        "UPDATE activity SET year = 2023",
        "DELETE FROM activity",
        "INSERT INTO activity (year, version, status, contents, venue_kind) VALUES (2024, 1, 'held', '', 'online')",
    ):
        with pytest.raises(psycopg.Error) as refused:
            run_as(person, server_log, statement)
        assert (refused.value.sqlstate, refused.value.diag.message_primary) == ("PCT01", "2024")
    with pytest.raises(UserError, match=r"year\.locked") as told:
        owner.apply(adding(make_draft()), "tester")
    assert told.value.params == {"year": 2024}


def test_many_rows_at_once_meet_the_same_lock(owner: Store) -> None:
    owner.lock_year(2024, "tester")
    records = [(id_, 1, make_draft()) for id_ in range(1_000, 1_200)]
    with pytest.raises(UserError, match=r"year\.locked") as told:
        owner._write(lambda connection: insert_activities(connection, owner._dialect, records))
    assert told.value.params == {"year": 2024}
    assert len(owner.find_ids(ALL)) == 1


def test_a_save_asks_the_server_few_questions(owner: Store) -> None:
    (seen,) = owner.activities(owner.find_ids(ALL))
    asked: list[str] = []
    event.listen(owner._engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    owner.apply(changing(seen, participants=5), "tester")
    assert 5 < len(asked) < 10, asked  # each of them travels there and back


def test_the_server_does_not_compile_statements_first(owner: Store) -> None:
    assert owner._read(lambda connection: connection.exec_driver_sql("SHOW jit").scalar_one()) == "off"


def test_the_server_names_the_author_of_a_step(owner: Store, server_log: str, person: str) -> None:
    owner.give_role("editor", person)
    store = Store.open(address_of(database_of(server_log), user=person))
    assert store.user() == person
    store.apply(adding(make_draft()), "somebody quite different")
    assert store.entries()[0].author == person
    store.close()


class Ear:
    """Hears what a log tells, and can wait for it."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self._heard = Condition()

    def hear(self, what: str) -> None:
        with self._heard:
            self.told.append(what)
            self._heard.notify_all()

    def wait_for(self, *told: str) -> None:
        with self._heard:
            assert self._heard.wait_for(lambda: self.told == list(told), timeout=60), self.told


def test_a_change_of_another_is_heard_at_once(owner: Store, server_log: str) -> None:
    ear, other = Ear(), Store.open(server_log)
    end = other.listen(ear.hear)
    ear.wait_for(BACK)
    owner.keep_template("usual", make_draft())  # no step of work
    owner.apply(adding(make_draft()), "tester")
    ear.wait_for(BACK, CHANGED)
    end()
    owner.apply(adding(make_draft()), "tester")
    assert ear.told == [BACK, CHANGED]
    other.close()


def test_a_listener_whose_connection_is_lost_says_so_and_comes_back(
    server_log: str, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "_WAIT", 0.01)
    store, ear = Store.open(address_of(database_of(server_log), port=way.port)), Ear()
    end = store.listen(ear.hear)
    ear.wait_for(BACK)
    way.is_blocked = True
    way.cut()
    ear.wait_for(BACK, LOST)
    way.is_blocked = False
    ear.wait_for(BACK, LOST, BACK)
    end()
    store.close()


def test_a_file_has_no_roles_and_tells_of_nothing(file_store: Store) -> None:
    assert (file_store.role(), file_store.members(), file_store.user()) == ("publisher", {}, None)
    file_store.listen(lambda _what: None)()
    for attempt in (file_store.make_roles, lambda: file_store.give_role("editor", "somebody")):
        with pytest.raises(UserError, match=r"server\.is-a-file"):
            attempt()


def test_an_older_log_is_brought_up_to_date_by_its_owner_only(owner: Store, server_log: str, person: str) -> None:
    from sqlalchemy import text

    owner.give_role("publisher", person)
    owner._write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '0003'")))
    with pytest.raises(UserError, match=r"server\.older"):
        Store.open(address_of(database_of(server_log), user=person))


def test_removing_is_told_to_the_roles_too(member: tuple[str, Store]) -> None:
    role, store = member
    (seen,) = store.activities(store.find_ids(ALL))
    if role == "reader":
        with pytest.raises(UserError, match=r"server\.not-allowed"):
            store.apply(removing(seen), "me")
        assert store.find_ids(ALL) == [seen.id]
    else:
        store.apply(removing(seen), "me")
        assert store.find_ids(ALL) == []
