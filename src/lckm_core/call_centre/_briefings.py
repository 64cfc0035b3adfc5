"""Briefings of the call centre by units (zał. 2 § 10 ust. 4)."""

from datetime import date
from typing import Annotated

import attrs

from lckm_core.call_centre._requests import RequestBase, require_open
from lckm_core.errors import IllegalMoveError
from lckm_core.fields import Mark
from lckm_core.forms import Line, Prose
from lckm_core.law import cites
from lckm_core.organisation import Act, Role, require_may
from lckm_core.procedures import Person
from lckm_core.text import Message


@cites("zał. 2 § 10 ust. 4")
@attrs.frozen(kw_only=True)
class BriefingRequest(RequestBase):
    """A request for a briefing, closed on the day it is held."""

    subject: Annotated[Line, Mark("Temat instruktażu")]
    reason: Annotated[Prose, Mark("Uzasadnienie")]
    briefer: Annotated[Person | None, Mark("Kto przeprowadzi instruktaż")] = None
    named_on: Annotated[date | None, Mark("Data wyznaczenia")] = None

    @property
    def held_on(self) -> date | None:
        """The day on which it was held, ``None`` until then."""
        return self.closed_on


@cites("zał. 2 § 10 ust. 4")
def request_briefing(request: BriefingRequest, role: Role) -> BriefingRequest:
    """Return *request* if *role* may request a briefing.

    Only the head of the call centre may. Raises :class:`IllegalMoveError` for any other role, and
    for a closed request. Provision: zał. 2 § 10 ust. 4.
    """
    require_may(role, Act.REQUEST_BRIEFING, request.number)
    require_open(request, Act.REQUEST_BRIEFING)
    return request


@cites("zał. 2 § 10 ust. 4")
def name_briefer(
    request: BriefingRequest, role: Role, *, person: Person, on: date
) -> BriefingRequest:
    """Return *request* with the person who will hold the briefing.

    The head of the cell or unit names one, and may name another until it is held. Raises
    :class:`IllegalMoveError` for any other role, and once it was held. Provision: zał. 2 § 10
    ust. 4.
    """
    require_may(role, Act.NAME_BRIEFER, request.number)
    require_open(request, Act.NAME_BRIEFER)
    return attrs.evolve(request, briefer=person, named_on=on)


@cites("zał. 2 § 10 ust. 4")
def hold_briefing(request: BriefingRequest, role: Role, *, on: date) -> BriefingRequest:
    """Return *request* as held on that day (Europe/Warsaw).

    The head of the call centre confirms it. Raises :class:`IllegalMoveError` for any other role,
    while nobody is named, and once it was held. Provision: zał. 2 § 10 ust. 4.
    """
    require_may(role, Act.CONFIRM_BRIEFING, request.number)
    require_open(request, Act.CONFIRM_BRIEFING)
    if request.briefer is None:
        raise IllegalMoveError(
            Act.CONFIRM_BRIEFING.name,
            "open",
            Message(
                f"Instruktażu {request.number} nikt nie prowadzi. "
                "Najpierw kierownik komórki lub jednostki wyznacza osobę.",
                f"Nobody is named for briefing {request.number}. "
                "The head of the cell or unit names a person first.",
            ),
        )
    return attrs.evolve(request, closed_on=on)
