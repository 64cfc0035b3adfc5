"""Where an index is stored: SQLite files or PostgreSQL tables."""

from lckm_search.stores.tables import Row, Store, Tables

__all__ = ["Row", "Store", "Tables", "store"]


def store(place: str) -> Store:
    """Return the store for an address ``postgresql://…`` or the path of a folder.

    Nothing is opened yet.
    """
    if place.startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
        from lckm_search.stores.postgresql import PostgresStore

        return PostgresStore(place)
    from lckm_search.stores.sqlite import SqliteStore

    return SqliteStore(place)
