"""The pages of the face: templates in the frame of lckm-pages, in each language."""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from typing import Any, Final

import attrs
from jinja2 import Environment
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from lckm_core.reports import NamesByLanguage
from lckm_http import (
    LANGUAGE_NAMES,
    Assets,
    Tiles,
    address_in,
    address_of_face,
    language_of,
    read_translations,
)
from lckm_pages import (
    Frame,
    FrameWords,
    Site,
    clean,
    plain_page,
    stylesheet,
    template_environment,
)
from lckm_web._faults import Fault
from lckm_web._office import Declaration, Office
from lckm_web._waiting_pictures import SHOWN_BY_ALL, SHOWN_BY_SOME, picture_path
from lckm_web._words import Words

PATHS: Final[Mapping[str, str]] = {
    "start": "/",
    "form": "/zgloszenie",
    "details": "/zgloszenie/szczegoly",
    "contact": "/zgloszenie/kontakt",
    "check": "/zgloszenie/sprawdz",
    "send": "/zgloszenie/wyslij",
    "streets": "/ulice",
    "receipt": "/przyjete",
    "status": "/sprawdz",
    "withdraw": "/sprawdz/cofnij",
    "terms": "/regulamin",
    "privacy": "/prywatnosc",
    "declaration": "/deklaracja-dostepnosci",
}
"""The path of each page below the face, and below each language's prefix."""

# The pages of one report, on which a language is chosen by a button that keeps what is typed.
# They may stay in the browser's own cache: with no-store, going back to one shows an error.
_OF_FORM = ("form", "details", "contact", "check")
# The pages whose content depends on the query of their address.
_OF_QUERY = ("receipt", "status", "withdraw", "terms")
_WITH_SCRIPT = ("form", "receipt")


def path_of(request: Request, page: str) -> str:
    """Return the path of a page, below where the face is mounted and its language's prefix."""
    return str(request.scope.get("root_path", "")) + PATHS[page]


def page_at(request: Request) -> str | None:
    """Return the page of a request's path, ``None`` where there is none."""
    root: str = request.scope.get("root_path", "")
    path: str = request.scope["path"]
    inner_path = path[len(root) :] if path.startswith(root) else path
    return next((page for page, address in PATHS.items() if address == inner_path), None)


@attrs.frozen(kw_only=True)
class View:
    """A page to show: its template, its title and what the template asks for.

    Args:
        page: its key in :data:`PATHS`.
        template: its template, by default of the same name.
        status: the HTTP status.
        faults: what is wrong on it.
        headers: more headers.
        is_untouched: whether it shows nothing that anybody typed or asked for, so that it is
            made once for all.
    """

    page: str
    title: str
    context: Mapping[str, Any] = attrs.field(factory=dict)
    template: str = ""
    status: int = 200
    faults: Sequence[Fault] = ()
    headers: Mapping[str, str] = attrs.field(factory=dict)
    is_untouched: bool = False


