"""The screen of the first page."""

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.calendar import civil_day
from lckm_core.organisation import DeskAct
from lckm_desk._pages import View
from lckm_desk._permissions import may_do
from lckm_desk._screens import Screens
from lckm_desk._tasks.task_list import tasks_by_kind
from lckm_desk._tasks.views import tasks_view
from lckm_http import in_thread
from lckm_sign_in import StaffSession


@attrs.frozen
class TaskScreens:
    """Answers requests for the first page.

    Args:
        screens: shows views to staff.
    """

    _screens: Screens

    async def tasks(self, request: Request, staff: StaffSession) -> Response:
        """Show what waits for whoever is signed in; of one kind where the address names it."""
        now, centre = self._screens.clock(), self._screens.centre
        today = civil_day(now)
        takes_calls = "call" not in self._screens.hidden
        takes_calls = takes_calls and bool(may_do(staff, DeskAct.TAKE_REPORT, now=now))

        def view() -> View:
            return tasks_view(
                tasks_by_kind(centre, staff, today),
                today,
                kind=request.query_params.get("co", ""),
                takes_calls=takes_calls,
                has_role=bool(staff.roles),
            )

        return self._screens.show(request, await in_thread(view), staff)
