"""Adding and reading reports."""

import logging
import sqlite3
from contextlib import suppress
from datetime import UTC
from enum import StrEnum

from sqlalchemy import Connection, bindparam, exists, func, insert, or_, select
from sqlalchemy.exc import SQLAlchemyError

from lckm_core.delivery import Dispatch
from lckm_core.errors import AlreadyRegisteredError
from lckm_core.ports import Event, EventVerb
from lckm_core.ports.optional import ReportOutline
from lckm_core.reports import Report, first_clean_day, is_withdrawn
from lckm_sql import audit
from lckm_sql.database import Database, store_operation
from lckm_sql.encryption import Cipher
from lckm_sql.errors import (
    CorruptPersonalDataError,
    DamagedPartitionError,
    KeyMissingError,
    UnreadableRowError,
)
from lckm_sql.inserts import insert_together
from lckm_sql.partitions import CurrentPartitions, Partition, PersonalDataPartitions
from lckm_sql.rows import (
    dispatch_row,
    listed_columns,
    report_from,
    seal_columns,
    split_report,
    to_json,
)
from lckm_sql.sqlite_files import is_damaged
from lckm_sql.tables import dispatches, files, is_not_dropped, months, reports

_LOG = logging.getLogger("lckm_sql")
_LIVE_PARTITION = (months.c.id == reports.c.month_id) & months.c.dropped_at.is_(None)
_REPORT = (
    select(reports.c.data, reports.c.withdrawn_at, months.c.id, months.c.expires)
    .outerjoin_from(reports, months, _LIVE_PARTITION)
    .where(reports.c.number == bindparam("of"))
)
_FILES = (
    select(func.count())
    .select_from(files)
    .where(files.c.report_number == bindparam("of"), ~files.c.left_over)
    .where(or_(files.c.month_id.is_(None), is_not_dropped(files.c.month_id)))
)


class PersonalDataProblem(StrEnum):
    """Why a report is read without its personal data; the log filter lets these words through."""

    NOTHING = ""
    UNREADABLE = "cannot be read"
    DAMAGED = "is in a file that is damaged"
    MISSING = "is missing"
    SEALED = "does not open"


