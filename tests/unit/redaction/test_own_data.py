"""zał. 2 § 6 ust. 5: what the reporter gave of themselves in the form's fields does not stay in
the words (interpretation I7).
"""

from datetime import UTC, datetime

import pytest

from lckm_core import register
from lckm_core.redaction import known_person_of
from lckm_core.redaction._words import forms, plain

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PERSON, EMAIL, PHONE, ADDRESS = (
    f"[usunięto: {kind}]" for kind in ("osoba", "e-mail", "telefon", "adres")
)


def registered(description, *, place=None, attributes=(), category=None, **reporter):
    form = {"description": description, "reporter": reporter, "attributes": list(attributes)}
    form |= {"place": place} if place else {}
    form |= {"category": category} if category else {}
    return register(form, number="ZG-1", now=NOW, terms_version="1")


def test_names_of_four_letters_lose_their_vowel_as_longer_ones_do():
    for name, others in {
        "olek": "olka olkowi olkiem",
        "edek": "edka edkowi edkiem",
        "idec": "idca idcowi",
        "kozel": "kozla kozlowi",
    }.items():
        assert forms(name) >= set(others.split()), name


@pytest.mark.parametrize("name", ["jan cebula", "Cebula Jan", "JAN CEBULA"])
@pytest.mark.parametrize(
    "does", ["mieszka", "parkuje", "parkuję", "parkował", "szkolił psa", "wystawia śmieci"]
)
def test_whoever_does_what_begins_as_a_place_is_nobody_it_is_named_after(does, name):
    written = f"tam {does} {name}, codziennie"
    assert registered(written, name="Jan Cebula").description == written.replace(name, PERSON)


@pytest.mark.parametrize(
    "place", ["park", "w parku", "za parkiem", "szkoła", "w szkole", "przed szkołą", "pomnik"]
)
def test_a_place_that_is_named_after_somebody_of_the_same_name_keeps_it(place):
    written = f"{place} Jana Cebuli jest w złym stanie"
    assert registered(written, name="Jan Cebula").description == written


