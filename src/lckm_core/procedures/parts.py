"""The parts a procedure is made of: one class per thing, one line per sub-field."""

from enum import StrEnum
from typing import Annotated, Literal

import attrs

from lckm_core.fields import REQUIRED, Mark, in_words, needs_one_of
from lckm_core.forms import (
    AddressLines,
    Amount,
    Email,
    FileName,
    Line,
    Nrb,
    OfficePhone,
    Phone,
    ProcedureId,
    Prose,
    Url,
)
from lckm_core.law import LONGEST_COMMENT, LONGEST_STEP, cites
from lckm_core.text import EmptyWord, Message

NONE = Literal[EmptyWord.NONE]
NOT_APPLICABLE = Literal[EmptyWord.NOT_APPLICABLE]
_ACCOUNT_OF_FEE = Message(
    "Wymagane, gdy nie ma wspólnego numeru.", "Required where there is no common number."
)
_ACCOUNT_OF_GROUP = Message(
    "Wymagane, gdy nie podano go przy każdej opłacie.", "Required unless each fee has its own."
)
_JOURNAL = Message(
    "Wymagane dla ustaw, rozporządzeń i uchwał.", "Required for acts, regulations and resolutions."
)


@in_words(
    required=("wymagana do załatwienia tej sprawy", "niezbędna"),
    connected=("związana z tą sprawą", "pokrewna"),
)
class Relation(StrEnum):
    """How a related procedure is related."""

    REQUIRED = "required"
    CONNECTED = "connected"


