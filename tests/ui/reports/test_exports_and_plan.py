"""What was exported, what became of a plan, and what changed since a publication, as the window shows them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from builders import adding, changing, make_draft
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.services.editing.life import NewDate, cancel, hold, postpone
from pct_tracker.services.reports.choices import DocumentChoices, FrontBlock, ReportChoices
from pct_tracker.services.reports.publishing import freeze_plan, publish
from pct_tracker.services.reports.run import export_report
from pct_tracker.services.reports.words import change_words
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.theme import Theme
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.corrigendum_view import CorrigendumView
from pct_tracker.ui.reports.exports_view import ExportsView
from pct_tracker.ui.reports.plan_view import PlanView

PLAIN = ReportChoices(languages=("en", "fr"), formats=("csv",), front=FrontBlock(symbol="PCT/WG/19/5"))
PLANNED = ReportChoices(languages=("en",), formats=("csv",), document=DocumentChoices(planned=True))


@pytest.fixture
def workspace(qtbot: QtBot, theme: Theme, empty_tracker: Tracker) -> Iterator[Workspace]:
    """Three activities of 2024 that were held (1 to 3) and three that are planned (4 to 6)."""
    held = [make_draft(month=f"2024-0{month}") for month in (1, 2, 3)]
    planned = [make_draft(month=f"2024-0{month}", status=Status.PLANNED) for month in (7, 8, 9)]
    empty_tracker.today = lambda: date(2024, 6, 1)
    empty_tracker.do(adding(*held, *planned))
    made = Workspace(empty_tracker, Wording(empty_tracker.reference))
    yield made
    made.close()


View = TypeVar("View", ExportsView, PlanView, CorrigendumView)


def shown(qtbot: QtBot, workspace: Workspace, view: View) -> View:
    qtbot.addWidget(view)
    view.resize(1000, 500)
    view.show()
    read(qtbot, workspace, view)
    return view


def read(qtbot: QtBot, workspace: Workspace, view: ExportsView | PlanView | CorrigendumView) -> None:
    view.year = 2024
    view.reload()
    qtbot.waitUntil(lambda: not workspace.is_busy)


def column(view: ExportsView | PlanView | CorrigendumView, place: int) -> list[str]:
    return [str(view.model.index(row, place).data()) for row in range(view.model.rowCount())]


# What was exported


def test_a_log_without_exports_says_so(qtbot: QtBot, workspace: Workspace) -> None:
    view = shown(qtbot, workspace, ExportsView(workspace, "en"))
    assert not view.table.isVisible()


def test_exports_are_listed_newest_first_with_what_they_froze(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    export_report(workspace.tracker, 2024, PLAIN, tmp_path / "a")
    freeze_plan(workspace.tracker, 2024, PLANNED, tmp_path / "b")
    publish(workspace.tracker, 2024, PLANNED, tmp_path / "c")
    view = shown(qtbot, workspace, ExportsView(workspace, "en"))
    assert column(view, 0) == ["3", "2", "1"]
    assert column(view, 4) == [
        "Published: the year and the plan of 2024 are frozen",
        "Report: the plan of 2024 is frozen",
        "Report",
    ]
    assert column(view, 5)[-1] == "PCT/WG/19/5"


def test_an_export_is_written_again_as_it_was(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    export_report(workspace.tracker, 2024, PLAIN, tmp_path / "first")
    workspace.tracker.do(changing(workspace.tracker.activity(1), participants=99))
    view = shown(qtbot, workspace, ExportsView(workspace, "en"))
    with qtbot.waitSignal(view.written):
        view.write_again(tmp_path)
    again, first = tmp_path / "export-1-2024" / "annex-2024-fr.csv", tmp_path / "first" / "annex-2024-fr.csv"
    assert again.read_bytes() == first.read_bytes()
    assert "read back" in view.note.note.text()
    assert view.note.open_folder.isVisible()


def test_what_cannot_be_written_is_said(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    export_report(workspace.tracker, 2024, PLAIN, tmp_path / "first")
    (tmp_path / "export-1-2024").write_text("in the way")
    view = shown(qtbot, workspace, ExportsView(workspace, "en"))
    view.write_again(tmp_path)
    qtbot.waitUntil(lambda: not view.note.is_running)
    assert view.note.note.property("severity") == "error"
    assert view.again.isEnabled()


# What became of a plan


def test_a_year_without_a_frozen_plan_says_what_to_do(qtbot: QtBot, workspace: Workspace) -> None:
    view = shown(qtbot, workspace, PlanView(workspace, "en"))
    assert not view.table.isVisible()


def test_a_plan_is_shown_beside_its_result_and_every_number_opens_its_rows(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    tracker = workspace.tracker
    freeze_plan(tracker, 2024, PLANNED, tmp_path)
    tracker.do(hold([tracker.activity(4)]))
    follower = tracker.do(postpone(tracker.activity(5), NewDate("2024-11"), None)).added[0]
    tracker.do(cancel([tracker.activity(6)], "no funds"))
    beside = tracker.do(adding(make_draft(month="2024-04"))).added[0]
    view = shown(qtbot, workspace, PlanView(workspace, "en"))
    assert column(view, 0) == ["Held", "Moved", "Dropped", "Added"]
    assert column(view, 1) == ["2024-07", "2024-08", "2024-09", ""]
    assert column(view, 2) == ["2024-07", "2024-11", "", "2024-04"]
    assert column(view, 4)[2] == "cancelled: no funds"
    assert [view.groups[name].text() for name in ("moved", "open")] == ["Moved: 1", "Still planned: 0"]
    assert "Activities in it: 3." in view.state.text()
    with qtbot.waitSignal(view.rows_requested) as asked:
        QTest.mouseClick(view.groups["moved"], Qt.MouseButton.LeftButton)
    assert asked.args == [(follower,), "Moved, plan of 2024"]
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_End)
    with qtbot.waitSignal(view.rows_requested) as opened:
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert opened.args[0] == (beside,)


# What changed since a publication


@pytest.fixture
def corrected(workspace: Workspace, tmp_path: Path) -> Workspace:
    """2024, published, unlocked and changed in one number and one Russian title."""
    tracker = workspace.tracker
    publish(tracker, 2024, PLAIN, tmp_path / "published")
    tracker.unlock_year(2024, "a number was wrong")
    tracker.do(changing(tracker.activity(2), participants=21))
    tracker.do(changing(tracker.activity(1), title=tracker.activity(1).title.replace("ru", "Семинар")))
    return workspace


def test_a_year_that_was_not_published_has_nothing_to_correct(qtbot: QtBot, workspace: Workspace) -> None:
    view = shown(qtbot, workspace, CorrigendumView(workspace, "en"))
    assert not view.table.isVisible()


def test_each_cell_that_prints_differently_is_shown_old_and_new(qtbot: QtBot, corrected: Workspace) -> None:
    view = shown(qtbot, corrected, CorrigendumView(corrected, "en"))
    assert [column(view, place) for place in (0, 2, 3, 4)] == [["2"], ["Number of Participants"], ["20"], ["21"]]
    assert "Participants 61 instead of 60" in view.state.text()
    assert view.symbol.text() == "PCT/WG/19/5 Corr."
    QTest.mouseClick(view.languages.button("ru"), Qt.MouseButton.LeftButton)
    assert column(view, 0) == ["1", "2"]
    assert column(view, 4)[0] == "Семинар"
    view.table.setFocus()
    with qtbot.waitSignal(view.rows_requested) as opened:
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert opened.args[0] == (1,)


def test_a_heading_that_was_edited_is_shown_at_once(qtbot: QtBot, corrected: Workspace) -> None:
    view = shown(qtbot, corrected, CorrigendumView(corrected, "en"))
    change_words(corrected.tracker, [WordEdition("columns.participants", "en", "People")])
    read(qtbot, corrected, view)
    assert column(view, 2) == ["People"]


def test_rows_of_the_plan_that_was_printed_are_told_by_their_annex(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    tracker = workspace.tracker
    publish(tracker, 2024, PLANNED, tmp_path)
    tracker.unlock_year(2024, "the plan was wrong")
    tracker.do(changing(tracker.activity(2), participants=21))
    tracker.do(changing(tracker.activity(5), month="2024-10"))
    view = shown(qtbot, workspace, CorrigendumView(workspace, "en"))
    assert column(view, 0) == ["2", "II · 2"]
    assert column(view, 4) == ["21", "2024-10"]
    assert view.languages.button("fr").words == "FR  2"


def test_the_corrigendum_is_exported_with_its_symbol(qtbot: QtBot, corrected: Workspace, tmp_path: Path) -> None:
    view = shown(qtbot, corrected, CorrigendumView(corrected, "en"))
    view.take(ReportChoices(languages=LANGUAGES, formats=("html", "csv")))
    view.symbol.setText("PCT/WG/19/5 Corr.2")
    with qtbot.waitSignal(view.written):
        view.write(tmp_path)
    assert "PCT/WG/19/5 Corr.2" in (tmp_path / "corrigendum-2024" / "corrigendum-2024-es.html").read_text("utf-8")
    exports = shown(qtbot, corrected, ExportsView(corrected, "en"))
    assert column(exports, 4)[0] == "Corrigendum to export 1"


def test_when_nothing_prints_differently_there_is_nothing_to_export(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    publish(workspace.tracker, 2024, PLAIN, tmp_path)
    view = shown(qtbot, workspace, CorrigendumView(workspace, "ar"))
    assert "Nothing prints differently since." in view.state.text()
    assert not view.export.isEnabled()
