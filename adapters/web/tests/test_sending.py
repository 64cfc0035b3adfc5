"""What the check page says is what sending is held against; numbers and rates count reports."""

from datetime import UTC, date, datetime

import attrs
import pytest
from resident_site import Clock, read_sample, site as make_site

from lckm_core import ContactCentre
from lckm_core.publication import PortalTerms
from lckm_core.reports import RouteTable
from lckm_http import Rate
from tests.helpers.photos import JPEG
from tests.helpers.rows import some_in_every_change


def change_terms(site):
    terms = read_sample("terms/2023-01-19.yaml", PortalTerms)
    site.memory.notices.save_terms(
        attrs.evolve(
            terms, version="2026-12-01", valid_from=date(2026, 12, 1), approved_on=date(2026, 11, 2)
        )
    )


def change_routes(site, **change):
    table = read_sample("routes/routes.yaml", RouteTable)
    routes = tuple(
        attrs.evolve(route, **change) if "trawa" in route.categories else route
        for route in table.routes
    )
    site.memory._table = attrs.evolve(table, routes=routes)


def change_contact(site):
    table = site.memory._table
    seen = [route.contact for route in table.routes if "trawa" in route.categories]
    change_routes(site, contact=not any(seen))


def change_receiver(site):
    change_routes(site, unit="Zupełnie Inna Jednostka", cell=None)


def change_day(site):
    site.clock.now = datetime(2027, 1, 1, 0, 0, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (change_terms, "inna wersja regulaminu: 2026-12-01"),
        (change_contact, "Dane do kontaktu zobaczy oprócz Centrum"),
        (change_receiver, "Zupełnie Inna Jednostka"),
        (change_day, "Dane znikną innego dnia: 1 sierpnia 2027 r."),
    ],
)
def test_what_is_different_from_the_check_page_is_shown_before_it_is_sent(change, words):
    clock = Clock()
    site = make_site(clock=clock)
    clock.now = datetime(2026, 12, 31, 22, 59, 50, tzinfo=UTC)
    visitor = site.visitor().to_check(category="trawa", area="polesie", email="jan@example.com")
    change(site)
    visitor.press()
    assert visitor.status == 409
    assert any(words in fault.replace("\u00a0", " ") for fault in visitor.faults), visitor.faults
    assert not any(fault.endswith("..") for fault in visitor.faults)
    assert not site.memory.reports.reports
    number, _ = visitor.press().follow().receipt()
    assert site.memory.reports.get(number).terms_version in visitor_terms(site)


def test_what_is_different_is_shown_whatever_brings_the_check_page_back(site, visitor):
    visitor.to_check()
    change_terms(site)
    visitor.press("English")
    assert visitor.faults == ["Another version of the terms is in force now: 2026-12-01."]
    assert visitor.press("Polski").faults == []


def visitor_terms(site):
    return [terms.version for terms in site.memory.notices.terms()][-1:]


def test_the_terms_that_were_shown_are_the_terms_that_are_kept(site, visitor):
    number, _ = visitor.send(email="jan@example.com")
    assert site.memory.reports.get(number).personal.consent.terms_version == "2023-01-19"


def test_a_change_does_not_stop_a_report_that_was_sent(site, visitor):
    visitor.to_check(category="trawa", email="jan@example.com")
    assert visitor.press().status == 303
    change_receiver(site)
    change_terms(site)
    assert visitor.repeat().status == 303


@pytest.mark.parametrize(
    "shown",
    some_in_every_change(
        ["", "x", "[]", "[1,2,3,4]", "[" * 5000, "null"],
        0,
        3,
        4,
        reason="something else that no page says; three stand for it",
    ),
)
def test_a_form_without_what_was_shown_is_shown_first(site, visitor, shown):
    visitor.to_check().type(shown=shown).press()
    assert visitor.status == 409
    assert not site.memory.reports.reports
    assert visitor.press().status == 303


@pytest.mark.parametrize("photos", [(), (("a.jpg", JPEG),)])
def test_the_same_words_from_the_page_in_another_language_are_the_same_report(
    site, visitor, photos
):
    visitor.to_check(*photos)
    again = site.visitor()
    again._show(visitor.response)
    first = visitor.press().follow().receipt()

    again.press("English")
    assert (again.status, again.faults) == (200, [])
    assert again.press().follow().receipt() == first
    assert len(site.memory.reports.reports) == 1
    assert site.memory.reports.get(first[0]).language == "pl"


def test_a_report_that_is_sent_again_costs_no_rate(site, visitor):
    visitor.to_check()
    assert [visitor.press().status, *(visitor.repeat().status for _ in range(9))] == [303] * 10
    for _ in range(2):
        assert visitor.to_check().press().status == 303


def test_forms_that_would_register_nothing_shut_nobody_out():
    site = make_site(site_rate=Rate(1, 3_600), sending_rates=[Rate(1, 3_600)])
    program = site.visitor()
    for fields in ({}, {"description": "x"}, {"description": "x", "number": "a", "proof": "b"}):
        for _ in range(3):
            program.client.post("/zgloszenie/wyslij", data={"do": "send", **fields})
    resident = site.visitor(client=("203.0.113.9", 5000))
    assert resident.to_check().press().status == 303


def numbers_drawn(site):
    return sum(site.memory.numbers._last.values())


