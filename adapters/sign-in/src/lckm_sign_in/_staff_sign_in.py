"""Sessions of staff at one web face: signing in, staying in, signing out."""

import hashlib
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

import attrs
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.errors import InvalidSettingError
from lckm_core.ports import SessionRecord, read_option
from lckm_core.text import Message
from lckm_http import (
    FormFields,
    FormLimits,
    RefusedRequestError,
    in_thread,
    read_form,
    read_refused_form,
)
from lckm_sign_in._attempts import Attempt, forget, new_attempt, remember, remembered, safe_path
from lckm_sign_in._cookies import read_cookie, set_cookie
from lckm_sign_in._limits import SESSION_LIMITS, SessionLimits
from lckm_sign_in._pages import Button, PageForm, SignInPage, show_plainly
from lckm_sign_in._refusals import StaffRefusal, StaffRefusedError
from lckm_sign_in._sign_in import Identity, SignIn, SignInFailedError, SignInFault
from lckm_sign_in._staff_session import StaffSession

_LOG = logging.getLogger("lckm_sign_in")
_COOKIE = "lckm"
# Of any form of a face: its words are for sending again, its files for nothing.
_FORM = FormLimits(body=60_000_000, fields=2000, files=100, file=0)
_SAFE = ("GET", "HEAD")
_BACK, _AGAIN, _EVERYWHERE = "dalej", "ponownie", "wszedzie"
# A session is not prolonged more often: each time is a line to write.
_STEP = timedelta(minutes=1)
_SIGN_IN = Message("Zaloguj się", "Sign in")
_ANEW = Message("Nie ma tego, co wczytano z dysku. ", "Files that you chose are not kept. ")
_NEEDS_FRESH = Message(
    "to logowanie nie umie poprosić o ponowne zalogowanie ani nie podaje, kiedy ono było; 0 "
    "wyłącza ten wymóg",
    "this sign-in cannot ask for a fresh sign-in, or does not tell when there was one; 0 turns "
    "that off",
)


