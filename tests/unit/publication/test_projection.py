"""What each audience is shown of a procedure: in form order, in Polish, nothing hidden."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

import attrs
import jsonschema
import pytest

from lckm_core import fields as marks
from lckm_core.fields import Mark, fields_of
from lckm_core.forms import Amount, Email, FileName, Line, Nrb, Phone, Url
from lckm_core.procedures import parts
from lckm_core.procedures.template import CallCentre, Procedure
from lckm_core.publication import Audience
from lckm_core.publication._instants import format_day
from lckm_core.publication._projection import (
    default_layout,
    field_layouts,
    formatting,
    layout_plan,
    projection,
)
from lckm_core.publication._projection.blocks import (
    Bullets,
    Detail,
    Details,
    Link,
    Stage,
    Stages,
    Table,
    Text,
)
from lckm_core.publication._projection.projection import by_id, project, projection_schema
from lckm_core.publication._visibility import access_rule
from lckm_core.text import EmptyWord

DAY = date(2026, 5, 4)
FULL = Procedure(
    id="KA-01478",
    title="Wydanie zaświadczenia o opłacie za zezwolenie na sprzedaż alkoholu",
    related=(parts.Related("KA-01492", parts.Relation.REQUIRED), parts.Related("KA-01379")),
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
    produced_on=date(2025, 12, 1),
    summary="Zaświadczenie potwierdza wniesienie opłaty.\n\nWystąpi o nie **przedsiębiorca**.",
    steps=(
        parts.Step("Złóż wniosek", "wraz z dowodem opłaty skarbowej", True),
        parts.Step("Czekaj na wiadomość", "do 7 dni"),
        parts.Step("Odbierz zaświadczenie"),
    ),
    online_activities=("złożenie wniosku", "wniesienie opłaty"),
    useful_info=(
        "możliwość złożenia wniosku online",
        "sprawa możliwa do załatwienia przez pełnomocnika",
    ),
    how_to="Złóż wniosek osobiście, pocztą albo przez ePUAP.\n\n- osobiście w pokoju 217\n- pocztą",
    additional_info="Zaświadczenie jest ważne do końca roku.",
    deadline=parts.Deadline(
        (
            parts.Term(7, parts.TimeUnit.DAYS),
            parts.Term(2, parts.TimeUnit.MONTHS, "sprawa skomplikowana"),
        ),
        "Termin biegnie od dnia złożenia kompletnego wniosku.",
    ),
    places=(
        parts.Place(
            "Urząd Miasta Łodzi",
            "Biuro Promocji Zatrudnienia i Obsługi Działalności Gospodarczej",
            "Al. Politechniki 32, 93-590 Łódź",
            ("217", "218"),
            ("+48 (42) 638-56-29", "(42) 638-44-44"),
            ("licencje.zezwolenia@uml.lodz.pl",),
            "poniedziałek-piątek 8-16",
        ),
        parts.Place(unit="Straż Miejska", phones=("986",)),
    ),
    appointments=parts.Appointments(
        (
            parts.BookingWay(phone="+48 (42) 638-56-29", note="w godzinach pracy"),
            parts.BookingWay(link="https://wizyty.uml.lodz.pl/"),
            parts.BookingWay(email="lckm@uml.lodz.pl"),
        ),
        mandatory=True,
        text="Umów wizytę najpóźniej dzień wcześniej.",
    ),
    fees=(
        parts.FeeGroup(
            (
                parts.Fee(
                    "opłata skarbowa za zaświadczenie",
                    Decimal("17.00"),
                    remarks="przy składaniu wniosku",
                ),
                parts.Fee("opłata skarbowa za pełnomocnictwo", Decimal("17.00")),
            ),
            "PL50124010371111001109250073",
            "Urząd Miasta Łodzi",
            "opłata skarbowa",
            "Bliska rodzina nie płaci za pełnomocnictwo.",
        ),
        parts.FeeGroup(
            (
                parts.Fee(
                    "opłata za zezwolenie",
                    rule="1,4% obrotu",
                    account="13 1560 0013 2026 0000 0026 0025",
                ),
            )
        ),
    ),
    submission=(
        parts.Submission(parts.Way.BY_POST, ("Al. Politechniki 32, 93-590 Łódź",)),
        parts.Submission(
            parts.Way.IN_PERSON,
            ("Al. Politechniki 32, pok. 217", "ul. Piotrkowska 110"),
            "po rezerwacji",
        ),
        parts.Submission(parts.Way.EMAIL, ("lckm@uml.lodz.pl",)),
        parts.Submission(parts.Way.PHONE, ("+48 (42) 638-44-44",)),
        parts.Submission(parts.Way.ELECTRONICALLY, ("ePUAP", "biznes.gov.pl")),
    ),
    submission_deadline=(
        parts.SubmissionDeadline("do 31 stycznia", parts.Way.BY_POST),
        parts.SubmissionDeadline("bez terminu", parts.Way.ELECTRONICALLY),
    ),
    required_documents=parts.RequiredDocuments(
        (
            parts.RequiredDocument(
                "Wniosek o zaświadczenie",
                "wniosek.docx",
                "wniosek-przyklad.pdf",
                (parts.ElectronicForm("ePUAP", "https://epuap.gov.pl/wniosek?id=1"),),
            ),
            parts.RequiredDocument("Dowód opłaty skarbowej"),
            parts.RequiredDocument("Pełnomocnictwo", circumstance="gdy działa pełnomocnik"),
        ),
        (parts.RequiredDocument("Dokument tożsamości"),),
    ),
    other_documents=(
        parts.OtherDocument("Klauzula informacyjna", "rodo.pdf"),
        parts.OtherDocument("Wykaz opłat"),
    ),
    call_centre=CallCentre(
        phones=(parts.StaffPhone("Anna Przykładowa", "(42) 638-00-01"),),
        notes="Najpierw zapytaj o numer zezwolenia.",
        faq=(parts.Question("Czy można zapłacić kartą?", "Tak, w kasie."),),
        other="W lipcu przyjmuje inna osoba.",
    ),
    legal_basis=(
        parts.LegalAct("ustawa o wychowaniu w trzeźwości", "Dz. U. z 2023 r. poz. 2151"),
        parts.LegalAct("zarządzenie Prezydenta Miasta Łodzi"),
    ),
    appeal=EmptyWord.NONE,
    reuse_terms="Wolno wykorzystywać bez wskazania źródła.",
    owner=parts.Person("Jan Właściciel"),
    authors=(parts.Person("Ewa Autorska"), parts.Person("Adam Piszący")),
    coordinators=(parts.Coordinator("Olga Koordynująca", "Oddział ds. Zezwoleń"),),
    unit="Urząd Miasta Łodzi",
    cell="Biuro Promocji Zatrudnienia i Obsługi Działalności Gospodarczej",
    in_edms=True,
)
PUBLIC = (Audience.PORTAL, Audience.BIP)
STAFF = (Audience.CALL_CENTRE, Audience.EDITORS)


def shown(audience=Audience.PORTAL, *, on=DAY, known=(), requested_on=None, **facts):
    projection = project(
        attrs.evolve(FULL, **facts), audience, on=on, known=known, requested_on=requested_on
    )
    assert projection is not None
    return {entry.key: entry for section in projection.sections for entry in section.entries}


def blocks(key, **facts):
    return shown(**facts)[key].blocks


def texts(*lines):
    return tuple(Text(line) for line in lines)


# ── what is shown to whom ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("audience", PUBLIC)
def test_the_public_sees_sections_and_fields_in_form_order(audience):
    """zał. 2 § 10 ust. 1: what is in the knowledge base is shown on the portal and in BIP."""
    projection = project(FULL, audience, on=DAY, known=[attrs.evolve(FULL, id="KA-01379")])
    assert [
        (section.heading, [entry.key for entry in section.entries])
        for section in projection.sections
    ] == [
        ("Procedura", ["related", "produced_on"]),
        ("Skrócony opis procedury", ["summary", "steps", "online_activities", "useful_info"]),
        ("Szczegółowy opis procedury", ["how_to", "additional_info"]),
        ("Termin i miejsce załatwienia sprawy", ["deadline", "places", "appointments"]),
        ("Opłaty", ["fees"]),
        (
            "Dokumenty",
            [
                "submission",
                "submission_deadline",
                "required_documents.to_submit",
                "required_documents.to_present",
                "other_documents",
            ],
        ),
        ("Podstawa prawna", ["legal_basis", "appeal", "reuse_terms"]),
        ("Realizator", ["authors", "unit", "cell"]),
    ]


@pytest.mark.parametrize("audience", STAFF)
def test_staff_see_the_starred_fields_too(audience):
    known = [other()]
    assert [key for key in shown(audience, known=known) if key not in shown(known=known)] == [
        "internal",
        "valid_from",
        "valid_to",
        "call_centre.phones",
        "call_centre.notes",
        "call_centre.faq",
        "call_centre.other",
        "owner",
        "coordinators",
        "in_edms",
    ]


@pytest.mark.parametrize("audience", Audience)
def test_labels_are_those_of_the_template(audience):
    labels = {field.key: field.mark.label for field in fields_of(Procedure)}
    for key, entry in shown(audience).items():
        if "." not in key:
            assert entry.label == labels[key]
    assert shown()["required_documents.to_present"].label == "Wymagane dokumenty: do wglądu"
    assert shown(Audience.CALL_CENTRE)["call_centre.notes"].label == "Opis"


@pytest.mark.parametrize("audience", Audience)
def test_what_is_hidden_has_no_projection(audience):
    internal = project(attrs.evolve(FULL, internal=True), audience, on=DAY)
    assert (internal is None) is (audience in PUBLIC)
    for day in (date(2025, 12, 31), date(2027, 1, 1)):
        assert (project(FULL, audience, on=day) is None) is (audience is not Audience.EDITORS)
    for day in (date(2026, 1, 1), date(2026, 12, 31)):
        assert project(FULL, audience, on=day) is not None


def test_a_moment_stands_for_its_day_in_warsaw():
    midnight = datetime(2026, 12, 31, 23, tzinfo=UTC)
    assert project(FULL, Audience.PORTAL, on=midnight) is None
    before = project(FULL, Audience.PORTAL, on=midnight - timedelta(seconds=1))
    assert (before.on, type(before.on)) == (date(2026, 12, 31), date)
    with pytest.raises(ValueError, match="naive"):
        project(FULL, Audience.PORTAL, on=datetime(2026, 5, 4))


@pytest.mark.parametrize("audience", Audience)
def test_the_title_gets_its_mark_in_bip_when_a_step_can_be_done_online(audience):
    offline = attrs.evolve(FULL, steps=(parts.Step("Odbierz kartę"),))
    assert project(FULL, audience, on=DAY).heading == FULL.title + (
        " @" if audience is Audience.BIP else ""
    )
    assert project(offline, audience, on=DAY).heading == FULL.title
    assert [project(one, audience, on=DAY).online for one in (FULL, offline)] == [True, False]


def test_facts_for_a_page_of_its_own():
    projection = project(FULL, Audience.BIP, on=DAY)
    assert (projection.audience, projection.on, projection.id, projection.title) == (
        Audience.BIP,
        DAY,
        FULL.id,
        FULL.title,
    )
    assert (projection.unit, projection.cell, projection.authors, projection.produced_on) == (
        FULL.unit,
        FULL.cell,
        ("Ewa Autorska", "Adam Piszący"),
        date(2025, 12, 1),
    )


def test_what_was_not_given_is_left_out_with_its_section():
    bare = attrs.evolve(
        FULL,
        related=(),
        produced_on=None,
        online_activities=(),
        useful_info=(),
        additional_info=None,
        required_documents=parts.RequiredDocuments(),
        other_documents=(),
        submission_deadline=(),
        reuse_terms=None,
        cell=None,
        call_centre=CallCentre(),
        in_edms=None,
        coordinators=(),
    )
    projection = project(bare, Audience.PORTAL, on=DAY)
    keys = [entry.key for section in projection.sections for entry in section.entries]
    assert "Procedura" not in [section.heading for section in projection.sections]
    assert keys == [
        *("summary", "steps", "how_to", "deadline", "places", "appointments", "fees", "submission"),
        *("legal_basis", "appeal", "authors", "unit"),
    ]
    assert (projection.cell, projection.produced_on) == (None, None)
    staff = project(bare, Audience.CALL_CENTRE, on=DAY)
    assert "Informacje dla pracownika Oddziału Call Center" not in [
        section.heading for section in staff.sections
    ]
    assert "Dane techniczne" not in [section.heading for section in staff.sections]


def test_the_day_of_production_is_the_one_given_else_that_of_the_request():
    """Interpretation I11: never today's date."""
    requested = date(2026, 2, 3)
    assert blocks("produced_on", requested_on=requested) == texts("1 grudnia 2025 r.")
    assert blocks("produced_on", produced_on=None, requested_on=requested) == texts(
        "3 lutego 2026 r."
    )
    assert "produced_on" not in shown(produced_on=None)
    both = project(FULL, Audience.PORTAL, on=DAY, requested_on=requested)
    assert both.produced_on == FULL.produced_on
    not_given = attrs.evolve(FULL, produced_on=None)
    assert (
        project(not_given, Audience.PORTAL, on=DAY, requested_on=requested).produced_on == requested
    )


