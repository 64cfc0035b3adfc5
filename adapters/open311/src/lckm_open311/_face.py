"""The Open311 face: an ASGI application."""

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from lckm_core import ContactCentre
from lckm_core.errors import InvalidSettingError, StoreUnavailableError, describe_error
from lckm_core.ports import read_options
from lckm_core.reports import INTAKE_LIMITS, IntakeLimits, NamesByLanguage
from lckm_core.text import Language, Message
from lckm_http import (
    FormFile,
    FormLimits,
    Rate,
    RefusedRequestError,
    Throttle,
    client_network,
    in_thread,
    protect,
    read_form,
)
from lckm_intake import intake_limits
from lckm_open311._answers import Answer, Format
from lckm_open311._api_keys import BUSY, ApiKey
from lckm_open311._faults import (
    FAILED,
    NOT_FOUND,
    UNAVAILABLE,
    Fault,
    RefusedError,
    unknown,
)
from lckm_open311._jurisdictions import AGENCY, Jurisdiction, Jurisdictions
from lckm_open311._new_requests import NewRequests
from lckm_open311._parameters import Parameters
from lckm_open311._registration import Registration
from lckm_open311._requests import Requests
from lckm_open311._services import Services
from lckm_open311._updates import NewUpdates, Updates

_LOG = logging.getLogger("lckm_open311")
_SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
# The day on which the format of this face's answers last changed.
_CHANGESET = "2026-11-29T00:00:00Z"
_FIELDS = 200
_BESIDE_FILES = 2_000_000
READING_RATES = (Rate(300, 60),)
Answering = Callable[[Request, Parameters], Awaitable[Answer]]


def _utc_now() -> datetime:
    return datetime.now(UTC)


_ENDPOINT_TYPE: Final = Message(
    'ma tu być jedno z: "production", "test"', 'this has to be one of: "production", "test"'
)


