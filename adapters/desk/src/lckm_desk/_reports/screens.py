"""The screens of one report: its page, its acts, and who wrote it."""

import logging
from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import quote

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.errors import (
    ConflictError,
    LckmError,
    UnreadablePersonalDataError,
    describe_error,
)
from lckm_core.organisation import Act, DeskAct
from lckm_core.reports import Attachment
from lckm_desk._done_messages import done_now, forget_done, redirect_done
from lckm_desk._pages import View, message_view
from lckm_desk._permissions import may_do
from lckm_desk._records.report import ReportRecord, find_record
from lckm_desk._records.report_numbers import numbers_meant
from lckm_desk._reports.act_forms import ActForm
from lckm_desk._reports.person import (
    FileContent,
    NotShownError,
    pictures_asked,
    read_file,
    read_person,
    read_picture,
)
from lckm_desk._reports.pictures import SHOWN, PictureRoom, picture_response
from lckm_desk._reports.views import (
    asking_view,
    choice_view,
    form_view,
    person_view,
    pictures_view,
    report_view,
)
from lckm_desk._screens import RecordKind, Screens
from lckm_desk._state_refusals import AnyAct
from lckm_desk._submissions import (
    FaultyFieldsError,
    ReportSubmission,
    faults_of,
    require_same_person,
    typed_words,
)
from lckm_http import FormFields, in_thread
from lckm_sign_in import StaffSession

_LOG = logging.getLogger("lckm_desk")
# Embedded in another site, it records no reading and shows nothing.
_FROM_HERE = ("same-origin", "none")
_NO_PICTURE = message_view("Nie ma tego zdjęcia", "Usunięto je albo to nie jest zdjęcie.", 404)
_BUSY = message_view("Za dużo zdjęć naraz", "Odczekaj minutę i spróbuj jeszcze raz.", 503)


