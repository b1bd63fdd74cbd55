"""`doctor`: whether the log is sound; it mends what can be mended, and saves what can be read of a damaged one."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pct_tracker.cli.printing import print_json
from pct_tracker.domain.health import Flaw, Rescue
from pct_tracker.services.keeping.doctoring import Health, examine, mend, save_from
from pct_tracker.services.tracker import store_path

_FLAWS = {
    "content": "{count} activities are not what their history says last",
    "lines": "{count} steps are gone from the history although what they did is there",
    "orphans": "parts of {count} activities that are gone are still there",
    "sort-keys": "{count} activities are sorted by something else than their titles",
    "search": "{count} activities are not found by all their words",
    "states": "undo cannot make sense of {count} steps",
}
_MOST = 12
"""Numbers that are named in one line."""


def run(given: argparse.Namespace) -> int:
    """Looks, mends or saves; the exit status is 1 if the log is not sound, or not all of it could be read."""
    if given.rescue is not None:
        told = save_from(store_path(given.store), given.rescue)
        _print({"file": str(given.rescue), **asdict(told)}, _rescue_lines(told, given), given)
        return int(not told.is_whole)
    if given.repair:
        mending = mend(store_path(given.store))
        mended = [flaw for flaw in mending.before.flaws if flaw not in mending.after.flaws]
        kept = f"What it was before is kept in {mending.backup.path}." if mending.backup else ""
        lines = [*(f"Mended: {_flaw(flaw)}." for flaw in mended), "Indexes and search were made anew.", kept]
        _print(_as_json(mending.after) | {"mended": [_flaw_json(one) for one in mended]}, [*lines, *_lines(mending.after)], given)
        return int(not mending.after.is_sound)
    health = examine(given.store)
    _print(_as_json(health), _lines(health), given)
    return int(not health.is_sound)


def _print(document: dict[str, Any], lines: Iterator[str] | list[str], given: argparse.Namespace) -> None:
    if given.json:
        print_json(document)
    else:
        print("\n".join(filter(None, lines)))


def _lines(health: Health) -> Iterator[str]:
    yield f"{health.name}: schema {health.revision}, {health.activities} activities."
    yield "The log is sound." if not health.problems else "The log is damaged: " + "; ".join(health.problems)
    if health.problems:
        yield "'pct-tracker restore' puts a backup back; 'pct-tracker doctor --rescue FILE' saves what can be read."
    for flaw in health.flaws:
        yield f"{_flaw(flaw)}: {_numbers(flaw.ids)}.{' --repair mends that.' if flaw.can_be_mended else ''}"
    yield _backups(health)
    yield _open_to_others(health.open_to_others)
    if health.holders is None:
        yield "This system does not tell who has it open."
    elif health.holders:
        yield "Also open in process " + ", ".join(map(str, health.holders)) + "."
    else:
        yield "Nobody else has it open."


def _backups(health: Health) -> str:
    newest, is_old = health.backups.newest, health.backups.is_old
    if newest is None:
        return "There is no backup of it yet." if is_old else ""
    since = " It was changed since; make another one with 'pct-tracker backup'." if is_old else ""
    return f"Its newest backup is of {newest.at:%Y-%m-%d %H:%M}.{since}"


def _open_to_others(files: tuple[Path, ...]) -> str:
    if not files:
        return ""
    more = f" and {len(files) - 1} more of its files" if len(files) > 1 else ""
    return f"Other people on this computer can read {files[0]}{more}. 'chmod go= FILE' closes a file to them."


def _rescue_lines(told: Rescue, given: argparse.Namespace) -> Iterator[str]:
    yield f"{given.rescue}: {told.activities} activities, {told.entries} steps and {told.lines} lines of history were read."
    if told.is_whole:
        yield "Nothing seems to be missing."
    if told.lost_pages:
        yield f"{told.lost_pages} of {told.pages} pages of the damaged file could not be read as a whole."
    if told.lost_entries:
        yield f"Steps that are missing in the history: {_numbers(told.lost_entries)}."
    if told.incomplete:
        yield f"The newest history of these activities is lost; look whether they are complete: {_numbers(told.incomplete)}."
    yield f"{given.store} was left as it is."


def _flaw(flaw: Flaw) -> str:
    return _FLAWS[flaw.code].format(count=len(flaw.ids))


def _numbers(ids: tuple[int, ...]) -> str:
    more = len(ids) - _MOST
    return ", ".join(map(str, ids[:_MOST])) + (f" and {more} more" if more > 0 else "")


def _as_json(health: Health) -> dict[str, Any]:
    newest = health.backups.newest
    return {
        "file": health.name,
        "schema": health.revision,
        "activities": health.activities,
        "sound": health.is_sound,
        "problems": list(health.problems),
        "flaws": [_flaw_json(flaw) for flaw in health.flaws],
        "holders": None if health.holders is None else list(health.holders),
        "newest_backup": str(newest.path) if newest else None,
        "backup_is_old": health.backups.is_old,
        "open_to_others": list(map(str, health.open_to_others)),
    }


def _flaw_json(flaw: Flaw) -> dict[str, Any]:
    return {"code": flaw.code, "ids": list(flaw.ids), "can_be_mended": flaw.can_be_mended}
