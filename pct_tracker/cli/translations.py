"""`translations`, `translations-out`, `translations-in`: the texts of a year and their way to translators and back."""

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from pct_tracker.cli.printing import open_tracker, print_json, require_year, wording
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.exchange import TextState
from pct_tracker.services.translation.exchange import OUTCOMES, ReturnedText, ReturnReview, send_out, store_returned, take_back
from pct_tracker.services.translation.translations import TextRow, TextTable, text_states

_SHOWN = 56
"""Letters of a text in a line."""


def run(given: argparse.Namespace) -> int:
    """Prints how far the texts of a year are; the exit status is 1 if one of them is missing or outdated."""
    status = Status(given.status) if given.status else None
    with open_tracker(given) as tracker:
        require_year(tracker, given.year)
        table = text_states(tracker, given.year, status)
    if given.json:
        print_json(_as_json(given.year, table))
    else:
        _print_table(table)
    return int(any(table.lacking(language) for language in LANGUAGES))


def run_out(given: argparse.Namespace) -> int:
    """Writes the files for translators and says what they hold; the exit status is 1 if a text lacks the source language."""
    targets = LANGUAGES if given.to == "all" else (given.to,)
    with open_tracker(given) as tracker:
        require_year(tracker, given.year)
        sent = send_out(
            tracker, given.year, targets, given.output, given.format, source=given.source, only_new=not given.everything
        )
    for file in sent.files:
        print(file)
    told = ", ".join(f"{language} {count}" for language, count in sent.texts.items())
    print(f"Texts to translate: {told or 'none'}.", file=sys.stderr)
    left = {language: count for language, count in sent.without_source.items() if count}
    if left:
        source = wording().language_name(given.source)
        told = ", ".join(f"{language} {count}" for language, count in left.items())
        print(f"Left out, as they have no text in {source}: {told}.", file=sys.stderr)
    return int(bool(left))


def run_in(given: argparse.Namespace) -> int:
    """Takes translations back as one step; the exit status is 1 if some were kept aside or differ in a number or a code."""
    with open_tracker(given) as tracker:
        review = take_back(tracker, given.files)
        if not given.dry_run:
            store_returned(tracker, review)
    if given.json:
        print_json({"counts": {one: review.count(one) for one in OUTCOMES}, "texts": [_returned(one) for one in review.texts]})
    else:
        _print_review(review, dry=given.dry_run)
    return int(review.needs_attention)


def _as_json(year: int, table: TextTable) -> dict[str, Any]:
    counts = {language: {state.value: table.counts(language)[state] for state in TextState} for language in LANGUAGES}
    return {"year": year, "texts": len(table.rows), "counts": counts, "rows": [_row(row) for row in table.rows]}


def _row(row: TextRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "field": row.field,
        "source_language": row.source_language,
        "source": row.source,
        "states": {language: state.value for language, state in row.states.items()},
        "activity_ids": list(row.activity_ids),
    }


def _print_table(table: TextTable) -> None:
    print(f"{'language':<10}" + "".join(f"{state.value:>10}" for state in TextState) + f"{'done':>12}")
    for language in LANGUAGES:
        counts = table.counts(language)
        done = f"{table.done(language)}/{len(table.rows)}"
        print(f"{language:<10}" + "".join(f"{counts[state]:>10}" for state in TextState) + f"{done:>12}")
    for row in table.rows:
        if lacking := [language for language in LANGUAGES if row.needs_work(language)]:
            states = ", ".join(f"{language} {row.states[language].value}" for language in lacking)
            print(f"  {_ids(row.activity_ids):<12} {row.field:<14} {_short(row.source)}: {states}")


def _returned(one: ReturnedText) -> dict[str, Any]:
    return {
        "file": one.file,
        "language": one.language,
        "outcome": one.outcome,
        "source": one.unit.source,
        "target": one.unit.target,
        "before": one.before,
        "activity_ids": list(one.activity_ids),
        "differing": list(one.differing),
    }


def _print_review(review: ReturnReview, *, dry: bool) -> None:
    stored = sum(review.count(outcome) for outcome in ("new", "changed", "checked"))
    counts = ", ".join(f"{review.count(outcome)} {_WORDS[outcome]}" for outcome in OUTCOMES if review.count(outcome))
    verb = "would be" if dry else "is" if stored == 1 else "are"
    print(f"{stored} {'text' if stored == 1 else 'texts'} {verb} stored: {counts}.")
    for one in review.texts:
        if one.is_kept_aside:
            print(f"  kept aside, {_WORDS[one.outcome]}: {_short(one.unit.source)} → {_short(one.unit.target)}")
        elif one.differing:
            print(f"  {one.language}, differs from its source in {', '.join(one.differing)}: {_short(one.unit.target)}")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _ids(ids: Sequence[int]) -> str:
    return f"{ids[0]} + {len(ids) - 1}" if len(ids) > 1 else str(ids[0])


_WORDS = {
    "new": "new",
    "changed": "changed",
    "checked": "checked",
    "same": "the same",
    "empty": "not translated",
    "source-changed": "source changed since",
    "source-differs": "source not as in the log",
    "contradicts": "another translation came first",
    "unknown": "not in this log",
}
