"""An SQLite database: its tables, and its rows before and after an erasure."""

from collections.abc import Iterator
from pathlib import Path

from database_flow import editing, prepare, register, reporting
from running import transcript
from tables import dump

FILE = Path("lckm.sqlite")


def produce() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file."""
    prepare(f"sqlite:///{FILE}")
    yield "migrate", transcript("procedure", "list") + transcript("migrate") + transcript("migrate")
    schema, rows = dump(FILE)
    yield "new", schema + rows
    yield from editing()
    register()
    yield from _whole("registered")
    yield from reporting()
    yield from _whole("withdrawn")


def _whole(name: str) -> Iterator[tuple[str, str]]:
    """Yield the rows of the database, and of each month's file beside it the tables as well."""
    schema, rows = dump(FILE)
    yield f"{name}.rows", rows
    for path in sorted(Path(f"{FILE}-months").glob("*.sqlite")):
        schema, rows = dump(path)
        yield f"{name}.{path.stem}", schema + rows
