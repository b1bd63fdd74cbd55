"""What the store asks of a database engine."""

import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, Engine, Select, Table

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.team import PUBLISHER

T = TypeVar("T")
Work = Callable[[Connection], T]
"""What is done in one transaction. It is done again where the transaction was surely lost with the connection."""

Row = tuple[Any, ...]
"""Values of one row, of the types that every driver takes: numbers, texts, days and None."""


class Dialect(ABC):
    """One database engine, and the place of one log on it.

    `name` is what sentences call the log, `stem` what files are named after it, `location` opens it again; none holds a password.
    """

    name: str
    stem: str
    location: str

    whole: str
    """The statement that reads whole activities: see `whole`."""

    mark: str
    """What stands for a value in the statements of the engine's own driver."""

    # Opening

    @abstractmethod
    def create_engine(self) -> Engine:
        """An engine whose connections keep transactions whole, also around changes of the schema."""

    @abstractmethod
    def check_place(self) -> None:
        """Raises UserError for a place that clearly holds no log, before anything touches it."""

    def refuse_what_is_gone(self) -> None:  # noqa: B027 - an engine may not be able to tell
        """Raises UserError "store.gone" where there is nothing, but there are backups of a log."""

    def make_place(self) -> None:  # noqa: B027 - an engine may have nothing to make
        """Makes the place of a new log, for its owner alone."""

    def take_note(self) -> None:  # noqa: B027 - an engine may keep its place by itself
        """Takes note of what was opened, so that it is noticed when something else is in its place."""

    @abstractmethod
    def prepare(self, engine: Engine) -> None:
        """Sets what is written into the log itself; only once it is known as ours."""

    @abstractmethod
    def keep_before(self, engine: Engine, reason: str) -> None:
        """Keeps a copy of the log before its schema is changed, where the engine alone could not bring it back."""

    @abstractmethod
    def close(self, engine: Engine) -> None:
        """Lets go of the log."""

    @abstractmethod
    def create_search_tables(self, connection: Connection) -> None:
        """Makes the tables that search reads; the first schema asks for them."""

    @abstractmethod
    def finish_schema(self, connection: Connection) -> None:
        """Does, after the steps of an upgrade, what they cannot say for every engine."""

    # Transactions

    @abstractmethod
    def read(self, engine: Engine, work: Work[T]) -> T:
        """Does what only reads: it sees one state of the log, whatever others do meanwhile."""

    @abstractmethod
    def write(self, engine: Engine, work: Work[T]) -> T:
        """Does what changes the log: whole or not at all, and after all that others did before."""

    @abstractmethod
    def troubles(self) -> AbstractContextManager[None]:
        """Turns troubles of the log's surroundings into UserErrors that name it; lets mistakes of the program pass."""

    # Others

    def user(self, _connection: Connection) -> str | None:
        """The name by which the engine knows whoever has the log open; None where it knows nobody."""
        return None

    def role(self, _connection: Connection) -> str:
        """What whoever has the log open may do: one of ROLES."""
        return PUBLISHER

    def members(self, _connection: Connection) -> dict[str, list[str]]:
        """The people who have each role; empty where there are no roles."""
        return {}

    def make_roles(self, _connection: Connection) -> None:
        """Makes the roles, or renews what they may do. Raises UserError where nobody could hold to them."""
        raise UserError("server.is-a-file", file=self.name)

    def give_role(self, _connection: Connection, _role: str, _person: str) -> None:
        """Gives somebody a role in the place of another one. Raises UserError where nobody could hold to it."""
        raise UserError("server.is-a-file", file=self.name)

    def listen(self, _heard: Callable[[str], None]) -> Callable[[], None]:
        """Has `heard` called with one of HEARD, on another thread, until the function that is returned is called."""
        return _nothing

    # Rows

    def insert_rows(self, connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Adds rows to a table; each holds the values of the columns of these names.

        They go to the driver as they are: to work a statement out for each of them takes longer than to store it.
        """
        if rows:
            values = ", ".join([self.mark] * len(names))
            statement = f"INSERT INTO {table.name} ({listed(names)}) VALUES ({values})"  # noqa: S608 - our names
            connection.exec_driver_sql(statement, list(rows))

    def update_rows(self, connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Sets the columns of these names in rows that are there; the id of the row comes last in each."""
        if rows:
            values = ", ".join(f'"{name}" = {self.mark}' for name in names)
            connection.exec_driver_sql(f"UPDATE {table.name} SET {values} WHERE id = {self.mark}", list(rows))  # noqa: S608

    def loading(self, _connection: Connection, _number: int) -> AbstractContextManager[None]:
        """Around the storing of so many activities in one transaction, where an engine can do better for very many."""
        return nullcontext()

    # Search

    @abstractmethod
    def index(self, connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
        """Puts the folded texts of new activities into the search tables."""

    @abstractmethod
    def unindex(self, connection: Connection, ids: list[int]) -> None:
        """Takes activities out of the search tables."""

    @abstractmethod
    def texts_of(self, ids: BindParameter[list[int]]) -> Select[Any]:
        """The folded texts that `containing` looks through, of these activities, each with its id."""

    @abstractmethod
    def indexed(self, connection: Connection) -> tuple[dict[int, str], set[int]]:
        """What search knows: the folded text of each activity, and the activities whose short words it knows."""

    @abstractmethod
    def containing(self, word: str) -> Select[Any]:
        """The ids of the activities whose folded text contains a folded word of any length, Chinese ones included."""

    @abstractmethod
    def read_ids(self, connection: Connection, statement: Select[Any]) -> list[int]:
        """The ids a statement gives, in its order."""

    @abstractmethod
    def read_runs(self, connection: Connection, grouped: Select[Any]) -> list[list[int]]:
        """The ids of each group of a statement that groups, in its order; those of one group in any order."""

    @abstractmethod
    def read_rows(self, connection: Connection, statement: Select[Any]) -> list[list[Any]]:
        """The rows a statement gives; for numbers and texts only."""

    # Copies and health

    @abstractmethod
    def last_given(self, connection: Connection, table: Table) -> int:
        """The highest id that was ever given in a table, also to a row that is gone; 0 if there was none."""

    @abstractmethod
    def new_ids(self, connection: Connection, table: Table, number: int) -> Sequence[int]:
        """So many ids that were never given in a table, for rows that are stored in this transaction; ascending."""

    @abstractmethod
    def give_after(self, connection: Connection, table: Table, last: int) -> None:
        """Has the ids that are given in a table begin after a number."""

    @abstractmethod
    def backup(self, engine: Engine, target: Path) -> None:
        """Copies the whole log into a new file while others go on working; it gets its name once it is whole and sound."""

    @abstractmethod
    def restore(self, engine: Engine, source: Path) -> None:
        """Replaces the whole content of a log by that of a backup, in one transaction."""

    @abstractmethod
    def check(self, connection: Connection) -> list[str]:
        """What the engine finds wrong with the log; empty when it is sound."""

    @abstractmethod
    def holders(self, engine: Engine) -> list[int] | None:
        """The numbers of other processes that have the log open; None where that cannot be told."""


def listed(names: Iterable[str]) -> str:
    """The names of columns in a statement; some of ours, as "end", mean something in SQL."""
    return ", ".join(f'"{name}"' for name in names)


def _nothing() -> None:
    """Ends what never began."""


def grams(words: str) -> set[str]:
    """The single characters and the pairs of neighbours of a folded text; only letters and digits count."""
    return set[str]().union(*map(_grams_of_word, words.split(" ")))


@lru_cache(maxsize=20_000)
def _grams_of_word(word: str) -> frozenset[str]:
    """No pair reaches over a space, and a log uses the same words again and again."""
    return frozenset(filter(str.isalnum, {*word, *map("".join, itertools.pairwise(word))}))
