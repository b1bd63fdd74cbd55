"""The Report page: chosen, looked at, written, printed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from builders import adding, make_draft
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from pct_tracker.domain.codes import Status
from pct_tracker.services.reports.archive import keep_report_template
from pct_tracker.services.reports.choices import FORMATS, ReportChoices, choices_from_json
from pct_tracker.services.reports.look import pages_to_print
from pct_tracker.services.reports.run import ReportResult, export_report
from pct_tracker.services.reports.word_templates import write_example
from pct_tracker.ui.reports import report_view
from pct_tracker.ui.reports.corrigendum_view import CorrigendumView
from pct_tracker.ui.reports.plan_view import PlanView
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
    assert len(page.pane.preview.pages) > 5
    assert page.pane.preview.pages[0].accessibleName() == f"Page 1 of {len(page.pane.preview.pages)}"
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
    assert hands.focus is form.plan.planned
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
    hands.click(page.pane.language.button("fr"))
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


@pytest.mark.parametrize("original", ["xx", 7, None])
def test_an_original_language_that_is_none_is_the_usual_one(original: object) -> None:
    assert choices_from_json({"front": {"original": original}}).front.original == "en"


def test_all_years_have_no_report(hands: Hands) -> None:
    page = hands.window.report.report
    hands.window.filter.choose_year(None)
    look_again(hands)
    assert page.pane.note.text() == "The report is on one year. Choose a year above."
    assert page.pane.preview.pages == []
    assert not page.export.start.isEnabled()


def test_without_a_language_or_a_kind_of_file_there_is_nothing_to_write(hands: Hands) -> None:
    page = hands.window.report.report
    for kind in ("docx", "pdf"):
        hands.click(page.form.formats.button(kind))
    look_again(hands)
    assert not page.export.start.isEnabled()


class TestAnnexTwo:
    """The plan that is printed, and the language of the original."""

    def test_the_year_of_the_plan_is_chosen_by_keyboard_and_printed(self, hands: Hands) -> None:
        tracker = hands.window.workspace.tracker
        hands.window.workspace.do(adding(make_draft(year=2025, month="2025-03", status=Status.PLANNED)))
        hands.settle()
        hands.window.filter.choose_year(2024)
        look_again(hands)
        plan = hands.window.report.report.form.plan
        assert not plan.years.isVisible()
        plan.planned.setFocus()
        hands.press(Key.Key_Space)
        assert [plan.years.itemText(place) for place in range(plan.years.count())] == ["2025", "2024"]
        assert plan.planned_year is None
        hands.press(Key.Key_Tab)
        assert hands.focus is plan.years
        hands.type("2025")
        page = look_again(hands)
        assert page.form.choices().document.planned_year == 2025
        result = export(hands)
        assert result.record.choices["document"]["planned_year"] == 2025
        assert len(result.record.manifest["activities"]["planned"]) == 1
        assert tracker.locks() == {}

    def test_the_whole_year_can_be_read_in_its_box(self, hands: Hands) -> None:
        plan = hands.window.report.report.form.plan
        hands.click(plan.planned)
        room = plan.years.width() - plan.years.minimumSizeHint().height()
        assert room > plan.years.fontMetrics().horizontalAdvance("0000")

    def test_the_language_of_the_original_is_chosen_or_left_out(self, hands: Hands) -> None:
        form = hands.window.report.report.form
        hands.click(form.front.button)
        form.original.setFocus()
        assert form.choices().front.original == "en"
        hands.type("Chi")
        assert form.choices().front.original == "zh"
        hands.press(Key.Key_Delete)
        assert form.choices().front.original == ""

    def test_both_are_remembered_with_the_first_page_of_their_year(self, hands: Hands, tmp_path: Path) -> None:
        form = hands.window.report.report.form
        hands.click(form.plan.planned)
        form.plan.years.setFocus()
        hands.type("2025")
        hands.click(form.front.button)
        form.original.setFocus()
        hands.type("Fr")
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        log = hands.window.workspace.tracker.store.path
        kept, other = (remembered(settings, log, year) for year in (2024, 2023))
        assert (kept.front.original, kept.document.planned_year) == ("fr", 2025)
        assert (other.front.original, other.document.planned_year) == ("en", None)
        again = ReportForm(hands.window.workspace.wording, "en")
        hands.qtbot.addWidget(again)
        again.show_choices(kept)
        assert again.choices() == form.choices()


class TestAllYears:
    """Views on one year, while the window shows all of them."""

    @pytest.fixture(autouse=True)
    def all_years(self, hands: Hands) -> None:
        hands.window.filter.choose_year(None)
        look_again(hands)

    @pytest.mark.parametrize("name", ["plan", "corrigendum"])
    def test_a_view_on_one_year_says_so_and_leads_to_the_latest(self, hands: Hands, name: str) -> None:
        page = hands.window.report
        hands.click(page.strip.button(name))
        view = page.find_view(name)
        assert isinstance(view, PlanView | CorrigendumView)
        assert view.year_needed.isVisible()
        view.take_focus()
        hands.press(Key.Key_Space)
        assert hands.window.filter.year == 2024
        assert not view.year_needed.isVisible()

    def test_the_report_leads_to_the_latest_year(self, hands: Hands) -> None:
        hands.click(hands.window.report.report.pane.latest)
        page = look_again(hands)
        assert hands.window.filter.year == 2024
        assert len(page.pane.preview.pages) > 5
        assert not page.pane.latest.isVisible()

    def test_exports_of_all_years_are_listed(self, hands: Hands, tmp_path: Path) -> None:
        workspace = hands.window.workspace
        workspace.do(adding(make_draft(year=2023, month="2023-03")))
        hands.settle()
        hands.window.filter.choose_year(None)
        for year in (2023, 2024):
            export_report(workspace.tracker, year, ReportChoices(languages=("en",), formats=("csv",)), tmp_path / str(year))
        hands.click(hands.window.report.strip.button("exports"))
        model = hands.window.report.exports.model
        assert [model.index(row, 3).data() for row in range(model.rowCount())] == ["2024", "2023"]


class TestPages:
    """The pages while choosing."""

    def test_pages_become_larger_and_smaller_by_key(self, hands: Hands) -> None:
        preview = hands.window.report.report.pane.preview

        def width() -> int:
            look_again(hands)
            return preview.pages[0].pixmap().width()

        fitting = width()
        hands.control(Key.Key_Plus)
        assert width() > fitting
        assert hands.window.report.report.pane.fit.code() is None
        for _ in range(7):
            hands.control(Key.Key_Minus)
        assert width() < fitting
        hands.control(Key.Key_0)
        assert width() == fitting
        assert hands.window.report.report.pane.fit.code() == "width"

    def test_a_fitting_page_needs_no_scrolling_sideways(self, hands: Hands) -> None:
        assert not hands.window.report.report.pane.preview.horizontalScrollBar().maximum()

    def test_the_number_of_the_page_follows_the_keys(self, hands: Hands) -> None:
        pane = hands.window.report.report.pane
        hands.click(pane.fit.button("whole"))
        look_again(hands)
        count = len(pane.preview.pages)
        pane.preview.setFocus()
        told = []
        for key in (Key.Key_Home, Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp, Key.Key_End):
            hands.press(key)
            told.append(pane.number.text().strip("\u2066\u2069"))
        assert told == [f"{number} / {count}" for number in (1, 2, 3, 2, count)]
        assert pane.preview.pages[0].pixmap().height() <= pane.preview.viewport().height()

    def test_a_template_of_ones_own_is_said_and_its_document_opened(
        self, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[Path] = []
        monkeypatch.setattr(report_view.QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True)
        page = hands.window.report.report
        assert not page.pane.open_word.isVisible()
        tracker = hands.window.workspace.tracker
        write_example(tracker, "en", tmp_path / "house.docx")
        keep_report_template(tracker, "en", tmp_path / "house.docx")
        page.reload()
        look_again(hands)
        assert "house.docx" in page.pane.note.text()
        hands.click(page.pane.open_word)
        [file] = opened
        assert file.name == "report-2024-en.docx"
        assert file.stat().st_size > 10_000
        assert hands.window.workspace.tracker.store.export_records(None) == []
        hands.click(page.pane.language.button("fr"))
        look_again(hands)
        assert not page.pane.open_word.isVisible()


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


def test_the_question_before_publishing_names_what_stands_open_and_leads_there(hands: Hands) -> None:
    export_ = hands.window.report.report.export
    hands.click(export_.publish)
    question = export_.question
    assert question is not None
    assert question.informativeText().startswith("Still open: 1 with errors, 6 to look at.")
    hands.click(next(button for button in question.buttons() if button.text() == "Look at them"))
    assert hands.window.check.isVisible()
    assert hands.window.workspace.tracker.locks() == {}


def test_what_is_written_is_named_and_stops_when_somebody_asks(hands: Hands, tmp_path: Path) -> None:
    page = hands.window.report.report
    told: list[str] = []
    note = page.export.note

    def stop(name: str) -> None:
        told.append(note.note.text())
        if name.endswith("fr.docx"):
            note.stop.click()
            told.append(note.note.text())

    note._named.connect(stop)
    QTest.mouseClick(page.export.start, Qt.MouseButton.LeftButton)
    hands.until(lambda: not note.is_running)
    assert "Writing report-2024-en.docx…" in told
    assert told[-1] == "Stopping…"
    assert "stopped" in note.note.text().lower()
    assert not (tmp_path / "reports" / "report-2024" / "report-2024-ar.pdf").exists()


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

    def test_the_line_about_the_lock_goes_with_the_lock(self, published: Hands) -> None:
        note = published.window.report.report.export.note.note
        published.window.locks.unlock()
        dialog = published.window.locks.dialog
        assert dialog is not None
        dialog.agreed.emit("a number was wrong")
        dialog.reject()
        look_again(published)
        assert "read back" in note.text()
        assert "locked" not in note.text()
        published.window.workspace.tracker.lock_year(2024)
        published.window.report.report.reload()
        look_again(published)
        assert "2024 is locked as it was written." in note.text()

    def test_it_is_among_the_earlier_exports(self, published: Hands, tmp_path: Path) -> None:
        page = published.window.report
        published.click(page.strip.button("exports"))
        assert page.exports.model.rowCount() == 1
        page.exports.write_again(tmp_path / "again")
        published.until(lambda: not page.exports.note.is_running)
        assert "read back" in page.exports.note.note.text()
        assert "Not the same bytes" not in page.exports.note.note.text()
