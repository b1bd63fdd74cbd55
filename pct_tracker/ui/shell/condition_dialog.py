"""Narrows the register by one more thing: a field, how it compares, and with what."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pct_tracker.domain.query import CONDITION_FIELDS, Condition, Operator
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.form_rows import FormRows
from pct_tracker.ui.common.month_edit import MonthEdit
from pct_tracker.ui.common.number_edit import NumberEdit
from pct_tracker.ui.common.place_tags import PlaceTags
from pct_tracker.ui.common.theme import SPACE, fit_screen, set_look
from pct_tracker.ui.shell.condition_words import ConditionWords

_PLACES = ("venue", "origins")
_NO_VALUES = (Operator.EMPTY, Operator.FILLED)


class ConditionDialog(QDialog):
    """`chosen` carries the condition."""

    chosen = Signal(object)

    def __init__(self, reference: Reference, words: ConditionWords, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(self.tr("Narrow the register"))
        self.field, self.operator = QComboBox(), QComboBox()
        for name in CONDITION_FIELDS:
            self.field.addItem(words.field(name), name)
        self.list = QListWidget()
        self.places = PlaceTags(reference, language)
        self.online = QCheckBox(reference.vocabulary.online_label(language))
        self.months = (MonthEdit(reference.vocabulary), MonthEdit(reference.vocabulary))
        self.numbers = (NumberEdit(), NumberEdit())
        self.values = QStackedWidget()
        self.summary = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = push_button(self.tr("Narrow"), role="primary")
        self.buttons.addButton(self.add, QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setDefault(True)
        self._lay_out()
        self.field.currentIndexChanged.connect(self._show_field)
        self.operator.currentIndexChanged.connect(self._show_operator)
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        self._show_field()

    def condition(self) -> Condition | None:
        """The condition as it stands; None while a value is missing."""
        field, operator = str(self.field.currentData()), Operator(str(self.operator.currentData()))
        if operator is Operator.BETWEEN:
            values = self._between()
            return Condition(field, operator, values) if any(values) else None
        values = self._checked() if self.values.isVisibleTo(self) else ()
        if operator is Operator.ANY_OF and not values:
            return None
        return Condition(field, operator, values)

    def choose_field(self, field: str) -> None:
        """Goes to a field."""
        self.field.setCurrentIndex(self.field.findData(field))

    def _choose(self) -> None:
        unread = next((text for edit in (*self.months, *self.numbers) if edit.isVisible() and (text := edit.unread_text())), None)
        condition = self.condition()
        if unread:
            self._say(self.tr("“{text}” cannot be read. Type a month as 2024-06, a number in digits.").format(text=unread))
        elif condition is None:
            self._say(self.tr("There is no value to look for yet. Choose or type one."))
        else:
            self.chosen.emit(condition)
            self.accept()

    def _say(self, text: str) -> None:
        set_look(self.summary, severity="error")
        self.summary.setText(text)
        self.summary.show()

    def _show_field(self) -> None:
        field = str(self.field.currentData())
        self.operator.blockSignals(True)  # noqa: FBT003
        self.operator.clear()
        for operator in CONDITION_FIELDS[field]:
            self.operator.addItem(self._words.operator(operator), operator.value)
        self.operator.blockSignals(False)  # noqa: FBT003
        self.operator.setEnabled(self.operator.count() > 1)
        self.list.clear()
        for value, label in self._words.choices(field):
            item = QListWidgetItem(label, self.list)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setCheckState(Qt.CheckState.Unchecked)
        if self.list.count():
            self.list.setCurrentRow(0)
        self.online.setVisible(field == "venue")
        self.online.setChecked(False)
        self.places.set_value(())
        self._show_operator()

    def _show_operator(self) -> None:
        field, operator = str(self.field.currentData()), str(self.operator.currentData())
        if operator == Operator.BETWEEN.value:
            page = self._month_page if field == "month" else self._number_page
        else:
            page = self._place_page if field in _PLACES else self.list
        self.values.setCurrentWidget(page)
        wants_values = Operator(operator) not in _NO_VALUES or field == "title"
        self._rows.rows["values"].setVisible(wants_values)
        self._rows.rows["values"].label.setVisible(wants_values)
        self.summary.hide()

    def _between(self) -> tuple[str, ...]:
        if self.field.currentData() == "month":
            return tuple(edit.value() or "" for edit in self.months)
        return tuple("" if edit.value() is None else str(edit.value()) for edit in self.numbers)

    def _checked(self) -> tuple[str, ...]:
        if self.field.currentData() in _PLACES:
            codes = tuple(origin.code for origin in (*self.places.value(), *self.places.pending()) if origin.code)
            return (*(("online",) if self.online.isChecked() else ()), *dict.fromkeys(codes))
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _lay_out(self) -> None:
        self._place_page = QWidget()
        column = QVBoxLayout(self._place_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.places)
        column.addWidget(self.online)
        column.addStretch(1)
        self._month_page = self._pair(*self.months)
        self._number_page = self._pair(*self.numbers)
        for page in (self.list, self._place_page, self._month_page, self._number_page):
            self.values.addWidget(page)
        self._rows = FormRows()
        self._rows.add_row("field", self.tr("&Field:"), self.field)
        self._rows.add_row("operator", self.tr("&Comparison:"), self.operator)
        self._rows.add_row("values", self.tr("&Values:"), self.values)
        for widget in (self.list, self.places):
            widget.setAccessibleName(self._rows.rows["values"].name)
        body = QVBoxLayout(self)
        body.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        body.addWidget(self._rows)
        body.addStretch(1)
        body.addWidget(self.summary)
        body.addWidget(self.buttons)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(44 * em, 30 * em)))

    def _pair(self, first: QWidget, last: QWidget) -> QWidget:
        first.setAccessibleName(self.tr("From"))
        last.setAccessibleName(self.tr("To"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(first)
        row.addWidget(QLabel("–"))
        row.addWidget(last)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._muted(self.tr("One of the two may stay empty.")))
        column.addStretch(1)
        return page

    def _muted(self, text: str) -> QLabel:
        label = QLabel(text, wordWrap=True)
        set_look(label, role="muted")
        return label
