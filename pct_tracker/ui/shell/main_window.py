"""The window: pages at the side, one filter for all, figures below. It wires; the pages decide."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QWidget,
)

from pct_tracker.services.first_sight import FirstSight
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.actions import Actions, plain_text
from pct_tracker.ui.common.tab_order import last_inside, put_after
from pct_tracker.ui.common.text_keys import WindowKeys
from pct_tracker.ui.common.theme import Theme
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.register.register_memory import keep_columns, restore_columns
from pct_tracker.ui.register.register_side import RegisterSide
from pct_tracker.ui.register.register_splitter import RegisterSplitter
from pct_tracker.ui.shell.figure_strip import FigureStrip
from pct_tracker.ui.shell.filter_bar import FilterBar
from pct_tracker.ui.shell.findings_button import FindingsButton
from pct_tracker.ui.shell.frame import Frame
from pct_tracker.ui.shell.notice_bar import NoticeBar
from pct_tracker.ui.shell.page_nav import PageNav
from pct_tracker.ui.shell.window_menus import WindowMenus

if TYPE_CHECKING:
    from pct_tracker.domain.change import Change, KeptDraft
    from pct_tracker.domain.figure import Figure
    from pct_tracker.services.imports.review import ImportDone
    from pct_tracker.services.tracker import Tracker

_PAGES = ("activities", "check", "report", "overview", "history")


class MainWindow(QMainWindow):
    """One window on one log.

    `language` is that of titles and names, `interface` that of the window. `other_log_requested` carries the place of a
    log to open instead, `interface_requested` another language of the window. `restored` says that the log was replaced by a
    backup, so that another window has to show it; it carries where the state before is kept.

    A window that is made on the first sight of a log has rows and their surroundings and nothing else yet, so that they
    are drawn without waiting for the rest; `take` brings that, with the open log. Nobody can use it in between.
    """

    other_log_requested = Signal(str)
    restored = Signal(object)
    interface_requested = Signal(str)

    def __init__(
        self, log: "Tracker | FirstSight", theme: Theme, settings: QSettings, language: str, interface: str = "en"
    ) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._language = language
        self._is_closing = False
        self.workspace = Workspace(None, Wording(log.reference, interface), self)
        self.actions_ = Actions(self)
        self.filter = FilterBar(self.actions_)
        self._splitter = RegisterSplitter(RegisterSide(self.workspace, log.reference, self.actions_, language))
        self.figures = FigureStrip(self.workspace.wording)
        self.findings = FindingsButton()
        self.nav = PageNav(_PAGES, self.actions_)
        self.notice = NoticeBar()
        self.setAcceptDrops(True)
        self._frame = Frame(self.nav, self.filter, self._splitter, self.notice, self.figures, self.findings)
        self.setCentralWidget(self._frame)
        self._restore_layout()
        self._menus = WindowMenus(self.menuBar(), self.actions_)
        if isinstance(log, FirstSight):
            self._show_first(log)
        else:
            self.take(log)

    def take(self, tracker: "Tracker") -> None:
        """Brings the open log, and all that works with it."""
        # Imported here: all this takes several times as long as to draw the first rows.
        from pct_tracker.ui.shell.backups_quiet import QuietBackups
        from pct_tracker.ui.shell.cleaning_file import CleaningFile
        from pct_tracker.ui.shell.dialogs import Dialogs
        from pct_tracker.ui.shell.log_files import LogFiles
        from pct_tracker.ui.shell.manual_file import ManualFile
        from pct_tracker.ui.shell.notices import Notices
        from pct_tracker.ui.shell.others import Others
        from pct_tracker.ui.shell.pages import Pages
        from pct_tracker.ui.shell.register_tools import RegisterTools
        from pct_tracker.ui.shell.undo_actions import UndoActions
        from pct_tracker.ui.shell.year_lock import YearLocks

        language, settings = self._language, self._settings
        self.workspace.open(tracker)
        self.others = Others(self.workspace, self.notice)  # asks first of all what may be done here
        self.pages = pages = Pages(self.workspace, self.actions_, language, settings, self._splitter, self.nav, self._frame.stack)
        self.activities, self.check = pages.activities, pages.check
        self.report, self.overview, self.history = pages.report, pages.overview, pages.history
        self.notices = Notices(self.notice, self.workspace, self.activities, self.filter)
        self.undo = UndoActions(self.workspace, self.actions_, self)
        self.locks = YearLocks(self.workspace, self.actions_, self.filter, self.notice, self)
        self.tools = RegisterTools(self.workspace, self.actions_, self.activities, self.filter)
        self.files = LogFiles(self.workspace, self)
        self.backups = QuietBackups(self.workspace, self)
        self.cleaning = CleaningFile(self.workspace, self.filter, settings, self)
        self.manual = ManualFile(self.workspace, self)
        self.dialogs = Dialogs(self.workspace, settings, self)
        self._show_title(tracker.store.name)
        self._add_pages()
        self._fill_menus()
        self._connect()
        self._open()
        if self._is_closing:
            QTimer.singleShot(0, self.close)

    def give_up(self) -> None:
        """Goes away without a log."""
        self.hide()
        self.workspace.close()
        self.deleteLater()

    def _show_first(self, sight: FirstSight) -> None:
        """Shows the first rows, as long as nothing can be asked."""
        self._show_title(sight.path.name)
        self.filter.set_years(sight.years)
        self._splitter.side.show_first(sight.ids, sight.activities)
        self._splitter.side.setFocus()

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps what is being typed, finishes what is running, and lets go of the log. Nothing needs to be asked."""
        if not self.workspace.is_open:  # it is just being opened
            event.ignore()
            self._is_closing = True
            return
        self.activities.keep_draft_now()
        self._settings.setValue("window/geometry", self.saveGeometry())
        self.others.close()
        self._settings.setValue("window/splitter", self._splitter.saveState())
        keep_columns(self._settings, self._splitter.side.register.headings)
        self.workspace.close()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Looks for changes of others when somebody comes back to this window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._look_for_changes()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.actions_["import"].isVisible() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dialogs.import_file(paths[0])

    # What the window does

    @property
    def rows_viewport(self) -> QWidget:
        """Where the rows of the register are drawn."""
        return self._splitter.side.register.viewport()

    def export_annex(self) -> None:
        """Opens the export dialog on the year that is shown."""
        self.activities.keep_draft_now()
        self.dialogs.export_annex(self.filter.year, self._language)

    # Inner: asking and showing

    def _show_title(self, log: str, *, connected: bool = True) -> None:
        title = self.tr("{log} – PCT Tracker") if connected else self.tr("{log} (not connected) – PCT Tracker")
        if connected and self.workspace.is_reading_only:
            title = self.tr("{log} (to read only) – PCT Tracker")
        self.setWindowTitle(title.format(log=log))

    def _read_only(self) -> None:
        """Offers nothing that the log would refuse."""
        self._show_title(self.workspace.tracker.store.name)
        self.actions_.leave_out_changes()
        self.activities.read_only()

    def _open(self) -> None:
        self.workspace.ask(lambda tracker: (tracker.years(), tracker.drafts()), self._take_log, "open")

    def _take_log(self, answer: "tuple[list[int], list[KeptDraft]]") -> None:
        years, kept = answer
        drafts = [] if self.workspace.is_reading_only else kept
        self.activities.take_drafts(drafts)
        # The rows of the first sight may be older than the log that was opened after them.
        self.activities.model.forget_all()
        with QSignalBlocker(self.filter):
            self.filter.set_years(years)
        self._refresh()
        self.undo.follow()
        self.locks.refresh()
        self.activities.begin()
        if any(draft.activity_id is None for draft in drafts):
            text = self.tr("A new activity you were typing was kept and is not saved yet.")
            self.notice.say(text, (self.tr("Go on with it"), self.activities.new_activity))
        self.backups.look()

    def tell_restored(self, kept: Path | None) -> None:
        """Says that the log is what a backup was, and offers the way back; after what the log itself has to say."""
        text = self.tr("The log is now what the backup was.")
        steps = [(self.tr("Undo"), lambda: self.files.restore_from(kept))] if kept else []
        self.workspace.ask(lambda tracker: tracker.undo_state(), lambda _state: self.notice.say(text, *steps))

    def show_backups(self) -> None:
        """Opens the list of backups; a server has none that could be listed here."""
        if self.workspace.tracker.store.is_on_server:
            self.notice.say(self.backups.last_told())
        else:
            self.dialogs.show_backups(self._language)

    def _look_for_changes(self) -> None:
        # Without a key: only the first of two questions hears of a change, and its answer must not be overtaken.
        self.workspace.ask(lambda tracker: tracker.catch_up(), self._catch_up)

    def _catch_up(self, changed: bool) -> None:
        """Shows the log anew if somebody else changed it; what is being typed stays."""
        if changed:
            self.workspace.ask(lambda tracker: tracker.years(), self.filter.set_years, "years")
            self.activities.reload()
            self._refresh()
            self.pages.reload(self.filter.year)
            self.locks.refresh()
            self.undo.follow()

    def _refresh(self) -> None:
        """Shows what the filter asks for."""
        query = self.filter.query()
        self.pages.follow(query)
        self._refresh_figures()
        self.locks.follow_year()

    def _refresh_figures(self) -> None:
        query = self.filter.query()
        self.workspace.ponder(lambda tracker: tracker.figures(query), self.figures.show_figures, "figures")

    def _apply(self, change: "Change") -> None:
        """Shows a change everywhere."""
        years = {year for year in change.years if year is not None}
        offered = {self.filter.years.itemData(place) for place in range(self.filter.years.count())}
        moved = self.filter.year is not None and years and self.filter.year not in years
        if not years <= offered or (change.removed and years) or moved:
            follow = not years <= offered
            self.workspace.ask(
                lambda tracker: tracker.years(), lambda known: self._take_years(known, years, follow=follow), "years"
            )
        self.activities.apply(change)
        if change.step.code in ("undo", "redo"):
            self.notices.tell_turned(change, plain_text(self.actions_.words("redo" if change.step.code == "undo" else "undo")))
        self._refresh_figures()
        self.pages.reload(self.filter.year)
        self.undo.follow()

    def _take_years(self, known: list[int], touched: set[int], *, follow: bool) -> None:
        """Offers the years the log has now; a year that is new to it is shown."""
        new = max(touched & set(known), default=None) if follow else None
        self.filter.set_years(known, new)

    def _show_counts(self, counts: Counter[str]) -> None:
        self.findings.show_counts(counts)
        self.findings.show()
        self.nav.show_count("check", counts["error"] + counts["warning"])

    def _show_figure(self, figure: "Figure", name: str = "") -> None:
        """Filters the register to the rows behind a figure, or behind one of a group that has a name of its own."""
        self.pages.show("activities")
        self.filter.narrow_to(frozenset(figure.activity_ids), name or self.workspace.wording.figure_label(figure.name))
        self.notices.tell_figure(figure)

    def _show_together(self, ids: frozenset[int]) -> None:
        """Filters the register to activities that look alike."""
        self.pages.show("activities")
        self.filter.narrow_to(ids, self.tr("alike"))
        self.notices.tell_alike()

    def _narrow(self, ids: frozenset[int], name: str, year: int | None) -> None:
        """Shows these activities alone, in their reporting year or among those of all years."""
        self.pages.show("activities")
        self.filter.clear()
        self.filter.choose_year(year)
        self.filter.narrow_to(ids, name)

    # Inner: steps

    def _after_import(self, done: "ImportDone") -> None:
        self.filter.clear()
        self.filter.choose_year(done.year)
        self.notices.tell_import(done)
        self.activities.focus_register()

    def _load_sample(self) -> None:
        from pct_tracker.services.imports.run import load_sample

        self.workspace.ask(load_sample, self.notices.tell_sample)

    # Inner: layout

    def _add_pages(self) -> None:
        """Puts in what the frame has left room for."""
        self._frame.put_below_filter(self.tools.line)
        self.pages.put_in()
        # Tab leads from the top to the bottom, whatever was there first.
        line = self.tools.line
        put_after(last_inside(self.filter), line.all, line.keep, line.update_view)
        self._keep_foot_last(self.history)
        for page in (self.report, self.overview, self.history):
            page.grew.connect(self._keep_foot_last)

    def _keep_foot_last(self, above: QWidget) -> None:
        put_after(last_inside(above), *self.figures.buttons.values(), self.findings)

    def _fill_menus(self) -> None:
        menus, page = self._menus, self.activities
        menus.add_sorting(page.model, lambda: page.side.sort, page.sort_by)
        menus.add_grouping(lambda: page.side.group, page.group_by, page.side.fold_all)
        menus.add_templates(page.entry.templates.names, page.entry.templates.begin, page.entry.templates.manage)
        page.serve_menu(menus.activity)
        menus.add_appearance(lambda: self._theme.scheme, self._choose_scheme)
        menus.add_interfaces(lambda: self.workspace.wording.language, self.interface_requested.emit)
        menus.add_languages(self.workspace.wording, lambda: self._language, self._choose_language)

    def _choose_scheme(self, scheme: str) -> None:
        self._theme.choose_scheme(scheme)
        self._settings.setValue("look/scheme", scheme)

    def _choose_language(self, language: str) -> None:
        self._language = language
        self._settings.setValue("look/language", language)
        self.pages.set_language(language)
        self.notice.say(
            self.tr("Titles and names are shown in {language}.").format(language=self.workspace.wording.language_name(language))
        )

    def _restore_layout(self) -> None:
        geometry, splitter = self._settings.value("window/geometry"), self._settings.value("window/splitter")
        if geometry:
            self.restoreGeometry(geometry)
        else:
            # The frame of the window needs room as well.
            room = self.screen().availableSize() * 0.94
            self.resize(QSize(1280, 800).boundedTo(room))
        if splitter:
            self._splitter.restoreState(splitter)
        restore_columns(self._settings, self._splitter.side.register.headings)

    def _connect(self) -> None:
        page = self.activities
        self.actions_.connect(
            new=self.pages.new_activity,
            save=lambda: page.form.request_save(),
            save_and_new=lambda: page.form.request_save(and_new=True),
            edit_activity=page.open_current,
            duplicate=self.pages.duplicate,
            copy=lambda: page.side.copy(),
            delete=page.delete,
            undo=self.workspace.undo,
            redo=self.workspace.redo,
            find=self._find,
            next_finding=lambda: self.check.step(1),
            previous_finding=lambda: self.check.step(-1),
            fix_finding=self.check.fix,
            accept_finding=self._accept_finding,
            rules=self.check.show_rules,
            page_activities=lambda: self.pages.show("activities"),
            page_check=lambda: self.pages.show("check"),
            page_report=lambda: self.pages.show("report"),
            page_overview=lambda: self.pages.show("overview"),
            page_history=lambda: self.pages.show("history"),
            history=self.pages.show_history,
            lock_year=self.locks.lock,
            unlock_year=self.locks.unlock,
            changes_since=self.pages.show_changes_since_lock,
            show_form=page.toggle_form,
            export=self.export_annex,
            cleaning=self.cleaning.write,
            sample=self._load_sample,
            open=self.files.open_other,
            backups=self.show_backups,
            backup=self.files.back_up,
            restore=self.files.restore,
            quit=self.close,
            keys=self._show_keys,
            manual=self.manual.show,
            about=self._show_about,
        )
        self.actions_["open-server"].triggered.connect(lambda _checked=False: self.files.open_on_server())
        self.actions_["import"].triggered.connect(lambda _checked=False: self.dialogs.import_file())
        self.filter.changed.connect(self._refresh)
        self.filter.left.connect(page.focus_register)
        self.workspace.changed.connect(self._apply)
        self.workspace.refused.connect(lambda sentence: self.notice.say(sentence, trouble=True))
        self.workspace.broken.connect(self._tell_mistake)
        page.saved.connect(self.notices.tell_saved)
        page.given_up.connect(self.notices.tell_given_up)
        page.conflicted.connect(self.notices.show_conflict)
        page.vanished.connect(self.notices.offer_rescue)
        page.waiting.connect(self.notices.offer_choice)
        page.told.connect(lambda text, steps: self.notice.say(text, *steps))
        page.narrow_requested.connect(self._narrow)
        self.dialogs.imported.connect(self._after_import)
        self.dialogs.restore_requested.connect(self.files.restore_from)
        self.files.told.connect(self.notice.say)
        self.files.restoring.connect(page.keep_draft_now)
        self.files.restored.connect(self.restored)
        self.backups.told.connect(self.notice.say)
        self.cleaning.told.connect(self.notice.say)
        self.manual.told.connect(self.notice.say)
        self.tools.dialog_made.connect(self.dialogs.open)
        self.tools.told.connect(self.notice.say)
        self.tools.offered.connect(self.notice.say)
        self.tools.stored.connect(self.notices.tell_saved)
        self.tools.figure_asked.connect(self._show_figure)
        self.files.opened.connect(self.other_log_requested)
        self.others.changed.connect(self._look_for_changes)
        self.workspace.restricted.connect(self._read_only)
        self.others.connected.connect(lambda connected: self._show_title(self.workspace.tracker.store.name, connected=connected))
        self.check.opened.connect(self.pages.open_finding)
        self.check.fix_chosen.connect(self.activities.confirm)
        self.check.compared.connect(self._show_together)
        self.check.counted.connect(self._show_counts)
        self.check.is_in_sight = page.is_in_sight
        self.check.steps.is_typed_elsewhere = page.is_typed
        self.check.steps.stored.connect(self.notices.tell_saved)
        self.check.told.connect(self.notice.say)
        self.check.graded.connect(lambda: self._catch_up(True))  # noqa: FBT003
        self.check.claims.rows_requested.connect(self._narrow)
        self.report.told.connect(self.notice.say)
        self.report.check_requested.connect(lambda: self.pages.show("check"))
        self.report.dialog_made.connect(self.dialogs.open)
        self.report.rows_requested.connect(self._narrow)
        self.report.published.connect(self.locks.refresh)
        self.report.year_requested.connect(self.filter.choose_year)
        self.report.words_changed.connect(self.overview.reload)
        self.overview.rows_requested.connect(self._narrow)
        self.overview.told.connect(self.notice.say)
        self.history.opened.connect(self.pages.open_finding)
        self.history.saved.connect(self.notices.tell_saved)
        self.history.told.connect(self.notice.say)
        self.workspace.locked.connect(self.locks.offer_unlock)
        self.locks.changed.connect(self.history.reload)
        self.locks.changed.connect(self.report.reload)
        self.figures.chosen.connect(self._show_figure)
        self.findings.clicked.connect(lambda: self.pages.show("check"))
        self.nav.chosen.connect(self.pages.show)
        self._frame.stack.currentChanged.connect(lambda _page: self.notice.turn_page())
        self._frame.stack.currentChanged.connect(lambda _page: self.tools.turn_page())
        self._theme.changed.connect(self._redraw)
        self._keys = WindowKeys(self)

    def _accept_finding(self) -> None:
        if not self.activities.form.accept_here():
            self.check.accept()

    def _find(self) -> None:
        self.filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.search.selectAll()

    def _redraw(self) -> None:
        from pct_tracker.ui.common.empty_state import EmptyState

        for place in self.findChildren(EmptyState):
            place.redraw()

    def _tell_mistake(self, error: Exception) -> None:
        from pct_tracker.ui.shell.mistake_dialog import tell_mistake

        tell_mistake(error, self)

    def _show_keys(self) -> None:
        from pct_tracker.ui.shell.about import show_keys

        show_keys(self)

    def _show_about(self) -> None:
        from pct_tracker.ui.shell.about import show_about

        show_about(self, self.backups.last_told())
