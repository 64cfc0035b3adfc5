"""What a provider says of itself: its addresses and its keys, kept for an hour."""

import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

import attrs
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from lckm_oidc._connection import Connection, is_safe
from lckm_oidc._problems import Problem, ProviderError

_T = TypeVar("_T")
_HOUR = 3600.0
# Ask for keys no more often than this, as anybody can send tokens with unknown keys.
_BETWEEN = 60.0
# After a failure ask no sooner than this, as everybody would wait again.
_PAUSE = 10.0
ALGORITHMS = (
    *("RS256", "RS384", "RS512"),
    *("PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512"),
)
"""Signatures by a key pair; never ``none``, and no secret that two sides share."""


@attrs.frozen
class Metadata:
    """What the provider announces."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    end_session_endpoint: str | None
    takes_secret_in_form: bool
    names_itself: bool
    algorithms: tuple[str, ...]


class Provider:
    """One provider of OpenID Connect. Safe from several threads."""

    def __init__(self, issuer: str, connection: Connection) -> None:
        self.issuer = issuer
        self.connection = connection
        self._monotonic = time.monotonic
        self._metadata: _Answer[Metadata] = _Answer(is_good_when_old=True)
        self._keys: _Answer[KeySet] = _Answer(is_good_when_old=False)

    def metadata(self) -> Metadata:
        """Return what the provider announces. Raises :class:`ProviderError`."""
        address = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        return self._metadata.get(
            lambda: _metadata(self.connection.get(address), self.issuer),
            lasts=_HOUR,
            monotonic=self._monotonic,
        )

    def keys(self, *, refetch: bool = False) -> KeySet:
        """Return the keys of the provider's signatures.

        Args:
            refetch: whether those known did not fit; they are not fetched twice in a minute.

        Raises:
            ProviderError: they cannot be had.
        """
        address = self.metadata().jwks_uri
        return self._keys.get(
            lambda: _key_set(self.connection.get(address)),
            lasts=_BETWEEN if refetch else _HOUR,
            monotonic=self._monotonic,
        )


class _Answer(Generic[_T]):
    """The last answer to one question, which is never asked twice at once.

    So a provider that hangs delays everybody once, rather than one after another.
    """

    def __init__(self, *, is_good_when_old: bool) -> None:
        """With *is_good_when_old*, the last answer is used while there is no newer one."""
        self._is_good_when_old = is_good_when_old
        self._lock = Lock()
        self._found: tuple[float, _T] | None = None
        self._failure: tuple[float, Problem] | None = None

    def get(self, ask: Callable[[], _T], *, lasts: float, monotonic: Callable[[], float]) -> _T:
        """Return the answer, asked for again where it is older than it lasts.

        Raises:
            ProviderError: there is none, or there was none some seconds ago.
        """
        found = self._recent_answer(lasts, monotonic())
        if found is not None:
            return found[1]
        old = self._found if self._is_good_when_old else None
        # Another thread is asking: meanwhile the old answer will do.
        if not self._lock.acquire(blocking=old is None):
            assert old is not None
            return old[1]
        try:
            found = self._recent_answer(lasts, monotonic())
            if found is None:
                found = self._ask(ask, monotonic)
            return found[1]
        finally:
            self._lock.release()

    def _recent_answer(self, lasts: float, now: float) -> tuple[float, _T] | None:
        """Return an answer that is new enough, or raise the last failure while that is new."""
        if self._found is not None and now - self._found[0] < lasts:
            return self._found
        if self._failure is None or now - self._failure[0] >= _PAUSE:
            return None
        if self._found is not None and self._is_good_when_old:
            return self._found
        raise ProviderError(self._failure[1])

    def _ask(self, ask: Callable[[], _T], monotonic: Callable[[], float]) -> tuple[float, _T]:
        try:
            self._found = monotonic(), ask()
        except ProviderError as error:
            self._failure = monotonic(), error.problem
            if self._found is None or not self._is_good_when_old:
                raise
        else:
            self._failure = None
        return self._found


def _metadata(found: Any, issuer: str) -> Metadata:
    if not isinstance(found, Mapping):
        raise ProviderError(Problem.BAD_METADATA)
    if found.get("issuer") != issuer:
        raise ProviderError(Problem.OTHER_ISSUER)
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    optional = [name for name in ("userinfo_endpoint", "end_session_endpoint") if found.get(name)]
    if not all(is_safe(found.get(name)) for name in (*needed, *optional)):
        raise ProviderError(Problem.BAD_METADATA)
    if urlsplit(found["authorization_endpoint"]).fragment:
        raise ProviderError(Problem.BAD_METADATA)
    methods = found.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    announced = found.get("id_token_signing_alg_values_supported", ["RS256"])
    return Metadata(
        authorization_endpoint=found["authorization_endpoint"],
        token_endpoint=found["token_endpoint"],
        jwks_uri=found["jwks_uri"],
        userinfo_endpoint=found.get("userinfo_endpoint"),
        end_session_endpoint=found.get("end_session_endpoint"),
        # In the head it is encoded twice by the standard, and not every provider decodes twice.
        takes_secret_in_form=isinstance(methods, list) and "client_secret_post" in methods,
        names_itself=found.get("authorization_response_iss_parameter_supported") is True,
        algorithms=tuple(
            algorithm
            for algorithm in ALGORITHMS
            if isinstance(announced, list) and algorithm in announced
        ),
    )


def _key_set(found: Any) -> KeySet:
    try:
        return KeySet.import_key_set(found)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        raise ProviderError(Problem.BAD_ANSWER) from None
