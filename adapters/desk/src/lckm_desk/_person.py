"""Who wrote a report: shown once it is written down who looks and what for."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from lckm_core import ContactCentre
from lckm_core.organisation import Role
from lckm_core.ports import AccessPurpose
from lckm_core.reports import file_name, media_type_of, number_of_file
from lckm_desk._act_forms import FaultyFieldsError
from lckm_desk._pages import Fault, View
from lckm_desk._records import ReportRecord
from lckm_http import FormFields

PURPOSES = {one.value: one for one in AccessPurpose}


@attrs.frozen(repr=False)
class FileContent:
    """A file of a report, to be handed over: its name and bytes."""

    name: str
    data: bytes


@attrs.frozen
class NotShownError(Exception):
    """Who reads could not be written down, or what is read cannot be read now."""


def asking_view(record: ReportRecord, role: Role, faults: Sequence[Fault] = ()) -> View:
    """Return the page that asks what the person's data are needed for."""
    return View(
        template="purpose",
        title=f"Dane osobowe: {record.report.number}",
        here="reports",
        status=422 if faults else 200,
        faults=faults,
        context={"record": record, "purposes": _purposes(), "role": role.value},
    )


def person_view(
    centre: ContactCentre,
    record: ReportRecord,
    fields: FormFields,
    *,
    role: Role,
    by: str,
    now: datetime,
) -> View:
    """Return the page with the personal part of a report.

    Raises:
        FaultyFieldsError: without a purpose.
        NotShownError: when the line cannot be written, or the data cannot be read.
    """
    purpose = _purpose(fields)
    number = record.report.number
    try:
        person = centre.read_personal(number, role=role, by=by, purpose=purpose, now=now)
    except Exception as error:
        raise NotShownError from error
    # After the line is written, for these name the files.
    report = centre.plugins.reports.get(number) if person is not None else None
    return View(
        template="person",
        title=f"Dane osobowe: {number}",
        here="reports",
        context={
            "number": number,
            "person": person,
            "files": report.attachments if report is not None else (),
            "purpose": purpose,
            "purposes": _purposes(),
        },
    )


def read_file(
    centre: ContactCentre,
    record: ReportRecord,
    fields: FormFields,
    *,
    role: Role,
    by: str,
    now: datetime,
) -> FileContent | None:
    """Return a file of a report, ``None`` where it is gone or another report's.

    Raises as :func:`person_view`.
    """
    purpose = _purpose(fields)
    reference = fields.text("plik")
    try:
        if number_of_file(reference) != record.report.number:
            return None
        data = centre.read_file(reference, role=role, by=by, purpose=purpose, now=now)
    except Exception as error:
        raise NotShownError from error
    if data is None:
        return None
    return FileContent(file_name(reference, media_type_of(data) or ""), data)


def _purposes() -> list[tuple[str, str]]:
    return [(one.value, one.message.pl) for one in AccessPurpose]


def _purpose(fields: FormFields) -> AccessPurpose:
    purpose = PURPOSES.get(fields.text("cel"))
    if purpose is None:
        raise FaultyFieldsError([Fault("cel", "Wybierz, do czego potrzebujesz danych.")])
    return purpose
