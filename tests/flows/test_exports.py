"""Writing the annex."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.services.reports import export_run
from pct_tracker.services.reports.export_run import FORMATS
from pct_tracker.ui.reports.export_dialog import ExportDialog
from tests.flows.conftest import Hands

Key = Qt.Key
Open = Callable[..., Hands]


def open_dialog(hands: Hands, folder: Path, *, languages: tuple[str, ...] = ("zh",), format_: str = "docx") -> ExportDialog:
    hands.control(Key.Key_E)
    hands.until(lambda: hands.window.dialogs.exporting is not None)
    dialog = hands.window.dialogs.exporting
    assert dialog is not None
    dialog.languages.choose(languages)
    dialog.format.setCurrentIndex(dialog.format.findData(format_))
    dialog.folder.setText(str(folder))
    dialog._describe()
    return dialog


@pytest.mark.parametrize("format_", FORMATS)
def test_an_annex_is_written_in_every_format(open_window: Open, sample_file: Path, tmp_path: Path, format_: str) -> None:
    hands = open_window(sample_file.name)
    dialog = open_dialog(hands, tmp_path, format_=format_)
    assert dialog.note.text() == f"Will write annex-2024-zh.{format_}."
    hands.click(dialog.export)
    assert f"annex-2024-zh.{format_}" in dialog.note.text()
    assert "1 activity still has an error" in dialog.note.text()
    assert (tmp_path / f"annex-2024-zh.{format_}").stat().st_size > 1_000
    assert dialog.open_folder.isVisible()


def test_all_six_languages_come_with_a_manifest_and_the_folder_is_remembered(
    open_window: Open, sample_file: Path, tmp_path: Path
) -> None:
    hands = open_window(sample_file.name)
    folder = tmp_path / "out"
    dialog = open_dialog(hands, folder, languages=LANGUAGES, format_="csv")
    hands.click(dialog.export)
    assert sorted(path.name for path in folder.iterdir()) == [
        *(f"annex-2024-{language}.csv" for language in sorted(LANGUAGES)),
        "manifest.json",
    ]
    dialog.reject()
    hands.window.dialogs.exporting = None
    hands.window.export_annex()
    hands.until(lambda: hands.window.dialogs.exporting is not None)
    assert hands.window.dialogs.exporting.folder.text() == str(folder)


def test_without_a_language_there_is_nothing_to_press(open_window: Open, sample_file: Path, tmp_path: Path) -> None:
    dialog = open_dialog(open_window(sample_file.name), tmp_path, languages=())
    assert (dialog.export.isEnabled(), dialog.note.text()) == (False, "Choose at least one language.")


def test_an_empty_log_says_that_there_is_nothing_to_export(open_window: Open, tmp_path: Path) -> None:
    dialog = open_dialog(open_window(), tmp_path)
    assert not dialog.export.isEnabled()
    assert "holds no activities yet" in dialog.note.text()


def test_a_folder_that_does_not_exist_is_said_and_nothing_is_written(
    open_window: Open, sample_file: Path, tmp_path: Path
) -> None:
    hands = open_window(sample_file.name)
    dialog = open_dialog(hands, tmp_path / "nowhere")
    hands.click(dialog.export)
    assert dialog.note.text().startswith("There is no folder")
    assert dialog.export.isEnabled()
    assert not (tmp_path / "nowhere").exists()


def test_a_status_nobody_has_is_said(open_window: Open, sample_file: Path, tmp_path: Path) -> None:
    hands = open_window(sample_file.name)
    dialog = open_dialog(hands, tmp_path)
    dialog.status.setCurrentIndex(dialog.status.findData("planned"))
    hands.click(dialog.export)
    assert dialog.note.text().startswith("No activity of 2024 is planned")


def test_stopping_leaves_the_file_that_was_there_as_it_was(
    open_window: Open, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, gate = Event(), Event()
    build = export_run.build_annex

    def slow(*given: object, **named: object) -> object:
        started.set()
        gate.wait(60)
        return build(*given, **named)

    monkeypatch.setattr(export_run, "build_annex", slow)
    earlier = tmp_path / "annex-2024-fr.csv"
    earlier.write_text("the annex of last week")
    hands = open_window(sample_file.name)
    dialog = open_dialog(hands, tmp_path, languages=("en", "fr"), format_="csv")
    dialog.export.click()
    assert started.wait(60)
    close = dialog.buttons.button(QDialogButtonBox.StandardButton.Close)
    assert (close.text(), dialog.bar.isVisible(), dialog.export.isEnabled()) == ("Stop", True, False)
    hands.until(lambda: dialog.note.text() == "Writing annex-2024-en.csv…")
    close.click()
    assert (dialog.note.text(), close.isEnabled()) == ("Stopping…", False)
    gate.set()
    hands.settle()
    assert dialog.note.text().startswith("Stopped as you asked")
    assert (close.text(), close.isEnabled(), dialog.isVisible()) == ("Close", True, True)
    assert not (tmp_path / "annex-2024-en.csv").exists(), "it stops inside a file"
    assert earlier.read_text() == "the annex of last week"


def test_closing_the_window_stops_an_export(
    open_window: Open, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, languages = Event(), []
    build = export_run.build_annex

    def slow(*given: object, language: str, **named: object) -> object:
        languages.append(language)
        started.set()
        assert closing.wait(60)
        return build(*given, language=language, **named)

    monkeypatch.setattr(export_run, "build_annex", slow)
    hands = open_window(sample_file.name)
    closing = Event()
    hands.window.workspace.writer.closing.connect(closing.set)
    dialog = open_dialog(hands, tmp_path / "out", languages=LANGUAGES, format_="csv")
    dialog.export.click()
    assert started.wait(60)
    hands.window.close()
    assert languages == ["en"]
