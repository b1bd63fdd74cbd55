"""What was done to activities, as text to read: each activity with its differences below."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QTextBrowser

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import JournalLine
from pct_tracker.services.telling import differences, sentence
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace

_MOST = 60
"""Activities that are told one by one."""


class ChangesText(QTextBrowser):
    """`chosen` carries the id of an activity whose title was chosen."""

    chosen = Signal(int)

    def __init__(self, workspace: Workspace, language: str, name: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._lines: Sequence[JournalLine] = ()
        self._nothing = ""
        self.language = language
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(SPACE)
        self.anchorClicked.connect(self._choose)

    def show_lines(self, lines: Sequence[JournalLine], nothing: str = "") -> None:
        """Tells of these activities, or says a sentence if there are none."""
        self._lines, self._nothing = lines, nothing
        self.show_again()

    def show_again(self) -> None:
        """Tells the same anew, in another language for example."""
        parts = [self._told(line) for line in self._lines[:_MOST]]
        if len(self._lines) > _MOST:
            more = self.tr("… and {count} more.").format(count=len(self._lines) - _MOST)
            parts.append(f"<p>{escape(more)}</p>")
        if not parts and self._nothing:
            parts.append(f"<p>{escape(self._nothing)}</p>")
        direction = "rtl" if direction_of(self._workspace.wording.language).name == "RightToLeft" else "ltr"
        self.setHtml("".join(parts).replace("<p", f'<p dir="{direction}"').replace("<ul", f'<ul dir="{direction}"'))

    def _told(self, line: JournalLine) -> str:
        draft = line.after or line.before or ActivityDraft()
        title = draft.title.best(self.language) or draft.month or "—"
        heading = f'<p style="margin-bottom: 0"><a href="#{line.activity_id}">\u2068{escape(title)}\u2069</a></p>'
        told = "".join(f"<li>{escape(text)}</li>" for text in self._sentences(line))
        return f'{heading}<ul style="margin-top: 2px; margin-bottom: 10px">{told}</ul>'

    def _sentences(self, line: JournalLine) -> list[str]:
        wording, reference = self._workspace.wording, self._workspace.tracker.reference
        if line.before is None or line.after is None:
            draft = line.after or line.before or ActivityDraft()
            word = self.tr("New: {row}") if line.before is None else self.tr("Deleted: {row}")
            return [word.format(row=self.row_of(draft))]
        return [sentence(one, wording) for one in differences(line.before, line.after, reference, wording)]

    def row_of(self, draft: ActivityDraft) -> str:
        """The short cells of an activity in a line: month, type, letters, place and number."""
        cells = self._workspace.preview(draft, self._workspace.wording.language)
        return " · ".join(cells[place] for place in (0, 1, 2, 5, 8) if cells[place])

    def _choose(self, link: QUrl) -> None:
        self.chosen.emit(int(link.fragment()))
