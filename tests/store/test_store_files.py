"""The file of a log: made, brought up to date, refused, copied and put back."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import cast

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from builders import adding, make_draft
from sqlalchemy import Connection, create_engine, text

from pct_tracker.domain.activity import HeadCount
from pct_tracker.domain.codes import Review, TextMark
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.imports.run import read_sample
from pct_tracker.store import faults, network_drives, schema
from pct_tracker.store.dialects import sqlite
from pct_tracker.store.revisions import HEAD, REVISIONS
from pct_tracker.store.store import Store
from pct_tracker.store.tables import METADATA

STORES = Path(__file__).parent.parent / "files" / "stores"
JOURNAL = ("SELECT * FROM journal_entry ORDER BY id", "SELECT * FROM journal_line ORDER BY entry_id, activity_id")
VERSIONS = Path(schema.__file__).parent / "migrations" / "versions"


def refused(path: Path) -> UserError:
    with pytest.raises(UserError) as trouble:
        Store.open(path)
    return trouble.value


def run_sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def schema_of(path: Path) -> set[tuple[str, ...]]:
    """Tables with the facts of their columns and indexes, the search tables left out."""
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    facts: set[tuple[str, ...]] = set()
    for name in names:
        if not name.startswith(("search_", "sqlite_", "alembic_")):
            facts |= {(name, *map(str, row[1:])) for row in connection.execute(f"PRAGMA table_info({name})")}
            facts |= {(name, *map(str, row[2:7])) for row in connection.execute(f"PRAGMA foreign_key_list({name})")}
    facts |= {
        (name, " ".join(sql.split()))
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    }
    connection.close()
    return facts


class TestSchema:
    """The tables, as the steps make them and as the program knows them."""

    def test_the_steps_lead_to_the_tables_of_the_program(self, store: Store) -> None:
        def is_ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
            return kind != "table" or not (name or "").startswith("search_")

        def differences(connection: Connection) -> object:
            # On a server all texts are as long as they are.
            options = {"include_object": is_ours, "compare_type": not store.is_on_server}
            return compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)

        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", ".*expression-based index")
            assert store._read(differences) == []

    def test_tables_made_by_the_steps_and_by_the_classes_are_the_same(self, file_store: Store, tmp_path: Path) -> None:
        engine = create_engine(f"sqlite:///{tmp_path / 'classes.db'}")
        METADATA.create_all(engine)
        engine.dispose()
        made, declared = schema_of(file_store.path), schema_of(tmp_path / "classes.db")
        assert made == declared

    def test_the_newest_revision_is_the_last_step(self) -> None:
        files = sorted(file.stem for file in VERSIONS.glob("r*.py"))
        assert [file[1:5] for file in files] == list(REVISIONS)
        assert REVISIONS[-1] == HEAD

    def test_there_is_a_stored_file_of_every_revision_empty_and_filled(self) -> None:
        wanted = {f"{revision}-{kind}.db" for revision in REVISIONS for kind in ("empty", "filled")}
        assert {file.name for file in STORES.glob("*.db")} == wanted

    def test_a_new_log_is_of_the_newest_revision(self, store: Store) -> None:
        assert store.revision() == HEAD
        assert store.problems() == []

    def test_a_log_knows_the_program_that_made_it(self, store: Store) -> None:
        count = text("SELECT count(*) FROM store_info WHERE key = 'schema_made_by'")
        assert store._read(lambda connection: connection.execute(count).scalar()) == 1


class TestOlderLogs:
    """Logs of every schema there ever was."""

    @pytest.mark.parametrize("revision", REVISIONS)
    def test_a_filled_log_opens_with_all_its_data(self, revision: str, tmp_path: Path) -> None:
        store = Store.open(Path(shutil.copy(STORES / f"{revision}-filled.db", tmp_path)))
        ids = store.find_ids(ActivityQuery())
        assert store.revision() == HEAD
        for activity in store.activities(ids):
            *_, (_, line) = store.history(activity.id)
            assert (activity.content(), activity.version) == (line.after, line.version)
        untouched = [one.content() for one in store.activities(range(4, 65))]
        assert untouched == list(read_sample())[3:]
        store.close()

    @pytest.mark.parametrize("revision", REVISIONS)
    def test_all_that_was_done_in_an_older_log_can_be_taken_back(self, revision: str, tmp_path: Path) -> None:
        store = Store.open(Path(shutil.copy(STORES / f"{revision}-filled.db", tmp_path)))
        if store.locks():
            store.unlock_year(2024, "to see it", "somebody")
        entries = len(store.entries(limit=1_000))
        while store.undo_state().undo:
            store.turn("undo", "somebody")
        assert store.find_ids(ActivityQuery()) == []
        assert len(store.entries(limit=1_000)) > entries, "history is never pruned"
        store.close()

    @pytest.mark.parametrize("revision", REVISIONS)
    def test_the_states_of_an_older_log_can_be_read_again(self, revision: str, tmp_path: Path) -> None:
        store = Store.open(Path(shutil.copy(STORES / f"{revision}-filled.db", tmp_path)))
        assert [one.content() for one in store.activities_as_of(1, 2024)] == list(read_sample())
        assert store.activities_as_of(store.last_entry(), 2024) == store.activities(store.find_ids(ActivityQuery(year=2024)))
        store.close()

    @pytest.mark.parametrize("revision", REVISIONS)
    def test_an_upgrade_loses_no_line_of_the_history(self, revision: str, tmp_path: Path) -> None:
        path = Path(shutil.copy(STORES / f"{revision}-filled.db", tmp_path))

        def rows() -> list[list[tuple[object, ...]]]:
            connection = sqlite3.connect(path)
            tables = [connection.execute(statement).fetchall() for statement in JOURNAL]
            connection.close()
            return tables

        before = rows()
        Store.open(path).close()
        assert rows() == before
        assert all(before)

    def test_what_a_log_of_the_second_schema_keeps_beside_its_activities_is_there(self, tmp_path: Path) -> None:
        store = Store.open(Path(shutil.copy(STORES / "0002-filled.db", tmp_path)))
        (first,) = store.activities([1])
        assert (first.head_counts, first.notes, first.review) == ((HeadCount("OM", 10),), "Ask for slides", Review.CHECKED)
        assert first.questions[0].is_open
        assert store.followers(2) == [65]
        assert [entry.step.code for entry, _ in store.lost()] == ["redo"]
        assert list(store.templates()) == ["Roving seminar"]
        assert [view.name for view in store.views()] == ["Without number"]
        assert [lock.holds for lock in store.locks()] == [True]
        store.close()

    def test_what_a_log_of_the_third_schema_keeps_for_the_report_is_there(self, tmp_path: Path) -> None:
        store = Store.open(Path(shutil.copy(STORES / "0003-filled.db", tmp_path)))
        (second,) = store.activities([2])
        assert second.title.marks == dict.fromkeys(("fr", "es", "ru", "zh", "ar"), TextMark.OUTDATED)
        assert [(one.key, one.text) for one in store.wordings()] == [
            ("types.pct-seminar", "Seminar on the PCT"),
            ("names.TR", "Turkey"),
            ("types.pct-seminar", None),
        ]
        assert [one.name for one in store.report_templates()] == ["house.docx"]
        assert [(one.year, one.wording_id, one.freezes) for one in store.export_records()] == [(2024, 3, "year")]
        store.close()

    def test_what_a_log_of_the_fourth_schema_keeps_of_checks_and_imports_is_there(self, tmp_path: Path) -> None:
        store = Store.open(Path(shutil.copy(STORES / "0004-filled.db", tmp_path)))
        (accepted,) = (one for activity in store.activities([2]) for one in activity.acceptances)
        assert (accepted.rule, accepted.reason) == ("contents.unlike-participants", "Judges were trained")
        assert [(one.rule, one.grade) for one in store.grades()] == [("text.stray-markup", "warning"), ("venue.missing", "off")]
        assert store.layouts() == {"date|title": '["month", null, "title"]'}
        store.close()

    @pytest.mark.parametrize("revision", REVISIONS)
    def test_an_empty_log_opens_and_takes_activities(self, revision: str, tmp_path: Path) -> None:
        store = Store.open(Path(shutil.copy(STORES / f"{revision}-empty.db", tmp_path)))
        assert store.find_ids(ActivityQuery()) == []
        assert store.apply(adding(make_draft()), "somebody").added == (1,)
        store.close()

    def test_a_backup_is_made_before_an_upgrade(self, tmp_path: Path) -> None:
        path = Path(shutil.copy(STORES / "0001-filled.db", tmp_path / "log.db"))
        store = Store.open(path)
        (backup,) = tmp_path.glob("log.db.backups/0001_*_before-migration.db")
        copy = sqlite3.connect(backup)
        assert copy.execute("SELECT count(*) FROM activity").fetchone() == (len(store.find_ids(ActivityQuery())),) == (64,)
        copy.close()
        store.close()

    def test_no_backup_is_made_of_a_log_that_is_up_to_date(self, tmp_path: Path) -> None:
        path = Path(shutil.copy(STORES / f"{HEAD}-filled.db", tmp_path / "log.db"))
        Store.open(path).close()
        Store.open(path).close()
        assert [file.name for file in tmp_path.iterdir()] == ["log.db"]

    def test_an_upgrade_that_breaks_leaves_the_log_as_it_was(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "log.db"
        with monkeypatch.context() as broken:
            broken.setattr(schema, "__version__", object())  # cannot be stored: the last statement of an upgrade breaks
            with pytest.raises(Exception, match="type"):
                Store.open(path)
        connection = sqlite3.connect(path)
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        connection.close()
        Store.open(path).close()


class TestRefusedFiles:
    """Files that are no log, or not one for this program."""

    def test_a_log_of_a_newer_program_is_refused_and_left_alone(self, tmp_path: Path) -> None:
        path = Path(shutil.copy(STORES / "0001-filled.db", tmp_path / "log.db"))
        run_sql(path, "UPDATE alembic_version SET version_num = '0999'", "UPDATE store_info SET value = '9.9.9'")
        before = path.read_bytes()
        error = refused(path)
        assert (error.code, error.params["version"]) == ("store.newer", "9.9.9")
        assert path.read_bytes() == before
        assert list(tmp_path.iterdir()) == [path]

    def test_another_database_is_refused_and_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "bookmarks.db"
        run_sql(path, "CREATE TABLE bookmark (address)", "INSERT INTO bookmark VALUES ('wipo.int')")
        before = path.read_bytes()
        assert refused(path).code == "store.not-a-store"
        assert path.read_bytes() == before
        assert list(tmp_path.iterdir()) == [path]

    @pytest.mark.parametrize("content", [b"this is no store " * 500, b"x", b"SQLite format 2\x00" * 64])
    def test_a_file_of_another_kind_is_refused_and_left_alone(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "letter.db"
        path.write_bytes(content)
        assert refused(path).code == "store.not-a-store"
        assert path.read_bytes() == content

    def test_a_folder_is_refused(self, tmp_path: Path) -> None:
        assert refused(tmp_path).code == "store.is-folder"

    def test_a_place_below_a_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        assert refused(tmp_path / "file" / "log.db").code == "store.cannot-open"

    def test_a_damaged_log_is_refused_and_left_alone(self, tmp_path: Path) -> None:
        path = damaged(tmp_path / "log.db")
        before = path.read_bytes()
        assert refused(path).code == "store.damaged"
        assert path.read_bytes() == before

    def test_a_damaged_log_of_an_older_program_is_not_brought_up_to_date(self, tmp_path: Path) -> None:
        path = damaged_inside(tmp_path / "log.db", "0001")
        before = path.read_bytes()
        assert refused(path).code == "store.damaged"
        assert path.read_bytes() == before
        assert list((tmp_path / "log.db.backups").iterdir()) == []

    def test_damage_further_inside_is_told_by_the_check(self, tmp_path: Path) -> None:
        path = damaged_inside(tmp_path / "log.db", HEAD)
        store = Store.open(path)
        assert store.problems()
        store.close()

    def test_an_empty_file_becomes_a_log(self, tmp_path: Path) -> None:
        (tmp_path / "log.db").write_bytes(b"")
        store = Store.open(tmp_path / "log.db")
        assert store.find_ids(ActivityQuery()) == []
        store.close()

    def test_a_missing_folder_is_made_for_a_new_log(self, tmp_path: Path) -> None:
        Store.open(tmp_path / "one" / "two" / "log.db").close()
        assert (tmp_path / "one" / "two" / "log.db").is_file()


def damaged_inside(path: Path, revision: str) -> Path:
    """A log that opens, and of which some pages are overwritten."""
    content = bytearray((STORES / f"{revision}-filled.db").read_bytes())
    content[-40_000:-20_000] = b"\xaa" * 20_000
    path.write_bytes(content)
    return path


def damaged(path: Path) -> Path:
    """A log whose first pages are overwritten, but for the head of the file."""
    content = bytearray((STORES / "0001-filled.db").read_bytes())
    content[100 : 3 * 4096] = b"\xaa" * (3 * 4096 - 100)
    path.write_bytes(content)
    return path


# Opens a log as somebody who owns nothing, and prints the code of the trouble.
AS_SOMEBODY_ELSE = """
import os, sys
from pathlib import Path
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.store.store import Store
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
try:
    Store.open(Path(sys.argv[1]))
