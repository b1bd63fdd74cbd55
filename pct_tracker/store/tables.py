"""The tables of the log. These classes never leave the store: what it hands out are values of the domain."""

from datetime import UTC, date, datetime

from sqlalchemy import Column, Date, DateTime, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, text
from sqlmodel import Field, SQLModel


def _owner() -> Column[int]:
    return Column("activity_id", Integer, ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)


class ActivityRow(SQLModel, table=True):
    """One activity; what it has several of stands in the tables below."""

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_report_order", "year", "month", "id"),
        Index("ix_activity_month", "month", "id"),
        Index("ix_activity_participants", "participants", "id"),
        Index("ix_activity_type", "type", "id"),
        # Report order puts activities without a month last; only over just that can it be read in order from an index.
        Index("ix_activity_order", text("(month IS NULL)"), "month", "id"),
        Index("ix_activity_year_order", "year", text("(month IS NULL)"), "month", "id"),
        Index("ix_activity_follows", "follows"),
        Index("ix_activity_usual", "status", "type", "participants"),
        Index("ix_activity_kin", "year", "month", "type"),
        Index("ix_activity_venue", "venue_code", "id"),
        {"sqlite_autoincrement": True},  # an id is never given twice, so that the journal stays true
    )

    id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    year: int | None = None
    month: str | None = Field(default=None, max_length=7)
    start: date | None = Field(default=None, sa_type=Date)
    end: date | None = Field(default=None, sa_type=Date)
    status: str = Field(max_length=16)
    type: str | None = None
    contents: str = ""
    venue_kind: str = Field(max_length=16)
    venue_code: str | None = Field(default=None, max_length=2)
    city: str | None = None
    modality: str | None = Field(default=None, max_length=16)
    participants: int | None = None
    funding: str | None = None
    planned_participants: int | None = None
    online_participants: int | None = None
    status_reason: str | None = None
    follows: int | None = None
    review: str = Field(default="complete", max_length=16, sa_column_kwargs={"server_default": "complete"})
    notes: str | None = Field(default=None, sa_type=Text)


class ActivityText(SQLModel, table=True):
    """A text in one language. `part` is title, origin_note or co_organizer; `position` numbers the co-organizers."""

    __tablename__ = "activity_text"
    __table_args__ = (Index("ix_activity_text_sort", "part", "language", "sort_key", "activity_id"),)

    activity_id: int = Field(sa_column=_owner())
    part: str = Field(primary_key=True, max_length=16)
    position: int = Field(default=0, primary_key=True)
    language: str = Field(primary_key=True, max_length=2)
    text: str = Field(sa_type=Text)
    sort_key: str = ""
    mark: str | None = Field(default=None, max_length=16)


class OriginRow(SQLModel, table=True):
    """One origin of participants, in the order they are printed in."""

    __tablename__ = "origin"
    __table_args__ = (Index("ix_origin_code", "code", "activity_id"),)

    activity_id: int = Field(sa_column=_owner())
    position: int = Field(primary_key=True)
    code: str | None = Field(default=None, max_length=2)
    text: str | None = None


class CoOrganizerRow(SQLModel, table=True):
    """The code of a co-organizer; its names are texts."""

    __tablename__ = "co_organizer"

    activity_id: int = Field(sa_column=_owner())
    position: int = Field(primary_key=True)
    code: str | None = Field(default=None, max_length=2)


class ParticipantTypeRow(SQLModel, table=True):
    """One type of participants."""

    __tablename__ = "participant_type"

    activity_id: int = Field(sa_column=_owner())
    position: int = Field(primary_key=True)
    code: str


class SourceCell(SQLModel, table=True):
    """One cell of the row an activity was imported from, as it was printed."""

    __tablename__ = "source_cell"

    activity_id: int = Field(sa_column=_owner())
    position: int = Field(primary_key=True)
    text: str = Field(sa_type=Text)


