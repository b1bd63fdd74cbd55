"""Brings the schema of a store to the newest revision, or refuses what it cannot read."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from pct_tracker import __version__
from pct_tracker.domain.errors import UserError
from pct_tracker.store import open_files
from pct_tracker.store.dialects import SQLite
from pct_tracker.store.revisions import HEAD, REVISIONS

_MAGIC = b"SQLite format 3\x00"


def prepare_schema(engine: Engine, dialect: SQLite) -> None:
    """Makes, checks or upgrades the schema. Alembic is imported only when there is something to do."""
    revision = check_schema(engine, dialect)
    dialect.choose_journal(engine)
    if revision == HEAD:
        return
    if revision is not None:
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
        dialect.backup(engine, dialect.path.with_name(f"{dialect.path.stem}.before-{HEAD}.{stamp}.db"))
    _upgrade(engine)


def check_schema(engine: Engine, dialect: SQLite) -> str | None:
    """The revision of a store, None for an empty one. Raises UserError for a file that is no store or of a newer version."""
    _check_file(dialect.path)
    with engine.connect() as connection, connection.begin():
        revision = read_revision(connection)
        if revision is None and inspect(connection).get_table_names():
            raise UserError("store.not-a-store", file=dialect.path.name)
        if revision is not None and revision not in REVISIONS:
            program = _read_program(connection) or "?"
            raise UserError("store.newer", file=dialect.path.name, version=program, own=__version__)
    return revision


def _check_file(path: Path) -> None:
    """Refuses what is clearly no store, before anything touches it; makes the folder of a new one.

    A file that this process has open is left alone: to close another handle on it would give up all its locks.
    """
    if open_files.count(path) > 1:
        return
    if path.is_dir():
        raise UserError("store.is-folder", file=str(path))
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            return
        with open(path, "rb") as file:
            head = file.read(len(_MAGIC))
    except PermissionError as error:
        raise UserError("store.not-allowed", file=str(path)) from error
    except OSError as error:
        raise UserError("store.cannot-open", file=str(path)) from error
    if head and head != _MAGIC:
        raise UserError("store.not-a-store", file=path.name)


def read_revision(connection: Connection) -> str | None:
    """The revision of the schema; None if there is none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row[0]) if row else None


def _read_program(connection: Connection) -> str:
    row = connection.execute(text("SELECT value FROM store_info WHERE key = 'schema_made_by'")).first()
    return str(row[0]) if row else ""


def _upgrade(engine: Engine) -> None:
    from alembic import command  # 0.3 s, needed only for a new or an older store
    from alembic.config import Config

    with engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            config = Config()
            config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.execute(text("DELETE FROM store_info WHERE key = 'schema_made_by'"))
            connection.execute(
                text("INSERT INTO store_info (key, value) VALUES ('schema_made_by', :version)"), {"version": __version__}
            )
