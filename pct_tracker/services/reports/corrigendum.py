"""The corrigendum to a published year: what its annex would print otherwise today, language by language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from pct_tracker import __version__
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.report import ExportRecord, ReportTemplate
from pct_tracker.figures.compare import TOTALS, Total
from pct_tracker.figures.counts import count_figures
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.corrigendum import Published, RowCorrection, build_corrigendum
from pct_tracker.reporting.document import Document
from pct_tracker.reporting.writers import DOCUMENT_WRITERS
from pct_tracker.reporting.writers.template_words import lists_paragraphs
from pct_tracker.rules.catalogue import RULES_EDITION
from pct_tracker.services.progress import Progress
from pct_tracker.services.reports.archive import current_state, frozen_state, keep_export_record
from pct_tracker.services.reports.choices import FrontBlock, ReportChoices, choices_as_json, choices_from_json
from pct_tracker.services.reports.manifest import (
    WrittenFile,
    agree_by_language,
    files_as_json,
    keep_with_manifest,
    write_manifest,
)
from pct_tracker.services.reports.plan import plan_year_of
from pct_tracker.services.reports.published_rows import PublishedRows, State, compare_published
from pct_tracker.services.reports.run import MANIFEST, ReportResult, own_templates, write_files
from pct_tracker.services.reports.texts import lacking_in_front
from pct_tracker.services.tracker import Tracker

__all__ = [
    "CORRECTS",
    "FORMATS",
    "Corrigendum",
    "RowCorrection",
    "find_corrigendum",
    "repeat_corrigendum",
    "usual_front",
    "write_corrigendum",
]

CORRECTS = "corrects"
"""Under this name the choices of a kept corrigendum say which export it corrects."""

FORMATS = tuple(DOCUMENT_WRITERS)
"""The kinds of file a corrigendum can be written as."""


@dataclass(frozen=True, slots=True)
class Corrigendum:
    """What differs from the export that published a year. `state` is that of the log and its words it was found in.

    `rows` are those of the annex that print differently in each of the six languages, `planned` those of the annex of planned
    activities, if the publication had one; `totals` are the figures that differ. `unseen` counts activities that were changed
    and print the same in all languages.
    """

    published: ExportRecord
    state: State
    reference: Reference
    rows: Mapping[str, tuple[RowCorrection, ...]]
    planned: Mapping[str, tuple[RowCorrection, ...]]
    planned_year: int | None
    totals: tuple[Total, ...]
    unseen: int

    @property
    def year(self) -> int:
        return self.published.year

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which something prints differently."""
        return tuple(language for language in LANGUAGES if self.corrections(language))

    def corrections(self, language: str) -> tuple[RowCorrection, ...]:
        """The rows of both annexes that print differently in a language."""
        return (*self.rows[language], *self.planned.get(language, ()))

    def compose(self, language: str, choices: ReportChoices) -> Document:
        """The document in a language, with the front block of the choices."""
        front = choices_from_json(self.published.choices).front
        published = Published(self.year, front.symbol, front.dated or self.published.at.date(), self.planned_year)
        return build_corrigendum(
            self.rows[language],
            self.planned.get(language, ()),
            self.totals,
            published,
            choices.front,
            self.reference,
            language=language,
            mark_missing=choices.missing != "fallback",
        )


def usual_front(published: ExportRecord) -> FrontBlock:
    """The front block of a publication, as it stands over its corrigendum."""
    front = choices_from_json(published.choices).front
    return replace(front, symbol=f"{front.symbol} Corr.") if front.symbol else front


def find_corrigendum(tracker: Tracker, year: int, since: ExportRecord | None = None) -> Corrigendum:
    """What prints differently since a year was published last, or since the earlier publication `since`.

    Raises UserError if the year was never published.
    """
    published = since or frozen_state(tracker, year, "year")
    if published is None or (published.year, published.freezes) != (year, "year"):
        raise UserError("corrigendum.not-published", year=year)
    return _between(tracker, published, current_state(tracker))


def write_corrigendum(
    tracker: Tracker, corrigendum: Corrigendum, choices: ReportChoices, folder: Path, progress: Progress | None = None
) -> ReportResult:
    """Writes a corrigendum in those of the chosen languages in which something prints differently, and keeps what it was.

    Raises UserError if there is none, the kind of file is not one of FORMATS, or a file cannot be written.
    """
    wrong = next((one for one in choices.formats if one not in FORMATS), None)
    if wrong:
        raise UserError("export.format-unknown", format=wrong, formats=", ".join(FORMATS))
    languages = tuple(language for language in choices.languages if language in corrigendum.languages)
    if not languages:
        raise UserError("corrigendum.nothing", year=corrigendum.year)
    if choices.missing == "stop":
        _require_texts(corrigendum, choices.front, languages)
    own = own_templates(tracker, replace(choices, languages=languages, whole=True))
    templates = {language: one for language, one in own.items() if lists_paragraphs(one.content)}
    ids = {language: one.id for language, one in templates.items()}
    choices = replace(choices, languages=languages, whole=True, template_ids=ids)
    files = _write(corrigendum, choices, templates, folder, progress)
    # A layout for the paragraphs of a report has no place for those of a corrigendum.
    left_out = {language: one.id for language, one in own.items() if language not in templates}
    manifest = _manifest(corrigendum, files, ids, left_out)
    told = {**choices_as_json(choices), CORRECTS: corrigendum.published.id}
    keep = partial(keep_export_record, tracker, corrigendum.year, corrigendum.state, told, manifest)
    record = keep_with_manifest(folder / MANIFEST, manifest, keep)
    return _result(corrigendum, folder, files, record)