# ── related procedures ────────────────────────────────────────────────────────────────────────────


def other(id="KA-01379", title="Karta rodziny", **facts):
    return attrs.evolve(FULL, id=id, title=title, **{"valid_from": None, "valid_to": None} | facts)


def related(*known, audience=Audience.PORTAL, on=DAY):
    entry = shown(audience, on=on, known=known).get("related")
    return [(link.text, link.href, link.note) for link in entry.blocks[0].items] if entry else []


def test_related_procedures_are_shown_by_name():
    assert related(other("KA-01492", "Wygaśnięcie"), other(), other("KA-00009", "Inna")) == [
        ("Wygaśnięcie", "procedure:KA-01492", "wymagana do załatwienia tej sprawy"),
        ("Karta rodziny", "procedure:KA-01379", ""),
    ]


def test_known_procedures_may_come_by_number():
    index = by_id([other("KA-01492", "Wygaśnięcie"), other(), other(title="Druga wersja")])
    assert {id: len(editions) for id, editions in index.items()} == {"KA-01492": 1, "KA-01379": 2}
    bullets = blocks("related", known=index)[0]
    assert [link.text for link in bullets.items] == ["Wygaśnięcie", "Karta rodziny"]


@pytest.mark.parametrize("audience", Audience)
def test_only_those_are_named_that_this_audience_may_see_that_day(audience):
    names = [name for name, *_ in related(other(internal=True), audience=audience)]
    assert ("Karta rodziny" in names) is (audience in STAFF)
    tomorrow = [
        name for name, *_ in related(other(valid_from=DAY + timedelta(days=1)), audience=audience)
    ]
    assert ("Karta rodziny" in tomorrow) is (audience is Audience.EDITORS)


