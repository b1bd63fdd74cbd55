"""The pin of a row of the form."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolButton, QWidget

from pct_tracker.ui.common.icons import set_icon

_SMALLEST_ICON = 14


class PinButton(QToolButton):
    """Says that a field keeps its value for new activities. It shows while its row is in use, and as long as it is set.

    It is no stop on the way of the Tab key, because the action of the menu does the same for the field in focus.
    """

    def __init__(self, field: str, *around: QWidget) -> None:
        """`around` are the parts of the row over which the pointer makes the pin show."""
        super().__init__()
        self._field = field
        self._focused = False
        self._pointed: set[QObject] = set()
        side = max(_SMALLEST_ICON, round(0.8 * self.fontMetrics().height()))
        self.setIconSize(QSize(side, side))
        self.setProperty("role", "pin")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in (self, *around):
            part.installEventFilter(self)
        self.toggled.connect(self._tell)
        self._tell()

    def told(self) -> str:
        """What is said of the field while the pin is set; empty while it is not."""
        return self.tr("Kept for new activities.") if self.isChecked() else ""

    def is_shown(self) -> bool:
        """Whether the pin is drawn, and not only there for the pointer to find."""
        return not self.icon().isNull()

    def note_focus(self, *, inside: bool) -> None:
        """Takes note of whether the focus is in the row."""
        self._focused = inside
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.Enter:
            self._pointed.add(watched)
            self._show()
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.Hide):
            self._pointed.discard(watched)
            self._show()
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        does = self.tr("Kept for new activities (Ctrl+K to let go)")
        may = self.tr("Keep this field for new activities (Ctrl+K)")
        self.setToolTip(does if self.isChecked() else may)
        self.setAccessibleName(self.tr("Keep for new activities: {field}").format(field=self._field))
        self._show()

    def _show(self) -> None:
        if not (self._focused or self._pointed or self.isChecked()):
            # Without the name the icon would come back with the next change of colours.
            self.setProperty("icon_name", None)
            self.setIcon(QIcon())
        elif not self.is_shown():
            set_icon(self, "pin")
