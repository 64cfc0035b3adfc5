"""One file of a folder: read within limits, scanned where there is a scanner, examined apart."""

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
from lckm_documents.document_folder import Meant
from lckm_documents.finding_kinds import INFECTED, NOT_SCANNED
from lckm_documents.report.outcome import CheckedFile
from lckm_documents.result import InspectionResult, Notes, quoted
from lckm_documents.sandbox import DocumentSandbox

_LINK: Final = Message(
    "To dowiązanie do pliku leżącego gdzie indziej, a nie plik. Wstaw w jego miejsce sam plik.",
    "This is a link to a file that lies elsewhere, and no file. Put the file itself in its place.",
)


def check_folder(
    meant: Meant,
    apart: DocumentSandbox,
    scanner: Scanner | None = None,
    departures: Iterable[Departure] = (),
) -> CheckedFile:
    """Return what is to be said of one file; a recognised threat is not looked into further.

    What an agreed departure for the procedure that the folder is named after lifts is a note.
    """
    path = str(meant.path)
    if meant.is_link:
        return CheckedFile(path, None, _LINK)
    try:
        if meant.fault is not None:
            raise meant.fault
        data = _read(meant)
    except OSError as error:
        return CheckedFile(path, None, os_error_reason(error))
    name, notes = meant.path.name, Notes()
    if scanner is not None and _is_infected(scanner, name, data, notes):
        return CheckedFile(
            path, InspectionResult(name, meant.purpose, "", Findings(notes.findings))
        )
    examined = apart.examine(name, data, meant.purpose)
    found = examined.findings + Findings(notes.findings)
    codes = {finding.code for finding in found}
    own = [one for one in departures if one.code in codes]
    return CheckedFile(
        path, attrs.evolve(examined, findings=apply_departures(found, meant.folder, own))
    )


def _read(meant: Meant) -> bytes:
    if not stat.S_ISREG(meant.path.stat().st_mode):
        raise NotRegularError.at(str(meant.path))
    with meant.path.open("rb") as file:
        return file.read(
            MAX_FILE_BYTES + 1
        )  # one byte more, so that the core can say that it is too large


def _is_infected(scanner: Scanner, name: str, data: bytes, notes: Notes) -> bool:
    match scanner.scan(name, data):
        case Infected(signature):
            shown = quoted(signature)
            notes.found(
                INFECTED,
                (),
                f"Program antywirusowy rozpoznał w pliku zagrożenie: {shown}. Nie otwieraj go; "
                "zgłoś to informatykom.",
                f"The virus scanner recognised a threat in the file: {shown}. Do not open it; "
                "tell those who look after computers.",
            )
            return True
        case Unscanned(why):
            notes.found(
                NOT_SCANNED,
                (),
                f"Pliku nie przeskanowano. {why.pl}",
                f"The file was not scanned. {why.en}",
            )
            return False
        case Clean():
            return False
