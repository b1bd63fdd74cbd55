"""One text that came back, whole: the text, its translation, and what stands in the log."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from pct_tracker.services.translation.exchange import ReturnedText
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.direction import direction_of, paragraph_mark
from pct_tracker.ui.common.theme import SPACE, SPACE_SMALL, set_look


class ReturnedDetail(QFrame):
    """Each text runs in the direction of its language; one that is the same in the log is shown once."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        set_look(self, role="card")
        self.setAccessibleName(self.tr("The whole texts"))
        self._wording = wording
        self._headings = [QLabel(textFormat=Qt.TextFormat.PlainText) for _line in range(3)]
        self._cells = [QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True) for _line in range(3)]
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        grid.setHorizontalSpacing(SPACE + SPACE_SMALL)
        grid.setVerticalSpacing(SPACE_SMALL)
        grid.setColumnStretch(1, 1)
        for line, (heading, cell) in enumerate(zip(self._headings, self._cells, strict=True)):
            set_look(heading, role="muted")
            cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(heading, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(cell, line, 1)
        grid.setRowStretch(len(self._cells), 1)

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(cell.text().lstrip("\u200e\u200f") for cell in self._cells if not cell.isHidden())

    def show_text(self, one: ReturnedText | None) -> None:
        """Shows a text that came back; nothing for None."""
        source, target = (one.source_language, one.language) if one else ("", "")
        before = one.before if one and one.before != one.unit.target else ""
        name = self._wording.language_name
        lines = (
            (name(source), one.unit.source if one else "", source),
            (name(target), one.unit.target if one else "", target),
            (self.tr("In the log"), before, target),
        )
        for heading, cell, (words, text, language) in zip(self._headings, self._cells, lines, strict=True):
            direction = direction_of(language)
            side = Qt.AlignmentFlag.AlignRight if direction == Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
            heading.setText(words)
            cell.setText(paragraph_mark(direction) + text)
            cell.setAlignment(side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute)
            for label in (heading, cell):
                label.setVisible(bool(text))
