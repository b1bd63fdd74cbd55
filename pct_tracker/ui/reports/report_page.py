"""The Report page: the report of a year, what became of its plan, what is to be corrected, and earlier exports."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSettings, Signal
from PySide6.QtWidgets import QWidget

from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.button_strip import Choice
from pct_tracker.ui.common.views_page import ViewsPage
from pct_tracker.ui.common.workspace import Workspace

if TYPE_CHECKING:  # they are loaded and made when somebody looks: the window opens sooner
    from pct_tracker.services.reports.run import ReportResult
    from pct_tracker.ui.reports.corrigendum_view import CorrigendumView
    from pct_tracker.ui.reports.exports_view import ExportsView
    from pct_tracker.ui.reports.plan_view import PlanView
    from pct_tracker.ui.reports.report_view import ReportView

    _View = ReportView | PlanView | CorrigendumView | ExportsView


class ReportPage(ViewsPage):
    """Four views on what is handed in, each made when it is first seen.

    `rows_requested` carries ids, words that name them and their reporting year; `dialog_made` a dialog to be opened; `told` a
    sentence. `check_requested` asks for the Check page, `year_requested` carries a year to be shown. `published` says that a
    year was locked, `words_changed` that labels or names are other ones.
    """

    rows_requested = Signal(object, str, object)
    dialog_made = Signal(object)
    check_requested = Signal()
    year_requested = Signal(int)
    published = Signal()
    words_changed = Signal()
    told = Signal(str)

    def __init__(self, workspace: Workspace, language: str, settings: QSettings, parent: QWidget) -> None:
        super().__init__(_choices(), parent)
        self._workspace, self._language, self._settings = workspace, language, settings
        self._year: int | None = None
        self._made: dict[str, _View] = {}

    @cached_property
    def report(self) -> "ReportView":
        """The report with its pages."""
        from pct_tracker.ui.reports.report_view import ReportView

        view = ReportView(self._workspace, self._language, self._settings)
        view.told.connect(self.told)
        view.check_requested.connect(self.check_requested)
        view.latest_requested.connect(self._ask_for_latest)
        view.dialog_requested.connect(self.open_dialog)
        view.exported.connect(self._written)
        self._add("report", view)
        return view

    @cached_property
    def plan(self) -> "PlanView":
        """What became of the plan."""
        from pct_tracker.ui.reports.plan_view import PlanView

        view = PlanView(self._workspace, self._language)
        view.rows_requested.connect(self._ask_for_rows)
        view.latest_requested.connect(self._ask_for_latest)
        self._add("plan", view)
        return view

    @cached_property
    def corrigendum(self) -> "CorrigendumView":
        """What prints differently since the year was published."""
        from pct_tracker.ui.reports.corrigendum_view import CorrigendumView

        view = CorrigendumView(self._workspace, self._language)
        view.folder = self._folder()
        view.rows_requested.connect(self._ask_for_rows)
        view.latest_requested.connect(self._ask_for_latest)
        view.written.connect(self._written)
        self._add("corrigendum", view)
        return view

    @cached_property
    def exports(self) -> "ExportsView":
        """What was exported before."""
        from pct_tracker.ui.reports.exports_view import ExportsView

        view = ExportsView(self._workspace, self._language)
        view.folder = self._folder()
        self._add("exports", view)
        return view

    def find_view(self, name: str) -> "_View":
        """The view of a name: "report", "plan", "corrigendum" or "exports"."""
        match name:
            case "plan":
                return self.plan
            case "corrigendum":
                return self.corrigendum
            case "exports":
                return self.exports
            case _:
                return self.report

    def follow_year(self, year: int | None) -> None:
        """Takes the reporting year that the window shows."""
        self._year = year
        for view in self._made.values():
            view.year = year
        self.reload()

    def set_language(self, language: str) -> None:
        """Shows titles and pages in another language."""
        self._language = language
        for name in ("report", "plan"):
            if name in self._made:
                getattr(self, name).set_language(language)

    def open_dialog(self, name: str) -> None:
        """Makes the dialog of this name, one of "translations", "words" and "templates"."""
        match name:
            case "translations":
                from pct_tracker.ui.reports.translations_dialog import TranslationsDialog

                texts = TranslationsDialog(self._workspace, self._year, self.window())
                texts.activities_requested.connect(lambda ids: self._ask_for_rows(ids, self.tr("one text")))
                self.dialog_made.emit(texts)
            case "words":
                from pct_tracker.ui.reports.words_dialog import WordsDialog

                words = WordsDialog(self._workspace, self.window())
                words.stored.connect(lambda _count: self.reload())
                words.stored.connect(lambda _count: self.words_changed.emit())
                self.dialog_made.emit(words)
            case "templates":
                from pct_tracker.ui.reports.templates_dialog import TemplatesDialog

                self.dialog_made.emit(TemplatesDialog(self._workspace, self.window()))

    def _add(self, name: str, view: "_View") -> None:
        self._made[name] = view
        view.year = self._year
        self._put_in(view)

    def _ask_for_rows(self, ids: Iterable[int], words: str) -> None:
        self.rows_requested.emit(frozenset(ids), words, None)

    def _ask_for_latest(self) -> None:
        """The latest year of the log, if it has any."""
        self._workspace.ask(Tracker.years, self._take_latest, "latest-year")

    def _take_latest(self, years: Sequence[int]) -> None:
        if years:
            self.year_requested.emit(years[0])
        else:
            self.told.emit(self.tr("The log holds no activities yet."))

    def _written(self, result: "ReportResult") -> None:
        """What was exported just now is among the earlier exports, and may be what is compared with."""
        self._stale |= {"plan", "corrigendum", "exports"}
        for name in ("corrigendum", "exports"):
            if name in self._made:
                getattr(self, name).folder = self._folder()
        if result.record.freezes == "year":
            self.published.emit()

    def _folder(self) -> Path:
        """Where files were written last."""
        return Path(str(self._settings.value("export/folder", Path.home())))


def _choices() -> list[Choice]:
    translate = QCoreApplication.translate
    texts = {
        "report": (translate("ReportPage", "Report"), translate("ReportPage", "Choose, look at the pages, export")),
        "plan": (translate("ReportPage", "Plan and result"), translate("ReportPage", "What became of the plan that was frozen")),
        "corrigendum": (
            translate("ReportPage", "Corrigendum"),
            translate("ReportPage", "What changed since the year was published"),
        ),
        "exports": (
            translate("ReportPage", "Earlier exports"),
            translate("ReportPage", "What was exported, to be written once more"),
        ),
    }
    return [Choice(name, *words) for name, words in texts.items()]