def test_a_related_procedure_that_is_not_known_is_shown_to_editors_by_number():
    assert related() == []
    assert related(audience=Audience.CALL_CENTRE) == []
    assert [name for name, *_ in related(audience=Audience.EDITORS)] == ["KA-01492", "KA-01379"]


def test_a_related_procedure_has_the_name_of_its_edition_of_that_day():
    turn = DAY + timedelta(days=1)
    old, new = other(title="Stara nazwa", valid_to=DAY), other(title="Nowa nazwa", valid_from=turn)
    for audience in Audience:
        for known in ((old, new), (new, old)):
            assert [row[0] for row in related(*known, audience=audience) if "nazwa" in row[0]] == [
                "Stara nazwa"
            ]
            assert [
                row[0] for row in related(*known, audience=audience, on=turn) if "nazwa" in row[0]
            ] == ["Nowa nazwa"]


def test_of_several_editions_the_one_that_began_last_gives_the_name():
    editions = other(title="Stara nazwa"), other(title="Nowa nazwa", valid_from=DAY)
    assert [row[0] for row in related(*editions)] == ["Nowa nazwa"]


# ── how fields are shown ──────────────────────────────────────────────────────────────────────────


def test_texts_stay_as_they_are():
    assert blocks("summary") == texts(FULL.summary)
    assert blocks("how_to") == texts(FULL.how_to)
    assert blocks("unit") == texts(FULL.unit)
    assert blocks("useful_info") == (Bullets(texts(*FULL.useful_info)),)


def test_the_empty_words_are_shown_as_words():
    """Interpretation I9: „brak” and „nie dotyczy” are values, not gaps."""
    assert blocks("appeal") == texts("brak")
    assert blocks("fees", fees=EmptyWord.NONE) == texts("brak")
    assert blocks("appointments", appointments=EmptyWord.NOT_APPLICABLE) == texts("nie dotyczy")
    assert blocks("submission", submission=EmptyWord.NOT_APPLICABLE) == texts("nie dotyczy")
    assert blocks("appeal", appeal="Odwołanie w 14 dni.") == texts("Odwołanie w 14 dni.")


