"""Findings as a table: one line for each, those that are accepted with their reason."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from pct_tracker.domain.codes import Severity
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.services.checks.accepting import Judged, acceptance_of
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.field_messages import SHAPES
from pct_tracker.ui.common.moments import apart
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel

OPEN = ("severity", "month", "title", "field", "message")
ACCEPTED = ("month", "title", "field", "message", "reason", "author")
"""The columns of what is open, and of what is accepted."""

FindingRole = Qt.ItemDataRole.UserRole + 1
DirectionRole = Qt.ItemDataRole.UserRole + 2


class CheckModel(RowsModel[Judged]):
    """Lines under the columns of OPEN or ACCEPTED."""

    def __init__(self, wording: Wording, vocabulary: Vocabulary, language: str, columns: Sequence[str] = OPEN) -> None:
        headings = {
            "severity": self.tr("Weight"),
            "month": self.tr("Month"),
            "title": self.tr("Activity"),
            "field": self.tr("Field"),
            "message": self.tr("What was found"),
            "reason": self.tr("Accepted because"),
            "author": self.tr("By whom, when"),
        }
        super().__init__([headings[column] for column in columns])
        self._wording = wording
        self._vocabulary = vocabulary
        self._language = language
        self.columns = tuple(columns)
        self._severities = {
            Severity.ERROR: self.tr("Error"),
            Severity.WARNING: self.tr("Warning"),
            Severity.HINT: self.tr("Hint"),
        }

    @property
    def severity_texts(self) -> list[str]:
        """What the column of weights can say."""
        return [f"{SHAPES[severity]} {word}" for severity, word in self._severities.items()]

    @property
    def field_texts(self) -> list[str]:
        """What the column of fields can say."""
        return [self._vocabulary.column_label(column, self._language) for column in self._vocabulary.columns]

    def set_language(self, language: str) -> None:
        """Shows titles and headings in another language."""
        self.beginResetModel()
        self._language = language
        self.endResetModel()

    def field_name(self, field: str) -> str:
        """What a field of a finding is called: as the column of the annex, where it has one."""
        column = {"modality": "venue", "year": "month", "status": "month", "origin_note": "origins"}.get(field, field)
        if column in self._vocabulary.columns:
            return self._vocabulary.column_label(column, self._language)
        return self.tr("Whole activity") if field == "activity" else self._wording.field_name(field)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.row_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(line, self.columns[index.column()])
            return text if role == Qt.ItemDataRole.DisplayRole else plain_tip(text)
        if role == FindingRole:
            return line.finding
        if role == DirectionRole:
            return self._direction(line, self.columns[index.column()])
        return None

    def _text(self, line: Judged, column: str) -> str:
        match column:
            case "severity":
                return f"{SHAPES[line.finding.severity]} {self._severities[line.finding.severity]}"
            case "month":
                return line.activity.month or "—"
            case "title":
                return line.activity.title.best(self._language)
            case "field":
                return self.field_name(line.finding.field)
            case "reason":
                return line.finding.accepted or ""
            case "author":
                given = acceptance_of(line.activity, line.finding)
                return f"{apart(given.author)}, {apart(given.accepted.isoformat())}" if given else ""
            case _:
                return self._wording.finding(line.finding)

    def _direction(self, line: Judged, column: str) -> Qt.LayoutDirection | None:
        if column == "title":
            return direction_of(line.activity.title.language_of_best(self._language) or self._language)
        return direction_of(self._wording.language) if column == "message" else None
