"""The desk: an ASGI application for the staff of the contact centre."""

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from lckm_core import ContactCentre
from lckm_core.errors import (
    InvalidSettingError,
    Loggable,
    StoreUnavailableError,
    describe_error,
)
from lckm_core.reports import NamesByLanguage
from lckm_core.text import Message
from lckm_desk._account import account_view
from lckm_desk._announcements.move_forms import ANNOUNCEMENT_FORMS
from lckm_desk._announcements.screens import AnnouncementScreens
from lckm_desk._calls.caller_code import CallerCodeScreen
from lckm_desk._calls.screens import CallScreens
from lckm_desk._calls.views import CallScreen
from lckm_desk._corrections.screens import CorrectionScreens
from lckm_desk._deliveries.screens import DeliveryScreens
from lckm_desk._display.screens import DisplayScreens
from lckm_desk._failed_requests import failed_view
from lckm_desk._form_numbers import FormNumbers
from lckm_desk._incoming_files.screens import MOST_BODY, FileScreens
from lckm_desk._pages import PATHS, Pages, message_view
from lckm_desk._places import Places
from lckm_desk._procedures.move_forms import MOVE_FORMS
from lckm_desk._procedures.screens import ProcedureScreens
from lckm_desk._remarks import hidden_pages, remarks_of
from lckm_desk._reports.act_forms import ACT_FORMS
from lckm_desk._reports.list_screens import ReportListScreens
from lckm_desk._reports.screens import ReportScreens
from lckm_desk._requests.answer_forms import REQUEST_FORMS
from lckm_desk._requests.ask_forms import ASK_FORMS
from lckm_desk._requests.screens import RequestScreens
from lckm_desk._routes.change import RouteChangeScreen
from lckm_desk._routes.table import RouteTableScreen
from lckm_desk._screens import Screens
from lckm_desk._sent_forms import REQUIRE_STILL
from lckm_desk._tasks.screens import TaskScreens
from lckm_desk._terms.screens import TermsScreens
from lckm_desk._trail.screens import TrailScreens
from lckm_desk._word_files import WordFiles
from lckm_http import Refusal, RefusedRequestError, protect
from lckm_intake import Intake, StreetFile, secret_keys
from lckm_sign_in import (
    SESSION_LIMITS,
    SessionLimits,
    SignIn,
    StaffRefusedError,
    StaffSession,
    StaffSignIn,
)

_LOG = logging.getLogger("lckm_desk")
Respond = Callable[[Request, StaffSession], Awaitable[Response]]


