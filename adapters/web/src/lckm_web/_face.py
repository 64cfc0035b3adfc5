"""The resident's face: an ASGI application."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from math import inf
from typing import Any

import attrs
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.errors import Loggable, StoreUnavailableError, describe_error
from lckm_core.ports import read_option
from lckm_core.reports import INTAKE_LIMITS, IntakeLimits, NamesByLanguage
from lckm_core.text import Message
from lckm_http import (
    ArrivalRoom,
    FormFields,
    FormLimits,
    Refusal,
    RefusedRequestError,
    UploadRoom,
    client_network,
    in_thread,
    protect,
    read_form,
)
from lckm_intake import Intake, StreetFile, intake_limits, secret_keys
from lckm_web._city_map import CityMap
from lckm_web._new_files import NewFiles, NewFileStore
from lckm_web._office import LODZ, LODZ_AREAS, Declaration, Office
from lckm_web._pages import PATHS, Pages, View, page_at, path_of
from lckm_web._places import Places
from lckm_web._rates import SENDING_RATES, SITE_RATE, Delay, Limit, Rates
from lckm_web._receipt_mail import ReceiptMail
from lckm_web._remarks import missing_texts, unknown_words
from lckm_web._report_refusals import some_added
from lckm_web._report_steps import ReportSteps
from lckm_web._status_requests import StatusRequests
from lckm_web._status_views import StatusViews
from lckm_web._step import Step
from lckm_web._step_views import StepViews
from lckm_web._texts import (
    declaration_view,
    message_view,
    missing_view,
    privacy_view,
    terms_view,
    wrong_method_view,
)
from lckm_web._waiting_pictures import WaitingPictures

_LOG = logging.getLogger("lckm_web")
Respond = Callable[[Request], Awaitable[Response]]
_FIELDS = FormLimits()
# Seconds that a form with files waits for those before it.
_UPLOAD_WAIT = 20.0


class ResidentFace:
    """The pages on which a resident reports, looks at a report, and withdraws consent."""

    title = "Zgłoszenia"

    def __init__(
        self,
        centre: ContactCentre,
        *,
        keys: Sequence[str | bytes] | str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        languages: Sequence[str] = ("pl", "en", "uk"),
        office: Office | Mapping[str, Any] = LODZ,
        declaration: Declaration | Mapping[str, Any] | None = None,
        areas: Mapping[str, str] = LODZ_AREAS,
        streets: str | None = None,
        category_words: Mapping[str, Sequence[str]] | None = None,
        names: NamesByLanguage | None = None,
        texts: Mapping[str, Mapping[str, str]] | None = None,
        city_map: CityMap | Mapping[str, Any] | None = None,
        limits: IntakeLimits | Mapping[str, Any] = INTAKE_LIMITS,
        sending_rates: Sequence[Limit] = SENDING_RATES,
        site_rate: Limit = SITE_RATE,
        mail_receipts: bool = False,
        public_url: str | None = None,
        trusted_proxies: Sequence[str] = (),
    ) -> None:
        """Make the pages.

        Args:
            centre: the contact centre that takes the reports.
            keys: secrets for numbers and codes, 32 characters or more each; the first makes
                new ones, the others still open older ones. In one text, blanks separate them.
            clock: returns the current moment, aware.
            languages: the languages of the pages; the first has no prefix in its paths.
            office: the office that runs these pages, as :class:`Office` or its arguments.
            declaration: the declaration of accessibility, as :class:`Declaration` or its arguments.
            areas: names of the parts of the city, by their names in the routes.
            streets: the file that ``lckm streets load`` writes, for suggestions and questions.
            category_words: words, besides their names, by which categories are found, by id.
            names: names of attributes and kinds of places, by their names in the routes and then
                by language; they go before those of the source of routes.
            texts: a host's own texts in place of some of ours, by language.
            city_map: the map, as :class:`CityMap` or its arguments; without it there is none.
            limits: what is accepted, as :class:`lckm_core.reports.IntakeLimits` or its arguments.
            sending_rates: how many reports one network may send.
            site_rate: how many all together may send; each as :class:`lckm_http.Rate` or its
                arguments.
            mail_receipts: whether a resident may ask for a receipt by mail; it needs ``public_url``
                and an adapter that sends mail to any address.
            public_url: the address of the site, which the host of requests is held against.
            trusted_proxies: addresses whose word on the client is believed.

        Raises:
            ValueError: for no key, a key that is too short, or a value that does not fit.
        """
        secrets = secret_keys(keys)
        self._clock = clock
        self._office = read_option(Office, office, "office")
        self._centre = centre
        self._declaration = (
            None if declaration is None else read_option(Declaration, declaration, "declaration")
        )
        city_map = None if city_map is None else read_option(CityMap, city_map, "city_map")
        limits = intake_limits(limits)
        self._pages = Pages(
            languages=languages,
            office=self._office,
            declaration=self._declaration,
            texts=texts or {},
            names=centre.asked_names(names),
            tiles=city_map.answering(limits.area) if city_map else None,
            files_always_go=centre.helpdesk_takes_files,
        )
        intake = Intake(centre, keys=secrets, limits=limits)
        phone = self._office.phone
        receipts = ReceiptMail(centre, public_url if mail_receipts else "", self._office)
        self._category_words = category_words or {}
        self._places = Places(StreetFile(streets), areas)
        self._views = StepViews(
            centre=centre,
            intake=intake,
            limits=limits,
            places=self._places,
            category_words=self._category_words,
            city_map=city_map,
            receipts=receipts,
        )
        self._rates = Rates(sending_rates, site_rate)
        self._steps = ReportSteps(
            intake=intake,
            views=self._views,
            rates=self._rates,
            limits=limits,
            phone=phone,
            receipts=receipts,
        )
        self._status_views = StatusViews(centre, intake, keys=secrets, phone=phone)
        self._status_requests = StatusRequests(self._pages, self._status_views, clock)
        most, largest = limits.most_attachments, limits.most_bytes
        size = most * largest
        self._with_files = FormLimits(body=size + 1_000_000, files=most, file=largest)
        # In a process: two and a half files on their way in, and those of one form being stored,
        # opened, or sent.
        self._arrivals = ArrivalRoom(3 * largest // 2, uncounted=_FIELDS.body)
        self._file_room = UploadRoom(size)
        self._new_files = NewFileStore(intake, self._rates, self._file_room, clock)
        self._waiting_pictures = WaitingPictures(intake, clock, largest=largest, most=size)
        self._app = protect(
            Starlette(
                routes=self._routes(),
                exception_handlers={
                    404: self._show_missing,
                    405: self._wrong_method,
                    RefusedRequestError: self._show_refusal,
                },
            ),
            public_url=public_url,
            trusted_proxies=trusted_proxies,
            max_body=self._with_files.body + 1_000_000,
            languages=languages,
            refused=self._show_refusal,
        )

    @property
    def app(self) -> ASGIApp:
        """The application, to be mounted anywhere."""
        return self._app

    @property
    def remarks(self) -> Sequence[Message]:
        """Remarks on settings that are odd or missing."""
        return [
            *self._places.remarks,
            *missing_texts(self._declaration, self._office),
            *unknown_words(self._centre, self._category_words),
        ]

    def _routes(self) -> list[Route]:
        steps = dict.fromkeys(("form", "details", "contact", "check", "send"), self._step)
        texts = {
            "start": self._start,
            "receipt": self._receipt,
            "streets": self._suggest,
            "terms": self._terms,
            "privacy": self._privacy,
            "declaration": self._accessibility,
        }
        forms = {
            **steps,
            "status": self._status_requests.show,
            "withdraw": self._status_requests.withdraw,
        }
        return [
            *(Route(PATHS[page], self._safe(call), name=page) for page, call in texts.items()),
            *(
                Route(PATHS[page], self._safe(call), methods=["GET", "POST"], name=page)
                for page, call in forms.items()
            ),
            self._waiting_pictures.route,
            *self._pages.files,
        ]

    def _safe(self, respond: Respond) -> Respond:
        """Return a handler that answers by a page when the store, or the code, fails."""

        async def call(request: Request) -> Response:
            try:
                return await respond(request)
            except RefusedRequestError:
                raise
            except Exception as error:  # noqa: BLE001  (no message of an error may reach a log)
                is_away = isinstance(error, StoreUnavailableError)
                page = Loggable(request.scope["route"].name)
                _LOG.error("%s failed: %s", page, describe_error(error))
                return await self._show_failure(request, 503 if is_away else 500)

        return call

    async def _show_failure(self, request: Request, status: int) -> Response:
        words = self._pages.words(request)
        text = words.translate("W tej chwili nie możemy tego pokazać. Spróbuj za kilka minut.")
        page = page_at(request)
        if page in ("status", "withdraw") and request.method == "POST":
            if self._status_requests.is_withdrawal(request):
                text = words.translate(
                    "Nie wiadomo, czy cofnięto zgodę. Za kilka minut sprawdź to tu numerem i "
                    "kodem. W razie potrzeby cofnij ją jeszcze raz."
                )
            return self._status_requests.refuse(request, text, status)
        view = message_view(words.translate("Nie udało się"), text, status)
        return self._pages.respond(request, view)

    # ── the pages of a report ───────────────────────────────────────────────────────────────────

    async def _start(self, request: Request) -> Response:
        words = self._pages.words(request)
        categories = await in_thread(self._views.categories, words)
        view = View(
            page="start",
            title=words.translate("Zgłoś awarię, usterkę lub uszkodzenie w mieście"),
            context={"categories": categories},
        )
        return self._pages.respond(request, view)

    async def _step(self, request: Request) -> Response:
        page = request.scope["route"].name
        if request.method != "POST":
            if page != "form":
                # These pages show what a form brings, so an address alone leads to the first page.
                return RedirectResponse(path_of(request, "form"), 303)
            view = await in_thread(
                self._views.empty_form, self._pages.words(request), self._clock()
            )
            return self._pages.respond(request, view)
        limits = self._with_files if page == "form" else _FIELDS
        async with self._arrivals.enter(wait=_UPLOAD_WAIT) as arrival:
            new = NewFiles(self._new_files, arrival, client_network(request))
            try:
                fields = await read_form(request, limits, take=arrival.take, on_file=new.add)
            except RefusedRequestError as error:
                return await self._show_refusal(request, error, new)
        step = self._read_step(request, page, fields, new)
        async with self._room_for(step):
            return await self._answer_step(request, step, new.delay)

    def _room_for(self, step: Step) -> AbstractAsyncContextManager[bool]:
        """Return the room for files that a step opens."""
        # Whoever holds room waits for no client, so the next one's turn always comes.
        return self._file_room.hold(len(step.answers.files) * self._with_files.file, wait=inf)

    async def _suggest(self, request: Request) -> Response:
        """Answer with streets for what was typed so far; nothing of it is kept or logged."""
        streets = await in_thread(self._places.suggest, request.query_params.get("q", ""))
        if streets is None:
            return await self._show_missing(request, Exception())
        return JSONResponse({"streets": streets})

    async def _read_words(self, request: Request) -> FormFields:
        """Return the words of a form without its files, even if it is faulty."""
        try:
            return await read_form(request, attrs.evolve(self._with_files, files=0))
        except RefusedRequestError as error:
            return error.fields or FormFields()

    async def _answer_step(self, request: Request, step: Step, delay: Delay | None) -> Response:
        """Answer a step that was read, and whose files may have to wait."""
        if delay is not None:
            view = await in_thread(self._steps.show_delay, step, delay)
            return self._pages.respond(request, view)
        result = await in_thread(self._steps.take, step)
        if isinstance(result, View):
            return self._pages.respond(request, result)
        reference = self._status_views.reference(result.number, now=step.now)
        return RedirectResponse(f"{path_of(request, 'receipt')}?r={reference}", 303)

    def _read_step(
        self, request: Request, page: str, fields: FormFields, new: NewFiles | None = None
    ) -> Step:
        words, network = self._pages.words(request), client_network(request)
        step = Step.read(page, fields, words=words, now=self._clock(), network=network)
        step = attrs.evolve(step, status_path=path_of(request, "status"))
        if new is None or new.delay is not None:
            return step
        return attrs.evolve(step, new_files=new.files, upload_failure=new.failure)

    async def _show_refusal(
        self, request: Request, error: Exception, new: NewFiles | None = None
    ) -> Response:
        """Answer a request that was refused before its form was read, or while it was."""
        assert isinstance(error, RefusedRequestError)
        words = self._pages.words(request)
        page = page_at(request)
        message = words.message(error.reason.message)
        if error.reason is Refusal.WRONG_HOST or page is None or request.method != "POST":
            view = message_view(words.translate("Nie udało się"), message, error.status_code)
            return self._pages.respond(request, view)
        # If it was refused before it was read, as from another site, read it without its files.
        fields = error.fields or await self._read_words(request)
        if page in ("status", "withdraw"):
            return self._status_requests.refuse(
                request, message, error.status_code, fields, cut=error.cut or ""
            )
        step = self._read_step(request, page, fields, new)
        wait = 0.0
        if error.reason is Refusal.CROSS_SITE:
            # Another site may have filled it in: so it passes through all pages again, with a new
            # number and without hidden fields.
            page = "form" if page in ("check", "send") else page
            step = self._read_step(request, page, FormFields(fields.values))
            step = attrs.evolve(step, answers=step.answers.words_only(), removed=(), shown="")
        elif error.reason is Refusal.CROWDED:
            wait = _UPLOAD_WAIT
            if step.new_files:
                message = some_added(words)
        refused, cut = self._steps.show_refusal, error.cut or ""
        async with self._room_for(step):
            view = await in_thread(refused, step, error.status_code, message, wait, cut=cut)
        return self._pages.respond(request, view)

    async def _receipt(self, request: Request) -> Response:
        reference = request.query_params.get("r", "")
        words = self._pages.words(request)
        view = await in_thread(self._status_views.receipt, reference, words, now=self._clock())
        return self._pages.respond(request, view)

    # ── texts ─────────────────────────────────────────────────────────────────────────────────────

    async def _terms(self, request: Request) -> Response:
        words = self._pages.words(request)
        on = civil_day(self._clock())
        versions = await in_thread(lambda: list(self._centre.plugins.notices.terms()))
        version = request.query_params.get("wersja", "")
        return self._pages.respond(request, terms_view(words, versions, version, on))

    async def _privacy(self, request: Request) -> Response:
        return self._pages.respond(request, privacy_view(self._pages.words(request)))

    async def _accessibility(self, request: Request) -> Response:
        words = self._pages.words(request)
        if self._declaration is None:
            return await self._show_missing(request, Exception())
        return self._pages.respond(request, declaration_view(words, self._declaration))

    async def _show_missing(self, request: Request, _error: Exception) -> Response:
        return self._pages.respond(request, missing_view(self._pages.words(request)))

    async def _wrong_method(self, request: Request, error: Exception) -> Response:
        response = self._pages.respond(request, wrong_method_view(self._pages.words(request)))
        response.headers.update(getattr(error, "headers", None) or {})
        return response
