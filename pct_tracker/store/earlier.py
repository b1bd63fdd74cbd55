"""What was entered before and is of use again: kindred activities, titles, co-organizers."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, and_, func, select

from pct_tracker.domain.activity import ActivityDraft, CoOrganizer
from pct_tracker.domain.texts import Texts
from pct_tracker.store.activities import read_activities
from pct_tracker.store.dialects import Dialect
from pct_tracker.store.tables import ACTIVITY, TEXT

_END = "\U0010ffff"
"""Stands after every character there is."""


def read_kin_ids(connection: Connection, draft: ActivityDraft, stems: Mapping[str, str]) -> list[int]:
    """The activities of the same reporting year with the same month and type, or whose title begins with one of the stems."""
    alike = and_(ACTIVITY.c.month == draft.month, ACTIVITY.c.type == draft.type)
    year = ACTIVITY.c.year == draft.year if draft.year is not None else ACTIVITY.c.year.is_(None)
    ids = set(connection.execute(select(ACTIVITY.c.id).where(year, alike)).scalars())
    for language, stem in stems.items():
        titles = select(TEXT.c.activity_id).where(TEXT.c.part == "title", TEXT.c.language == language)
        begins = titles.where(TEXT.c.sort_key >= stem, TEXT.c.sort_key < stem + _END)
        ids.update(connection.execute(select(ACTIVITY.c.id).where(year, ACTIVITY.c.id.in_(begins))).scalars())
    return sorted(ids)


def find_titles(connection: Connection, dialect: Dialect, language: str, words: Sequence[str], limit: int) -> list[Texts]:
    """Titles that hold all these folded words in a language, in all their languages; the newest first, each once."""
    places = _find_texts(connection, dialect, "title", language, words, limit)
    stored = {one.id: one for one in read_activities(connection, dialect, [id_ for id_, _ in places])}
    return [stored[id_].title for id_, _ in places]


def find_co_organizers(
    connection: Connection, dialect: Dialect, language: str, words: Sequence[str], limit: int
) -> list[CoOrganizer]:
    """Co-organizers whose name holds all these folded words in a language; the newest first, each once."""
    places = _find_texts(connection, dialect, "co_organizer", language, words, limit)
    stored = {one.id: one for one in read_activities(connection, dialect, [id_ for id_, _ in places])}
    return [stored[id_].co_organizers[position] for id_, position in places]


def _find_texts(
    connection: Connection, dialect: Dialect, part: str, language: str, words: Sequence[str], limit: int
) -> list[tuple[int, int]]:
    """The newest place, an activity and a position, of each text of a part that holds all the words."""
    statement = select(func.max(TEXT.c.activity_id), TEXT.c.position, TEXT.c.sort_key).where(
        TEXT.c.part == part, TEXT.c.language == language
    )
    for word in words:
        statement = statement.where(TEXT.c.sort_key.contains(word, autoescape=True))
        if len(word) >= 3 or not word.isascii():
            statement = statement.where(TEXT.c.activity_id.in_(dialect.containing(word)))
    if all(len(word) < 3 and word.isascii() for word in words):
        # Two letters stand in nearly every text: only those that begin with them are worth looking at.
        typed = " ".join(words)
        statement = statement.where(TEXT.c.sort_key >= typed, TEXT.c.sort_key < typed + _END)
    rows = connection.execute(statement.group_by(TEXT.c.sort_key).order_by(func.max(TEXT.c.activity_id).desc()).limit(limit))
    return [(id_, position) for id_, position, _ in rows]
