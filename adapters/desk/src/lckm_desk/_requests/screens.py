"""The screens of requests to units: their list, one request, asking, and answering."""

from collections.abc import Mapping, Sequence

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.calendar import civil_day
from lckm_core.errors import LckmError
from lckm_core.organisation import Act, DeskAct
from lckm_core.ports import NumberSeries
from lckm_desk._done_messages import done_now, forget_done, redirect_done
from lckm_desk._pages import Fault
from lckm_desk._permissions import may_do, requests_seen
from lckm_desk._personal_words import AS_IS, STRIKE
from lckm_desk._records.number_ends import numbers_meant
from lckm_desk._records.request import RequestRecord, find_request, subject_of
from lckm_desk._requests.answer_forms import RequestForm
from lckm_desk._requests.ask_forms import ASK_FORMS, AskForm, with_place_of_procedure
from lckm_desk._requests.readdress_form import PAGE, act_of, address_anew
from lckm_desk._requests.request_list import RequestListAddress, find_listed_requests
from lckm_desk._requests.submission import (
    PLACE_LABELS,
    PersonalDataFoundError,
    RequestSubmission,
    labels_of,
)
from lckm_desk._requests.views import (
    ask_view,
    readdress_view,
    request_form_view,
    request_view,
    requests_view,
)
from lckm_desk._screens import RecordKind, Screens
from lckm_desk._sent_forms import read_sent_form
from lckm_desk._submissions import (
    FaultyFieldsError,
    faults_of,
    require_same_person,
    typed_words,
)
from lckm_http import FormFields, in_thread
from lckm_sign_in import StaffSession

_SENDS = ("wyslij", STRIKE, AS_IS)
"""The buttons that send a form; another opens it with what was typed elsewhere."""


@attrs.frozen
class RequestScreens:
    """Answers requests of browsers about the call centre's requests to units.

    Args:
        screens: shows views to staff.
    """

    _screens: Screens

    async def requests(self, request: Request, staff: StaffSession) -> Response:
        """Show the list of requests."""
        now = self._screens.clock()
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_REQUESTS):
            return refused
        view = await in_thread(
            requests_view,
            self._screens.centre,
            RequestListAddress.read(request.query_params),
            requests_seen(staff),
            self._asks(staff),
            now=now,
        )
        return self._screens.show(request, view, staff)

    async def request(self, request: Request, staff: StaffSession) -> Response:
        """Show one request."""
        asked = await self._ask(request, staff, DeskAct.SEE_REQUESTS)
        if isinstance(asked, Response):
            return asked
        done = done_now(request, asked.number)
        view = await in_thread(request_view, asked, staff, done=done)
        return forget_done(request, self._screens.show(request, view, staff))

    async def ask(self, form: AskForm, request: Request, staff: StaffSession) -> Response:
        """Show the form of a new request, and store it."""
        fields = await read_sent_form(request) if request.method == "POST" else FormFields()
        now = self._screens.clock()
        permission = may_do(staff, form.act, now=now)
        if not permission:
            typed = typed_words(fields, {**labels_of(form.fields), **PLACE_LABELS})
            return self._screens.refuse(request, staff, permission, typed=typed)
        is_sent = fields.text("do") in _SENDS
        if request.method != "POST":
            number = request.query_params.get("procedura", "")
            fields = FormFields({"procedura": [number]})
        if not is_sent:
            fields = await in_thread(
                with_place_of_procedure,
                self._screens.centre,
                fields,
                civil_day(self._screens.clock()),
            )
        sent = RequestSubmission(
            centre=self._screens.centre,
            record=None,
            fields=fields,
            permission=permission,
            by=staff.name,
            now=now,
        )
        numbers, series = self._screens.numbers, NumberSeries.REQUEST
        faults: Sequence[Fault] = ()
        redacted: Mapping[str, str] = {}
        status = 200
        if is_sent:
            try:
                require_same_person(fields, staff.login, "")
                drawn = await in_thread(numbers.of_form, series, fields, now)
                number = await in_thread(form.send, sent, drawn or "")
                return redirect_done(request, "request", number, form.page)
            except PersonalDataFoundError as error:
                redacted, status = error.redacted, 422
            except (FaultyFieldsError, LckmError) as error:
                faults, status = faults_of(error)
        issued = await in_thread(numbers.for_page, series, fields, now)
        view = await in_thread(
            ask_view, form, sent, issued, faults=faults, redacted=redacted, status=status
        )
        return self._screens.show(request, view, staff)

    async def readdress(self, request: Request, staff: StaffSession) -> Response:
        """Show the form that readdresses a request, and do it."""
        asked = await self._ask(request, staff, DeskAct.SEE_REQUESTS)
        if isinstance(asked, Response):
            return asked
        assert asked.record is not None
        permission = may_do(staff, act_of(asked.record.request), asked.record, now=asked.now)
        if not permission:
            return self._screens.refuse(request, staff, permission, asked.number, page="request")
        asked = attrs.evolve(asked, permission=permission)
        faults: Sequence[Fault] = ()
        status = 200
        if request.method == "POST":
            try:
                require_same_person(asked.fields, staff.login, asked.number)
                await in_thread(address_anew, asked)
                return redirect_done(request, "request", asked.number, PAGE)
            except (FaultyFieldsError, LckmError) as error:
                faults, status = faults_of(error)
        view = readdress_view(asked, faults=faults, status=status)
        return self._screens.show(request, view, staff)

    async def act(self, form: RequestForm, request: Request, staff: StaffSession) -> Response:
        """Show the form of an act on a request, and do it."""
        asked = await self._ask(request, staff, form.act, labels_of([form.field]))
        if isinstance(asked, Response):
            return asked
        if request.method != "POST":
            return self._screens.show(request, request_form_view(form, asked), staff)
        try:
            require_same_person(asked.fields, staff.login, asked.number)
            done = await in_thread(form.send, asked)
        except PersonalDataFoundError as error:
            view = request_form_view(form, asked, redacted=error.redacted, status=422)
        except (FaultyFieldsError, LckmError) as error:
            faults, status = faults_of(error)
            view = request_form_view(form, asked, faults=faults, status=status)
        else:
            return redirect_done(request, "request", asked.number, done)
        return self._screens.show(request, view, staff)

    def _asks(self, staff: StaffSession) -> Sequence[str]:
        """Return the pages on which somebody may make a request."""
        now = self._screens.clock()
        return [form.page for form in ASK_FORMS if may_do(staff, form.act, now=now)]

    def _meant(self, staff: StaffSession, typed: str) -> Sequence[tuple[str, str]]:
        listed = find_listed_requests(
            self._screens.centre, RequestListAddress(state="wszystkie"), requests_seen(staff)
        )
        subjects = {request.number: subject_of(request) for request in listed}
        return [(number, subjects[number]) for number in numbers_meant(typed, subjects)]

    async def _ask(
        self,
        request: Request,
        staff: StaffSession,
        act: Act | DeskAct,
        texts: Mapping[str, str] | None = None,
    ) -> RequestSubmission | Response:
        """Return what somebody wants to do to a request, or the page that refuses."""

        def find(_: StaffSession, number: str) -> RequestRecord | None:
            return find_request(self._screens.centre, number)

        kind = RecordKind(
            page="request",
            see=DeskAct.SEE_REQUESTS,
            find=find,
            submission=RequestSubmission,
            meant=self._meant,
        )
        return await self._screens.ask(request, staff, act, kind, texts)
