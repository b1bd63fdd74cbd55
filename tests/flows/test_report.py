"""The Report page: chosen, looked at, written, printed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from pct_tracker.services.report_choices import FORMATS
from pct_tracker.services.report_look import pages_to_print
from pct_tracker.services.report_run import ReportResult
from pct_tracker.ui.reports.report_form import ReportForm
from pct_tracker.ui.reports.report_memory import remembered
from pct_tracker.ui.reports.report_printing import PRINT_DPI, print_pages
from pct_tracker.ui.reports.report_view import ReportView
from pct_tracker.ui.reports.templates_dialog import TemplatesDialog
from tests.flows.conftest import Hands

Open = Callable[..., Hands]
Key = Qt.Key


@pytest.fixture
def hands(open_window: Open, sample_file: Path, tmp_path: Path) -> Hands:
    hands = open_window(sample_file.name)
    hands.control(Key.Key_3)
    page = hands.window.report.report
    page.export.folder.setText(str(tmp_path / "reports"))
    look_again(hands)
    return hands


def look_again(hands: Hands) -> ReportView:
    """Waits until the pages that were asked for are shown."""
    page = hands.window.report.report
    hands.until(lambda: not page.is_waiting)
    hands.settle()
    return page


def export(hands: Hands) -> ReportResult:
    """Presses the button and waits for the files."""
    page, results = hands.window.report.report, []
    page.export.exported.connect(results.append)
    hands.click(page.export.start)
    hands.until(lambda: not page.export.is_running)
    [result] = results
    assert isinstance(result, ReportResult)
    return result


def test_the_pages_are_there_and_what_stands_in_the_way_leads_to_the_check_page(hands: Hands) -> None:
    page = hands.window.report.report
    assert len(page.preview.pages) > 5
    assert page.preview.pages[0].accessibleName() == f"Page 1 of {len(page.preview.pages)}"
    assert page.findings.text() == "Check: 1 with errors, 6 to look at"
    assert page.texts.text() == "Translations: all texts are there"
    hands.click(page.findings)
    assert hands.window.check.isVisible()


def test_the_whole_way_by_keyboard(hands: Hands) -> None:
    page = hands.window.report.report
    form = page.form
    assert hands.focus is form.languages.button("en")
    hands.press(Key.Key_Tab)
    assert hands.focus is form.formats.button("docx")
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Space)
    assert form.choices().formats == ("docx",)
    hands.press(Key.Key_Tab)
    assert hands.focus is form.planned
    hands.press(Key.Key_Space)
    assert form.choices().document.planned
    page.export.start.setFocus()
    hands.press(Key.Key_Space)
    hands.until(lambda: not page.export.is_running)
    assert ": 6" in page.export.note.note.text()
    assert "read back" in page.export.note.note.text()
    assert hands.focus is page.export.note.open_folder


def test_what_was_written_is_said_and_proven(hands: Hands, tmp_path: Path) -> None:
    page = hands.window.report.report
    hands.click(page.form.formats.button("pdf"))
    result = export(hands)
    assert result.is_proven
    assert sorted(path.name for path in (tmp_path / "reports" / "report-2024").iterdir()) == [
        "manifest.json",
        *sorted(f"report-2024-{code}.docx" for code in ("en", "fr", "es", "ru", "zh", "ar")),
    ]
    assert "the same 64 rows and 6,465 participants in all of them" in page.export.note.note.text()


def test_the_first_page_has_words_for_each_language(hands: Hands) -> None:
    page = hands.window.report.report
    form = page.form
    hands.click(form.front.button)
    form.lines["session"].setFocus()
    QTest.keyClicks(form.lines["session"], "Nineteenth Session")
    hands.click(page.language.button("fr"))
    look_again(hands)
    assert form.lines["session"].text() == ""
    assert form.lines["session"].placeholderText() == "Nineteenth Session"
    QTest.keyClicks(form.lines["session"], "Session du printemps")
    assert dict(form.choices().front.session) == {"en": "Nineteenth Session", "fr": "Session du printemps"}
    assert form.front.button.text() == "First page, in French"


def test_a_day_that_cannot_be_read_is_said_and_what_was_typed_stays(hands: Hands) -> None:
    form = hands.window.report.report.form
    hands.click(form.front.button)
    form.dated.setFocus()
    hands.type("soon")
    hands.press(Key.Key_Tab)
    assert [one.text for one in form.rows.rows["dated"].messages.messages] == [
        "This is not a day. Type it as year, month and day, like 2026-05-04."
    ]
    assert form.dated.text() == "soon"
    assert form.choices().front.dated is None
    assert not hands.window.report.report.export.start.isEnabled()


def test_what_is_chosen_is_remembered(hands: Hands, tmp_path: Path) -> None:
    form = hands.window.report.report.form
    hands.click(form.trace)
    hands.click(form.languages.button("ru"))
    chosen = form.choices()
    assert chosen.document.trace
    assert "ru" not in chosen.languages
    again = ReportForm(hands.window.workspace.wording, "en")
    hands.qtbot.addWidget(again)
    log = hands.window.workspace.tracker.store.path
    again.show_choices(remembered(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat), log, 2024))
    assert again.choices() == chosen


def test_the_first_page_of_one_year_is_not_that_of_another(hands: Hands) -> None:
    page = hands.window.report.report
    hands.click(page.form.front.button)
    page.form.symbol.setFocus()
    QTest.keyClicks(page.form.symbol, "PCT/WG/19/5")
    page.year = 2023
    page.reload()
    assert page.form.symbol.text() == ""
    page.year = 2024
    page.reload()
    assert page.form.symbol.text() == "PCT/WG/19/5"
    assert page.form.front.is_open()


@pytest.mark.parametrize(
    "spoiled",
    ["no json", "[]", '{"front": {"symbol": 5}}', '{"document": {"planned": "yes"}}', '{"front": {"body": "text"}}',
     '{"languages": "en", "formats": ["exe"], "missing": "bogus", "document": {"origin_order": "bogus"}}'],
)  # fmt: skip
def test_settings_that_were_spoiled_do_no_harm(tmp_path: Path, spoiled: str) -> None:
    settings = QSettings(str(tmp_path / "spoiled.ini"), QSettings.Format.IniFormat)
    settings.setValue("report/choices", spoiled)
    settings.setValue("report/first-pages", spoiled)
    choices = remembered(settings, tmp_path / "log.db", 2024)
    assert set(choices.formats) <= set(FORMATS)
    assert choices.missing == "marked"
    assert choices.document.origin_order == "entered"


def test_all_years_have_no_report(hands: Hands) -> None:
    page = hands.window.report.report
    hands.window.filter.choose_year(None)
    look_again(hands)
    assert page.note.text() == "The report is on one year. Choose a year above."
    assert page.preview.pages == []
    assert not page.export.start.isEnabled()


def test_without_a_language_or_a_kind_of_file_there_is_nothing_to_write(hands: Hands) -> None:
    page = hands.window.report.report
    for kind in ("docx", "pdf"):
        hands.click(page.form.formats.button(kind))
    look_again(hands)
    assert not page.export.start.isEnabled()


def test_pages_become_larger_and_smaller(hands: Hands) -> None:
    page = hands.window.report.report
    before = page.preview.pages[0].pixmap().width()
    hands.click(page.larger)
    look_again(hands)
    assert page.preview.pages[0].pixmap().width() > before


def test_pages_are_printed_in_their_shape(hands: Hands, tmp_path: Path) -> None:
    workspace, choices = hands.window.workspace, hands.window.report.report.form.choices()
    pages = pages_to_print(workspace.tracker, 2024, "en", choices, PRINT_DPI)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert print_pages(pages, printer)
    from pypdf import PdfReader

    boxes = [page.mediabox for page in PdfReader(tmp_path / "printed.pdf").pages]
    assert len(boxes) == len(pages)
    assert [box.width > box.height for box in boxes[:2]] == [False, True]


def test_a_template_of_ones_own_is_chosen_and_taken_out(hands: Hands, tmp_path: Path) -> None:
    dialog = TemplatesDialog(hands.window.workspace, hands.window)
    dialog.open()
    hands.settle()
    dialog.write_example("en", tmp_path / "house.docx")
    hands.settle()
    dialog.take("en", tmp_path / "house.docx")
    hands.settle()
    assert dialog.names["en"].whole_text() == "house.docx"
    (tmp_path / "broken.docx").write_bytes(b"no Word file")
    dialog.take("en", tmp_path / "broken.docx")
    hands.settle()
    assert "broken.docx" in dialog.note.text()
    assert dialog.names["en"].whole_text() == "house.docx"
    hands.click(dialog.drop["en"])
    assert dialog.names["en"].whole_text() == "as shipped"
    dialog.reject()


class TestPublishing:
    """What is published is locked, and what changes later is a corrigendum."""

    @pytest.fixture
    def published(self, hands: Hands) -> Hands:
        page = hands.window.report.report
        for kind in ("pdf", "csv"):
            hands.click(page.form.formats.button(kind))
        hands.click(page.export.publish)
        assert page.export.question is not None
        hands.click(page.export.question.defaultButton())
        hands.until(lambda: not page.export.is_running)
        return hands

    def test_the_year_is_locked_as_it_was_written(self, published: Hands) -> None:
        page = published.window.report.report
        assert "2024 is locked as it was written." in page.export.note.note.text()
        assert published.window.workspace.tracker.locks()[2024].holds
        assert published.window.filter.years.currentText() == "2024 – locked"

    def test_it_is_among_the_earlier_exports(self, published: Hands, tmp_path: Path) -> None:
        page = published.window.report
        published.click(page.strip.button("exports"))
        assert page.exports.model.rowCount() == 1
        page.exports.write_again(tmp_path / "again")
        published.until(lambda: not page.exports.note.is_running)
        assert "read back" in page.exports.note.note.text()
        assert "Not the same bytes" not in page.exports.note.note.text()
