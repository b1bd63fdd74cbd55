"""The dialogs that a window opens on its log as a whole."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.workspace import Workspace

if TYPE_CHECKING:  # what is needed only once somebody opens one
    from pct_tracker.ui.importing.import_dialog import ImportDialog
    from pct_tracker.ui.reports.export_dialog import ExportDialog
    from pct_tracker.ui.shell.backups_dialog import BackupsDialog


class Dialogs(QObject):
    """`imported` carries what an import brought, `restore_requested` the file of a backup."""

    imported = Signal(object)
    restore_requested = Signal(object)

    def __init__(self, workspace: Workspace, settings: QSettings, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._settings = settings
        self._window = window
        self.importing: ImportDialog | None = None
        self.exporting: ExportDialog | None = None
        self.backups: BackupsDialog | None = None

    def open(self, dialog: QDialog) -> None:
        """Shows a dialog on the window, which is active again as soon as the dialog is gone."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self._window.activateWindow())
        dialog.open()

    def import_file(self, path: Path | None = None) -> None:
        """Opens the import, on a file if one is given."""
        from pct_tracker.ui.importing.import_dialog import ImportDialog

        self.importing = dialog = ImportDialog(self._workspace, self._window)
        dialog.imported.connect(self.imported)
        self.open(dialog)
        dialog.path.setFocus()
        if path is not None:
            dialog.choose_file(path)

    def export_annex(self, year: int | None, language: str) -> None:
        """Opens the export on a year."""
        self._workspace.ask(Tracker.years, lambda years: self._open_export(years, year, language), "export")

    def show_backups(self, language: str) -> None:
        """Opens the list of backups of a log in a file."""
        from pct_tracker.ui.shell.backups_dialog import BackupsDialog

        self.backups = dialog = BackupsDialog(self._workspace, language, self._window)
        dialog.restore_requested.connect(self.restore_requested)
        self.open(dialog)

    def _open_export(self, years: list[int], year: int | None, language: str) -> None:
        from pct_tracker.ui.reports.export_dialog import ExportDialog

        folder = Path(str(self._settings.value("export/folder", str(Path.home()))))
        self.exporting = dialog = ExportDialog(self._workspace, years, year, language, folder, self._window)
        dialog.exported.connect(lambda result: self._settings.setValue("export/folder", str(result.files[0].parent)))
        self.open(dialog)
