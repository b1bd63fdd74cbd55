"""The whole report in one action: every language and format asked for, proven, and kept so that it can be repeated."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.report import ExportRecord, ReportTemplate
from pct_tracker.reporting.document import Document
from pct_tracker.reporting.files import make_folder, write_atomically
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.workbook.sheets import Workbook
from pct_tracker.reporting.writers import DOCUMENT_WRITERS, write_document, write_report
from pct_tracker.reporting.writers.template_words import certain_words
from pct_tracker.services.progress import Progress
from pct_tracker.services.reports.agreement import Agreement
from pct_tracker.services.reports.archive import keep_export_record, report_templates
from pct_tracker.services.reports.choices import DocumentChoices, ReportChoices, choices_as_json, choices_from_json
from pct_tracker.services.reports.differences import Difference, Proof
from pct_tracker.services.reports.document_run import document_of
from pct_tracker.services.reports.export_run import nothing_to_export
from pct_tracker.services.reports.manifest import (
    WrittenFile,
    agree,
    agree_by_language,
    build_manifest,
    keep_with_manifest,
    write_manifest,
)
from pct_tracker.services.reports.proving import prove, prove_layout
from pct_tracker.services.reports.snapshot import Snapshot, recall_snapshot, take_snapshot
from pct_tracker.services.reports.texts import lacking_in_front, texts_of_report
from pct_tracker.services.reports.workbook_run import workbook_of, write_proven
from pct_tracker.services.tracker import Tracker

MANIFEST = "manifest.json"
"""The name of the file that says what was written from what."""

Seal = Callable[[Snapshot, tuple[WrittenFile, ...]], AbstractContextManager[None]]
"""Entered when the files are written; within it the export is kept. What it raises ends the export, and nothing is kept."""


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What an export wrote into its folder. A repeated export has the `record` of the first time.

    `languages_differ` is True for a corrigendum, which has other rows in each language.
    """

    folder: Path
    files: tuple[WrittenFile, ...]
    rows: int
    errors: int
    record: ExportRecord
    languages_differ: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the log keeps the export, so that it can be repeated; not where it may only be read."""
        return bool(self.record.id)

    @property
    def is_proven(self) -> bool:
        """Whether every file says what it should, and all of them the same rows and numbers."""
        if self.languages_differ:
            return agree_by_language(self.files)
        return agree(one.proof for one in self.files)

    @property
    def untranslated(self) -> Mapping[str, int]:
        """How many rows and lines of the front block have a text of another language, by language, in the file with most."""
        counts: dict[str, int] = {}
        for one in self.files:
            counts[one.language] = max(one.untranslated, counts.get(one.language, 0))
        return {language: count for language, count in counts.items() if count}

    @property
    def needs_attention(self) -> bool:
        return bool(self.errors or self.untranslated or not self.is_proven or any(one.unlike_before for one in self.files))


def export_report(
    tracker: Tracker,
    year: int,
    choices: ReportChoices,
    folder: Path,
    *,
    freezes: str | None = None,
    seal: Seal | None = None,
    progress: Progress | None = None,
) -> ReportResult:
    """Writes the report on a year into a folder, reads every file back, and keeps what was exported when all is written.

    `freezes` is one of FREEZES, or None. Raises UserError if there is nothing to report, texts are missing that must not
    be, or a file cannot be written, and what `seal` raises.
    """
    snapshot = take_snapshot(tracker, year, choices.document.planned_year)
    if not snapshot.held and not (snapshot.planned and choices.document.planned):
        raise nothing_to_export(tracker, year, Status.HELD)
    if choices.missing == "stop":
        _require_texts(snapshot, choices)
    templates = own_templates(tracker, choices)
    choices = replace(choices, template_ids={language: one.id for language, one in templates.items()})
    files = _write_snapshot(snapshot, choices, templates, folder, progress)
    manifest = {**build_manifest(snapshot, choices, files), "freezes": freezes}

    def keep() -> ExportRecord:
        with seal(snapshot, files) if seal else nullcontext():
            return keep_export_record(tracker, year, snapshot.state, choices_as_json(choices), manifest, freezes)

    record = keep_with_manifest(folder / MANIFEST, manifest, keep)
    return ReportResult(folder, files, len(snapshot.held), snapshot.errors, record)


def repeat_export(tracker: Tracker, record: ExportRecord, folder: Path, progress: Progress | None = None) -> ReportResult:
    """Writes an earlier export once more, from the log, the words and the templates as they were then."""
    choices = choices_from_json(record.choices)
    snapshot = recall_snapshot(tracker, record, choices.document.planned_year)
    templates = {language: tracker.store.report_template(id_) for language, id_ in choices.template_ids.items()}
    before = {one["file"]: one["sha256"] for one in record.manifest["files"]}
    written = _write_snapshot(snapshot, choices, templates, folder, progress)
    files = tuple(replace(one, unlike_before=before.get(one.path.name) != one.sha256) for one in written)
    write_manifest(folder / MANIFEST, {**build_manifest(snapshot, choices, files), "export": record.id})
    return ReportResult(folder, files, len(snapshot.held), snapshot.errors, record)


def compose_preview(tracker: Tracker, year: int, language: str, choices: ReportChoices) -> Document:
    """The document that an export would write in a language."""
    snapshot = take_snapshot(tracker, year, choices.document.planned_year)
    return _composer(snapshot, choices)(language)


def own_templates(tracker: Tracker, choices: ReportChoices) -> dict[str, ReportTemplate]:
    """The Word templates of the user's own that an export would use, by language."""
    if not (choices.whole and "docx" in choices.formats and choices.own_templates):
        return {}
    return {language: one for language, one in report_templates(tracker).items() if language in choices.languages}


