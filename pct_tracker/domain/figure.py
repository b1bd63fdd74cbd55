"""A number of the report together with the rows it was counted from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`name` is stable ("activities", "contents.A", "types.pct-seminar"); `activity_ids` are in report order."""

    name: str
    value: int
    activity_ids: tuple[int, ...]
