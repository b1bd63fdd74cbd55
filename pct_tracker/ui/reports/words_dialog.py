"""Edits the words of the report: labels, headings, names, punctuation, sentences of the document."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.services.reports.words import EditedWord, change_words, edited_words
from pct_tracker.ui.common.buttons import ChangeButton
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE, fit_screen, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.word_fields import WordFields
from pct_tracker.ui.reports.words_model import WordsModel

_PAUSE = 200
"""Milliseconds after the last key before a search begins."""


class WordsDialog(QDialog):
    """What is typed for any number of words is stored together. `stored` carries how many words were changed."""

    stored = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._typed: dict[tuple[str, str], str] = {}
        self._shown_key = ""
        self._has_warned = False
        self.setWindowTitle(self.tr("Words of the report"))
        self.search = QLineEdit(clearButtonEnabled=True)
        self.only_own = QCheckBox(self.tr("Only &edited ones"))
        self.model = WordsModel(workspace.wording.language)
        self.table = RowTable(self.model, self.tr("Words"))
        self.fields = WordFields(workspace)
        self.valid_from = QLineEdit(maxLength=10)
        self.editions = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.store = ChangeButton(workspace, self.tr("&Store"), role="primary")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._connect()
        self._describe()
        self._look()

    def reject(self) -> None:
        """Closes; where something is not stored yet, it says so first."""
        if self._typed and not self._has_warned:
            self._has_warned = True
            self._say(
                self.tr("Words that were changed are not stored yet. Store them, or close once more to leave them."),
                attention=True,
            )
            self.store.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().reject()

    def _look(self) -> None:
        text, only_own = self.search.text(), self.only_own.isChecked()
        self._workspace.ask(lambda tracker: edited_words(tracker, text, only_own=only_own), self._show, "words")

    def _show(self, words: Sequence[EditedWord]) -> None:
        key = self._shown_key
        self.model.show_rows(words)
        self.table.go_to(self.model.row_of(key))
        self._show_word()

    def _show_word(self) -> None:
        word = self.model.row_at(self.table.currentIndex().row())
        self._shown_key = word.key if word else ""
        typed = {language: text for (key, language), text in self._typed.items() if key == self._shown_key}
        self.fields.show_word(word, typed)
        self.editions.setText(self._told_editions(word) if word else "")
        self.valid_from.setEnabled(word is not None)

    def _told_editions(self, word: EditedWord) -> str:
        if not word.editions:
            return self.tr("As shipped with the program; never edited.")
        last = word.editions[-1]
        at = QLocale().toString(QDate(*last.at.timetuple()[:3]), QLocale.FormatType.ShortFormat) if last.at else "—"
        told = self.tr("Edited {count} times, last by {author} on {day} (edition {number}).")
        once = self.tr("Edited once, by {author} on {day} (edition {number}).")
        count, author = len(word.editions), f"\u2068{last.author}\u2069"
        return (told if count > 1 else once).format(count=count, author=author, day=f"\u2068{at}\u2069", number=last.id)

    def _take(self, language: str, text: str) -> None:
        word = self.model.row_at(self.table.currentIndex().row())
        if word is None:
            return
        if text == word.text(language):
            self._typed.pop((word.key, language), None)
        else:
            self._typed[word.key, language] = text
        self._has_warned = False
        self._describe()

    def _store(self) -> None:
        day, is_day = _day(self.valid_from.text())
        if not is_day:
            self._say(
                self.tr("“{text}” is not a day. Write it as 2026-01-31, or leave it empty.").format(text=self.valid_from.text()),
                trouble=True,
            )
            self.valid_from.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        changes = [WordEdition(key, language, text, day) for (key, language), text in self._typed.items()]
        tracker = self._workspace.tracker
        self.store.setEnabled(False)
        self._workspace.worker.run(lambda: change_words(tracker, changes), self._finish, self._refuse)

    def _finish(self, count: int) -> None:
        self._typed.clear()
        self.valid_from.clear()
        self._describe()
        self._say(self.tr("Stored. Report and overview use the words at once, the rest of the window when it is opened again."))
        self._look()
        self.stored.emit(count)

    def _refuse(self, error: Exception) -> None:
        self._describe()
        if isinstance(error, UserError):
            self._say(self._workspace.wording.error(error), trouble=True)
        else:
            self._say(self.tr("Nothing was stored because of a mistake of the program."), trouble=True)
            self._workspace.broken.emit(error)

    def _describe(self) -> None:
        self.store.setEnabled(bool(self._typed))
        self._say(self.tr("Texts changed and not stored yet: {count}").format(count=len(self._typed)) if self._typed else "")

    def _say(self, text: str, *, trouble: bool = False, attention: bool = False) -> None:
        set_look(self.note, severity="error" if trouble else "warning" if attention else "")
        self.note.setText(text)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Search in words of all languages, and in keys"))
        self.search.setAccessibleName(self.tr("Search"))
        self.valid_from.setPlaceholderText(self.tr("always"))
        self.table.fit_columns({0: "✎", 2: "m" * 9, 3: "m" * 8}, stretched=1)
        top, since, left, right = QHBoxLayout(), QWidget(), QWidget(), QWidget()
        top.addWidget(self.search, 1)
        top.addWidget(self.only_own)
        # Qt mirrors no margins.
        before, after = (0, SPACE) if self.isRightToLeft() else (SPACE, 0)
        column = QVBoxLayout(left)
        column.setContentsMargins(after, 0, before, 0)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        label = QLabel(self.tr("In force &from:"))
        label.setBuddy(self.valid_from)
        self.valid_from.setAccessibleName(self.tr("In force from"))
        day = QHBoxLayout(since)
        day.setContentsMargins(0, 0, 0, 0)
        day.addWidget(label)
        day.addWidget(self.valid_from)
        day.addStretch(1)
        since.setVisible(not self._workspace.is_reading_only)
        set_look(self.editions, role="muted")
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.fields)
        column = QVBoxLayout(right)
        column.setContentsMargins(before, 0, after, 0)
        column.addWidget(area, 1)
        column.addWidget(since)
        column.addWidget(self.editions)
        sides = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        sides.addWidget(left)
        sides.addWidget(right)
        sides.setStretchFactor(0, 3)
        sides.setStretchFactor(1, 2)
        self.buttons.addButton(self.store, QDialogButtonBox.ButtonRole.AcceptRole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        whole.setSpacing(SPACE)
        whole.addWidget(sides, 1)
        whole.addWidget(self.note)
        whole.addWidget(self.buttons)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(92 * em, 50 * em)))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.store.setAutoDefault(False)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._look)
        self.only_own.toggled.connect(lambda _on: self._look())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_word())
        self.fields.typed.connect(self._take)
        self.buttons.accepted.connect(self._store)
        self.buttons.rejected.connect(self.reject)


def _day(text: str) -> tuple[date | None, bool]:
    """The day that was typed, None for none, and whether it is one at all."""
    try:
        return (date.fromisoformat(text.strip()) if text.strip() else None), True
    except ValueError:
        return None, False
