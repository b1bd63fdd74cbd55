"""The dialog that says that the program made a mistake of its own."""

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from pct_tracker.logs import trace_of
from pct_tracker.paths import log_file


def tell_mistake(error: BaseException, parent: QWidget | None = None) -> None:
    """A dialog with the details to copy and the way to the log file. It does not block what runs behind it.

    One at a time: a mistake while drawing comes back with every drawing.
    """
    if any(isinstance(window, MistakeDialog) and window.isVisible() for window in QApplication.topLevelWidgets()):
        return
    translate = QCoreApplication.translate
    box = MistakeDialog(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("Mistakes", "A mistake of the program"))
    box.setText(translate("Mistakes", "PCT Tracker made a mistake and did not do what you asked."))
    box.setInformativeText(
        translate("Mistakes", "What was stored before is safe, and what you typed is kept. The details are in {file}.").format(
            file=log_file()
        )
    )
    box.setDetailedText(trace_of(error))
    copy = box.addButton(translate("Mistakes", "Copy details"), QMessageBox.ButtonRole.ActionRole)
    folder = box.addButton(translate("Mistakes", "Open folder"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Close)
    box.buttonClicked.connect(lambda button: _act(button is copy, button is folder, box.detailedText()))
    box.open()


class MistakeDialog(QMessageBox):
    """The dialog of `tell_mistake`."""


def _act(copies: bool, opens: bool, details: str) -> None:
    if copies:
        QGuiApplication.clipboard().setText(details)
    elif opens:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file().parent)))
