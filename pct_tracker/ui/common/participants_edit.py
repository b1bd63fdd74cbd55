"""How many took part, how many of them online, and how many were expected."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.number_edit import NumberEdit
from pct_tracker.ui.common.theme import SPACE

_DIGITS = 9


class ParticipantsEdit(QWidget):
    """The total first; the part online shows for a hybrid activity, and wherever it is known."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_hybrid = False
        self.total, self.online, self.planned = NumberEdit(), NumberEdit(), NumberEdit()
        self._online_label = QLabel(self.tr("of them online:"))
        self._on_site = QLabel()
        self._on_site.setProperty("role", "muted")
        self._planned_label = QLabel(self.tr("expected:"))
        self._online_label.setBuddy(self.online)
        self._planned_label.setBuddy(self.planned)
        self._lay_out()
        self.setFocusProxy(self.total)
        for edit in (self.total, self.online, self.planned):
            edit.changed.connect(self._note_change)
        self._show_online()

    def set_hybrid(self, *, hybrid: bool) -> None:
        """Says whether some took part online and some at the place."""
        self._is_hybrid = hybrid
        self._show_online()

    def unread_texts(self) -> dict[str, str]:
        """The fields beside the total whose text is no number, with the text."""
        texts = {"online_participants": self.online.unread_text(), "planned_participants": self.planned.unread_text()}
        return {name: text for name, text in texts.items() if text}

    def setAccessibleName(self, name: str, /) -> None:
        super().setAccessibleName(name)
        self.total.setAccessibleName(name)
        self.online.setAccessibleName(self.tr("{field}, of them online").format(field=name))
        self.planned.setAccessibleName(self.tr("{field}, expected").format(field=name))

    def setAccessibleDescription(self, description: str, /) -> None:
        super().setAccessibleDescription(description)
        self.total.setAccessibleDescription(description)

    def _lay_out(self) -> None:
        flow = FlowLayout(self, spacing=SPACE)
        self._online_part = _side_by_side(self._online_label, self.online, self._on_site)
        for part in (self.total, self._online_part, _side_by_side(self._planned_label, self.planned)):
            flow.addWidget(part)
        for edit in (self.online, self.planned, self.total):
            edit.setFixedWidth(_DIGITS * self.fontMetrics().averageCharWidth() + 2 * SPACE)

    def _note_change(self) -> None:
        self._show_online()
        self.changed.emit()

    def _show_online(self) -> None:
        online, total = self.online.value(), self.total.value()
        known = self._is_hybrid or bool(self.online.text())
        self._online_part.setVisible(known)
        on_site = total - online if total is not None and online is not None else None
        self._on_site.setVisible(on_site is not None and on_site >= 0)
        self._on_site.setText(self.tr("on site: {count}").format(count=on_site))
        self.updateGeometry()


def _side_by_side(*parts: QWidget) -> QWidget:
    """Parts that stay together where a line ends."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE)
    for part in parts:
        row.addWidget(part)
    return box
