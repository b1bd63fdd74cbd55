"""One thread for everything that touches the log; answers arrive on the thread of the window."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from threading import Event, current_thread
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

Work = Callable[[], Any]
Answer = Callable[[Any], None]

_LOOK = 0.02
"""Seconds after which work that waits looks whether it is still wanted."""


class Overtaken(Exception):  # noqa: N818 - it is no error
    """Ends work whose answer nobody waits for any more."""


class _Task:
    """What is to be done, who hears of it, and whether anybody still waits for it."""

    def __init__(self, work: Work, done: Answer, failed: Answer, is_wanted: Callable[[], bool]) -> None:
        self.work, self.done, self.failed, self.is_wanted = work, done, failed, is_wanted
        self.answer: Callable[[], None] = _nothing

    def run(self) -> None:
        """Does it, and keeps the answer."""
        try:
            self._tell(self.done, self.work())
        except Overtaken:
            pass
        except Exception as error:
            self._tell(self.failed, error)

    def _tell(self, hear: Answer, what: object) -> None:
        self.answer = partial(_tell_if_there, hear, what)


class Worker(QObject):
    """Runs functions one after the other. Of several under one `key` that wait, only the newest is run and answered.

    `closing` asks long work to stop. What a dialog asked that is gone when the answer comes is not answered.
    """

    drawing = 15
    """Milliseconds until an answer is drawn: Qt waits 5 for more to draw, and a page takes 10."""

    idle = Signal()
    closing = Signal()
    _done = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = f"log-{id(self)}"
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self._name)
        self._numbers = count()
        self._tasks: dict[int, _Task] = {}
        self._newest: dict[str, int] = {}
        self._waiting = 0
        self._closed = False
        self._free = Event()
        self._free.set()
        self._is_wanted: Callable[[], bool] = _yes
        self._done.connect(self._answer)

    @property
    def is_busy(self) -> bool:
        """Whether something is running, waiting, or not yet answered."""
        return self._waiting > 0

    def run(self, work: Work, done: Answer, failed: Callable[[Exception], None], key: str = "") -> None:
        """Runs `work`; then `done` gets what it returned or `failed` what it raised, on the thread that asked.

        After `close` nothing is run any more.
        """
        if self._closed:
            return
        ticket = self._newest[key] = self._newest.get(key, 0) + 1
        self._waiting += 1
        self._free.clear()

        def is_newest() -> bool:
            return not key or (self._newest[key] == ticket and not self._closed)

        number = next(self._numbers)
        self._tasks[number] = _Task(work, done, failed, is_newest)
        self._pool.submit(self._work, number)

    def is_here(self) -> bool:
        """Whether whoever asks is running on this worker."""
        return current_thread().name.startswith(self._name)

    def give_way_to(self, other: "Worker") -> None:
        """Waits, on this worker, until another one has answered everything and the answers are drawn.

        Raises Overtaken if the work is not wanted now.
        """
        while True:
            if self._closed or not self._is_wanted():
                raise Overtaken
            if other._free.wait(_LOOK):
                return

    def go_first(self) -> None:
        """Holds up whoever gives way to this worker until the window has drawn what it is about to draw.

        Drawing is done in Python, and would wait for every turn of whoever works beside it.
        """
        self._free.clear()
        QTimer.singleShot(self.drawing, self, self._let_go)

    def close(self) -> None:
        """Finishes what is to be stored, leaves out questions that wait, and takes nothing more."""
        self._closed = True
        self.closing.emit()
        # Not cancel_futures: a draft or a save may still wait for its turn.
        self._pool.shutdown(wait=True)

    def _work(self, number: int) -> None:
        """Runs a task on the worker's own thread.

        What belongs to the window may be destroyed with the last that holds it, which must not be this thread: the task stays
        with the window, and nothing here holds any of it when the window hears that it is done.
        """
        if self._tasks[number].is_wanted():
            self._is_wanted = self._tasks[number].is_wanted
            self._tasks[number].run()
        self._done.emit(number)

    def _answer(self, number: int) -> None:
        task = self._tasks.pop(number)
        self._waiting -= 1
        try:
            if task.is_wanted() and not self._closed:
                task.answer()
        finally:
            if not self._waiting:
                self.go_first()
                self.idle.emit()

    def _let_go(self) -> None:
        if not self._waiting:
            self._free.set()


def _nothing() -> None:
    """The answer to a question that was overtaken."""


def is_gone(answer: Callable[..., object]) -> bool:
    """Whether an answer is for something of the window that was deleted, a dialog that was closed before it came."""
    while isinstance(answer, partial):
        answer = answer.func
    cells = getattr(answer, "__closure__", None) or ()
    held = (getattr(answer, "__self__", None), *(cell.cell_contents for cell in cells))
    return any(isinstance(one, QObject) and not isValid(one) for one in held)


def _tell_if_there(hear: Answer, what: object) -> None:
    if not is_gone(hear):
        hear(what)


def _yes() -> bool:
    """What has not begun is wanted."""
    return True
