"""Which drawer takes the personal parts of a month, and the making of it."""

from datetime import date

from sqlalchemy import Connection, insert, text

from lckm_sql.database import Database
from lckm_sql.partitions import Month, PersonalDataPartitions, find_month
from lckm_sql.tables import months

_LOOK_AGAIN = 256
"""After so many registrations it is looked whether a drawer is full."""
_MAKE_ONE = 0x4C434B4D
"""The advisory lock of PostgreSQL under which a month is made."""


class Months:
    """The drawers that this process knows of.

    A drawer is made in a transaction of its own. Were it made in the one that first puts something there, a server of PostgreSQL
    that dies in between would leave what was put in a file that no table owns, and that nothing ever removes.
    """

    def __init__(self, database: Database, drawers: PersonalDataPartitions) -> None:
        self._database, self._drawers = database, drawers
        self._known: dict[date, Month] = {}
        self._avoided: set[int] = set()
        self._looked = 0

    def of(self, expires: date) -> Month:
        """Return the drawer of the month that expires on that day, made now unless it is there; no transaction may be open.

        One that was dropped since this process last saw it is past its term, as is all that could still be put there.
        """
        self._looked += 1
        if self._looked % _LOOK_AGAIN == 0:
            self.forget()
        found = self._known.get(expires)
        if found is None or not self._drawers.is_there(found):
            with self._database.writing() as connection:
                found = self._found_or_made(connection, expires)
            self._drawers.made(found)
            self._known[expires] = found
        return found

    def forget(self) -> None:
        """Look again at the next use: another process may have dropped a month."""
        self._known.clear()

    def anew(self) -> None:
        """Begin with nothing known: the database is opened, and may be another than it was."""
        self._avoided.clear()
        self.forget()

    def avoid(self, month: Month) -> None:
        """Put nothing more into a drawer that turned out to be damaged."""
        self._avoided.add(month.id)
        self.forget()

    def _found_or_made(self, connection: Connection, expires: date) -> Month:
        found = self._usable(connection, expires)
        if found is None and not self._database.is_sqlite:
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
        if found is not None and found.id in self._avoided:
            return None
        return None if found is None or self._drawers.is_full(connection, found) else found
