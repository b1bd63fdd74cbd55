"""What is asked before findings are accepted as they are."""

from PySide6.QtWidgets import QWidget

from pct_tracker.ui.common.plain_dialog import PlainDialog
from pct_tracker.ui.common.text_line import TextLine
from pct_tracker.ui.common.translation import shown_number


class AcceptDialog(PlainDialog):
    """Asks why findings are right as they are; `answered` carries the reason, which is never empty."""

    def __init__(self, count: int, sentence: str, parent: QWidget | None = None) -> None:
        """`sentence` is what was found, where it is one finding."""
        super().__init__("", "", parent)
        one, many = self.tr("Accept as it is"), self.tr("Accept {count} findings").format(count=shown_number(count))
        self.setWindowTitle(one if count == 1 else many)
        self.do.setText(one if count == 1 else many)
        kept = self.tr("The reason is kept and printed in the cleaning report. It lapses when the value changes.")
        same = self.tr(
            "The same reason is kept with each of them and printed in the cleaning report. It lapses when a value changes."
        )
        self.tell(f"{sentence}\n{kept}" if count == 1 else same)
        self.reason = TextLine()
        self.rows.add_row("reason", self.tr("&Reason:"), self.reason)

    def trouble(self) -> tuple[str, QWidget] | None:
        if self.reason.value() is None:
            return self.tr("Say in a few words why it is right as it is."), self.reason
        return None

    def answer(self) -> str | None:
        return self.reason.value()
