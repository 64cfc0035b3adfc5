"""Tokens of a provider: their signature and their claims."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from lckm_oidc._problems import Problem, ProviderError
from lckm_oidc._provider import Provider

_LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
_LONGEST = 100_000
_LOGOUT_LASTS = timedelta(minutes=10)
Claims = Mapping[str, Any]


def id_token_claims(
    token: object,
    provider: Provider,
    *,
    client_id: str,
    nonce: str,
    access_token: str | None,
    now: datetime,
    skew: timedelta,
) -> Claims:
    """Return the claims of an ID token that answers one sign-in of ours.

    Args:
        token: what the provider sent.
        provider: the provider that has to have signed it.
        client_id: the client that it has to be for.
        nonce: the nonce of the sign-in.
        access_token: the access token that came with it.
        now: the moment, aware.
        skew: how far the two clocks may differ.

    Raises:
        ProviderError: it is not such a token.
    """
    header, claims = _verify_signature(token, provider)
    options = {"iss": {"essential": True, "value": provider.issuer}}
    parameters = {"nonce": nonce, "client_id": client_id, "access_token": access_token}
    checked = CodeIDToken(claims, header, cast(Any, options), parameters)
    _require_audience(claims, client_id)
    try:
        checked.validate(now=round(now.timestamp()), leeway=round(skew.total_seconds()))
    except (JoseError, TypeError, ValueError, OverflowError) as error:
        raise ProviderError(_problem(error)) from None
    if not (isinstance(claims["sub"], str) and claims["sub"]):
        # At a sign-out, all logins without a subject would count as one.
        raise ProviderError(Problem.BAD_CLAIMS)
    return claims


def logout_claims(
    token: object, provider: Provider, *, client_id: str, now: datetime, skew: timedelta
) -> Claims:
    """Return the claims of a token of back-channel logout. The arguments are as above.

    Raises:
        ProviderError: it is not such a token.
    """
    header, claims = _verify_signature(token, provider)
    events = claims.get("events")
    _require_audience(claims, client_id)
    fits = (
        str(header.get("typ", "logout+jwt")).lower() in ("logout+jwt", "jwt")
        and claims.get("iss") == provider.issuer
        and isinstance(events, Mapping)
        and isinstance(events.get(_LOGOUT), Mapping)
        and "nonce" not in claims
        and isinstance(claims.get("jti"), str)
        and all(isinstance(claims.get(name, ""), str) for name in ("sub", "sid"))
        and (claims.get("sub") or claims.get("sid"))
    )
    if not fits:
        raise ProviderError(Problem.BAD_CLAIMS)
    at = _moment(claims.get("iat"), now)
    ends = at + _LOGOUT_LASTS if "exp" not in claims else _moment(claims["exp"], now)
    if not at - skew <= now < min(ends, at + _LOGOUT_LASTS) + skew:
        raise ProviderError(Problem.EXPIRED)
    return claims


def moment_of(claims: Claims, name: str, now: datetime) -> datetime | None:
    """Return the moment in a claim, in the zone of *now*; ``None`` if there is none."""
    try:
        return _moment(claims.get(name), now)
    except ProviderError:
        return None


def _moment(seconds: object, now: datetime) -> datetime:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise ProviderError(Problem.BAD_CLAIMS)
    try:
        return datetime.fromtimestamp(seconds, now.tzinfo)
    except (ValueError, OverflowError, OSError):
        raise ProviderError(Problem.BAD_CLAIMS) from None


def _verify_signature(
    token: object, provider: Provider
) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """Return header and claims of a token whose signature is the provider's."""
    if not isinstance(token, str) or not token.isascii() or len(token) > _LONGEST:
        raise ProviderError(Problem.NOTHING_SIGNED)
    algorithms = provider.metadata().algorithms
    decoded = _decode(token, provider.keys(), algorithms)
    if decoded is None:
        # The provider may have changed its keys since we asked.
        decoded = _decode(token, provider.keys(refetch=True), algorithms)
    if decoded is None:
        raise ProviderError(Problem.BAD_SIGNATURE)
    return decoded.header, decoded.claims


def _decode(token: str, keys: KeySet, algorithms: Sequence[str]) -> jwt.Token | None:
    registry = JWSRegistry(algorithms=list(algorithms), strict_check_header=False)
    try:
        return jwt.decode(token, keys, registry=registry)
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _require_audience(claims: Claims, client_id: str) -> None:
    audience = claims.get("aud")
    if audience != client_id and not (isinstance(audience, list) and client_id in audience):
        raise ProviderError(Problem.OTHER_AUDIENCE)


def _problem(error: Exception) -> Problem:
    return _PROBLEMS.get(getattr(error, "claim", ""), Problem.BAD_CLAIMS)


_PROBLEMS = {
    "aud": Problem.OTHER_AUDIENCE,
    "azp": Problem.OTHER_AUDIENCE,
    "exp": Problem.EXPIRED,
    "iat": Problem.EXPIRED,
    "iss": Problem.OTHER_ISSUER,
    "nbf": Problem.EXPIRED,
    "nonce": Problem.OTHER_NONCE,
}
