"""How far readers of the audit trail have read, beside the trail that they read."""

from datetime import datetime

from sqlalchemy import or_, select, update

from lckm_sql.database import Database, store_operation
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import utc
from lckm_sql.tables import trail_positions


class SqlTrailPositions:
    """The position of each reader: a row, which one worker holds at a time.

    Each method raises :class:`StoreUnavailableError` when the database fails.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @store_operation
    def position(self, reader: str) -> int:
        """Return the id of the last entry taken; 0 for a reader that has taken none."""
        query = select(trail_positions.c.last).where(trail_positions.c.reader == reader)
        with self.database.reading() as connection:
            return connection.execute(query).scalar() or 0

    @store_operation
    def hold_position(
        self, reader: str, *, holder: str, now: datetime, until: datetime
    ) -> int | None:
        """Hold a position until a moment and return it; ``None`` while another holds it.

        Raises ``ValueError`` for a naive moment.
        """
        held_until = trail_positions.c.held_until
        is_free = or_(
            held_until.is_(None), held_until <= utc(now), trail_positions.c.holder == holder
        )
        hold = (
            update(trail_positions)
            .where(trail_positions.c.reader == reader, is_free)
            .values(holder=holder, held_until=utc(until))
            .returning(trail_positions.c.last)
        )
        with self.database.writing() as connection:
            insert_if_absent(connection, trail_positions, reader=reader, last=0)
            return connection.execute(hold).scalar()

    @store_operation
    def move_position(self, reader: str, entry: int, *, holder: str) -> bool:
        """Move a position on to an entry, durably; ``False`` where another holds it by now."""
        is_own = (
            trail_positions.c.reader == reader,
            trail_positions.c.holder == holder,
            trail_positions.c.last <= entry,
        )
        with self.database.writing() as connection:
            moved = connection.execute(update(trail_positions).where(*is_own).values(last=entry))
            return moved.rowcount == 1

    @store_operation
    def release_position(self, reader: str, *, holder: str) -> None:
        """Hold a position no longer."""
        is_own = (trail_positions.c.reader == reader, trail_positions.c.holder == holder)
        release = update(trail_positions).where(*is_own).values(holder=None, held_until=None)
        with self.database.writing() as connection:
            connection.execute(release)
