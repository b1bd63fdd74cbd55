"""The list of keys, and what this program is."""

from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QMessageBox, QVBoxLayout, QWidget

from pct_tracker import __version__
from pct_tracker.ui.common.actions import with_keys
from pct_tracker.ui.common.theme import SPACE


def show_keys(parent: QWidget) -> None:
    """All keys, made from the table of actions."""
    translate = QCoreApplication.translate
    in_form = (
        (translate("About", "Content letter on or off, in the letters"), "A … F"),
        (translate("About", "Other language of the description"), "Ctrl+PgUp / Ctrl+PgDown"),
        (translate("About", "Edit the activity in focus"), "F2, Enter"),
        (translate("About", "Back to the register"), "Esc"),
    )
    rows = "".join(f"<tr><td>{escape(text)}</td><td><b>{escape(keys)}</b></td></tr>" for text, keys in (*with_keys(), *in_form))
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(translate("About", "Keys"))
    table = QLabel(f'<table cellpadding="4">{rows}</table>')
    table.setTextFormat(Qt.TextFormat.RichText)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
    column.addWidget(table)
    column.addWidget(buttons)
    dialog.open()


def show_about(parent: QWidget, backups: str) -> None:
    """Name, version, what is to be said of the backups, and the reservation about the reference data."""
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(translate("About", "About PCT Tracker"))
    box.setText(f"PCT Tracker {__version__}")
    box.setTextFormat(Qt.TextFormat.PlainText)
    reservation = translate(
        "About",
        "Labels in six languages are our own wording, not WIPO’s official text. "
        "The list of States with fee reductions is a reconstruction: verify it against WIPO’s own before you publish.",
    )
    box.setInformativeText(f"{backups}\n\n{reservation}")
    box.open()
