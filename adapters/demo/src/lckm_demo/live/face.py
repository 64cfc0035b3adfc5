"""The demo's own pages: letters of the units, the clock, and a search in every file."""

from contextlib import AbstractContextManager
from pathlib import Path

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from lckm_cli.toolkit import counted
from lckm_core.centre import ContactCentre
from lckm_demo.live.clock import MovableClock
from lckm_demo.live.letters import ShownLetter, letters
from lckm_demo.live.word_search import FoundWords, find_words
from lckm_demo.live.worker import working
from lckm_demo.moments import LODZ
from lckm_demo.planted_data_search import search
from lckm_demo.test_data import PEOPLE
from lckm_http import Assets, RefusedRequestError, in_thread, protect, read_form, refuse_plainly

_SEVEN_MONTHS = 214
_MOST = 100
# Two letters are in every file.
_SHORTEST = 3
# Where the settings of the demo mount the other faces for people.
_STATIONS = Markup(
    '<nav aria-label="Strony pokazu"><ul><li><a href="/">Zgłoszenia mieszkańców</a></li>'
    '<li><a href="/procedury/">Procedury na portalu</a></li>'
    '<li><a href="/biuro/">Biuro, dla pracowników</a></li>'
    '<li><a href="/opis/">Sprawdzanie pliku Worda</a></li></ul></nav>'
)
_PAGE = Markup(
    '<!doctype html><html lang="pl"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<title>Poczta jednostek</title><link rel="stylesheet" href="{style}"></head><body>'
    "{stations}<main><h1>Poczta jednostek</h1>"
    "<p>To jest pokaz na tej maszynie: tak widzą zgłoszenia jednostki, do których trafiły. "
    "Zegar pokazu: <strong>{now:%d.%m.%Y, %H:%M}</strong>.</p>"
    '<form method="post" action="{clock}"><button>Przesuń zegar o 7 miesięcy</button></form>'
    '<form method="post" action="{search}"><label for="words">Szukaj w każdym pliku pokazu, np. '
    'telefonu, który podano w zgłoszeniu</label><input id="words" name="words" '
    'value="{words}" autocomplete="off"> <button>Szukaj</button> '
    '<button name="planted" value="1">Szukaj osoby z przykładowych zgłoszeń</button></form>'
    "{found}<h2>Listy i zgłoszenia helpdesku ({count})</h2>{letters}</main></body></html>"
)
_LETTER = Markup(
    "<article><h3>{subject}</h3><p>Do: {receiver}</p><pre>{text}</pre><p>{files}</p></article>"
)


class DemoFace:
    """What ``lckm serve`` shows at ``/poczta`` after ``lckm demo``, with a worker of its own.

    Args:
        centre: the contact centre of the demo.
        folder: the folder of the demo that goes on.
        public_url: the address of the site, if it is known.
    """

    title = "Poczta jednostek"

    def __init__(
        self, centre: ContactCentre, *, folder: Path | str, public_url: str | None = None
    ) -> None:
        self._centre = centre
        self._folder = Path(folder)
        self._clock = MovableClock(self._folder)
        self._assets = Assets("lckm_demo.live", "assets")
        self.app = protect(
            Starlette(
                routes=[
                    Route("/", self._show, name="letters"),
                    Route("/zegar", self._move, methods=["POST"], name="clock"),
                    Route("/szukaj", self._search, methods=["POST"], name="search"),
                    self._assets.route,
                ],
                exception_handlers={RefusedRequestError: refuse_plainly},
            ),
            public_url=public_url,
        )

    def running(self) -> AbstractContextManager[None]:
        """Return the context that runs the worker and the units' staff beside the server."""
        return working(self._centre, self._folder, self._clock)

    async def _show(self, request: Request) -> Response:
        return await self._page(request, "", Markup())

    async def _move(self, request: Request) -> Response:
        self._clock.move(_SEVEN_MONTHS)
        return RedirectResponse(request.url_for("letters"), 303)

    async def _search(self, request: Request) -> Response:
        form = await read_form(request)
        if form.text("planted"):
            return await self._page(request, "", await in_thread(self._planted))
        words = form.text("words").strip()
        if len(words) < _SHORTEST:
            text = Markup("<p role=status>Podaj co najmniej {} znaki.</p>").format(_SHORTEST)
            return await self._page(request, words, text)
        found = await in_thread(find_words, self._folder, words)
        return await self._page(request, words, _listed(found))

    def _planted(self) -> Markup:
        searched = search(self._folder, PEOPLE, 0)
        paths = tuple(dict.fromkeys(trace.where for trace in searched.traces))
        return _listed(FoundWords(searched.files, paths))

    async def _page(self, request: Request, words: str, found: Markup) -> Response:
        shown = await in_thread(letters, self._folder, _MOST)
        return HTMLResponse(
            _PAGE.format(
                stations=_STATIONS,
                style=self._assets.url(request, "live.css"),
                now=self._clock.now().astimezone(LODZ),
                clock=request.url_for("clock"),
                search=request.url_for("search"),
                words=words,
                found=found,
                count=len(shown),
                letters=Markup().join(_article(letter) for letter in shown),
            )
        )


def _listed(found: FoundWords) -> Markup:
    """Return what a search found, as a part of the page."""
    text = Markup("<p role=status>Przeszukano {}: {}.</p><ul>{}</ul>")
    outcome = f"znaleziono w {len(found.paths)}" if found.paths else "nie znaleziono nigdzie"
    items = Markup().join(Markup("<li>{}</li>").format(path) for path in found.paths)
    return text.format(counted(found.files, "file"), outcome, items)


def _article(letter: ShownLetter) -> Markup:
    files = f"Pliki: {', '.join(letter.files)}" if letter.files else "Bez plików."
    return _LETTER.format(
        subject=letter.subject, receiver=letter.receiver, text=letter.text, files=files
    )
