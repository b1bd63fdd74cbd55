"""One thread for everything that touches the log; answers arrive on the thread of the window."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, current_thread
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

Work = Callable[[], Any]
Answer = Callable[[Any], None]

_LOOK = 0.02
"""Seconds after which work that waits looks whether it is still wanted."""


class Overtaken(Exception):  # noqa: N818 - it is no error
    """Ends work whose answer nobody waits for any more."""


class Worker(QObject):
    """Runs functions one after the other. Of several under one `key` that wait, only the newest is run and answered.

    `closing` asks long work to stop.
    """

    drawing = 15
    """Milliseconds until an answer is drawn: Qt waits 5 for more to draw, and a page takes 10."""

    idle = Signal()
    closing = Signal()
    _done = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = f"log-{id(self)}"
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self._name)
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

        def job() -> None:
            answer: Callable[[], None] = _nothing
            try:
                if is_newest():
                    self._is_wanted = is_newest
                    result = work()
                    answer = lambda: done(result)  # noqa: E731
            except Overtaken:
                pass
            except Exception as error:
                trouble = error
                answer = lambda: failed(trouble)  # noqa: E731
            self._done.emit(answer, is_newest)

        self._pool.submit(job)

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

    def _answer(self, answer: Callable[[], None], is_newest: Callable[[], bool]) -> None:
        self._waiting -= 1
        try:
            if is_newest() and not self._closed:
                answer()
        finally:
            if not self._waiting:
                self.go_first()
                self.idle.emit()

    def _let_go(self) -> None:
        if not self._waiting:
            self._free.set()


def _nothing() -> None:
    """The answer to a question that was overtaken."""


def _yes() -> bool:
    """What has not begun is wanted."""
    return True
