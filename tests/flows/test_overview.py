"""The overview: charts, the map, two years and two times, all with keys and clicks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from builders import adding, changing, make_draft, removing
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from pct_tracker.domain.activity import Origin
from pct_tracker.domain.codes import Status
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.overview import charts_view
from pct_tracker.ui.overview.overview_page import OverviewPage
from pct_tracker.ui.reports.words_dialog import WordsDialog
from tests.flows.conftest import Hands

Key = Qt.Key
Open = Callable[..., Hands]


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    """A window on the sample of 2024 with three activities of 2023, turned to the overview."""
    tracker = Tracker.open(sample_file, "somebody")
    again = tracker.activity(1).with_fields(year=2023, month="2023-02")
    mongolia = make_draft(year=2023, month="2023-03", origins=(Origin("MN"),), participants=50)
    tracker.do(adding(again, mongolia, make_draft(year=2023, month="2023-04", status=Status.PLANNED)))
    tracker.close()
    hands = open_window(sample_file.name)
    hands.control(Key.Key_4)
    return hands


def page(hands: Hands) -> OverviewPage:
    return hands.window.overview


def choose(hands: Hands, kind: str) -> None:
    hands.click(page(hands).charts.kinds.button(kind))


def labels(hands: Hands) -> list[str]:
    return [line.label for line in page(hands).charts.chart.chart.drawn]


def numbers(hands: Hands) -> dict[str, list[int]]:
    return {line.key: [mark.value for mark in line.marks] for line in page(hands).charts.chart.chart.lines}


def shown_ids(hands: Hands) -> set[int]:
    """The activities that the register shows."""
    hands.settle()
    return set(hands.window.activities.model.ids)


class TestCharts:
    """Bars and the map."""

    def test_the_map_is_first_and_says_how_many_states_were_reached(self, hands: Hands) -> None:
        assert page(hands).charts.map.hasFocus()
        assert page(hands).charts.title.text() == "Activities · Map · 2024  –  States reached: 122 of 197"
        assert numbers(hands)["IN"] == [16]

    def test_organizations_and_prose_are_listed_beside_the_map_not_drawn(self, hands: Hands) -> None:
        lines = page(hands).charts.model.chart.lines
        aside = {line.label: line.now.ids for line in lines if line.is_aside}
        assert aside["Told in words only, or not at all"] == (58, 61)
        assert len(aside["European Patent Office"]) == 6
        assert "European Patent Office" not in labels(hands)

    def test_enter_on_a_state_shows_its_rows_in_the_register(self, hands: Hands) -> None:
        mark = page(hands).charts.map.current
        assert mark is not None
        hands.press(Key.Key_Return)
        assert shown_ids(hands) == set(mark.ids)
        assert hands.window.filter.only.text() == "Only: India"
        assert hands.window.filter.year == 2024

    def test_a_click_on_a_bar_shows_its_rows(self, hands: Hands) -> None:
        choose(hands, "letter")
        bars = page(hands).charts.bars
        at = bars.picture.rect_of(4).center().toPoint()
        QTest.mouseClick(bars, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(at))
        assert len(shown_ids(hands)) == 5

    def test_each_kind_of_chart_tells_the_numbers_of_the_strip_below(self, hands: Hands) -> None:
        for kind in ("type", "modality", "month"):
            choose(hands, kind)
            assert sum(value for (value,) in numbers(hands).values()) == 64, kind
        choose(hands, "region")
        hands.click(page(hands).charts.measures.button("states"))
        assert sum(value for (value,) in numbers(hands).values()) == 122

    def test_the_year_before_stands_beside_and_its_rows_open_in_its_year(self, hands: Hands) -> None:
        choose(hands, "month")
        hands.click(page(hands).charts.beside)
        assert numbers(hands)["02"] == [2, 1]
        assert numbers(hands)["03"] == [6, 1]
        bars = page(hands).charts.bars
        bars.setFocus()
        for _ in range(5):
            hands.press(Key.Key_Down)
        assert page(hands).charts.spoken.text() == "March, 2023 – Activities: 1"
        hands.press(Key.Key_Return)
        assert hands.window.filter.year == 2023
        assert len(shown_ids(hands)) == 1

    def test_all_years_stand_side_by_side_and_each_opens_its_own(self, hands: Hands) -> None:
        choose(hands, "year")
        assert numbers(hands) == {"2023": [2], "2024": [64]}
        page(hands).charts.bars.setFocus()
        hands.press(Key.Key_Home)
        hands.press(Key.Key_Return)
        assert hands.window.filter.year == 2023
        assert len(shown_ids(hands)) == 2

    def test_the_status_and_the_year_of_the_window_hold_here_too(self, hands: Hands) -> None:
        choose(hands, "type")
        hands.window.filter.choose_year(2023)
        hands.settle()
        assert sum(value for (value,) in numbers(hands).values()) == 2
        hands.window.filter.statuses.setCurrentIndex(hands.window.filter.statuses.findData(Status.PLANNED.value))
        hands.settle()
        assert sum(value for (value,) in numbers(hands).values()) == 1

    def test_a_change_is_shown_at_once(self, hands: Hands) -> None:
        choose(hands, "type")
        before = numbers(hands)["pct-seminar"]
        hands.window.workspace.do(adding(make_draft()))
        hands.settle()
        assert numbers(hands)["pct-seminar"] == [before[0] + 1]

    def test_the_numbers_are_copied_with_their_headings(self, hands: Hands) -> None:
        choose(hands, "letter")
        hands.click(page(hands).charts.copy)
        lines = QGuiApplication.clipboard().text().split("\n")
        assert lines[0] == "Content\tActivities"
        assert lines[1].endswith("\t16")
        assert len(lines) == 7
        page(hands).charts.table.setFocus()
        page(hands).charts.table.selectAll()
        QGuiApplication.clipboard().clear()
        hands.control(Key.Key_C)
        assert QGuiApplication.clipboard().text().split("\n") == lines

    def test_a_row_of_the_list_opens_as_its_bar_does(self, hands: Hands) -> None:
        choose(hands, "letter")
        page(hands).charts.table.setFocus()
        page(hands).charts.table.go_to(5)
        hands.press(Key.Key_Return)
        assert len(shown_ids(hands)) == 1

    @pytest.mark.parametrize("ending", ["svg", "png"])
    def test_the_picture_is_written_with_its_data(
        self, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
    ) -> None:
        monkeypatch.setattr(charts_view, "choose_target", lambda *_given: (str(tmp_path / f"chart.{ending}"), ""))
        hands.click(page(hands).charts.export)
        assert (tmp_path / f"chart.{ending}").stat().st_size > 1000
        assert "India,16" in (tmp_path / "chart.csv").read_text("utf-8-sig")
        assert f"chart.{ending}, chart.csv" in hands.window.notice.label.text()

    def test_a_picture_that_cannot_be_written_is_said(self, hands: Hands, tmp_path: Path) -> None:
        page(hands).charts.write_picture(tmp_path / "nowhere" / "chart.svg")
        hands.settle()
        assert "nowhere" in hands.window.notice.label.text()

    def test_names_follow_the_language_of_titles(self, hands: Hands) -> None:
        page(hands).set_language("fr")
        assert "Inde" in labels(hands)

    def test_an_empty_log_says_what_to_do(self, open_window: Open) -> None:
        hands = open_window("empty.db")
        hands.control(Key.Key_4)
        assert page(hands).charts.empty.isVisible()
        assert not page(hands).charts.export.isEnabled()
        hands.click(page(hands).strip.button("compare"))
        assert page(hands).compare.empty.isVisible()


class TestCompare:
    """Two years, and one year at two times."""

    @pytest.fixture(autouse=True)
    def turn(self, hands: Hands) -> None:
        hands.click(page(hands).strip.button("compare"))

    def table(self, hands: Hands) -> dict[str, list[str]]:
        return {line.label: [mark.shown for mark in line.marks] for line in page(hands).compare.numbers.chart.lines}

    def entries(self, hands: Hands) -> list[tuple[str, str]]:
        return [(line.label, line.marks[1].shown) for line in page(hands).compare.entries.chart.lines]

    def test_the_year_shown_is_compared_with_the_one_before(self, hands: Hands) -> None:
        compare = page(hands).compare
        assert (compare.choices.first.currentData(), compare.choices.second.currentData()) == (2023, 2024)
        assert self.table(hands)["Activities"] == ["2", "64", "\u2066+62\u2069"]
        assert ("Mongolia", "no longer reached") in self.entries(hands)
        assert ("Türkiye", "newly reached") in self.entries(hands)
        assert compare.kinds.button("matched").words == "Repeated  1"

    def test_only_the_kinds_that_are_on_are_listed(self, hands: Hands) -> None:
        compare = page(hands).compare
        for kind in ("new-states", "dropped-states", "added", "removed"):
            hands.click(compare.kinds.button(kind))
        assert [what for _label, what in self.entries(hands)] == ["again: same title"]

    def test_a_number_opens_the_rows_of_either_side(self, hands: Hands) -> None:
        compare = page(hands).compare
        compare.number_table.setFocus()
        hands.click(compare.show_first)
        assert (len(shown_ids(hands)), hands.window.filter.year) == (2, 2023)
        hands.control(Key.Key_4)
        compare.number_table.setFocus()
        hands.press(Key.Key_Return)
        assert (len(shown_ids(hands)), hands.window.filter.year) == (64, 2024)

    def test_a_new_state_opens_its_rows(self, hands: Hands) -> None:
        compare = page(hands).compare
        row = [label for label, _what in self.entries(hands)].index("Türkiye")
        compare.entry_table.setFocus()
        compare.entry_table.go_to(row)
        hands.press(Key.Key_Return)
        assert shown_ids(hands) == set(compare.entries.chart.lines[row].now.ids) != set()

    def test_the_same_year_twice_is_nothing_to_compare(self, hands: Hands) -> None:
        compare = page(hands).compare
        compare.choices.first.setFocus()
        compare.choices.first.setCurrentIndex(compare.choices.first.findData(2024))
        compare.choices.first.activated.emit(compare.choices.first.currentIndex())
        hands.settle()
        assert compare.empty.isVisible()

    def test_a_year_is_compared_with_itself_before_some_work(self, hands: Hands) -> None:
        tracker = hands.window.workspace.tracker
        hands.window.workspace.do(changing(tracker.activity(2), participants=999))
        hands.settle()
        compare = page(hands).compare
        hands.click(compare.choices.mode.button("times"))
        assert compare.choices.first.count() == 2, "its import and the change"
        assert len(self.entries(hands)) == 1, "since the first step"
        compare.choices.first.setCurrentIndex(1)
        compare.choices.first.activated.emit(1)
        hands.settle()
        assert [what for _label, what in self.entries(hands)] == ["changed: Participants"]
        assert self.table(hands)["Participants"][2] == "\u2066+894\u2069"

    def test_a_row_of_one_time_is_shown_as_it_was_also_when_it_was_deleted(self, hands: Hands) -> None:
        tracker, workspace = hands.window.workspace.tracker, hands.window.workspace
        workspace.do(changing(tracker.activity(2), participants=999))
        workspace.do(removing(tracker.activity(3)))
        hands.settle()
        compare = page(hands).compare
        hands.click(compare.choices.mode.button("times"))
        compare.number_table.setFocus()
        hands.click(compare.show_first)
        then = compare.then
        assert then is not None
        assert then.model.rowCount() == 64
        assert then.note.text() == "No longer in the log: 1"
        hands.press(Key.Key_Down)
        assert then.cells.cells()[8] == "105", "not the 999 of today"
        hands.press(Key.Key_Down)
        lost = tracker.lost()[0][1].before
        assert lost is not None
        assert then.cells.cells()[3] == tracker.preview(lost, "en")[3]
        hands.click(then.now)
        assert len(shown_ids(hands)) == 63
        assert 3 not in shown_ids(hands)

    def test_an_activity_that_is_gone_is_shown_as_it_was(self, hands: Hands) -> None:
        tracker, workspace = hands.window.workspace.tracker, hands.window.workspace
        workspace.do(removing(tracker.activity(3)))
        hands.settle()
        compare = page(hands).compare
        hands.click(compare.choices.mode.button("times"))
        row = [what for _label, what in self.entries(hands)].index("no longer there")
        compare.entry_table.setFocus()
        compare.entry_table.go_to(row)
        hands.press(Key.Key_Return)
        then = compare.then
        assert then is not None
        assert [getattr(then.model.row_at(row), "id", None) for row in range(then.model.rowCount())] == [3]
        assert not then.now.isEnabled()
        hands.press(Key.Key_Escape)
        assert page(hands).isVisible()


def test_words_that_were_edited_are_shown_at_once(hands: Hands) -> None:
    choose(hands, "type")
    assert "PCT Seminar" in labels(hands)
    hands.window.report.open_dialog("words")
    dialog = hands.window.findChild(WordsDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.search, "types.pct-seminar")
    hands.until(lambda: dialog.model.rowCount() == 1)
    dialog.fields.edits["en"].selectAll()
    QTest.keyClicks(dialog.fields.edits["en"], "Gathering")
    hands.click(dialog.store)
    hands.press(Key.Key_Escape)
    hands.settle()
    assert "Gathering" in labels(hands)
    assert "PCT Seminar" not in labels(hands)
    hands.click(page(hands).strip.button("compare"))
    assert "Gathering" in [line.label for line in page(hands).compare.numbers.chart.lines]
