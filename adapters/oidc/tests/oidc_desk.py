"""A desk whose staff sign in at a provider."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from lckm_core import ContactCentre, build
from lckm_core.memory import MemorySessions
from lckm_core.organisation import Directory, Official, Role
from lckm_core.ports import provide
from lckm_http import protect, read_form
from lckm_oidc import OidcSignIn
from lckm_sign_in import StaffRefusedError, StaffSignIn
from tests.helpers.asgi_client import asgi_client

SITE = "https://lckm.example.org"
PEOPLE = (
    Official("Ewa Pokazowa", (Role.MONITORING_STAFF,), login="e.pokazowa"),
    Official("Jan Próbny", (Role.CALL_CENTRE_STAFF,), login="j.probny"),
)


class OidcDesk:
    """A desk mounted at ``/biuro`` of a site, and what is behind it."""

    def __init__(
        self, issuer, *, client_secret="a secret of the client", url=SITE, people=PEOPLE, **settings
    ):
        self.url = url
        self.moved = timedelta(0)
        self.sign_in = OidcSignIn(
            issuer=issuer,
            client_id="lckm",
            client_secret=client_secret,
            clock=self.clock,
            timeout=5,
            **settings,
        )
        self.sessions = MemorySessions()
        directory = Directory(units=(), people=people)
        centre = ContactCentre(build(provide(sessions=self.sessions, directory=directory)))
        self.staff = StaffSignIn(self.sign_in, centre, clock=self.clock)
        self.app = protect(
            Starlette(
                routes=[
                    Route("/", self.first),
                    Route("/formularz", self.form, methods=["GET", "POST"]),
                    Route("/dane", self.personal, methods=["GET", "POST"]),
                    *self.staff.routes,
                ],
                exception_handlers={StaffRefusedError: self.staff.refuse},
            ),
            public_url=url,
            requires_origin=True,
            called_by_programs=self.staff.called_by_programs,
        )

    def clock(self):
        return datetime.now(UTC) + self.moved

    async def first(self, request):
        return PlainTextResponse((await self.staff.current_staff(request, self.clock())).name)

    async def form(self, request):
        await self.staff.current_staff(request, self.clock())
        if request.method == "POST":
            return PlainTextResponse((await read_form(request)).text("slowa"))
        return HTMLResponse(
            f"<p>{request.query_params.get('stan', '-')}</p>"
            '<form><input name="stan" aria-label="Stan"><button>Filtruj</button></form>'
            '<form method="post"><textarea name="slowa" aria-label="Słowa"></textarea>'
            '<button>Zapisz</button></form><form method="post" action="/wyloguj">'
            "<button>Wyloguj się</button></form>"
        )

    async def personal(self, request):
        return PlainTextResponse((await self.staff.fresh_staff(request, self.clock())).login)

    def client(self):
        return asgi_client(self.app, self.url)

    def serving_client(self):
        """Return a client whose requests may share an event loop."""
        return TestClient(self.app, base_url=self.url, follow_redirects=False)


def begun(client, back="/", again=""):
    """Begin a sign-in; return the address at the provider and its parameters."""
    page = client.get(f"/logowanie?dalej={back}{again}")
    assert page.status_code == 200, page.text
    escaped = re.search(r'content="0; url=([^"]*)"', page.text)[1]
    assert f'href="{escaped}"' in page.text
    address = unescape(escaped)
    return address, {name: each[0] for name, each in parse_qs(urlsplit(address).query).items()}


def came_back(client, provider, **changed):
    """Sign in at a signing provider, and come back."""
    _, asked = begun(client)
    provider.nonce = asked["nonce"]
    answer = {"code": "a-code", "state": asked["state"]} | changed
    return client.get("/logowanie/powrot", params=answer)
