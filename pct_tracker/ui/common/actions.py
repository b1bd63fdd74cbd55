"""Everything the window can do, as a table: menus, tool bar, tool tips and the list of keys are made from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from pct_tracker.ui.common.access_keys import without_access_key


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `text` is marked for translation where it is written; `menu` says where it stands, "" nowhere.

    The keys of an action `in_register` belong to text fields as well, so they mean it only while the register has the focus.
    An action that `writes` changes the log, and is of no use to somebody who may only read it.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    menu: str = ""
    separated: bool = False
    in_register: bool = False
    writes: bool = False


def _tr(text: str) -> str:
    """Marks a text of the table for translation; it is translated when the actions are made."""
    return text


MENUS = {
    "file": _tr("&File"),
    "edit": _tr("&Edit"),
    "activity": _tr("Act&ivity"),
    "view": _tr("&View"),
    "help": _tr("&Help"),
}

ACTIONS = (
    ActionSpec("new", _tr("&New activity"), ("Ctrl+N",), "add", "file", writes=True),
    ActionSpec("import", _tr("&Import an annex…"), ("Ctrl+I",), "import", "file", separated=True, writes=True),
    ActionSpec("export", _tr("&Export the annex…"), ("Ctrl+E",), "export", "file"),
    ActionSpec("cleaning", _tr("Cleanin&g report…"), (), "", "file"),
    ActionSpec("sample", _tr("Load the &sample of 2024"), (), "", "file", writes=True),
    ActionSpec("lock-year", _tr("&Lock the year…"), (), "", "file", separated=True, writes=True),
    ActionSpec("unlock-year", _tr("&Unlock the year…"), (), "", "file", writes=True),
    ActionSpec("changes-since", _tr("&Changes since the lock"), (), "", "file"),
    ActionSpec("open", _tr("&Open another log…"), ("Ctrl+O",), "folder", "file", separated=True),
    ActionSpec("open-server", _tr("Open a log on a ser&ver…"), (), "", "file"),
    ActionSpec("backups", _tr("Backu&ps…"), (), "", "file"),
    ActionSpec("backup", _tr("&Back up the log…"), (), "", "file"),
    ActionSpec("restore", _tr("&Restore a backup…"), (), "", "file", writes=True),
    ActionSpec("quit", _tr("&Quit"), ("Ctrl+Q",), "", "file", separated=True),
    ActionSpec("undo", _tr("&Undo"), ("Ctrl+Z",), "undo", "edit", writes=True),
    ActionSpec("redo", _tr("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", "edit", writes=True),
    ActionSpec("copy", _tr("&Copy as annex rows"), ("Ctrl+C",), "", "edit", separated=True, in_register=True),
    ActionSpec("copy-headed", _tr("Copy with &headings"), ("Ctrl+Shift+C",), "", "edit", in_register=True),
    ActionSpec("paste", _tr("&Paste rows as activities…"), ("Ctrl+V",), "", "edit", in_register=True, writes=True),
    ActionSpec("edit-cell", _tr("&Edit the cell"), ("F2",), "", "edit", separated=True, in_register=True, writes=True),
    ActionSpec("fill-down", _tr("Fill &down"), ("Ctrl+Shift+D",), "", "edit", in_register=True, writes=True),
    ActionSpec("bulk", _tr("Change &several activities…"), ("Ctrl+B",), "", "edit", writes=True),
    ActionSpec("find", _tr("&Find"), ("Ctrl+F",), "search", "edit", separated=True),
    ActionSpec("next-finding", _tr("Next f&inding"), ("F8",), "", "edit", separated=True),
    ActionSpec("previous-finding", _tr("Previous findin&g"), ("Shift+F8",), "", "edit"),
    ActionSpec("fix-finding", _tr("C&orrect the finding"), ("F7",), "", "edit", writes=True),
    ActionSpec("accept-finding", _tr("&Accept the finding…"), ("Shift+F7",), "", "edit", writes=True),
    ActionSpec("rules", _tr("&Weights of the rules…"), (), "", "edit", writes=True),
    ActionSpec("save", _tr("&Save activity"), ("Ctrl+S",), "save", "activity", writes=True),
    ActionSpec("save-and-new", _tr("Save and ne&w"), ("Ctrl+Return", "Ctrl+Enter"), "", "activity", writes=True),
    ActionSpec("edit-activity", _tr("Edit acti&vity"), (), "", "activity", separated=True),
    ActionSpec("duplicate", _tr("&Duplicate activity"), ("Ctrl+D",), "duplicate", "activity", writes=True),
    ActionSpec("series", _tr("Make a se&ries…"), (), "", "activity", writes=True),
    ActionSpec("keep-template", _tr("Keep as &template…"), (), "", "activity", writes=True),
    ActionSpec(
        "ditto", _tr("Copy the field from the entry &above"), ("Ctrl+L", "Ctrl+'"), "", "activity", separated=True, writes=True
    ),
    ActionSpec("pin", _tr("Keep the field for &new activities"), ("Ctrl+K",), "", "activity", writes=True),
    ActionSpec("ask", _tr("As&k about the field…"), ("Ctrl+Shift+M",), "", "activity", writes=True),
    ActionSpec("hold", _tr("It was &held"), (), "", "activity", separated=True, writes=True),
    ActionSpec("postpone", _tr("&Postpone…"), (), "", "activity", writes=True),
    ActionSpec("cancel-activity", _tr("&Cancel the activity…"), (), "", "activity", writes=True),
    ActionSpec("review-draft", _tr("Mark as dra&ft"), (), "", "activity", separated=True, writes=True),
    ActionSpec("review-complete", _tr("Mark as co&mplete"), (), "", "activity", writes=True),
    ActionSpec("review-checked", _tr("Mark as check&ed"), (), "", "activity", writes=True),
    ActionSpec("history", _tr("H&istory of the activity"), ("Ctrl+H",), "", "activity", separated=True),
    ActionSpec("source", _tr("Show the source…"), (), "", "activity"),
    ActionSpec("delete", _tr("De&lete activities"), ("Del",), "delete", "activity", in_register=True, writes=True),
    ActionSpec("page-activities", _tr("&Activities"), ("Ctrl+1",), "activities", "view"),
    ActionSpec("page-check", _tr("&Check"), ("Ctrl+2",), "check", "view"),
    ActionSpec("page-report", _tr("R&eport"), ("Ctrl+3",), "report", "view"),
    ActionSpec("page-overview", _tr("O&verview"), ("Ctrl+4",), "overview", "view"),
    ActionSpec("page-history", _tr("&History"), ("Ctrl+5",), "history", "view"),
    ActionSpec("filter", _tr("&Narrow the register…"), ("Ctrl+Shift+L",), "filter", "view", separated=True),
    ActionSpec("clear-filter", _tr("Sho&w all"), ("Ctrl+Shift+F",), "", "view"),
    ActionSpec("keep-view", _tr("&Keep this view…"), (), "", "view", writes=True),
    ActionSpec("refresh", _tr("&Refresh the register"), ("F5",), "", "view"),
    ActionSpec("columns", _tr("C&olumns…"), (), "", "view", separated=True),
    ActionSpec("show-form", _tr("&Form beside the register"), ("F9",), "", "view"),
    ActionSpec("keys", _tr("&Keys"), ("F1",), "help", "help"),
    ActionSpec("manual", _tr("&Manual"), (), "", "help"),
    ActionSpec("about", _tr("&About PCT Tracker"), (), "", "help"),
)


class Actions:
    """The actions of one window by their ids."""

    def __init__(self, window: QWidget) -> None:
        self._by_id = {spec.id: _make(spec, window) for spec in ACTIONS}

    def __getitem__(self, id_: str) -> QAction:
        return self._by_id[id_]

    def words(self, id_: str) -> str:
        """The text of an action as the table has it, whatever it says at the moment."""
        return translated(next(spec.text for spec in ACTIONS if spec.id == id_))

    def connect(self, **slots: Callable[[], object]) -> None:
        """Connects actions with what they do; an id is written with _ for -."""
        for name, slot in slots.items():
            self._by_id[name.replace("_", "-")].triggered.connect(lambda _checked=False, slot=slot: slot())

    def leave_out_changes(self) -> None:
        """Shows no action any more that changes the log; what is not shown cannot be done by its keys either."""
        for spec in (spec for spec in ACTIONS if spec.writes):
            self._by_id[spec.id].setVisible(False)

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Makes the menus and returns them by name."""
        menus: dict[str, QMenu] = {}
        for name, title in MENUS.items():
            menus[name] = bar.addMenu(translated(title))
            for spec in (spec for spec in ACTIONS if spec.menu == name):
                if spec.separated:
                    menus[name].addSeparator()
                menus[name].addAction(self._by_id[spec.id])
        return menus


def translated(text: str) -> str:
    """A text of the table in the language of the interface."""
    return QCoreApplication.translate("Actions", text)


def keys_of(spec: ActionSpec) -> str:
    """The first key of an action as the system writes it."""
    return QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""


def plain_text(text: str) -> str:
    """The text of an action without its access key and dots."""
    return without_access_key(text).rstrip("…")


def _make(spec: ActionSpec, window: QWidget) -> QAction:
    action = QAction(translated(spec.text), window)
    action.setObjectName(spec.id)
    action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut if spec.in_register else Qt.ShortcutContext.WindowShortcut)
    plain = plain_text(action.text())
    action.setToolTip(f"{plain} ({keys_of(spec)})" if spec.keys else plain)
    if spec.icon:
        # Only its name: menus show no icons, and the buttons of the window draw their own.
        action.setProperty("icon_name", spec.icon)
        action.setIconVisibleInMenu(False)
    if not spec.in_register:
        window.addAction(action)
    return action


def with_keys() -> Iterable[tuple[str, str]]:
    """The text and the keys of every action that has some, for the list of keys."""
    return ((plain_text(translated(spec.text)), keys_of(spec)) for spec in ACTIONS if spec.keys)
