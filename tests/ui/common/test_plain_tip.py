"""Tool tips that show texts of the log as they are."""

import pytest
from PySide6.QtGui import Qt

from pct_tracker.ui.common.plain_tip import plain_tip


@pytest.mark.parametrize("text", ["<img src='//elsewhere/a.png'>", "<b>Seminar</b>", "<a href='x'>y</a> & more"])
def test_what_looks_like_markup_is_shown_as_it_is(text: str) -> None:
    assert Qt.mightBeRichText(text)
    assert "<img" not in plain_tip(text)
    assert plain_tip(text).count("<") == 2, "the paragraph around it, nothing of its own"


@pytest.mark.parametrize("text", ["", "Seminar", "A < B", "“PCT” & more"])
def test_plain_text_stays_untouched(text: str) -> None:
    assert plain_tip(text) == text
