"""A field for a paragraph that grows with its text."""

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from pct_tracker.domain.folding import join_lines
from pct_tracker.ui.common.direction import direction_of

_PARAGRAPH, _LINE = "\u2029", "\u2028"
_FRAME = 6
"""Border and padding of the field, above and below."""


class GrowingText(QPlainTextEdit):
    """Plain text of two to six lines; Tab leaves it. What is pasted becomes one paragraph, as a cell of the annex is."""

    def __init__(self, language: str, *, lines: tuple[int, int] = (2, 6)) -> None:
        super().__init__()
        self._fewest, self._most = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayoutDirection(direction_of(language))
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(direction_of(language))
        option.setAlignment(Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft)
        self.document().setDefaultTextOption(option)
        self.textChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """What stands in the field. Qt's `toPlainText` makes plain spaces of those that break no line."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n").replace(_LINE, "\n")

    def insertFromMimeData(self, source: QMimeData, /) -> None:
        plain = QMimeData()
        plain.setText(join_lines(source.text()) if "\n" in source.text() else source.text())
        super().insertFromMimeData(plain)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.height())

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Sets the height for the lines there are. A plain text document counts its height in lines."""
        wanted = round(self.document().size().height())
        lines = min(max(wanted, self._fewest), self._most)
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > self._most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(scrolls)
        height = lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + _FRAME
        if height != self.height():
            self.setFixedHeight(height)
