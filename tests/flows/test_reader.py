"""Who may only read a log: everything can be looked at and exported, and nothing is offered that the log would refuse."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Edit, KeptDraft, Removal, Step
from pct_tracker.domain.query import SavedView
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.loader import load_reference
from pct_tracker.services.reports.choices import ReportChoices
from pct_tracker.services.reports.publishing import publish
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.store import Store
from pct_tracker.ui.reports.templates_dialog import TemplatesDialog
from pct_tracker.ui.reports.translations_dialog import TranslationsDialog
from pct_tracker.ui.reports.words_dialog import WordsDialog
from tests.flows.conftest import Hands

Key = Qt.Key
Open = Callable[..., Hands]


def reader_of(log: Path) -> Tracker:
    return Tracker(Store(log, read_only=True), load_reference(), "tester")


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    owner = Tracker.open(sample_file, "owner")
    gone = owner.activity(3)
    owner.do(Edit(Step("delete", {"title": "…"}), removed=(Removal(gone.id, gone.version),)))
    owner.do(
        Edit(Step("change", {"title": "…"}), added=(ActivityDraft(year=2024, month="2024-05", title=Texts({"en": "A new one"})),))
    )
    owner.store.keep_view(SavedView("Mine"))
    owner.close()
    return open_window(tracker=reader_of(sample_file))


def offered(place: QWidget) -> set[str]:
    """The words of the buttons that can be seen."""
    return {one.text().replace("&", "") for one in place.findChildren(QAbstractButton) if one.isVisible() and one.text()}


def open_dialog(hands: Hands, name: str, kind: type[QWidget]) -> QWidget:
    hands.window.report.open_dialog(name)
    hands.until(lambda: any(isinstance(one, kind) and one.isVisible() for one in QApplication.topLevelWidgets()))
    hands.settle()
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def test_the_check_page_tells_what_was_found_and_offers_no_correction(hands: Hands) -> None:
    check = hands.window.check
    hands.window.pages.show("check")
    hands.settle()
    check.show_part("look")
    hands.until(lambda: bool(check.foot.buttons))
    table, seen = check.table, set[str]()
    for row in range(table.model().rowCount()):
        table.go_to(row)
        assert check.foot.message.text()
        seen |= offered(check.foot)
    assert seen == {"Open the activity", "Show them together"}
    table.selectAll()
    assert offered(check.foot) == set()
    assert "Rules…" not in offered(check)
    before = check.steps.accept_dialog, check.steps.fix_dialog
    hands.press(Key.Key_F7)
    hands.press(Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert (check.steps.accept_dialog, check.steps.fix_dialog) == before == (None, None)


def test_findings_in_the_form_can_be_shown_and_not_settled(hands: Hands) -> None:
    page, seen = hands.window.activities, set[str]()
    for activity in hands.window.workspace.tracker.activities_by_id(range(1, 65)):
        page.open_activity(activity.id)
        seen |= {button.text() for button in page.form.findChildren(QPushButton) if button.isVisibleTo(page.form)}
    assert "Show" in seen
    assert not {"Accept…", "Answer…", "Open again"} & seen


def test_history_is_read_and_nothing_of_it_can_be_put_back(hands: Hands) -> None:
    history = hands.window.history
    hands.window.pages.show("history")
    hands.settle()
    assert not {"Undo down to here", "Redo up to here", "Take out this step alone"} & offered(history)
    history.show_view("lost")
    hands.settle()
    assert "History" in offered(history.lost)
    assert "Put back" not in offered(history.lost)
    history.show_activity(3)
    hands.settle()
    assert history.activity.state.text() == "It is deleted."
    assert offered(history.activity) == set()
    history.show_activity(2)
    hands.settle()
    assert offered(history.activity) == {"Open the activity"}


def test_the_words_of_the_report_are_read(hands: Hands) -> None:
    dialog = open_dialog(hands, "words", WordsDialog)
    assert isinstance(dialog, WordsDialog)
    before = dialog.fields.edits["en"].text()
    dialog.fields.edits["en"].setFocus()
    hands.type("x")
    assert dialog.fields.edits["en"].text() == before != ""
    assert (dialog.store.isVisible(), dialog.valid_from.isVisible()) == (False, False)
    dialog.search.setFocus()
    hands.type("Seminar")
    hands.until(lambda: 0 < dialog.model.rowCount() < 20)
    hands.press(Key.Key_Escape)
    hands.until(lambda: not dialog.isVisible())


def test_templates_are_looked_at_and_an_example_can_be_saved(hands: Hands, tmp_path: Path) -> None:
    dialog = open_dialog(hands, "templates", TemplatesDialog)
    assert isinstance(dialog, TemplatesDialog)
    assert offered(dialog) == {"Save an example…", "Close"}
    dialog.write_example("en", tmp_path / "example.docx")
    hands.settle()
    assert (tmp_path / "example.docx").exists()
    dialog.close()


def test_texts_go_out_to_translators_and_none_is_taken_back(hands: Hands, tmp_path: Path) -> None:
    dialog = open_dialog(hands, "translations", TranslationsDialog)
    assert isinstance(dialog, TranslationsDialog)
    assert not {"Mark as checked", "Take back…"} & offered(dialog)
    hands.until(dialog.send.isEnabled)
    dialog.send_to(tmp_path)
    hands.settle()
    assert list(tmp_path.glob("*.xlf")), dialog.note.text()
    dialog.close()


def test_views_that_were_kept_are_chosen_and_not_changed(hands: Hands) -> None:
    tools = hands.window.tools
    texts = [action.text() for action in tools.views.menu.actions() if action.isVisible()]
    assert "Mine" in texts
    assert not {"&Rename", "&Delete", "&Keep this view…"} & set(texts)
    hands.window.filter.statuses.setCurrentIndex(1)
    hands.settle()
    assert (tools.line.isVisible(), tools.line.keep.isVisible(), tools.line.all.isVisible()) == (True, False, True)


def test_what_somebody_else_was_typing_is_not_shown_to_who_may_only_read(open_window: Open, sample_file: Path) -> None:
    owner = Tracker.open(sample_file, "owner")
    stored = owner.activity(2)
    owner.keep_draft(KeptDraft(2, stored.version, stored.with_fields(month="2024-12")))
    owner.keep_draft(KeptDraft(None, 0, ActivityDraft(month="2024-12")))
    owner.close()
    hands = open_window(tracker=reader_of(sample_file))
    hands.window.activities.open_activity(2)
    assert hands.window.activities.form.fields.month.text() == "2024-02"
    assert "change nothing" in hands.window.notice.label.text()
    assert hands.window.notice.buttons == []


def test_a_file_that_is_dragged_over_the_window_is_not_taken(hands: Hands, sample_file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample_file))])
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(hands.window, event)
    assert not event.isAccepted()


def test_the_whole_report_is_exported_and_kept_nowhere(hands: Hands, tmp_path: Path, sample_file: Path) -> None:
    hands.window.pages.show("report")
    hands.settle()
    view = hands.window.report.report
    assert (view.export.start.isVisible(), view.export.publish.isVisible()) == (True, False)
    view.form.plan.planned.setChecked(True)
    assert not view.form.plan.freeze.isVisible()
    view.form.plan.planned.setChecked(False)
    view.form.formats.choose(["docx", "csv"])
    view.form.languages.choose(["en", "ar"])
    view.form.changed.emit()
    view.export.folder.setText(str(tmp_path))
    hands.settle()
    hands.click(view.export.start)
    hands.until(lambda: not view.export.is_running)
    told = view.export.note.note.text()
    assert "Every file was read back" in told
    assert "It is not among the earlier exports, since the log may only be read." in told
    folder = tmp_path / "report-2024"
    assert {one.name for one in folder.iterdir()} == {
        "report-2024-en.docx", "report-2024-ar.docx", "annex-2024-en.csv", "annex-2024-ar.csv", "manifest.json",
    }  # fmt: skip
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert (manifest["proven"], "export" in manifest) == (True, False)
    assert hands.window.workspace.tracker.store.export_records() == []


def test_a_published_year_is_written_again_and_corrected_by_somebody_who_may_only_read(
    open_window: Open, sample_file: Path, tmp_path: Path
) -> None:
    owner = Tracker.open(sample_file, "owner")
    publish(owner, 2024, ReportChoices(languages=("en",), formats=("docx",)), tmp_path / "published")
    owner.unlock_year(2024, "a mistake")
    gone = owner.activity(4)
    owner.do(Edit(Step("delete", {"title": "…"}), removed=(Removal(gone.id, gone.version),)))
    owner.close()
    hands = open_window(tracker=reader_of(sample_file))
    hands.window.pages.show("report")
    hands.window.report.show_view("exports")
    hands.settle()
    hands.window.report.exports.write_again(tmp_path)
    hands.settle()
    assert (tmp_path / "export-1-2024" / "report-2024-en.docx").exists()
    hands.window.report.show_view("corrigendum")
    hands.settle()
    hands.window.report.corrigendum.write(tmp_path)
    hands.settle()
    assert (tmp_path / "corrigendum-2024" / "corrigendum-2024-en.docx").exists()
    assert "It is not among the earlier exports" in hands.window.report.corrigendum.note.note.text()
    assert len(hands.window.workspace.tracker.store.export_records()) == 1
