"""Encryption of personal parts that were stored in the clear, for ``lckm encrypt``."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection, exists, select, update
from sqlalchemy.exc import SQLAlchemyError

from lckm_sql.database import Database, store_operation
from lckm_sql.encryption import CLEAR, Cipher
from lckm_sql.errors import CorruptPersonalDataError
from lckm_sql.keyset_pages import keyset_pages
from lckm_sql.partitions import (
    CurrentPartitions,
    Partition,
    PersonalDataPartitions,
    live_partitions,
    mark_dropped,
)
from lckm_sql.rows import utc
from lckm_sql.sqlite_files import is_broken
from lckm_sql.tables import files, reports

_PAGE = 500


class PlainPartEncryption:
    """The part of :class:`lckm_sql.SqlReports` that encrypts what lies in the clear."""

    # What a partition holds goes into another of the same month, and the partition goes as at the
    # term. A page is moved in one transaction, so that registrations wait for a page and no more,
    # and what is stopped in between is repeated.

    database: Database
    _partitions: PersonalDataPartitions
    _cipher: Cipher
    _current: CurrentPartitions

    @store_operation
    def in_clear(self) -> int:
        """Return how many reports have personal data in the clear, as far as they can be read.

        Raises :class:`StoreUnavailableError`.
        """
        with self.database.reading() as connection:
            partitions = [*live_partitions(connection)] if self._partitions.are_reachable else []
            return sum(self._count_clear(connection, partition) for partition in partitions)

    @store_operation
    def encrypt_clear(self, *, now: datetime) -> int:
        """Encrypt what lies in the clear; return of how many reports.

        A month that is damaged is left as it is; ``verify`` names it. Raises ``ValueError`` for a
        naive moment, and where nothing encrypts, :class:`KeyMissingError` and
        :class:`StoreUnavailableError`.
        """
        now = utc(now)
        if not self._cipher.is_encrypting():
            raise ValueError("there is no key to encrypt with")
        count = 0
        with self.database.reading() as connection:
            live = [*live_partitions(connection)]
            if live:
                self._partitions.require_reachable()
            partitions = [
                partition for partition in live if self._count_clear(connection, partition)
            ]
        for partition in partitions:
            self._current.avoid(partition)
            try:
                count += self._move(partition, self._current.for_day(partition.expires))
            except (SQLAlchemyError, sqlite3.Error) as error:
                if not is_broken(error):
                    raise
                continue
            with self._partitions.erasing(lambda _: (), keys=True) as connection:
                self._partitions.lock(connection, partition)
                # Somebody may have registered a report since: the next call moves it.
                if not _has_reports(connection, partition):
                    self._partitions.drop_partitions(connection, [partition])
                    mark_dropped(connection, [partition], now)
                    self._cipher.destroy_keys(connection, [partition])
            self._partitions.purge()
        return count

    def _count_clear(self, connection: Connection, partition: Partition) -> int:
        with suppress(SQLAlchemyError, sqlite3.Error):  # verify names such a partition
            return self._partitions.count_beginning(connection, partition, CLEAR)
        return 0

    def _move(self, partition: Partition, target: Partition) -> int:
        """Move the data of a partition into another, encrypted; return of how many reports."""
        count = 0

        def move(after: str) -> Sequence[tuple[str, bytes]]:
            nonlocal count
            with self.database.writing() as connection:
                page = self._partitions.rows(connection, partition, after, _PAGE)
                count += self._move_page(connection, partition, target, page)
            return page

        for _ in keyset_pages(move, lambda row: row[0], ""):
            pass
        return count

    def _move_page(
        self,
        connection: Connection,
        partition: Partition,
        target: Partition,
        page: Sequence[tuple[str, bytes]],
    ) -> int:
        numbers = [number for number, _ in page]
        query = select(reports.c.number).where(
            reports.c.number.in_(numbers), reports.c.month_id == partition.id
        )
        registered = set(connection.execute(query.with_for_update()).scalars())
        rows: list[tuple[str, bytes]] = []
        for number, data in page:
            plain = None
            if number in registered:
                with suppress(CorruptPersonalDataError):  # it stays where verify names it
                    plain = self._cipher.decrypt(connection, partition, number, data)
            if plain is not None:
                rows.append((number, self._cipher.encrypt(connection, target, number, plain)))
        if rows:
            self._partitions.insert_all(connection, target, rows)
        moved = [number for number, _ in rows]
        for table, number_column in ((reports, reports.c.number), (files, files.c.report_number)):
            connection.execute(
                update(table)
                .where(number_column.in_(moved), table.c.month_id == partition.id)
                .values(month_id=target.id)
            )
        return sum(number in moved and data[:1] in CLEAR for number, data in page)


def _has_reports(connection: Connection, partition: Partition) -> bool:
    query = select(exists().where(reports.c.month_id == partition.id))
    return bool(connection.execute(query).scalar())
