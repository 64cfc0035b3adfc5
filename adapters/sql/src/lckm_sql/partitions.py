"""Where personal parts lie: apart from the reports, a drawer for each month in which they expire."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import attrs
from sqlalchemy import Connection, Dialect, LargeBinary, bindparam, select, update
from sqlalchemy.types import TypeDecorator

from lckm_sql.tables import months


class Hidden(bytes):
    """Bytes that no log shows: SQLAlchemy logs the rows it reads, when asked to, by their ``repr``."""

    def __repr__(self) -> str:
        return "Hidden(…)"


class HiddenBytes(TypeDecorator[bytes]):
    """The type of the column with a personal part."""

    impl = LargeBinary
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> Hidden | None:
        """Return the bytes."""
        return None if value is None else Hidden(value)


_OF_DAY = (
    select(months.c.id)
    .where(months.c.expires == bindparam("day"), months.c.dropped_at.is_(None))
    .order_by(months.c.id.desc())
    .limit(1)
)


@attrs.frozen
class Month:
    """A drawer of a month of expiry: its number, used once and never again, and the first day on which nothing of it is left."""

    id: int
    expires: date

    @cached_property
    def name(self) -> str:
        """What the drawer is called."""
        return f"{self.expires:%Y_%m}_{self.id}"


MonthsOf = Callable[[Connection], Iterable[Month]]
"""Tells from a connection which months there is something to be struck out of."""


class PersonalDataPartitions(Protocol):
    """What one database does with drawers. A connection is in a transaction that writes, unless it is called a reader."""

    def make(self, connection: Connection, month: Month) -> None:
        """Make the drawer of a new month."""
        ...

    def made(self, month: Month) -> None:
        """Take note that the transaction in which a drawer was made, or found, has ended well."""
        ...

    def is_there(self, month: Month) -> bool:
        """Return whether the drawer of a month that was there may still be; when it is not, :meth:`put` fails as well."""
        ...

    def is_full(self, connection: Connection, month: Month) -> bool:
        """Return whether another drawer of the same month is to be begun."""
        ...

    def put(self, connection: Connection, month: Month, number: str, data: bytes) -> None:
        """Keep a personal part."""
        ...

    def kept(self, month: Month, number: str) -> None:
        """Take note that the transaction of a personal part has ended well."""
        ...

    def read(self, reader: Connection, month: Month, number: str) -> bytes | None:
        """Return a personal part."""
        ...

    def replace(self, connection: Connection, month: Month, number: str, data: bytes) -> None:
        """Keep another one of the same length in its place."""
        ...

    def numbers(self, reader: Connection, month: Month, after: str, limit: int) -> Sequence[str]:
        """Return the numbers of reports whose personal parts are in the drawer, those greater than *after*, sorted."""
        ...

    def parts(
        self, reader: Connection, month: Month, after: str, limit: int
    ) -> Sequence[tuple[str, bytes]]:
        """Return the same with the personal parts themselves."""
        ...

    def count(self, reader: Connection, month: Month) -> int:
        """Return how many personal parts are in the drawer."""
        ...

    def destroying(self, of: MonthsOf, *, keys: bool = False) -> AbstractContextManager[Connection]:
        """Begin a transaction in which to strike, drop and destroy keys; nobody else may do so meanwhile.

        *of*: tells from a connection out of which months will be struck; *keys*: whether any key will be destroyed or changed.
        """
        ...

    def strike(self, connection: Connection, month: Month, numbers: Sequence[str]) -> None:
        """Destroy personal parts, and those that have no report; with :meth:`finish` no byte of them is left."""
        ...

    def drop(self, connection: Connection, over: Sequence[Month]) -> None:
        """Destroy whole drawers, at least one; with :meth:`finish` no byte of them is left."""
        ...

    def open_to_all(self) -> Iterator[Path]:
        """Yield the files and folders that every user of the machine may read, write or look into."""
        ...

    def strange(self, reader: Connection) -> Iterator[str]:
        """Yield files or tables with personal parts that the database does not know."""
        ...

    def unfinished(self, reader: Connection) -> Iterator[str]:
        """Yield what a crash left to be destroyed, by number, day of the term or table."""
        ...

    def is_whole(self, month: Month | None) -> bool | None:
        """Return whether the file of a month, or with ``None`` the database's own, is undamaged; ``None`` for want of time."""
        ...

    def left_over(self) -> Iterator[Path]:
        """Yield what a backup or a restore that was stopped left beside the database."""
        ...

    def finish(self) -> None:
        """Do what can be done only once a transaction has ended. It may be repeated."""
        ...


def live_months(connection: Connection) -> Iterator[Month]:
    """Yield the months that are not dropped, first the one that expires first."""
    query = (
        select(months.c.id, months.c.expires)
        .where(months.c.dropped_at.is_(None))
        .order_by(months.c.expires)
    )
    for id, expires in connection.execute(query).all():
        yield Month(id, expires)


def find_month(connection: Connection, expires: date) -> Month | None:
    """Return the newest drawer of the month that expires on that day, ``None`` when there is none yet."""
    id = connection.execute(_OF_DAY, {"day": expires}).scalar()
    return None if id is None else Month(id, expires)


def mark_dropped(connection: Connection, over: Sequence[Month], now: datetime) -> None:
    """Note that months are dropped: from the end of this transaction on their reports are anonymous."""
    connection.execute(
        update(months).where(months.c.id.in_([month.id for month in over])).values(dropped_at=now)
    )
