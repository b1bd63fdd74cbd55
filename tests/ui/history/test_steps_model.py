"""The steps of the journal as a table that is read page by page."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from pct_tracker.domain.change import JournalEntry, Step
from pct_tracker.reference.reference import Reference
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.moments import local_moment
from pct_tracker.ui.common.row_table import MutedRole
from pct_tracker.ui.history.steps_model import COLUMNS, PAGE, StepsModel


def entry(id_: int, code: str = "change", author: str = "Jean", state: str = "done") -> JournalEntry:
    return JournalEntry(id_, datetime(2026, 11, 22, 12, 0, tzinfo=UTC), author, Step(code, {"title": f"No {id_}"}), state, 1)


def page(newest: int, count: int = PAGE) -> Sequence[JournalEntry]:
    return [entry(id_) for id_ in range(newest, newest - count, -1)]


@pytest.fixture
def model(qtbot: QtBot, reference: Reference) -> StepsModel:
    model = StepsModel(Wording(reference))
    model.begin(page(500))
    return model


def cell(model: StepsModel, row: int, column: str) -> object:
    return model.index(row, COLUMNS.index(column)).data()


def test_it_behaves_as_views_expect(model: StepsModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.add_page(page(300, 10))
    model.search("no 4")


def test_a_full_page_may_have_another_one_after_it(model: StepsModel) -> None:
    assert model.canFetchMore()
    model.add_page(page(300, 10))
    assert (model.rowCount(), model.canFetchMore()) == (PAGE + 10, False)


def test_the_next_page_is_asked_for_once_and_by_the_oldest_step(model: StepsModel) -> None:
    asked: list[int] = []
    model.more_wanted.connect(asked.append)
    model.fetchMore()
    model.fetchMore()
    assert asked == [301]
    model.add_page(page(300))
    model.fetchMore()
    assert asked == [301, 101]


def test_a_search_reads_on_until_it_has_found_enough_or_all_is_read(model: StepsModel) -> None:
    asked: list[int] = []
    model.more_wanted.connect(asked.append)
    model.search("no 499")
    assert [cell(model, row, "what") for row in range(model.rowCount())] == ["Change of “No 499”"]
    assert asked == [301]
    model.add_page(page(300))
    assert asked == [301, 101]
    model.add_page(page(100, 100))
    assert (asked, model.rowCount()) == ([301, 101], 1)
    model.search("")
    assert model.rowCount() == 500


def test_a_step_says_when_who_what_how_many_and_what_became_of_it(model: StepsModel) -> None:
    model.begin([entry(3, "delete", "Anna", "undone"), entry(2, state="dropped"), entry(1, "lock", state="note")])
    assert [cell(model, 0, column) for column in COLUMNS[1:]] == ["Anna", "Deletion of “No 3”", "taken back", "1"]
    assert cell(model, 0, "when") == local_moment(entry(3).at)
    assert [cell(model, row, "state") for row in range(3)] == ["taken back", "taken back for good", ""]
    assert [bool(model.index(row, 0).data(MutedRole)) for row in range(3)] == [True] * 3


def test_numbers_stand_at_the_end_of_their_column(model: StepsModel) -> None:
    last = model.index(0, COLUMNS.index("activities")).data(Qt.ItemDataRole.TextAlignmentRole)
    assert last & Qt.AlignmentFlag.AlignTrailing


@pytest.mark.parametrize(("id_", "row"), [(500, 0), (301, 199), (300, None)])
def test_a_step_is_found_again_by_its_number(model: StepsModel, id_: int, row: int | None) -> None:
    assert model.row_of(id_) == row
    if row is not None:
        assert model.entry_at(row) == entry(id_)


def test_beyond_the_rows_there_is_nothing(model: StepsModel) -> None:
    assert model.entry_at(-1) is None
    assert model.entry_at(PAGE) is None
