"""What the server itself sees to, whoever writes and with whatever program: it tells of changes, keeps locks and names true."""

from sqlalchemy import Connection

from pct_tracker.store.server.troubles import YEAR_IS_LOCKED

CHANNEL = "pct_tracker"
"""The channel on which the server tells of every new entry of the journal, by its number."""

_TELL = f"""
CREATE OR REPLACE FUNCTION tell_of_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('{CHANNEL}', NEW.id::text);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tell_of_entry AFTER INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION tell_of_entry();
"""

# Whoever made the tables may bring in a journal with the names of others, as `copy` does.
_AUTHOR = """
CREATE OR REPLACE FUNCTION name_author() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN
        NEW.author := session_user;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER name_author BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION name_author();
"""

_LOCKS = f"""
CREATE OR REPLACE FUNCTION refuse_locked_year() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    caught integer;
BEGIN
    SELECT min(year) INTO caught FROM year_lock WHERE unlocked IS NULL
        AND (TG_OP <> 'INSERT' AND year = OLD.year OR TG_OP <> 'DELETE' AND year = NEW.year);
    IF caught IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = caught::text, ERRCODE = '{YEAR_IS_LOCKED}';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER refuse_locked_year BEFORE INSERT OR UPDATE OR DELETE ON activity
    FOR EACH ROW EXECUTE FUNCTION refuse_locked_year();
"""  # noqa: S608 - nothing in it comes from outside


def write_rules(connection: Connection) -> None:
    """Writes the rules into the database, in the place of those of an earlier version."""
    for rule in (_TELL, _AUTHOR, _LOCKS):
        connection.exec_driver_sql(rule)
