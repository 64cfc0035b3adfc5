"""A database with very many reports, as two years of them would leave it.

They are copies of rows that the store itself has written.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
from sqlalchemy import Connection, create_engine, func, inspect, select, text

from lckm_core import Report, first_clean_day, register
from lckm_core.delivery import (
    Accepted,
    DispatchLimits,
    Mailbox,
    open_dispatch,
    settle,
)
from lckm_sql import SqlAdapter
from lckm_sql.partitions import Partition
from lckm_sql.tables import months as month_table

MONTHS = 24
UNIT = Mailbox("Zarząd Dróg i Transportu", "zgloszenia@zdit.uml.lodz.pl", contact=True)
LASTING = timedelta(minutes=5)
_FORM = {
    "description": "Dziura w jezdni przy przystanku, głęboka na 20 cm, uszkodziłam koło.",
    "category": "dziura-w-jezdni",
    "place": {"address": "ul. Przykładowa 5"},
    "reporter": {
        "name": "Przykładowa Anna",
        "email": "anna@example.org",
        "phone": "+48 601 234 567",
    },
}
_DIGITS = 10
_PARTITION = 20_000
"""As many personal parts as a partition takes before the store begins another."""
_COPIED = ("report", "dispatch", "audit")


def number_of(at: int) -> str:
    """Return the number of a report."""
    return f"R-{at:0{_DIGITS}}"


def report(at: int, now: datetime) -> Report:
    """Return a report as most are, with contact data."""
    base = register(_FORM, number="X", now=now, terms_version="1")
    return attrs.evolve(base, number=number_of(at))


def add(adapter: SqlAdapter, at: int, now: datetime, *, delivered: bool) -> None:
    """Register a report, and have its delivery end if wished."""
    store, number = adapter.reports, number_of(at)
    store.add(report(at, now), open_dispatch(number, UNIT, now=now))
    if delivered:
        limits = DispatchLimits()
        (leased,) = store.claim("filling", now=now, lasting=LASTING, limit=1, limits=limits)
        store.change(
            leased.id, lambda kept: settle(kept, leased.token, Accepted("4Xy"), now=now, jitter=0.5)
        )


def months_before(now: datetime, count: int) -> Iterator[datetime]:
    """Yield a moment in each month, the longest ago first, up to this month."""
    for back in range(count - 1, -1, -1):
        year, month = divmod(now.year * 12 + now.month - 1 - back, 12)
        yield now.replace(year=year, month=month + 1, day=3)


def fill(
    adapter: SqlAdapter,
    first: int,
    count: int,
    now: datetime,
    *,
    months: int = MONTHS,
    delivered: bool = True,
) -> None:
    """Add reports from number *first* on, and let the term pass for the oldest.

    They are spread evenly over the months up to *now*.
    """
    at, moments = first, list(months_before(now, months))
    for index, moment in enumerate(moments):
        after = first + count * (index + 1) // months
        while at < after:
            # Each partition begins with one report that the store adds, so there are as many as
            # usual.
            add(adapter, at, moment, delivered=delivered)
            many = min(after - at, _PARTITION) - 1
            _copy(adapter, at, many, moment, with_personal=first_clean_day(moment) > now.date())
            at += many + 1
    adapter.reports.erase_due(now=now)


def _copy(
    adapter: SqlAdapter, template: int, many: int, moment: datetime, *, with_personal: bool
) -> None:
    """Copy the rows of a report so many times, with the numbers that follow its own."""
    if many <= 0:
        return
    given = {"number": number_of(template), "first": template + 1, "last": template + many}
    with adapter.database.writing() as connection:
        for table in _COPIED:
            connection.execute(text(_statement(connection, table)), given)
    if with_personal:
        _copy_personal(adapter, template, many, first_clean_day(moment))


def _copy_personal(adapter: SqlAdapter, template: int, many: int, expires: date) -> None:
    """Give the copies personal parts that open: each is encrypted with its report's number."""
    cipher, number = adapter._cipher, number_of(template)
    with adapter.database.writing() as connection:
        newest = select(func.max(month_table.c.id)).where(
            month_table.c.expires == expires, month_table.c.dropped_at.is_(None)
        )
        id = connection.execute(newest).scalar_one()
        partition = Partition(id, expires)
        with _personal(adapter, connection, partition) as (table, personal):
            query = text(f"SELECT data FROM {table} WHERE number = :number")
            data = personal.execute(query, {"number": number}).scalar_one()
            plain = cipher.decrypt(connection, partition, number, bytes(data))
            assert plain is not None
            numbers = map(number_of, range(template + 1, template + many + 1))
            rows = ((one, cipher.encrypt(connection, partition, one, plain)) for one in numbers)
            _insert(personal, table, rows)


@contextmanager
def _personal(
    adapter: SqlAdapter, connection: Connection, partition: Partition
) -> Iterator[tuple[str, Connection]]:
    """Give the table of a partition's personal parts, and the connection that reaches it."""
    if not adapter.database.is_sqlite:
        yield f"personal_{partition.expires:%Y_%m}_{partition.id}", connection
        return
    folder = Path(f"{adapter.database.file}-months")
    (file,) = folder.glob(f"{partition.expires:%Y_%m}_{partition.id}.sqlite")
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as other:
        yield "personal", other
    engine.dispose()


def _insert(connection: Connection, table: str, rows: Iterable[tuple[str, bytes]]) -> None:
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        driver.executemany(f"INSERT INTO {table} (number, data) VALUES (?, ?)", rows)
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} (number, data) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _statement(connection: Connection, table: str) -> str:
    """Return the statement that copies rows, with another number in every text that has it.

    What the database numbers itself is left to it.
    """
    sqlite = connection.dialect.name == "sqlite"
    columns = [one for one in inspect(connection).get_columns(table) if not _is_counted(table, one)]
    new = "'R-' || " + (
        f"printf('%0{_DIGITS}d', n)" if sqlite else f"lpad(n::text, {_DIGITS}, '0')"
    )
    taken = [
        f"replace({one['name']}, :number, {new})" if _is_text(one) else f"{table}.{one['name']}"
        for one in columns
    ]
    names = ", ".join(one["name"] for one in columns)
    key = next(
        one
        for one in ("number", "report_number", "subject")
        if any(one == column["name"] for column in columns)
    )
    series = (
        "(WITH RECURSIVE s(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM s WHERE n < :last) "
        "SELECT n FROM s) AS s"
        if sqlite
        else "generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS s(n)"
    )
    return (
        f"INSERT INTO {table} ({names}) SELECT {', '.join(taken)} FROM {table}, {series} WHERE "
        f"{table}.{key} = :number"
    )


def _is_counted(table: str, column: Any) -> bool:
    return (table, column["name"]) == ("audit", "id") or column["name"] == "seq"


def _is_text(column: Any) -> bool:
    return str(column["type"]).upper().startswith(("TEXT", "VARCHAR"))
