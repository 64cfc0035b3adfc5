"""Remarks on the settings, for whoever runs the pages."""

from collections.abc import Iterable, Iterator

from lckm_core import ContactCentre
from lckm_core.text import Message
from lckm_intake import unknown_categories
from lckm_web._office import Declaration, Office

_NO_DECLARATION = Message(
    "declaration: nie ma deklaracji dostępności, a ustawa z 4 kwietnia 2019 r. jej wymaga "
    "(art. 10).",
    "declaration: there is no accessibility statement, which the act of 4 April 2019 asks for "
    "(art. 10).",
)
_NO_OFFICER = Message(
    "office.data_protection: nie podano, jak napisać do inspektora ochrony danych, a RODO tego "
    "wymaga (art. 13 ust. 1 lit. b).",
    "office.data_protection: it is not said how to reach the data protection officer, which the "
    "GDPR asks for (art. 13(1)(b)).",
)


def missing_texts(declaration: Declaration | None, office: Office) -> Iterator[Message]:
    """Yield what the law asks for and the settings leave out."""
    if declaration is None:
        yield _NO_DECLARATION
    if not office.data_protection:
        yield _NO_OFFICER


def unknown_words(centre: ContactCentre, categories: Iterable[str]) -> Iterator[Message]:
    """Yield the categories that have words and are not in the table of routes."""
    for fault in unknown_categories(centre, categories):
        yield Message(f"category_words: {fault.pl}", f"category_words: {fault.en}")
