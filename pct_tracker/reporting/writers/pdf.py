"""Reports and documents as PDF: tagged, with repeated headings and unsplit rows, set by typst."""

import json
from functools import cache
from typing import Any, BinaryIO

import typst

from pct_tracker.domain.errors import UserError
from pct_tracker.reporting.document import Annex, Document
from pct_tracker.reporting.front import FRONT_LINES
from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.writers.layout import (
    HEAD_MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIDE_MARGIN,
    TEXT_MARGIN,
    TOP_MARGIN,
    column_widths,
)
from pct_tracker.reporting.writers.pdf_page import DOCUMENT, PAGE

# The last one comes with typst itself.
_LATIN = ("Arial", "Liberation Sans", "Helvetica", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "Libertinus Serif")
_CHINESE = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC"),
    *("SimHei", "SimSun", "Hiragino Sans GB", "STHeiti", "Heiti SC", "Songti SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
    *("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Noto Sans CJK JP", "Droid Sans Fallback"),
)
_ARABIC = (
    *("Noto Sans Arabic", "Noto Naskh Arabic", "Arial", "Segoe UI", "Tahoma", "Geeza Pro", "Dubai", "Amiri"),
    *("Traditional Arabic", "Arabic Typesetting", "DejaVu Sans"),
)
# The same report gives the same bytes, whenever it is written: 1 January 1980, as in the ZIP packages.
_TIMESTAMP = 315_532_800


def write(report: Report, stream: BinaryIO) -> None:
    """Writes pages of A4 landscape. Raises UserError export.no-font with `language` if no font here can print it."""
    stream.write(_pdf(PAGE, page_inputs(report)))


def write_document(document: Document, stream: BinaryIO) -> None:
    """Writes upright pages of text and landscape pages of tables. Raises UserError export.no-font like `write`."""
    stream.write(_pdf(DOCUMENT, document_inputs(document)))


def render_pages(document: Document, *, dpi: int = 96, rows: int | None = None) -> list[bytes]:
    """The pages of the document as PNG pictures of so many dots per inch.

    `rows` is how many rows of each table are shown, None for all: the fewer, the quicker. Raises UserError like `write`.
    """
    pages = typst.compile(
        DOCUMENT.encode(), format="png", ppi=dpi, font_paths=_fonts(), sys_inputs=document_inputs(document, rows)
    )
    return pages if isinstance(pages, list) else [pages]


def page_inputs(report: Report) -> dict[str, str]:
    """What the page finds among its inputs: data, so that no title can be taken for instructions."""
    return {"report": json.dumps({**_page(report.language), **_report(report)}, ensure_ascii=False)}


def document_inputs(document: Document, rows: int | None = None) -> dict[str, str]:
    """What the pages of a document find among their inputs; `rows` is how many rows of each table, None for all."""
    given = {
        **_page(document.language),
        "title": printable(document.title),
        "slanted": document.language not in ("zh", "ar"),
        "front": {line: printable(getattr(document.front, line)) for line in FRONT_LINES},
        "page_words": printable(document.page_words),
        "paragraphs": [
            {"text": printable(one.text), "entries": [[printable(part) for part in entry] for entry in one.entries]}
            for one in document.paragraphs
        ],
        "closing": printable(document.closing),
        "parts": [_part(part, rows) for part in document.parts],
    }
    return {"document": json.dumps(given, ensure_ascii=False)}


def _pdf(page: str, inputs: dict[str, str]) -> bytes:
    return typst.compile(page.encode(), format="pdf", font_paths=_fonts(), sys_inputs=inputs, timestamp=_TIMESTAMP)


@cache
def _fonts() -> typst.Fonts:
    """The fonts of this computer; looking for them takes a second on some."""
    return typst.Fonts()


def _page(language: str) -> dict[str, Any]:
    page = {"width": PAGE_WIDTH, "height": PAGE_HEIGHT, "side": SIDE_MARGIN, "top": TOP_MARGIN, "head_top": HEAD_MARGIN}
    return {"language": language, "fonts": _font_list(language), "page": page, "text_page": {"side": TEXT_MARGIN}}


def _part(part: Annex, rows: int | None) -> dict[str, Any]:
    heading, page_words = printable(part.heading), printable(part.page_words)
    return {"heading": heading, "page_words": page_words, "report": _report(part.report, rows)}


def _report(report: Report, rows: int | None = None) -> dict[str, Any]:
    return {
        "splittable": report.kind == "trace",
        "widths": column_widths(report),
        "title": [printable(line) for line in report.title_lines],
        "columns": report.columns,
        "headings": [printable(heading) for heading in report.headings],
        "rows": [[printable(text) for text in row.texts] for row in report.rows[:rows]],
        "notes": [printable(note) for note in report.notes],
        "end": printable(report.end_mark),
    }


def _font_list(language: str) -> list[str | dict[str, str]]:
    """The fonts to take, in their order: for each character the first that has it."""
    latin, chinese, arabic = (_installed(families) for families in (_LATIN, _CHINESE, _ARABIC))
    if not {"zh": chinese, "ar": arabic}.get(language, latin):
        raise UserError("export.no-font", language=language)
    if language == "zh":
        # Quotation marks are as wide as Chinese characters there.
        return [*({"name": family, "covers": "latin-in-cjk"} for family in latin), *chinese, *latin, *arabic]
    if language == "ar":
        return [*dict.fromkeys([*arabic[:1], *latin, *arabic, *chinese])]
    return [*dict.fromkeys([*latin, *chinese, *arabic])]


def _installed(families: tuple[str, ...]) -> list[str]:
    here = {family.casefold() for family in _fonts().families()}
    return [family for family in families if family.casefold() in here]
