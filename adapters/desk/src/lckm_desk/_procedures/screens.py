"""The screens of procedures: their list, the page of an edition, and its moves."""

from collections.abc import Mapping, Sequence
from functools import partial

import attrs
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.calendar import civil_day
from lckm_core.errors import LckmError
from lckm_core.organisation import DeskAct
from lckm_core.publication import Transition
from lckm_desk._done_messages import done_now, forget_done, redirect_done
from lckm_desk._edition_moves import move_once
from lckm_desk._permissions import may_do, procedures_seen
from lckm_desk._procedures.move_forms import MoveForm, MoveSubmission
from lckm_desk._procedures.procedure_list import ProcedureListAddress
from lckm_desk._procedures.views import EditionAddress, move_view, procedure_view, procedures_view
from lckm_desk._records.number_ends import numbers_meant
from lckm_desk._records.procedure import ProcedureRecord, find_procedure
from lckm_desk._screens import RecordKind, Screens
from lckm_desk._submissions import FaultyFieldsError, faults_of, require_same_person
from lckm_http import in_thread
from lckm_sign_in import StaffSession

_MOST_MEANT = 20
"""How many procedures are looked at, at most, of which somebody may mean one."""


@attrs.frozen
class ProcedureScreens:
    """Answers requests about procedures.

    Args:
        screens: shows views to staff.
        has_word: whether texts may be had as Word files.
    """

    _screens: Screens
    _has_word: bool = attrs.field(kw_only=True)

    async def procedures(self, request: Request, staff: StaffSession) -> Response:
        """Show the list of procedures."""
        now = self._screens.clock()
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_STARRED_FIELDS):
            return refused
        view = await in_thread(
            procedures_view,
            self._screens.centre,
            ProcedureListAddress.read(request.query_params),
            procedures_seen(staff),
            takes_in=bool(may_do(staff, DeskAct.TAKE_IN, now=now)),
            now=now,
        )
        return self._screens.show(request, view, staff)

    async def procedure(self, request: Request, staff: StaffSession) -> Response:
        """Show one edition of a procedure."""
        asked = await self._ask(request, staff, DeskAct.SEE_STARRED_FIELDS)
        if isinstance(asked, Response):
            return asked
        view = await in_thread(
            procedure_view,
            asked.centre,
            asked.record,
            staff,
            EditionAddress.read(request.query_params),
            request,
            now=asked.now,
            done=done_now(request, asked.number),
            has_word=self._has_word,
        )
        return forget_done(request, self._screens.show(request, view, staff))

    async def move(self, form: MoveForm, request: Request, staff: StaffSession) -> Response:
        """Show the form of a move, and make it."""
        asked = await self._ask(request, staff, form.verb, {"slowa": form.words})
        if isinstance(asked, Response):
            return asked
        if request.method != "POST":
            return self._screens.show(request, await in_thread(move_view, form, asked), staff)
        try:
            require_same_person(asked.fields, staff.login, asked.number)
            find = partial(self._find, staff, asked.number)
            await in_thread(move_once, asked, form.verb, form.perform, find)
        except (FaultyFieldsError, LckmError) as error:
            fields = {"call_centre": "slowa"} if form.verb is Transition.NOTE else {}
            faults, status = faults_of(error, fields=fields)
            view = await in_thread(move_view, form, asked, faults=faults, status=status)
            return self._screens.show(request, view, staff)
        response = redirect_done(request, "procedure", asked.number, form.page)
        response.background = (
            BackgroundTask(in_thread, self._screens.export) if form.shows else None
        )
        return response

    async def _ask(
        self,
        request: Request,
        staff: StaffSession,
        act: DeskAct | Transition,
        texts: Mapping[str, str] | None = None,
    ) -> MoveSubmission | Response:
        """Return what somebody wants to do to a procedure, or the page that refuses."""
        kind = RecordKind(
            page="procedure",
            see=DeskAct.SEE_STARRED_FIELDS,
            find=self._find,
            submission=MoveSubmission,
            meant=self._meant,
        )
        return await self._screens.ask(request, staff, act, kind, texts)

    def _meant(self, staff: StaffSession, typed: str) -> Sequence[tuple[str, str]]:
        now, known = self._screens.clock(), self._screens.centre.plugins.procedures.ids()
        found = (self._find(staff, number) for number in numbers_meant(typed, known)[:_MOST_MEANT])
        return [
            (record.newest.id, record.newest.procedure.title)
            for record in found
            if record is not None and may_do(staff, DeskAct.SEE_STARRED_FIELDS, record, now=now)
        ]

    def _find(self, staff: StaffSession, number: str) -> ProcedureRecord | None:
        return find_procedure(
            self._screens.centre, number, procedures_seen(staff), civil_day(self._screens.clock())
        )
