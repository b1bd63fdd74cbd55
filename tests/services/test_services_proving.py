"""The proof of a file notices whatever was made of it after it was written."""

import copy
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import docx
import pytest
from builders import adding, make_draft, texts

from pct_tracker.domain.activity import Origin
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.texts import Texts
from pct_tracker.reporting.document import Document
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.writers import write_document, write_report
from pct_tracker.reporting.writers.template_words import certain_words
from pct_tracker.reporting.writers.word_template import write_from_template
from pct_tracker.services.reports.agreement import Agreement
from pct_tracker.services.reports.choices import DocumentChoices, FrontBlock, ReportChoices
from pct_tracker.services.reports.differences import Proof
from pct_tracker.services.reports.document_run import document_of
from pct_tracker.services.reports.proving import prove, prove_layout
from pct_tracker.services.reports.run import export_report, write_files
from pct_tracker.services.reports.snapshot import Snapshot, take_snapshot
from pct_tracker.services.reports.word_templates import example_of_template
from pct_tracker.services.reports.workbook_proof import prove_workbook
from pct_tracker.services.reports.workbook_run import workbook_of, write_proven
from pct_tracker.services.tracker import Tracker

FRONT = FrontBlock(symbol="PCT/WG/19/5", session=texts("Nineteenth session"))
CHOICES = DocumentChoices(planned=True, trace=True, sensitivity=True)
TITLES = {
    "en": "Seminar {}",
    "fr": "Séminaire {}",
    "es": "Seminario {}",
    "ru": "Семинар {}",
    "zh": "研讨会{}",
    "ar": "ندوة {} عن المعاهدة",
}
STRANGE = (
    *("😀 क्षत्रिय 7", "שלום (KE) 12,5", "\u202eturned\u202c", "\U00020000 seen", "a\u00adb" * 90, "〈x)(", "ﷺ ½"),
    *("ﬁ ﬀ", "𝔘𝔫𝔦", "١٢٣ ٤٥٦", "עברית ו-English 123 סוף", "x" * 900),
)


@pytest.fixture
def snapshot(empty_tracker: Tracker) -> Snapshot:
    """Four activities that were held and one that is planned."""
    titles = [Texts({language: title.format(number) for language, title in TITLES.items()}) for number in (71, 72, 73, 74, 75)]
    held = [
        make_draft(title=title, participants=100 + number, month=f"2024-0{number}", origins=(Origin("KE"), Origin("OM")))
        for number, title in enumerate(titles[:4], 1)
    ]
    empty_tracker.do(adding(*held, make_draft(title=titles[4], status=Status.PLANNED, month="2024-12", participants=30)))
    return take_snapshot(empty_tracker, 2024)


def compose(snapshot: Snapshot, language: str = "en", **changes: Any) -> Document:
    return document_of(replace(snapshot, **changes), language, FRONT, CHOICES)


