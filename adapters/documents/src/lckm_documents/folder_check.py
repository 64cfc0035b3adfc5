"""Checks one file of a folder: read within limits, scanned, and inspected in a sandbox."""

import stat
from collections.abc import Iterable
from typing import Final

import attrs

from lckm_cli.toolkit import NotRegularError, os_error_reason
from lckm_core.findings import Findings
from lckm_core.ports import (
    Clean,
    Infected,
    Scanner,
    Unscanned,
)
from lckm_core.procedures import MAX_FILE_BYTES, Departure, apply_departures
from lckm_core.text import Message
from lckm_documents.document_folder import FileToCheck
from lckm_documents.finding_kinds import INFECTED, NOT_SCANNED
from lckm_documents.report.outcome import CheckedFile
from lckm_documents.result import InspectionResult, Notes, quoted
from lckm_documents.sandbox import DocumentSandbox

_LINK: Final = Message(
    "To dowiązanie do pliku leżącego gdzie indziej, a nie plik. Wstaw w jego miejsce sam plik.",
    "This is a link to a file that lies elsewhere, and no file. Put the file itself in its place.",
)


def check_folder_file(
    file: FileToCheck,
    sandbox: DocumentSandbox,
    scanner: Scanner | None = None,
    departures: Iterable[Departure] = (),
) -> CheckedFile:
    """Return the result for one file; an infected file is not inspected.

    Findings lifted by an agreed departure for the folder's procedure become notes.
    """
    path = str(file.path)
    if file.is_link:
        return CheckedFile(path, None, _LINK)
    try:
        if file.fault is not None:
            raise file.fault
        data = _read_file(file)
    except OSError as error:
        return CheckedFile(path, None, os_error_reason(error))
    name, notes = file.path.name, Notes()
    if scanner is not None and _is_infected(scanner, name, data, notes):
        return CheckedFile(path, InspectionResult(name, file.purpose, "", Findings(notes.findings)))
    examined = sandbox.examine(name, data, file.purpose)
    found = examined.findings + Findings(notes.findings)
    codes = {finding.code for finding in found}
    applicable = [departure for departure in departures if departure.code in codes]
    return CheckedFile(
        path, attrs.evolve(examined, findings=apply_departures(found, file.folder, applicable))
    )


def _read_file(file: FileToCheck) -> bytes:
    if not stat.S_ISREG(file.path.stat().st_mode):
        raise NotRegularError.at(str(file.path))
    with file.path.open("rb") as stream:
        # One byte more, so that the core can say that the file is too large.
        return stream.read(MAX_FILE_BYTES + 1)


def _is_infected(scanner: Scanner, name: str, data: bytes, notes: Notes) -> bool:
    match scanner.scan(name, data):
        case Infected(signature):
            quoted_name = quoted(signature)
            notes.add(
                INFECTED,
                (),
                f"Program antywirusowy rozpoznał w pliku zagrożenie: {quoted_name}. Nie otwieraj "
                "go; zgłoś to informatykom.",
                f"The virus scanner recognised a threat in the file: {quoted_name}. Do not open "
                "it; tell those who look after computers.",
            )
            return True
        case Unscanned(why):
            notes.add(
                NOT_SCANNED,
                (),
                f"Pliku nie przeskanowano. {why.pl}",
                f"The file was not scanned. {why.en}",
            )
            return False
        case Clean():
            return False
