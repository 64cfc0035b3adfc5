"""Sign-in by OpenID Connect: the code flow with PKCE and a nonce."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from anyio import CapacityLimiter, move_on_after
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from starlette.requests import Request

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_http import RefusedRequestError, read_form
from lckm_oidc._connection import Connection, basic, is_safe
from lckm_oidc._problems import Problem, ProviderError
from lckm_oidc._provider import Metadata, Provider
from lckm_oidc._tokens import Claims, id_token_claims, logout_claims, moment_of
from lckm_sign_in import (
    Attempt,
    EndedSessions,
    Identity,
    SignIn,
    SignInFailedError,
    SignInFault,
    SignInPage,
)

_LOG = logging.getLogger("lckm_oidc")
_T = TypeVar("_T")
# A provider that does not answer blocks this many threads of each kind, and no others.
_AT_ONCE = 8
# For each event loop. Codes are exchanged one by one, a provider's data are fetched once an
# hour; with separate limits neither waits for the other.
_CODES: Final[RunVar[CapacityLimiter]] = RunVar("lckm_oidc codes")
_KNOWN: Final[RunVar[CapacityLimiter]] = RunVar("lckm_oidc known")
_ISSUER: Final = Message(
    "ma tu być adres https dostawcy tożsamości, dokładnie taki jak jego „issuer”",
    "this has to be the https address of the identity provider, exactly as its “issuer”",
)
_OPENID: Final = Message("ma tu być „openid”", "“openid” has to be among these")
_SKEW: Final = Message(
    "ma tu być liczba sekund od 0 do 300", "this has to be a number of seconds from 0 to 300"
)


class OidcSignIn(SignIn):
    """Signs staff in through an OpenID Connect provider, such as Keycloak or LemonLDAP::NG.

    The provider tells who they are; what they may do, the directory of the day says.
    """

    asks_again = True

    def __init__(
        self,
        *,
        issuer: str,
        client_id: str,
        client_secret: str | None = None,
        login_claim: str = "preferred_username",
        scopes: Sequence[str] = ("openid", "profile"),
        acr_values: Sequence[str] = (),
        clock_skew: float = 60,
        ca_file: str = "",
        timeout: float = 10,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Make the sign-in. The provider is asked only when somebody signs in.

        Args:
            issuer: the provider, exactly as it calls itself.
            client_id: how the provider calls this site.
            client_secret: the secret that it gave this site; without it, the site has only PKCE.
            login_claim: the claim that is the login in the directory.
            scopes: the scopes to ask for, with ``openid`` among them.
            acr_values: the ways of signing in that are good enough, the best first; without any,
                all are.
            clock_skew: by how many seconds the provider's clock may differ.
            ca_file: a file of trusted certificates, in place of the system's.
            timeout: seconds that one question to the provider may take.
            clock: returns the current moment, aware.

        Raises:
            InvalidSettingError: the issuer is neither https nor this machine, ``openid`` is
                not among the scopes, or the skew is too large.
        """
        if not is_safe(issuer) or "?" in issuer or "#" in issuer:
            raise InvalidSettingError("issuer", _ISSUER)
        if "openid" not in scopes:
            raise InvalidSettingError("scopes", _OPENID)
        if not 0 <= clock_skew <= 300:
            raise InvalidSettingError("clock_skew", _SKEW)
        self._provider = Provider(issuer, Connection(ca_file, timeout))
        self._client_id = client_id
        self._client_secret = client_secret
        self._login_claim = login_claim
        self._scopes = " ".join(scopes)
        self._acr_values = tuple(acr_values)
        self._skew = timedelta(seconds=clock_skew)
        self._clock = clock

    @property
    def way(self) -> str:
        """The provider, the client, the claim of the login, and how one has to prove oneself."""
        enough = sorted(self._acr_values)
        return " ".join(
            (super().way, self._provider.issuer, self._client_id, self._login_claim, *enough)
        )

    async def begin(self, request: Request, attempt: Attempt) -> SignInPage:
        """Return the page that leads to the provider."""
        metadata = await self._ask(self._provider.metadata)
        parameters = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": attempt.return_url,
            "scope": self._scopes,
            "state": attempt.state,
            "nonce": attempt.derived("nonce"),
            "code_challenge": create_s256_code_challenge(attempt.derived("verifier")),
            "code_challenge_method": "S256",
        }
        if self._acr_values:
            parameters["acr_values"] = " ".join(self._acr_values)
        if attempt.again:
            # Providers differ in which of the two they know.
            parameters |= {"prompt": "login", "max_age": "0"}
        return SignInPage(
            title=Message("Logowanie", "Signing in"),
            link=(
                _add_query(metadata.authorization_endpoint, parameters),
                Message("Dalej", "Go on"),
            ),
            leads_on=True,
        )

    async def finish(self, request: Request, attempt: Attempt) -> Identity:
        """Return who comes back from the provider."""
        if request.method != "GET":
            raise SignInFailedError(SignInFault.NOT_BEGUN)
        answer = request.query_params
        if len(answer) != len(answer.multi_items()):
            raise self._sign_in_error(Problem.NO_CODE)
        return await self._ask(partial(self._identity, dict(answer), attempt), threads=_CODES)

    async def ended_sessions(self, request: Request) -> EndedSessions | None:
        """Return which sessions a token of back-channel logout ends."""
        try:
            token = (await read_form(request)).text("logout_token")
            claims = await self._ask(partial(self._logout_claims, token))
        except (RefusedRequestError, SignInFailedError):
            return None
        # Judged by the token's time, so that a replayed one ends no later session.
        at = moment_of(claims, "iat", self._clock())
        return EndedSessions(
            issuer=self._provider.issuer,
            subject=claims.get("sub"),
            provider_session=claims.get("sid"),
            signed_in_before=None if at is None else at + self._skew,
        )

    async def sign_out_address(self, request: Request, after: str) -> str | None:
        """Return the provider's address of sign-out; ``None`` without one, or coming from it."""
        if "state" in request.query_params:
            # The provider returns it when somebody has just signed out there.
            return None
        try:
            metadata = await self._ask(self._provider.metadata)
        except SignInFailedError:
            return None
        if metadata.end_session_endpoint is None:
            return None
        parameters = {
            "client_id": self._client_id,
            "post_logout_redirect_uri": after,
            "state": "signed-out",
        }
        return _add_query(metadata.end_session_endpoint, parameters)

    # ── in a thread ──────────────────────────────────────────────────────────────────────────

    def _identity(self, answer: Mapping[str, str], attempt: Attempt) -> Identity:
        metadata = self._provider.metadata()
        issuer = answer.get("iss")
        if issuer != self._provider.issuer and (issuer is not None or metadata.names_itself):
            raise ProviderError(Problem.OTHER_ISSUER)
        if "error" in answer:
            raise ProviderError(Problem.DENIED)
        if not answer.get("code"):
            raise ProviderError(Problem.NO_CODE)
        tokens = self._tokens(metadata, answer["code"], attempt)
        access_token = tokens.get("access_token")
        access_token = access_token if isinstance(access_token, str) else None
        now = self._clock()
        claims = id_token_claims(
            tokens.get("id_token"),
            self._provider,
            client_id=self._client_id,
            nonce=attempt.derived("nonce"),
            access_token=access_token,
            now=now,
            skew=self._skew,
        )
        if self._acr_values and claims.get("acr") not in self._acr_values:
            raise ProviderError(Problem.WEAK)
        proved_at = moment_of(claims, "auth_time", now)
        if attempt.again and (proved_at is None or proved_at < attempt.began_at - self._skew):
            raise ProviderError(Problem.NOT_ANEW)
        session = claims.get("sid")
        return Identity(
            login=self._login(metadata, claims, access_token),
            proved_at=proved_at,
            issuer=self._provider.issuer,
            subject=claims["sub"],
            provider_session=session if isinstance(session, str) else None,
        )

    def _tokens(self, metadata: Metadata, code: str, attempt: Attempt) -> Mapping[str, Any]:
        """Return what the provider gives for a code, which it takes once."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": attempt.return_url,
            "code_verifier": attempt.derived("verifier"),
        }
        headers: Mapping[str, str] = {}
        if self._client_secret is None:
            form["client_id"] = self._client_id
        elif metadata.takes_secret_in_form:
            form |= {"client_id": self._client_id, "client_secret": self._client_secret}
        else:
            headers = basic(self._client_id, self._client_secret)
        found = self._provider.connection.post(metadata.token_endpoint, form, headers)
        if not isinstance(found, Mapping):
            raise ProviderError(Problem.CODE_REFUSED)
        return found

    def _login(self, metadata: Metadata, claims: Claims, access_token: str | None) -> str:
        """Return the login, from the token or else from the provider's user info."""
        login = claims.get(self._login_claim)
        endpoint = metadata.userinfo_endpoint
        if login is None and endpoint is not None and access_token is not None:
            user_info = self._provider.connection.get(endpoint, token=access_token)
            if not isinstance(user_info, Mapping) or user_info.get("sub") != claims["sub"]:
                raise ProviderError(Problem.OTHER_SUBJECT)
            login = user_info.get(self._login_claim)
        if not isinstance(login, str) or not login.strip():
            raise ProviderError(Problem.NO_LOGIN)
        return login

    def _logout_claims(self, token: str) -> Claims:
        return logout_claims(
            token,
            self._provider,
            client_id=self._client_id,
            now=self._clock(),
            skew=self._skew,
        )

    async def _ask(
        self, call: Callable[[], _T], *, threads: RunVar[CapacityLimiter] = _KNOWN
    ) -> _T:
        """Return the result of a call made in a thread; log its problem by name."""
        limiter = threads.get(None)
        if limiter is None:
            limiter = CapacityLimiter(_AT_ONCE)
            threads.set(limiter)
        try:
            # This ends the wait for a thread; a call that has got one ends by its own limits.
            with move_on_after(self._provider.connection.timeout):
                return await run_sync(call, limiter=limiter)
        except ProviderError as error:
            raise self._sign_in_error(error.problem) from None
        raise self._sign_in_error(Problem.NO_ANSWER)

    def _sign_in_error(self, problem: Problem) -> SignInFailedError:
        _LOG.warning("OpenID Connect: %s", problem)
        return SignInFailedError(problem.fault)


def _add_query(address: str, parameters: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"
