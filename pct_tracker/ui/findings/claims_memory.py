"""The published sentence of each log and year, kept with the settings of the window."""

import json

from PySide6.QtCore import QSettings

_KEY = "check/published-sentences"


def remember_sentence(settings: QSettings, log: str, year: int, text: str) -> None:
    """Keeps what was published of a year; nothing for an empty text."""
    kept = {**_read(settings), _place(log, year): text}
    if not text.strip():
        del kept[_place(log, year)]
    settings.setValue(_KEY, json.dumps(kept, ensure_ascii=False))


def remembered_sentence(settings: QSettings, log: str, year: int) -> str:
    """What was kept of a year; empty if there is nothing, or nothing that can be read."""
    text = _read(settings).get(_place(log, year), "")
    return text if isinstance(text, str) else ""


def _read(settings: QSettings) -> dict[str, object]:
    try:
        kept = json.loads(str(settings.value(_KEY, "{}")))
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _place(log: str, year: int) -> str:
    return f"{log} {year}"
