"""Writes the varied inputs and what reading each has to give: `python -m tests.files.make_inputs`. Always the same bytes."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.files.facts import FACTS, cells, expected, table, titles
from tests.files.packages import (
    Formula,
    Sheet,
    excel,
    open_document,
    paragraph,
    run,
    word,
    word_cell,
    word_row,
    word_table,
)

INPUTS = Path(__file__).parent / "inputs"
EXPECTED = INPUTS / "expected.json"
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_FOUR = FACTS[:4]
_SPLIT = '<w:vMerge w:val="restart"/>'
_GOES_ON = "<w:vMerge/>"


@dataclass(frozen=True, slots=True)
class Case:
    """One input: its bytes, the rows to be read from it, and what else the reading says."""

    name: str
    data: bytes
    rows: list[dict[str, Any]]
    year: int | None
    skipped: list[str] = field(default_factory=list)
    left_out: list[tuple[str, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)

    def expectation(self) -> dict[str, Any]:
        names = ("year", "rows", "skipped", "left_out", "notes", "claims")
        return {name: getattr(self, name) for name in names}


_CASES: list[Callable[[], Case]] = []


def _case(make: Callable[[], Case]) -> Callable[[], Case]:
    _CASES.append(make)
    return make


def _four(year: int, language: str, status: str = "held", **other: Any) -> list[dict[str, Any]]:
    return [expected(fact, year, language, status, **other) for fact in _FOUR]


def _separated(rows: Sequence[Sequence[str]], delimiter: str, encoding: str, first: str = "") -> bytes:
    lines = io.StringIO(newline="")
    lines.write(first)
    csv.writer(lines, delimiter=delimiter).writerows(rows)
    return lines.getvalue().encode(encoding)


def _with(rows: Sequence[Sequence[Any]], column: int, values: Sequence[Any]) -> list[list[Any]]:
    """The rows under the headings with the cells of one column replaced."""
    return [list(rows[0]), *([*row[:column], value, *row[column + 1 :]] for row, value in zip(rows[1:], values, strict=True))]


# Word


@_case
def plain_english() -> Case:
    claim = "3. In 2019, over 60 activities took place, with more than 6,400 participants from over 90 countries."
    claims = ["activities over 60", "participants over 6400", "states over 90"]
    return Case("plain-en.docx", word("Report", claim, *titles(2019, "en"), word_table(table(2019, "en")), "[End]"),
                _four(2019, "en"), 2019, claims=claims)  # fmt: skip


@_case
def pages() -> Case:
    """Headings again on the second page; none on the third, which opens with the rest of a record."""
    head, *rows = table(2017, "fr")
    last = cells(FACTS[4], 2017, "fr")
    begun, rest = [*last], [""] * 9
    begun[3], rest[3] = "Cours pour", "nouveaux examinateurs"
    begun[6], rest[6] = last[6].split(",")[0] + ",", ",".join(last[6].split(",")[1:]).strip()
    after = cells(FACTS[5], 2017, "fr")
    parts = [word_table([head, *rows[:2]]), "Annexe, page 2", word_table([head, *rows[2:], begun]), "Annexe, page 3",
             word_table([rest, after])]  # fmt: skip
    made = [*_four(2017, "fr"), expected(FACTS[4], 2017, "fr"), expected(FACTS[5], 2017, "fr")]
    return Case("pages-fr.docx", word(*titles(2017, "fr"), *parts), made, 2017)


@_case
def merged_dates() -> Case:
    head, *rows = table(2018, "es")
    merged = [
        word_row([rows[0][0], *rows[0][1:]]),
        word_row([word_cell(rows[1][0], _SPLIT), *rows[1][1:]]),
        word_row([word_cell("", _GOES_ON), *rows[2][1:]]),
        word_row(rows[3]),
    ]
    return Case("merged-dates-es.docx", word(*titles(2018, "es"), word_table([head, *merged])), _four(2018, "es"), 2018)


@_case
def two_annexes() -> Case:
    planned = [expected(fact, 2017, "ru", "planned") for fact in FACTS[4:]]
    budget = word_table([["Статья", "Сумма"], ["Поездки", "100"], ["Печать", "20"]])
    made = word("Бюджет", budget, "ПРИЛОЖЕНИЕ I", *titles(2016, "ru"), word_table(table(2016, "ru")), "ПРИЛОЖЕНИЕ II",
                *titles(2017, "ru", planned=True), word_table(table(2017, "ru", FACTS[4:])))  # fmt: skip
    return Case("two-annexes-ru.docx", made, [*_four(2016, "ru"), *planned], 2016, notes=["other-table"])


@_case
def tracked_changes() -> Case:
    """Words and a row taken out, words put in, a cell with hard line breaks."""
    head, *rows = table(2021, "zh")
    title = rows[0][3]
    tracked = f"<w:p>{run(title[:4])}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>{run(title[4:])}</w:ins></w:p>"
    rows[0][3] = word_cell(tracked)
    rows[1][3] = rows[1][3][:2] + "\n" + rows[1][3][2:]
    gone = word_row(["2021-04", *cells(FACTS[4], 2021, "zh")[1:]], "<w:del/>")
    return Case("tracked-zh.docx", word(*titles(2021, "zh"), word_table([head, *rows[:2], gone, *rows[2:]])),
                _four(2021, "zh"), 2021)  # fmt: skip


@_case
def planned_arabic() -> Case:
    head, *rows = table(2023, "ar")
    digits = [[row[0].translate(_ARABIC_DIGITS), *row[1:8], row[8].translate(_ARABIC_DIGITS)] for row in rows]
    made = word(*titles(2023, "ar", planned=True), word_table([head, *digits]))
    return Case("planned-ar.docx", made, _four(2023, "ar", "planned"), 2023)


@_case
def nested_tables() -> Case:
    """The annex in a cell of a table that sets the page, and a list of States in a table of its own."""
    head, *rows = table(2020, "en")
    listed = word_table([["Kenya", "(KE)"], ["Uganda", "(UG)"], ["Tanzania", "(TZ)"]])
    rows[0][6] = word_cell(f"{listed}<w:p/>")
    annex = word_table([head, *rows])
    page = word_table([[word_cell(f"{paragraph('(carried out in 2020)')}{annex}<w:p/>"), "margin"]])
    made = _four(2020, "en")
    made[0]["doubts"] = ["place.unusual-name"]
    return Case("nested-en.docx", word("Annex (carried out in 2020)", page), made, 2020, notes=["other-table"])


@_case
def two_line_headings() -> Case:
    upper = [word_cell(text, _SPLIT) for text in ("Date", "Type", "Content", "Description", "Co-organizers", "Location")]
    group = word_cell("Participants", '<w:gridSpan w:val="3"/>')
    lower = [word_cell("", _GOES_ON)] * 6 + ["Origin", "Type", "Number"]
    rows = table(2022, "en")[1:]
    made = word("(carried out in 2022)", word_table([word_row([*upper, group]), word_row(lower), *rows]))
    return Case("two-line-headings-en.docx", made, _four(2022, "en"), 2022)


@_case
def doubts() -> Case:
    """Prose for origins, a name beside another code, a count in words, a date that is none."""
    head, *rows = table(2018, "zh")
    rows[0][6], rows[1][8], rows[2][0], rows[3][6] = "部分非洲国家的代表", "约30人", "待定", "柬埔寨（CO）"
    made = _four(2018, "zh")
    made[0] |= {"origins": []}
    made[1] |= {"participants": 30, "doubts": ["participants.unreadable"]}
    made[2] |= {"month": None, "doubts": ["date.unreadable"]}
    made[3] |= {"origins": ["CO"], "doubts": ["place.name-and-code-disagree"]}
    return Case("doubts-zh.docx", word(*titles(2018, "zh"), word_table([head, *rows])), made, 2018)


# Excel and OpenDocument


@_case
def true_dates() -> Case:
    """Title rows above, days as true dates, numbers as numbers, a total below."""
    head, *rows = table(2019, "en")
    days = [date(2019, fact.month, 11) for fact in _FOUR]
    filled = [[day, *row[1:8], fact.participants] for day, row, fact in zip(days, rows, _FOUR, strict=True)]
    total = ["Total", *[""] * 7, sum(fact.participants for fact in _FOUR)]
    made = [row | {"days": [str(day)] * 2} for row, day in zip(_four(2019, "en"), days, strict=True)]
    for row in made:
        row["days"] = [row["days"][0], None]
    sheet = Sheet("Log", [["Technical assistance"], ["Carried out in 2019"], [], head, *filled, total])
    return Case("true-dates-en.xlsx", excel(sheet), made, 2019, skipped=["row.total"])


@_case
def other_order() -> Case:
    """Columns in another order, two that nobody knows, numbers as text with a space between thousands."""
    order = [3, 0, 8, 1, 2, 5, 6, 7, 4]
    rows = table(2020, "fr")
    numbered = _with(rows, 8, ["42", "1\u202f234", "65", "310"])
    moved = [[row[place] for place in order] for row in numbered]
    told = [[*row, "Remarque" if at == 0 else "à revoir" if at < 3 else ""] for at, row in enumerate(moved)]
    numbers = [["N°" if at == 0 else at, *row] for at, row in enumerate(told)]
    return Case("other-order-fr.xlsx", excel(Sheet("2020", numbers)), _four(2020, "fr"), 2020,
                left_out=[("N°", 4), ("Remarque", 2)])  # fmt: skip


@_case
def several_sheets() -> Case:
    """One sheet each year, one of them hidden, one with a list of something else; a hidden row and a hidden column."""
    first = Sheet("2016", _with(table(2016, "es"), 8, ["42", "1.234", "65", "310"]), hidden_rows=(3,), hidden_columns=(5,))
    second = Sheet("2017", table(2017, "es", FACTS[4:]), is_hidden=True)
    other = Sheet("Contactos", [["Nombre", "Correo"], ["Ana", "ana@example.org"]])
    made = [*_four(2016, "es"), *(expected(fact, 2017, "es") for fact in FACTS[4:])]
    return Case("several-sheets-es.xlsx", excel(first, other, second), made, 2016,
                notes=["hidden-cells", "hidden-sheet", "other-table"])  # fmt: skip


@_case
def merged_cells() -> Case:
    head, *rows = table(2021, "ru")
    rows[2][0] = ""
    sheet = Sheet("2021", [[titles(2021, "ru")[0]], [titles(2021, "ru")[1]], head, *rows], merged=("A1:I1", "A2:I2", "A5:A6"))
    return Case("merged-ru.xlsx", excel(sheet), _four(2021, "ru"), 2021)


@_case
def dates_since_1904() -> Case:
    head, *rows = table(2018, "zh")
    months = [date(2018, fact.month, 1) for fact in _FOUR]
    sheet = Sheet("表", [head, *([month, *row[1:]] for month, row in zip(months, rows, strict=True))])
    return Case("since-1904-zh.xlsx", excel(sheet, since_1904=True), _four(2018, "zh"), 2018)


@_case
def formulas() -> Case:
    """A formula with its value, one that was never worked out, a fraction, a percentage."""
    numbers = [Formula("40+2", 42), Formula("SUM(I2:I9)"), 65.5, 0.31]
    rows = _with(table(2022, "en"), 8, numbers)
    made = _four(2022, "en")
    for row in made[1:]:
        row |= {"participants": None, "doubts": ["participants.unreadable"]}
    return Case("formulas-en.xlsx", excel(Sheet("2022", rows, percents=frozenset({8}))), made, 2022, notes=["formulas"])


@_case
def arabic_numbers() -> Case:
    numbers = ["٤٢", "١٬٢٣٤", "\u200f٦٥", "٣١٠"]
    return Case("numbers-ar.xlsx", excel(Sheet("2023", _with(table(2023, "ar"), 8, numbers))), _four(2023, "ar"), 2023)


@_case
def no_headings() -> Case:
    rows = table(2021, "en", FACTS)[1:]
    made = [expected(fact, 2021, "en") for fact in FACTS]
    return Case("no-headings-en.xlsx", excel(Sheet("Log", rows)), made, 2021, notes=["columns-by-content"])


@_case
def grouped_headings() -> Case:
    """Two rows of headings, the cells of the group merged over three columns."""
    upper = ["Fecha", "Tipo", "Contenido", "Descripción", "Coorganizadores", "Lugar", "Participantes", "", ""]
    lower = ["", "", "", "", "", "", "Origen", "Tipo", "Número"]
    merged = (*(f"{letter}1:{letter}2" for letter in "ABCDEF"), "G1:I1")
    return Case("grouped-headings-es.xlsx", excel(Sheet("2019", [upper, lower, *table(2019, "es")[1:]], merged=merged)),
                _four(2019, "es"), 2019)  # fmt: skip


@_case
def open_document_sheet() -> Case:
    head, *rows = table(2017, "en")
    filled = [[date(2017, fact.month, 1), *row[1:8], fact.participants] for row, fact in zip(rows, _FOUR, strict=True)]
    return Case("plain-en.ods", open_document("2017", [head, *filled]), _four(2017, "en"), 2017)


@_case
def open_document_merged() -> Case:
    rows = table(2016, "fr")
    rows[3][0] = ""
    return Case("merged-fr.ods", open_document("2016", rows, {(2, 0): 2}), _four(2016, "fr"), 2016)


# Separated text


@_case
def french_code_page() -> Case:
    rows = [[cell.replace("’", "'").replace("\u202f", " ") for cell in row] for row in table(2018, "fr")]
    rows = _with(rows, 8, ["42", "1 234", "65", "310"])
    return Case("cp1252-fr.csv", _separated(rows, ";", "cp1252"), _four(2018, "fr"), 2018)


@_case
def russian_code_page() -> Case:
    return Case("cp1251-ru.csv", _separated(table(2019, "ru"), ";", "cp1251"), _four(2019, "ru"), 2019)


@_case
def arabic_code_page() -> Case:
    return Case("cp1256-ar.tsv", _separated(table(2020, "ar"), "\t", "cp1256"), _four(2020, "ar"), 2020)


@_case
def chinese_code_page() -> Case:
    return Case("gb18030-zh.csv", _separated(table(2022, "zh"), ",", "gb18030"), _four(2022, "zh"), 2022)


@_case
def wide_with_mark() -> Case:
    return Case("utf16-mark-en.tsv", _separated(table(2023, "en"), "\t", "utf-16"), _four(2023, "en"), 2023)


@_case
def wide_big_end_first() -> Case:
    return Case("utf16-be-zh.csv", _separated(table(2017, "zh"), ",", "utf-16-be"), _four(2017, "zh"), 2017)


@_case
def wide_little_end_first() -> Case:
    return Case("utf16-le-ru.txt", _separated(table(2016, "ru"), "\t", "utf-16-le"), _four(2016, "ru"), 2016)


@_case
def bars() -> Case:
    """A table as it is set in plain text, with bars and a rule."""
    head, *rows = table(2020, "es")
    lines = [" | ".join(["", *row, ""]).strip() for row in (head, ["---"] * 9, *rows)]
    return Case("bars-es.txt", "\n".join(lines).encode(), _four(2020, "es"), 2020)


@_case
def quoted_breaks() -> Case:
    rows = table(2021, "en")
    rows[1][3] = rows[1][3].replace(" for ", "\nfor ")
    rows[3][6] = rows[3][6].replace("; ", ";\r\n").replace(", ", ",\r\n")
    return Case("quoted-breaks-en.csv", _separated(rows, ";", "utf-8-sig", "sep=;\r\n"), _four(2021, "en"), 2021)


@_case
def dates_in_words() -> Case:
    head, *rows = table(2018, "es")
    words = ["febrero de 2018", "12 al 14 de marzo de 2018", "Marzo 2018", "mayo 2018"]
    made = _four(2018, "es")
    made[1] |= {"days": ["2018-03-12", "2018-03-14"]}
    return Case("dates-in-words-es.csv", _separated(_with([head, *rows], 0, words), ",", "utf-8"), made, 2018)


@_case
def dates_of_one_year() -> Case:
    """Planned, months by name only; the year stands in the title."""
    head, *rows = table(2022, "fr")
    months = ["février", "12-14 mars", "mars", "mai"]
    made = _four(2022, "fr", "planned")
    made[1] |= {"days": ["2022-03-12", "2022-03-14"]}
    lines = [[title] for title in titles(2022, "fr", planned=True)]
    return Case("months-planned-fr.csv", _separated([*lines, *_with([head, *rows], 0, months)], ",", "utf-8"), made, 2022)


# Text without separators, and web pages


def _set(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    """A table as a PDF gives it: words wrapped in columns of these widths, two spaces between columns."""
    lines: list[str] = []
    for row in rows:
        wrapped = [_wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for at in range(max(map(len, wrapped))):
            pieces = (part[at] if at < len(part) else "" for part in wrapped)
            lines.append("  ".join(piece.ljust(width) for piece, width in zip(pieces, widths, strict=True)).rstrip())
    return "\n".join(lines)


def _wrap(text: str, width: int) -> list[str]:
    lines = [""]
    for word_ in text.split(" "):
        lines[-1:] = [f"{lines[-1]} {word_}".strip()] if len(lines[-1]) + len(word_) < width else [lines[-1], word_]
    return lines


@_case
def from_a_pdf() -> Case:
    text = f"Annex (carried out in 2019)\n\n{_set(table(2019, 'en'), (8, 14, 8, 24, 18, 14, 30, 18, 14))}\n"
    return Case("pdf-en.txt", text.encode(), _four(2019, "en"), 2019)


@_case
def from_a_pdf_in_russian() -> Case:
    rows = table(2021, "ru")
    text = _set(rows, (9, 16, 14, 26, 20, 18, 32, 22, 16))
    return Case("pdf-ru.txt", text.encode("cp1251"), _four(2021, "ru"), 2021)


@_case
def a_cell_a_line() -> Case:
    rows = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in table(2016, "zh"))
    claim = "2016年共开展了60多项活动，参与者超过6,400人次。"
    text = "\n".join([claim, *titles(2016, "zh"), "", rows, ""])
    return Case("cell-a-line-zh.txt", text.encode(), _four(2016, "zh"), 2016,
                claims=["activities over 60", "participants over 6400"])  # fmt: skip


def _html_table(rows: Sequence[Sequence[str]], cell: str = "<td>{}</td>") -> str:
    return "<table>" + "".join("<tr>" + "".join(map(cell.format, row)) + "</tr>" for row in rows) + "</table>"


@_case
def web_page() -> Case:
    body = f"<nav><ul><li>Home</li></ul></nav><h1>{titles(2020, 'en')[0]}</h1><p>{titles(2020, 'en')[1]}</p>"
    page = f"<!doctype html><html><head><meta charset=utf-8><title>x</title><script>let a='<table>'</script></head><body>{body}"
    return Case("web-en.html", f"{page}{_html_table(table(2020, 'en'))}<p>© 2023</p>".encode(), _four(2020, "en"), 2020)


@_case
def page_from_word() -> Case:
    cell = "<td width=80><p class=MsoNormal><span lang=FR>{}<o:p></o:p></span></p></td>"
    lines = "".join(f"<p class=MsoTitle>{line}</p>" for line in titles(2017, "fr", planned=True))
    start = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="windows-1252"></head><body>'
    rows = [[value.replace("\u202f", "\u00a0") for value in row] for row in table(2017, "fr")]
    return Case("from-word-fr.html", f"{start}{lines}{_html_table(rows, cell)}".encode("cp1252"),
                _four(2017, "fr", "planned"), 2017)  # fmt: skip


@_case
def page_from_excel() -> Case:
    start = '<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-1251"></head><body>'
    rows = _html_table(table(2022, "ru"), "<td class=xl65 style='mso-number-format:\"\\@\"'>{}</td>")
    return Case("from-excel-ru.htm", f"{start}{rows}".encode("cp1251"), _four(2022, "ru"), 2022)


@_case
def keyed_objects() -> Case:
    head, *rows = table(2023, "es")
    made = json.dumps([dict(zip(head, row, strict=True)) for row in rows], ensure_ascii=False)
    return Case("keyed-es.json", made.encode(), _four(2023, "es"), 2023)


def all_cases() -> list[Case]:
    """Every input."""
    return [make() for make in _CASES]


def main() -> None:
    """Writes all inputs and the expectations."""
    INPUTS.mkdir(exist_ok=True)
    cases = all_cases()
    for case in cases:
        (INPUTS / case.name).write_bytes(case.data)
    told = {case.name: case.expectation() for case in cases}
    EXPECTED.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
