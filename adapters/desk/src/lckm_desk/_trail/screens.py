"""The screen of the trail."""

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.organisation import DeskAct
from lckm_core.ports.optional import TrailPage
from lckm_desk._pages import View, message_view
from lckm_desk._permissions import trail_seen
from lckm_desk._remarks import NO_TRAIL_LIST
from lckm_desk._screens import Screens
from lckm_desk._trail.trail_list import TrailAddress, find_entries, finder_of_trail
from lckm_desk._trail.views import people_of, trail_view
from lckm_http import in_thread
from lckm_sign_in import StaffSession


@attrs.frozen
class TrailScreens:
    """Answers requests about the trail.

    Args:
        screens: shows views to staff.
    """

    _screens: Screens

    async def trail(self, request: Request, staff: StaffSession) -> Response:
        """Show who did what, as far as somebody may see it."""
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_OWN_ACTS):
            return refused
        centre = self._screens.centre
        finder = finder_of_trail(centre)
        if finder is None:
            return self._screens.show(request, message_view("Ślad", NO_TRAIL_LIST.pl, 501), staff)
        address, scope = TrailAddress.read(request.query_params), trail_seen(staff)
        menu = [page for _, page in self._screens.menu(staff)]

        def view() -> View:
            page = TrailPage(entries=())
            if not address.faults:
                page = find_entries(centre, finder, address, scope)
            people = people_of(centre.plugins.directory, scope)
            return trail_view(page, address, scope, menu=menu, people=people)

        return self._screens.show(request, await in_thread(view), staff)
