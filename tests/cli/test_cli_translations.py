"""Texts of a year on the command line: the table, out to translators, and back."""

from pathlib import Path

import pytest
from builders import adding, make_draft

from pct_tracker.domain.texts import Texts
from pct_tracker.importing.exchange import read_exchange
from pct_tracker.services.tracker import Tracker
from tests.cli.conftest import Command


@pytest.fixture
def on_two(pct: Command, empty_store: Path, tmp_path: Path) -> Command:
    """Runs a command on a log with two activities of the same title."""
    file = tmp_path / "two.db"
    file.write_bytes(empty_store.read_bytes())
    tracker = Tracker.open(file, author="somebody")
    tracker.do(adding(make_draft(title=Texts({"en": "Seminar"})), make_draft(title=Texts({"en": "Seminar"}))))
    tracker.close()
    return lambda *arguments: pct("--store", file, *arguments)


class TestTable:
    """`translations`."""

    def test_a_year_with_all_texts_is_all_well(self, on_sample: Command) -> None:
        told = on_sample("translations", "--year", 2024)
        assert told.status == 0
        assert [line.split()[0] for line in told.out.splitlines()] == ["language", "en", "fr", "es", "ru", "zh", "ar"]

    def test_what_is_missing_is_listed_with_its_languages(self, on_two: Command) -> None:
        told = on_two("translations", "--year", 2024)
        assert told.status == 1
        assert "1 + 1        title          Seminar: fr missing, es missing" in told.out
        assert "0/1" in told.out.splitlines()[2]

    def test_as_json(self, on_two: Command) -> None:
        document = on_two("translations", "--year", 2024, "--json").json
        assert document["counts"]["fr"] == {"missing": 1, "outdated": 0, "draft": 0, "given": 0, "checked": 0}
        assert document["rows"][0]["activity_ids"] == [1, 2]

    def test_a_year_without_activities_is_refused(self, on_two: Command) -> None:
        assert on_two("translations", "--year", 1999).refused_plainly


class TestOutAndIn:
    """`translations-out` and `translations-in`."""

    @pytest.mark.parametrize("format_", ["xliff", "xlsx"])
    def test_there_and_back(self, on_two: Command, tmp_path: Path, format_: str) -> None:
        sent = on_two("translations-out", "--year", 2024, "--to", "fr", "--format", format_, "--output", tmp_path / "out")
        assert sent.status == 0
        file = Path(sent.out.strip())
        assert [one.source for one in read_exchange(file).units] == ["Seminar"]
        back = on_two("translations-in", file)
        assert back.out == "0 texts are stored: 1 not translated.\n"

    def test_a_translation_is_stored(self, on_two: Command, tmp_path: Path) -> None:
        file = Path(on_two("translations-out", "--year", 2024, "--to", "fr", "--output", tmp_path).out.strip())
        file.write_text(file.read_text("utf-8").replace("</source>", "</source><target>Séminaire</target>"), "utf-8")
        dry = on_two("translations-in", file, "--dry-run")
        assert dry.out == "1 text would be stored: 1 new.\n"
        assert on_two("translations-in", file).out == "1 text is stored: 1 new.\n"
        assert on_two("translations", "--year", 2024, "--json").json["counts"]["fr"]["draft"] == 1
        assert on_two("history", "--limit", 1, "--json").json[0]["what"] == "Translations taken in: 1"

    def test_a_folder_is_told_to_be_none_of_translations(self, on_two: Command, tmp_path: Path) -> None:
        told = on_two("translations-in", tmp_path)
        assert told.refused_plainly
        assert "is a folder, not a file of translations" in told.err

    def test_a_number_that_was_lost_is_told(self, on_two: Command, tmp_path: Path) -> None:
        file = Path(on_two("translations-out", "--year", 2024, "--to", "fr", "--output", tmp_path).out.strip())
        file.write_text(file.read_text("utf-8").replace("</source>", "</source><target>Séminaire 7</target>"), "utf-8")
        told = on_two("translations-in", file)
        assert told.status == 1
        assert "fr, differs from its source in 7: Séminaire 7" in told.out
        assert on_two("translations-in", file, "--json").json["counts"]["same"] == 1

    def test_what_is_no_file_of_translations_is_refused(self, on_two: Command, tmp_path: Path) -> None:
        (tmp_path / "letter.xlf").write_text("Dear colleague")
        assert on_two("translations-in", tmp_path / "letter.xlf").refused_plainly
        assert on_two("translations-in", tmp_path / "none.xlf").refused_plainly
        assert on_two("translations-in", tmp_path / "letter.pdf").refused_plainly
