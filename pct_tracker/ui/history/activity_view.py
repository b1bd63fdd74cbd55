"""All that happened to one activity, newest first; every earlier value and every version can be put back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.change import JournalEntry, JournalLine
from pct_tracker.services.editing.going_back import with_content, with_lost
from pct_tracker.services.telling import put_back
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.buttons import ChangeButton, push_button
from pct_tracker.ui.common.elided_label import ElidedLabel
from pct_tracker.ui.common.empty_state import EmptyState
from pct_tracker.ui.common.theme import SPACE, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.history.version_card import VersionCard

History = Sequence[tuple[JournalEntry, JournalLine]]

_AT_ONCE = 30
"""Versions that are shown before somebody asks for earlier ones."""


class ActivityView(QWidget):
    """`saved` carries the change of a value put back, `opened` the id of an activity to be opened."""

    saved = Signal(object)
    opened = Signal(int)

    def __init__(self, workspace: Workspace, actions: Actions, language: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._language = language
        self._activity_id: int | None = None
        self._today: Activity | None = None
        self._history: History = ()
        self._shown = _AT_ONCE
        self._wants_focus = False
        self.cards: list[VersionCard] = []
        self.title = ElidedLabel(factor=1.2, bold=True)
        self.state = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.open = push_button(self.tr("Open the activity"))
        self.back = ChangeButton(workspace, self.tr("Put it back"))
        self.earlier = push_button(self.tr("Show earlier versions"))
        self.versions = QScrollArea()
        self._column = QVBoxLayout()
        self._stack = QStackedWidget()
        none = self.tr("No activity is chosen"), self.tr("Choose an activity in the register and ask for its history.")
        self._empty = EmptyState("history", *none, [(self.tr("To the activities"), actions["page-activities"])])
        self._lay_out()
        self.open.clicked.connect(lambda _checked=False: self._open())
        self.back.clicked.connect(lambda _checked=False: self._put_it_back())
        self.earlier.clicked.connect(lambda _checked=False: self._show_earlier())

    @property
    def activity_id(self) -> int | None:
        """The activity whose history is shown."""
        return self._activity_id

    def show_activity(self, activity_id: int) -> None:
        """Shows the history of an activity, whether it is still in the log or not."""
        if activity_id != self._activity_id:
            self._shown = _AT_ONCE
        self._activity_id = activity_id
        self.reload()

    def reload(self) -> None:
        """Reads the history again."""
        id_ = self._activity_id
        if id_ is not None:

            def read(tracker: Tracker) -> tuple[list[Activity], History]:
                return tracker.activities_by_id([id_]), tracker.history(id_)

            self._workspace.ask(read, self._take, "history-activity")

    def take_focus(self) -> None:
        """Puts the focus into the history, as soon as there is one."""
        self._wants_focus = not self._history
        (self.versions if self._history else self._empty).setFocus()

    def set_language(self, language: str) -> None:
        """Shows the title in another language."""
        self._language = language
        self._show()

    def _take(self, answer: tuple[list[Activity], History]) -> None:
        activities, history = answer
        self._today = activities[0] if activities else None
        self._history = history[::-1]
        self._show()
        if self._wants_focus and history:
            self.take_focus()

    def _show(self) -> None:
        self._stack.setCurrentIndex(1 if self._history else 0)
        if not self._history:
            return
        last = self._today or self._last_content()
        self.title.set_whole_text((last.title.best(self._language) if last else "") or (last.month if last else "") or "—")
        self.state.setText("" if self._today else self.tr("It is deleted."))
        self.state.setVisible(self._today is None)
        self.open.setVisible(self._today is not None)
        self.back.setVisible(self._today is None)
        self._show_cards()

    def _show_cards(self) -> None:
        had_focus = self._has_focus()
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(entry, line) for entry, line in self._history[: self._shown]]
        for place, card in enumerate(self.cards):
            self._column.insertWidget(place, card)
        self.earlier.setVisible(len(self._history) > self._shown)
        if had_focus:
            self.versions.setFocus()

    def _card(self, entry: JournalEntry, line: JournalLine) -> VersionCard:
        card = VersionCard(entry, line, self._today, self._workspace)
        if self._today is not None:
            today, before, after = self._today, line.before, line.after
            if before is not None:
                card.value_chosen.connect(lambda change: self._put_back(put_back(today, before, change)))
            if after is not None:
                card.version_chosen.connect(lambda: self._put_back(after))
        return card

    def _put_back(self, content: ActivityDraft) -> None:
        if self._today is not None:
            self._workspace.do(with_content(self._today, content, self._language), self.saved.emit)

    def _open(self) -> None:
        if self._today is not None:
            self.opened.emit(self._today.id)

    def _put_it_back(self) -> None:
        if lines := [line for _, line in self._history if line.before is not None and line.after is None][:1]:
            self._workspace.do(with_lost(lines, self._language), self.saved.emit)

    def _show_earlier(self) -> None:
        self._shown += _AT_ONCE
        self._show_cards()

    def _last_content(self) -> ActivityDraft | None:
        return next((content for _, line in self._history if (content := line.after or line.before)), None)

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.versions.isAncestorOf(focus)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        head.addWidget(self.open)
        head.addWidget(self.back)
        cards = QWidget()
        inner = QVBoxLayout(cards)
        inner.setContentsMargins(0, 0, SPACE, 0)
        inner.setSpacing(SPACE)
        self._column.setSpacing(SPACE)
        inner.addLayout(self._column)
        inner.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeading)
        inner.addStretch(1)
        self.versions.setAccessibleName(self.tr("Versions"))
        self.versions.setWidgetResizable(True)
        self.versions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.versions.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.versions.setWidget(cards)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(self.versions, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        set_look(self.state, role="muted")
