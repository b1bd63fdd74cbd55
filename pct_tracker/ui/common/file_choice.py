"""Asks for files and folders without touching the files that are listed.

Qt's own dialog opens every file it lists, to find out its kind. On POSIX systems a process that closes a file gives up all
its locks on it, whichever handle took them: a log that is open and merely listed would lose its locks, and the next process
that closes it would take the changes that are not merged yet with it.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QFileIconProvider, QStyle, QWidget


class NamesOnly(QFileIconProvider):
    """Tells folders from files and looks no closer."""

    def __init__(self) -> None:
        super().__init__()
        style = QApplication.style()
        self._folder = style.standardIcon(QStyle.StandardPixmap.SP_DirIcon)
        self._file = style.standardIcon(QStyle.StandardPixmap.SP_FileIcon)

    def icon(self, info: QFileInfo | QFileIconProvider.IconType) -> QIcon:
        """One of two icons."""
        is_folder = info.isDir() if isinstance(info, QFileInfo) else info is not QFileIconProvider.IconType.File
        return self._folder if is_folder else self._file

    def type(self, info: QFileInfo) -> str:
        """The ending of a name."""
        return "" if info.isDir() else info.suffix()


def choose_file(parent: QWidget | None, title: str, start: str = "", kinds: str = "") -> str:
    """An existing file; empty if nobody chose one."""
    return next(iter(choose_files(parent, title, start, kinds, mode=QFileDialog.FileMode.ExistingFile)), "")


def choose_files(
    parent: QWidget | None,
    title: str,
    start: str = "",
    kinds: str = "",
    *,
    mode: QFileDialog.FileMode = QFileDialog.FileMode.ExistingFiles,
) -> list[str]:
    """Existing files; none if nobody chose any."""
    dialog = make_dialog(parent, title, start, kinds)
    dialog.setFileMode(mode)
    return dialog.selectedFiles() if dialog.exec() else []


def choose_folder(parent: QWidget | None, title: str, start: str = "") -> str:
    """An existing folder; empty if nobody chose one."""
    dialog = make_dialog(parent, title, start, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog.selectedFiles()[0] if dialog.exec() else ""


def choose_target(
    parent: QWidget | None, title: str, start: str = "", kinds: str = "", *, confirm: bool = True
) -> tuple[str, str]:
    """A file to be written, and the kind that was chosen with it; empty if nobody chose one."""
    dialog = make_dialog(parent, title, start, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, on=not confirm)
    return (dialog.selectedFiles()[0], dialog.selectedNameFilter()) if dialog.exec() else ("", "")


class FileDialog(QFileDialog):
    """On Linux it opens no file; elsewhere it is the dialog of the system, which is no part of this process."""

    def __init__(self, parent: QWidget | None, title: str, folder: str, kinds: str) -> None:
        super().__init__(parent, title, folder, kinds)
        self._icons = NamesOnly()  # the dialog does not keep it alive
        if sys.platform == "linux":
            self.setOption(QFileDialog.Option.DontUseNativeDialog)
            self.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
            self.setIconProvider(self._icons)


def make_dialog(parent: QWidget | None, title: str, start: str, kinds: str) -> FileDialog:
    """A dialog to choose with. `start` is a folder, or a file to begin with."""
    place = Path(start) if start else Path()
    dialog = FileDialog(parent, title, str(place if place.is_dir() else place.parent), kinds)
    if start and not place.is_dir():
        dialog.selectFile(place.name)
    return dialog
