"""What is being typed while the log itself cannot keep it: in a file of the user's own, until the log can be written again."""

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from pct_tracker.domain.change import KeptDraft
from pct_tracker.paths import spare_drafts
from pct_tracker.store.records import draft_from_json, draft_to_json


class SpareDrafts:
    """The drafts of one log that are not in it. Where not even this file can be written, the form still has the text."""

    def __init__(self, log: Path) -> None:
        mark = hashlib.sha256(str(log.absolute()).encode()).hexdigest()[:8]
        self._file = spare_drafts() / f"{log.name}-{mark}.json"

    def read(self) -> list[KeptDraft]:
        """All that is kept here."""
        try:
            rows = json.loads(self._file.read_text("utf-8"))
            return [KeptDraft(key or None, version, draft_from_json(content)) for key, version, content in rows]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def keep(self, draft: KeptDraft) -> None:
        """Keeps a draft in the place of the one kept for the same activity."""
        self._write([*self._others(draft.activity_id), draft])

    def drop(self, activity_id: int | None) -> None:
        """Forgets the draft of an activity, or of a new one."""
        if self._file.exists():
            self._write(self._others(activity_id))

    def _others(self, activity_id: int | None) -> list[KeptDraft]:
        return [one for one in self.read() if one.activity_id != activity_id]

    def _write(self, drafts: list[KeptDraft]) -> None:
        with suppress(OSError):
            if not drafts:
                self._file.unlink(missing_ok=True)
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
            rows = [[one.activity_id or 0, one.version, draft_to_json(one.draft)] for one in drafts]
            part = self._file.with_suffix(".part")
            part.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
            part.replace(self._file)
