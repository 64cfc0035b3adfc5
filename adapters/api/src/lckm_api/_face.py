"""The API face: an ASGI application made of the table of endpoints."""

import hashlib
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from lckm_api._endpoint import Answer, Call, Endpoint
from lckm_api._keys import ApiKey, ApiKeys, Scope, busy, missing_key, require_scope
from lckm_api._openapi import document
from lckm_api._problems import (
    FAILED,
    KINDS,
    MEDIA,
    MEDIA_TYPE,
    METHOD,
    NOT_FOUND,
    REFUSED,
    TOO_LARGE,
    UNAVAILABLE,
    ProblemError,
    problem_of,
)
from lckm_api._request_bodies import ReadBody, form_limits, read_body
from lckm_api._table import ENDPOINTS
from lckm_core import ContactCentre
from lckm_core.errors import LckmError, describe_error
from lckm_core.ports import read_options
from lckm_core.reports import INTAKE_LIMITS, IntakeLimits
from lckm_core.text import Language, Message
from lckm_http import (
    Rate,
    Refusal,
    RefusedRequestError,
    Throttle,
    client_network,
    in_thread,
    protect,
)
from lckm_intake import Intake, intake_limits, secret_keys

_LOG = logging.getLogger("lckm_api")
READING_RATES = (Rate(300, 60),)
Handler = Callable[[Request], Awaitable[Response]]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class ApiFace:
    """REST: reports, procedures, editions, routes and the trail, for other systems."""

    title = "API"

    def __init__(
        self,
        centre: ContactCentre,
        *,
        keys: Sequence[str | bytes] | str,
        api_keys: Sequence[ApiKey | Mapping[str, Any]] = (),
        clock: Callable[[], datetime] = _utc_now,
        limits: IntakeLimits | Mapping[str, Any] = INTAKE_LIMITS,
        reading_rates: Sequence[Rate | Mapping[str, Any]] = READING_RATES,
        public_url: str | None = None,
        trusted_proxies: Sequence[str] = (),
    ) -> None:
        """Make the face.

        Args:
            centre: the contact centre.
            keys: secrets for numbers, as of :class:`lckm_intake.Intake`: the same as the
                resident's pages have. In one text, blanks separate them.
            api_keys: keys of other systems, each as :class:`ApiKey` or its arguments; without any,
                there is only what everybody may read.
            clock: returns the current moment, aware.
            limits: what is accepted, as :class:`lckm_core.reports.IntakeLimits` or its arguments.
            reading_rates: how often one network may ask without a key, or with one that is not
                known, each as :class:`lckm_http.Rate` or its arguments; none: as often as it likes.
            public_url: the address of the site, which the host of requests is held against.
            trusted_proxies: addresses whose word on the client is believed.

        Raises:
            InvalidSettingError: for a key that does not fit.
            ValueError: for a secret for numbers that is too short.
        """
        self._centre = centre
        self._intake = Intake(centre, keys=secret_keys(keys), limits=intake_limits(limits))
        self._keys = ApiKeys(api_keys, office=centre.plugins.directory.city.office)
        self._clock = clock
        rates = read_options(Rate, reading_rates, "reading_rates")
        self._reading = Throttle(*rates) if rates else None
        self._form_limits = form_limits(self._intake.limits)
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
            wrong_host=self._wrong_host,
        )

    @property
    def app(self) -> ASGIApp:
        """The application, to be mounted anywhere."""
        return self._app

    def _routes(self) -> list[Route]:
        by_path: dict[str, dict[str, Endpoint]] = {}
        for endpoint in ENDPOINTS:
            by_path.setdefault(endpoint.path, {})[endpoint.method] = endpoint
        # Numbers of reports have slashes, so paths with something after the number come first.
        paths = sorted(by_path, key=lambda path: (-path.count("/"), "{" in path, path))
        routes = [
            Route("/", self._show_document, name="root"),
            Route("/openapi.json", self._show_document),
            Route("/problems/{name}", self._show_problem),
        ]
        for path in paths:
            methods = by_path[path]
            route = path.replace("{number}", "{number:path}")
            routes.append(Route(route, self._respond(methods), methods=list(methods)))
        return routes

    # ── the document and kinds of problems ──────────────────────────────────────────────────────

    async def _show_document(self, request: Request) -> Response:
        if (busy_now := self._strangers_problem(request)) is not None:
            return busy_now
        return _answer(request, Answer(_document(_root(request))))

    async def _show_problem(self, request: Request) -> Response:
        if (busy_now := self._strangers_problem(request)) is not None:
            return busy_now
        name = request.path_params["name"]
        kind = next((kind for kind in KINDS if kind.name == name), None)
        if kind is None:
            return self._problem(request, ProblemError(NOT_FOUND, _NO_SUCH))
        data = {
            "type": f"{_root(request)}problems/{kind.name}",
            "title": kind.title.text(_language(request)),
            "status": kind.status,
        }
        return _answer(request, Answer(data))

    def _strangers_problem(self, request: Request) -> Response | None:
        """Count a request for public content; return the answer if it is one too many."""
        try:
            self._admit(request, None)
        except ProblemError as error:
            return self._problem(request, error)
        return None

    # ── what all endpoints share ────────────────────────────────────────────────────────────────

    def _respond(self, endpoints: Mapping[str, Endpoint]) -> Handler:
        """Return a handler that lets an endpoint answer, or says what is wrong."""

        async def respond(request: Request) -> Response:
            method = "GET" if request.method == "HEAD" else request.method
            key: ApiKey | None = None
            try:
                endpoint = endpoints[method]
                key = self._admit(request, endpoint.scope)
                return await self._call(request, endpoint, key)
            except ProblemError as error:
                return self._problem(request, error)
            except (HTTPException, RefusedRequestError):
                raise
            except LckmError as error:
                role = None if key is None else key.own_role
                is_of_version = "if-match" in request.headers
                problem = problem_of(
                    error,
                    role,
                    is_of_version=is_of_version,
                    reads_editions=key is not None and Scope.READ_EDITIONS in key.scopes,
                )
                if problem is None:
                    return self._answer_failure(request, error)
                if problem.kind is UNAVAILABLE:
                    _LOG.error("API: %s", type(error).__name__)
                return self._problem(request, problem)
            except Exception as error:  # noqa: BLE001  (no message of an error may reach a log)
                return self._answer_failure(request, error)

        return respond

    def _answer_failure(self, request: Request, error: Exception) -> Response:
        _LOG.error("API failed: %s", describe_error(error))
        return self._problem(request, ProblemError(FAILED, _FAILED))

    def _admit(self, request: Request, scope: Scope | None) -> ApiKey | None:
        """Return the key of a request, which is for a scope if one is given. Raises a problem."""
        now = self._clock()
        headers = request.headers.getlist("authorization")
        try:
            if len(headers) > 1 or (not headers and scope is not None):
                raise missing_key()
            key = self._keys.find(headers[0]) if headers else None
        except ProblemError:
            self._count_stranger(request, now)
            raise
        if key is None:
            self._count_stranger(request, now)
            return None
        self._keys.admit(key, now=now)
        if scope is not None:
            require_scope(key, scope)
        return key

    def _count_stranger(self, request: Request, now: datetime) -> None:
        """Count a request without a known key. Raises the problem of too many."""
        if self._reading is None:
            return
        wait = self._reading.admit(client_network(request), now=now)
        if wait > 0:
            raise busy(wait)

    async def _call(self, request: Request, endpoint: Endpoint, key: ApiKey | None) -> Response:
        values = endpoint.values(
            request.path_params, request.query_params.multi_items(), request.headers
        )
        body = ReadBody()
        if endpoint.body is not None:
            body = await read_body(request, endpoint.body, self._form_limits)
        call = Call(
            centre=self._centre,
            intake=self._intake,
            key=key,
            values=values,
            source=body.source,
            media_type=body.media_type,
            files=body.files,
            now=self._clock(),
            language=_language(request),
        )
        answer = await in_thread(partial(_answer_call, endpoint, call, body))
        return _answer(request, answer)

    async def _http_refused(self, request: Request, error: Exception) -> Response:
        """Answer what was refused before it reached an endpoint, or while its body was read."""
        assert isinstance(error, HTTPException)
        kind = _KINDS.get(error.status_code, REFUSED)
        detail = _HTTP.get(error.status_code, _NO_SUCH)
        if isinstance(error, RefusedRequestError):
            # The usual message is for a person with a form, and of no use to a program.
            detail = _REFUSED.get(error.reason, error.reason.message)
        problem = ProblemError(kind, detail, headers=error.headers or {}, status=error.status_code)
        return self._problem(request, problem)

    async def _wrong_host(self, request: Request, error: Exception) -> Response:
        """Answer a request for another host, without an address of it."""
        problem = ProblemError(REFUSED, Refusal.WRONG_HOST.message)
        return self._problem(request, problem, has_address=False)

    def _problem(
        self, request: Request, error: ProblemError, *, has_address: bool = True
    ) -> Response:
        language = _language(request)
        data = error.to_data(_root(request) if has_address else None, language)
        return Response(
            _json(data),
            error.status or error.kind.status,
            headers={
                **error.headers,
                "Content-Type": MEDIA_TYPE,
                "Content-Language": language,
                "Vary": _VARY,
            },
        )


