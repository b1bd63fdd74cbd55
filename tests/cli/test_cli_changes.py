"""`sample`, `import`, `export`, `backup`, `restore` and `doctor`."""

import csv
import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.store.revisions import HEAD

ANNEX = Path(__file__).parent.parent / "files" / "annex-2024"
ZH, EN = ANNEX / "annex-2024-zh.docx", ANNEX / "annex-2024-en.docx"
SUMMARY_KEYS = ["rows_read", "new", "changed", "same", "refused", "languages", "findings"]
ROW_KEYS = ["rule", "severity", "activity_id", "field", "message", "fixes", "accepted", "row", "source_cell"]


def counts(summary: dict[str, Any]) -> tuple[int, ...]:
    return tuple(summary[key] for key in ("rows_read", "new", "changed", "same", "refused"))


def stored(command: Any) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = command("list", "--json").json
    return listed


def part_of_annex(path: Path, rows: int, number: str = "") -> Path:
    """The first rows of the printed table, with another number in the last one."""
    with open(ANNEX / "annex-2024-zh.csv", encoding="utf-8-sig", newline="") as lines:
        table = list(csv.reader(lines))[: rows + 1]
    table[-1][8] = number or table[-1][8]
    with open(path, "w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(table)
    return path


class TestSample:
    """The sample of 2024."""

    def test_it_fills_an_empty_log(self, on_empty: Any) -> None:
        told = on_empty("sample")
        assert told.status == 0
        assert told.out.startswith("64 sample activities of 2024")
        assert len(stored(on_empty)) == 64

    def test_it_leaves_a_filled_log_alone(self, on_sample: Any) -> None:
        told = on_sample("sample")
        assert told.refused_plainly
        assert len(stored(on_sample)) == 64


class TestImport:
    """Annex tables into the log."""

    def test_the_summary_has_the_keys_of_the_contract(self, on_empty: Any) -> None:
        told = on_empty("import", ZH, "--json")
        assert (told.status, told.err) == (1, "")
        assert list(told.json) == SUMMARY_KEYS
        assert counts(told.json) == (64, 64, 0, 0, 0)
        assert told.json["languages"] == ["zh"]
        assert all(list(one) == ROW_KEYS for one in told.json["findings"])
        (found,) = (one for one in told.json["findings"] if one["rule"] == "separator.missing")
        assert (found["row"], found["activity_id"]) == (31, 31)
        assert "乌克兰" in found["source_cell"]

    def test_the_second_time_all_is_the_same(self, on_empty: Any) -> None:
        on_empty("import", ZH)
        before = stored(on_empty)
        told = on_empty("import", ZH, "--json")
        assert (told.status, counts(told.json), told.json["findings"]) == (0, (64, 0, 0, 64, 0), [])
        assert stored(on_empty) == before

    def test_several_files_are_summed_up(self, on_empty: Any) -> None:
        told = on_empty("import", ZH, EN, "--json")
        assert counts(told.json) == (128, 64, 64, 0, 0)
        assert sorted(told.json["languages"]) == ["en", "zh"]
        assert all(set(one["title"]) == {"zh", "en"} for one in stored(on_empty))

    def test_one_unreadable_file_among_several_leaves_the_log_as_it_was(self, on_empty: Any, tmp_path: Path) -> None:
        told = on_empty("import", ZH, tmp_path / "missing.docx", "--json")
        assert told.refused_plainly
        assert "missing.docx" in told.err
        assert stored(on_empty) == []

    def test_a_dry_run_stores_nothing(self, on_empty: Any) -> None:
        told = on_empty("import", ZH, "--dry-run", "--json")
        assert (told.status, counts(told.json)) == (1, (64, 64, 0, 0, 0))
        assert stored(on_empty) == []

    def test_a_sound_file_ends_with_0_and_a_doubtful_one_with_1(self, on_empty: Any, tmp_path: Path) -> None:
        assert on_empty("import", part_of_annex(tmp_path / "annex-2024.csv", 3)).status == 0
        told = on_empty("import", part_of_annex(tmp_path / "doubtful-2024.csv", 4, "about a dozen"), "--json")
        assert told.status == 1
        assert "participants.missing" in {one["rule"] for one in told.json["findings"]}
        assert len(stored(on_empty)) == 4

    def test_year_language_and_status_can_be_given(self, on_empty: Any, tmp_path: Path) -> None:
        asked = ("--year", 2023, "--language", "fr", "--status", "planned")
        told = on_empty("import", part_of_annex(tmp_path / "annex.csv", 2), *asked, "--json")
        assert told.json["languages"] == ["fr"]
        assert {(one["status"], *one["title"]) for one in stored(on_empty)} == {("planned", "fr")}
        assert len(on_empty("list", "--json", "--year", 2023).json) == 2
        rules = {one["rule"] for one in on_empty("check", "--json").json}
        assert "date.outside-year" in rules

    def test_for_reading_there_is_a_summary_and_what_needs_attention(self, on_empty: Any) -> None:
        lines = on_empty("import", ZH).out.splitlines()
        assert lines[0] == "annex-2024-zh.docx: 64 rows read for 2024, 64 new, 0 changed, 0 the same."
        assert any(line.startswith("  row 35, error: ") for line in lines)
        assert on_empty("import", ZH, "--dry-run").out.startswith(
            "annex-2024-zh.docx: 64 rows read for 2024, 0 would be new, 0 changed, 64 the same."
        )

    def test_rows_that_are_left_out_are_told(self, on_empty: Any, tmp_path: Path) -> None:
        path = part_of_annex(tmp_path / "annex-2024.csv", 2)
        path.write_text(path.read_text("utf-8") + "合计,,,,,,,,115\n", "utf-8")
        told = on_empty("import", path)
        assert told.status == 0
        assert "left out (a total): 合计 | 115" in told.err

    @pytest.mark.parametrize(
        "name", ["folder", "empty.csv", "letter.docx", "picture.png", "other.csv", "missing.docx", "no.json"]
    )
    def test_what_cannot_be_read_is_refused_in_plain_words(self, on_empty: Any, tmp_path: Path, name: str) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "empty.csv").write_bytes(b"")
        (tmp_path / "letter.docx").write_text("Dear colleague, the annex is late.")
        (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
        (tmp_path / "other.csv").write_text("name,age\nAda,36\n")
        (tmp_path / "no.json").write_text("{")
        told = on_empty("import", tmp_path / name)
        assert told.refused_plainly
        assert name in told.err


class TestExport:
    """The annex of a year out of it."""

    def test_without_more_it_is_word_in_english_here(self, on_sample: Any, tmp_path: Path, monkeypatch: Any) -> None:
        monkeypatch.chdir(tmp_path)
        told = on_sample("export", "--year", 2024)
        assert (told.status, told.out) == (1, "annex-2024-en.docx\n")
        assert (tmp_path / "annex-2024-en.docx").is_file()
        assert told.err == "1 of 64 activities has errors; 'pct-tracker check' lists them.\n"

    @pytest.mark.parametrize("format_", ["xlsx", "html", "csv", "json"])
    def test_language_format_and_place_can_be_given(self, on_sample: Any, tmp_path: Path, format_: str) -> None:
        place = tmp_path / f"mine.{format_}"
        told = on_sample("export", "--year", 2024, "--language", "zh", "--format", format_, "--output", place)
        assert (told.status, told.out) == (1, f"{place}\n")
        assert place.stat().st_size > 1000

    def test_all_languages_go_to_a_folder_with_a_manifest(self, on_sample: Any, tmp_path: Path) -> None:
        told = on_sample("export", "--year", 2024, "--language", "all", "--format", "csv", "--output", tmp_path / "out")
        names = [*(f"annex-2024-{language}.csv" for language in LANGUAGES), "manifest.json"]
        assert [Path(line).name for line in told.out.splitlines()] == names
        assert json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["year"] == 2024

    def test_what_is_not_translated_is_told(self, on_empty: Any, tmp_path: Path) -> None:
        on_empty("import", part_of_annex(tmp_path / "annex-2024.csv", 3))
        told = on_empty("export", "--year", 2024, "--language", "fr", "--format", "csv", "--output", tmp_path / "fr.csv")
        assert told.status == 1
        assert "3 in the French annex" in told.err

    def test_the_same_export_twice_replaces_the_file(self, on_sample: Any, tmp_path: Path) -> None:
        for _ in range(2):
            assert on_sample("export", "--year", 2024, "--format", "csv", "--output", tmp_path / "a.csv").status == 1
        assert [file.name for file in tmp_path.glob("*.csv")] == ["a.csv"]

    @pytest.mark.parametrize(
        "asked",
        [
            ("--year", 1999),
            (),
            ("--year", "24"),
            ("--year", "MMXXIV"),
            ("--year", "٢٠٢x"),
            ("--year", 2024, "--language", "de"),
            ("--year", 2024, "--format", "odt"),
            ("--year", 2024, "--status", "cancelled"),
            ("--year", 2024, "--status", "planned"),
        ],
    )
    def test_what_cannot_be_done_is_refused_in_plain_words(self, on_sample: Any, asked: tuple[Any, ...]) -> None:
        assert on_sample("export", *asked).refused_plainly

    def test_a_place_that_cannot_be_is_refused(self, on_sample: Any, tmp_path: Path) -> None:
        (tmp_path / "file.csv").write_text("mine")
        assert on_sample("export", "--year", 2024, "--output", tmp_path / "file.csv" / "annex.docx").refused_plainly
        assert on_sample("export", "--year", 2024, "--output", tmp_path).refused_plainly
        told = on_sample("export", "--year", 2024, "--language", "all", "--output", tmp_path / "file.csv")
        assert told.refused_plainly
        assert (tmp_path / "file.csv").read_text() == "mine"


class TestKeepingSafe:
    """Copies, and whether the log is sound."""

    def test_a_backup_can_be_put_back(self, on_sample: Any, tmp_path: Path) -> None:
        before = stored(on_sample)
        told = on_sample("backup", tmp_path / "copy.db")
        assert (told.status, told.out) == (0, f"The log was copied to {tmp_path / 'copy.db'}.\n")
        on_sample("import", part_of_annex(tmp_path / "annex-2023.csv", 2), "--year", 2023)
        assert len(stored(on_sample)) == 66
        told = on_sample("restore", tmp_path / "copy.db")
        assert told.status == 0
        assert "is kept in" in told.out
        assert stored(on_sample) == before

    def test_a_backup_never_overwrites(self, on_sample: Any, tmp_path: Path) -> None:
        on_sample("backup", tmp_path / "copy.db")
        assert on_sample("backup", tmp_path / "copy.db").refused_plainly

    def test_a_backup_that_is_not_there_cannot_be_put_back(self, on_sample: Any, tmp_path: Path) -> None:
        assert on_sample("restore", tmp_path / "nothing.db").refused_plainly
        assert len(stored(on_sample)) == 64

    def test_the_doctor_says_what_it_found(self, on_sample: Any, sample_file: Path) -> None:
        told = on_sample("doctor")
        assert told.status == 0
        lines = told.out.splitlines()
        assert lines[:2] == [f"{sample_file}: schema {HEAD}, 64 activities.", "The log is sound."]
        assert lines[2] == "There is no backup of it yet."
        assert len(lines) == 4

    @pytest.mark.skipif(sys.platform == "win32", reason="there access lists tell who can read a file")
    def test_the_doctor_tells_which_files_others_can_read(self, on_sample: Any, sample_file: Path, tmp_path: Path) -> None:
        on_sample("lock", "--year", 2024)
        (backup,) = sample_file.with_name(f"{sample_file.name}.backups").glob("*.db")
        for file in (sample_file, backup):
            file.chmod(0o644)
        assert on_sample("doctor", "--json").json["open_to_others"] == [], "nobody else gets into the folder"
        closed = [one for one in (tmp_path, *tmp_path.parents) if not one.stat().st_mode & 0o011]
        modes = {one: one.stat().st_mode for one in (*closed, backup.parent)}
        for folder in modes:
            folder.chmod(0o711)
        try:
            told = on_sample("doctor")
            assert f"Other people on this computer can read {sample_file} and 1 more of its files." in told.out
            assert (told.status, on_sample("doctor", "--json").json["open_to_others"]) == (0, [str(sample_file), str(backup)])
        finally:
            for folder, mode in modes.items():
                folder.chmod(mode)

    def test_the_backups_are_listed_newest_first(self, on_sample: Any, sample_file: Path, tmp_path: Path) -> None:
        assert on_sample("backups").out == f"{sample_file}.backups: no backup yet.\n"
        on_sample("import", part_of_annex(tmp_path / "annex-2023.csv", 2), "--year", 2023)
        told = on_sample("backups", "--check")
        assert told.status == 0
        assert [line.split()[2] for line in told.out.splitlines()[1:]] == ["daily", "before-import"]
        listed = on_sample("backups", "--json", "--check").json
        assert [(one["reason"], one["activities"], one["sound"]) for one in listed] == [
            ("daily", 66, True),
            ("before-import", 64, True),
        ]
        assert all(Path(one["file"]).is_file() and one["schema"] == HEAD for one in listed)

    def test_a_damaged_backup_is_said_to_be_damaged(self, on_sample: Any, tmp_path: Path) -> None:
        on_sample("import", part_of_annex(tmp_path / "annex-2023.csv", 2), "--year", 2023)
        Path(on_sample("backups", "--json").json[1]["file"]).write_bytes(b"SQLite format 3\0" * 400)
        told = on_sample("backups")
        assert (told.status, told.out.count("  damaged  ")) == (1, 1)

    def test_reading_makes_no_backup(self, on_sample: Any, sample_file: Path) -> None:
        for command in (("list",), ("check",), ("totals",), ("doctor",), ("history",)):
            on_sample(*command)
        assert not sample_file.with_name(f"{sample_file.name}.backups").exists()

    def test_a_log_that_is_gone_is_not_begun_anew_over_its_backups(self, on_sample: Any, sample_file: Path) -> None:
        on_sample("lock", "--year", 2024)
        sample_file.unlink()
        told = on_sample("list")
        assert told.refused_plainly
        assert "backups are in" in told.err
        newest = on_sample("backups", "--json").json[0]["file"]
        assert on_sample("restore", newest).status == 0
        assert len(stored(on_sample)) == 64

    def test_the_doctor_mends_and_says_what(self, on_sample: Any, sample_file: Path) -> None:
        with closing(sqlite3.connect(sample_file)) as connection:
            connection.execute("DELETE FROM search_trigram WHERE rowid = 7")
            connection.commit()
        told = on_sample("doctor")
        assert told.status == 1
        assert "1 activities are not found by all their words: 7. --repair mends that." in told.out
        assert on_sample("doctor", "--json").json["flaws"] == [{"code": "search", "ids": [7], "can_be_mended": True}]
        told = on_sample("doctor", "--repair")
        assert told.status == 0
        assert told.out.startswith("Mended: 1 activities")
        assert on_sample("doctor", "--json").json["sound"] is True

    def test_the_doctor_saves_what_can_be_read(self, on_sample: Any, pct: Any, sample_file: Path, tmp_path: Path) -> None:
        content = bytearray(sample_file.read_bytes())
        content[100:12_288] = b"\xaa" * (12_288 - 100)
        sample_file.write_bytes(content)
        assert on_sample("doctor").refused_plainly
        told = on_sample("doctor", "--rescue", tmp_path / "saved.db")
        assert told.status == 1
        assert told.out.startswith(f"{tmp_path / 'saved.db'}: 64 activities")
        assert len(pct("--store", tmp_path / "saved.db", "list", "--json").json) == 64
        assert on_sample("doctor", "--rescue", tmp_path / "saved.db").refused_plainly

    def test_the_doctor_ends_with_1_for_a_damaged_log(self, on_sample: Any, sample_file: Path) -> None:
        content = bytearray(sample_file.read_bytes())
        content[-40_000:-20_000] = b"\xaa" * 20_000
        sample_file.write_bytes(content)
        told = on_sample("doctor")
        assert told.status == 1
        assert "The log is damaged" in told.out

    def test_the_doctor_makes_no_log(self, on_empty: Any, tmp_path: Path) -> None:
        assert on_empty("doctor").refused_plainly
        assert not (tmp_path / "empty.db").exists()


COMMANDS = (
    ("list",),
    ("check",),
    ("totals",),
    ("sample",),
    ("import", ZH),
    ("export", "--year", 2024),
    ("doctor",),
    ("doctor", "--repair"),
    ("backup", "x"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=["-".join(map(str, one[:2])) for one in COMMANDS])
class TestLogsThatCannotBeUsed:
    """Every command says the same of a log it cannot use."""

    def test_a_file_of_another_kind_is_refused_and_left_alone(self, pct: Any, tmp_path: Path, command: tuple[Any, ...]) -> None:
        path = tmp_path / "letter.db"
        path.write_bytes(b"this is no store " * 500)
        assert pct("--store", path, *command).refused_plainly
        assert path.read_bytes() == b"this is no store " * 500

    def test_a_server_that_does_not_answer_is_said_and_nothing_is_made(
        self, pct: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[Any, ...]
    ) -> None:
        (tmp_path / "here").mkdir()
        monkeypatch.chdir(tmp_path / "here")
        told = pct("--store", "postgresql://somebody:secret@127.0.0.1:1/log", *command)
        assert told.refused_plainly
        assert "server" in told.err
        assert "secret" not in told.err
        assert list((tmp_path / "here").iterdir()) == []

    def test_a_folder_is_refused(self, pct: Any, tmp_path: Path, command: tuple[Any, ...]) -> None:
        assert pct("--store", tmp_path, *command).refused_plainly

    def test_a_newer_log_is_refused(self, pct: Any, sample_store: Path, tmp_path: Path, command: tuple[Any, ...]) -> None:
        path = Path(shutil.copy(sample_store, tmp_path / "newer.db"))
        connection = sqlite3.connect(path)
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
        connection.close()
        told = pct("--store", path, *command)
        assert told.refused_plainly
        assert "newer" in told.err