@pytest.mark.parametrize(
    ("name", "written", "left"),
    [
        ("Idalia Mącik", "Decyzję dostała Idalia Mącik.", f"Decyzję dostała {PERSON}."),
        ("Idalia Mącik", "decyzję dostała idalia macik", f"decyzję dostała {PERSON}"),
        ("Idalia Mącik", "Dla MĄCIK, IDALIA (parter)", f"Dla {PERSON} (parter)"),
        ("Idalia Mącik", "dałem to Idalii\nMącik", f"dałem to {PERSON}"),
        ("Idalia Mącik", "profil idalia_mącik i idaliamacik", f"profil {PERSON} i {PERSON}"),
        ("Idalia Mącik", "dałem to mącikowi. I. Mącik", f"dałem to mącikowi. {PERSON}"),
        (
            "dr inż. Jan Cebula",
            "wiem to od jana cebuli, od cebula jan",
            f"wiem to od {PERSON}, od {PERSON}",
        ),
        (
            "dr inż. Jan Cebula",
            "Dr Cebula J. dzwonił, inż. Cebula też",
            f"Dr {PERSON} dzwonił, inż. {PERSON} też",
        ),
        ("Nguyễn Văn Minh", "Nguyễn Văn Minh, Nguyen Van Minh, Minh", f"{PERSON}, {PERSON}"),
        (
            "Anna Nowak-Lis",
            "Nowak-Lis Anna; Anna Lis; pani Lis",
            f"{PERSON}; {PERSON}; pani {PERSON}",
        ),
        ("Jan i Anna Cebula", "Cebula Anna i Jan", f"{PERSON} i {PERSON}"),
        (
            "Jan Kowalski",
            "profil JKowalski albo jkowalski i J. Kowalski",
            f"profil {PERSON} albo {PERSON} i {PERSON}",
        ),
        ("Jan Cebula", "Cebula, Jan Cebula, Jan", f"{PERSON}"),
        ("Anna Zgierska", "Anna Zgierska, Zgierska 5 ciemna", f"{PERSON}, Zgierska 5 ciemna"),
        ("Jan Kowalski", "Jana oraz Kowalski Jan", f"{PERSON} oraz {PERSON}"),
        ("Rada Jan", "od Jana Rady", f"od {PERSON}"),
        ("Mącik", "Pisze Mącik", f"Pisze {PERSON}"),
        (
            "Idalia Mącik",
            "Jestem Mącik, z tej strony Idalia.",
            f"Jestem {PERSON}, z tej strony {PERSON}.",
        ),
        ("Idalia Mącik", "Zgłaszająca: Mącik. Jest ciemno", f"Zgłaszająca: {PERSON}. Jest ciemno"),
        ("Idalia Mącik", "Jest ciemno.\nMącik", f"Jest ciemno.\n{PERSON}"),
        ("Idalia Mącik", "Jest ciemno! Idalia.", f"Jest ciemno! {PERSON}."),
        (
            "Idalia Mącik",
            "Pozdrawiam, Mącik\ntel. jak zawsze",
            f"Pozdrawiam, {PERSON}\ntel. jak zawsze",
        ),
        ("Stowarzyszenie Przyjaciół Parku przy Młynie", "w stowarzyszeniu", "w stowarzyszeniu"),
        (
            "Stowarzyszenie Przyjaciół Parku przy Młynie",
            "my, stowarzyszenie przyjaciół parku przy młynie",
            f"my, {PERSON}",
        ),
    ],
)
def test_a_name_goes_whole_and_in_parts(name, written, left):
    assert registered(written, name=name).description == left


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Jan Róg", "Na rogu stoi kosz. Róg jest ciemny. Na rogu. Jana nie ma."),
        ("Jan Cebula", "cebula leży na chodniku"),
        ("Jan Latarnia", "Latarnia nie świeci"),
        ("Jan Lampa", "Lampa nie świeci, ta Lampa przy szkole. Popsuta lampa"),
        ("Ewa Most", "Zawalił się Most nad Nerem"),
        ("Ewa Chodnik", "Proszę naprawić Chodnik i jezdnię"),
        ("Jan Pies", "Sąsiada pies szczeka, Pies biega luzem"),
        ("Jan Maj", "Od 3 Maja nie działa, cały Maj"),
        ("Jan Łódź", "Miasto Łódź nie odpowiada, w Łodzi ciemno"),
        ("Anna Zgierska", "dziura na Zgierskiej, Zgierska 5, róg Łagiewnicka/Zgierska"),
        (
            "Anna Zgierska",
            "Zgierska jest dziurawa. Pisze: Zgierska 5, dziura, z tej strony Zgierskiej",
        ),
        ("Zofia Radwańska", "Od Radwańskiej do Wólczańskiej"),
        ("Zofia Radwańska", "Między Radwańską a Brzeźną"),
        ("Zofia Radwańska", "Skręt z Radwańskiej w Wólczańską"),
        ("Jan Kościuszko", "Dziura w Kościuszki"),
        (
            "Jan Kiliński",
            (
                "ul. Jana Kilińskiego, Kilińskiego 7, przy Jana Kilińskiego 7, park im. Jana "
                "Kilińskiego, plac Jana Kilińskiego 7"
            ),
        ),
        ("Ewa Do", "Przyjedźcie do nas, do rana"),
        ("Marek Wada", "ta marka to wada"),
        ("Mieszkanka Retkini", "Jestem mieszkanką Retkini. Mieszkanka Retkini"),
        ("Mieszkańcy Zielonej", "My, mieszkańcy Zielonej, prosimy"),
        ("Właściciel psa", "Właściciel psa nie sprząta"),
        ("Rodzice dzieci ze szkoły", "Dzieci ze szkoły, rodzice dzieci"),
        ("Idalia Mącik", "Decyzję dostała Mącik"),
    ],
)
def test_one_word_alone_stays_for_it_may_be_a_street_or_a_thing(name, written):
    assert registered(written, name=name).description == written


