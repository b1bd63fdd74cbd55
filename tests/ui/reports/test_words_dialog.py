"""Editing the words of the report."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.words_dialog import WordsDialog

SEMINAR = "types.pct-seminar"


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> WordsDialog:
    made = WordsDialog(workspace)
    qtbot.addWidget(made)
    made.show()
    find(qtbot, made, SEMINAR)
    return made


def find(qtbot: QtBot, dialog: WordsDialog, text: str) -> None:
    """Types a search; the first word that is found is shown."""
    dialog.search.clear()
    QTest.keyClicks(dialog.search, text)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0 and text in str(dialog.model.index(0, 3).data()))


def overwrite(dialog: WordsDialog, language: str, text: str) -> None:
    dialog.fields.edits[language].selectAll()
    QTest.keyClicks(dialog.fields.edits[language], text)


def store(qtbot: QtBot, workspace: Workspace, dialog: WordsDialog) -> None:
    QTest.mouseClick(dialog.store, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not workspace.is_busy)


def label(workspace: Workspace) -> str:
    return workspace.tracker.reference.vocabulary.type_label("pct-seminar", "en")


def test_a_word_is_found_and_shown_in_its_six_languages(dialog: WordsDialog) -> None:
    assert dialog.fields.edits["en"].toPlainText() == "PCT Seminar"
    assert dialog.fields.edits["fr"].toPlainText() == "Séminaire PCT"
    assert all(edit.isVisible() for edit in dialog.fields.edits.values())
    assert dialog.editions.text() == "As shipped with the program; never edited."
    assert not dialog.store.isEnabled()


def test_a_text_that_is_typed_is_stored_as_an_edition(qtbot: QtBot, workspace: Workspace, dialog: WordsDialog) -> None:
    overwrite(dialog, "en", "Seminar")
    assert dialog.note.text() == "Texts changed and not stored yet: 1"
    assert dialog.fields.backs["en"].isVisible()
    store(qtbot, workspace, dialog)
    assert label(workspace) == "Seminar"
    assert dialog.editions.text().startswith("Edited once, by \u2068somebody\u2069 on ")
    assert dialog.model.index(0, 0).data() == "✎"


def test_back_to_the_shipped_text(qtbot: QtBot, workspace: Workspace, dialog: WordsDialog) -> None:
    overwrite(dialog, "en", "Seminar")
    store(qtbot, workspace, dialog)
    QTest.mouseClick(dialog.fields.backs["en"], Qt.MouseButton.LeftButton)
    assert dialog.fields.edits["en"].toPlainText() == "PCT Seminar"
    store(qtbot, workspace, dialog)
    assert label(workspace) == "PCT Seminar"
    assert dialog.model.index(0, 0).data() == ""


def test_what_was_typed_for_several_words_is_kept_and_stored_together(
    qtbot: QtBot, workspace: Workspace, dialog: WordsDialog
) -> None:
    overwrite(dialog, "en", "Seminar")
    find(qtbot, dialog, "names.TR")
    overwrite(dialog, "en", "Turkiye")
    find(qtbot, dialog, SEMINAR)
    assert dialog.fields.edits["en"].toPlainText() == "Seminar"
    store(qtbot, workspace, dialog)
    assert [one.key for one in workspace.tracker.editions()] == [SEMINAR, "names.TR"]
    assert workspace.tracker.steps()[0].step.params == {"count": 2}


def test_a_day_from_which_a_word_is_in_force(qtbot: QtBot, workspace: Workspace, dialog: WordsDialog) -> None:
    overwrite(dialog, "en", "Seminar")
    QTest.keyClicks(dialog.valid_from, "soon")
    store(qtbot, workspace, dialog)
    assert "“soon” is not a day" in dialog.note.text()
    assert workspace.tracker.editions() == ()
    dialog.valid_from.clear()
    QTest.keyClicks(dialog.valid_from, "2030-01-01")
    store(qtbot, workspace, dialog)
    assert [one.valid_from for one in workspace.tracker.editions()] == [date(2030, 1, 1)]
    assert workspace.tracker.reference_for(2030).vocabulary.type_label("pct-seminar", "en") == "Seminar"
    assert workspace.tracker.reference_for(2029).vocabulary.type_label("pct-seminar", "en") == "PCT Seminar"


def test_a_word_that_could_not_be_printed_is_refused_and_kept(qtbot: QtBot, workspace: Workspace, dialog: WordsDialog) -> None:
    find(qtbot, dialog, "annex_title.line2")
    overwrite(dialog, "en", "in {years}")
    store(qtbot, workspace, dialog)
    assert "“(carried out in {year})” has a place that nothing fills" in dialog.note.text()
    assert dialog.note.property("severity") == "error"
    assert dialog.fields.edits["en"].toPlainText() == "in {years}"


def test_closing_says_first_that_something_is_not_stored(dialog: WordsDialog) -> None:
    overwrite(dialog, "en", "Seminar")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "not stored yet" in dialog.note.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_plural_form_shows_only_the_languages_that_have_it(qtbot: QtBot, dialog: WordsDialog) -> None:
    find(qtbot, dialog, "#two")
    assert not dialog.fields.edits["en"].isVisible()
    assert dialog.fields.edits["ar"].isVisible()


def test_a_shipped_text_with_spaces_that_break_no_line_is_not_taken_for_an_edited_one(qtbot: QtBot, dialog: WordsDialog) -> None:
    find(qtbot, dialog, "front.date")
    assert dialog.fields.shown is not None
    assert any("\u00a0" in text for text in dialog.fields.shown.shipped.values())
    assert not any(back.isVisible() for back in dialog.fields.backs.values())
    edit = dialog.fields.edits["fr"]
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_End)
    QTest.keyClick(edit, Qt.Key.Key_X)
    assert dialog.fields.backs["fr"].isVisible()
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert not dialog.fields.backs["fr"].isVisible()
    assert not dialog.store.isEnabled()


def test_a_word_is_named_by_its_text_never_by_its_key(qtbot: QtBot, workspace: Workspace, dialog: WordsDialog) -> None:
    find(qtbot, dialog, "#one")
    overwrite(dialog, "en", "in {years}")
    store(qtbot, workspace, dialog)
    assert "has a place that nothing fills" in dialog.note.text()
    assert "#one" not in dialog.note.text()
