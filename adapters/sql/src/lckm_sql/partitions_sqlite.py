"""Partitions in SQLite: a file for each month of expiry, in a folder beside the database."""

# A transaction over two files in WAL mode is not atomic when the machine stops (SQLite's
# documentation of ATTACH says so); in rollback mode it is, and costs six times as many disk
# syncs. So the order of writes makes it atomic: personal data are durable in their file before
# the transaction that inserts the report ends; what is to be erased is noted in the transaction
# that makes the report anonymous, and erased after it, again after a crash.

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    func,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lckm_sql.damaged_sqlite import may_have
from lckm_sql.database import Database, writing
from lckm_sql.errors import DamagedPartitionError, UnknownPartitionsError
from lckm_sql.partition_folder import PartitionFolder, path_of
from lckm_sql.partitions import Partition, SelectPartitions, live_partitions
from lckm_sql.personal_table import DATA, LAST, NOT_ERASED, PERSONAL
from lckm_sql.report_numbers import is_never_given
from lckm_sql.secure_erase_sqlite import LOST, REGISTERED, purge
from lckm_sql.sqlite_files import (
    checkpoint,
    create_file,
    enable_wal,
    is_broken,
    is_damaged,
    is_intact,
    is_sound,
    is_unopened,
    skip_broken,
    stale_files,
    world_accessible,
)
from lckm_sql.sqlite_paths import months_folder
from lckm_sql.tables import months, unfinished


