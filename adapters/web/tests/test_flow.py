"""A report from the first page to the receipt, as a resident makes it without JavaScript."""

from types import SimpleNamespace

import attrs
import pytest
from resident_site import KEY, memory, site as make_site

from lckm_core.memory import MemoryAdapter
from lckm_core.reports import CategoryNotice, ReportKind
from lckm_intake import Intake
from lckm_web._step_views import _is_struck
from tests.helpers.photos import GPS_JPEG, JPEG


def test_a_report_with_a_photo_arrives_as_it_was_written(site, visitor):
    number, code = visitor.send(
        ("lampa.jpg", JPEG),
        description="Lampa nie świeci.\r\nOd tygodnia.",
        category="oswietlenie",
        street="ul. Przykładowa 9",
        place="przy przystanku",
        area="polesie",
        email="jan@example.com",
    )

    report = site.memory.reports.get(number)
    assert report.personal.description == "Lampa nie świeci.\nOd tygodnia."
    assert report.category == "oswietlenie"
    assert report.kind is ReportKind.INTERVENTION
    assert report.personal.address == "ul. Przykładowa 9, przy przystanku"
    assert report.place.area == "polesie"
    assert report.personal.reporter.email == "jan@example.com"
    assert report.personal.file_names == ("lampa.jpg",)
    assert report.language == "pl"
    [attachment] = report.attachments
    assert site.memory.attachments.read(attachment.reference) == JPEG
    assert len(code) == 19


def test_only_the_description_is_needed(site, visitor):
    number, _ = visitor.send(description="Coś nie działa")

    report = site.memory.reports.get(number)
    assert (report.category, report.place, report.personal.reporter) == (None, None, None)


def test_a_category_whose_routes_ask_nothing_has_no_page_of_details(visitor):
    visitor.get("/zgloszenie").type(description="Kosz", category="przepelniony-kosz").press()

    assert visitor.heading == "Czy mamy się z Tobą skontaktować?"


def test_a_category_asks_what_its_routes_ask(site, visitor):
    visitor.get("/zgloszenie").type(description="Konar", category="drzewo").press()
    assert visitor.heading == "Jeszcze kilka szczegółów"
    visitor.type(attribute_wiek_drzewa="60").press().press()
    assert "Zarząd Zieleni Miejskiej w Łodzi" in visitor.words
    number, _ = visitor.press().follow().receipt()

    [attribute] = site.memory.reports.get(number).attributes
    assert (attribute.name, attribute.value) == ("wiek-drzewa", "60")


def test_an_answer_of_a_category_chosen_before_is_not_sent(site, visitor):
    visitor.to_check(category="drzewo", attribute_wiek_drzewa="60")
    visitor.press("Zmień zgłoszenie").type(category="oswietlenie").press().press().press().follow()

    assert site.memory.reports.get(visitor.receipt()[0]).attributes == ()


def test_a_kind_of_place_of_a_category_chosen_before_is_not_sent(site, visitor):
    visitor.to_check(category="uszkodzony-chodnik", place_kind="droga-publiczna")
    visitor.press("Zmień zgłoszenie").type(category="oswietlenie", place="przy szkole").press()
    visitor.press().press().follow()
    place = site.memory.reports.get(visitor.receipt()[0]).place
    assert (place.address, place.kind) == ("przy szkole", None)


def test_the_kind_of_place_decides_who_gets_it(visitor):
    visitor.to_check(category="uszkodzony-chodnik", place_kind="droga-publiczna")
    assert "Zarząd Dróg i Transportu" in visitor.words

    visitor.press("Zmień szczegóły").type(place_kind="").press().press()
    assert "Wydział Gospodarki Komunalnej" in visitor.words


