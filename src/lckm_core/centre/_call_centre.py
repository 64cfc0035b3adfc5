"""The call centre: its field „Inne”, its requests to units, its briefings (zał. 2 § 10)."""

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
    correct_answer,
    hold_briefing,
    is_reminder_due,
    name_briefer,
    readdress,
    request_briefing,
    request_data,
)
from lckm_core.centre._notes import Notes
from lckm_core.centre._numbers import Numbers
from lckm_core.errors import ConflictError, IllegalMoveError, LckmError
from lckm_core.law import cites
from lckm_core.organisation import (
    Act,
    Role,
    misnamed_cell,
    misnamed_unit,
)
from lckm_core.ports import (
    Event,
    EventVerb,
    NumberSeries,
    UnitRequest,
    fitting_staff_name,
    require_staff_name,
    under_way,
)
from lckm_core.procedures import Person
from lckm_core.text import Message

_PAGE = 100
_R = TypeVar("_R", bound=UnitRequest)


@attrs.frozen(str=False)
class NoSuchRequestError(LckmError):
    """The call centre has no request of that number, or one of the other kind."""

    number: str

    pl = (
        "Call Center nie ma takiej prośby o numerze {number}. "
        "Sprawdź numer i czy chodzi o dane, czy o instruktaż."
    )
    en = (
        "The call centre has no such request {number}. "
        "Check the number, and whether it is for data or a briefing."
    )


