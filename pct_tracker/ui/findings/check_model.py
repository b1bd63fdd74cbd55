"""The findings of a year as a table, worst first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.field_messages import SHAPES
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel

_ORDER = {severity: place for place, severity in enumerate(Severity)}

FindingRole = Qt.ItemDataRole.UserRole + 1
DirectionRole = Qt.ItemDataRole.UserRole + 2
COLUMNS = ("severity", "month", "title", "field", "message")


KINDS = ("error", "warning", "hint", "translation")
"""What findings are shown by: their severity, and missing translations by themselves, because there may be one on every row."""


def kind_of(finding: Finding) -> str:
    """One of KINDS."""
    return "translation" if finding.rule == "title.missing-translation" else finding.severity.value


@dataclass(frozen=True, slots=True)
class Line:
    """One finding with the activity it is about."""

    finding: Finding
    activity: Activity


class CheckModel(RowsModel[Line]):
    """Lines by severity, then in report order."""

    def __init__(self, wording: Wording, vocabulary: Vocabulary, language: str) -> None:
        super().__init__()
        self._wording = wording
        self._vocabulary = vocabulary
        self._language = language
        where = (self.tr("Month"), self.tr("Activity"), self.tr("Field"))
        self._headings = (self.tr("Weight"), *where, self.tr("What was found"))
        self._severities = {
            Severity.ERROR: self.tr("Error"),
            Severity.WARNING: self.tr("Warning"),
            Severity.HINT: self.tr("Hint"),
        }

    @property
    def severity_texts(self) -> list[str]:
        """What the first column can say."""
        return [f"{SHAPES[severity]} {word}" for severity, word in self._severities.items()]

    @property
    def field_texts(self) -> list[str]:
        """What the column of fields can say."""
        return [self._vocabulary.column_label(column, self._language) for column in self._vocabulary.columns]

    def set_findings(
        self, activities: Sequence[Activity], findings: Mapping[int, tuple[Finding, ...]], kinds: Sequence[str]
    ) -> None:
        """Shows the findings of these kinds, as `kind_of` tells them."""
        lines = [Line(one, activity) for activity in activities for one in findings.get(activity.id, ()) if kind_of(one) in kinds]
        self.show_rows(sorted(lines, key=lambda line: _ORDER[line.finding.severity]))

    def set_language(self, language: str) -> None:
        """Shows titles and headings in another language."""
        self.beginResetModel()
        self._language = language
        self.endResetModel()

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.row_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(line, COLUMNS[index.column()])
            return text if role == Qt.ItemDataRole.DisplayRole else plain_tip(text)
        if role == FindingRole:
            return line.finding
        if role == DirectionRole:
            return self._direction(line, COLUMNS[index.column()])
        return None

    def _text(self, line: Line, column: str) -> str:
        match column:
            case "severity":
                return f"{SHAPES[line.finding.severity]} {self._severities[line.finding.severity]}"
            case "month":
                return line.activity.month or "—"
            case "title":
                return line.activity.title.best(self._language)
            case "field":
                return self._field(line.finding.field)
            case _:
                return self._wording.finding(line.finding)

    def _direction(self, line: Line, column: str) -> Qt.LayoutDirection | None:
        if column == "title":
            return direction_of(line.activity.title.language_of_best(self._language) or self._language)
        return direction_of(self._wording.language) if column == "message" else None

    def _field(self, name: str) -> str:
        column = {"modality": "venue", "year": "month", "status": "month"}.get(name, name)
        vocabulary = self._vocabulary
        return vocabulary.column_label(column, self._language) if column in vocabulary.columns else self.tr("Whole activity")