class Open311Face:
    """GeoReport v2: discovery, services, reports to send and to read, in XML and JSON."""

    title = "Open311"

    def __init__(
        self,
        centre: ContactCentre,
        *,
        keys: Sequence[str | bytes] | str,
        contact: str,
        key_service: str = "",
        api_keys: Sequence[ApiKey | Mapping[str, Any]] = (),
        clock: Callable[[], datetime] = _utc_now,
        jurisdiction: str | None = None,
        other_jurisdictions: Sequence[Jurisdiction] = (),
        language: str = "pl",
        names: NamesByLanguage | None = None,
        private_categories: Collection[str] = (),
        agency: str = AGENCY,
        extended_statuses: bool = False,
        endpoint_type: str = "production",
        limits: IntakeLimits | Mapping[str, Any] = INTAKE_LIMITS,
        reading_rates: Sequence[Rate | Mapping[str, Any]] = READING_RATES,
        public_url: str | None = None,
        trusted_proxies: Sequence[str] = (),
    ) -> None:
        """Make the face.

        Args:
            centre: the contact centre that takes the reports.
            keys: secrets for numbers, as of :class:`lckm_intake.Intake`: the same as the
                resident's pages have. In one text, blanks separate them.
            contact: how developers reach whoever runs this, for the discovery.
            key_service: how developers get a key, for the discovery; *contact* by default.
            api_keys: keys of applications that may send reports, each as :class:`ApiKey` or its
                arguments; without any, none may.
            clock: returns the current moment, aware.
            jurisdiction: the id of the city; a request that names another is refused.
            other_jurisdictions: further cities at this address, in a program of one's own; each
                request then has to say which of them it is about.
            language: the language of names, notices and reports, where ``locale`` names no other.
            names: names of attributes, kinds of places and areas, by their names in the routes
                and then by language; they go before those of the source of routes.
            private_categories: ids of categories whose reports are neither taken nor shown.
            agency: the name of the contact centre, for what its own staff handle.
            extended_statuses: whether updates have FixMyStreet's further states, such as
                ``NOT_COUNCILS_RESPONSIBILITY``, and not ``CLOSED`` for each outcome.
            endpoint_type: ``production`` or ``test``, for the discovery.
            limits: what is accepted, as :class:`lckm_core.reports.IntakeLimits` or its arguments.
            reading_rates: how often one network may read, each as :class:`lckm_http.Rate` or its
                arguments; none: as often as it likes.
            public_url: the address of the site, which the host of requests is held against.
            trusted_proxies: addresses whose word on the client is believed.

        Raises:
            ValueError: for a key that is too short, a name of a key given twice, another type
                of endpoint, or jurisdictions without ids of their own.
            InvalidSettingError: for a private category that is not in the table of routes.
        """
        if endpoint_type not in ("production", "test"):
            raise InvalidSettingError("endpoint_type", _ENDPOINT_TYPE)
        first = Jurisdiction(
            id=jurisdiction or "",
            centre=centre,
            keys=keys,
            api_keys=api_keys,
            private_categories=frozenset(private_categories),
            names=names or {},
            agency=agency,
            limits=intake_limits(limits),
        )
        cities = [first, *other_jurisdictions]
        self._jurisdictions = Jurisdictions(cities)
        self._clock = clock
        self._contact = contact
        self._key_service = key_service or contact
        self._language = language
        self._extended_statuses = extended_statuses
        self._endpoint_type = endpoint_type
        rates = read_options(Rate, reading_rates, "reading_rates")
        self._reading = Throttle(*rates) if rates else None
        self._form_limits = FormLimits(
            body=max(city.limits.most_bytes for city in cities) + _BESIDE_FILES,
            fields=_FIELDS,
            files=max(city.limits.most_attachments for city in cities),
            file=max(city.limits.most_bytes for city in cities),
        )
        self._app = protect(
            Starlette(
                routes=self._routes(),
                exception_handlers={
                    HTTPException: self._http_refused,
                    RefusedRequestError: self._http_refused,
                },
            ),
            public_url=public_url,
            trusted_proxies=trusted_proxies,
            max_body=self._form_limits.body + 1_000_000,
            refused=self._http_refused,
        )

    @property
    def app(self) -> ASGIApp:
        """The application, to be mounted anywhere."""
        return self._app

    @property
    def remarks(self) -> Sequence[Message]:
        """Categories of keys that the table of routes does not have."""
        return self._jurisdictions.remarks

    def _routes(self) -> list[Route]:
        answers: Mapping[str, Answering] = {
            "/discovery.{format}": self._discovery,
            # Where clients look for it that know only the address of the endpoint.
            "/v2/discovery.{format}": self._discovery,
            "/v2/services/{code}.{format}": self._definition,
            "/v2/requests/{number:path}.{format}": self._request,
            "/v2/tokens/{token:path}.{format}": self._token,
        }
        return [
            Route(
                "/v2/requests.{format}",
                self._respond(self._requests, post=self._post),
                methods=["GET", "POST"],
            ),
            Route(
                "/v2/servicerequestupdates.{format}",
                self._respond(self._updates, post=self._post_update),
                methods=["GET", "POST"],
            ),
            Route("/v2/services.{format}", self._respond(self._services), name="services"),
            *(Route(path, self._respond(answer)) for path, answer in answers.items()),
        ]

    # ── answers ─────────────────────────────────────────────────────────────────────────────────

    async def _discovery(self, request: Request, parameters: Parameters) -> Answer:
        services = str(request.url_for("services", format=Format.XML.value))
        endpoint = {
            "specification": _SPECIFICATION,
            "url": services.removesuffix("/services.xml"),
            "changeset": _CHANGESET,
            "type": self._endpoint_type,
            "formats": [form.media_type for form in Format],
        }
        return Answer(
            "discovery",
            {
                "changeset": _CHANGESET,
                "contact": self._contact,
                "key_service": self._key_service,
                "endpoints": [endpoint],
            },
        )

    async def _services(self, request: Request, parameters: Parameters) -> Answer:
        services = await self._services_in(parameters)
        return Answer("services", services.list())

    async def _definition(self, request: Request, parameters: Parameters) -> Answer:
        services = await self._services_in(parameters)
        code = request.path_params["code"]
        if code not in services.categories:
            raise RefusedError([unknown("service_code")])
        return Answer("service_definition", services.definition(code))

    async def _requests(self, request: Request, parameters: Parameters) -> Answer:
        requests = await self._requests_in(parameters)
        return await in_thread(requests.list, parameters, now=self._clock())

    async def _request(self, request: Request, parameters: Parameters) -> Answer:
        requests = await self._requests_in(parameters)
        return await in_thread(requests.show, request.path_params["number"])

    async def _token(self, request: Request, parameters: Parameters) -> Answer:
        requests = await self._requests_in(parameters)
        return await in_thread(requests.of_token, request.path_params["token"])

    async def _updates(self, request: Request, parameters: Parameters) -> Answer:
        updates = Updates(await self._requests_in(parameters), self._extended_statuses)
        return await in_thread(updates.list, parameters, now=self._clock())

    async def _post(self, request: Request, parameters: Parameters) -> Answer:
        parameters, files = await self._form_of(request)
        now = self._clock()
        city = self._jurisdictions.asked_for(parameters)
        key = city.applications.admit(parameters.text("api_key"), now=now)
        once = request.headers.get("idempotency-key", "").strip()
        registration = Registration(city, key, once)
        new = NewRequests(registration, await self._services_in(parameters))
        return await in_thread(new.take, parameters, files, now=now)

    async def _post_update(self, request: Request, parameters: Parameters) -> Answer:
        parameters, _ = await self._form_of(request)
        now = self._clock()
        city = self._jurisdictions.asked_for(parameters)
        key = city.applications.admit(parameters.text("api_key"), now=now)
        new = NewUpdates(city.centre, await self._requests_in(parameters))
        return await in_thread(new.take, parameters, key, now=now)

    async def _form_of(self, request: Request) -> tuple[Parameters, Sequence[FormFile]]:
        """Return the parameters of a form and an address, and the files of the form."""
        fields = await read_form(request, self._form_limits)
        pairs = [(name, value) for name, values in fields.values.items() for value in values]
        # The form comes first: of two values, the first counts.
        return Parameters.of([*pairs, *request.query_params.multi_items()]), fields.files

    async def _services_in(self, parameters: Parameters) -> Services:
        """Return the services in the language that is asked for."""
        city = self._jurisdictions.asked_for(parameters)
        language = parameters.language(self._language)
        table = await in_thread(city.centre.plugins.routes.table)
        return Services(table, city.private_categories, language, city.asked_names)

    async def _requests_in(self, parameters: Parameters) -> Requests:
        city = self._jurisdictions.asked_for(parameters)
        if city.finder is None:
            raise RefusedError([_NO_FINDER])
        services = await self._services_in(parameters)
        return Requests(city.finder, services, city.agency, parameters.extended)

    # ── what all answers share ──────────────────────────────────────────────────────────────────

    def _respond(
        self, get: Answering, *, post: Answering | None = None
    ) -> Callable[[Request], Awaitable[Response]]:
        """Return a handler that writes an answer or a fault in the format asked for."""

        async def respond(request: Request) -> Response:
            is_post = post is not None and request.method == "POST"
            try:
                parameters = Parameters.of(request.query_params.multi_items())
                if Format.of(request.path_params["format"]) is None:
                    raise RefusedError([_NO_FORMAT])
                if is_post:
                    assert post is not None
                    return _write(request, await post(request, parameters))
                self._admit_reading(request)
                return _write(request, await get(request, parameters))
            except RefusedError as error:
                return _write_faults(request, error)
            except (HTTPException, RefusedRequestError):
                raise
            except StoreUnavailableError as error:
                _LOG.error("Open311: %s", type(error).__name__)
                return _write_faults(request, RefusedError([_AWAY]))
            except Exception as error:  # noqa: BLE001  (no message of an error may reach a log)
                _LOG.error("Open311 failed: %s", describe_error(error))
                return _write_faults(request, RefusedError([_FAILED]), FAILED)

        return respond

    def _admit_reading(self, request: Request) -> None:
        if self._reading is None:
            return
        wait = self._reading.admit(client_network(request), now=self._clock())
        if wait > 0:
            raise RefusedError([BUSY], retry_after=int(wait) + 1)

    async def _http_refused(self, request: Request, error: Exception) -> Response:
        """Answer a request that was refused before it was handled, or while its form was read."""
        assert isinstance(error, HTTPException)
        message = _HTTP.get(error.status_code)
        if isinstance(error, RefusedRequestError):
            message = error.reason.message
        fault = Fault(error.status_code, message or _NO_SUCH)
        response = _write_faults(request, RefusedError([fault]))
        if error.status_code == _METHOD:
            response.status_code = _METHOD
            response.headers.update(error.headers or {})
        return response


