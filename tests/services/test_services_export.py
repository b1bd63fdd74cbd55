"""Writing the annex of a year: one file, or all six with a manifest."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import adding, make_draft, texts

from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.progress import Progress
from pct_tracker.services.reports.export_run import FORMATS, export_annex, suggested_name
from pct_tracker.services.tracker import Tracker

RefusedExport = Callable[..., UserError]


@pytest.fixture
def refused(empty_tracker: Tracker, tmp_path: Path) -> RefusedExport:
    """Exports from a log that another test filled, and gives back the trouble; no file may be left."""

    def export(year: int = 2024, *languages: str, format_: str = "csv", output: Path | None = None, **asked: object) -> UserError:
        before = sorted(tmp_path.rglob("*.csv"))
        place = output or tmp_path / "annex.csv"
        with pytest.raises(UserError) as trouble:
            export_annex(empty_tracker, year, languages or ("en",), format_, place, **asked)
        assert sorted(tmp_path.rglob("*.csv")) == before
        return trouble.value

    return export


class TestOneLanguage:
    """One file."""

    def test_the_annex_has_all_rows(self, sample_tracker: Tracker, tmp_path: Path) -> None:
        result = export_annex(sample_tracker, 2024, ["en"], "csv", tmp_path / "annex.csv")
        assert (result.files, result.rows, result.untranslated) == ((tmp_path / "annex.csv",), 64, {"en": 0})
        assert len((tmp_path / "annex.csv").read_text("utf-8-sig").splitlines()) == 65

    def test_it_tells_of_the_activities_with_errors(self, sample_tracker: Tracker, tmp_path: Path) -> None:
        result = export_annex(sample_tracker, 2024, ["en"], "csv", tmp_path / "annex.csv")
        assert (result.errors, result.needs_attention) == (1, True)

    def test_a_sound_annex_needs_no_attention(self, empty_tracker: Tracker, tmp_path: Path) -> None:
        empty_tracker.do(adding(make_draft()))
        assert not export_annex(empty_tracker, 2024, ["fr"], "csv", tmp_path / "annex.csv").needs_attention

    def test_it_counts_the_rows_in_another_language(self, empty_tracker: Tracker, tmp_path: Path) -> None:
        empty_tracker.do(adding(make_draft(), make_draft(month="2024-06", title=texts("Seminar", "en"))))
        result = export_annex(empty_tracker, 2024, ["fr"], "csv", tmp_path / "annex.csv")
        assert (result.untranslated, result.needs_attention) == ({"fr": 1}, True)

    def test_without_a_place_it_goes_where_the_program_was_started(
        self, sample_tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        result = export_annex(sample_tracker, 2024, ["zh"], "html")
        assert result.files == (Path("annex-2024-zh.html"),)
        assert (tmp_path / "annex-2024-zh.html").is_file()

    @pytest.mark.parametrize("format_", [one for one in FORMATS if one != "pdf"])  # PDF takes its time, and has its own tests
    def test_every_kind_of_file_is_written(self, empty_tracker: Tracker, tmp_path: Path, format_: str) -> None:
        empty_tracker.do(adding(make_draft()))
        place = tmp_path / suggested_name(2024, "en", format_)
        export_annex(empty_tracker, 2024, ["en"], format_, place)
        assert place.stat().st_size > 0

    def test_only_activities_of_the_year_and_status_are_in_it(self, empty_tracker: Tracker, tmp_path: Path) -> None:
        drafts = [make_draft(), make_draft(year=2023, month="2023-05"), *(make_draft(status=one) for one in Status)]
        empty_tracker.do(adding(*drafts))
        for status, rows in ((Status.HELD, 2), (Status.PLANNED, 1)):
            assert export_annex(empty_tracker, 2024, ["en"], "csv", tmp_path / f"{status}.csv", status=status).rows == rows


class TestAllLanguages:
    """A folder of six and a manifest."""

    def test_there_is_a_file_for_each_and_a_manifest(self, sample_tracker: Tracker, tmp_path: Path) -> None:
        result = export_annex(sample_tracker, 2024, LANGUAGES, "csv", tmp_path / "annex")
        names = [f"annex-2024-{language}.csv" for language in LANGUAGES]
        assert [file.name for file in result.files] == [*names, "manifest.json"]
        assert {file.name for file in (tmp_path / "annex").iterdir()} == {*names, "manifest.json"}

    def test_the_manifest_says_what_was_written_from_what(self, sample_tracker: Tracker, tmp_path: Path) -> None:
        sample_tracker.do(adding(make_draft(month="2024-12", title=texts("Seminar", "en"))))
        export_annex(sample_tracker, 2024, LANGUAGES, "csv", tmp_path)
        manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
        assert (manifest["year"], manifest["status"], manifest["format"]) == (2024, "held", "csv")
        assert manifest["activities"] == [{"id": id_, "version": 1} for id_ in range(1, 66)]
        assert manifest["figures"]["activities"] == 65
        for entry, language in zip(manifest["files"], LANGUAGES, strict=True):
            content = (tmp_path / entry["file"]).read_bytes()
            assert (entry["language"], entry["rows"]) == (language, 65)
            assert entry["sha256"] == hashlib.sha256(content).hexdigest()
            assert entry["untranslated"] == (0 if language == "en" else 1)

    def test_the_figures_of_a_planned_annex_are_those_of_its_rows(self, empty_tracker: Tracker, tmp_path: Path) -> None:
        empty_tracker.do(adding(make_draft(), make_draft(status=Status.PLANNED), make_draft(status=Status.PLANNED)))
        export_annex(empty_tracker, 2024, LANGUAGES, "csv", tmp_path, status=Status.PLANNED)
        manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
        assert (len(manifest["activities"]), manifest["figures"]["activities"]) == (2, 2)

    def test_progress_is_told_up_to_the_end(self, sample_tracker: Tracker, tmp_path: Path) -> None:
        told: list[tuple[int, int]] = []
        progress = Progress(lambda done, total: told.append((done, total)))
        export_annex(sample_tracker, 2024, LANGUAGES, "csv", tmp_path, progress=progress)
        assert told == [(done, 6) for done in range(7)]

    def test_it_stops_when_somebody_asks(self, sample_tracker: Tracker, tmp_path: Path) -> None:
        progress = Progress(lambda done, _total: progress.cancel() if done == 2 else None)
        with pytest.raises(UserError, match=r"work\.cancelled"):
            export_annex(sample_tracker, 2024, LANGUAGES, "csv", tmp_path, progress=progress)
        assert sorted(file.name for file in tmp_path.glob("*annex*")) == ["annex-2024-en.csv", "annex-2024-fr.csv"]

    @pytest.mark.parametrize("format_", FORMATS)
    def test_it_stops_inside_a_file_and_leaves_none(self, sample_tracker: Tracker, tmp_path: Path, format_: str) -> None:
        progress = Progress(naming=lambda _name: progress.cancel())
        with pytest.raises(UserError, match=r"work\.cancelled"):
            export_annex(sample_tracker, 2024, ["en"], format_, tmp_path / f"annex.{format_}", progress=progress)
        assert list(tmp_path.glob("*annex*")) == []

    def test_each_file_is_named_before_it_is_written(self, sample_tracker: Tracker, tmp_path: Path) -> None:
        named: list[str] = []
        export_annex(sample_tracker, 2024, ["en", "ru"], "csv", tmp_path, progress=Progress(naming=named.append))
        assert named == ["annex-2024-en.csv", "annex-2024-ru.csv"]


class TestRefusals:
    """What cannot be exported, or not there."""

    def test_a_year_without_activities(self, empty_tracker: Tracker, refused: RefusedExport) -> None:
        assert refused(1999).code == "year.unknown-empty"
        empty_tracker.do(adding(make_draft(), make_draft(year=2023)))
        error = refused(1999)
        assert (error.code, error.params) == ("year.unknown", {"year": 1999, "years": "2024, 2023"})

    def test_a_year_in_which_all_is_still_planned(self, empty_tracker: Tracker, refused: RefusedExport) -> None:
        empty_tracker.do(adding(make_draft(status=Status.PLANNED)))
        error = refused(2024)
        assert (error.code, error.params) == ("export.none-of-status", {"year": 2024, "status": "held"})

    def test_a_kind_of_file_nobody_knows(self, empty_tracker: Tracker, refused: RefusedExport) -> None:
        empty_tracker.do(adding(make_draft()))
        assert refused(format_="odt").params == {"format": "odt", "formats": "docx, xlsx, pdf, html, csv, json"}

    def test_a_folder_in_the_place_of_the_file(self, empty_tracker: Tracker, refused: RefusedExport, tmp_path: Path) -> None:
        empty_tracker.do(adding(make_draft()))
        assert refused(output=tmp_path).code == "export.is-folder"
        assert refused(output=tmp_path / "nowhere" / "annex.csv").code == "export.no-folder"

    def test_a_file_in_the_place_of_the_folder(self, empty_tracker: Tracker, refused: RefusedExport, tmp_path: Path) -> None:
        empty_tracker.do(adding(make_draft()))
        (tmp_path / "file").write_text("mine")
        assert refused(2024, *LANGUAGES, output=tmp_path / "file").code == "export.not-a-folder"
        assert refused(2024, *LANGUAGES, output=tmp_path / "file" / "inner").code == "export.not-a-folder"
        assert (tmp_path / "file").read_text() == "mine"


def test_the_order_of_origins_is_as_asked(sample_tracker: Tracker, tmp_path: Path) -> None:
    written = {}
    for order in ("entered", "english", "language"):
        export_annex(sample_tracker, 2024, ["zh"], "csv", tmp_path / f"{order}.csv", origin_order=order)
        written[order] = (tmp_path / f"{order}.csv").read_text("utf-8-sig")
    assert len(set(written.values())) == 3
    assert len({"".join(sorted(text)) for text in written.values()}) == 1


def test_an_export_changes_nothing_in_the_log(sample_tracker: Tracker, tmp_path: Path) -> None:
    before = sample_tracker.activities(ActivityQuery())
    export_annex(sample_tracker, 2024, ["en"], "csv", tmp_path / "annex.csv")
    assert sample_tracker.activities(ActivityQuery()) == before
