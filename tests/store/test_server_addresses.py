"""Addresses of servers and the passwords that go with them: a password is in no name, no message, no log and no file."""

import logging
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace

import pytest
from psycopg import errors

from pct_tracker.domain.errors import UserError
from pct_tracker.services.keeping.sharing import ServerPlace, forget_password, keep_password, use_password
from pct_tracker.store.dialects import dialect_of, name_of
from pct_tracker.store.server import address
from pct_tracker.store.server.address import PASSWORD_VARIABLE, Address
from pct_tracker.store.server.rules import YEAR_IS_LOCKED
from pct_tracker.store.server.troubles import trouble_of
from pct_tracker.store.store import Store

SECRET = "open-sesame"  # noqa: S105 - it opens nothing
PLACE = "postgresql://anna@log.example.org:6543/team"


class KeyringError(Exception):
    """What a keyring raises that is locked."""


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[tuple[str, str], str]]:
    """A keyring of the system that the tests can look into, and no other source of passwords."""
    kept: dict[tuple[str, str], str] = {}
    made = SimpleNamespace(
        errors=SimpleNamespace(KeyringError=KeyringError),
        get_password=lambda service, name: kept.get((service, name)),
        set_password=lambda service, name, password: kept.__setitem__((service, name), password),
        delete_password=lambda service, name: kept.pop((service, name)),
    )
    monkeypatch.setattr(address, "_keyring", lambda: made)
    monkeypatch.setattr(address, "_typed", {})
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)
    return kept


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mysql://anna@server/team", "server.not-supported"),
        ("http://server/team", "server.not-supported"),
        ("postgresql://anna@server", "server.no-database-named"),
        ("postgresql://anna:open-sesame@server", "server.no-database-named"),
        ("postgresql://anna:open-sesame@server:port/team", "server.bad-address"),
    ],
)
def test_what_is_no_address_of_a_log_is_refused_without_repeating_a_password(text: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        Store.open(text)
    assert refused.value.code == code
    assert SECRET not in f"{refused.value!r} {refused.value.params} {refused.value.__cause__!r}"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_log_is_named_and_opened_again_without_its_password(scheme: str) -> None:
    dialect = dialect_of(f"{scheme}://anna:{SECRET}@log.example.org:6543/team")
    assert (dialect.name, dialect.location) == ("team (log.example.org)", PLACE)
    assert name_of(f"{scheme}://anna:{SECRET}@log.example.org:6543/team") == "team (log.example.org)"
    engine = dialect.create_engine()
    assert SECRET not in f"{engine} {engine.url} {engine.url!r}"
    engine.dispose()


def test_a_password_is_looked_for_where_it_was_typed_then_in_address_environment_and_keyring(
    keyring: dict[tuple[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Address.parse(PLACE)
    assert known.find_password() is None
    keep_password(PLACE, "kept")
    assert known.find_password() == "kept"
    monkeypatch.setenv(PASSWORD_VARIABLE, "set")
    assert known.find_password() == "set"
    assert Address.parse(PLACE.replace("anna", "anna:written")).find_password() == "written"
    use_password(PLACE, "typed")
    assert known.find_password() == "typed"
    assert keyring == {("PCT Tracker", PLACE): "kept"}


def test_the_keyring_forgets_when_asked(keyring: dict[tuple[str, str], str]) -> None:
    assert not forget_password(PLACE)
    keep_password(PLACE, SECRET)
    assert forget_password(PLACE)
    assert keyring == {}


def test_without_a_keyring_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "_keyring", lambda: None)
    with pytest.raises(UserError, match=r"server\.no-keyring") as told:
        keep_password(PLACE, SECRET)
    assert told.value.params == {"variable": PASSWORD_VARIABLE}
    assert not forget_password(PLACE)


def test_a_keyring_that_is_not_installed_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> ModuleType:
        raise ImportError(name)

    monkeypatch.setattr(address.importlib, "import_module", missing)
    assert address._keyring() is None


def test_the_parts_of_a_place_make_its_address_and_are_read_from_it() -> None:
    place = ServerPlace("log.example.org", 6543, "team", "anna")
    assert place.location == PLACE
    assert ServerPlace.of(PLACE) == place
    assert ServerPlace("server", 5432, "team", "a@b").location == "postgresql://a%40b@server:5432/team"


def test_a_wrong_password_is_in_no_message_and_no_log(
    server_log: str, keyring: dict[tuple[str, str], str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    use_password(server_log, SECRET)
    with pytest.raises(UserError, match=r"server\.refused") as refused:
        Store.open(server_log)
    assert SECRET not in f"{refused.value!r} {caplog.text}"
    use_password(server_log, "")
    with pytest.raises(UserError, match=r"server\.password-needed"):
        Store.open(server_log)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.DiskFull(), "server.disk-full"),
        (errors.TooManyConnections(), "server.too-many"),
        (errors.LockNotAvailable(), "server.busy"),
        (errors.DeadlockDetected(), "server.busy"),
        (errors.ReadOnlySqlTransaction(), "server.read-only"),
        (errors.InsufficientPrivilege(), "server.not-allowed"),
        (errors.DataCorrupted(), "server.damaged"),
        (errors.AdminShutdown(), "server.unreachable"),
        (errors.ConnectionFailure(), "server.unreachable"),
        (errors.InvalidCatalogName("no such database"), "server.refused"),
    ],
)
def test_each_trouble_of_a_server_has_its_sentence(error: errors.Error, code: str) -> None:
    told = trouble_of(error, "team", "server")
    assert told is not None
    assert told.code == code


def test_a_mistake_of_the_program_is_no_trouble_of_the_server() -> None:
    assert trouble_of(errors.SyntaxError("SELEC"), "team", "server") is None
    assert trouble_of(ValueError("…"), "team", "server") is None
    assert len(YEAR_IS_LOCKED) == 5
