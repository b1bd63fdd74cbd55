"""The cell styles of the tables, one for each kind of column."""

from collections.abc import Mapping

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

_FONT = "Arial"
_SIZE = 9
_SHADE, _LINE = "FFE7E6E6", "FFD0D0D0"
_FORMATS = {
    "text": "General",
    "wrapped": "General",
    "code": "@",
    "number": "#,##0",
    "plain": "0",
    "month": "yyyy-mm",
    "day": "yyyy-mm-dd",
    "check": "General",
}
KINDS = ("heading", *_FORMATS, "flag")
"""The kinds of cells that have a style."""


def table_styles(flags: Mapping[int, str], *, right_to_left: bool) -> tuple[NamedStyle, ...]:
    """The styles of "heading" and of all kinds; `flags` says how 1 and 0 read."""
    reading_order = 2 if right_to_left else 0
    formats = {**_FORMATS, "flag": _flag_format(flags)}
    border = Border(bottom=Side(style="hair", color=_LINE))
    heading = NamedStyle(
        style_name("heading"),
        font=Font(name=_FONT, size=_SIZE, bold=True),
        fill=PatternFill("solid", fgColor=_SHADE),
        border=Border(bottom=Side(style="thin")),
        alignment=Alignment(horizontal="center", vertical="center", wrap_text=True, readingOrder=reading_order),
    )
    return (heading, *(_style(kind, format_, border, reading_order) for kind, format_ in formats.items()))


def style_name(kind: str) -> str:
    """The name under which the style of a kind of column stands in the workbook."""
    return f"Table {kind}"


def _style(kind: str, number_format: str, border: Border, reading_order: int) -> NamedStyle:
    return NamedStyle(
        style_name(kind),
        font=Font(name=_FONT, size=_SIZE, bold=kind == "check"),
        border=border,
        alignment=Alignment(
            horizontal="center" if kind in ("check", "flag", "plain", "month", "day") else None,
            vertical="top",
            wrap_text=kind == "wrapped",
            readingOrder=reading_order,
        ),
        number_format=number_format,
    )


def _flag_format(flags: Mapping[int, str]) -> str:
    """A number that reads as a word: it can be added up all the same."""
    conditions = (f'[={number}]"{word.replace(chr(34), "")}"' for number, word in flags.items())
    return ";".join((*conditions, "0"))
