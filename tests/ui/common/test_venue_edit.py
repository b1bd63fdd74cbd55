"""Modality, State and city."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pct_tracker.domain.activity import Venue
from pct_tracker.domain.codes import Modality, VenueKind
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.venue_edit import VenueEdit

ONLINE, STATE, UNKNOWN = VenueKind.ONLINE, VenueKind.STATE, VenueKind.UNKNOWN


@pytest.fixture
def edit(on_page, reference: Reference) -> VenueEdit:
    widget = VenueEdit(reference, "en")
    on_page(widget)
    return widget


def _choose(qtbot: QtBot, edit: VenueEdit, modality: Modality) -> None:
    qtbot.mouseClick(edit.modality_strip.button(modality.value), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("venue", "modality"),
    [
        (Venue(ONLINE), Modality.ONLINE),
        (Venue(ONLINE), Modality.HYBRID),
        (Venue(STATE, "CO"), Modality.ON_SITE),
        (Venue(STATE, "JM", "Kingston"), Modality.HYBRID),
        (Venue(UNKNOWN, None, "somewhere in Asia"), None),
        (Venue(), None),
    ],
)
def test_what_is_set_comes_back(edit: VenueEdit, venue: Venue, modality: Modality | None) -> None:
    edit.set_value(venue, modality)
    assert (edit.venue(), edit.modality()) == (venue, modality)


def test_online_rests_the_place_and_on_site_brings_it_back(qtbot: QtBot, edit: VenueEdit) -> None:
    edit.set_value(Venue(STATE, "CO", "Bogotá"), Modality.ON_SITE)
    _choose(qtbot, edit, Modality.ONLINE)
    assert edit.venue() == Venue(ONLINE)
    assert not edit.place.isEnabled()
    _choose(qtbot, edit, Modality.HYBRID)
    assert (edit.venue(), edit.modality()) == (Venue(STATE, "CO", "Bogotá"), Modality.HYBRID)
    assert edit.place.isEnabled()


def test_a_state_and_a_city_are_typed(qtbot: QtBot, edit: VenueEdit) -> None:
    edit.place.setFocus()
    qtbot.keyClicks(edit.place.input, "oman")
    qtbot.keyClick(edit.place.input, Qt.Key.Key_Tab)
    qtbot.keyClicks(edit.city, "Muscat")
    assert edit.venue() == Venue(STATE, "OM", "Muscat")


def test_words_that_name_no_state_are_kept(qtbot: QtBot, edit: VenueEdit) -> None:
    edit.place.setFocus()
    qtbot.keyClicks(edit.place.input, "Atlantis")
    assert edit.venue_with_pending() == Venue(UNKNOWN, None, "Atlantis")
    qtbot.keyClick(edit.place.input, Qt.Key.Key_Return)
    assert edit.venue() == Venue(UNKNOWN, None, "Atlantis")


def test_the_three_modalities_are_one_tab_stop(edit: VenueEdit) -> None:
    stops = [
        code for code in edit.modality_strip.codes if edit.modality_strip.button(code).focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(stops) == 1
