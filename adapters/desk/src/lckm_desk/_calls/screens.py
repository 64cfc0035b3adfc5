"""The screens of calls: one of a call, and what to read to the caller at its end."""

from functools import partial

import attrs
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lckm_core.organisation import Act, DeskAct
from lckm_core.reports import ReportChannel
from lckm_desk._calls.call import Call
from lckm_desk._calls.taken_cookie import redirect_to_taken, was_taken_here
from lckm_desk._calls.views import CallScreen, taken_view
from lckm_desk._pages import View, path_of
from lckm_desk._permissions import may_do
from lckm_desk._reports.screens import ReportScreens
from lckm_desk._screens import Screens
from lckm_desk._sent_forms import read_sent_form, without_marks
from lckm_http import FormFields, in_thread
from lckm_intake import Intake
from lckm_sign_in import StaffSession


@attrs.frozen
class CallScreens:
    """Answers requests about calls.

    Args:
        screens: shows views to staff.
        reports: find reports, and know who may look at them.
        call_screen: makes the screen of a call.
        intake: takes reports in.
    """

    _screens: Screens
    _reports: ReportScreens
    _call_screen: CallScreen
    _intake: Intake

    async def call(self, request: Request, staff: StaffSession) -> Response:
        """Show answers to the question and a preview of the report, or register it."""
        permission = may_do(staff, DeskAct.TAKE_REPORT, now=self._screens.clock())
        if not permission:
            return self._screens.refuse(request, staff, permission)
        if request.method == "POST":
            fields = without_marks(await read_sent_form(request))
        else:
            # A link may open a procedure, but must not use up a number.
            shown = {name: request.query_params.get(name, "") for name in ("pytanie", "procedura")}
            fields = FormFields({name: [text] for name, text in shown.items() if text})
        can_ask = may_do(staff, Act.REQUEST_DATA, now=self._screens.clock())
        call = Call(
            centre=self._screens.centre,
            intake=self._intake,
            asks="requests" not in self._screens.hidden and bool(can_ask),
            fields=fields,
            table=await in_thread(self._screens.route_table),
            by=staff.name,
            login=staff.login,
            role=permission.role,
            now=self._screens.clock(),
            may_see=partial(self._reports.may_see, staff),
        )
        answer = await in_thread(self._call_screen.answer, call, request)
        if isinstance(answer, View):
            return self._screens.show(request, answer, staff)
        assert call.issued is not None
        return redirect_to_taken(request, call.issued, staff.login)

    async def taken(self, request: Request, staff: StaffSession) -> Response:
        """Show the number and the code of a report just taken, to read to the caller."""
        asked = await self._reports.ask(request, staff, DeskAct.TAKE_REPORT)
        if isinstance(asked, Response):
            return asked
        is_of_call = asked.record.report.channel is ReportChannel.PHONE
        # The code allows withdrawing the consent, so only whoever took the call may see it.
        if not is_of_call or not was_taken_here(request, asked.number, staff.login, self._intake):
            return RedirectResponse(path_of(request, "report", numer=asked.number), 303)
        return self._screens.show(
            request, taken_view(asked.number, self._intake.code(asked.number)), staff
        )