def test_the_place_of_a_photo_is_offered_and_cut_from_the_file(site, visitor):
    visitor.get("/zgloszenie").type(description="Dziura", category="przepelniony-kosz")
    visitor.attach(("dziura.jpg", GPS_JPEG)).press()
    assert "Tak, położenie z pliku dziura.jpg: 51.77000,19.45000" in visitor.words
    [token] = [
        field.get("value")
        for field in visitor.page.xpath("//input[@name='photo_point']")
        if field.get("value")
    ]
    number, _ = visitor.type(photo_point=token).press().press().press().follow().receipt()

    report = site.memory.reports.get(number)
    assert (report.place.point.latitude, report.place.point.longitude) == (51.77, 19.45)
    assert site.memory.attachments.read(report.attachments[0].reference) == JPEG


def test_the_place_of_a_photo_is_left_out_when_it_is_not_that_of_the_event(site, visitor):
    visitor.get("/zgloszenie").type(description="Dziura", category="przepelniony-kosz")
    visitor.attach(("dziura.jpg", GPS_JPEG)).press().press()
    assert visitor.heading == "Czy mamy się z Tobą skontaktować?"
    # Whoever has said so once is not asked again.
    assert visitor.press().press("Zmień zgłoszenie").press().heading == (
        "Czy mamy się z Tobą skontaktować?"
    )

    number, _ = visitor.press().press().follow().receipt()
    assert site.memory.reports.get(number).place is None


def test_the_place_of_no_photo_is_asked_about_twice(visitor):
    visitor.get("/zgloszenie").type(description="Dziura", category="przepelniony-kosz")
    visitor.attach(("a.jpg", GPS_JPEG)).press()
    assert "a.jpg" in visitor.words
    visitor.press().press().press("Zmień zgłoszenie")
    visitor.attach(("b.jpg", GPS_JPEG)).press()
    offered = visitor.page.get_element_by_id("hint-photo_point").getparent().text_content()
    assert "b.jpg" in offered
    assert "a.jpg" not in offered
    visitor.press().press().press("Zmień zgłoszenie").press()
    assert visitor.heading == "Czy mamy się z Tobą skontaktować?"


def test_the_check_page_tells_four_truths(visitor):
    visitor.to_check(
        description="Pies bez opieki. Dzwonić: 601 234 567",
        category="bezpanskie-zwierze",
        email="jan@example.com",
        phone="601 234 567",
    )

    struck = [element.text_content() for element in visitor.page.xpath("//del")]
    assert struck == ["601 234 567"]
    assert "Pies bez opieki. Dzwonić: [usunięto: telefon]" in visitor.words
    assert "Schronisko dla Zwierząt Powód: kategoria „Bezpański pies lub kot”." in visitor.words
    assert "Zobaczą je pracownicy Centrum oraz: Schronisko dla Zwierząt." in visitor.words
    assert (
        "Najpóźniej 1\u00a0lipca\u00a02027\u00a0r. usuniemy:".replace("\u00a0", " ")
        in visitor.words
    )
    assert visitor.page.xpath("//main//a[@href='/regulamin']")


def test_what_is_struck_is_told_to_those_who_do_not_see_it(visitor):
    visitor.to_check(description="Mieszkam tu, tel. 601 234 567")

    assert "[wykreślone] 601 234 567 [koniec wykreślenia]" in visitor.words


def test_a_unit_that_asks_for_no_contact_is_said_to_get_none(visitor):
    visitor.to_check(category="trawa", email="jan@example.com")

    assert "Zobaczą je tylko pracownicy Centrum. Jednostka ich nie dostanie." in visitor.words


def test_sent_twice_is_one_report_with_one_receipt(site, visitor):
    number, code = visitor.to_check(("a.jpg", JPEG)).press().follow().receipt()

    assert visitor.repeat().follow().receipt() == (number, code)
    assert [event.verb for event in site.memory.events].count("register") == 1


def test_two_tabs_of_one_check_page_are_one_report(site, visitor):
    visitor.to_check(description="Ławka")
    other = site.visitor()
    other._show(visitor.response)

    first = visitor.press().follow().receipt()
    assert other.press().follow().receipt() == first


def test_the_check_page_of_what_was_sent_says_that_its_files_are_there(visitor):
    visitor.to_check(("a.jpg", JPEG), ("b.jpg", JPEG))
    before = visitor.last
    assert "Pliki dodane wcześniej" not in visitor.words
    assert visitor.press().status == 303
    visitor.last = before
    assert "Pliki dodane wcześniej: 2" in visitor.repeat().words


