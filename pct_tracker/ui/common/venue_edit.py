"""Where an activity took place and how it was delivered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pct_tracker.domain.activity import Origin, Venue
from pct_tracker.domain.codes import Modality, VenueKind
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.place_tags import PlaceTags
from pct_tracker.ui.common.theme import SPACE_SMALL


class VenueEdit(QWidget):
    """Modality as three toggles, then the State as a tag and the city. Online rests the place but does not forget it."""

    changed = Signal()

    def __init__(self, reference: Reference, language: str) -> None:
        super().__init__()
        self._was_online = False
        vocabulary = reference.vocabulary
        self.modality_strip = ChoiceStrip(Choice(one.value, vocabulary.modality_label(one, language)) for one in Modality)
        self.place = PlaceTags(reference, language, limit=1)
        self.place.input.setPlaceholderText(self.tr("State"))
        self.city = QLineEdit()
        self.city.setPlaceholderText(self.tr("City"))
        self._lay_out()
        self.setFocusProxy(self.modality_strip)
        self.modality_strip.chosen.connect(self._announce)
        self.place.changed.connect(self._announce)
        self.city.textEdited.connect(self._announce)

    def modality(self) -> Modality | None:
        code = self.modality_strip.code()
        return Modality(code) if code else None

    def venue(self) -> Venue:
        """The location column: online, a State with its city, or the words that name no State."""
        return self._venue_with(self.place.value())

    def venue_with_pending(self) -> Venue:
        """The same, with what still stands in the line for the State."""
        return self._venue_with(self.place.pending() or self.place.value())

    def set_value(self, venue: Venue, modality: Modality | None) -> None:
        self._was_online = venue.kind is VenueKind.ONLINE
        shown = modality or (Modality.ONLINE if self._was_online else None)
        self.modality_strip.choose(shown.value if shown else None)
        words = venue.city if venue.kind is VenueKind.UNKNOWN and not venue.code else None
        origin = Origin(code=venue.code) if venue.code else Origin(text=words) if words else None
        self.place.set_value([origin] if origin else [])
        self.city.setText("" if words else venue.city or "")
        self._rest_place()

    def setAccessibleName(self, name: str, /) -> None:
        super().setAccessibleName(name)
        self.modality_strip.setAccessibleName(self.tr("Modality"))
        self.place.setAccessibleName(self.tr("{field}, State").format(field=name))
        self.city.setAccessibleName(self.tr("{field}, city").format(field=name))

    def _venue_with(self, origins: tuple[Origin, ...]) -> Venue:
        city = self.city.text().strip() or None
        if self.modality() is Modality.ONLINE:
            return Venue(VenueKind.ONLINE)
        if origins and origins[-1].code:
            return Venue(VenueKind.STATE, origins[-1].code, city)
        words = ", ".join(part for part in (origins[-1].text if origins else None, city) if part)
        # A hybrid activity may be stored as online with no State; that stays until somebody names one.
        stays_online = self._was_online and not words and self.modality() is Modality.HYBRID
        return Venue(VenueKind.ONLINE) if stays_online else Venue(VenueKind.UNKNOWN, None, words or None)

    def _lay_out(self) -> None:
        places = QHBoxLayout()
        places.setSpacing(SPACE_SMALL)
        places.addWidget(self.place, 3)
        places.addWidget(self.city, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_SMALL)
        column.addWidget(self.modality_strip)
        column.addLayout(places)

    def _announce(self) -> None:
        self._rest_place()
        self.changed.emit()

    def _rest_place(self) -> None:
        on_site = self.modality() is not Modality.ONLINE
        self.place.setEnabled(on_site)
        self.city.setEnabled(on_site)
