"""What stands over the fields of the form."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pct_tracker.ui.common.elided_label import ElidedLabel
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE


class FormHeading(QWidget):
    """The title of the activity, its month and type, whether it is saved, and below what is said of it as a whole."""

    def __init__(self, below: QWidget) -> None:
        super().__init__()
        self.title = ElidedLabel(factor=1.25, bold=True)
        self.facts = ElidedLabel()
        self.facts.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE - SPACE // 2, SPACE_LARGE, SPACE)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(below)

    def show_heading(self, title: str | None, facts: Sequence[str | None], *, is_changed: bool) -> None:
        """Shows the title of a stored activity, or that it is a new one for None, and the facts that are known."""
        state = self.tr("not saved") if is_changed else ""
        self.title.set_whole_text(self.tr("New activity") if title is None else title)
        parts = [part for part in (*facts, state) if part]
        self.facts.set_whole_text(" · ".join(parts))
        self.facts.setVisible(bool(parts))