def test_going_back_two_pages_after_sending_is_the_same_report(site, visitor):
    visitor.get("/zgloszenie").type(description="Ławka").press()
    earlier = site.visitor()
    earlier._show(visitor.response)
    sent = visitor.press().press().follow().receipt()

    assert earlier.press().press().follow().receipt() == sent
    assert [event.verb for event in site.memory.events].count("register") == 1


def test_other_words_under_a_number_that_is_taken_get_a_number_of_their_own(site, visitor):
    visitor.to_check(description="Ławka").press("Zmień zgłoszenie")
    other = site.visitor()
    other._show(visitor.response)
    visitor.press().press()
    first, _ = visitor.press().follow().receipt()

    other.type(description="Ławka i kosz").press().press().press()
    assert other.status == 409
    assert other.title.startswith("Błąd:")
    assert "Ławka i kosz" in other.words
    second, _ = other.press().follow().receipt()
    assert second != first
    assert site.memory.reports.get(first).description == "Ławka"
    assert site.memory.reports.get(second).description == "Ławka i kosz"


def withdraw(visitor, number, code):
    values = {"number": number, "code": code, "do": "withdraw"}
    assert visitor.client.post("/sprawdz/cofnij", data=values).status_code == 200


@pytest.mark.parametrize("photo", [False, True])
@pytest.mark.parametrize(
    "changes", [{}, {"email": "inna@example.com", "phone": "600100200"}, {"description": "Inna"}]
)
def test_what_is_sent_again_after_withdrawal_is_not_lost(site, visitor, changes, photo):
    visitor.to_check(email="jan@example.com")
    again = site.visitor()
    again._show(visitor.response)
    number, code = visitor.press().follow().receipt()
    withdraw(visitor, number, code)
    gone = site.memory.reports.get(number)

    if photo:
        other = site.visitor().get("/zgloszenie").type(description="x").attach(("a.jpg", JPEG))
        changes = {**changes, "file": dict(other.press().fields(other.page.forms[0]))["file"]}
    again.typed = changes
    again.press()
    assert again.status == 409
    assert "są już usunięte" in again.faults[0]
    assert all(value in again.response.text for value in changes.values())
    assert code not in again.response.text
    other, _ = again.press().follow().receipt()
    assert other != number
    assert site.memory.reports.get(number) == gone
    report = site.memory.reports.get(other)
    assert report.personal.reporter.email == changes.get("email", "jan@example.com")
    assert len(report.attachments) == len(site.memory.attachments.files) == int(photo)


def test_what_nobody_is_told_by_is_not_lost_after_withdrawal(site, visitor):
    visitor.to_check(description="Nie świeci lampa.", email="")
    again = site.visitor()
    again._show(visitor.response)
    number, code = visitor.press().follow().receipt()
    withdraw(visitor, number, code)
    again.press()
    assert again.status == 409
    assert "są już usunięte" in again.faults[0]
    other, _ = again.press().follow().receipt()
    assert other != number


def test_a_made_up_number_is_replaced(site, visitor):
    visitor.to_check(description="Ławka").type(number="ZG/2026/777777").press()

    assert visitor.status == 409
    assert "nie miała numeru od nas" in visitor.faults[0]
    number, _ = visitor.press().follow().receipt()
    assert number != "ZG/2026/777777"


def test_the_receipt_shows_the_code_for_ten_minutes(site, visitor):
    visitor.send(description="Ławka")
    address = str(visitor.response.url)
    site.clock.move(minutes=9)
    assert visitor.get(address).status == 200

    site.clock.move(minutes=2)
    assert visitor.get(address).status == 410
    assert not visitor.page.xpath("//*[@id='kod']")


@pytest.mark.parametrize("forged", ["", "x", "L_VU", "MTIz" * 12, "é"])
def test_a_reference_that_is_not_ours_shows_no_code(visitor, forged):
    assert visitor.get("/przyjete", params={"r": forged}).status == 410


