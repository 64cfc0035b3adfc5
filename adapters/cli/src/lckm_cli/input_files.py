"""Single files that a command needs whole: read and built, or refused by name."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs
import click

from lckm_cli.file_selection import (
    TooLargeError,
    find_files,
    read_bytes,
    shown_name,
)
from lckm_cli.formatting import counted, safe
from lckm_cli.language import Language
from lckm_cli.os_errors import os_error_reason
from lckm_core import FORMS, read_form
from lckm_core.errors import LckmError
from lckm_core.fields import fields_of, form_name
from lckm_core.findings import (
    Finding,
    InvalidProcedureError,
    UnreadableFileError,
)
from lckm_core.organisation import Directory
from lckm_core.procedures import (
    Document,
    Procedure,
    check,
    read,
)
from lckm_core.reports import (
    Report,
    ReportForm,
    RouteTable,
    register,
)
from lckm_core.text import Message

TOO_LARGE = Message("plik jest za duży.", "the file is too large.")


@attrs.frozen(str=False)
class BadFileError(LckmError):
    """A file that a command cannot go on with."""

    path: str
    reason: Message

    pl = "{path}: {reason.pl}"
    en = "{path}: {reason.en}"


def read_document(path: str, *forms: str) -> Document:
    """Return a file as read on the one of these forms that its keys fit best, unchecked.

    Args:
        path: the file, or ``-`` for standard input.
        forms: names of forms; a procedure's by default.

    Raises:
        LckmError: the file cannot be read, or its keys fit another form better.
        OSError: the system refused it.
    """
    source = _bytes(path)
    name = shown_name(path)
    wanted = [FORMS[form] for form in forms or ("procedure",)]
    try:
        document = read_form(source, name=name)
    except UnreadableFileError:
        read(source, name=name, model=wanted[0])  # its error says how such a file begins
        raise
    best = max(wanted, key=lambda model: _shared(document, model))
    if _shared(document, document.model) > _shared(document, best):
        held = form_name(document.model)
        names = [form_name(model) for model in wanted]
        polish = _any_of([name.pl for name in names], "albo")
        english = _any_of([name.en for name in names], "or")
        reason = Message(
            f"to jest {held.pl}, a ma tu być {polish}.",
            f"this is {held.en}; it should be {english}.",
        )
        raise BadFileError(name, reason)
    return document if best is document.model else read(source, name=name, model=best)


def _any_of(names: list[str], word: str) -> str:
    return f" {word} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _bytes(path: str) -> bytes:
    try:
        return read_bytes(path)
    except TooLargeError:
        raise BadFileError(shown_name(path), TOO_LARGE) from None


def _shared(document: Document, model: type) -> int:
    """Return how many keys of a document are those of a form."""
    return len(document.data.keys() & {field.key for field in fields_of(model)})


def read_as(path: str, form: str) -> Any:
    """Return what a file holds, built as *form*.

    A procedure may have errors as long as it can be built (I12); any other form may have none.

    Raises:
        LckmError: the file does not fit; the error names it.
    """
    return build_as(read_document(path, form), form)


def build_as(document: Document, form: str) -> Any:
    """Return what a document holds, built as *form*; see :func:`read_as`."""
    if form != "procedure" and (errors := _blocking_errors(document)):
        raise _misfit(document, errors)
    return _build(document)


def read_procedure(path: str) -> Procedure:
    """Return the procedure of a file, whatever errors it has, if it can be built."""
    procedure: Procedure = read_as(path, "procedure")
    return procedure


def preview(path: str, directory: Directory, lang: Language = "pl") -> Procedure:
    """Return the procedure of a file, to be looked at.

    What stops its publication is printed on stderr.
    """
    procedure: Procedure = preview_any(path, directory, lang, "procedure")
    return procedure


def preview_any(path: str, directory: Directory, lang: Language, *forms: str) -> Any:
    """Return what a file on one of these forms holds; see :func:`preview`."""
    document = read_document(path, *forms)
    built = _build(document)
    if errors := check(document, directory=directory).errors:
        click.echo(safe(_publication_errors(document, errors).text(lang)), err=True)
    return built


def read_routes(path: str) -> RouteTable:
    """Return the table of routes of a file, whatever errors it has, if it can be built."""
    document = read_document(path, "routes")
    try:
        return document.build(RouteTable)
    except InvalidProcedureError:
        raise _misfit(document, check(document).errors, "lckm routes check") from None


def check_route_file(
    path: str, directory: Directory, day: date
) -> tuple[str, RouteTable | None, tuple[Finding, ...]]:
    """Return the name of a file, its table of routes, and the findings on a day.

    The table is ``None`` when it cannot be built.
    """
    document = read_document(path, "routes")
    found = check(document, directory=directory, requested_on=day)
    try:
        table = document.build(RouteTable)
    except InvalidProcedureError:
        table = None
    return document.name, table, tuple(found)


def read_report(path: str, *, now: datetime) -> Report:
    """Return the report of a file: a registered one, or what a form sent now would become."""
    document = read_form(_bytes(path), name=shown_name(path))
    if document.model not in (Report, ReportForm):
        reason = Message(
            "to nie jest zgłoszenie ani formularz zgłoszenia.",
            "this is no report and no report form.",
        )
        raise BadFileError(document.name, reason)
    if errors := check(document).errors:
        raise _misfit(document, errors)
    built: Report | ReportForm = _build(document)
    if isinstance(built, Report):
        return built
    form = attrs.evolve(built, attachments=())  # which have no part in its route
    return register(form, number="0", now=now, terms_version="0")


def _blocking_errors(document: Document) -> list[Finding]:
    """Return the errors that keep a form from being used."""
    return [
        error
        for error in check(document).errors
        if not error.path.startswith("/consolidated/") and not error.is_of_request
    ]


def _build(document: Document) -> Any:
    try:
        return document.build(document.model)
    except InvalidProcedureError as error:
        raise _misfit(document, error.findings.errors) from None


def _misfit(
    document: Document, errors: Sequence[Finding], command: str = "lckm check"
) -> BadFileError:
    place, first = _first_error(document, errors)
    count = len(errors) - 1
    return BadFileError(
        place,
        Message(
            first.message
            + (f" Błędów jest więcej ({count}): pokaże je {command}." if count else ""),
            first.text("en")
            + (f" There are more errors ({count}): {command} shows them." if count else ""),
        ),
    )


def _publication_errors(document: Document, errors: Sequence[Finding]) -> Message:
    place, first = _first_error(document, errors)
    return Message(
        f"{place}: {first.message} Przed publikacją do poprawienia: "
        f"{counted(len(errors), 'error')} (zob. lckm check).",
        f"{place}: {first.text('en')} To fix before publication: "
        f"{counted(len(errors), 'error', 'en')} (see lckm check).",
    )


def _first_error(document: Document, errors: Sequence[Finding]) -> tuple[str, Finding]:
    """Return the position of the error that comes first in the file, and the error."""
    (line, column), first = min(
        ((document.position(error.path), error) for error in errors), key=lambda placed: placed[0]
    )
    return f"{document.name}:{line}:{column}", first


def related_among(paths: list[str], numbers: set[str]) -> list[Procedure]:
    """Return the procedures with these numbers among files and folders.

    Files that cannot be read are left out.
    """
    # Only files that hold one of the numbers are parsed, so a folder of hundreds costs little.
    wanted = [number.encode() for number in numbers]
    related = []
    for file in find_files(paths) if wanted else ():
        try:
            data = read_bytes(file.path)
            if any(number in data for number in wanted):
                procedure = read(data, name=file.path).procedure()
                if procedure.id in numbers:
                    related.append(procedure)
        except (OSError, TooLargeError, UnreadableFileError, InvalidProcedureError):
            continue
    return related


def read_procedures(paths: tuple[str, ...]) -> tuple[list[tuple[str, Procedure]], list[Message]]:
    """Return the procedures among files and folders with their paths, and what failed.

    Files on other forms are left out.
    """
    read_ones: list[tuple[str, Procedure]] = []
    failed: list[Message] = []
    for file in find_files(paths):
        name = shown_name(file.path)
        try:
            if file.fault is not None:
                raise file.fault
            document = read_form(_bytes(file.path), name=name)
            if document.model is Procedure:
                read_ones.append((name, _build(document)))
        except (BadFileError, UnreadableFileError) as error:
            failed.append(error.message)
        except OSError as error:
            reason = os_error_reason(error)
            failed.append(Message(f"{name}: {reason.pl}", f"{name}: {reason.en}"))
    return read_ones, failed


def same_folder(path: str) -> str:
    """Return the folder of a file."""
    return str(Path(path).parent)
