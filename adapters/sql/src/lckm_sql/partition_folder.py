"""The folder of a database's partitions in SQLite: which it is, and whether it is there."""

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, select

from lckm_sql.database import Database
from lckm_sql.errors import PartitionsAwayError, UnknownPartitionsError
from lckm_sql.folder_mark import EMPTY, new_id, read_mark, store_id, stored_id, write_mark
from lckm_sql.partitions import Partition, live_partitions
from lckm_sql.sqlite_files import create_folder
from lckm_sql.tables import months, unfinished


class PartitionFolder:
    """The folder, which may be where a disk is mounted, or a link to one."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._id = 0

    def files(self) -> Sequence[Path]:
        """Return the files of partitions that are in it, sorted."""
        return sorted(self._folder.glob("*.sqlite"))

    def prepare(self, connection: Connection, partition: Partition) -> None:
        """Create the folder with the first *partition* of a database; later, require it.

        Raises :class:`UnknownPartitionsError` where it is another database's, and
        :class:`PartitionsAwayError` where it is away.
        """
        if stored_id(connection) > 0 or _has_any(connection, besides=partition):
            # A folder made where a disk is to be mounted would be hidden by it, with its data.
            self.require_reachable()
        else:
            self._create(connection)

    def _create(self, connection: Connection) -> None:
        """Create the folder, or take an empty one, for a database that never had one."""
        id = abs(stored_id(connection))
        if read_mark(self._folder) not in (None, EMPTY, id):
            raise UnknownPartitionsError(str(self._folder))
        if self._folder.is_symlink() and not self._folder.exists():
            raise PartitionsAwayError(str(self._folder))
        create_folder(self._folder)
        write_mark(self._folder, id)
        store_id(connection, id)

    def is_reachable(self) -> bool:
        """Return whether the folder is there, with the mark of this database."""
        found = read_mark(self._folder)
        if found and found == self._id:
            return True
        # Another process may have made the folder, or given the database its id.
        with self._database.reading() as connection:
            return self._recognise(connection, found)

    def is_away(self) -> bool:
        """Return whether the database ever had a folder, and it is not there."""
        with self._database.reading() as connection:
            had_one = stored_id(connection) > 0 or _has_any(connection)
        return had_one and not self.is_reachable()

    def require_folder(self) -> None:
        """Raise :class:`PartitionsAwayError` where it is away and the database ever had one."""
        if self.is_away():
            raise PartitionsAwayError(str(self._folder))

    def _recognise(self, connection: Connection, found: int | None) -> bool:
        """Return whether a mark is this database's, which an empty one may become."""
        id = stored_id(connection)
        self._id = abs(id)
        if found:
            return found == self._id
        files = set(self.files())
        is_known = not files.isdisjoint(
            path_of(self._folder, live) for live in live_partitions(connection)
        )
        # An operator makes an empty mark in a folder that was copied, or in place of a lost one.
        # Without any it is that of an older program, which is taken over once.
        is_ours = (is_known or not files) if found == EMPTY else is_known and id < 0
        if is_ours:
            with suppress(OSError):  # the disk may be for reading alone
                write_mark(self._folder, self._id)
        return is_ours

    def require_reachable(self) -> None:
        """Raise :class:`PartitionsAwayError` where the folder is away."""
        if not self.is_reachable():
            raise PartitionsAwayError(str(self._folder))

    def returned(self) -> Sequence[Path]:
        """Return the files of months that were ended while another disk was in their place."""
        files = set(self.files())
        if not files or not self.is_reachable():
            return []
        query = select(months.c.id, months.c.expires).where(months.c.dropped_at.is_not(None))
        with self._database.reading() as connection:
            dropped = [Partition(row.id, row.expires) for row in connection.execute(query)]
        return sorted(files.intersection(path_of(self._folder, month) for month in dropped))

    def unknown(self, reader: Connection) -> Sequence[Path]:
        """Return the files of partitions that the database does not know."""
        query = select(months.c.id, months.c.expires).join(
            unfinished, unfinished.c.month_id == months.c.id
        )
        being_dropped = (Partition(row.id, row.expires) for row in reader.execute(query).all())
        known = {
            path_of(self._folder, partition)
            for partition in (*live_partitions(reader), *being_dropped)
        }
        return [path for path in self.files() if path not in known]

    def settle_id(self) -> None:
        """Give the database an id where it has none, which is final once its folder has it."""
        with self._database.reading() as connection:
            id = stored_id(connection)
        if not id:
            with self._database.writing() as connection:
                store_id(connection, stored_id(connection) or -new_id())
        if id <= 0 and self.is_reachable():
            with self._database.writing() as connection:
                store_id(connection, abs(stored_id(connection)))


@lru_cache
def path_of(folder: Path, partition: Partition) -> Path:
    """Return the file of a partition."""
    # Cached, as it is needed several times for each report.
    return folder / f"{partition.name}.sqlite"


def _has_any(connection: Connection, besides: Partition | None = None) -> bool:
    """Return whether a database has partitions that are not erased yet."""
    return any(live != besides for live in live_partitions(connection)) or bool(
        connection.execute(select(unfinished.c.id).limit(1)).first()
    )
