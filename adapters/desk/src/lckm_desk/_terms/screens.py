"""The screens of the portal terms: their versions, the form of a draft, and the approval."""

from collections.abc import Sequence

import attrs
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.calendar import parse_day
from lckm_core.errors import ConflictError, LckmError
from lckm_core.findings import InvalidProcedureError
from lckm_core.organisation import Act, DeskAct
from lckm_core.ports.optional import TermsDiscarding, offered
from lckm_core.procedures import Person
from lckm_core.publication import PortalTerms, check_notice, terms_in_force
from lckm_core.text import Message
from lckm_desk import _labels as labels
from lckm_desk._done_messages import done_now, forget_done, redirect_done
from lckm_desk._missing_records import missing_view
from lckm_desk._pages import Fault, no_day_words
from lckm_desk._screens import RecordKind, Screens
from lckm_desk._submissions import (
    FaultyFieldsError,
    Submission,
    faults_of,
    require_same_person,
)
from lckm_desk._terms.versions import digest, find_terms, typed_prose
from lckm_desk._terms.views import (
    approve_view,
    discard_view,
    draft_view,
    list_view,
    version_view,
)
from lckm_http import in_thread
from lckm_sign_in import StaffSession

_LABELS = {"wersja": "Wersja", "od": "Obowiązuje od", "tekst": "Treść"}
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

_OTHER_DRAFT = Message(
    "Ktoś zmienił ten projekt, odkąd otwarto tę stronę. Poniżej jest to, co zapisano: przeczytaj i "
    "zdecyduj, czy to usunąć.",
    "Somebody changed this draft since the page was opened. Below is what is stored: read it, and "
    "decide whether to remove it.",
)
_NO_DAY = "Podaj dzień, np. 2027-01-01."
_LONGEST_NAME = 60
_DISCARDED = "terms-discard"


@attrs.frozen(kw_only=True, repr=False)
class TermsSubmission(Submission[PortalTerms | None]):
    """A form about a version of the terms, which may be a new one."""

    @property
    def number(self) -> str:
        """The name of the version; empty for a new one."""
        return self.record.version if self.record else ""


@attrs.frozen
class TermsScreens:
    """Answers requests about the terms of the portal.

    Args:
        screens: shows views to staff.
    """

    _screens: Screens

    async def versions(self, request: Request, staff: StaffSession) -> Response:
        """Show the list of versions."""
        now = self._screens.clock()
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_TERMS):
            return refused
        versions = await in_thread(self._stored)
        number = request.query_params.get("numer", "")
        discarded = number if done_now(request, number) == _DISCARDED else ""
        view = await in_thread(list_view, versions, staff, discarded=discarded, now=now)
        return forget_done(request, self._screens.show(request, view, staff))

    async def version(self, request: Request, staff: StaffSession) -> Response:
        """Show one version."""
        now = self._screens.clock()
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_TERMS):
            return refused
        versions = await in_thread(self._stored)
        terms = find_terms(versions, request.query_params.get("numer", ""))
        if terms is None:
            return self._screens.show(request, missing_view("terms-version"), staff)
        done = done_now(request, terms.version)
        view = await in_thread(
            version_view, versions, terms, staff, done=done, discards=self._discards, now=now
        )
        return forget_done(request, self._screens.show(request, view, staff))

    async def draft(self, request: Request, staff: StaffSession) -> Response:
        """Show the form of a draft, and store it."""
        asked = await self._ask(request, staff, DeskAct.DRAFT_TERMS, may_be_new=True)
        if isinstance(asked, Response):
            return asked
        versions = await in_thread(self._stored)
        faults: Sequence[Fault] = ()
        status = 200
        if request.method == "POST":
            is_compared = asked.fields.text("do") == "porownaj"
            try:
                if not is_compared:
                    require_same_person(asked.fields, staff.login, asked.number)
                draft = _typed(asked, terms_in_force(versions, asked.today))
                if not is_compared and find_terms(versions, draft.version) == draft:
                    # The same form was sent again.
                    return _redirect_to_version(request, "terms-draft", draft)
                _require_unchanged(asked, versions, draft)
                if not is_compared:
                    store = asked.centre.draft_terms
                    await in_thread(store, draft, now=asked.now, role=asked.role, by=asked.by)
                    return _redirect_to_version(request, "terms-draft", draft)
            except (FaultyFieldsError, LckmError) as error:
                faults, status = faults_of(error, fields=_FIELDS)
        view = await in_thread(
            draft_view,
            versions,
            asked.record,
            asked.fields,
            asked.permission,
            faults=faults,
            status=status,
            now=asked.now,
        )
        return self._screens.show(request, view, staff)

    async def approve(self, request: Request, staff: StaffSession) -> Response:
        """Show a draft with its changes, and approve it."""
        asked = await self._ask(request, staff, Act.APPROVE_TERMS)
        if isinstance(asked, Response):
            return asked
        terms = asked.record
        assert terms is not None
        faults: Sequence[Fault] = ()
        status = 200
        if request.method == "POST":
            try:
                _require_seen(asked, staff, terms, _OTHER_TEXT)
                await in_thread(
                    asked.centre.approve_terms,
                    # Approve the text that was on the page, whatever is stored by now.
                    terms,
                    role=asked.role,
                    by=Person(asked.by),
                    now=asked.now,
                )
                task = BackgroundTask(in_thread, self._screens.export)
                return _redirect_to_version(request, "terms-approve", terms, task)
            except LckmError as error:
                faults, status = faults_of(error)
        view = await in_thread(
            approve_view,
            await in_thread(self._stored),
            terms,
            asked.permission,
            faults=faults,
            status=status,
            now=asked.now,
        )
        return self._screens.show(request, view, staff)

    async def discard(self, request: Request, staff: StaffSession) -> Response:
        """Show a draft that is to be removed, and remove it."""
        asked = await self._ask(request, staff, DeskAct.DRAFT_TERMS)
        if isinstance(asked, Response):
            return asked
        terms = asked.record
        assert terms is not None
        faults: Sequence[Fault] = ()
        status = 200
        if request.method == "POST":
            try:
                _require_seen(asked, staff, terms, _OTHER_DRAFT)
                discard = asked.centre.discard_terms
                await in_thread(discard, terms, now=asked.now, role=asked.role, by=asked.by)
                return redirect_done(request, "terms", terms.version, _DISCARDED)
            except LckmError as error:
                faults, status = faults_of(error)
        view = discard_view(terms, asked.permission, faults=faults, status=status)
        return self._screens.show(request, view, staff)

    async def _ask(
        self,
        request: Request,
        staff: StaffSession,
        act: Act | DeskAct,
        *,
        may_be_new: bool = False,
    ) -> TermsSubmission | Response:
        """Return what somebody wants to do to a version, or the page that refuses."""

        def find(_: StaffSession, number: str) -> PortalTerms | None:
            return find_terms(self._stored(), number)

        kind = RecordKind(page="terms-version", find=find, submission=TermsSubmission)
        return await self._screens.ask(request, staff, act, kind, _LABELS, may_be_new=may_be_new)

    @property
    def _discards(self) -> bool:
        """Whether drafts can be removed."""
        return offered(self._screens.centre.plugins.notices, TermsDiscarding) is not None

    def _stored(self) -> Sequence[PortalTerms]:
        versions: Sequence[PortalTerms] = self._screens.centre.plugins.notices.terms()
        return versions


