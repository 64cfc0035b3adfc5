"""What is kept of a checked file: little, for there may be thousands."""

from typing import NamedTuple

from lckm_core.findings import Finding, Severity
from lckm_core.procedures import Departure, KnowledgeBaseEntry

Position = tuple[int, int]

# Codes of faults outside the content: the file cannot be read, a rule of an adapter failed,
# or the program failed.
CANNOT_READ = "LCKM-E101"
FOREIGN = "LCKM-E102"
BROKEN_RULE = "LCKM-E198"
INTERNAL = "LCKM-E199"

OWN_CODES: dict[str, tuple[str, str]] = {
    CANNOT_READ: ("Pliku nie da się otworzyć albo odczytać", "The file cannot be opened or read"),
    FOREIGN: ("Plik innego rodzaju niż formularze", "A file of another kind than the forms"),
    BROKEN_RULE: (
        "Reguła zainstalowanego adaptera zawiodła przy tym pliku",
        "A rule of an installed adapter failed at this file",
    ),
    INTERNAL: (
        "Błąd programu przy sprawdzaniu pliku",
        "The program failed while it checked the file",
    ),
}
CITES = "zał. 2 § 9 ust. 1"
SCHEMA_FORM = "json-schema"
"""Stands for the form of a file that is a JSON Schema."""


class AttachedFiles(NamedTuple):
    """The files in a procedure's folder: those it names, and a finding for each other."""

    folder: str
    named: tuple[str, ...]
    orphans: tuple[tuple[str, Finding], ...]


class Result(NamedTuple):
    """One file checked by itself.

    Attributes:
        entry: what the check across files needs.
        positions: the positions of ``entry``'s fields, for what cannot be read a second time.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    unreadable: bool = False
    form: str = ""
    entry: KnowledgeBaseEntry | None = None
    number: str = ""
    positions: dict[str, Position] | None = None
    departures: tuple[Departure, ...] = ()
    attached: AttachedFiles | None = None


def own_finding(code: str, polish: str, english: str) -> Finding:
    """Return a finding about a file as a whole."""
    return Finding(code, Severity.ERROR, "", polish, CITES, message_en=english)
