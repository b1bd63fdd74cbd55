"""Lists to choose one code from."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.choice_box import ChoiceBox


@pytest.mark.parametrize(
    ("typed", "code"), [("PCT S", "pct-seminar"), ("web", "pct-webinar"), ("e", "epct-training"), ("work", "pct-workshop")]
)
def test_typing_finds_a_label_or_one_of_its_words(qtbot: QtBot, reference: Reference, typed: str, code: str) -> None:
    vocabulary = reference.vocabulary
    box = ChoiceBox((one, vocabulary.type_label(one, "en")) for one in vocabulary.types)
    qtbot.addWidget(box)
    qtbot.keyClicks(box, typed)
    assert box.value() == code
    assert not box.view().isVisible()


def test_words_that_match_nothing_choose_nothing(qtbot: QtBot) -> None:
    box = ChoiceBox((("a", "Apple"), ("b", "Banana")))
    qtbot.addWidget(box)
    box.set_value("b")
    qtbot.keyClicks(box, "x")
    assert box.value() == "b"


def test_a_choice_can_be_taken_back_with_delete(qtbot: QtBot) -> None:
    box = ChoiceBox((("a", "A"), ("b", "B")))
    qtbot.addWidget(box)
    box.set_value("b")
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    assert box.value() is None


def test_words_that_are_no_choice_are_kept(qtbot: QtBot) -> None:
    box = ChoiceBox((("a", "A"),))
    qtbot.addWidget(box)
    box.set_value("study visit")
    assert (box.value(), box.currentText()) == ("study visit", "study visit")
