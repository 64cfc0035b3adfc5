"""The screens of the portal terms: their versions, the form of a draft, and the approval."""

from collections.abc import Sequence

import attrs
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.calendar import parse_day
from lckm_core.errors import ConflictError, LckmError
from lckm_core.organisation import Act, DeskAct
from lckm_core.procedures import Person
from lckm_core.publication import PortalTerms
from lckm_core.text import Message
from lckm_desk._confirmations import done_now, forget_done, redirect_done
from lckm_desk._pages import Fault, message_view
from lckm_desk._permissions import Permission, may_do
from lckm_desk._screens import Screens
from lckm_desk._submissions import (
    FaultyFieldsError,
    notice_faults,
    require_same_person,
    typed_words,
)
from lckm_desk._terms import (
    approve_view,
    digest,
    draft_view,
    find_terms,
    list_view,
    typed_prose,
    version_view,
)
from lckm_http import FormFields, in_thread, read_form
from lckm_sign_in import StaffSession

_FIELDS = {"version": "wersja", "valid_from": "od", "text": "tekst"}
_CHANGED = Message(
    "Ktoś zmienił ten projekt, odkąd otwarto tę stronę. Twoja treść jest poniżej: porównaj ją z "
    "zapisaną i zdecyduj, czy wysłać ją jeszcze raz.",
    "Somebody changed this draft since the page was opened. Your text is below: compare it with "
    "the one stored, and decide whether to send it again.",
)
_OTHER_TEXT = Message(
    "Ktoś zmienił ten projekt, odkąd otwarto tę stronę. Poniżej jest to, co zapisano: przeczytaj i "
    "zdecyduj, czy to zatwierdzić.",
    "Somebody changed this draft since the page was opened. Below is what is stored: read it, and "
    "decide whether to approve it.",
)


@attrs.frozen
class Asked:
    """What somebody wants to do to the terms.

    Args:
        versions: all versions.
        terms: the one it is about, ``None`` for a new draft.
        fields: what was typed.
        permission: that to do it.
    """

    versions: Sequence[PortalTerms]
    terms: PortalTerms | None
    fields: FormFields
    permission: Permission


