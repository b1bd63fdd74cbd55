"""Long lists of ids, cut to what one statement takes."""

from collections.abc import Iterator, Sequence

from sqlalchemy import BindParameter, bindparam

CHUNK = 500
"""Ids in one statement; SQLite allows 32,766 parameters, and shorter statements are compiled once."""


def chunks(ids: Sequence[int]) -> Iterator[BindParameter[list[int]]]:
    """The ids as parameters for `column.in_(…)`, so many at a time."""
    for start in range(0, len(ids), CHUNK):
        yield bindparam("ids", list(ids[start : start + CHUNK]), expanding=True)
