"""Drawers in SQLite: a file a month, beside the database's own.

One transaction over two files in WAL mode is not one act when the machine stops (SQLite's documentation of ATTACH says so),
and in rollback mode, where it is, it costs six times as many waits for the disk. So the order makes it one: a personal part is
durable in its file before the transaction ends that makes its report exist, and what is to be destroyed is noted in the
transaction that makes the report anonymous, and destroyed after it, again after a crash.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Engine, func, insert, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lckm_sql.database import Database, writing
from lckm_sql.errors import DamagedMonthError, UnknownPartitionsError
from lckm_sql.partitions import Month, MonthsOf, live_months
from lckm_sql.permissions import make_file, make_folder, open_to_all
from lckm_sql.secure_erase_sqlite import OF_MONTH, finish
from lckm_sql.sqlite_files import (
    checkpoint,
    going_on,
    is_broken,
    is_damaged,
    is_sound,
    is_whole,
    to_wal,
)
from lckm_sql.sqlite_schema import (
    DATA,
    LAST,
    PERSONAL,
    THERE,
)
from lckm_sql.stale_files import left_over
from lckm_sql.tables import months, unfinished


class SqliteDrawers:
    """A file for each month, in the folder beside the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[int, str] = {}
        file = database.file
        self.folder = file.with_name(f"{file.name}-months")
        """The folder with the files of the months."""

    def path(self, month: Month) -> Path:
        """Return the file of a month."""
        return _path(self.folder, month)

    def engine(self, month: Month) -> Engine:
        """Return the engine of the file of a month."""
        return self._database.of_file(self.path(month))

    def _begun(self, month: Month) -> Path:
        """Return the empty file that stands beside the one of a month until the transaction that makes it has ended."""
        return self.folder / f"{month.name}.begun"

    def make(self, connection: Connection, month: Month) -> None:
        """Make the file of a new month; nobody looks for it before the transaction ends. Raises :class:`UnknownPartitionsError`."""
        make_folder(self.folder)
        # One of a transaction that never ended may be there, for its number is given again; any other is not ours to destroy.
        if self.path(month).exists() and not self._begun(month).exists():
            raise UnknownPartitionsError(str(self.path(month)))
        make_file(self._begun(month))
        self.unlink(self.path(month))
        make_file(self.path(month))
        to_wal(self.engine(month))
        with writing(self.engine(month)) as file:
            PERSONAL.metadata.create_all(file)

    def made(self, month: Month) -> None:
        """Take away what stood for its not being made yet."""
        self._begun(month).unlink(missing_ok=True)

    def is_there(self, month: Month) -> bool:
        """Return whether there is the file."""
        return self.path(month).exists()

    def is_sound(self, month: Month) -> bool:
        """Return whether there is the file, whole; nobody may be using it."""
        return self.path(month).exists() and is_sound(self.path(month))

    def is_full(self, connection: Connection, month: Month) -> bool:
        """Return whether nothing can be put there: its file is away or damaged. Nothing takes longer with much in a file."""
        if not self.path(month).exists():
            return True
        try:
            with closing(self.engine(month).raw_connection()) as file:
                file.cursor().execute(LAST).fetchone()
        except (SQLAlchemyError, sqlite3.Error) as error:
            if not is_broken(error):
                raise
            self._database.forget_file(self.path(month))
            return True
        return False

    def put(self, connection: Connection, month: Month, number: str, data: bytes) -> None:
        """Keep a personal part, durable before the transaction of *connection* ends."""
        # By the driver itself, for this is done with every report, and SQLAlchemy takes longer over it than SQLite.
        struck = damaged = False
        with closing(self.engine(month).raw_connection()) as file:
            cursor = file.cursor()
            try:
                cursor.execute("BEGIN IMMEDIATE")
                struck = self.without_orphan(connection, cursor, month)
                cursor.execute("INSERT INTO personal (number, data) VALUES (?, ?)", (number, data))
                cursor.execute("COMMIT")
            except sqlite3.Error as error:
                damaged = is_damaged(error)
                if not damaged:
                    raise
        if damaged:
            raise DamagedMonthError(str(self.path(month)))
        if struck:
            checkpoint(self.engine(month))

    def kept(self, month: Month, number: str) -> None:
        """Remember it, for while it is the last in its file nobody need look whether its report is there."""
        self._kept[month.id] = number

    def without_orphan(self, connection: Connection, cursor: Any, month: Month) -> bool:
        """Write over the last personal part if its transaction never ended; return whether it was so.

        Only the last can be such: there is one writer.
        """
        last = cursor.execute(LAST).fetchone()
        if last is None or not last[2] or last[1] == self._kept.get(month.id):
            return False
        if connection.execute(OF_MONTH, {"of": last[1], "here": month.id}).first() is not None:
            return False
        cursor.execute(
            "UPDATE personal SET data = zeroblob(length(data)) WHERE seq = ?", (last[0],)
        )
        return True

    def read(self, reader: Connection, month: Month, number: str) -> bytes | None:
        """Return a personal part; ``None`` also when its file went away meanwhile."""
        try:
            if not self.path(month).exists():
                return None
            with self.engine(month).connect() as file, file.begin():
                data: bytes | None = file.execute(DATA, {"of": number}).scalar()
        except DBAPIError:
            if self.path(month).exists():
                raise
            return None
        return data if data and data[0] else None

    def replace(self, connection: Connection, month: Month, number: str, data: bytes) -> None:
        """Write another one of the same length over it."""
        with writing(self.engine(month)) as file:
            file.execute(update(PERSONAL).where(PERSONAL.c.number == number).values(data=data))

    def numbers(self, reader: Connection, month: Month, after: str, limit: int) -> Sequence[str]:
        """Return the numbers in the file of a month."""
        return [row.number for row in self._page(month, after, limit, PERSONAL.c.number)]

    def parts(
        self, reader: Connection, month: Month, after: str, limit: int
    ) -> Sequence[tuple[str, bytes]]:
        """Return the same with the personal parts."""
        rows = self._page(month, after, limit, PERSONAL.c.number, PERSONAL.c.data)
        return [(row.number, row.data) for row in rows]

    def _page(self, month: Month, after: str, limit: int, *columns: Column[Any]) -> Sequence[Any]:
        here = select(*columns).where(PERSONAL.c.number > after, THERE)
        with self.engine(month).connect() as file, file.begin():
            return file.execute(here.order_by(PERSONAL.c.number).limit(limit)).all()

    def count(self, reader: Connection, month: Month) -> int:
        """Return how many there are in the file of a month; none when it is away, which :meth:`verify` tells."""
        if not self.path(month).exists():
            return 0
        with self.engine(month).connect() as file, file.begin():
            return file.execute(
                select(func.count()).select_from(PERSONAL).where(THERE)
            ).scalar_one()

    @contextmanager
    def destroying(self, of: MonthsOf, *, keys: bool = False) -> Iterator[Connection]:
        """Begin the transaction: there is one writer."""
        with self._database.writing() as connection:
            yield connection

    def strike(self, connection: Connection, month: Month, numbers: Sequence[str]) -> None:
        """Note which personal parts are to be written over."""
        connection.execute(
            insert(unfinished),
            [{"month_id": month.id, "report_number": number} for number in numbers],
        )

    def drop(self, connection: Connection, over: Sequence[Month]) -> None:
        """Note that the files are to be removed."""
        connection.execute(insert(unfinished), [{"month_id": month.id} for month in over])

    def finish(self) -> None:
        """Destroy what is noted."""
        finish(self._database, self)

    def recover(self) -> None:
        """Do what a crash left: finish, write over a personal part without report, remove files that never became a month's.

        A file that is damaged, or that somebody holds, is left as it is, for everything else goes on; :meth:`verify` tells of it.
        """
        self._kept.clear()
        with going_on():
            self.finish()
        # Nor is it so where the database is damaged: then the transaction, in which a damaged page was met, does not even end well.
        with going_on(), self._database.writing() as connection:
            self._look_over(connection)

    def _look_over(self, connection: Connection) -> None:
        live = [*live_months(connection)]
        begun = [*self.folder.glob("*.begun")] if self.folder.exists() else []
        ended = {self._begun(month) for month in live}
        for mark in begun:
            if mark not in ended:
                self.unlink(mark.with_suffix(".sqlite"))
            mark.unlink(missing_ok=True)
        for month in live:
            if self.path(month).exists():
                with going_on():
                    self._recover_last(connection, month)

    def strange(self, reader: Connection) -> Iterator[str]:
        """Yield files of months that the database does not know."""
        dropped = select(months.c.id, months.c.expires).join(
            unfinished, unfinished.c.month_id == months.c.id
        )
        gone = (Month(row.id, row.expires) for row in reader.execute(dropped).all())
        known = {self.path(month) for month in (*live_months(reader), *gone)}
        yield from (str(path) for path in sorted(self.folder.glob("*.sqlite")) if path not in known)

    def unfinished(self, reader: Connection) -> Iterator[str]:
        """Yield what is noted and not destroyed yet."""
        query = select(unfinished.c.report_number, months.c.expires).join(
            months, months.c.id == unfinished.c.month_id
        )
        for number, expires in reader.execute(query):
            yield number or expires.isoformat()

    def is_whole(self, month: Month | None) -> bool | None:
        """Return whether a file is undamaged; one that is away raises."""
        return is_whole(self._database.engine if month is None else self.engine(month))

    def left_over(self) -> Iterator[Path]:
        """Yield what a backup or a restore that was stopped left beside the database."""
        return left_over(self._database.file)

    def open_to_all(self) -> Iterator[Path]:
        """Yield the files and folders of the database that every user of the machine may use."""
        file = self._database.file
        beside = (file.with_name(file.name + suffix) for suffix in ("", "-wal", "-shm"))
        yield from open_to_all([*beside, self.folder, *self.folder.glob("*")])

    def _recover_last(self, connection: Connection, month: Month) -> None:
        with closing(self.engine(month).raw_connection()) as file:
            struck = self.without_orphan(connection, file.cursor(), month)
        if struck:
            checkpoint(self.engine(month))

    def unlink(self, path: Path) -> None:
        """Remove a file, and its bytes from whoever has it open."""
        self._database.forget_file(path)
        for suffix in ("-wal", ""):
            one = path.with_name(path.name + suffix)
            if one.exists():
                with one.open("r+b") as file:
                    one.unlink()
                    # Another process may have it open, and would keep its bytes on the disk.
                    file.truncate()
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)


@lru_cache
def _path(folder: Path, month: Month) -> Path:
    # Kept in mind, for it is asked for several times a report.
    return folder / f"{month.name}.sqlite"
