"""What the pages say is so: what is struck, who gets what, what stays, and where links lead."""

import pytest
from resident_site import KEY

from lckm_web import ResidentFace
from tests.helpers.photos import JPEG
from tests.helpers.rows import some_in_every_change

HOLE = {"category": "dziura-w-jezdni", "place_kind": "droga-publiczna"}


def text(visitor):
    return visitor.words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "none_found"),
    [
        ({}, True),
        ({"street": "u Jana Kowalskiego, tel. 600 100 200"}, False),
        ({"place": "jan.kowalski@example.com"}, False),
    ],
)
def test_that_nothing_was_found_is_said_only_where_nothing_is_struck(visitor, typed, none_found):
    visitor.to_check(**typed)
    assert ("Nie znaleźliśmy w tekście danych osób" in visitor.words) == none_found
    assert bool(visitor.page.xpath("//main//del")) != none_found


def test_a_kind_of_place_of_a_category_chosen_before_is_neither_shown_nor_sent(site, visitor):
    visitor.to_check(**HOLE)
    assert "droga publiczna" in text(visitor).lower()
    visitor.press("Zmień zgłoszenie").type(category="oswietlenie").press()
    while visitor.heading != "Sprawdź, zanim wyślesz":
        visitor.press()
    assert "droga publiczna" not in text(visitor).lower()
    number, _ = visitor.press().follow().receipt()
    place = site.memory.reports.get(number).place
    assert place is None or place.kind is None


def test_an_area_that_nobody_offers_is_not_sent(site, visitor):
    number, _ = visitor.send(area="polesie")
    assert site.memory.reports.get(number).place.area == "polesie"
    fields = {"description": "x", "do": "next", "area": "atlantyda"}
    visitor._show(visitor.client.post("/zgloszenie/kontakt", data=fields))
    assert "atlantyda" not in visitor.words


def test_the_hidden_field_can_be_emptied(site, visitor):
    visitor.to_check(category="trawa", area="polesie", website="https://autofill.example")
    assert "wypełniono ukryte pole" in visitor.words
    visitor.press("To pole wypełniła przeglądarka")
    assert "ukryte pole" not in visitor.words
    number, _ = visitor.press().follow().receipt()
    report = site.memory.reports.get(number)
    assert report.category == "trawa"
    assert site.memory.reports.dispatch(number).mailbox is not None


def test_a_version_of_the_terms_that_is_not_there(visitor):
    assert visitor.get("/regulamin?wersja=zzz").status == 404
    assert "Nie ma takiej wersji" in visitor.words
    assert "nie przyjmujemy" not in visitor.words


def test_without_a_table_the_check_page_names_the_category_and_the_reason(site, visitor):
    visitor.to_check(category="oswietlenie")
    site.memory._table = None
    visitor.press("English").press("Polski")
    assert "Nie wiem albo coś innego" not in visitor.words
    assert "oswietlenie" in visitor.words
    assert "żadna zasada" not in visitor.words
    assert "zasad nie da się teraz odczytać" in visitor.words


@pytest.mark.parametrize("prefix", ["", "/uk"])
def test_the_language_of_a_receipt_is_changed_with_its_code(visitor, prefix):
    found = visitor.send(prefix=prefix)
    visitor.get(visitor.page.xpath("//a[@hreflang='en']/@href")[0])
    assert visitor.status == 200
    assert visitor.receipt() == found


def test_after_withdrawal_the_receipt_shows_no_code(visitor):
    number, code = visitor.send()
    address = str(visitor.response.url)
    values = {"number": number, "code": code, "do": "withdraw"}
    visitor.client.post("/sprawdz/cofnij", data=values)
    assert visitor.get(address).status == 410
    assert code not in visitor.response.text


def test_the_receipt_warns_of_a_computer_that_others_use(visitor):
    visitor.send()
    assert "Na cudzym albo wspólnym komputerze" in visitor.words
    assert "nie da się go wysłać drugi raz" not in visitor.words


@pytest.mark.parametrize(
    "dash",
    some_in_every_change(
        "\u2010\u2011\u2013\u2014\u2212", 2, 4, reason="another dash; two stand for them"
    ),
)
def test_a_number_may_be_typed_with_any_dash(visitor, dash):
    number, code = visitor.send()
    visitor.get("/sprawdz").type(number=number.replace("-", dash), code=code).press()
    assert visitor.status == 200


def test_a_fault_leads_to_something_that_takes_the_focus(visitor):
    visitor.get("/zgloszenie").type(description="x", category="drzewo")
    data = {"description": "", "category": "nie-ma-takiej", "point": "1,1", "do": "next"}
    visitor._show(visitor.client.post("/zgloszenie", data=data))
    targets = [link.removeprefix("#") for link in visitor.page.xpath("//*[@id='bledy']//a/@href")]
    assert {"description", "category", "point"} <= set(targets)
    for target in targets:
        element = visitor.page.get_element_by_id(target)
        assert element.tag in ("input", "textarea", "select") or element.get("tabindex") == "-1"


def test_what_has_to_be_filled_in_is_marked(visitor):
    [area] = visitor.get("/zgloszenie").page.xpath("//textarea")
    assert area.get("required") is not None
    assert "(obowiązkowo)" in visitor.page.xpath("//label[@for='description']")[0].text_content()


@pytest.mark.parametrize("prefix", ["/en", "/uk"])
def test_polish_words_on_a_page_of_another_language_have_their_language(visitor, prefix):
    visitor.to_check(prefix=prefix, description="Lamp, tel. 600 100 200", category="trawa")
    holders = visitor.page.xpath("//main//*[contains(text(), '[usunięto: ')]")
    assert holders
    holders += visitor.page.xpath("//main//*[contains(text(), 'Wydział ')]")
    assert len(holders) > 1
    assert {one.xpath("ancestor-or-self::*[@lang][1]/@lang")[0] for one in holders} == {"pl"}


