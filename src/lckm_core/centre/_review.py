"""The centre's verbs for what was handed in: give back, correct, agree, confirm (zał. 2 § 8, § 9)."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from lckm_core.amendments import UpdateRequest, amend, require_note_left
from lckm_core.centre._documents import attachments_of, still_named
from lckm_core.centre._editions import acted
from lckm_core.centre._procedures import ProcedureVerbs
from lckm_core.findings import Finding, Findings
from lckm_core.law import cites
from lckm_core.organisation import Role
from lckm_core.ports import EditionChange, EventVerb
from lckm_core.procedures import Departure
from lckm_core.publication import Edition, State, Transition


class HandlingVerbs(ProcedureVerbs):
    """What is done with a procedure between its arrival and its publication."""

    @cites("zał. 2 § 9 ust. 1")
    def give_back(
        self,
        procedure_id: str,
        *,
        role: Role,
        by: str,
        now: datetime,
        because: str | None = None,
        seen: int | None = None,
    ) -> Edition:
        """Send the newest edition back to be corrected; what comes back is a new edition. Durable when this returns.

        Args:
            procedure_id: the procedure's number.
            role: a role of the Monitoring section.
            by: the name of who gives it back.
            now: the moment, aware.
            because: why, in words for the head; by default what :meth:`check_edition` finds wrong with it.
            seen: the number of the edition that was looked at.

        Raises:
            NoSuchEditionError: when no edition was handed in.
            IllegalMoveError: for a role that may not, and from a state that it cannot leave so.
            OutdatedEditionError: when there is a newer edition than the one seen, also one that somebody makes at the same time; it has
                the difference.
            ConflictError: when somebody else acted on the same edition meanwhile.
            ValueError: for a naive moment.
        """
        edition = self._newest(procedure_id, seen)
        if because is None:
            found = self.check_edition(edition)
            because = "\n".join(map(_reason, found)) or None
        return self._moved(edition, Transition.RETURN, role, by, now, because)

    @cites("zał. 2 § 9 ust. 2")
    def correct(
        self,
        request: UpdateRequest,
        *,
        role: Role,
        by: str,
        now: datetime,
        because: str | None = None,
        seen: int | None = None,
        findings: Iterable[Finding] = (),
    ) -> Edition:
        """Correct the newest edition by marked removals and insertions, as a new edition that its head is to agree to.

        It takes the place of the one corrected, in one act, durable when this returns (interpretation I18). The arguments are
        those of :meth:`give_back`, with *request*, the changes, instead of the number, and with *findings*, as for :meth:`hand_in`. Of
        those of the edition corrected, the warnings stay; the errors are what a correction mends, and its head agrees to it.

        Raises:
            AmendmentConflictError: when the request removes what is not there.
            InvalidProcedureError: when the request brings an error in, or changes the call centre's own field (:meth:`note` does); one
                that shows it as an earlier edition had it leaves it as it is.
            NoSuchEditionError, IllegalMoveError, OutdatedEditionError, ConflictError, ValueError: as for :meth:`give_back`.
        """
        was = self._newest(request.procedure, seen)
        replaced = acted(was, Transition.CORRECT, role, by, now, note=because)
        earlier = (edition.procedure for edition in self.plugins.procedures.editions(was.id))
        text = amend(was.procedure, require_note_left(request, was.procedure, role, earlier))
        new = attrs.evolve(
            was,
            procedure=text,
            number=was.number + 1,
            state=State.CORRECTED,
            request=request,
            files=still_named(text, was.files),
            acts=(*was.acts, replaced.acts[-1]),
            findings=(*Findings(was.findings).warnings, *findings),
        )
        self._save([EditionChange(replaced, was), EditionChange(new)], was)
        self._tell(EventVerb.CORRECT, was.id, now, role)
        return new

    @cites("zał. 2 § 8 ust. 3")
    def agree(
        self,
        procedure_id: str,
        *,
        role: Role,
        by: str,
        now: datetime,
        departures: Iterable[Departure] = (),
        seen: int | None = None,
    ) -> Edition:
        """Note that the head whose procedure it is agrees to the corrections; it may be published then. Durable when this returns.

        Raises:
            InvalidProcedureError: while the edition has errors.
            NoSuchEditionError, IllegalMoveError, OutdatedEditionError, ConflictError, ValueError: as for :meth:`give_back`.
        """
        return self._without_errors(procedure_id, Transition.AGREE, role, by, now, departures, seen)

    @cites("zał. 2 § 9 ust. 1")
    def confirm(
        self,
        procedure_id: str,
        *,
        role: Role,
        by: str,
        now: datetime,
        departures: Iterable[Departure] = (),
        seen: int | None = None,
    ) -> Edition:
        """Confirm that the newest edition was checked. Durable when this returns.

        Raises:
            InvalidProcedureError: while the edition has errors. That a related procedure was not handed in yet is one
                (``LCKM-K001``): two that are related are both handed in first, and then confirmed.
            NoSuchEditionError, IllegalMoveError, OutdatedEditionError, ConflictError, ValueError: as for :meth:`give_back`.
        """
        return self._without_errors(procedure_id, Transition.CHECK, role, by, now, departures, seen)

    @cites("zał. 2 § 9 ust. 1", "zał. 2 § 9 ust. 3")
    def check_edition(self, edition: Edition, *, departures: Iterable[Departure] = ()) -> Findings:
        """Return every finding of an edition that is kept, as :meth:`check` does, with those of its files to download and of the file it came in.

        A document that names a file which did not come with the edition is a finding (``LCKM-F012``): have the text handed in again
        with the file, or without its name, or agree on a departure. A centre in which no adapter keeps files
        (``provide_documents``) says nothing of them: the host that keeps them in a way of its own judges them by itself.
        """
        found = self.check(
            edition.procedure,
            attachments=attachments_of(self.plugins, edition.files),
            requested_on=edition.requested_on,
            departures=departures,
        )
        return found + Findings(edition.findings)

    def _without_errors(
        self,
        procedure_id: str,
        verb: Transition,
        role: Role,
        by: str,
        now: datetime,
        departures: Iterable[Departure],
        seen: int | None,
    ) -> Edition:
        edition = self._newest(procedure_id, seen)
        self.check_edition(edition, departures=departures).require()
        return self._moved(edition, verb, role, by, now)


def _reason(finding: Finding) -> str:
    """Return a finding as a reason for giving back, with its place where that is not a field, which its words name."""
    place = f", {finding.place.pl}" if finding.place else ""
    return f"{finding.code}{place}: {finding.message}"
