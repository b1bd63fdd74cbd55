"""Who may do what to a log on a server: three roles of the database, which the server holds to, whatever the window shows."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.team import EDITOR, PUBLISHER, READER, ROLES
from pct_tracker.store.tables import (
    ACTIVITY,
    ENTRY,
    EXPORT_RECORD,
    IMPORT_LAYOUT,
    LINE,
    LOCK,
    PARTS,
    RULE_GRADE,
    SAVED_VIEW,
    TEMPLATE,
    TEMPLATE_FILE,
    WORDING,
)

_SEARCH = "search_text"
_CHANGED = (ACTIVITY.name, *(part.name for part in PARTS), _SEARCH, TEMPLATE.name, SAVED_VIEW.name, IMPORT_LAYOUT.name)
_ADDED_TO = (ENTRY.name, LINE.name, EXPORT_RECORD.name)
"""What is told there is never changed or taken back; of a step only its state is, by undo and redo."""


def create_roles(connection: Connection) -> None:
    """Makes the roles of this database and gives them what they may do; what is there already is renewed."""
    names = {role: _name(connection, role) for role in ROLES}
    for name in names.values():
        if not _exists(connection, name):
            connection.exec_driver_sql(f"CREATE ROLE {_quoted(connection, name)} NOLOGIN")
    _give_rights(connection, {role: _quoted(connection, name) for role, name in names.items()})


def renew_roles(connection: Connection) -> None:
    """Gives the roles what they may do in tables that are new; nothing, where nobody made the roles yet."""
    if all(_exists(connection, _name(connection, role)) for role in ROLES):
        create_roles(connection)


def give_role(connection: Connection, role: str, person: str) -> None:
    """Gives somebody a role in the place of another one. Raises UserError if the server does not know the person or the roles."""
    for name in (person, *(_name(connection, one) for one in ROLES)):
        if not _exists(connection, name):
            raise UserError("server.no-such-role", name=name)
    for one in ROLES:
        verb, link = ("GRANT", "TO") if one == role else ("REVOKE", "FROM")
        connection.exec_driver_sql(f"{verb} {_quoted(connection, _name(connection, one))} {link} {_quoted(connection, person)}")


def read_members(connection: Connection) -> dict[str, list[str]]:
    """The people who have each role; empty where the roles were not made."""
    members = text(
        "SELECT m.rolname FROM pg_auth_members JOIN pg_roles g ON g.oid = roleid JOIN pg_roles m ON m.oid = member"
        " WHERE g.rolname = :name AND NOT m.rolname = ANY(:roles) ORDER BY 1"
    )
    names = {role: _name(connection, role) for role in ROLES}
    if not all(_exists(connection, name) for name in names.values()):
        return {}
    roles = list(names.values())
    return {role: list(connection.execute(members, {"name": name, "roles": roles}).scalars()) for role, name in names.items()}


def is_owner(connection: Connection) -> bool:
    """Whether whoever is connected may change the tables themselves."""
    asked = "SELECT pg_has_role(session_user, relowner, 'MEMBER') FROM pg_class WHERE oid = 'alembic_version'::regclass"
    return bool(connection.execute(text(asked)).scalar())


def role_of(connection: Connection) -> str:
    """What whoever is connected may do: one of ROLES, by what the server lets them do and not by a name."""
    asked = text(f"SELECT has_table_privilege('{LOCK.name}', 'INSERT'), has_table_privilege('{ACTIVITY.name}', 'INSERT')")
    may_lock, may_edit = connection.execute(asked).one()
    return PUBLISHER if may_lock else EDITOR if may_edit else READER


def _give_rights(connection: Connection, names: dict[str, str]) -> None:
    database = _quoted(connection, connection.execute(text("SELECT current_database()")).scalar_one())
    reader, editor, publisher = names[READER], names[EDITOR], names[PUBLISHER]
    everybody = f"{reader}, {editor}, {publisher}"
    for statement in (
        f"GRANT {reader} TO {editor}",
        f"GRANT {editor} TO {publisher}",
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO {everybody}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {everybody}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {everybody}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {reader}",
        f"GRANT INSERT, UPDATE, DELETE ON {_list(_CHANGED)} TO {editor}",
        f"GRANT INSERT ON {_list(_ADDED_TO)} TO {editor}",
        f"GRANT UPDATE (state) ON {ENTRY.name} TO {editor}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {editor}",
        f"GRANT INSERT ON {_list((LOCK.name, WORDING.name, RULE_GRADE.name, TEMPLATE_FILE.name))} TO {publisher}",
        f"GRANT UPDATE (unlocked, unlocked_by, reason) ON {LOCK.name} TO {publisher}",
    ):
        connection.exec_driver_sql(statement)


def _list(tables: Iterable[str]) -> str:
    return ", ".join(tables)


def _name(connection: Connection, role: str) -> str:
    """Roles belong to the whole server, so they are named after the database."""
    return f"{connection.execute(text('SELECT current_database()')).scalar_one()}_{role}"


def _exists(connection: Connection, name: str) -> bool:
    return connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name}).first() is not None


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name).replace("%", "%%")
