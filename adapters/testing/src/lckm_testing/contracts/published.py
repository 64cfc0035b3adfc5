"""Procedures, announcements and terms that fill every field, for contracts."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import attrs

from lckm_core.amendments import Base, Change, UpdateRequest
from lckm_core.findings import Finding, Severity
from lckm_core.organisation import Role
from lckm_core.procedures import (
    Agreement,
    Channel,
    Handover,
    Procedure,
    from_data,
)
from lckm_core.procedures.parts import Person
from lckm_core.publication import (
    Announcement,
    AnnouncementEdition,
    Edition,
    EditionAct,
    HeldFile,
    PortalTerms,
    State,
    Transition,
)
from lckm_core.text import Message

HOSTILE = (
    "Zażółć gęślą jaźń „cudzysłów” – Ω \U0001f573\ufe0f e\u0301 \u00e9 "
    "\ufeff\u200f\u2028\x85\r\nFrom kogoś\n.\n\n"
    "'; DROP TABLE reports; -- \\u0041 \\n %00 %s {0} ${x} {{7*7}} &amp; "
    "<b>x</b> <!-- ]]> =3D =?utf-8?q?=0D=0A?=\t\u0085|"
)
"""Text that a resident may type and intake accepts; every character has to come back."""
BIG = ("Żółw " * 800)[:4000]
"""As long as a description may be."""


@cache
def procedure(procedure_id: str = "KA-00001", title: str = "Wydanie zaświadczenia") -> Procedure:
    """Return a procedure with what adapters trip over: lists, amounts, hostile text."""
    data: dict[str, Any] = {
        "id": procedure_id,
        "title": title,
        "valid_from": "2024-02-29",
        "summary": HOSTILE.replace("<b>x</b>", "x")[:600],
        "steps": [
            {"name": "Złóż wniosek", "comment": "z opłatą", "online": True},
            {"name": "Odbierz"},
        ],
        "how_to": BIG,
        "deadline": {"terms": [{"amount": 7, "unit": "working_days"}], "text": "od dnia złożenia"},
        "places": [
            {"cell": "Wydział", "address": "ul. Przykładowa 1", "phones": ["+48 (42) 638-44-44"]}
        ],
        "appointments": "nie dotyczy",
        "fees": [
            {
                "rows": [{"kind": "opłata skarbowa", "amount": "17.00"}],
                "account": "50124010371111001109250073",
            }
        ],
        "submission": [{"way": "in_person", "places": ["pok. 2"]}],
        "legal_basis": [
            {"title": "Ustawa o opłacie skarbowej", "journal": "Dz. U. z 2023 r. poz. 2111"}
        ],
        "appeal": "brak",
        "owner": {"name": "Przykładowa Anna"},
        "authors": [{"name": "Wzorcowy Jan"}, {"name": "Żółć-Ścisła Ewa"}],
        "unit": "Urząd Miasta Łodzi",
        "cell": "Wydział",
        "in_edms": True,
    }
    return from_data(data)


HANDOVER = Handover(
    unit="Zarząd Dróg i Transportu",
    role=Role.HEAD_OF_UNIT,
    asked_by="Łącka Zofia-Ćmak",
    channel=Channel.EMAIL,
    received_on=date(2026, 3, 3),
    reference="UPP-1/2026",
    channel_agreement=Agreement("Żółć Ewa", date(2026, 3, 2)),
    technical_reason="Awaria „skrzynki” <b>",
    head_agreement=Agreement("Ścisła Żaneta", date(2026, 3, 1)),
)
_REQUEST = UpdateRequest(
    "KA-00001",
    base=Base(date(2026, 1, 2), date(2026, 1, 3), date(2026, 12, 31)),
    changes=(Change(field="/summary", remove="Było.", insert=HOSTILE),),
    reason="Zmiana",
    requested_by="Łącka Zofia-Ćmak",
    requested_on=date(2026, 3, 2),
)
_FILES = (
    HeldFile("wniosek „ż”.docx", f"{'0a' * 32}.docx", 12_345),
    HeldFile("wzór.pdf", f"{'f1' * 32}.pdf", 1),
)
_ACTS = (
    EditionAct(
        verb=Transition.HAND_IN,
        at=datetime(2026, 3, 3, 12, 1, 2, 345678, UTC),
        role=Role.HEAD_OF_UNIT,
        by="Żółć Ewa",
    ),
    EditionAct(verb=Transition.EXPIRE, at=datetime(2026, 3, 4, 0, 0, tzinfo=UTC), note=HOSTILE),
)

_FINDINGS = (
    Finding(
        "X-001",
        Severity.WARNING,
        "",
        HOSTILE,
        "zał. 2 § 9 ust. 1",
        place=Message("akapit 1 „ż”", "paragraph 1"),
    ),
    Finding(
        "X-002",
        Severity.ERROR,
        "/steps/0",
        "Dwa kroki.",
        "zał. 2 § 9 ust. 1",
        3,
        1,
        "Two steps.",
        0,
    ),
)


def editions(procedure_id: str = "KA-00001") -> tuple[Edition, ...]:
    """Return editions in every state, numbered so that an order by text would be wrong."""
    text = procedure(procedure_id)
    day = date(2026, 3, 4)
    states = tuple(State)
    full = Edition(
        procedure=text,
        number=len(states) + 1,
        published_by="Ścisła Żaneta",
        published_on=day,
        ended_on=day,
    )
    return (
        *(
            Edition(procedure=text, number=at, state=state, requested_on=day)
            for at, state in enumerate(states, start=1)
        ),
        attrs.evolve(
            full,
            state=State.WITHDRAWN,
            handover=HANDOVER,
            request=_REQUEST,
            acts=_ACTS,
            files=_FILES,
            findings=_FINDINGS,
        ),
        *(
            Edition(procedure=procedure(procedure_id, f"Wydanie {at}"), number=at)
            for at in (10, 11, 100)
        ),
    )


def passed_on(procedure_id: str = "KA-00001") -> tuple[Edition, Edition]:
    """Return a text that was handed in, and a correction of it that names another cell."""
    day, text = date(2026, 3, 4), procedure(procedure_id)
    corrected = EditionAct(
        verb=Transition.CORRECT,
        at=datetime(2026, 3, 4, 12, 2, tzinfo=UTC),
        role=Role.MONITORING_STAFF,
        by="Żółć Ewa",
    )
    acts = (_ACTS[0], corrected)
    was = Edition(procedure=text, state=State.REPLACED, requested_on=day, acts=acts)
    other = attrs.evolve(text, cell="Wydział Informatyki")
    return was, attrs.evolve(was, procedure=other, number=2, state=State.CORRECTED)


def announcement(number: str = "OG-0001", text: str = HOSTILE) -> Announcement:
    """Return an announcement that fills every field."""
    return Announcement(
        id=number,
        title="Zmiana godzin „obsługi”",
        text=text,
        unit="Urząd Miasta Łodzi",
        cell="Wydział Informatyki",
        requested_by=Person("Żółć Ewa"),
        valid_from=date(2024, 2, 29),
        valid_to=date(2024, 12, 31),
        produced_on=date(2024, 2, 28),
    )


def announcement_edition(number: str = "OG-0001", *, edition: int = 1) -> AnnouncementEdition:
    """Return an edition of an announcement that fills every field."""
    handed_in = EditionAct(
        verb=Transition.HAND_IN,
        at=datetime(2026, 3, 4, 12, 0, 0, 123457, tzinfo=UTC),
        role=Role.HEAD_OF_CELL,
        by="Żółć-Ścisła Ewa",
    )
    return AnnouncementEdition(
        announcement=announcement(number),
        number=edition,
        state=State.RECEIVED,
        requested_on=date(2026, 3, 4),
        handover=Handover(
            unit="Urząd Miasta Łodzi",
            cell="Wydział Informatyki",
            role=Role.HEAD_OF_CELL,
            channel=Channel.EDMS,
            received_on=date(2026, 3, 4),
            reference="WI.1.2026",
        ),
        acts=(handed_in,),
    )


def announcement_editions(number: str = "OG-0003") -> tuple[AnnouncementEdition, ...]:
    """Return editions of an announcement in every state, each as if it had been published."""
    day = date(2026, 3, 5)
    note = EditionAct(
        verb=Transition.EXPIRE, at=datetime(2026, 3, 4, 23, 0, tzinfo=UTC), note=HOSTILE
    )
    return tuple(
        attrs.evolve(
            full,
            state=state,
            published_by="Ścisła Żaneta",
            published_on=day,
            ended_on=day,
            acts=(*full.acts, note),
        )
        for at, state in enumerate(State, start=1)
        for full in (announcement_edition(number, edition=at),)
    )


def terms(version: str = "1", text: str = HOSTILE, *, approved: bool = False) -> PortalTerms:
    """Return a version of the terms, a draft unless approved."""
    day = date(2023, 1, 19)
    draft = PortalTerms(version=version, valid_from=day, text=text)
    return (
        attrs.evolve(draft, approved_by=Person("Żółć Ewa"), approved_on=day) if approved else draft
    )
