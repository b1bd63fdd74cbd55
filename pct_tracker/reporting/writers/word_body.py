"""Paragraphs and tables of Word as XML text: building them through a library takes five to forty times as long."""

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Cell, Report, ReportRow
from pct_tracker.reporting.writers.directions import runs_of_one_direction
from pct_tracker.reporting.writers.layout import column_widths
from pct_tracker.reporting.writers.word_shell import CELL_STYLE, END_STYLE, HEADING_STYLE, NOTE_STYLE, TITLE_STYLE

# A twentieth of a point, in which Word measures.
_TWIPS_PER_MM = 1440 / 25.4

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in {"top": 40, "left": 70, "bottom": 40, "right": 70}.items()
)
_LOOK = (
    f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar>'
    '<w:tblLook w:val="0020" w:firstRow="1"/>'
)
_CELL_BEGINS = f'<w:pStyle w:val="{CELL_STYLE}"/>'
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/><w:vAlign w:val="center"/>'

_LEFT_TO_RIGHT_MARK, _RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
_BETWEEN_BRACKETS = f"){_LEFT_TO_RIGHT_MARK}{_RIGHT_TO_LEFT_MARK} {_LEFT_TO_RIGHT_MARK}("


def body(report: Report) -> Iterator[str]:
    """The XML between the tags of w:body but for the section: title lines, table, notes, end mark."""
    yield from titled_table(report)
    yield paragraph_printer(right_to_left=report.is_right_to_left)(END_STYLE, report.end_mark)


def titled_table(report: Report) -> Iterator[str]:
    """Title lines, table and notes."""
    paragraph = paragraph_printer(right_to_left=report.is_right_to_left)
    for line in report.title_lines:
        yield paragraph(TITLE_STYLE, line)
    # An empty line keeps the title off the table.
    yield paragraph(TITLE_STYLE, "")
    yield from table(report)
    for note in report.notes:
        yield paragraph(NOTE_STYLE, note)


def table(report: Report, room: float | None = None) -> Iterator[str]:
    """The table alone, in pieces; `room` is its width in millimetres, None that of a page of the annex."""
    shares = column_widths(report) if room is None else column_widths(report, room)
    widths = [int(width * _TWIPS_PER_MM) for width in shares]
    right_to_left = "<w:bidiVisual/>" if report.is_right_to_left else ""
    yield f'<w:tbl><w:tblPr>{right_to_left}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>{_LOOK}</w:tblPr>'
    yield "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
    yield _heading_row(report, widths)
    row_of = _row_printer(report, widths)
    for row in report.rows[:-1]:
        yield row_of(row)
    # What closes the annex is not to stand on a page of its own.
    yield from (row_of(row).replace(_CELL_BEGINS, f"{_CELL_BEGINS}<w:keepNext/>") for row in report.rows[-1:])
    yield "</w:tbl>"


def _heading_row(report: Report, widths: list[int]) -> str:
    paragraph = paragraph_printer(right_to_left=report.is_right_to_left)
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_SHADE}</w:tcPr>{paragraph(HEADING_STYLE, heading)}</w:tc>'
        for width, heading in zip(widths, report.headings, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row_printer(report: Report, widths: list[int]) -> Callable[[ReportRow], str]:
    runs = runs_printer(right_to_left=report.is_right_to_left)
    texts = [_cell_opening(width, _paragraph_properties(CELL_STYLE, report.is_right_to_left)) for width in widths]
    # In a right-to-left paragraph the leading edge, where text stands anyway, is the right one.
    alignment = "" if report.is_right_to_left else '<w:jc w:val="right"/>'
    numbers = [_cell_opening(width, _paragraph_properties(CELL_STYLE, report.is_right_to_left, alignment)) for width in widths]

    def cell_of(text: str, number: str, cell: Cell) -> str:
        opening = text if cell.number is None else number
        return f"{opening}{runs(cell.text)}</w:p></w:tc>"

    def row_of(row: ReportRow) -> str:
        cells = "".join(map(cell_of, texts, numbers, row.cells))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    return row_of


def _cell_opening(width: int, properties: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{properties}'


def _paragraph_properties(style: str, right_to_left: bool, alignment: str = "") -> str:
    direction = "<w:bidi/>" if right_to_left else ""
    return f'<w:pPr><w:pStyle w:val="{style}"/>{direction}{alignment}</w:pPr>'


def paragraph_printer(*, right_to_left: bool) -> Callable[[str, str], str]:
    """A function from style and text to a paragraph of one direction."""
    runs = runs_printer(right_to_left=right_to_left)

    def paragraph(style: str, text: str) -> str:
        return f"<w:p>{_paragraph_properties(style, right_to_left)}{runs(text)}</w:p>"

    return paragraph


def runs_printer(*, right_to_left: bool) -> Callable[[str], str]:
    """A function from text to the runs of a paragraph of one direction."""
    return _runs_right_to_left if right_to_left else _run


def _run(text: str, properties: str = "") -> str:
    if not text:
        return ""
    words = escape(printable(text))
    if "\n" in words:
        words = words.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    if "\t" in words:
        words = words.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _runs_right_to_left(text: str) -> str:
    """Runs that each have one direction: Word would otherwise turn the brackets around Latin codes."""
    return "".join(
        _run(_whole(part), "") if latin else _run(part, "<w:rPr><w:rtl/></w:rPr>") for part, latin in runs_of_one_direction(text)
    )


def _whole(part: str) -> str:
    """A Latin part; its outer brackets would belong to the Arabic around it, and a line could end between "(" and "BY".

    Brackets that follow each other keep the order of the Arabic text, from right to left.
    """
    if not part.startswith("("):
        return part
    after = _LEFT_TO_RIGHT_MARK if part.endswith(")") else ""
    return f"{_LEFT_TO_RIGHT_MARK}{part.replace(') (', _BETWEEN_BRACKETS)}{after}"
