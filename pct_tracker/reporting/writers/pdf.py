"""The report as PDF: tagged, with repeated headings and unsplit rows, set by typst."""

import json
from functools import cache
from typing import BinaryIO

import typst

from pct_tracker.domain.errors import UserError
from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.writers.layout import PAGE_HEIGHT, PAGE_WIDTH, SIDE_MARGIN, TOP_MARGIN, column_widths
from pct_tracker.reporting.writers.pdf_page import PAGE

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
    document = typst.compile(
        PAGE.encode(), format="pdf", font_paths=_fonts(), sys_inputs=page_inputs(report), timestamp=_TIMESTAMP
    )
    stream.write(document)


def page_inputs(report: Report) -> dict[str, str]:
    """What the page finds among its inputs: data, so that no title can be taken for instructions."""
    return {"report": _report_as_json(report)}


@cache
def _fonts() -> typst.Fonts:
    """The fonts of this computer; looking for them takes a second on some."""
    return typst.Fonts()


def _report_as_json(report: Report) -> str:
    return json.dumps(
        {
            "language": report.language,
            "fonts": _font_list(report.language),
            "page": {"width": PAGE_WIDTH, "height": PAGE_HEIGHT, "side": SIDE_MARGIN, "top": TOP_MARGIN},
            "widths": column_widths(report),
            "title": [printable(line) for line in report.title_lines],
            "columns": report.columns,
            "headings": [printable(heading) for heading in report.headings],
            "rows": [[printable(text) for text in row.texts] for row in report.rows],
            "notes": [printable(note) for note in report.notes],
            "end": printable(report.end_mark),
        },
        ensure_ascii=False,
    )


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
