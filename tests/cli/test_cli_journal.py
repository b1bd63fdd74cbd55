"""Locking and unlocking a year, and reading what was done."""

from pathlib import Path

import pytest
from builders import changing

from pct_tracker.domain.change import Edit, Removal, Step
from pct_tracker.services.tracker import Tracker
from tests.cli.conftest import Command

CSV = Path(__file__).parent.parent / "files" / "annex-2024" / "annex-2024-zh.csv"
LOCKED = "2024 is locked because it is published, so nothing in it was changed. Unlock the year first, with a reason.\n"


def change(file: Path, id_: int, **values: object) -> None:
    tracker = Tracker.open(file, "Jean")
    tracker.do(changing(tracker.activity(id_), **values))
    tracker.close()


def delete(file: Path, id_: int) -> None:
    tracker = Tracker.open(file, "Jean")
    tracker.do(Edit(Step("delete", {"title": "…"}), removed=(Removal(id_, tracker.activity(id_).version),)))
    tracker.close()


class TestLock:
    """`lock` and `unlock`."""

    def test_a_year_is_locked_and_unlocked_with_a_reason(self, on_sample: Command) -> None:
        told = on_sample("lock", "--year", 2024)
        assert (told.status, told.err) == (0, "")
        assert told.out.startswith("2024 is locked.")
        told = on_sample("unlock", "--year", 2024, "--reason", "A State asked")
        assert (told.status, told.err) == (0, "")
        assert told.out.startswith("2024 is unlocked.")

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            (("lock", "--year", "1999"), "There are no activities for 1999."),
            (("unlock", "--year", "2024", "--reason", "x"), "2024 is not locked, so there is nothing to unlock."),
            (("unlock", "--year", "2024"), "required: --reason"),
            (("lock",), "required: --year"),
        ],
    )
    def test_what_cannot_be_done_is_said(self, on_sample: Command, arguments: tuple[str, ...], sentence: str) -> None:
        told = on_sample(*arguments)
        assert told.refused_plainly
        assert sentence in told.err

    def test_a_second_lock_and_an_empty_reason_are_refused(self, on_sample: Command) -> None:
        on_sample("lock", "--year", 2024)
        assert on_sample("lock", "--year", 2024).err == "2024 is locked already.\n"
        told = on_sample("unlock", "--year", 2024, "--reason", " ")
        assert told.refused_plainly
        assert "no reason was given" in told.err

    @pytest.mark.parametrize("extra", [(), ("--dry-run",), ("--json",)])
    def test_an_import_into_a_locked_year_stores_nothing_of_any_file(
        self, on_sample: Command, sample_file: Path, tmp_path: Path, extra: tuple[str, ...]
    ) -> None:
        delete(sample_file, 2)
        on_sample("lock", "--year", 2024)
        other = tmp_path / "annex-2025.csv"
        other.write_text(CSV.read_text("utf-8").replace("2024", "2025"), "utf-8")
        told = on_sample("import", other, CSV, *extra)
        assert told.refused_plainly
        assert told.err == LOCKED
        assert len(on_sample("list", "--json").json) == 63
        assert on_sample("import", other, *extra).status in (0, 1)

    def test_other_commands_still_read_it_and_an_import_that_adds_nothing_is_no_change(
        self, on_sample: Command, tmp_path: Path
    ) -> None:
        on_sample("lock", "--year", 2024)
        assert on_sample("totals", "--year", 2024).status == 0
        assert on_sample("export", "--year", 2024, "--format", "csv", "--output", tmp_path / "a.csv").status in (0, 1)
        assert "64 the same" in on_sample("import", CSV).out


class TestHistory:
    """`history`."""

    def test_the_steps_newest_first(self, on_sample: Command, sample_file: Path) -> None:
        change(sample_file, 2, participants=7)
        on_sample("lock", "--year", 2024)
        lines = on_sample("history").out.splitlines()
        assert [line.split("Z  ", 1)[1] for line in lines[1:]] == [
            "Jean  Change of “…”",
            "somebody  Sample of 2024 (64 activities)",
        ]
        assert lines[0].endswith("2024 locked")
        assert len(on_sample("history", "--limit", 1).out.splitlines()) == 1

    def test_what_happened_to_one_activity(self, on_sample: Command, sample_file: Path) -> None:
        change(sample_file, 2, participants=7)
        assert on_sample("history", "--activity", 2).out.splitlines()[-1] == "    Participants: 105 → 7"
        first, second = on_sample("history", "--activity", 2, "--json").json
        assert (first["outcome"], first["changes"], second["author"]) == ("added", [], "Jean")
        assert second["changes"] == [
            {
                "field": "participants",
                "language": None,
                "before": "105",
                "after": "7",
                "message": "Participants: 105 → 7",
            }
        ]

    def test_what_changed_in_a_year_since_its_lock(self, on_sample: Command, sample_file: Path) -> None:
        on_sample("lock", "--year", 2024)
        assert on_sample("history", "--year", 2024).out == ""
        on_sample("unlock", "--year", 2024, "--reason", "Corrigendum")
        change(sample_file, 2, participants=7)
        lines = on_sample("history", "--year", 2024).out.splitlines()
        assert lines[0].startswith("     2  Regional Webinar")
        assert lines[0].endswith(": changed")
        assert lines[1:] == ["    Participants: 105 → 7"]

    @pytest.mark.parametrize(
        "arguments", [("--activity", "999"), ("--year", "2024"), ("--limit", "many"), ("--activity", "1", "--year", "2024")]
    )
    def test_what_is_not_there_is_said(self, on_sample: Command, arguments: tuple[str, ...]) -> None:
        assert on_sample("history", *arguments).refused_plainly
