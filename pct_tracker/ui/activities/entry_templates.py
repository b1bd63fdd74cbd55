"""Templates: contents that come again, kept under a name."""

from collections.abc import Callable
from textwrap import shorten

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.services.editing.life import pattern_of
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.activities.template_dialogs import TemplateDialog, TemplatesDialog
from pct_tracker.ui.common.workspace import Workspace

_LONGEST_NAME = 60
"""Letters of a title that are proposed as a name."""


class EntryTemplates(QObject):
    """Keeps, lists and takes templates. `chosen` carries the content of one, `told` a sentence."""

    chosen = Signal(object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page = parent
        self._templates: dict[str, ActivityDraft] = {}
        self._deleted: dict[str, ActivityDraft] = {}
        self.dialog: TemplateDialog | TemplatesDialog | None = None

    def names(self) -> list[str]:
        """The names of the templates in alphabetical order."""
        return list(self._templates)

    def refresh(self) -> None:
        """Reads the templates from the log."""
        self._workspace.ask(lambda tracker: tracker.store.templates(), self._take, "templates")

    def begin(self, name: str) -> None:
        """Hands on the content of a template for a new activity."""
        if name in self._templates:
            self.chosen.emit(self._templates[name])

    def keep(self, draft: ActivityDraft | None, language: str) -> None:
        """Asks for a name, then keeps the content of an activity under it."""
        if draft is None:
            self.told.emit(self.tr("There is no activity to make a template of. Choose one in the register first."))
            return
        name = shorten(draft.title.best(language), _LONGEST_NAME, placeholder="…")
        self.dialog = dialog = TemplateDialog(name, self.names(), self._page.window())
        dialog.answered.connect(lambda chosen: self._keep(chosen, draft))
        dialog.show_on(self._page.window())

    def manage(self) -> None:
        """Opens the list of templates."""
        window = self._page.window()
        self.dialog = dialog = TemplatesDialog(self.names, window)
        dialog.renamed.connect(self._rename)
        dialog.deleted.connect(self._delete)
        dialog.put_back.connect(self._put_back)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: window.activateWindow())
        dialog.finished.connect(lambda _result: self._forget_dialog())
        dialog.open()

    def _keep(self, name: str, draft: ActivityDraft) -> None:
        content = pattern_of(draft).with_fields(year=None)
        told = self.tr("“{name}” is kept as a template. The menu Activity begins new ones from it.").format(name=name)
        self._store(lambda tracker: tracker.store.keep_template(name, content), lambda: self.told.emit(told))

    def _rename(self, before: str, name: str) -> None:
        content = self._templates.pop(before)
        self._take({**self._templates, name: content})

        def rename(tracker: Tracker) -> None:
            tracker.store.keep_template(name, content)
            tracker.store.drop_template(before)

        self._store(rename)

    def _delete(self, name: str) -> None:
        self._deleted[name] = self._templates.pop(name)
        self._take(self._templates)
        self._store(lambda tracker: tracker.store.drop_template(name))

    def _put_back(self, name: str) -> None:
        content = self._deleted.pop(name)
        self._take({**self._templates, name: content})
        self._store(lambda tracker: tracker.store.keep_template(name, content))

    def _store(self, work: Callable[[Tracker], None], then: Callable[[], None] | None = None) -> None:
        def done(_answer: None) -> None:
            self.refresh()
            if then is not None:
                then()

        self._workspace.ask(work, done)

    def _take(self, templates: dict[str, ActivityDraft]) -> None:
        self._templates = dict(sorted(templates.items()))
        if isinstance(self.dialog, TemplatesDialog):
            self.dialog.show_names()

    def _forget_dialog(self) -> None:
        self.dialog = None
