"""The register as a Qt model: ids from one query, rows fetched by the page, never more than is on the screen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Severity, Status
from pct_tracker.domain.query import SortKey
from pct_tracker.reference.reference import Reference
from pct_tracker.services.views import Group
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.field_messages import SHAPES
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.register.group_words import GroupWords
from pct_tracker.ui.register.register_cells import RegisterCells
from pct_tracker.ui.register.register_columns import COLUMNS, WORDS, Column, column_titles
from pct_tracker.ui.register.register_lines import NO_PAGES, PAGE, Pages, lines_of, place_in

if TYPE_CHECKING:  # named only: the window is drawn before they are needed
    from pct_tracker.domain.finding import Finding

__all__ = ["COLUMNS", "PAGE", "RegisterModel"]

_KEPT_PAGES = 80

_ANSWERED = frozenset(
    {
        *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.TextAlignmentRole),
        *(Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole),
    }
)
"""What a cell has an answer to."""

_TO_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TO_EDIT = _TO_READ | Qt.ItemFlag.ItemIsEditable

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """An activity as its line is drawn.

    `counts` is False for activities that are in no total, `leaves` True for one that the filter no longer asks for.
    """

    activity: Activity
    severity: Severity | None
    counts: bool
    leaves: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell as it is drawn. `direction` is that of its text where it has one of its own."""

    text: str
    alignment: Qt.AlignmentFlag
    is_pending: bool
    direction: Qt.LayoutDirection | None


