"""Rules of „Miejsce załatwienia”: each place has an address and a telephone."""

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.addresses import beside_an_address, is_no_address, names_a_street
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.references import refers_elsewhere
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.stated_terms import stems
from lckm_core.procedures.rules.texts import PROSE, Texts
from lckm_core.text import Message


@rule("LCKM-R014", "wzór: Miejsce załatwienia", "miejsce bez adresu", each="places")
def place_has_an_address(place: parts.Place) -> RuleFaults:
    """A place has no address, or in place of one „jw.”, a cell, a room or the city alone."""
    if place.address and refers_elsewhere(place.address):
        yield (
            ("address",),
            Message(
                f"„{place.address}” nie jest adresem. Wpisz go w całości, także gdy jest taki sam "
                "jak wyżej.",
                f"“{place.address}” is no address. Write it out, even if it is that of the place "
                "above.",
            ),
        )
    elif place.address and is_no_address(place.address):
        yield (
            ("address",),
            Message(
                f"„{place.address}” to nie cały adres. Podaj ulicę z numerem albo nazwę miejsca, "
                "kod pocztowy i miejscowość; pokój wpisz w polu „Pokoje” (rooms), e-mail w polu "
                "„Adresy poczty elektronicznej” (emails), godziny w polu „Godziny przyjęć” "
                "(hours).",
                f"“{place.address}” is no whole address. Give the street and number, or the name "
                "of the place, with postal code and town; the room belongs in “rooms”, an e-mail "
                "address in “emails”, hours in “hours”.",
            ),
        )
    if not place.address:
        yield (
            (),
            Message(
                "Miejsce nie ma adresu. Podaj „Adres” (address).",
                "The place has no address. Give “address”.",
            ),
        )


@rule(
    "LCKM-R102",
    "wzór: Miejsce załatwienia",
    "godziny, telefon albo e-mail w adresie miejsca",
    WARNING,
    each="places",
)
def an_address_is_nothing_else(place: parts.Place) -> RuleFaults:
    """The address of a place has the hours, a telephone or an e-mail address behind it."""
    if not place.address or is_no_address(place.address):
        return
    if words := beside_an_address(place.address):
        yield (
            ("address",),
            Message(
                f"W adresie jest „{words}”. Zostaw tu sam adres, a godziny wpisz w polu „Godziny "
                "przyjęć” (hours), telefon w polu „Telefony” (phones), e-mail w polu „Adresy "
                "poczty elektronicznej” (emails).",
                f"The address has “{words}”. Leave the address alone here; hours belong in "
                "“hours”, a telephone in “phones”, an e-mail address in “emails”.",
            ),
            place.address.index(words),
        )


@rule("LCKM-R015", "wzór: Miejsce załatwienia", "miejsce bez numeru telefonu", each="places")
def place_has_a_phone(place: parts.Place) -> RuleFaults:
    """A place has no telephone number where a resident can ask."""
    if not place.phones:
        yield (
            (),
            Message(
                "Miejsce nie ma numeru telefonu, pod którym mieszkaniec uzyska informacje o "
                "sprawie. Podaj „Telefony” (phones).",
                "The place has no telephone number where a resident can ask. Give “phones”.",
            ),
        )


_A_STREET = r"(?P<before>[^.;\n]{0,40})\b(?:ul|al|pl)\.\s+(?:[A-ZŁŚŻĆ0-9][\w.-]*\s+){1,4}\d{1,3}\b"
_OF_A_PART = r"\b(?:oddział|fili[aięą]|sekcj|punk[tc]|magazyn|biur|delegatur|placówk|kas[ayięą]\b)"
_STEM = 5
_GENERAL = frozenset(("urząd", "zarzą", "miejs", "łódzk", "wydzi", "oddzi", "łodzi", "miast"))


@rule(
    "LCKM-R101",
    "wzór: Miejsce załatwienia",
    "adres miejsca bez ulicy i numeru, które podaje inny tekst",
    WARNING,
    part="places",
)
def a_place_has_the_street_that_texts_have(
    places: tuple[parts.Place, ...], texts: Texts
) -> RuleFaults:
    """The only place has an address without a street, and a text has the unit's street."""
    address = places[0].address if len(places) == 1 else None
    if not address or names_a_street(address) or any(map(str.isdigit, address)):
        return
    # „Schronisko dla Zwierząt” is a shelter; animals are in other texts as well.
    names = [word[:_STEM] for word in (places[0].unit or "").lower().split()]
    unit = next((name for name in names if name not in _GENERAL), None)
    for path, text in texts.holding(("ul. ", "al. ", "pl. "), *PROSE):
        for street in compiled(_A_STREET).finditer(text):
            is_whole = not compiled(_OF_A_PART).search(street["before"])
            if is_whole and unit in stems(street["before"]):
                yield Contradiction(
                    ("places", 0, "address"),
                    Message(
                        f"„{address}” nie ma ulicy i numeru, a inny tekst je podaje.",
                        f"“{address}” has no street and number, and another text has them.",
                    ),
                    None,
                    path,
                    street.end("before"),
                    quotes=True,
                    advice=Message("Wpisz tu cały adres.", "Give the whole address here."),
                )
                return
