"""Answers to requests for the status of a report, and for withdrawal of consent."""

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lckm_http import FormFields, FormLimits, client_network, in_thread, read_form
from lckm_web._pages import Pages, path_of
from lckm_web._status_views import Inquiry, StatusViews

_FIELDS = FormLimits()
# Where a request notes what was typed, for a page that says what failed.
_TYPED = "lckm_web.typed"


class StatusRequests:
    """Answers the requests for the status of a report and for withdrawal.

    Args:
        pages: write the pages.
        views: make what stands on them.
        clock: tells the moment, aware.
    """

    def __init__(self, pages: Pages, views: StatusViews, clock: Callable[[], datetime]) -> None:
        self._pages = pages
        self._status_views = views
        self._clock = clock

    async def show(self, request: Request) -> Response:
        """Answer with the status of a report, or with the form that asks for its number."""
        if request.method != "POST":
            return self._pages.respond(request, self._status_views.form(self._pages.words(request)))
        fields = await self._read(request)
        view = await in_thread(self._status_views.show, self._inquiry(request, fields))
        return self._pages.respond(request, view)

    async def withdraw(self, request: Request) -> Response:
        """Answer with the question whether to withdraw consent, or with what came of it."""
        if request.method != "POST":
            return RedirectResponse(path_of(request, "status"), 303)
        fields = await self._read(request)
        is_sure = self.is_withdrawal(request)
        inquiry = self._inquiry(request, fields)
        view = await in_thread(self._status_views.withdraw, inquiry, is_sure=is_sure)
        return self._pages.respond(request, view)

    def is_withdrawal(self, request: Request) -> bool:
        """Return whether a form that was read withdraws consent, rather than asks about it."""
        typed: FormFields = request.scope["state"].get(_TYPED, FormFields())
        return typed.text("do") == "withdraw"

    async def _read(self, request: Request) -> FormFields:
        fields = request.scope["state"][_TYPED] = await read_form(request, _FIELDS)
        return fields

    def _inquiry(self, request: Request, fields: FormFields) -> Inquiry:
        return Inquiry(
            number=fields.text("number"),
            code=fields.text("code"),
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
        """Answer with the form and what was typed in it, and why it was not taken.

        Without *fields* it is what the request noted when its form was read.
        """
        typed = fields or request.scope["state"].get(_TYPED, FormFields())
        view = self._status_views.show_refusal(
            self._pages.words(request),
            typed.text("number"),
            typed.text("code"),
            message,
            status,
            cut=cut,
        )
        return self._pages.respond(request, view)
