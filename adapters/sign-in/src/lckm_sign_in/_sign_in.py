"""What a way of signing in has to do."""

from abc import ABC, abstractmethod
from datetime import datetime
from enum import StrEnum

import attrs
from starlette.requests import Request

from lckm_core.organisation import normalize_login
from lckm_core.text import Message
from lckm_sign_in._attempts import Attempt
from lckm_sign_in._pages import SignInPage


@attrs.frozen(kw_only=True)
class Identity:
    """Who signs in.

    Args:
        login: the name by which the directory knows them; small letters are made of it.
        proved_at: when they proved it, aware; ``None`` where the sign-in does not know.
        issuer: which provider says so, where there is one.
        subject: how the provider calls them, to hear of their sign-out.
        provider_session: how the provider calls its session with them, likewise.
    """

    login: str = attrs.field(converter=normalize_login, repr=False)
    proved_at: datetime | None = None
    issuer: str | None = None
    subject: str | None = attrs.field(default=None, repr=False)
    provider_session: str | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class EndedSessions:
    """The sessions that a provider says have ended."""

    issuer: str | None = None
    """Only those for which this provider vouched; a subject is somebody else at another."""
    subject: str | None = attrs.field(default=None, repr=False)
    provider_session: str | None = attrs.field(default=None, repr=False)
    signed_in_before: datetime | None = None
    """Only those that began before; a message that is sent again ends no newer ones."""


class SignInFault(StrEnum):
    """Why somebody could not be signed in; the value is what a log says."""

    NOT_BEGUN = "not begun in this browser, or too long ago"
    DENIED = "denied by the provider"
    AWAY = "the provider does not answer"
    INVALID = "the provider's answer is not valid"
    TOO_WEAK = "signed in by other means than are required"
    NOT_ANEW = "not signed in anew, as was asked"
    NO_LOGIN = "no login in the provider's answer"
    NOT_HERE = "not open to this address"

    @property
    def message(self) -> Message:
        """The message for whoever wanted to sign in."""
        return _MESSAGES[self]


_MESSAGES = {
    SignInFault.NOT_BEGUN: Message(
        "To logowanie zaczęto w innej przeglądarce albo dawniej niż 10 minut temu. "
        "Zacznij jeszcze raz.",
        "This sign-in began in another browser, or more than 10 minutes ago. Begin again.",
    ),
    SignInFault.DENIED: Message(
        "System logowania odmówił. Spróbuj jeszcze raz; jeśli to się powtórzy, zapytaj "
        "administratora.",
        "The sign-in system refused. Try again; if it does so again, ask the administrator.",
    ),
    SignInFault.AWAY: Message(
        "System logowania nie odpowiada. Spróbuj za chwilę.",
        "The sign-in system does not answer. Try again in a moment.",
    ),
    SignInFault.INVALID: Message(
        "Odpowiedź systemu logowania jest nieważna. Spróbuj jeszcze raz; jeśli to się powtórzy, "
        "zapytaj administratora.",
        "The answer of the sign-in system is not valid. Try again; if it happens again, ask the "
        "administrator.",
    ),
    SignInFault.TOO_WEAK: Message(
        "Do tych stron trzeba zalogować się silniej, np. z drugim składnikiem.",
        "These pages need a stronger sign-in, such as one with a second factor.",
    ),
    SignInFault.NOT_ANEW: Message(
        "Dane osobowe wymagają ponownego logowania, a system logowania o nie nie poprosił.",
        "Personal data need a fresh sign-in, and the sign-in system did not ask for one.",
    ),
    SignInFault.NO_LOGIN: Message(
        "System logowania nie podał loginu. Zapytaj administratora.",
        "The sign-in system did not send a login. Ask the administrator.",
    ),
    SignInFault.NOT_HERE: Message(
        "Tak można się zalogować tylko na tym samym komputerze (127.0.0.1).",
        "This sign-in works only on the same machine (127.0.0.1).",
    ),
}


class SignInFailedError(Exception):
    """Somebody could not be signed in; it quotes neither them nor the provider."""

    def __init__(self, fault: SignInFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class SignIn(ABC):
    """A way in which staff sign in: only :meth:`begin` has to be written.

    It finds out a login. Sessions, cookies, roles and pages are :class:`StaffSignIn`'s.
    """

    asks_again: bool = False
    """Whether it can have somebody prove once more who they are, and tells when they did."""

    @property
    def way(self) -> str:
        """Identifies this way of signing in: sessions begun in another way are not valid.

        Two of one class that trust different providers, or ask for different proofs, have
        different ways.
        """
        return f"{type(self).__module__}:{type(self).__qualname__}"

    @abstractmethod
    async def begin(self, request: Request, attempt: Attempt) -> Identity | SignInPage:
        """Return who sends a request, or the page on which they sign in.

        Raises:
            SignInFailedError: they cannot.
        """

    async def finish(self, request: Request, attempt: Attempt) -> Identity:
        """Return who comes back from the page that :meth:`begin` returned.

        Raises:
            SignInFailedError: they did not sign in.
        """
        raise SignInFailedError(SignInFault.NOT_BEGUN)

    async def confirms(self, request: Request, login: str) -> bool:
        """Return whether a request may use a session of that login."""
        return True

    async def ended_sessions(self, request: Request) -> EndedSessions | None:
        """Return which sessions a message of the provider ends; ``None`` where it is not valid."""
        return None

    async def sign_out_address(self, request: Request, after: str) -> str | None:
        """Return the address at which the provider's own session is ended, if known.

        Args:
            request: the request for the page after a sign-out, also on coming back from there.
            after: the address to come back to.
        """
        return None
