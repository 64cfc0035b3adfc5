"""The body of a request: read within limits, and judged by its form."""

from collections.abc import Sequence
from typing import Any, Final

import attrs
from starlette.requests import Request

from lckm_api._endpoint import JSON, MULTIPART, Body, Call
from lckm_api._problems import INVALID, MEDIA, TOO_LARGE, UNREADABLE, ProblemError, invalid
from lckm_core.findings import InvalidProcedureError, UnreadableFileError
from lckm_core.forms import build, judge
from lckm_core.parsing import parse
from lckm_core.reports import IntakeLimits
from lckm_core.text import Message
from lckm_http import FormFile, FormLimits, Refusal, read_form

MOST_BYTES: Final = 1_000_000
"""The longest body that brings no files."""


def form_limits(limits: IntakeLimits) -> FormLimits:
    """Return how much a form with files may bring, by what the intake accepts."""
    return FormLimits(
        body=limits.most_bytes + MOST_BYTES,
        fields=_FIELDS,
        files=max(limits.most_attachments, _FILES),
        file=limits.most_bytes,
    )


_FIELDS = 1
# For a procedure; the number of a report's files is checked with the report.
_FILES = 30


@attrs.frozen
class ReadBody:
    """A body as it came.

    Args:
        source: its text; for a form, that of the field ``form``.
        media_type: the type of the text.
        files: the files that came with it.
    """

    source: bytes = attrs.field(default=b"", repr=False)
    media_type: str = ""
    files: Sequence[FormFile] = ()

    def judged(self, body: Body | None, call: Call) -> Call:
        """Return a call with the data of the body. Raises :class:`ProblemError`."""
        if body is None or not body.judged_here:
            return call
        try:
            data: Any = parse(self.source, syntax="json").data
        except UnreadableFileError as error:
            if not body.personal:
                raise
            # The value may be a person's words, so only its place is named.
            members = {"line": error.finding.line, "column": error.finding.column}
            raise ProblemError(UNREADABLE, _NO_JSON, more=members) from None
        if body.parts:
            data = _parts(data, body, call)
        elif body.model is not None:
            judged = judge(data, body.model)
            if judged.findings:
                raise invalid(judged.findings)
            data = build(judged.data, body.model)
        return attrs.evolve(call, data=data)


def _parts(data: Any, body: Body, call: Call) -> dict[str, Any]:
    """Return each member of a body as it is judged. Raises :class:`ProblemError`."""
    if set(data) != set(body.parts):
        names = ", ".join(body.parts)
        detail = Message(
            f"Podaj dokładnie te pola: {names}.", f"Give these members alone: {names}."
        )
        raise ProblemError(INVALID, detail)
    found, findings = {}, []
    for name, judge_part in body.parts.items():
        try:
            found[name] = judge_part(data[name], call)
        except InvalidProcedureError as error:
            findings += [
                attrs.evolve(finding, path=f"/{name}{finding.path}") for finding in error.findings
            ]
    if findings:
        raise invalid(findings)
    return found


async def read_body(request: Request, body: Body, limits: FormLimits) -> ReadBody:
    """Return the body of a request. Raises :class:`ProblemError`, or what reading a form does."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in body.media_types:
        listed = ", ".join(body.media_types)
        raise ProblemError(
            MEDIA,
            Message(f"Content-Type: ma tu być {listed}.", f"Content-Type: it has to be {listed}."),
        )
    if media_type == MULTIPART:
        form = await read_form(request, limits)
        wrong = [file for file in form.files if file.field != "files"]
        if wrong or set(form.values) != {"form"}:
            raise ProblemError(UNREADABLE, _FIELDS_OF_FORM)
        if any(file.is_too_large for file in form.files):
            raise ProblemError(TOO_LARGE, _FILE)
        return ReadBody(form.text("form").encode("utf-8", "replace"), JSON, form.files)
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > MOST_BYTES:
            raise ProblemError(TOO_LARGE, Refusal.TOO_LARGE.message)
    return ReadBody(bytes(data), media_type)


_NO_JSON = Message(
    "To nie jest poprawny JSON z obiektem; line i column mówią, gdzie.",
    "This is no JSON with an object; line and column say where.",
)
_FIELDS_OF_FORM = Message(
    "Formularz ma jedno pole form i pliki w polu files.",
    "The form has one field, form, and files in the field files.",
)
_FILE = Message("Plik jest za duży.", "A file is too large.")
