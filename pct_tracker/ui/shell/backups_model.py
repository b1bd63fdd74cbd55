"""The backups of the log as a table, the newest first; and the activities that putting one back would concern."""

from typing import Any

from PySide6.QtCore import QLocale, Qt

from pct_tracker.domain.activity import Activity
from pct_tracker.services.keeping.backup_look import Difference
from pct_tracker.services.keeping.safekeeping import KeptBackup, as_utc
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.moments import apart, local_moment
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import DirectionRole, MutedRole
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel

COLUMNS = ("when", "why", "activities", "size", "schema", "state")
CHANGES = ("what", "month", "title")


class BackupsModel(RowsModel[KeptBackup]):
    """What is known of each backup."""

    def __init__(self) -> None:
        super().__init__()
        what = (self.tr("Made on"), self.tr("Why"), self.tr("Activities"))
        self._headings = (*what, self.tr("Size"), self.tr("Schema"), self.tr("State"))
        self._reasons = {
            "daily": self.tr("every day"),
            "by-hand": self.tr("by hand"),
            "before-import": self.tr("before an import"),
            "before-migration": self.tr("before a new version"),
            "before-unlock": self.tr("before a year was unlocked"),
            "before-restore": self.tr("before a backup was restored"),
            "before-repair": self.tr("before a repair"),
        }

    def replace_row(self, row: int, kept: KeptBackup) -> None:
        """Shows what was found out about one backup."""
        self._rows = [*self._rows[:row], kept, *self._rows[row + 1 :]]
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        kept = self.row_at(index.row()) if index.isValid() else None
        if kept is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(kept, COLUMNS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(kept.backup.path.name)
        return is_damaged(kept) if role == MutedRole else None

    def _text(self, kept: KeptBackup, column: str) -> str:
        match column:
            case "when":
                return local_moment(as_utc(kept.backup.at))
            case "why":
                return self._reasons.get(kept.backup.reason, kept.backup.reason)
            case "activities":
                return QLocale().toString(kept.facts.activities) if kept.facts else "—"
            case "size":
                return apart(QLocale().formattedDataSize(kept.backup.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat))
            case "schema":
                return kept.facts.revision if kept.facts else "—"
        if is_damaged(kept):
            return self.tr("damaged")
        return self.tr("sound") if kept.is_sound else self.tr("being checked…")


class ChangesModel(RowsModel[Difference]):
    """Activities that would be gone, come back or be changed."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._headings = (self.tr("Would be"), self.tr("Month"), self.tr("Activity"))
        self._words = {"gone": self.tr("gone"), "back": self.tr("back"), "changed": self.tr("changed")}

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.row_at(index.row()) if index.isValid() else None
        if one is None:
            return None
        column = CHANGES[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._words[one.what] if column == "what" else self._of_activity(one.activity, column)
            return text if role == Qt.ItemDataRole.DisplayRole else plain_tip(text)
        if role == DirectionRole and column == "title":
            return direction_of(one.activity.title.language_of_best(self._language) or self._language)
        return None

    def _of_activity(self, activity: Activity, column: str) -> str:
        return (activity.month if column == "month" else activity.title.best(self._language)) or "—"


def is_damaged(kept: KeptBackup) -> bool:
    """Whether a backup cannot be put back."""
    return kept.facts is None or kept.is_sound is False
