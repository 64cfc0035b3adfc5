"""What the desk knows of places: names of what routes ask for, and the city's streets."""

import re
from typing import Final

import attrs

from lckm_core.reports import NamesByLanguage, polish_name
from lckm_core.streets import StreetMatch
from lckm_intake import StreetFile

# „ul. Zielona”, „Zielona 5”: what is likely to be a street; „przy przystanku” need not be one.
_LIKE_A_STREET: Final = re.compile(r"(?:ul|al|pl|aleja|ulica|plac)\b|.*[0-9]", re.IGNORECASE)


@attrs.frozen
class Places:
    """Names and streets from a host's settings.

    Args:
        names: the host's own names; ours are taken for others.
        streets: the city's list of streets.
    """

    names: NamesByLanguage = attrs.field(factory=dict)
    streets: StreetFile = attrs.field(factory=lambda: StreetFile(None))

    def name(self, slug: str) -> str:
        """Return the Polish name of an attribute, a kind of place or an area."""
        return polish_name(slug, self.names)

    def label(self, slug: str) -> str:
        """Return the name with a capital letter, for a label or an option."""
        name = self.name(slug)
        return name[:1].upper() + name[1:]

    def doubt(self, address: str) -> str:
        """Return what to ask about a place whose street is not in the list; else empty."""
        streets, line = self.streets.streets(), " ".join(address.split())
        if streets is None or not line:
            return ""
        match = streets.match(line)
        if match.choices:
            meant = ", ".join(f"„{match.line(street)}”" for street in match.choices)
            some = "o" if len(match.choices) == 1 else "o którąś z tych:"
            return f"Takiej ulicy nie ma na liście. Czy chodzi {some} {meant}?"
        if match == StreetMatch() and _LIKE_A_STREET.match(line):
            return "Nie ma tego na liście ulic. Jeśli to ulica, sprawdź, czy tak się nazywa."
        return ""
