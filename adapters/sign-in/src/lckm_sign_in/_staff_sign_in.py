"""Who of the staff sends a request, and the pages of signing in and out."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

import attrs
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.errors import (
    InvalidSettingError,
    Loggable,
    StoreUnavailableError,
    describe_error,
)
from lckm_core.ports import read_option
from lckm_core.text import Message
from lckm_http import FormFields, FormLimits, in_thread, read_any_form
from lckm_sign_in._attempts import Attempt, forget, new_attempt, recall, remember, safe_path
from lckm_sign_in._large_forms import LargeForms
from lckm_sign_in._limits import SESSION_LIMITS, SessionLimits
from lckm_sign_in._lost_files import hidden_fields, not_kept
from lckm_sign_in._pages import Button, PageForm, SignInPage, show_plainly
from lckm_sign_in._refusals import StaffRefusal, StaffRefusedError
from lckm_sign_in._sessions import Sessions
from lckm_sign_in._sign_in import Identity, SignIn, SignInFailedError, SignInFault
from lckm_sign_in._staff_session import StaffSession

_LOG = logging.getLogger("lckm_sign_in")
# Limits for any form of a face: texts are kept for sending it again, files are not. The longest
# text is a file of 5 MB carried in a form. Without a session no more is read than people type,
# because the answer repeats it and anybody may send it.
_MOST, _WORDS, _TYPED = 60_000_000, 8_000_000, 500_000
_FORM = FormLimits(body=_MOST, fields=2000, field=_WORDS, words=_WORDS, files=100, file=0)
_FORM_OF_NOBODY = attrs.evolve(_FORM, body=_TYPED, field=_TYPED, words=_TYPED)
_SAFE = ("GET", "HEAD")
# How far a provider's clock may be ahead at most (OidcSignIn).
_CLOCKS_DIFFER = timedelta(minutes=5)
_BACK, _AGAIN, _EVERYWHERE = "dalej", "ponownie", "wszedzie"
_SIGN_IN = Message("Zaloguj się", "Sign in")
_NEEDS_FRESH = Message(
    "to logowanie nie umie poprosić o ponowne zalogowanie ani nie podaje, kiedy ono było; 0 "
    "wyłącza ten wymóg",
    "this sign-in cannot ask for a fresh sign-in, or does not tell when there was one; 0 turns "
    "that off",
)
_STORE_AWAY = SignInPage(
    title=Message("Baza nie odpowiada", "The database does not answer"),
    text=Message("Spróbuj za chwilę.", "Try again in a moment."),
    status=503,
)
_SIGNED_IN = SignInPage(
    title=Message("Zalogowano", "You are signed in"),
    text=Message(
        "Zamknij tę kartę i wyślij formularz w poprzedniej.",
        "Close this tab, and send the form in the one before.",
    ),
)
Respond = Callable[[Request], Awaitable[Response]]


class StaffSignIn:
    """Signs staff in at a face, and identifies who sends a request.

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
        keys: Sequence[bytes] = (),
    ) -> None:
        """Make the sign-in of a face.

        Args:
            sign_in: the way in which staff sign in.
            centre: where sessions are stored and the directory is.
            clock: returns the current moment, aware.
            limits: how long sessions last, as :class:`SessionLimits` or its arguments.
            show: makes an answer to a request of a page, in the frame of the face.
            keys: those of the face, the newest first, which sign the ids of sessions; without
                them a long form is kept only of whoever signed in at this very process.

        Raises:
            InvalidSettingError: a limit does not fit, or asks for what the sign-in cannot do.
            MissingAdapterError: no adapter stores sessions.
        """
        limits = read_option(SessionLimits, limits, "sessions")
        if limits.fresh is not None and not sign_in.asks_again:
            raise InvalidSettingError("sessions.fresh_minutes", _NEEDS_FRESH)
        self._sign_in = sign_in
        self._sessions = Sessions(centre.plugins.sessions, limits, sign_in.way, keys)
        self._centre = centre
        self._clock = clock
        self._show = show
        self._large_forms = LargeForms()

    @property
    def routes(self) -> Sequence[Route]:
        """The pages of signing in and out, below the face."""
        return (
            self._route("/logowanie", self._begin, "sign_in"),
            self._route("/logowanie/powrot", self._finish, "sign_in_back", "GET", "POST"),
            self._route("/logowanie/koniec", self._end_elsewhere, "sign_in_ended", "POST"),
            self._route("/zalogowano", self._show_signed_in, "signed_in"),
            self._route("/wyloguj", self._sign_out, "sign_out", "POST"),
            self._route("/wylogowano", self._show_signed_out, "signed_out"),
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
            StoreUnavailableError: the sessions or the directory cannot be read.
        """
        record = await self._sessions.find(request, now)
        if not await self._sign_in.confirms(request, record.login):
            await self._sessions.revoke(key=record.key)
            raise StaffRefusedError(StaffRefusal.ENDED)
        directory = self._centre.plugins.directory
        # In a thread: if the directory has changed, this reads it.
        officials = await in_thread(directory.with_login, record.login, civil_day(now))
        if not officials:
            raise StaffRefusedError(StaffRefusal.NO_ROLE)
        return StaffSession(
            login=record.login,
            officials=officials,
            signed_in_at=record.signed_in_at,
            proved_at=record.proved_at,
            ends_at=await self._sessions.prolong(record, now) if prolongs else record.until,
            longest_until=self._sessions.longest_until(record),
        )

    async def fresh_staff(self, request: Request, now: datetime) -> StaffSession:
        """Return who sends a request that asks for personal data, before its form is read.

        Raises:
            StaffRefusedError: as :meth:`current_staff`, or the sign-in is too long ago.
            StoreUnavailableError: the sessions cannot be read.
        """
        staff = await self.current_staff(request, now)
        if not staff.is_fresh(now, self._sessions.limits.fresh):
            raise StaffRefusedError(StaffRefusal.NOT_FRESH)
        return staff

    async def refuse(self, request: Request, error: Exception) -> Response:
        """Answer a request that was refused: by the sign-in, or by a page that says why.

        A form that was sent is in the page, and is sent once more when they have signed in.
        It is a handler for ``exception_handlers`` of Starlette.
        """
        assert isinstance(error, StaffRefusedError)
        reason = error.reason
        if reason is StaffRefusal.UNSAFE_ADDRESS:
            return self._show(request, _refusal_page(reason))
        if reason is StaffRefusal.NO_ROLE:
            out = Button(Message("Wyloguj się", "Sign out"))
            form = PageForm(action=self.sign_out_address(request), buttons=[out])
            return self._show(request, _refusal_page(reason, form=form))
        if request.method not in _SAFE:
            # Somebody who never signed in may send any number of forms, as slowly as they like.
            if self._sessions.had_one(request) and self._large_forms.begin():
                return await self._large_forms.until_sent(self._keep(request, reason, _FORM))
            return await self._keep(request, reason, _FORM_OF_NOBODY)
        if request.headers.get("sec-fetch-dest") == "empty":
            # Asked by a page's script, which cannot follow a redirect to the provider.
            return PlainTextResponse(f"{reason}\n", reason.status)
        return RedirectResponse(self._sign_in_address(request, _path(request), reason), 303)

    def sign_out_address(self, request: Request) -> str:
        """Return the address to which a form of sign-out is sent by ``POST``.

        With a field ``wszedzie`` it ends all sessions of that login.
        """
        return request.url_for("sign_out").path

    def _route(self, path: str, respond: Respond, name: str, *methods: str) -> Route:
        """Return a route that answers with a page even if the store cannot be reached."""

        async def answer(request: Request) -> Response:
            try:
                return await respond(request)
            except StaffRefusedError as error:
                return await self.refuse(request, error)
            except StoreUnavailableError as error:
                _LOG.error("%s failed: %s", Loggable(name), describe_error(error))
                return self._show(request, _STORE_AWAY)

        return Route(path, answer, methods=list(methods) or ["GET"], name=name)

    # ── signing in ───────────────────────────────────────────────────────────────────────────

    async def _begin(self, request: Request) -> Response:
        attempt = new_attempt(
            now=self._clock(),
            back=safe_path(request.query_params.get(_BACK)) or _home(request),
            again=_AGAIN in request.query_params,
            return_url=str(request.url_for("sign_in_back")),
        )
        try:
            found = await self._sign_in.begin(request, attempt)
            if isinstance(found, Identity):
                return await self._signed_in(request, found, attempt)
        except SignInFailedError as error:
            return self._show_failure(request, error.fault, attempt.back)
        response = self._show(request, found)
        remember(request, response, attempt)
        return response

    async def _finish(self, request: Request) -> Response:
        attempt = recall(
            request,
            request.query_params.get("state"),
            now=self._clock(),
            return_url=str(request.url_for("sign_in_back")),
        )
        if attempt is None:
            return self._show_failure(request, SignInFault.NOT_BEGUN, _home(request))
        try:
            identity = await self._sign_in.finish(request, attempt)
            response = await self._signed_in(request, identity, attempt)
        except SignInFailedError as error:
            response = self._show_failure(request, error.fault, attempt.back)
        # An attempt works once: an address from the browser's history signs nobody in.
        forget(request, response, attempt.state)
        return response

    async def _signed_in(self, request: Request, identity: Identity, attempt: Attempt) -> Response:
        if not identity.login.strip():
            raise SignInFailedError(SignInFault.NO_LOGIN)
        now = self._clock()
        # With a clock so far ahead, any earlier sign-in would seem later than this attempt.
        if attempt.again and identity.proved_at and identity.proved_at > now + _CLOCKS_DIFFER:
            raise SignInFailedError(SignInFault.NOT_ANEW)
        response = RedirectResponse(attempt.back, 303)
        await self._sessions.begin(request, response, identity, now)
        return response

    def _show_failure(self, request: Request, fault: SignInFault, back: str) -> Response:
        _LOG.warning("sign-in failed: %s", fault)
        return self._show(
            request,
            SignInPage(
                title=Message("Nie udało się zalogować", "Signing in failed"),
                text=fault.message,
                status=503 if fault is SignInFault.AWAY else 403,
                link=(self._sign_in_address(request, back), _SIGN_IN),
            ),
        )

    async def _show_signed_in(self, request: Request) -> Response:
        return self._show(request, _SIGNED_IN)

    # ── signing out ──────────────────────────────────────────────────────────────────────────

    async def _sign_out(self, request: Request) -> Response:
        fields, is_whole = await read_any_form(request, _FORM_OF_NOBODY)
        response = RedirectResponse(request.url_for("signed_out").path, 303)
        if not fields.text(_EVERYWHERE):
            await self._sessions.end(request, response)
            return response
        try:
            await self._sessions.end_all(request, response, self._clock())
        except StaffRefusedError as error:
            # Only after a sign-in is it known whose sessions those are.
            return self._show_form_again(request, error.reason, fields, is_whole=is_whole)
        return response

    async def _show_signed_out(self, request: Request) -> Response:
        page = SignInPage(title=Message("Wylogowano", "You are signed out"))
        after = str(request.url_for("signed_out"))
        elsewhere = await self._sign_in.sign_out_address(request, after)
        if elsewhere is None:
            link = self._sign_in_address(request, _home(request)), _SIGN_IN
            return self._show(request, attrs.evolve(page, link=link))
        text = Message(
            "Na wspólnym komputerze wyloguj się też z konta Urzędu.",
            "On a shared machine, sign out of your account of the Office, too.",
        )
        words = Message("Wyloguj się z konta Urzędu", "Sign out of the account of the Office")
        return self._show(request, attrs.evolve(page, text=text, link=(elsewhere, words)))

    async def _end_elsewhere(self, request: Request) -> Response:
        """Handle a message of the provider that somebody has signed out there."""
        ended = await self._sign_in.ended_sessions(request)
        if ended is None or (ended.subject is None and ended.provider_session is None):
            _LOG.warning("a message of a sign-out was refused")
            return PlainTextResponse("invalid\n", 400)
        await self._sessions.end_those(ended)
        return PlainTextResponse("")

    # ── pages ────────────────────────────────────────────────────────────────────────────────

    async def _keep(self, request: Request, reason: StaffRefusal, limits: FormLimits) -> Response:
        """Return a page with the form that was sent, as far as it can be kept."""
        fields, is_whole = await read_any_form(request, limits)
        return await in_thread(self._show_form_again, request, reason, fields, is_whole=is_whole)

    def _show_form_again(
        self, request: Request, reason: StaffRefusal, fields: FormFields, *, is_whole: bool
    ) -> Response:
        """Return a page with everything typed, to be sent again after a sign-in.

        For a form that did not arrive whole, it says so and has nothing to send.
        """
        link = self._sign_in_address(request, request.url_for("signed_in").path, reason)
        page = attrs.evolve(_refusal_page(reason), link=(link, _SIGN_IN), opens_tab=True)
        if not is_whole:
            return self._show(request, attrs.evolve(page, text=_not_whole(reason)))
        files = not_kept(fields)
        text = Message(
            f"{reason.message.pl} Zachowaliśmy to, co wpisano. {files.pl}"
            "Zaloguj się w nowej karcie, wróć tutaj i wyślij.",
            f"{reason.message.en} We kept what you typed. {files.en}"
            "Sign in in a new tab, come back here and send it.",
        )
        form = PageForm(
            action=_path(request),
            hidden=hidden_fields(fields),
            buttons=[Button(Message("Wyślij jeszcze raz", "Send it again"))],
        )
        return self._show(request, attrs.evolve(page, text=text, form=form))

    def _sign_in_address(
        self, request: Request, back: str, reason: StaffRefusal | None = None
    ) -> str:
        query = {_BACK: back}
        if reason is StaffRefusal.NOT_FRESH:
            query[_AGAIN] = "1"
        return f"{request.url_for('sign_in').path}?{urlencode(query)}"


def _refusal_page(reason: StaffRefusal, *, form: PageForm | None = None) -> SignInPage:
    return SignInPage(title=reason.heading, text=reason.message, status=reason.status, form=form)


def _not_whole(reason: StaffRefusal) -> Message:
    """Return the message on a form that did not arrive completely."""
    return Message(
        f"{reason.message.pl} To, co wysłano, nie doszło w całości, więc nie da się tego stąd "
        "wysłać jeszcze raz. Zaloguj się w nowej karcie, wróć tutaj, naciśnij „Wstecz” i wyślij "
        "formularz. Przeglądarka może go już nie mieć: wtedy wypełnij go od nowa.",
        f"{reason.message.en} What was sent did not come whole, so it cannot be sent again from "
        "here. Sign in in a new tab, come back here, go back to the form and send it. The browser "
        "may have lost it: then fill it in anew.",
    )


def _home(request: Request) -> str:
    """Return the path of the face's first page."""
    return request.url_for("sign_in").path.removesuffix("logowanie")


def _path(request: Request) -> str:
    """Return the path and query of a request."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path
