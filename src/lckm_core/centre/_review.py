"""Procedures under review: give back, correct, agree, confirm (zał. 2 § 8, § 9)."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from lckm_core.amendments import UpdateRequest, amend, require_note_left, warnings_left
from lckm_core.centre._documents import attachments_of, still_named
from lckm_core.centre._editions import Seen, act_of, edition_after, texts_of
from lckm_core.centre._procedures import Procedures
from lckm_core.findings import Finding, Findings
from lckm_core.law import cites
from lckm_core.organisation import Role
from lckm_core.ports import EditionChange, EventVerb, fitting_staff_name
from lckm_core.procedures import Departure, allow_missing_files
from lckm_core.publication import Edition, State, Transition


class Review(Procedures):
    """What the centre does with a procedure between its arrival and its publication.

    Each act tests the role alone. Whoever embeds it checks whose procedure it is, with
    :func:`lckm_core.organisation.is_own`, and whether the person has that role.
    """

    @cites("zał. 2 § 9 ust. 1")
    def give_back(
        self,
        procedure_id: str,
        *,
        role: Role,
        by: str,
        now: datetime,
        because: str | None = None,
        seen: Seen = None,
    ) -> Edition:
        """Send the newest edition back to be corrected. Durable when this returns.

        When it comes back, it is a new edition.

        Args:
            procedure_id: the procedure's number.
            role: a role of the Monitoring section.
            by: the name of who gives it back.
            now: the current moment, aware.
            because: why, for the head; by default what :meth:`check_edition` finds.
            seen: the number of the edition that was looked at, or that and how many acts it
                had then.

        Raises:
            NoSuchEditionError: when no edition was handed in.
            IllegalMoveError: for a role that may not, or a state that does not allow it.
            OutdatedEditionError: when there is a newer edition than the one seen, also one made at
                the same time; it has the difference.
            ConflictError: when somebody else acted on the same edition meanwhile.
            ValueError: for a naive moment.
        """
        edition = self._newest(procedure_id, seen)
        if because is None:
            because = "\n".join(map(_reason, self.check_edition(edition))) or None
        return self._move(edition, act_of(Transition.RETURN, role, by, now, because))

    @cites("zał. 2 § 9 ust. 2")
    def correct(
        self,
        request: UpdateRequest,
        *,
        role: Role,
        by: str,
        now: datetime,
        because: str | None = None,
        seen: Seen = None,
        findings: Iterable[Finding] = (),
    ) -> Edition:
        """Correct the newest edition by marked changes, as a new edition for its head to agree to.

        It replaces the one corrected, in one act, durable when this returns (interpretation I18).
        The role alone is tested: whoever embeds it checks that the person has it.

        Args:
            request: the changes.
            role: the role of the person who corrects, named staff of the Monitoring section.
            by: the person's name.
            now: the current moment, aware.
            because: the reason, kept with the act.
            seen: the number of the edition on the screen, or that and how many acts it had then;
                when a newer one is stored, the correction is refused.
            findings: as for :meth:`hand_in`. The warnings of the corrected edition stay while they
                are true; its errors do not, since the correction fixes them.

        Raises:
            AmendmentConflictError: when the request removes what is not there.
            InvalidProcedureError: when the request introduces an error, or changes the call
                centre's own field (:meth:`note` does); a request that shows that field as an
                earlier edition had it leaves it as it is.
            NoSuchEditionError, IllegalMoveError, OutdatedEditionError, ConflictError, ValueError:
                as for :meth:`give_back`.
        """
        newest = self._newest(request.procedure, seen)
        act = act_of(Transition.CORRECT, role, by, now, because)
        replaced = edition_after(newest, act)
        texts = texts_of(self.plugins.procedures.editions(newest.id))
        text = amend(newest.procedure, require_note_left(request, newest.procedure, role, texts))
        new = attrs.evolve(
            newest,
            procedure=text,
            number=newest.number + 1,
            state=State.CORRECTED,
            request=request,
            files=still_named(text, newest.files),
            acts=(*newest.acts, act),
            findings=(*warnings_left(newest.findings, newest.procedure, text), *findings),
        )
        self._save([EditionChange(replaced, newest), EditionChange(new)], newest)
        self._tell(EventVerb.CORRECT, newest.id, now, role, by=fitting_staff_name(by))
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
        seen: Seen = None,
    ) -> Edition:
        """Record that the head of the procedure agrees to the corrections; it may be published.

        Durable when this returns. Any role of a head will do: whoever embeds it checks with
        :func:`lckm_core.organisation.is_own` that *by* is the head of this procedure's cell or
        unit. The arguments are those of :meth:`give_back`, and *departures* those of :meth:`check`.

        Raises:
            InvalidProcedureError: while the edition has errors.
            NoSuchEditionError, IllegalMoveError, OutdatedEditionError, ConflictError, ValueError:
                as for :meth:`give_back`.
        """
        edition = self._newest_without_errors(procedure_id, seen, departures)
        return self._move(edition, act_of(Transition.AGREE, role, by, now))

    @cites("zał. 2 § 9 ust. 1")
    def confirm(
        self,
        procedure_id: str,
        *,
        role: Role,
        by: str,
        now: datetime,
        departures: Iterable[Departure] = (),
        seen: Seen = None,
    ) -> Edition:
        """Confirm that the newest edition was checked. Durable when this returns.

        The arguments are those of :meth:`agree`.

        Raises:
            InvalidProcedureError: while the edition has errors. A related procedure that was not
                handed in yet is one (``LCKM-K001``): hand in both, then confirm them.
            NoSuchEditionError, IllegalMoveError, OutdatedEditionError, ConflictError, ValueError:
                as for :meth:`give_back`.
        """
        edition = self._newest_without_errors(procedure_id, seen, departures)
        return self._move(edition, act_of(Transition.CHECK, role, by, now))

    @cites("zał. 2 § 9 ust. 1", "zał. 2 § 9 ust. 3")
    def check_edition(
        self,
        edition: Edition,
        *,
        departures: Iterable[Departure] = (),
        files_may_follow: bool = False,
    ) -> Findings:
        """Return every finding of a stored edition, as :meth:`check` does, and of its files.

        With the findings about the file it came in. A document that names a file which did not come
        with the edition is an error (``LCKM-F012``), also where no adapter stores files: hand the
        text in again with the file or without its name, or agree on a departure. With
        *files_may_follow*, as when a text is handed in, it is a warning.
        """
        findings = self.check(
            edition.procedure,
            attachments=attachments_of(self.plugins, edition.files),
            requested_on=edition.requested_on,
            departures=departures,
        )
        if files_may_follow:
            findings = allow_missing_files(findings)
        return findings + Findings(edition.findings)

    def _newest_without_errors(
        self, procedure_id: str, seen: Seen, departures: Iterable[Departure]
    ) -> Edition:
        edition = self._newest(procedure_id, seen)
        self.check_edition(edition, departures=departures).require()
        return edition


def _reason(finding: Finding) -> str:
    """Return a finding as a reason for giving back, with its place unless that is a field."""
    place = f", {finding.place.pl}" if finding.place else ""
    return f"{finding.code}{place}: {finding.message}"
