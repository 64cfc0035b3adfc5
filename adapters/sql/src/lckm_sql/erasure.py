"""Erasing personal data, and the attachments that are left to delete."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from itertools import chain
from typing import Any

from sqlalchemy import Connection, delete, null, select, union, update
from sqlalchemy.exc import DBAPIError

from lckm_core.calendar import civil_day
from lckm_core.errors import ErasureDeferredError, NoSuchReportError
from lckm_core.ports import Event, EventVerb
from lckm_core.reports import first_clean_day
from lckm_sql import audit
from lckm_sql.database import Database, sqlstate, store_operation
from lckm_sql.encryption import Cipher
from lckm_sql.errors import PartitionsAwayError
from lckm_sql.partitions import (
    CurrentPartitions,
    Partition,
    PersonalDataPartitions,
    live_partitions,
    mark_dropped,
)
from lckm_sql.rows import PERSONAL_FIELDS, seal_columns, utc
from lckm_sql.tables import files, is_not_dropped, months, reports

_AHEAD = timedelta(days=31)
_LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's code when it waited for a lock in vain."""
_WITH_PERSONAL_DATA = (
    select(reports.c.number, months.c.id, months.c.expires)
    .join(months, months.c.id == reports.c.month_id)
    .where(months.c.dropped_at.is_(None))
)


class Erasure:
    """The part of :class:`lckm_sql.SqlReports` that erases personal data."""

    database: Database
    _partitions: PersonalDataPartitions
    _cipher: Cipher
    _current: CurrentPartitions

    @store_operation
    def erase(self, number: str, *, now: datetime) -> bool:
        """Erase the personal data of one report; return whether there were any.

        Raises ``NoSuchReportError``, ``ValueError`` for a naive moment,
        :class:`StoreUnavailableError`, and ``ErasureDeferredError`` where another program,
        such as a dump, locks the table, or the data are not where they should be:
        :meth:`erase_due` then erases them later.
        """
        now = utc(now)
        is_away = False
        try:
            return self._erase(number, now)
        except PartitionsAwayError:
            is_away = True
        except DBAPIError as error:
            if sqlstate(error) != _LOCK_NOT_AVAILABLE:
                raise
        self._record_withdrawal(number, now)
        raise ErasureDeferredError(number, is_away=is_away)

    def _erase(self, number: str, now: datetime) -> bool:
        """Erase a report; raises :class:`PartitionsAwayError` where its data are not found."""
        with self._partitions.erasing(partial(_partition_of, number=number)) as connection:
            query = select(reports.c.number, reports.c.month_id, reports.c.data).where(
                reports.c.number == number
            )
            row = connection.execute(query.with_for_update()).first()
            if row is None:
                raise NoSuchReportError(number)
            partition = next(
                (
                    candidate
                    for candidate in live_partitions(connection)
                    if candidate.id == row.month_id
                ),
                None,
            )
            if partition is None:
                _remove_attachments(connection, row)
            else:
                if not self._partitions.holds(connection, partition, number):
                    raise PartitionsAwayError(self.database.location)
                self._erase_rows(connection, partition, [number])
                # A restored report may be erased again: it keeps the moment of its withdrawal.
                audit.write_once(connection, _anonymised_event(number, now))
        # Also when there was nothing: an earlier call may have been stopped before the end.
        self._partitions.purge()
        return partition is not None

    def _record_withdrawal(self, number: str, now: datetime) -> None:
        """Record a withdrawal; the report is then read without personal data, and due."""
        with_data = (reports.c.number == number) & is_not_dropped(reports.c.month_id)
        statement = (
            update(reports)
            .where(with_data, reports.c.withdrawn_at.is_(None))
            .values(withdrawn_at=now)
        )
        event = Event(verb=EventVerb.WITHDRAW_CONSENT, subject=number, at=now, outcome="recorded")
        with self.database.writing() as connection:
            if connection.execute(statement).rowcount:
                audit.write(connection, event)

    @store_operation
    def erase_due(self, *, now: datetime) -> int:
        """Erase what is past its term and what was withdrawn; return how many months and reports.

        Raises ``ValueError`` for a naive moment and :class:`StoreUnavailableError`.
        """
        today = civil_day(now)
        now = utc(now)
        to_rewrite = partial(_partitions_with_withdrawn, now=now, today=today)
        with self._partitions.erasing(to_rewrite, keys=True) as connection:
            expired = [
                partition for partition in live_partitions(connection) if partition.expires <= today
            ]
            withdrawn = self._erasable(connection, now, expired)
            if expired:
                self._partitions.drop_partitions(connection, expired)
                mark_dropped(connection, expired, now)
                self._cipher.destroy_keys(connection, expired)
            single = {
                partition: numbers
                for partition, numbers in withdrawn.items()
                if partition not in expired
            }
            for partition, numbers in single.items():
                self._erase_rows(connection, partition, numbers)
            # A withdrawal that had to wait is completed in its report's own audit trail, too.
            for number in chain.from_iterable(withdrawn.values()):
                audit.write_once(connection, _anonymised_event(number, now))
            count = len({partition.expires for partition in expired}) + sum(
                map(len, single.values())
            )
            if count:
                event = Event(
                    verb=EventVerb.ANONYMISE_DUE,
                    subject=today.isoformat(),
                    at=now,
                    outcome=str(count),
                )
                audit.write(connection, event)
        # Also when there was nothing: an earlier call may have been stopped before the end. Keys
        # first: without them nobody can read what a purge that fails leaves.
        try:
            self._cipher.destroy_month_keys(today)
        finally:
            self._partitions.purge()
        if not self.database.is_sqlite:
            # Called every day, so that no registration has to create the table of a new month.
            for ahead in (now, now + _AHEAD):
                self._current.for_day(first_clean_day(ahead))
        return count

    def _erasable(
        self, connection: Connection, now: datetime, expired: Sequence[Partition]
    ) -> Mapping[Partition, Sequence[str]]:
        """Return the withdrawn reports whose personal data are found, or go with their month."""
        # Until the others are, their reporters are told that they are yet to be erased.
        if not self._partitions.are_reachable:
            return {}
        return {
            partition: found
            for partition, numbers in _withdrawn_reports(connection, now).items()
            if (
                found := [
                    number
                    for number in numbers
                    if partition in expired or self._partitions.holds(connection, partition, number)
                ]
            )
        }

    def _erase_rows(
        self, connection: Connection, partition: Partition, numbers: Sequence[str]
    ) -> None:
        self._partitions.erase_rows(connection, partition, numbers)
        anonymous = {"month_id": null(), "withdrawn_at": null()}
        connection.execute(update(reports).where(reports.c.number.in_(numbers)).values(anonymous))
        connection.execute(
            update(files).where(files.c.report_number.in_(numbers)).values(left_over=True)
        )

    # ── files ────────────────────────────────────────────────────────────────────────────────

    @store_operation
    def files_to_delete(self, *, limit: int) -> Sequence[str]:
        """Return references of attachments that are yet to be deleted.

        Raises :class:`StoreUnavailableError`.
        """
        dropped = select(months.c.id).where(months.c.dropped_at.is_not(None))
        of_reports = select(files.c.reference).where(files.c.left_over).limit(limit)
        of_partitions = select(files.c.reference).where(
            files.c.month_id.in_(dropped), ~files.c.left_over
        )
        with self.database.reading() as connection:
            references = list(connection.execute(of_reports).scalars())
            if len(references) < limit:
                query = of_partitions.limit(limit - len(references))
                references += connection.execute(query).scalars()
            return references

    @store_operation
    def left_files_after(self, after: str, *, limit: int) -> Sequence[str]:
        """Return the same, sorted by code points and greater than *after*, page by page.

        Raises :class:`StoreUnavailableError`.
        """
        dropped = select(months.c.id).where(months.c.dropped_at.is_not(None))
        queries = (
            select(files.c.reference).where(condition, files.c.reference > after)
            for condition in (files.c.left_over, files.c.month_id.in_(dropped))
        )
        with self.database.reading() as connection:
            page = union(*queries).order_by("reference").limit(limit)
            return list(connection.execute(page).scalars())

    @store_operation
    def files_destroyed(self, references: Sequence[str]) -> None:
        """Record that these attachments are deleted. Raises :class:`StoreUnavailableError`."""
        if references:
            with self.database.writing() as connection:
                connection.execute(delete(files).where(files.c.reference.in_(references)))
                audit.write_act_under_way(connection, EventVerb.DESTROY_FILES)


