"""A receiver of web hooks in this process, which answers what a test wants."""

import json
import threading
from typing import Any

import attrs
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tests.helpers.http_server import HttpServer, Request, write

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NEWER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"


@attrs.frozen
class Message:
    """A message as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """The id by which a repeat is known."""
        return self.headers["webhook-id"]

    @property
    def data(self) -> Any:
        """What it says."""
        return json.loads(self.body)

    @property
    def entry(self) -> int:
        """The number of the entry that it tells of."""
        number: int = self.data["data"]["id"]
        return number

    def is_signed_with(self, secret: str) -> bool:
        """Return whether a library of receivers takes it, as of today."""
        try:
            Webhook(secret).verify(self.body, self.headers)
        except WebhookVerificationError:
            return False
        return True


class Receiver(HttpServer):
    """Keeps what comes; ``answers`` are the statuses of the next ones, and 204 from then on.

    ``None`` among them is silence until ``go_on`` is set.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.messages: list[Message] = []
        self.answers: list[int | None] = []
        self.location = ""
        self.came, self.go_on = threading.Event(), threading.Event()

    @property
    def entries(self) -> list[int]:
        """The numbers of the entries that came, repeats among them."""
        return [message.entry for message in self.messages]

    def respond(self, request: Request, body: bytes) -> None:
        """Keep a message and answer it."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.messages.append(Message(request.path, headers, body))
        self.came.set()
        status = self.answers.pop(0) if self.answers else 204
        if status is None:
            self.go_on.wait(30)
            return
        location = f"Location: {self.location}\r\n" if self.location else ""
        write(request, f"HTTP/1.1 {status} X\r\n{location}Content-Length: 0\r\n\r\n".encode())
