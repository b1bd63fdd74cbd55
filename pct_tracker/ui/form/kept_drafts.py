"""What was typed and not saved, in the log and at hand."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from pct_tracker.domain.change import KeptDraft
from pct_tracker.ui.common.workspace import Workspace


class KeptDrafts(QObject):
    """Drafts by the id of their activity; None stands for a new one. `changed` says that there is one more or less."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._drafts: dict[int | None, KeptDraft] = {}

    @property
    def by_id(self) -> Mapping[int | None, KeptDraft]:
        return self._drafts

    @property
    def activity_ids(self) -> frozenset[int]:
        """The stored activities with changes that are not saved."""
        return frozenset(self._stored())

    def take(self, drafts: Sequence[KeptDraft]) -> None:
        """Takes over what was kept when the program last stopped."""
        self._drafts = {draft.activity_id: draft for draft in drafts}
        self.changed.emit()

    def keep(self, draft: KeptDraft) -> None:
        """Keeps a draft in the place of the one kept for the same activity."""
        if self._drafts.get(draft.activity_id) != draft:
            self._drafts[draft.activity_id] = draft
            self._workspace.keep_draft(draft)
            self.changed.emit()

    def forget(self, activity_id: int | None) -> None:
        """Forgets what was kept for an activity, because it is saved or given up."""
        if self._drafts.pop(activity_id, None) is not None:
            self._workspace.drop_draft(activity_id)
            self.changed.emit()

    def _stored(self) -> Iterator[int]:
        return (id_ for id_ in self._drafts if id_ is not None)