def test_a_program_that_fills_in_all_fields_is_read_by_a_person(site, visitor):
    visitor.to_check(category="drzewo", website="https://example.com", attribute_wiek_drzewa="50")
    assert "wypełniono ukryte pole" in visitor.words
    assert "Pracownik Centrum, który sam wybierze jednostkę" in visitor.words

    number, _ = visitor.press().follow().receipt()
    assert site.memory.reports.get(number).category is None


@pytest.mark.parametrize(("prefix", "heading", "other"), [
    ("", "Zadzwoń teraz: 112", "Nic nie zagraża? Wybierz inną kategorię."),
    ("/en", "Call now: 112", "Nothing is in danger? Choose another category."),
    ("/uk", "Телефонуйте зараз: 112", "Загрози немає? Виберіть іншу категорію."),
])  # fmt: skip
@pytest.mark.parametrize("description", ["Pożar", ""])
def test_a_category_that_stops_gives_the_telephone_and_takes_no_report(
    visitor, prefix, heading, other, description
):
    visitor.get(f"{prefix}/zgloszenie")
    visitor.type(description=description, category="zagrozenie-zycia").press()

    assert visitor.status == 400
    [told] = visitor.page.xpath("//*[@id='bledy']")
    assert [" ".join(part.text_content().split()) for part in (told[0], told[2])] == [
        heading,
        other,
    ]
    assert told.xpath(".//a/@href") == ["tel:112", "#category"]
    assert not visitor.page.xpath("//*[@id='fault-description']")
    assert visitor.page.xpath("//textarea")[0].text_content().strip() == description


@pytest.mark.parametrize(("prefix", "heading", "other"), [
    ("", "Zadzwoń teraz: 112", "Nic nie zagraża? Możesz wysłać zgłoszenie."),
    ("/en", "Call now: 112", "Nothing is in danger? You can send the report."),
    ("/uk", "Телефонуйте зараз: 112", "Загрози немає? Можете надіслати звернення."),
])  # fmt: skip
@pytest.mark.parametrize("fields", [
    {"description": "Czuć gaz"},
    {"description": "Czuć gaz", "category": "inne"},
    {"description": "Pomocy", "place": "płonie dom"},
])  # fmt: skip
def test_words_of_danger_give_the_telephone_whatever_the_category(
    site, visitor, prefix, heading, other, fields
):
    visitor.get(f"{prefix}/zgloszenie").type(**fields).press()
    # On the pages of contact data and of what is sent.
    for _ in range(2):
        assert visitor.status == 200
        [alert] = visitor.page.xpath("//main//*[@role='alert']")
        assert [" ".join(part.text_content().split()) for part in (alert[0], alert[2])] == [
            heading,
            other,
        ]
        assert alert.xpath(".//a/@href") == ["tel:112"]
        assert alert.get("autofocus") is not None
        visitor.press()
    # The report is sent all the same, by whoever wants to.
    assert visitor.status == 303
    assert len(site.memory.reports.reports) == 1


def test_the_first_page_names_what_can_be_reported_and_nothing_else(site, visitor):
    categories = site.memory.table().categories
    offered = visitor.get("/").words
    assert {one.stops for one in categories} == {False, True}
    for category in categories:
        assert (category.name in offered) is not category.stops


@pytest.mark.parametrize(
    ("address", "attributes", "is_struck"),
    [("", "", False), ("x", "", True), ("", "x", True), ("x", "x", True), (None, "", False)],
)
def test_what_is_struck_may_stand_in_any_text(address, attributes, is_struck):
    """Else the page promises that the text stays as it is."""
    address, *values = (
        None if text is None else SimpleNamespace(spans=[text] if text else [])
        for text in (address, "", attributes)
    )
    preview = SimpleNamespace(address=address, attributes=[("a", value) for value in values])
    assert _is_struck(preview) is is_struck


