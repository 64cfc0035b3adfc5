"""The centre's verb for the call centre's own field: its staff, and nobody else, say what stands in „Inne” (wzór: Inne)."""

from datetime import datetime

import attrs

from lckm_core.amendments import amend, compare
from lckm_core.centre._documents import still_named
from lckm_core.centre._editions import EditingVerbs, acted, newest_standing
from lckm_core.law import cites
from lckm_core.organisation import Role
from lckm_core.ports import EditionChange, EventVerb
from lckm_core.publication import Edition, State, Transition


class NotingVerbs(EditingVerbs):
    """What the call centre does with a procedure."""

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
        """Put another text into the call centre's own field, „Inne”, as a new edition; durable when this returns.

        What waits to be checked, agreed to or published is replaced by one that waits for the same. Of a published edition a new one is
        made that the Monitoring section checks and publishes like any other; its head is not asked, for the field is not theirs. One
        that was returned is left to its head: the edition before it gets the note.

        Args:
            procedure_id: the procedure's number.
            text: what is to stand in the field; ``None`` or blank empties it. The text that stands there already changes nothing, and
                the edition that has it is returned.
            role: staff of the call centre, or their head.
            by: the name of who does it.
            now: the moment, aware.
            seen: the number of the edition that was looked at.

        Raises:
            NoSuchEditionError: when no edition was handed in.
            IllegalMoveError: for another role, and where no edition is shown or may yet be.
            InvalidProcedureError: for a text that the field cannot hold.
            OutdatedEditionError: when there is a newer edition than the one seen, also one that somebody makes at the same time; it has
                the difference.
            ConflictError: when somebody else acted on the same edition meanwhile.
            ValueError: for a naive moment, or without a name.
        """
        newest = self._newest(procedure_id, seen)
        was = newest_standing(self.plugins.procedures.editions(procedure_id)) or newest
        noted = acted(was, Transition.NOTE, role, by, now)
        wanted = attrs.evolve(was.procedure.call_centre, other=(text or "").strip() or None)
        request = compare(was.procedure, attrs.evolve(was.procedure, call_centre=wanted))
        if not request.changes:
            return was
        waits = was.state is not State.PUBLISHED
        procedure = amend(was.procedure, request)
        new = attrs.evolve(
            was,
            procedure=procedure,
            number=newest.number + 1,
            state=was.state if waits else State.RECEIVED,
            published_by=None,
            published_on=None,
            request=request,
            files=still_named(procedure, was.files),
            acts=noted.acts if waits else noted.acts[-1:],
        )
        self._save([*([EditionChange(noted, was)] if waits else []), EditionChange(new)], newest)
        self._tell(EventVerb.NOTE, procedure_id, now, role)
        return new
