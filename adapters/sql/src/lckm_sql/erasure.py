"""The store of reports: destroy personal parts, ask receivers to do the same, and name the files that are left."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from itertools import chain
from typing import Any

from sqlalchemy import Connection, delete, null, select, union, update
from sqlalchemy.exc import DBAPIError

from lckm_core.calendar import civil_day
from lckm_core.errors import NoSuchReportError
from lckm_core.ports import Event, EventVerb
from lckm_core.reports import first_clean_day
from lckm_sql import audit
from lckm_sql.database import Database, act, state_of
from lckm_sql.encryption import Cipher
from lckm_sql.errors import ErasureDeferredError
from lckm_sql.months import Months
from lckm_sql.partitions import (
    Month,
    PersonalDataPartitions,
    live_months,
    mark_dropped,
)
from lckm_sql.rows import APART, text_of, utc
from lckm_sql.tables import (
    files,
    live,
    months,
    reports,
)

_AHEAD = timedelta(days=31)
_HELD = "55P03"
"""What PostgreSQL says when a lock was waited for in vain."""
_APART = (
    select(reports.c.number, months.c.id, months.c.expires)
    .join(months, months.c.id == reports.c.month_id)
    .where(months.c.dropped_at.is_(None))
)


class Erasing:
    """What becomes of personal parts."""

    def __init__(
        self, database: Database, drawers: PersonalDataPartitions, sealer: Cipher, months: Months
    ) -> None:
        self.database, self._drawers, self._sealer, self._months = database, drawers, sealer, months

    @act
    def erase(self, number: str, *, now: datetime) -> bool:
        """Destroy the personal part of one report, and with it those in its drawer that have no report.

        Raises :class:`NoSuchReportError`, ``ValueError`` for a naive moment, and :class:`ErasureDeferredError` where another program
        holds the table (a dump does): the withdrawal is kept then, and :meth:`erase_due` carries it out.
        """
        now = utc(now)
        try:
            return self._erased(number, now)
        except DBAPIError as error:
            if state_of(error) != _HELD:
                raise
        self._remember(number, now)
        raise ErasureDeferredError(number)

    def _erased(self, number: str, now: datetime) -> bool:
        with self._drawers.destroying(partial(_months_of, number=number)) as connection:
            query = select(reports.c.number, reports.c.month_id, reports.c.data).where(
                reports.c.number == number
            )
            row = connection.execute(query.with_for_update()).first()
            if row is None:
                raise NoSuchReportError(number)
            month = next(
                (month for month in live_months(connection) if month.id == row.month_id), None
            )
            if month is None:
                self._forget_attachments(connection, row)
            else:
                self._strike(connection, month, [number])
                audit.write(connection, _anonymised(number, now))
        # Also when there was nothing: an earlier call may have been stopped before the end.
        self._drawers.finish()
        return month is not None

    def _remember(self, number: str, now: datetime) -> None:
        """Keep that a report's consent is withdrawn: from then on it is read without its personal part, and due to be erased."""
        alone = (reports.c.number == number) & live(reports.c.month_id)
        with self.database.writing() as connection:
            decided = (
                update(reports)
                .where(alone, reports.c.withdrawn_at.is_(None))
                .values(withdrawn_at=now)
            )
            if connection.execute(decided).rowcount:
                audit.write(
                    connection,
                    Event(
                        verb=EventVerb.WITHDRAW_CONSENT, subject=number, at=now, outcome="decided"
                    ),
                )

    @act
    def erase_due(self, *, now: datetime) -> int:
        """Destroy the drawers of the months whose term has passed, and the personal parts whose consent was withdrawn.

        Raises ``ValueError`` for a naive moment.
        """
        today, now = civil_day(now), utc(now)
        with self._drawers.destroying(
            partial(_months_withdrawn, now=now, today=today), keys=True
        ) as connection:
            withdrawn = _withdrawn(connection, now)
            over = [month for month in live_months(connection) if month.expires <= today]
            if over:
                self._drawers.drop(connection, over)
                mark_dropped(connection, over, now)
                self._sealer.destroy(connection, over)
            alone = {month: numbers for month, numbers in withdrawn.items() if month not in over}
            for month, numbers in alone.items():
                self._strike(connection, month, numbers)
            # Of a withdrawal that had to wait, each report's own trail tells the end, too.
            for number in chain.from_iterable(withdrawn.values()):
                audit.write(connection, _anonymised(number, now))
            count = len({month.expires for month in over}) + sum(map(len, alone.values()))
            if count:
                event = Event(
                    verb=EventVerb.ANONYMISE_DUE,
                    subject=today.isoformat(),
                    at=now,
                    outcome=str(count),
                )
                audit.write(connection, event)
        # Also when there was nothing: an earlier call may have been stopped before the end.
        self._drawers.finish()
        if not self.database.is_sqlite:
            # Called every day, so that no registration has to create the table of a new month.
            for ahead in (now, now + _AHEAD):
                self._months.of(first_clean_day(ahead))
        return count

    def _strike(self, connection: Connection, month: Month, numbers: Sequence[str]) -> None:
        self._drawers.strike(connection, month, numbers)
        clean = {"month_id": null(), "withdrawn_at": null()}
        connection.execute(update(reports).where(reports.c.number.in_(numbers)).values(clean))
        connection.execute(
            update(files).where(files.c.report_number.in_(numbers)).values(left_over=True)
        )

    def _forget_attachments(self, connection: Connection, row: Any) -> None:
        """Take the attachments out of a report that never had a personal part."""
        data = json.loads(row.data)
        if any(key in data for key in APART):
            stays = {key: value for key, value in data.items() if key not in APART}
            connection.execute(
                update(reports).where(reports.c.number == row.number).values(data=text_of(stays))
            )
            connection.execute(
                update(files).where(files.c.report_number == row.number).values(left_over=True)
            )

    # ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @act
    def files_to_delete(self, *, limit: int) -> Sequence[str]:
        """Return references of files that are yet to be destroyed."""
        dropped = select(months.c.id).where(months.c.dropped_at.is_not(None))
        alone = select(files.c.reference).where(files.c.left_over).limit(limit)
        by_month = select(files.c.reference).where(
            files.c.month_id.in_(dropped), ~files.c.left_over
        )
        with self.database.reading() as connection:
            found = list(connection.execute(alone).scalars())
            rest = by_month.limit(limit - len(found))
            return found + (list(connection.execute(rest).scalars()) if len(found) < limit else [])

    @act
    def left_files_after(self, after: str, *, limit: int) -> Sequence[str]:
        """Return the same by reference (by code points), those greater than *after*, at most *limit*: all of them, page by page."""
        dropped = select(months.c.id).where(months.c.dropped_at.is_not(None))
        which = (
            select(files.c.reference).where(one, files.c.reference > after)
            for one in (files.c.left_over, files.c.month_id.in_(dropped))
        )
        with self.database.reading() as connection:
            page = union(*which).order_by("reference").limit(limit)
            return list(connection.execute(page).scalars())

    @act
    def files_destroyed(self, references: Sequence[str]) -> None:
        """Take note that these files are destroyed."""
        if references:
            with self.database.writing() as connection:
                connection.execute(delete(files).where(files.c.reference.in_(references)))


def _months_of(connection: Connection, *, number: str) -> Iterable[Month]:
    """Return the month of a report."""
    row = connection.execute(_APART.where(reports.c.number == number)).first()
    return () if row is None else (Month(row.id, row.expires),)


def _months_withdrawn(connection: Connection, *, now: datetime, today: date) -> Iterable[Month]:
    """Return the months that are not over, and of which a consent is withdrawn."""
    return [month for month in _withdrawn(connection, now) if month.expires > today]


def _withdrawn(connection: Connection, now: datetime) -> Mapping[Month, Sequence[str]]:
    """Return the reports whose consent is withdrawn and whose personal parts are there, by their months."""
    found: dict[Month, list[str]] = {}
    for number, id, expires in connection.execute(
        _APART.where(reports.c.withdrawn_at <= now)
    ).all():
        found.setdefault(Month(id, expires), []).append(number)
    return found


def _anonymised(number: str, now: datetime) -> Event:
    return Event(verb=EventVerb.WITHDRAW_CONSENT, subject=number, at=now, outcome="anonymised")
