"""Sign-in without a password, on this machine only, for trying things out."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request

from lckm_core.organisation import normalize_login
from lckm_core.text import Message
from lckm_http import is_loopback, peer_host, read_form
from lckm_sign_in._attempts import Attempt
from lckm_sign_in._pages import Button, PageForm, SignInPage
from lckm_sign_in._sign_in import Identity, SignIn, SignInFailedError, SignInFault

_LOGIN = "login"
# Any of these shows that the request came from elsewhere through this machine.
_FORWARDED: Final = re.compile(
    r"via|x-real-ip|(x-)?(forwarded|original|envoy|proxy).*|.*client-?ip|cf-.*"
)


class DemoSignIn(SignIn):
    """Shows a list of staff to sign in as; for loopback addresses only."""

    asks_again = True

    def __init__(
        self,
        *,
        staff: Sequence[str],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Make the sign-in.

        Args:
            staff: ``login`` or ``login=words to show``, one each.
            clock: returns the current moment, aware; that of the sessions.
        """
        self._clock = clock
        self._staff = {
            normalize_login(login): words or login
            for login, _, words in (entry.partition("=") for entry in staff)
        }

    async def begin(self, request: Request, attempt: Attempt) -> Identity | SignInPage:
        """Return the list."""
        _require_loopback(request)
        buttons = [
            Button(Message(words, words), _LOGIN, login) for login, words in self._staff.items()
        ]
        return SignInPage(
            title=Message("Zaloguj się jako", "Sign in as"),
            text=Message(
                "To pokaz: bez hasła, tylko na tym komputerze.",
                "This is a demo: without a password, on this machine alone.",
            ),
            form=PageForm(action=f"{attempt.return_url}?state={attempt.state}", buttons=buttons),
        )

    async def finish(self, request: Request, attempt: Attempt) -> Identity:
        """Return the login that was picked."""
        _require_loopback(request)
        if request.method != "POST":
            raise SignInFailedError(SignInFault.NOT_BEGUN)
        login = (await read_form(request)).text(_LOGIN)
        if login not in self._staff:
            raise SignInFailedError(SignInFault.NO_LOGIN)
        return Identity(login=login, proved_at=self._clock())

    async def confirms(self, request: Request, login: str) -> bool:
        """Return whether a request comes from the machine itself, and from its staff."""
        return _is_here(request) and login in self._staff


def _require_loopback(request: Request) -> None:
    if not _is_here(request):
        raise SignInFailedError(SignInFault.NOT_HERE)


def _is_here(request: Request) -> bool:
    """Return whether a request comes from this machine and is addressed to it."""
    origin = request.headers.get("origin")
    return (
        is_loopback(peer_host(request))
        and is_loopback(request.client.host if request.client else None)
        and is_loopback(request.url.hostname)
        and (origin is None or is_loopback(urlsplit(origin).hostname))
        and not _is_of_a_proxy(request)
    )


def _is_of_a_proxy(request: Request) -> bool:
    """Return whether a request looks like one that a proxy passed on."""
    # nginx adds no header unless told to. By itself it speaks HTTP/1.0 or closes, as no browser.
    return (
        any(_FORWARDED.fullmatch(name) for name in request.headers)
        or request.scope.get("http_version") == "1.0"
        or request.headers.get("connection", "").lower() == "close"
    )
