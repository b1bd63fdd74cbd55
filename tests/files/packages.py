"""Small Word, Excel and OpenDocument files written as bare markup: the same bytes each time, and every oddity at hand."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape, quoteattr

_MOMENT = (2020, 1, 1, 0, 0, 0)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of these parts with fixed dates."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return made.getvalue()


def run(text: str) -> str:
    """A run of Word text; line breaks become hard breaks."""
    return "<w:r>" + "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")) + "</w:r>"


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def word_cell(content: str, properties: str = "") -> str:
    """A cell of plain text, or of markup that begins with a tag of Word."""
    inner = content if content.startswith("<w:") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def word_row(cells: Sequence[str], properties: str = "") -> str:
    made = "".join(cell if cell.startswith("<w:tc>") else word_cell(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def word_table(rows: Sequence[Sequence[str] | str]) -> str:
    """A table of rows of cells, or of rows that are markup already."""
    made = "".join(row if isinstance(row, str) else word_row(row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def word(*parts: str) -> bytes:
    """A .docx of paragraphs, given as text, and tables, given as markup."""
    body = "".join(part if part.startswith("<w:") else paragraph(part) for part in parts)
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped(
        {
            "[Content_Types].xml": _content_types({"/word/document.xml": main}),
            "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
            "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        }
    )


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, with the value a program stored beside it or without one."""

    text: str
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of Excel. `merged` are ranges such as A2:A4, `hidden_rows` count from 1, `hidden_columns` as well."""

    name: str
    rows: Sequence[Sequence[object]]
    merged: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    is_hidden: bool = False
    percents: frozenset[int] = field(default_factory=frozenset)


def excel(*sheets: Sheet, since_1904: bool = False) -> bytes:
    """A .xlsx of these sheets; dates are counted from 1904 if asked for."""
    names = "".join(
        f'<sheet name={quoteattr(one.name)} sheetId="{at}" state="{"hidden" if one.is_hidden else "visible"}" r:id="rId{at}"/>'
        for at, one in enumerate(sheets, 1)
    )
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = {"/xl/workbook.xml": f"{main}.sheet.main+xml", "/xl/styles.xml": f"{main}.styles+xml"}
    types |= {f"/xl/worksheets/sheet{at}.xml": f"{main}.worksheet+xml" for at, _ in enumerate(sheets, 1)}
    links = {f"rId{at}": ("worksheet", f"worksheets/sheet{at}.xml") for at, _ in enumerate(sheets, 1)}
    parts = {
        "[Content_Types].xml": _content_types(types),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><workbookPr date1904="{int(since_1904)}"/>'
        f"<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations({**links, "rId99": ("styles", "styles.xml")}),
        "xl/styles.xml": f'<styleSheet xmlns="{_S}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    epoch = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    return zipped(parts | {f"xl/worksheets/sheet{at}.xml": _sheet(one, epoch) for at, one in enumerate(sheets, 1)})


def _sheet(sheet: Sheet, epoch: date) -> str:
    columns = "".join(f'<col min="{at}" max="{at}" width="9" hidden="1"/>' for at in sheet.hidden_columns)
    rows = "".join(
        f'<row r="{at}" hidden="{int(at in sheet.hidden_rows)}">'
        + "".join(_cell(value, f"{_letter(place)}{at}", epoch, place in sheet.percents) for place, value in enumerate(values))
        + "</row>"
        for at, values in enumerate(sheet.rows, 1)
    )
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in sheet.merged)
    return (
        f'<worksheet xmlns="{_S}">{f"<cols>{columns}</cols>" if columns else ""}<sheetData>{rows}</sheetData>'
        f"{f'<mergeCells>{merged}</mergeCells>' if merged else ''}</worksheet>"
    )


def _cell(value: object, place: str, epoch: date, is_percent: bool) -> str:
    match value:
        case None | "":
            return ""
        case Formula():
            stored = "" if value.value is None else f"<v>{value.value}</v>"
            return f'<c r="{place}"><f>{escape(value.text)}</f>{stored}</c>'
        case date():
            return f'<c r="{place}" s="1"><v>{(value - epoch).days}</v></c>'
        case int() | float():
            return f'<c r="{place}" s="{2 if is_percent else 0}"><v>{value}</v></c>'
        case _:
            return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def open_document(name: str, rows: Sequence[Sequence[object]], spans: Mapping[tuple[int, int], int] | None = None) -> bytes:
    """A .ods with one sheet; `spans` says over how many rows the cell at (row, column), counted from 0, is merged."""
    spans = spans or {}
    covered = {(row + down, column) for (row, column), count in spans.items() for down in range(1, count)}
    made = "".join(
        "<table:table-row>"
        + "".join(_open_cell(value, spans.get((at, place), 1), (at, place) in covered) for place, value in enumerate(row))
        + "</table:table-row>"
        for at, row in enumerate(rows)
    )
    spaces = " ".join(f'xmlns:{short}="{_OFFICE}:{short}:1.0"' for short in ("office", "table", "text"))
    content = (
        f'<office:document-content {spaces} office:version="1.3"><office:body><office:spreadsheet>'
        f"<table:table table:name={quoteattr(name)}>{made}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _open_cell(value: object, span: int, is_covered: bool) -> str:
    if is_covered:
        return "<table:covered-table-cell/>"
    down = f' table:number-rows-spanned="{span}" table:number-columns-spanned="1"' if span > 1 else ""
    match value:
        case None | "":
            return f"<table:table-cell{down}/>"
        case date():
            return f'<table:table-cell{down} office:value-type="date" office:date-value="{value.isoformat()}"/>'
        case int() | float():
            return f'<table:table-cell{down} office:value-type="float" office:value="{value}"/>'
        case _:
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
            return f'<table:table-cell{down} office:value-type="string">{lines}</table:table-cell>'


def _content_types(types: Mapping[str, str]) -> str:
    listed = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in types.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{space}">{rels}{xml}{listed}</Types>'


def _relations(links: Mapping[str, tuple[str, str]]) -> str:
    listed = "".join(f'<Relationship Id="{one}" Type="{_R}/{kind}" Target="{target}"/>' for one, (kind, target) in links.items())
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'
