"""The face on which a clerk without an account checks a Word file: an ASGI application."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from math import ceil
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from lckm_cli.toolkit import SandboxCrashedError, SandboxStarvedError, SandboxTimeoutError
from lckm_core.calendar import civil_day
from lckm_core.centre import ContactCentre
from lckm_core.errors import describe_error
from lckm_core.findings import UnreadableFileError
from lckm_core.ports import read_options
from lckm_http import (
    ArrivalRoom,
    FormFields,
    FormLimits,
    Rate,
    Refusal,
    RefusedRequestError,
    Throttle,
    client_network,
    in_thread,
    protect,
    read_form,
)
from lckm_word.check_page._processes import CheckProcesses
from lckm_word.check_page._views import MEDIA_TYPE, TEMPLATE_PATH, Outcome, Views, in_words, spoken
from lckm_word.processes import BusyError
from lckm_word.writer import template

_LOG = logging.getLogger("lckm_word")
_FIELD: Final = "file"
# All clerks of an office may come from one address.
RATES: Final = (Rate(60, 60), Rate(600, 3_600))
_UPLOAD_WAIT: Final = 20.0
_BUSY_WAIT: Final = 60
_TOO_LARGE: Final = "Plik jest za duży. Usuń z niego obrazy i zapisz go jeszcze raz."
_ONE_FILE: Final = "Upuść tylko jeden plik .docx."
_TOO_LONG: Final = "Sprawdzenie trwałoby za długo. Przenieś treść na pusty wzór."
_CRASHED: Final = "Pliku nie da się odczytać. Przenieś treść na pusty wzór."
_CROWDED: Final = "Serwer jest teraz bardzo zajęty. Spróbuj za minutę."


class WordCheckFace:
    """A page to check a Word file on: findings at their fields, and a copy with comments.

    Whoever can open it may use it. The file is read in memory, in a process with limits, and
    nothing of it stays: the copy is in the page that answers.
    """

    title = "Sprawdzanie opisów w Wordzie"

    def __init__(
        self,
        centre: ContactCentre,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        languages: Sequence[str] = ("pl", "en"),
        name: str = "Łódzkie Centrum Kontakt z Mieszkańcami",
        most_bytes: int = 5_000_000,
        seconds: float = 20.0,
        processes: int = 2,
        rates: Sequence[Rate | Mapping[str, Any]] = RATES,
        public_url: str | None = None,
        trusted_proxies: Sequence[str] = (),
    ) -> None:
        """Make the page.

        Args:
            centre: the contact centre, whose directory knows the units and cells.
            clock: returns the current moment, aware.
            languages: the languages of the page; the first has no prefix in its path.
            name: the name of whoever runs the page.
            most_bytes: how large a file may be.
            seconds: how long the check of one file may take.
            processes: how many files are checked at once.
            rates: how many files one network may send, each as :class:`lckm_http.Rate` or its
                arguments.
            public_url: the address of the site, which the host of requests is held against.
            trusted_proxies: addresses whose word on the client is believed.
        """
        self._centre = centre
        self._clock = clock
        self._seconds = seconds
        self._views = Views(languages, name, most_bytes)
        self._processes = CheckProcesses(processes, seconds)
        self._throttle = Throttle(*read_options(Rate, rates, "rates"))
        self._limits = FormLimits(body=most_bytes + 100_000, files=1, file=most_bytes)
        self._arrivals = ArrivalRoom(processes * most_bytes)
        self._form = template()
        self._app = protect(
            Starlette(
                routes=[
                    Route("/", self._safe, methods=["GET", "POST"], name="check"),
                    Route(TEMPLATE_PATH, self._send_form, name="form"),
                    self._views.assets.route,
                ],
                exception_handlers={RefusedRequestError: self._refused},
            ),
            public_url=public_url,
            trusted_proxies=trusted_proxies,
            max_body=self._limits.body + 1_000_000,
            languages=languages,
            refused=self._refused,
        )

    @property
    def app(self) -> ASGIApp:
        """The application, to be mounted anywhere."""
        return self._app

    @contextmanager
    def running(self) -> Iterator[None]:
        """End the processes when the server ends."""
        try:
            yield
        finally:
            self._processes.close()

    async def _safe(self, request: Request) -> Response:
        """Answer by a page when the code fails, too."""
        try:
            outcome = Outcome() if request.method != "POST" else await self._outcome(request)
        except RefusedRequestError:
            raise
        except Exception as error:  # noqa: BLE001  (no message of an error may reach a log)
            _LOG.error("check failed: %s", describe_error(error))
            text = self._views.translate(
                request, "Nie udało się sprawdzić pliku. Spróbuj za kilka minut."
            )
            outcome = Outcome(refusal=text, status=500)
        return await self._page(request, outcome)

    async def _page(self, request: Request, outcome: Outcome) -> Response:
        mailbox = self._centre.plugins.directory.city.material_mailbox
        return await in_thread(self._views.respond, request, outcome, mailbox)

    async def _outcome(self, request: Request) -> Outcome:
        wait = self._throttle.admit(client_network(request), now=self._clock())
        if wait > 0:
            text = self._views.translate(
                request, "Z tej sieci przyszło dużo plików. Spróbuj za kilka minut."
            )
            return Outcome(refusal=text, status=429, wait=ceil(wait))
        async with self._arrivals.enter(wait=_UPLOAD_WAIT) as arrival:
            fields = await read_form(request, self._limits, take=arrival.take)
            return await self._checked(request, fields)

    async def _checked(self, request: Request, fields: FormFields) -> Outcome:
        def refused(text: str, status: int = 422, wait: int = 0) -> Outcome:
            return Outcome(refusal=text, status=status, wait=wait)

        _ = self._views.translate
        file = next(iter(fields.files_of(_FIELD)), None)
        if file is None or not (file.data or file.is_too_large):
            return refused(_(request, "Wybierz plik Worda (.docx), który ma treść."))
        if file.is_too_large:
            return refused(_(request, _TOO_LARGE), 413)
        directory = self._centre.plugins.directory
        try:
            check = await self._processes.check(
                file.data, directory, spoken(request), civil_day(self._clock())
            )
        except UnreadableFileError as error:
            return refused(error.finding.text(spoken(request)))
        except (BusyError, SandboxStarvedError):
            return refused(_(request, _CROWDED), 503, _BUSY_WAIT)
        except SandboxTimeoutError:
            return refused(_(request, _TOO_LONG))
        except SandboxCrashedError:
            return refused(_(request, _CRASHED))
        return Outcome(name=file.name, check=check)

    async def _refused(self, request: Request, error: Exception) -> Response:
        """Answer a request that was refused before its form was read, or while it was."""
        assert isinstance(error, RefusedRequestError)
        is_crowded = error.reason is Refusal.CROWDED
        if error.reason is Refusal.TOO_LARGE:
            text = self._views.translate(request, _TOO_LARGE)
        elif error.reason is Refusal.TOO_MANY_FILES:
            text = self._views.translate(request, _ONE_FILE)
        elif is_crowded:
            text = self._views.translate(request, _CROWDED)
        else:
            text = in_words(error.reason.message, request)
        outcome = Outcome(
            refusal=text, status=error.status_code, wait=_BUSY_WAIT if is_crowded else 0
        )
        return await self._page(request, outcome)

    async def _send_form(self, request: Request) -> Response:
        headers = {"Content-Disposition": 'attachment; filename="wzor.docx"'}
        return Response(self._form, headers=headers, media_type=MEDIA_TYPE)
