"""The screens of announcements: their list, one of them, its form and its moves."""

from collections.abc import Sequence

import attrs
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.calendar import civil_day
from lckm_core.errors import ConflictError, LckmError
from lckm_core.organisation import DeskAct
from lckm_core.publication import AnnouncementEdition
from lckm_core.text import Message
from lckm_desk import _labels as labels
from lckm_desk._announcement_form import FIELDS, Written, write_view
from lckm_desk._announcement_moves import AnnouncementForm, as_whom
from lckm_desk._announcement_record import AnnouncementRecord
from lckm_desk._announcements import (
    announcement_view,
    announcements_view,
    find_announcement,
    shown_parts,
)
from lckm_desk._confirmations import done_now, forget_done, redirect_done
from lckm_desk._pages import Fault, View, message_view
from lckm_desk._permissions import AnyAct, Permission, may_do, procedures_seen
from lckm_desk._screens import Screens
from lckm_desk._submissions import (
    FaultyFieldsError,
    notice_faults,
    require_same_person,
    typed_words,
)
from lckm_http import FormFields, in_thread, read_form
from lckm_sign_in import StaffSession

_LONGEST = 2000
_CHANGED = Message(
    "Ktoś zrobił coś z tą informacją, odkąd otwarto tę stronę. Wpisane słowa są poniżej: obejrzyj "
    "informację i zdecyduj, czy wysłać je jeszcze raz.",
    "Somebody did something to this announcement since the page was opened. What you typed is "
    "below: look at the announcement, and decide whether to send it again.",
)


@attrs.frozen
class Asked:
    """What somebody wants to do to an announcement.

    Args:
        record: the announcement, ``None`` for a new one.
        fields: what was typed.
        permission: that to do it.
    """

    record: AnnouncementRecord | None
    fields: FormFields
    permission: Permission

    def require_unchanged(self) -> None:
        """Raise :class:`ConflictError` when something was done since the form was opened."""
        acts, number = (self.record.acts, self.record.number) if self.record else (0, "")
        if self.fields.text("seen") != str(acts):
            raise ConflictError(number, _CHANGED)


@attrs.frozen
class AnnouncementScreens:
    """Answers requests about announcements.

    Args:
        screens: shows what is made.
    """

    _screens: Screens

    async def announcements(self, request: Request, staff: StaffSession) -> Response:
        now = self._screens.clock()
        permission = may_do(staff, DeskAct.SEE_STARRED_FIELDS, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission)
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
        asked = await self._asked(request, staff, DeskAct.SEE_STARRED_FIELDS)
        if isinstance(asked, Response):
            return asked
        if asked.record is None:
            return self._unknown(request, staff)
        done, now = done_now(request, asked.record.number), self._screens.clock()
        view = await in_thread(announcement_view, asked.record, staff, done=done, now=now)
        return forget_done(request, self._screens.show(request, view, staff))

    async def move(self, form: AnnouncementForm, request: Request, staff: StaffSession) -> Response:
        asked = await self._asked(request, staff, form.verb)
        if isinstance(asked, Response):
            return asked
        record, role = asked.record, asked.permission.role
        if record is None:
            return self._unknown(request, staff)
        assert role is not None
        faults: Sequence[Fault] = ()
        status = 200
        if request.method == "POST":
            who = as_whom(role, staff.name, self._screens.clock())
            try:
                require_same_person(asked.fields, staff.login, asked.fields.text("numer"))
                asked.require_unchanged()
                why = _reason(form, asked.fields)
                await in_thread(form.perform, self._screens.centre, record.number, who, why)
                return self._done(request, form.page, record.number, shows=form.shows)
            except (FaultyFieldsError, LckmError) as error:
                faults, status = notice_faults(error, FIELDS)
        return self._screens.show(request, _move_view(form, record, asked, faults, status), staff)

    async def write(self, request: Request, staff: StaffSession) -> Response:
        asked = await self._asked(request, staff, DeskAct.TAKE_IN)
        if isinstance(asked, Response):
            return asked
        now = self._screens.clock()
        written = Written(
            record=asked.record,
            fields=asked.fields,
            permission=asked.permission,
            staff=staff,
            directory=self._screens.centre.plugins.directory,
            today=civil_day(now),
        )
        faults: Sequence[Fault] = ()
        status = 200
        if request.method == "POST":
            try:
                require_same_person(asked.fields, staff.login, asked.fields.text("numer"))
                asked.require_unchanged()
                text, handover = written.announcement()
                edition = await in_thread(
                    self._screens.centre.hand_in_announcement,
                    text,
                    handover=handover,
                    by=staff.name,
                    now=now,
                )
                return self._done(request, "announcement-new", edition.id)
            except (FaultyFieldsError, LckmError) as error:
                faults, status = notice_faults(error, FIELDS)
        view = await in_thread(write_view, written, faults=faults, status=status)
        return self._screens.show(request, view, staff)

    async def _asked(self, request: Request, staff: StaffSession, act: AnyAct) -> Asked | Response:
        """Return what somebody wants to do, or the page that refuses."""
        fields = await read_form(request) if request.method == "POST" else FormFields()
        number = fields.text("numer") or request.query_params.get("numer", "").strip()
        typed, now = typed_words(fields, "tekst"), self._screens.clock()
        permission = may_do(staff, DeskAct.SEE_STARRED_FIELDS, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission, typed=typed)
        record = find_announcement(await in_thread(self._stored), number) if number else None
        if record is None and number:
            return self._unknown(request, staff)
        permission = may_do(staff, DeskAct.SEE_STARRED_FIELDS, record, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission, typed=typed)
        permission = may_do(staff, act, record, now=now)
        if not permission:
            page = "announcement"
            return self._screens.refuse(request, staff, permission, number, typed, page=page)
        return Asked(record, fields, permission)

    def _done(self, request: Request, page: str, number: str, *, shows: bool = False) -> Response:
        response = redirect_done(request, "announcement", number, page)
        response.background = BackgroundTask(in_thread, self._screens.export) if shows else None
        return response

    def _stored(self) -> Sequence[AnnouncementEdition]:
        editions: Sequence[AnnouncementEdition] = (
            self._screens.centre.plugins.notices.announcements()
        )
        return editions

    def _unknown(self, request: Request, staff: StaffSession) -> Response:
        text = "Nie ma informacji o tym numerze. Wybierz ją z listy."
        return self._screens.show(
            request, message_view("Nie ma takiej informacji", text, 404), staff
        )


def _reason(form: AnnouncementForm, fields: FormFields) -> str | None:
    """Return the reason that was typed. Raises :class:`FaultyFieldsError` where it does not do."""
    words = fields.text("slowa").strip()
    if form.needs_words and not words:
        raise FaultyFieldsError([Fault("slowa", "Napisz, co kierownik ma poprawić.")])
    if len(words) > _LONGEST:
        raise FaultyFieldsError([Fault("slowa", labels.too_long(words, _LONGEST))])
    return words or None


def _move_view(
    form: AnnouncementForm,
    record: AnnouncementRecord,
    asked: Asked,
    faults: Sequence[Fault],
    status: int,
) -> View:
    return View(
        template="announcement_move",
        title=f"{form.label}: {record.number}",
        here="announcements",
        status=status,
        faults=faults,
        context={
            **shown_parts(record),
            "form": form,
            "seen": record.acts,
            "typed": asked.fields.text("slowa"),
            "permission": asked.permission,
        },
    )
