"""Port: which members of staff are signed in."""

from datetime import datetime
from typing import Protocol

import attrs
from attrs.validators import optional

from lckm_core.calendar import validate_aware
from lckm_core.ports._port import provide_port


@attrs.frozen(kw_only=True)
class SessionRecord:
    """One session of a member of staff, as it is stored.

    Raises ``TypeError`` or ``ValueError`` for moments that do not fit.

    Args:
        key: the SHA-256 of the session's id, in hexadecimal; the id is in the cookie alone.
        login: whose session it is, in small letters.
        way: the way in which they signed in; the session is good for no other.
        signed_in_at: when it began, aware.
        proved_at: when they last proved who they are, where the sign-in knows it.
        until: when it ends unless it is prolonged, aware.
        issuer: which provider vouched for them.
        subject: how that provider calls them.
        provider_session: how that provider calls its own session with them.
    """

    key: str
    login: str
    way: str
    signed_in_at: datetime = attrs.field(validator=validate_aware)
    proved_at: datetime | None = attrs.field(default=None, validator=optional(validate_aware))
    until: datetime = attrs.field(validator=validate_aware)
    issuer: str | None = None
    subject: str | None = None
    provider_session: str | None = None


class SessionStore(Protocol):
    """Stores the sessions of staff, each until a moment.

    It has only a hash of the id that opens a session, so whoever reads the store cannot sign in
    with it. Safe from several threads and, where the adapter says so, processes. Each method
    raises ``ValueError`` for a naive moment.
    """

    def save(self, session: SessionRecord) -> None:
        """Store a new session. Durable when it returns.

        Raises ``ConflictError`` where there is one of that key.
        """
        ...

    def load(self, key: str, *, now: datetime) -> SessionRecord | None:
        """Return the session; ``None`` where there is none, or it has ended by *now*."""
        ...

    def prolong(self, key: str, *, until: datetime) -> None:
        """Move the end of a session, never to an earlier moment.

        It does nothing where there is no such session: what was revoked stays revoked.
        """
        ...

    def revoke(
        self,
        *,
        key: str | None = None,
        login: str | None = None,
        issuer: str | None = None,
        subject: str | None = None,
        provider_session: str | None = None,
        signed_in_before: datetime | None = None,
    ) -> int:
        """Remove the sessions that match every given argument; return how many.

        A session that has no *provider_session* ends with its *subject*, where both are given:
        its provider told no session of its own at the sign-in.

        Raises ``ValueError`` where neither a key, a login, a subject nor a provider's session
        is given; an issuer alone is not enough.
        """
        ...

    def sweep(self, *, now: datetime) -> int:
        """Remove the sessions that have ended by *now*; return how many."""
        ...


@provide_port(cites=("zał. 2 § 12",))
def provide_sessions() -> SessionStore:  # type: ignore[empty-body]
    """Hand over the store of sessions of staff. Called once, when the centre is made."""
