"""Pictures that wait for their report, shown to whoever has the page with their token."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Final

from anyio import move_on_after
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from lckm_core.errors import describe_error
from lckm_core.reports import media_type_of
from lckm_http import UploadRoom, in_thread
from lckm_intake import Intake

_LOG = logging.getLogger("lckm_web")
_PATH: Final = "/zgloszenie/plik/"
# Types that every browser shows, and that some do; films and documents are not shown.
SHOWN_BY_ALL: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
SHOWN_BY_SOME: Final = frozenset({"image/heic", "image/heif", "image/avif"})
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}
# Seconds to wait for room, and for a client to take the picture.
_WAIT, _LONGEST = 10.0, 60.0
_PIECE: Final = 65_536


def picture_path(request: Request, token: str) -> str:
    """Return the path of a file that waits for its report, below where the face is mounted."""
    return f"{request.scope.get('root_path', '')}{_PATH}{token}"


class WaitingPictures:
    """Answers with a picture that was added, as stored: without metadata, not re-encoded.

    The token in the address opens it, for as long as it waits. A process opens two at once
    and has no more of them on their way than one form may bring.

    Args:
        intake: has the pictures.
        clock: returns the current moment, aware.
        largest: the most bytes of one.
        most: the most bytes of all on their way.
    """

    def __init__(
        self, intake: Intake, clock: Callable[[], datetime], *, largest: int, most: int
    ) -> None:
        self._intake = intake
        self._clock = clock
        self._largest = largest
        self._opening = UploadRoom(2 * largest)
        self._sending = UploadRoom(most)

    @property
    def route(self) -> Route:
        """The route of all pictures, named ``preview``."""
        return Route(f"{_PATH}{{token}}", self._respond, name="preview")

    async def _respond(self, request: Request) -> Response:
        return _HeldResponse(self, request.path_params["token"])

    async def send(self, token: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a picture in pieces, or that there is none."""
        async with AsyncExitStack() as held:
            async with self._opening.hold(self._largest, wait=_WAIT) as has_room:
                answer = await self._answer(token, held) if has_room else _plain_response(503)
            # A client that takes nothing loses its room to others.
            with move_on_after(_LONGEST):
                await answer(scope, receive, send)

    async def _answer(self, token: str, held: AsyncExitStack) -> Response:
        """Return a picture, with room held for it until it is sent, or that there is none."""
        try:
            data = await in_thread(self._intake.content, token, now=self._clock())
        except Exception as error:  # noqa: BLE001  (no message of an error may reach a log)
            _LOG.error("preview failed: %s", describe_error(error))
            return _plain_response(503)
        media_type = media_type_of(data[:32]) if data else None
        if data is None or media_type not in SHOWN_BY_ALL | SHOWN_BY_SOME:
            return _plain_response(404)
        if not await held.enter_async_context(self._sending.hold(len(data), wait=_WAIT)):
            return _plain_response(503)
        headers = {**_HEADERS, "Content-Length": str(len(data))}
        return StreamingResponse(_pieces(data), headers=headers, media_type=media_type)


class _HeldResponse(Response):
    """An answer that has its room until all of it is sent."""

    def __init__(self, pictures: WaitingPictures, token: str) -> None:
        super().__init__()
        self._waiting_pictures = pictures
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._waiting_pictures.send(self._token, scope, receive, send)


async def _pieces(data: bytes) -> AsyncIterator[memoryview]:
    view = memoryview(data)
    for begin in range(0, len(view), _PIECE):
        yield view[begin : begin + _PIECE]


def _plain_response(status: int) -> Response:
    text = "Not found" if status == 404 else "Try again"
    return PlainTextResponse(text, status, headers=dict(_HEADERS))
