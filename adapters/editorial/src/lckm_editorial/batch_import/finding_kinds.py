"""Kinds of findings of an import; ``OLD_NOTE`` also applies to a single text."""

from lckm_core.findings import FindingKind, Severity, UnreadableFileError
from lckm_core.text import Message

_CITES = "zał. 2 § 8 ust. 1"


def _kind(number: int, pl: str, en: str, severity: Severity = Severity.ERROR) -> FindingKind:
    return FindingKind(f"LCKM-I{number:03}", _CITES, severity, Message(pl, en))


NOT_A_BOOK = _kind(1, "plik nie jest arkuszem .xlsx", "the file is no .xlsx workbook")
TOO_MUCH = _kind(2, "plik przekracza granicę", "the file is beyond a limit")
NO_SHEET = _kind(
    3, "nie ma takiego arkusza albo wiersza nagłówków", "no such sheet, or no row of headings"
)
NOT_A_LIST = _kind(4, "JSON nie jest listą procedur", "the JSON is no list of procedures")
NO_COLUMN = _kind(
    5, "nie ma kolumny, którą podaje mapowanie", "a column that the mapping names is not there"
)
NO_FIELD = _kind(
    6,
    "mapowanie podaje pole, którego nie ma we wzorze",
    "the mapping names a field that the form does not have",
)
NOT_MAPPED = _kind(
    7, "kolumna, której nic nie bierze", "a column that nothing takes", Severity.WARNING
)
BAD_CELL = _kind(8, "komórka z błędem arkusza", "a cell with an error of the sheet")
TWICE = _kind(
    9, "numer procedury dwa razy w jednym imporcie", "a procedure's number twice in one import"
)
OLD_NOTE = FindingKind(
    "LCKM-I010",
    "wzór: Inne",
    Severity.WARNING,
    Message(
        "pole „Inne” sprzed zmiany, którą wpisało Call Center",
        "the call centre's own field as it was before",
    ),
)

KINDS = (
    NOT_A_BOOK,
    TOO_MUCH,
    NO_SHEET,
    NOT_A_LIST,
    NO_COLUMN,
    NO_FIELD,
    NOT_MAPPED,
    BAD_CELL,
    TWICE,
    OLD_NOTE,
)
"""Every code of the import, in order; the table of the README is these."""


def refusal(kind: FindingKind, pl: str, en: str, name: str) -> UnreadableFileError:
    """Return the error of a file that cannot be imported, for a reason of this kind."""
    return UnreadableFileError(kind.at((), Message(pl, en)), name)
