"""The pages of the report with what belongs to looking at them: language, size, number of the page, printing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.services.reports.look import ReportLook
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.buttons import push_button, tool_button
from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.moments import apart
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.reports.page_preview import WHOLE, WIDTH, PagePreview


class PreviewPane(QWidget):
    """`print_requested` and `word_requested` ask for the pages on paper, and for the Word document of the user's template.

    `latest_requested` asks for the latest year where there are no pages because all years are shown.
    """

    print_requested = Signal()
    word_requested = Signal()
    latest_requested = Signal()

    def __init__(self, wording: Wording, language: str) -> None:
        super().__init__()
        self.preview = PagePreview()
        self.language = ChoiceStrip([Choice(code, code.upper(), wording.language_name(code)) for code in LANGUAGES])
        self.language.choose(language)
        self.number = QLabel()
        self.smaller = tool_button("", self.tr("Smaller"), text="−", tip=self.tr("Smaller (Ctrl+−)"))
        self.larger = tool_button("", self.tr("Larger"), text="+", tip=self.tr("Larger (Ctrl++)"))
        fits = (
            Choice(WIDTH, self.tr("Width"), self.tr("Pages as wide as their place (Ctrl+0)")),
            Choice(WHOLE, self.tr("Whole page"), self.tr("One whole page at a time")),
        )
        self.fit = ChoiceStrip(fits)
        self.print = push_button(self.tr("Pri&nt…"))
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.open_word = push_button(self.tr("Open it in Word…"), role="link")
        self.latest = push_button(self.tr("Show the latest year"), role="link")
        self._lay_out()
        self._connect()
        self._show_fit()
        self._say("")

    def show_look(self, look: ReportLook) -> None:
        """Shows the pages, and says what about them is not as it will be written."""
        self.preview.show_pages(look.pages)
        template = self.tr("Word follows the template {file}; these pages show the layout as shipped.")
        notes = [
            template.format(file=apart(look.template)) if look.template else "",
            self.tr("Of each table the first rows are shown; all are exported.") if look.is_cut else "",
        ]
        self._say(" ".join(filter(None, notes)))
        self.open_word.setVisible(bool(look.template))
        self.print.setEnabled(True)

    def show_nothing(self, why: str, *, has_latest: bool = False) -> None:
        """Shows no pages and says why; `has_latest` offers the latest year."""
        self.preview.show_pages(())
        self._say(why)
        self.latest.setVisible(has_latest)
        self.print.setEnabled(False)

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.open_word.setVisible(False)
        self.latest.setVisible(False)

    def _show_number(self) -> None:
        count = len(self.preview.pages)
        number, every = shown_number(self.preview.number), shown_number(count)
        self.number.setText(f"\u2066{number} / {every}\u2069" if count else "")
        self.number.setAccessibleName(self.tr("Page {number} of {count}").format(number=number, count=every) if count else "")

    def _show_fit(self) -> None:
        self.fit.choose(self.preview.fit)

    def _connect(self) -> None:
        preview = self.preview
        preview.turned.connect(self._show_number)
        preview.zoomed.connect(self._show_fit)
        self.fit.chosen.connect(preview.fit_to)
        self.smaller.clicked.connect(lambda _checked=False: preview.zoom_by_step(larger=False))
        self.larger.clicked.connect(lambda _checked=False: preview.zoom_by_step(larger=True))
        self.print.clicked.connect(lambda _checked=False: self.print_requested.emit())
        self.open_word.clicked.connect(lambda _checked=False: self.word_requested.emit())
        self.latest.clicked.connect(lambda _checked=False: self.latest_requested.emit())

    def add_keys(self, place: QWidget) -> None:
        """Has the keys that change the size work wherever the focus is in a place."""
        preview = self.preview
        for keys, act in (
            (("Ctrl++", "Ctrl+="), lambda: preview.zoom_by_step(larger=True)),
            (("Ctrl+-",), lambda: preview.zoom_by_step(larger=False)),
            (("Ctrl+0",), lambda: preview.fit_to(WIDTH)),
        ):
            for key in keys:
                QShortcut(QKeySequence(key), place, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        self.language.setAccessibleName(self.tr("Language of the pages"))
        self.fit.setAccessibleName(self.tr("Size of the pages"))
        self.number.setMinimumWidth(self.fontMetrics().horizontalAdvance("00 / 00"))
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar = QWidget()
        flow = FlowLayout(bar, spacing=SPACE)
        for group in (self.language, _together(self.smaller, self.larger, self.fit), _together(self.number, self.print)):
            flow.addWidget(group)
        told = QHBoxLayout()
        told.setSpacing(SPACE)
        told.addWidget(self.note, 1)
        for button in (self.open_word, self.latest):
            told.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE // 2, 0, SPACE // 2, 0)
        column.addWidget(bar)
        column.addLayout(told)
        column.addWidget(self.preview, 1)


def _together(*parts: QWidget) -> QWidget:
    """Parts that a line does not separate."""
    group = QWidget()
    line = QHBoxLayout(group)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(SPACE // 2)
    for part in parts:
        line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    return group
