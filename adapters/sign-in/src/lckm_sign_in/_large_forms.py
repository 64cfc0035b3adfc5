"""Room for few forms of megabytes at a time, whose answers repeat them."""

from collections.abc import Awaitable

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

_MOST = 2


class LargeForms:
    """Counts the large forms that are being read and answered, in one event loop.

    Whoever sends them had a session, but may read the answers as slowly as they like.
    """

    def __init__(self) -> None:
        self._count = 0

    def begin(self) -> bool:
        """Reserve room for another form; return whether there is any."""
        if self._count >= _MOST:
            return False
        self._count += 1
        return True

    def end(self) -> None:
        """Release the room of a form."""
        self._count -= 1

    async def until_sent(self, answer: Awaitable[Response]) -> Response:
        """Return an answer that releases the room of its form once it is sent."""
        try:
            return _Answer(await answer, self)
        except BaseException:
            self.end()
            raise


class _Answer(Response):
    def __init__(self, response: Response, room: LargeForms) -> None:
        super().__init__(status_code=response.status_code)
        self.raw_headers = response.raw_headers
        self._response = response
        self._room = room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._response(scope, receive, send)
        finally:
            self._room.end()
