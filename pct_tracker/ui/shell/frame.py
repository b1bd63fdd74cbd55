"""What surrounds the pages: their list at the side, the filter above, notices and figures below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.ui.common.theme import SPACE, set_look
from pct_tracker.ui.shell.figure_strip import FigureStrip
from pct_tracker.ui.shell.filter_bar import FilterBar
from pct_tracker.ui.shell.findings_button import FindingsButton
from pct_tracker.ui.shell.notice_bar import NoticeBar
from pct_tracker.ui.shell.page_nav import PageNav


class Frame(QWidget):
    """Lays out all that a window has besides its menus; `stack` holds the pages."""

    def __init__(
        self, nav: PageNav, filter_: FilterBar, first: QWidget, notice: NoticeBar, figures: FigureStrip, findings: FindingsButton
    ) -> None:
        super().__init__()
        self.stack = QStackedWidget()
        self.stack.addWidget(first)
        self._right = right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(filter_)
        right.addWidget(_rule())
        right.addWidget(self.stack, 1)
        right.addWidget(notice)
        right.addWidget(_rule())
        right.addWidget(_strip(figures, findings))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(nav)
        row.addWidget(_rule(upright=True))
        row.addLayout(right, 1)

    def put_below_filter(self, line: QWidget) -> None:
        """Puts in what tells how the register is narrowed."""
        self._right.insertWidget(1, line)


def _strip(figures: FigureStrip, findings: FindingsButton) -> QWidget:
    strip = QWidget()
    row = QHBoxLayout(strip)
    row.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
    row.setSpacing(SPACE)
    row.addWidget(figures, 1)
    row.addWidget(findings, 0, Qt.AlignmentFlag.AlignTop)
    return strip


def _rule(*, upright: bool = False) -> QFrame:
    rule = QFrame()
    set_look(rule, role="rule")
    if upright:
        rule.setFixedWidth(1)
        rule.setStyleSheet("max-height: 16777215px;")
    return rule
