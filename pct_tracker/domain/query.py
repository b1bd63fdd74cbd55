"""What to show of the log: a filter and an order, answered by the store."""

from dataclasses import dataclass

from pct_tracker.domain.codes import Status

SORT_COLUMNS = ("month", "type", "contents", "title", "venue", "origins", "participants", "status")


@dataclass(frozen=True, slots=True)
class SortKey:
    """One of SORT_COLUMNS and its direction."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ActivityQuery:
    """A filter and an order. None or an empty text filters nothing; no sort key is report order: month, then entry.

    `year` is the reporting year. `text` is searched in all languages, names, codes and cells, every word of it.
    `only_ids` narrows to these activities (the rows behind a figure or with findings); `language` is the one titles
    are sorted in.
    """

    year: int | None = None
    status: Status | None = None
    text: str = ""
    only_ids: frozenset[int] | None = None
    sort: tuple[SortKey, ...] = ()
    language: str = "en"
