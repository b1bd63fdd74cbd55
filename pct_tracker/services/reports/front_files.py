"""The front block of a document as a file: a JSON object with the names of its fields."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.texts import Texts
from pct_tracker.reporting.front import FrontBlock
from pct_tracker.reporting.printable import printable

NAMES = tuple(field.name for field in fields(FrontBlock))
"""What a file may name."""

_PLAIN = frozenset({"symbol", "original"})
_LARGEST = 1_000_000


def read_front(path: Path) -> FrontBlock:
    """The front block of a file; a text without languages stands for all six, a day is as 2026-05-04.

    Raises UserError if the file cannot be read, or names what no front block has.
    """
    return FrontBlock(**{name: _value(path, name, value) for name, value in _read(path).items()})


def _read(path: Path) -> Mapping[str, Any]:
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            raise UserError("front.unreadable", file=path.name)
        content = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise UserError("front.unreadable", file=str(path)) from error
    if not isinstance(content, dict):
        raise UserError("front.unreadable", file=path.name)
    return content


def _value(path: Path, name: str, value: Any) -> Any:
    try:
        if name in _PLAIN and isinstance(value, str):
            return printable(value)
        if name == "dated" and isinstance(value, str):
            return date.fromisoformat(value) if value else None
        if name in NAMES and name not in _PLAIN and name != "dated":
            return _texts(value)
    except ValueError as error:
        raise _wrong(path, name) from error
    raise _wrong(path, name)


def _texts(value: Any) -> Texts:
    told = dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value
    if not isinstance(told, dict) or not all(key in LANGUAGES and isinstance(text, str) for key, text in told.items()):
        raise ValueError("no texts by language")
    return Texts({language: printable(text) for language, text in told.items()})


def _wrong(path: Path, name: str) -> UserError:
    return UserError("front.wrong", file=path.name, name=name, names=", ".join(NAMES))
