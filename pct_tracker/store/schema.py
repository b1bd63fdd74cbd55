"""Brings the schema of a store to the newest revision, or refuses what it cannot read."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from pct_tracker import __version__
from pct_tracker.domain.errors import UserError
from pct_tracker.store.dialects import Dialect
from pct_tracker.store.revisions import HEAD, REVISIONS


def prepare_schema(engine: Engine, dialect: Dialect, *, anew: bool = False) -> None:
    """Makes, checks or upgrades the schema. Alembic is imported only when there is something to do.

    Raises UserError "store.gone" where there is nothing but backups of a log, unless it is to be made `anew`.
    """
    if not anew:
        dialect.refuse_what_is_gone()
    dialect.make_place()
    revision = check_schema(engine, dialect)
    if revision not in (HEAD, None):
        dialect.keep_before(engine, "before-migration")
    dialect.prepare(engine)
    if revision != HEAD:
        upgrade(engine, dialect)
    dialect.take_note()


def check_schema(engine: Engine, dialect: Dialect) -> str | None:
    """The revision of a store, None for an empty one. Raises UserError for a file that is no store or of a newer version."""
    dialect.check_place()
    return dialect.read(engine, lambda connection: _known_revision(connection, dialect.name))


def _known_revision(connection: Connection, name: str) -> str | None:
    revision = read_revision(connection)
    if revision is None and inspect(connection).get_table_names():
        raise UserError("store.not-a-store", file=name)
    if revision is not None and revision not in REVISIONS:
        raise UserError("store.newer", file=name, version=_read_program(connection) or "?", own=__version__)
    return revision


def read_revision(connection: Connection) -> str | None:
    """The revision of the schema; None if there is none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row[0]) if row else None


def _read_program(connection: Connection) -> str:
    row = connection.execute(text("SELECT value FROM store_info WHERE key = 'schema_made_by'")).first()
    return str(row[0]) if row else ""


def upgrade(engine: Engine, dialect: Dialect) -> None:
    """Makes the tables, or brings them up to date, without a backup."""
    dialect.write(engine, lambda connection: _upgrade(connection, dialect))


def _upgrade(connection: Connection, dialect: Dialect) -> None:
    from alembic import command  # 0.3 s, needed only for a new or an older store
    from alembic.config import Config

    if read_revision(connection) == HEAD:
        return  # somebody else was quicker
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes.update(connection=connection, dialect=dialect)
    command.upgrade(config, "head")
    connection.execute(text("DELETE FROM store_info WHERE key = 'schema_made_by'"))
    made_by = text("INSERT INTO store_info (key, value) VALUES ('schema_made_by', :version)")
    connection.execute(made_by, {"version": __version__})
    dialect.finish_schema(connection)
