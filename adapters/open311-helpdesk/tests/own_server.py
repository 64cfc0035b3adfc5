"""Our own Open311 server over HTTP, behind a gate that can lose its answers."""

import asyncio
import threading
import time
from pathlib import Path

import attrs
import uvicorn
from fake_open311 import API_KEY

from lckm_core import ContactCentre, build
from lckm_core.memory import MemoryAdapter
from lckm_core.procedures import read
from lckm_core.publication import PortalTerms
from lckm_core.reports import RouteTable
from lckm_open311 import ApiKey, Open311Face
from lckm_testing import PeerState

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def _sample(name, form):
    return read((SAMPLES / name).read_bytes(), syntax="yaml", model=form).build(form)


def city(adapters=lambda memory: (memory,), **changes):
    """Return a store in memory with the samples' routes and terms, and its contact centre."""
    table = attrs.evolve(_sample("routes/routes.yaml", RouteTable), **changes)
    memory = MemoryAdapter(table=table)
    memory.notices.save_terms(_sample("terms/2023-01-19.yaml", PortalTerms))
    return memory, ContactCentre(build(*adapters(memory)))


class OwnServer:
    """A contact centre in memory with its Open311 face, served on a port of its own."""

    def __init__(self):
        self.memory, centre = city()
        self.face = Open311Face(
            centre,
            keys="not-a-secret-" * 3,
            contact="lckm@uml.lodz.pl",
            api_keys=[ApiKey("another city", API_KEY)],
            jurisdiction="lodz.pl",
            reading_rates=(),
        )
        self.state = PeerState.WELL
        self.port = 0
        self._server = self._thread = None
        self.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/v2"

    def start(self):
        if self._server is not None:
            return
        config = uvicorn.Config(
            self._gate,
            port=self.port,
            log_config=None,
            access_log=False,
            lifespan="off",
            interface="asgi3",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        until = time.monotonic() + 20
        while not self._server.started:
            assert time.monotonic() < until
            time.sleep(0.01)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]

    def stop(self):
        if self._server is not None:
            self._server.should_exit = self._server.force_exit = True
            self._thread.join(20)
            self._server = None

    def behave(self, state):
        self.state = state
        (self.stop if state is PeerState.UNREACHABLE else self.start)()

    def descriptions(self):
        """The descriptions as they came, the oldest first."""
        reports = sorted(
            self.memory.reports.reports.values(), key=lambda one: (one.registered_at, one.number)
        )
        return [(one.personal or one).description for one in reports]

    async def _gate(self, scope, receive, send):
        if self.state is PeerState.REFUSES_FOR_NOW:
            await send({"type": "http.response.start", "status": 503, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        elif self.state is PeerState.SILENT:
            await asyncio.sleep(4)
        elif self.state is PeerState.LOSES_ANSWER and scope["method"] == "POST":
            await self.face.app(scope, receive, _lose)
            raise ConnectionAbortedError
        else:
            await self.face.app(scope, receive, send)


async def _lose(message):
    pass
