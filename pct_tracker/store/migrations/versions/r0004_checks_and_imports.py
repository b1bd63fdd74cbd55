"""Findings that were accepted, grades of rules, layouts of imported tables; venues can be looked up."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds tables; until now nothing was accepted, graded or remembered."""
    op.create_table(
        "acceptance",
        sa.Column("activity_id", sa.Integer(), sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("accepted", sa.Date(), nullable=False),
    )
    op.create_table(
        "rule_grade",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("grade", sa.String(8)),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "import_layout",
        sa.Column("fingerprint", sa.String(), primary_key=True),
        sa.Column("content", sa.Text(), nullable=False),
    )
    op.create_index("ix_activity_venue", "activity", ["venue_code", "id"])