def test_steps_are_numbered_and_keep_their_mark():
    assert blocks("steps") == (
        Stages(
            (
                Stage(1, "Złóż wniosek", "wraz z dowodem opłaty skarbowej", True),
                Stage(2, "Czekaj na wiadomość", "do 7 dni", False),
                Stage(3, "Odbierz zaświadczenie", "", False),
            )
        ),
    )


def test_deadlines():
    month = parts.Term(1, parts.TimeUnit.MONTHS)
    assert blocks("deadline") == (
        Bullets(texts("7 dni", "2 miesiące – sprawa skomplikowana")),
        Text("Termin biegnie od dnia złożenia kompletnego wniosku."),
    )
    assert blocks("deadline", deadline=parts.Deadline((month,))) == texts("1 miesiąc")
    assert blocks("deadline", deadline=parts.Deadline((month,), "Bez zwłoki.")) == texts(
        "1 miesiąc", "Bez zwłoki."
    )
    assert blocks("deadline", deadline=parts.Deadline(text="Na bieżąco")) == texts("Na bieżąco")


def test_places():
    office, guard = blocks("places")
    assert office == Details(
        "Biuro Promocji Zatrudnienia i Obsługi Działalności Gospodarczej",
        (
            Detail("Jednostka", texts("Urząd Miasta Łodzi")),
            Detail("Adres", texts("Al. Politechniki 32, 93-590 Łódź")),
            Detail("Pokoje", texts("217", "218")),
            Detail(
                "Telefony",
                (
                    Link("+48 (42) 638-56-29", "tel:+48426385629"),
                    Link("(42) 638-44-44", "tel:+48426384444"),
                ),
            ),
            Detail(
                "Adresy poczty elektronicznej",
                (
                    Link(
                        "licencje.zezwolenia@uml.lodz.pl", "mailto:licencje.zezwolenia@uml.lodz.pl"
                    ),
                ),
            ),
            Detail("Godziny przyjęć", texts("poniedziałek-piątek 8-16")),
        ),
    )
    assert guard == Details("Straż Miejska", (Detail("Telefony", (Link("986", "tel:986"),)),))
    assert blocks("places", places=(parts.Place(cell="Dział Adopcji"),)) == (
        Details("Dział Adopcji", ()),
    )


def test_appointments():
    assert blocks("appointments") == (
        Text("Umówienie wizyty jest niezbędne."),
        Details(
            "",
            (
                Detail(
                    "Telefon",
                    (Link("+48 (42) 638-56-29", "tel:+48426385629", "w godzinach pracy"),),
                ),
                Detail(
                    "Strona rezerwacji",
                    (Link("wizyty.uml.lodz.pl", "https://wizyty.uml.lodz.pl/"),),
                ),
                Detail(
                    "Adres poczty elektronicznej",
                    (Link("lckm@uml.lodz.pl", "mailto:lckm@uml.lodz.pl"),),
                ),
            ),
        ),
        Text("Umów wizytę najpóźniej dzień wcześniej."),
    )
    noted = parts.Appointments(
        (
            parts.BookingWay(link="https://wizyty.uml.lodz.pl/", note="po zalogowaniu"),
            parts.BookingWay(email="lckm@uml.lodz.pl", note="do południa"),
        )
    )
    (ways,) = blocks("appointments", appointments=noted)
    assert [value.note for row in ways.rows for value in row.values] == [
        "po zalogowaniu",
        "do południa",
    ]
    two = parts.Appointments(
        (parts.BookingWay(phone="986"), parts.BookingWay(phone="638-44-44", note="rano"))
    )
    assert blocks("appointments", appointments=two) == (
        Details("", (Detail("Telefon", (Link("986", "tel:986"), Text("638-44-44 (rano)"))),)),
    )


def test_fees():
    assert blocks("fees") == (
        Table(
            "Opłaty (1 z 2)",
            ("Rodzaj opłaty", "Wysokość opłaty", "Uwagi"),
            (
                ("opłata skarbowa za zaświadczenie", "17,00 zł", "przy składaniu wniosku"),
                ("opłata skarbowa za pełnomocnictwo", "17,00 zł", ""),
            ),
        ),
        Details(
            "Dane do przelewu (1 z 2)",
            (
                Detail("Numer rachunku", texts("50 1240 1037 1111 0011 0925 0073")),
                Detail("Odbiorca", texts("Urząd Miasta Łodzi")),
                Detail("Tytuł przelewu", texts("opłata skarbowa")),
            ),
        ),
        Text("Bliska rodzina nie płaci za pełnomocnictwo."),
        Table(
            "Opłaty (2 z 2)",
            ("Rodzaj opłaty", "Wysokość opłaty", "Numer rachunku"),
            (("opłata za zezwolenie", "1,4% obrotu", "13 1560 0013 2026 0000 0026 0025"),),
        ),
    )


def test_one_group_of_fees_has_no_number():
    rows = (
        parts.Fee("opłata", Decimal("2100"), rule="za rok", account="", remarks=""),
        parts.Fee("inna"),
    )
    group = parts.FeeGroup(rows, account="PL50124010371111001109250073")
    assert blocks("fees", fees=(group,)) == (
        Table(
            "Opłaty",
            ("Rodzaj opłaty", "Wysokość opłaty"),
            (("opłata", "2 100,00 zł (za rok)"), ("inna", "")),
        ),
        Details(
            "Dane do przelewu",
            (Detail("Numer rachunku", texts("50 1240 1037 1111 0011 0925 0073")),),
        ),
    )


def test_an_account_only_one_row_has_is_a_column_with_a_gap():
    rows = (
        parts.Fee("opłata", Decimal("17.00"), account="PL50124010371111001109250073"),
        parts.Fee("inna"),
    )
    table = blocks("fees", fees=(parts.FeeGroup(rows),))[0]
    assert table.rows == (
        ("opłata", "17,00 zł", "50 1240 1037 1111 0011 0925 0073"),
        ("inna", "", ""),
    )


