"""Holds the numbers that a published text gives against the activities of its year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pct_tracker.domain.activity import FIELD_NAMES, Activity
from pct_tracker.domain.claim import PublishedClaim
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.figure import Figure
from pct_tracker.domain.finding import Finding
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.figures.counts import count_figures
from pct_tracker.importing.claims_text import find_claims
from pct_tracker.reference.reference import Reference
from pct_tracker.services.tracker import Tracker

if TYPE_CHECKING:
    from pct_tracker.services.imports.review import ReviewedRow


@dataclass(frozen=True, slots=True)
class ReconciledClaim:
    """What the rows say of a claim. `figure` is what was counted, with the ids behind it; `margin` how far it is from false.

    The last three are the same without activities that may not count as they stand.
    """

    claim: PublishedClaim
    figure: Figure
    holds: bool
    margin: int
    without_doubtful: int
    holds_without_doubtful: bool
    margin_without_doubtful: int


def claims_in_text(text: str) -> tuple[PublishedClaim, ...]:
    """The claims somebody typed, in any of the six languages. Raises UserError if there are none."""
    return _required(find_claims(text.splitlines(), typed=True), text.strip()[:60])


def claims_in_file(tracker: Tracker, path: Path) -> tuple[PublishedClaim, ...]:
    """The claims in the text of a document or the titles of a sheet. Raises UserError if it cannot be read or makes none."""
    from pct_tracker.importing.readers import read_document  # the window has this module, and seldom a file for it

    document = read_document(path, tracker.reference.vocabulary, needs_table=False)
    cells = [cell for table in document.tables for row in table.rows if sum(map(bool, row)) == 1 for cell in row]
    return _required(find_claims([*document.prose, *cells]), path.name)


def reconcile(tracker: Tracker, year: int, claims: Sequence[PublishedClaim]) -> tuple[ReconciledClaim, ...]:
    """Each claim beside what is counted from the held activities of a year."""
    held = tracker.activities(ActivityQuery(year=year, status=Status.HELD))
    return reconcile_activities(claims, held, tracker.findings(year), tracker.reference_for(year))


def reconcile_rows(
    tracker: Tracker, year: int, claims: Sequence[PublishedClaim], rows: "Sequence[ReviewedRow]"
) -> tuple[ReconciledClaim, ...]:
    """Each claim beside what would be counted if the rows of an import were stored as decided."""
    by_id = {one.id: one for one in tracker.activities(ActivityQuery(year=year))}
    findings = dict(tracker.findings(year))
    for number, row in enumerate(row for row in rows if row.decision != "leave-out"):
        stored = row.match.activity if row.decision == "update" else None
        id_ = stored.id if stored else -1 - number
        by_id[id_] = Activity(id=id_, **{name: getattr(row.draft, name) for name in FIELD_NAMES})
        findings[id_] = row.findings
    held = [one for one in by_id.values() if one.year == year and one.status is Status.HELD]
    return reconcile_activities(claims, held, findings, tracker.reference_for(year))


def reconcile_activities(
    claims: Sequence[PublishedClaim],
    held: Sequence[Activity],
    findings: Mapping[int, Sequence[Finding]],
    reference: Reference,
) -> tuple[ReconciledClaim, ...]:
    """Each claim beside what is counted from these activities, with and without those that are in doubt."""
    from pct_tracker.services.reports.snapshot import doubtful_ids

    doubtful = doubtful_ids(held, findings)
    figures = _by_name(count_figures(held, reference))
    sure = _by_name(count_figures((one for one in held if one.id not in doubtful), reference))
    return tuple(_reconciled(claim, figures[_name(claim)], sure[_name(claim)].value) for claim in claims)


def _reconciled(claim: PublishedClaim, figure: Figure, sure: int) -> ReconciledClaim:
    return ReconciledClaim(
        claim, figure, claim.holds_for(figure.value), claim.margin(figure.value), sure, claim.holds_for(sure), claim.margin(sure)
    )


def _name(claim: PublishedClaim) -> str:
    return "beneficiary_states" if claim.benefiting else claim.kind


def _by_name(figures: Iterable[Figure]) -> dict[str, Figure]:
    return {one.name: one for one in figures}


def _required(claims: tuple[PublishedClaim, ...], source: str) -> tuple[PublishedClaim, ...]:
    if not claims:
        raise UserError("claims.none", source=source)
    return claims
