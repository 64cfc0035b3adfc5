"""Taking in a file that came: what is read of it, and the form that takes it in."""

import base64
import logging
from functools import partial
from typing import Any

import attrs

from lckm_core.amendments import UpdateRequest
from lckm_core.centre import OutdatedEditionError
from lckm_core.errors import ConflictError, describe_error
from lckm_core.forms import to_yaml
from lckm_core.ports import NumberSeries
from lckm_core.procedures import Handover, Procedure
from lckm_core.publication import Edition
from lckm_desk._incoming_files.download_files import DownloadFiles
from lckm_desk._incoming_files.file_form import FileForm
from lckm_desk._incoming_files.handover_form import (
    BEGINNING,
    FIRST_DAYS,
    HandoverForm,
    handover_faults,
)
from lckm_desk._incoming_files.material import Material
from lckm_desk._incoming_files.submitted_file import CARRIED, NAME
from lckm_desk._pages import Fault
from lckm_desk._submissions import FaultyFieldsError
from lckm_http import FormFields
from lckm_intake import IssuedNumber

OTHER = "inna-procedura"
"""The field that confirms that a text belongs to another procedure than its copy."""
_MOST_DIGITS = 9
_LOG = logging.getLogger("lckm_desk")
_LATER = "Wybrano inny plik. Obejrzyj, co w nim jest, i przyjmij go."


