"""The headings of the register: click sorts, Shift and click sorts by one key more, dragging moves a column."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from pct_tracker.domain.query import SortKey
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.register.register_columns import COLUMNS, PLACE, SHOWN_AT_FIRST

_NARROWEST_TITLE = 10
"""Widths of the letter m that the description keeps, however many columns there are."""


class RegisterHeader(QHeaderView):
    """`sort_requested` carries the keys to sort by, `menu_requested` a column and a place; `rearranged` follows every change."""

    sort_requested = Signal(object)
    menu_requested = Signal(str, QPoint)
    rearranged = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sort: tuple[SortKey, ...] = ()
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._fitting = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(2 * SPACE)
        self.sectionClicked.connect(self._sort_by)
        self.sectionMoved.connect(lambda *_places: self.rearranged.emit())
        self.sectionResized.connect(lambda place, _old, _new: self._make_room(place))

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that are shown, in their order."""
        order = (self.logicalIndex(place) for place in range(self.count()))
        return tuple(COLUMNS[number].key for number in order if not self.isSectionHidden(number))

    def show_keys(self, keys: Sequence[str]) -> None:
        """Shows these columns in this order; the findings stay first, and there is always something to read."""
        known = [key for key in dict.fromkeys(keys) if key in PLACE and key != "finding"]
        wanted = ["finding", *(known or ["title"])]
        with self.fitted_once():
            for place, key in enumerate(wanted):
                self.moveSection(self.visualIndex(PLACE[key]), place)
            for column in COLUMNS:
                self.setSectionHidden(PLACE[column.key], column.key not in wanted)
        self.rearranged.emit()

    def reset(self) -> None:
        super().reset()
        self.fit()

    def kept(self) -> str:
        """Columns and widths as text, to be kept."""
        widths = {key: self.sectionSize(PLACE[key]) for key in self.keys}
        return json.dumps({"columns": self.keys, "widths": widths})

    def restore(self, state: str) -> None:
        """Shows the columns of a state that was kept; one that nobody understands is left alone."""
        try:
            kept = json.loads(state)
            keys, widths = [str(key) for key in kept["columns"]], {str(key): int(width) for key, width in kept["widths"].items()}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return
        with self.fitted_once():
            for key in set(widths) & set(PLACE) - {"finding"}:
                self.resizeSection(PLACE[key], max(widths[key], self.minimumSectionSize()))
        self.show_keys(keys)

    def show_first_keys(self) -> None:
        """Shows the columns everybody begins with, in their order."""
        self.show_keys([column.key for column in COLUMNS[:SHOWN_AT_FIRST]])

    def show_sort(self, keys: tuple[SortKey, ...]) -> None:
        """Takes note of what the register is sorted by; none is report order, which is by month."""
        self._sort = keys

    @contextmanager
    def fitted_once(self) -> Iterator[None]:
        """Several changes of columns, after which the description is given its room."""
        self._fitting = True
        yield
        self._fitting = False
        self.fit()

    def fit(self) -> None:
        """Gives the description the room that the others leave, or as much as it needs to be read."""
        title = PLACE["title"]
        if self._fitting or self.count() <= title or self.isSectionHidden(title):
            return
        self._fitting = True
        room = self.width() - (self.length() - self.sectionSize(title))
        self.resizeSection(title, max(room, _NARROWEST_TITLE * self.fontMetrics().horizontalAdvance("m")))
        self._fitting = False

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._modifiers = event.modifiers()
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        number = self.logicalIndexAt(event.pos())
        if number >= 0:
            self.menu_requested.emit(COLUMNS[number].key, event.globalPos())

    # Inner

    def _make_room(self, place: int) -> None:
        if place != PLACE["title"]:
            self.fit()

    def _sort_by(self, number: int) -> None:
        column = COLUMNS[number].sort
        if not column:
            return
        keys = self._sort or (SortKey("month"),)
        more = bool(self._modifiers & Qt.KeyboardModifier.ShiftModifier)
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self.sort_requested.emit(sorted_further(keys, column) if more else sorted_anew(keys, column))


def sorted_anew(keys: tuple[SortKey, ...], column: str) -> tuple[SortKey, ...]:
    """Sorted by one column; by the other way round if it already is."""
    turned = len(keys) == 1 and keys[0] == SortKey(column)
    return (SortKey(column, turned),)


def sorted_further(keys: tuple[SortKey, ...], column: str) -> tuple[SortKey, ...]:
    """Sorted by one column more; one that is there already is turned round."""
    turned = tuple(SortKey(key.column, not key.descending) if key.column == column else key for key in keys)
    return turned if any(key.column == column for key in keys) else (*keys, SortKey(column))
