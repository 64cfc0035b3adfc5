"""The store of reports: keep a new one, and read one."""

import logging
import sqlite3
from contextlib import suppress
from datetime import UTC
from enum import StrEnum

import attrs
from sqlalchemy import Connection, bindparam, exists, func, insert, or_, select
from sqlalchemy.exc import SQLAlchemyError

from lckm_core.delivery import Dispatch
from lckm_core.errors import AlreadyRegisteredError
from lckm_core.ports import Event, EventVerb
from lckm_core.reports import Report, first_clean_day
from lckm_sql import audit
from lckm_sql.database import Database, act
from lckm_sql.encryption import Cipher
from lckm_sql.errors import (
    CorruptPersonalDataError,
    DamagedMonthError,
    KeyMissingError,
    UnreadableRowError,
)
from lckm_sql.inserts import insert_together
from lckm_sql.months import Months
from lckm_sql.partitions import Month, PersonalDataPartitions
from lckm_sql.rows import (
    dispatch_row,
    report_of,
    split,
    text_of,
)
from lckm_sql.sqlite_files import is_damaged
from lckm_sql.tables import (
    audits,
    dispatches,
    files,
    live,
    months,
    reports,
)

_LOG = logging.getLogger("lckm_sql")
_HERE = (months.c.id == reports.c.month_id) & months.c.dropped_at.is_(None)
_REPORT = (
    select(reports.c.data, reports.c.withdrawn_at, months.c.id, months.c.expires)
    .outerjoin_from(reports, months, _HERE)
    .where(reports.c.number == bindparam("of"))
)
_FILES = (
    select(func.count())
    .select_from(files)
    .where(files.c.report_number == bindparam("of"), ~files.c.left_over)
    .where(or_(files.c.month_id.is_(None), live(files.c.month_id)))
)


@attrs.frozen
class Outline:
    """What can be told of a report without opening its personal part, for which a key may be needed that is lost.

    ``report`` has what stays of it for good; ``has_personal``: whether a personal part lies with it, be it unreadable; ``files``: how
    many belong to it.
    """

    report: Report
    has_personal: bool
    files: int


class Lacking(StrEnum):
    """Why a report is read without the personal part that it should have; nothing for no reason. A log lets these words through."""

    NOTHING = ""
    UNREADABLE = "cannot be read"
    DAMAGED = "is in a file that is damaged"
    MISSING = "is missing"
    SEALED = "does not open"


