"""Who wrote a report, shown after recording who looks and what for."""

from collections.abc import Sequence

import attrs

from lckm_core.ports import AccessPurpose
from lckm_core.reports import (
    Attachment,
    PersonalPart,
    file_name,
    is_file_reference,
    media_type_of,
    number_of_file,
)
from lckm_desk._pages import Fault
from lckm_desk._submissions import FaultyFieldsError, ReportSubmission
from lckm_http import FormFields

PURPOSES = {purpose.value: purpose for purpose in AccessPurpose}


@attrs.frozen(repr=False)
class PersonReading:
    """Who wrote a report, as it was read.

    Args:
        person: the personal part, ``None`` where it is gone.
        files: those of the report.
        purpose: what it was read for.
    """

    person: PersonalPart | None
    files: Sequence[Attachment]
    purpose: AccessPurpose


@attrs.frozen(repr=False)
class FileContent:
    """A file of a report for download: its name, its bytes and their media type."""

    name: str
    data: bytes
    media_type: str


@attrs.frozen
class NotShownError(Exception):
    """The reading could not be recorded, or the data cannot be read now."""


def read_person(sent: ReportSubmission) -> PersonReading:
    """Record who looks and what for, and return the personal part of a report.

    Raises:
        FaultyFieldsError: without a purpose.
        NotShownError: when the line cannot be written, or the data cannot be read.
    """
    purpose = _purpose(sent.fields)
    centre, number = sent.centre, sent.number
    try:
        person = centre.read_personal(
            number, role=sent.role, by=sent.by, purpose=purpose, now=sent.now
        )
        # Only after recording the reading, for the references name the files.
        report = centre.plugins.reports.get(number) if person is not None else None
    except Exception as error:
        raise NotShownError from error
    return PersonReading(person, report.attachments if report is not None else (), purpose)


def read_file(sent: ReportSubmission) -> FileContent | None:
    """Return a file of a report; ``None`` if it is gone or belongs to another report.

    Raises as :func:`read_person`.
    """
    purpose = _purpose(sent.fields)
    reference = sent.fields.text("plik")
    if not is_file_reference(reference) or number_of_file(reference) != sent.number:
        return None
    try:
        data = sent.centre.read_file(
            reference, role=sent.role, by=sent.by, purpose=purpose, now=sent.now
        )
    except Exception as error:
        raise NotShownError from error
    if data is None:
        return None
    media_type = media_type_of(data) or ""
    return FileContent(file_name(reference, media_type), data, media_type)


def pictures_asked(sent: ReportSubmission) -> Sequence[str]:
    """Return the references of a report's files that a form asks to show, in its order.

    Raises ``FaultyFieldsError`` without a purpose.
    """
    _purpose(sent.fields)
    asked = dict.fromkeys(sent.fields.text("pliki").split())
    return [
        reference
        for reference in asked
        if is_file_reference(reference) and number_of_file(reference) == sent.number
    ]


def _purpose(fields: FormFields) -> AccessPurpose:
    purpose = PURPOSES.get(fields.text("cel"))
    if purpose is None:
        raise FaultyFieldsError([Fault("cel", "Wybierz, do czego potrzebujesz danych.")])
    return purpose
