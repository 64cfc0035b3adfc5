"""One text of a procedure that was handed in, where it stands, and what was done to it by whom."""

from datetime import date, datetime
from typing import assert_never

import attrs

from lckm_core.amendments import UpdateRequest
from lckm_core.calendar import Window, require_aware
from lckm_core.findings import Finding
from lckm_core.organisation import Role
from lckm_core.procedures import Handover, Procedure
from lckm_core.publication._instants import Instant, day_after, day_before
from lckm_core.publication._workflow import State, Transition

Lifetime = tuple[Instant | None, Instant | None]


def _aware(_: object, __: object, moment: datetime) -> None:
    require_aware(moment)


@attrs.frozen(kw_only=True)
class EditionAct:
    """One act on an edition: what was done, by whom in which role, and when (aware); ``note`` says why, where that was said.

    ``role`` and ``by`` are ``None`` for what time does by itself.
    """

    verb: Transition
    at: datetime = attrs.field(validator=_aware)
    role: Role | None = None
    by: str | None = None
    note: str | None = None


@attrs.frozen
class HeldFile:
    """A file to download that an edition has: the name its document gives it, the address of its content, and how many bytes."""

    name: str
    address: str
    size: int


@attrs.frozen(kw_only=True)
class Edition:
    """One text of a procedure that was handed in and, perhaps, published; the text never changes.

    ``number`` counts the editions of one procedure from 1: a greater one is newer. ``ended_on`` is the first day on which
    a replaced or withdrawn edition is shown no more. Days are civil days of Europe/Warsaw. ``handover`` is the record of how it
    came (zał. 2 § 8, § 11), ``request`` the marked changes that it was made by (§ 9 ust. 2), ``files`` what can be downloaded
    (§ 9 ust. 3), ``acts`` what was done to it, in order. ``findings`` are what was found in the file that it came in and the text does not
    show, such as what of a Word document was not read.
    """

    procedure: Procedure
    number: int = 1
    state: State = State.PUBLISHED
    requested_on: date | None = None
    published_by: str | None = None
    published_on: date | None = None
    ended_on: date | None = None
    handover: Handover | None = None
    request: UpdateRequest | None = None
    files: tuple[HeldFile, ...] = ()
    acts: tuple[EditionAct, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def id(self) -> str:
        """The procedure's number."""
        return self.procedure.id

    def came_with(self, other: "Edition") -> bool:
        """Return whether both come of one handing in: one was made of the other, by correcting it or by the call centre's note."""
        return self.acts[:1] == other.acts[:1]

    @property
    def window(self) -> Window:
        """The days that „Obowiązuje od” and „Obowiązuje do” name, both included (interpretation I1)."""
        return Window(self.procedure.valid_from, self.procedure.valid_to)

    @property
    def produced_on(self) -> date | None:
        """The day of production: the one given, else the day of the request (interpretation I11)."""
        return self.procedure.produced_on or self.requested_on

    @property
    def published_at(self) -> datetime | None:
        """The moment of publication, or ``None`` where it was not recorded."""
        return next((act.at for act in reversed(self.acts) if act.verb is Transition.PUBLISH), None)

    @property
    def ended_at(self) -> datetime | None:
        """The moment at which it was replaced or withdrawn, or ``None`` where it was not, or that was not recorded."""
        return self._end.at if self._end else None

    @property
    def ended_by(self) -> str | None:
        """Who replaced or withdrew it, or ``None`` where nobody did, or that was not recorded."""
        return self._end.by if self._end else None

    @property
    def _end(self) -> EditionAct | None:
        return next(
            (
                act
                for act in reversed(self.acts)
                if act.verb in (Transition.REPLACE, Transition.WITHDRAW)
            ),
            None,
        )

    @property
    def lifetime(self) -> Lifetime | None:
        """From when until when it is shown unless a newer edition is: its window, not before publication and before its end.

        It ends with the second turn; ``None`` leaves an end open. ``None`` for all when it is never shown.
        """
        match self.state:
            case State.RECEIVED | State.RETURNED | State.CORRECTED | State.CHECKED:
                return None
            case State.REPLACED | State.WITHDRAWN if self.ended_on in (None, date.min):
                return None
            case State.PUBLISHED | State.REPLACED | State.WITHDRAWN | State.EXPIRED:
                start, after = (
                    self.window.start,
                    day_after(self.window.end) if self.window.end else None,
                )
                starts = [Instant(start)] if start else []
                starts += (
                    [Instant.of(self.published_on, self.published_at)] if self.published_on else []
                )
                ends = [Instant(after)] if after else []
                ends += [Instant.of(self.ended_on, self.ended_at)] if self.ended_on else []
                begin, end = max(starts, default=None), min(ends, default=None)
                return None if begin and end and end <= begin else (begin, end)
            case _:
                assert_never(self.state)

    @property
    def shown(self) -> Window | None:
        """The days of its lifetime, each of which counts when it is shown at the day's end; ``None`` when it is so on no day."""
        life = self.lifetime
        if life is None:
            return None
        begin, end = life
        window = Window(begin.day if begin else None, day_before(end.day) if end else None)
        return None if window.is_empty else window
