"""The server of ``lckm serve``: uvicorn, in one process or several."""

import asyncio
import ctypes
import os
import signal
import socket
import sys
from types import FrameType

import attrs
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from lckm_cli.settings import ServeSettings, Session, open_session, serve_settings
from lckm_cli.toolkit import withhold_words
from lckm_core.errors import LckmError
from lckm_core.text import Message
from lckm_http.request_log import RequestLog
from lckm_http.site import Site
from lckm_operations import configure_logging

_SETTINGS, _LOG = "LCKM_SETTINGS", "LCKM_SERVE_LOG"
# The number of processes, each of which admits its share of a rate (lckm_http.throttle).
_PROCESSES = "WEB_CONCURRENCY"
# From malloc.h, and the size from which a block is returned to the system.
_M_MMAP_THRESHOLD, _LARGE = -3, 262_144
# How many connections wait to be taken, and how many are served at once in a process.
_BACKLOG, _AT_ONCE = 512, 1000
# After how many seconds without a sign a process is replaced: on a busy machine it takes some
# to start, and to read a large file.
_HUNG = 60


@attrs.frozen(str=False)
class PortTakenError(LckmError):
    """Nothing can listen there."""

    host: str
    port: int
    reason: Message

    pl = "Nie da się nasłuchiwać na {host}, port {port}: {reason.pl}. Podaj inny: --port."
    en = "Cannot listen at {host}, port {port}: {reason.en}. Give another: --port."


class NoDelayProtocol(H11Protocol):
    """HTTP whose answers do not wait for earlier packets to be acknowledged.

    asyncio turns that wait off only for sockets that name their protocol, and the one that
    uvicorn's processes share does not: the body of an answer came 40 ms after its head.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a new connection."""
        connection = transport.get_extra_info("socket")
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)


def serve(session: Session, settings: ServeSettings, log: str) -> None:
    """Serve the faces of a settings file until told to stop.

    Args:
        session: the settings file, opened.
        settings: where and how.
        log: ``text`` or ``json``.

    Raises:
        SettingsError: a face cannot be made.
    """
    os.environ[_PROCESSES] = str(settings.workers)
    app: RequestLog | str = _application(session)
    if settings.workers > 1:
        # Processes start afresh: the environment tells them what to serve.
        os.environ[_SETTINGS] = str(session.settings.file.absolute())
        os.environ[_LOG] = log
        app = f"{__name__}:application"
    # uvicorn raises the signal again when all is done, which would kill this process.
    signal.signal(signal.SIGTERM, _ignore)
    uvicorn.run(
        app,
        factory=isinstance(app, str),
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        timeout_graceful_shutdown=round(settings.grace),
        backlog=_BACKLOG,
        limit_concurrency=_AT_ONCE,
        timeout_worker_healthcheck=_HUNG,
        http=NoDelayProtocol,
        ws="none",
        lifespan="on",
        # The settings say whose headers are trusted, and lckm_http.protect sees to it.
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
    )


def _ignore(number: int, frame: FrameType | None) -> None:
    """Ignore a signal that was already handled."""


def application() -> RequestLog:
    """Return the application of a process whose environment names what to serve."""
    withhold_words()
    configure_logging(os.environ.get(_LOG, "text"))
    return _application(open_session(None))


def _application(session: Session) -> RequestLog:
    _free_large_blocks()
    # Without a public address the site is for this machine alone.
    is_local = serve_settings(session.settings).public_url is None
    site = Site(
        session.centre,
        session.faces(),
        session.now,
        own_names_only=is_local,
        has_old_secret=session.secret_files.have_changed,
    )
    return RequestLog(site)


def _free_large_blocks() -> None:
    """Make malloc return blocks of a file's size to the system once they are free.

    glibc keeps a block for itself as soon as one of that size was freed: a process that took
    photos would hold hundreds of megabytes for good.
    """
    if sys.platform == "linux":
        set_option = getattr(ctypes.CDLL(None), "mallopt", None)
        if set_option is not None:
            set_option(_M_MMAP_THRESHOLD, _LARGE)


def require_free(host: str, port: int) -> None:
    """Raise :class:`PortTakenError` where nothing can listen."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise PortTakenError(host, port, _reason(error)) from None


def _reason(error: OSError) -> Message:
    if isinstance(error, PermissionError):
        return Message("nie wolno tu nasłuchiwać", "listening there is not permitted")
    if isinstance(error, socket.gaierror):
        return Message("nie ma takiego adresu", "there is no such address")
    return Message(
        "coś tam już nasłuchuje albo to nie adres tej maszyny",
        "something listens there already, or it is no address of this machine",
    )