def file_name(year: int, language: str, format_: str, *, whole: bool) -> str:
    """The usual name of a file: report-2024-zh.docx, or annex-2024-zh.csv for the table alone."""
    return f"{'report' if whole else 'annex'}-{year}-{language}.{format_}"


def write_files(
    compose: Callable[[str], Document],
    choices: ReportChoices,
    templates: Mapping[str, ReportTemplate],
    folder: Path,
    progress: Progress | None = None,
    *,
    named: Callable[..., str] = file_name,
    count: Callable[[Document], Workbook] | None = None,
    agreement: Agreement | None = None,
) -> tuple[WrittenFile, ...]:
    """Writes the document that `compose` makes of each language into a folder, and proves every file.

    `named` gives the files their names as `file_name` does; `count` makes the workbook behind a document, without it a
    spreadsheet holds the annex alone; `agreement` holds the languages against each other, None where their rows differ.
    Raises UserError if a file cannot be written.
    """
    _take_out(make_folder(folder) / MANIFEST)
    return _Run(compose, choices, templates, progress or Progress(), named, count, agreement).write(folder)


def _write_snapshot(
    snapshot: Snapshot,
    choices: ReportChoices,
    templates: Mapping[str, ReportTemplate],
    folder: Path,
    progress: Progress | None,
) -> tuple[WrittenFile, ...]:
    count, agreement = partial(workbook_of, snapshot), Agreement(snapshot.reference)
    return write_files(_composer(snapshot, choices), choices, templates, folder, progress, count=count, agreement=agreement)


