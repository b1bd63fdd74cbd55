"""What a cell of the register can narrow the register to."""

from collections.abc import Sequence

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import VenueKind
from pct_tracker.domain.query import CONDITION_FIELDS, Condition, Operator


def conditions_of_value(activity: Activity, key: str) -> tuple[Condition, ...]:
    """Conditions that ask for the value of a cell; none where the cell is empty or cannot be asked for."""
    match key:
        case "month":
            return _between(key, activity.month)
        case "participants" | "planned_participants":
            return _between(key, getattr(activity, key))
        case "type" | "modality" | "review":
            return _any_of(key, [getattr(activity, key)] if getattr(activity, key) else [])
        case "contents" | "participant_types":
            return tuple(one for value in getattr(activity, key) for one in _any_of(key, [value]))
        case "origins":
            return _any_of(key, activity.origin_codes)
        case "venue":
            code = "online" if activity.venue.kind is VenueKind.ONLINE else activity.venue.code
            return _any_of(key, [code] if code else [])
    return ()


def condition_of_emptiness(key: str) -> Condition | None:
    """The condition that a column is empty; None for a column that never is."""
    offered = CONDITION_FIELDS.get(key, ())
    return Condition(key, Operator.EMPTY) if Operator.EMPTY in offered and key != "findings" else None


def _between(key: str, value: object) -> tuple[Condition, ...]:
    return () if value is None else (Condition(key, Operator.BETWEEN, (str(value), str(value))),)


def _any_of(key: str, values: Sequence[str]) -> tuple[Condition, ...]:
    return (Condition(key, Operator.ANY_OF, tuple(str(value) for value in values)),) if values else ()
