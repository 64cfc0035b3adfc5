"""The versions of the schema, as Alembic has them."""