@in_words(
    days=("dzień", "dni", "dni"),
    working_days=("dzień roboczy", "dni robocze", "dni roboczych"),
    weeks=("tydzień", "tygodnie", "tygodni"),
    months=("miesiąc", "miesiące", "miesięcy"),
)
class TimeUnit(StrEnum):
    """What a deadline is counted in."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


@in_words(
    by_post=("listownie", "pocztą"),
    in_person=("osobiście",),
    email=("pocztą elektroniczną", "e-mailem"),
    phone=("telefonicznie",),
    electronically=("elektronicznie", "online"),
)
class Way(StrEnum):
    """The form in which documents are handed in."""

    BY_POST = "by_post"
    IN_PERSON = "in_person"
    EMAIL = "email"
    PHONE = "phone"
    ELECTRONICALLY = "electronically"


@needs_one_of("id", "title")
@attrs.frozen
class Related:
    """A related procedure, kept by its number; its name is looked up when it is shown.

    Whoever hands a description in may give its title instead; the number takes its place then.
    """

    id: Annotated[ProcedureId, Mark("Numer procedury")] = ""
    kind: Annotated[Relation, Mark("Rodzaj związku")] = Relation.CONNECTED
    title: Annotated[Line | None, Mark("Nazwa powiązanej procedury")] = None


@cites("wzór, dział: Skrócony opis procedury")
@attrs.frozen
class Step:
    """A stage of the procedure, in short.

    ``online`` is the template's „@” mark and no part of the name (interpretation I4).
    """

    name: Annotated[
        Line,
        Mark(
            "Nazwa etapu",
            "LCKM-P101",
            cites="wzór: Najważniejsze etapy realizacji procedury",
            max_chars=LONGEST_STEP,
        ),
    ]
    comment: Annotated[
        Line | None,
        Mark(
            "Komentarz",
            "LCKM-P102",
            cites="wzór: Najważniejsze etapy realizacji procedury",
            max_chars=LONGEST_COMMENT,
        ),
    ] = None
    online: Annotated[bool, Mark("Etap możliwy bez wizyty w urzędzie (@)")] = False


@attrs.frozen
class Term:
    """One amount of time, with the case it holds for."""

    amount: Annotated[int, Mark("Liczba")]
    unit: Annotated[TimeUnit, Mark("Jednostka czasu")]
    case: Annotated[Line | None, Mark("Kiedy ten termin obowiązuje")] = None


@needs_one_of("terms", "text")
@attrs.frozen
class Deadline:
    """How long the matter takes: amounts of time, and a description."""

    terms: Annotated[tuple[Term, ...], Mark("Terminy", min_items=1)] = ()
    text: Annotated[Prose | None, Mark("Opis terminu")] = None


@needs_one_of("unit", "cell")
@attrs.frozen
class Place:
    """A unit or cell that handles the matter, and how to reach it."""

    unit: Annotated[Line | None, Mark("Jednostka")] = None
    cell: Annotated[Line | None, Mark("Komórka")] = None
    address: Annotated[AddressLines | None, Mark("Adres", asked=REQUIRED)] = None
    rooms: Annotated[tuple[Line, ...], Mark("Pokoje")] = ()
    phones: Annotated[tuple[Phone, ...], Mark("Telefony", asked=REQUIRED)] = ()
    emails: Annotated[tuple[Email, ...], Mark("Adresy poczty elektronicznej")] = ()
    hours: Annotated[Line | None, Mark("Godziny przyjęć")] = None


@needs_one_of("phone", "email", "link")
@attrs.frozen
class BookingWay:
    """One way to book a visit: a phone, an e-mail address or a page."""

    phone: Annotated[Phone | None, Mark("Telefon")] = None
    email: Annotated[Email | None, Mark("Adres poczty elektronicznej")] = None
    link: Annotated[Url | None, Mark("Strona rezerwacji")] = None
    note: Annotated[Line | None, Mark("Uwaga")] = None


@attrs.frozen
class Appointments:
    """How a visit is booked, and whether one must."""

    ways: Annotated[tuple[BookingWay, ...], Mark("Sposoby umówienia wizyty", min_items=1)]
    mandatory: Annotated[bool, Mark("Umówienie wizyty jest niezbędne")] = False
    text: Annotated[Prose | None, Mark("Wyjaśnienie")] = None


@needs_one_of("amount", "rule")
@attrs.frozen
class Fee:
    """A row of the table of fees.

    The amount is in zloty; a fee that follows a rule (a share, a tariff) has the rule instead.
    """

    kind: Annotated[Line, Mark("Rodzaj opłaty")]
    amount: Annotated[Amount | None, Mark("Wysokość opłaty")] = None
    rule: Annotated[Line | None, Mark("Sposób ustalenia wysokości opłaty")] = None
    account: Annotated[Nrb | None, Mark("Numer rachunku", asked=_ACCOUNT_OF_FEE)] = None
    remarks: Annotated[Line | None, Mark("Uwagi")] = None


@attrs.frozen
class FeeGroup:
    """Fees paid the same way: with one account, recipient and transfer title (I16).

    Where there are none, „brak” in place of the rows keeps a place for remarks.
    """

    rows: Annotated[tuple[Fee, ...] | NONE, Mark("Opłaty", min_items=1)]
    account: Annotated[Nrb | None, Mark("Numer rachunku", asked=_ACCOUNT_OF_GROUP)] = None
    recipient: Annotated[AddressLines | None, Mark("Odbiorca")] = None
    transfer_title: Annotated[Line | None, Mark("Tytuł przelewu")] = None
    remarks: Annotated[Prose | None, Mark("Uwagi")] = None


@attrs.frozen
class Submission:
    """One form of handing documents in, with the places where it is done."""

    way: Annotated[Way, Mark("Forma składania")]
    places: Annotated[tuple[AddressLines, ...], Mark("Miejsca", min_items=1)]
    note: Annotated[Line | None, Mark("Uwaga")] = None


@attrs.frozen
class SubmissionDeadline:
    """By when documents are handed in; with ``way`` where it depends on the form."""

    text: Annotated[Line, Mark("Termin")]
    way: Annotated[Way | None, Mark("Forma składania")] = None


@attrs.frozen
class ElectronicForm:
    """Where a form can be filled in online."""

    platform: Annotated[Line, Mark("Platforma")]
    url: Annotated[Url, Mark("Adres formularza elektronicznego")]


@attrs.frozen
class RequiredDocument:
    """A document that must be handed in or shown; ``circumstance`` says when it is needed."""

    name: Annotated[Line, Mark("Nazwa dokumentu")]
    file: Annotated[FileName | None, Mark("Druk do pobrania")] = None
    example: Annotated[FileName | None, Mark("Przykładowo wypełniony dokument")] = None
    e_forms: Annotated[tuple[ElectronicForm, ...], Mark("Formularze elektroniczne")] = ()
    circumstance: Annotated[Line | None, Mark("Kiedy dokument jest wymagany")] = None


@attrs.frozen
class RequiredDocuments:
    """The two groups of required documents."""

    to_submit: Annotated[tuple[RequiredDocument, ...], Mark("Do złożenia")] = ()
    to_present: Annotated[tuple[RequiredDocument, ...], Mark("Do wglądu")] = ()


@attrs.frozen
class OtherDocument:
    """A document that concerns the matter without being required."""

    name: Annotated[Line, Mark("Nazwa dokumentu")]
    file: Annotated[FileName | None, Mark("Plik do pobrania")] = None


@attrs.frozen
class StaffPhone:
    """A member of staff whom the call centre may ask or put a caller through to."""

    name: Annotated[Line, Mark("Imię i nazwisko")]
    phone: Annotated[OfficePhone, Mark("Telefon")]


@attrs.frozen
class Question:
    """A question residents often ask, with its answer."""

    question: Annotated[Line, Mark("Pytanie")]
    answer: Annotated[Prose, Mark("Odpowiedź")]


@attrs.frozen
class LegalAct:
    """An act, resolution or ordinance, with its journal reference."""

    title: Annotated[Line, Mark("Nazwa aktu")]
    journal: Annotated[Line | None, Mark("Publikator", asked=_JOURNAL)] = None


@attrs.frozen
class Person:
    """A named member of staff."""

    name: Annotated[Line, Mark("Imię i nazwisko")]


@attrs.frozen
class Coordinator:
    """Who oversees the work, for one cell (interpretation I3)."""

    name: Annotated[Line, Mark("Imię i nazwisko")]
    cell: Annotated[Line, Mark("Komórka")]
