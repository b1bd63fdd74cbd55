"""Which backups a generous rule still asks for."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pct_tracker.domain.backup import DAILY, REASONS, Backup, expendable

NOON = datetime(2026, 6, 15, 12)


def made(moments: Iterable[datetime], reason: str = DAILY, first: int = 1) -> list[Backup]:
    """Backups of one kind, in the order in which they were made."""
    return [Backup(Path(f"{number}.db"), number, at, reason, 1) for number, at in enumerate(moments, first)]


def kept(backups: list[Backup]) -> list[Backup]:
    gone = expendable(backups)
    return [one for one in backups if one not in gone]


def days(count: int, start: datetime = NOON) -> list[datetime]:
    return [start + timedelta(days=day) for day in range(count)]


def test_the_backups_of_two_weeks_are_all_kept() -> None:
    assert expendable(made(days(14))) == []


def test_of_three_years_there_are_days_weeks_months_and_the_first() -> None:
    left = [one.number for one in kept(made(days(1_000)))]
    assert left[0] == 1
    assert left[-14:] == list(range(987, 1_001))
    assert len({(NOON + timedelta(days=number - 1)).strftime("%Y-%m") for number in left[1:]}) >= 12
    assert len(left) <= 1 + 14 + 8 + 12


@pytest.mark.parametrize("reason", [one for one in REASONS if one.startswith("before-") and one != "before-migration"])
def test_of_each_kind_before_a_step_the_last_twenty_and_the_first_are_kept(reason: str) -> None:
    left = [one.number for one in kept(made(days(50), reason))]
    assert left == [1, *range(31, 51)]


@pytest.mark.parametrize("reason", ["by-hand", "before-migration"])
def test_what_was_made_by_hand_or_before_a_new_version_stays(reason: str) -> None:
    assert expendable(made(days(100), reason)) == []


def test_no_kind_pushes_out_another() -> None:
    daily = made(days(14))
    restored = made([NOON + timedelta(minutes=minute) for minute in range(500)], "before-restore", first=100)
    assert set(expendable([*daily, *restored])) <= set(restored)


def test_a_clock_that_is_set_back_a_year_makes_no_backup_older_than_it_is() -> None:
    """The last ten were made after the clock was set back: by their moments they are the oldest."""
    backups = [*made(days(14)), *made(days(10, NOON - timedelta(days=365)), first=15)]
    assert {one.number for one in kept(backups)} >= {1, *range(15, 25)}
