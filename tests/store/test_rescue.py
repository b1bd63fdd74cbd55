"""What can be read of a damaged log comes into a new one."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders import adding, changing, make_draft
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.health import Rescue
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.store.rescue import rescue
from pct_tracker.store.revisions import HEAD, REVISIONS
from pct_tracker.store.store import Store

STORES = Path(__file__).parent.parent / "files" / "stores"
SOUND = (STORES / f"{HEAD}-filled.db").read_bytes()
PAGE = 4096


def saved(content: bytes, folder: Path) -> tuple[Rescue, Store]:
    """What was read of a file with this content."""
    (folder / "damaged.db").write_bytes(content)
    told = rescue(folder / "damaged.db", folder / "saved.db")
    assert (folder / "damaged.db").read_bytes() == content
    return told, Store.open(folder / "saved.db")


def overwritten(*parts: tuple[int, int]) -> bytes:
    content = bytearray(SOUND)
    for start, end in parts:
        content[start:end] = b"\xaa" * (end - start)
    return bytes(content)


@pytest.mark.parametrize("revision", REVISIONS)
def test_of_a_sound_log_of_any_schema_everything_is_read(revision: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / f"{revision}-filled.db", tmp_path / "log.db"))
    told = rescue(path, tmp_path / "saved.db")
    own, new = Store.open(path), Store.open(tmp_path / "saved.db")
    ids = own.find_ids(ActivityQuery())
    assert told.is_whole
    assert new.find_ids(ActivityQuery()) == ids
    assert new.activities(ids) == own.activities(ids)
    assert new.entries(limit=1_000) == own.entries(limit=1_000)
    assert [new.history(id_) for id_ in range(1, 66)] == [own.history(id_) for id_ in range(1, 66)]
    assert (new.templates(), new.views(), new.locks(), new.grades()) == (own.templates(), own.views(), own.locks(), own.grades())
    assert (new.wordings(), new.report_templates(), new.export_records(), new.layouts(), new.drafts()) == (
        own.wordings(),
        own.report_templates(),
        own.export_records(),
        own.layouts(),
        own.drafts(),
    )
    assert (new.flaws(), new.problems()) == ([], [])
    own.close()
    new.close()


@pytest.mark.parametrize("content", [overwritten((0, 100)), overwritten((0, PAGE)), overwritten((100, 3 * PAGE))])
def test_a_log_whose_beginning_is_lost_is_read_from_its_history(content: bytes, tmp_path: Path) -> None:
    told, store = saved(content, tmp_path)
    sound = Store.open(Path(shutil.copy(STORES / f"{HEAD}-filled.db", tmp_path / "sound.db")))
    ids = sound.find_ids(ActivityQuery())
    assert store.activities(store.find_ids(ActivityQuery())) == sound.activities(ids)
    assert told.activities == 64
    assert told.lost_entries == told.incomplete == ()
    assert (store.flaws(), store.problems()) == ([], [])
    store.close()
    sound.close()


def test_tables_that_cannot_be_made_as_they_were_are_made_anew(tmp_path: Path) -> None:
    told, store = saved(SOUND.replace(b"CREATE TABLE activity (", b"CREATE TABEL activity ("), tmp_path)
    assert (told.activities, told.incomplete, store.flaws()) == (64, (), [])
    store.close()


def test_of_a_log_that_was_cut_off_the_rest_is_read(tmp_path: Path) -> None:
    told, store = saved(SOUND[: len(SOUND) // 2], tmp_path)
    assert told.lost_pages
    assert told.activities >= 60
    assert (store.flaws(), store.problems()) == ([], [])
    store.close()


def test_what_was_stored_and_is_not_merged_yet_is_read(tmp_path: Path) -> None:
    log = tmp_path / "log.db"
    store = Store.open(log)
    store.apply(adding(*(make_draft() for _ in range(20))), "somebody")
    store.apply(changing(store.activities([3])[0], participants=7), "somebody")
    assert log.with_name("log.db-wal").stat().st_size
    told = rescue(log, tmp_path / "saved.db")
    store.close()
    new = Store.open(tmp_path / "saved.db")
    assert (told.activities, told.entries, told.is_whole) == (20, 2, True)
    assert new.activities([3])[0].participants == 7
    new.close()


def test_lines_whose_step_is_lost_are_still_told(tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / f"{HEAD}-filled.db", tmp_path / "log.db"))
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM journal_entry WHERE id = 1")
    connection.close()
    told = rescue(path, tmp_path / "saved.db")
    store = Store.open(tmp_path / "saved.db")
    assert told.lost_entries == (1,)
    assert store.entries(limit=100)[-1].step.code == "lost"
    assert len(store.lines(1)) == 64
    assert store.flaws() == []
    store.close()


@pytest.mark.parametrize("content", [b"", b"this is no store " * 500, (STORES / f"{HEAD}-empty.db").read_bytes()])
def test_where_there_is_nothing_no_file_is_written(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "log.db").write_bytes(content)
    with pytest.raises(UserError, match=r"rescue\.nothing"):
        rescue(tmp_path / "log.db", tmp_path / "saved.db")
    assert [one.name for one in tmp_path.iterdir()] == ["log.db"]


def test_no_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "saved.db").write_text("mine")
    with pytest.raises(UserError, match=r"backup\.exists"):
        rescue(STORES / f"{HEAD}-filled.db", tmp_path / "saved.db")
    assert (tmp_path / "saved.db").read_text() == "mine"


@contextmanager
def nothing_left() -> Iterator[list[UserError]]:
    """Takes note if there was nothing to be read, which is no mistake."""
    left: list[UserError] = []
    try:
        yield left
    except UserError as error:
        if error.code != "rescue.nothing":
            raise
        left.append(error)


PLACES = st.lists(
    st.tuples(st.integers(0, len(SOUND) - 1), st.integers(1, 6_000), st.binary(min_size=1, max_size=8)), max_size=12
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(places=PLACES, end=st.integers(len(SOUND) // 4, len(SOUND)))
def test_whatever_is_overwritten_or_cut_off_the_rest_makes_a_sound_log(
    places: list[tuple[int, int, bytes]], end: int, tmp_path: Path
) -> None:
    content = bytearray(SOUND)
    for start, length, noise in places:
        content[start : start + length] = (noise * length)[: len(content[start : start + length])]
    (tmp_path / "saved.db").unlink(missing_ok=True)
    with nothing_left() as left:
        told, store = saved(bytes(content[:end]), tmp_path)
    if left:
        return
    ids = store.find_ids(ActivityQuery())
    assert len(store.activities(ids)) == len(ids) == told.activities
    assert (store.flaws(), store.problems()) == ([], [])
    store.close()