@lru_cache(maxsize=8)
def _document(root: str) -> bytes:
    """Return the document of the face at an address, which takes long to make."""
    return _json(document(ENDPOINTS, root))


def _answer_call(endpoint: Endpoint, call: Call, body: ReadBody) -> Answer:
    return endpoint.answer(body.judged(endpoint.body, call))


def _answer(request: Request, answer: Answer) -> Response:
    """Return the response, with an entity tag where it has a body."""
    headers = {"Vary": _VARY, "Content-Language": _language(request)}
    root = _root(request)
    if answer.location is not None:
        headers["Location"] = f"{root}{answer.location}"
    if answer.following is not None:
        following = request.url.include_query_params(**answer.following)
        headers["Link"] = f'<{following}>; rel="next"'
    if answer.data is None:
        return Response(status_code=answer.status, headers=headers)
    data = answer.data if isinstance(answer.data, bytes) else _json(answer.data)
    headers["Content-Type"] = "application/json"
    is_read = request.method in ("GET", "HEAD")
    tag = ""
    if is_read or answer.version is not None:
        # Other answers have no version, and their digest could be a hash of personal data.
        digest = hashlib.blake2b(data, digest_size=8).hexdigest()
        tag = f'"{answer.version}-{digest}"' if answer.version else f'"{digest}"'
        headers["ETag"] = tag
    if "authorization" not in request.headers:
        # Public content may be cached, but is revalidated each time.
        headers["Cache-Control"] = "no-cache"
    if is_read and _has_current(request, tag):
        del headers["Content-Type"]
        return Response(status_code=304, headers=headers)
    return Response(data, answer.status, headers=headers)


