"""The pages of the desk: templates in the frame of lckm-pages."""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urlencode

import attrs
from jinja2 import Environment
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lckm_core.calendar import parse_day, warsaw
from lckm_desk import _labels as labels
from lckm_desk._fault_summary import with_field_names
from lckm_desk._finding_rows import finding_row
from lckm_desk._permissions import Permission
from lckm_desk._places import Places
from lckm_http import Assets
from lckm_pages import (
    Frame,
    FrameWords,
    Site,
    clean,
    plain_page,
    stylesheet,
    template_environment,
)
from lckm_sign_in import SignInPage, StaffSession

PATHS: Final[Mapping[str, str]] = {
    "start": "/",
    "call": "/rozmowa",
    "taken": "/rozmowa/przyjete",
    "caller": "/rozmowa/kod",
    "reports": "/zgloszenia",
    "table": "/zgloszenia.csv",
    "figures": "/zgloszenia/liczby",
    "report": "/zgloszenie",
    "person": "/zgloszenie/dane",
    "file": "/zgloszenie/plik",
    "pictures": "/zgloszenie/zdjecia",
    "picture": "/zgloszenie/zdjecie",
    "procedures": "/procedury",
    "procedure": "/procedura",
    "edition-file": "/procedura/opis",
    "take-in": "/procedura/przyjecie",
    "request-file": "/procedura/wniosek",
    "correct": "/procedura/poprawki",
    "give-back": "/procedura/zwrot",
    "agree": "/procedura/uzgodnienie",
    "confirm": "/procedura/potwierdzenie",
    "publish": "/procedura/publikacja",
    "withdraw": "/procedura/wycofanie",
    "note": "/procedura/inne",
    "erase-notes": "/procedura/inne-poprzednie",
    "routes": "/trasy",
    "routes-change": "/trasy/zmiana",
    "announcements": "/informacje",
    "announcement": "/informacja",
    "announcement-new": "/informacja/nowa",
    "announcement-publish": "/informacja/publikacja",
    "announcement-give-back": "/informacja/zwrot",
    "announcement-withdraw": "/informacja/zdjecie",
    "display": "/publikacja",
    "terms": "/regulamin",
    "terms-version": "/regulamin/wersja",
    "terms-draft": "/regulamin/projekt",
    "terms-approve": "/regulamin/zatwierdzenie",
    "terms-discard": "/regulamin/usuniecie",
    "requests": "/prosby",
    "request": "/prosba",
    "ask-data": "/prosba/nowa",
    "readdress": "/prosba/adresat",
    "answer": "/prosba/odpowiedz",
    "correct-answer": "/prosba/poprawka",
    "ask-briefing": "/prosba/nowy-instruktaz",
    "name-briefer": "/prosba/osoba",
    "hold-briefing": "/prosba/odbyty",
    "queue": "/kolejka",
    "erasures": "/usuwanie",
    "trail": "/slad",
    "account": "/konto",
}
"""The path of each page below the face; acts on a report are below that of the report."""
# The subject of a page, in the genitive.
_THINGS = {
    "report": "zgłoszenia",
    "procedure": "procedury",
    "announcement": "informacji",
    "request": "prośby",
    "terms-version": "regulaminu",
}
# WCAG 2.2.1 asks for 20 seconds at least.
_WARNING_SECONDS = 120
_BAND = "Strony dla pracowników. Nie pokazuj ich nikomu spoza Centrum."


@attrs.frozen
class Fault:
    """A fault: the id of its field, empty for none, and what to do."""

    field: str
    message: str


def unknown_choice(field: str, label: str, value: str, known: Container[str]) -> list[Fault]:
    """Return the fault of a filter for a value in the address that it does not offer."""
    # Otherwise an old address would show another list than it says.
    text = f"{label}: {_UNKNOWN_CHOICE}"
    return [Fault(field, text)] if value and value not in known else []


def day_fault(field: str, label: str, text: str) -> Fault:
    """Return the fault of a text that is not a day of the years 2000 to 2200."""
    return Fault(field, f"{label}: {no_day_words(text)}")


