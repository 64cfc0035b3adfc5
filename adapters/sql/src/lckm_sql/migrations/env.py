"""What Alembic runs for each upgrade: in the transaction that it is given."""

from alembic import context

from lckm_sql.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
