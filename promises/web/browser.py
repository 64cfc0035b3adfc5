"""A browser as small as can be: one connection, forms, and answers that got lost."""

import asyncio
import random
import time
from collections.abc import Mapping, Sequence
from typing import Any, Self
from urllib.parse import urlencode

import attrs
import lxml.html  # type: ignore[import-untyped]

File = tuple[str, bytes]
FORM = "application/x-www-form-urlencoded"
"""The type of a form as browsers send it."""
LOST = (ConnectionError, asyncio.IncompleteReadError, TimeoutError, OSError)
_LONGEST = 60.0
_PIECE = 1_000_000
# Seconds; the server closes a connection that is idle for longer.
_KEPT_OPEN = 3.0
_BOUNDARY = "----promises"


@attrs.frozen
class Answer:
    """An answer: status, headers in lower case, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Browser:
    """One connection, opened anew whenever it was lost."""

    def __init__(
        self, port: int, headers: Mapping[str, str] | None = None, *, address: str = "127.0.0.1"
    ) -> None:
        self._port = port
        self._address = address
        self.headers = dict(headers or {})
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._used = 0.0
        self.lost = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def ask(self, path: str, body: bytes = b"", kind: str = "") -> Answer:
        """Send a request and return the answer.

        Raises one of those that a lost answer has: the connection broke, or nothing comes.
        """
        try:
            async with asyncio.timeout(_LONGEST):
                return await self._ask(path, body, kind)
        except LOST:
            self.close()
            raise

    async def ask_until_answered(self, path: str, body: bytes = b"", kind: str = "") -> Answer:
        """Send a request until it is answered, by a page that does not ask to come again."""
        while True:
            try:
                answer = await self.ask(path, body, kind)
            except LOST:
                self.lost += 1
            else:
                if answer.status not in (429, 503):
                    return answer
            await asyncio.sleep(random.uniform(0.1, 0.4))

    async def _ask(self, path: str, body: bytes, kind: str) -> Answer:
        if time.monotonic() > self._used + _KEPT_OPEN:
            self.close()
        if self._streams is None:
            self._streams = await asyncio.open_connection(
                "127.0.0.1", self._port, limit=2**20, local_addr=(self._address, 0)
            )
        reader, writer = self._streams
        headers = {"Host": f"127.0.0.1:{self._port}", **self.headers}
        if kind:
            headers |= {"Content-Type": kind, "Content-Length": str(len(body))}
            headers["Sec-Fetch-Site"] = "same-origin"
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(f"{'POST' if kind else 'GET'} {path} HTTP/1.1\r\n{lines}\r\n".encode())
        for at in range(0, len(body), _PIECE):
            writer.write(body[at : at + _PIECE])
            await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.split(": ", 1) for line in head[1:] if ": " in line)
        found = {name.lower(): value for name, value in pairs}
        length = int(found.get("content-length", "0"))
        answer = Answer(int(head[0].split()[1]), found, await reader.readexactly(length))
        if found.get("connection") == "close":
            self.close()
        self._used = time.monotonic()
        return answer


def filled(
    page: bytes, values: Mapping[str, str], files: Sequence[File], *, press: str = ""
) -> tuple[str, bytes, str]:
    """Return the address, body and type of the form of a page, once it is filled in.

    The button pressed is the first, or the first with the value *press*.
    """
    form, button = _form(page, press)
    areas = {area.get("name") for area in form.xpath(".//textarea")}
    pairs = [
        (name, value.removeprefix("\n") if name in areas else value)
        for name, value in form.form_values()
        if name not in values and name != "new_files"
    ]
    here = {field.get("name") for field in form.xpath(".//*[@name]")}
    pairs += [(name, value) for name, value in values.items() if name in here]
    if button.get("name"):
        pairs.append((button.get("name"), button.get("value") or ""))
    action = str(button.get("formaction") or form.get("action"))
    if form.get("enctype") == "multipart/form-data":
        return action, _multipart(pairs, files), f"multipart/form-data; boundary={_BOUNDARY}"
    return action, urlencode(pairs).encode(), FORM


def text_of(page: bytes, identity: str) -> str:
    """Return the words of an element."""
    found = lxml.html.document_fromstring(page.decode()).get_element_by_id(identity)
    return str(found.text_content()).strip()


def _form(page: bytes, press: str) -> tuple[Any, Any]:
    document = lxml.html.document_fromstring(page.decode())
    buttons = document.xpath("//main//button[@type='submit'][contains(@class, 'button')]")
    button = next(one for one in buttons if press in ("", one.get("value")))
    return next(button.iterancestors("form")), button


def _multipart(pairs: Sequence[tuple[str, str]], files: Sequence[File]) -> bytes:
    parts = [(f'name="{name}"', value.encode()) for name, value in pairs]
    parts += [(f'name="new_files"; filename="{name}"', data) for name, data in files]
    head = b"--" + _BOUNDARY.encode()
    found = [
        head + f"\r\nContent-Disposition: form-data; {names}\r\n\r\n".encode() + data + b"\r\n"
        for names, data in parts
    ]
    return b"".join(found) + head + b"--\r\n"
