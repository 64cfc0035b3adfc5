"""The table of personal data in an SQLite partition, and the reading of its rows."""

from typing import Final

from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, func, select

from lckm_sql.partitions import HiddenBytes

# The table only grows at its end, and what is erased in it is overwritten by zeros.
PERSONAL: Final = Table(
    "personal",
    MetaData(),
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("number", Text, nullable=False, index=True),
    Column("data", HiddenBytes, nullable=False),
)
"""The table."""
LAST: Final = (
    "SELECT seq, number, substr(data, 1, 1) <> x'00' FROM personal ORDER BY seq DESC LIMIT 1"
)
"""The last row: its place, its number, and whether it is not erased."""
DATA: Final = (
    select(PERSONAL.c.data)
    .where(PERSONAL.c.number == bindparam("of"))
    .order_by(PERSONAL.c.seq.desc())
    .limit(1)
)
"""The data of a report."""
NOT_ERASED: Final = func.substr(PERSONAL.c.data, 1, 1) != b"\0"
"""Whether a row is not erased."""
