"""Hears from the server when somebody changes the log, on a connection and a thread of its own."""

from collections.abc import Callable
from threading import Event, Thread

import psycopg
from psycopg.conninfo import make_conninfo

from pct_tracker.domain.team import BACK, CHANGED, LOST
from pct_tracker.store.server.address import Address
from pct_tracker.store.server.rules import CHANNEL

_LOOK = 0.5
"""Seconds after which it is looked whether anybody still listens."""
_WAIT = 2.0
"""Seconds between two tries to connect again."""
_ALIVE = {"connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}
"""A connection that only listens would not notice by itself that the other end is gone."""


class Listening:
    """Calls `heard` with what happened, until `end`. It never gives up: a server that was away comes back."""

    def __init__(self, address: Address, heard: Callable[[str], None]) -> None:
        self._address = address
        self._heard = heard
        self._ended = Event()
        self._is_lost = False
        self._thread = Thread(target=self._go_on, name="listening", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Hears nothing more, and waits until that is so."""
        self._ended.set()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._ended.is_set():
            try:
                self._listen()
            except psycopg.Error:
                self._tell_lost()
            self._ended.wait(_WAIT if self._is_lost else 0)

    def _listen(self) -> None:
        settings = make_conninfo(self._address.text, password=self._address.find_password(), **_ALIVE)
        with psycopg.connect(settings, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self._heard(BACK)
            self._is_lost = False
            while not self._ended.is_set():
                for _told in connection.notifies(timeout=_LOOK, stop_after=1):
                    self._heard(CHANGED)

    def _tell_lost(self) -> None:
        if not self._is_lost and not self._ended.is_set():
            self._is_lost = True
            self._heard(LOST)
