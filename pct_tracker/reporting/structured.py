"""An activity in the shape in which `list --json` and the JSON export write it."""

from typing import Any

from pct_tracker.domain.activity import Activity, CoOrganizer
from pct_tracker.domain.codes import Review


def activity_as_json(activity: Activity) -> dict[str, Any]:
    """The activity as objects, lists, texts and numbers; dates are ISO 8601.

    `origins` holds codes only. Origins that nobody knows stand under `unknown_origins`, a key that is there only for them,
    as are the keys of numbers and of the life of an activity that hold nothing. What is never printed is left out.
    """
    unknown = [origin.text for origin in activity.origins if origin.text]
    return {
        "id": activity.id,
        "month": activity.month,
        "start": activity.start.isoformat() if activity.start else None,
        "end": activity.end.isoformat() if activity.end else None,
        "status": activity.status.value,
        "type": activity.type,
        "contents": list(activity.contents),
        "title": dict(activity.title),
        "co_organizers": [_co_organizer(one) for one in activity.co_organizers],
        "venue": {"kind": activity.venue.kind.value, "code": activity.venue.code, "city": activity.venue.city},
        "modality": activity.modality.value if activity.modality else None,
        "origins": [origin.code for origin in activity.origins if origin.code],
        **({"unknown_origins": unknown} if unknown else {}),
        "origin_note": dict(activity.origin_note) or None,
        "participant_types": list(activity.participant_types),
        "participants": activity.participants,
        "funding": activity.funding,
        "source_cells": list(activity.source_cells),
        **{key: value for key, value in _optional(activity).items() if value not in (None, {})},
    }


def _optional(activity: Activity) -> dict[str, Any]:
    return {
        "planned_participants": activity.planned_participants,
        "online_participants": activity.online_participants,
        "head_counts": {one.code: one.participants for one in activity.head_counts},
        "status_reason": activity.status_reason,
        "follows": activity.follows,
        "review": activity.review.value if activity.review is not Review.COMPLETE else None,
    }


def _co_organizer(co_organizer: CoOrganizer) -> dict[str, str | None]:
    return {**co_organizer.name, "code": co_organizer.code}
