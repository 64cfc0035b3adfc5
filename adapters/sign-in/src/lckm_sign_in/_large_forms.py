"""Room for few forms of megabytes at a time, whose answers repeat them."""

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

_MOST = 2


class LargeForms:
    """Counts the large forms that are being read and answered, in one event loop.

    Whoever sends them may be anybody, and takes the answers as slowly as they like.
    """

    def __init__(self) -> None:
        self._count = 0

    def begin(self) -> bool:
        """Return whether there is room for another form, and take it; :meth:`end` gives it back."""
        if self._count >= _MOST:
            return False
        self._count += 1
        return True

    def end(self) -> None:
        """Give the room of a form back."""
        self._count -= 1

    def until_sent(self, response: Response) -> Response:
        """Return a response that gives the room of its form back when it has been sent."""
        return _Answer(response, self)


class _Answer(Response):
    def __init__(self, response: Response, room: LargeForms) -> None:
        self._response = response
        self._room = room
        super().__init__(status_code=response.status_code)
        self.raw_headers = response.raw_headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._response(scope, receive, send)
        finally:
            self._room.end()
