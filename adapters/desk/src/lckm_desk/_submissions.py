"""What was sent to do something to a report, and why it is refused."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from lckm_core import ContactCentre
from lckm_core.errors import (
    ConflictError,
    LckmError,
    StoreUnavailableError,
    WordsNotFoundError,
)
from lckm_core.findings import Finding, InvalidProcedureError
from lckm_core.organisation import Role
from lckm_core.reports import InvalidOutcomeError, InvalidReportError
from lckm_core.text import Message
from lckm_desk._pages import Fault
from lckm_desk._permissions import Permission
from lckm_desk._records import ReportRecord
from lckm_http import FormFields

ATTRIBUTE = "cecha-"
"""What the names of the fields of attributes begin with."""
_CHANGED = Message(
    "Ktoś zmienił to zgłoszenie, odkąd otwarto tę stronę. Wpisane słowa zostały poniżej: obejrzyj "
    "zgłoszenie i zdecyduj, czy wysłać je jeszcze raz.",
    "Somebody changed this report since the page was opened. What you typed is below: look at the "
    "report, and decide whether to send it again.",
)


@attrs.frozen
class FaultyFieldsError(Exception):
    """What was typed does not fit its fields."""

    faults: Sequence[Fault]


@attrs.frozen(kw_only=True)
class Submission:
    """A form that was sent, and as whom.

    Args:
        centre: the contact centre.
        record: the report as it is now.
        fields: what was typed.
        permission: that to do it.
        by: the name of the member of staff.
        now: the moment, aware.
    """

    centre: ContactCentre
    record: ReportRecord
    fields: FormFields
    permission: Permission
    by: str
    now: datetime

    @property
    def number(self) -> str:
        """The number of the report."""
        return self.record.report.number

    @property
    def role(self) -> Role:
        """The role in which it is done."""
        assert self.permission.role is not None
        return self.permission.role

    @property
    def version(self) -> str | None:
        """That of the delivery when the form was opened."""
        return self.fields.text("wersja") or None

    @property
    def seen(self) -> int | None:
        """How many acts the history had when the form was opened."""
        text = self.fields.text("seen")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def faults_of(error: FaultyFieldsError | LckmError) -> tuple[Sequence[Fault], int]:
    """Return why something was refused, at its fields, and the HTTP status.

    Raises :class:`StoreUnavailableError`, which is no refusal, as it came.
    """
    match error:
        case StoreUnavailableError():
            raise error
        case FaultyFieldsError():
            return error.faults, 422
        case InvalidOutcomeError() | InvalidReportError():
            return [_fault(one) for one in error.findings.errors], 422
        case WordsNotFoundError():
            return [Fault("slowa", error.message.pl)], 422
        case ConflictError():
            return [Fault("", (error.because or _CHANGED).pl)], 409
        case _:
            return [Fault("", error.message.pl)], 409


def notice_faults(
    error: FaultyFieldsError | LckmError, fields: Mapping[str, str]
) -> tuple[Sequence[Fault], int]:
    """Return why an announcement or the terms were refused, and the HTTP status.

    Args:
        error: the refusal.
        fields: the field of the form for each field of the text.

    Raises :class:`StoreUnavailableError`, which is no refusal, as it came.
    """
    match error:
        case StoreUnavailableError():
            raise error
        case FaultyFieldsError():
            return error.faults, 422
        case InvalidProcedureError():
            keys = [(one.path.strip("/").partition("/")[0], one) for one in error.findings.errors]
            return [Fault(fields.get(key, ""), one.message) for key, one in keys], 422
        case ConflictError():
            return [Fault("", (error.because or error.message).pl)], 409
        case _:
            return [Fault("", error.message.pl)], 409


_FIELDS = {
    "words": "slowa",
    "duplicate_of": "wczesniejsze",
    "category": "kategoria",
    "kind": "rodzaj",
    "place/kind": "miejsce",
    "place/area": "obszar",
}


def _fault(finding: Finding) -> Fault:
    path = finding.path.strip("/")
    return Fault(_FIELDS.get(path, ""), finding.message)


def chosen(fields: FormFields, name: str, options: Mapping[str, Any], text: str) -> Any:
    """Return what was chosen of some options. Raises :class:`FaultyFieldsError` for nothing."""
    value = fields.text(name)
    if value not in options:
        raise FaultyFieldsError([Fault(name, text)])
    return options[value]
