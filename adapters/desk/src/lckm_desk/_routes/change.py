"""How the table of routes is changed: what it would do is shown first, with the difference."""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.calendar import civil_day
from lckm_core.errors import ConflictError, LckmError
from lckm_core.findings import Finding, InvalidProcedureError, Severity, UnreadableFileError
from lckm_core.organisation import DeskAct, Directory
from lckm_core.ports.optional import RouteTableKeeping, offered
from lckm_core.procedures import check, read
from lckm_core.reports import RouteTable, check_routes
from lckm_core.text import Message
from lckm_desk._done_messages import redirect_done
from lckm_desk._finding_rows import finding_row
from lckm_desk._long_texts import lines_difference
from lckm_desk._pages import Fault, View, message_view
from lckm_desk._permissions import may_do
from lckm_desk._routes.effects import effects_of
from lckm_desk._routes.table import ROUTES
from lckm_desk._screens import Screens
from lckm_desk._submissions import (
    FaultyFieldsError,
    Submission,
    faults_of,
    require_same_person,
    typed_words,
)
from lckm_http import FormFields, in_thread, read_form
from lckm_sign_in import StaffSession

_LONGEST_REASON = 500
# What a change stands below: the name of its route or category.
_ROW = re.compile(r" *(?:- )?name: (\S.*)")
_NOT_HERE = (
    "Tabeli nie można tu zmienić",
    "Program tylko czyta tabelę. Zmień ją w miejscu, z którego program ją czyta.",
)
_TABLE_FAULTS = "Popraw błędy tabeli. Uwagi mówią, w których są wierszach."
_CHANGED = Message(
    "Ktoś zmienił tabelę, odkąd otwarto tę stronę. Poniżej jest to, co różni Twoją treść od "
    "tabeli, która teraz obowiązuje. Przeczytaj i zdecyduj, czy wysłać ją jeszcze raz.",
    "Somebody changed the table since the page was opened. Below is what tells your text from the "
    "table now in force. Read it, and decide whether to send it again.",
)


@attrs.frozen(kw_only=True, repr=False)
class TableSubmission(Submission[str]):
    """The form of another table; its record is the text of the table in force."""

    @property
    def text(self) -> str:
        """The table that was typed, with the ends of lines that files have."""
        typed = self.fields.text("tabela").replace("\r\n", "\n").replace("\r", "\n")
        return typed.rstrip("\n") + "\n"

    @property
    def reason(self) -> str:
        """Why it is changed."""
        return self.fields.text("powod").strip()


@attrs.frozen
class RouteChangeScreen:
    """Answers requests to change the table of routes.

    Args:
        screens: shows what is made.
    """

    _screens: Screens

    async def change(self, request: Request, staff: StaffSession) -> Response:
        """Show the form, what another table would change, and put it in force."""
        fields = await read_form(request) if request.method == "POST" else FormFields()
        permission = may_do(staff, DeskAct.CHANGE_ROUTES, now=self._screens.clock())
        if not permission:
            typed = typed_words(fields, "tabela", "powod")
            return self._screens.refuse(request, staff, permission, typed=typed)
        centre = self._screens.centre
        keeping = offered(centre.plugins.routes, RouteTableKeeping)
        if keeping is None:
            return self._screens.show(request, message_view(*_NOT_HERE, 409), staff)
        sent = TableSubmission(
            centre=centre,
            record=await in_thread(keeping.table_text),
            fields=fields,
            permission=permission,
            by=staff.name,
            now=self._screens.clock(),
        )
        faults: Sequence[Fault] = ()
        status = 200
        if request.method == "POST":
            try:
                require_same_person(fields, staff.login, "")
                _require_unchanged(sent)
                if fields.text("do") == "zapisz":
                    _require_shown(sent)
                    await in_thread(_save, sent)
                    return redirect_done(request, "routes", ROUTES, "routes-change")
            except (InvalidProcedureError, UnreadableFileError):
                faults, status = [Fault("tabela", _TABLE_FAULTS)], 422
            except (FaultyFieldsError, LckmError) as error:
                faults, status = faults_of(error)
        view = await in_thread(_change_view, sent, faults, status)
        return self._screens.show(request, view, staff)


def _save(sent: TableSubmission) -> None:
    try:
        sent.centre.change_routes(
            sent.text,
            replaced=sent.record,
            reason=sent.reason,
            **sent.as_whom,
        )
    except ConflictError:
        raise ConflictError(ROUTES, _CHANGED) from None


def _require_unchanged(sent: TableSubmission) -> None:
    if sent.fields.text("seen") != _digest(sent.record):
        raise ConflictError(ROUTES, _CHANGED)


def _require_shown(sent: TableSubmission) -> None:
    """Raise unless this text was shown with what it changes, and a reason is given."""
    faults = []
    if not sent.reason:
        faults.append(Fault("powod", "Napisz, dlaczego zmieniasz tabelę."))
    elif len(sent.reason) > _LONGEST_REASON:
        faults.append(Fault("powod", f"Skróć powód do {_LONGEST_REASON} znaków."))
    if sent.fields.text("pokazano") != _digest(sent.text):
        faults.append(Fault("", "Najpierw przeczytaj, co zmieni ta tabela. Jest poniżej."))
    if sent.text == sent.record:
        faults.append(Fault("tabela", "Nic tu nie zmieniono."))
    if faults:
        raise FaultyFieldsError(faults)


def _change_view(sent: TableSubmission, faults: Sequence[Fault], status: int) -> View:
    """Return the form, with what the table that was typed would change."""
    is_again = "tabela" in sent.fields.values
    text = sent.text if is_again else sent.record
    context: dict[str, Any] = {}
    if is_again:
        findings, table = _judge(sent.text, sent.centre.plugins.directory, sent)
        context["findings"] = [_row(one) for one in findings]
        if table is not None:
            old: RouteTable = sent.centre.plugins.routes.table()
            context["effects"], context["is_all"] = effects_of(old, table)
        context["changes"] = lines_difference(sent.record, sent.text, _ROW)
    return View(
        template="routes_change",
        title="Zmień tabelę tras",
        here="routes",
        status=status,
        faults=faults,
        context={
            "typed": text,
            "reason": sent.fields.text("powod"),
            "seen": _digest(sent.record),
            "shown": _digest(text) if is_again else "",
            "permission": sent.permission,
            "is_again": is_again,
            **context,
        },
    )


def _judge(
    text: str, directory: Directory, sent: TableSubmission
) -> tuple[Sequence[Finding], RouteTable | None]:
    """Return what is wrong with a table that was typed, and the table unless it has errors."""
    try:
        document = read(text, name="routes.yaml", syntax="yaml", model=RouteTable)
    except UnreadableFileError as error:
        return [error.finding], None
    found = list(check(document, directory=directory))
    try:
        table: RouteTable = document.build(RouteTable)
    except InvalidProcedureError:
        return found, None
    known = {(one.code, one.path) for one in found}
    today = check_routes(table, directory, on=civil_day(sent.now))
    found += [document.placed(one) for one in today if (one.code, one.path) not in known]
    has_errors = any(one.severity is Severity.ERROR for one in found)
    return found, None if has_errors else table


def _row(finding: Finding) -> dict[str, str]:
    place = f"wiersz {finding.line}" if finding.line else "tabela"
    return finding_row(finding, place)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