def _require_seen(
    asked: TermsSubmission, staff: StaffSession, terms: PortalTerms, other: Message
) -> None:
    """Raise ``ConflictError`` with *other* where another text was on the page."""
    require_same_person(asked.fields, staff.login, terms.version)
    if asked.fields.text("seen") != digest(terms):
        raise ConflictError(terms.version, other)


def _redirect_to_version(
    request: Request, page: str, terms: PortalTerms, task: BackgroundTask | None = None
) -> Response:
    response = redirect_done(request, "terms-version", terms.version, page)
    response.background = task
    return response


def _typed(asked: TermsSubmission, current: PortalTerms | None) -> PortalTerms:
    """Return the draft that was typed; *current* are the terms in force.

    Raises :class:`FaultyFieldsError` where it is none, or one that nobody could use.
    """
    fields = asked.fields
    version = asked.number or fields.text("wersja").strip()
    day = parse_day(fields.text("od").strip())
    text = typed_prose(fields)
    faults: list[Fault] = []
    if not version:
        faults.append(Fault("wersja", "Nazwij tę wersję."))
    elif len(version) > _LONGEST_NAME and not asked.number:
        faults.append(Fault("wersja", labels.too_long(version, _LONGEST_NAME)))
    if day is None:
        typed_day = fields.text("od").strip()
        faults.append(Fault("od", no_day_words(typed_day) if typed_day else _NO_DAY))
    elif day < asked.today:
        text = f"Dzień {labels.day(day)} już minął. Podaj dzisiejszy albo późniejszy."
        faults.append(Fault("od", text))
    if not text:
        faults.append(Fault("tekst", "Wpisz treść regulaminu."))
    elif current is not None and text == current.text:
        faults.append(
            Fault("tekst", f"Taką samą treść ma już wersja {current.version}, która obowiązuje.")
        )
    # Without a valid day, judge the rest all the same.
    draft = PortalTerms(version=version, valid_from=day or asked.today, text=text)
    known = {fault.field for fault in faults}
    findings = check_notice(draft, asked.centre.plugins.directory)
    refused, _ = faults_of(InvalidProcedureError(findings), fields=_FIELDS)
    faults += [fault for fault in refused if fault.field not in known]
    if faults:
        raise FaultyFieldsError(faults)
    return draft


def _require_unchanged(
    asked: TermsSubmission, versions: Sequence[PortalTerms], draft: PortalTerms
) -> None:
    """Raise unless the draft is as it was when the form was opened."""
    if asked.record is None and find_terms(versions, draft.version) is not None:
        text = f"Wersja {draft.version} już jest. Nazwij tę inaczej albo popraw tamten projekt."
        raise FaultyFieldsError([Fault("wersja", text)])
    if asked.fields.text("seen") != digest(asked.record):
        raise ConflictError(draft.version, _CHANGED)
