"""`list`, `check` and `totals`: what they print, exactly as the contract has it."""

import csv
import io
from typing import Any

import pytest
from builders import adding, make_draft, texts

from pct_tracker.domain.activity import Origin
from pct_tracker.domain.codes import CONTENT_LETTERS, Status
from pct_tracker.reference.loader import read_json_resource
from pct_tracker.rules.catalogue import SEVERITIES
from pct_tracker.services.tracker import Tracker

ACTIVITY_KEYS = [
    *("id", "month", "start", "end", "status", "type", "contents", "title", "co_organizers", "venue", "modality", "origins"),
    *("origin_note", "participant_types", "participants", "funding", "source_cells"),
]
FINDING_KEYS = ["rule", "severity", "activity_id", "field", "message", "fixes", "accepted"]


@pytest.fixture(scope="module")
def truth() -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = read_json_resource("sample", "annex-2024.json")
    return records


class TestList:
    """The activities."""

    def test_the_activities_come_in_report_order_with_the_keys_of_the_contract(self, on_sample: Any) -> None:
        told = on_sample("list", "--json")
        assert told.status == 0
        assert told.err == ""
        assert [one["id"] for one in told.json] == list(range(1, 65))
        assert all(list(one) == ACTIVITY_KEYS for one in told.json)

    def test_they_say_what_the_sample_says(self, on_sample: Any, truth: list[dict[str, Any]]) -> None:
        same = ("month", "type", "contents", "title", "modality", "origins", "origin_note", "participant_types", "participants")
        for one, known in zip(on_sample("list", "--json").json, truth, strict=True):
            assert {key: one[key] for key in same} == {key: known[key] for key in same}
            assert one["venue"] == {**known["venue"], "city": None}
            assert one["source_cells"] == known["source_cells"]
            assert [set(organizer) - {"code"} for organizer in one["co_organizers"]] == [
                set(organizer) - {"code"} for organizer in known["co_organizers"]
            ]

    def test_all_is_there_for_an_activity_with_all_fields(self, on_empty: Any, tmp_path: Any) -> None:
        tracker = Tracker.open(tmp_path / "empty.db")
        tracker.do(adding(make_draft(status=Status.PLANNED, funding="Japan", origins=(Origin("KE"), Origin(text="Atlantis")))))
        tracker.close()
        (one,) = on_empty("list", "--json").json
        assert {key: one[key] for key in ("status", "funding", "origins", "unknown_origins", "start", "origin_note")} == {
            "status": "planned",
            "funding": "Japan",
            "origins": ["KE"],
            "unknown_origins": ["Atlantis"],
            "start": None,
            "origin_note": None,
        }

    def test_year_and_status_narrow_it(self, on_sample: Any) -> None:
        assert len(on_sample("list", "--json", "--year", 2024, "--status", "held").json) == 64
        assert on_sample("list", "--json", "--status", "planned").json == []

    def test_a_log_that_is_not_there_is_made_and_empty(self, on_empty: Any, tmp_path: Any) -> None:
        told = on_empty("list", "--json")
        assert (told.status, told.json) == (0, [])
        assert (tmp_path / "empty.db").is_file()

    def test_it_can_be_read_as_csv(self, on_sample: Any) -> None:
        rows = list(csv.DictReader(io.StringIO(on_sample("list", "--csv").out)))
        assert len(rows) == 64
        assert (rows[0]["id"], rows[0]["title_zh"], rows[0]["venue"]) == ("1", "PCT和ePCT进修培训和诊所", "OM")
        assert (rows[0]["contents"], rows[0]["origins"]) == ("C; D", "OM")

    def test_no_cell_of_the_csv_is_a_formula(self, on_empty: Any, tmp_path: Any) -> None:
        tracker = Tracker.open(tmp_path / "empty.db")
        tracker.do(adding(make_draft(title=texts("=1+1"), funding=" @SUM(A1)", origins=(Origin(text="-A"),))))
        tracker.close()
        (row,) = csv.DictReader(io.StringIO(on_empty("list", "--csv").out))
        assert (row["title_en"], row["funding"], row["origins"]) == ("'=1+1", "' @SUM(A1)", "'-A")

    def test_for_reading_there_is_a_line_for_each(self, on_sample: Any) -> None:
        told = on_sample("list")
        assert len(told.out.splitlines()) == 64
        assert told.err == "64 activities.\n"

    def test_json_and_csv_together_are_refused(self, on_sample: Any) -> None:
        assert on_sample("list", "--json", "--csv").refused_plainly


