"""What is asked where a log cannot be used: another one, another password, or its newest backup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from pct_tracker.domain.errors import UserError
from pct_tracker.services.keeping.sharing import ServerPlace
from pct_tracker.ui.common.file_choice import choose_target
from pct_tracker.ui.common.moments import apart
from pct_tracker.ui.shell.server_dialog import ServerAnswer, ServerDialog, location_of


def offer_backup(sentence: str, made: str) -> bool:
    """Says why a log cannot be used, and asks whether its newest backup is to be put back."""
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("PCT Tracker")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    told = QApplication.translate("Start", "Its newest sound backup is of {at}. What is there of the log now is kept beside it.")
    box.setInformativeText(told.format(at=apart(made)))
    put_back = box.addButton(QApplication.translate("Start", "Put the backup back"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QApplication.translate("Start", "Leave it as it is"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is put_back


def ask_for_another(sentence: str) -> str:
    """Says why a log cannot be used, and returns the place of another one; empty if the user gives up."""
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("PCT Tracker")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    another = box.addButton(QApplication.translate("Start", "Choose another log…"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
    if box.clickedButton() is not another:
        return ""
    chosen, _ = choose_target(
        None,
        QApplication.translate("Start", "Open a log, or name a new one"),
        "",
        "*.db",
        confirm=False,
    )
    return chosen


def ask_at_the_door(location: str, sentence: str) -> str:
    """Says why a server did not let anybody in, and returns the place to try next; empty if the user gives up."""
    dialog = ServerDialog(ServerPlace.of(location), sentence)
    answers: list[ServerAnswer] = []
    dialog.answered.connect(answers.append)
    dialog.take_focus()
    dialog.exec()
    try:
        return location_of(answers[0]) if answers else ""
    except UserError:
        return answers[0].place.location  # without a keyring the password holds until the program ends
