"""Builds small files that hold an annex, and knows where the annex of 2024 lies."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

FILES = Path(__file__).parent.parent / "files" / "annex-2024"
LANGUAGE_OF_FILE = {
    "annex-2024-zh.docx": "zh",
    "annex-2024-zh.txt": "zh",
    "annex-2024-zh.xlsx": "zh",
    "annex-2024-zh.csv": "zh",
    "annex-2024-en.docx": "en",
}
HEADINGS = (
    "Date",
    "Type of Activity",
    "Content",
    "Description of the Activity",
    "Co-organizer(s)",
    "Location",
    "Origin of Participants",
    "Type of Participants",
    "Number of Participants",
)
ROW = ("2024-02", "PCT Seminar", "B, C", "National Seminar", "", "Oman (OM)", "Oman (OM)", "Offices", "10")
OTHER_ROW = ("2024-03", "PCT Webinar", "A", "Webinar for users", "", "Online", "Peru (PE)", "Users", "20")


def row(**cells: str) -> tuple[str, ...]:
    """The plain row with some cells set by the name of their column."""
    columns = ("month", "type", "contents", "title", "co_organizers", "venue", "origins", "participant_types", "participants")
    return tuple(cells.get(column, cell) for column, cell in zip(columns, ROW, strict=True))


def write_csv(path: Path, rows: Sequence[Sequence[str]], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter=delimiter).writerows(rows)
    path.write_bytes(lines.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for values in rows:
            sheet.append(list(values))
    workbook.save(path)
    return path


def write_docx(path: Path, *parts: str | Sequence[Sequence[str]]) -> Path:
    """A Word file of paragraphs and tables in this order."""
    import docx

    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), len(part[0]))
        for cells, values in zip(table.rows, part, strict=True):
            for cell, value in zip(cells.cells, values, strict=True):
                cell.text = value
    document.save(str(path))
    return path


def write_ods(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table = Table(name="2024")
    for values in rows:
        line = TableRow()
        for value in values:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path
