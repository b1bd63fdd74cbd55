"""The bodies that organized an activity together with the International Bureau."""

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from pct_tracker.domain.activity import CoOrganizer
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.icons import set_icon
from pct_tracker.ui.common.place_input import PlaceInput
from pct_tracker.ui.common.tab_order import put_after
from pct_tracker.ui.common.texts_line import TextsLine
from pct_tracker.ui.common.theme import SPACE_SMALL

# Ctrl+Delete alone erases a word.
_REMOVE = QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Delete)


class CoOrganizerRow(QWidget):
    """One co-organizer: its name in the language of the open tab, and a code of a State or an organization."""

    changed = Signal()
    finished = Signal()
    removed = Signal()

    def __init__(self, reference: Reference, language: str, text_language: str) -> None:
        super().__init__()
        self._reference = reference
        self._language = language
        self.name = TextsLine(text_language, self.tr("Name"))
        self.code = PlaceInput(reference, language)
        self.code.setPlaceholderText(self.tr("Code"))
        self.code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.code.setFixedWidth(9 * self.fontMetrics().averageCharWidth() + 8)
        self.remove = QToolButton()
        set_icon(self.remove, "close")
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.setAccessibleName(self.tr("Remove this co-organizer"))
        self.remove.setToolTip(self.tr("Remove this co-organizer (Ctrl+Shift+Delete)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_SMALL)
        row.addWidget(self.name, 1)
        row.addWidget(self.code)
        row.addWidget(self.remove)
        self.name.changed.connect(self.changed)
        self.code.textChanged.connect(lambda: self.changed.emit())
        self.code.entered.connect(self._take_code)
        self.code.code_chosen.connect(self._show_code)
        self.remove.clicked.connect(lambda: self.removed.emit())

    def value(self) -> CoOrganizer:
        text = self.code.text().strip()
        return CoOrganizer(self.name.value(), self._code_of(text) if text else None)

    def set_value(self, co_organizer: CoOrganizer) -> None:
        self.name.set_value(co_organizer.name)
        self._show_code(co_organizer.code or "")

    def fill(self, co_organizer: CoOrganizer) -> None:
        """Takes an earlier co-organizer in all its languages, with its code; what is there in other languages stays."""
        if co_organizer.code and not self.code.text().strip():
            self._show_code(co_organizer.code)
        self.name.fill(co_organizer.name)

    def is_empty(self) -> bool:
        return not self.name.value() and not self.code.text().strip()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.keyCombination() == _REMOVE:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _take_code(self, text: str) -> None:
        self._show_code(self._code_of(text))

    def _show_code(self, code: str) -> None:
        self.code.setText(code)
        self.code.setToolTip(
            self._reference.parties.name(code, self._language) if code else self.tr("Code of a State or an organization")
        )

    def _code_of(self, text: str) -> str:
        """The code that a code or a name stands for; what nobody knows stays as it was typed."""
        match = self._reference.names.find_typed(text)
        return (match.code if match else None) or text


class CoOrganizersEdit(QWidget):
    """The co-organizers under each other, always with an empty line at the end.

    `name_typed` carries the line in which somebody types a name, and the text.
    """

    changed = Signal()
    name_typed = Signal(object, str)

    def __init__(self, reference: Reference, language: str) -> None:
        super().__init__()
        self._reference = reference
        self._language = language
        self._text_language = language
        self._name = ""
        self._rows: list[CoOrganizerRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_SMALL)
        self._tidy()

    @property
    def rows(self) -> tuple[CoOrganizerRow, ...]:
        return tuple(self._rows)

    def value(self) -> tuple[CoOrganizer, ...]:
        return tuple(row.value() for row in self._rows if not row.is_empty())

    def set_value(self, co_organizers: tuple[CoOrganizer, ...]) -> None:
        # The first line stays for good: it holds the place on the way of the Tab key.
        wanted = co_organizers or (CoOrganizer(),)
        while len(self._rows) > len(wanted):
            self._take_out(self._rows[-1])
        while len(self._rows) < len(wanted):
            self._append()
        for row, co_organizer in zip(tuple(self._rows), wanted, strict=True):
            row.set_value(co_organizer)
        self._tidy()

    def set_language(self, language: str) -> None:
        """Shows the names in another language."""
        self._text_language = language
        for row in self._rows:
            row.name.set_language(language)

    def setAccessibleName(self, name: str, /) -> None:
        super().setAccessibleName(name)
        self._name = name
        self._tidy()

    def _append(self) -> CoOrganizerRow:
        row = CoOrganizerRow(self._reference, self._language, self._text_language)
        row.changed.connect(self._note_change)
        row.name.textEdited.connect(lambda text: self.name_typed.emit(row, text))
        row.finished.connect(lambda: self._move_on(row))
        row.removed.connect(lambda: self._remove(row))
        self._column.addWidget(row)
        # A layout shows its new widgets only later; until then Tab would pass them by.
        row.setVisible(True)
        if self._rows:
            put_after(self._rows[-1].code, row.name, row.code)
        self._rows.append(row)
        return row

    def _take_out(self, row: CoOrganizerRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: CoOrganizerRow) -> None:
        index = self._rows.index(row)
        if len(self._rows) > 1:
            self._take_out(row)
        self._tidy()
        self._rows[min(index, len(self._rows) - 1)].name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _move_on(self, row: CoOrganizerRow) -> None:
        following = min(self._rows.index(row) + 1, len(self._rows) - 1)
        self._rows[following].name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_change(self) -> None:
        self._tidy()
        self.changed.emit()

    def _tidy(self) -> None:
        """Sees to it that there is an empty line at the end, and that every line has its name."""
        if not self._rows or not self._rows[-1].is_empty():
            self._append()
        self.setFocusProxy(self._rows[0].name)
        for number, row in enumerate(self._rows, 1):
            row.name.setAccessibleName(self.tr("{field} {number}, name").format(field=self._name, number=number))
            row.code.setAccessibleName(self.tr("{field} {number}, code").format(field=self._name, number=number))
            row.remove.setVisible(not row.is_empty() or number < len(self._rows))
