"""A line of text that is cut with dots where it does not fit."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy

from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.theme import scaled_font


class ElidedLabel(QLabel):
    """Shows as much of a text as fits, the whole in the tool tip; larger or bold if it is a heading."""

    def __init__(self, *, factor: float = 1.0, bold: bool = False) -> None:
        super().__init__()
        self._whole = ""
        self._factor = factor
        self._bold = bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFont(scaled_font(QApplication.font(), factor, bold=bold))

    def whole_text(self) -> str:
        return self._whole

    def set_whole_text(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(scaled_font(QApplication.font(), self._factor, bold=self._bold))
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.contentsRect().width())
        self.setText(shown)
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")
