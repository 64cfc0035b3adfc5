"""Who wrote a report, shown after recording who looks and what for."""

from collections.abc import Callable, Sequence

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

IsPicture = Callable[[str, str], bool]
"""Whether a page that staff had opened called the file of a reference a picture, by its mark."""
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


def read_picture(sent: ReportSubmission, is_picture: IsPicture) -> FileContent | None:
    """Return a picture of a report, as :func:`read_file` does.

    A file that no page called a picture is not read, so the trail gets no entry.
    """
    _purpose(sent.fields)
    is_known = is_picture(sent.fields.text("plik"), sent.fields.text("znak"))
    return read_file(sent) if is_known else None


def pictures_asked(sent: ReportSubmission, is_picture: IsPicture) -> Sequence[tuple[str, str]]:
    """Return the pictures of a report that a form asks to show, as it lists them, with their marks.

    Raises ``FaultyFieldsError`` without a purpose.
    """
    _purpose(sent.fields)
    asked = (text.partition("~")[::2] for text in dict.fromkeys(sent.fields.text("pliki").split()))
    return [
        (reference, mark)
        for reference, mark in asked
        if is_file_reference(reference)
        and number_of_file(reference) == sent.number
        and is_picture(reference, mark)
    ]


def _purpose(fields: FormFields) -> AccessPurpose:
    purpose = PURPOSES.get(fields.text("cel"))
    if purpose is None:
        raise FaultyFieldsError([Fault("cel", "Wybierz, do czego potrzebujesz danych.")])
    return purpose