class ReportRows:
    """The part of :class:`lckm_sql.SqlReports` that adds and reads reports."""

    database: Database
    _partitions: PersonalDataPartitions
    _cipher: Cipher
    _current: CurrentPartitions

    @store_operation
    def add(self, report: Report, dispatch: Dispatch, receipt: Dispatch | None = None) -> None:
        """Add a report with its personal data and its deliveries.

        Raises ``AlreadyRegisteredError``, :class:`KeyMissingError` where data are encrypted and
        no key matches, and :class:`StoreUnavailableError`.
        """
        expires = first_clean_day(report.registered_at) if report.personal is not None else None
        while True:
            partition = None if expires is None else self._current.for_day(expires)
            try:
                with self.database.writing() as connection:
                    self._insert(connection, report, dispatch, receipt, partition)
                break
            except DamagedPartitionError:
                # The damage shows only on writing: the month continues in another partition.
                assert partition is not None
                self._current.avoid(partition)
            except BaseException:
                # Another process may have dropped the partition.
                self._current.forget()
                raise
        if partition is not None:
            self._partitions.confirm_inserted(partition, report.number)

    def _insert(
        self,
        connection: Connection,
        report: Report,
        dispatch: Dispatch,
        receipt: Dispatch | None,
        partition: Partition | None,
    ) -> None:
        lasting, personal = split_report(report)
        consent = report.personal.consent if report.personal else None
        row = {
            "number": report.number,
            "registered_at": report.registered_at.astimezone(UTC),
            "month_id": partition.id if partition else None,
            "withdrawn_at": consent.withdrawn_at if consent else None,
            **seal_columns(report.number, lasting),
        }
        event = Event(
            verb=EventVerb.REGISTER,
            subject=report.number,
            at=report.registered_at,
            outcome="to mailbox" if dispatch.mailbox else "to helpdesk",
        )
        # First of all: the personal data of a report that is refused touch no file.
        delivery = {**dispatch_row(dispatch), **listed_columns(report)}
        if not insert_together(connection, (reports, row), (dispatches, delivery)):
            raise AlreadyRegisteredError(report.number)
        if receipt is not None:
            connection.execute(insert(dispatches), dispatch_row(receipt))
        _insert_files(connection, report, partition)
        if partition is not None:
            plain = to_json(personal).encode()
            data = self._cipher.encrypt(connection, partition, report.number, plain)
            # In SQLite the data are durable from here on, and the report from the end of this
            # transaction.
            self._partitions.insert(connection, partition, report.number, data)
        # Last of all: others wait for the end of the trail once it is locked.
        audit.write(connection, event)

    @store_operation
    def knows(self, number: str) -> bool:
        """Return whether there is a report of that number, without reading it.

        Raises :class:`StoreUnavailableError`.
        """
        query = select(exists().where(reports.c.number == number))
        with self.database.reading() as connection:
            return bool(connection.execute(query).scalar())

    @store_operation
    def outline(self, number: str) -> ReportOutline | None:
        """Return what can be read of a report without a key, or ``None``.

        Raises :class:`StoreUnavailableError` and :class:`UnreadableRowError`.
        """
        with self.database.reading() as connection:
            row = connection.execute(_REPORT, {"of": number}).first()
            if row is None:
                return None
            count = connection.execute(_FILES, {"of": number}).scalar_one()
        # Once a withdrawal is recorded nobody may read them, though they are not erased yet.
        is_stored, has_consent = row.id is not None, row.withdrawn_at is None
        return ReportOutline(
            report_from(number, row.data, None),
            has_personal=is_stored and has_consent,
            files=count,
            awaits_erasure=is_stored and not has_consent,
        )

    @store_operation
    def get(self, number: str) -> Report | None:
        """Return a report, without its personal data where these are damaged or missing.

        Raises :class:`KeyMissingError` where a key would decrypt them,
        :class:`UnreadableRowError` and :class:`StoreUnavailableError`.
        """
        # A report whose contact data nobody can read has to be delivered all the same
        # (interpretation I14); ``verify`` names it.
        with suppress(KeyMissingError, SQLAlchemyError, sqlite3.Error):
            report, problem = self._read(number)
            if not problem:
                return report
        # The partition or its key may have gone meanwhile: then the row says so by now.
        report, problem = self._read(number)
        if problem:
            _LOG.error("the personal part of %s %s, so it is read without", number, problem)
        return report

    def _read(self, number: str) -> tuple[Report | None, PersonalDataProblem]:
        """Return a report, and why it lacks the personal data it should have."""
        with self.database.reading() as connection:
            row = connection.execute(_REPORT, {"of": number}).first()
            if row is None:
                return None, PersonalDataProblem.NOTHING
            if row.id is None:
                return report_from(number, row.data, None), PersonalDataProblem.NOTHING
            partition = Partition(row.id, row.expires)
            try:
                personal, problem = self._read_personal(connection, partition, number)
            except KeyMissingError:
                if row.withdrawn_at is None:
                    raise
                # Nobody may read them any more, so a missing key does not matter.
                personal = None
                problem = PersonalDataProblem.NOTHING
        report = report_from(number, row.data, None)
        if personal is not None:
            try:
                report = report_from(number, row.data, personal)
            except UnreadableRowError:
                problem = PersonalDataProblem.UNREADABLE
        if row.withdrawn_at is not None and not is_withdrawn(report):
            # The withdrawal is recorded and the data not erased yet: nobody may read them.
            return report_from(number, row.data, None), PersonalDataProblem.NOTHING
        return report, problem

    def _read_personal(
        self, connection: Connection, partition: Partition, number: str
    ) -> tuple[bytes | None, PersonalDataProblem]:
        try:
            data = self._partitions.read(connection, partition, number)
        except (SQLAlchemyError, sqlite3.Error) as error:
            if not is_damaged(error):
                raise
            return None, PersonalDataProblem.DAMAGED
        if data is None:
            return None, PersonalDataProblem.MISSING
        try:
            personal = self._cipher.decrypt(connection, partition, number, data)
        except CorruptPersonalDataError:
            return None, PersonalDataProblem.SEALED
        return personal, PersonalDataProblem.NOTHING


def _insert_files(connection: Connection, report: Report, partition: Partition | None) -> None:
    if report.attachments:
        base = {
            "report_number": report.number,
            "month_id": partition.id if partition else None,
            "left_over": False,
        }
        rows = [{"reference": file.reference, **base} for file in report.attachments]
        connection.execute(insert(files), rows)