@attrs.frozen
class ReportScreens:
    """Answers requests about one report.

    Args:
        screens: shows views to staff.
    """

    _screens: Screens
    _room: PictureRoom = attrs.field(factory=PictureRoom, init=False)

    async def ask(
        self, request: Request, staff: StaffSession, act: AnyAct
    ) -> ReportSubmission | Response:
        """Return what somebody wants to do to a report, or the page that refuses."""
        centre = self._screens.centre
        # Forms send a complete number; people type it as they like.
        is_typed = request.method != "POST"
        numbers: Sequence[str] = ()
        if is_typed and may_do(staff, DeskAct.SEE_REPORTS, now=self._screens.clock()):
            typed = request.query_params.get("numer", "")
            numbers = await in_thread(numbers_meant, centre, typed)
        if len(numbers) > 1:
            records = await in_thread(self._records_seen, staff, numbers)
            if len(records) > 1:
                return await self._choice(request, staff, records)
            numbers = [record.report.number for record in records] or numbers

        def find(_: StaffSession, number: str) -> ReportRecord | None:
            return find_record(centre, numbers[0] if numbers else number)

        kind = RecordKind(
            page="report",
            see=DeskAct.SEE_REPORTS,
            find=find,
            submission=partial(
                ReportSubmission,
                places=self._screens.places,
                may_see=partial(self.may_see, staff),
                checks_codes="call" not in self._screens.hidden,
            ),
        )
        return await self._screens.ask(request, staff, act, kind)

    def may_see(self, staff: StaffSession, number: str) -> bool:
        """Return whether somebody may look at the report of a number."""
        return bool(self._records_seen(staff, [number]))

    def _records_seen(self, staff: StaffSession, numbers: Sequence[str]) -> list[ReportRecord]:
        """Return those of the reports that somebody may look at."""
        now, centre = self._screens.clock(), self._screens.centre
        found = (find_record(centre, number) for number in numbers)
        return [
            record
            for record in found
            if record and may_do(staff, DeskAct.SEE_REPORTS, record, now=now)
        ]

    async def _choice(
        self, request: Request, staff: StaffSession, records: Sequence[ReportRecord]
    ) -> Response:
        """Show the reports whose numbers end as typed."""
        table = await in_thread(self._screens.route_table)
        view = choice_view(records, table=table, now=self._screens.clock())
        return self._screens.show(request, view, staff)

    async def report(self, request: Request, staff: StaffSession) -> Response:
        """Show one report."""
        asked = await self.ask(request, staff, DeskAct.SEE_REPORTS)
        if isinstance(asked, Response):
            return asked
        table = await in_thread(self._screens.route_table)
        done = done_now(request, asked.number)
        view = await in_thread(report_view, asked, staff, table=table, done=done)
        return forget_done(request, self._screens.show(request, view, staff))

    async def act(self, form: ActForm, request: Request, staff: StaffSession) -> Response:
        """Show the form of an act, and do it."""
        asked = await self.ask(request, staff, form.act)
        if isinstance(asked, Response):
            return asked
        table = await in_thread(self._screens.route_table)
        if request.method != "POST":
            return self._screens.show(request, form_view(form, asked, table), staff)
        try:
            require_same_person(asked.fields, staff.login, asked.number)
            if not form.is_confirmed(asked, table):
                return self._screens.show(request, form_view(form, asked, table), staff)
            done = await in_thread(form.perform, asked) or form.name
        except (FaultyFieldsError, LckmError) as error:
            faults, status = faults_of(
                error, number=asked.number, has_words=bool(typed_words(asked.fields))
            )
            view = form_view(form, asked, table, faults=faults, status=status)
            return self._screens.show(request, view, staff)
        return redirect_done(request, form.page, asked.number, done)

    async def person(self, request: Request, staff: StaffSession) -> Response:
        """Ask for the purpose, record it, and show who wrote a report."""
        asked = await self.ask(request, staff, Act.READ_PERSONAL)
        if isinstance(asked, Response):
            return asked
        if request.method != "POST":
            return self._screens.show(request, asking_view(asked), staff)
        try:
            require_same_person(asked.fields, staff.login, asked.number)
            reading = await in_thread(read_person, asked)
            view = person_view(asked, reading, self._marks(staff, reading.files))
        except (FaultyFieldsError, ConflictError) as error:
            faults, status = faults_of(
                error, number=asked.number, has_words=bool(typed_words(asked.fields))
            )
            view = asking_view(asked, faults, status)
        except NotShownError as error:
            view = _not_shown(error)
        return self._screens.show(request, view, staff)

    async def file(self, request: Request, staff: StaffSession) -> Response:
        """Send a file of a report, after recording who looks and what for."""
        asked = await self.ask(request, staff, Act.READ_PERSONAL)
        if isinstance(asked, Response):
            return asked
        try:
            require_same_person(asked.fields, staff.login, asked.number)
            file = await in_thread(read_file, asked)
        except (FaultyFieldsError, ConflictError) as error:
            faults, status = faults_of(
                error, number=asked.number, has_words=bool(typed_words(asked.fields))
            )
            return self._screens.show(request, asking_view(asked, faults, status), staff)
        except NotShownError as error:
            return self._screens.show(request, _not_shown(error), staff)
        if file is None:
            view = message_view("Nie ma tego pliku", "Plik usunięto albo nigdy go nie było.", 404)
            return self._screens.show(request, view, staff)
        return _download(file)

    async def pictures(self, request: Request, staff: StaffSession) -> Response:
        """Show a page with the pictures of a report, each loaded by a request of its own."""
        asked = await self.ask(request, staff, Act.READ_PERSONAL)
        if isinstance(asked, Response):
            return asked
        try:
            require_same_person(asked.fields, staff.login, asked.number)
            view = pictures_view(asked, pictures_asked(asked, partial(self._is_picture, staff)))
        except (FaultyFieldsError, ConflictError) as error:
            faults, status = faults_of(error, number=asked.number, has_words=False)
            view = asking_view(asked, faults, status)
        return self._screens.show(request, view, staff)

    async def picture(self, request: Request, staff: StaffSession) -> Response:
        """Send a picture of a report, after recording who looks and what for."""
        if request.headers.get("sec-fetch-site", "same-origin") not in _FROM_HERE:
            return self._screens.show(request, _NO_PICTURE, staff)
        asked = await self.ask(request, staff, Act.READ_PERSONAL)
        if isinstance(asked, Response):
            return asked
        sent = attrs.evolve(
            asked, fields=FormFields({name: [text] for name, text in request.query_params.items()})
        )

        async def read() -> Response:
            try:
                file = await in_thread(read_picture, sent, partial(self._is_picture, staff))
            except FaultyFieldsError as error:
                faults, status = faults_of(error, number=asked.number, has_words=False)
                return self._screens.show(request, asking_view(asked, faults, status), staff)
            except NotShownError as error:
                return self._screens.show(request, _not_shown(error), staff)
            if file is None or file.media_type not in SHOWN:
                return self._screens.show(request, _NO_PICTURE, staff)
            return picture_response(file)

        busy = self._screens.show(request, _BUSY, staff)
        return self._room.response(read, busy)

    def _marks(self, staff: StaffSession, files: Sequence[Attachment]) -> Mapping[str, str]:
        """Return the marks of the pictures among some files, by reference."""
        mark = self._screens.numbers.mark
        return {
            file.reference: mark(f"{staff.login}:{file.reference}")
            for file in files
            if file.media_type in SHOWN
        }

    def _is_picture(self, staff: StaffSession, reference: str, mark: str) -> bool:
        """Return whether a page that somebody had opened called a file a picture."""
        return self._screens.numbers.is_marked(f"{staff.login}:{reference}", mark)


def _download(file: FileContent) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
    return Response(file.data, media_type="application/octet-stream", headers=headers)


def _not_shown(error: NotShownError) -> View:
    _LOG.error("personal data were not shown: %s", describe_error(error.__cause__ or error))
    if isinstance(error.__cause__, UnreadablePersonalDataError):
        text = (
            "Danych nie da się odczytać, choć ich nie usunięto. Powiedz to operatorowi. Zapis, że "
            "chciano je odczytać, zostaje."
        )
        return message_view("Danych nie pokazano", text, 503)
    text = (
        "Nie dało się zapisać, kto odczytuje dane, albo nie da się ich teraz odczytać. "
        "Dlatego nic nie pokazano (zał. 2 § 6 ust. 4). Spróbuj za kilka minut."
    )
    return message_view("Danych nie pokazano", text, 503)
