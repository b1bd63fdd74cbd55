"""Where the program keeps its files, as each system wishes."""

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


def spare_drafts() -> Path:
    """The folder for what was typed while a log could not keep it."""
    return Path(_FOLDERS.user_data_path) / "drafts"


def log_file() -> Path:
    """The file that mistakes of the program are written to."""
    return Path(_FOLDERS.user_log_path) / "pct-tracker.log"


def settings_file() -> Path:
    """The file in which the window remembers its layout."""
    return Path(_FOLDERS.user_config_path) / "window.ini"
