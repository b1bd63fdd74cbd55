"""Layouts of tables that somebody chose at an import, remembered for the next table with the same headings."""

from collections.abc import Mapping

from pct_tracker.importing.layout import Layout, layout_from_json, layout_to_json
from pct_tracker.services.tracker import Tracker


def remembered_layouts(tracker: Tracker) -> dict[str, Layout]:
    """The layouts by the fingerprints of their tables; those that this version cannot read are left out."""
    kept = ((mark, layout_from_json(content)) for mark, content in tracker.store.layouts().items())
    return {mark: layout for mark, layout in kept if layout is not None}


def remember_layouts(tracker: Tracker, layouts: Mapping[str, Layout]) -> None:
    """Keeps layouts, each in the place of what was kept for its fingerprint before."""
    for mark, layout in layouts.items():
        tracker.store.keep_layout(mark, layout_to_json(layout))
