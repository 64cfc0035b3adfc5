"""Taking in a file that came: what is read of it, and the form that takes it in."""

import base64
from collections.abc import Sequence
from typing import Any

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.amendments import UpdateRequest
from lckm_core.centre import OutdatedEditionError
from lckm_core.errors import LckmError
from lckm_core.findings import InvalidProcedureError
from lckm_core.forms import to_yaml
from lckm_core.procedures import Handover, Procedure
from lckm_core.publication import Edition
from lckm_desk._confirmations import redirect_done
from lckm_desk._finding_rows import finding_line
from lckm_desk._pages import Fault, View
from lckm_desk._submissions import FaultyFieldsError, faults_of, require_same_person
from lckm_desk._submitted_files.download_files import DOCUMENTS, DownloadFiles
from lckm_desk._submitted_files.file_form import FileForm, download
from lckm_desk._submitted_files.handover_form import (
    BEGINNING,
    CHANNEL_LABELS,
    DAYS,
    FIRST_DAYS,
    ROLES,
    TEXTS,
    HandoverForm,
    handover_faults,
)
from lckm_desk._submitted_files.material import Material
from lckm_desk._submitted_files.submitted_file import CARRIED, NAME
from lckm_desk._submitted_files.undone_corrections import undone_corrections
from lckm_desk._word_files import MEDIA_TYPE
from lckm_http import FormFields

OTHER = "inna-procedura"
"""The field that confirms that a text belongs to another procedure than its copy."""
_MOST_DIGITS = 9
_CHANGED = (
    "Ktoś zmienił tę procedurę, odkąd otwarto tę stronę. Zmiany policzono poniżej od nowa: "
    "obejrzyj je i przyjmij jeszcze raz."
)
_LATER = "Wybrano inny plik. Obejrzyj, co w nim jest, i przyjmij go."


@attrs.frozen(kw_only=True, repr=False)
class TakeIn(FileForm):
    """A form that takes a file in."""

    def handover_form(self, material: Material | None) -> HandoverForm:
        """Return what was typed of how it came, and else what the material says."""
        return HandoverForm(
            fields=self.fields,
            directory=self.centre.plugins.directory,
            today=self.today,
            first=self._first_days(material),
            day_in_file=_day_of(material.request) if material is not None else "",
            is_new=material is not None and material.file.is_new,
        )

    def _first_days(self, material: Material | None) -> dict[str, str]:
        """Return the days with which the form begins: those stored of a known text, or a file's."""
        if material is None:
            return {name: self.fields.text(f"{name}{BEGINNING}") for name in FIRST_DAYS}
        days = {"wniosek": _day_of(material.request)}
        base = material.base
        if base is not None and base.handover is not None and material.is_known:
            # Whoever sends the same once more means the same handover, whatever day it is.
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
        """Return the faults of how it came, as far as that was typed, and of the files chosen."""
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
            "findings": material.own,
        }
        day, request = self.handover_form(material).requested_on, material.request
        if request is not None:
            request = attrs.evolve(request, requested_on=day)
        if request is None or material.is_known:
            # A request that came already is not applied to what it made.
            edition = self.centre.hand_in(
                material.procedure, requested_on=day, request=request, **shared
            )
        else:
            edition = self.centre.request_update(request, **shared)
        return edition, _done(edition, material)

    def copied_from(self, material: Material | None) -> str:
        """Return the procedure of which some edition has the text of a new one; empty for none."""
        text = material.procedure if material is not None else None
        if text is None or text.id:
            return ""
        for edition in self.centre.plugins.procedures.all_editions():
            other = edition.procedure
            # Numbers are given here, and the call centre's own field is no part of what came.
            if attrs.evolve(other, id="", call_centre=text.call_centre) == text:
                return other.id
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
        if all(one.isascii() and one.isdigit() and len(one) <= _MOST_DIGITS for one in texts):
            return int(number), int(acts)
        return 0, 0


def _done(edition: Edition, material: Material) -> str:
    """Return the name of what was done: a new text, a corrected record, or nothing."""
    if material.record is None or material.base is None:
        # A new one that was sent twice is known by its number.
        return "take-in"
    if edition.number <= material.record.newest.number:
        return "take-in-again"
    before = material.base
    same = (edition.procedure, edition.files) == (before.procedure, before.files)
    return "take-in-record" if same and material.is_known else "take-in"