class StaffSignIn:
    """Signs staff in at a face, and tells who sends a request.

    The face has :attr:`routes` among its own, :meth:`refuse` as its handler of
    :class:`StaffRefusedError`, and :attr:`called_by_programs` in
    :func:`lckm_http.protect`.
    """

    called_by_programs: Final = ("/logowanie/koniec",)
    """Paths below the face to which no browser posts, but the provider of the sign-in."""

    def __init__(
        self,
        sign_in: SignIn,
        centre: ContactCentre,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        limits: SessionLimits | Mapping[str, Any] = SESSION_LIMITS,
        show: Callable[[Request, SignInPage], Response] = show_plainly,
    ) -> None:
        """Make the sign-in of a face.

        Args:
            sign_in: the way in which staff sign in.
            centre: where sessions are stored and the directory is.
            clock: tells the moment, aware.
            limits: how long sessions last, as :class:`SessionLimits` or its arguments.
            show: makes an answer of a request and a page, in the frame of the face.

        Raises:
            InvalidSettingError: a limit does not fit, or asks for what the sign-in cannot do.
            MissingAdapterError: no adapter stores sessions.
        """
        self._sign_in = sign_in
        self._sessions = centre.plugins.sessions
        self._centre = centre
        self._clock = clock
        self._limits = read_option(SessionLimits, limits, "sessions")
        self._show = show
        if self._limits.fresh is not None and not sign_in.asks_again:
            raise InvalidSettingError("sessions.fresh_minutes", _NEEDS_FRESH)

    @property
    def routes(self) -> Sequence[Route]:
        """The pages of signing in and out, below the face."""
        return (
            Route("/logowanie", self._begin, name="sign_in"),
            Route("/logowanie/powrot", self._finish, methods=["GET", "POST"], name="sign_in_back"),
            Route("/logowanie/koniec", self._end, methods=["POST"], name="sign_in_ended"),
            Route("/zalogowano", self._show_signed_in, name="signed_in"),
            Route("/wyloguj", self._sign_out, methods=["POST"], name="sign_out"),
            Route("/wylogowano", self._show_signed_out, name="signed_out"),
        )

    async def current_staff(
        self, request: Request, now: datetime, *, prolongs: bool = True
    ) -> StaffSession:
        """Return who sends a request, before its form is read.

        Args:
            request: the request.
            now: the moment, aware; the roles are those of its day.
            prolongs: whether the request keeps the session from ending, as those do not that
                a page sends by itself.

        Raises:
            StaffRefusedError: nobody is signed in, or they have no role today.
        """
        session_id = read_cookie(request, _COOKIE)
        if not session_id:
            raise StaffRefusedError(StaffRefusal.SIGNED_OUT)
        record = await in_thread(self._sessions.load, _key(session_id), now=now)
        if record is None or now >= record.signed_in_at + self._limits.longest:
            raise StaffRefusedError(StaffRefusal.ENDED)
        if not await self._sign_in.confirms(request, record.login):
            await in_thread(self._sessions.revoke, key=record.key)
            raise StaffRefusedError(StaffRefusal.ENDED)
        officials = self._centre.plugins.directory.with_login(record.login, civil_day(now))
        if not officials:
            raise StaffRefusedError(StaffRefusal.NO_ROLE)
        until = await self._prolonged(record, now) if prolongs else record.until
        return StaffSession(
            login=record.login,
            officials=officials,
            signed_in_at=record.signed_in_at,
            proved_at=record.proved_at,
            ends_at=until,
            longest_until=record.signed_in_at + self._limits.longest,
        )

    async def fresh_staff(self, request: Request, now: datetime) -> StaffSession:
        """Return who sends a request that asks for personal data, before its form is read.

        Raises:
            StaffRefusedError: as :meth:`current_staff`, or the sign-in is too long ago.
        """
        staff = await self.current_staff(request, now)
        if not staff.is_fresh(now, self._limits.fresh):
            raise StaffRefusedError(StaffRefusal.NOT_FRESH)
        return staff

    async def refuse(self, request: Request, error: Exception) -> Response:
        """Answer a request that was refused: by the sign-in, or by a page that says why.

        A form that was sent is in the page, and is sent once more when they have signed in.
        It is a handler for ``exception_handlers`` of Starlette.
        """
        assert isinstance(error, StaffRefusedError)
        reason = error.reason
        if reason in (StaffRefusal.NO_ROLE, StaffRefusal.UNSAFE_ADDRESS):
            return self._show(
                request, _refusal_page(reason, form=self._sign_out_form(request, reason))
            )
        again = reason is StaffRefusal.NOT_FRESH
        if request.method not in _SAFE:
            return await self._keep_form(request, reason, again=again)
        if request.headers.get("sec-fetch-dest") == "empty":
            # A script of a page asks: it cannot follow to the provider.
            return PlainTextResponse(f"{reason}\n", reason.status)
        back = _path(request)
        return RedirectResponse(self._address(request, "sign_in", back, again=again), 303)

    def sign_out_address(self, request: Request) -> str:
        """Return the address to which a form of sign-out is sent by ``POST``.

        With a field ``wszedzie`` it ends all sessions of that login.
        """
        return request.url_for("sign_out").path

    async def revoke_all(self, login: str) -> int:
        """End all sessions of a login, whatever its case; return how many."""
        return await in_thread(self._sessions.revoke, login=login.casefold())

    async def _prolonged(self, record: SessionRecord, now: datetime) -> datetime:
        """Return when a session ends after this request."""
        until = min(now + self._limits.idle, record.signed_in_at + self._limits.longest)
        if until - record.until < min(_STEP, self._limits.idle / 10):
            return max(until, record.until)
        await in_thread(self._sessions.prolong, record.key, until=until)
        return until

    # ── signing in ───────────────────────────────────────────────────────────────────────────

    async def _begin(self, request: Request) -> Response:
        attempt = new_attempt(
            now=self._clock(),
            back=self._back(request, request.query_params.get(_BACK)),
            again=_AGAIN in request.query_params,
            return_url=str(request.url_for("sign_in_back")),
        )
        try:
            found = await self._sign_in.begin(request, attempt)
            if isinstance(found, Identity):
                return await self._signed_in(request, found, attempt)
        except SignInFailedError as error:
            return self._failed(request, error, attempt.back)
        except StaffRefusedError as error:
            return await self.refuse(request, error)
        response = self._show(request, found)
        try:
            remember(request, response, attempt)
        except StaffRefusedError as error:
            return await self.refuse(request, error)
        return response

    async def _finish(self, request: Request) -> Response:
        attempt = None
        try:
            attempt = remembered(
                request,
                request.query_params.get("state"),
                now=self._clock(),
                return_url=str(request.url_for("sign_in_back")),
            )
            if attempt is None:
                raise SignInFailedError(SignInFault.NOT_BEGUN)
            identity = await self._sign_in.finish(request, attempt)
            response = await self._signed_in(request, identity, attempt)
        except SignInFailedError as error:
            response = self._failed(request, error, attempt.back if attempt else None)
        except StaffRefusedError as error:
            return await self.refuse(request, error)
        if attempt is not None:
            # What comes a second time finds nothing: an address out of the history signs nobody in.
            forget(request, response, attempt.state)
        return response

    async def _signed_in(self, request: Request, identity: Identity, attempt: Attempt) -> Response:
        """Begin a session under a new id, and end the one that this browser had."""
        if not identity.login.strip():
            raise SignInFailedError(SignInFault.NO_LOGIN)
        now = self._clock()
        old = read_cookie(request, _COOKIE)
        session_id = secrets.token_urlsafe(32)
        record = SessionRecord(
            key=_key(session_id),
            login=identity.login,
            signed_in_at=now,
            proved_at=identity.proved_at,
            until=now + min(self._limits.idle, self._limits.longest),
            subject=identity.subject,
            provider_session=identity.provider_session,
        )
        if old:
            await in_thread(self._sessions.revoke, key=_key(old))
        await in_thread(self._sessions.save, record)
        response = RedirectResponse(attempt.back, 303)
        set_cookie(request, response, _COOKIE, session_id)
        return response

    def _failed(self, request: Request, error: SignInFailedError, back: str | None) -> Response:
        _LOG.warning("sign-in failed: %s", error.fault)
        again = self._address(request, "sign_in", self._back(request, back))
        return self._show(
            request,
            SignInPage(
                title=Message("Nie udało się zalogować", "Signing in failed"),
                text=error.fault.message,
                status=503 if error.fault is SignInFault.AWAY else 403,
                link=(again, _SIGN_IN),
            ),
        )

    async def _show_signed_in(self, request: Request) -> Response:
        return self._show(
            request,
            SignInPage(
                title=Message("Zalogowano", "You are signed in"),
                text=Message(
                    "Zamknij tę kartę i wyślij formularz w poprzedniej.",
                    "Close this tab, and send the form in the one before.",
                ),
            ),
        )

    # ── signing out ──────────────────────────────────────────────────────────────────────────

    async def _sign_out(self, request: Request) -> Response:
        try:
            form = await _read_any_form(request)
            session_id = read_cookie(request, _COOKIE)
            response = RedirectResponse(request.url_for("signed_out").path, 303)
            set_cookie(request, response, _COOKIE, "", seconds=0)
        except StaffRefusedError as error:
            return await self.refuse(request, error)
        if session_id:
            key = _key(session_id)
            if form.text(_EVERYWHERE):
                record = await in_thread(self._sessions.load, key, now=self._clock())
                if record is not None:
                    await self.revoke_all(record.login)
            await in_thread(self._sessions.revoke, key=key)
        return response

    async def _show_signed_out(self, request: Request) -> Response:
        after = str(request.url_for("signed_out"))
        elsewhere = await self._sign_in.sign_out_address(request, after)
        text = Message(
            "Na wspólnym komputerze wyloguj się też z konta Urzędu.",
            "On a shared machine, sign out of your account of the Office, too.",
        )
        out = Message("Wyloguj się z konta Urzędu", "Sign out of the account of the Office")
        page = SignInPage(title=Message("Wylogowano", "You are signed out"))
        if elsewhere is not None:
            page = attrs.evolve(page, text=text, link=(elsewhere, out))
        else:
            address = self._address(request, "sign_in", self._back(request, None))
            page = attrs.evolve(page, link=(address, _SIGN_IN))
        return self._show(request, page)

    async def _end(self, request: Request) -> Response:
        """Take a message of the provider that somebody signed out there."""
        ended = await self._sign_in.ended_sessions(request)
        if ended is None or (ended.subject is None and ended.provider_session is None):
            _LOG.warning("a message of a sign-out was refused")
            return PlainTextResponse("invalid\n", 400)
        await in_thread(
            self._sessions.revoke,
            subject=ended.subject,
            provider_session=ended.provider_session,
            signed_in_before=ended.signed_in_before,
        )
        return PlainTextResponse("")

    # ── pages ────────────────────────────────────────────────────────────────────────────────

    async def _keep_form(self, request: Request, reason: StaffRefusal, *, again: bool) -> Response:
        """Return a page with all that was typed, to be sent again after a sign-in."""
        fields = await _read_any_form(request)
        hidden = [(name, each) for name, values in fields.values.items() for each in values]
        files = _ANEW if fields.files else Message("", "")
        text = Message(
            f"{reason.message.pl} To, co wpisano, jest na tej stronie. {files.pl}"
            "Zaloguj się w nowej karcie, wróć tutaj i wyślij.",
            f"{reason.message.en} What you typed is on this page. {files.en}"
            "Sign in in a new tab, come back here and send it.",
        )
        back = request.url_for("signed_in").path
        form = PageForm(
            action=_path(request),
            hidden=hidden,
            buttons=[Button(Message("Wyślij jeszcze raz", "Send it again"))],
        )
        link = self._address(request, "sign_in", back, again=again), _SIGN_IN
        page = _refusal_page(reason, form=form)
        return self._show(request, attrs.evolve(page, text=text, link=link, opens_tab=True))

    def _sign_out_form(self, request: Request, reason: StaffRefusal) -> PageForm | None:
        if reason is not StaffRefusal.NO_ROLE:
            return None
        button = Button(Message("Wyloguj się", "Sign out"))
        return PageForm(action=self.sign_out_address(request), buttons=[button])

    def _back(self, request: Request, path: str | None) -> str:
        """Return where to go when signed in: a path of this site, the face's first page else."""
        home = request.url_for("sign_in").path.removesuffix("logowanie")
        return safe_path(path) or home

    def _address(self, request: Request, page: str, back: str, *, again: bool = False) -> str:
        query = {_BACK: back} | ({_AGAIN: "1"} if again else {})
        return f"{request.url_for(page).path}?{urlencode(query)}"


def _refusal_page(reason: StaffRefusal, *, form: PageForm | None) -> SignInPage:
    return SignInPage(title=reason.heading, text=reason.message, status=reason.status, form=form)


async def _read_any_form(request: Request) -> FormFields:
    """Return what can be had of a form, also where it passes a limit."""
    try:
        return await read_form(request, _FORM)
    except RefusedRequestError as error:
        return await read_refused_form(request, error, _FORM)


def _path(request: Request) -> str:
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def _key(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()
