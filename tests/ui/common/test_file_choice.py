"""Asking for files leaves the files that are listed alone."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QTreeView
from pytestqt.qtbot import QtBot

from pct_tracker.services.keeping.safekeeping import back_up
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.file_choice import make_dialog


def locks_held() -> int:
    """How many locks on files this process has."""
    lines = Path("/proc/locks").read_text("ascii").splitlines()
    return sum(line.split()[4] == str(os.getpid()) for line in lines if "->" not in line)


@pytest.mark.skipif(sys.platform != "linux", reason="the dialog is that of the system, and /proc/locks is Linux's")
class TestLocks:
    """A log that is open keeps its locks."""

    @pytest.fixture
    def log(self, sample_tracker: Tracker) -> Path:
        sample_tracker.years()
        assert locks_held() > 0
        return sample_tracker.store.path

    @pytest.mark.parametrize("mode", [QFileDialog.FileMode.ExistingFile, QFileDialog.FileMode.Directory])
    def test_when_its_folder_is_listed(self, qtbot: QtBot, log: Path, mode: QFileDialog.FileMode) -> None:
        before = locks_held()
        dialog = make_dialog(None, "Choose", str(log.parent), "")
        dialog.setFileMode(mode)
        qtbot.addWidget(dialog)
        dialog.show()
        tree = dialog.findChild(QTreeView)
        rows = tree.model()

        def is_listed() -> bool:
            first = rows.index(0, 0, tree.rootIndex())
            return first.isValid() and first.data(Qt.ItemDataRole.DecorationRole) is not None

        qtbot.waitUntil(is_listed)
        dialog.close()
        assert locks_held() == before

    def test_when_it_is_backed_up(self, log: Path, tmp_path: Path) -> None:
        before = locks_held()
        back_up(log, tmp_path / "copy.db")
        assert locks_held() == before