@pytest.mark.parametrize(
    "written",
    [
        "601234567",
        "6-0-1-2-3-4-5-6-7",
        "(601) 23 45 67",
        "+48601234567",
        "00 48 601 234 567",
        "6O1 234 567",
        "０６０１２３４５６７",
    ],
)
def test_a_telephone_goes_in_any_spelling_whatever_it_is_said_to_be(written):
    left = registered(f"lampa nr {written} nie świeci", phone="+48 601 234 567").description
    assert left == f"lampa nr {PHONE} nie świeci"


def test_a_telephone_goes_without_its_area_too_and_each_of_several():
    left = registered(
        "słup 638 56 29 albo słup 601-2-3-4-5-6-7", phone="42 638 56 29, kom. 601 234 567"
    ).description
    assert left == f"słup {PHONE} albo słup {PHONE}"
    assert registered("słup 638 56 28", phone="42 638 56 29").description == "słup 638 56 28"


@pytest.mark.parametrize(
    "between",
    [", ", "; ", "/", " / ", " albo ", " kom. ", " (dom), ", "\n", " ", " +48 ", " | "],
    ids=ascii,
)
def test_telephones_are_several_whatever_parts_them(between):
    text = "słup 501-600-700 i 426 384 444 i 638 44 44"
    for given in (("501 600 700", "42 638 44 44"), ("502 600 700", "501 600 700", "42 638 44 44")):
        left = registered(text, phone=between.join(given)).description
        assert left == f"słup {PHONE} i {PHONE} i {PHONE}"


@pytest.mark.parametrize("sign", [*",;/|", " albo "])
def test_telephones_of_other_lengths_are_whole(sign):
    given = f"501 600 700{sign}638 44 44"
    left = registered("słup 501-600-700 i 638 44 44", phone=given).description
    assert left == f"słup {PHONE} i {PHONE}"
    left = registered("słup 380-44-123-45-67", phone="+380 (44) 123-45-67").description
    assert left == f"słup {PHONE}"


def test_an_email_goes_however_it_is_hidden():
    left = registered(
        "idalia.macik [na] x; Idalia Macik małpka wp kropka pl; IDALIA.MACIK @WP.PL",
        email="idalia.macik@wp.pl",
    )
    assert left.description == f"idalia.macik [na] x; {EMAIL}; {EMAIL}"


@pytest.mark.parametrize(
    "written",
    [
        "Zgierska 120 m. 5",
        "zgierska 120/5",
        "Zgierskiej 120 lok. 5",
        "ZGIERSKA 120, mieszkanie nr 5",
        "Zgierska 120\nm 5",
    ],
)
@pytest.mark.parametrize(
    "address",
    [
        "Zgierska 120 m. 5",
        "ul. Zgierska 120/5, 91-001 Łódź",
        "91-001 Łódź, Zgierska 120 m 5",
        "Łódź, Zgierska 120, lok. 5",
    ],
)
def test_an_address_goes_with_its_flat(address, written):
    assert (
        registered(f"Woda w {written}, od rana", address=address).description
        == f"Woda w {ADDRESS}, od rana"
    )


