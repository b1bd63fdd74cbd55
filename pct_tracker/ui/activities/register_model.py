"""The register as a Qt model: ids from one query, rows fetched by the page, never more than is on the screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Modality, Severity, Status, VenueKind
from pct_tracker.domain.finding import Finding
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.field_messages import SHAPES

PAGE = 64
"""Rows fetched at once."""

_KEPT_PAGES = 40

ActivityRole = Qt.ItemDataRole.UserRole + 1
SeverityRole = Qt.ItemDataRole.UserRole + 2
LettersRole = Qt.ItemDataRole.UserRole + 3
DirectionRole = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, whether the register can be sorted by it, and whether its text is a number."""

    key: str
    sort: str = ""
    is_number: bool = False


COLUMNS = (
    Column("finding"),
    Column("month", "month"),
    Column("type", "type"),
    Column("contents", "contents"),
    Column("title", "title"),
    Column("venue", "venue"),
    Column("origins", "origins", is_number=True),
    Column("participants", "participants", is_number=True),
)

_WORDS = ("type", "title", "venue")
"""The columns whose texts run in the direction of their language."""

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class RegisterModel(QAbstractTableModel):
    """Activities in the order of a list of ids. `page_fetched` tells which activities came into view."""

    page_fetched = Signal(object)

    def __init__(self, reference: Reference, fetch: Callable[[Sequence[int]], list[Activity]], language: str) -> None:
        super().__init__()
        self._reference = reference
        self._fetch = fetch
        self._language = language
        self._ids: list[int] = []
        self._row_of: dict[int, int] = {}
        self._pages: dict[int, dict[int, Activity]] = {}
        self._findings: dict[int, tuple[Finding, ...]] = {}
        self._edited: frozenset[int] = frozenset()
        self._titles = {
            "finding": "",
            "month": self.tr("Month"),
            "type": self.tr("Type"),
            "contents": self.tr("Content"),
            "title": self.tr("Description"),
            "venue": self.tr("Location"),
            "origins": self.tr("Origins"),
            "participants": self.tr("Number"),
        }
        self._statuses = {
            "planned": self.tr("planned"),
            "postponed": self.tr("postponed"),
            "cancelled": self.tr("cancelled"),
        }

    @property
    def ids(self) -> Sequence[int]:
        """The ids of the rows, in their order."""
        return self._ids

    def set_ids(self, ids: list[int], changed: Sequence[int] = ()) -> None:
        """Shows these activities; `changed` ones are fetched anew. Rows that stay where they are, stay."""
        if ids == self._ids:
            self._forget(changed)
            return
        self.beginResetModel()
        self._ids = ids
        self._row_of = {id_: row for row, id_ in enumerate(ids)}
        self._pages.clear()
        self.endResetModel()

    def set_findings(self, findings: Mapping[int, tuple[Finding, ...]], about: Sequence[int]) -> None:
        """Marks these activities with their findings; those not in the mapping have none."""
        for id_ in about:
            self._findings[id_] = findings.get(id_, ())
        self._repaint(about, 0)

    def set_edited(self, ids: frozenset[int]) -> None:
        """Marks the activities with changes that are not saved."""
        touched = ids ^ self._edited
        self._edited = ids
        self._repaint(touched, 0)

    def set_language(self, language: str) -> None:
        """Shows titles and names in another language."""
        self._language = language
        self._repaint(self._ids, 0)

    def title_of(self, key: str) -> str:
        """The heading of a column."""
        return self._titles[key]

    def forget_all(self) -> None:
        """Reads every row anew when it is next looked at."""
        self._pages.clear()
        self._repaint(self._ids, 0)

    def type_labels(self) -> list[str]:
        """The labels of all types in the language of titles and names."""
        return [self._reference.vocabulary.type_label(code, self._language) for code in self._reference.vocabulary.types]

    def row_of(self, activity_id: int) -> int | None:
        """The row of an activity; None if it is not shown."""
        return self._row_of.get(activity_id)

    def activity_at(self, row: int) -> Activity | None:
        """The activity in a row; None if it is gone from the log meanwhile."""
        if not 0 <= row < len(self._ids):
            return None
        return self._page(row // PAGE).get(self._ids[row])

    def fetched(self) -> list[Activity]:
        """The activities that are at hand without asking."""
        return [activity for page in self._pages.values() for activity in page.values()]

    def neighbour_of(self, gone: Sequence[int], activity_id: int) -> int | None:
        """The activity that moves up to where one that is gone was, else the one above; None if there is neither."""
        row, lost = self._row_of.get(activity_id), set(gone)
        if row is None:
            return None
        left = (id_ for id_ in (*self._ids[row:], *reversed(self._ids[:row])) if id_ not in lost)
        return next(left, None)

    # QAbstractTableModel

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[column.key]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._titles[column.key] or self.tr("Findings")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        activity = self.activity_at(index.row())
        if activity is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(activity, column.key)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(activity, column.key)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(activity, column.key)
        if role == ActivityRole:
            return activity
        if role == SeverityRole:
            return self._severity(activity.id)
        if role == LettersRole and column.key == "contents":
            return activity.contents
        if role == DirectionRole and column.key in _WORDS:
            own = activity.title.language_of_best(self._language) if column.key == "title" else None
            return direction_of(own or self._language)
        return None

    # What a cell says

    def _text(self, activity: Activity, key: str) -> str:
        match key:
            case "finding":
                severity = self._severity(activity.id)
                return "✎" if activity.id in self._edited else SHAPES[severity] if severity else ""
            case "month":
                return activity.month or "—"
            case "type":
                return self._type(activity)
            case "contents":
                return " ".join(activity.contents)
            case "title":
                return activity.title.best(self._language)
            case "venue":
                return self._venue(activity)
            case "origins":
                return self._origins(activity)
            case _:
                return "" if activity.participants is None else f"{activity.participants:,}"

    def _type(self, activity: Activity) -> str:
        """The type, with the status behind it where that is not held: such activities are not counted."""
        label = self._reference.vocabulary.type_label(activity.type, self._language) if activity.type else "—"
        return label if activity.status is Status.HELD else f"{label} – {self._statuses[activity.status.value]}"

    def _venue(self, activity: Activity) -> str:
        venue, vocabulary = activity.venue, self._reference.vocabulary
        if venue.kind is VenueKind.ONLINE:
            return vocabulary.online_label(self._language)
        name = self._reference.parties.name(venue.code, self._language) if venue.code else venue.city or "—"
        return name + (vocabulary.hybrid_note(self._language) if activity.modality is Modality.HYBRID else "")

    def _origins(self, activity: Activity) -> str:
        """One State by its code, several by their number; prose counts as no State."""
        codes = activity.origin_codes
        if len(codes) == 1 and not activity.origin_note:
            return codes[0]
        return str(len(codes)) if codes else "…" if activity.origin_note or activity.origins else "—"

    def _tool_tip(self, activity: Activity, key: str) -> str | None:
        if key in ("title", "type", "venue"):
            return self._text(activity, key)
        if key == "origins":
            names = [self._reference.parties.name(code, self._language) for code in activity.origin_codes]
            return ", ".join([*names, activity.origin_note.best(self._language)]).strip(", ")
        if key == "contents":
            vocabulary = self._reference.vocabulary
            return "\n".join(f"{letter}  {vocabulary.content_label(letter, self._language)}" for letter in activity.contents)
        return None

    def _spoken(self, activity: Activity, key: str) -> str:
        """What a screen reader says: the cell, its column and which activity it is about."""
        text = self._text(activity, key)
        if key == "finding":
            severity = self._severity(activity.id)
            spoken = {Severity.ERROR: self.tr("error"), Severity.WARNING: self.tr("warning"), Severity.HINT: self.tr("hint")}
            text = spoken[severity] if severity else self.tr("no finding")
        return f"{text}, {self._titles[key] or self.tr('Findings')}, {activity.title.best(self._language)}"

    def _severity(self, activity_id: int) -> Severity | None:
        findings = self._findings.get(activity_id, ())
        # An activity whose only lack is a translation is not marked: in a log kept in one language that is every row.
        worth = [one.severity for one in findings if one.rule != "title.missing-translation"]
        return min(worth, key=list(Severity).index) if worth else None

    # Pages

    def _page(self, number: int) -> dict[int, Activity]:
        page = self._pages.get(number)
        if page is None:
            ids = self._ids[number * PAGE : (number + 1) * PAGE]
            page = {one.id: one for one in self._fetch(ids)}
            if len(self._pages) >= _KEPT_PAGES:
                self._pages.pop(next(iter(self._pages)))
            self._pages[number] = page
            self.page_fetched.emit(list(page.values()))
        return page

    def _forget(self, ids: Sequence[int]) -> None:
        for id_ in ids:
            if (row := self._row_of.get(id_)) is not None:
                self._pages.pop(row // PAGE, None)
        self._repaint(ids, 0)

    def _repaint(self, ids: Sequence[int] | frozenset[int], first_column: int) -> None:
        rows = sorted(row for id_ in ids if (row := self._row_of.get(id_)) is not None)
        if rows:
            self.dataChanged.emit(self.index(rows[0], first_column), self.index(rows[-1], len(COLUMNS) - 1))


def _alignment(column: Column) -> Qt.AlignmentFlag:
    if column.key in ("finding", "contents"):
        return Qt.AlignmentFlag.AlignCenter
    side = Qt.AlignmentFlag.AlignTrailing if column.is_number else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter
