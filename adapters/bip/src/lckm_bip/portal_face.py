"""The exported portal as a web face, in several languages and with a search."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from hashlib import blake2b
from mimetypes import guess_type
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from lckm_bip import sites
from lckm_bip.exporter import SiteExporter
from lckm_bip.page_language import PageLanguage
from lckm_bip.pages.message import message_page
from lckm_bip.pages.search import found_page
from lckm_bip.settings import LANGUAGE
from lckm_core.centre import ContactCentre
from lckm_core.errors import InvalidSettingError, Loggable, describe_error
from lckm_core.publication import Audience
from lckm_core.text import Message
from lckm_http import (
    LANGUAGE_NAMES,
    RefusedRequestError,
    address_in,
    address_of_face,
    in_thread,
    language_of,
    protect,
    read_translations,
    refuse_plainly,
)
from lckm_pages import language_links

_LOG = logging.getLogger("lckm_bip")
_MOST_HITS: Final = 20
_LONGEST: Final = 500
"""Characters of a question that are looked for; nobody types more."""
# Our own table, as the machine's may lack a type or have a different one.
_TYPES: Final = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".xsd": "application/xml",
}
_FEED_TYPE: Final = "application/atom+xml"
_NO_SITE: Final = Message(
    'pokazuje portal, który zapisuje adapter: dopisz tabelę z use = "lckm_bip:BipAdapter" '
    "i audiences z „portal”.",
    'it shows the portal that an adapter writes: add a table with use = "lckm_bip:BipAdapter" '
    "and audiences with “portal”.",
)
_MISSING: Final = (
    "Nie ma takiej strony",
    "Być może opis sprawy usunięto albo przeniesiono. Poszukaj go albo wybierz z listy.",
)
_NOT_YET: Final = (
    "Portal jest przygotowywany",
    "Opisów spraw jeszcze nie zapisano. Zajrzyj za kilka minut.",
)
_FAILED: Final = (
    "Nie udało się",
    "W tej chwili nie możemy tego pokazać. Spróbuj za kilka minut albo wybierz sprawę z listy.",
)
_LANGUAGES: Final = ("pl", "en", "uk")
_LANGUAGE_LABEL: Final = "Język"
_ALTERNATE: Final = Markup('<link rel="alternate" hreflang="{}" href="{}">\n')
_Respond = Callable[[Request], Awaitable[Response]]


class PortalFace:
    """The portal as it was last exported, with a search that works without JavaScript.

    Its pages are those that the centre's :class:`lckm_bip.SiteExporter` keeps; a new export is
    shown at once and as a whole. Searches are answered by the centre, from the same export.
    In other languages its own words are translated, and descriptions stay in Polish.
    """

    title = "Portal"

    def __init__(
        self,
        centre: ContactCentre,
        *,
        languages: Sequence[str] = _LANGUAGES,
        public_url: str | None = None,
        trusted_proxies: Sequence[str] = (),
    ) -> None:
        """Make the face.

        Args:
            centre: the contact centre, with an exporter of the portal; without an adapter that
                searches, the page of the search works in the browser.
            languages: the languages of the pages; the first has no prefix in its paths.
            public_url: the address of the site, which the host of requests is held against.
            trusted_proxies: addresses whose word on the client is believed.

        Raises:
            InvalidSettingError: no adapter of the centre exports the portal.
        """
        exporter = next(filter(_has_portal, centre.plugins.exporters), None)
        if not isinstance(exporter, SiteExporter):
            raise InvalidSettingError("use", _NO_SITE)
        self._centre = centre
        self._site = exporter.site(Audience.PORTAL)
        self._files = exporter.reader(Audience.PORTAL)
        self._languages = {
            name: PageLanguage(name, read_translations("lckm_bip", name)) for name in languages
        }
        routes = [Route("/{path:path}", self._safe(self._show_file), name="file")]
        if centre.plugins.answers("provide_search"):
            search = Route(f"/{sites.SEARCH}", self._safe(self._search), name="search")
            routes.insert(0, search)
        self._app = protect(
            Starlette(
                routes=routes,
                exception_handlers={404: self._missing, RefusedRequestError: refuse_plainly},
            ),
            public_url=public_url,
            trusted_proxies=trusted_proxies,
            languages=languages,
        )

    @property
    def app(self) -> ASGIApp:
        """The application, to be mounted anywhere."""
        return self._app

    def _safe(self, respond: _Respond) -> _Respond:
        """Return a handler that answers with a page when something fails."""

        async def call(request: Request) -> Response:
            try:
                return await respond(request)
            except RefusedRequestError:
                raise
            except Exception as error:  # noqa: BLE001  (no message of an error may reach a log)
                page = Loggable(request.scope["route"].name)
                _LOG.error("%s failed: %s", page, describe_error(error))
                return self._message(request, *_FAILED, 503)

        return call

    async def _show_file(self, request: Request) -> Response:
        path: str = request.path_params["path"] or sites.INDEX
        content = await in_thread(self._files.read, path)
        if content is None:
            if await in_thread(self._files.is_there):
                return await self._missing(request)
            return self._message(request, *_NOT_YET, 503)
        is_download = path.startswith(f"{sites.FILES}/")
        if path.endswith(".html") and not is_download:
            content = await in_thread(self._in_language, request, content.decode())
        tag = f'"{blake2b(content, digest_size=16).hexdigest()}"'
        # Any of them may change at the next export under the same address.
        headers = {"Cache-Control": "no-cache", "ETag": tag}
        if _has_tag(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        if is_download:
            # Submitted files must not run scripts under our pages' origin.
            headers["Content-Disposition"] = "attachment"
        return Response(content, headers=headers, media_type=_media_type(path))

    async def _search(self, request: Request) -> Response:
        query = request.query_params.get("q", "").strip()[:_LONGEST]
        hits = (
            await in_thread(self._centre.find, query, audience=Audience.PORTAL, limit=_MOST_HITS)
            if query
            else ()
        )
        page = self._in_language(request, found_page(self._site, query, hits))
        return HTMLResponse(page)

    async def _missing(self, request: Request, error: Exception | None = None) -> Response:
        return self._message(request, *_MISSING, 404)

    def _message(self, request: Request, title: str, text: str, status: int) -> Response:
        """Return a page that says what is wrong, with the search and the lists."""
        root = quote(request.scope.get("root_path", ""))
        page = message_page(self._site, title, text, above=f"{root}/")
        return HTMLResponse(self._in_language(request, page, path="/"), status)

    def _in_language(self, request: Request, page: str, *, path: str | None = None) -> bytes:
        """Return a page in the language of a request, with links to the others.

        *path* is where those lead, for a page that has no address of its own.
        """
        language = language_of(request)
        if len(self._languages) > 1:
            page = self._with_languages(request, page, path)
        if language != "pl":
            reports = self._site.settings.reports
            links = {reports.replace(LANGUAGE, ""): address_of_face(request, reports)}
            page = self._languages[language].translate(page, links)
        return page.encode()

    def _with_languages(self, request: Request, page: str, path: str | None) -> str:
        """Return a page with links to itself in other languages."""
        query = f"?{request.url.query}" if path is None and request.url.query else ""
        addresses = {
            language: quote(address_in(request, language, path=path)) + query
            for language in self._languages
        }
        others = [
            (language, LANGUAGE_NAMES.get(language, language), address)
            for language, address in addresses.items()
            if language != language_of(request)
        ]
        site = f"{request.url.scheme}://{request.url.netloc}"
        head = Markup().join(
            _ALTERNATE.format(language, f"{site}{address}")
            for language, address in addresses.items()
            if path is None
        )
        links = language_links(others, _LANGUAGE_LABEL) + "\n"
        page = page.replace("</head>", f"{head}</head>", 1)
        return page.replace("</header>", f"{links}</header>", 1)


def _has_portal(exporter: object) -> bool:
    return isinstance(exporter, SiteExporter) and Audience.PORTAL in exporter.audiences


def _has_tag(header: str, tag: str) -> bool:
    """Return whether a browser has this content; compressing proxies mark tags as weak."""
    tags = (part.strip().removeprefix("W/") for part in header.split(","))
    return any(known in (tag, "*") for known in tags)


def _media_type(path: str) -> str:
    if path == sites.FEED:
        return _FEED_TYPE
    known = _TYPES.get(PurePosixPath(path).suffix.lower())
    return known or guess_type(path)[0] or "application/octet-stream"
