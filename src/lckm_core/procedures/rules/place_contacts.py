"""Rules of „Miejsce załatwienia”: each place has an address and a telephone."""

from lckm_core.procedures import parts
from lckm_core.procedures.rules.addresses import is_no_address
from lckm_core.procedures.rules.references import refers_elsewhere
from lckm_core.procedures.rules.registry import RuleFaults, rule
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
                "„Adresy poczty elektronicznej” (emails).",
                f"“{place.address}” is no whole address. Give the street and number, or the name "
                "of the place, with postal code and town; the room belongs in “rooms”, an e-mail "
                "address in “emails”.",
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