@pytest.mark.parametrize("field", ["description", "place"])
def test_what_goes_later_is_told_wherever_it_stands(visitor, field):
    visitor.to_check(**{"description": "Ławka.", field: "Ławka, tel. 601 234 567"})
    assert "Zostanie treść bez przekreślonych słów." in visitor.words
    visitor.typed.clear()
    visitor.to_check(description="Ławka.", place="przy szkole")
    assert "bez przekreślonych słów" not in visitor.words


def test_whom_to_call_is_told_once(visitor):
    visitor.get("/zgloszenie").type(description="Czuć gaz", category="zagrozenie-zycia").press()
    assert visitor.page.xpath("//main//a[@href='tel:112']")
    assert not visitor.page.xpath("//main//*[@role='alert' and not(@id='bledy')]")


@pytest.mark.parametrize("description", ["gazetka", "gazon", "stary gazomierz do wymiany"])
def test_other_words_give_no_telephone(visitor, description):
    visitor.to_check(description=description)
    assert not visitor.page.xpath("//main//*[@role='alert']")


def test_a_fault_is_told_beside_the_telephone(visitor):
    visitor.get("/zgloszenie").type(description="Czuć gaz. " + "x" * 5000).press()
    assert visitor.status == 400
    danger, faults = visitor.page.xpath("//main//*[@role='alert']")
    assert "112" in danger.text_content()
    assert (danger.get("autofocus"), faults.get("id")) == (None, "bledy")


def test_a_notice_without_a_number_is_told_before_sending():
    table = memory().table()
    notice = (CategoryNotice(language="pl", text="Psa z obrożą odda schronisko."),)
    dogs = attrs.evolve(table.categories[1], notice=notice, words=("pies/psa",))
    table = attrs.evolve(table, categories=(table.categories[0], dogs, *table.categories[2:]))
    visitor = make_site(MemoryAdapter(table=table)).visitor().get("/zgloszenie")
    visitor.type(description="Pies bez pana").press()
    [alert] = visitor.page.xpath("//main//*[@role='alert']")
    assert " ".join(alert.text_content().split()) == "Zanim wyślesz Psa z obrożą odda schronisko."


def test_a_category_that_stops_without_danger_sends_nobody_to_the_emergency():
    table = memory().table()
    notice = (CategoryNotice(language="pl", text="Petycję złóż na piśmie, w pokoju 112a."),)
    first = attrs.evolve(table.categories[0], notice=notice)
    table = attrs.evolve(table, categories=(first, *table.categories[1:]))
    visitor = make_site(MemoryAdapter(table=table)).visitor().get("/zgloszenie")
    visitor.type(description="Petycja", category=first.id).press()

    assert visitor.text("h2") == "Tego tu nie zgłosisz"
    assert not visitor.page.xpath("//*[@id='bledy']//a[contains(@href, 'tel:')]")


def test_a_page_of_the_middle_asked_for_by_its_address_leads_to_the_first(visitor):
    for page in ("szczegoly", "kontakt", "sprawdz", "wyslij"):
        assert visitor.get(f"/zgloszenie/{page}").response.headers["location"] == "/zgloszenie"


def test_files_are_removed_and_added_on_the_way(site, visitor):
    visitor.to_check(("a.jpg", JPEG), ("b.jpg", GPS_JPEG)).press("Zmień zgłoszenie")
    first = visitor.page.xpath("//input[@name='remove']")[0].get("value")
    intake = Intake(site.centre, keys=[KEY.encode()])
    assert intake.file(first, now=site.clock()) is not None
    visitor.type(remove=first).attach(("c.jpg", JPEG)).press()
    assert intake.file(first, now=site.clock()) is None
    for _ in range(3):
        if visitor.status == 303:
            break
        visitor.press()

    report = site.memory.reports.get(visitor.follow().receipt()[0])
    assert report.personal.file_names == ("b.jpg", "c.jpg")


def test_without_a_table_of_routes_a_report_is_taken_without_a_category(site, visitor, monkeypatch):
    def away():
        raise OSError

    monkeypatch.setattr(site.memory, "table", away)
    assert visitor.get("/").status == 200
    visitor.to_check(description="Ławka")
    assert "Pracownik Centrum" in visitor.words
    assert visitor.press().follow().status == 200
