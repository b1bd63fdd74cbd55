"""What was exported, newest first; each export can be written once more as it was."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.domain.report import ExportRecord
from pct_tracker.services.reports.archive import export_records
from pct_tracker.services.reports.plan import plan_year_of
from pct_tracker.services.reports.repeating import corrects, repeat
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.empty_state import EmptyState
from pct_tracker.ui.common.moments import local_moment
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.lines_model import Line, LinesModel
from pct_tracker.ui.reports.writing_note import WritingNote


class ExportsView(QWidget):
    """Shows the exports of `year`, or of all years for None. `written` carries the result of one written once more.

    `folder` is where files are offered to be written first.
    """

    written = Signal(object)

    def __init__(self, workspace: Workspace, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._language = language
        self._records: Sequence[ExportRecord] = ()
        self.year: int | None = None
        self.folder = Path.home()
        headings = (self.tr("Number"), self.tr("When"), self.tr("By"), self.tr("Year"))
        kinds = (self.tr("What"), self.tr("Symbol"), self.tr("Languages"), self.tr("Files"))
        self.model = LinesModel((*headings, *kinds))
        self.table = RowTable(self.model, self.tr("Earlier exports"))
        self.again = push_button(
            self.tr("&Write again…"), tip=self.tr("Writes the files of this export once more, as they were then")
        )
        self.note = WritingNote(workspace)
        nothing = self.tr("Nothing was exported yet"), self.tr("Every report that is exported is kept here and can be repeated.")
        self._empty = EmptyState("history", *nothing, [])
        self._stack = QStackedWidget()
        self._lay_out()
        self.table.opened.connect(self._choose)
        self.again.clicked.connect(lambda _checked=False: self._choose())
        self.note.written.connect(self.written)
        self.note.running.connect(lambda running: self.again.setEnabled(not running))

    def reload(self) -> None:
        """Reads again what was exported."""
        year = self.year
        self._workspace.ask(lambda tracker: export_records(tracker, year), self._take, "exports")

    def take_focus(self) -> None:
        """Puts the focus into the table, or to what is said in its place."""
        (self.table if self._records else self._empty).setFocus()

    def current(self) -> ExportRecord | None:
        """The export in focus; None if there is none."""
        row = self.table.currentIndex().row()
        return self._records[row] if 0 <= row < len(self._records) else None

    def write_again(self, folder: Path) -> None:
        """Writes the export in focus once more, into a folder of its own below this one."""
        record, tracker = self.current(), self._workspace.tracker
        if record is None:
            return
        target = folder / f"export-{record.id}-{record.year}"
        self.note.write(lambda progress: repeat(tracker, record, target, progress))

    def _choose(self) -> None:
        if self.current() is None or self.note.is_running:
            return
        folder = self.note.choose_folder(self.folder)
        if folder is not None:
            self.write_again(folder)

    def _take(self, records: Sequence[ExportRecord]) -> None:
        current, has_focus = self.current(), self.table.hasFocus()
        self._records = records
        self.model.show_rows([self._line(one) for one in records])
        self._stack.setCurrentIndex(1 if records else 0)
        if records:
            places = [place for place, one in enumerate(records) if current is not None and one.id == current.id]
            self.table.go_to(places[0] if places else 0)
        if has_focus:
            self.take_focus()

    def _line(self, record: ExportRecord) -> Line:
        choices = record.choices
        codes = ", ".join(code.upper() for code in choices.get("languages", ()))
        formats = ", ".join(choices.get("formats", ()))
        symbol = str(choices.get("front", {}).get("symbol", ""))
        when = local_moment(record.at)
        return Line((str(record.id), when, record.author, str(record.year), self._what(record), symbol, codes, formats))

    def _what(self, record: ExportRecord) -> str:
        """What an export was, and what it froze."""
        published, plan_year = corrects(record), plan_year_of(record)
        if published is not None:
            return self.tr("Corrigendum to export {number}").format(number=published)
        if record.freezes == "year":
            if plan_year is None:
                return self.tr("Published: the year is frozen")
            return self.tr("Published: the year and the plan of {year} are frozen").format(year=plan_year)
        if plan_year is not None:
            return self.tr("Report: the plan of {year} is frozen").format(year=plan_year)
        return self.tr("Report")

    def _lay_out(self) -> None:
        # Numbers and codes need less than words.
        samples = (
            "0000",
            "00/00/0000 00:00",
            "m" * 7,
            "0000",
            "",
            "PCT/WG/00/00",
            "EN, FR, ES",
            "docx, pdf",
        )
        self.table.fit_columns({column: text for column, text in enumerate(samples) if text}, samples.index(""))
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        column.addWidget(self.note)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
