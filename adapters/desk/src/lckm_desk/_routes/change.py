"""Changes of the table of routes, each shown with its effects before it is made."""

import logging
from collections.abc import Sequence

from attrs import frozen
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.errors import ConflictError, LckmError, StoreUnavailableError, describe_error
from lckm_core.findings import InvalidProcedureError, UnreadableFileError
from lckm_core.organisation import DeskAct
from lckm_core.ports.optional import RouteTableChange, RouteTableKeeping, offered
from lckm_core.text import Message, normalise, without_invisible
from lckm_desk._done_messages import redirect_done
from lckm_desk._pages import Fault, message_view
from lckm_desk._permissions import may_do
from lckm_desk._personal_words import personal_data_faults
from lckm_desk._routes.change_views import TableSubmission, change_view, digest
from lckm_desk._routes.table import ROUTES
from lckm_desk._screens import Screens
from lckm_desk._sent_forms import read_sent_form
from lckm_desk._submissions import (
    FaultyFieldsError,
    faults_of,
    require_same_person,
    typed_words,
)
from lckm_http import FormFields, FormLimits, in_thread
from lckm_sign_in import StaffSession

_LOG = logging.getLogger("lckm_desk")
_LONGEST_REASON = 500
# A table of some 5,000 routes; most of its letters are one byte.
_LIMITS = FormLimits(body=3_000_000, field=3_000_000)
_NOT_HERE = (
    "Tabeli nie można tu zmienić",
    "Program tylko czyta tabelę. Zmień ją w miejscu, z którego program ją czyta.",
)
_NO_CHANGE = (
    "Nie ma takiej zmiany",
    "Wśród zapisanych zmian tabeli tras tej nie ma. Ostatnie są na stronie „Zmień tabelę”.",
)
_TABLE_FAULTS = "Popraw błędy tabeli. Uwagi mówią, w których są wierszach."
_NOT_WRITTEN = (
    "Program nie może zapisać tabeli w miejscu, z którego ją czyta. Sprawdź na stronie „Trasy”, "
    "która obowiązuje, i przekaż tę treść operatorowi."
)
_UNREADABLE = (
    "Tabeli, która obowiązuje, nie da się odczytać, więc nie widać, do jakich domen wolno wysyłać "
    "zgłoszenia. Przekaż tę treść operatorowi."
)
_CHANGED = Message(
    "Ktoś zmienił tabelę, odkąd otwarto tę stronę. Poniżej jest to, czym Twoja treść różni się od "
    "tabeli, która teraz obowiązuje: zapisanie cofnie to, czego w niej nie ma. Przenieś do niej "
    "tę zmianę albo sprawdź jeszcze raz i zapisz.",
    "Somebody changed the table since the page was opened. Below is what tells your text from the "
    "table now in force: to save it takes back what it lacks. Put that change into it, or check "
    "it once more and save it.",
)


