"""The screen on which the section corrects the text of a procedure."""

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.amendments import compare
from lckm_core.calendar import civil_day
from lckm_core.errors import ConflictError, LckmError, StoreUnavailableError
from lckm_core.findings import InvalidProcedureError
from lckm_core.procedures import Procedure
from lckm_core.publication import Transition
from lckm_desk._corrections.controls import controls_of, label_of, sections_of
from lckm_desk._corrections.correction import Correction, merge, typed_rows
from lckm_desk._corrections.cut_forms import EVERY
from lckm_desk._corrections.fields import (
    ADD,
    DOWN,
    REMOVE,
    UP,
    Structure,
    change_rows,
    without_blank_rows,
)
from lckm_desk._corrections.views import (
    FORM_LIMITS,
    MOST_FIELDS,
    check_view,
    conflict_view,
    first_field,
    form_view,
    is_too_large,
)
from lckm_desk._done_messages import redirect_done
from lckm_desk._failed_requests import again_view
from lckm_desk._missing_records import missing_view
from lckm_desk._pages import Fault, View
from lckm_desk._permissions import may_do, procedures_seen
from lckm_desk._procedure_changes import procedure_difference
from lckm_desk._procedures.correction_button import CORRECTION
from lckm_desk._records.procedure import find_procedure
from lckm_desk._screens import Screens
from lckm_desk._sent_forms import read_sent_form
from lckm_desk._submissions import FaultyFieldsError, reason, require_same_person
from lckm_http import FormFields, RefusedRequestError, in_thread, read_any_form
from lckm_sign_in import StaffSession

_ROW_ACTS = (ADD, REMOVE, UP, DOWN)
_BACK, _MERGE, _SAVE = "wroc", "przenies", "zapisz"
_ATTEMPTS = 3


@attrs.frozen
class CorrectionScreens:
    """Answers requests about corrections.

    Args:
        screens: shows views to staff.
    """

    _screens: Screens

    async def correct(self, request: Request, staff: StaffSession) -> Response:
        """Show the form of a correction, its changes or a conflict, and store it."""
        is_sent = request.method == "POST"
        fields, refused = await _read(request) if is_sent else (FormFields(), None)
        for _ in range(_ATTEMPTS):
            asked = await self._ask(request, staff, fields)
            if isinstance(asked, Response):
                return asked
            try:
                view = await in_thread(_answer, asked, staff.login, refused, request.method)
            except StoreUnavailableError:
                raise
            except LckmError:
                # Somebody acted on it at the same time: read again, and show what they did.
                continue
            if view is None:
                return redirect_done(request, "procedure", asked.number, CORRECTION.page)
            return self._screens.show(request, view, staff)
        return self._screens.show(request, again_view(request, fields, _CROWDED, 409), staff)

    async def _ask(
        self, request: Request, staff: StaffSession, fields: FormFields
    ) -> Correction | Response:
        """Return the correction that somebody makes, or the page that refuses."""
        screens, now = self._screens, self._screens.clock()
        permission = may_do(staff, Transition.CORRECT, now=now)
        if not permission:
            return screens.refuse(request, staff, permission, typed=typed_rows(fields))
        number = fields.text("numer") or request.query_params.get("numer", "").strip()
        places = procedures_seen(staff)
        record = await in_thread(find_procedure, screens.centre, number, places, civil_day(now))
        if record is None:
            return screens.show(request, missing_view("procedure", number), staff)
        permission = may_do(staff, Transition.CORRECT, record, now=now)
        asked = Correction(
            centre=screens.centre,
            record=record,
            fields=fields,
            permission=permission,
            by=staff.name,
            now=now,
        )
        if permission:
            return asked
        typed = typed_rows(fields, asked.base.procedure) if fields.values else []
        return screens.refuse(request, staff, permission, asked.number, typed, page="procedure")