def test_of_the_place_no_more_than_the_flat_goes_for_the_place_stays():
    report = registered(
        "Przed Zgierską 120.", place={"address": "ul. Zgierska 120 m. 5"}, address="Zgierska 120/5"
    )
    assert report.place.address == f"ul. Zgierska 120 m. {ADDRESS}"
    assert report.description == "Przed Zgierską 120.", "a house of many"
    report = registered(
        "Przed Polną 3a.", place={"address": "Polna 3a, przed bramą"}, address="Polna 3A"
    )
    assert report.place.address == "Polna 3a, przed bramą"
    assert report.description == "Przed Polną 3a.", "where it happened"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Jan Kowalski, ul. Zielona 5 m. 3", f"{PERSON}, ul. Zielona 5 m. 3"),
        ("ul. Zielona 5 m. 3, jan@example.com", f"ul. Zielona 5 m. 3, {EMAIL}"),
        ("U mnie, Zielona 5 m. 3, Idalia Mącik", f"U mnie, Zielona 5 m. 3, {PERSON}"),
    ],
)
def test_what_goes_from_the_place_does_not_take_its_address_along(written, left):
    """Whoever goes there has to find it, even if somebody lives there."""
    assert (
        registered("Ciemno.", place={"address": written}, name="Idalia Mącik").place.address == left
    )


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Mieszkam przy Polnej 3a, ciemno", f"Mieszkam przy {ADDRESS}, ciemno"),
        ("mieszkamy od 10 lat w Łodzi, ul. Polna 3 A", f"mieszkamy od 10 lat w Łodzi, {ADDRESS}"),
        ("Woda w moim domu przy Polnej 3a", f"Woda w moim domu przy {ADDRESS}"),
        ("Lampa przy mojej posesji, Polna 3a", f"Lampa przy mojej posesji, {ADDRESS}"),
        ("Przed naszym blokiem, Polna 3a", f"Przed naszym blokiem, {ADDRESS}"),
        ("U mnie na Polnej 3a ciemno", f"U mnie na {ADDRESS} ciemno"),
        ("Polna 3a to mój dom", f"{ADDRESS} to mój dom"),
        ("Polna 3a, gdzie mieszkam", f"{ADDRESS}, gdzie mieszkam"),
        ("zam. Polna 3a", f"zam. {ADDRESS}"),
        ("Ciemno. Idalia Mącik, ul. Polna 3a", f"Ciemno. {PERSON}, ul. {ADDRESS}"),
        ("Mącik Idalia\nPolna 3a", f"{PERSON}\n{ADDRESS}"),
        ("Adres zdarzenia: Polna 3a", "Adres zdarzenia: Polna 3a"),
        ("Mieszkam obok, dziura przy Polnej 3a", "Mieszkam obok, dziura przy Polnej 3a"),
        ("Dziura w jezdni przed Polną 3a, od Polnej", "Dziura w jezdni przed Polną 3a, od Polnej"),
    ],
)
def test_a_house_goes_only_where_it_is_said_to_be_theirs(written, left):
    assert registered(written, name="Idalia Mącik", address="Polna 3a").description == left


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("Nowa 5", "Lampa jest nowa 5 dni temu ją wymieniono"),
        ("Nowa 5", "mieszkam tu nowa 5 dni"),
        ("Mała 3", "dziura mała 3 cm"),
        ("Polna 3", "Mieszkam przy Polnej 3 razy zalało piwnicę"),
    ],
)
def test_words_that_only_look_like_the_address_stay(address, written):
    assert registered(written, address=address).description == written


def test_a_letter_after_a_house_is_no_nought():
    report = registered("Mieszkam przy Zielonej 12od podwórza.", address="Zielona 12")
    assert report.description == f"Mieszkam przy {ADDRESS}od podwórza."


def test_a_house_of_many_goes_too_where_it_is_said_to_be_theirs():
    left = registered(
        "W moim bloku, Zgierska 120, ciemno. Przed Zgierską 120 dziura.",
        address="Zgierska 120 m. 5",
    )
    assert left.description == f"W moim bloku, {ADDRESS}, ciemno. Przed Zgierską 120 dziura."


def test_the_place_and_the_street_of_a_namesake_stay_together():
    written = "Dziura w jezdni przed Zgierską 120, od Radwańskiej"
    assert (
        registered(written, name="Zofia Radwańska", address="Zgierska 120").description == written
    )


