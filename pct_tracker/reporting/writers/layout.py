"""The page of the annex, the same in Word and PDF: A4 landscape, millimetres."""

from pct_tracker.reporting.report import Report

PAGE_WIDTH, PAGE_HEIGHT, SIDE_MARGIN, TOP_MARGIN = 297, 210, 15, 18
"""The paper and the margins on its sides and above and below."""

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
}
# Содержание and исследовательские are longer than their like.
_LANGUAGE_WIDTHS = {"ru": {"contents": 20, "participant_types": 29, "origins": 47}}
_OTHER_WIDTH = 25


def column_widths(report: Report) -> list[float]:
    """The widths of the columns, which together fill the page between the margins."""
    known = {**_WIDTHS, **_LANGUAGE_WIDTHS.get(report.language, {})}
    shares = [known.get(column, _OTHER_WIDTH) for column in report.columns]
    scale = (PAGE_WIDTH - 2 * SIDE_MARGIN) / sum(shares)
    return [share * scale for share in shares]