class Pages:
    """Makes responses of views."""

    def __init__(
        self,
        *,
        languages: Sequence[str],
        office: Office,
        declaration: Declaration | None,
        texts: Mapping[str, Mapping[str, str]],
        names: NamesByLanguage,
        tiles: Tiles | None = None,
        files_always_go: bool = True,
    ) -> None:
        self._words = {
            language: Words(
                language,
                {**read_translations("lckm_web", language), **texts.get(language, {})},
                names,
            )
            for language in languages
        }
        self._office = office
        self._declaration = declaration
        self._tiles = tiles
        self._files_always_go = files_always_go
        self._made: dict[tuple[str, str], tuple[tuple[str, View], str]] = {}
        # One file: each more is a request before the first page is painted.
        css = files("lckm_web").joinpath("service.css").read_text(encoding="utf-8")
        style = f"{stylesheet()}\n{css}".encode()
        self.assets = Assets("lckm_web", "static", more={"style.css": style})

    @property
    def files(self) -> list[Route]:
        """The routes of what pages load: style, scripts and the tiles of the map."""
        return [self.assets.route, *([self._tiles.route] if self._tiles else [])]

    def words(self, request: Request) -> Words:
        """Return the words of the request's language."""
        return self._words[language_of(request)]

    def respond(self, request: Request, view: View) -> HTMLResponse:
        """Return a view as a response."""
        html = self._cached_page(request, view) if view.is_untouched else self._html(request, view)
        kept = {"Cache-Control": "private, no-cache"} if view.page in _OF_FORM else {}
        return HTMLResponse(html, view.status, headers={**kept, **view.headers})

    def _cached_page(self, request: Request, view: View) -> str:
        """Return a page from the cache, as long as it would look the same."""
        page = view.page, language_of(request)
        shown = path_of(request, view.page), view
        before, html = self._made.get(page, (None, ""))
        if before != shown:
            html = self._html(request, view)
            self._made[page] = shown, html
        return html

    def _html(self, request: Request, view: View) -> str:
        words = self.words(request)

        languages = self._other_languages(request, words, view)
        template = _environment().get_template((view.template or view.page) + ".html")
        body = template.render(**self._common(request, words, view, languages), **view.context)
        title = f"{words.translate('Błąd:')} {view.title}" if view.faults else view.title
        frame = self._frame(request, words, view, () if view.page in _OF_FORM else languages)
        part = words.polish(self._office.part) or words.translate("Zgłoszenia")
        site = Site(self._office.name, part, language="" if words.language == "pl" else "pl")
        return plain_page(
            title,
            Markup(body),  # noqa: S704  (of our templates, which escape)
            site=site,
            frame=frame,
            kind="service",
            is_listed=False,
        )

    def _common(
        self,
        request: Request,
        words: Words,
        view: View,
        languages: Sequence[tuple[str, str, str]],
    ) -> Mapping[str, Any]:
        """Return what every template asks for."""
        url = partial(path_of, request)

        def faulty(field: str) -> list[str]:
            return [fault.message for fault in view.faults if fault.field == field]

        return {
            "_": words.translate,
            "label_of": words.label,
            "polish": words.polish,
            "lang": words.language,
            "url": url,
            "asset": lambda name: self.assets.url(request, name),
            "tile_address": self._tiles.url(request) if self._tiles else "",
            "preview_address": lambda file: picture_path(request, file.token),
            "shown_by_all": SHOWN_BY_ALL,
            "shown_by_some": SHOWN_BY_SOME,
            "absolute": lambda page: f"{request.url.scheme}://{request.url.netloc}{url(page)}",
            "faults": view.faults,
            "faulty": faulty,
            "others": languages,
            "phone": self._office.phone,
            "phone_link": _telephone(self._office.phone),
            "emergencies": [
                ("986", words.translate("Straż Miejska")),
                ("991", words.translate("pogotowie energetyczne")),
                ("992", words.translate("pogotowie gazowe")),
                ("994", words.translate("pogotowie wodociągowe")),
            ],
            "portal": address_of_face(request, self._office.portal),
            "office": self._office,
            "size": words.size,
            "files_always_go": self._files_always_go,
        }

    def _other_languages(
        self, request: Request, words: Words, view: View
    ) -> Sequence[tuple[str, str, str]]:
        """Return tag, name and address of the page in each other language."""
        query = f"?{request.url.query}" if view.page in _OF_QUERY and request.url.query else ""
        return [
            (
                tag,
                LANGUAGE_NAMES.get(tag, tag),
                address_in(request, tag, path=PATHS[view.page]) + query,
            )
            for tag in self._words
            if tag != words.language
        ]

    def _frame(
        self,
        request: Request,
        words: Words,
        view: View,
        languages: Sequence[tuple[str, str, str]],
    ) -> Frame:
        url = partial(path_of, request)
        _ = words.translate
        links = [(_("Zgłoś"), url("form")), (_("Sprawdź zgłoszenie"), url("status"))]
        if self._office.portal:
            portal = address_of_face(request, self._office.portal)
            links.append((_("Załatw sprawę"), portal))
        foot = [(_("Regulamin"), url("terms")), (_("Prywatność"), url("privacy"))]
        if self._office.phone:
            # Help stands at one place on every page (WCAG 3.2.6).
            text = _("Pomoc: {phone}").format(phone=self._office.phone)
            foot.insert(0, (text, f"tel:{_telephone(self._office.phone)}"))
        icon = self.assets.url(request, "icon.svg")
        head = Markup('<link rel="icon" type="image/svg+xml" href="{}">').format(icon)
        if self._declaration:
            foot.append((_("Deklaracja dostępności"), url("declaration")))
            head += Markup('\n<meta name="deklaracja-dostępności" content="{}">').format(
                url("declaration")
            )
        if (view.template or view.page) in _WITH_SCRIPT:
            script = self.assets.url(request, "service.js")
            head += Markup('\n<script type="module" src="{}"></script>').format(script)
        section = {"withdraw": "status"}.get(view.page, view.page)
        if view.page in _OF_FORM:
            section = "form"
        return Frame(
            home=url("start"),
            links=links,
            here=url(section),
            style=self.assets.url(request, "style.css"),
            head=head,
            foot=foot,
            words=FrameWords(
                language=words.language,
                skip=_("Przejdź do treści"),
                band=_("Uwaga"),
                navigation=_("Serwis"),
                languages=_("Język"),
                editors=_("Redakcja"),
            ),
            languages=languages,
            policy=False,
        )


@cache
def _environment() -> Environment:
    """Return the templates, each of which is compiled once in a process."""
    environment = template_environment("lckm_web")
    environment.filters.update(newlines=_newlines, telephone=_telephone)
    return environment


def _newlines(text: str) -> Markup:
    """Return a text for an attribute, in which a parser would lose no newline."""
    return escape(clean(text)).replace("\n", Markup("&#10;"))


def _telephone(number: str) -> str:
    return "".join(sign for sign in number if sign in "+0123456789")
