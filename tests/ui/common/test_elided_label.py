"""Lines of text that are cut where they do not fit."""

from pytestqt.qtbot import QtBot

from pct_tracker.ui.common.elided_label import ElidedLabel

TITLE = "ePCT refresher course and ePCT workshop for applicants held at the Superintendence of Industry and Commerce"


def test_a_long_title_is_cut_and_stands_whole_in_the_tool_tip(qtbot: QtBot, on_page) -> None:
    label = ElidedLabel(factor=1.25, bold=True)
    on_page(label)
    label.set_whole_text(TITLE)
    assert label.text().endswith("…")
    assert label.toolTip() == label.accessibleName() == label.whole_text() == TITLE


def test_a_short_title_needs_no_tool_tip(qtbot: QtBot, on_page) -> None:
    label = ElidedLabel()
    on_page(label)
    label.set_whole_text("Seminar")
    assert (label.text(), label.toolTip()) == ("Seminar", "")


def test_a_heading_is_larger_than_the_text_of_the_system(qtbot: QtBot) -> None:
    heading, line = ElidedLabel(factor=1.5), ElidedLabel()
    qtbot.addWidget(heading)
    qtbot.addWidget(line)
    assert heading.font().pointSizeF() > line.font().pointSizeF()
