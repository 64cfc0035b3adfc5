"""The call centre's own field, „Inne”, and what stood there before (zał. 2 § 10)."""

from datetime import datetime

import attrs

from lckm_core.amendments import amend, compare
from lckm_core.centre._base import require_may_at_desk
from lckm_core.centre._editions import EditionsBase, act_of, edition_after
from lckm_core.findings import Findings, InvalidProcedureError
from lckm_core.forms import field_kinds
from lckm_core.law import cites
from lckm_core.organisation import DeskAct, Role
from lckm_core.ports import (
    EditionChange,
    Event,
    EventVerb,
    fitting_staff_name,
    require_staff_name,
    under_way,
)
from lckm_core.procedures import CallCentre as CallCentreSection, Procedure
from lckm_core.publication import (
    Edition,
    EditionAct,
    Transition,
    move,
    without_earlier_notes,
)
from lckm_core.text import CHARACTERS, Message, counted

LONGEST_NOTE = 4000
"""How many characters the call centre's own field holds; the template says nothing of it."""


class Notes(EditionsBase):
    """What the centre does with the field „Inne”."""

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
        public sees nothing of the field, so no day and no register that it is shown changes. The
        text goes into each edition that is published or may yet be, so that none brings the old one
        back; who wrote it, and what was there before, stays among its acts. A returned edition is
        left to its head.

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

        That is for personal data that somebody put there by mistake: the field stays as it is now,
        and so does who changed it and when. Durable when this returns; a store that offers
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


def _require_fitting(text: str | None) -> None:
    """Raise :class:`InvalidProcedureError` for a text that is too long for „Inne”."""
    length = len((text or "").strip())
    if length <= LONGEST_NOTE:
        return
    message = Message(
        f"Tekst ma {counted(length, CHARACTERS).pl}, a pole mieści {LONGEST_NOTE}. Skróć go.",
        f"The text has {counted(length, CHARACTERS).en}, and the field holds {LONGEST_NOTE}. "
        "Shorten it.",
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
