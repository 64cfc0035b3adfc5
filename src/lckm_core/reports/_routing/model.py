"""The table of routes: categories, mail domains and routes."""

from collections.abc import Mapping
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
from lckm_core.reports._text_types import COUNTED, LanguageTag, Slug
from lckm_core.text import Message

_ROUTED = "zał. 2 § 6 ust. 2"

DOMAIN = TextKind(
    "domain",
    Message("nazwa domeny, np. uml.lodz.pl", "a domain such as uml.lodz.pl"),
    r"^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$",
)

WORDS = TextKind(
    "words",
    Message(
        "słowa oddzielone odstępem, formy słowa kreską ukośną, a na końcu, po łączniku, słowa, "
        "przy których wiersz się nie liczy, np. czuć/śmierdzi gaz/gazem -wczoraj",
        "words with blanks between, forms of a word with slashes, and at the end, behind a hyphen, "
        "words near which the line does not count, such as smell/smells gas -yesterday",
    ),
    r"^[^\s/*.,;:!?-]+\*?(?:[ /][^\s/*.,;:!?-]+\*?)*"
    r"(?: -[^\s/*.,;:!?-]+\*?(?:/[^\s/*.,;:!?-]+\*?)*)*$",
    longest=400,
)
# How many digits a number may have; what is longer is a word.
DIGITS = 9

_UNFIT = kind(
    "LCKM-G000",
    _ROUTED,
    Message("dane nie pasują do tabeli tras", "data do not fit the table of routes"),
)


@attrs.frozen
class CategoryName:
    """The name of a category in another language than Polish."""

    language: Annotated[LanguageTag, Mark("Język")]
    name: Annotated[Line, Mark("Nazwa w tym języku", max_chars=120)]


@attrs.frozen
class CategoryNotice:
    """What residents are told in one language when they choose a category."""

    language: Annotated[LanguageTag, Mark("Język")]
    text: Annotated[Line, Mark("Komunikat w tym języku", max_chars=400)]


@attrs.frozen
class Category:
    """What a report may be about: an id, and a name for residents.

    ``name`` is Polish; ``names`` are those in other languages. A category that ``stops`` is not for
    a form, such as danger to life: a page shows the notice and takes no report. One that arrives
    nonetheless is registered like any other (interpretation I14). Where a report has its ``words``,
    a page shows the notice beside the report, whatever category was chosen.
    """

    id: Annotated[Slug, Mark("Oznaczenie kategorii")]
    name: Annotated[Line, Mark("Nazwa kategorii")]
    names: Annotated[tuple[CategoryName, ...], Mark("Nazwa w innych językach")] = ()
    notice: Annotated[tuple[CategoryNotice, ...], Mark("Komunikat dla mieszkańca")] = ()
    stops: Annotated[bool, Mark("Zamiast zgłoszenia tylko komunikat")] = False
    words: Annotated[
        tuple[Annotated[str, WORDS], ...],
        Mark("Słowa, przy których pokazać komunikat"),
    ] = ()

    def name_in(self, language: str) -> str:
        """Return the name in a language such as ``uk`` or ``en-GB``, or else in Polish."""
        names = {name.language: name.name for name in self.names}
        return _in_language(names, language) or self.name

    def notice_in(self, language: str) -> str | None:
        """Return the notice in a language, or else in Polish; ``None`` without a notice."""
        notices = {notice.language: notice.text for notice in self.notice}
        return _in_language(notices, language) or notices.get("pl")


def _in_language(texts: Mapping[str, str], language: str) -> str | None:
    """Return the text in a language, or in the same without its script and region."""
    return texts.get(language) or texts.get(language.partition("-")[0])


@needs_one_of("at_least", "at_most", "one_of")
@attrs.frozen
class Condition:
    """What an attribute must be: a number within inclusive bounds, or a word."""

    attribute: Annotated[Slug, Mark("Nazwa cechy")]
    at_least: Annotated[int | None, COUNTED, Mark("Co najmniej")] = None
    at_most: Annotated[int | None, COUNTED, Mark("Najwyżej")] = None
    one_of: Annotated[tuple[Line, ...], Mark("Jedna z wartości", min_items=1)] = ()

    def holds(self, value: str | None) -> bool:
        """Return whether *value* meets the condition; ``None`` does not."""
        if value is None or (self.one_of and value not in self.one_of):
            return False
        if self.at_least is None and self.at_most is None:
            return True
        if not value.isdecimal() or len(value) > DIGITS:
            return False
        number = int(value)
        return (self.at_least or 0) <= number and (self.at_most is None or number <= self.at_most)

    @property
    def words(self) -> Message:
        """The condition in words."""
        pl: list[str] = []
        en: list[str] = []
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
    """One row: what a report must be, and who then gets it.

    What is left out may be anything. ``contact`` asks for the reporter's contact data; units get
    them in no other way (interpretation I15).
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
    """Who gets which report.

    The first row that matches wins; where none does, the helpdesk gets it (interpretation I14).
    """

    categories: Annotated[
        tuple[Category, ...], Mark("Kategorie zgłoszeń", "LCKM-G001", cites=_ROUTED, min_items=1)
    ]
    domains: Annotated[
        tuple[Annotated[str, DOMAIN], ...],
        Mark("Domeny, do których wolno wysyłać", "LCKM-G002", cites=_ROUTED, min_items=1),
    ]
    routes: Annotated[tuple[Route, ...], Mark("Trasy", "LCKM-G003", cites=_ROUTED, min_items=1)]


field_kinds(RouteTable)
