"""Looks for what nobody needs any more on the thread of the window, and on no other."""

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 500
"""Milliseconds after which it is looked again."""


class GarbageCollector(QObject):
    """Takes the place of Python's own collections, which run on whatever thread has just made something.

    A collection goes through everything Qt's objects hold, and destroys some of it: on a worker's thread, while the window
    makes or destroys the same, that ends the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect)
        self._timer.start(_INTERVAL)


def collect() -> None:
    """Collects the generations that have grown beyond their thresholds, as Python itself would."""
    for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
        if count <= threshold:
            return
        gc.collect(generation)
