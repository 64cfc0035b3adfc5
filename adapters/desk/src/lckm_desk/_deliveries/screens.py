"""The screens of deliveries: what waits, and erasures that nobody has confirmed."""

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.organisation import DeskAct
from lckm_desk._deliveries.erasure_list import OutOfReach, cursor_of, find_erasures
from lckm_desk._deliveries.queue_list import QueueAddress, find_waiting, store_of_queue
from lckm_desk._deliveries.views import erasures_view, queue_view
from lckm_desk._done_messages import done_now, forget_done
from lckm_desk._pages import View, message_view
from lckm_desk._permissions import may_do
from lckm_desk._remarks import NO_QUEUE
from lckm_desk._reports.act_forms import ERASURE_CONFIRMED
from lckm_desk._screens import Screens
from lckm_http import in_thread
from lckm_sign_in import StaffSession


@attrs.frozen
class DeliveryScreens:
    """Answers requests about what is on its way.

    Args:
        screens: shows views to staff.
    """

    _screens: Screens
    _out_of_reach: OutOfReach = attrs.field(factory=OutOfReach, init=False)

    async def queue(self, request: Request, staff: StaffSession) -> Response:
        """Show what waits to be delivered."""
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_DELIVERIES):
            return refused
        store = store_of_queue(self._screens.centre)
        if store is None:
            return self._screens.show(request, message_view("Kolejka", NO_QUEUE.pl, 501), staff)
        address, now = QueueAddress.read(request.query_params), self._screens.clock()

        def view() -> View:
            return queue_view(find_waiting(store, address), address, now=now)

        return self._screens.show(request, await in_thread(view), staff)

    async def erasures(self, request: Request, staff: StaffSession) -> Response:
        """Show what is due for erasure, and who has not answered a notice."""
        now, after = self._screens.clock(), cursor_of(request.query_params)
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_ERASURES):
            return refused
        confirms = bool(may_do(staff, DeskAct.CONFIRM_ERASURE, now=now))
        number = request.query_params.get("numer", "")
        # After recording a confirmation, staff return here for the next.
        done = f"{number}: {ERASURE_CONFIRMED}" if done_now(request, number) else ""

        def view() -> View:
            centre, out_of_reach = self._screens.centre, self._out_of_reach
            found = find_erasures(centre, out_of_reach, after=after, now=now)
            return erasures_view(found, is_first=not after, confirms=confirms, now=now, done=done)

        return forget_done(request, self._screens.show(request, await in_thread(view), staff))
