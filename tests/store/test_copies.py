"""A whole log from one engine to the other and back: journal, ids, and proof."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import adding, changing, make_draft, removing, texts
from sqlalchemy import text

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.store import copying
from pct_tracker.store.store import Store

STORES = Path(__file__).parent.parent / "files" / "stores"
ALL = ActivityQuery()


@pytest.fixture
def filled(sample_file: Path) -> Iterator[Store]:
    """A log with a past: the sample, changes, an undo, a lock, and the activity of the highest id deleted."""
    store = Store.open(sample_file)
    (first, *_, last) = store.activities(store.find_ids(ALL))
    store.apply(changing(first, participants=11), "somebody")
    store.apply(adding(make_draft(title=texts("New", "en"))), "somebody")
    store.turn("undo", "somebody")
    store.apply(removing(last), "somebody else")
    store.keep_template("usual", make_draft())
    store.lock_year(2024, "somebody")
    yield store
    store.close()


@pytest.fixture(params=["file", "server"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty log, on each of the engines."""
    opened = Store.open(tmp_path / "target.db" if request.param == "file" else request.getfixturevalue("server_log"))
    yield opened
    opened.close()


def told(store: Store) -> dict[str, object]:
    """All that a log tells of its content and its past."""
    ids = store.find_ids(ALL)
    return {
        "activities": store.activities(ids),
        "entries": store.entries(limit=1_000),
        "lines": [store.lines(entry.id) for entry in store.entries(limit=1_000)],
        "locks": store.locks(),
        "templates": store.templates(),
        "undo": store.undo_state(),
        "lost": store.lost(),
    }


def test_a_copy_tells_all_that_the_log_told(filled: Store, target: Store) -> None:
    counts = target.take_all(filled)
    assert (counts["activity"], counts["journal_entry"]) == (63, 6)
    assert told(target) == told(filled)
    assert target.problems() == []


def test_a_copy_goes_on_as_the_log_would(filled: Store, target: Store) -> None:
    target.take_all(filled)
    for store in (filled, target):
        store.unlock_year(2024, "more to come", "somebody")
    new = [store.apply(adding(make_draft(title=texts("Zanzibar", "en"))), "somebody") for store in (filled, target)]
    assert new[0].added == new[1].added
    assert new[0].added[0] > 65  # no id is given twice, though those of the highest numbers are gone
    assert new[0].entry_id == new[1].entry_id
    assert target.turn("undo", "somebody").removed == new[1].added


def test_a_log_goes_to_the_server_and_comes_back_the_same(filled: Store, server_log: str, tmp_path: Path) -> None:
    team = Store.open(server_log)
    team.take_all(filled)
    back = tmp_path / "back.db"
    team.backup(back)
    team.close()
    returned = Store.open(back)
    assert told(returned) == told(filled)
    returned.close()
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


def test_a_copy_can_be_searched(filled: Store, target: Store) -> None:
    from pct_tracker.domain.query import SearchWord

    target.take_all(filled)
    for word in ("seminar", "pc", "om", "研讨", "海"):
        assert target.find_ids(ALL, [SearchWord(word)]) == filled.find_ids(ALL, [SearchWord(word)])


def test_nothing_is_copied_over_a_log_that_holds_something(filled: Store, target: Store) -> None:
    target.apply(adding(make_draft()), "somebody")
    before = told(target)
    with pytest.raises(UserError, match=r"copy\.not-empty"):
        target.take_all(filled)
    assert told(target) == before


def test_a_copy_that_is_stopped_leaves_nothing(filled: Store, target: Store) -> None:
    def stop(rows: int) -> None:
        if rows > 500:
            raise UserError("work.cancelled")

    with pytest.raises(UserError, match=r"work\.cancelled"):
        target.take_all(filled, stop)
    assert (target.find_ids(ALL), target.entries()) == ([], [])
    target.take_all(filled)
    assert told(target) == told(filled)


def test_a_copy_that_differs_is_not_kept(filled: Store, target: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told_digest = copying._digest
    spoiled = iter(range(1_000))
    monkeypatch.setattr(copying, "_digest", lambda *asked: (told_digest(*asked)[0], str(next(spoiled))))
    with pytest.raises(UserError, match=r"copy\.differs"):
        target.take_all(filled)
    assert target.find_ids(ALL) == []


@pytest.mark.parametrize("revision", ["0001", "0004"])
def test_a_backup_of_any_version_is_put_back_on_a_server(revision: str, server_log: str, tmp_path: Path) -> None:
    source = Path(shutil.copy(STORES / f"{revision}-filled.db", tmp_path / "backup.db"))
    as_it_was = source.read_bytes()
    team = Store.open(server_log)
    team.apply(adding(make_draft(title=texts("Before", "en"))), "somebody")
    team.lock_year(2024, "somebody")
    team.restore(source)
    file = Store.open(Path(shutil.copy(source, tmp_path / "again.db")))
    assert told(team) == told(file)
    assert team.problems() == []
    assert source.read_bytes() == as_it_was
    file.close()
    team.close()


def test_rows_that_search_does_not_know_are_told(target: Store) -> None:
    target.apply(adding(make_draft()), "somebody")
    if target.is_on_server:
        target._write(lambda connection: connection.execute(text("DELETE FROM search_text")))
        assert target.problems() == ["1 activities are missing from the search table"]
