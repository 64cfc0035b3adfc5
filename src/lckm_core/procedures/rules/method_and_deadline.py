"""Rules of „Szczegółowy opis procedury” and „Termin i miejsce załatwienia sprawy”."""

import re

from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import EmptyWord, Message, plain

_MONTHS = (
    "stycznia|lutego|marca|kwietnia|maja|czerwca|"
    "lipca|sierpnia|września|października|listopada|grudnia"
)
# Whose act it is: words with a capital and those that join them, „Ministra Spraw Wewnętrznych i
# Administracji”.
_ISSUER = r"(?:\s+(?:(?-i:[A-ZĄĆĘŁŃÓŚŹŻ(])[\w().-]*|w|i|oraz|do|ds\.|spraw)){0,12}?"
_NUMBER_OR_DAY = (
    r"(?:nr\b|\d{1,5}/\d{1,5}"
    rf"|z\s+(?:dnia\s+)?\d{{1,2}}(?:\s+(?:{_MONTHS})|\.\d{{1,2}}\.\d{{4}})"
    r"|z\s+\d{4}\b)"
)
_LEGAL = re.compile(
    r"\bustaw\w*\s+z\s+(?:dnia\b|dn\.|\d)|\bDz\.\s*U(?:\.|rz)|\bart(?:\.|yku\w+)\s*\d+|§\s*\d+"
    # Without its dot, „art” before a number is a citation unless it is written as a name is:
    # „Galeria Art 5”.
    r"|\b(?-i:art|ART)\s+\d+|\bpar(?:\.|agra\w+)\s*\d+"
    # The noun only: „ustawia o metr dalej” and „ustawić o 8.00” are verbs.
    r"|\bustaw(?:a|y|ie|ę|ą|om|ami|ach)\s+o\s+(?!\d)\w{3,}"
    rf"|\b(?:rozporządzen|zarządzen|uchwał|obwieszczen|dyrektyw)\w*{_ISSUER}\s+{_NUMBER_OR_DAY}"
    r"|\bkodeks\w*\s+(?:postępowania|cywiln|karn|prac)",
    re.IGNORECASE,
)
_LEGAL_HINTS = (
    "§",
    "ustaw",
    "dz.",
    "art",
    "par",
    "rozporządzen",
    "uchwał",
    "zarządzen",
    "obwieszczen",
    "dyrektyw",
    "kodeks",
)
"""What any match holds; looking for these first is ten times faster than the pattern."""


@rule(
    "LCKM-R012", "wzór: Sposób załatwienia sprawy", "podstawa prawna w sposobie załatwienia sprawy"
)
def how_to_holds_no_legal_basis(how_to: str) -> RuleFaults:
    """The way of handling the matter cites a legal basis."""
    lowered = how_to.lower()
    if not any(hint in lowered for hint in _LEGAL_HINTS):
        return
    match = _LEGAL.search(plain(how_to).replace("_", ""))
    if match:
        yield (
            ("how_to",),
            Message(
                "W sposobie załatwienia sprawy nie podaje się podstawy prawnej, a jest "
                f"„{match.group()}”. Przenieś ją do pola „Podstawa prawna”.",
                f"The way of handling cites a legal basis (“{match.group()}”). "
                "Move it to “legal_basis”.",
            ),
        )


_WORD = re.compile(r"[^\W_]")


@rule(
    "LCKM-R025",
    "wzór: Sposób załatwienia sprawy",
    "wymagany tekst, który niczego nie mówi",
    part="title summary how_to appeal owner",
)
def texts_say_something(
    title: str | None,
    summary: str | None,
    how_to: str | None,
    appeal: str | EmptyWord | None,
    owner: parts.Person | None,
) -> RuleFaults:
    """A text that must be given holds no word, only marks or dashes."""
    name = owner.name if owner else None
    texts = (
        ("title", title),
        ("summary", summary),
        ("how_to", how_to),
        ("appeal", appeal),
        ("owner/name", name),
    )
    for path, text in texts:
        if isinstance(text, str) and not _WORD.search(text):
            yield (
                tuple(path.split("/")),
                Message(
                    "Pole nie zawiera żadnego słowa. Wypełnij je.",
                    "The field holds no word. Fill it in.",
                ),
            )


_UNSAFE_LINK = re.compile(
    r"!\[[^\]\n]{0,500}\]\(|\]\((?!https?://|mailto:|tel:)[^)\s]{1,200}\)", re.IGNORECASE
)


@rule(
    "LCKM-R026",
    "wzór: Sposób załatwienia sprawy",
    "obraz albo odnośnik, którego strona nie pokaże",
    part="summary how_to additional_info",
)
def links_can_be_followed(
    summary: str | None, how_to: str | None, additional_info: str | None
) -> RuleFaults:
    """A text has an image, or a link that no page shows: not https, http, mailto or tel."""
    for key, text in (
        ("summary", summary),
        ("how_to", how_to),
        ("additional_info", additional_info),
    ):
        match = _UNSAFE_LINK.search(text) if text and "](" in text else None
        if match:
            yield (
                (key,),
                Message(
                    f"Tekst zawiera „{match.group()[:60]}”. "
                    "Odnośnik może prowadzić na stronę (https), adres e-mail (mailto:) "
                    "albo telefon (tel:); obrazów się nie zamieszcza.",
                    f"The text holds “{match.group()[:60]}”. "
                    "A link may lead to a page (https), an address (mailto:) or a "
                    "telephone (tel:); no images.",
                ),
            )


_NO_AMOUNT = re.compile(
    r"niezwłocznie|na bieżąco|od ręki|bez zbędnej zwłoki|w dniu|natychmiast", re.IGNORECASE
)


@rule(
    "LCKM-R013", "wzór: Termin realizacji", "termin bez liczby dni, tygodni lub miesięcy", WARNING
)
def deadline_has_an_amount(deadline: parts.Deadline) -> RuleFaults:
    """The deadline is words only, without an amount of days, weeks or months."""
    if not deadline.terms and deadline.text and not _NO_AMOUNT.search(deadline.text):
        yield (
            ("deadline",),
            Message(
                "Termin określa się w dniach, tygodniach lub miesiącach. "
                "Dodaj „terms” z liczbą i jednostką, a opis zostaw w „text”.",
                "A deadline is given in days, weeks or months. Add “terms” with amount and unit; "
                "keep the description in “text”.",
            ),
        )


@rule("LCKM-R014", "wzór: Miejsce załatwienia", "miejsce bez adresu", each="places")
def place_has_an_address(place: parts.Place) -> RuleFaults:
    """A place has no address."""
    if not place.address:
        yield (
            (),
            Message(
                "Miejsce nie ma adresu. Podaj „address”.",
                "The place has no address. Give “address”.",
            ),
        )


@rule("LCKM-R015", "wzór: Miejsce załatwienia", "miejsce bez numeru telefonu", each="places")
def place_has_a_phone(place: parts.Place) -> RuleFaults:
    """A place has no telephone number where a resident can ask."""
    if not place.phones:
        yield (
            (),
            Message(
                "Miejsce nie ma numeru telefonu, pod którym mieszkaniec się dowie o sprawę. "
                "Podaj „phones”.",
                "The place has no telephone number where a resident can ask. Give “phones”.",
            ),
        )
