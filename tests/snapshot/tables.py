"""A database as text: what its tables are and which rows they have."""

import sqlite3
from contextlib import closing
from pathlib import Path


def dump(path: Path) -> tuple[str, str]:
    """Return the statements that made an SQLite database, and its rows, table by table."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        made = database.execute(
            "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
        ).fetchall()
        schema = "".join(f"-- {kind} {name}\n{sql or ''}\n" for kind, name, sql in made)
        tables = [
            name for kind, name, sql in made if kind == "table" and "VIRTUAL" not in (sql or "")
        ]
        return schema, "".join(_rows(database, table) for table in tables)


def _rows(database: sqlite3.Connection, table: str) -> str:
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    values = ", ".join(f'quote("{column}")' for column in columns)
    order = ", ".join(str(place) for place in range(1, len(columns) + 1))
    rows = database.execute(f'SELECT {values} FROM "{table}" ORDER BY {order}')
    lines = [
        " | ".join(f"{name}={value}" for name, value in zip(columns, row, strict=True))
        for row in rows
    ]
    return f"== {table}: {len(lines)}\n" + "".join(f"{line}\n" for line in lines)