def test_forms_of_submission():
    assert blocks("submission") == (
        Details(
            "",
            (
                Detail("listownie", texts("Al. Politechniki 32, 93-590 Łódź")),
                Detail(
                    "osobiście",
                    texts("Al. Politechniki 32, pok. 217", "ul. Piotrkowska 110", "po rezerwacji"),
                ),
                Detail(
                    "pocztą elektroniczną", (Link("lckm@uml.lodz.pl", "mailto:lckm@uml.lodz.pl"),)
                ),
                Detail("telefonicznie", (Link("+48 (42) 638-44-44", "tel:+48426384444"),)),
                Detail("elektronicznie", texts("ePUAP", "biznes.gov.pl")),
            ),
        ),
    )


def test_one_form_of_submission_named_twice_is_one_line():
    given = (
        parts.Submission(parts.Way.BY_POST, ("ul. Piotrkowska 104",), "decyduje data stempla"),
        parts.Submission(parts.Way.IN_PERSON, ("pokój 12",)),
        parts.Submission(parts.Way.BY_POST, ("skrytka 7",)),
    )
    (details,) = blocks("submission", submission=given)
    assert [(row.label, [said.text for said in row.values]) for row in details.rows] == [
        ("listownie", ["ul. Piotrkowska 104", "decyduje data stempla", "skrytka 7"]),
        ("osobiście", ["pokój 12"]),
    ]


def test_places_of_submission_become_links_only_where_they_are_addresses():
    ways = (
        parts.Submission(parts.Way.EMAIL, ("na adres lckm@uml.lodz.pl", "Wydział")),
        parts.Submission(parts.Way.BY_POST, ("a@b",)),
        parts.Submission(parts.Way.PHONE, ("w sekretariacie",)),
        parts.Submission(
            parts.Way.ELECTRONICALLY, ("https://epuap.gov.pl/", "https://a.pl albo inaczej")
        ),
    )
    (details,) = blocks("submission", submission=ways)
    assert [row.values for row in details.rows] == [
        texts("na adres lckm@uml.lodz.pl", "Wydział"),
        texts("a@b"),
        texts("w sekretariacie"),
        (Link("epuap.gov.pl", "https://epuap.gov.pl/"), Text("https://a.pl albo inaczej")),
    ]


def test_submission_deadlines():
    post, other_way = (
        parts.SubmissionDeadline("do maja", parts.Way.BY_POST),
        parts.SubmissionDeadline("do lipca"),
    )
    (details,) = blocks("submission_deadline")
    assert [(row.label, row.values) for row in details.rows] == [
        ("listownie", texts("do 31 stycznia")),
        ("elektronicznie", texts("bez terminu")),
    ]
    assert blocks("submission_deadline", submission_deadline=(other_way,)) == texts("do lipca")
    assert blocks("submission_deadline", submission_deadline=(post,)) == (
        Details("", (Detail("listownie", texts("do maja")),)),
    )
    (mixed,) = blocks("submission_deadline", submission_deadline=(post, other_way))
    assert [row.label for row in mixed.rows] == ["listownie", "Termin"]


def test_required_documents_in_two_groups_with_links_that_say_where_they_go():
    assert blocks("required_documents.to_submit") == (
        Details(
            "Wniosek o zaświadczenie",
            (
                Detail(
                    "Druk do pobrania",
                    (
                        Link(
                            "druk do pobrania: Wniosek o zaświadczenie", "file:wniosek.docx", "DOCX"
                        ),
                    ),
                ),
                Detail(
                    "Przykładowo wypełniony dokument",
                    (
                        Link(
                            "przykładowo wypełniony dokument: Wniosek o zaświadczenie",
                            "file:wniosek-przyklad.pdf",
                            "PDF",
                        ),
                    ),
                ),
                Detail(
                    "Formularze elektroniczne",
                    (
                        Link(
                            "formularz elektroniczny (ePUAP): Wniosek o zaświadczenie",
                            "https://epuap.gov.pl/wniosek?id=1",
                        ),
                    ),
                ),
            ),
        ),
        Bullets(texts("Dowód opłaty skarbowej")),
        Details(
            "Pełnomocnictwo",
            (Detail("Kiedy dokument jest wymagany", texts("gdy działa pełnomocnik")),),
        ),
    )
    assert blocks("required_documents.to_present") == (Bullets(texts("Dokument tożsamości")),)


def test_other_documents():
    assert blocks("other_documents") == (
        Bullets(
            (
                Link("plik do pobrania: Klauzula informacyjna", "file:rodo.pdf", "PDF"),
                Text("Wykaz opłat"),
            )
        ),
    )


def test_legal_basis():
    assert blocks("legal_basis") == (
        Bullets(
            texts(
                "ustawa o wychowaniu w trzeźwości (Dz. U. z 2023 r. poz. 2151)",
                "zarządzenie Prezydenta Miasta Łodzi",
            )
        ),
    )


def test_people_and_the_call_centre():
    staff = shown(Audience.CALL_CENTRE)
    assert staff["owner"].blocks == texts("Jan Właściciel")
    assert staff["authors"].blocks == (Bullets(texts("Ewa Autorska", "Adam Piszący")),)
    assert staff["coordinators"].blocks == (
        Details("Olga Koordynująca", (Detail("Komórka", texts("Oddział ds. Zezwoleń")),)),
    )
    assert staff["call_centre.phones"].blocks == (
        Details(
            "Anna Przykładowa", (Detail("Telefon", (Link("(42) 638-00-01", "tel:+48426380001"),)),)
        ),
    )
    assert staff["call_centre.faq"].blocks == (
        Details("Czy można zapłacić kartą?", (Detail("Odpowiedź", texts("Tak, w kasie.")),)),
    )


