"""What prints differently since a year was published, and the corrigendum that says so."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.errors import UserError
from pct_tracker.services.reports.choices import ReportChoices
from pct_tracker.services.reports.corrigendum import FORMATS, Corrigendum, find_corrigendum, usual_front, write_corrigendum
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.empty_state import EmptyState
from pct_tracker.ui.common.form_row import FieldLabel
from pct_tracker.ui.common.moments import apart, local_moment
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.corrigendum_lines import OLD_AND_NEW, CorrigendumLines
from pct_tracker.ui.reports.lines_model import LinesModel
from pct_tracker.ui.reports.writing_note import WritingNote
from pct_tracker.ui.reports.year_needed import YearNeeded


class CorrigendumView(QWidget):
    """Shows the corrigendum to `year`. `rows_requested` carries ids of activities to be shown, and what they are in words.

    `written` carries the result of an export; `folder` is where files are offered to be written first. `latest_requested`
    asks for the latest year where all years are shown.
    """

    rows_requested = Signal(object, str)
    written = Signal(object)
    latest_requested = Signal()

    def __init__(self, workspace: Workspace, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._choices = ReportChoices()
        self._corrigendum: Corrigendum | None = None
        self._words = CorrigendumLines(workspace.wording, workspace.tracker)
        self.year: int | None = None
        self.folder = Path.home()
        self.state = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.languages = ChoiceStrip([Choice(code, code.upper(), workspace.wording.language_name(code)) for code in LANGUAGES])
        self.languages.choose(language)
        self.model = LinesModel(self._words.headings())
        self.table = RowTable(self.model, self.tr("What prints differently"))
        self.symbol = QLineEdit()
        self.export = push_button(self.tr("&Export the corrigendum…"), role="primary")
        self.note = WritingNote(workspace)
        self._empty = EmptyState(
            "history",
            self.tr("Nothing is published"),
            self.tr("A year that is published with this program is compared here with what was printed."),
            [],
        )
        self.year_needed = YearNeeded("history", self.tr("A corrigendum corrects one year. Choose a year above."))
        self._nothing: EmptyState = self._empty
        self._page = QWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Compares anew with what was published."""
        year = self.year

        def read(tracker: Tracker) -> Corrigendum | None:
            try:
                return None if year is None else find_corrigendum(tracker, year)
            except UserError as error:
                if error.code == "corrigendum.not-published":
                    return None
                raise

        self._workspace.ponder(read, lambda corrigendum: self._take(year, corrigendum), "corrigendum")

    def take(self, choices: ReportChoices) -> None:
        """Takes the languages and the kinds of file that an export will have; its first page is that of the publication."""
        self._choices = choices

    def set_language(self, language: str) -> None:
        """Shows the rows as they print in another language."""
        self.languages.choose(language)
        self._show()

    def take_focus(self) -> None:
        """Puts the focus into the table, or to what is said in its place."""
        (self.table if self._corrigendum else self._nothing).setFocus()

    def write(self, folder: Path) -> None:
        """Writes the corrigendum into a folder of its own below this one."""
        corrigendum, tracker = self._corrigendum, self._workspace.tracker
        if corrigendum is None:
            return
        formats = tuple(one for one in self._choices.formats if one in FORMATS) or FORMATS[:1]
        front = replace(usual_front(corrigendum.published), symbol=self.symbol.text().strip())
        choices = replace(self._choices, formats=formats, front=front)
        target = folder / f"corrigendum-{corrigendum.year}"
        self.note.write(lambda progress: write_corrigendum(tracker, corrigendum, choices, target, progress))

    def _choose(self) -> None:
        folder = self.note.choose_folder(self.folder)
        if folder is not None:
            self.write(folder)

    def _take(self, year: int | None, corrigendum: Corrigendum | None) -> None:
        known = self._corrigendum.published.id if self._corrigendum else None
        self._corrigendum = corrigendum
        self._stack.setVisible(True)
        self._nothing = self.year_needed if year is None else self._empty
        self._stack.setCurrentWidget(self._nothing if corrigendum is None else self._page)
        if corrigendum is not None and corrigendum.published.id != known:
            self.symbol.setText(usual_front(corrigendum.published).symbol)
            self.note.clear()
        self._show()

    def _show(self) -> None:
        corrigendum = self._corrigendum
        if corrigendum is None:
            return
        self.state.setText("\n".join(self._told(corrigendum)))
        for code in LANGUAGES:
            self.languages.button(code).set_words(f"{code.upper()}  {len(corrigendum.corrections(code))}")
        row = self.table.currentIndex().row()
        self.model.show_rows(self._words.lines(corrigendum, self._language()))
        if self.model.rowCount():
            self.table.go_to(min(max(row, 0), self.model.rowCount() - 1))
        self._offer()

    def _told(self, corrigendum: Corrigendum) -> list[str]:
        record = corrigendum.published
        published = self.tr("{year} was published on {when} by {who}.")
        lines = [published.format(year=record.year, when=apart(local_moment(record.at)), who=apart(record.author))]
        if not corrigendum.languages:
            lines.append(self.tr("Nothing prints differently since."))
        if corrigendum.totals:
            lines.append(self._words.figures(corrigendum))
        if corrigendum.unseen:
            words = self.tr("Activities that were changed but print the same in all languages: {count}.")
            lines.append(words.format(count=corrigendum.unseen))
        return lines

    def _offer(self) -> None:
        self.export.setEnabled(bool(self._corrigendum and self._corrigendum.languages) and not self.note.is_running)

    def _language(self) -> str:
        return self.languages.code() or LANGUAGES[0]

    def _open_row(self) -> None:
        line = self.model.row_at(self.table.currentIndex().row())
        if line is not None and line.ids:
            self.rows_requested.emit(line.ids, line.texts[1])

    def _connect(self) -> None:
        self.languages.chosen.connect(lambda _code: self._show())
        self.table.opened.connect(self._open_row)
        self.year_needed.latest.triggered.connect(self.latest_requested)
        self.export.clicked.connect(lambda _checked=False: self._choose())
        self.note.running.connect(lambda _running: self._offer())
        self.note.written.connect(self.written)

    def _lay_out(self) -> None:
        self.languages.setAccessibleName(self.tr("Language of the rows"))
        self.symbol.setAccessibleName(self.tr("Symbol of the corrigendum"))
        self.table.fit_columns(self._words.samples(), OLD_AND_NEW[1])
        # Old and new are what is compared: they share the room that is left.
        self.table.horizontalHeader().setSectionResizeMode(OLD_AND_NEW[0], QHeaderView.ResizeMode.Stretch)
        label = FieldLabel(self.tr("S&ymbol:"))
        label.setBuddy(self.symbol)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        for widget in (label, self.symbol, self.export):
            line.addWidget(widget, 1 if widget is self.symbol else 0)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.state)
        column.addWidget(self.languages)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addWidget(self.note)
        for part in (self._empty, self.year_needed, self._page):
            self._stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        # Before the first answer nothing is known to be missing.
        self._stack.setVisible(False)
