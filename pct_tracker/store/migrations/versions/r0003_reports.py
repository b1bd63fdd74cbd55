"""Marks of translations, editions of words, templates of the report, and what was exported."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds a column and tables; texts that are stored already have no mark, as the journal knows them."""
    op.add_column("activity_text", sa.Column("mark", sa.String(16)))
    _create(
        "wording",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("valid_from", sa.Date()),
    )
    _create(
        "template_file",
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    _create(
        "export_record",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("freezes", sa.String(8)),
    )
    op.create_index("ix_export_record_year", "export_record", ["year"])


def _create(name: str, *columns: sa.Column[object]) -> None:
    """A table to which rows are only ever added, with who added them and when."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), primary_key=True),
        *columns,
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sqlite_autoincrement=True,
    )