class DeskFace:
    """The pages on which staff work with reports and procedures."""

    title = "Biuro"

    def __init__(
        self,
        centre: ContactCentre,
        *,
        sign_in: SignIn,
        sessions: SessionLimits | Mapping[str, Any] = SESSION_LIMITS,
        keys: Sequence[str | bytes] | str | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        office: str = "Łódzkie Centrum Kontakt z Mieszkańcami",
        public_url: str | None = None,
        trusted_proxies: Sequence[str] = (),
        names: NamesByLanguage | None = None,
        streets: str | None = None,
        word: WordFiles | None = None,
    ) -> None:
        """Make the pages.

        Args:
            centre: the contact centre whose reports they are.
            sign_in: how staff sign in, such as :class:`lckm_sign_in.HeaderSignIn`.
            sessions: how long a session lasts, as :class:`lckm_sign_in.SessionLimits` or its
                arguments.
            keys: the keys of the resident's pages, for numbers and codes of reports by telephone,
                for the numbers that forms carry, and for the ids of sessions; without them no calls
                are taken here, a form that is sent twice may make two records if the desk was
                restarted in between, and a long form is lost then once the session has ended.
            clock: returns the current moment, aware.
            office: the office that runs these pages.
            public_url: the address of the site, which the host of requests is held against.
            trusted_proxies: addresses whose word on the client is believed.
            names: names of attributes and kinds of places by language, which go before those of
                the source of routes; only the Polish ones are used here.
            streets: the file that ``lckm streets load`` writes, for doubts about a street.
            word: what reads Word files, such as :class:`lckm_word.WordFiles`; without it only YAML
                and JSON files are taken in.

        Raises:
            InvalidSettingError: for a ``sign_in`` or ``word`` that is none, or limits of sessions
                that do not fit.
            MissingAdapterError: no adapter stores sessions.
        """
        if not isinstance(sign_in, SignIn):
            raise InvalidSettingError("sign_in", _NO_SIGN_IN)
        if not isinstance(word, WordFiles | None):
            raise InvalidSettingError("word", _NO_WORD_FILES)
        self._word = word
        self._centre = centre
        self._clock = clock
        secret = None if keys is None else secret_keys(keys)
        self._intake = None if secret is None else Intake(centre, keys=secret)
        places = Places(centre.asked_names(names), StreetFile(streets))
        self._streets = places.streets
        self._call_screen = CallScreen(places)
        self._pages = Pages(office=office, part=self.title, places=places)
        hidden = hidden_pages(centre, takes_calls=self._intake is not None)
        self._has_procedures = "procedures" not in hidden
        self._has_notices = "terms" not in hidden
        self._has_requests = "requests" not in hidden
        numbers = FormNumbers(centre, secret)
        self._screens = Screens(centre, self._pages, clock, numbers, places, hidden)
        self._report_screens = ReportScreens(self._screens)
        self._procedure_screens = ProcedureScreens(self._screens, has_word=word is not None)
        self._request_screens = RequestScreens(self._screens)
        self._file_screens = FileScreens(self._screens, word)
        self._sign_in = StaffSignIn(
            sign_in,
            centre,
            clock=clock,
            limits=sessions,
            show=self._pages.show_sign_in,
            keys=secret or (),
        )
        self._app = protect(
            Starlette(
                routes=self._routes(),
                exception_handlers={
                    404: self._show_missing,
                    405: self._wrong_method,
                    RefusedRequestError: self._show_refusal,
                    StaffRefusedError: self._sign_in.refuse,
                },
            ),
            public_url=public_url,
            trusted_proxies=trusted_proxies,
            max_body=MOST_BODY + 1_000_000,
            requires_origin=True,
            called_by_programs=self._sign_in.called_by_programs,
            refused=self._show_refusal,
        )

    @property
    def app(self) -> ASGIApp:
        """The application, to be mounted anywhere."""
        return self._app

    @property
    def remarks(self) -> Sequence[Message]:
        """What the desk cannot show, for no adapter offers it."""
        return [*remarks_of(self._centre), *self._streets.remarks]

    @contextmanager
    def running(self) -> Iterator[None]:
        """End what reads Word files when the server ends."""
        try:
            yield
        finally:
            if self._word is not None:
                self._word.close()

    def _routes(self) -> list[Route]:
        deliveries, lists = DeliveryScreens(self._screens), ReportListScreens(self._screens)
        gets = {
            "start": TaskScreens(self._screens).tasks,
            "table": lists.table,
            "figures": lists.figures,
            "report": self._report_screens.report,
            "account": self._account,
            "display": DisplayScreens(self._screens).display,
            "queue": deliveries.queue,
            "erasures": deliveries.erasures,
            "trail": TrailScreens(self._screens).trail,
        }
        report, reports = PATHS["report"], self._report_screens
        forms: dict[str, Respond] = {"reports": lists.reports}
        if self._intake is not None:
            calls = CallScreens(self._screens, reports, self._call_screen, self._intake)
            gets["taken"] = calls.taken
            forms["call"] = calls.call
            forms["caller"] = CallerCodeScreen(self._screens, self._intake).check
        return [
            *self._pages_and_forms(gets, forms),
            Route(PATHS["person"], self._safe(reports.person, fresh=True), methods=["GET", "POST"]),
            Route(PATHS["file"], self._safe(reports.file, fresh=True), methods=["POST"]),
            Route(PATHS["pictures"], self._safe(reports.pictures, fresh=True), methods=["POST"]),
            Route(PATHS["picture"], self._safe(reports.picture, fresh=True), methods=["GET"]),
            *(
                Route(
                    f"{report}/{form.name}",
                    self._safe(partial(reports.act, form)),
                    methods=["GET", "POST"],
                    name=form.name,
                )
                for form in ACT_FORMS
            ),
            *(self._table_routes() if "routes" not in self._screens.hidden else ()),
            *(self._procedure_routes() if self._has_procedures else ()),
            *(self._notice_routes() if self._has_notices else ()),
            *(self._request_routes() if self._has_requests else ()),
            *self._sign_in.routes,
            *self._pages.files,
        ]

    def _procedure_routes(self) -> list[Route]:
        screens = self._procedure_screens
        gets = {
            "procedures": screens.procedures,
            "procedure": screens.procedure,
            "edition-file": self._file_screens.edition_file,
        }
        forms: dict[str, Respond] = {
            "take-in": self._file_screens.take_in,
            "request-file": self._file_screens.request_file,
            **{form.page: partial(screens.move, form) for form in MOVE_FORMS},
        }
        forms["correct"] = CorrectionScreens(self._screens).correct
        return self._pages_and_forms(gets, forms)

    def _table_routes(self) -> list[Route]:
        gets: dict[str, Respond] = {"routes": RouteTableScreen(self._screens).show}
        return self._pages_and_forms(
            gets, {"routes-change": RouteChangeScreen(self._screens).change}
        )

    def _notice_routes(self) -> list[Route]:
        terms, announcements = TermsScreens(self._screens), AnnouncementScreens(self._screens)
        gets: dict[str, Respond] = {
            "terms": terms.versions,
            "terms-version": terms.version,
            "announcements": announcements.announcements,
            "announcement": announcements.announcement,
        }
        forms: dict[str, Respond] = {
            "terms-draft": terms.draft,
            "terms-approve": terms.approve,
            "terms-discard": terms.discard,
            "announcement-new": announcements.write,
            **{form.page: partial(announcements.move, form) for form in ANNOUNCEMENT_FORMS},
        }
        return self._pages_and_forms(gets, forms)

    def _request_routes(self) -> list[Route]:
        screens = self._request_screens
        gets = {"requests": screens.requests, "request": screens.request}
        forms: dict[str, Respond] = {
            "readdress": screens.readdress,
            **{form.page: partial(screens.ask, form) for form in ASK_FORMS},
            **{form.page: partial(screens.act, form) for form in REQUEST_FORMS},
        }
        return self._pages_and_forms(gets, forms)

    def _pages_and_forms(
        self, gets: Mapping[str, Respond], forms: Mapping[str, Respond]
    ) -> list[Route]:
        return [
            *(Route(PATHS[page], self._safe(call), name=page) for page, call in gets.items()),
            *(
                Route(PATHS[page], self._safe(call), methods=["GET", "POST"], name=page)
                for page, call in forms.items()
            ),
        ]

    def _safe(
        self, respond: Respond, *, fresh: bool = False
    ) -> Callable[[Request], Awaitable[Response]]:
        """Return a handler for staff alone, which answers by a page when the code fails."""

        async def call(request: Request) -> Response:
            now = self._clock()
            find = self._sign_in.fresh_staff if fresh else self._sign_in.current_staff
            staff = None
            try:
                staff = await find(request, now)
                request.scope[REQUIRE_STILL] = partial(self._require_staff, request)
                return await respond(request, staff)
            except HTTPException:
                raise
            except Exception as error:  # noqa: BLE001  (no message of an error may reach a log)
                is_away = isinstance(error, StoreUnavailableError)
                page = Loggable(request.scope["route"].name)
                _LOG.error("%s failed: %s", page, describe_error(error))
                view = await failed_view(request, is_away=is_away)
                return self._screens.show(request, view, staff)

        return call

    async def _require_staff(self, request: Request) -> None:
        await self._sign_in.current_staff(request, self._clock(), prolongs=False)

    async def _account(self, request: Request, staff: StaffSession) -> Response:
        view = account_view(staff, self._sign_in.sign_out_address(request))
        return self._screens.show(request, view, staff)

    # ── refusals ──────────────────────────────────────────────────────────────────────────────────

    async def _show_refusal(self, request: Request, error: Exception) -> Response:
        """Answer a request that was refused before its form was read, or while it was."""
        assert isinstance(error, RefusedRequestError)
        view = message_view("Nie udało się", error.message.pl, error.status_code)
        return self._pages.respond(request, view)

    async def _show_missing(self, request: Request, error: Exception) -> Response:
        text = "Pod tym adresem nic nie ma. Sprawdź adres albo zacznij od początku."
        return self._pages.respond(request, message_view("Nie ma takiej strony", text, 404))

    async def _wrong_method(self, request: Request, error: Exception) -> Response:
        view = message_view("Nie udało się", Refusal.WRONG_METHOD.message.pl, 405)
        response = self._pages.respond(request, view)
        response.headers.update(getattr(error, "headers", None) or {})
        return response


_NO_SIGN_IN = Message(
    'ma tu być sposób logowania, np. { use = "lckm_sign_in:HeaderSignIn", … }',
    'this wants a way of signing in, such as { use = "lckm_sign_in:HeaderSignIn", … }',
)
_NO_WORD_FILES = Message(
    'ma tu być to, co czyta pliki Worda: { use = "lckm_word:WordFiles" }',
    'this wants what reads Word files: { use = "lckm_word:WordFiles" }',
)
