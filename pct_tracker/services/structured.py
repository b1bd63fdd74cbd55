"""The JSON shape of an activity, for the faces."""

from pct_tracker.reporting.structured import activity_as_json

__all__ = ["activity_as_json"]
