"""Templates, saved views and layouts of imported tables: what people keep beside the log and its journal."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.codes import Status
from pct_tracker.domain.query import Condition, Operator, SavedView, SortKey
from pct_tracker.store.records import draft_from_json, draft_to_json
from pct_tracker.store.tables import IMPORT_LAYOUT, SAVED_VIEW, TEMPLATE


def write_template(connection: Connection, name: str, draft: ActivityDraft) -> None:
    """Keeps a content under a name, in the place of another one of that name."""
    _write(connection, TEMPLATE, name, draft_to_json(draft))


def read_templates(connection: Connection) -> dict[str, ActivityDraft]:
    """All templates by their names, in alphabetical order."""
    return {name: draft_from_json(content) for name, content in _read(connection, TEMPLATE)}


def delete_template(connection: Connection, name: str) -> None:
    """Forgets a template."""
    connection.execute(delete(TEMPLATE).where(TEMPLATE.c.name == name))


def write_view(connection: Connection, view: SavedView) -> None:
    """Keeps a view under its name, in the place of another one of that name."""
    _write(connection, SAVED_VIEW, view.name, json.dumps(asdict(view), ensure_ascii=False))


def read_views(connection: Connection) -> list[SavedView]:
    """All views in the alphabetical order of their names; one that a later version kept and this one cannot read is left out."""
    return [view for _, content in _read(connection, SAVED_VIEW) if (view := _view_or_none(content)) is not None]


def delete_view(connection: Connection, name: str) -> None:
    """Forgets a view."""
    connection.execute(delete(SAVED_VIEW).where(SAVED_VIEW.c.name == name))


def write_layout(connection: Connection, fingerprint: str, content: str) -> None:
    """Keeps how tables with these headings are read, in the place of what was kept before."""
    connection.execute(delete(IMPORT_LAYOUT).where(IMPORT_LAYOUT.c.fingerprint == fingerprint))
    connection.execute(insert(IMPORT_LAYOUT).values(fingerprint=fingerprint, content=content))


def read_layouts(connection: Connection) -> dict[str, str]:
    """How tables are read as somebody has set it, by the fingerprint of their headings; what wrote a content can read it."""
    rows = connection.execute(select(IMPORT_LAYOUT.c.fingerprint, IMPORT_LAYOUT.c.content))
    return {fingerprint: content for fingerprint, content in rows}


def _write(connection: Connection, table: Table, name: str, content: str) -> None:
    connection.execute(delete(table).where(table.c.name == name))
    connection.execute(insert(table).values(name=name, content=content))


def _read(connection: Connection, table: Table) -> list[tuple[str, str]]:
    return [(name, content) for name, content in connection.execute(select(table.c.name, table.c.content).order_by(table.c.name))]


def _view_or_none(content: str) -> SavedView | None:
    try:
        return _view(json.loads(content))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _view(content: dict[str, Any]) -> SavedView:
    return SavedView(
        name=content["name"],
        status=Status(content["status"]) if content["status"] else None,
        text=content["text"],
        conditions=tuple(
            Condition(one["field"], Operator(one["operator"]), tuple(one["values"])) for one in content["conditions"]
        ),
        sort=tuple(SortKey(one["column"], one["descending"]) for one in content["sort"]),
        group=content["group"],
        columns=tuple(content["columns"]),
    )
