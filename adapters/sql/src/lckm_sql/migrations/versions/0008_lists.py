"""Lists of reports: what they are filtered by, in the rows of their deliveries."""

# Read with json alone, for a later program may read reports otherwise. A row that is no JSON, which
# ``verify`` names, is listed by its moment alone.

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TRIAL = "PROBA-"
_PAGE = 5000
_LISTED = sa.text("registered_at IS NOT NULL")
_HAND = sa.text("needs_a_hand")


def upgrade() -> None:
    """Add the columns, fill and index them, and drop the one that they replace."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    moment = sa.BigInteger() if is_sqlite else sa.DateTime(timezone=True)
    op.add_column(
        "dispatch", sa.Column("needs_a_hand", sa.Boolean, nullable=False, server_default=sa.false())
    )
    for name in ("registered_at", "acted_at"):
        op.add_column("dispatch", sa.Column(name, moment))
    for name in ("category", "report_kind", "channel", "area"):
        op.add_column("dispatch", sa.Column(name, sa.Text))
    op.add_column("dispatch", sa.Column("closed", sa.Boolean))
    _fill(moment)
    op.drop_column("report", "category")
    listed = ["registered_at", "id", "state", "closed", "unit", "category", "area"]
    _index("dispatch_listed", [*listed, "report_kind", "channel", "acted_at"], _LISTED)
    _index("dispatch_needs_a_hand", ["id"], _HAND)


def _index(name: str, columns: list[str], condition: Any) -> None:
    op.create_index(name, "dispatch", columns, sqlite_where=condition, postgresql_where=condition)


def _fill(moment: Any) -> None:
    dispatch = sa.table(
        "dispatch",
        sa.column("id", _WORDS),
        sa.column("report_number", _WORDS),
        sa.column("data", sa.Text),
        sa.column("needs_a_hand", sa.Boolean),
        sa.column("registered_at", moment),
        sa.column("acted_at", moment),
        *(sa.column(name, sa.Text) for name in ("category", "report_kind", "channel", "area")),
        sa.column("closed", sa.Boolean),
    )
    report = sa.table(
        "report",
        sa.column("number", _WORDS),
        sa.column("registered_at", moment),
        sa.column("data", sa.Text),
    )
    names = ("registered_at", "acted_at", "category", "report_kind", "channel", "area", "closed")
    connection = op.get_bind()
    is_number = report.c.number == dispatch.c.id
    page = (
        sa.select(
            dispatch.c.id,
            dispatch.c.data.label("delivery"),
            report.c.number,
            report.c.registered_at,
            report.c.data,
        )
        .select_from(dispatch.outerjoin(report, is_number))
        .order_by(dispatch.c.id)
        .limit(_PAGE)
    )
    update = (
        sa.update(dispatch)
        .where(dispatch.c.id == sa.bindparam("of"))
        .values({name: sa.bindparam(f"new_{name}") for name in ("needs_a_hand", *names)})
    )
    after = ""
    while rows := connection.execute(page.where(dispatch.c.id > after)).all():
        after = rows[-1].id
        values = []
        for row in rows:
            columns = dict.fromkeys(names)
            if row.number is not None and not row.number.startswith(_TRIAL):
                columns |= {"registered_at": row.registered_at, **_read(row.data, moment)}
            needs_a_hand = bool(_json(row.delivery).get("needs_a_hand", False))
            columns |= {"needs_a_hand": needs_a_hand}
            values.append({"of": row.id, **{f"new_{name}": columns[name] for name in columns}})
        connection.execute(update, values)


def _json(data: str) -> dict[str, Any]:
    with suppress(ValueError):
        read = json.loads(data)
        if isinstance(read, dict):
            return read
    return {}


def _read(data: str, moment: Any) -> dict[str, Any]:
    """Return the columns of a report that can be read."""
    report = _json(data)
    with suppress(KeyError, TypeError, ValueError, AttributeError):
        history = report.get("history", ())
        acts = [act["kind"] for act in history if act["kind"] != "reclassified"]
        acted: Any = datetime.fromisoformat(history[-1]["at"]) if history else None
        if acted is not None and isinstance(moment, sa.BigInteger):
            acted = (acted - _EPOCH) // datetime.resolution
        return {
            "acted_at": acted,
            "category": report.get("category"),
            "report_kind": report.get("kind", "intervention"),
            "channel": report.get("channel", "form"),
            "area": (report.get("place") or {}).get("area"),
            "closed": acts[-1:] == ["outcome"],
        }
    return {}
