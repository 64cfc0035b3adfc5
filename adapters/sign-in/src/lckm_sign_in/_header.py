"""Sign-in by a header that the proxy before the site sets, as a web server with SSO does."""

from collections.abc import Sequence
from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import quote, urlencode

from starlette.requests import Request

from lckm_core.errors import InvalidSettingError
from lckm_core.organisation import normalize_login
from lckm_core.text import Message
from lckm_http import networks, peer_host
from lckm_sign_in._attempts import Attempt
from lckm_sign_in._pages import SignInPage
from lckm_sign_in._sign_in import Identity, SignIn, SignInFailedError, SignInFault

_PROXIES = Message(
    "podaj adres serwera, który ustawia nagłówek, np. 127.0.0.1: od innych się go nie przyjmuje",
    "give the address of the server that sets the header, such as 127.0.0.1: nobody else's is "
    "believed",
)
_AGAIN = Message(
    "ponowne logowanie wymaga obu: time_header i again_url",
    "a fresh sign-in needs both: time_header and again_url",
)
_LONGEST = 200


class HeaderSignIn(SignIn):
    """Trusts a header that names the login, from trusted proxies only.

    The proxy has to remove a header of that name which a browser sent.
    """

    def __init__(
        self,
        *,
        header: str = "Remote-User",
        trusted_proxies: Sequence[str],
        time_header: str | None = None,
        again_url: str | None = None,
        sign_out_url: str | None = None,
    ) -> None:
        """Make the sign-in.

        Args:
            header: the header that holds the login.
            trusted_proxies: addresses and networks of the proxies that set it.
            time_header: a header that holds when they signed in, in seconds since 1970.
            again_url: the proxy's address at which one signs in anew; ``{back}`` in it
                stands for where to come back to.
            sign_out_url: the proxy's address at which one signs out.

        Raises:
            InvalidSettingError: no proxy is trusted, or only one of ``time_header`` and
                ``again_url`` is given.
            ValueError: a proxy is no address.
        """
        if not trusted_proxies:
            raise InvalidSettingError("trusted_proxies", _PROXIES)
        if (time_header is None) != (again_url is None):
            raise InvalidSettingError("time_header", _AGAIN)
        self._header = header
        self._proxies = networks(trusted_proxies)
        self._time_header = time_header
        self._again_url = again_url
        self._sign_out_url = sign_out_url
        self.asks_again = again_url is not None

    @property
    def way(self) -> str:
        """The class and the header."""
        return f"{super().way} {self._header.lower()}"

    async def begin(self, request: Request, attempt: Attempt) -> Identity | SignInPage:
        """Return who the header names, or the page that leads to a fresh sign-in."""
        login = self._login(request)
        if login is None:
            raise SignInFailedError(SignInFault.NO_LOGIN)
        proved_at = self._proved_at(request)
        if self._again_url is not None and attempt.needs_newer_proof(proved_at):
            return again_page(self._again_url, attempt)
        return Identity(login=login, proved_at=proved_at)

    async def finish(self, request: Request, attempt: Attempt) -> Identity:
        """Return who comes back from a fresh sign-in."""
        login, proved_at = self._login(request), self._proved_at(request)
        if login is None:
            raise SignInFailedError(SignInFault.NO_LOGIN)
        if attempt.needs_newer_proof(proved_at):
            raise SignInFailedError(SignInFault.NOT_ANEW)
        return Identity(login=login, proved_at=proved_at)

    async def confirms(self, request: Request, login: str) -> bool:
        """Return whether the header still names that login."""
        found = self._login(request)
        return found is not None and normalize_login(found) == login

    async def sign_out_address(self, request: Request, after: str) -> str | None:
        """Return the proxy's address of sign-out."""
        return self._sign_out_url

    def _login(self, request: Request) -> str | None:
        value = self._value(request, self._header)
        return value if value and len(value) <= _LONGEST and value.isprintable() else None

    def _proved_at(self, request: Request) -> datetime | None:
        value = self._time_header and self._value(request, self._time_header)
        if not value or not (value.isascii() and value.isdecimal()) or len(value) > 11:
            return None
        return datetime.fromtimestamp(int(value), UTC)

    def _value(self, request: Request, header: str) -> str | None:
        """Return a header set by a trusted proxy; ignore one that comes twice."""
        peer = peer_host(request)
        try:
            address = ip_address(peer or "")
        except ValueError:
            return None
        if not any(address in network for network in self._proxies):
            return None
        values = request.headers.getlist(header)
        return _text(values[0]).strip() if len(values) == 1 else None


def again_page(url: str, attempt: Attempt) -> SignInPage:
    """Return the page that leads to an address of a fresh sign-in."""
    back = f"{attempt.return_url}?{urlencode({'state': attempt.state})}"
    return SignInPage(
        title=Message("Logowanie", "Signing in"),
        link=(url.replace("{back}", quote(back, safe="")), Message("Dalej", "Go on")),
        leads_on=True,
    )


def _text(value: str) -> str:
    """Return a header's text, decoded from UTF-8 if it is valid."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value