def test_streets_of_several_words_are_known_by_the_last():
    left = registered(
        "Krajowej 7/2, 11 Listopada 5", address="al. Armii Krajowej 7 m. 2"
    ).description
    assert left == f"{ADDRESS}, 11 Listopada 5"
    assert (
        registered("mieszkam przy 11 listopada 5", address="11 Listopada 5").description
        == f"mieszkam przy {ADDRESS}"
    )


def test_an_address_without_a_number_goes_whole_where_it_is_said_to_be_theirs():
    assert (
        registered("mój adres: Poste restante", address="poste restante").description
        == f"mój adres: {ADDRESS}"
    )
    assert (
        registered("ciemno w Parku Zdrowie", address="Park Zdrowie").description
        == "ciemno w Parku Zdrowie"
    )
    assert registered("jestem z Zgierza", address="Zgierz").description == "jestem z Zgierza"


def test_attributes_and_names_of_things_are_looked_through_as_well():
    told = [{"name": "kto", "value": "od Mącik Idalii"}, {"name": "macik-idalia", "value": "x"}]
    report = registered(
        "Coś.", attributes=told, category="zgloszenie-idalii-macik", name="Idalia Mącik"
    )
    assert [(one.name, one.value) for one in report.attributes] == [("kto", f"od {PERSON}")]
    assert report.category is None
    assert registered("Coś.", category="latarnia", name="Jan Latarnia").category == "latarnia"
    assert registered("Coś.", category="t-601-234-567", phone="601234567").category is None


def test_what_nobody_sees_hides_nothing():
    assert (
        registered("od Ida\u200blii Ma\u0328cik", name="Idalia\u00ad Mącik").description
        == f"od {PERSON}"
    )


@pytest.mark.parametrize(
    ("typed", "own"),
    [
        ("od Idalii Mącik", {"name": "Ida\u00adlia Ma\u200bcik"}),
        ("moje: 601 2345 67", {"phone": "\u202a601234567\u202c"}),
        ("moje: 601 2345 67", {"phone": "601\u200b234\u200b567"}),
    ],
)
def test_what_nobody_sees_in_what_somebody_gave_of_themselves_hides_nothing(typed, own):
    """It comes along where a number is copied from a list of contacts."""
    assert registered(typed, **own).description != typed


def test_of_nobody_nothing_is_looked_for():
    assert list(known_person_of().spans("Jan Cebula 601234567 Zgierska 120 m. 5")) == []


def test_an_own_value_says_nothing_of_itself():
    assert "Mącik" not in repr(known_person_of(name="Idalia Mącik"))
    assert "macik" not in repr(known_person_of(name="Idalia Mącik").names)


COMMON = """
    Cebula Mącik Róg Kot Wróbel Marek Kowalska Kowalski Stępień Gołąb Anna Maria Jan Paweł Piotr
    Andrzej Jerzy Zofia Grzegorz Nowak Wójcik Zając Jabłoński Dudek Sikora Baran Duda Bąk Kozioł
    Lis Kania Zaręba Krupa Mróz Wrona Niemiec Ptak Matejko Zięba Gajda Idalia Wojciech Łukasz Jakub
"""


def test_the_endings_are_those_of_the_dictionary():
    """Of each name every form in the singular that the Grammatical Dictionary of Polish has."""
    morfeusz = pytest.importorskip(
        "morfeusz2", reason="the extra strike has no wheel for this machine"
    ).Morfeusz()
    known = [
        (name, form)
        for name in COMMON.split()
        for form, _, tag, kinds, _ in morfeusz.generate(name)
        if ":sg:" in tag
        and tag.startswith(("subst", "adj"))
        and any(kind.startswith(("imię", "nazwisko")) for kind in kinds)
    ]
    assert len(known) > 250
    assert [(name, form) for name, form in known if plain(form) not in forms(plain(name))] == []
