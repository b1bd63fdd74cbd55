"""What nobody needs any more goes on the thread of the window."""

import gc
from threading import Thread, current_thread, main_thread
from typing import Any
from weakref import ref

from pytestqt.qtbot import QtBot

from pct_tracker.ui.common.garbage import collect


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


def make_rings() -> None:
    for _ in range(2 * gc.get_threshold()[0]):
        Ring()


def test_what_another_thread_makes_is_collected_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    collected_on: list[Thread] = []

    def note(phase: str, _info: dict[str, Any]) -> None:
        if phase == "start":
            collected_on.append(current_thread())

    ring = ref(Ring())
    gc.callbacks.append(note)
    try:
        worker = Thread(target=make_rings)
        worker.start()
        worker.join()
        assert collected_on == []
        qtbot.waitUntil(lambda: ring() is None)
        assert set(collected_on) == {main_thread()}
    finally:
        gc.callbacks.remove(note)


def test_only_generations_that_have_grown_are_collected(qtbot: QtBot) -> None:
    gc.collect()
    old = Ring()
    gc.collect()
    gc.collect(1)  # now it is of the oldest
    known = ref(old)
    del old
    make_rings()
    collect()
    assert known() is not None
    gc.collect()
    assert known() is None