def test_flags_and_days_for_staff():
    staff = shown(Audience.EDITORS)
    assert (staff["internal"].blocks, staff["in_edms"].blocks) == (texts("nie"), texts("tak"))
    assert staff["valid_to"].blocks == texts("31 grudnia 2026 r.")
    assert shown(Audience.EDITORS, in_edms=False)["in_edms"].blocks == texts("nie")


@pytest.mark.parametrize(
    ("facts", "key", "expected"),
    [
        (
            {
                "required_documents": parts.RequiredDocuments(
                    (
                        parts.RequiredDocument(
                            "A", e_forms=(parts.ElectronicForm("X", "javascript:alert(1)"),)
                        ),
                    )
                )
            },
            "required_documents.to_submit",
            Text("formularz elektroniczny (X): A (javascript:alert(1))"),
        ),
        (
            {
                "required_documents": parts.RequiredDocuments(
                    (parts.RequiredDocument("A", "../../etc/passwd"),)
                )
            },
            "required_documents.to_submit",
            Text("druk do pobrania: A"),
        ),
        ({"places": (parts.Place("A", phones=("javascript:1",)),)}, "places", Text("javascript:1")),
        (
            {"places": (parts.Place("A", emails=("a@b.pl?bcc=c@d.pl",)),)},
            "places",
            Link("a@b.pl?bcc=c@d.pl", "mailto:a@b.pl%3Fbcc%3Dc@d.pl"),
        ),
    ],
)
def test_what_is_no_address_is_no_link(facts, key, expected):
    """A procedure made without a check may hold anything."""
    assert blocks(key, **facts)[0].rows[0].values == (expected,)


# ── a star added to the form hides the field, whatever it is ──────────────────────────────────────


@pytest.fixture
def starring(monkeypatch):
    """Star fields of a model class while a test runs."""

    def star(model, key):
        real = marks.fields_of

        def fields(asked):
            found = real(asked)
            if asked is not model:
                return found
            return tuple(
                attrs.evolve(field, mark=attrs.evolve(field.mark, starred=True))
                if field.key == key
                else field
                for field in found
            )

        for module in (layout_plan, default_layout):
            monkeypatch.setattr(module, "fields_of", fields)
        projection._page.cache_clear()

    yield star
    monkeypatch.undo()
    projection._page.cache_clear()


@pytest.mark.parametrize(
    "key", [field.key for field in fields_of(Procedure) if field.key not in ("id", "title")]
)
def test_a_star_on_any_field_hides_it_from_the_public(starring, key):
    starring(Procedure, key)
    for audience in PUBLIC:
        seen = project(FULL, audience, on=DAY, known=[other()])
        keys = [entry.key for section in seen.sections for entry in section.entries]
        assert not [entry for entry in keys if entry.partition(".")[0] == key]
        assert getattr(seen, key, None) in (None, ())
        if key == "steps":
            assert (seen.online, seen.heading) == (False, FULL.title)
        assert key not in projection_schema(audience)["properties"]
    keys = shown(Audience.CALL_CENTRE, known=[other()])
    assert [entry for entry in keys if entry.partition(".")[0] == key]


@pytest.mark.parametrize(
    ("model", "key", "secret"),
    [
        (parts.Step, "comment", "wraz z dowodem"),
        (parts.Step, "online", '"online": true'),
        (parts.Fee, "remarks", "przy składaniu wniosku"),
        (parts.FeeGroup, "recipient", "Odbiorca"),
        (parts.Place, "phones", "638-56-29"),
        (parts.Place, "address", "Politechniki 32, 93-590 Łódź"),
        (parts.RequiredDocument, "e_forms", "epuap.gov.pl"),
        (parts.ElectronicForm, "url", "epuap.gov.pl"),
        (parts.LegalAct, "journal", "Dz. U."),
        (parts.Term, "case", "sprawa skomplikowana"),
        (parts.BookingWay, "phone", "w godzinach pracy"),
    ],
)
def test_a_star_inside_a_part_hides_what_it_holds(starring, model, key, secret):
    full = attrs.evolve(FULL, submission=EmptyWord.NOT_APPLICABLE)
    if model is parts.Place:
        full = attrs.evolve(full, appointments=EmptyWord.NOT_APPLICABLE)
    if model is parts.BookingWay:
        full = attrs.evolve(
            full, appointments=parts.Appointments((parts.BookingWay(phone="w godzinach pracy"),))
        )
    starring(model, key)
    public, staff = (
        json.dumps(project(full, audience, on=DAY).to_data(), ensure_ascii=False)
        for audience in (Audience.PORTAL, Audience.CALL_CENTRE)
    )
    assert secret not in public
    assert secret in staff


# ── as data ───────────────────────────────────────────────────────────────────────────────────────


def test_data_are_json_without_gaps():
    data = project(FULL, Audience.PORTAL, on=DAY).to_data()
    assert json.loads(json.dumps(data)) == data
    assert (data["audience"], data["on"], data["produced_on"]) == (
        "portal",
        "2026-05-04",
        "2025-12-01",
    )
    assert data["authors"] == ["Ewa Autorska", "Adam Piszący"]
    steps = next(e for s in data["sections"] for e in s["entries"] if e["key"] == "steps")
    assert steps["blocks"][0]["items"][2] == {
        "number": 3,
        "name": "Odbierz zaświadczenie",
        "online": False,
    }
    bare = project(
        attrs.evolve(FULL, cell=None, produced_on=None), Audience.PORTAL, on=DAY
    ).to_data()
    assert not {"cell", "produced_on"} & bare.keys()


@pytest.mark.parametrize("audience", Audience)
def test_data_validate_against_the_schema_of_their_audience(audience):
    validator = jsonschema.Draft202012Validator(projection_schema(audience))
    validator.check_schema(validator.schema)
    validator.validate(project(FULL, audience, on=DAY, known=[other()]).to_data())
    validator.validate(
        project(attrs.evolve(FULL, related=(), places=()), audience, on=DAY).to_data()
    )


