"""Changing the table that says which unit gets which report (zał. 2 § 6 ust. 1)."""

from datetime import datetime

import attrs

from lckm_core.calendar import civil_day
from lckm_core.centre._base import CentreBase, require_may_at_desk
from lckm_core.errors import IllegalMoveError
from lckm_core.findings import InvalidProcedureError, UnreadableFileError
from lckm_core.law import cites
from lckm_core.organisation import DeskAct, Role
from lckm_core.ports import Event, EventVerb, MissingAdapterError, require_staff_name
from lckm_core.ports.optional import RouteTableChange, RouteTableKeeping, offered
from lckm_core.procedures import check, read
from lckm_core.reports import RouteTable, added_domains, count_route_changes
from lckm_core.text import Message

LONGEST_ROUTES_REASON = 500
"""How many characters the reason of a change of the table of routes may have."""
_SUBJECT = "routes"


class RouteTables(CentreBase):
    """What the centre does with the table of routes."""

    @cites("zał. 2 § 6 ust. 1")
    def change_routes(
        self,
        text: str,
        *,
        replaced: str,
        reason: str,
        by: str,
        now: datetime,
        role: Role | None = None,
    ) -> RouteTable:
        """Put another table of routes in force, from the next report on.

        Durable when this returns; what it replaced is kept with who, when and why.

        Args:
            text: the new table, as a file in YAML is written.
            replaced: the table in force as whoever changes it saw it, to the character.
            reason: why it is changed, at most 500 characters.
            by: the member of staff who changes it.
            now: the current moment, aware.
            role: in which role; ``None`` for an operator or a program of the host.

        Returns:
            The table that is in force now.

        Raises:
            IllegalMoveError: for a role that may not (interpretation I26), and for a domain that
                the table in force has not: whoever acts in a role adds none.
            UnreadableFileError: when the text is no table of routes.
            InvalidProcedureError: while the table has errors; nothing is changed.
            ConflictError: when the table in force is another than *replaced*.
            MissingAdapterError: when no table can be changed here.
            Exception: whatever keeps the trail from writing that it begins; nothing is changed.
            ValueError: for a naive moment, a name that does not fit, and for no reason or one
                that is too long.
        """
        require_staff_name(by)
        if not 0 < len(reason.strip()) <= LONGEST_ROUTES_REASON:
            raise ValueError(f"reason has to have 1 to {LONGEST_ROUTES_REASON} characters")
        require_may_at_desk(role, DeskAct.CHANGE_ROUTES, _SUBJECT)
        keeping = offered(self.plugins.routes, RouteTableKeeping)
        if keeping is None:
            raise MissingAdapterError("provide_routes")
        document = read(text, name="routes.yaml", syntax="yaml", model=RouteTable)
        directory, today = self.plugins.directory, civil_day(now)
        check(document, directory=directory, requested_on=today).require()
        table: RouteTable = document.build(RouteTable)
        if role is not None:
            _require_no_new_domain(self.plugins.routes.table(), table)
        change = RouteTableChange(
            text=text, replaced=replaced, at=now, by=by, reason=reason.strip()
        )
        act = Event(verb=EventVerb.CHANGE_ROUTES, subject=_SUBJECT, at=now, role=role, by=by)
        # The table may lie in a folder, and the trail in a database.
        self._begin(act)
        keeping.replace_table(change)
        self._tell_of(_with_counts(act, replaced, table))
        return table


def _with_counts(act: Event, replaced: str, table: RouteTable) -> Event:
    """Return the event of a change with counts of what changed, and no word of either table."""
    try:
        document = read(replaced, name="routes.yaml", syntax="yaml", model=RouteTable)
        counts = count_route_changes(document.build(RouteTable), table)
    except (UnreadableFileError, InvalidProcedureError):
        # What was in force could not be read, which is why it was replaced.
        return act
    return attrs.evolve(act, outcome=counts)


def _require_no_new_domain(old: RouteTable, new: RouteTable) -> None:
    # So a stolen session cannot send residents' data to any domain it likes.
    if added := added_domains(old, new):
        listed = ", ".join(added)
        message = Message(
            f"Domeny {listed} nie ma w tabeli, która obowiązuje. Nową domenę, do której wolno "
            "wysyłać zgłoszenia, dodaje operator.",
            f"The table in force has no domain {listed}. A new domain to which reports may be "
            "sent is added by the operator.",
        )
        raise IllegalMoveError(DeskAct.CHANGE_ROUTES.name, "in force", message)
