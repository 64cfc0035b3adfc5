"""The call centre: its field „Inne”, its requests to units, its briefings (zał. 2 § 10)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeVar

import attrs

from lckm_core.amendments import amend, compare
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
from lckm_core.centre._base import require_may_at_desk
from lckm_core.centre._editions import EditionsBase, act_of, edition_after
from lckm_core.errors import ConflictError, IllegalMoveError, LckmError
from lckm_core.findings import Findings, InvalidProcedureError
from lckm_core.forms import field_kinds
from lckm_core.law import cites
from lckm_core.organisation import (
    Act,
    DeskAct,
    Role,
    misnamed_cell,
    misnamed_unit,
)
from lckm_core.ports import (
    EditionChange,
    Event,
    EventVerb,
    UnitRequest,
    fitting_staff_name,
    require_staff_name,
    under_way,
)
from lckm_core.procedures import CallCentre as CallCentreSection, Person, Procedure
from lckm_core.publication import (
    Edition,
    EditionAct,
    Transition,
    move,
    without_earlier_notes,
)
from lckm_core.text import Message

LONGEST_NOTE = 4000
"""How many characters the call centre's own field holds; the template says nothing of it."""
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


class CallCentre(EditionsBase):
    """What the centre does for the call centre."""

    @cites("wzór: Inne")
    def note(
        self,
        procedure_id: str,
        text: str | None,
        *,
        role: Role,
        by: str,
        now: datetime,
        seen: int | None = None,
    ) -> Edition:
        """Put another text into the call centre's own field, „Inne”, of every edition in use.

        Durable when this returns, and shown to the call centre at once. No edition is made: the
        public sees nothing of the field, so nothing it is shown changes, neither a day nor a
        register. The text goes into each edition that is published or may yet be, so that none
        brings the old one back; who wrote it, and what was there before, stays among its acts. A
        returned edition is left to its head.

        Args:
            procedure_id: the procedure's number.
            text: the new text of the field; ``None`` or blank empties it. With the text that is
                there already nothing changes.
            role: staff of the call centre, or their head.
            by: the name of who does it.
            now: the current moment, aware.
            seen: the number of the edition that was looked at.

        Returns:
            The newest edition with the field.

        Raises:
            NoSuchEditionError: when no edition was handed in.
            IllegalMoveError: for another role, and where no edition is shown or may yet be.
            InvalidProcedureError: for a text that the field cannot hold, or of more than 4,000
                characters.
            OutdatedEditionError: when there is a newer edition than the one seen, also one made at
                the same time; it has the difference.
            ConflictError: when somebody else acted on one of the editions meanwhile.
            ValueError: for a naive moment, or without a name.
        """
        _require_fitting(text)
        newest = self._newest(procedure_id, seen)
        editions = self.plugins.procedures.editions(procedure_id)
        in_use = [edition for edition in editions if edition.state.may_be_shown]
        act = act_of(Transition.NOTE, role, by, now)
        move((in_use or [newest])[-1].state, act.verb, role)
        noted = [EditionChange(_noted(edition, text, act), edition) for edition in in_use]
        changes = [change for change in noted if change.edition != change.was]
        if changes:
            self._save(changes, newest)
            self._tell(EventVerb.NOTE, procedure_id, now, role, by=fitting_staff_name(by))
        return noted[-1].edition

    @cites("zał. 2 § 6 ust. 5")
    def erase_notes(
        self, procedure_id: str, *, role: Role, by: str, now: datetime, seen: int | None = None
    ) -> tuple[Edition, ...]:
        """Erase from the history what stood in „Inne” before, of every edition of a procedure.

        That is for personal data that somebody put there by mistake: the field stays with what is
        there now, and who changed it and when. Durable when this returns; a store that offers
        :class:`lckm_core.ports.optional.EditionOverwriting` keeps no byte of it.

        Args:
            procedure_id: the procedure's number.
            role: who does it: the call centre (interpretation I26).
            by: the name of who does it.
            now: the current moment, aware.
            seen: the number of the edition that was looked at.

        Returns:
            The editions. Where there is nothing to erase, they are stored as they are.

        Raises:
            NoSuchEditionError: when no edition was handed in.
            IllegalMoveError: for another role.
            OutdatedEditionError: when there is a newer edition than the one seen.
            ConflictError: when somebody else acted on one of the editions meanwhile.
            ValueError: for a naive moment, or a name that does not fit.
        """
        require_staff_name(by)
        require_may_at_desk(role, DeskAct.REDACT, procedure_id)
        newest = self._newest(procedure_id, seen)
        editions = self.plugins.procedures.editions(procedure_id)
        erased = without_earlier_notes(editions)
        pairs = zip(erased, editions, strict=True)
        changes = [EditionChange(edition, was) for edition, was in pairs if edition != was]
        act = Event(verb=EventVerb.ERASE_NOTES, subject=procedure_id, at=now, role=role, by=by)
        with under_way(act):
            self._save(changes, newest, for_good=True)
        self._tell_of(act)
        return tuple(erased)

    @cites("zał. 2 § 10 ust. 3")
    def request_data(self, request: DataRequest, *, role: Role, now: datetime) -> DataRequest:
        """Store a request to a unit for missing data; durable when this returns.

        Args:
            request: what is asked, of whom, under a number that the host gives; repeated, the
                stored one.
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
        """Store another answer in place of a unit's own, which is kept; durable when this returns.

        Whoever gave the answer may, and a head of the cell or unit. With the answer that is there
        nothing changes.

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
        named and once it was held, and :class:`ConflictError` when somebody else acted on it
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
        two workers never remind of one request: one that a host failed to send comes up again after
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
            f"Prośba {request.number} do Urzędu nie ma komórki. "
            "Podaj wydział lub równorzędną komórkę.",
            f"Request {request.number} to the Office names no cell. "
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


def _require_fitting(text: str | None) -> None:
    """Raise :class:`InvalidProcedureError` for a text that is too long for „Inne”."""
    length = len((text or "").strip())
    if length <= LONGEST_NOTE:
        return
    message = Message(
        f"Tekst ma {length} znaków, a pole mieści {LONGEST_NOTE}. Skróć go.",
        f"The text has {length} characters, and the field holds {LONGEST_NOTE}. Shorten it.",
    )
    finding = field_kinds(CallCentreSection)["LCKM-P024"].at(("call_centre", "other"), message)
    raise InvalidProcedureError(Findings((finding,), form=Procedure))


def _noted(edition: Edition, text: str | None, act: EditionAct) -> Edition:
    """Return an edition with another text in „Inne”, and the act that keeps the one before."""
    before = edition.procedure.call_centre.other
    request = compare(edition.procedure, edition.with_note((text or "").strip() or None).procedure)
    if not request.changes:
        return edition
    noted = edition_after(edition, attrs.evolve(act, note=before))
    return attrs.evolve(noted, procedure=amend(edition.procedure, request))
