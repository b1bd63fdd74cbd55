"""What must be true of a log is looked at, and mended where it can be worked out anew."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from pct_tracker.domain.health import Flaw
from pct_tracker.domain.query import ActivityQuery, SearchWord
from pct_tracker.store.revisions import HEAD
from pct_tracker.store.store import Store

STORES = Path(__file__).parent.parent / "files" / "stores"

HARM = {
    "orphans": ("PRAGMA foreign_keys=OFF; INSERT INTO origin VALUES (999, 0, 'KE', NULL)", (999,)),
    "sort-keys": ("UPDATE activity_text SET sort_key = 'zzz' WHERE activity_id = 5 AND part = 'title'", (5,)),
    "search": ("DELETE FROM search_trigram WHERE rowid = 7", (7,)),
    "states": ("UPDATE journal_entry SET state = 'undone' WHERE id = 1", (1,)),
}
LASTING = {
    "content": ("UPDATE activity SET participants = 4711 WHERE id = 6", (6,)),
    "lines": ("PRAGMA foreign_keys=OFF; DELETE FROM journal_entry WHERE id = 1", (1,)),
}


def harmed(tmp_path: Path, statements: str) -> Store:
    path = Path(shutil.copy(STORES / f"{HEAD}-filled.db", tmp_path / "log.db"))
    connection = sqlite3.connect(path)
    connection.executescript(statements)
    connection.close()
    return Store.open(path)


@pytest.mark.parametrize("code", HARM)
def test_what_can_be_worked_out_anew_is_found_and_mended(code: str, tmp_path: Path) -> None:
    statements, ids = HARM[code]
    store = harmed(tmp_path, statements)
    before = store.activities(store.find_ids(ActivityQuery()))
    [flaw] = store.flaws()
    assert flaw == Flaw(code, ids)
    assert flaw.can_be_mended
    store.repair()
    assert store.flaws() == []
    assert store.problems() == []
    assert store.activities(store.find_ids(ActivityQuery())) == before
    store.close()


@pytest.mark.parametrize("code", LASTING)
def test_what_people_have_entered_is_told_and_not_touched(code: str, tmp_path: Path) -> None:
    statements, ids = LASTING[code]
    store = harmed(tmp_path, statements)
    before = store.activities(store.find_ids(ActivityQuery()))
    store.repair()
    [flaw] = store.flaws()
    assert (flaw, flaw.can_be_mended) == (Flaw(code, ids), False)
    assert store.activities(store.find_ids(ActivityQuery())) == before
    store.close()


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / f"{HEAD}-filled.db", tmp_path / "log.db"))
    connection = sqlite3.connect(path)
    [(root,)] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_activity_kin'").fetchall()
    connection.close()
    content = bytearray(path.read_bytes())
    at = (root - 1) * 4096
    content[at + 3 : at + 5] = (1).to_bytes(2, "big")  # the page of the index says that it has one row only
    path.write_bytes(content)
    store = Store.open(path)
    assert store.problems()
    store.repair()
    assert store.problems() == []
    store.close()


def test_search_finds_everything_again_after_a_repair(tmp_path: Path) -> None:
    store = harmed(tmp_path, "DELETE FROM search_trigram; DROP TABLE search_gram; CREATE TABLE search_gram (grams)")
    assert store.find_ids(ActivityQuery(), [SearchWord("seminar")]) == []
    store.repair()
    assert len(store.find_ids(ActivityQuery(), [SearchWord("seminar")])) > 5
    store.close()