def repeat_corrigendum(
    tracker: Tracker, record: ExportRecord, published: ExportRecord, folder: Path, progress: Progress | None = None
) -> ReportResult:
    """Writes an earlier corrigendum to a published year once more, from the log and the words as they were then."""
    corrigendum = _between(tracker, published, (record.entry_id, record.wording_id))
    before = {one["file"]: one["sha256"] for one in record.manifest["files"]}
    choices = choices_from_json(record.choices)
    templates = {language: tracker.store.report_template(id_) for language, id_ in choices.template_ids.items()}
    written = _write(corrigendum, choices, templates, folder, progress)
    files = tuple(replace(one, unlike_before=before.get(one.path.name) != one.sha256) for one in written)
    left_out = dict(record.manifest.get("templates_left_out", {}))
    write_manifest(folder / MANIFEST, {**_manifest(corrigendum, files, choices.template_ids, left_out), "export": record.id})
    return _result(corrigendum, folder, files, record)


def file_name(year: int, language: str, format_: str, *, whole: bool = True) -> str:
    """The usual name of a file: corrigendum-2024-zh.docx; there is none of the table alone."""
    return f"{'corrigendum' if whole else 'annex'}-{year}-{language}.{format_}"


def _between(tracker: Tracker, published: ExportRecord, state: State) -> Corrigendum:
    held = compare_published(tracker, published, state, published.year, Status.HELD)
    planned_year = plan_year_of(published)
    if planned_year is None:
        planned, unseen = {}, held.unseen
    else:
        plan = compare_published(tracker, published, state, planned_year, Status.PLANNED)
        planned, unseen = dict(plan.by_language), held.unseen + plan.unseen
    reference, totals = held.now.reference, _totals(held)
    return Corrigendum(published, state, reference, held.by_language, planned, planned_year, totals, unseen)


def _totals(held: PublishedRows) -> tuple[Total, ...]:
    sides = (held.then, held.now)
    was, is_now = ({one.name: one for one in count_figures(side.printed.values(), side.reference)} for side in sides)
    both = (Total(name, was[name], is_now[name]) for name in TOTALS)
    return tuple(one for one in both if one.difference)


def _require_texts(corrigendum: Corrigendum, front: FrontBlock, languages: Sequence[str]) -> None:
    """Raises UserError if a row as it is to read, or a line of the front block, lacks the language."""
    lacking = {}
    for language in languages:
        rows = (one.new for one in corrigendum.corrections(language) if one.new)
        count = sum(any(cell.fallback for cell in row.cells) for row in rows) + lacking_in_front(front, language)
        if count:
            lacking[language] = count
    if lacking:
        raise UserError("export.texts-missing", count=sum(lacking.values()), languages=", ".join(lacking))


def _write(
    corrigendum: Corrigendum,
    choices: ReportChoices,
    templates: Mapping[str, ReportTemplate],
    folder: Path,
    progress: Progress | None,
) -> tuple[WrittenFile, ...]:
    compose = partial(corrigendum.compose, choices=choices)
    return write_files(compose, choices, templates, folder, progress, named=file_name)


def _manifest(
    corrigendum: Corrigendum, files: tuple[WrittenFile, ...], templates: Mapping[str, int], left_out: Mapping[str, int]
) -> dict[str, Any]:
    entry_id, edition = corrigendum.state
    return {
        "program": f"PCT Tracker {__version__}",
        "year": corrigendum.year,
        CORRECTS: corrigendum.published.id,
        "snapshot": {"journal_entry": entry_id, "words": edition, "rules": RULES_EDITION},
        "templates": dict(templates),
        "templates_left_out": dict(left_out),
        "rows": {language: _told(some) for language, some in corrigendum.rows.items()},
        "planned_rows": {language: _told(some) for language, some in corrigendum.planned.items()},
        "figures": {one.name: [one.first.value, one.second.value] for one in corrigendum.totals},
        "unseen": corrigendum.unseen,
        "proven": agree_by_language(files),
        "files": files_as_json(files),
    }


def _told(rows: Iterable[RowCorrection]) -> list[dict[str, Any]]:
    return [{"id": one.activity_id, "row": one.number, "kind": one.kind, "columns": list(one.columns)} for one in rows]


def _result(corrigendum: Corrigendum, folder: Path, files: tuple[WrittenFile, ...], record: ExportRecord) -> ReportResult:
    rows = max(len(corrigendum.corrections(one.language)) for one in files)
    return ReportResult(folder, files, rows, 0, record, languages_differ=True)
