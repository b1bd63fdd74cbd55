"""A log that a team shares: moving it to a server and back, who may do what there, and the password that opens it."""

from dataclasses import dataclass
from pathlib import Path

from pct_tracker.domain.change import Listener, nobody
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.place import is_server
from pct_tracker.services.tracker import store_place
from pct_tracker.store.dialects import name_of
from pct_tracker.store.server.address import Address
from pct_tracker.store.store import Store

USUAL_PORT = 5432


@dataclass(frozen=True, slots=True)
class Copied:
    """What `copy` carried, and found to be the same on both sides."""

    activities: int
    entries: int
    rows: int


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """A log on a server, in the parts that people are asked for."""

    server: str = ""
    port: int = USUAL_PORT
    database: str = ""
    name: str = ""

    @classmethod
    def of(cls, location: str) -> "ServerPlace":
        """The parts of an address. Raises UserError if it is none."""
        url = Address.parse(location).url
        return cls(url.host or "", url.port or USUAL_PORT, url.database or "", url.username or "")

    @property
    def location(self) -> str:
        """The address that opens the log; it holds no password."""
        return Address.build(self.server, self.port, self.database, self.name).text


@dataclass(frozen=True, slots=True)
class Team:
    """Who has which role in a log on a server; `own` is the role of whoever asks."""

    own: str
    members: dict[str, list[str]]


def copy_log(source: str | Path, target: str | Path, told: Listener = nobody) -> Copied:
    """Carries a whole log, with journal and ids, into an empty one. `told` hears how many rows are carried, and may raise.

    Raises UserError if there is no log to copy, or something at the target; then nothing is changed there.
    """
    origin, goal = store_place(source), store_place(target)
    if isinstance(origin, Path) and not origin.exists():
        raise UserError("copy.missing", file=str(origin))
    if isinstance(origin, Path) and isinstance(goal, Path) and goal.exists() and goal.samefile(origin):
        raise UserError("copy.same", file=name_of(origin))
    is_new = isinstance(goal, Path) and not goal.exists()
    store, into = Store.open(origin), None
    try:
        into = Store.open(goal)
        counts = into.take_all(store, told)
    except BaseException:
        if is_new and into is not None and isinstance(goal, Path):
            into.close()
            for one in goal.parent.glob(f"{goal.name}*"):
                one.unlink()
        raise
    finally:
        store.close()
        if into is not None:
            into.close()
    return Copied(counts["activity"], counts["journal_entry"], sum(counts.values()))


def make_roles(location: str | Path) -> Team:
    """Makes the roles of a log on a server, or renews what they may do, and tells who has them."""
    store = _on_server(location)
    try:
        store.make_roles()
        return Team(store.role(), store.members())
    finally:
        store.close()


def give_role(location: str | Path, role: str, person: str) -> Team:
    """Gives somebody whom the server knows a role, in the place of another one."""
    store = _on_server(location)
    try:
        store.give_role(role, person)
        return Team(store.role(), store.members())
    finally:
        store.close()


def use_password(location: str, password: str) -> None:
    """Has the log at a place be opened with this password for as long as the program runs."""
    Address.parse(location).use_password(password)


def keep_password(location: str | Path, password: str) -> None:
    """Has the system's keyring keep the password of a log on a server. Raises UserError where there is none of the two."""
    if not password:
        raise UserError("server.no-password-given")
    Address.parse(str(location)).keep_password(password)


def forget_password(location: str | Path) -> bool:
    """Has the keyring forget the password of a log; False if it had none."""
    return Address.parse(str(location)).forget_password()


def _on_server(location: str | Path) -> Store:
    if not is_server(location):
        raise UserError("server.is-a-file", file=name_of(location))
    return Store.open(store_place(location))
