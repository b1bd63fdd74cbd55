"""Every place that opens a file is tried with every attack on files of its kind: each ends in a reading or in one sentence."""

import re
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pct_tracker.domain.errors import UserError
from pct_tracker.importing.annex import read_annex
from pct_tracker.importing.exchange import KINDS, read_exchange
from pct_tracker.importing.readback import read_back, read_formulas, read_sheets
from pct_tracker.importing.readers import READERS
from pct_tracker.reference.loader import read_json_resource
from pct_tracker.services.checks.reconciling import claims_in_file
from pct_tracker.services.keeping.safekeeping import restore
from pct_tracker.services.reports.archive import keep_report_template
from pct_tracker.services.reports.front_files import read_front
from pct_tracker.services.tracker import Tracker
from tests.files.attacks import attacks_on, hostile

ROOT = Path(__file__).parent.parent.parent / "pct_tracker"
SECRET = "what-no-file-may-fetch"  # noqa: S105 -- it only says that it is one


@dataclass(frozen=True)
class Door:
    """A place that opens files of these kinds; `modules` are those of the program that look into the bytes for it."""

    kinds: tuple[str, ...]
    enter: Callable[[Tracker, Path], object]
    modules: tuple[str, ...]


def _read_back(_tracker: Tracker, path: Path) -> object:
    sheets = [(title, list(rows)) for title, rows in read_sheets(path)] if path.suffix == ".xlsx" else []
    return read_back(path), sheets, read_formulas(path) if path.suffix == ".xlsx" else {}


WRITTEN = (".docx", ".xlsx", ".csv", ".html", ".json", ".pdf")
READING = (
    *("importing/readers/__init__.py", "importing/readers/html_tables.py", "importing/readers/json_file.py"),
    *("importing/readers/markup.py", "importing/readers/package.py", "importing/readers/spreadsheet.py"),
)
SENTENCES = read_json_resource("i18n", "en.json")["errors"]
DOORS = {
    "an annex": Door(tuple(READERS), lambda tracker, path: read_annex(path, tracker.reference), READING),
    "a published sentence": Door((".docx", ".txt"), claims_in_file, READING),
    "texts of translators": Door(KINDS, lambda _tracker, path: read_exchange(path), READING),
    "a template": Door(
        (".docx", ".dotx"),
        lambda tracker, path: keep_report_template(tracker, "en", path),
        (
            *("services/reports/archive.py", "reporting/writers/word_template.py", "reporting/writers/template_outside.py"),
            "reporting/writers/template_words.py",
        ),
    ),
    "a front page": Door((".json",), lambda _tracker, path: read_front(path), ("services/reports/front_files.py",)),
    "a backup": Door((".db",), lambda tracker, path: restore(tracker.store.path, path), ("store/schema.py",)),
    "a report that was written": Door(WRITTEN, _read_back, ("importing/readback.py",)),
}
"""All places that open a file somebody may have got from elsewhere."""

ELSEWHERE = {
    "importing/layout.py": "tried in test_layouts",
    **dict.fromkeys(
        (f"reporting/writers/word_{name}.py" for name in ("sections", "shell", "styles")), "markup that the program makes"
    ),
    "store/dialects/sqlite.py": "lists of ids that SQLite makes",
    "store/records.py": "the log's own content",
    "store/whole.py": "what the database makes of the log's own content",
    "store/draft_files.py": "what the program keeps for its owner alone; what is none is left alone",
    "store/network_drives.py": "the system's list of mounted drives",
    "store/rescue.py": "a damaged log, tried in test_rescue page by page",
    "store/shelf.py": "the log's own content, tried in test_shelf",
    "store/editions.py": "the log's own content",
    "store/journal.py": "the log's own content",
    "reporting/writers/package.py": "packages that the program makes",
    "reporting/writers/word_body.py": "markup that the program makes",
    "services/chart_files.py": "compares bytes",
    "services/reports/export_run.py": "counts a sum",
    "services/reports/run.py": "counts a sum, and looks whether a manifest says that it was published",
    "services/reports/proving.py": "what the program has written",
    "reference/loader.py": "resources",
    "services/manual.py": "resources",
    "ui/common/icons.py": "resources",
    "ui/findings/claims_memory.py": "the window's own memory",
    "ui/register/register_header.py": "the window's own memory",
    "ui/reports/report_memory.py": "the window's own memory",
}
_OPENS = re.compile(
    r"\bZipFile\((?!copy|stream|target)|\bjson\.loads?\(|etree\.(?:parse|fromstring|iterparse|XML)\(|document_fromstring\("
    r"|\.read_bytes\(|\.read_text\(|\bopen\([a-z_.]+, \"r|CalamineWorkbook|PdfReader\(|DocxTemplate\(|load_workbook\(|parse_xml\("
)


def test_every_place_that_looks_into_bytes_is_known() -> None:
    """Whoever opens files in another module adds it here, to a door that is tried with all attacks."""
    found = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if _OPENS.search(path.read_text("utf-8")) and "migrations" not in path.parts
    }
    assert found - {module for door in DOORS.values() for module in door.modules} - set(ELSEWHERE) == set()


def test_xml_is_parsed_with_all_doors_to_the_outside_closed() -> None:
    parsing = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "importing").rglob("*.py")
        if re.search(r"etree\.(?:parse|fromstring|iterparse|XMLParser|XML)\(", path.read_text("utf-8"))
    }
    assert parsing == {"importing/readers/markup.py"}


HOMES = {".docx": "an annex", ".dotx": "a template", ".xlsx": "an annex", ".ods": "an annex"}
"""Where a kind of package is tried with each attack on markup in each of its parts."""


def _cases() -> Iterator[Any]:
    """Every door with every attack on files of its kinds.

    Only at home does an attack on markup go into every part of a package; elsewhere it goes into one part, in turn. What reads
    a file from outside has one parser (`test_xml_is_parsed_with_all_doors_to_the_outside_closed`), and templates have another:
    each meets every attack in every part at a home. Left out are pairs of a part and an attack at a door that meets both, which
    meet each other at home.
    """
    for door, told in DOORS.items():
        for kind in told.kinds:
            for attack in attacks_on(kind, everywhere=HOMES.get(kind) == door):
                yield pytest.param(door, kind, attack, id=f"{door} {kind}: {attack}")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader asked for the network")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture(scope="module")
def tracker(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    tracker = Tracker.open(Path(shutil.copy(empty_store, tmp_path_factory.mktemp("log") / "log.db")), author="somebody")
    yield tracker
    tracker.close()


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(("door", "kind", "attack"), list(_cases()))
def test_a_hostile_file_ends_in_a_reading_or_in_one_sentence(
    door: str, kind: str, attack: str, tracker: Tracker, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    folder = tmp_path / "in" / "it"
    folder.mkdir(parents=True)
    path = folder / f"hostile{kind}"
    path.write_bytes(hostile(kind, attack, secret))
    try:
        answer = repr(DOORS[door].enter(tracker, path))
    except UserError as refused:
        answer = refused.code
    assert SECRET not in answer
    assert sorted(one.name for one in tmp_path.rglob("*")) == sorted(["secret.txt", "in", "it", path.name])
