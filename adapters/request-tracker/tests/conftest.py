"""Request Tracker, a fake one and a real one, and for each test a queue of its own in it, at
the end of a line that can be cut.
"""

import itertools
import json
import os
import sys
import urllib.request
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import attrs
import pytest

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so these are found by this alone
from fake_rt import FakeRT
from line import Line
from real_rt import RealRT, missing

from lckm_core import Report
from lckm_core.delivery import MessageAttachment, Ticket
from lckm_request_tracker import RequestTracker, RequestTrackerAdapter
from lckm_testing.contracts.samples import bare_report

DESKS = 120
"""As many as there are tests, or more."""


@attrs.frozen
class Kept:
    """A ticket as Request Tracker has it, read back over REST 2."""

    number: str
    key: str
    subject: str
    text: str
    files: tuple[tuple[str, str, bytes], ...] = attrs.field(repr=False)

    @property
    def enclosed(self) -> tuple[MessageAttachment, ...]:
        """The files, as the core has them."""
        return tuple(MessageAttachment(*file) for file in self.files)


@attrs.frozen
class Desk:
    """A queue without tickets, its field for keys, and the line to it."""

    rt: RealRT | FakeRT
    line: Line
    queue: str
    field: str
    number: int

    def helpdesk(self, *, user: str = "files", **settings: Any) -> RequestTracker:
        """Return the adapter's helpdesk for this queue."""
        asked: dict[str, Any] = {
            "url": self.line.url,
            "queue": self.queue,
            "field": self.field,
            "plain_http": True,
        } | settings
        return RequestTrackerAdapter(**{"token": self.rt.tokens[user]} | asked).helpdesk

    def rest(self, method: str, path: str, body: Any = None, **query: str) -> Any:
        """Return what Request Tracker answers to its administrator."""
        url = f"http://127.0.0.1:{self.rt.port}/rt/REST/2.0{path}?{urlencode(query)}"
        head = {
            "Authorization": f"token {self.rt.tokens['root']}",
            "Content-Type": "application/json",
        }
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(url, data, head, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def set_queue(self, **values: Any) -> None:
        """Change the queue."""
        self.rest("PUT", f"/queue/{self.number}", values)

    def kept(self) -> list[Kept]:
        """Return the tickets there are, in their order."""
        asked = {
            "query": f"Queue = '{self.number}'",
            "fields": "Subject,CustomFields",
            "per_page": "100",
            "orderby": "id",
        }
        return [self._kept(item) for item in self.rest("GET", "/tickets", **asked)["items"]]

    def _kept(self, item: Any) -> Kept:
        keys = [
            value
            for field in item["CustomFields"]
            if field["name"] == self.field
            for value in field["values"]
        ]
        (key,) = keys or ("",)
        parts = self.rest("GET", f"/ticket/{item['id']}/attachments")["items"]
        files = [self.rest("GET", f"/attachment/{part['id']}") for part in parts]
        whole = [
            (file.get("Filename") or "", file["ContentType"], b64decode(file.get("Content") or ""))
            for file in files
            if not file["ContentType"].startswith("multipart/")
        ]
        (text,) = (data for name, _, data in whole if not name)
        return Kept(
            item["id"], key, item["Subject"], text.decode(), tuple(one for one in whole if one[0])
        )


REAL = pytest.mark.slow(
    reason="runs Request Tracker itself; a server that was compared with it stands for it"
)


@pytest.fixture(scope="session", params=["fake", pytest.param("real", marks=REAL)])
def rt(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RealRT | FakeRT]:
    """A Request Tracker that runs."""
    made: RealRT | FakeRT
    if request.param == "fake":
        made = FakeRT(desks=DESKS)
    elif reason := missing():
        (pytest.fail if os.environ.get("REAL_RT") == "required" else pytest.skip)(reason)
    else:
        made = RealRT(tmp_path_factory.mktemp("rt"), desks=DESKS)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def unused(rt: RealRT | FakeRT) -> Iterator[dict[str, Any]]:
    """The queues that no test has had yet."""
    return iter(rt.desks)


@pytest.fixture
def desk(rt: RealRT | FakeRT, unused: Iterator[dict[str, Any]]) -> Iterator[Desk]:
    """A queue without tickets, another for each test."""
    line = Line(rt.port)
    yield Desk(rt, line, **next(unused))
    line.down()


@pytest.fixture
def helpdesk(desk: Desk) -> RequestTracker:
    """The adapter's helpdesk for it."""
    return desk.helpdesk()


@pytest.fixture
def ticket() -> Callable[..., Ticket]:
    """What makes tickets, each of a key of its own unless it is given."""
    numbers = itertools.count(1)

    def make(
        key: str = "", text: str = "Treść\n", subject: str = "[ŁCKM] Zgłoszenie", files: Any = ()
    ) -> Ticket:
        report: Report = attrs.evolve(bare_report(), personal=None)
        return Ticket(
            key or f"ZG-{next(numbers)}.helpdesk",
            report,
            subject,
            text,
            tuple(MessageAttachment(*file) for file in files),
        )

    return make