@attrs.frozen
class TermsScreens:
    """Answers requests about the terms of the portal.

    Args:
        screens: shows what is made.
    """

    _screens: Screens

    async def versions(self, request: Request, staff: StaffSession) -> Response:
        now = self._screens.clock()
        permission = may_do(staff, DeskAct.DRAFT_TERMS, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission)
        versions = await in_thread(self._stored)
        view = await in_thread(list_view, versions, staff, now=now)
        return self._screens.show(request, view, staff)

    async def version(self, request: Request, staff: StaffSession) -> Response:
        now = self._screens.clock()
        permission = may_do(staff, DeskAct.DRAFT_TERMS, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission)
        versions = await in_thread(self._stored)
        terms = find_terms(versions, request.query_params.get("numer", ""))
        if terms is None:
            return self._unknown(request, staff)
        done = done_now(request, terms.version)
        view = await in_thread(version_view, versions, terms, staff, done=done, now=now)
        return forget_done(request, self._screens.show(request, view, staff))

    async def draft(self, request: Request, staff: StaffSession) -> Response:
        asked = await self._asked(request, staff, DeskAct.DRAFT_TERMS)
        if isinstance(asked, Response):
            return asked
        now = self._screens.clock()
        faults: Sequence[Fault] = ()
        status = 200
        if request.method == "POST":
            try:
                if asked.fields.text("do") != "porownaj":
                    require_same_person(asked.fields, staff.login, asked.fields.text("numer"))
                draft = _typed(asked)
                _require_unchanged(asked, draft)
                if asked.fields.text("do") != "porownaj":
                    role = asked.permission.role
                    await in_thread(self._screens.centre.draft_terms, draft, now=now, role=role)
                    return _done(request, "terms-draft", draft)
            except (FaultyFieldsError, LckmError) as error:
                faults, status = notice_faults(error, _FIELDS)
        view = await in_thread(
            draft_view,
            asked.versions,
            asked.terms,
            asked.fields,
            asked.permission,
            faults=faults,
            status=status,
            now=now,
        )
        return self._screens.show(request, view, staff)

    async def approve(self, request: Request, staff: StaffSession) -> Response:
        asked = await self._asked(request, staff, Act.APPROVE_TERMS)
        if isinstance(asked, Response):
            return asked
        terms, role, now = asked.terms, asked.permission.role, self._screens.clock()
        if terms is None:
            return self._unknown(request, staff)
        assert role is not None
        faults: Sequence[Fault] = ()
        status = 200
        if request.method == "POST":
            try:
                require_same_person(asked.fields, staff.login, terms.version)
                if asked.fields.text("seen") != digest(terms):
                    raise ConflictError(terms.version, _OTHER_TEXT)
                await in_thread(
                    self._screens.centre.approve_terms,
                    # What is approved is the text that was on the page, whatever is stored by now.
                    terms,
                    role=role,
                    by=Person(staff.name),
                    now=now,
                )
                task = BackgroundTask(in_thread, self._screens.export)
                return _done(request, "terms-approve", terms, task)
            except LckmError as error:
                faults, status = notice_faults(error, _FIELDS)
        view = await in_thread(
            approve_view,
            asked.versions,
            terms,
            asked.permission,
            faults=faults,
            status=status,
            now=now,
        )
        return self._screens.show(request, view, staff)

    async def _asked(
        self, request: Request, staff: StaffSession, act: Act | DeskAct
    ) -> Asked | Response:
        """Return what somebody wants to do, or the page that refuses."""
        fields = await read_form(request) if request.method == "POST" else FormFields()
        typed, now = typed_words(fields, "tekst"), self._screens.clock()
        permission = may_do(staff, act, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission, typed=typed)
        version = fields.text("numer") or request.query_params.get("numer", "")
        versions = await in_thread(self._stored)
        terms = find_terms(versions, version)
        if terms is None and version:
            return self._unknown(request, staff)
        permission = may_do(staff, act, terms, now=now)
        if not permission:
            page = "terms-version"
            return self._screens.refuse(request, staff, permission, version, typed, page=page)
        return Asked(versions, terms, fields, permission)

    def _stored(self) -> Sequence[PortalTerms]:
        versions: Sequence[PortalTerms] = self._screens.centre.plugins.notices.terms()
        return versions

    def _unknown(self, request: Request, staff: StaffSession) -> Response:
        text = "Nie ma takiej wersji regulaminu. Wybierz ją z listy."
        return self._screens.show(request, message_view("Nie ma takiej wersji", text, 404), staff)


def _done(
    request: Request, page: str, terms: PortalTerms, task: BackgroundTask | None = None
) -> Response:
    response = redirect_done(request, "terms-version", terms.version, page)
    response.background = task
    return response


def _typed(asked: Asked) -> PortalTerms:
    """Return the draft that was typed. Raises :class:`FaultyFieldsError` where it is none."""
    fields = asked.fields
    version = asked.terms.version if asked.terms else fields.text("wersja").strip()
    day = parse_day(fields.text("od").strip())
    text = typed_prose(fields)
    faults = []
    if not version:
        faults.append(Fault("wersja", "Nazwij tę wersję."))
    if day is None:
        faults.append(Fault("od", "Podaj dzień, np. 2027-01-01."))
    if not text:
        faults.append(Fault("tekst", "Wpisz treść regulaminu."))
    if faults or day is None:
        raise FaultyFieldsError(faults)
    return PortalTerms(version=version, valid_from=day, text=text)


def _require_unchanged(asked: Asked, draft: PortalTerms) -> None:
    """Raise unless the draft is as it was when the form was opened."""
    if asked.terms is None and find_terms(asked.versions, draft.version) is not None:
        text = f"Wersja {draft.version} już jest. Nazwij tę inaczej albo popraw tamten projekt."
        raise FaultyFieldsError([Fault("wersja", text)])
    if asked.fields.text("seen") != digest(asked.terms):
        raise ConflictError(draft.version, _CHANGED)