class RegisterModel(QAbstractTableModel):
    """Activities in the order of a list of ids. `page_fetched` tells which activities came into view.

    `page_wanted` carries a page that is to be drawn and is not at hand: its lines stay empty until it is read.
    `page_entered` carries the page that somebody has scrolled to, so that those beside it can be read meanwhile.

    Headings of groups are lines with a negative number. `typed` carries an id, a column and the text typed into its cell.
    """

    page_fetched = Signal(object)
    page_wanted = Signal(int)
    page_entered = Signal(int)
    typed = Signal(int, str, str)

    def __init__(self, reference: Reference, fetch: Callable[[Sequence[int]], list[Activity]], language: str) -> None:
        super().__init__()
        self._fetch = fetch
        self.cells = RegisterCells(reference, language)
        self.group_words = GroupWords(reference, language)
        self._ids: list[int] = []
        self._pages: dict[int, dict[int, Activity]] = {}
        self._wanted: set[int] = set()
        self._stale: set[int] = set()
        self._page_in_view: int | None = None
        self._findings: dict[int, tuple[Finding, ...]] = {}
        self._edited: frozenset[int] = frozenset()
        self._leaving: frozenset[int] = frozenset()
        self._pending: dict[tuple[int, str], str] = {}
        self._sort: tuple[SortKey, ...] = ()
        self._groups: tuple[Group, ...] = ()
        self._folded: frozenset[str] = frozenset()
        self._titles = column_titles()

    @property
    def ids(self) -> Sequence[int]:
        """The ids of the rows, in their order; those below zero are headings of groups."""
        return self._ids

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups; none while the register is not grouped."""
        return self._groups

    @property
    def is_behind(self) -> bool:
        """Whether lines are empty until their activities are read."""
        return bool(self._wanted)

    @property
    def leaving(self) -> frozenset[int]:
        """The activities that stay in view although the filter no longer asks for them."""
        return self._leaving

    def set_ids(self, ids: list[int], changed: Sequence[int] = (), pages: Pages = NO_PAGES) -> None:
        """Shows these activities; `changed` ones are fetched anew. Rows that stay where they are, stay.

        `pages` are activities that were read with the ids.
        """
        if ids == self._ids:
            self.forget(changed)
            return
        if self._ids and ids[: len(self._ids)] == self._ids:
            self._append(ids)
            self.forget(changed)
            return
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self._wanted.clear()
        self._stale.clear()
        self._page_in_view = None
        for number, activities in pages.items():
            self.take_page(number, [one.id for one in activities], activities)
        self.endResetModel()

    def set_groups(self, groups: tuple[Group, ...], changed: Sequence[int] = ()) -> None:
        """Shows activities in groups; those that were folded stay so."""
        self._groups = groups
        self._show_groups(changed)

    def leave_groups(self) -> None:
        """Takes note that what is shown next is not grouped."""
        self._groups = ()

    def group_at(self, row: int) -> Group | None:
        """The group whose heading stands in a row."""
        number = self._ids[row] if 0 <= row < len(self._ids) else 0
        return self._groups[-number - 1] if 0 < -number <= len(self._groups) else None

    def group_row(self, row: int) -> int | None:
        """The row of the heading over a row."""
        return next((above for above in range(row, -1, -1) if self._ids[above] < 0), None)

    def is_folded(self, group: Group) -> bool:
        """Whether the activities of a group are out of sight."""
        return group.key in self._folded

    def fold(self, keys: frozenset[str], *, folded: bool) -> None:
        """Puts the activities of these groups out of sight, or back."""
        self._folded = self._folded | keys if folded else self._folded - keys
        self._show_groups(())

    def set_findings(self, findings: "Mapping[int, tuple[Finding, ...]]", about: Sequence[int]) -> None:
        """Marks these activities with their findings; those not in the mapping have none."""
        for id_ in about:
            self._findings[id_] = findings.get(id_, ())
        self._repaint(about, 0)

    def set_edited(self, ids: frozenset[int]) -> None:
        """Marks the activities with changes that are not saved."""
        touched = ids ^ self._edited
        self._edited = ids
        self._repaint(touched, 0)

    def set_leaving(self, ids: frozenset[int]) -> None:
        """Marks the activities that stay in view although the filter no longer asks for them."""
        touched = ids ^ self._leaving
        self._leaving = ids
        self._repaint(touched, 0)

    def set_pending(self, activity_id: int, key: str, text: str | None) -> None:
        """Shows a text that was typed into a cell and is not stored; None shows what is stored again."""
        if text is None:
            self._pending.pop((activity_id, key), None)
        else:
            self._pending[activity_id, key] = text
        self._repaint([activity_id], 0)

    def drop_pending(self, activity_id: int | None = None) -> None:
        """Gives up what was typed into an activity, or into all, and could not be stored."""
        dropped = [place for place in self._pending if activity_id in (None, place[0])]
        for place in dropped:
            del self._pending[place]
        self._repaint([id_ for id_, _ in dropped], 0)

    def set_sort(self, keys: tuple[SortKey, ...]) -> None:
        """Shows in the headings by what the register is sorted."""
        self._sort = keys
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def set_language(self, language: str) -> None:
        """Shows titles and names in another language."""
        self.cells.language = self.group_words.language = language
        self._repaint(self._ids, 0)

    def title_of(self, key: str) -> str:
        """The heading of a column."""
        return self._titles[key]

    def forget_all(self) -> None:
        """Reads every row anew when it is next looked at."""
        self._stale.update(self._pages)
        self._pages.clear()
        self._wanted.clear()
        self._repaint(self._ids, 0)

    def forget(self, ids: Sequence[int]) -> None:
        """Reads these activities anew when they are next looked at."""
        self._repaint(ids, 0)
        for number in {row // PAGE for row in self._seen_rows(ids)}:
            del self._pages[number]
            self._stale.add(number)

    def type_labels(self) -> list[str]:
        """The labels of all types in the language of titles and names."""
        return [label for _, label in self.cells.choices("type")]

    def row_of(self, activity_id: int) -> int | None:
        """The row of an activity, the first if it stands in several groups; None if it is not shown."""
        return place_in(self._ids, activity_id)

    def rows_of(self, ids: Iterable[int]) -> list[int]:
        """The rows of these activities, from the top."""
        wanted = set(ids)
        return [row for row, id_ in enumerate(self._ids) if id_ in wanted]

    def activity_at(self, row: int) -> Activity | None:
        """The activity in a row; None if it is gone from the log meanwhile, or the row is a heading."""
        if not 0 <= row < len(self._ids) or self._ids[row] < 0:
            return None
        return self._page(row // PAGE).get(self._ids[row])

    def line(self, row: int) -> Line | None:
        """The activity in a row as it is drawn; None where there is none, or none yet."""
        number = row // PAGE
        if self._ids[row] < 0:
            return None
        if number not in self._pages and number not in self._stale:
            self._want(number)
            return None
        activity = self.activity_at(row)
        if activity is None:
            return None
        leaves = activity.id in self._leaving
        return Line(activity, self._severity(activity.id), activity.status is Status.HELD and not leaves, leaves)

    def drawn(self, line: Line, number: int) -> Drawn:
        """What stands in a cell and how."""
        column, activity = COLUMNS[number], line.activity
        pending = self._pending.get((activity.id, column.key))
        text = self._text(activity, column.key) if pending is None else self._label(column, pending)
        return Drawn(text, _ALIGNMENTS[column.key], pending is not None, self._direction(activity, column))

    def fetched(self) -> list[Activity]:
        """The activities that are at hand without asking."""
        return [activity for page in self._pages.values() for activity in page.values()]

    def neighbour_of(self, gone: Sequence[int], activity_id: int) -> int | None:
        """The activity that moves up to where one that is gone was, else the one above; None if there is neither."""
        row, lost = self.row_of(activity_id), set(gone)
        if row is None:
            return None
        left = (id_ for id_ in (*self._ids[row:], *reversed(self._ids[:row])) if id_ not in lost and id_ > 0)
        return next(left, None)

    # QAbstractTableModel

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _TO_EDIT if COLUMNS[index.column()].is_editable and self._ids[index.row()] > 0 else _TO_READ

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or self._ids[index.row()] < 0:
            return False
        self.typed.emit(self._ids[index.row()], COLUMNS[index.column()].key, str(value or ""))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(part for part in (self._titles[column.key], self._sort_mark(column)) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._titles[column.key] or self.tr("Findings")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS[column.key]
        if group := self.group_at(index.row()):
            spoken = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
            return self.group_words.spoken(group, folded=self.is_folded(group)) if role in spoken else None
        activity = self.activity_at(index.row())
        return None if activity is None else self._about(activity, column, role)

    def _about(self, activity: Activity, column: Column, role: int) -> Any:
        pending = self._pending.get((activity.id, column.key))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._label(column, pending) if pending is not None else self._text(activity, column.key)
            case Qt.ItemDataRole.EditRole:
                return pending if pending is not None else self._to_edit(activity, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tool_tip(activity, column.key, pending)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(activity, column.key, pending)
        return None

    # What a cell says

    def _direction(self, activity: Activity, column: Column) -> Qt.LayoutDirection | None:
        if column.key not in WORDS:
            return None
        own = activity.title.language_of_best(self.cells.language) if column.key == "title" else None
        return direction_of(own or self.cells.language)

    def _text(self, activity: Activity, key: str) -> str:
        if key != "finding":
            return self.cells.text(activity, key)
        severity = self._severity(activity.id)
        return "✎" if activity.id in self._edited else SHAPES[severity] if severity else ""

    def _label(self, column: Column, typed: str) -> str:
        """A text that was typed; of a choice, its label."""
        return dict(self.cells.choices(column.key)).get(typed, typed)

    def _to_edit(self, activity: Activity, column: Column) -> str | None:
        if not column.is_editable:
            return None
        from pct_tracker.services.editing.cells import cell_text

        return cell_text(activity, column.key, self.cells.language, self.cells.reference)

    def _tool_tip(self, activity: Activity, key: str, pending: str | None) -> str | None:
        if pending is not None:
            return plain_tip(self.tr("Not stored yet: {text}").format(text=pending))
        if activity.id in self._leaving:
            return self.tr("This activity no longer matches the filter. F5 takes it out of view.")
        tip = self.cells.tool_tip(activity, key)
        return plain_tip(tip) if tip else None

    def _spoken(self, activity: Activity, key: str, pending: str | None) -> str:
        """What a screen reader says: the cell, its column and which activity it is about."""
        text = pending if pending is not None else self._text(activity, key)
        if key == "finding":
            severity = self._severity(activity.id)
            spoken = {Severity.ERROR: self.tr("error"), Severity.WARNING: self.tr("warning"), Severity.HINT: self.tr("hint")}
            text = spoken[severity] if severity else self.tr("no finding")
        return f"{text}, {self._titles[key] or self.tr('Findings')}, {activity.title.best(self.cells.language)}"

    def _sort_mark(self, column: Column) -> str:
        """An arrow at the columns the register is sorted by, with its place if there are several."""
        keys = self._sort or (SortKey("month"),)
        place = next((number for number, key in enumerate(keys, 1) if column.sort and key.column == column.sort), 0)
        if not place:
            return ""
        arrow = "▼" if keys[place - 1].descending else "▲"
        return f"{arrow}{place}" if len(keys) > 1 else arrow

    def _severity(self, activity_id: int) -> Severity | None:
        worth = [one.severity for one in self._findings.get(activity_id, ()) if one.draws_attention]
        return min(worth, key=list(Severity).index) if worth else None

    # Lines and pages

    def _append(self, ids: list[int]) -> None:
        """Adds rows below those that are there; a page that was not full is read again."""
        last = len(self._ids) // PAGE
        self.beginInsertRows(_NO_INDEX, len(self._ids), len(ids) - 1)
        self._ids = ids
        if self._pages.pop(last, None) is not None:
            self._stale.add(last)
        self._wanted.discard(last)
        self.endInsertRows()

    def _show_groups(self, changed: Sequence[int]) -> None:
        self.set_ids(lines_of(self._groups, self._folded), changed)
        # An activity may stand in several groups, and the headings count anew.
        if self._groups and changed:
            self.forget_all()

    def pages_beside(self, number: int) -> list[int]:
        """The pages before and after one that are not at hand."""
        return [near for near in (number + 1, number - 1) if near >= 0 and near not in self._pages and self.page_ids(near)]

    def page_ids(self, number: int) -> list[int]:
        """The activities of a page."""
        return [id_ for id_ in self._ids[number * PAGE : (number + 1) * PAGE] if id_ > 0]

    def take_page(self, number: int, ids: list[int], activities: list[Activity]) -> None:
        """Takes a page that was read meanwhile, if it still holds these ids."""
        if ids == self.page_ids(number) and number not in self._pages:
            self._keep_page(number, activities)
            if number in self._wanted:
                self._wanted.discard(number)
                self._repaint(ids, 0)

    def _want(self, number: int) -> None:
        if number not in self._wanted:
            self._wanted.add(number)
            self.page_wanted.emit(number)

    def _page(self, number: int) -> dict[int, Activity]:
        if number not in self._pages:
            self._keep_page(number, self._fetch(self.page_ids(number)))
        if number != self._page_in_view:
            was_scrolled, self._page_in_view = self._page_in_view is not None, number
            if was_scrolled:
                self.page_entered.emit(number)
        return self._pages[number]

    def _keep_page(self, number: int, activities: list[Activity]) -> None:
        self._stale.discard(number)
        if len(self._pages) >= _KEPT_PAGES:
            self._pages.pop(next(iter(self._pages)))
        self._pages[number] = {one.id: one for one in activities}
        self.page_fetched.emit(activities)

    def _seen_rows(self, ids: Iterable[int]) -> list[int]:
        """The rows of those activities among these that were read, from the top."""
        wanted = set(ids)
        rows = (row for number in sorted(self._pages) for row in range(number * PAGE, (number + 1) * PAGE))
        return [row for row in rows if row < len(self._ids) and self._ids[row] in wanted]

    def _repaint(self, ids: Sequence[int] | frozenset[int], first_column: int) -> None:
        """Draws rows anew; what was never read was never drawn."""
        rows = self._seen_rows(ids)
        if rows:
            self.dataChanged.emit(self.index(rows[0], first_column), self.index(rows[-1], len(COLUMNS) - 1))


def _alignment(column: Column) -> Qt.AlignmentFlag:
    if column.key in ("finding", "contents"):
        return Qt.AlignmentFlag.AlignCenter
    side = Qt.AlignmentFlag.AlignTrailing if column.is_number else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter


_ALIGNMENTS = {column.key: _alignment(column) for column in COLUMNS}
