"""Facts of a procedure for linked data, taken only from what the public is shown."""

from datetime import date
from decimal import Decimal

import attrs


@attrs.frozen
class Related:
    """A related procedure: its number, and whether it is needed first."""

    id: str
    required: bool


@attrs.frozen
class Rule:
    """A field without a term in the vocabulary, as title and text."""

    title: str
    text: str


@attrs.frozen
class Document:
    """A page or file, by its name and address: ``https:`` or ``file:<name>``."""

    title: str
    href: str


@attrs.frozen
class Contact:
    """Whom to ask, and where. Texts are as shown; ``pages`` are web addresses."""

    title: str
    address: str = ""
    rooms: tuple[str, ...] = ()
    hours: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    pages: tuple[Document, ...] = ()
    notes: tuple[str, ...] = ()


@attrs.frozen
class Cost:
    """A fee: what for, in zloty if it is a sum, and remarks on it."""

    title: str
    amount: Decimal | None
    text: str


@attrs.frozen
class Channel:
    """A way of handing in, by its Polish words, with remarks on it."""

    way: str
    texts: tuple[str, ...]
    documents: tuple[Document, ...] = ()


@attrs.frozen
class Evidence:
    """A required document; ``group`` says whether it is handed in or shown."""

    title: str
    group: str
    notes: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()


@attrs.frozen
class Service:
    """A procedure for linked data; ``duration`` is an XML Schema duration (``P30D``, ``P1M``)."""

    id: str
    title: str
    summary: str
    unit: str
    cell: str | None
    authors: tuple[str, ...]
    produced_on: date | None
    author_role: str
    duration: str | None = None
    related: tuple[Related, ...] = ()
    rules: tuple[Rule, ...] = ()
    contacts: tuple[Contact, ...] = ()
    costs: tuple[Cost, ...] = ()
    channels: tuple[Channel, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    acts: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
