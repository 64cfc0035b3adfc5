"""The screens with a file: taking in what a head sent, and making a request."""

import logging
from collections.abc import Callable
from typing import Any, Final

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.calendar import civil_day
from lckm_core.errors import StoreUnavailableError, describe_error
from lckm_core.organisation import Act, DeskAct
from lckm_core.procedures import MAX_FILE_BYTES
from lckm_desk._failed_requests import not_taken_in_view
from lckm_desk._incoming_files.answers import TAKE_IN, request_file_answer, take_in_answer
from lckm_desk._incoming_files.download_files import MOST_DOCUMENTS
from lckm_desk._incoming_files.file_form import FileForm
from lckm_desk._incoming_files.request_file import RequestFile, description_file
from lckm_desk._incoming_files.submitted_file import CARRIED_LENGTH, FIELD, MOST_BYTES, too_large
from lckm_desk._incoming_files.take_in import TakeIn
from lckm_desk._incoming_files.views import request_file_view, take_in_view
from lckm_desk._missing_records import missing_view
from lckm_desk._pages import Fault, View
from lckm_desk._permissions import may_do, procedures_seen
from lckm_desk._records.procedure import find_procedure
from lckm_desk._screens import Screens
from lckm_desk._sent_forms import read_sent_form
from lckm_desk._state_refusals import AnyAct
from lckm_desk._word_files import WordFiles
from lckm_http import (
    ArrivalRoom,
    FormFields,
    FormLimits,
    Refusal,
    RefusedRequestError,
    in_thread,
)
from lckm_sign_in import StaffSession

MOST_BODY: Final = 60_000_000
"""How many bytes a form with files may have."""
_LOG = logging.getLogger("lckm_desk")
_LIMITS: Final = FormLimits(
    body=MOST_BODY, field=CARRIED_LENGTH, files=MOST_DOCUMENTS + 1, file=MAX_FILE_BYTES
)
_WAIT: Final = 20.0
_TOO_LARGE: Final = f"Razem to więcej niż {MOST_BODY // 1_000_000} MB. Dodaj pliki w częściach."


@attrs.frozen(kw_only=True)
class FilePage:
    """A page with a file.

    Args:
        act: what somebody has to be allowed to do.
        form: makes the form that was sent.
        answer: returns what comes of it.
        view: returns its page.
        may_be_new: whether there need not be a procedure yet.
    """

    act: AnyAct
    form: type[FileForm]
    answer: Callable[[Any, Request], View | Response]
    view: Callable[..., View]
    may_be_new: bool = False


_TAKE_IN: Final = FilePage(
    act=DeskAct.TAKE_IN, form=TakeIn, answer=take_in_answer, view=take_in_view, may_be_new=True
)
_REQUEST_FILE: Final = FilePage(
    act=Act.REQUEST_UPDATE, form=RequestFile, answer=request_file_answer, view=request_file_view
)


class FileScreens:
    """Answers requests that bring files."""

    def __init__(self, screens: Screens, word: WordFiles | None) -> None:
        """Make the screens.

        Args:
            screens: shows views to staff.
            word: what reads Word files, ``None`` where nothing does.
        """
        self._screens = screens
        self._word = word
        self._arrivals = ArrivalRoom(MOST_BODY)

    async def take_in(self, request: Request, staff: StaffSession) -> Response:
        """Show what a file holds, and take it in."""
        return await self._respond(_TAKE_IN, request, staff)

    async def request_file(self, request: Request, staff: StaffSession) -> Response:
        """Show what changed, and make the file of a request."""
        return await self._respond(_REQUEST_FILE, request, staff)

    async def edition_file(self, request: Request, staff: StaffSession) -> Response:
        """Return the text of one edition as a file, for whoever may see it on its page."""
        see = DeskAct.SEE_STARRED_FIELDS
        if refused := self._screens.refusal(request, staff, see):
            return refused
        now, query = self._screens.clock(), request.query_params
        places = procedures_seen(staff)
        number = query.get("numer", "").strip()
        record = await in_thread(
            find_procedure, self._screens.centre, number, places, civil_day(now)
        )
        if record is None:
            return self._screens.show(request, missing_view("procedure", number), staff)
        permission = may_do(staff, see, record, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission, page="procedure")
        edition = record.edition(query.get("wersja", ""))
        return await in_thread(description_file, edition, query.get("opis", ""), self._word)

    async def _respond(self, page: FilePage, request: Request, staff: StaffSession) -> Response:
        # Before the files are read, for they may be large.
        if refused := self._screens.refusal(request, staff, page.act):
            return refused
        if request.method != "POST":
            return await self._answer(page, request, staff, FormFields())
        async with self._arrivals.enter(wait=_WAIT) as arrival:
            refusal = None
            try:
                fields = await read_sent_form(request, _LIMITS, take=arrival.take)
            except RefusedRequestError as error:
                if error.fields is None or error.reason is Refusal.MALFORMED:
                    raise
                fields, refusal = error.fields, error
            try:
                return await self._answer(page, request, staff, fields, refusal)
            except (StoreUnavailableError, OSError) as error:
                # This far nothing was stored: a failure later is reported by the answer itself.
                if page is not _TAKE_IN or fields.text("do") != TAKE_IN:
                    raise
                _LOG.error("take-in failed, nothing stored: %s", describe_error(error))
                return self._screens.show(request, not_taken_in_view(request, fields, False), staff)

    async def _answer(
        self,
        page: FilePage,
        request: Request,
        staff: StaffSession,
        fields: FormFields,
        refusal: RefusedRequestError | None = None,
    ) -> Response:
        now, centre = self._screens.clock(), self._screens.centre
        number = fields.text("numer") or request.query_params.get("numer", "").strip()
        record = None
        if number or not page.may_be_new:
            record = await in_thread(
                find_procedure, centre, number, procedures_seen(staff), civil_day(now)
            )
            if record is None:
                return self._screens.show(request, missing_view("procedure", number), staff)
        permission = may_do(staff, page.act, record, now=now)
        if not permission:
            is_seen = bool(may_do(staff, DeskAct.SEE_STARRED_FIELDS, record, now=now))
            back = number if is_seen else ""
            return self._screens.refuse(request, staff, permission, back, page="procedure")
        sent = page.form(
            centre=centre,
            word=self._word,
            numbers=self._screens.numbers,
            record=record,
            fields=fields,
            permission=permission,
            by=staff.name,
            login=staff.login,
            places=procedures_seen(staff),
            now=now,
        )
        if refusal is not None:
            faults, status = [_fault_of(refusal)], refusal.status_code
            view = await in_thread(page.view, sent, None, request, faults=faults, status=status)
            return self._screens.show(request, view, staff)
        answer = await in_thread(page.answer, sent, request)
        return self._screens.show(request, answer, staff) if isinstance(answer, View) else answer


def _fault_of(error: RefusedRequestError) -> Fault:
    """Return why a form was not read to its end, naming the limit."""
    match error.reason:
        case Refusal.TOO_LARGE:
            return Fault(FIELD, _TOO_LARGE)
        case Refusal.TOO_MANY_FILES:
            return Fault(FIELD, f"Naraz można wybrać najwyżej {MOST_DOCUMENTS} plików.")
        case Refusal.FIELD_TOO_LONG:
            return Fault(FIELD, too_large(MOST_BYTES))
        case _:
            return Fault(FIELD, error.reason.message.pl)