def _remove_attachments(connection: Connection, row: Any) -> None:
    """Remove the attachments of a report that never had personal data."""
    data = json.loads(row.data)
    if any(key in data for key in PERSONAL_FIELDS):
        lasting = {key: value for key, value in data.items() if key not in PERSONAL_FIELDS}
        connection.execute(
            update(reports)
            .where(reports.c.number == row.number)
            .values(seal_columns(row.number, lasting))
        )
        connection.execute(
            update(files).where(files.c.report_number == row.number).values(left_over=True)
        )


def _partition_of(connection: Connection, *, number: str) -> Iterable[Partition]:
    """Return the partition with the personal data of a report, if any."""
    row = connection.execute(_WITH_PERSONAL_DATA.where(reports.c.number == number)).first()
    return () if row is None else (Partition(row.id, row.expires),)


def _partitions_with_withdrawn(
    connection: Connection, *, now: datetime, today: date
) -> Iterable[Partition]:
    """Return the partitions within their term from which a withdrawn report is to be erased."""
    return [
        partition for partition in _withdrawn_reports(connection, now) if partition.expires > today
    ]


def _withdrawn_reports(connection: Connection, now: datetime) -> Mapping[Partition, Sequence[str]]:
    """Return the withdrawn reports whose personal data still exist, by partition."""
    numbers: dict[Partition, list[str]] = {}
    query = _WITH_PERSONAL_DATA.where(reports.c.withdrawn_at <= now)
    for number, id, expires in connection.execute(query).all():
        numbers.setdefault(Partition(id, expires), []).append(number)
    return numbers


def _anonymised_event(number: str, now: datetime) -> Event:
    return Event(verb=EventVerb.WITHDRAW_CONSENT, subject=number, at=now, outcome="anonymised")
