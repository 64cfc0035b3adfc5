"""A small face: a form with a file, a slow page, and one that fails."""

import ctypes
import time

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from lckm_http import (
    Assets,
    FormLimits,
    RefusedRequestError,
    client_network,
    in_thread,
    protect,
    read_any_form,
    read_form,
)

LIMITS = FormLimits(body=1_000_000, files=5)


class SmallFace:
    """A face as others are made."""

    title = "Mała"

    def __init__(
        self,
        centre=None,
        *,
        clock=None,
        public_url: str | None = None,
        trusted_proxies=(),
        words: str = "",
        secret: str = "",
        office=None,
    ) -> None:
        if words == "złe":
            raise ValueError(f"no such words, {secret} {office}")
        self.office = office
        self.words = words
        self.centre = centre
        self.clock = clock
        # Any folder of a package: these are the sources of lckm_http's commands.
        self.assets = Assets("lckm_http", "commands")
        self.app = protect(
            Starlette(
                routes=[
                    self.assets.route,
                    Route("/", self.form, methods=["GET", "POST"], name="form"),
                    Route("/przyjete/{number}", self.receipt, name="receipt"),
                    Route("/wolno", self.slow),
                    Route("/zajete", self.busy),
                    Route("/blad", self.fail),
                    Route("/kto", self.who),
                    Route("/naglowki", self.headers),
                ],
                exception_handlers={RefusedRequestError: self.refused},
            ),
            public_url=public_url,
            trusted_proxies=trusted_proxies,
            max_body=LIMITS.body,
            languages=("pl", "en"),
            refused=self.refused,
        )

    async def form(self, request: Request) -> Response:
        if request.method == "GET":
            return self.page(request, "")
        await read_form(request, LIMITS)
        return RedirectResponse(request.url_for("receipt", number="1"), 303)

    def page(self, request: Request, words: str, status: int = 200) -> Response:
        action = request.url_for("form")
        return HTMLResponse(
            f'<form action="{action}" method="post"><textarea>{words}</textarea></form>', status
        )

    async def refused(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, RefusedRequestError)
        fields, _ = await read_any_form(request, LIMITS)
        return self.page(request, fields.text("opis"), error.status_code)

    async def receipt(self, request: Request) -> Response:
        return PlainTextResponse(f"{self.words} {request.path_params['number']}")

    async def slow(self, request: Request) -> Response:
        await in_thread(time.sleep, 1.5)
        return PlainTextResponse("gotowe")

    async def busy(self, request: Request) -> Response:
        # Called so, a function holds the lock of the interpreter: nothing else runs meanwhile.
        ctypes.PyDLL(None).sleep(7)
        return PlainTextResponse("gotowe")

    async def fail(self, request: Request) -> Response:
        raise RuntimeError(f"kowalska {request.query_params}")

    async def headers(self, request: Request) -> Response:
        return PlainTextResponse("".join(f"{name}={it};" for name, it in request.headers.items()))

    async def who(self, request: Request) -> Response:
        return PlainTextResponse(client_network(request))
