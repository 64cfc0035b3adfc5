"""The screens of the list of reports: its pages, found by words, its table, and figures."""

import attrs
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from lckm_core.organisation import DeskAct
from lckm_desk._pages import message_view
from lckm_desk._permissions import receivers_seen
from lckm_desk._records.report_numbers import finder_of
from lckm_desk._remarks import NO_FINDER
from lckm_desk._reports import csv_table
from lckm_desk._reports.figures import counter_of, figures_view
from lckm_desk._reports.report_list import ListAddress
from lckm_desk._reports.views import list_view
from lckm_desk._reports.words_cookie import address_of, list_path, redirect_to_list
from lckm_desk._screens import Screens
from lckm_desk._sent_forms import read_sent_form
from lckm_http import in_thread
from lckm_sign_in import StaffSession


@attrs.frozen
class ReportListScreens:
    """Answers requests for lists of reports.

    Args:
        screens: shows views to staff.
    """

    _screens: Screens

    async def reports(self, request: Request, staff: StaffSession) -> Response:
        """Show a page of the list, and take the form of its filters."""
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_REPORTS):
            return refused
        centre = self._screens.centre
        if finder_of(centre) is None:
            return self._screens.show(request, message_view("Zgłoszenia", NO_FINDER.pl, 501), staff)
        if request.method == "POST":
            form = await read_sent_form(request)
            values = {name: form.text(name) for name in form.values}
            address = ListAddress.read(values, words=form.text("slowa"))
            if not address.faults:
                return redirect_to_list(request, address, staff.login)
        else:
            address = address_of(request, staff.login)
        view = await in_thread(
            list_view,
            centre,
            address,
            receivers_seen(staff, centre.plugins.directory),
            table=await in_thread(self._screens.route_table),
            now=self._screens.clock(),
        )
        return self._screens.show(request, view, staff)

    async def figures(self, request: Request, staff: StaffSession) -> Response:
        """Show how many reports came in."""
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_REPORTS):
            return refused
        centre = self._screens.centre
        counter = counter_of(centre)
        if counter is None:
            return self._screens.show(request, message_view("Zgłoszenia", NO_FINDER.pl, 501), staff)
        receivers = receivers_seen(staff, centre.plugins.directory)
        view = await in_thread(figures_view, counter, receivers, self._screens.clock())
        return self._screens.show(request, view, staff)

    async def table(self, request: Request, staff: StaffSession) -> Response:
        """Send the whole list as a table."""
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_REPORTS):
            return refused
        centre, address = self._screens.centre, address_of(request, staff.login)
        if finder_of(centre) is None or address.faults:
            return RedirectResponse(list_path(request, address), 303)
        routes = await in_thread(self._screens.route_table)
        receivers = receivers_seen(staff, centre.plugins.directory)
        lines = csv_table.stream(centre, address, receivers, routes, self._screens.places)
        headers = {"Content-Disposition": 'attachment; filename="zgloszenia.csv"'}
        return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)