@attrs.frozen(kw_only=True, repr=False)
class TakeIn(FileForm):
    """A form that takes a file in."""

    def handover_form(self, material: Material | None) -> HandoverForm:
        """Return what was typed about the handover, with what the material says as default."""
        return HandoverForm(
            fields=self.fields,
            directory=self.centre.plugins.directory,
            today=self.today,
            first=self._first_days(material),
            day_in_file=_day_of(material.request) if material is not None else "",
            is_new=material is not None and material.file.is_new,
        )

    def _first_days(self, material: Material | None) -> dict[str, str]:
        """Return the initial days of the form: those stored for a known text, or the file's."""
        if material is None:
            return {name: self.fields.text(f"{name}{BEGINNING}") for name in FIRST_DAYS}
        days = {"wniosek": _day_of(material.request)}
        base = material.base
        if base is not None and base.handover is not None and material.is_known:
            # Sending the same text again means the same handover, whatever day it is.
            received = base.handover.received_on
            days["wplyw"] = received.isoformat()
            if base.requested_on is not None and base.requested_on != received:
                days["wniosek"] = base.requested_on.isoformat()
        return days

    def with_newest_text(self, text: Procedure) -> "TakeIn":
        """Return the form as if a file with the newest text had been chosen, to add files to it."""
        data = base64.b64encode(to_yaml(text).encode()).decode("ascii")
        fields = FormFields({CARRIED: [data], NAME: [f"{text.id}.yaml"]})
        return attrs.evolve(self, fields=fields)

    def check(self, material: Material) -> list[Fault]:
        """Return the faults of the handover, as far as typed, and of the files chosen."""
        files = DownloadFiles.of(self.centre, self.fields, material)
        if material.procedure is None or files is None:
            return []
        faults: list[Fault] = []
        try:
            files.chosen()
        except FaultyFieldsError as error:
            faults += error.faults
        if not self.handover_form(material).missing:
            faults += self._handover(material, material.procedure)[1]
        return faults

    def accept(self, material: Material) -> tuple[Edition, str]:
        """Take the file in; return the edition, and the name of what was done.

        A form that is sent twice is taken in once, also at the same time.

        Raises:
            FaultyFieldsError: what was typed does not do, or nobody has seen the file yet.
            LckmError: as :meth:`lckm_core.ContactCentre.hand_in`.
        """
        files = DownloadFiles.of(self.centre, self.fields, material)
        if material.procedure is None or files is None:
            raise FaultyFieldsError([])
        if material.file.is_new:
            raise FaultyFieldsError([Fault("plik", _LATER)])
        handover, faults = self._handover(material, material.procedure)
        faults = [*files.faults(), *faults, *self._faults_of_copy(material)]
        if faults:
            raise FaultyFieldsError(faults)
        shared: dict[str, Any] = {
            "handover": handover,
            "by": self.by,
            "role": self.role,
            "now": self.now,
            "seen": self._seen,
            "files": files.chosen(),
            "findings": material.file_findings,
        }
        day, request = self.handover_form(material).requested_on, material.request
        if request is not None:
            request = attrs.evolve(request, requested_on=day)
        if request is None or material.is_known:
            # A request that came before must not be applied to the text that it made.
            number = None if material.procedure.id else self._number()
            hand_in = partial(
                self.centre.hand_in,
                material.procedure,
                requested_on=day,
                request=request,
                number=number,
                **shared,
            )
        else:
            hand_in = partial(self.centre.request_update, request, **shared)
        try:
            edition = hand_in()
        except (ConflictError, OutdatedEditionError):
            # If the same form came first, this finds what it has stored.
            edition = hand_in()
        return edition, _outcome_name(edition, material)

    def is_stored(self, material: Material) -> bool | None:
        """Return whether a text was stored although its store failed; ``None`` if unknown."""
        text = material.procedure
        if text is None:
            return False
        try:
            number = text.id or self._number() or ""
            editions = self.centre.plugins.procedures.editions(number) if number else ()
        except Exception as error:  # noqa: BLE001  (of foreign code, which has failed before)
            _LOG.error("the store of procedures failed again: %s", describe_error(error))
            return None
        seen, _ = self._seen
        # Somebody else's text may have come meanwhile.
        return any(
            edition.number > seen and _is_same_text(edition.procedure, text) for edition in editions
        )

    def issued(self, material: Material | None) -> IssuedNumber | None:
        """Return the number that the form carries: of a new procedure without one."""
        if material is None or material.procedure is None or material.procedure.id:
            return None
        return self.numbers.for_page(NumberSeries.PROCEDURE, self.fields, self.now)

    def _number(self) -> str | None:
        return self.numbers.of_form(NumberSeries.PROCEDURE, self.fields, self.now)

    def copied_from(self, material: Material | None) -> str:
        """Return the procedure that already has the text of a new one; empty for none."""
        text = material.procedure if material is not None else None
        if text is None or text.id:
            return ""
        for edition in self.centre.plugins.procedures.all_editions():
            if _is_same_text(edition.procedure, text):
                return edition.procedure.id
        return ""

    def _handover(self, material: Material, procedure: Procedure) -> tuple[Handover, list[Fault]]:
        """Return the record of how it came, and all that is wrong with it."""
        form = self.handover_form(material)
        handover, typed = form.read(procedure)
        findings = self.centre.check_handover(
            handover, procedure, now=self.now, requested_on=form.requested_on
        )
        return handover, handover_faults(findings, typed)

    def _faults_of_copy(self, material: Material) -> list[Fault]:
        number = self.copied_from(material)
        if not number or self.fields.text(OTHER) == number:
            return []
        text = f"Ten sam opis ma {number}. Przyjmij go na jej stronie albo zaznacz, że to inna."
        return [Fault(OTHER, text)]

    @property
    def _seen(self) -> tuple[int, int]:
        """The edition that was looked at, and how many acts it had; none as of a new procedure."""
        number, _, acts = self.fields.text("seen").partition(".")
        texts = (number, acts)
        if all(text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS for text in texts):
            return int(number), int(acts)
        return 0, 0


def _is_same_text(stored: Procedure, text: Procedure) -> bool:
    """Return whether a stored text is one that came in."""
    # Numbers are given here, and the call centre's own field is not part of what came.
    return attrs.evolve(stored, id=text.id, call_centre=text.call_centre) == text


def _outcome_name(edition: Edition, material: Material) -> str:
    """Return the name of what was done: a new text, a corrected record, or nothing."""
    if material.record is None or material.base is None:
        # A new procedure sent twice is recognised by its number.
        return "take-in"
    if edition.number <= material.record.newest.number:
        return "take-in-again"
    before = material.base
    is_same = (edition.procedure, edition.files) == (before.procedure, before.files)
    return "take-in-record" if is_same and material.is_known else "take-in"


def _day_of(request: UpdateRequest | None) -> str:
    """Return the day that a request names itself, empty for none."""
    day = request.requested_on if request is not None else None
    return day.isoformat() if day is not None else ""
