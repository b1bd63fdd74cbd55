"""The tables of the Check page and its dialogs, held against what Qt asks of a model."""

import pytest
from pytestqt.modeltest import ModelTester

from pct_tracker.services.checks.accepting import ChosenFix, Judged, accept_findings, fix_steps
from pct_tracker.services.checks.reconciling import claims_in_text, reconcile
from pct_tracker.services.checks.rule_weights import rule_weights
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording
from pct_tracker.ui.findings.check_lines import judged_lines
from pct_tracker.ui.findings.check_model import ACCEPTED, CheckModel
from pct_tracker.ui.findings.claims_model import ClaimsModel
from pct_tracker.ui.findings.fix_model import FixModel
from pct_tracker.ui.findings.rules_model import RulesModel


@pytest.fixture
def wording(sample_tracker: Tracker) -> Wording:
    return Wording(sample_tracker.reference)


@pytest.fixture
def lines(sample_tracker: Tracker) -> list[Judged]:
    findings = sample_tracker.findings(2024)
    return judged_lines(sample_tracker.activities_by_id(list(findings)), findings)


def test_what_is_accepted_tells_its_reason_author_and_day(
    qtmodeltester: ModelTester, sample_tracker: Tracker, wording: Wording, lines: list[Judged]
) -> None:
    chosen = [line for line in lines if line.finding.rule == "participants.fewer-than-origins"]
    sample_tracker.do(accept_findings(sample_tracker, chosen, "وفد واحد <b>لمكتبين</b>"))
    found = sample_tracker.findings(2024)
    accepted = [line for line in judged_lines(sample_tracker.activities_by_id(list(found)), found) if not line.finding.is_open]
    model = CheckModel(wording, sample_tracker.reference.vocabulary, "en", ACCEPTED)
    model.show_rows(accepted)
    qtmodeltester.check(model)
    assert model.index(0, 4).data() == "وفد واحد <b>لمكتبين</b>"
    assert sample_tracker.today().isoformat() in model.index(0, 5).data()


def test_every_field_of_a_finding_has_a_name(sample_tracker: Tracker, wording: Wording, lines: list[Judged]) -> None:
    model = CheckModel(wording, sample_tracker.reference.vocabulary, "en")
    named = {model.field_name(field) for field in ("activity", "year", "modality", "status_reason", "head_counts", "title")}
    assert not named & {"activity", "year", "modality", "status_reason", "head_counts", "title"}


def test_corrections_are_told_field_by_field(
    qtmodeltester: ModelTester, sample_tracker: Tracker, wording: Wording, lines: list[Judged]
) -> None:
    chosen = [line for line in lines if line.finding.rule == "place.name-and-code-disagree"]
    fixes = [next(fix for fix in line.finding.fixes if "KH" in fix.params.values()) for line in chosen]
    pairs = zip(chosen, fixes, strict=True)
    steps = fix_steps(sample_tracker, [ChosenFix(line.activity, line.finding, fix) for line, fix in pairs])
    model = FixModel(sample_tracker, wording, "en")
    model.show_steps(chosen, dict(enumerate(steps)))
    qtmodeltester.check(model)
    told = [[model.index(row, column).data() for column in (3, 4, 5)] for row in range(model.rowCount())]
    assert ["Origins", "Colombia (CO)", "Cambodia (KH)"] in told


def test_letters_are_told_in_full_where_one_of_them_goes(sample_tracker: Tracker, wording: Wording, lines: list[Judged]) -> None:
    chosen = [line for line in lines if line.finding.rule == "activity.unlike-its-series" and line.activity.id == 6]
    steps = fix_steps(sample_tracker, [ChosenFix(line.activity, line.finding, line.finding.fixes[0]) for line in chosen])
    model = FixModel(sample_tracker, wording, "en")
    model.show_steps(chosen, dict(enumerate(steps)))
    assert [model.index(0, column).data() for column in (3, 4, 5)] == ["Content", "B, C", "B"]


def test_weights_that_are_chosen_are_marked_until_they_are_stored(
    qtmodeltester: ModelTester, sample_tracker: Tracker, wording: Wording
) -> None:
    model, weights = RulesModel(wording), rule_weights(sample_tracker)
    model.show_weights(weights)
    qtmodeltester.check(model)
    model.want(weights[:2], "off")
    assert model.wanted == {one.rule: "off" for one in weights[:2]}
    assert "not stored yet" in model.index(0, 2).data()
    model.want(weights[:1], None)
    assert list(model.wanted) == [weights[1].rule]


def test_claims_tell_whether_they_are_true(qtmodeltester: ModelTester, sample_tracker: Tracker, wording: Wording) -> None:
    model = ClaimsModel(wording)
    model.show_rows(
        reconcile(sample_tracker, 2024, claims_in_text("about 60 activities, exactly 122 countries, under 9 countries"))
    )
    qtmodeltester.check(model)
    told = [[model.index(row, column).data() for column in (1, 3)] for row in range(3)]
    assert [one[0] for one in told] == ["about 60", "exactly 122", "under 9"]
    assert [one[1].split()[0] for one in told] == ["✓", "✓", "✕"]
