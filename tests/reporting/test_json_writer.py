"""The JSON export, which scripts and the import read."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.structured import activity_as_json

Write = Callable[[Report, str], io.BytesIO]
MakeReport = Callable[..., Report]


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_back_gives_the_cells_under_stable_names(language: str, annexes: dict[str, Report], written: Write) -> None:
    report = annexes[language]
    content = json.load(written(report, "json"))
    assert [[str(row[column] or "") for column in content["columns"]] for row in content["rows"]] == [
        list(row.texts) for row in report.rows
    ]
    assert [row["activity_id"] for row in content["rows"]] == list(range(1, 65))
    assert content["rows"][0]["participants"] == 10


def test_the_head_says_which_report_this_is(annexes: dict[str, Report], written: Write) -> None:
    content = json.load(written(annexes["fr"], "json"))
    assert {key: content[key] for key in ("report", "year", "language")} == {"report": "annex", "year": 2024, "language": "fr"}
    assert content["title"] == list(annexes["fr"].title_lines)
    assert content["headings"] == list(annexes["fr"].headings)


def test_the_activities_follow_with_their_codes(annexes: dict[str, Report], activities: list[Activity], written: Write) -> None:
    assert json.load(written(annexes["ru"], "json"))["activities"] == [activity_as_json(one) for one in activities]


def test_every_figure_stands_under_its_name_with_the_activities_it_was_counted_from(
    annexes: dict[str, Report], written: Write
) -> None:
    figures = json.load(written(annexes["en"], "json"))["figures"]
    assert {name: figures[name]["value"] for name in ("activities", "participants", "beneficiary_states", "contents.F")} == {
        "activities": 64,
        "participants": 6465,
        "beneficiary_states": 93,
        "contents.F": 1,
    }
    assert [len(figures[name]["activity_ids"]) for name in ("activities", "online", "types.pct-meeting")] == [64, 33, 3]


def test_all_keys_are_the_same_in_every_language(annexes: dict[str, Report], written: Write) -> None:
    keys = {language: _keys(json.load(written(annexes[language], "json"))) for language in LANGUAGES}
    assert all(some == keys["en"] for some in keys.values())
    assert {"figures", "figures/states/value", "rows/participants", "activities/venue/kind"} <= keys["en"]


def _keys(content: Any, path: str = "") -> set[str]:
    """The paths of all keys."""
    if isinstance(content, list):
        return set().union(*(_keys(one, path) for one in content))
    if not isinstance(content, dict):
        return set()
    return {f"{path}{key}" for key in content}.union(*(_keys(one, f"{path}{key}/") for key, one in content.items()))


def test_letters_are_readable_in_the_file(annexes: dict[str, Report], written: Write) -> None:
    assert "阿曼（OM）".encode() in written(annexes["zh"], "json").getvalue()


def test_hostile_texts_are_texts(make_report: MakeReport, written: Write) -> None:
    texts = ["\x00\x1b", '"}]', "one\ntwo", "x" * 30_000]
    row = json.load(written(make_report(texts), "json"))["rows"][0]
    assert [row[column] for column in ("month", "type", "contents", "title")] == texts
    assert row["participants"] is None


def test_half_a_character_does_not_stop_the_export(make_report: MakeReport, written: Write) -> None:
    assert json.load(written(make_report(["a\ud800b"]), "json"))["rows"][0]["month"] == "a?b"