@pytest.mark.parametrize("audience", PUBLIC)
def test_a_starred_key_does_not_validate_for_the_public(audience):
    validator = jsonschema.Draft202012Validator(projection_schema(audience))
    allowed = set(validator.schema["$defs"]["Entry"]["properties"]["key"]["enum"])
    assert not {field.key for field in fields_of(Procedure) if field.mark.starred} & allowed
    assert not [key for key in allowed if key.startswith("call_centre")]
    for key in set(shown(Audience.CALL_CENTRE)) - set(shown(audience)):
        data = project(FULL, Audience.CALL_CENTRE, on=DAY).to_data() | {"audience": audience.value}
        data["sections"] = [
            {**section, "entries": [entry for entry in section["entries"] if entry["key"] == key]}
            for section in data["sections"]
        ]
        data["sections"] = [section for section in data["sections"] if section["entries"]]
        assert data["sections"]
        assert not validator.is_valid(data)


def test_schemas_judge_what_is_not_a_projection():
    validator = jsonschema.Draft202012Validator(projection_schema(Audience.PORTAL))
    good = project(FULL, Audience.PORTAL, on=DAY).to_data()
    bad = [
        good | {"audience": "bip"},
        good | {"on": "2026-02-30T00"},
        good | {"id": "KA-1"},
        good | {"extra": 1},
        good | {"heading": ""},
        {key: value for key, value in good.items() if key != "sections"},
        good | {"sections": [{"heading": "Opłaty", "entries": []}]},
        json.loads(json.dumps(good).replace("https://epuap", "javascript://epuap")),
    ]
    assert [validator.is_valid(data) for data in bad] == [False] * len(bad)


def test_schemas_use_nothing_that_engines_read_differently():
    text = json.dumps([projection_schema(audience) for audience in Audience])
    assert '"format"' not in text
    assert "\\\\d" not in text


# ── words ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (1, ("1 dzień", "1 dzień roboczy", "1 tydzień", "1 miesiąc")),
        (2, ("2 dni", "2 dni robocze", "2 tygodnie", "2 miesiące")),
        (4, ("4 dni", "4 dni robocze", "4 tygodnie", "4 miesiące")),
        (5, ("5 dni", "5 dni roboczych", "5 tygodni", "5 miesięcy")),
        (11, ("11 dni", "11 dni roboczych", "11 tygodni", "11 miesięcy")),
        (12, ("12 dni", "12 dni roboczych", "12 tygodni", "12 miesięcy")),
        (14, ("14 dni", "14 dni roboczych", "14 tygodni", "14 miesięcy")),
        (21, ("21 dni", "21 dni roboczych", "21 tygodni", "21 miesięcy")),
        (22, ("22 dni", "22 dni robocze", "22 tygodnie", "22 miesiące")),
        (112, ("112 dni", "112 dni roboczych", "112 tygodni", "112 miesięcy")),
        (124, ("124 dni", "124 dni robocze", "124 tygodnie", "124 miesiące")),
    ],
)
def test_lengths_of_time(amount, words):
    assert tuple(formatting.format_term(amount, unit) for unit in parts.TimeUnit) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("17", "17,00 zł"),
        ("62.50", "62,50 zł"),
        ("2100", "2 100,00 zł"),
        ("1234567.89", "1 234 567,89 zł"),
    ],
)
def test_amounts(amount, words):
    assert formatting.format_amount(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("wniosek.docx", "DOCX"),
        ("Wniosek.PDF", "PDF"),
        ("wniosek 12.03.2026.docx", "DOCX"),
        ("wniosek.pdf.zip", "ZIP"),
        ("zał. nr 1.odt", "ODT"),
    ],
)
def test_the_kind_of_a_file_is_told_by_what_stands_behind_its_last_dot(name, ending):
    assert formatting.file_link(name, "wniosek") == Link("wniosek", f"file:{name}", ending)


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ("PL50124010371111001109250073", "50 1240 1037 1111 0011 0925 0073"),
        ("PL 50 1240 1037 1111 0011 0925 0073", "50 1240 1037 1111 0011 0925 0073"),
        ("50124010371111001109250073", "50 1240 1037 1111 0011 0925 0073"),
        ("5012401037111100110925007", "5012401037111100110925007"),
        ("DE50124010371111001109250073", "DE50124010371111001109250073"),
        ("x" * 26, "x" * 26),
    ],
)
def test_accounts(account, words):
    assert formatting.format_account(account) == words


def test_days():
    assert [format_day(date(2027, month, 1)) for month in range(1, 13)] == [
        *(
            "1 stycznia 2027 r.",
            "1 lutego 2027 r.",
            "1 marca 2027 r.",
            "1 kwietnia 2027 r.",
            "1 maja 2027 r.",
        ),
        *("1 czerwca 2027 r.", "1 lipca 2027 r.", "1 sierpnia 2027 r.", "1 września 2027 r."),
        *("1 października 2027 r.", "1 listopada 2027 r.", "1 grudnia 2027 r."),
    ]


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("+48 (42) 638-44-44", "tel:+48426384444"),
        ("(42) 638-44-44", "tel:+48426384444"),
        ("42/638-44-44", "tel:+48426384444"),
        ("0 42 638 44 44", "tel:+48426384444"),
        ("0048 42 638 44 44", "tel:+48426384444"),
        ("48 42 638 44 44", "tel:+48426384444"),
        ("42 638-44-44/45", "tel:+48426384444"),
        ("+49 30 1234567", "tel:+49301234567"),
        ("986", "tel:986"),
        ("112", "tel:112"),
        ("19115", "tel:19115"),
        ("116 111", "tel:116111"),
        ("42 638 44 44 wew. 12", "tel:+48426384444;ext=12"),
        ("42 638 44 44 w. 12", "tel:+48426384444;ext=12"),
        ("638-44-44", None),
        ("12", None),
        ("+48 12", None),
        ("+1234567890123456", None),
        ("42 638 44 44 wew. ab", "tel:+48426384444"),
        ("1042 638 44 44", None),
        ("٤٢٦٣٨٤٤٤٤", None),
        ("", None),
    ],
)
def test_telephone_numbers(phone, address):
    assert formatting.phone_address(phone) == address


