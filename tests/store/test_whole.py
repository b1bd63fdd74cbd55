"""Whole activities in one question: nothing that stands in the tables is left out."""

import re

from pct_tracker.store.tables import ACTIVITY, PARTS
from pct_tracker.store.whole import POSTGRESQL, SQLITE, statement


def test_every_column_of_every_table_of_an_activity_is_read() -> None:
    for words in (SQLITE, POSTGRESQL):
        asked = statement(words)
        assert re.findall(r'activity\."(\w+)"', asked) == ACTIVITY.columns.keys()
        read = {
            table: set(columns.split(","))
            for columns, table in re.findall(rf"{words.array}\(([\w,]+)\)\) FROM (\w+) WHERE activity_id", asked)
        }
        # What a text is sorted by is worked out of the text.
        assert read == {part.name: set(part.columns.keys()) - {"activity_id", "sort_key"} for part in PARTS}