class DoubtRow(SQLModel, table=True):
    """Something the import could only guess."""

    __tablename__ = "doubt"

    activity_id: int = Field(sa_column=_owner())
    position: int = Field(primary_key=True)
    rule: str
    field: str
    text: str = Field(sa_type=Text)


class HeadCountRow(SQLModel, table=True):
    """How many participants came from one origin."""

    __tablename__ = "head_count"

    activity_id: int = Field(sa_column=_owner())
    position: int = Field(primary_key=True)
    code: str = Field(max_length=2)
    participants: int


class LinkRow(SQLModel, table=True):
    """A file or page that belongs to an activity."""

    __tablename__ = "link"

    activity_id: int = Field(sa_column=_owner())
    position: int = Field(primary_key=True)
    target: str = Field(sa_type=Text)


class QuestionRow(SQLModel, table=True):
    """A note on a field that somebody should look at."""

    __tablename__ = "question"
    __table_args__ = (Index("ix_question_open", "answer", "activity_id"),)

    activity_id: int = Field(sa_column=_owner())
    position: int = Field(primary_key=True)
    field: str
    text: str = Field(sa_type=Text)
    author: str
    asked: date = Field(sa_type=Date)
    answer: str | None = Field(default=None, sa_type=Text)
    answered_by: str | None = None
    answered: date | None = Field(default=None, sa_type=Date)


class DistinctRow(SQLModel, table=True):
    """Another activity that looks alike and is no repetition of this one. It may be gone: no foreign key."""

    __tablename__ = "distinct_activity"

    activity_id: int = Field(sa_column=_owner())
    position: int = Field(primary_key=True)
    other_id: int


class AcceptanceRow(SQLModel, table=True):
    """A finding that somebody accepted, and why; `subject` stands for what it was about."""

    __tablename__ = "acceptance"

    activity_id: int = Field(sa_column=_owner())
    position: int = Field(primary_key=True)
    rule: str
    field: str
    subject: str
    reason: str = Field(sa_type=Text)
    author: str
    accepted: date = Field(sa_type=Date)


