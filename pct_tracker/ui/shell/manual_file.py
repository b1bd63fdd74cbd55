"""The manual, opened in the browser of the system."""

from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from pct_tracker.services.manual import write_manual
from pct_tracker.ui.common.actions import with_keys
from pct_tracker.ui.common.workspace import Workspace


class ManualFile(QObject):
    """Writes the manual, when somebody asks for it, into a folder that goes with the window. `told` carries a sentence."""

    told = Signal(str)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._folder: QTemporaryDir | None = None

    def show(self) -> None:
        """Opens the manual, its rules and keys in the language of the window."""
        self._folder = self._folder or QTemporaryDir()
        target, language, keys = Path(self._folder.path()) / "manual.html", self._workspace.wording.language, tuple(with_keys())
        self._workspace.ponder(lambda _tracker: write_manual(target, language, keys), self._open, "manual")

    def _open(self, file: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self.told.emit(self.tr("No program opens web pages here. The manual is {file}.").format(file=file))
