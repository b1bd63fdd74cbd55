"""What a view on one year shows while all years are shown: that a year is to be chosen, and the way to the latest one."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from pct_tracker.ui.common.empty_state import EmptyState


class YearNeeded(EmptyState):
    """`latest` is triggered when the latest year is wanted."""

    def __init__(self, icon_name: str, sentence: str) -> None:
        translate = QCoreApplication.translate
        self.latest = QAction(translate("YearNeeded", "Show the latest year"))
        title = translate("YearNeeded", "One year at a time")
        super().__init__(icon_name, title, sentence, [(self.latest.text(), self.latest)])
        button = self.findChild(QPushButton)
        if button is not None:
            self.setFocusProxy(button)
