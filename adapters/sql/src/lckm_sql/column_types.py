"""Types of columns that SQLite and PostgreSQL keep in different ways."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import BigInteger, Date, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from lckm_sql.sqlite_connection import damage_error

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware moment: ``timestamptz`` in PostgreSQL, microseconds since 1970 in SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column's type in this database."""
        return dialect.type_descriptor(
            BigInteger() if dialect.name == "sqlite" else DateTime(timezone=True)
        )

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Return a moment as it is stored."""
        if value is None or dialect.name != "sqlite":
            return value
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the moment, in UTC."""
        if value is None:
            return None
        if dialect.name != "sqlite":
            return cast(datetime, value).astimezone(UTC)
        with suppress(TypeError, OverflowError):
            moment: datetime = _EPOCH + value * _MICROSECOND
            return moment
        raise damage_error()


class Day(TypeDecorator[date]):
    """A day: ``date`` in PostgreSQL, its ten characters in SQLite."""

    impl = Date
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        """Return what reads a day."""
        read = super().result_processor(dialect, coltype)
        if read is None:
            return None

        def checked(value: Any) -> date | None:
            with suppress(TypeError, ValueError):
                day: date | None = read(value)
                return day
            raise damage_error()

        return checked


def code_point_text() -> Text:
    """Return the type of text that is sorted by code points, whatever the database's locale."""
    return Text().with_variant(Text(collation="C"), "postgresql")
