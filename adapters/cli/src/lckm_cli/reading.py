"""Single files that a command needs whole: read, built, or refused with a message that names the file."""

from pathlib import Path
from typing import Any

from lckm_cli.files import TooLargeError, find, read_bytes, shown_name
from lckm_core import (
    FORMS,
    Document,
    InvalidProcedureError,
    LckmError,
    Message,
    Procedure,
    UnreadableFileError,
    read,
)


class BadFileError(LckmError):
    """A file that a command cannot go on with."""

    def __init__(self, path: str, reason: Message) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    @property
    def said(self) -> Message:
        """The file and what is wrong with it."""
        return Message(f"{self.path}: {self.reason.pl}", f"{self.path}: {self.reason.en}")


def read_raw(path: str, form: str = "procedure") -> Document:
    """Return a file as read on *form*, not judged; raise ``LckmError`` or ``OSError``."""
    try:
        return read(read_bytes(path), name=shown_name(path), model=FORMS[form])
    except TooLargeError:
        raise BadFileError(path, Message("plik jest za duży.", "the file is too large.")) from None


def read_as(path: str, form: str) -> Any:
    """Return what a file holds, built as *form*; raise ``LckmError`` that names the file when it does not fit."""
    document = read_raw(path, form)
    try:
        return document.build(FORMS[form])
    except InvalidProcedureError as error:
        raise _misfit(document, error) from None


def read_procedure(path: str) -> Procedure:
    """Return the procedure of a file; warnings and faults of rules do not matter here, those of shape do."""
    procedure: Procedure = read_as(path, "procedure")
    return procedure


def _misfit(document: Document, error: InvalidProcedureError) -> BadFileError:
    first = error.findings.errors[0]
    places = [(*document.position(finding.path), finding) for finding in error.findings.errors]
    line, column, first = min(places, key=lambda place: place[:2])
    more = len(places) - 1
    return BadFileError(
        f"{document.name}:{line}:{column}",
        Message(
            first.message + (f" Błędów jest więcej ({more}): pokaże je lckm check." if more else ""),
            first.text("en") + (f" There are more errors ({more}): lckm check shows them." if more else ""),
        ),
    )


def related_among(paths: list[str], numbers: set[str]) -> list[Procedure]:
    """Return the procedures with these numbers among files and folders; files that cannot be read are passed over.

    Only files that hold one of the numbers anywhere are parsed, so a folder of hundreds costs little.
    """
    wanted = [number.encode() for number in numbers]
    found = []
    for one in find(paths) if wanted else ():
        try:
            data = read_bytes(one.path)
            if any(number in data for number in wanted):
                procedure = read(data, name=one.path).procedure()
                if procedure.id in numbers:
                    found.append(procedure)
        except (OSError, TooLargeError, UnreadableFileError, InvalidProcedureError):
            continue
    return found


def read_all(paths: tuple[str, ...]) -> tuple[list[tuple[str, Procedure]], list[tuple[str, str]]]:
    """Return the procedures among files and folders with their paths, and the files that failed with the reason.

    Files on another form are passed over.
    """
    from lckm_core import read_form

    read_ones: list[tuple[str, Procedure]] = []
    failed: list[tuple[str, str]] = []
    for one in find(paths):
        name = shown_name(one.path)
        try:
            if one.fault is not None:
                raise one.fault
            document = read_form(read_bytes(one.path), name=name)
            if document.model is Procedure:
                read_ones.append((name, document.procedure()))
        except InvalidProcedureError as error:
            failed.append((name, str(error.findings.errors[0].message)))
        except UnreadableFileError as error:
            failed.append((name, error.finding.message))
        except TooLargeError:
            failed.append((name, "plik jest za duży"))
        except OSError as error:
            failed.append((name, error.strerror or str(error)))
    return read_ones, failed


def same_folder(path: str) -> str:
    """Return the folder that a file lies in."""
    return str(Path(path).parent)
