"""The screens of announcements: their list, one of them, its form and its moves."""

from collections.abc import Mapping, Sequence
from functools import partial

import attrs
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.calendar import civil_day
from lckm_core.errors import ConflictError, LckmError
from lckm_core.organisation import DeskAct
from lckm_core.ports import NumberSeries
from lckm_core.procedures import Handover
from lckm_core.publication import Announcement, AnnouncementEdition
from lckm_desk._announcements.announcement_form import FIELDS, LABELS, Written, may_write_own
from lckm_desk._announcements.move_forms import AnnouncementForm
from lckm_desk._announcements.submission import AnnouncementSubmission
from lckm_desk._announcements.views import (
    announcement_move_view,
    announcement_view,
    announcements_view,
    find_announcement,
    records_seen,
    write_view,
)
from lckm_desk._done_messages import done_now, forget_done, redirect_done
from lckm_desk._edition_moves import move_once
from lckm_desk._form_numbers import sent_before
from lckm_desk._pages import Fault
from lckm_desk._permissions import procedures_seen
from lckm_desk._records.announcement import AnnouncementRecord
from lckm_desk._records.number_ends import numbers_meant
from lckm_desk._screens import RecordKind, Screens
from lckm_desk._state_refusals import AnyAct
from lckm_desk._submissions import FaultyFieldsError, faults_of, require_same_person
from lckm_http import in_thread
from lckm_sign_in import StaffSession


@attrs.frozen
class AnnouncementScreens:
    """Answers requests about announcements.

    Args:
        screens: shows views to staff.
    """

    _screens: Screens

    async def announcements(self, request: Request, staff: StaffSession) -> Response:
        """Show the list of announcements."""
        now = self._screens.clock()
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_STARRED_FIELDS):
            return refused
        view = await in_thread(
            announcements_view,
            await in_thread(self._stored),
            procedures_seen(staff),
            staff,
            request.query_params,
            now=now,
        )
        return self._screens.show(request, view, staff)

    async def announcement(self, request: Request, staff: StaffSession) -> Response:
        """Show one announcement."""
        asked = await self._ask(request, staff, DeskAct.SEE_STARRED_FIELDS)
        if isinstance(asked, Response):
            return asked
        done = done_now(request, asked.number)
        view = await in_thread(announcement_view, asked, staff, done=done)
        return forget_done(request, self._screens.show(request, view, staff))

    async def move(self, form: AnnouncementForm, request: Request, staff: StaffSession) -> Response:
        """Show the form of a move, and make it."""
        asked = await self._ask(request, staff, form.verb, {"slowa": form.words})
        if isinstance(asked, Response):
            return asked
        faults: Sequence[Fault] = ()
        status = 200
        if request.method == "POST":
            try:
                require_same_person(asked.fields, staff.login, asked.number)
                find = partial(self._find, staff, asked.number)
                await in_thread(move_once, asked, form.verb, form.perform, find)
                return self._done(request, form.page, asked.number, shows=form.shows)
            except (FaultyFieldsError, LckmError) as error:
                faults, status = faults_of(error)
        view = announcement_move_view(form, asked, faults=faults, status=status)
        return self._screens.show(request, view, staff)

    async def write(self, request: Request, staff: StaffSession) -> Response:
        """Show the form of an announcement, and take it in."""
        asked = await self._ask(request, staff, DeskAct.TAKE_IN, LABELS, may_be_new=True)
        if isinstance(asked, Response):
            return asked
        written = Written(asked, may_be_own=may_write_own(staff))
        faults: Sequence[Fault] = ()
        status = 200
        if request.method == "POST":
            try:
                require_same_person(asked.fields, staff.login, asked.number)
                edition = await in_thread(self._hand_in, written)
                return self._done(request, "announcement-new", edition.id)
            except (FaultyFieldsError, LckmError) as error:
                faults, status = faults_of(error, fields=FIELDS)
        issued = None
        if asked.record is None:
            series, numbers = NumberSeries.ANNOUNCEMENT, self._screens.numbers
            issued = await in_thread(numbers.for_page, series, asked.fields, asked.now)
        view = await in_thread(write_view, written, issued, faults=faults, status=status)
        return self._screens.show(request, view, staff)

    def _hand_in(self, written: Written) -> AnnouncementEdition:
        """Take in what was typed, once for a form however often it is sent."""
        sent = written.sent
        text, handover = written.announcement()
        hand_in = partial(
            sent.centre.hand_in_announcement,
            text,
            handover=handover,
            by=sent.by,
            role=sent.role,
            now=sent.now,
        )
        if sent.record is None:
            numbers = self._screens.numbers
            number = numbers.of_form(NumberSeries.ANNOUNCEMENT, sent.fields, sent.now)
            try:
                return hand_in(number=number)
            except ConflictError as error:
                raise sent_before(error.subject) from error
        if stored := self._stored_as(text, handover):
            return stored
        sent.require_unchanged()
        try:
            return hand_in()
        except ConflictError:
            if stored := self._stored_as(text, handover):
                return stored
            raise

    def _stored_as(self, text: Announcement, handover: Handover) -> AnnouncementEdition | None:
        """Return the newest edition where the same form has made it already."""
        record = find_announcement(self._stored(), text.id)
        newest = record.newest if record is not None else None
        if newest is None or newest.state.is_over:
            return None
        return newest if (newest.announcement, newest.handover) == (text, handover) else None

    async def _ask(
        self,
        request: Request,
        staff: StaffSession,
        act: AnyAct,
        texts: Mapping[str, str] | None = None,
        *,
        may_be_new: bool = False,
    ) -> AnnouncementSubmission | Response:
        """Return what somebody wants to do to an announcement, or the page that refuses."""
        see = DeskAct.SEE_STARRED_FIELDS
        kind = RecordKind(
            page="announcement",
            see=see,
            find=self._find,
            submission=AnnouncementSubmission,
            meant=self._meant,
        )
        # Without an announcement, a move would be judged as one of a procedure.
        return await self._screens.ask(
            request, staff, act, kind, texts, first=see, may_be_new=may_be_new
        )

    def _meant(self, staff: StaffSession, typed: str) -> Sequence[tuple[str, str]]:
        today = civil_day(self._screens.clock())
        records = records_seen(self._stored(), procedures_seen(staff), today)
        titles = {record.number: record.newest.announcement.title for record in records}
        return [(number, titles[number]) for number in numbers_meant(typed, titles)]

    def _find(self, _: StaffSession, number: str) -> AnnouncementRecord | None:
        return find_announcement(self._stored(), number)

    def _done(self, request: Request, page: str, number: str, *, shows: bool = False) -> Response:
        response = redirect_done(request, "announcement", number, page)
        response.background = BackgroundTask(in_thread, self._screens.export) if shows else None
        return response

    def _stored(self) -> Sequence[AnnouncementEdition]:
        editions: Sequence[AnnouncementEdition] = (
            self._screens.centre.plugins.notices.announcements()
        )
        return editions
