"""What belongs to the report and is only ever added to: editions of words, templates, and what was exported."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from pct_tracker.domain.change import Step
from pct_tracker.domain.report import ExportRecord, ReportTemplate
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.store.journal import write_entry
from pct_tracker.store.tables import EXPORT_RECORD, TEMPLATE_FILE, WORDING


def read_wordings(connection: Connection) -> list[WordEdition]:
    """All editions of words there ever were, oldest first."""
    names = ("key", "language", "text", "valid_from", "id", "at", "author")
    rows = connection.execute(select(*(WORDING.c[name] for name in names)).order_by(WORDING.c.id))
    return [WordEdition(*row) for row in rows]


def add_wordings(connection: Connection, editions: Sequence[WordEdition], author: str, at: datetime) -> int:
    """Adds editions of words, with a note in the journal by which others learn of them; returns the entry of the note."""
    rows = [
        {"key": one.key, "language": one.language, "text": one.text, "valid_from": one.valid_from, "at": at, "author": author}
        for one in editions
    ]
    connection.execute(insert(WORDING), rows)
    return write_entry(connection, Step("words", {"count": len(rows)}), author, at, state="note")


def read_templates(connection: Connection) -> list[ReportTemplate]:
    """The newest template of each language that has one, in the order of the languages' codes."""
    newest = select(func.max(TEMPLATE_FILE.c.id)).group_by(TEMPLATE_FILE.c.language)
    names = ("language", "name", "content", "id", "at", "author")
    chosen = select(*(TEMPLATE_FILE.c[name] for name in names)).where(TEMPLATE_FILE.c.id.in_(newest))
    return [ReportTemplate(*row) for row in connection.execute(chosen.order_by(TEMPLATE_FILE.c.language)) if row.content]


def read_template(connection: Connection, template_id: int) -> ReportTemplate | None:
    """The template of this id, also one that another has replaced; None if there is none."""
    names = ("language", "name", "content", "id", "at", "author")
    chosen = select(*(TEMPLATE_FILE.c[name] for name in names)).where(TEMPLATE_FILE.c.id == template_id)
    row = connection.execute(chosen).first()
    return ReportTemplate(*row) if row else None


def add_template(connection: Connection, template: ReportTemplate, author: str, at: datetime) -> int:
    """Adds a template, or with an empty content takes the one of its language out; returns its id."""
    values = {"language": template.language, "name": template.name, "content": template.content, "at": at, "author": author}
    added: int = connection.execute(insert(TEMPLATE_FILE).values(values).returning(TEMPLATE_FILE.c.id)).scalar_one()
    return added


def read_export_records(connection: Connection, year: int | None = None) -> list[ExportRecord]:
    """What was exported of a year, or of all years; oldest first."""
    statement = select(EXPORT_RECORD).order_by(EXPORT_RECORD.c.id)
    if year is not None:
        statement = statement.where(EXPORT_RECORD.c.year == year)
    return [_record(row) for row in connection.execute(statement).mappings()]


def add_export_record(
    connection: Connection,
    *,
    year: int,
    entry_id: int,
    wording_id: int,
    choices: dict[str, Any],
    manifest: dict[str, Any],
    freezes: str | None,
    author: str,
    at: datetime,
) -> ExportRecord:
    """Keeps what was exported."""
    told = {"choices": json.dumps(choices, ensure_ascii=False), "manifest": json.dumps(manifest, ensure_ascii=False)}
    values = {"at": at, "author": author, "year": year, "entry_id": entry_id, "wording_id": wording_id, "freezes": freezes}
    added = insert(EXPORT_RECORD).values({**values, **told}).returning(EXPORT_RECORD)
    return _record(connection.execute(added).mappings().one())


def _record(row: Any) -> ExportRecord:
    return ExportRecord(**{**row, "choices": json.loads(row["choices"]), "manifest": json.loads(row["manifest"])})
