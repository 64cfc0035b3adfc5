"""Where an index lies: in a file of SQLite for each audience, or in tables of PostgreSQL."""

from lckm_search.stores.tables import Row, Store, Tables

__all__ = ["Row", "Store", "Tables", "store"]


def store(place: str) -> Store:
    """Return the store of a place: an address ``postgresql://…``, or the path of a folder. Nothing is opened yet."""
    if place.startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
        from lckm_search.stores.postgresql import PostgresStore

        return PostgresStore(place)
    from lckm_search.stores.sqlite import SqliteStore

    return SqliteStore(place)
