"""How a table is read: which field stands in which of its columns, as guessed or as somebody chose."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from pct_tracker.domain.activity import REPORTED_FIELDS


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns` names the field of each column from left to right, None for one that is not read.

    `header_rows` are the rows from the top down to the last heading; none of them is an activity. `by_content` says
    that no heading told the columns.
    """

    columns: tuple[str | None, ...]
    header_rows: int = 1
    by_content: bool = False

    @property
    def places(self) -> Mapping[str, int]:
        """Field to the first column it stands in."""
        return {name: place for place, name in reversed(tuple(enumerate(self.columns))) if name}


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose: layouts by the fingerprints of tables, and the numbers of tables that are not to be read.

    The header rows of these layouts are counted from the row that a table is known by: another file has more lines over it.
    """

    layouts: Mapping[str, Layout] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()


def layout_to_json(layout: Layout) -> str:
    """A layout to be kept beside the fingerprint of its table."""
    return json.dumps({"columns": layout.columns, "height": layout.header_rows})


def layout_from_json(text: str) -> Layout | None:
    """What `layout_to_json` made; None for what this version cannot read."""
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return None
    columns, rows = (kept.get("columns"), kept.get("height")) if isinstance(kept, dict) else (None, None)
    if not isinstance(columns, list) or not isinstance(rows, int) or not any(name in REPORTED_FIELDS for name in columns):
        return None
    return Layout(tuple(name if name in REPORTED_FIELDS else None for name in columns), rows)
