"""Asks where on a server a log is, and who opens it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from pct_tracker.services.keeping.sharing import USUAL_PORT, ServerPlace, keep_password, use_password
from pct_tracker.ui.common.plain_dialog import PlainDialog

_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """A place on a server with the password for it; `keep` asks the system to keep that."""

    place: ServerPlace
    password: str
    keep: bool


def location_of(answer: ServerAnswer) -> str:
    """The address of what was answered; its password is used from now on, and kept by the system if that was asked for.

    Raises UserError where the system has no keyring.
    """
    location = answer.place.location
    if answer.password:
        use_password(location, answer.password)
        if answer.keep:
            keep_password(location, answer.password)
    return location


class ServerDialog(PlainDialog):
    """`answered` carries a ServerAnswer."""

    def __init__(self, place: ServerPlace | None = None, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Open a log on a server"), self.tr("Open"), parent)
        known = place or ServerPlace()
        self.server, self.database, self.name = (QLineEdit(text) for text in (known.server, known.database, known.name))
        self.port = QLineEdit(str(known.port))
        self.port.setValidator(QIntValidator(1, _LAST_PORT, self.port))
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.keep = QCheckBox(self.tr("&Keep the password in the keyring of this system"))
        for field in (self.server, self.port, self.database, self.name):
            field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.tell(self.tr("A team shares such a log. Whoever looks after the server tells you these."))
        for key, label, field in (
            ("server", self.tr("&Server:"), self.server),
            ("port", self.tr("&Port:"), self.port),
            ("database", self.tr("&Database:"), self.database),
            ("name", self.tr("&Your name there:"), self.name),
            ("password", self.tr("Pass&word:"), self.password),
        ):
            self.rows.add_row(key, label, field)
        self.body.addWidget(self.keep)
        self.extras = (self.keep,)
        if sentence:
            self.say(sentence, trouble=True)

    def show_on(self, window: QWidget) -> None:
        """Begins with the password where all else is known."""
        super().show_on(window)
        self.take_focus()

    def take_focus(self) -> None:
        """Puts the focus into the first field that is empty."""
        fields = (self.server, self.database, self.name, self.password)
        next((field for field in fields if not field.text()), self.password).setFocus(Qt.FocusReason.OtherFocusReason)

    def trouble(self) -> tuple[str, QWidget] | None:
        if not self.server.text().strip():
            return self.tr("Say which server keeps the log, such as log.example.org."), self.server
        if not self.database.text().strip():
            return self.tr("Say which database of the server holds the log."), self.database
        return None

    def answer(self) -> ServerAnswer:
        texts = (field.text().strip() for field in (self.server, self.database, self.name))
        server, database, name = texts
        place = ServerPlace(server, int(self.port.text() or USUAL_PORT), database, name)
        return ServerAnswer(place, self.password.text(), self.keep.isChecked())
