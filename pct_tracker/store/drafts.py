"""What is being typed, kept beside the log: no edit, no journal, gone as soon as it is saved."""

from sqlalchemy import Connection, delete, insert, select

from pct_tracker.domain.change import KeptDraft
from pct_tracker.store.records import draft_from_json, draft_to_json
from pct_tracker.store.tables import DRAFT

_NEW = 0
"""The key of a draft that is no stored activity yet; ids of activities begin at 1."""


def write_draft(connection: Connection, draft: KeptDraft) -> None:
    """Keeps a draft in the place of the one kept for the same activity."""
    delete_draft(connection, draft.activity_id)
    values = {"key": draft.activity_id or _NEW, "version": draft.version, "content": draft_to_json(draft.draft)}
    connection.execute(insert(DRAFT).values(values))


def delete_draft(connection: Connection, activity_id: int | None) -> None:
    """Forgets the draft kept for an activity, or for a new one."""
    connection.execute(delete(DRAFT).where(DRAFT.c.key == (activity_id or _NEW)))


def read_drafts(connection: Connection) -> list[KeptDraft]:
    """All kept drafts."""
    rows = connection.execute(select(DRAFT.c.key, DRAFT.c.version, DRAFT.c.content).order_by(DRAFT.c.key))
    return [KeptDraft(key or None, version, draft_from_json(content)) for key, version, content in rows]
