"""The one door for writes: whole or not at all, journaled, and taken back by undo."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from builders import DRAFTS, adding, changing, make_draft
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from pct_tracker.domain.activity import Acceptance, Activity, ActivityDraft, Doubt, HeadCount, Question
from pct_tracker.domain.change import Edit, Removal, Revision, Step
from pct_tracker.domain.codes import TextMark
from pct_tracker.domain.errors import StaleEditError, UserError
from pct_tracker.domain.following import following
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.domain.texts import Texts
from pct_tracker.store.activities import PART, searchable_text
from pct_tracker.store.dialects.dialect import grams
from pct_tracker.store.store import Store

DELETE = Step("delete", {"title": "…"})
EMPTY = Path(__file__).parent.parent / "files" / "stores" / "0001-empty.db"


def removing(*activities: Activity) -> Edit:
    return Edit(DELETE, removed=tuple(Removal(one.id, one.version) for one in activities))


def everything(store: Store) -> list[Activity]:
    return store.activities(store.find_ids(ActivityQuery()))


def added(store: Store, **values: object) -> Activity:
    (activity,) = store.activities(store.apply(adding(make_draft(**values)), "somebody").added)
    return activity


def vocabulary(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """All terms of a search table with how often they occur."""
    schema = "temp" if table.startswith("again") else "main"
    connection.execute(f"CREATE VIRTUAL TABLE temp.{table}_terms USING fts5vocab({schema}, {table}, row)")
    return connection.execute(f"SELECT * FROM temp.{table}_terms WHERE doc > 0 ORDER BY term").fetchall()  # noqa: S608 - our names


@given(st.text(alphabet=st.one_of(st.sampled_from("ab 线 1-\t"), st.characters()), max_size=40))
def test_grams_are_letters_and_neighbours_that_count(words: str) -> None:
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    assert grams(words) == {one for one in {*words, *pairs} if one.isalnum()}


def check_search_tables(store: Store, activities: list[Activity]) -> None:
    """The search tables hold the words of these activities, as if they were all indexed now."""
    words = {one.id: searchable_text(one) for one in activities}
    if store.is_on_server:
        indexed = "SELECT activity_id, words, grams FROM search_text"
        found = store._read(lambda connection: connection.execute(text(indexed)).all())
        assert {id_: (words, set(parts)) for id_, words, parts in found} == {id_: (one, grams(one)) for id_, one in words.items()}
        return
    connection = sqlite3.connect(store.path)
    try:
        assert dict(connection.execute("SELECT rowid, words FROM search_trigram")) == words
        connection.execute(
            "CREATE VIRTUAL TABLE temp.again USING fts5(grams, content='', detail=none, tokenize='unicode61 remove_diacritics 0')"
        )
        rows = [(id_, " ".join(grams(one))) for id_, one in words.items()]
        connection.executemany("INSERT INTO temp.again(rowid, grams) VALUES (?, ?)", rows)
        assert vocabulary(connection, "search_gram") == vocabulary(connection, "again")
    finally:
        connection.close()


def check_journal(store: Store, id_: int, current: Activity | None) -> None:
    """The history of an activity leads step by step from nothing to what is stored now."""
    state, version = None, 0
    for _, line in store.history(id_):
        assert line.before == state
        assert line.version >= version
        state, version = line.after, line.version
    assert state == (current.content() if current else None)
    assert current is None or version == current.version


def test_an_edit_that_is_stopped_while_it_is_stored_leaves_nothing(store: Store) -> None:
    heard: list[int] = []

    def stop(stored: int) -> None:
        heard.append(stored)
        if stored:
            raise UserError("work.cancelled")

    before = store.last_entry()
    with pytest.raises(UserError, match=r"work\.cancelled"):
        store.apply(adding(*[make_draft()] * (PART + 1)), "somebody", stop)
    assert heard == [0, PART]
    assert (store.find_ids(ActivityQuery()), store.last_entry()) == ([], before)
    assert len(store.apply(adding(make_draft()), "somebody").added) == 1


def test_so_does_one_that_changes_many(store: Store) -> None:
    store.apply(adding(*[make_draft()] * (PART + 1)), "somebody")
    before = everything(store)
    heard: list[int] = []

    def stop(stored: int) -> None:
        heard.append(stored)
        if len(heard) == 2:
            raise UserError("work.cancelled")

    revised = tuple(Revision(one.id, one.version, one.with_fields(participants=7)) for one in before)
    with pytest.raises(UserError, match=r"work\.cancelled"):
        store.apply(Edit(Step("bulk", {"count": len(revised)}), revised=revised), "somebody", stop)
    assert (everything(store), len(heard)) == (before, 2)


HARD_TEXT = "tab\t, line\n, \\N, \\., \\t, {a,b}, 'one' \"two\", %s, ?, :id"


def test_many_at_once_are_stored_as_each_alone_would_be(store: Store) -> None:
    draft = make_draft(
        title=Texts({"en": HARD_TEXT, "zh": "研讨会"}, {"zh": TextMark.DRAFT}),
        start=date(2024, 3, 4),
        notes=HARD_TEXT,
        links=("https://example.org/%20", "\\\\server\\folder"),
        questions=(Question("title", HARD_TEXT, "somebody", date(2024, 3, 5), "yes", "another", date(2024, 3, 6)),),
        distinct_from=(7, 8),
        acceptances=(Acceptance("rule", "title", "…", HARD_TEXT, "somebody", date(2024, 3, 7)),),
        doubts=(Doubt("rule", "month", HARD_TEXT),),
        head_counts=(HeadCount("FR", 3),),
    )
    ids = store.apply(adding(draft, *[draft] * PART), "somebody").added
    stored = store.activities(ids)
    assert [one.id for one in stored] == list(ids)
    assert {one.content() for one in stored} == {draft}
    check_search_tables(store, stored)
    check_journal(store, ids[-1], stored[-1])


def test_an_edit_of_one_field_leaves_the_rows_of_the_others_as_they_are(file_store: Store) -> None:
    seen = added(file_store, links=("https://example.org",))
    tables = ("activity_text", "origin", "participant_type", "link")
    with closing(sqlite3.connect(file_store.path)) as connection:
        # The first row that is written into an empty table is number one.
        for table in tables:
            connection.execute(f"UPDATE {table} SET rowid = rowid + 1000")  # noqa: S608 - our names
        connection.commit()
        numbers = [connection.execute(f"SELECT rowid FROM {table}").fetchall() for table in tables]  # noqa: S608 - our names
        file_store.apply(changing(seen, participants=77, links=("https://example.org/b",)), "somebody")
        after = [connection.execute(f"SELECT rowid FROM {table}").fetchall() for table in tables]  # noqa: S608 - our names
    assert after[:-1] == numbers[:-1]
    (stored,) = everything(file_store)
    assert (stored.participants, stored.links, stored.title) == (77, ("https://example.org/b",), seen.title)
    check_search_tables(file_store, [stored])


def measures_of_search(store: Store) -> set[int]:
    """How much the search tables gather before they write it down, where somebody ever said so."""
    measures: set[int] = set()
    with closing(sqlite3.connect(store.path)) as connection:
        for table in ("search_trigram", "search_gram"):
            measures.update(number for (number,) in connection.execute(f"SELECT v FROM {table}_config WHERE k = 'hashsize'"))  # noqa: S608 - our names
    return measures


def test_what_a_large_load_asks_of_search_ends_with_it(file_store: Store) -> None:
    def stop(stored: int) -> None:
        if stored > PART:
            raise UserError("work.cancelled")

    many = adding(*[make_draft()] * (2 * PART + 1))
    with pytest.raises(UserError, match=r"work\.cancelled"):
        file_store.apply(many, "somebody", stop)
    assert measures_of_search(file_store) == set()
    stored = file_store.activities(file_store.apply(many, "somebody").added)
    assert measures_of_search(file_store) == {1_048_576}
    check_search_tables(file_store, stored)


class EditingALog(RuleBasedStateMachine):
    """Edits in any order against a plain dictionary of what should be stored."""

    @initialize()
    def open_an_empty_log(self) -> None:
        self.folder = TemporaryDirectory()
        self.store = Store.open(Path(shutil.copy(EMPTY, self.folder.name)))
        self.states: list[dict[int, ActivityDraft]] = [{}]
        self.at = 0
        self.ids: set[int] = set()
        self.versions: dict[int, int] = {}

    @property
    def expected(self) -> dict[int, ActivityDraft]:
        return self.states[self.at]

    def current(self) -> dict[int, Activity]:
        return {one.id: one for one in everything(self.store)}

    def note(self, expected: dict[int, ActivityDraft]) -> None:
        """A new state; what could be redone is gone."""
        self.states[self.at + 1 :] = [expected]
        self.at += 1

    @rule(drafts=st.lists(DRAFTS, min_size=1, max_size=3))
    def add(self, drafts: list[ActivityDraft]) -> None:
        change = self.store.apply(adding(*drafts), "somebody")
        assert not set(change.added) & self.ids
        assert min(change.added) > max(self.ids, default=0)
        self.ids |= set(change.added)
        assert change.years == {draft.year for draft in drafts}
        self.note({**self.expected, **dict(zip(change.added, drafts, strict=True))})

    @precondition(lambda self: self.expected)
    @rule(data=st.data(), draft=DRAFTS)
    def change(self, data: st.DataObject, draft: ActivityDraft) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.expected)))
        revision = Revision(id_, self.current()[id_].version, draft)
        change = self.store.apply(Edit(Step("change"), revised=(revision,)), "somebody")
        assert change.revised == (id_,)
        assert change.years == {draft.year, self.expected[id_].year}
        self.note({**self.expected, id_: following(draft, self.expected[id_])})

    @precondition(lambda self: self.expected)
    @rule(data=st.data(), draft=DRAFTS)
    def change_add_and_remove_in_one_step(self, data: st.DataObject, draft: ActivityDraft) -> None:
        gone = data.draw(st.sets(st.sampled_from(sorted(self.expected)), min_size=1, max_size=2))
        current = self.current()
        removals = tuple(Removal(id_, current[id_].version) for id_ in sorted(gone))
        change = self.store.apply(Edit(Step("import"), added=(draft,), removed=removals), "somebody")
        assert change.removed == tuple(sorted(gone))
        self.ids |= set(change.added)
        kept = {id_: one for id_, one in self.expected.items() if id_ not in gone}
        self.note({**kept, change.added[0]: draft})

    @precondition(lambda self: self.expected)
    @rule(data=st.data())
    def refuse_a_stale_edit(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.expected)))
        stale = Revision(id_, self.current()[id_].version - 1, make_draft())
        with pytest.raises(StaleEditError) as refused:
            self.store.apply(Edit(Step("change"), added=(make_draft(),), revised=(stale,)), "somebody")
        assert (refused.value.code, refused.value.activity_id) == ("edit.stale", id_)

    @rule()
    def undo(self) -> None:
        self.turn("undo", self.at - 1 if self.at else None)

    @rule()
    def redo(self) -> None:
        self.turn("redo", self.at + 1 if self.at + 1 < len(self.states) else None)

    def turn(self, direction: str, to: int | None) -> None:
        if to is None:
            with pytest.raises(UserError, match=f"nothing-to-{direction}"):
                self.store.turn(direction, "somebody")
            return
        before = self.expected
        change = self.store.turn(direction, "somebody")
        self.at = to
        assert set(change.added) == set(self.expected) - set(before)
        assert set(change.removed) == set(before) - set(self.expected)

    @invariant()
    def what_is_stored_is_what_was_done(self) -> None:
        current = self.current()
        assert {id_: one.content() for id_, one in current.items()} == self.expected
        for id_, one in current.items():
            assert one.version >= self.versions.get(id_, 0)
            self.versions[id_] = one.version
        state = self.store.undo_state()
        assert (state.undo is None, state.redo is None) == (self.at == 0, self.at + 1 == len(self.states))

    @invariant()
    def search_and_journal_agree_with_it(self) -> None:
        current = self.current()
        check_search_tables(self.store, list(current.values()))
        for id_ in self.ids:
            check_journal(self.store, id_, current.get(id_))

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        try:
            while self.at:
                self.undo()
            assert everything(self.store) == []
            while self.at + 1 < len(self.states):
                self.redo()
            self.what_is_stored_is_what_was_done()
        finally:
            self.store.close()
            self.folder.cleanup()


class TestEditingALog(EditingALog.TestCase):
    """Runs the machine above."""

    settings = settings(deadline=None, max_examples=20, stateful_step_count=15, suppress_health_check=list(HealthCheck))


def test_an_edit_of_something_that_changed_since_is_refused(store: Store) -> None:
    seen = added(store)
    store.apply(changing(seen, participants=30), "somebody else")
    with pytest.raises(StaleEditError, match=r"edit\.stale"):
        store.apply(changing(seen, participants=40), "somebody")
    assert [one.participants for one in everything(store)] == [30]


def test_two_windows_on_one_log_cannot_overwrite_each_other(store: Store) -> None:
    other = Store.open(store.location)
    seen = added(store)
    other.apply(changing(seen, participants=30), "somebody else")
    with pytest.raises(StaleEditError):
        store.apply(removing(seen), "somebody")
    assert everything(store) == everything(other)
    other.close()


def test_an_edit_of_something_that_was_deleted_is_refused(store: Store) -> None:
    seen = added(store)
    store.apply(removing(seen), "somebody")
    with pytest.raises(StaleEditError, match=r"edit\.gone") as refused:
        store.apply(changing(seen, participants=40), "somebody")
    assert refused.value.activity_id == seen.id


def test_an_edit_that_breaks_in_the_middle_leaves_nothing(store: Store) -> None:
    seen = added(store)
    twice = (Revision(seen.id, 1, make_draft(participants=5)), Revision(seen.id, 1, make_draft(participants=6)))
    with pytest.raises(IntegrityError):
        store.apply(Edit(Step("change"), added=(make_draft(month="2024-09"),), revised=twice), "somebody")
    assert everything(store) == [seen]
    check_search_tables(store, [seen])
    assert len(store.history(seen.id)) == 1
    assert store.undo_state().undo == adding().step


def test_a_whole_import_is_taken_back_in_one_step(store: Store) -> None:
    kept = added(store)
    drafts = [make_draft(participants=number) for number in range(1, 1300)]
    imported = store.apply(Edit(Step("import", {"file": "annex.docx", "count": len(drafts)}), added=tuple(drafts)), "somebody")
    change = store.turn("undo", "somebody")
    assert change.removed == imported.added
    assert everything(store) == [kept]
    assert store.undo_state().redo == Step("import", {"file": "annex.docx", "count": 1299})
    assert store.turn("redo", "somebody").added == imported.added
    assert [one.content() for one in store.activities(imported.added)] == drafts


def test_undo_in_the_other_window_takes_back_the_same_step(store: Store) -> None:
    other = Store.open(store.location)
    added(store)
    assert other.turn("undo", "somebody").step.params["code"] == "add"
    with pytest.raises(UserError, match=r"edit\.nothing-to-undo"):
        store.turn("undo", "somebody")
    other.close()


def test_a_new_edit_ends_what_could_be_redone(store: Store) -> None:
    added(store)
    store.turn("undo", "somebody")
    added(store)
    assert store.undo_state().redo is None
    with pytest.raises(UserError, match=r"edit\.nothing-to-redo"):
        store.turn("redo", "somebody")


def test_an_undo_names_the_step_it_took_back(store: Store) -> None:
    change = store.apply(adding(make_draft()), "somebody")
    assert store.turn("undo", "somebody").step == Step(
        "undo", {"entry": change.entry_id, "code": "add", "params": {"title": "…"}}
    )


def test_the_history_tells_who_did_what_and_survives_the_activity(store: Store) -> None:
    seen = added(store)
    store.apply(changing(seen, participants=30), "somebody else")
    store.apply(removing(*everything(store)), "a third one")
    told = [
        (entry.author, entry.step.code, line.after.participants if line.after else None) for entry, line in store.history(seen.id)
    ]
    assert told == [("somebody", "add", 20), ("somebody else", "change", 30), ("a third one", "delete", None)]
    times = [entry.at for entry, _ in store.history(seen.id)]
    assert times == sorted(times)


def test_the_journal_is_never_pruned(store: Store) -> None:
    seen = added(store, participants=1)
    for number in range(2, 200):
        store.apply(changing(*store.activities([seen.id]), participants=number), "somebody")
    history = store.history(seen.id)
    assert len(history) == 199
    assert (history[0][1].before, history[0][1].after) == (None, seen.content())
    assert [line.version for _, line in history] == list(range(1, 200))


def test_an_id_is_not_given_twice_even_after_a_deletion(store: Store) -> None:
    first = added(store)
    store.apply(removing(first), "somebody")
    assert added(store).id > first.id


def test_an_activity_that_comes_back_has_a_later_version(store: Store) -> None:
    first = added(store)
    store.apply(removing(first), "somebody")
    store.turn("undo", "somebody")
    (back,) = everything(store)
    assert (back.id, back.content()) == (first.id, first.content())
    assert back.version > first.version
    with pytest.raises(StaleEditError):
        store.apply(changing(first, participants=3), "somebody")


@pytest.fixture
def overtaken(store: Store) -> Store:
    """A log whose last step was overtaken by a change that is not in the journal."""
    added(store)
    store._write(lambda connection: connection.execute(text("UPDATE activity SET participants = 77")))
    return store


def test_a_step_that_was_overtaken_is_not_taken_back(overtaken: Store) -> None:
    with pytest.raises(StaleEditError, match=r"edit\.overtaken"):
        overtaken.turn("undo", "somebody")
    assert [one.participants for one in everything(overtaken)] == [77]


def test_single_characters_and_pairs_are_indexed_each_once() -> None:
    assert sorted(grams("aba b")) == ["a", "ab", "b", "ba"]


def test_taking_nothing_out_of_the_search_tables_is_no_trouble(store: Store) -> None:
    store._write(lambda connection: store._dialect.unindex(connection, [5, 6]))
    assert store.problems() == []
