"""Values that fill every field, with texts, numbers and moments that adapters trip over."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs

from lckm_core.call_centre import BriefingRequest, DataRequest, EarlierAnswer
from lckm_core.delivery import (
    Dispatch,
    DispatchState,
    HelpdeskReason,
    Lease,
    Mailbox,
    MessageAttachment,
    ReceiptText,
    Refusal,
    Work,
    open_dispatch,
    open_receipt,
)
from lckm_core.organisation import Role
from lckm_core.ports import UnitRequest
from lckm_core.procedures.parts import Person
from lckm_core.reports import (
    Attachment,
    Attribute,
    Category,
    Classification,
    Consent,
    EventPlace,
    Outcome,
    PersonalPart,
    Point,
    Report,
    ReportAct,
    ReportActKind,
    ReportChannel,
    Reporter,
    ReportKind,
    Route,
    RouteTable,
)
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts.published import (
    BIG as BIG,
    HOSTILE as HOSTILE,
    announcement as announcement,
    announcement_edition as announcement_edition,
    announcement_editions as announcement_editions,
    editions as editions,
    passed_on as passed_on,
    procedure as procedure,
    terms as terms,
)

NOON = datetime(2026, 3, 4, 12, 0, 0, 123457, tzinfo=UTC)
"""A moment with microseconds, which an adapter must not lose."""
NUMBERS = (
    "ZG-2026-000001",
    "zg-2026-000001",
    "CON",
    "a.b",
    "a_b",
    "a-b",
    "a..b",
    "1" * 40,
    "0",
    "ŁCKM/2026/1",
    "LCKM/2026/1",
    "LCKM-2026-1",
)
"""Numbers that a file system, a collation or a conversion may take for one another."""
UNIT = Mailbox("Zarząd Dróg i Transportu", "zgloszenia@zdit.uml.lodz.pl")
ASKS_CONTACT = attrs.evolve(UNIT, contact=True)
LASTING = timedelta(minutes=5)
LATER = NOON + timedelta(days=300)
"""When whatever was registered at NOON is over its term."""
_FAR_ZONE = timezone(timedelta(hours=-11, minutes=-30))


_ANY_BYTES = bytes(range(256))
FILES = (
    MessageAttachment(
        "ZG-2026-000001-1.jpg",
        "image/jpeg",
        b"\xff\xd8\xff" + _ANY_BYTES + b"\r\n.\r\n\r\r\n" + _ANY_BYTES[::-1] + b"\0",
    ),
    MessageAttachment(
        "ZG-2026-000001-2.pdf",
        "application/pdf",
        b"%PDF-1.7\n\nFrom x\n.\n..\r=3D =\n" + b"7" * 2000 + b" \n\n",
    ),
)
"""Files that mail servers, forms or databases damage when they take them for text."""


def telling_file(canary: PersonalDataCanary) -> MessageAttachment:
    """Return a picture whose metadata name a person, as cameras and programs leave it."""
    return MessageAttachment(
        "ZG-2026-000001-1.jpg",
        "image/jpeg",
        b"\xff\xd8\xff\0" + f"{canary.words} {canary.email}".encode(),
    )


def bare_report(number: str = "ZG-2026-000001", now: datetime = NOON) -> Report:
    """Return a report with only what every report has, and words as its personal part."""
    return Report(
        number=number,
        registered_at=now,
        terms_version="1",
        description="Dziura.",
        personal=PersonalPart(description="Dziura."),
    )


def full_report(
    canary: PersonalDataCanary, number: str = "ZG-2026-000002", now: datetime = NOON
) -> Report:
    """Return a report that fills every field, its personal part with the data of a canary."""
    personal = PersonalPart(
        description=f"{HOSTILE} {canary.name} {canary.pesel} {canary.phone}",
        address=canary.words,
        attributes=(Attribute("wiek-drzewa", canary.phone),),
        reporter=Reporter(canary.name, canary.email, canary.phone, canary.words),
        consent=Consent(given_at=now, terms_version="2023-01-19"),
        file_names=(f"{canary.name}.jpg", "zdjęcie 2.jpg"),
    )
    return Report(
        number=number,
        registered_at=now.astimezone(_FAR_ZONE),
        terms_version="2023-01-19",
        kind=ReportKind.OTHER,
        channel=ReportChannel.OPEN311,
        language="uk",
        category="drzewo",
        description=f"{HOSTILE} [usunięto: osoba]",
        place=EventPlace(
            "ul. Przykładowa 5 „u góry”",
            Point(51.76870000000001, 19.456900000000003),
            "park",
            "srodmiescie",
        ),
        attributes=(Attribute("wiek-drzewa", "012"), Attribute("gatunek", "dąb")),
        attachments=(
            Attachment(f"{number}-1", "image/jpeg", 2**31),
            Attachment(f"{number}-2", "application/pdf", 1),
        ),
        history=(
            ReportAct(
                kind=ReportActKind.RECLASSIFIED,
                at=now.astimezone(_FAR_ZONE),
                role=Role.CALL_CENTRE_STAFF,
                was=Classification(
                    kind=ReportKind.OTHER,
                    category="drzewo",
                    place_kind="skwer",
                    area="gorna",
                    attributes=(Attribute("gatunek", "dąb"),),
                ),
                corrects_place=True,
                was_address="ul. Przykładowa 6 „u góry”",
                was_point=Point(51.76870000000002, 19.456900000000006),
            ),
            ReportAct(
                kind=ReportActKind.RECLASSIFIED,
                at=now,
                role=Role.HEAD_OF_CALL_CENTRE,
                corrects_place=True,
            ),
            ReportAct(
                kind=ReportActKind.OUTCOME,
                at=now,
                role=Role.STAFF_OF_UNIT,
                words=HOSTILE,
                outcome=Outcome.DUPLICATE,
                duplicate_of="ŁCKM/2026/1",
            ),
        ),
        personal=personal,
    )


def reports(canary: PersonalDataCanary) -> tuple[Report, ...]:
    """Return reports of every make, each of a number of its own."""
    first, second, *others = NUMBERS
    made = [bare_report(first), full_report(canary, second)]
    made += [
        attrs.evolve(bare_report(number), description=BIG, language="zh-Hant-TW")
        for number in others
    ]
    made[2] = attrs.evolve(made[2], personal=None)
    given = Consent(NOON, "1", withdrawn_at=NOON + timedelta(days=400))
    made[3] = attrs.evolve(made[3], personal=PersonalPart(description=HOSTILE, consent=given))
    made[4] = attrs.evolve(
        made[4], registered_at=NOON.replace(microsecond=0), place=EventPlace(area="gorna")
    )
    return tuple(made)


def opened(number: str, mailbox: Mailbox | None = UNIT, now: datetime = NOON) -> Dispatch:
    """Return the new delivery of a report."""
    return open_dispatch(number, mailbox, now=now)


def receipt(number: str) -> Dispatch:
    """Return the new delivery of a receipt."""
    words = ReceiptText(f"Підтвердження: {number}", f"{HOSTILE}\n\nhttps://example.org/uk/sprawdz")
    return open_receipt(number, words, now=NOON)


def delivered(number: str) -> Dispatch:
    """Return a delivery at its end: the mailbox has the report, with contact data."""
    return attrs.evolve(opened(number, ASKS_CONTACT), state=DispatchState.SENT, due_at=None)


def dispatches(number: str) -> tuple[Dispatch, ...]:
    """Return deliveries in every state, each field of which is filled in some."""
    new = opened(number)
    later = NOON + timedelta(microseconds=1)
    lease = Lease("worker:1 ż", 3, Work.ASK, later)
    leased = attrs.evolve(
        new, state=DispatchState.LEASED, token=3, attempts=2, lease=lease, since=later, due_at=later
    )
    return (
        new,
        opened(number, ASKS_CONTACT),
        opened(number, None),
        leased,
        attrs.evolve(leased, lease=attrs.evolve(lease, work=Work.SEND), in_doubt=True),
        attrs.evolve(
            new,
            state=DispatchState.UNKNOWN,
            in_doubt=True,
            attempts=1,
            token=1,
            mailbox_refusal=Refusal.FULL,
        ),
        attrs.evolve(
            opened(number, None),
            state=DispatchState.UNKNOWN,
            in_doubt=True,
            needs_a_hand=True,
            helpdesk_refusal=Refusal.BUSY,
            untried=1,
            files=True,
            tried_from=later,
            files_away_since=later,
        ),
        attrs.evolve(new, state=DispatchState.SENT, due_at=None, token=2, reference="Ab.1:/=+-_"),
        attrs.evolve(
            opened(number, ASKS_CONTACT),
            state=DispatchState.HELPDESK,
            because=HelpdeskReason.IN_DOUBT,
            due_at=None,
            mailbox_may_have_it=True,
            files=True,
            routed="Drzewa „przy” drogach",
            about="Drzewo",
        ),
    )


def data_request(number: str = "PD-2026-1", question: str = HOSTILE) -> DataRequest:
    """Return an open request for data, with what every one has."""
    return DataRequest(
        number=number,
        unit="Zarząd Dróg i Transportu",
        asked_by=Person("Żółć Ewa"),
        asked_on=date(2024, 2, 29),
        question=question,
    )


def requests() -> tuple[UnitRequest, ...]:
    """Return requests of both kinds, open and met, with every field, sorted by number."""
    first, *others = sorted(NUMBERS)
    day, who = date(2024, 2, 29), Person("Żółć-Ścisła Ewa")
    asked: dict[str, Any] = {
        "unit": "Urząd Miasta Łodzi",
        "cell": "Wydział Informatyki",
        "procedure": "KA-00001",
        "asked_by": who,
        "asked_on": day,
        "reminded_on": (day, date(2024, 12, 31)),
    }
    briefing = BriefingRequest(number=others[0], **asked, subject="Zajęcie „pasa”", reason=HOSTILE)
    named = attrs.evolve(briefing, number=others[1], briefer=who, named_on=day)
    answered = DataRequest(
        number=others[3],
        **asked,
        question=BIG,
        answer=HOSTILE,
        answered_by=who,
        closed_on=day,
        corrected_on=day,
        earlier_answers=(EarlierAnswer(text=BIG, by=who, on=day),),
    )
    held = attrs.evolve(named, number=others[2], closed_on=day)
    return (data_request(first), briefing, named, held, answered, *map(data_request, others[4:]))


TABLE = RouteTable(
    categories=(Category("drzewo", "Drzewo lub krzew"), Category("inne", "Inna sprawa")),
    domains=("zdit.uml.lodz.pl",),
    routes=(
        Route(
            name="Drzewa „przy” drogach",
            categories=("drzewo",),
            unit=UNIT.unit,
            mailbox=UNIT.address,
            contact=True,
        ),
        Route(name="Reszta", helpdesk=True),
    ),
)
"""A table of routes without faults."""