class Registering:
    """Reports with their personal parts, as they come in and as they are read."""

    def __init__(
        self, database: Database, drawers: PersonalDataPartitions, sealer: Cipher, months: Months
    ) -> None:
        self.database, self._drawers, self._sealer, self._months = database, drawers, sealer, months

    @act
    def add(self, report: Report, dispatch: Dispatch) -> None:
        """Keep a new report with its personal part and its delivery.

        Raises :class:`KeyMissingError` where parts are encrypted and no key at hand is the one: rather than in the clear, or
        as what nobody can open, it is not kept at all.
        """
        expires = first_clean_day(report.registered_at) if report.personal is not None else None
        while True:
            month = None if expires is None else self._months.of(expires)
            try:
                with self.database.writing() as connection:
                    self._added(connection, report, dispatch, month)
                break
            except DamagedMonthError:
                # Seen only as it is written to: the month goes on in another drawer.
                assert month is not None
                self._months.avoid(month)
            except BaseException:
                # The month may have been dropped by another process.
                self._months.forget()
                raise
        if month is not None:
            self._drawers.kept(month, report.number)

    def _added(
        self, connection: Connection, report: Report, dispatch: Dispatch, month: Month | None
    ) -> None:
        stays, apart = split(report)
        consent = report.personal.consent if report.personal else None
        row = {
            "number": report.number,
            "registered_at": report.registered_at.astimezone(UTC),
            "category": report.category,
            "month_id": month.id if month else None,
            "withdrawn_at": consent.withdrawn_at if consent else None,
            "data": text_of(stays),
        }
        outcome = "to mailbox" if dispatch.mailbox else "to helpdesk"
        told = Event(
            verb=EventVerb.REGISTER, subject=report.number, at=report.registered_at, outcome=outcome
        )
        # First of all: of a report that is refused, the personal part touches no file.
        if not insert_together(
            connection,
            (reports, row),
            (dispatches, dispatch_row(dispatch)),
            (audits, audit.row_of(told)),
        ):
            raise AlreadyRegisteredError(report.number)
        _keep_files(connection, report, month)
        if month is not None:
            sealed = self._sealer.seal(connection, month, report.number, text_of(apart).encode())
            # Last of all: in SQLite it is durable from here on, and its report from the end of this transaction.
            self._drawers.put(connection, month, report.number, sealed)

    @act
    def knows(self, number: str) -> bool:
        """Return whether there is a report of that number. Raises :class:`StoreUnavailableError`."""
        with self.database.reading() as connection:
            return bool(
                connection.execute(select(exists().where(reports.c.number == number))).scalar()
            )

    @act
    def outline(self, number: str) -> Outline | None:
        """Return what can be told of the report of that number without any key; ``None`` where there is none.

        Raises :class:`StoreUnavailableError` and :class:`UnreadableRowError`.
        """
        with self.database.reading() as connection:
            row = connection.execute(_REPORT, {"of": number}).first()
            if row is None:
                return None
            count = connection.execute(_FILES, {"of": number}).scalar_one()
        return Outline(report_of(number, row.data, None), row.id is not None, count)

    @act
    def get(self, number: str) -> Report | None:
        """Return the report of that number; without its personal part, too, when that is spoiled, as ``verify`` tells.

        A report whose contact data nobody can read has to end all the same (interpretation I14); so has one whose month is
        missing or damaged. Raises :class:`KeyMissingError` where a key would open it, and :class:`UnreadableRowError`.
        """
        with suppress(SQLAlchemyError, sqlite3.Error):
            found, lacking = self._got(number)
            if found is not None and not lacking:
                return found
        # Its month may have gone meanwhile, file and all: then its row says so by now.
        found, lacking = self._got(number)
        if lacking:
            _LOG.error("the personal part of %s %s, so it is read without", number, lacking)
        return found

    def _got(self, number: str) -> tuple[Report | None, Lacking]:
        """Return the report, and why it has no personal part though it should."""
        with self.database.reading() as connection:
            row = connection.execute(_REPORT, {"of": number}).first()
            if row is None:
                return None, Lacking.NOTHING
            if row.id is None:
                return report_of(number, row.data, None), Lacking.NOTHING
            try:
                apart, lacking = self._apart(connection, Month(row.id, row.expires), number)
            except KeyMissingError:
                if row.withdrawn_at is None:
                    raise
                # Nobody is to see it any more, so nobody waits for its key either.
                apart, lacking = None, Lacking.NOTHING
        found = report_of(number, row.data, None)
        if apart is not None:
            try:
                found = report_of(number, row.data, apart)
            except UnreadableRowError:
                lacking = Lacking.UNREADABLE
        if row.withdrawn_at is not None and not _says_withdrawn(found):
            # Decided, and not destroyed yet: nobody gets to see it any more.
            return report_of(number, row.data, None), Lacking.NOTHING
        return found, lacking

    def _apart(
        self, connection: Connection, month: Month, number: str
    ) -> tuple[bytes | None, Lacking]:
        try:
            sealed = self._drawers.read(connection, month, number)
        except (SQLAlchemyError, sqlite3.Error) as error:
            if not is_damaged(error):
                raise
            return None, Lacking.DAMAGED
        if sealed is None:
            return None, Lacking.MISSING
        try:
            return self._sealer.open(connection, month, number, sealed), Lacking.NOTHING
        except CorruptPersonalDataError:
            return None, Lacking.SEALED


def _says_withdrawn(report: Report) -> bool:
    consent = report.personal.consent if report.personal else None
    return consent is not None and consent.withdrawn_at is not None


def _keep_files(connection: Connection, report: Report, month: Month | None) -> None:
    if report.attachments:
        base = {
            "report_number": report.number,
            "month_id": month.id if month else None,
            "left_over": False,
        }
        connection.execute(
            insert(files), [{"reference": one.reference, **base} for one in report.attachments]
        )