def test_refusals_draw_no_number(site, visitor):
    client = visitor.client
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {}):
        for page in ("kontakt", "wyslij", "sprawdz", "szczegoly"):
            fields = {"description": "", "do": "next"}
            client.post(f"/zgloszenie/{page}", data=fields, headers=headers)
            fields["description"] = "x"
            if headers:
                client.post(f"/zgloszenie/{page}", data=fields, headers=headers)
    assert numbers_drawn(site) == 0


def test_one_network_draws_so_many_numbers(site, visitor):
    found = [
        visitor.client.post(page, data={"description": "x", "do": "next"}).status_code
        for page in ("/zgloszenie", "/zgloszenie/kontakt") * 50
    ]
    made_up = {"description": "x", "do": "send", "number": "LCKM-2026-900000", "proof": "x"}
    found += [visitor.client.post("/zgloszenie/wyslij", data=made_up).status_code]
    assert found[-1] == 429
    assert numbers_drawn(site) == 6 * 3
    site.clock.move(minutes=1)
    assert visitor.to_check().press().status == 303
    other = site.visitor(client=("203.0.113.9", 5000))
    assert other.to_check().press().status == 303


def test_files_of_damaged_forms_count(site, visitor):
    body = (
        b'--b\r\nContent-Disposition: form-data; name="new_files"; filename="a.jpg"\r\n\r\n'
        + JPEG
        + b'\r\n--b\r\nContent-Disposition: form-data; name="x"\r\n\r\nbroken off'
    )
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    for _ in range(60):
        answer = visitor.client.post("/zgloszenie", content=body, headers=kind)
        assert answer.status_code == 400
    assert len(site.memory.drafts.drafts) == 40


def test_too_many_files_are_told_as_files(site, visitor):
    for _ in range(41):
        visitor.get("/zgloszenie").type(description="x").attach(("a.jpg", JPEG)).press()
    assert visitor.status == 429
    assert "za dużo plików" in visitor.faults[0]
    assert "dodaj nowe za 60 minut." in visitor.faults[0]


@pytest.mark.parametrize(
    ("prefix", "said"),
    [("", "spróbuj za minutę."), ("/en", "try again in a minute."), ("/uk", "через хвилину.")],
)
def test_who_sends_too_often_is_told_when_to_try_again(site, visitor, prefix, said):
    for _ in range(3):
        visitor.send()
    visitor.to_check(prefix=prefix).press()
    assert visitor.status == 429
    assert said in visitor.faults[0]
    site.clock.move(seconds=60)
    assert visitor.press().status == 303


def test_after_a_day_sending_again_shows_no_code(site, visitor):
    visitor.to_check()
    again = site.visitor()
    again._show(visitor.response)
    number, code = visitor.press().follow().receipt()
    site.clock.move(hours=24)
    again.press()
    assert again.status == 409
    assert "już przyjęliśmy" in again.faults[0]
    assert code not in again.response.text
    other, _ = again.press().follow().receipt()
    assert number != other


def test_files_that_a_withdrawn_report_took_over_are_asked_for_again(site, visitor):
    visitor.to_check(("a.jpg", JPEG))
    again = site.visitor()
    again._show(visitor.response)
    number, code = visitor.press().follow().receipt()
    values = {"number": number, "code": code, "do": "withdraw"}
    visitor.client.post("/sprawdz/cofnij", data=values)

    again.press()
    assert again.status == 409
    assert again.faults[1:] == ["Jednego z plików już nie mamy. Dodaj go jeszcze raz."]
    other, _ = again.press().follow().receipt()
    assert other != number


@pytest.mark.parametrize("is_registered", [True, False])
def test_the_number_of_another_report_says_nothing_of_it(site, visitor, is_registered):
    """Whether a number is registered is told to whoever was given it."""
    number, _ = site.visitor().send()
    visitor.to_check(("a.jpg", JPEG)).press("Zmień")
    site.clock.move(hours=3)
    visitor.typed["number"] = number if is_registered else number[:-4] + "0000"
    visitor.press()
    assert visitor.faults == ["Jednego z plików już nie mamy. Dodaj go jeszcze raz."]


def test_a_report_whose_file_waited_too_long_costs_no_rate():
    site = make_site(sending_rates=[Rate(1, 86_400)])
    visitor = site.visitor().to_check(("a.jpg", JPEG))
    site.clock.move(hours=3)
    assert visitor.press().status == 400
    while visitor.heading != "Sprawdź, zanim wyślesz":
        visitor.press()
    assert visitor.press().status == 303


def test_where_a_report_goes_is_asked_without_its_words(site, visitor, monkeypatch):
    """Its words are redacted for the check page, and once more when they are stored."""
    preview, asked = ContactCentre.preview_report, []

    def note(centre, form, **named):
        asked.append("Kaktus" in str(form) or "Oset" in str(form))
        return preview(centre, form, **named)

    monkeypatch.setattr(ContactCentre, "preview_report", note)
    visitor.to_check(description="Kaktus.", place="Oset", category="trawa", area="polesie")
    assert asked == [False, True], "for the page of contact data, and for the check page"
    number, _ = visitor.press().follow().receipt()
    assert asked == [False, True, False]
    assert site.memory.reports.get(number).description == "Kaktus."