def no_day_words(text: str) -> str:
    """Return why a text is not such a day, as a sentence."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return "Podaj dzień jako rok-miesiąc-dzień, na przykład 2026-12-01."
    if parse_day(text) is None:
        return "Takiego dnia nie ma w kalendarzu."
    return "Podaj dzień z lat od 2000 do 2200."


_UNKNOWN_CHOICE = "Takiego wyboru nie ma. Wybierz z listy."


@attrs.frozen(kw_only=True)
class View:
    """A page to show: its template, its title and what the template asks for.

    Args:
        template: the name of its template, without the suffix.
        title: its title, and its first heading.
        context: what the template asks for.
        here: the page of the menu that it belongs to, as a key of :data:`PATHS`.
        status: the HTTP status.
        faults: what is wrong on it.
        head: more markup for its head.
        is_continued: whether it is a list's second page or a later one, which the title of the
            window says.
    """

    template: str
    title: str
    context: Mapping[str, Any] = attrs.field(factory=dict)
    here: str = ""
    status: int = 200
    faults: Sequence[Fault] = ()
    head: Markup = Markup()
    is_continued: bool = False


def message_view(title: str, text: str, status: int, *, more: Sequence[str] = ()) -> View:
    """Return a page with a heading and paragraphs."""
    return View(
        template="message", title=title, status=status, context={"paragraphs": [text, *more]}
    )


def refusal_view(
    title: str,
    permission: Permission,
    number: str,
    typed: Sequence[tuple[str, str]] = (),
    *,
    page: str = "report",
) -> View:
    """Return the page of a refused act: who may do it, and what was typed."""
    return View(
        template="refused",
        title=title,
        status=permission.status,
        context={
            "because": sentence(permission.because.pl),
            "number": number,
            "typed": typed,
            "page": page,
            "thing": _THINGS[page],
            "findings": [finding_row(finding) for finding in permission.findings],
        },
    )


def sentence(text: str) -> str:
    """Return a text of the core as a sentence, with a capital letter and a full stop."""
    text = labels.with_days(text[:1].upper() + text[1:])
    return text if text.endswith((".", "?", "!")) else f"{text}."


def path_of(request: Request, page: str, **query: str) -> str:
    """Return the path of a page below where the face is mounted, with a query."""
    path = PATHS.get(page) or f"{PATHS['report']}/{page}"
    asked = f"?{urlencode(query)}" if query else ""
    return f"{request.scope.get('root_path', '')}{path}{asked}"


class Pages:
    """Makes responses of views."""

    def __init__(self, *, office: str, part: str, places: Places) -> None:
        self._places = places
        self._site = Site(office, part, _BAND)
        stylesheet_text = files("lckm_desk").joinpath("desk.css").read_text(encoding="utf-8")
        self.assets = Assets(
            "lckm_desk", "static", more={"style.css": f"{stylesheet()}\n{stylesheet_text}".encode()}
        )

    @property
    def files(self) -> list[Route]:
        """The routes of the files that pages load."""
        return [self.assets.route]

    def show_sign_in(self, request: Request, page: SignInPage) -> Response:
        """Return a page of signing in or out as a response."""
        head = Markup()
        if page.link is not None and page.leads_on:
            head = Markup('<meta http-equiv="refresh" content="0; url={}">').format(page.link[0])
        view = View(
            template="sign_in",
            title=page.title.pl,
            status=page.status,
            context={"page": page},
            head=head,
        )
        return self.respond(request, view)

    def respond(
        self,
        request: Request,
        view: View,
        staff: StaffSession | None = None,
        menu: Sequence[tuple[str, str]] = (),
        *,
        now: datetime | None = None,
    ) -> HTMLResponse:
        """Return a view as a response, with the menu of whoever is signed in.

        At the moment *now* the page also knows how long the session lasts.
        """
        url = partial(path_of, request)
        body = self._body(view, url, login=staff.login if staff is not None else "")
        links = [(text, url(page)) for text, page in menu]
        if staff is not None:
            links.append((_staff_words(staff), url("account")))
        head = view.head
        if staff is not None and now is not None:
            body += _session_warning(staff, now, url)
            script = self.assets.url(request, "session.js")
            head += Markup('\n<script type="module" src="{}"></script>').format(script)
        icon = Markup('<link rel="icon" type="image/svg+xml" href="{}">')
        frame = Frame(
            home=url("start"),
            links=links,
            here=url(view.here) if view.here else "",
            style=self.assets.url(request, "style.css"),
            head=icon.format(self.assets.url(request, "icon.svg")) + head,
            words=FrameWords(navigation="Biuro"),
            policy=False,
        )
        title = f"{view.title}, dalsza strona" if view.is_continued else view.title
        if view.faults:
            title = f"Błąd: {title}"
        html = plain_page(
            title,
            Markup(body),  # noqa: S704  (of our templates, which escape)
            site=self._site,
            frame=frame,
            kind="desk",
            is_listed=False,
        )
        return HTMLResponse(html, view.status)

    def _body(self, view: View, url: Callable[..., str], *, login: str) -> str:
        def faulty(field: str) -> list[str]:
            return [fault.message for fault in view.faults if fault.field == field]

        template = _environment().get_template(f"{view.template}.html")
        body = template.render(
            url=url,
            faults=view.faults,
            faulty=faulty,
            labels=labels,
            name_of=self._places.name,
            label_of=self._places.label,
            login=login,
            title=view.title,
            **view.context,
        )
        return with_field_names(body) if view.faults else body


def _session_warning(staff: StaffSession, now: datetime, url: Callable[..., str]) -> str:
    """Return the warning before a session ends, which a script shows in time."""
    local = staff.ends_at.astimezone(warsaw())
    template = _environment().get_template("session.html")
    return template.render(
        url=url,
        warn=_WARNING_SECONDS,
        seconds=max(0, int((staff.ends_at - now).total_seconds())),
        at=f"{local.hour:02}:{local.minute:02}",
        last=staff.ends_at >= staff.longest_until,
    )


def _staff_words(staff: StaffSession) -> str:
    """Return who is signed in and as what, for the header."""
    roles = ", ".join(role.value for role in staff.roles) or "bez roli"
    return f"{staff.name} ({roles})"


@cache
def _environment() -> Environment:
    """Return the templates, each of which is compiled once in a process."""
    environment = template_environment("lckm_desk", trim_blocks=True)
    environment.filters.update(moment=labels.moment, day=labels.day, newlines=_newlines, pair=_pair)
    return environment


def _pair(text: str) -> tuple[str, str]:
    """Return an option whose words are its value."""
    return text, text


def _newlines(text: str) -> Markup:
    """Return a text for an attribute, in which a parser would lose no newline."""
    return escape(clean(text)).replace("\n", Markup("&#10;"))
