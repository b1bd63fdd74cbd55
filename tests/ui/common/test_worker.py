"""One thread for everything that touches the log."""

from collections.abc import Callable, Iterator
from functools import partial
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from pct_tracker.ui.common.worker import Worker


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def fail(error: Exception) -> None:
    raise AssertionError("not to be called") from error


def settle(qtbot: QtBot, worker: Worker) -> None:
    qtbot.waitUntil(lambda: not worker.is_busy)


def test_work_is_done_on_another_thread_and_answered_on_this_one(qtbot: QtBot, worker: Worker) -> None:
    told: list[object] = []
    worker.run(current_thread, lambda thread: told.extend((thread, current_thread())), fail)
    settle(qtbot, worker)
    assert told[0] is not main_thread()
    assert told[1] is main_thread()


def test_of_several_questions_under_one_key_only_the_newest_is_run_and_answered(qtbot: QtBot, worker: Worker) -> None:
    gate, run, answered = Event(), [], []

    def question(number: int) -> int:
        run.append(number)
        return number

    worker.run(gate.wait, answered.append, fail)
    for number in (1, 2, 3):
        worker.run(lambda number=number: question(number), answered.append, fail, "register")
    gate.set()
    settle(qtbot, worker)
    assert (run, answered) == ([3], [True, 3])


def test_an_answer_that_was_overtaken_while_it_ran_is_dropped(qtbot: QtBot, worker: Worker) -> None:
    started, gate, answered = Event(), Event(), []

    def slow() -> str:
        started.set()
        gate.wait()
        return "old"

    worker.run(slow, answered.append, fail, "key")
    assert started.wait(60)
    worker.run(lambda: "new", answered.append, fail, "key")
    gate.set()
    settle(qtbot, worker)
    assert answered == ["new"]


def test_what_work_raises_reaches_who_asked(qtbot: QtBot, worker: Worker) -> None:
    troubles: list[Exception] = []
    worker.run(lambda: 1 / 0, fail, troubles.append)
    settle(qtbot, worker)
    assert isinstance(troubles[0], ZeroDivisionError)


def test_an_answer_that_raises_does_not_stop_the_next_ones(qtbot: QtBot, worker: Worker) -> None:
    answered: list[int] = []
    with qtbot.captureExceptions() as caught:
        worker.run(lambda: 0, lambda zero: 1 // zero, fail)
        worker.run(lambda: 7, answered.append, fail)
        settle(qtbot, worker)
    assert (len(caught), answered) == (1, [7])


def test_closing_finishes_what_is_to_be_stored_and_leaves_out_what_was_only_asked(qtbot: QtBot) -> None:
    worker, gate, done = Worker(), Event(), []
    worker.closing.connect(gate.set)
    worker.run(gate.wait, done.append, fail)
    worker.run(lambda: done.append("asked"), done.append, fail, "key")
    worker.run(lambda: done.append("stored"), done.append, fail)
    worker.close()
    assert done == ["stored"]


def test_after_closing_nothing_is_run_and_nothing_is_answered(qtbot: QtBot) -> None:
    worker, told = Worker(), []
    worker.run(lambda: 1, told.append, fail)
    worker.close()
    worker.run(lambda: 2, told.append, fail)
    qtbot.waitUntil(lambda: not worker.is_busy)
    assert told == []


def test_what_only_the_work_held_is_destroyed_on_the_thread_of_the_window(qtbot: QtBot, worker: Worker) -> None:
    gate, destroyed_on = Event(), []
    worker.run(gate.wait, lambda _passed: None, fail)
    held = QObject()
    held.destroyed.connect(lambda: destroyed_on.append(current_thread()), Qt.ConnectionType.DirectConnection)
    worker.run(partial(id, held), lambda _id: None, fail)
    del held
    gate.set()
    settle(qtbot, worker)
    assert destroyed_on == [main_thread()]


class Asking(QDialog):
    """Waits for an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def hear(self, answer: object) -> None:
        self.answers.append((answer, self.windowTitle()))


@pytest.mark.parametrize(
    "hear_with",
    [lambda dialog: dialog.hear, lambda dialog: partial(dialog.hear), lambda dialog: lambda answer: dialog.hear(answer)],
    ids=["method", "partial", "lambda"],
)
def test_a_dialog_that_is_gone_when_the_answer_comes_does_not_hear_of_it(
    qtbot: QtBot, worker: Worker, hear_with: Callable[[Asking], Callable[[object], None]]
) -> None:
    gone, there = Asking(), Asking()
    for dialog in (gone, there):
        worker.run(lambda: 7, hear_with(dialog), fail)
        worker.run(lambda: 1 // 0, fail, hear_with(dialog))
    Shiboken.delete(gone)
    settle(qtbot, worker)
    assert gone.answers == []
    assert [type(answer) for answer, _title in there.answers] == [int, ZeroDivisionError]
    there.deleteLater()


class TestGivingWay:
    """What takes its time lets what is asked go first, and ends when nobody waits for it any more."""

    @pytest.fixture
    def thinker(self) -> Iterator[Worker]:
        thinker = Worker()
        yield thinker
        thinker.close()

    def test_it_waits_until_the_other_has_answered(self, qtbot: QtBot, worker: Worker, thinker: Worker) -> None:
        gate, told = Event(), []
        worker.run(gate.wait, lambda _: told.append("asked"), fail)
        thinker.run(lambda: thinker.give_way_to(worker), lambda _: told.append("thought"), fail)
        gate.set()
        settle(qtbot, thinker)
        assert told == ["asked", "thought"]

    def test_it_ends_when_a_newer_question_takes_its_place(self, qtbot: QtBot, worker: Worker, thinker: Worker) -> None:
        gate, told = Event(), []
        worker.run(gate.wait, lambda _: None, fail)
        thinker.run(lambda: thinker.give_way_to(worker), lambda _: told.append("old"), fail, "figures")
        thinker.run(lambda: "new", told.append, fail, "figures")
        settle(qtbot, thinker)
        assert told == ["new"]
        gate.set()
        settle(qtbot, worker)

    def test_it_ends_when_the_window_closes(self, worker: Worker, thinker: Worker) -> None:
        gate, told = Event(), []
        worker.run(gate.wait, lambda _: None, fail)
        thinker.run(lambda: thinker.give_way_to(worker), told.append, fail)
        thinker.close()
        assert told == []
        gate.set()

    def test_only_what_runs_on_it_is_there(self, qtbot: QtBot, worker: Worker, thinker: Worker) -> None:
        told: list[object] = []
        thinker.run(lambda: (thinker.is_here(), worker.is_here()), told.extend, fail)
        settle(qtbot, thinker)
        assert told == [True, False]
        assert not thinker.is_here()
