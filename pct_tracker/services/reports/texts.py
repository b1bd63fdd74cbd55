"""The texts that a report prints, of its activities and of its front block, and how far they are in each language."""

from collections.abc import Sequence
from dataclasses import dataclass

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.texts import Texts
from pct_tracker.reporting.front import FrontBlock, entered_texts
from pct_tracker.reporting.writers import DOCUMENT_WRITERS
from pct_tracker.services.reports.choices import ReportChoices
from pct_tracker.services.translation.translations import TextTable, table_of


@dataclass(frozen=True, slots=True)
class ReportTexts:
    """The texts of the printed activities, each once, and those of the front block, if a file has one."""

    table: TextTable
    front: tuple[Texts, ...]

    @property
    def count(self) -> int:
        """How many texts there are."""
        return len(self.table.rows) + len(self.front)

    def lacking(self, language: str) -> int:
        """How many texts are missing or outdated in a language."""
        return len(self.table.lacking(language)) + _without(self.front, language)

    def done(self, language: str) -> int:
        """How many texts are neither missing nor outdated in a language."""
        return self.count - self.lacking(language)


def texts_of_report(held: Sequence[Activity], planned: Sequence[Activity], choices: ReportChoices) -> ReportTexts:
    """The texts of a report on these activities; planned ones count if they are printed."""
    printed = (*held, *planned) if choices.document.planned and choices.whole else held
    has_front = choices.whole and any(one in DOCUMENT_WRITERS for one in choices.formats)
    return ReportTexts(table_of(printed), entered_texts(choices.front) if has_front else ())


def lacking_in_front(front: FrontBlock, language: str) -> int:
    """How many texts of the front block stand there in other languages only."""
    return _without(entered_texts(front), language)


def _without(some: Sequence[Texts], language: str) -> int:
    return sum(language not in texts for texts in some)
