"""Life and review of an activity, head counts, links and questions; locked years, templates and saved views."""

import sqlalchemy as sa
from alembic import op

from pct_tracker.domain.folding import fold

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_PLACE = ("activity_id", "part", "position", "language")


def upgrade() -> None:
    """Adds columns and tables; what is stored already stays as it is, as the journal knows it."""
    _extend_activity()
    _create_parts()
    _create_year_lock()
    _fold_names_of_co_organizers()
    for name in ("template", "saved_view"):
        op.create_table(name, sa.Column("name", sa.String(), primary_key=True), sa.Column("content", sa.Text(), nullable=False))


def _extend_activity() -> None:
    for column in (
        sa.Column("planned_participants", sa.Integer()),
        sa.Column("online_participants", sa.Integer()),
        sa.Column("status_reason", sa.String()),
        sa.Column("follows", sa.Integer()),
        sa.Column("review", sa.String(16), nullable=False, server_default="complete"),
        sa.Column("notes", sa.Text()),
    ):
        op.add_column("activity", column)
    op.create_index("ix_activity_follows", "activity", ["follows"])
    op.create_index("ix_activity_usual", "activity", ["status", "type", "participants"])
    op.create_index("ix_activity_kin", "activity", ["year", "month", "type"])
    op.create_index("ix_activity_text_sort", "activity_text", ["part", "language", "sort_key", "activity_id"])
    without_month = sa.text("(month IS NULL)")
    op.create_index("ix_activity_order", "activity", [without_month, "month", "id"])
    op.create_index("ix_activity_year_order", "activity", ["year", without_month, "month", "id"])


def _create_parts() -> None:
    _create_part(
        "head_count", sa.Column("code", sa.String(2), nullable=False), sa.Column("participants", sa.Integer(), nullable=False)
    )
    _create_part("link", sa.Column("target", sa.Text(), nullable=False))
    _create_part(
        "question",
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("asked", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_by", sa.String()),
        sa.Column("answered", sa.Date()),
    )
    op.create_index("ix_question_open", "question", ["answer", "activity_id"])
    _create_part("distinct_activity", sa.Column("other_id", sa.Integer(), nullable=False))


def _create_part(name: str, *columns: sa.Column[object]) -> None:
    owner = sa.Column("activity_id", sa.Integer(), sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    op.create_table(name, owner, sa.Column("position", sa.Integer(), primary_key=True), *columns)


def _create_year_lock() -> None:
    op.create_table(
        "year_lock",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("locked", sa.DateTime(), nullable=False),
        sa.Column("locked_by", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("unlocked", sa.DateTime()),
        sa.Column("unlocked_by", sa.String()),
        sa.Column("reason", sa.Text()),
    )
    op.create_index("ix_year_lock_year", "year_lock", ["year"])


def _fold_names_of_co_organizers() -> None:
    """Until now only titles could be found by their beginning."""
    names = sa.table("activity_text", *map(sa.column, (*_PLACE, "text", "sort_key")))
    connection = op.get_bind()
    wanted = sa.select(*(names.c[one] for one in _PLACE), names.c.text).where(names.c.part == "co_organizer")
    folded = [
        {"key": fold(name)[:80], **{f"of_{column}": value for column, value in zip(_PLACE, place, strict=True)}}
        for *place, name in connection.execute(wanted)
    ]
    if folded:
        here = sa.and_(*(names.c[one] == sa.bindparam(f"of_{one}") for one in _PLACE))
        connection.execute(sa.update(names).where(here).values(sort_key=sa.bindparam("key")), folded)
