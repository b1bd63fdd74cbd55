"""What is being typed and is not in the log itself: into a log on a server, or while a file cannot be written."""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import KeptDraft
from pct_tracker.domain.errors import UserError
from pct_tracker.paths import drafts_folder, make_private_file, make_private_folder
from pct_tracker.store.records import draft_from_json, draft_to_json

_NEW = 0
"""Stands for an activity that is not stored yet; ids begin at 1."""


class DraftFiles:
    """One file for each activity that is being typed, in a folder for each log."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, location: str) -> "DraftFiles":
        """The drafts of a log; its address is not in the name of their folder."""
        return cls(drafts_folder() / hashlib.sha256(location.encode()).hexdigest()[:16])

    def keep(self, draft: KeptDraft) -> None:
        """Keeps a draft in the place of the one kept for the same activity. Raises UserError if that cannot be written."""
        target = self._file(draft.activity_id)
        written = target.with_suffix(".part")
        try:
            make_private_folder(self.folder)
            make_private_file(written)
            with open(written, "w", encoding="utf-8") as file:
                json.dump({"version": draft.version, "content": draft_to_json(draft.draft)}, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            written.replace(target)
        except OSError as error:
            raise UserError("draft.not-kept", folder=str(self.folder)) from error

    def drop(self, activity_id: int | None) -> None:
        """Forgets the draft kept for an activity, or for a new one."""
        with suppress(OSError):
            self._file(activity_id).unlink(missing_ok=True)

    def read(self) -> list[KeptDraft]:
        """All kept drafts; a file that is none is left alone."""
        found = ((int(one.stem), _read(one)) for one in sorted(self.folder.glob("*.json")) if one.stem.isdecimal())
        return [KeptDraft(key or None, *kept) for key, kept in sorted(found, key=lambda one: one[0]) if kept]

    def _file(self, activity_id: int | None) -> Path:
        return self.folder / f"{activity_id or _NEW}.json"


def _read(file: Path) -> tuple[int, ActivityDraft] | None:
    try:
        record = json.loads(file.read_text("utf-8"))
        return int(record["version"]), draft_from_json(record["content"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
