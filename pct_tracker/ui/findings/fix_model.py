"""What corrections would change: one line for each field of each finding, before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from pct_tracker.services.checks.accepting import FixStep, Judged
from pct_tracker.services.telling import FieldChange, differences, excerpts
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import DirectionRole, MutedRole
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel

_SHORT = ("contents", "participant_types")
"""Lists told in full: of the letters B and C without C nothing would seem to be left."""


@dataclass(frozen=True, slots=True)
class FixLine:
    """One field that a correction changes. Without a change the finding stays, or an earlier correction settles it.

    `place` is that of the finding among the chosen ones.
    """

    place: int
    judged: Judged
    correction: str
    change: FieldChange | None = None
    note: str = ""


class FixModel(RowsModel[FixLine]):
    """Lines for reading."""

    def __init__(self, tracker: Tracker, wording: Wording, language: str) -> None:
        month, title, field = self.tr("Month"), self.tr("Activity"), self.tr("Field")
        super().__init__((month, title, self.tr("Correction"), field, self.tr("Before"), self.tr("After")))
        self._tracker = tracker
        self._wording = wording
        self._language = language

    def show_steps(self, chosen: Sequence[Judged], steps: dict[int, FixStep]) -> None:
        """Shows what the steps change, by the place of their finding; findings without one are left as they are."""
        self.show_rows([line for place, one in enumerate(chosen) for line in self._lines(place, one, steps.get(place))])

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.row_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._texts(line)[index.column()]
            return text if role == Qt.ItemDataRole.DisplayRole else plain_tip(text)
        if role == MutedRole:
            return line.change is None
        if role == DirectionRole and index.column() == 1:
            return direction_of(line.judged.activity.title.language_of_best(self._language) or self._language)
        return None

    def _lines(self, place: int, one: Judged, step: FixStep | None) -> list[FixLine]:
        if step is None:
            note = self.tr("stays as it is") if one.finding.fixes else self.tr("no ready correction")
            return [FixLine(place, one, self._wording.finding(one.finding), note=note)]
        correction = self._wording.fix(step.chosen.fix)
        changes = differences(step.before, step.after, self._tracker.reference, self._wording)
        if not changes:
            return [FixLine(place, one, correction, note=self.tr("settled by the correction above"))]
        return [FixLine(place, one, correction, change) for change in changes]

    def _texts(self, line: FixLine) -> tuple[str, ...]:
        activity = line.judged.activity
        head = (activity.month or "—", activity.title.best(self._language), line.correction)
        if line.change is None:
            return (*head, self._wording.field_name(line.judged.finding.field), line.note, "")
        return (*head, line.change.name, *self._values(line.change))

    def _values(self, change: FieldChange) -> tuple[str, str]:
        """Of a list what goes and what comes, unless it is short; of a long text the part that differs."""
        if change.field in _SHORT:
            before, after = change.before, change.after
        elif change.gained or change.lost:
            before, after = self._wording.listed(change.lost), self._wording.listed(change.gained)
        else:
            before, after = excerpts(change)
        return before or "—", after or "—"
