"""The centre's verbs for the call centre: ask units for data and briefings, remind them, take note of what came (zał. 2 § 10)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeVar

import attrs

from lckm_core.calendar import civil_day, require_aware
from lckm_core.call_centre import (
    REMINDERS,
    BriefingRequest,
    DataRequest,
    Reminders,
    add_reminder,
    answer_data_request,
    hold_briefing,
    is_reminder_due,
    name_briefer,
    request_briefing,
    request_data,
)
from lckm_core.centre._events import Verbs
from lckm_core.errors import ConflictError, IllegalMoveError, LckmError
from lckm_core.law import cites
from lckm_core.organisation import (
    OFFICE,
    Act,
    Role,
    misnamed_cell,
    misnamed_unit,
)
from lckm_core.ports import EventVerb, UnitRequest
from lckm_core.procedures import Person
from lckm_core.text import Message

_PAGE = 100
_R = TypeVar("_R", bound=UnitRequest)


@attrs.frozen(str=False)
class NoSuchRequestError(LckmError):
    """The call centre made no request of that number, or one of the other kind."""

    number: str

    @property
    def message(self) -> Message:
        """Which number there is not."""
        return Message(
            f"Call Center nie ma takiej prośby o numerze {self.number}. Sprawdź numer i czy chodzi o dane, czy o instruktaż.",
            f"The call centre has no such request {self.number}. Check the number, and whether it is for data or a briefing.",
        )


class RequestVerbs(Verbs):
    """What is done with the call centre's requests to units."""

    @cites("zał. 2 § 10 ust. 3")
    def request_data(self, request: DataRequest, *, role: Role, now: datetime) -> DataRequest:
        """Keep a request to a unit for what the call centre lacks; durable when this returns.

        Args:
            request: what is asked, of whom, under a number that the host gives; repeated, it is the request that is kept.
            role: who asks: staff of the call centre, or their head.
            now: the moment, aware.

        Raises:
            IllegalMoveError: for another role, a unit or cell that is not known, and a request that is met already.
            ConflictError: when the number is another request's, or that request was acted on meanwhile.
            ValueError: for a naive moment.
        """
        return self._add_request(
            request_data(request, role), Act.REQUEST_DATA, EventVerb.REQUEST_DATA, role, now
        )

    @cites("zał. 2 § 10 ust. 3")
    def answer_data_request(
        self, number: str, *, role: Role, text: str, by: Person, now: datetime
    ) -> DataRequest:
        """Take note of a unit's answer, which meets the request; durable when this returns.

        Raises:
            NoSuchRequestError: when there is no request for data of that number.
            IllegalMoveError: for a role that may not, a blank answer, and a request that was answered already.
            ConflictError: when somebody else acted on it meanwhile.
        """
        was = self._kept_request(number, DataRequest)
        new = answer_data_request(was, role, text=text, by=by, on=civil_day(now))
        return self._replace_request(new, was, EventVerb.ANSWER_DATA_REQUEST, role, now)

    @cites("zał. 2 § 10 ust. 4")
    def request_briefing(
        self, request: BriefingRequest, *, role: Role, now: datetime
    ) -> BriefingRequest:
        """Keep a request to a unit to brief the call centre's staff; durable when this returns.

        Only the head of the call centre asks. Arguments as for :meth:`request_data`; so are what it raises:
        :class:`IllegalMoveError`, :class:`ConflictError`, ``ValueError``.
        """
        return self._add_request(
            request_briefing(request, role),
            Act.REQUEST_BRIEFING,
            EventVerb.REQUEST_BRIEFING,
            role,
            now,
        )

    @cites("zał. 2 § 10 ust. 4")
    def name_briefer(
        self, number: str, *, role: Role, person: Person, now: datetime
    ) -> BriefingRequest:
        """Take note of who will hold a briefing; another may be named until it is held. Durable when this returns.

        Raises:
            NoSuchRequestError: when there is no request for a briefing of that number.
            IllegalMoveError: for a role other than a head of the cell or unit, and once it was held.
            ConflictError: when somebody else acted on it meanwhile.
        """
        was = self._kept_request(number, BriefingRequest)
        new = name_briefer(was, role, person=person, on=civil_day(now))
        return self._replace_request(new, was, EventVerb.NAME_BRIEFER, role, now)

    @cites("zał. 2 § 10 ust. 4")
    def hold_briefing(
        self, number: str, *, role: Role, now: datetime, held_on: date | None = None
    ) -> BriefingRequest:
        """Take note that a briefing was held, *held_on* or else today, as the head of the call centre confirms.

        Durable when this returns. Raises :class:`NoSuchRequestError`, :class:`IllegalMoveError` for another role, while nobody
        is named and once it was held, and :class:`ConflictError` when somebody else acted on it meanwhile.
        """
        today, was = civil_day(now), self._kept_request(number, BriefingRequest)
        new = hold_briefing(was, role, on=held_on or today)
        return self._replace_request(new, was, EventVerb.HOLD_BRIEFING, role, now)

    @cites("zał. 2 § 10 ust. 3", "zał. 2 § 10 ust. 4")
    def remind_due(
        self, *, now: datetime, reminders: Reminders = REMINDERS
    ) -> tuple[UnitRequest, ...]:
        """Return the open requests whose unit is to be reminded today, each with its reminder noted; the host reminds.

        Call it once a day. A reminder is noted before it is returned, so that two workers never remind of one request: what a
        host that stopped in between did not send comes up again after ``reminders.then_every`` days. Raises ``ValueError`` for
        a naive moment.
        """
        today, reminded = civil_day(now), []
        for was in self._unmet_requests():
            if not is_reminder_due(was, on=today, reminders=reminders):
                continue
            try:
                reminded.append(
                    self._replace_request(
                        add_reminder(was, on=today), was, EventVerb.REMIND_DUE, None, now
                    )
                )
            except ConflictError:
                continue  # met meanwhile, or another worker reminds
        return tuple(reminded)

    def _add_request(self, request: _R, act: Act, verb: EventVerb, role: Role, now: datetime) -> _R:
        require_aware(now)
        if said := self._misaddressed(request):
            raise IllegalMoveError(act.name, "misaddressed", said)
        try:
            self.plugins.requests.add(request)
        except ConflictError:
            if self.plugins.requests.get(request.number) != request:
                raise
            return request
        self._tell(verb, request.number, now, role)
        return request

    def _misaddressed(self, request: UnitRequest) -> Message | None:
        """Return why the request would reach nobody: an unknown unit or cell, or the Office without a cell."""
        directory = self.plugins.directory
        if said := misnamed_unit(directory, request.unit, request.asked_on):
            return said
        if request.cell is not None:
            return misnamed_cell(directory, request.unit, request.cell)
        if request.unit != OFFICE:
            return None
        return Message(
            f"Prośba {request.number} do Urzędu nie ma komórki. Podaj wydział lub równorzędną komórkę.",
            f"Request {request.number} to the Office names no cell. Give the department or its equal.",
        )

    def _kept_request(self, number: str, kind: type[_R]) -> _R:
        kept = self.plugins.requests.get(number)
        if not isinstance(kept, kind):
            raise NoSuchRequestError(number)
        return kept

    def _replace_request(
        self, new: _R, was: _R, verb: EventVerb, role: Role | None, now: datetime
    ) -> _R:
        self.plugins.requests.replace(new, was)
        self._tell(verb, new.number, now, role)
        return new

    def _unmet_requests(self) -> Iterator[UnitRequest]:
        """Yield every open request, a page at a time."""
        after = ""
        while page := self.plugins.requests.unmet(after=after, limit=_PAGE):
            yield from page
            after = page[-1].number
