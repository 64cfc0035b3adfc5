"""A report from a resident, and its personal part."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import attrs

from lckm_core.fields import Mark, form, in_words, needs_one_of
from lckm_core.law import cites
from lckm_core.organisation import Role
from lckm_core.reports._text_types import (
    SIZE,
    FileReference,
    LanguageTag,
    Latitude,
    Longitude,
    MediaType,
    ReportNumber,
    Slug,
    Typed,
    TypedLine,
)
from lckm_core.text import Message


@in_words(intervention=("interwencja",), other=("inna informacja",))
@cites("zał. 2 § 2 pkt 9", "zał. 2 § 2 pkt 10")
class ReportKind(StrEnum):
    """Whether a report asks for a repair, or is any other message."""

    INTERVENTION = "intervention"
    OTHER = "other"


class ReportChannel(StrEnum):
    """How a report came in."""

    FORM = "form"
    PHONE = "phone"
    EMAIL = "email"
    OPEN311 = "open311"


class Purpose(StrEnum):
    """The only permitted use of personal data (zał. 2 § 6 ust. 4)."""

    CONTACT = "contact"


class RedactedRepr:
    """Base of values with personal data: ``repr`` shows only the class."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


@attrs.frozen
class Point:
    """A place on the map, in degrees of WGS 84."""

    latitude: Annotated[Latitude, Mark("Szerokość geograficzna")]
    longitude: Annotated[Longitude, Mark("Długość geograficzna")]

    @property
    def coordinates(self) -> str:
        """The point as letters, pages and commands show it, to some ten centimetres."""
        return f"{self.latitude:.6f}, {self.longitude:.6f}"


@needs_one_of("address", "point", "kind", "area")
@attrs.frozen(repr=False)
class EventPlace(RedactedRepr):
    """Where it happened; routes may ask for ``kind`` and ``area``."""

    address: Annotated[TypedLine | None, Mark("Adres lub opis miejsca", max_chars=200)] = None
    point: Annotated[Point | None, Mark("Punkt na mapie")] = None
    kind: Annotated[Slug | None, Mark("Rodzaj miejsca")] = None
    area: Annotated[Slug | None, Mark("Obszar miasta")] = None


@attrs.frozen(repr=False)
class Attribute(RedactedRepr):
    """A further value that routes may ask for, such as a tree's age."""

    name: Annotated[Slug, Mark("Nazwa cechy")]
    value: Annotated[TypedLine, Mark("Wartość cechy", max_chars=80)]


@attrs.frozen
class Attachment:
    """A file that came with a report, by reference.

    The host stores its bytes, and destroys them with the personal part.
    """

    reference: Annotated[FileReference, Mark("Oznaczenie pliku")]
    media_type: Annotated[MediaType, Mark("Typ pliku")]
    size: Annotated[int, SIZE, Mark("Rozmiar w bajtach")]


@needs_one_of("name", "email", "phone", "address")
@attrs.frozen(repr=False)
class Reporter(RedactedRepr):
    """Who wrote, in their words; every field is optional (zał. 2 § 6 ust. 3)."""

    name: Annotated[TypedLine | None, Mark("Imię i nazwisko", max_chars=200, personal=True)] = None
    email: Annotated[
        TypedLine | None, Mark("Adres poczty elektronicznej", max_chars=1000, personal=True)
    ] = None
    phone: Annotated[TypedLine | None, Mark("Numer telefonu", max_chars=1000, personal=True)] = None
    address: Annotated[
        TypedLine | None, Mark("Adres do korespondencji", max_chars=300, personal=True)
    ] = None


@cites("zał. 2 § 6 ust. 4")
@attrs.frozen
class Consent:
    """The consent to contact that giving personal data implies.

    ``terms_version`` is the version of the portal terms in force then.
    """

    given_at: Annotated[datetime, Mark("Chwila wyrażenia zgody")]
    terms_version: Annotated[TypedLine, Mark("Wersja regulaminu")]
    purpose: Annotated[Purpose, Mark("Cel przetwarzania danych")] = Purpose.CONTACT
    withdrawn_at: Annotated[datetime | None, Mark("Chwila cofnięcia zgody")] = None


