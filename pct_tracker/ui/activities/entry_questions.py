"""Questions on the fields of an activity: asked, answered, and kept in sight."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pct_tracker.domain.activity import Question
from pct_tracker.domain.finding import Finding
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.form_row import FormRow
from pct_tracker.ui.common.tab_order import last_inside, put_after
from pct_tracker.ui.common.text_line import TextLine
from pct_tracker.ui.common.theme import SPACE, SPACE_SMALL
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.form.form import ActivityForm
from pct_tracker.ui.form.form_desk import FormDesk
from pct_tracker.ui.form.form_fields import fields_of_row


class QuestionEditor(QWidget):
    """One line under a field for a question or an answer. Enter hands it on, Escape closes it."""

    given = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        card = QFrame()
        card.setProperty("role", "card")
        self.about = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.line = TextLine()
        self.line.setAccessibleName(self.tr("Question or answer"))
        self.line.installEventFilter(self)
        self.give = push_button(self.tr("Ask"), role="primary")
        self.close_ = push_button(self.tr("Close"))
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.give)
        buttons.addWidget(self.close_)
        buttons.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, SPACE_SMALL, 0, 0)
        around.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE_SMALL)
        column.addWidget(self.about)
        column.addWidget(self.line)
        column.addLayout(buttons)
        self.line.returnPressed.connect(self._give)
        self.give.clicked.connect(lambda _checked=False: self._give())
        self.close_.clicked.connect(lambda _checked=False: self.closed.emit())

    def open(self, row: FormRow, about: str, verb: str, placeholder: str) -> None:
        """Shows the editor under a field, ready to type; what was typed there before and not handed on is still there."""
        row.add_below(self)
        self.about.setText(about)
        self.give.setText(verb)
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(about)
        put_after(last_inside(row.field), *row.messages.buttons, self.line, self.give, self.close_)
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                # Escape closes this line before it means anything to the form around.
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)

    def _give(self) -> None:
        if (text := self.line.value()) is not None:
            self.given.emit(text)


class EntryQuestions(QObject):
    """The questions of the activity in one form. `told` carries a sentence where nothing could be asked."""

    told = Signal(str)

    def __init__(self, workspace: Workspace, desk: FormDesk, form: ActivityForm) -> None:
        super().__init__(form)
        self._workspace = workspace
        self._desk = desk
        self._form = form
        self._row = ""
        self._about: Question | None = None
        self._activity_id: int | None = None
        self._answered: dict[str, QLabel] = {}
        self._unsent: dict[tuple[int | None, str, Question | None], str] = {}
        self.editor = QuestionEditor()
        self.editor.setParent(form)
        self.editor.hide()
        self.editor.given.connect(self._take)
        self.editor.closed.connect(self.close)
        form.answer_requested.connect(self.answer)
        form.shown.connect(self._follow)

    def ask(self) -> None:
        """Opens a line for a question on the field in use."""
        row = self._form.row_in_use
        if not row:
            self.told.emit(self.tr("Put the cursor into the field you want to ask about."))
            return
        name = self._form.fields.rows[row].name
        self._open(row, None, self.tr("A question on “{field}”").format(field=name), self.tr("Ask"))

    def answer(self, finding: Finding) -> None:
        """Opens a line for the answer to an open question."""
        wanted = (finding.field, finding.params.get("text"), finding.params.get("author"))
        open_ones = [one for one in self._form.draft().questions if one.is_open]
        question = next((one for one in open_ones if (one.field, one.text, one.author) == wanted), None)
        row = next((name for name, row in self._form.fields.rows.items() if row is self._form.fields.row_of(finding.field)), None)
        if question is not None and row is not None:
            self._open(row, question, self.tr("Answer to: {question}").format(question=question.text), self.tr("Answer"))

    def close(self) -> None:
        """Closes the line and goes back to its field."""
        self.editor.line.clear()
        self.editor.hide()
        if self._row:
            self._form.fields.rows[self._row].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row: str, about: Question | None, words: str, verb: str) -> None:
        self._put_aside()
        self._row, self._about, self._activity_id = row, about, self._form.activity_id
        self.editor.line.set_value(self._unsent.pop((self._activity_id, row, about), None))
        self.editor.open(self._form.fields.rows[row], words, verb, self.tr("One sentence"))
        self._form.bring_into_view(self._form.fields.rows[row])

    def _put_aside(self) -> None:
        """Keeps what was typed and not handed on, for when the same line is opened again."""
        if self.editor.isVisible() and (text := self.editor.line.value()) is not None:
            self._unsent[self._activity_id, self._row, self._about] = text

    def _take(self, text: str) -> None:
        questions = self._form.draft().questions
        tracker, about = self._workspace.tracker, self._about
        if about is None:
            asked = Question(fields_of_row(self._row)[0], text, tracker.author, tracker.today())
            code, values = "ask", (*questions, asked)
        else:
            answered = replace(about, answer=text, answered_by=tracker.author, answered=tracker.today())
            code, values = "answer", tuple(answered if one == about else one for one in questions)
        self.close()
        self._desk.settle(code, {"questions": values})

    def _follow(self) -> None:
        """Shows the answered questions of what the form shows now; a line begun for another activity is put aside."""
        if self.editor.isVisible() and self._activity_id != self._form.activity_id:
            self._put_aside()
            self.editor.hide()
        told: dict[str, list[str]] = {}
        for question in self._form.draft().questions:
            if not question.is_open and (row := self._form.fields.row_of(question.field)) is not None:
                told.setdefault(row.name, []).append(self._told(question))
        for row in self._form.fields.rows.values():
            self._show_answered(row, "\n".join(told.get(row.name, ())))

    def _told(self, question: Question) -> str:
        words = self.tr("✓ {author} asked: {question} – {answered_by}: {answer}")
        return words.format(
            author=question.author, question=question.text, answered_by=question.answered_by or "", answer=question.answer
        )

    def _show_answered(self, row: FormRow, text: str) -> None:
        label = self._answered.get(row.name)
        if label is None and text:
            label = self._answered[row.name] = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            label.setProperty("role", "muted")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.add_below(label)
        if label is not None:
            label.setText(text)
            label.setVisible(bool(text))