def _answer(
    asked: Correction, login: str, refused: RefusedRequestError | None, method: str
) -> View | None:
    """Return the page that answers a form, ``None`` where the correction is stored."""
    if method != "POST":
        return form_view(asked)
    if refused is not None:
        structure, faults = asked.read_in_part(), _refusals(refused, asked)
        return form_view(asked, structure, faults=faults, status=refused.status_code)
    structure, faults = asked.read()
    try:
        require_same_person(asked.fields, login, asked.number)
    except ConflictError as error:
        faults = [Fault("", error.message.pl)]
        return form_view(asked, structure, faults=faults, status=409)
    if faults:
        return form_view(asked, structure, faults=faults, status=422)
    act, _, name = asked.fields.text("zrob").partition(" ")
    if act in _ROW_ACTS:
        return _with_rows_changed(asked, structure, act, name)
    if act == _BACK:
        return form_view(asked, structure, findings=asked.findings_so_far(structure))
    filled = without_blank_rows(structure)
    if filled != structure:
        asked, structure = asked.with_rearranged(EVERY), filled
    try:
        procedure = asked.procedure_of(structure)
    except InvalidProcedureError:
        findings = asked.findings_so_far(structure)
        return form_view(asked, structure, findings=findings, status=422)
    if asked.is_overtaken:
        return _answer_overtaken(asked, structure, procedure, act)
    if not procedure_difference(asked.record.newest.procedure, procedure):
        return form_view(asked, structure, faults=[Fault("", _NOTHING_CHANGED)], status=422)
    return _check_or_save(asked, structure, procedure, act)


def _check_or_save(
    asked: Correction, structure: Structure, procedure: Procedure, act: str
) -> View | None:
    """Show what changes, and store it where that was seen and has a reason."""
    newest = asked.record.newest
    findings = asked.findings_of(procedure)
    if act != _SAVE:
        return check_view(asked, structure, procedure, findings)
    because, faults = None, []
    try:
        because = reason(asked.fields)
        if because is None:
            faults.append(Fault("slowa", "Napisz, dlaczego poprawiasz: kierownik to zobaczy."))
    except FaultyFieldsError as error:
        faults += error.faults
    is_stale = asked.seen[1] != len(newest.acts)
    if is_stale:
        faults.append(Fault("", _ACTED))
    if faults:
        status = 409 if is_stale else 422
        return check_view(asked, structure, procedure, findings, faults=faults, status=status)
    request = compare(newest.procedure, procedure)
    asked.centre.correct(request, because=because, seen=asked.seen, **asked.as_whom)
    return None


def _answer_overtaken(
    asked: Correction, structure: Structure, procedure: Procedure, act: str
) -> View | None:
    """Show both differences, or bring the correction to the newest edition."""
    newest = asked.record.newest
    if act == _SAVE and _is_sent_again(asked, procedure):
        return None
    if act != _MERGE:
        return conflict_view(asked, structure, procedure)
    merged = merge(asked.base.procedure, newest.procedure, procedure)
    remarks = [
        f"Przeniesiono Twoje poprawki do wersji {newest.number}. Sprawdź je, zanim zapiszesz.",
        *(_JOINED.format(label_of(f"/{key}")) for key in merged.joined),
    ]
    faults = [
        Fault(f"/{key}", _CONTESTED.format(label_of(f"/{key}"), newest.number))
        for key in merged.contested
    ]
    status = 409 if faults else 200
    return form_view(
        asked.opened_anew(), merged.structure, faults=faults, remarks=remarks, status=status
    )


def _is_sent_again(asked: Correction, procedure: Procedure) -> bool:
    """Return whether this form made the newest edition: same person, reason and text."""
    newest = asked.record.newest
    act = newest.acts[-1]
    try:
        because = reason(asked.fields)
    except FaultyFieldsError:
        return False
    return (act.verb, act.by, act.note) == (Transition.CORRECT, asked.by, because) and not compare(
        newest.procedure, procedure
    ).changes


