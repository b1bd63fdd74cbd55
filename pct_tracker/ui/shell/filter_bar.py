"""What the pages show: one year, one status and one search for all of them, with the main actions beside."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from pct_tracker.domain.codes import Status
from pct_tracker.domain.query import ActivityQuery, Condition
from pct_tracker.ui.common.actions import Actions, plain_text
from pct_tracker.ui.common.buttons import push_button, tool_button, trigger
from pct_tracker.ui.common.search_field import SearchField
from pct_tracker.ui.common.tab_order import put_after
from pct_tracker.ui.common.theme import SPACE

_PAUSE = 0
"""Milliseconds between a key and the question: keys that come at once, as from the clipboard or after a wait, ask once."""

_WIDEST_NAME = 14
"""Widths of the letter m that the name of a narrowed register may take."""

_ROOM_TO_SEARCH = 14
"""Widths of the letter m below which the search is too narrow to type in."""

_WITH_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class FilterBar(QWidget):
    """`changed` says that other activities are asked for, `left` that the user goes on to the register."""

    changed = Signal()
    left = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.years = _choice(self.tr("Reporting year"))
        self.statuses = _choice(self.tr("Status of the activities"))
        self.search = SearchField(self.tr("Search"), self.tr("Search title, place, organizer, in any language"))
        self.only = tool_button("close", "", text=" ", tip=self.tr("Show all activities again"), role="chip")
        self.only.hide()
        self.views = tool_button("filter", self.tr("Views"), text=self.tr("Views"), tip=self.tr("Ready-made and saved views"))
        self.views.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._import = _button(actions["import"], self.tr("Import"))
        self._export = _button(actions["export"], self.tr("Export"))
        self._new = push_button(self.tr("New activity"), role="primary", tip=actions["new"].toolTip())
        trigger(self._new, actions["new"])
        self.search.setMinimumWidth(_ROOM_TO_SEARCH * self.fontMetrics().horizontalAdvance("m") * 2 // 3)
        for button in (self.views, self._import, self._export):
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(2 * self.fontMetrics().height())
        self._only_ids: frozenset[int] | None = None
        self._conditions: tuple[Condition, ...] = ()
        self._locked: frozenset[int] = frozenset()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._fill_statuses()
        self.set_years([])
        self._lay_out()
        self.years.currentIndexChanged.connect(self.changed)
        self.statuses.currentIndexChanged.connect(self.changed)
        self.search.textChanged.connect(lambda: self._pause.start())
        self._pause.timeout.connect(self.changed)
        self.search.left.connect(self.left)
        self.only.clicked.connect(self.widen)

    @property
    def year(self) -> int | None:
        """The chosen reporting year; None for all."""
        year: int | None = self.years.currentData()
        return year

    @property
    def status(self) -> Status | None:
        """The chosen status; None for all."""
        value = self.statuses.currentData()
        return Status(value) if value else None

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that is not asked for yet."""
        return self._pause.isActive()

    @property
    def is_filtering(self) -> bool:
        """Whether anything but the year narrows what is shown."""
        narrowed = self.status is not None or self._only_ids is not None
        return bool(self.search.text().strip() or self._conditions) or narrowed

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What is asked of single fields."""
        return self._conditions

    def query(self) -> ActivityQuery:
        """What is asked for."""
        text = self.search.text().strip()
        return ActivityQuery(self.year, self.status, text, self._only_ids, conditions=self._conditions)

    def set_conditions(self, conditions: Iterable[Condition]) -> None:
        """Asks this of single fields, and nothing else; each condition once."""
        self.show_view(self.status, self.search.text(), conditions)

    def show_view(self, status: Status | None, text: str, conditions: Iterable[Condition]) -> None:
        """Shows what a view asks for, all of it with one question; the year stays."""
        before = self.query()
        with QSignalBlocker(self.search), QSignalBlocker(self.statuses):
            self.search.setText(text)
            self.statuses.setCurrentIndex(max(self.statuses.findData(status.value), 0) if status else 0)
        self._pause.stop()
        self._conditions = tuple(dict.fromkeys(conditions))
        if self.query() != before:
            self.changed.emit()

    def set_years(self, years: Sequence[int], choose: int | None = None) -> None:
        """Offers these years, newest first; the chosen one stays, or `choose` or the newest is taken."""
        wanted = choose or (self.year if self.years.count() > 1 else None)
        if choose is None and self.years.count() > 1 and self.year is None:
            wanted = None
        elif wanted not in years:
            wanted = years[0] if years else None
        before = self.year
        with QSignalBlocker(self.years):
            self.years.clear()
            for year in years:
                self.years.addItem(self._year_name(year), year)
            self.years.addItem(self.tr("All years"), None)
            self.years.setCurrentIndex(max(self.years.findData(wanted), 0) if wanted else self.years.count() - 1)
        if self.year != before:
            self.changed.emit()

    def mark_locked(self, years: frozenset[int]) -> None:
        """Says of these years that they are locked, and of no other."""
        self._locked = years
        for place in range(self.years.count()):
            year = self.years.itemData(place)
            if year is not None:
                self.years.setItemText(place, self._year_name(year))

    def choose_year(self, year: int | None) -> None:
        """Shows a year, if it is offered."""
        place = self.years.findData(year) if year is not None else self.years.count() - 1
        if place >= 0:
            self.years.setCurrentIndex(place)

    def narrow_to(self, ids: frozenset[int], name: str) -> None:
        """Shows only these activities, the rows behind a figure for example, and says so under this name until it ends."""
        self._only_ids = ids
        text = self.tr("Only: {name}").format(name=name)
        room = _WIDEST_NAME * self.fontMetrics().horizontalAdvance("m")
        self.only.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        self.only.setAccessibleName(text)
        self.only.setVisible(True)
        self.changed.emit()

    def widen(self) -> None:
        """Shows more than the activities of `narrow_to` again."""
        self.only.setVisible(False)
        if self._only_ids is not None:
            self._only_ids = None
            self.changed.emit()

    def clear(self) -> None:
        """Shows all activities of the year."""
        was_filtering = self.is_filtering
        with QSignalBlocker(self.search), QSignalBlocker(self.statuses):
            self.search.clear()
            self.statuses.setCurrentIndex(0)
        self._only_ids = None
        self._conditions = ()
        self.only.setVisible(False)
        if was_filtering:
            self.changed.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit_words()
        return super().event(event)

    def _fit_words(self) -> None:
        """With large text or in a narrow window the icons stand alone, before there is no room to type what is searched."""
        icons = [button for button in (self.views, self._import, self._export) if not button.isHidden()]
        others = [one for one in (self.years, self.statuses, self.only, self._new) if not one.isHidden()]
        wanted = sum(button.sizeHint().width() + self._hidden_words(button) for button in icons)
        wanted += sum(one.sizeHint().width() + SPACE for one in others) + _ROOM_TO_SEARCH * self.fontMetrics().horizontalAdvance(
            "m"
        )
        style = _WITH_WORDS if wanted + 8 * SPACE <= self.width() else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in icons:
            button.setToolButtonStyle(style)

    def _hidden_words(self, button: QToolButton) -> int:
        """The width of the words of a button that shows only its icon."""
        is_shown = button.toolButtonStyle() is _WITH_WORDS
        return 0 if is_shown else button.fontMetrics().horizontalAdvance(f" {button.text()} ") + SPACE // 2

    def _year_name(self, year: int) -> str:
        return self.tr("{year} – locked").format(year=year) if year in self._locked else str(year)

    def _fill_statuses(self) -> None:
        self.statuses.addItem(self.tr("All statuses"), None)
        for status, text in (
            (Status.HELD, self.tr("Held")),
            (Status.PLANNED, self.tr("Planned")),
            (Status.POSTPONED, self.tr("Postponed")),
            (Status.CANCELLED, self.tr("Cancelled")),
        ):
            self.statuses.addItem(text, status.value)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self.years)
        row.addWidget(self.statuses)
        row.addWidget(self.views)
        row.addWidget(self.only)
        row.addWidget(self.search, 1)
        row.addSpacing(SPACE)
        for button in (self._import, self._export, self._new):
            row.addWidget(button)
        put_after(self.statuses, self.views, self.only, self.search)


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    # As wide as its longest words where there is room; these, and that a year is locked, never make the window wider.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMinimumWidth(box.fontMetrics().horizontalAdvance("0000") + 5 * SPACE)
    return box


def _button(action: QAction, text: str) -> QToolButton:
    icon_name = str(action.property("icon_name"))
    button = tool_button(icon_name, plain_text(action.text()), text=text, tip=action.toolTip())
    trigger(button, action)
    return button
