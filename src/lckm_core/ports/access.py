"""Port: where it is written down who reads personal data of a report, before they do."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

import attrs

from lckm_core.calendar import validate_aware
from lckm_core.organisation import Role, require_one_of
from lckm_core.ports._port import provide_port
from lckm_core.ports.events import Event, EventVerb, require_staff_name
from lckm_core.text import Message


class AccessPurpose(StrEnum):
    """What personal data of a report are read for; the value is what a log stores."""

    CALL_BACK = "call back"
    """To contact who wrote, for which they gave the data."""
    OWN_REQUEST = "own request"
    """Who wrote asks what is stored of them."""
    CORRECTION = "correction"
    """To put a mistake right, such as a datum that redaction missed."""

    @property
    def message(self) -> Message:
        """The purpose in words."""
        return _WORDS[self]


_WORDS = {
    AccessPurpose.CALL_BACK: Message("kontakt ze zgłaszającym", "to contact the reporter"),
    AccessPurpose.OWN_REQUEST: Message("prośba zgłaszającego", "the reporter's own request"),
    AccessPurpose.CORRECTION: Message("błąd do poprawienia", "a mistake to correct"),
}
_READING = (EventVerb.READ_PERSONAL, EventVerb.READ_FILE)


@attrs.frozen(kw_only=True)
class Access:
    """One reading of personal data, as it is written down; it has none of them.

    Raises ``TypeError`` or ``ValueError`` for values that do not fit.

    Args:
        verb: what is read: ``READ_PERSONAL`` or ``READ_FILE``.
        subject: the number of the report, or the reference of the file.
        role: as whom it is read.
        by: the member of staff who reads it.
        purpose: what for.
        at: the moment, aware.
    """

    verb: EventVerb = attrs.field(validator=attrs.validators.in_(_READING))
    subject: str
    role: Role
    by: str
    purpose: AccessPurpose
    at: datetime = attrs.field(validator=validate_aware)

    def __attrs_post_init__(self) -> None:
        require_one_of(Role, self.role)
        require_one_of(AccessPurpose, self.purpose)
        if require_staff_name(self.by) is None:
            raise ValueError("by= names the member of staff who reads the data")

    @property
    def event(self) -> Event:
        """The event of it; its outcome is the purpose."""
        return Event(
            verb=self.verb,
            subject=self.subject,
            at=self.at,
            role=self.role,
            outcome=self.purpose.value,
            by=self.by,
        )


class AccessLog(Protocol):
    """Writes down who reads personal data. Safe from several threads."""

    def note(self, access: Access) -> None:
        """Write one line, also where the same stands there. Durable when it returns.

        Any exception keeps the data from being read, so a log that cannot write raises one. It
        keeps each line as long as the report is stored.
        """
        ...


@provide_port(cites=("zał. 2 § 6 ust. 4",))
def provide_access_log() -> AccessLog:  # type: ignore[empty-body]
    """Hand over the log of readings. Called once, when the centre is made."""
