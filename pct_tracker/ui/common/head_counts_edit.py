"""How many participants came from each State or organization of origin."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pct_tracker.domain.activity import HeadCount
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.number_edit import NumberEdit
from pct_tracker.ui.common.tab_order import put_after
from pct_tracker.ui.common.theme import SPACE, SPACE_SMALL

_DIGITS = 5


class OriginCount(QWidget):
    """One origin with its number."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__()
        self.code = code
        self.number = NumberEdit()
        self.number.setFixedWidth(_DIGITS * self.fontMetrics().averageCharWidth() + 2 * SPACE)
        self.number.setAccessibleName(f"{name} ({code})")
        self.number.setToolTip(name)
        label = QLabel(code)
        label.setToolTip(name)
        label.setBuddy(self.number)
        # Codes of about one width, so that the numbers stand under each other.
        label.setMinimumWidth(self.fontMetrics().horizontalAdvance("MM"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, SPACE_SMALL, 0)
        row.setSpacing(SPACE_SMALL)
        row.addWidget(label)
        row.addWidget(self.number)


class HeadCountsEdit(QWidget):
    """A number for each origin with a code, and their sum. A number goes with its origin."""

    changed = Signal()

    def __init__(self, reference: Reference, language: str) -> None:
        super().__init__()
        self._parties = reference.parties
        self._language = language
        self._counts: list[OriginCount] = []
        self._told = QLabel()
        self._told.setProperty("role", "muted")
        self._told.setWordWrap(True)
        self._box = QWidget()
        self._flow = FlowLayout(self._box, spacing=SPACE_SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(SPACE_SMALL)
        column.addWidget(self._box)
        column.addWidget(self._told)
        self._tell()

    @property
    def counts(self) -> tuple[OriginCount, ...]:
        return tuple(self._counts)

    def value(self) -> tuple[HeadCount, ...]:
        numbers = ((one.code, one.number.value()) for one in self._counts)
        return tuple(HeadCount(code, number) for code, number in numbers if number is not None)

    def set_value(self, head_counts: Sequence[HeadCount], codes: Sequence[str]) -> None:
        """Shows a field for each of these origins, and for each that has a number."""
        numbers = {one.code: one.participants for one in head_counts}
        self._offer([*codes, *numbers])
        for one in self._counts:
            one.number.set_value(numbers.get(one.code))
        self._tell()

    def set_codes(self, codes: Sequence[str]) -> None:
        """Follows the origins as they come and go."""
        if list(dict.fromkeys(codes)) != [one.code for one in self._counts]:
            self._offer(codes)
            self._note_change()

    def unread_text(self) -> str | None:
        """The first text that is no number; None if there is nothing wrong."""
        return next((text for one in self._counts if (text := one.number.unread_text())), None)

    def _offer(self, codes: Sequence[str]) -> None:
        wanted = list(dict.fromkeys(codes))
        there = {one.code: one for one in self._counts}
        for code in there.keys() - set(wanted):
            self._flow.removeWidget(there[code])
            there[code].hide()
            there[code].deleteLater()
        self._counts = [there.get(code) or self._make(code) for code in wanted]
        for place, one in enumerate(self._counts):
            self._flow.removeWidget(one)
            self._flow.insert_widget(place, one)
            one.setVisible(True)
        for one, following in zip(self._counts, self._counts[1:], strict=False):
            put_after(one.number, following.number)
        if self._counts:
            self.setFocusProxy(self._counts[0].number)
        else:
            self.setFocusProxy(None)  # type: ignore[arg-type]  # takes the proxy away, which the stubs do not know

    def _make(self, code: str) -> OriginCount:
        one = OriginCount(code, self._parties.name(code, self._language))
        one.number.changed.connect(self._note_change)
        return one

    def _note_change(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        value = self.value()
        total = sum(one.participants for one in value)
        self._box.setVisible(bool(self._counts))
        self._told.setVisible(bool(value) or not self._counts)
        waiting = self.tr("As soon as a State stands among the origins, its number can be given here.")
        self._told.setText(self.tr("In all: {count}").format(count=total) if value else waiting)