except UserError as error:
    print(error.code)
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions of this kind are those of POSIX")
class TestPermissions:
    """Files and folders that belong to somebody else."""

    @pytest.fixture
    def folder(self) -> Iterator[Path]:
        """A folder that others may look into; those of pytest are private."""
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)
            Path(name).chmod(0o700)

    def trouble(self, path: Path) -> str:
        done = subprocess.run([sys.executable, "-c", AS_SOMEBODY_ELSE, str(path)], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def test_a_log_that_may_not_be_read_is_refused(self, folder: Path) -> None:
        path = Path(shutil.copy(STORES / "0001-filled.db", folder / "log.db"))
        folder.chmod(0o755)
        path.chmod(0o000)
        assert self.trouble(path) == "store.not-allowed"

    def test_a_log_that_may_not_be_written_is_refused(self, folder: Path) -> None:
        path = Path(shutil.copy(STORES / "0001-filled.db", folder / "log.db"))
        path.chmod(0o444)
        folder.chmod(0o555)
        assert self.trouble(path) == "store.read-only"

    def test_a_new_log_in_a_protected_folder_is_refused(self, folder: Path) -> None:
        folder.chmod(0o555)
        assert self.trouble(folder / "log.db") == "store.cannot-open"
        assert self.trouble(folder / "inner" / "log.db") == "store.not-allowed"


# Holds a log as a writer until it is told to let go.
HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
"""


class TestOtherProcesses:
    """A log that another process has open."""

    @pytest.fixture
    def busy_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """A log that another process is writing to; waiting for it takes no time here."""
        monkeypatch.setattr(sqlite, "_BUSY_MILLISECONDS", 20)
        path = Path(shutil.copy(STORES / "0001-filled.db", tmp_path / "log.db"))
        Store.open(path).close()
        command = [sys.executable, "-c", HOLDER, str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            yield path
            holder.communicate("\n")

    def test_a_write_says_that_the_log_is_busy_and_reading_goes_on(self, busy_file: Path) -> None:
        store = Store.open(busy_file)
        with pytest.raises(UserError, match=r"store\.busy") as trouble:
            store.apply(adding(make_draft()), "somebody")
        assert trouble.value.params == {"file": "log.db"}
        assert len(store.find_ids(ActivityQuery())) == 64
        store.close()

    def test_those_who_have_it_open_are_told_where_the_system_does(self, busy_file: Path) -> None:
        store = Store.open(busy_file)
        holders = store.holders()
        assert holders is None or len(holders) == 1
        store.close()

    def test_a_backup_can_be_made_while_somebody_writes(self, busy_file: Path, tmp_path: Path) -> None:
        store = Store.open(busy_file)
        store.backup(tmp_path / "copy.db")
        store.close()
        copy = Store.open_copy(tmp_path / "copy.db")
        assert len(copy.find_ids(ActivityQuery())) == 64
        copy.close()


class TestBackups:
    """Copies of the whole log."""

    def test_a_backup_holds_all_and_is_a_single_file(self, store: Store, tmp_path: Path) -> None:
        store.apply(adding(*read_sample()), "somebody")
        (tmp_path / "safe").mkdir()
        store.backup(tmp_path / "safe" / "copy.db")
        copy = Store.open_copy(tmp_path / "safe" / "copy.db")
        ids = store.find_ids(ActivityQuery())
        assert copy.activities(ids) == store.activities(ids)
        assert copy.history(1) == store.history(1)
        copy.close()
        assert [file.name for file in (tmp_path / "safe").iterdir()] == ["copy.db"]

    def test_a_backup_never_takes_the_place_of_a_file(self, store: Store, tmp_path: Path) -> None:
        (tmp_path / "copy.db").write_text("mine")
        with pytest.raises(UserError, match=r"backup\.exists"):
            store.backup(tmp_path / "copy.db")
        assert (tmp_path / "copy.db").read_text() == "mine"

    def test_a_backup_into_a_missing_folder_is_refused(self, store: Store, tmp_path: Path) -> None:
        with pytest.raises(UserError, match=r"store\.cannot-open"):
            store.backup(tmp_path / "nowhere" / "copy.db")

    def test_restoring_brings_back_content_journal_and_search(self, store: Store, tmp_path: Path) -> None:
        store.apply(adding(make_draft(month="2024-02")), "somebody")
        store.backup(tmp_path / "copy.db")
        store.apply(adding(make_draft(month="2024-03")), "somebody")
        store.restore(tmp_path / "copy.db")
        assert [one.month for one in store.activities(store.find_ids(ActivityQuery()))] == ["2024-02"]
        assert store.turn("undo", "somebody").removed == (1,)

    def test_looking_at_a_copy_does_not_change_it(self, tmp_path: Path) -> None:
        path = Path(shutil.copy(STORES / f"{HEAD}-empty.db", tmp_path / "copy.db"))
        before = path.read_bytes()
        copy = Store.open_copy(path)
        assert copy.problems() == []
        with pytest.raises(UserError, match=r"store\.read-only"):
            copy.apply(adding(make_draft()), "somebody")
        copy.close()
        assert path.read_bytes() == before

    @pytest.mark.parametrize("content", [b"", b"this is no store " * 500])
    def test_what_is_no_log_is_not_looked_at_as_a_copy(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "copy.db").write_bytes(content)
        with pytest.raises(UserError, match=r"store\.not-a-store"):
            Store.open_copy(tmp_path / "copy.db")


class TestNetworkDrives:
    """Where the write-ahead log would be unsafe."""

    @pytest.mark.parametrize("name", ["\\\\server\\share\\log.db", "//server/share/log.db"])
    def test_a_redirected_folder_is_a_network_drive(self, name: str) -> None:
        assert network_drives.is_on_network(cast("Path", PureWindowsPath(name)))

    def test_a_local_folder_is_none(self, tmp_path: Path) -> None:
        assert not network_drives.is_on_network(tmp_path / "log.db")

    @pytest.mark.parametrize(("network", "mode"), [(False, "wal"), (True, "delete")])
    def test_the_write_ahead_log_is_used_on_local_disks_only(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, network: bool, mode: str
    ) -> None:
        monkeypatch.setattr(sqlite, "is_on_network", lambda _path: network)
        Store.open(tmp_path / "log.db").close()
        connection = sqlite3.connect(tmp_path / "log.db")
        assert connection.execute("PRAGMA journal_mode").fetchone() == (mode,)
        connection.close()


def error_of(number: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("trouble")
    error.sqlite_errorcode = number
    return error


class TestFaults:
    """What the world did, told from what the program did wrong."""

    @pytest.mark.parametrize(
        ("number", "code"),
        [
            (sqlite3.SQLITE_BUSY_SNAPSHOT, "store.busy"),
            (sqlite3.SQLITE_READONLY_DIRECTORY, "store.read-only"),
            (sqlite3.SQLITE_FULL, "store.disk-full"),
            (sqlite3.SQLITE_IOERR_READ, "store.unreachable"),
            (sqlite3.SQLITE_CORRUPT_VTAB, "store.damaged"),
            (sqlite3.SQLITE_NOTADB, "store.not-a-store"),
        ],
    )
    def test_what_the_world_did_is_a_trouble_with_a_sentence(self, number: int, code: str) -> None:
        with pytest.raises(UserError) as trouble, faults.faults_of("log.db"):
            raise error_of(number)
        assert (trouble.value.code, trouble.value.params) == (code, {"file": "log.db"})

    @pytest.mark.parametrize("number", [sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISUSE])
    def test_a_mistake_of_the_program_stays_one(self, number: int) -> None:
        with pytest.raises(sqlite3.OperationalError), faults.faults_of("log.db"):
            raise error_of(number)

    def test_what_is_no_matter_of_the_database_passes(self) -> None:
        with pytest.raises(ZeroDivisionError), faults.faults_of("log.db"):
            raise ZeroDivisionError