def test_addresses_without_a_target():
    assert formatting.mail_address("lckm") is None
    assert formatting.email_link("lckm", "rano") == Text("lckm (rano)")
    assert formatting.email_link("lckm") == Text("lckm")
    assert formatting.format_url("https://wizyty.uml.lodz.pl/") == "wizyty.uml.lodz.pl"
    assert formatting.format_url("wizyty") == "wizyty"
    assert formatting.lower_first("") == ""


@pytest.mark.parametrize("choice", [*parts.Way, *parts.Relation, *parts.TimeUnit])
def test_choices_are_said_in_polish(choice):
    assert formatting.format_choice(choice) != choice.value


# ── fields that the template does not have yet ────────────────────────────────────────────────────


class Colour(StrEnum):
    RED = "red"


@attrs.frozen
class Inner:
    name: Annotated[Line, Mark("Nazwa")]
    url: Annotated[Url | None, Mark("Strona")] = None


@attrs.frozen(kw_only=True)
class Anything:
    """One field of each shape that a template could get."""

    phone: Annotated[Phone, Mark("Telefon", opens="Dział")]
    site: Annotated[Url, Mark("Strona")]
    email: Annotated[Email, Mark("E-mail")]
    file: Annotated[FileName, Mark("Plik")]
    account: Annotated[Nrb, Mark("Konto")]
    amount: Annotated[Amount, Mark("Kwota")]
    count: Annotated[int, Mark("Liczba")]
    open: Annotated[bool, Mark("Otwarte")]
    day: Annotated[date, Mark("Dzień")]
    colour: Annotated[Colour, Mark("Kolor")]
    word: Annotated[Line | Literal[EmptyWord.NONE], Mark("Słowo")]
    days: Annotated[tuple[date, ...], Mark("Dni")]
    inner: Annotated[Inner, Mark("Wnętrze")]
    inners: Annotated[tuple[Inner, ...], Mark("Wnętrza")]
    blank: Annotated[Line, Mark("Puste")] = ""


@attrs.frozen
class Outer:
    inner: Annotated[Inner, Mark("Wnętrze")]
    inners: Annotated[tuple[Inner, ...], Mark("Wnętrza")]
    days: Annotated[tuple[date, ...], Mark("Dni")] = ()
    word: Annotated[Line | Literal[EmptyWord.NONE] | None, Mark("Słowo")] = None
    words: Annotated[tuple[Line, ...] | Literal[EmptyWord.NONE], Mark("Słowa")] = ()


def by_shape(subject):
    model = type(subject)
    return {
        field.key: field.blocks(subject)
        for field in layout_plan.plan_layout(model, Audience.PORTAL, {})
    }


def test_a_new_field_is_shown_by_its_shape():
    first = date(2027, 1, 1)
    inner = Inner("Jeden", "https://a.pl")
    subject = Anything(
        phone="986",
        site="http://a.pl/b/",
        email="a@b.pl",
        file="a.rtf",
        account="50124010371111001109250073",
        amount=Decimal("1.5"),
        count=0,
        open=False,
        day=first,
        colour=Colour.RED,
        word=EmptyWord.NONE,
        days=(first,),
        inner=inner,
        inners=(inner, Inner("Dwa")),
    )
    details = Details("Jeden", (Detail("Strona", (Link("a.pl", "https://a.pl"),)),))
    assert by_shape(subject) == {
        "phone": (Link("986", "tel:986"),),
        "site": (Link("a.pl/b", "http://a.pl/b/"),),
        "email": (Link("a@b.pl", "mailto:a@b.pl"),),
        "file": (Link("a.rtf", "file:a.rtf", "RTF"),),
        "account": texts("50 1240 1037 1111 0011 0925 0073"),
        "amount": texts("1,50 zł"),
        "count": texts("0"),
        "open": texts("nie"),
        "day": texts("1 stycznia 2027 r."),
        "colour": texts("red"),
        "word": texts("brak"),
        "days": (Bullets(texts("1 stycznia 2027 r.")),),
        "inner": (details,),
        "inners": (details, Details("Dwa", ())),
        "blank": (),
    }


def test_parts_within_parts_become_one_line():
    inner = Inner("Jeden", "https://a.pl")
    subject = Outer(
        inner, (inner, Inner("Dwa")), (date(2027, 1, 1),), EmptyWord.NONE, EmptyWord.NONE
    )
    shape = marks.object_shape(Outer)
    (details,) = default_layout.format_of(shape, access_rule(Audience.PORTAL)).blocks(subject)
    assert details == Details(
        "",
        (
            Detail("Wnętrze", texts("Jeden, a.pl")),
            Detail("Wnętrza", texts("Jeden, a.pl", "Dwa")),
            Detail("Dni", texts("1 stycznia 2027 r.")),
            Detail("Słowo", texts("brak")),
            Detail("Słowa", texts("brak")),
        ),
    )


def test_an_arrangement_for_a_field_that_is_not_there_is_refused():
    with pytest.raises(KeyError, match="Procedure has no field nothing"):
        layout_plan.plan_layout(Procedure, Audience.PORTAL, {"nothing": field_layouts.steps})


def test_every_arrangement_is_of_a_field_of_the_template():
    keys = {entry.key for entry in layout_plan.plan_layout(Procedure, Audience.EDITORS, {})}
    assert set(field_layouts.FIELD_LAYOUTS) <= keys
