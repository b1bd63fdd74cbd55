"""The corrections of a corrigendum in lines: one for each cell that prints differently."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.services.reports.corrigendum import Corrigendum, RowCorrection
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.reports.lines_model import Line

translate = QCoreApplication.translate

OLD_AND_NEW = (3, 4)
"""The columns with what was published and what is to be read."""

_PLAN = "II · "
"""Stands before the numbers of rows of the second annex, that of the plan."""

_TITLE = REPORTED_FIELDS.index("title")
_SHORT = tuple(REPORTED_FIELDS.index(name) for name in ("month", "type", "contents", "venue", "participants"))


class CorrigendumLines:
    """Words for a corrigendum in the language of the window; the cells are in the language they print in."""

    def __init__(self, wording: Wording, tracker: Tracker) -> None:
        self._wording = wording
        self._tracker = tracker

    def headings(self) -> tuple[str, ...]:
        """The headings of the lines."""
        return (
            translate("CorrigendumLines", "Row"),
            translate("CorrigendumLines", "Activity"),
            translate("CorrigendumLines", "Column"),
            translate("CorrigendumLines", "As published"),
            translate("CorrigendumLines", "As it is to read"),
        )

    def samples(self) -> dict[int, str]:
        """Words as wide as those in the columns that do not stretch."""
        return {0: "II · 00", 1: "m" * 14, 2: "m" * 12}

    def lines(self, corrigendum: Corrigendum, language: str) -> list[Line]:
        """The corrections as they print in a language; those of the plan behind those of what was held."""
        held = (line for one in corrigendum.rows[language] for line in self._lines(one, language))
        planned = (line for one in corrigendum.planned.get(language, ()) for line in self._lines(one, language, _PLAN))
        return [*held, *planned]

    def figures(self, corrigendum: Corrigendum) -> str:
        """The figures that differ, in one line."""
        pattern = translate("CorrigendumLines", "{figure} {new} instead of {old}")
        told = (
            pattern.format(
                figure=self._wording.figure_label(one.name), new=shown_number(one.second.value), old=shown_number(one.first.value)
            )
            for one in corrigendum.totals
        )
        return self._wording.listed(told)

    def _lines(self, one: RowCorrection, language: str, annex: str = "") -> Iterator[Line]:
        old, new = (row.texts if row else () for row in (one.old, one.new))
        title = (new or old)[_TITLE]
        number = annex + (str(one.number) if one.number else "—")
        directions = dict.fromkeys((1, *OLD_AND_NEW), direction_of(language))
        for column in one.columns:
            place = REPORTED_FIELDS.index(column)
            label = self._tracker.reference.vocabulary.column_label(column, self._wording.language)
            yield Line((number, title, label, old[place], new[place]), (one.activity_id,), directions=directions)
        if one.kind == "removed":
            yield Line(
                (number, title, translate("CorrigendumLines", "Deleted"), _brief(old), ""),
                (one.activity_id,),
                muted=True,
                directions=directions,
            )
        if one.kind == "added":
            yield Line(
                (number, title, translate("CorrigendumLines", "New"), "", _brief(new)), (one.activity_id,), directions=directions
            )


def _brief(texts: tuple[str, ...]) -> str:
    """The short cells of a row."""
    return " · ".join(texts[place] for place in _SHORT if texts[place])
