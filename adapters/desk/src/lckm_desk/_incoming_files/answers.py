"""Answers to a form with a file: a page, a file, or a redirect to the procedure."""

import logging
from collections.abc import Sequence

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.centre import OutdatedEditionError
from lckm_core.errors import ConflictError, LckmError, StoreUnavailableError, describe_error
from lckm_core.findings import InvalidProcedureError
from lckm_core.procedures import Handover
from lckm_desk._done_messages import redirect_done
from lckm_desk._failed_requests import not_taken_in_view
from lckm_desk._finding_rows import finding_line
from lckm_desk._incoming_files.download_files import DOCUMENTS
from lckm_desk._incoming_files.file_form import download
from lckm_desk._incoming_files.handover_form import handover_faults
from lckm_desk._incoming_files.material import Material
from lckm_desk._incoming_files.request_file import BASE, RequestFile
from lckm_desk._incoming_files.take_in import TakeIn
from lckm_desk._incoming_files.views import request_file_view, take_in_view
from lckm_desk._pages import Fault, View, sentence
from lckm_desk._submissions import FaultyFieldsError, faults_of, require_same_person
from lckm_desk._word_files import MEDIA_TYPE
from lckm_http import FormFields

TAKE_IN = "przyjmij"
"""What the button sends that takes a file in."""
_LOG = logging.getLogger("lckm_desk")
_NOT_READY = "Tego pliku nie da się zamienić na wniosek. Popraw błędy, o których mówią uwagi."
_SAME = "Ten plik niczego nie zmienia w opisie, więc nie ma o co wnioskować. Wybierz poprawiony."
_CHANGED = (
    "Ktoś zmienił tę procedurę, odkąd otwarto tę stronę. Zmiany policzono poniżej od nowa: "
    "obejrzyj je i przyjmij jeszcze raz."
)


def take_in_answer(sent: TakeIn, request: Request) -> View | Response:
    """Return the answer to a form: a page, a file, or a redirect to the procedure."""
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
        if do == TAKE_IN:
            return _accepted(sent, material, request)
        faults = [*lost, *sent.check(material)]
        status = 422 if faults else 200
    except (FaultyFieldsError, LckmError) as error:
        faults, status = _faults(error)
        faults = lost or faults
    return take_in_view(sent, material, request, faults=faults, status=status)


def _accepted(sent: TakeIn, material: Material, request: Request) -> View | Response:
    """Take a file in; return a redirect to the procedure, or the page of the failure."""
    try:
        edition, done = sent.accept(material)
    except (StoreUnavailableError, OSError) as error:
        stored = sent.is_stored(material)
        _LOG.error("take-in failed, stored: %s: %s", stored, describe_error(error))
        return not_taken_in_view(request, sent.fields, stored)
    return redirect_done(request, "procedure", edition.id, done)


def _faults(error: FaultyFieldsError | LckmError) -> tuple[Sequence[Fault], int]:
    """Return the faults for which a file was not taken in, and the HTTP status.

    Raises :class:`StoreUnavailableError`, which is no refusal, as it came.
    """
    match error:
        case InvalidProcedureError() if error.findings.form is Handover:
            return handover_faults(error.findings), 422
        case InvalidProcedureError():
            return [
                Fault(DOCUMENTS, finding_line(finding)) for finding in error.findings.errors
            ], 422
        case OutdatedEditionError():
            return [Fault("", _CHANGED)], 409
        case _:
            return faults_of(error)


def request_file_answer(sent: RequestFile, request: Request) -> View | Response:
    """Return the answer to a form: a page or a file."""
    if request.method != "POST":
        sent = attrs.evolve(sent, fields=FormFields({BASE: [request.query_params.get(BASE, "")]}))
        if (kind := request.query_params.get("opis", "")) in ("docx", "yaml"):
            return sent.description(kind)
        return request_file_view(sent, None, request)
    # What a sign-in lost is chosen again first, whichever button was pressed.
    lost = sent.lost_files()
    do = "" if lost else sent.fields.text("do")
    material: Material | None = None
    faults: Sequence[Fault] = ()
    status = 200
    try:
        require_same_person(sent.fields, sent.login, sent.number)
        material = sent.material()
        made = sent.request(material)
        if do == "uwagi" and material.in_word and sent.word is not None:
            copy = sent.word.comment(material.file.data, material.in_word)
            return download(copy, f"{material.file.stem}-uwagi.docx", MEDIA_TYPE)
        if made is None and material.procedure is not None:
            raise FaultyFieldsError([Fault("plik", _SAME)])
        if do in ("docx", "yaml"):
            if made is None:
                raise FaultyFieldsError([Fault("plik", _NOT_READY)])
            if not material.file.is_new:
                return sent.write(made, do)
    except StoreUnavailableError:
        raise
    except (FaultyFieldsError, ConflictError) as error:
        faults, status = faults_of(error, number=sent.number)
    except InvalidProcedureError as error:
        faults = [Fault("plik", finding_line(finding)) for finding in error.findings.errors]
        status = 422
    except LckmError as error:
        faults, status = [Fault("plik", sentence(error.message.pl))], 422
    if lost:
        faults, status = lost, 422
    return request_file_view(sent, material, request, faults=faults, status=status)
