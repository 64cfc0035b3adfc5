"""The table of routes as a file: categories, the domains mail may go to, and rows of which the first that matches wins."""

from typing import Annotated

import attrs

from lckm_core.fields import (
    Mark,
    TextKind,
    form,
    needs_one_of,
)
from lckm_core.findings import kind
from lckm_core.forms import Email, Line, field_kinds
from lckm_core.law import cites
from lckm_core.reports._model import ReportKind
from lckm_core.reports._text_types import COUNTED, Slug
from lckm_core.text import Message

_ROUTED = "zał. 2 § 6 ust. 2"

DOMAIN = TextKind(
    "domain",
    Message("nazwa domeny, np. uml.lodz.pl", "a domain such as uml.lodz.pl"),
    r"^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$",
)

DIGITS = 9
"""How many digits a number may have; what is longer is a word."""

_UNFIT = kind(
    "LCKM-G000",
    _ROUTED,
    Message("dane nie pasują do tabeli tras", "data do not fit the table of routes"),
)

# One line a field, as in the template.
# fmt: off


@attrs.frozen
class Category:
    """What a report may be about: a name for the table and one for residents."""

    id: Annotated[Slug, Mark("Oznaczenie kategorii")]
    name: Annotated[Line, Mark("Nazwa kategorii")]


@needs_one_of("at_least", "at_most", "one_of")
@attrs.frozen
class Condition:
    """What an attribute must be: a whole number within bounds, both included, or one of some words."""

    attribute: Annotated[Slug, Mark("Nazwa cechy")]
    at_least: Annotated[int | None, COUNTED, Mark("Co najmniej")] = None
    at_most: Annotated[int | None, COUNTED, Mark("Najwyżej")] = None
    one_of: Annotated[tuple[Line, ...], Mark("Jedna z wartości", min_items=1)] = ()

    def holds(self, value: str | None) -> bool:
        """Return whether an attribute of this value meets it; one that was not given meets nothing."""
        if value is None or (self.one_of and value not in self.one_of):
            return False
        if self.at_least is None and self.at_most is None:
            return True
        number = int(value) if value.isdecimal() and len(value) <= DIGITS else None
        return number is not None and (self.at_least or 0) <= number and (self.at_most is None or number <= self.at_most)

    @property
    def words(self) -> Message:
        """What the attribute must be, in words."""
        pl, en = [], []
        if self.at_least is not None:
            pl.append(f"co najmniej {self.at_least}")
            en.append(f"at least {self.at_least}")
        if self.at_most is not None:
            pl.append(f"najwyżej {self.at_most}")
            en.append(f"at most {self.at_most}")
        if self.one_of:
            pl.append("jedno z: " + ", ".join(self.one_of))
            en.append("one of: " + ", ".join(self.one_of))
        return Message(", ".join(pl), ", ".join(en))


@needs_one_of("mailbox", "helpdesk")
@attrs.frozen(kw_only=True)
class Route:
    """One row: what a report must be, and who then gets it. What is not said may be anything.

    ``contact`` asks for the reporter's contact data, which units get only so (interpretation I15).
    """

    name: Annotated[Line, Mark("Nazwa trasy", max_chars=120)]
    kinds: Annotated[tuple[ReportKind, ...], Mark("Rodzaje zgłoszeń")] = ()
    categories: Annotated[tuple[Slug, ...], Mark("Kategorie")] = ()
    places: Annotated[tuple[Slug, ...], Mark("Rodzaje miejsc")] = ()
    areas: Annotated[tuple[Slug, ...], Mark("Obszary miasta")] = ()
    conditions: Annotated[tuple[Condition, ...], Mark("Warunki na cechy")] = ()
    unit: Annotated[Line | None, Mark("Jednostka")] = None
    cell: Annotated[Line | None, Mark("Komórka")] = None
    mailbox: Annotated[Email | None, Mark("Adres skrzynki")] = None
    helpdesk: Annotated[bool | None, Mark("Obsługa w systemie LOG Helpdesk")] = None
    contact: Annotated[bool, Mark("Trasa prosi o dane do kontaktu")] = False


@form("tabela tras zgłoszeń", "a table of routes", kind=_UNFIT)
@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
@attrs.frozen(kw_only=True, cache_hash=True)
class RouteTable:
    """Who gets which report: rows in order, the first that matches wins; where none does, the helpdesk (interpretation I14)."""

    categories: Annotated[tuple[Category, ...], Mark("Kategorie zgłoszeń", "LCKM-G001", cites=_ROUTED, min_items=1)]
    domains: Annotated[tuple[Annotated[str, DOMAIN], ...], Mark("Domeny, do których wolno wysyłać", "LCKM-G002", cites=_ROUTED, min_items=1)]
    routes: Annotated[tuple[Route, ...], Mark("Trasy", "LCKM-G003", cites=_ROUTED, min_items=1)]


# fmt: on

field_kinds(RouteTable)
