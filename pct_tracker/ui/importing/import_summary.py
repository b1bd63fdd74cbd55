"""What was found in a source, in a sentence or two, and what somebody should know of it."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QObject

from pct_tracker.services.imports.look import LookedAt
from pct_tracker.services.imports.review import ReviewedRow
from pct_tracker.services.wording import Wording

_MOST_NOTES = 4


class ImportSummary(QObject):
    """Finds the words for it."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording

    def summary(self, looked: LookedAt | None, rows: Sequence[ReviewedRow]) -> str:
        """How many rows there are, of what, and whether there is anything to bring in."""
        if looked is None or looked.reading is None:
            return self.tr("Choose a file, or type its name. Nothing is stored before you press Import.")
        reading, words = looked.reading, self._wording
        outcomes = Counter(row.match.outcome for row in rows)
        told = [
            self.tr("{rows} rows for {year}, in {languages}: {new} new, {changed} changed, {same} already in the log.").format(
                rows=len(rows),
                year=reading.year or "—",
                languages=words.listed(map(words.language_name, reading.languages)),
                new=outcomes["new"],
                changed=outcomes["changed"],
                same=outcomes["same"],
            )
        ]
        if doubtful := sum(row.doubt is not None for row in rows):
            told.append(self.tr("Doubtful rows, to be looked at: {count}.").format(count=doubtful))
        if reading.skipped:
            left_out = self.tr("{count} rows are no activities (titles, totals) and were left out.")
            told.append(left_out.format(count=len(reading.skipped)))
        if all(row.decision == "leave-out" for row in rows):
            told.append(self.tr("There is nothing to import."))
        return " ".join(told)

    def notes(self, looked: LookedAt | None) -> str:
        """What was left out or only guessed: tables, columns, hidden parts."""
        if looked is None or looked.reading is None:
            return ""
        reading, words = looked.reading, self._wording
        notes = [words.note(note.code, note.params) for note in reading.notes]
        notes += [words.note("left-out", {"name": one.name, "count": one.filled}) for one in reading.left_out]
        if looked.unknown:
            unknown = self.tr("Not recognised and left out: column {columns}. A row of headings would name it.")
            notes.append(unknown.format(columns=words.listed(looked.unknown)))
        more = len(notes) - _MOST_NOTES
        return "\n".join([*notes[:_MOST_NOTES], *([self.tr("And {count} more.").format(count=more)] if more > 0 else [])])
