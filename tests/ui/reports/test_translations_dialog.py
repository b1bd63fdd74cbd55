"""Which texts are missing, out to translators, and what came back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pct_tracker.domain.codes import TextMark
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.returned_dialog import ReturnedDialog
from pct_tracker.ui.reports.texts_model import COLUMNS
from pct_tracker.ui.reports.translations_dialog import TranslationsDialog

Role = Qt.ItemDataRole


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> TranslationsDialog:
    made = TranslationsDialog(workspace, 2024)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 2)
    return made


def settle(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.waitUntil(lambda: not workspace.is_busy)


def click(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def line(dialog: TranslationsDialog, row: int, role: Role = Role.DisplayRole) -> list[object]:
    return [dialog.model.index(row, column).data(role) for column in range(len(COLUMNS))]


def came_back(qtbot: QtBot, workspace: Workspace, dialog: TranslationsDialog, folder: Path, text: str) -> ReturnedDialog:
    """The review of the French file, all whose texts a translator translated alike."""
    dialog.targets.choose(["fr"])
    dialog.send_to(folder)
    settle(qtbot, workspace)
    (file,) = folder.iterdir()
    plain = file.read_text("utf-8").replace("<target>Cours</target>", "").replace('state="initial"', 'state="final"')
    file.write_text(plain.replace("</source>", f"</source><target>{text}</target>"), "utf-8")
    dialog.take_from([file])
    settle(qtbot, workspace)
    return dialog.returned


class TestTable:
    """The states of the texts."""

    def test_each_text_stands_there_once_with_a_sign_for_each_language(self, dialog: TranslationsDialog) -> None:
        assert line(dialog, 0) == ["Seminar 7", "Description", "2", "•", "—", "—", "—", "—", "—"]
        assert line(dialog, 1) == ["Long course", "Description", "1", "•", "!", "—", "—", "—", "—"]
        assert dialog.summary.text().endswith("EN 2/2   FR 0/2   ES 0/2   RU 0/2   ZH 0/2   AR 0/2")

    def test_a_sign_is_read_aloud_and_shows_the_text(self, dialog: TranslationsDialog) -> None:
        french = COLUMNS.index("fr")
        assert line(dialog, 1, Role.AccessibleTextRole)[french] == "French: outdated"
        assert "Cours" in str(line(dialog, 1, Role.ToolTipRole)[french])

    def test_enter_asks_for_the_activities_that_use_a_text(self, qtbot: QtBot, dialog: TranslationsDialog) -> None:
        dialog.table.go_to(0)
        with qtbot.waitSignal(dialog.activities_requested) as asked:
            QTest.keyClick(dialog.table, Qt.Key.Key_Return)
        assert asked.args == [(1, 2)]

    def test_what_will_be_sent_is_said_before(self, dialog: TranslationsDialog) -> None:
        assert dialog.targets.chosen() == ("fr", "es", "ru", "zh", "ar")
        click(dialog.targets.button("es"))
        assert dialog.note.text() == "Will send out, each text once: FR 2, RU 2, ZH 2, AR 2."
        for code in dialog.targets.chosen():
            click(dialog.targets.button(code))
        assert not dialog.send.isEnabled()

    def test_a_log_without_activities(self, qtbot: QtBot, workspace: Workspace) -> None:
        workspace.undo()
        workspace.undo()
        made = TranslationsDialog(workspace)
        qtbot.addWidget(made)
        made.show()
        settle(qtbot, workspace)
        assert "nothing to translate" in made.summary.text()
        assert not made.send.isEnabled()


class TestChecking:
    """A translation that is still right."""

    def test_selected_texts_are_marked_in_the_chosen_languages(
        self, qtbot: QtBot, workspace: Workspace, dialog: TranslationsDialog
    ) -> None:
        dialog.table.go_to(1)
        click(dialog.check)
        settle(qtbot, workspace)
        assert workspace.tracker.activity(3).title.marks == {"fr": TextMark.CHECKED}
        assert line(dialog, 1)[COLUMNS.index("fr")] == "✓"
        assert workspace.wording.step(workspace.tracker.steps()[0].step) == "Translations checked: 1"

    def test_where_there_is_no_translation_nothing_is_marked(
        self, qtbot: QtBot, workspace: Workspace, dialog: TranslationsDialog
    ) -> None:
        dialog.table.go_to(0)
        click(dialog.check)
        settle(qtbot, workspace)
        assert "no translation to check" in dialog.note.text()


class TestThereAndBack:
    """Files for translators."""

    def test_files_are_written_and_named(
        self, qtbot: QtBot, workspace: Workspace, dialog: TranslationsDialog, tmp_path: Path
    ) -> None:
        dialog.send_to(tmp_path / "out")
        settle(qtbot, workspace)
        assert len(list((tmp_path / "out").iterdir())) == 5
        assert "translations-2024-en-ar.xlf" in dialog.note.text()

    def test_a_place_that_is_no_folder_is_told(
        self, qtbot: QtBot, workspace: Workspace, dialog: TranslationsDialog, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("")
        dialog.send_to(tmp_path / "file")
        settle(qtbot, workspace)
        assert dialog.note.property("severity") == "error"

    def test_what_came_back_is_looked_at_and_stored_as_one_step(
        self, qtbot: QtBot, workspace: Workspace, dialog: TranslationsDialog, tmp_path: Path
    ) -> None:
        back = came_back(qtbot, workspace, dialog, tmp_path / "out", "Séminaire")
        assert back.summary.text() == "Texts: 1 new, 1 changed. Nothing is stored before you press Store."
        assert [back.model.index(row, 4).data() for row in (0, 1)] == ["differs in 7", ""]
        click(back.store)
        settle(qtbot, workspace)
        assert workspace.tracker.activity(2).title["fr"] == "Séminaire"
        assert workspace.tracker.activity(3).title.mark("fr") is TextMark.CHECKED
        assert dialog.summary.text().endswith("FR 2/2   ES 0/2   RU 0/2   ZH 0/2   AR 0/2")
        workspace.undo()
        settle(qtbot, workspace)
        assert "FR 0/2" in dialog.summary.text()

    def test_a_long_text_is_shown_whole_below_the_list(
        self, qtbot: QtBot, workspace: Workspace, dialog: TranslationsDialog, tmp_path: Path
    ) -> None:
        long = "Séminaire " * 40
        back = came_back(qtbot, workspace, dialog, tmp_path / "out", long)
        assert back.detail.texts() == ("Seminar 7", long.strip())
        back.table.setFocus()
        QTest.keyClick(back.table, Qt.Key.Key_Down)
        assert back.detail.texts() == ("Long course", long.strip(), "Cours")

    def test_the_box_of_years_is_wide_enough_for_a_year(self, dialog: TranslationsDialog) -> None:
        room = dialog.years.width() - dialog.years.height()
        assert room >= dialog.years.fontMetrics().horizontalAdvance("2024")

    def test_a_locked_year_says_so_and_stores_nothing(
        self, qtbot: QtBot, workspace: Workspace, dialog: TranslationsDialog, tmp_path: Path
    ) -> None:
        back = came_back(qtbot, workspace, dialog, tmp_path / "out", "Séminaire")
        workspace.tracker.lock_year(2024)
        click(back.store)
        settle(qtbot, workspace)
        assert "2024 is locked" in back.summary.text()
        assert back.isVisible()

    def test_a_file_that_is_none_is_told(
        self, qtbot: QtBot, workspace: Workspace, dialog: TranslationsDialog, tmp_path: Path
    ) -> None:
        (tmp_path / "letter.xlf").write_text("Dear colleague")
        dialog.take_from([tmp_path / "letter.xlf"])
        settle(qtbot, workspace)
        assert "is damaged" in dialog.returned.summary.text()
        assert not dialog.returned.store.isEnabled()