@pytest.mark.parametrize("takes_files", [True, False])
def test_a_helpdesk_without_files_is_told_of_and_gets_none(site, takes_files):
    site.memory.helpdesk.takes_files = takes_files
    visitor = site.visitor()
    visitor.to_check(("a.jpg", JPEG), category="oswietlenie")
    assert "Pracownik Centrum, który sam wybierze" in visitor.words
    assert ("Pliki dostaje razem ze zgłoszeniem" in visitor.words) is takes_files
    assert ("Pliki zobaczą tylko pracownicy Centrum" in visitor.words) is not takes_files
    visitor.press()
    site.centre.dispatch_due("w", clock=site.clock)
    (ticket,) = site.memory.helpdesk.tickets.values()
    assert (bool(ticket.attachments), "Usuń pliki" in ticket.text) == (takes_files, takes_files)
    # To a unit's mailbox they go all the same.
    other = site.visitor().to_check(("a.jpg", JPEG), category="dziura-w-jezdni")
    assert "Pliki dostaje razem ze zgłoszeniem" in other.words


def test_where_files_may_stay_no_page_promises_that_they_go(site):
    site.memory.helpdesk.takes_files = False
    face = ResidentFace(site.centre, keys=KEY, clock=site.clock)
    visitor = site.visitor(face.app)
    for path in ("/zgloszenie", "/prywatnosc"):
        words = visitor.get(path).words
        assert "Pliki dostaje" not in words
        assert "widzisz przed wysłaniem" in words


def test_pages_say_who_gets_files_and_what_stays(visitor):
    visitor.to_check(("a.jpg", JPEG), email="jan@example.com")
    assert "Pliki dostaje razem ze zgłoszeniem ten, kto je załatwia." in visitor.words
    assert "Treść zostanie taka, jak jest." in visitor.words
    visitor.press().follow().press()
    assert "Wtedy od razu usuniemy: dane do kontaktu, pliki." in visitor.words
    visitor.press("Chcę cofnąć zgodę")
    assert "Od razu usuniemy: dane do kontaktu, pliki." in visitor.words
    assert "Treść zostanie taka, jak jest." in visitor.words
    assert "poprosimy listem o ich usunięcie" in visitor.words
    visitor.press("Tak, cofnij zgodę")
    assert "Treść została taka, jak była." in visitor.words
    assert "prosimy listem o ich usunięcie" in visitor.words
    for prefix in ("", "/en", "/uk"):
        privacy = visitor.get(f"{prefix}/prywatnosc").words
        words = {"": "Pliki dostaje", "/en": "gets the files", "/uk": "Файли разом"}[prefix]
        assert words in privacy


def test_withdrawal_names_what_this_report_has_and_what_stays_of_it(site):
    visitor = site.visitor()
    sent = visitor.send(description="Konar. Tel. 601 234 567")
    visitor.press().press("Chcę cofnąć zgodę")
    assert "Od razu usuniemy: przekreślone słowa." in visitor.words
    assert "Zostanie treść bez przekreślonych słów." in visitor.words
    assert "poprosimy listem" not in visitor.words
    visitor.press("Tak, cofnij zgodę")
    assert "Została treść bez przekreślonych słów." in visitor.words
    visitor.get("/sprawdz").type(number=sent[0], code=sent[1]).press()
    assert "Została treść bez przekreślonych słów." in visitor.words


def test_what_is_struck_in_an_answer_will_be_deleted_too(visitor):
    visitor.send(description="Konar.", category="drzewo", attribute_wiek_drzewa="601 234 567")
    visitor.press().press("Chcę cofnąć zgodę")
    assert "Od razu usuniemy: przekreślone słowa." in visitor.words
    visitor.press("Tak, cofnij zgodę")
    assert "Została treść bez przekreślonych słów." in visitor.words


@pytest.mark.parametrize(
    ("prefix", "nothing"),
    [
        ("", "taka, jak jest. Nie ma więc zgody, którą można cofnąć."),
        ("/en", "the text stays as it is. So there is no consent to withdraw."),
        ("/uk", "таким, як є. Тож немає згоди, яку можна відкликати."),
    ],
)
def test_where_nothing_is_to_be_deleted_no_withdrawal_is_offered(site, prefix, nothing):
    visitor = site.visitor()
    number, code = visitor.send(description="Konar.", prefix=prefix)
    assert nothing in visitor.press().words
    assert "usuniemy" not in visitor.words
    assert not visitor.page.xpath("//main//button")
    visitor.client.post(f"{prefix}/sprawdz/cofnij", data={"number": number, "code": code})
    visitor.get(str(visitor.response.url).replace("/sprawdz?", "/sprawdz/cofnij?"))
    assert nothing in visitor.follow().words


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("", "Danych do kontaktu używamy tylko do kontaktu z Tobą"),
        ("/en", "We use contact details only to contact you"),
        ("/uk", "Контактні дані ми використовуємо лише для зв’язку"),
    ],
)
def test_what_data_are_for_is_told_of_each(visitor, prefix, said):
    visitor.get(f"{prefix}/prywatnosc")
    assert said in visitor.words


@pytest.mark.parametrize("prefix", ["", "/en", "/uk"])
def test_no_two_rows_of_the_status_have_one_name(visitor, prefix):
    visitor.send(prefix=prefix)
    visitor.press()
    names = [one.text_content() for one in visitor.page.xpath("//dt")]
    states = visitor.page.xpath("//dl/div[1]/dd")[0].text_content()
    assert len(set(names)) == len(names)
    assert states.partition(".")[0] not in names
