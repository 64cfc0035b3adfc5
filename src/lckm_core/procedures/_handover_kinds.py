"""The kinds of findings about a handover (zarz. § 1, zał. 2 § 7, § 8, § 11)."""

from lckm_core.findings import FindingKind, Severity, kind
from lckm_core.text import Message


def _kind(
    number: int, citation: str, pl: str, en: str, severity: Severity | None = None
) -> FindingKind:
    return kind(f"LCKM-S{number:03}", citation, Message(pl, en), severity)


UNKNOWN_UNIT = _kind(
    1,
    "zarz. § 1 ust. 1",
    "jednostka spoza Urzędu i załącznika nr 1",
    "a unit that is not in annex 1",
)
INCLUSION = _kind(
    2,
    "zał. 2 § 8 ust. 2",
    "włączenie procedury jednostki bez zgody kierownika",
    "inclusion without the unit head's word",
)
NOT_A_HEAD = _kind(
    3,
    "zał. 2 § 8 ust. 3",
    "wniosek nie od właściwego kierownika",
    "a request not from the right head",
)
ONLY_UPDATES = _kind(
    4,
    "zał. 2 § 8 ust. 4",
    "nowy opis komórki z inicjatywy Dyrektora",
    "the Director's initiative for a cell's new procedure",
)
NOT_ELECTRONIC = _kind(
    5,
    "zał. 2 § 11 ust. 1",
    "materiał nie w postaci elektronicznej",
    "material that is not electronic",
)
CELL_CHANNEL = _kind(
    6,
    "zał. 2 § 11 ust. 1 pkt 1",
    "komórka przekazała materiał inaczej niż w EZD",
    "a cell handed in by another way than EZD",
)
UNIT_CHANNEL = _kind(
    7,
    "zał. 2 § 11 ust. 1 pkt 2",
    "jednostka przekazała materiał inaczej niż na ESP",
    "a unit handed in by another way than ePUAP",
)
EMAIL_TERMS = _kind(
    8,
    "zał. 2 § 11 ust. 2",
    "poczta elektroniczna bez uzgodnienia lub przyczyny",
    "e-mail without prior agreement or a reason",
)
NO_REFERENCE = _kind(
    9,
    "zał. 2 § 11 ust. 1",
    "przekazanie bez numeru",
    "a handover without its number",
    Severity.WARNING,
)
TOO_EARLY = _kind(
    10,
    "zarz. § 6",
    "przekazanie sprzed wejścia zarządzenia w życie",
    "a handover from before the ordinance",
)
UNKNOWN_CELL = _kind(
    11,
    "zarz. § 1 ust. 1",
    "materiał Urzędu bez znanej komórki",
    "material of the Office without a known cell",
)
NOBODY = _kind(12, "zał. 2 § 8 ust. 3", "wniosek nie wiadomo czyj", "a request of nobody's")
NOT_YET = _kind(
    13,
    "zał. 2 § 11 ust. 1",
    "data wpływu z przyszłości albo wniosku po wpływie",
    "a day of receipt that is yet to come, or of a request after its receipt",
)


NOT_AN_ANNOUNCER = _kind(
    14,
    "zał. 2 § 7 ust. 1",
    "informacja nie od właściwego kierownika",
    "an announcement not from the right head",
)
