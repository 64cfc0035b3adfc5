"""What is kept of a file after it was judged: little enough for thousands of them."""

from typing import NamedTuple

from lckm_core.findings import Finding, Severity
from lckm_core.procedures import Departure, KnowledgeBaseEntry

Place = tuple[int, int]

CANNOT_READ, BROKEN_RULE, INTERNAL = "LCKM-E101", "LCKM-E198", "LCKM-E199"
"""The codes of faults that lie outside the file's content: it cannot be opened or read; a rule of an adapter, or the program, failed."""

OWN_CODES: dict[str, tuple[str, str]] = {
    CANNOT_READ: ("Pliku nie da się otworzyć albo odczytać", "The file cannot be opened or read"),
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


class Offered(NamedTuple):
    """The files that lie in a procedure's folder of attachments: those it names, and a finding for each it does not."""

    folder: str
    named: tuple[str, ...]
    orphans: tuple[tuple[str, Finding], ...]


class Result(NamedTuple):
    """One file as judged by itself. ``entry`` is what the check across files needs.

    ``places`` is given for what cannot be read a second time.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    unreadable: bool = False
    form: str = ""
    entry: KnowledgeBaseEntry | None = None
    number: str = ""
    places: dict[str, Place] | None = None
    departures: tuple[Departure, ...] = ()
    offered: Offered | None = None


def own_finding(code: str, polish: str, english: str) -> Finding:
    """Return a finding about a file as a whole."""
    return Finding(code, Severity.ERROR, "", polish, CITES, message_en=english)
