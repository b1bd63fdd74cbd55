"""The first schema: activities with their texts and lists, the journal, the search tables."""

import sqlalchemy as sa
from alembic import context, op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes all tables."""
    _create_activity()
    _create_parts()
    _create_journal()
    op.create_table(
        "store_info", sa.Column("key", sa.String(), primary_key=True), sa.Column("value", sa.String(), nullable=False)
    )
    op.create_table(
        "draft",
        sa.Column("key", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )
    context.config.attributes["dialect"].create_search_tables(op.get_bind())


def _create_activity() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("month", sa.String(7)),
        sa.Column("start", sa.Date()),
        sa.Column("end", sa.Date()),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("type", sa.String()),
        sa.Column("contents", sa.String(), nullable=False),
        sa.Column("venue_kind", sa.String(16), nullable=False),
        sa.Column("venue_code", sa.String(2)),
        sa.Column("city", sa.String()),
        sa.Column("modality", sa.String(16)),
        sa.Column("participants", sa.Integer()),
        sa.Column("funding", sa.String()),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_activity_report_order", "activity", ["year", "month", "id"])
    op.create_index("ix_activity_month", "activity", ["month", "id"])
    op.create_index("ix_activity_participants", "activity", ["participants", "id"])
    op.create_index("ix_activity_type", "activity", ["type", "id"])


def _create_parts() -> None:
    _create_part(
        "activity_text",
        sa.Column("part", sa.String(16), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("language", sa.String(2), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
    )
    _create_part("origin", _position(), sa.Column("code", sa.String(2)), sa.Column("text", sa.String()))
    op.create_index("ix_origin_code", "origin", ["code", "activity_id"])
    _create_part("co_organizer", _position(), sa.Column("code", sa.String(2)))
    _create_part("participant_type", _position(), sa.Column("code", sa.String(), nullable=False))
    _create_part("source_cell", _position(), sa.Column("text", sa.Text(), nullable=False))
    _create_part(
        "doubt",
        _position(),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )


def _create_part(name: str, *columns: sa.Column[object]) -> None:
    owner = sa.Column("activity_id", sa.Integer(), sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    op.create_table(name, owner, *columns)


def _position() -> sa.Column[object]:
    return sa.Column("position", sa.Integer(), primary_key=True)


def _create_journal() -> None:
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_journal_entry_state", "journal_entry", ["state", "id"])
    op.create_table(
        "journal_line",
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("journal_entry.id"), primary_key=True),
        sa.Column("activity_id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
    )
    op.create_index("ix_journal_line_activity", "journal_line", ["activity_id", "entry_id"])