def _with_rows_changed(asked: Correction, structure: Structure, act: str, name: str) -> View:
    """Return the form with a row added, removed or moved."""
    at = change_rows(structure, act, name)
    asked = asked.with_rearranged(name if act == ADD else name.rpartition("/")[0])
    if at is None:
        faults = [Fault("", "Nie ma takiej pozycji. Otwórz formularz na nowo.")]
        return form_view(asked, structure, faults=faults, status=422)
    sections = sections_of(structure)
    if act == ADD and is_too_large(sections):
        change_rows(structure, REMOVE, at)
        text = f"Formularz mieści {MOST_FIELDS}, więc nie ma miejsca na następną pozycję."
        faults = [Fault(name, text)]
        return form_view(asked, structure, faults=faults, status=422)
    controls = {control.name: control for control in controls_of(sections)}
    if act == ADD:
        focus = first_field(controls[at])
    elif act == REMOVE:
        focus = f"{ADD}-{at}"
    else:
        place, _, index = at.rpartition("/")
        last = len(controls[place].parts) - 1
        ways = {UP: DOWN if index == "0" else UP, DOWN: UP if int(index) == last else DOWN}
        focus = f"{ways[act]}-{at}"
    findings = asked.findings_so_far(structure)
    return form_view(asked, structure, findings=findings, focus=focus)


async def _read(request: Request) -> tuple[FormFields, RefusedRequestError | None]:
    """Return as much of a form as can be read, and why it is not all of it."""
    try:
        return await read_sent_form(request, FORM_LIMITS), None
    except RefusedRequestError as error:
        return (await read_any_form(request, FORM_LIMITS))[0], error


def _refusals(refused: RefusedRequestError, asked: Correction) -> list[Fault]:
    """Return why a form was not read to its end, and what happens to the missing fields."""
    name = refused.cut
    text = asked.fields.text(name) if name is not None else ""
    if refused.status_code == 413 and len(text.encode()) < FORM_LIMITS.field:
        faults = [Fault("", _TOO_LARGE)]
    elif name is not None:
        faults = [Fault(name, _FIELD_CUT)]
    else:
        faults = [Fault("", refused.reason.message.pl)]
    if not asked.is_whole:
        faults.append(Fault("", f"{_CUT} {_ROWS_APPENDED}" if asked.rearranged else _CUT))
    return faults


_NOTHING_CHANGED = "Nic nie zmieniono. Popraw pole albo wróć do procedury."
_ACTED = (
    "Ktoś coś zrobił z tą wersją, odkąd pokazano poprawki. Jej tekst jest ten sam. Przeczytaj "
    "niżej, co zrobiono, i zapisz jeszcze raz, jeśli poprawki są nadal potrzebne."
)
_JOINED = "Pole „{}” zmieniono też przed Tobą, w innym miejscu: są w nim obie zmiany."
_CONTESTED = (
    "Pole „{}” zmieniono też przed Tobą, w tym samym miejscu. Jest w nim Twój tekst; co wpisano w "
    "wersji {}, pokażą zmiany na następnej stronie."
)
_TOO_LARGE = f"To, co wysłano, jest za duże: formularz mieści {MOST_FIELDS} i 1 MB."
_MOST_BYTES = f"{FORM_LIMITS.field:,}".replace(",", " ")
_FIELD_CUT = (
    f"To pole jest dłuższe, niż mieści formularz ({_MOST_BYTES} bajtów). Wróciło bez końca: skróć "
    "je i sprawdź, czym się kończy."
)
_CUT = (
    "Dalszych pól nie odczytano, więc mają poprzedni tekst. Twój może jeszcze mieć przeglądarka "
    "(przycisk „Wstecz”); jeśli go nie ma, wpisz go od nowa."
)
_ROWS_APPENDED = (
    "Na listach, na których dodano, usunięto albo przestawiono pozycje, poprzednie dopisano na "
    "końcu: usuń te, które się powtarzają albo są zbędne."
)
_CROWDED = (
    "Ktoś zmienia tę procedurę w tej samej chwili, więc nic nie zapisano. Wszystko, co wpisano, "
    "jest na tej stronie."
)