class TestCheck:
    """The findings."""

    def test_every_finding_has_the_keys_of_the_contract(self, on_sample: Any) -> None:
        told = on_sample("check", "--json")
        assert (told.status, told.err) == (1, "")
        for finding in told.json:
            assert list(finding) == FINDING_KEYS
            assert finding["severity"] == SEVERITIES[finding["rule"]].value
            assert finding["message"]
            assert all(isinstance(fix, str) and fix for fix in finding["fixes"])
            assert finding["accepted"] is None

    def test_findings_come_in_report_order(self, on_sample: Any) -> None:
        findings = on_sample("check", "--json", "--year", 2024).json
        ids = [one["activity_id"] for one in findings]
        assert ids == sorted(ids)
        assert set(ids) >= {4, 19, 21, 31, 35, 41, 44, 45, 47, 53, 55, 58, 61}
        assert {one["activity_id"] for one in findings if one["severity"] != "hint"} == {35, 45, 47, 53, 55, 58, 61}

    def test_the_status_is_0_where_nothing_is_wrong(self, on_empty: Any, tmp_path: Any) -> None:
        tracker = Tracker.open(tmp_path / "empty.db")
        tracker.do(adding(make_draft(participant_types=())))
        tracker.close()
        told = on_empty("check", "--json")
        assert (told.status, [one["rule"] for one in told.json]) == (0, ["participant-types.missing"])

    def test_an_empty_log_has_no_findings(self, on_empty: Any) -> None:
        told = on_empty("check", "--json")
        assert (told.status, told.json) == (0, [])

    def test_for_reading_there_is_a_line_for_each_and_a_sum(self, on_sample: Any) -> None:
        told = on_sample("check")
        assert told.status == 1
        assert told.out.splitlines()[-1] == "2 errors, 6 warnings, 22 hints"


class TestTotals:
    """The figures."""

    def test_the_figures_of_2024(self, on_sample: Any) -> None:
        told = on_sample("totals", "--year", 2024, "--json")
        assert (told.status, told.err) == (0, "")
        figures = told.json.pop("figures")
        assert told.json | {"figures": None} == {
            "year": 2024,
            "activities": 64,
            "participants": 6465,
            "online": 33,
            "on_site": 30,
            "hybrid": 1,
            "states": 122,
            "organizations": 3,
            "beneficiary_states": 93,
            "figures": None,
            "contents": {"A": 16, "B": 36, "C": 44, "D": 20, "E": 5, "F": 1},
            "types": {
                "epct-training": 17,
                "pct-webinar": 13,
                "pct-seminar": 9,
                "pct-training": 9,
                "pct-workshop": 8,
                "pct-project": 5,
                "pct-meeting": 3,
            },
        }
        assert all(list(one) == ["name", "value", "rule", "activity_ids"] and one["rule"] for one in figures)

    def test_each_figure_stands_at_the_top_and_with_its_rows(self, on_sample: Any) -> None:
        document = on_sample("totals", "--json").json
        assert document["year"] is None
        for figure in document["figures"]:
            family, _, member = figure["name"].partition(".")
            assert figure["value"] == (document[family][member] if member else document[family])
        by_name = {one["name"]: one for one in document["figures"]}
        assert by_name["activities"]["activity_ids"] == list(range(1, 65))
        assert {name.partition(".")[2] for name in by_name if name.startswith("contents.")} == set(CONTENT_LETTERS)

    def test_for_reading_there_is_a_line_for_each(self, on_sample: Any) -> None:
        lines = on_sample("totals", "--year", 2024).out.splitlines()
        assert len(lines) == 21
        assert lines[1].split() == ["Participants", "6,465"]


@pytest.mark.parametrize("command", ["check", "totals"])
def test_a_year_without_activities_is_refused(on_sample: Any, on_empty: Any, command: str) -> None:
    told = on_sample(command, "--year", 1999, "--json")
    assert told.refused_plainly
    assert "1999" in told.err
    assert "2024" in told.err
    assert on_empty(command, "--year", 2024).refused_plainly
