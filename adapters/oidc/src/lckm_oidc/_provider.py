"""What a provider says of itself: its addresses and its keys, kept for an hour."""

import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import attrs
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from lckm_oidc._connection import Connection, is_safe
from lckm_oidc._problems import Problem, ProviderError

_HOUR = 3600.0
# Tokens with unknown keys do not make us ask more often than this: anybody can send such.
_BETWEEN = 60.0
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

    def __init__(
        self,
        issuer: str,
        connection: Connection,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.issuer = issuer
        self.connection = connection
        self._monotonic = monotonic
        self._lock = Lock()
        self._metadata: tuple[float, Metadata] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def metadata(self) -> Metadata:
        """Return what the provider announces. Raises :class:`ProviderError`."""
        with self._lock:
            now = self._monotonic()
            if self._metadata is None or now - self._metadata[0] >= _HOUR:
                address = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
                try:
                    self._metadata = now, _metadata(self.connection.get(address), self.issuer)
                except ProviderError:
                    if self._metadata is None:
                        raise
            return self._metadata[1]

    def keys(self, *, newer: bool = False) -> KeySet | None:
        """Return the keys of the provider's signatures.

        Args:
            newer: whether those known did not fit; ``None`` where they were fetched just now.

        Raises:
            ProviderError: they cannot be had.
        """
        address = self.metadata().jwks_uri
        with self._lock:
            now = self._monotonic()
            age = _HOUR if self._keys is None else now - self._keys[0]
            if newer and age < _BETWEEN:
                return None
            if self._keys is None or newer or age >= _HOUR:
                self._keys = now, _key_set(self.connection.get(address))
            return self._keys[1]


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
            each for each in ALGORITHMS if isinstance(announced, list) and each in announced
        ),
    )


def _key_set(found: Any) -> KeySet:
    try:
        return KeySet.import_key_set(found)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        raise ProviderError(Problem.BAD_ANSWER) from None
