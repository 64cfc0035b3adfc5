"""The screen of what is shown where, and when it changes."""

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.calendar import civil_day
from lckm_core.organisation import DeskAct
from lckm_desk._display.display_list import DisplayAddress
from lckm_desk._display.views import display_view
from lckm_desk._permissions import procedures_seen
from lckm_desk._screens import Screens
from lckm_http import in_thread
from lckm_sign_in import StaffSession


@attrs.frozen
class DisplayScreens:
    """Answers requests about what is shown.

    Args:
        screens: shows views to staff.
    """

    _screens: Screens

    async def display(self, request: Request, staff: StaffSession) -> Response:
        """Show what is shown today, or when that changes."""
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_STARRED_FIELDS):
            return refused
        view = await in_thread(
            display_view,
            self._screens.centre,
            DisplayAddress.read(request.query_params),
            procedures_seen(staff),
            pages=[page for _, page in self._screens.menu(staff)],
            today=civil_day(self._screens.clock()),
        )
        return self._screens.show(request, view, staff)
