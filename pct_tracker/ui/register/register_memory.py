"""Which columns the register has, where, and how wide, from one start of the program to the next."""

from PySide6.QtCore import QSettings

from pct_tracker.ui.register.register_header import RegisterHeader

_COLUMNS = "register/columns-1"
"""Where columns are remembered; another number when what is kept changes its shape."""


def keep_columns(settings: QSettings, headings: RegisterHeader) -> None:
    """Remembers the columns."""
    settings.setValue(_COLUMNS, headings.kept())


def restore_columns(settings: QSettings, headings: RegisterHeader) -> None:
    """Shows the columns as they were remembered."""
    headings.restore(str(settings.value(_COLUMNS, "")))
