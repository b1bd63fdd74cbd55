"""How heavily the rules weigh in this log; only ever added to, so that it can be told what held when."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from pct_tracker.domain.change import Step
from pct_tracker.domain.finding import RuleGrade
from pct_tracker.store.journal import write_entry
from pct_tracker.store.tables import RULE_GRADE


def read_grades(connection: Connection) -> list[RuleGrade]:
    """All grades that were ever given, oldest first."""
    names = ("rule", "grade", "id", "at", "author")
    return [
        RuleGrade(*row) for row in connection.execute(select(*(RULE_GRADE.c[name] for name in names)).order_by(RULE_GRADE.c.id))
    ]


def add_grades(connection: Connection, grades: Sequence[RuleGrade], author: str, at: datetime) -> int:
    """Adds grades, with a note in the journal by which others learn of them; returns the entry of the note."""
    rows = [{"rule": one.rule, "grade": one.grade, "at": at, "author": author} for one in grades]
    connection.execute(insert(RULE_GRADE), rows)
    return write_entry(connection, Step("grades", {"count": len(rows)}), author, at, state="note")
