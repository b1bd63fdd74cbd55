"""The corrigendum to a published year: what its annex would print otherwise today, language by language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pct_tracker import __version__
from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.report import ExportRecord
from pct_tracker.figures.compare import TOTALS, Total
from pct_tracker.figures.counts import count_figures
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.annex import build_annex
from pct_tracker.reporting.corrigendum import Published, RowCorrection, build_corrigendum, find_corrections
from pct_tracker.reporting.document import Document
from pct_tracker.reporting.writers import DOCUMENT_WRITERS
from pct_tracker.rules.catalogue import RULES_EDITION
from pct_tracker.services.archive import activities_as_of, current_state, frozen_state, keep_export_record
from pct_tracker.services.progress import Progress
from pct_tracker.services.report_choices import ReportChoices, choices_as_json, choices_from_json
from pct_tracker.services.report_manifest import WrittenFile, agree_by_language, files_as_json, write_manifest
from pct_tracker.services.report_run import MANIFEST, ReportResult, write_files
from pct_tracker.services.tracker import Tracker

__all__ = ["CORRECTS", "FORMATS", "Corrigendum", "RowCorrection", "find_corrigendum", "repeat_corrigendum", "write_corrigendum"]

CORRECTS = "corrects"
"""Under this name the choices of a kept corrigendum say which export it corrects."""

FORMATS = tuple(DOCUMENT_WRITERS)
"""The kinds of file a corrigendum can be written as."""


@dataclass(frozen=True, slots=True)
class Corrigendum:
    """What differs from the export that published a year. `state` is that of the log and its words it was found in.

    `rows` are those that print differently in each of the six languages, `totals` the figures that differ. `unseen` counts
    activities that were changed and print the same in all languages.
    """

    published: ExportRecord
    state: tuple[int, int]
    reference: Reference
    rows: Mapping[str, tuple[RowCorrection, ...]]
    totals: tuple[Total, ...]
    unseen: int

    @property
    def year(self) -> int:
        return self.published.year

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which something prints differently."""
        return tuple(language for language in LANGUAGES if self.rows[language])

    def compose(self, language: str, choices: ReportChoices) -> Document:
        """The document in a language, with the front block of the choices."""
        front = choices_from_json(self.published.choices).front
        published = Published(self.year, front.symbol, front.dated or self.published.at.date())
        return build_corrigendum(
            self.rows[language],
            self.totals,
            published,
            choices.front,
            self.reference,
            language=language,
            mark_missing=choices.missing != "fallback",
        )


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
    choices = replace(choices, languages=languages, whole=True, template_ids={})
    files = _write(corrigendum, choices, folder, progress)
    manifest, told = _manifest(corrigendum, files), {**choices_as_json(choices), CORRECTS: corrigendum.published.id}
    record = keep_export_record(tracker, corrigendum.year, corrigendum.state, told, manifest)
    write_manifest(folder / MANIFEST, {**manifest, "export": record.id})
    return _result(corrigendum, folder, files, record)


def repeat_corrigendum(
    tracker: Tracker, record: ExportRecord, published: ExportRecord, folder: Path, progress: Progress | None = None
) -> ReportResult:
    """Writes an earlier corrigendum to a published year once more, from the log and the words as they were then."""
    corrigendum = _between(tracker, published, (record.entry_id, record.wording_id))
    before = {one["file"]: one["sha256"] for one in record.manifest["files"]}
    written = _write(corrigendum, choices_from_json(record.choices), folder, progress)
    files = tuple(replace(one, unlike_before=before.get(one.path.name) != one.sha256) for one in written)
    write_manifest(folder / MANIFEST, {**_manifest(corrigendum, files), "export": record.id})
    return _result(corrigendum, folder, files, record)


def file_name(year: int, language: str, format_: str, *, whole: bool = True) -> str:
    """The usual name of a file: corrigendum-2024-zh.docx; there is none of the table alone."""
    return f"{'corrigendum' if whole else 'annex'}-{year}-{language}.{format_}"


@dataclass(frozen=True, slots=True)
class _Side:
    """The held activities of a year at one time, in report order, and the words of that time."""

    held: Mapping[int, Activity]
    reference: Reference

    @classmethod
    def of(cls, tracker: Tracker, year: int, state: tuple[int, int]) -> "_Side":
        entry_id, edition = state
        held = {one.id: one for one in activities_as_of(tracker, year, entry_id) if one.status is Status.HELD}
        return cls(held, tracker.reference_for(year, edition))


def _between(tracker: Tracker, published: ExportRecord, state: tuple[int, int]) -> Corrigendum:
    then_state = published.entry_id, published.wording_id
    then, now = (_Side.of(tracker, published.year, one) for one in (then_state, state))
    changed = {id_ for id_ in then.held.keys() & now.held.keys() if then.held[id_].content() != now.held[id_].content()}
    came_or_went = then.held.keys() ^ now.held.keys()
    # With other words every row may print differently.
    looked_at = changed | came_or_went if then_state[1] == state[1] else then.held.keys() | now.held.keys()
    rows = {language: _rows(then, now, looked_at, published, language) for language in LANGUAGES}
    seen = {one.activity_id for some in rows.values() for one in some}
    return Corrigendum(published, state, now.reference, rows, _totals(then, now), len(changed - seen))


def _rows(then: _Side, now: _Side, ids: Iterable[int], published: ExportRecord, language: str) -> tuple[RowCorrection, ...]:
    wanted, choices = frozenset(ids), choices_from_json(published.choices)
    places = {id_: place for place, id_ in enumerate(then.held, 1)}
    old, new = (
        build_annex(
            [one for id_, one in side.held.items() if id_ in wanted],
            side.reference,
            language=language,
            year=published.year,
            origin_order=choices.document.origin_order,
            mark_missing=choices.missing != "fallback",
        )
        for side in (then, now)
    )
    return find_corrections(old, new, places)


def _totals(then: _Side, now: _Side) -> tuple[Total, ...]:
    was, is_now = ({one.name: one for one in count_figures(side.held.values(), side.reference)} for side in (then, now))
    both = (Total(name, was[name], is_now[name]) for name in TOTALS)
    return tuple(one for one in both if one.difference)


def _write(corrigendum: Corrigendum, choices: ReportChoices, folder: Path, progress: Progress | None) -> tuple[WrittenFile, ...]:
    return write_files(lambda language: corrigendum.compose(language, choices), choices, {}, folder, progress, named=file_name)


def _manifest(corrigendum: Corrigendum, files: tuple[WrittenFile, ...]) -> dict[str, Any]:
    entry_id, edition = corrigendum.state
    return {
        "program": f"PCT Tracker {__version__}",
        "year": corrigendum.year,
        CORRECTS: corrigendum.published.id,
        "snapshot": {"journal_entry": entry_id, "words": edition, "rules": RULES_EDITION},
        "rows": {
            language: [{"id": one.activity_id, "row": one.number, "kind": one.kind, "columns": list(one.columns)} for one in some]
            for language, some in corrigendum.rows.items()
        },
        "figures": {one.name: [one.first.value, one.second.value] for one in corrigendum.totals},
        "unseen": corrigendum.unseen,
        "proven": agree_by_language(files),
        "files": files_as_json(files),
    }


def _result(corrigendum: Corrigendum, folder: Path, files: tuple[WrittenFile, ...], record: ExportRecord) -> ReportResult:
    rows = max(len(corrigendum.rows[one.language]) for one in files)
    return ReportResult(folder, files, rows, 0, record, languages_differ=True)
