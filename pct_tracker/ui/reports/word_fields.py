"""One word in the languages it exists in: what is shipped, and what stands in its place."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.services.reports.words import EditedWord
from pct_tracker.ui.common.buttons import ChangeButton
from pct_tracker.ui.common.growing_text import GrowingText
from pct_tracker.ui.common.theme import SPACE, SPACE_SMALL, set_look
from pct_tracker.ui.common.workspace import Workspace


class WordFields(QWidget):
    """A field for each language; below a text that was edited stands the shipped one, with the way back to it."""

    typed = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._word: EditedWord | None = None
        self._setting = False
        self.edits = {language: GrowingText(language, lines=(1, 4)) for language in LANGUAGES}
        self.backs = {language: ChangeButton(workspace, self.tr("Back to it"), role="link") for language in LANGUAGES}
        self._shipped = {language: QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText) for language in LANGUAGES}
        self._labels = {language: QLabel(workspace.wording.language_name(language)) for language in LANGUAGES}
        for edit in self.edits.values():
            edit.setReadOnly(workspace.is_reading_only)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE_SMALL)
        grid.setColumnStretch(1, 1)
        for row, language in enumerate(LANGUAGES):
            self._add(grid, 2 * row, language)
        grid.setRowStretch(2 * len(LANGUAGES), 1)

    @property
    def shown(self) -> EditedWord | None:
        """The word that is shown."""
        return self._word

    def show_word(self, word: EditedWord | None, typed: Mapping[str, str]) -> None:
        """Shows a word with what was typed for it and is not stored yet; languages that it does not exist in are hidden."""
        self._setting, self._word = True, word
        for language, edit in self.edits.items():
            exists = word is not None and language in word.shipped
            edit.setVisible(exists)
            self._labels[language].setVisible(exists)
            edit.setPlainText(typed.get(language, word.text(language) if word else ""))
            self._show_shipped(language)
        self._setting = False

    def _add(self, grid: QGridLayout, row: int, language: str) -> None:
        label, edit, shipped, back = (self._labels[language], self.edits[language], self._shipped[language], self.backs[language])
        label.setBuddy(edit)
        edit.setAccessibleName(label.text())
        back.setAccessibleName(f"{self.tr('Back to it')}: {label.text()}")
        set_look(shipped, role="muted")
        # Brings the words of the label to the height of the words in the field.
        label.setContentsMargins(0, SPACE_SMALL + SPACE_SMALL // 2, 0, 0)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(edit, row, 1, 1, 2)
        grid.addWidget(shipped, row + 1, 1)
        grid.addWidget(back, row + 1, 2, Qt.AlignmentFlag.AlignTop)
        edit.textChanged.connect(partial(self._take, language))
        back.clicked.connect(partial(self._go_back, language))

    def _take(self, language: str) -> None:
        self._show_shipped(language)
        if not self._setting:
            self.typed.emit(language, self.edits[language].text())

    def _go_back(self, language: str, _checked: bool = False) -> None:
        if self._word is not None:
            self.edits[language].setPlainText(self._word.shipped[language])
            self.edits[language].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_shipped(self, language: str) -> None:
        shipped = self._word.shipped.get(language, "") if self._word else ""
        differs = bool(shipped) and self.edits[language].text() != shipped
        self._shipped[language].setText(self.tr("Shipped: {text}").format(text=f"\u2068{shipped}\u2069"))
        self._shipped[language].setVisible(differs)
        self.backs[language].setVisible(differs)
