"""The store of reports: destroy personal parts, ask receivers to do the same, and name the files that are left."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, null, select, text, update

from lckm_core import Event, NoSuchReportError, civil_day, first_clean_day
from lckm_sql import audit
from lckm_sql.database import Database, act
from lckm_sql.drawers import Drawers, Month, find_month, live_months, mark_dropped
from lckm_sql.rows import APART, text_of
from lckm_sql.sealing import Sealer
from lckm_sql.tables import files, months, reports

_AHEAD = timedelta(days=31)
_LOOK_AGAIN = 256
"""After so many registrations it is looked whether a drawer is full."""
_MAKE_ONE = 0x4C434B4D
"""The advisory lock of PostgreSQL under which a month is made."""


class Erasing:
    """Base of the store: months and what becomes of personal parts."""

    database: Database
    _drawers: Drawers
    _sealer: Sealer
    _known: dict[date, Month]
    _looked: int

    # ── months ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _month(self, connection: Connection, expires: date) -> Month:
        """Return the month that expires on that day, made now unless it is there.

        One that was dropped since this process last saw it is past its term, as is all that could still be put there.
        """
        self._looked += 1
        if self._looked % _LOOK_AGAIN == 0:
            self._known.clear()
        found = self._known.get(expires)
        if found is None or not self._drawers.is_there(found):
            found = self._found_or_made(connection, expires)
        return found

    def _found_or_made(self, connection: Connection, expires: date) -> Month:
        found = self._usable(connection, expires)
        if found is None and connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MAKE_ONE})"))
            found = self._usable(connection, expires)
        if found is None:
            made = connection.execute(insert(months).values(expires=expires)).inserted_primary_key
            assert made is not None
            found = Month(made[0], expires)
            self._drawers.make(connection, found)
        return found

    def _usable(self, connection: Connection, expires: date) -> Month | None:
        found = find_month(connection, expires)
        return None if found is None or self._drawers.is_full(connection, found) else found

    # ── the personal part ────────────────────────────────────────────────────────────────────────────────────────────

    @act
    def erase(self, number: str, *, now: datetime) -> bool:
        """Destroy the personal part of one report."""
        with self.database.writing() as connection:
            query = select(reports.c.number, reports.c.month_id, reports.c.data).where(reports.c.number == number)
            row = connection.execute(query.with_for_update()).first()
            if row is None:
                raise NoSuchReportError(number)
            month = next((month for month in live_months(connection) if month.id == row.month_id), None)
            if month is None:
                self._forget_attachments(connection, row)
            else:
                self._strike(connection, month, [number])
                audit.write(connection, Event(verb="withdraw_consent", subject=number, at=now, outcome="anonymised"))
        # Also when there was nothing: an earlier call may have been stopped before the end.
        self._drawers.finish()
        return month is not None

    @act
    def erase_due(self, *, now: datetime) -> int:
        """Destroy the drawers of the months whose term has passed, and the personal parts whose consent was withdrawn."""
        today = civil_day(now)
        with self.database.writing() as connection:
            over = [month for month in live_months(connection) if month.expires <= today]
            for month in over:
                self._drawers.drop(connection, month)
                mark_dropped(connection, month, now)
            self._sealer.destroy(connection, over)
            withdrawn = self._strike_withdrawn(connection, now)
            count = len({month.expires for month in over}) + withdrawn
            if count:
                event = Event(verb="anonymise_due", subject=today.isoformat(), at=now, outcome=str(count))
                audit.write(connection, event)
            if not self.database.is_sqlite:
                # Called every day, so that no registration has to create the table of a new month.
                for ahead in (now, now + _AHEAD):
                    self._month(connection, first_clean_day(ahead))
        # Also when there was nothing: an earlier call may have been stopped before the end.
        self._drawers.finish()
        return count

    def _strike_withdrawn(self, connection: Connection, now: datetime) -> int:
        query = select(reports.c.number, months.c.id, months.c.expires).join(months, months.c.id == reports.c.month_id)
        due = query.where(reports.c.withdrawn_at <= now, months.c.dropped_at.is_(None))
        found: dict[Month, list[str]] = {}
        for number, id, expires in connection.execute(due).all():
            found.setdefault(Month(id, expires), []).append(number)
        for month, numbers in found.items():
            self._strike(connection, month, numbers)
        return sum(map(len, found.values()))

    def _strike(self, connection: Connection, month: Month, numbers: Sequence[str]) -> None:
        self._drawers.strike(connection, month, numbers)
        clean = {"month_id": null(), "withdrawn_at": null()}
        connection.execute(update(reports).where(reports.c.number.in_(numbers)).values(clean))
        connection.execute(update(files).where(files.c.report_number.in_(numbers)).values(left_over=True))

    def _forget_attachments(self, connection: Connection, row: Any) -> None:
        """Take the attachments out of a report that never had a personal part."""
        data = json.loads(row.data)
        if any(key in data for key in APART):
            stays = {key: value for key, value in data.items() if key not in APART}
            connection.execute(update(reports).where(reports.c.number == row.number).values(data=text_of(stays)))
            connection.execute(update(files).where(files.c.report_number == row.number).values(left_over=True))

    # ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @act
    def left_files(self, *, limit: int) -> Sequence[str]:
        """Return references of files that are yet to be destroyed."""
        dropped = select(months.c.id).where(months.c.dropped_at.is_not(None))
        alone = select(files.c.reference).where(files.c.left_over).limit(limit)
        by_month = select(files.c.reference).where(files.c.month_id.in_(dropped), ~files.c.left_over)
        with self.database.reading() as connection:
            found = list(connection.execute(alone).scalars())
            rest = by_month.limit(limit - len(found))
            return found + (list(connection.execute(rest).scalars()) if len(found) < limit else [])

    @act
    def files_destroyed(self, references: Sequence[str]) -> None:
        """Take note that these files are destroyed."""
        if references:
            with self.database.writing() as connection:
                connection.execute(delete(files).where(files.c.reference.in_(references)))
