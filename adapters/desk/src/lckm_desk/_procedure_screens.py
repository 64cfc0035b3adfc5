"""The screens of procedures: their list, the page of an edition, and its moves."""

import attrs
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.centre import OutdatedEditionError
from lckm_core.errors import ConflictError, LckmError, StoreUnavailableError
from lckm_core.findings import InvalidProcedureError
from lckm_core.organisation import DeskAct
from lckm_core.publication import Transition
from lckm_desk._confirmations import done_now, forget_done, redirect_done
from lckm_desk._move_forms import MoveForm, MoveSubmission, move_view
from lckm_desk._pages import Fault, message_view, sentence
from lckm_desk._permissions import may_do, procedures_seen
from lckm_desk._procedure_list import ProcedureListAddress, procedures_view
from lckm_desk._procedure_view import EditionAddress, procedure_view
from lckm_desk._procedures import find_procedure
from lckm_desk._screens import Screens
from lckm_desk._submissions import FaultyFieldsError, require_same_person, typed_words
from lckm_http import FormFields, in_thread, read_form
from lckm_sign_in import StaffSession


@attrs.frozen
class ProcedureScreens:
    """Answers requests about procedures.

    Args:
        screens: shows what is made.
    """

    _screens: Screens

    async def procedures(self, request: Request, staff: StaffSession) -> Response:
        now = self._screens.clock()
        permission = may_do(staff, DeskAct.SEE_STARRED_FIELDS, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission)
        view = await in_thread(
            procedures_view,
            self._screens.centre,
            ProcedureListAddress.read(request.query_params),
            procedures_seen(staff),
            takes_in=bool(may_do(staff, DeskAct.TAKE_IN, now=now)),
            now=now,
        )
        return self._screens.show(request, view, staff)

    async def procedure(self, request: Request, staff: StaffSession) -> Response:
        asked = await self._asked(request, staff, DeskAct.SEE_STARRED_FIELDS)
        if isinstance(asked, Response):
            return asked
        view = await in_thread(
            procedure_view,
            asked.centre,
            asked.record,
            staff,
            EditionAddress.read(request.query_params),
            request,
            now=asked.now,
            done=done_now(request, asked.number),
        )
        return forget_done(request, self._screens.show(request, view, staff))

    async def move(self, form: MoveForm, request: Request, staff: StaffSession) -> Response:
        asked = await self._asked(request, staff, form.verb)
        if isinstance(asked, Response):
            return asked
        if request.method != "POST":
            return self._screens.show(request, await in_thread(move_view, form, asked), staff)
        try:
            require_same_person(asked.fields, staff.login, asked.number)
            asked.require_unchanged()
            await in_thread(form.perform, asked)
        except (FaultyFieldsError, LckmError) as error:
            faults, status = _faults(error)
            view = await in_thread(move_view, form, asked, faults=faults, status=status)
            return self._screens.show(request, view, staff)
        response = redirect_done(request, "procedure", asked.number, form.page)
        response.background = (
            BackgroundTask(in_thread, self._screens.export) if form.shows else None
        )
        return response

    async def _asked(
        self, request: Request, staff: StaffSession, act: DeskAct | Transition
    ) -> MoveSubmission | Response:
        """Return what somebody wants to do to a procedure, or the page that refuses."""
        fields = await read_form(request) if request.method == "POST" else FormFields()
        number = fields.text("numer") or request.query_params.get("numer", "").strip()
        typed, now = typed_words(fields), self._screens.clock()
        permission = may_do(staff, act, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission, typed=typed)
        places = procedures_seen(staff)
        record = await in_thread(find_procedure, self._screens.centre, number, places)
        if record is None:
            text = "Nie ma procedury o tym numerze. Sprawdź go: wielkość liter i kreskę też."
            view = message_view("Nie ma takiej procedury", text, 404)
            return self._screens.show(request, view, staff)
        permission = may_do(staff, DeskAct.SEE_STARRED_FIELDS, record, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission, typed=typed)
        permission = may_do(staff, act, record, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission, number, typed, page="procedure")
        return MoveSubmission(
            centre=self._screens.centre,
            record=record,
            fields=fields,
            permission=permission,
            by=staff.name,
            now=now,
        )


def _faults(error: FaultyFieldsError | LckmError) -> tuple[list[Fault], int]:
    """Return why a move was refused, at its fields, and the HTTP status.

    Raises :class:`StoreUnavailableError`, which is no refusal, as it came.
    """
    match error:
        case StoreUnavailableError():
            raise error
        case FaultyFieldsError():
            return list(error.faults), 422
        case InvalidProcedureError():
            is_note = all(one.path.startswith("/call_centre") for one in error.findings.errors)
            field = "slowa" if is_note else ""
            return [Fault(field, one.message) for one in error.findings.errors], 422
        case ConflictError() | OutdatedEditionError():
            return [Fault("", sentence(error.message.pl))], 409
        case _:
            return [Fault("", sentence(error.message.pl))], 409
