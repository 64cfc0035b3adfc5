"""Pictures of a report, as stored; each viewing is recorded before it is shown."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

from anyio import move_on_after
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from lckm_desk._reports.person import FileContent
from lckm_http import UploadRoom

SHOWN: Final = frozenset(
    {"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/avif"}
)
"""The media types of pictures; some browsers cannot show all of them."""
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}
_AT_ONCE: Final = 6
_PIECE: Final = 1 << 16
# Seconds to wait for room, and for a browser to take the picture.
_WAIT, _LONGEST = 20.0, 60.0


def picture_response(picture: FileContent) -> Response:
    """Return the response with a picture, which no browser will open as a page."""
    headers = {**_HEADERS, "Content-Length": str(len(picture.data))}
    # In pieces, so that room is held until the browser has taken them.
    return StreamingResponse(_pieces(picture.data), media_type=picture.media_type, headers=headers)


async def _pieces(data: bytes) -> AsyncIterator[memoryview]:
    view = memoryview(data)
    for begin in range(0, len(view), _PIECE):
        yield view[begin : begin + _PIECE]


class PictureRoom:
    """Room for a few pictures in transfer at once, each of up to ten megabytes."""

    def __init__(self) -> None:
        """Make room."""
        self._room = UploadRoom(_AT_ONCE)

    def response(self, read: Callable[[], Awaitable[Response]], busy: Response) -> Response:
        """Return the answer that reads a picture once there is room.

        Args:
            read: reads it, and returns the answer.
            busy: the answer where there is no room for long.
        """
        return _HeldResponse(self._room, read, busy)


class _HeldResponse(Response):
    """An answer that has its room until all of it is sent."""

    def __init__(
        self, room: UploadRoom, read: Callable[[], Awaitable[Response]], busy: Response
    ) -> None:
        super().__init__()
        self._room, self._read, self._busy = room, read, busy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._room.hold(1, wait=_WAIT) as has_room:
            answer = await self._read() if has_room else self._busy
            # A client that takes nothing loses its room to others.
            with move_on_after(_LONGEST):
                await answer(scope, receive, send)