@frozen
class RouteChangeScreen:
    """Answers requests to change the table of routes.

    Args:
        screens: shows views to staff.
    """

    _screens: Screens

    async def change(self, request: Request, staff: StaffSession) -> Response:
        """Show the form and the effects of another table, and put that in force."""
        fields = (
            await read_sent_form(request, _LIMITS) if request.method == "POST" else FormFields()
        )
        now = self._screens.clock()
        permission = may_do(staff, DeskAct.CHANGE_ROUTES, now=now)
        if not permission:
            typed = typed_words(fields, {"tabela": "Tabela", "powod": "Powód zmiany"})
            return self._screens.refuse(request, staff, permission, typed=typed)
        centre = self._screens.centre
        keeping = offered(centre.plugins.routes, RouteTableKeeping)
        is_writable = keeping is not None and await in_thread(_is_writable, keeping)
        # Show what was typed all the same.
        if keeping is None or not (is_writable or fields.values):
            return self._screens.show(request, message_view(*_NOT_HERE, 409), staff)
        try:
            text = await in_thread(keeping.table_text)
            history: Sequence[RouteTableChange] = await in_thread(keeping.table_changes)
        except LckmError as error:
            _LOG.error("the table of routes failed: %s", describe_error(error))
            view = message_view("Tabeli nie da się odczytać", error.message.pl, 503)
            return self._screens.show(request, view, staff)
        undone: RouteTableChange | None = None
        if request.method == "GET" and (before := request.query_params.get("przed", "")):
            undone = next((change for change in history if digest(change.replaced) == before), None)
            if undone is None:
                return self._screens.show(request, message_view(*_NO_CHANGE, 404), staff)
            fields = FormFields({"tabela": [undone.replaced]})
        sent = TableSubmission(
            centre=centre, record=text, fields=fields, permission=permission, by=staff.name, now=now
        )
        if _is_done(sent, history):
            # The same form was sent again.
            return redirect_done(request, "routes", ROUTES, "routes-change")
        faults: Sequence[Fault] = ()
        status = 200
        if request.method == "POST":
            faults, status = await self._perform(sent, staff, is_writable=is_writable)
            if not status:
                return redirect_done(request, "routes", ROUTES, "routes-change")
        view = await in_thread(
            change_view,
            sent,
            old=await in_thread(self._screens.route_table),
            history=history,
            faults=faults,
            status=status,
            is_shown=status != 409,
            is_writable=is_writable,
            undone=undone,
            places=self._screens.places,
        )
        return self._screens.show(request, view, staff)

    async def _perform(
        self, sent: TableSubmission, staff: StaffSession, *, is_writable: bool
    ) -> tuple[Sequence[Fault], int]:
        """Do what the button says; return why it is refused, and the status: 0 once saved."""
        fields = sent.fields
        try:
            require_same_person(fields, staff.login, "")
            if fields.text("seen") != digest(sent.record):
                raise ConflictError(ROUTES, _CHANGED)
            if not is_writable:
                _LOG.error("the table of routes cannot be written here")
                return [Fault("tabela", _NOT_WRITTEN)], 503
            if not _is_saved(fields):
                return (), 200
            reason = _reason(sent)
            if await in_thread(self._screens.route_table) is None:
                return [Fault("tabela", _UNREADABLE)], 409
            await in_thread(_save, sent, reason)
        except (InvalidProcedureError, UnreadableFileError):
            return [Fault("tabela", _TABLE_FAULTS)], 422
        except (OSError, StoreUnavailableError) as error:
            _LOG.error("the table of routes was not written: %s", describe_error(error))
            return [Fault("tabela", _NOT_WRITTEN)], 503
        except (FaultyFieldsError, LckmError) as error:
            return faults_of(error)
        return (), 0


def _is_writable(keeping: RouteTableKeeping) -> bool:
    return keeping.is_writable


def _is_saved(fields: FormFields) -> bool:
    """Return whether the button that was pressed puts the table in force."""
    return fields.text("do").partition(" ")[0] == "zapisz"


def _is_done(sent: TableSubmission, history: Sequence[RouteTableChange]) -> bool:
    """Return whether the last change, by the same person, put the same table in force."""
    return (
        _is_saved(sent.fields)
        and bool(history)
        and (history[0].text, history[0].by) == (sent.text, sent.by)
        and sent.fields.text("seen") == digest(history[0].replaced)
        and sent.record == sent.text
    )


def _save(sent: TableSubmission, reason: str) -> None:
    try:
        sent.centre.change_routes(sent.text, replaced=sent.record, reason=reason, **sent.as_whom)
    except ConflictError:
        raise ConflictError(ROUTES, _CHANGED) from None


def _reason(sent: TableSubmission) -> str:
    """Return the reason; raise unless this text was shown with its effects."""
    reason = without_invisible(normalise(sent.fields.text("powod"))).strip()
    faults: list[Fault] = []
    if not reason:
        faults.append(Fault("powod", "Napisz, dlaczego zmieniasz tabelę."))
    elif not reason.replace("\n", " ").isprintable():
        faults.append(Fault("powod", "Są tu znaki sterujące, których nie widać. Wpisz to od nowa."))
    elif len(reason) <= _LONGEST_REASON:
        reason, faults = personal_data_faults(reason, "powod", sent.fields)
    if len(reason) > _LONGEST_REASON:
        faults.append(Fault("powod", f"Skróć powód do {_LONGEST_REASON} znaków."))
    if sent.fields.text("pokazano") != digest(sent.text):
        faults.append(Fault("", "Najpierw przeczytaj, co zmieni ta tabela. Jest poniżej."))
    if sent.is_unchanged:
        faults.append(Fault("tabela", "Nic tu nie zmieniono."))
    if faults:
        raise FaultyFieldsError(faults)
    return reason
