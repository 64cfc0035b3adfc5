"""The table in the file of a month in SQLite. It only grows at its end, and what is destroyed in it is written over."""

from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, func, select

from lckm_sql.partitions import HiddenBytes

PERSONAL = Table(
    "personal",
    MetaData(),
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("number", Text, nullable=False, index=True),
    Column("data", HiddenBytes, nullable=False),
)
LAST = "SELECT seq, number, substr(data, 1, 1) <> x'00' FROM personal ORDER BY seq DESC LIMIT 1"
DATA = (
    select(PERSONAL.c.data)
    .where(PERSONAL.c.number == bindparam("of"))
    .order_by(PERSONAL.c.seq.desc())
    .limit(1)
)
THERE = func.substr(PERSONAL.c.data, 1, 1) != b"\0"
"""That a personal part is not destroyed."""
