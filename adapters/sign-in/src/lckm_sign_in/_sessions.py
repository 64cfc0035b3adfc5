"""Sessions as the browser and the store have them: an id here, its hash there."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from lckm_core.ports import SessionRecord, SessionStore
from lckm_http import in_thread
from lckm_sign_in._cookies import read_cookie, remove_typed, set_cookie
from lckm_sign_in._limits import SessionLimits
from lckm_sign_in._refusals import StaffRefusal, StaffRefusedError
from lckm_sign_in._session_ids import SessionIds
from lckm_sign_in._sign_in import EndedSessions, Identity

_COOKIE = "lckm"
# A session is not prolonged more often than this, as each time means a write.
_STEP = timedelta(minutes=1)


class Sessions:
    """The sessions of one way of signing in, within limits.

    Args:
        store: where they are stored.
        limits: how long they last.
        way: the way of signing in.
        keys: what signs their ids.
    """

    def __init__(
        self, store: SessionStore, limits: SessionLimits, way: str, keys: Sequence[bytes]
    ) -> None:
        self._store = store
        self._ids = SessionIds(keys)
        self._way = way
        self.limits = limits

    async def find(self, request: Request, now: datetime) -> SessionRecord:
        """Return the session that a request has.

        Raises:
            StaffRefusedError: it has none, or it has ended, or is of another way of signing in.
        """
        session_id = read_cookie(request, _COOKIE)
        if not session_id:
            raise StaffRefusedError(StaffRefusal.SIGNED_OUT)
        record = await in_thread(self._store.load, _key(session_id), now=now)
        if record is None or now >= self.longest_until(record):
            raise StaffRefusedError(StaffRefusal.ENDED)
        if record.way != self._way:
            # All faces of a site share the cookie, and another face may sign in with less proof.
            raise StaffRefusedError(StaffRefusal.SIGNED_OUT)
        return record

    def had_one(self, request: Request) -> bool:
        """Return whether a request has the id of a session, present or past."""
        session_id = read_cookie(request, _COOKIE)
        return session_id is not None and self._ids.is_genuine(session_id)

    def longest_until(self, record: SessionRecord) -> datetime:
        """Return when a session ends at the latest."""
        return record.signed_in_at + self.limits.longest

    async def prolong(self, record: SessionRecord, now: datetime) -> datetime:
        """Prolong a session from now on; return when it ends without another request."""
        until = min(now + self.limits.idle, self.longest_until(record))
        if until - record.until < min(_STEP, self.limits.idle / 10):
            return record.until
        await in_thread(self._store.prolong, record.key, until=until)
        return until

    async def begin(
        self, request: Request, response: Response, identity: Identity, now: datetime
    ) -> None:
        """Start a session under a new id, and end the one that this browser had."""
        old = read_cookie(request, _COOKIE)
        session_id = self._ids.make()
        proved_at = identity.proved_at
        record = SessionRecord(
            key=_key(session_id),
            login=identity.login,
            way=self._way,
            signed_in_at=now,
            # A provider's clock that is fast must not keep the sign-in fresh for longer.
            proved_at=None if proved_at is None else min(proved_at, now),
            until=now + min(self.limits.idle, self.limits.longest),
            issuer=identity.issuer,
            subject=identity.subject,
            provider_session=identity.provider_session,
        )
        if old:
            await in_thread(self._store.revoke, key=_key(old))
        await in_thread(self._store.save, record)
        set_cookie(request, response, _COOKIE, session_id)

    async def end(self, request: Request, response: Response) -> None:
        """End the session that a request has."""
        if session_id := read_cookie(request, _COOKIE):
            await self.revoke(key=_key(session_id))
        _forget(request, response)

    async def end_all(self, request: Request, response: Response, now: datetime) -> None:
        """End all sessions of whoever sends a request.

        Raises:
            StaffRefusedError: nobody is signed in.
        """
        await self.revoke(login=(await self.find(request, now)).login)
        _forget(request, response)

    async def end_those(self, ended: EndedSessions) -> None:
        """End the sessions that a provider names."""
        await in_thread(
            self._store.revoke,
            issuer=ended.issuer,
            subject=ended.subject,
            provider_session=ended.provider_session,
            signed_in_before=ended.signed_in_before,
        )

    async def revoke(self, *, key: str | None = None, login: str | None = None) -> int:
        """End the session of a key, or all of a login; return how many."""
        return await in_thread(self._store.revoke, key=key, login=login)


def _key(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()


def _forget(request: Request, response: Response) -> None:
    set_cookie(request, response, _COOKIE, "", seconds=0)
    remove_typed(request, response)
