"""Sign-in by the session of the site in which a face is mounted."""

from collections.abc import Callable

from starlette.requests import Request

from lckm_http import in_thread
from lckm_sign_in._attempts import Attempt
from lckm_sign_in._header import again_page
from lckm_sign_in._pages import SignInPage
from lckm_sign_in._sign_in import Identity, SignIn, SignInFailedError, SignInFault

WhoIs = Callable[[Request], Identity | str | None]
"""Returns who a host's session belongs to, ``None`` where nobody is signed in."""


class HostSignIn(SignIn):
    """Asks the host, which has a session of its own, who sends a request."""

    def __init__(
        self,
        who_is: WhoIs,
        *,
        sign_in_url: str,
        again_url: str | None = None,
        sign_out_url: str | None = None,
    ) -> None:
        """Make the sign-in.

        Args:
            who_is: returns a login, an :class:`Identity`, or ``None``; called in a thread, for each
                request.
            sign_in_url: the host's page of sign-in; ``{back}`` stands for where to come back to.
            again_url: its page of a fresh sign-in, where ``who_is`` returns ``proved_at``.
            sign_out_url: its page of sign-out.
        """
        self._who_is = who_is
        self._sign_in_url = sign_in_url
        self._again_url = again_url
        self._sign_out_url = sign_out_url
        self.asks_again = again_url is not None

    @property
    def way(self) -> str:
        """The class and the host's page of sign-in."""
        return f"{super().way} {self._sign_in_url}"

    async def begin(self, request: Request, attempt: Attempt) -> Identity | SignInPage:
        """Return who is signed in at the host, or the page that leads to its sign-in."""
        found = await in_thread(self._identify, request)
        if found is None:
            return again_page(self._sign_in_url, attempt)
        if self._again_url is not None and attempt.needs_newer_proof(found.proved_at):
            return again_page(self._again_url, attempt)
        return found

    async def finish(self, request: Request, attempt: Attempt) -> Identity:
        """Return who comes back from the host's sign-in."""
        found = await in_thread(self._identify, request)
        if found is None:
            raise SignInFailedError(SignInFault.DENIED)
        if attempt.needs_newer_proof(found.proved_at):
            raise SignInFailedError(SignInFault.NOT_ANEW)
        return found

    async def confirms(self, request: Request, login: str) -> bool:
        """Return whether the host's session still belongs to that login."""
        found = await in_thread(self._identify, request)
        return found is not None and found.login == login

    async def sign_out_address(self, request: Request, after: str) -> str | None:
        """Return the host's address of sign-out."""
        return self._sign_out_url

    def _identify(self, request: Request) -> Identity | None:
        found = self._who_is(request)
        return Identity(login=found) if isinstance(found, str) else found