def _has_current(request: Request, tag: str) -> bool:
    """Return whether the client already has the content of this tag."""
    asked = request.headers.get("if-none-match", "")
    tags = [part.strip().removeprefix("W/") for part in asked.split(",")]
    return tag in tags or tags == ["*"]


def _json(data: Any) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _root(request: Request) -> str:
    return str(request.base_url)


def _language(request: Request) -> Language:
    """Return the preferred language, the first in a tie; Polish by default."""
    wanted = []
    parts = request.headers.get("accept-language", "").lower().split(",")
    for place, part in enumerate(parts):
        name, _, parameter = part.partition(";")
        language = name.strip().partition("-")[0]
        weight = _weight(parameter)
        if language in ("pl", "en") and weight > 0:
            wanted.append((-weight, place, language))
    return "en" if min(wanted, default=(0.0, 0, "pl"))[2] == "en" else "pl"


def _weight(parameter: str) -> float:
    """Return the weight of a language, from 0 to 1; 0 for an invalid one."""
    found = re.fullmatch(r"q=([01](?:\.[0-9]{0,3})?)", parameter.strip())
    return float(found[1]) if found else float(not parameter.strip())


_VARY: Final = "Accept-Language, Authorization"
_NO_SUCH = Message("Pod tym adresem nic nie ma.", "There is nothing at this address.")
_HTTP = {
    405: Message("Tego tu nie można zrobić.", "This method is not allowed here."),
    400: Refusal.MALFORMED.message,
}
_KINDS = {404: NOT_FOUND, 405: METHOD, 413: TOO_LARGE, 415: MEDIA, 503: UNAVAILABLE}
_REFUSED = {
    Refusal.CROSS_SITE: Message(
        "Zapytanie wysłano ze strony innej witryny.",
        "The request was sent from a page of another site.",
    ),
    Refusal.FIELD_TOO_LONG: Message(
        "Pole form ma więcej niż 256 000 bajtów.", "The field form has more than 256,000 bytes."
    ),
    Refusal.MALFORMED: Message(
        "Tego formularza multipart nie da się odczytać.", "This multipart form cannot be read."
    ),
    Refusal.WRONG_TYPE: Message(
        "Content-Type: multipart/form-data musi mieć boundary.",
        "Content-Type: multipart/form-data has to have a boundary.",
    ),
}
_FAILED = Message("Coś się nie udało. Zapisaliśmy to.", "Something failed. It has been recorded.")
