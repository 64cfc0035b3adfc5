"""Answers to requests for the status of a report, and for withdrawal of consent."""

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lckm_http import FormFields, FormLimits, client_network, in_thread, read_form
from lckm_web._pages import Pages, View, path_of
from lckm_web._status_views import Inquiry, StatusViews

_FIELDS = FormLimits()
# Where a request notes what was typed, for a page that says what failed.
_TYPED = "lckm_web.typed"


class StatusRequests:
    """Answers the requests for the status of a report and for withdrawal.

    Args:
        pages: write the pages.
        views: make what stands on them.
        clock: returns the current moment, aware.
    """

    def __init__(self, pages: Pages, views: StatusViews, clock: Callable[[], datetime]) -> None:
        self._pages = pages
        self._status_views = views
        self._clock = clock

    async def show(self, request: Request) -> Response:
        """Answer with the status of a report, or with the form that asks for its number.

        A sent form redirects to the status, so that going back does not send it again.
        """
        views = self._status_views
        if request.method == "POST":
            opened = await in_thread(views.open, await self._sent(request))
            if isinstance(opened, View):
                return self._pages.respond(request, opened)
            return self._redirect(request, "status", opened)
        inquiry = self._asked(request)
        if not inquiry.reference:
            return self._pages.respond(request, views.form(inquiry.words))
        return self._pages.respond(request, await in_thread(views.show, inquiry))

    async def withdraw(self, request: Request) -> Response:
        """Answer with the question whether to withdraw consent, or with what came of it."""
        views = self._status_views
        if request.method == "POST":
            inquiry = await self._sent(request)
            if self.is_withdrawal(request):
                return self._pages.respond(request, await in_thread(views.withdraw, inquiry))
            opened = await in_thread(views.open, inquiry)
            if isinstance(opened, View):
                return self._pages.respond(request, opened)
            return self._redirect(request, "withdraw", opened)
        inquiry = self._asked(request)
        view = await in_thread(views.ask, inquiry) if inquiry.reference else None
        if view is None:
            return self._redirect(request, "status", inquiry.reference)
        return self._pages.respond(request, view)

    def is_withdrawal(self, request: Request) -> bool:
        """Return whether a form that was read withdraws consent, rather than asks about it."""
        typed: FormFields = request.scope["state"].get(_TYPED, FormFields())
        return typed.text("do") == "withdraw"

    async def _sent(self, request: Request) -> Inquiry:
        fields = request.scope["state"][_TYPED] = await read_form(request, _FIELDS)
        return self._inquiry(request, fields)

    def _asked(self, request: Request) -> Inquiry:
        reference = request.query_params.get("r", "")
        return self._inquiry(request, FormFields({"r": [reference]}))

    def _redirect(self, request: Request, page: str, reference: str) -> Response:
        query = f"?r={reference}" if reference else ""
        return RedirectResponse(f"{path_of(request, page)}{query}", 303)

    def _inquiry(self, request: Request, fields: FormFields) -> Inquiry:
        return Inquiry(
            number=fields.text("number"),
            code=fields.text("code"),
            reference=fields.text("r"),
            words=self._pages.words(request),
            network=client_network(request),
            now=self._clock(),
        )

    def refuse(
        self,
        request: Request,
        message: str,
        status: int,
        fields: FormFields | None = None,
        *,
        cut: str = "",
    ) -> Response:
        """Answer with the form as it was typed, and why it was not accepted.

        Without *fields* it is what the request noted when its form was read.
        """
        typed = fields or request.scope["state"].get(_TYPED, FormFields())
        number = typed.text("number") or self._status_views.number(typed.text("r"), self._clock())
        view = self._status_views.show_refusal(
            self._pages.words(request),
            number,
            typed.text("code"),
            message,
            status,
            cut=cut,
        )
        return self._pages.respond(request, view)