def _day_of(request: UpdateRequest | None) -> str:
    """Return the day that a request names itself, empty for none."""
    day = request.requested_on if request is not None else None
    return day.isoformat() if day is not None else ""


def take_in_answer(sent: TakeIn, request: Request) -> View | Response:
    """Return what comes of a form: a page, a file, or the way to the procedure."""
    if request.method != "POST":
        if request.query_params.get(DOCUMENTS) and sent.record and sent.record.may_get_files:
            sent = sent.with_newest_text(sent.record.newest.procedure)
            return take_in_view(sent, sent.material(), request)
        return take_in_view(sent, None, request)
    # What a sign-in lost is chosen again first, whichever button was pressed.
    lost = sent.lost_files()
    do = "" if lost else sent.fields.text("do")
    material: Material | None = None
    faults: Sequence[Fault]
    try:
        require_same_person(sent.fields, sent.login, sent.number)
        material = sent.material()
        if do == "uwagi" and material.in_word and sent.word is not None:
            copy = sent.word.comment(material.file.data, material.in_word)
            return download(copy, f"{material.file.stem}-uwagi.docx", MEDIA_TYPE)
        if do == "przyjmij":
            edition, done = sent.accept(material)
            return redirect_done(request, "procedure", edition.id, done)
        faults = [*lost, *sent.check(material)]
        status = 422 if faults else 200
    except (FaultyFieldsError, LckmError) as error:
        faults, status = _faults(error)
        faults = lost or faults
    return take_in_view(sent, material, request, faults=faults, status=status)


def _faults(error: FaultyFieldsError | LckmError) -> tuple[Sequence[Fault], int]:
    """Return why a file was not taken in, at its fields, and the HTTP status.

    Raises :class:`StoreUnavailableError`, which is no refusal, as it came.
    """
    match error:
        case InvalidProcedureError() if error.findings.form is Handover:
            return handover_faults(error.findings), 422
        case InvalidProcedureError():
            return [Fault(DOCUMENTS, finding_line(one)) for one in error.findings.errors], 422
        case OutdatedEditionError():
            return [Fault("", _CHANGED)], 409
        case _:
            return faults_of(error)


def take_in_view(
    sent: TakeIn,
    material: Material | None,
    request: Request,
    *,
    faults: Sequence[Fault] = (),
    status: int = 200,
) -> View:
    """Return the form, with what was typed and what was read of the file.

    Args:
        sent: the form as it was sent.
        material: what the file holds, ``None`` where none was read.
        request: whose paths links begin with.
        faults: why it is not taken in.
        status: the HTTP status.
    """
    form = sent.handover_form(material)
    procedure = material.procedure if material is not None else None
    about = procedure or (sent.record.newest.procedure if sent.record is not None else None)
    names = (*TEXTS, *DAYS, "rola", "kanal")
    files = DownloadFiles.of(sent.centre, sent.fields, material)
    title = f"Przyjmij nową wersję: {sent.number}" if sent.number else "Przyjmij opis z pliku"
    return View(
        template="take_in",
        title=title,
        here="procedures",
        status=status,
        faults=faults,
        context={
            **sent.context(material),
            "typed": {name: form.text(name, about) for name in names} | _asked_by(form, material),
            "first": {f"{name}{BEGINNING}": form.first_day(name) for name in FIRST_DAYS},
            "people": form.people(about) if about is not None else [],
            "roles": ROLES,
            "channels": CHANNEL_LABELS,
            "text": sent.preview(procedure, request),
            "documents": [],
            "file_findings": [],
            "despite": "",
            **(files.context() if files is not None else {}),
            "undone": undone_corrections(material) if material is not None else [],
            "copied_from": sent.copied_from(material),
            "is_other": bool(sent.fields.text(OTHER)),
            "takes_documents": sent.centre.plugins.answers("provide_documents"),
        },
    )


def _asked_by(form: HandoverForm, material: Material | None) -> dict[str, str]:
    """Return who asks, as a request says that was chosen just now."""
    request = material.request if material is not None else None
    if material is None or request is None or not material.file.is_new or form.text("kto"):
        return {}
    return {"kto": request.requested_by or ""}
