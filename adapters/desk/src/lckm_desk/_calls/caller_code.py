"""The page that verifies the number and the code that a caller gives."""

from datetime import datetime

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.errors import ConflictError, NoSuchReportError
from lckm_core.organisation import DeskAct, Role
from lckm_core.text import Noun, counted
from lckm_desk import _labels as labels
from lckm_desk._pages import Fault, View
from lckm_desk._permissions import may_do
from lckm_desk._records.report import find_record
from lckm_desk._screens import Screens
from lckm_desk._sent_forms import read_sent_form
from lckm_desk._submissions import require_same_person
from lckm_http import FormFields, GuessLimits, in_thread
from lckm_intake import Intake, find_by_code, numbers_typed, one_spelling
from lckm_sign_in import StaffSession

_SECONDS = Noun("sekundę", "sekundy", "sekund", "second", "seconds")
# An unknown number and a wrong code get the same answer, as on the residents' page.
_WRONG = "Nie ma zgłoszenia z takim numerem i kodem. Sprawdź jedno i drugie z rozmówcą."


@attrs.frozen
class CallerCodeScreen:
    """Answers whether a caller has the code of a report.

    Args:
        screens: shows views to staff.
        intake: knows the codes.
    """

    _screens: Screens
    _intake: Intake
    _guesses: GuessLimits = attrs.field(factory=GuessLimits)

    async def check(self, request: Request, staff: StaffSession) -> Response:
        """Ask for a number and a code, or show what the reporter of both is told."""
        now = self._screens.clock()
        permission = may_do(staff, DeskAct.TAKE_REPORT, now=now)
        if not permission:
            return self._screens.refuse(request, staff, permission)
        if request.method != "POST":
            fields = FormFields({"numer": [request.query_params.get("numer", "")]})
            return self._screens.show(request, _form(fields), staff)
        fields = await read_sent_form(request)
        view = await in_thread(self._answer, fields, staff, permission.role, now)
        return self._screens.show(request, view, staff)

    def _answer(
        self, fields: FormFields, staff: StaffSession, role: Role | None, now: datetime
    ) -> View:
        typed, code = fields.text("numer"), fields.text("kod")
        faults = [
            Fault(field, text)
            for field, text in (
                ("numer", "Wpisz numer zgłoszenia."),
                ("kod", "Wpisz kod, który podał rozmówca."),
            )
            if not fields.text(field).strip()
        ]
        if faults:
            return _form(fields, *faults, status=422)
        try:
            require_same_person(fields, staff.login, "")
        except ConflictError as error:
            return _form(fields, Fault("", error.message.pl), status=409)
        spelling = one_spelling(typed)
        wait = self._guesses.wait(staff.login, spelling, now=now)
        if wait > 0:
            seconds = counted(max(1, round(wait)), _SECONDS).pl
            text = f"Za dużo złych kodów. Spróbuj ponownie za {seconds}."
            return _form(fields, Fault("", text), status=429)
        centre = self._screens.centre
        number = find_by_code(centre, self._intake, typed, code)
        if not number:
            self._guesses.count(staff.login, spelling, now=now)
            self._note(typed, staff, role, now)
            return _form(fields, Fault("kod", _WRONG), status=404)
        centre.note_code_check(number, matches=True, now=now, by=staff.name, role=role)
        return self._status(number, staff, now)

    def _note(self, typed: str, staff: StaffSession, role: Role | None, now: datetime) -> None:
        """Record a wrong code in the trail, if there is a report of that number."""
        for number in numbers_typed(typed):
            try:
                self._screens.centre.note_code_check(
                    number, matches=False, now=now, by=staff.name, role=role
                )
            except NoSuchReportError:
                continue
            return

    def _status(self, number: str, staff: StaffSession, now: datetime) -> View:
        """Return the page that says what the reporter is told, and what they may ask for."""
        status = self._screens.centre.status(number)
        record = find_record(self._screens.centre, number)
        return View(
            template="caller_status",
            title=f"Kod jest dobry: {number}",
            here="call",
            context={
                "status": status,
                "registered": labels.day(status.registered_on),
                "acted_on": labels.day(status.acted_on) if status.acted_on else "",
                "clean_day": labels.day(status.first_clean_day) if status.first_clean_day else "",
                "helpdesk": labels.HELPDESK,
                "withdraws": record is not None
                and bool(may_do(staff, DeskAct.WITHDRAW_CONSENT, record, now=now)),
            },
        )


def _form(fields: FormFields, *faults: Fault, status: int = 200) -> View:
    return View(
        template="caller",
        title="Sprawdź kod rozmówcy",
        here="call",
        status=status,
        faults=faults,
        context={"typed": fields.text},
    )
