"""The origin of participants."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from pct_tracker.domain.activity import Doubt, Origin
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.place_tags import PlaceTags


class OriginTags(QWidget):
    """States and organizations of origin as tags, with their count below."""

    changed = Signal()

    def __init__(self, reference: Reference, language: str) -> None:
        super().__init__()
        self._parties = reference.parties
        self.places = PlaceTags(reference, language)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.places)
        column.addWidget(self.count)
        self.setFocusProxy(self.places.input)
        self.places.changed.connect(self._announce)
        self._tell_count()

    def value(self) -> tuple[Origin, ...]:
        return self.places.value()

    def pending(self) -> tuple[Origin, ...]:
        """What the text still standing in the line would become."""
        return self.places.pending()

    def doubts(self) -> tuple[Doubt, ...]:
        """What was uncertain about the tags that were pasted since `set_value`."""
        return tuple(Doubt(rule, "origins", reading.text) for reading in self.places.readings() for rule in reading.doubts)

    def set_value(self, origins: tuple[Origin, ...]) -> None:
        self.places.set_value(origins)
        self._tell_count()

    def setAccessibleName(self, name: str, /) -> None:
        super().setAccessibleName(name)
        self.places.setAccessibleName(name)

    def _announce(self) -> None:
        self._tell_count()
        self.changed.emit()

    def _tell_count(self) -> None:
        kinds = [tag.kind for tag in self.places.tags]
        # "States: 12" and not "12 States": no language has to decline it.
        words = {
            "state": self.tr("States: {count}"),
            "territory": self.tr("Territories: {count}"),
            "organization": self.tr("Organizations: {count}"),
            "unknown": self.tr("Not known: {count}"),
        }
        parts = [text.format(count=kinds.count(kind)) for kind, text in words.items() if kind in kinds]
        self.count.setText(" · ".join(parts))
        self.count.setVisible(bool(parts))
