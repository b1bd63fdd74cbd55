"""`report`, `publish` and `corrigendum`: whole documents, proven, and kept so that they can be written again."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace

from pct_tracker.cli.printing import open_tracker, require_year, told_errors, wording
from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.texts import Texts
from pct_tracker.services.reports.choices import DocumentChoices, FrontBlock, ReportChoices
from pct_tracker.services.reports.corrigendum import Corrigendum, find_corrigendum, usual_front, write_corrigendum
from pct_tracker.services.reports.front_files import read_front
from pct_tracker.services.reports.publishing import freeze_plan, publish
from pct_tracker.services.reports.repeating import find_export
from pct_tracker.services.reports.run import ReportResult, export_report, require_unpublished


def run(given: argparse.Namespace) -> int:
    """Writes the report; the exit status is 1 if something in it needs attention."""
    choices = _choices(given)
    write = freeze_plan if given.freeze_plan else export_report
    require_unpublished(given.output)
    with open_tracker(given) as tracker:
        result = write(tracker, given.year, choices, given.output)
    print_result(result)
    if given.freeze_plan:
        planned = choices.document.planned_year or given.year
        print(f"The plan of {planned} is frozen as export {result.record.id}; 'pct-tracker plan' shows what becomes of it.")
    return int(result.needs_attention)


def run_publish(given: argparse.Namespace) -> int:
    """Writes the report and locks the year."""
    require_unpublished(given.output)
    with open_tracker(given) as tracker:
        result = publish(tracker, given.year, _choices(given), given.output)
    print_result(result)
    print(f"{given.year} is published as export {result.record.id} and locked.")
    return int(result.needs_attention)


def run_corrigendum(given: argparse.Namespace) -> int:
    """Writes the rows that print differently since the year was published, and says how many there are."""
    require_unpublished(given.output)
    with open_tracker(given) as tracker:
        require_year(tracker, given.year)
        since = None if given.since is None else find_export(tracker, given.since)
        corrigendum = find_corrigendum(tracker, given.year, since)
        front = _front(given, usual_front(corrigendum.published))
        choices = ReportChoices(languages=_languages(given), formats=given.formats, front=front, missing=given.missing)
        result = write_corrigendum(tracker, corrigendum, choices, given.output)
    print_result(result)
    for line in _told(corrigendum, choices.languages):
        print(line)
    return int(result.needs_attention)


def print_result(result: ReportResult) -> None:
    """The files on standard output, and what in them needs attention on standard error."""
    for one in result.files:
        print(one.path)
    for line in _attention(result):
        print(line, file=sys.stderr)


def _attention(result: ReportResult) -> Iterator[str]:
    words = wording()
    if result.untranslated:
        told = ", ".join(f"{count} in {words.language_name(language)}" for language, count in result.untranslated.items())
        yield f"Rows and first-page lines with texts that are missing or outdated: {told}."
    if result.errors:
        yield told_errors(result.errors, result.rows)
    if wrong := [one.path.name for one in result.files if not one.proof.holds]:
        yield f"Read back, these files do not say what they should: {', '.join(wrong)}."
    elif not result.is_proven:
        yield "Read back, the files do not have the same rows and numbers."
    if not result.is_kept:
        yield "The log may only be read, so this export is not kept among the earlier ones."
    if unlike := [one.path.name for one in result.files if one.unlike_before]:
        yield f"Not the same bytes as the first time: {', '.join(unlike)}."


def _told(corrigendum: Corrigendum, languages: tuple[str, ...]) -> Iterator[str]:
    words = wording()
    for language in languages:
        some = corrigendum.corrections(language)
        counts = {kind: sum(one.kind == kind for one in some) for kind in ("changed", "removed", "added")}
        counted = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
        yield f"{words.language_name(language)}: {counted or 'nothing prints differently'}."
    for total in corrigendum.totals:
        yield f"{words.figure_label(total.name)}: {total.second.value:,} instead of {total.first.value:,}."
    if corrigendum.unseen:
        yield f"Changed in what the annex does not print, in no document: {corrigendum.unseen}."


def _choices(given: argparse.Namespace) -> ReportChoices:
    document = DocumentChoices(
        planned=given.planned or given.planned_year is not None,
        planned_year=given.planned_year,
        trace=given.trace,
        sensitivity=given.sensitivity,
    )
    return ReportChoices(
        languages=_languages(given), formats=given.formats, front=_front(given), document=document, missing=given.missing
    )


def _languages(given: argparse.Namespace) -> tuple[str, ...]:
    return LANGUAGES if given.language == "all" else (given.language,)


def _front(given: argparse.Namespace, usual: FrontBlock | None = None) -> FrontBlock:
    front = read_front(given.front) if given.front else usual or FrontBlock()
    if given.symbol is not None:
        front = replace(front, symbol=given.symbol)
    if given.session is not None:
        front = replace(front, session=Texts(dict.fromkeys(LANGUAGES, given.session)))
    return front
