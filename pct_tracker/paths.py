"""Where the program keeps its files, as each system wishes, and how it makes them for their owner alone."""

import contextlib
import os
from pathlib import Path

from platformdirs import PlatformDirs

_FOLDERS = PlatformDirs("PCT Tracker", appauthor=False)


def default_store() -> str:
    """The log to open when none is named: PCT_TRACKER_STORE, else `activities.db` in the user's data folder."""
    return os.environ.get("PCT_TRACKER_STORE") or str(Path(_FOLDERS.user_data_path) / "activities.db")


def spare_backups() -> Path:
    """The folder for backups of logs beside which nothing can be written."""
    return Path(_FOLDERS.user_data_path) / "backups"


def log_file() -> Path:
    """The file that mistakes of the program are written to."""
    return Path(_FOLDERS.user_log_path) / "pct-tracker.log"


def settings_file() -> Path:
    """The file in which the window remembers its layout."""
    return Path(_FOLDERS.user_config_path) / "window.ini"


def drafts_folder() -> Path:
    """The folder for what is being typed into logs on servers, and for what a file could not keep."""
    return Path(_FOLDERS.user_data_path) / "drafts"


def is_open_to_others(file: Path) -> bool:
    """Whether other people on this computer can read or change a file that is there.

    Told by the modes of the file and the folders above it; False on Windows, where access lists say so.
    """
    if os.name != "posix" or not file.exists():
        return False
    can_be_reached = all(folder.stat().st_mode & 0o011 for folder in file.resolve().parents)
    return can_be_reached and bool(file.stat().st_mode & 0o066)


def make_private_folder(folder: Path) -> None:
    """Makes a folder, with those above it, that nobody but its owner can look into; those that are there stay as they are.

    On Windows the folders of a user are closed to others by their access lists, which new files and folders inherit.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)


def make_private_file(file: Path) -> None:
    """Makes an empty file that nobody but its owner could open at any moment; one that is there stays as it is.

    Where none can be made, whoever opens it next says why.
    """
    with contextlib.suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