class JournalEntry(SQLModel, table=True):
    """One applied edit. `state`: done, undone, dropped (undone and overtaken by a new edit) or note (an undo or redo)."""

    __tablename__ = "journal_entry"
    __table_args__ = (Index("ix_journal_entry_state", "state", "id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=lambda: datetime.now(UTC), sa_type=DateTime)
    author: str
    code: str
    params: str = Field(default="{}", sa_type=Text)
    state: str = Field(default="done", max_length=8)


class JournalLine(SQLModel, table=True):
    """What an entry did to one activity: its content before and after as JSON, None where there was none.

    There is no foreign key to the activity: history outlives it.
    """

    __tablename__ = "journal_line"
    __table_args__ = (Index("ix_journal_line_activity", "activity_id", "entry_id"),)

    entry_id: int = Field(sa_column=Column("entry_id", Integer, ForeignKey("journal_entry.id"), primary_key=True))
    activity_id: int = Field(primary_key=True, sa_type=Integer)
    version: int
    before: str | None = Field(default=None, sa_type=Text)
    after: str | None = Field(default=None, sa_type=Text)


class StoreInfo(SQLModel, table=True):
    """Facts about the store itself, such as the program version that made its schema."""

    __tablename__ = "store_info"

    key: str = Field(primary_key=True)
    value: str = Field(sa_type=String)


class DraftRow(SQLModel, table=True):
    """What somebody was typing: for activity `key`, or for a new one under 0. `version` is the one it started from."""

    __tablename__ = "draft"

    key: int = Field(primary_key=True, sa_type=Integer)
    version: int
    content: str = Field(sa_type=Text)


class YearLockRow(SQLModel, table=True):
    """A lock on a reporting year. Rows are never deleted: one that was taken off says when, by whom and why."""

    __tablename__ = "year_lock"

    id: int | None = Field(default=None, primary_key=True)
    year: int = Field(index=True)
    locked: datetime = Field(sa_type=DateTime)
    locked_by: str
    entry_id: int
    unlocked: datetime | None = Field(default=None, sa_type=DateTime)
    unlocked_by: str | None = None
    reason: str | None = Field(default=None, sa_type=Text)


class TemplateRow(SQLModel, table=True):
    """A content that new activities can begin with, under its name."""

    __tablename__ = "template"

    name: str = Field(primary_key=True)
    content: str = Field(sa_type=Text)


class SavedViewRow(SQLModel, table=True):
    """A filter with its order, grouping and columns, under its name."""

    __tablename__ = "saved_view"

    name: str = Field(primary_key=True)
    content: str = Field(sa_type=Text)


class WordingRow(SQLModel, table=True):
    """One edition of a word of the reference data. Rows are never changed: the highest id counts."""

    __tablename__ = "wording"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    key: str
    language: str = Field(max_length=2)
    text: str | None = Field(default=None, sa_type=Text)
    valid_from: date | None = Field(default=None, sa_type=Date)
    at: datetime = Field(sa_type=DateTime)
    author: str


class TemplateFileRow(SQLModel, table=True):
    """A Word template of the report. Rows are never changed: the newest of a language counts; an empty one took it out."""

    __tablename__ = "template_file"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    language: str = Field(max_length=2)
    name: str
    content: bytes = Field(sa_type=LargeBinary)
    at: datetime = Field(sa_type=DateTime)
    author: str


class ExportRecordRow(SQLModel, table=True):
    """What was exported, from which state of the log and of the words. Rows are never changed."""

    __tablename__ = "export_record"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=DateTime)
    author: str
    year: int = Field(index=True)
    entry_id: int
    wording_id: int
    choices: str = Field(default="{}", sa_type=Text)
    manifest: str = Field(default="{}", sa_type=Text)
    freezes: str | None = Field(default=None, max_length=8)


class RuleGradeRow(SQLModel, table=True):
    """How heavily a rule weighs: a severity, "off", or None for its own. Rows are never changed: the newest counts."""

    __tablename__ = "rule_grade"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    rule: str
    grade: str | None = Field(default=None, max_length=8)
    at: datetime = Field(sa_type=DateTime)
    author: str


class ImportLayoutRow(SQLModel, table=True):
    """What the columns of tables with these headings mean, as somebody chose it."""

    __tablename__ = "import_layout"

    fingerprint: str = Field(primary_key=True)
    content: str = Field(sa_type=Text)


METADATA: MetaData = SQLModel.metadata


def table(name: str) -> Table:
    """The table of this name."""
    return METADATA.tables[name]


ACTIVITY = table("activity")
TEXT = table("activity_text")
ORIGIN = table("origin")
CO_ORGANIZER = table("co_organizer")
PARTICIPANT_TYPE = table("participant_type")
SOURCE_CELL = table("source_cell")
DOUBT = table("doubt")
ENTRY = table("journal_entry")
LINE = table("journal_line")
DRAFT = table("draft")
INFO = table("store_info")
HEAD_COUNT = table("head_count")
LINK = table("link")
QUESTION = table("question")
DISTINCT = table("distinct_activity")
ACCEPTANCE = table("acceptance")
LOCK = table("year_lock")
TEMPLATE = table("template")
SAVED_VIEW = table("saved_view")
WORDING = table("wording")
TEMPLATE_FILE = table("template_file")
EXPORT_RECORD = table("export_record")
RULE_GRADE = table("rule_grade")
IMPORT_LAYOUT = table("import_layout")
PARTS = (TEXT, ORIGIN, CO_ORGANIZER, PARTICIPANT_TYPE, SOURCE_CELL, DOUBT, HEAD_COUNT, LINK, QUESTION, DISTINCT, ACCEPTANCE)
"""The tables that hold what an activity has several of."""
