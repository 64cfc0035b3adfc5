"""What all screens of the desk share: the menu, refusals, and the table of routes."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core import ContactCentre
from lckm_core.errors import describe_error
from lckm_core.organisation import DeskAct
from lckm_core.reports import RouteTable
from lckm_desk._pages import Pages, View, refusal_view
from lckm_desk._permissions import Permission, may_do
from lckm_sign_in import StaffSession

_LOG = logging.getLogger("lckm_desk")
_MENU: Final = (
    ("Rozmowa", "call", DeskAct.TAKE_REPORT),
    ("Zgłoszenia", "reports", DeskAct.SEE_REPORTS),
    ("Procedury", "procedures", DeskAct.SEE_STARRED_FIELDS),
    ("Prośby", "requests", DeskAct.SEE_REQUESTS),
    ("Informacje", "announcements", DeskAct.SEE_STARRED_FIELDS),
    ("Trasy", "routes", DeskAct.SEE_ROUTES),
    ("Regulamin", "terms", DeskAct.DRAFT_TERMS),
)


@attrs.frozen
class Screens:
    """Shows views to staff.

    Args:
        centre: the contact centre.
        pages: makes responses of views.
        clock: tells the moment, aware.
        hidden: pages that this desk does not have.
    """

    centre: ContactCentre
    pages: Pages
    clock: Callable[[], datetime]
    hidden: Sequence[str] = ()

    def menu(self, staff: StaffSession) -> list[tuple[str, str]]:
        """Return the text and the page of each entry that opens for somebody."""
        now = self.clock()
        return [
            (text, page)
            for text, page, act in _MENU
            if may_do(staff, act, now=now) and page not in self.hidden
        ]

    def show(self, request: Request, view: View, staff: StaffSession | None) -> Response:
        menu = [] if staff is None else self.menu(staff)
        return self.pages.respond(request, view, staff, menu)

    def refuse(
        self,
        request: Request,
        staff: StaffSession,
        permission: Permission,
        number: str = "",
        typed: Sequence[tuple[str, str]] = (),
        *,
        page: str = "report",
    ) -> Response:
        """Answer what somebody may not do, with who may and the provision.

        With a way back to the thing of a number, by its page.
        """
        title = (
            "Nie możesz tego zrobić" if permission.status == 403 else "Teraz nie można tego zrobić"
        )
        view = refusal_view(title, permission, number, typed, page=page)
        return self.show(request, view, staff)

    def export(self) -> None:
        """Bring the places that show procedures and notices up to date."""
        # What was done is stored; a place that fails is shown by the next export.
        try:
            results = self.centre.export(clock=self.clock)
        except Exception as error:  # noqa: BLE001  (the answer was sent)
            _LOG.error("the export failed: %s", describe_error(error))
            return
        for one in results:
            if one.failed:
                _LOG.error("the export to %s failed: %s", one.name, one.failed)

    def route_table(self) -> RouteTable | None:
        """Return the table of routes, ``None`` where it cannot be read."""
        try:
            table: object = self.centre.plugins.routes.table()
        except Exception as error:  # noqa: BLE001  (of foreign code)
            _LOG.error("the table of routes failed: %s", describe_error(error))
            return None
        return table if isinstance(table, RouteTable) else None
