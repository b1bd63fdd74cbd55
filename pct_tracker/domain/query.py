"""What to show of the log: a filter and an order, answered by the store."""

from dataclasses import dataclass
from enum import StrEnum

from pct_tracker.domain.codes import Status

SORT_COLUMNS = (
    "month",
    "type",
    "contents",
    "title",
    "venue",
    "origins",
    "participants",
    "status",
    "id",
    "year",
    "modality",
    "review",
    "funding",
    "planned_participants",
)

GROUPINGS = ("month", "type", "letter", "region")
"""By what the register can be grouped. An activity with two letters, or origins in two regions, stands in both groups."""


class Operator(StrEnum):
    """How a condition compares."""

    ANY_OF = "any-of"
    EMPTY = "empty"
    FILLED = "filled"
    BETWEEN = "between"


CONDITION_FIELDS: dict[str, tuple[Operator, ...]] = {
    "month": (Operator.BETWEEN, Operator.EMPTY),
    "type": (Operator.ANY_OF, Operator.EMPTY),
    "contents": (Operator.ANY_OF, Operator.EMPTY),
    "title": (Operator.EMPTY, Operator.FILLED),
    "co_organizers": (Operator.EMPTY, Operator.FILLED),
    "venue": (Operator.ANY_OF, Operator.EMPTY),
    "modality": (Operator.ANY_OF, Operator.EMPTY),
    "origins": (Operator.ANY_OF, Operator.EMPTY),
    "region": (Operator.ANY_OF,),
    "participant_types": (Operator.ANY_OF, Operator.EMPTY),
    "participants": (Operator.BETWEEN, Operator.EMPTY),
    "planned_participants": (Operator.BETWEEN, Operator.EMPTY),
    "funding": (Operator.EMPTY, Operator.FILLED),
    "notes": (Operator.EMPTY, Operator.FILLED),
    "links": (Operator.EMPTY, Operator.FILLED),
    "questions": (Operator.EMPTY, Operator.FILLED),
    "review": (Operator.ANY_OF,),
    "findings": (Operator.ANY_OF, Operator.FILLED, Operator.EMPTY),
    "overdue": (Operator.FILLED,),
    "changed": (Operator.FILLED,),
}
"""The fields a register can be narrowed by, each with its operators.

`title` with a language as its value is empty or filled in that language; `questions` are open ones; `findings` may name
severities; `overdue` are planned activities whose date has passed; `changed` are those changed since their year was locked.
"""


@dataclass(frozen=True, slots=True)
class SortKey:
    """One of SORT_COLUMNS and its direction."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing asked of a field of CONDITION_FIELDS. BETWEEN has two values, both included; an empty one is open."""

    field: str
    operator: Operator
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityQuery:
    """A filter and an order. None or an empty text filters nothing; no sort key is report order: month, then entry.

    `year` is the reporting year. `text` is searched in all languages, names, codes and cells, every word of it.
    `only_ids` narrows to these activities (the rows behind a figure or with findings); all `conditions` must hold;
    `language` is the one titles are sorted in.
    """

    year: int | None = None
    status: Status | None = None
    text: str = ""
    only_ids: frozenset[int] | None = None
    sort: tuple[SortKey, ...] = ()
    language: str = "en"
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchWord:
    """One folded word of a search, with the codes of States and organizations and of types whose names contain it."""

    word: str
    place_codes: tuple[str, ...] = ()
    type_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedView:
    """A filter, an order, a grouping and columns under a name. The year is left out: it is the one that is shown.

    `columns` are keys of the register in their order; none means those that are shown already.
    """

    name: str
    status: Status | None = None
    text: str = ""
    conditions: tuple[Condition, ...] = ()
    sort: tuple[SortKey, ...] = ()
    group: str = ""
    columns: tuple[str, ...] = ()
