"""Keeps `asyncio` aside until somebody uses it.

The database library imports it, and with it the TLS library, for engines that nobody here makes: three megabytes, and a tenth of
the time that the library takes to load.
"""

import sys
from importlib import import_module
from inspect import iscoroutine
from threading import RLock
from types import ModuleType
from typing import Any

_NAME = "asyncio"
_FIRST_USE = RLock()


class _Aside(ModuleType):
    """Stands for the module, and becomes it for whoever asks for more than the database library does without such engines."""

    iscoroutine = staticmethod(iscoroutine)
    TimeoutError = TimeoutError

    def __getattr__(self, name: str) -> Any:
        if name == "CancelledError" and sys.modules.get(_NAME) is self:
            return ()  # nothing was raised by what is not there: with each error of a database that is asked
        with _FIRST_USE:
            if sys.modules.get(_NAME) is self:
                del sys.modules[_NAME]
            return getattr(import_module(_NAME), name)


def set_aside() -> None:
    """From here on the module is loaded when it is first used, unless it is there already."""
    sys.modules.setdefault(_NAME, _Aside(_NAME))
