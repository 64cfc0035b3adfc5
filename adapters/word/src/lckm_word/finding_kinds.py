"""The kinds of finding about a Word file itself; the core judges the procedure in it."""

import attrs

from lckm_core.findings import Finding, FindingKind, Severity, UnreadableFileError
from lckm_core.text import Message

_FORM = "zał. 2 § 9 ust. 1"
_REQUEST = "zał. 2 § 9 ust. 2"


def _kind(
    number: int, pl: str, en: str, severity: Severity = Severity.ERROR, cites: str = _FORM
) -> FindingKind:
    return FindingKind(f"LCKM-W{number:03}", cites, severity, Message(pl, en))


NOT_WORD = _kind(1, "plik nie jest całym dokumentem .docx", "the file is no whole .docx document")
TOO_MUCH = _kind(2, "plik przekracza granicę", "the file is beyond a limit")
ACTIVE = _kind(3, "makro albo inna czynna treść", "a macro or other active content")
OUTSIDE = _kind(4, "dokument sięga poza siebie", "the document reaches outside itself")
DOCTYPE = _kind(
    5, "definicja typu dokumentu (DTD) w XML", "a document type definition (DTD) in the XML"
)
BROKEN_XML = _kind(6, "uszkodzony XML w dokumencie", "broken XML in the document")
TEXT_OUTSIDE_FIELDS = _kind(
    7, "tekst, który nie należy do żadnego pola", "text that belongs to no field", Severity.WARNING
)
TWICE = _kind(8, "pole wypełnione w dwóch miejscach", "a field filled in at two places")
TRACKED = _kind(
    9, "nierozstrzygnięte zmiany śledzone", "tracked changes not decided upon", Severity.WARNING
)
NO_FORM = _kind(10, "dokument nie jest na wzorze", "the document is not on the template")
NOT_READ = _kind(11, "treść, której nie odczytano", "content that was not read", Severity.WARNING)
NO_REQUEST = _kind(12, "dokument nie jest wnioskiem", "the document is no request", cites=_REQUEST)
OTHER_EDITION = _kind(
    13,
    "wniosek do innego opisu niż obecny",
    "a request against another text than the current one",
    Severity.WARNING,
    _REQUEST,
)
RESHAPED = _kind(
    14,
    "formatowanie, którego pole nie zachowuje",
    "formatting that the field does not keep",
    Severity.WARNING,
)

KINDS = (
    NOT_WORD,
    TOO_MUCH,
    ACTIVE,
    OUTSIDE,
    DOCTYPE,
    BROKEN_XML,
    TEXT_OUTSIDE_FIELDS,
    TWICE,
    TRACKED,
    NO_FORM,
    NOT_READ,
    NO_REQUEST,
    OTHER_EDITION,
    RESHAPED,
)
"""Every kind of finding of this adapter, in order, as in its README."""


def refusal(kind: FindingKind, pl: str, en: str) -> UnreadableFileError:
    """Return the error for a file that cannot be read further."""
    return UnreadableFileError(kind.at((), Message(pl, en)))


_LONGEST_QUOTATION = 40
_UNQUOTED = Message(
    "Tekst w tym miejscu pliku nie należy do żadnego pola i nie został odczytany. Przenieś go do "
    "pola albo usuń.",
    "The text at this place of the file belongs to no field and was not read. Move it to a field "
    "or remove it.",
)


def text_outside_fields(text: str) -> Finding:
    """Return the finding of a text that belongs to no field, quoting its beginning."""
    quotation = text if len(text) <= _LONGEST_QUOTATION else f"{text[:_LONGEST_QUOTATION]}…"
    message = Message(
        f"Tekst „{quotation}” nie należy do żadnego pola i nie został odczytany. Przenieś go do "
        "pola albo usuń.",
        f"The text “{quotation}” belongs to no field and was not read. Move it to a field or "
        "remove it.",
    )
    return TEXT_OUTSIDE_FIELDS.at((), message)


def unquoted(finding: Finding) -> Finding:
    """Return a finding in the form in which it is stored."""
    # Text outside the fields may be about anybody, and nothing erases it later.
    if finding.code != TEXT_OUTSIDE_FIELDS.code:
        return finding
    return attrs.evolve(finding, message=_UNQUOTED.pl, message_en=_UNQUOTED.en)


_RESHAPED = {
    "table": Message(
        "tabela nie zmieści się w tym polu; jej wiersze odczytano jako punkty listy, a komórki "
        "rozdzielono kreskami. Sprawdź, czy sens został",
        "a table does not fit here; its rows were read as items of a list, with dashes between "
        "the cells. See whether the sense is kept",
    ),
    "emphasis": Message(
        "pogrubienia i pochylenia tego pola nikt nie zobaczy; odczytano sam tekst",
        "bold and italics of this field are not shown; the text alone was read",
    ),
}


def reshaped(label: str, what: str) -> Finding:
    """Return the finding of a table or emphasis that a field does not keep."""
    pl, en = _RESHAPED[what]
    return RESHAPED.at((), Message(f"Pole „{label}”: {pl}.", f"Field “{label}”: {en}."))
