"""Runs the steps on the connection that the store hands over, inside its transaction."""

from alembic import context

from pct_tracker.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=False)
context.run_migrations()