class _Run:
    """Writes the files of one export, one language after the other."""

    def __init__(
        self,
        compose: Callable[[str], Document],
        choices: ReportChoices,
        templates: Mapping[str, ReportTemplate],
        progress: Progress,
        named: Callable[..., str],
        count: Callable[[Document], Workbook] | None,
        agreement: Agreement | None,
    ) -> None:
        self._compose = compose
        self._named = named
        self._count = count
        self._agreement = agreement
        self._choices = choices
        self._templates = templates
        self._progress = progress

    def write(self, folder: Path) -> tuple[WrittenFile, ...]:
        """Writes and proves every file. Raises UserError "work.cancelled" between two files; those written stay."""
        pairs = [(language, format_) for language in self._choices.languages for format_ in self._choices.formats]
        files = []
        document, apart = None, tuple[Difference, ...]()
        for done, (language, format_) in enumerate(pairs):
            self._progress.report(done, len(pairs))
            if document is None or document.language != language:
                document = self._compose(language)
                apart = self._apart(document)
            one = self._write_one(document, folder, format_)
            files.append(replace(one, proof=one.proof.besides(apart)))
        self._progress.report(len(pairs), len(pairs))
        return tuple(files)

    def _apart(self, document: Document) -> tuple[Difference, ...]:
        """Where the annexes say something else than in the first language."""
        annexes = document.annexes if self._choices.whole else document.annexes[:1]
        return self._agreement.differences(annexes) if self._agreement else ()

    def _write_one(self, document: Document, folder: Path, format_: str) -> WrittenFile:
        counts = self._count if format_ == "xlsx" else None
        whole = self._choices.whole and (format_ in DOCUMENT_WRITERS or counts is not None)
        path = folder / self._named(document.year, document.language, format_, whole=whole)
        self._progress.begin(path.name)
        annex = document.annexes[0].report
        if whole and counts is not None:
            proof = write_proven(counts(document), path, self._progress.breathe)
        elif whole:
            self._write_document(document, path, format_)
            proof = self._prove_document(document, path, format_)
        else:
            write_report(annex, path, format_, self._progress.breathe)
            proof = prove(path, annex)
        untranslated = _fallbacks([one.report for one in document.annexes] if whole else [annex])
        if whole and counts is None:
            untranslated += lacking_in_front(self._choices.front, document.language)
        return WrittenFile(path, document.language, format_, _checksum(path), untranslated, proof)

    def _prove_document(self, document: Document, path: Path, format_: str) -> Proof:
        template = self._templates.get(document.language) if format_ == "docx" else None
        if template is None:
            return prove(path, document)
        return prove_layout(path, document, certain_words(document, template.content))

    def _write_document(self, document: Document, path: Path, format_: str) -> None:
        template = self._templates.get(document.language) if format_ == "docx" else None
        if template is None:
            write_document(document, path, format_, breathe=self._progress.breathe)
        else:
            from pct_tracker.reporting.writers.word_template import write_from_template  # at its first use, as all writers

            write_atomically(path, partial(write_from_template, document, template.content), self._progress.breathe)


def folder_beside_published(folder: Path) -> Path:
    """The folder, or one with a number behind its name: what was published is not written over."""
    number, free = 1, folder
    while _holds_publication(free):
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free


def require_unpublished(folder: Path) -> None:
    """Raises UserError, with a folder to take instead, for one that holds what was published."""
    free = folder_beside_published(folder)
    if free != folder:
        raise UserError("publish.folder-taken", folder=str(folder), free=str(free))


def _holds_publication(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / MANIFEST).read_text("utf-8")).get("freezes"))
    except (OSError, ValueError, AttributeError, RecursionError):
        return False


def _take_out(manifest: Path) -> None:
    """A manifest of earlier files would be false as soon as the first one is written over."""
    try:
        manifest.unlink(missing_ok=True)
    except OSError as error:
        raise UserError("export.not-writable", file=str(manifest)) from error


def _composer(snapshot: Snapshot, choices: ReportChoices) -> Callable[[str], Document]:
    return lambda language: document_of(snapshot, language, choices.front, _of_document(choices))


def _of_document(choices: ReportChoices) -> DocumentChoices:
    return replace(choices.document, mark_missing=choices.missing != "fallback")


def _require_texts(snapshot: Snapshot, choices: ReportChoices) -> None:
    texts = texts_of_report(snapshot.held, snapshot.planned, choices)
    lacking = {language: count for language in choices.languages if (count := texts.lacking(language))}
    if lacking:
        raise UserError("export.texts-missing", count=sum(lacking.values()), languages=", ".join(lacking))


def _fallbacks(reports: Sequence[Report]) -> int:
    return sum(any(cell.fallback for cell in row.cells) for report in reports for row in report.rows)


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
