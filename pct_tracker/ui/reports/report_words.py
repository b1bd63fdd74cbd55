"""Sentences of the Report page."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from pct_tracker.domain.codes import Severity
from pct_tracker.services.reports.look import ReportLook
from pct_tracker.services.reports.run import ReportResult
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.translation import shown_number


class ReportWords(QObject):
    """Says what stands in the way of a report and what came of it, in the language of the window."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording

    def findings(self, found: Mapping[Severity, int]) -> str:
        """How many activities have something to be looked at."""
        errors, warnings = found[Severity.ERROR], found[Severity.WARNING]
        if not errors and not warnings:
            return self.tr("Check: nothing stands in the way")
        return self.tr("Check: {errors} with errors, {warnings} to look at").format(errors=errors, warnings=warnings)

    def open_findings(self, found: Mapping[Severity, int]) -> str:
        """What stands open when a year is to be published."""
        errors, warnings = found[Severity.ERROR], found[Severity.WARNING]
        if not errors and not warnings:
            return self.tr("The checks found nothing that stands open.")
        told = self.tr("Still open: {errors} with errors, {warnings} to look at.")
        return told.format(errors=shown_number(errors), warnings=shown_number(warnings))

    def texts(self, look: ReportLook, languages: Sequence[str]) -> str:
        """How many texts the chosen languages have of all; complete ones are not listed."""
        lacking = [(one, *look.texts[one]) for one in languages if look.texts[one][0] < look.texts[one][1]]
        if not lacking:
            return self.tr("Translations: all texts are there")
        told = ", ".join(f"{code.upper()} {done}/{count}" for code, done, count in lacking)
        return self.tr("Translations: {told}").format(told=told)

    def result(self, result: ReportResult, *, is_locked: bool = True) -> str:
        """What was written, whether it is proven, and what still needs attention; one line each.

        `is_locked` is whether a year that was published is still locked.
        """
        lines = [
            self.tr("Files written to {folder}: {count}").format(count=len(result.files), folder=result.folder),
            self._proof(result),
        ]
        if result.untranslated:
            told = ", ".join(f"{code.upper()} {count}" for code, count in result.untranslated.items())
            lines.append(self.tr("Rows and first-page lines with a text in another language: {told}.").format(told=told))
        if unlike := [one.path.name for one in result.files if one.unlike_before]:
            lines.append(self.tr("Not the same bytes as the first time: {files}.").format(files=", ".join(unlike)))
        if result.record.freezes == "year" and is_locked:
            lines.append(self.tr("{year} is locked as it was written.").format(year=result.record.year))
        elif result.record.freezes == "plan":
            lines.append(self.tr("The plan is frozen as it was written."))
        if not result.is_kept:
            lines.append(self.tr("It is not among the earlier exports, since the log may only be read."))
        if result.errors:
            lines.append(self.tr("Activities with errors: {count}. The Check page lists them.").format(count=result.errors))
        return "\n".join(lines)

    def _proof(self, result: ReportResult) -> str:
        if result.is_proven and result.languages_differ:
            return self.tr("Every file was read back and says what it should.")
        if result.is_proven and result.files:
            proof = result.files[0].proof
            words = self.tr("Every file was read back: the same {rows} rows and {participants} participants in all of them.")
            return words.format(rows=shown_number(proof.rows), participants=shown_number(proof.participants))
        wrong = ", ".join(one.path.name for one in result.files if not one.proof.holds)
        if not wrong:
            return self.tr("Read back, the files do not have the same rows and numbers. Do not hand them in.")
        return self.tr("Read back, these files do not say what they should: {files}. Do not hand them in.").format(files=wrong)