@attrs.frozen(repr=False)
class PersonalPart(RedactedRepr):
    """The part of a report that reveals, or may reveal, who wrote.

    ``description`` and ``address`` are the reporter's words exactly as typed. ``consent`` is
    given when there are personal data in the reporter's fields or in the words.
    """

    description: Annotated[
        Typed, Mark("Treść zgłoszenia słowami zgłaszającego", max_chars=4000, personal=True)
    ]
    address: Annotated[
        TypedLine | None, Mark("Miejsce słowami zgłaszającego", max_chars=200, personal=True)
    ] = None
    attributes: Annotated[
        tuple[Attribute, ...], Mark("Cechy słowami zgłaszającego", personal=True)
    ] = ()
    reporter: Annotated[Reporter | None, Mark("Zgłaszający", personal=True)] = None
    consent: Annotated[Consent | None, Mark("Zgoda")] = None
    file_names: Annotated[tuple[TypedLine, ...], Mark("Pierwotne nazwy plików", personal=True)] = ()


class Outcome(StrEnum):
    """What became of a report (interpretation I23)."""

    DONE = "done"
    NOT_OURS = "not_ours"
    """Somebody else's matter; the words tell whose."""
    NOTHING_TO_DO = "nothing_to_do"
    NOT_FOUND = "not_found"
    """The place, or what is wrong there, could not be found."""
    DUPLICATE = "duplicate"

    @property
    def message(self) -> Message:
        """The outcome in words for a resident."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.DONE: Message("Załatwione.", "Done."),
    Outcome.NOT_OURS: Message(
        "To nie należy do zadań miasta.", "This is not a matter of the city."
    ),
    Outcome.NOTHING_TO_DO: Message("Nie ma nic do zrobienia.", "Nothing has to be done."),
    Outcome.NOT_FOUND: Message("Nie udało się tego znaleźć.", "It could not be found."),
    Outcome.DUPLICATE: Message("Zgłoszono to już wcześniej.", "It was reported before."),
}


class ReportActKind(StrEnum):
    """What staff did to a registered report."""

    OUTCOME = "outcome"
    REOPENED = "reopened"
    RECLASSIFIED = "reclassified"


@attrs.frozen(kw_only=True)
class Classification:
    """What a table of routes asks of a report: all that decides where it goes."""

    kind: Annotated[ReportKind, Mark("Rodzaj zgłoszenia")] = ReportKind.INTERVENTION
    category: Annotated[Slug | None, Mark("Kategoria")] = None
    place_kind: Annotated[Slug | None, Mark("Rodzaj miejsca")] = None
    area: Annotated[Slug | None, Mark("Obszar miasta")] = None
    attributes: Annotated[tuple[Attribute, ...], Mark("Cechy")] = ()

    def ordered_as(self, other: "Classification") -> "Classification":
        """Return it with attributes ordered as in *other*: no route depends on their order."""
        order = {attribute.name: at for at, attribute in enumerate(other.attributes)}

        def place(attribute: Attribute) -> int:
            return order.get(attribute.name, len(order))

        return attrs.evolve(self, attributes=tuple(sorted(self.attributes, key=place)))


@attrs.frozen(kw_only=True)
class ReportAct:
    """One act of staff on a registered report, without personal data (interpretation I23).

    Args:
        kind: what was done.
        at: when, aware.
        role: in which role; who did it is in the event alone.
        words: what the reporter is told, redacted; empty for a new classification.
        outcome: what became of the report; only of an outcome.
        duplicate_of: the number of the earlier report; only of a duplicate.
        was: the classification before; only of a new one.
        corrects_place: whether the address of the place was corrected.
        was_address: the address before, ``None`` for none; only of a corrected one.
        was_point: the point on the map that went with the address before.
    """

    kind: Annotated[ReportActKind, Mark("Czynność")]
    at: Annotated[datetime, Mark("Chwila czynności")]
    role: Annotated[Role, Mark("Rola")]
    words: Annotated[Typed, Mark("Wyjaśnienie", max_chars=2000)] = ""
    outcome: Annotated[Outcome | None, Mark("Wynik")] = None
    duplicate_of: Annotated[ReportNumber | None, Mark("Numer wcześniejszego zgłoszenia")] = None
    was: Annotated[Classification | None, Mark("Poprzednie przyporządkowanie")] = None
    corrects_place: Annotated[bool, Mark("Poprawiono miejsce")] = False
    was_address: Annotated[TypedLine | None, Mark("Poprzednie miejsce", max_chars=200)] = None
    was_point: Annotated[Point | None, Mark("Poprzedni punkt na mapie")] = None


@form("zgłoszenie", "a report")
@cites("zał. 2 § 2 pkt 9", "zał. 2 § 6 ust. 1")
@attrs.frozen(kw_only=True)
class Report:
    """A registered report; only its personal part may be removed.

    ``description``, the place's address and the attributes are redacted; they, the number, kind,
    category, place and dates stay for good (interpretation I7). ``registered_at`` is aware; its
    month in Europe/Warsaw decides the term (interpretation I5). ``terms_version`` is the version
    of the portal terms in force then. ``history`` is what staff did to it, in order; it has no
    personal data and stays for good (interpretation I23).
    """

    number: Annotated[ReportNumber, Mark("Numer zgłoszenia")]
    registered_at: Annotated[datetime, Mark("Chwila rejestracji")]
    terms_version: Annotated[TypedLine, Mark("Wersja regulaminu")]
    kind: Annotated[ReportKind, Mark("Rodzaj zgłoszenia")] = ReportKind.INTERVENTION
    channel: Annotated[ReportChannel, Mark("Sposób zgłoszenia")] = ReportChannel.FORM
    language: Annotated[LanguageTag, Mark("Język zgłoszenia")] = "pl"
    category: Annotated[Slug | None, Mark("Kategoria")] = None
    description: Annotated[Typed, Mark("Treść zgłoszenia")]
    place: Annotated[EventPlace | None, Mark("Miejsce zdarzenia")] = None
    attributes: Annotated[tuple[Attribute, ...], Mark("Cechy")] = ()
    attachments: Annotated[tuple[Attachment, ...], Mark("Załączniki")] = ()
    history: Annotated[tuple[ReportAct, ...], Mark("Przebieg obsługi")] = ()
    personal: Annotated[PersonalPart | None, Mark("Część osobowa")] = None

    @property
    def is_anonymous(self) -> bool:
        """Whether the report has no personal part."""
        return self.personal is None

    @property
    def closing(self) -> ReportAct | None:
        """The act with the outcome in force; ``None`` while there is none, or once reopened."""
        for act in reversed(self.history):
            if act.kind is not ReportActKind.RECLASSIFIED:
                return act if act.kind is ReportActKind.OUTCOME else None
        return None

    @property
    def classification(self) -> Classification:
        """The values that decide where it goes, as they are now."""
        place = self.place or EventPlace()
        return Classification(
            kind=self.kind,
            category=self.category,
            place_kind=place.kind,
            area=place.area,
            attributes=self.attributes,
        )

    def classified(self, classification: Classification) -> "Report":
        """Return the report with another classification."""
        place = attrs.evolve(
            self.place or EventPlace(), kind=classification.place_kind, area=classification.area
        )
        return attrs.evolve(
            self,
            kind=classification.kind,
            category=classification.category,
            place=None if place == EventPlace() else place,
            attributes=classification.attributes,
        )

    @property
    def address(self) -> str | None:
        """The address of the place, or what describes it; ``None`` where none was given."""
        return self.place.address if self.place else None

    @property
    def point(self) -> Point | None:
        """The point on the map where it is; ``None`` where none was given, or it went."""
        return self.place.point if self.place else None

    @property
    def former_point(self) -> Point | None:
        """The point removed with an address that was corrected; ``None`` where none was."""
        points = (act.was_point for act in self.history if act.was_point is not None)
        return next(points, None)

    def placed(self, address: str | None, point: Point | None) -> "Report":
        """Return the report with another address and point; the rest of the place stays."""
        place = attrs.evolve(self.place or EventPlace(), address=address, point=point)
        return attrs.evolve(self, place=None if place == EventPlace() else place)

    @property
    def as_registered(self) -> "Report":
        """The report as it came, before staff changed anything except redacting words."""
        classes = (act.was for act in self.history if act.was is not None)
        addresses = (act.was_address for act in self.history if act.corrects_place)
        bare = attrs.evolve(self, history=())
        return bare.classified(next(classes, self.classification)).placed(
            next(addresses, self.address), self.former_point or self.point
        )
