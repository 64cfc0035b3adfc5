"""Rules of „Informacje dla pracownika Oddziału Call Center”, which residents never see."""

from itertools import islice

from lckm_core._patterns import KeywordPattern
from lckm_core.procedures.rules.registry import RuleFaults, rule
from lckm_core.text import Message

_STAFF = (
    r"(?:(?:oddziału\s+)?call[\s-]?cent\w+|infolinii"
    r"|konsultan(?:t(?:a|ów|om|ek|ki)?|cie)\b(?!\s+(?:podatk|społ|finans|prawn|języ))"
    r"|pracownik\w*\s+(?:\w+\s+)?(?:call[\s-]?cent\w+|infolinii|lckm)"
    r"|pracownik\w*\s+(?:łódzkiego\s+)?centrum\s+kontaktu)"
)
_CALLER = r"(?:rozmówc|dzwoniąc(?!,|\s+(?:pod|do|z)\b))\w*"
_CALL = rf"(?:{_CALLER}|rozmow[ęy]\b|połączeni[ea]\b)"
_RESIDENTS = r"(?:mieszkańc|interesant|petent)(?:om|owi)"
_LINE = r"(?m:^)[^\w\n]*"
_FOR_STAFF = KeywordPattern(
    "call infolini konsultan lckm kontaktu rozmow rozmów dzwoniąc połączeni wewnętrzn publik"
    " mieszkańcom mieszkańcowi interesan petent niewidoczn niedostępn wiadomości",
    rf"\b(?:dla|do\s+wiadomości)\s+{_STAFF}|{_LINE}(?:uwaga,\s+{_STAFF}|konsultancie)"
    # What is said to whoever answers: „przełącz rozmowę”, „zapytaj dzwoniącego”.
    rf"|\b(?:przełącz(?:aj|yć)?|połącz)\s+(?:\w+\s+)?{_CALL}|\b{_CALL}\s+(?:\w+\s+)?przełącz\w{{0,2}}\b"
    r"|\b(?:skieruj|odeślij|poproś|poinformuj|zapytaj|powiedz|wyjaśnij|weryfikuj\w*)"
    rf"\s+(?:\w+\s+)?{_CALLER}|\b(?:jeśli|jeżeli|gdy|czy|od)\s+rozmówc\w+"
    rf"|\b(?:upewnij\s+się|ustal|sprawdź),\s+(?:czy|że)\s+{_CALLER}"
    rf"|\b(?:zapisz|zanotuj)\s+(?:\w+\s+){{0,2}}{_CALLER}"
    r"|\b(?:numer\w*\s+wewnętrzn\w+|wewnętrzn\w+\s+numer\w*)\s+do\s+przełącz\w+"
    r"|\bskrypt\s+rozmowy\b"
    r"|\bnie\s+(?:podawa[jć]|informuj|informować|udostępnia[jć]|mów|obiecuj"
    rf"|odsyłaj|łącz|przełączaj|udzielaj)\s+(?:\w+\s+){{0,2}}(?:{_CALL}|{_RESIDENTS})"
    rf"|\b(?:{_CALLER}|{_RESIDENTS})\s+(?:\w+\s+){{0,3}}nie\s+(?:podawaj|udzielaj|mów)"
    rf"|\bnie\s+(?:podawaj|udostępniaj)\s+{_RESIDENTS}"
    # What says that residents are not to see it.
    rf"|{_LINE}(?:informacja|notatka)\s+wewnętrzna\s*(?:[:.–-]|$)"
    rf"|{_LINE}do\s+użytku\s+wewnętrznego\s*:|{_LINE}(?:tylko\s+)?do\s+wiadomości\s+pracowników\b"
    rf"|{_LINE}nie\s+(?:publikować|do\s+publikacji)\b"
    r"|\b(?:niewidoczn\w+|niedostępn\w+)\s+dla\s+mieszkańców(?=[:,.]|$)"
    r"|\bnie\s+udostępnia\s+się\s+mieszkańcom\b",
)
_MOST_LISTED = 20


@rule(
    "LCKM-R054",
    "wzór: *",
    "wskazówka dla pracowników Call Center w polu, które widzą mieszkańcy",
    part="summary useful_info how_to additional_info",
)
def notes_for_staff_are_not_public(
    internal: bool,
    summary: str | None,
    useful_info: tuple[str, ...],
    how_to: str | None,
    additional_info: str | None,
) -> RuleFaults:
    """A text that residents see speaks to the contact centre's staff."""
    if internal:
        return
    texts: list[tuple[tuple[str | int, ...], str | None]] = [
        (("summary",), summary),
        (("how_to",), how_to),
        (("additional_info",), additional_info),
        *((("useful_info", index), text) for index, text in enumerate(useful_info)),
    ]
    for path, text in texts:
        for found in islice(_FOR_STAFF.finditer(text or ""), _MOST_LISTED):
            words = " ".join(found[0].split())[:60]
            yield (
                path,
                Message(
                    f"Tekst mówi do pracowników Call Center („{words}”), a widzą go mieszkańcy. "
                    "Przenieś go do pola „Informacje dla pracownika Oddziału Call Center”.",
                    f"The text speaks to the contact centre's staff (“{words}”), and residents "
                    "see it. Move it to “call_centre”.",
                ),
                found.start(),
            )
