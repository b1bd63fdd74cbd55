"""Rows of a form that are folded away until somebody wants them, or until they hold something."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton

from pct_tracker.ui.common.form_row import FormRow
from pct_tracker.ui.common.icons import set_icon


class RowsFold:
    """A button with the rows that it shows and hides. Opened by hand, it stays open whatever is shown next."""

    def __init__(self, text: str) -> None:
        self._rows: list[FormRow] = []
        self._wanted = False
        self.button = QToolButton()
        self.button.setProperty("role", "fold")
        self.button.setText(text)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button.toggled.connect(self._show)
        self.button.clicked.connect(self._want)
        self._show(opened=False)

    @property
    def rows(self) -> tuple[FormRow, ...]:
        return tuple(self._rows)

    def take(self, row: FormRow) -> None:
        """Makes a row one of its own."""
        self._rows.append(row)
        row.set_folded(folded=not self.is_open())

    def is_open(self) -> bool:
        return self.button.isChecked()

    def unfold(self, *, needed: bool) -> None:
        """Opens because something is in it, or closes if nobody opened it by hand."""
        self.button.setChecked(needed or self._wanted)

    def _want(self, opened: bool) -> None:
        self._wanted = opened

    def _show(self, opened: bool) -> None:
        set_icon(self.button, "chevron-down" if opened else "chevron")
        for row in self._rows:
            row.set_folded(folded=not opened)
