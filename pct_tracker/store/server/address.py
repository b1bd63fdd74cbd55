"""The address of a log on a server, and where its password comes from: never from a file of ours."""

import importlib
import os
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from pct_tracker.domain.errors import UserError

PASSWORD_VARIABLE = "PCT_TRACKER_PASSWORD"  # noqa: S105 - the name of it
_SERVICE = "PCT Tracker"
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")

_typed: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a log lies on a server. `text` opens it again and holds no password."""

    url: URL

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Raises UserError for an address that is none, or of another kind of server."""
        scheme = text.partition("://")[0]
        if scheme not in _SCHEMES:
            raise UserError("server.not-supported", scheme=scheme)
        try:
            url = make_url(text)
        except (ArgumentError, ValueError):
            raise UserError("server.bad-address") from None  # what was typed may hold a password
        if not url.database:
            raise UserError("server.no-database-named", address=_plain(url))
        return cls(url.set(drivername="postgresql+psycopg"))

    @classmethod
    def build(cls, host: str, port: int, database: str, user: str) -> "Address":
        """The address of a place that is known by its parts."""
        return cls(URL.create("postgresql+psycopg", user or None, None, host, port, database))

    @property
    def text(self) -> str:
        return _plain(self.url)

    @property
    def host(self) -> str:
        """The server as sentences name it."""
        return self.url.host or str(self.url.query.get("host", "localhost"))

    @property
    def name(self) -> str:
        """The log as sentences name it."""
        return f"{self.url.database} ({self.host})"

    def find_password(self) -> str | None:
        """The password that was typed, or that of the address, the environment or the keyring; None if none of them has one."""
        return _typed.get(self.text) or self.url.password or os.environ.get(PASSWORD_VARIABLE) or self._kept()

    def use_password(self, password: str) -> None:
        """Uses a password that was typed for as long as the program runs."""
        _typed[self.text] = password

    def keep_password(self, password: str) -> None:
        """Has the system's keyring keep the password. Raises UserError where there is no keyring."""
        keyring = _keyring()
        if keyring is None:
            raise UserError("server.no-keyring", variable=PASSWORD_VARIABLE)
        try:
            keyring.set_password(_SERVICE, self.text, password)
        except keyring.errors.KeyringError as error:
            raise UserError("server.no-keyring", variable=PASSWORD_VARIABLE) from error

    def forget_password(self) -> bool:
        """Has the keyring forget the password; False if it had none."""
        keyring = _keyring()
        if keyring is None or self._kept() is None:
            return False
        keyring.delete_password(_SERVICE, self.text)
        return True

    def _kept(self) -> str | None:
        keyring = _keyring()
        if keyring is None:
            return None
        try:
            kept: str | None = keyring.get_password(_SERVICE, self.text)
        except keyring.errors.KeyringError:  # it is locked, or nobody answers
            return None
        return kept


def _plain(url: URL) -> str:
    return without_password(url).set(drivername="postgresql").render_as_string(hide_password=False)


def without_password(url: URL) -> URL:
    """The address without its password; `URL.set` would leave it in."""
    return url._replace(password=None)


def _keyring() -> Any:
    """The keyring library; None where the optional extra is not installed or the system has no keyring."""
    try:
        keyring = importlib.import_module("keyring")
        errors = importlib.import_module("keyring.errors")
    except ImportError:
        return None
    usable = getattr(keyring.get_keyring(), "priority", 0) > 0
    return keyring if usable and errors else None
