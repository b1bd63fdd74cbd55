"""The pages, the same in Word and PDF: A4, the annex landscape; millimetres."""

from pct_tracker.reporting.report import Report

PAGE_WIDTH, PAGE_HEIGHT, SIDE_MARGIN, TOP_MARGIN = 297, 210, 15, 18
"""The paper of the annex and the margins on its sides and above and below."""

TEXT_MARGIN = 25
"""The margin of the upright pages with the numbered paragraphs."""

HEAD_MARGIN = 25
"""The margin above the annex of a document, whose page heads have two lines."""

# Wide enough for the longest word of each heading.
_WIDTHS = {
    "month": 15,
    "type": 24,
    "contents": 18,
    "title": 54,
    "co_organizers": 33,
    "venue": 24,
    "origins": 54,
    "participant_types": 24,
    "participants": 21,
    "figure": 42,
    "rule": 88,
    "value": 18,
    "rows": 119,
}
# Содержание and исследовательские are longer than their like.
_LANGUAGE_WIDTHS = {"ru": {"contents": 20, "participant_types": 29, "origins": 47}}
# The room of its first column comes from the two that have most.
_CORRIGENDUM_WIDTHS = {"correction": 26, "title": 39, "origins": 36}
_CLEANING_WIDTHS = {
    "weight": 28,
    "activity": 66,
    "found": 90,
    "change": 76,
    "by": 35,
    "reason": 76,
    "rule": 50,
    "meaning": 142,
}
_KIND_WIDTHS = {"corrigendum": _CORRIGENDUM_WIDTHS, "cleaning": _CLEANING_WIDTHS}
_OTHER_WIDTH = 25


def column_widths(report: Report, room: float = PAGE_WIDTH - 2 * SIDE_MARGIN) -> list[float]:
    """The widths of the columns, which together fill the room: that between the margins of the page, if none is given."""
    known = {**_WIDTHS, **_LANGUAGE_WIDTHS.get(report.language, {}), **_KIND_WIDTHS.get(report.kind, {})}
    shares = [known.get(column, _OTHER_WIDTH) for column in report.columns]
    scale = room / sum(shares)
    return [share * scale for share in shares]