def with_rows(document: Document, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Document:
    """The document with other rows in its first annex."""
    first, *others = document.annexes
    return replace(document, annexes=(replace(first, report=replace(first.report, rows=change(first.report.rows))), *others))


def with_cell(report: Report, row: int, column: str, text: str) -> tuple[Any, ...]:
    """The rows of a report, one cell with another text."""
    rows, place = list(report.rows), report.columns.index(column)
    cells = list(rows[row].cells)
    cells[place] = replace(cells[place], text=text)
    rows[row] = replace(rows[row], cells=tuple(cells))
    return tuple(rows)


def edit_word(path: Path, edit: Callable[[Any], object]) -> None:
    """Opens a Word file, does something to it and saves it."""
    document = docx.Document(str(path))
    edit(document)
    document.save(str(path))


def set_text(paragraph: Any, text: str) -> None:
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = text


def drop(element: Any) -> None:
    element._element.getparent().remove(element._element)


WORD_SPOILED: dict[str, tuple[Callable[[Any], object], tuple[str, int, str]]] = {
    "a number": (lambda it: set_text(it.tables[0].rows[2].cells[8].paragraphs[0], "120"), ("annex", 2, "participants")),
    "a heading": (lambda it: set_text(it.tables[0].rows[0].cells[3].paragraphs[0], "Other"), ("annex", 0, "title")),
    "a row away": (lambda it: drop(it.tables[0].rows[4]), ("annex", 4, "month")),
    "all rows away": (lambda it: [drop(row) for row in it.tables[0].rows[1:]], ("annex", 1, "month")),
    "a row twice": (
        lambda it: it.tables[0].rows[4]._tr.addnext(copy.deepcopy(it.tables[0].rows[4]._tr)),
        ("annex", 5, "month"),
    ),
    "a table away": (lambda it: drop(it.tables[1]), ("annex", 0, "month")),
    "a table added": (lambda it: setattr(it.add_table(1, 1).cell(0, 0), "text", "added"), ("", 0, "")),
    "a paragraph": (lambda it: set_text(it.paragraphs[9], "Over 90 activities were carried out."), ("", 0, "")),
    "a paragraph added": (lambda it: it.add_paragraph("added"), ("", 0, "")),
    "a paragraph away": (lambda it: drop(it.paragraphs[-1]), ("", 0, "")),
    "over a page": (lambda it: set_text(it.sections[1].first_page_header.paragraphs[1], "ANNEX IX"), ("", 0, "page")),
}


@pytest.mark.parametrize("spoiled", WORD_SPOILED)
def test_a_word_document_is_read_back_whole(snapshot: Snapshot, tmp_path: Path, spoiled: str) -> None:
    document, path = compose(snapshot), tmp_path / "report.docx"
    write_document(document, path, "docx")
    assert prove(path, document).holds
    edit, place = WORD_SPOILED[spoiled]
    edit_word(path, edit)
    assert places(prove(path, document))[0] == place


def places(proof: Proof) -> list[tuple[str, int, str]]:
    return [(one.table, one.row, one.column) for one in proof.differences]


def test_of_a_layout_of_ones_own_the_tables_and_the_named_places_are_compared(
    snapshot: Snapshot, tmp_path: Path, empty_tracker: Tracker
) -> None:
    template, path = example_of_template(empty_tracker, "en"), tmp_path / "report.docx"
    document = compose(snapshot)
    with open(path, "wb") as stream:
        write_from_template(document, template, stream)
    named = certain_words(document, template)
    assert {document.front.title, document.front.symbol, document.closing} <= set(named)
    proof = prove_layout(path, document, named)
    assert (proof.differences, proof.compares, proof.rows) == ((), "tables", 4)
    for spoiled in (
        replace(document, front=replace(document.front, title="Another title")),
        with_rows(document, lambda rows: rows[1:]),
    ):
        assert not prove_layout(path, spoiled, certain_words(spoiled, template)).holds


@pytest.mark.parametrize(
    ("format_", "old", "new", "place"),
    [
        ("html", ">102<", ">120<", ("annex", 2, "participants")),
        ("html", ">Content<", ">Contents<", ("annex", 0, "contents")),
        ("html", "A, B", "A", ("annex", 1, "contents")),
        ("html", "4 activities were", "9 activities were", ("", 0, "")),
        ("html", "</main>", "<div>added</div></main>", ("", 0, "")),
        ("html", "PCT/WG/19/5", "PCT/WG/19/6", ("", 0, "")),
        ("html", "<h2>ANNEX II</h2>", "", ("", 0, "")),
        ("csv", ",102", ",120", ("annex", 2, "participants")),
        ("csv", "month,", "Month,", ("annex", 0, "month")),
        ("csv", "Seminar 73", "Seminar 37", ("annex", 3, "title")),
        ("json", '"participants": 102', '"participants": 120', ("annex", 2, "participants")),
        ("json", '"value": 410', '"value": 409', ("", 0, "figures")),
        ("json", '"code": "KE"', '"code": "UG"', ("", 0, "activities")),
        ("json", '"activity_id": 3', '"activity_id": 4', ("", 0, "rows")),
    ],
)
def test_a_file_of_text_is_read_back_whole(
    snapshot: Snapshot, tmp_path: Path, format_: str, old: str, new: str, place: tuple[str, int, str]
) -> None:
    document, path = compose(snapshot), tmp_path / f"report.{format_}"
    written = document if format_ == "html" else document.annexes[0].report
    (write_document if format_ == "html" else write_report)(written, path, format_)  # type: ignore[operator]
    assert prove(path, written).holds
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")
    assert place in places(prove(path, written))


@pytest.mark.parametrize("format_", ["docx", "html", "pdf", "xlsx", "csv", "json"])
@pytest.mark.parametrize("kept", [0, 3, 5])
def test_an_annex_with_rows_missing_or_too_many_is_told(snapshot: Snapshot, tmp_path: Path, format_: str, kept: int) -> None:
    report, path = compose(snapshot).annexes[0].report, tmp_path / f"annex.{format_}"
    rows = (*report.rows, report.rows[-1])[:kept]
    write_report(replace(report, rows=rows), path, format_)
    proof = prove(path, report)
    assert not proof.holds
    write_report(report, path, format_)
    assert (prove(path, report).holds, prove(path, report).rows, prove(path, report).participants) == (True, 4, 410)


@pytest.mark.parametrize("language", LANGUAGES)
class TestPages:
    """A PDF, whose words have no cells."""

    @pytest.fixture
    def proving(self, snapshot: Snapshot, tmp_path: Path, language: str) -> Callable[[Document], Proof]:
        """Writes another document and holds it against the right one."""

        def prove_other(other: Document) -> Proof:
            write_document(other, tmp_path / "report.pdf", "pdf")
            return prove(tmp_path / "report.pdf", compose(snapshot, language))

        return prove_other

    def test_what_it_should_say_holds(self, snapshot: Snapshot, language: str, proving: Callable[[Document], Proof]) -> None:
        proof = proving(compose(snapshot, language))
        assert (proof.differences, proof.rows, proof.participants) == ((), 4, 410)
        assert proof.compares == ("letters" if language == "ar" else "words")

    @pytest.mark.parametrize("number", ["201", "104"])
    def test_another_number_is_told(
        self, snapshot: Snapshot, language: str, proving: Callable[[Document], Proof], number: str
    ) -> None:
        document = compose(snapshot, language)
        report = document.annexes[0].report
        spoiled = with_cell(report, 1, "participants", number)
        assert places(proving(with_rows(document, lambda _: spoiled))) == [("annex", 2, "")]

    def test_another_letter_is_told(self, snapshot: Snapshot, language: str, proving: Callable[[Document], Proof]) -> None:
        document = compose(snapshot, language)
        report = document.annexes[0].report
        spoiled = with_cell(report, 2, "title", report.rows[2].texts[3][1:])
        assert places(proving(with_rows(document, lambda _: spoiled))) == [("annex", 3, "")]

    def test_a_row_away_and_a_row_too_many_are_told(
        self, snapshot: Snapshot, language: str, proving: Callable[[Document], Proof]
    ) -> None:
        document = compose(snapshot, language)
        without = proving(with_rows(document, lambda rows: rows[:2] + rows[3:]))
        assert (places(without), without.rows) == ([("annex", 3, "")], 3)
        twice = proving(with_rows(document, lambda rows: (*rows, rows[1])))
        assert (places(twice), twice.rows) == ([("", 0, "")], 4)
        assert len(proving(with_rows(document, lambda _: ())).differences) == 4

    def test_other_words_around_the_rows_are_told(
        self, snapshot: Snapshot, language: str, proving: Callable[[Document], Proof]
    ) -> None:
        document = compose(snapshot, language)
        first, second = document.annexes
        paragraphs = tuple(
            replace(one, text=f"{one.text} 9" if one.name == "states" else one.text) for one in document.paragraphs
        )
        headed = replace(first, report=replace(first.report, headings=("9", *first.report.headings[1:])))
        marked = replace(second, report=replace(second.report, end_mark="9"))
        for spoiled in (
            replace(document, paragraphs=paragraphs),
            replace(document, annexes=(headed, second)),
            replace(document, annexes=(first, marked)),
            replace(document, annexes=(replace(first, heading="9"), second)),
            replace(document, front=replace(document.front, symbol="PCT/WG/19/6")),
            replace(document, trace=None),
        ):
            assert not proving(spoiled).holds

    def test_the_report_of_another_year_says_something_else_everywhere(
        self, snapshot: Snapshot, language: str, proving: Callable[[Document], Proof]
    ) -> None:
        proof = proving(compose(snapshot, language, year=2025, held=snapshot.held[:1]))
        assert proof.rows < 4
        assert len(proof.differences) > 5


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_signs_that_pages_show_otherwise_are_no_difference(snapshot: Snapshot, tmp_path: Path, text: str) -> None:
    held = (replace(snapshot.held[0], title=texts(text), origins=(Origin(text=text),)), *snapshot.held[1:])
    for language in ("en", "zh", "ar"):
        document = compose(snapshot, language, held=held)
        write_document(document, tmp_path / "report.pdf", "pdf")
        assert prove(tmp_path / "report.pdf", document).differences == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"<v>102</v>", b"<v>120</v>"), (b"Seminar 73", b"Seminar 37"), (b"<v>410</v>", b"<v>411</v>"), (b"</sheetData>", b"")],
)
def test_a_workbook_is_read_back_cell_by_cell(snapshot: Snapshot, tmp_path: Path, old: bytes, new: bytes) -> None:
    workbook, path = workbook_of(snapshot, compose(snapshot)), tmp_path / "report.xlsx"
    assert write_proven(workbook, path).holds
    if not new:
        # The last row of the annex goes.
        with zipfile.ZipFile(path) as package:
            sheet = package.read("xl/worksheets/sheet1.xml")
        old, new = sheet[sheet.index(b'<row r="5"') : sheet.index(b"</sheetData>")], b""
    rewrite(path, old, new)
    assert not prove_workbook(path, workbook).holds


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    """Puts other bytes into the first part of a package that holds the old ones."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = next(one for one in parts if one.startswith("xl/worksheets/") and old in parts[one])
    parts[name] = parts[name].replace(old, new, 1)
    with zipfile.ZipFile(path, "w") as package:
        for one, content in parts.items():
            package.writestr(one, content)


class TestAcrossLanguages:
    """Files that each say what they should, and not the same."""

    def write(self, snapshot: Snapshot, folder: Path, formats: tuple[str, ...], **of_french: Any) -> dict[str, Proof]:
        """The proofs of an export whose French comes from another log."""

        def composed(language: str) -> Document:
            return compose(snapshot, language, **(of_french if language == "fr" else {}))

        choices = ReportChoices(languages=LANGUAGES, formats=formats, front=FRONT, document=CHOICES)
        count = partial(workbook_of, snapshot)
        agreement = Agreement(snapshot.reference)
        files = write_files(composed, choices, {}, folder, count=count if not of_french else None, agreement=agreement)
        return {one.path.name: one.proof for one in files}

    def test_the_six_languages_agree(self, snapshot: Snapshot, tmp_path: Path) -> None:
        proofs = self.write(snapshot, tmp_path, ("docx", "pdf", "html", "xlsx", "csv", "json"))
        assert {name: proof.differences for name, proof in proofs.items() if not proof.holds} == {}

    @pytest.mark.parametrize(
        ("changes", "column"),
        [
            ({"origins": (Origin("KE"), Origin("UG"))}, "origins"),
            ({"month": "2024-09"}, "month"),
            ({"contents": ("A", "C")}, "contents"),
            ({"type": "pct-webinar"}, "type"),
            ({"participant_types": ("users",)}, "participant_types"),
        ],
    )
    def test_a_language_that_says_something_else_is_told_by_each_of_its_files(
        self, snapshot: Snapshot, tmp_path: Path, changes: dict[str, Any], column: str
    ) -> None:
        held = (*snapshot.held[:3], replace(snapshot.held[3], **changes))
        proofs = self.write(snapshot, tmp_path, ("docx", "csv"), held=held)
        assert sorted(name for name, proof in proofs.items() if not proof.holds) == ["annex-2024-fr.csv", "report-2024-fr.docx"]
        assert {place for proof in proofs.values() for place in places(proof)} == {("annex", 4, column)}

    def test_two_numbers_that_changed_places_are_told(self, snapshot: Snapshot, tmp_path: Path) -> None:
        first, second, *others = snapshot.held
        held = (replace(first, participants=102), replace(second, participants=101), *others)
        proofs = self.write(snapshot, tmp_path, ("csv",), held=held)
        assert places(proofs["annex-2024-fr.csv"]) == [("annex", 1, "participants"), ("annex", 2, "participants")]

    def test_a_note_that_names_other_letters_in_brackets_is_no_difference(self, snapshot: Snapshot, tmp_path: Path) -> None:
        note = texts("and members (EU)").replace("fr", "et membres (UE)")
        held = (replace(snapshot.held[0], origin_note=note), *snapshot.held[1:])
        proofs = self.write(replace(snapshot, held=held), tmp_path, ("csv",))
        assert all(proof.holds for proof in proofs.values())


def test_the_manifest_says_what_was_compared(snapshot: Snapshot, tmp_path: Path, empty_tracker: Tracker) -> None:
    choices = ReportChoices(languages=("en", "ar"), formats=("pdf",), front=FRONT)
    export_report(empty_tracker, 2024, choices, tmp_path)
    told = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["files"]
    assert {one["language"]: one["proof"]["compares"] for one in told} == {"en": "words", "ar": "letters"}