def _write(request: Request, answer: Answer, status: int = 200) -> Response:
    form = Format.of(request.url.path.rpartition(".")[2]) or Format.XML
    headers = {
        # Answers are public, and the same for everybody.
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Content-Type": f"{form.media_type}; charset=utf-8",
    }
    return Response(answer.write(form), status, headers=headers)


def _write_faults(request: Request, error: RefusedError, status: int | None = None) -> Response:
    wants_polish = request.query_params.get("locale", "").lower().startswith("pl")
    language: Language = "pl" if wants_polish else "en"
    response = _write(request, error.answer(language), status or error.status)
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


_METHOD = 405
_NO_SUCH = Message("Pod tym adresem nic nie ma.", "There is nothing at this address.")
_HTTP = {
    _METHOD: Message("Tego tu nie można zrobić.", "This method is not allowed here."),
}
_NO_FORMAT = Fault(
    NOT_FOUND,
    Message(
        "Nie ma takiego formatu: adres kończy się na .xml albo .json.",
        "There is no such format: addresses end with .xml or .json.",
    ),
)
_NO_FINDER = Fault(
    UNAVAILABLE,
    Message("Zgłoszeń nie można tu szukać.", "The store of reports here cannot be searched."),
)
_AWAY = Fault(
    UNAVAILABLE,
    Message(
        "W tej chwili nie ma dostępu do danych. Spróbuj za kilka minut.",
        "The data cannot be reached just now. Try again in a few minutes.",
    ),
)
_FAILED = Fault(
    FAILED,
    Message("Coś się nie udało. Zapisaliśmy to.", "Something failed. It has been recorded."),
)