class CallCentre(Numbers, Notes):
    """What the centre does for the call centre."""

    @cites("zał. 2 § 10 ust. 3")
    def request_data(self, request: DataRequest, *, role: Role, now: datetime) -> DataRequest:
        """Store a request to a unit for missing data; durable when this returns.

        Args:
            request: what is asked, of whom, under a number that the host gives; repeated, the
                stored one. One without a number gets a new one once nothing refuses it.
            role: who asks: staff of the call centre, or their head.
            now: the current moment, aware.

        Raises:
            IllegalMoveError: for another role, an unknown unit or cell, or a request that is met
                already.
            ConflictError: when another request has the number, or that request was acted on
                meanwhile.
            ValueError: for a naive moment.
        """
        return self._add_request(
            request_data(request, role), Act.REQUEST_DATA, EventVerb.REQUEST_DATA, role, now
        )

    @cites("zał. 2 § 10 ust. 3")
    def answer_data_request(
        self, number: str, *, role: Role, text: str, by: Person, now: datetime
    ) -> DataRequest:
        """Store a unit's answer, which meets the request; durable when this returns.

        Raises:
            NoSuchRequestError: when there is no request for data of that number.
            IllegalMoveError: for a role that may not, a blank answer, or a request answered
                already.
            ConflictError: when somebody else acted on it meanwhile.
        """
        request = self._stored_request(number, DataRequest)
        new = answer_data_request(request, role, text=text, by=by, on=civil_day(now))
        name = fitting_staff_name(by.name)
        return self._replace_request(new, request, EventVerb.ANSWER_DATA_REQUEST, role, now, name)

    @cites("zał. 2 § 10 ust. 3")
    def correct_answer(
        self, number: str, *, role: Role, text: str, by: Person, now: datetime
    ) -> DataRequest:
        """Store a corrected answer, keeping the former one; durable when this returns.

        Allowed to whoever gave the answer, and to a head of the cell or unit. Giving the stored
        answer again changes nothing.

        Raises:
            NoSuchRequestError: when there is no request for data of that number.
            IllegalMoveError: for anybody else, a blank answer, or a request not answered yet.
            ConflictError: when somebody else acted on it meanwhile.
        """
        request = self._stored_request(number, DataRequest)
        new = correct_answer(request, role, text=text, by=by, on=civil_day(now))
        if new == request:
            return request
        name = fitting_staff_name(by.name)
        return self._replace_request(new, request, EventVerb.CORRECT_ANSWER, role, now, name)

    @cites("zał. 2 § 10 ust. 4")
    def request_briefing(
        self, request: BriefingRequest, *, role: Role, now: datetime
    ) -> BriefingRequest:
        """Store a request to a unit to brief the call centre's staff; durable when this returns.

        Only the head of the call centre asks. Arguments as for :meth:`request_data`.

        Raises:
            IllegalMoveError: for another role, or an unknown unit or cell.
            ConflictError: when another request has the number.
            ValueError: for a naive moment.
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
        self, number: str, *, role: Role, person: Person, now: datetime, by: str | None = None
    ) -> BriefingRequest:
        """Store who will hold a briefing; another may be named until it is held.

        Durable when this returns. *by* is the name of who does it.

        Raises:
            NoSuchRequestError: when there is no request for a briefing of that number.
            IllegalMoveError: for a role other than a head of the cell or unit, and once it was
                held.
            ConflictError: when somebody else acted on it meanwhile.
        """
        require_staff_name(by)
        request = self._stored_request(number, BriefingRequest)
        new = name_briefer(request, role, person=person, on=civil_day(now))
        return self._replace_request(new, request, EventVerb.NAME_BRIEFER, role, now, by)

    @cites("zał. 2 § 10 ust. 4")
    def hold_briefing(
        self,
        number: str,
        *,
        role: Role,
        now: datetime,
        held_on: date | None = None,
        by: str | None = None,
    ) -> BriefingRequest:
        """Store that a briefing was held, *held_on* or today, as the call centre's head confirms.

        *by* is the name of who does it. Durable when this returns. Raises
        :class:`NoSuchRequestError`, :class:`IllegalMoveError` for another role, while nobody is
        named, or once it was held, and :class:`ConflictError` when somebody else acted on it
        meanwhile.
        """
        require_staff_name(by)
        today = civil_day(now)
        request = self._stored_request(number, BriefingRequest)
        new = hold_briefing(request, role, on=held_on or today)
        return self._replace_request(new, request, EventVerb.HOLD_BRIEFING, role, now, by)

    @cites("zał. 2 § 10 ust. 3", "zał. 2 § 10 ust. 4")
    def readdress_request(
        self,
        number: str,
        *,
        role: Role,
        unit: str,
        cell: str | None,
        now: datetime,
        by: str | None = None,
    ) -> UnitRequest:
        """Store that an open request is for another unit or cell; durable when this returns.

        Args:
            number: the request's number.
            role: who does it: whoever may ask for the same.
            unit: the unit that is asked instead.
            cell: the cell of that unit.
            now: the current moment, aware.
            by: the name of who does it.

        Raises:
            NoSuchRequestError: when there is no request of that number.
            IllegalMoveError: for another role, an unknown unit or cell, or a request that is met.
            ConflictError: when somebody else acted on it meanwhile.
            ValueError: for a naive moment, or a name that does not fit.
        """
        require_staff_name(by)
        require_aware(now)
        request = self.plugins.requests.get(number)
        if request is None:
            raise NoSuchRequestError(number)
        new = readdress(request, role, unit=unit, cell=cell)
        if message := self._misaddressed(attrs.evolve(new, asked_on=civil_day(now))):
            raise IllegalMoveError(Act.REQUEST_DATA.name, "misaddressed", message)
        if new == request:
            return request
        return self._replace_request(new, request, EventVerb.READDRESS_REQUEST, role, now, by)

    @cites("zał. 2 § 10 ust. 3", "zał. 2 § 10 ust. 4")
    def remind_due(
        self, *, now: datetime, reminders: Reminders = REMINDERS
    ) -> tuple[UnitRequest, ...]:
        """Return the open requests to remind of today, each with its reminder stored.

        The host sends them. Call it once a day. A reminder is stored before it is returned, so that
        two workers never remind of one request. One that a host failed to send comes up again after
        ``reminders.then_every`` days. Raises ``ValueError`` for a naive moment.
        """
        today = civil_day(now)
        reminded = []
        for request in self._unmet_requests():
            if not is_reminder_due(request, on=today, reminders=reminders):
                continue
            try:
                reminded.append(
                    self._replace_request(
                        add_reminder(request, on=today), request, EventVerb.REMIND_DUE, None, now
                    )
                )
            except ConflictError:
                continue  # met meanwhile, or another worker reminds
        return tuple(reminded)

    def _add_request(self, request: _R, act: Act, verb: EventVerb, role: Role, now: datetime) -> _R:
        require_aware(now)
        if message := self._misaddressed(request):
            raise IllegalMoveError(act.name, "misaddressed", message)
        name = fitting_staff_name(request.asked_by.name)
        if not request.number:
            number = self.draw_number(NumberSeries.REQUEST, now=now)
            request = attrs.evolve(request, number=number)
        event = Event(verb=verb, subject=request.number, at=now, role=role, by=name)
        try:
            with under_way(event):
                self.plugins.requests.add(request)
        except ConflictError:
            if self.plugins.requests.get(request.number) != request:
                raise
            return request
        self._tell_of(event)
        return request

    def _misaddressed(self, request: UnitRequest) -> Message | None:
        """Return why the request would reach nobody: an unknown unit or cell, or no cell."""
        directory = self.plugins.directory
        if message := misnamed_unit(directory, request.unit, request.asked_on):
            return message
        if request.cell is not None:
            return misnamed_cell(directory, request.unit, request.cell)
        if request.unit != directory.city.office:
            return None
        return Message(
            f"{f'Prośba {request.number}'.strip()} do Urzędu nie ma komórki. "
            "Podaj wydział lub równorzędną komórkę.",
            f"{f'Request {request.number}'.strip()} to the Office names no cell. "
            "Give the department or its equal.",
        )

    def _stored_request(self, number: str, kind: type[_R]) -> _R:
        request = self.plugins.requests.get(number)
        if not isinstance(request, kind):
            raise NoSuchRequestError(number)
        return request

    def _replace_request(
        self,
        new: _R,
        was: _R,
        verb: EventVerb,
        role: Role | None,
        now: datetime,
        by: str | None = None,
    ) -> _R:
        event = Event(verb=verb, subject=new.number, at=now, role=role, by=by)
        with under_way(event):
            self.plugins.requests.replace(new, was)
        self._tell_of(event)
        return new

    def _unmet_requests(self) -> Iterator[UnitRequest]:
        """Yield every open request, a page at a time."""
        after = ""
        while page := self.plugins.requests.unmet(after=after, limit=_PAGE):
            yield from page
            after = page[-1].number
