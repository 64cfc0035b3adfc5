"""A small desk: a page for staff, and one for personal data."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import httpx2
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lckm_core import ContactCentre, build
from lckm_core.calendar import Window
from lckm_core.memory import MemorySessions
from lckm_core.organisation import Directory, Official, Role
from lckm_core.ports import provide
from lckm_http import RefusedRequestError, protect, read_form, refuse_plainly
from lckm_sign_in import Attempt, Identity, SignIn, StaffRefusedError, StaffSignIn
from tests.helpers.asgi_client import asgi_client

SITE = "https://lckm.example.org"
NOON = datetime(2026, 5, 31, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PEOPLE = (
    Official("Ewa Pokazowa", (Role.MONITORING_STAFF,), login="e.pokazowa"),
    Official(
        "Jan Odchodzący",
        (Role.CALL_CENTRE_STAFF,),
        window=Window(None, date(2026, 5, 31)),
        login="J.Odchodzacy",
    ),
)


class AnySignIn(SignIn):
    """Signs in whoever is named here."""

    asks_again = True

    def __init__(self, login: str = "E.Pokazowa") -> None:
        self.login = login
        self.attempts: list[Attempt] = []
        self.proved_at: datetime | None = NOON

    async def begin(self, request, attempt):
        self.attempts.append(attempt)
        return Identity(login=self.login, proved_at=self.proved_at, subject=f"sub-{self.login}")


class Desk:
    """A desk, the sessions behind it, and the moment it is."""

    def __init__(
        self,
        sign_in: SignIn | None = None,
        *,
        url: str = SITE,
        sessions=None,
        max_body: int = 256_000,
        directory: Directory | None = None,
        **settings,
    ) -> None:
        self.sign_in = sign_in or AnySignIn()
        self.now = NOON
        self.url = url
        self.sessions = MemorySessions() if sessions is None else sessions
        self.directory = directory or Directory(units=(), people=PEOPLE)
        centre = ContactCentre(build(provide(sessions=self.sessions, directory=self.directory)))
        self.staff = StaffSignIn(self.sign_in, centre, clock=lambda: self.now, **settings)
        self.app = protect(
            Starlette(
                routes=[
                    Route("/", self.first, methods=["GET", "POST"]),
                    Route("/dane", self.personal, methods=["GET", "POST"]),
                    Route("/nowe", self.poll),
                    *self.staff.routes,
                ],
                exception_handlers={
                    StaffRefusedError: self.staff.refuse,
                    RefusedRequestError: refuse_plainly,
                },
            ),
            public_url=url,
            trusted_proxies=["10.0.0.1"],
            max_body=max_body,
            requires_origin=True,
            called_by_programs=self.staff.called_by_programs,
        )

    def client(self, host: str = "192.0.2.7") -> httpx2.Client:
        return asgi_client(self.app, self.url, client=(host, 5000))

    async def first(self, request: Request) -> Response:
        staff = await self.staff.current_staff(request, self.now)
        words = (await read_form(request)).text("slowa") if request.method == "POST" else ""
        return PlainTextResponse(f"{staff.name} · {', '.join(staff.roles)} · {words}")

    async def personal(self, request: Request) -> Response:
        staff = await self.staff.fresh_staff(request, self.now)
        return PlainTextResponse(f"dane dla {staff.login}")

    async def poll(self, request: Request) -> Response:
        await self.staff.current_staff(request, self.now, prolongs=False)
        return PlainTextResponse("3 nowe")


class FaceOfStaff:
    """What a face takes of its sign-in."""

    def __init__(self, centre, *, sign_in, sessions=None, clock=None, trusted_proxies=()) -> None:
        self.sign_in = sign_in
        self.sessions = sessions


def signed_in(desk: Desk) -> httpx2.Client:
    """Return a client that is signed in."""
    client = desk.client()
    assert client.get("/logowanie").status_code == 303
    return client


def post(client: httpx2.Client, path: str, **data):
    """Send a form as a browser does."""
    return client.post(path, data=data, headers={"Sec-Fetch-Site": "same-origin"})


def hidden_fields(page: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    return {unescape(name): unescape(value) for name, value in found}
