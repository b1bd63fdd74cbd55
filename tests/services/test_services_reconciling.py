"""The published sentence of 2024 beside its rows."""

from pathlib import Path

import pytest

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.errors import UserError
from pct_tracker.services.checks.reconciling import ReconciledClaim, claims_in_file, claims_in_text, reconcile
from pct_tracker.services.reports.choices import ReportChoices
from pct_tracker.services.reports.run import export_report
from pct_tracker.services.tracker import Tracker
from tests.files.packages import word

SENTENCE = "Over 60 activities, over 6,400 participants, over 90 countries that benefit from fee reductions."


def told(found: tuple[ReconciledClaim, ...]) -> list[tuple[str, int, bool, int]]:
    return [(one.figure.name, one.figure.value, one.holds, one.margin) for one in found]


def test_the_sentence_of_2024_is_true_with_its_margins(sample_tracker: Tracker) -> None:
    found = reconcile(sample_tracker, 2024, claims_in_text(SENTENCE))
    assert told(found) == [("activities", 64, True, 4), ("participants", 6465, True, 65), ("beneficiary_states", 93, True, 3)]
    sure = [(one.without_doubtful, one.holds_without_doubtful, one.margin_without_doubtful) for one in found]
    assert sure == [(63, True, 3), (6425, True, 25), (93, True, 3)]
    assert len(found[0].figure.activity_ids) == 64


def test_a_false_claim_is_told_with_the_rows(sample_tracker: Tracker) -> None:
    assert told(reconcile(sample_tracker, 2024, claims_in_text("exactly 65 activities; 122 States"))) == [
        ("activities", 64, False, 0),
        ("states", 122, True, 1),
    ]


def test_the_sentence_is_found_in_a_document(sample_tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(word("Report", f"5. {SENTENCE}"))
    claims = claims_in_file(sample_tracker, tmp_path / "report.docx")
    assert [claim.number for claim in claims] == [60, 6400, 90]


def test_the_report_that_is_written_here_is_understood_in_every_language(sample_tracker: Tracker, tmp_path: Path) -> None:
    choices = ReportChoices(languages=LANGUAGES, formats=("docx",))
    written = export_report(sample_tracker, 2024, choices, tmp_path / "report").files
    expected = [("activities", 64), ("participants", 6465), ("states", 122), ("beneficiary_states", 93)]
    for one in written:
        found = reconcile(sample_tracker, 2024, claims_in_file(sample_tracker, one.path))
        assert [(claim.figure.name, claim.figure.value) for claim in found] == expected, one.path.name
        assert all(claim.holds for claim in found)


def test_a_text_without_numbers_is_refused() -> None:
    with pytest.raises(UserError, match=r"claims\.none"):
        claims_in_text("many activities")
