"""The screen on which the Monitoring section takes in what heads sent."""

from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from lckm_core.centre import OutdatedEditionError
from lckm_core.errors import ConflictError, LckmError, StoreUnavailableError
from lckm_core.findings import InvalidProcedureError
from lckm_core.organisation import DeskAct
from lckm_core.procedures import MAX_FILE_BYTES, Handover
from lckm_desk._confirmations import redirect_done
from lckm_desk._handover_form import handover_faults
from lckm_desk._pages import Fault, View, message_view, sentence
from lckm_desk._permissions import may_do, procedures_seen
from lckm_desk._procedures import find_procedure
from lckm_desk._screens import Screens
from lckm_desk._submissions import FaultyFieldsError, require_same_person
from lckm_desk._submitted_file import CARRIED_LENGTH, FIELD, MOST_BYTES, too_large
from lckm_desk._submitted_material import Material
from lckm_desk._take_in import DOCUMENTS, MOST_DOCUMENTS, TakeIn, take_in_view
from lckm_desk._word_files import MEDIA_TYPE, WordFiles
from lckm_http import (
    ArrivalRoom,
    FormFields,
    FormLimits,
    Refusal,
    RefusedRequestError,
    in_thread,
    read_form,
)
from lckm_sign_in import StaffSession

MOST_BODY: Final = 60_000_000
"""How many bytes a form with files may have."""
_LIMITS: Final = FormLimits(
    body=MOST_BODY, field=CARRIED_LENGTH, files=MOST_DOCUMENTS + 1, file=MAX_FILE_BYTES
)
_WAIT: Final = 20.0
_CHANGED: Final = (
    "Ktoś zmienił tę procedurę, odkąd otwarto tę stronę. Zmiany policzono poniżej od nowa: "
    "obejrzyj je i przyjmij jeszcze raz."
)
_TOO_LARGE: Final = f"Razem to więcej niż {MOST_BODY // 1_000_000} MB. Dodaj pliki w częściach."
_MISSING: Final = (
    "Nie ma takiej procedury",
    "Nie ma procedury o tym numerze. Sprawdź go: wielkość liter i kreskę też.",
)


class TakeInScreens:
    """Answers requests to take files in."""

    def __init__(self, screens: Screens, word: WordFiles | None) -> None:
        """Make the screens.

        Args:
            screens: shows what is made.
            word: what reads Word files, ``None`` where nothing does.
        """
        self._screens = screens
        self._word = word
        self._arrivals = ArrivalRoom(MOST_BODY)

    async def take_in(self, request: Request, staff: StaffSession) -> Response:
        permission = may_do(staff, DeskAct.TAKE_IN, now=self._screens.clock())
        if not permission:
            return self._screens.refuse(request, staff, permission)
        if request.method != "POST":
            return await self._answer(request, staff, FormFields(), [])
        async with self._arrivals.enter(wait=_WAIT) as arrival:
            faults: list[Fault] = []
            try:
                fields = await read_form(request, _LIMITS, take=arrival.take)
            except RefusedRequestError as error:
                if error.fields is None or error.reason is Refusal.MALFORMED:
                    raise
                fields, faults = error.fields, [_fault_of(error)]
                status = error.status_code
                return await self._answer(request, staff, fields, faults, status)
            return await self._answer(request, staff, fields, faults)

    async def _answer(
        self,
        request: Request,
        staff: StaffSession,
        fields: FormFields,
        faults: list[Fault],
        status: int = 200,
    ) -> Response:
        now, centre = self._screens.clock(), self._screens.centre
        number = fields.text("numer") or request.query_params.get("numer", "").strip()
        record = None
        if number:
            record = await in_thread(find_procedure, centre, number, procedures_seen(staff))
            if record is None:
                return self._screens.show(request, message_view(*_MISSING, 404), staff)
        permission = may_do(staff, DeskAct.TAKE_IN, record, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission, number, page="procedure")
        sent = TakeIn(
            centre=centre,
            word=self._word,
            record=record,
            fields=fields,
            permission=permission,
            by=staff.name,
            now=now,
        )
        if request.method != "POST" or faults:
            view = await in_thread(take_in_view, sent, None, request, faults=faults, status=status)
            return self._screens.show(request, view, staff)
        answer = await in_thread(_respond, sent, request, staff)
        return self._screens.show(request, answer, staff) if isinstance(answer, View) else answer


def _respond(sent: TakeIn, request: Request, staff: StaffSession) -> View | Response:
    """Return what comes of a form: a page, a file, or the way to the procedure."""
    do = sent.fields.text("do")
    material: Material | None = None
    try:
        require_same_person(sent.fields, staff.login, sent.number)
        material = sent.material()
        if do == "uwagi" and material.in_word and sent.word is not None:
            copy = sent.word.comment(material.file.data, material.in_word)
            return download(copy, f"{material.file.stem}-uwagi.docx", MEDIA_TYPE)
        if do == "przyjmij":
            edition, is_new = sent.accept(material)
            done = "take-in" if is_new else "take-in-again"
            return redirect_done(request, "procedure", edition.id, done)
        faults = sent.check(material)
        status = 422 if faults else 200
    except (FaultyFieldsError, LckmError) as error:
        faults, status = _faults(error)
    return take_in_view(sent, material, request, faults=faults, status=status)


def download(content: bytes | str, name: str, media_type: str) -> Response:
    """Return a file for a browser to store; it is made for this answer alone."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=media_type, headers=headers)


def _faults(error: FaultyFieldsError | LckmError) -> tuple[list[Fault], int]:
    """Return why a file was not taken in, at its fields, and the HTTP status.

    Raises :class:`StoreUnavailableError`, which is no refusal, as it came.
    """
    match error:
        case StoreUnavailableError():
            raise error
        case FaultyFieldsError():
            return list(error.faults), 422
        case InvalidProcedureError() if error.findings.form is Handover:
            return handover_faults(error.findings), 422
        case InvalidProcedureError():
            return [Fault(DOCUMENTS, sentence(one.message)) for one in error.findings.errors], 422
        case OutdatedEditionError():
            return [Fault("", _CHANGED)], 409
        case ConflictError():
            return [Fault("", (error.because.pl if error.because else _CHANGED))], 409
        case _:
            return [Fault("", sentence(error.message.pl))], 422


def _fault_of(error: RefusedRequestError) -> Fault:
    """Return why a form was not read to its end, with the limit."""
    match error.reason:
        case Refusal.TOO_LARGE:
            return Fault(FIELD, _TOO_LARGE)
        case Refusal.TOO_MANY_FILES:
            return Fault(FIELD, f"Naraz można wybrać najwyżej {MOST_DOCUMENTS} plików.")
        case Refusal.FIELD_TOO_LONG:
            return Fault(FIELD, too_large(MOST_BYTES))
        case _:
            return Fault(FIELD, error.reason.message.pl)