class SqlitePartitions:
    """A file for each partition, in the folder beside the database.

    *numbering* is the pattern of the numbers that the database gives reports, empty for none.
    """

    def __init__(self, database: Database, numbering: str = "") -> None:
        self._database = database
        self._numbering = numbering
        self._last_inserted: dict[int, str] = {}
        self.folder = months_folder(database.file)
        """The folder with the files of the partitions."""
        self._place = PartitionFolder(database, self.folder)

    def path(self, partition: Partition) -> Path:
        """Return the file of a partition."""
        return path_of(self.folder, partition)

    def engine(self, partition: Partition) -> Engine:
        """Return the engine of a partition's file.

        Raises :class:`PartitionsAwayError`: another database has files of the same names.
        """
        self.require_reachable()
        return self._engine(partition)

    def _engine(self, partition: Partition) -> Engine:
        """Return the same where the folder was looked at before."""
        return self._database.file_engine(self.path(partition))

    def _marker(self, partition: Partition) -> Path:
        """Return the empty file that exists until the creating transaction is committed."""
        return self.folder / f"{partition.name}.begun"

    # ── creating ─────────────────────────────────────────────────────────────────────────────

    def create(self, connection: Connection, partition: Partition) -> None:
        """Create the file of a new partition.

        Raises :class:`UnknownPartitionsError` where another database left one of that name, and
        :class:`PartitionsAwayError` where the folder of earlier ones is away.
        """
        self._place.prepare(connection, partition)
        # A transaction that was never committed may have left one, for its id is used again;
        # any other file is not ours to destroy.
        if self.path(partition).exists() and not self._marker(partition).exists():
            raise UnknownPartitionsError(str(self.path(partition)))
        create_file(self._marker(partition))
        self.unlink(self.path(partition))
        create_file(self.path(partition))
        enable_wal(self._engine(partition))
        with writing(self._engine(partition)) as file:
            PERSONAL.metadata.create_all(file)

    def confirm_created(self, partition: Partition) -> None:
        """Remove the marker of an uncommitted partition."""
        self._marker(partition).unlink(missing_ok=True)

    @property
    def are_reachable(self) -> bool:
        """Whether the folder is there, with the mark of this database."""
        return self._place.is_reachable()

    def require_reachable(self) -> None:
        """Raise :class:`PartitionsAwayError` where the folder is away."""
        self._place.require_reachable()

    @property
    def are_away(self) -> bool:
        """Whether the database ever had a folder, and it is not there."""
        return self._place.is_away()

    def exists(self, partition: Partition) -> bool:
        """Return whether the file exists."""
        return self.path(partition).exists()

    def is_sound(self, partition: Partition) -> bool:
        """Return whether the file exists and is intact; nobody may be using it."""
        return self.path(partition).exists() and is_sound(self.path(partition), PERSONAL.name)

    def is_full(self, connection: Connection, partition: Partition) -> bool:
        """Return whether nothing can be inserted: the file is missing or damaged."""
        # No operation takes longer with much in a file, so size does not matter.
        if not self.path(partition).exists():
            return True
        try:
            with closing(self.engine(partition).raw_connection()) as file:
                file.cursor().execute(LAST).fetchone()
        except (SQLAlchemyError, sqlite3.Error) as error:
            if not is_broken(error):
                raise
            self._database.close_file(self.path(partition))
            return True
        return False

    # ── rows ─────────────────────────────────────────────────────────────────────────────────

    def insert(
        self, connection: Connection, partition: Partition, number: str, data: bytes
    ) -> None:
        """Insert personal data, durable before the transaction of *connection* ends."""
        self.require_reachable()
        # By the driver itself: this is done with every report, and SQLAlchemy takes longer over
        # it than SQLite.
        has_erased = is_broken_file = False
        with closing(self._engine(partition).raw_connection()) as file:
            cursor = file.cursor()
            try:
                cursor.execute("BEGIN IMMEDIATE")
                has_erased = self.erase_orphan(connection, cursor, partition)
                cursor.execute("INSERT INTO personal (number, data) VALUES (?, ?)", (number, data))
                cursor.execute("COMMIT")
            except sqlite3.Error as error:
                is_broken_file = is_damaged(error)
                if not is_broken_file:
                    raise
        if is_broken_file:
            raise DamagedPartitionError(str(self.path(partition)))
        if has_erased:
            checkpoint(self._engine(partition))

    def confirm_inserted(self, partition: Partition, number: str) -> None:
        """Remember the last report of the file, so that it is not taken for an orphan."""
        self._last_inserted[partition.id] = number

    def erase_orphan(self, connection: Connection, cursor: Any, partition: Partition) -> bool:
        """Erase the last row if its report was never committed; return whether it was so."""
        # Only the last can be an orphan: there is one writer.
        last = cursor.execute(LAST).fetchone()
        if last is None or not last[2] or last[1] == self._last_inserted.get(partition.id):
            return False
        values = {"of": last[1], "here": partition.id}
        # The report of one that the trail knows was committed and is lost: verify tells.
        if any(connection.execute(query, values).first() for query in (REGISTERED, LOST)):
            return False
        if is_never_given(connection, self._numbering, last[1]):
            # An older database was put back beside newer files: verify tells.
            return False
        cursor.execute(
            "UPDATE personal SET data = zeroblob(length(data)) WHERE seq = ?", (last[0],)
        )
        return True

    def insert_all(
        self, connection: Connection, partition: Partition, rows: Sequence[tuple[str, bytes]]
    ) -> None:
        """Insert personal data of reports that have a row already, durable when this returns."""
        with writing(self.engine(partition)) as file:
            file.execute(
                insert(PERSONAL), [{"number": number, "data": data} for number, data in rows]
            )

    def lock(self, connection: Connection, partition: Partition) -> None:
        """Do nothing: there is one writer."""

    def read(self, reader: Connection, partition: Partition, number: str) -> bytes | None:
        """Return the personal data of a report; ``None`` also when the file is gone."""
        self.require_reachable()
        try:
            if not self.path(partition).exists():
                return None
            with self._engine(partition).connect() as file, file.begin():
                data: bytes | None = file.execute(DATA, {"of": number}).scalar()
        except DBAPIError:
            if self.path(partition).exists():
                raise
            self.require_reachable()
            return None
        return data if data and data[0] else None

    def holds(self, connection: Connection, partition: Partition, number: str) -> bool:
        """Return whether what is to be erased is here, or in a file that is damaged.

        An empty file says that its data are lost for good.
        """
        path = self.path(partition)
        if not self.are_reachable or not path.exists():
            return False
        try:
            with closing(self._engine(partition).raw_connection()) as file:
                return path.stat().st_size == 0 or may_have(file, number)
        except (SQLAlchemyError, sqlite3.Error) as error:
            if not (is_damaged(error) or is_unopened(error)):
                raise
            return is_damaged(error)

    def replace(
        self, connection: Connection, partition: Partition, number: str, data: bytes
    ) -> None:
        """Overwrite personal data by others of the same length."""
        with writing(self.engine(partition)) as file:
            file.execute(update(PERSONAL).where(PERSONAL.c.number == number).values(data=data))

    def numbers(
        self, reader: Connection, partition: Partition, after: str, limit: int
    ) -> Sequence[str]:
        """Return the numbers in a partition greater than *after*, sorted."""
        return [row.number for row in self._page(partition, after, limit, PERSONAL.c.number)]

    def rows(
        self, reader: Connection, partition: Partition, after: str, limit: int
    ) -> Sequence[tuple[str, bytes]]:
        """Return the same numbers, each with its personal data."""
        rows = self._page(partition, after, limit, PERSONAL.c.number, PERSONAL.c.data)
        return [(row.number, row.data) for row in rows]

    def _page(
        self, partition: Partition, after: str, limit: int, *columns: Column[Any]
    ) -> Sequence[Any]:
        query = select(*columns).where(PERSONAL.c.number > after, NOT_ERASED)
        with self.engine(partition).connect() as file, file.begin():
            return file.execute(query.order_by(PERSONAL.c.number).limit(limit)).all()

    def count(self, reader: Connection, partition: Partition) -> int:
        """Return how many rows a partition has; 0 when its file is missing."""
        if not self.path(partition).exists():
            return 0
        query = select(func.count()).select_from(PERSONAL).where(NOT_ERASED)
        with self.engine(partition).connect() as file, file.begin():
            return file.execute(query).scalar_one()

    def count_beginning(
        self, reader: Connection, partition: Partition, first: Sequence[bytes]
    ) -> int:
        """Return how many rows begin with one of these bytes; 0 when the file is missing."""
        if not self.path(partition).exists():
            return 0
        query = select(func.count()).where(func.substr(PERSONAL.c.data, 1, 1).in_(first))
        with self.engine(partition).connect() as file, file.begin():
            return file.execute(query).scalar_one()

    def has_index(self, reader: Connection, partition: Partition) -> bool:
        """Return whether the file has the index by number."""
        names = {str(index.name) for index in PERSONAL.indexes}
        with self.engine(partition).connect() as file, file.begin():
            return names <= {index["name"] for index in inspect(file).get_indexes(PERSONAL.name)}

    # ── erasing ──────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def erasing(
        self, select_partitions: SelectPartitions, *, keys: bool = False
    ) -> Iterator[Connection]:
        """Begin the transaction: there is one writer."""
        with self._database.writing() as connection:
            yield connection

    def erase_rows(
        self, connection: Connection, partition: Partition, numbers: Sequence[str]
    ) -> None:
        """Note which rows to overwrite; :meth:`purge` does it."""
        rows = [{"month_id": partition.id, "report_number": number} for number in numbers]
        connection.execute(insert(unfinished), rows)

    def drop_partitions(self, connection: Connection, dropped: Sequence[Partition]) -> None:
        """Note which files to remove; :meth:`purge` does it."""
        rows = [{"month_id": partition.id} for partition in dropped]
        connection.execute(insert(unfinished), rows)

    def purge(self) -> None:
        """Overwrite the rows and remove the files that are noted."""
        purge(self._database, self)
        for path in self._place.returned():
            self.unlink(path)

    def unlink(self, path: Path) -> None:
        """Remove a file and its journal, leaving no bytes to whoever has it open."""
        self._database.close_file(path)
        for suffix in ("-wal", ""):
            target = path.with_name(path.name + suffix)
            if target.exists():
                with target.open("r+b") as file:
                    target.unlink()
                    # Another process that has it open would keep its bytes on the disk.
                    file.truncate()
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)

    # ── after a crash ────────────────────────────────────────────────────────────────────────

    def recover(self) -> None:
        """Finish erasures, erase orphans and remove uncommitted files after a crash.

        A file that is damaged or locked is left alone, so that everything else goes on;
        ``verify`` reports it.
        """
        self._last_inserted.clear()
        with skip_broken():
            self._place.settle_id()
        with skip_broken():
            self.purge()
        # In a damaged database the transaction that met the damaged page does not even end well.
        with skip_broken(), self._database.writing() as connection:
            self._remove_uncommitted(connection)

    def _remove_uncommitted(self, connection: Connection) -> None:
        if not self.are_reachable:
            # What another database has not committed is not ours to remove.
            return
        live = [*live_partitions(connection)]
        markers = [*self.folder.glob("*.begun")] if self.folder.exists() else []
        committed = {self._marker(partition) for partition in live}
        for marker in markers:
            if marker not in committed:
                self.unlink(marker.with_suffix(".sqlite"))
            marker.unlink(missing_ok=True)
        for partition in live:
            if self.path(partition).exists():
                with skip_broken():
                    self._erase_uncommitted_row(connection, partition)

    def _erase_uncommitted_row(self, connection: Connection, partition: Partition) -> None:
        with closing(self.engine(partition).raw_connection()) as file:
            has_erased = self.erase_orphan(connection, file.cursor(), partition)
        if has_erased:
            checkpoint(self.engine(partition))

    # ── integrity ────────────────────────────────────────────────────────────────────────────

    def unknown(self, reader: Connection) -> Iterator[str]:
        """Yield files of partitions that the database does not know."""
        return map(str, () if self.are_away else self._place.unknown(reader))

    def away(self) -> Iterator[str]:
        """Yield the folder of the partitions where it should be there and is not."""
        if self.are_away:
            yield str(self.folder)

    def unfinished(self, reader: Connection) -> Iterator[str]:
        """Yield the number or the day of what is noted and not erased yet."""
        query = select(unfinished.c.report_number, months.c.expires).join(
            months, months.c.id == unfinished.c.month_id
        )
        for number, expires in reader.execute(query):
            yield number or expires.isoformat()

    def is_intact(self, partition: Partition | None) -> bool | None:
        """Return whether a file is undamaged; raises the driver's error if it is missing."""
        return is_intact(self._database.engine if partition is None else self.engine(partition))

    def stale_files(self) -> Iterator[Path]:
        """Yield what a stopped backup or restore left beside the database."""
        found = stale_files(self._database.file)
        yield from (path for path in found if path.parent != self.folder or not self.are_away)

    def world_accessible(self) -> Iterator[Path]:
        """Yield the files and folders of the database that every user may use."""
        file = self._database.file
        database_files = (file.with_name(file.name + suffix) for suffix in ("", "-wal", "-shm"))
        yield from world_accessible([*database_files, self.folder, *self.folder.glob("*")])
