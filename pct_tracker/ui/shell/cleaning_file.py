"""The cleaning report of the year that is shown, as a file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from pct_tracker.domain.errors import UserError
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.file_choice import choose_target
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.shell.filter_bar import FilterBar


class CleaningFile(QObject):
    """Asks for a name and writes the report there, in the language of the window. `told` carries a sentence."""

    told = Signal(str)

    def __init__(self, workspace: Workspace, filter_: FilterBar, settings: QSettings, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._filter = filter_
        self._settings = settings
        self._window = window

    def write(self) -> None:
        """Writes the report on the year that is shown, or on the newest one."""
        self._workspace.ask(Tracker.years, self._choose, "cleaning")

    def write_to(self, year: int, target: Path) -> None:
        """Writes the report on a year; the ending of the name says as what."""
        from pct_tracker.services.checks.cleaning_run import write_cleaning

        language, format_ = self._workspace.wording.language, target.suffix.removeprefix(".").casefold()
        told = self.tr("The cleaning report was written to {file}.").format(file=target)
        self._workspace.ponder(
            lambda tracker: write_cleaning(tracker, year, language, format_, target), lambda _file: self.told.emit(told)
        )

    def _choose(self, years: Sequence[int]) -> None:
        from pct_tracker.services.checks.cleaning_run import suggested_name

        if not years:
            self._workspace.refuse(UserError("year.unknown-empty", year=self._workspace.tracker.today().year))
            return
        year = self._filter.year or years[0]
        folder = Path(str(self._settings.value("export/folder", str(Path.home()))))
        name = str(folder / suggested_name(year, self._workspace.wording.language, "docx"))
        kinds = ";;".join((self.tr("Word documents (*.docx)"), self.tr("Web pages (*.html)")))
        chosen, kind = choose_target(self._window, self.tr("Cleaning report of {year}").format(year=year), name, kinds)
        if chosen:
            self._settings.setValue("export/folder", str(Path(chosen).parent))
            self.write_to(year, _with_ending(Path(chosen), kind))


def _with_ending(chosen: Path, kind: str) -> Path:
    """The file that was named; one named without an ending gets that of the kind that was chosen with it."""
    return chosen if chosen.suffix else chosen.with_suffix(".html" if "*.html" in kind else ".docx")
