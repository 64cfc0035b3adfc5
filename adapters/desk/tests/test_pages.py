"""Each page is whole: valid HTML, one heading, a title, a language, and no script."""

from datetime import date, timedelta

import html5lib
import pytest
from desk_site import SITE, UNIT, Desk, foreign_scripts, hand_in_announcement
from starlette.applications import Starlette
from starlette.routing import Mount

from lckm_core.organisation import Role
from lckm_core.publication import WAITING_DAYS, PortalTerms
from lckm_desk._reports.act_forms import ACT_FORMS
from tests.helpers.asgi_client import asgi_client

DAY = timedelta(days=1)


def addresses(desk: Desk) -> list[str]:
    number, closed = desk.report(1, files=1), desk.report(2)
    desk.visitor().post("/zgloszenie/wynik", numer=closed, wynik="done", slowa="Załatano.")
    asks = {"do": "wyslij", "slowa": "Nowe.", "jednostka": UNIT}
    head = desk.visitor(Role.HEAD_OF_CALL_CENTRE)
    head.post("/prosba/nowa", pytanie="Ile dni?", **asks)
    head.post("/prosba/nowy-instruktaz", pytanie="Opłaty", **asks)
    requests = [one.number for one in desk.centre.plugins.requests.every(limit=2)]
    return [
        *("/prosby", "/prosby?stan=spelnione", "/prosba/nowa", "/prosba/nowy-instruktaz"),
        *(f"/prosba?numer={one}" for one in (*requests, "X")),
        *("/rozmowa", "/rozmowa?pytanie=karta", "/zgloszenia", "/zgloszenia?od=x", "/konto"),
        *(f"/zgloszenie?numer={one}" for one in (number, closed, "X")),
        *(f"/zgloszenie/{form.name}?numer={number}" for form in ACT_FORMS),
        *("/", "/?co=see-to-report", "/?co=x"),
        *("/publikacja", "/publikacja?pokaz=dzis", "/publikacja?od=x"),
        *("/kolejka", "/kolejka?stan=leased", "/kolejka?stan=x", "/usuwanie", "/slad"),
        *("/slad?numer=X", "/slad?od=x&czynnosc=y"),
        *(f"/zgloszenie/dane?numer={number}", "/wylogowano", "/nie-ma", "/wyloguj"),
    ]


def test_each_page_is_valid_and_has_one_heading_and_one_script(desk):
    paths = addresses(desk)
    visitor = desk.visitor()
    for path in paths:
        text = visitor.get(path).response.text
        html5lib.HTMLParser(strict=True).parse(text)
        assert len(visitor.page.findall(".//h1")) == 1, path
        assert visitor.title.endswith("Łódzkie Centrum Kontakt z Mieszkańcami")
        assert visitor.page.get("lang") == "pl"
        assert foreign_scripts(visitor.response.text) == []
        assert visitor.page.xpath("//@style") == []
        ids = visitor.page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        policy = visitor.response.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")


SECTIONS = {
    "": "Co na mnie czeka",
    "rozmowa": "Rozmowa",
    "zgloszenia": "Zgłoszenia",
    "zgloszenie": "Zgłoszenia",
    "procedury": "Procedury",
    "procedura": "Procedury",
    "prosby": "Prośby",
    "prosba": "Prośby",
    "informacje": "Informacje",
    "informacja": "Informacje",
    "publikacja": "Co widać i kiedy",
    "trasy": "Trasy",
    "regulamin": "Regulamin",
    "kolejka": "Kolejka",
    "usuwanie": "Usuwanie danych",
    "slad": "Ślad",
}


def test_the_menu_marks_of_what_each_page_is(desk):
    paths = addresses(desk)
    own, notice = desk.procedure("received"), hand_in_announcement(desk).id
    draft = PortalTerms(version="2027", valid_from=date(2027, 1, 1), text="Nowe.")
    desk.centre.draft_terms(draft, now=desk.now, role=Role.MONITORING_STAFF)
    paths += [
        *("/procedury", "/procedura/przyjecie", "/trasy", "/trasy/zmiana"),
        *(f"/procedura{page}?numer={own}" for page in ("", "/zwrot", "/poprawki", "/wniosek")),
        *("/informacje", "/informacja/nowa", f"/informacja?numer={notice}"),
        *(f"/informacja/{page}?numer={notice}" for page in ("nowa", "zwrot", "publikacja")),
        *("/regulamin", "/regulamin/projekt", "/regulamin/wersja?numer=2027"),
    ]
    told = set()
    for who in (Role.CALL_CENTRE_STAFF, Role.MONITORING_STAFF, Role.DIRECTOR):
        visitor = desk.visitor(who)
        for path in paths:
            if path not in told and visitor.get(path).status == 200:
                section = SECTIONS.get(path[1:].split("/")[0].split("?")[0])
                marked = visitor.page.xpath("//header//a[@aria-current='page']/text()")
                assert marked == [section] or section is None, path
                told.add(path)
    assert len(told) > 39


def test_each_list_says_what_its_stripe_means(desk):
    desk.report()
    desk.procedure("received")
    hand_in_announcement(desk)
    asked = {"slowa": "Nowe.", "pytanie": "Ile dni?", "jednostka": UNIT}
    desk.visitor().post("/prosba/nowa", do="wyslij", **asked)
    draft = PortalTerms(version="2027", valid_from=date(2027, 1, 1), text="Nowe.")
    desk.centre.draft_terms(draft, now=desk.now, role=Role.MONITORING_STAFF)
    desk.now += WAITING_DAYS * DAY
    visitor, clerk = desk.visitor(Role.MONITORING_STAFF), desk.visitor()
    for path, who in (
        ("/", visitor),
        ("/zgloszenia", clerk),
        ("/prosby", clerk),
        ("/procedury", visitor),
        ("/informacje", visitor),
        ("/regulamin", visitor),
    ):
        who.get(path)
        assert who.page.xpath("//li[@class='open']"), path
        (legend,) = who.page.xpath("//p[contains(@class, 'legend')]")
        assert legend.text_content().startswith("Pasek z lewej: "), path


def test_words_of_residents_are_only_words(desk):
    hostile = "</textarea><script>alert(1)</script>\u202e'\"&{{ 7*7 }}"
    number = desk.report(description=hostile, place={"address": hostile[:150]})
    visitor = desk.visitor()
    for path in ("/zgloszenia", "/zgloszenie", "/zgloszenie/wykreslenie"):
        visitor.get(path, numer=number)
        assert foreign_scripts(visitor.response.text) == []
        assert "{{ 7*7 }}" in visitor.words
        assert "\u202e" not in visitor.response.text
    visitor.post("/zgloszenie/dane", numer=number, cel="call back")
    assert foreign_scripts(visitor.response.text) == []
    visitor.post("/rozmowa", pytanie=hostile, opis=hostile, do="sprawdz")
    assert foreign_scripts(visitor.response.text) == []


@pytest.mark.parametrize("fails", ["find_reports", "dispatch"])
def test_a_store_that_fails_is_a_page_and_no_word_is_logged(desk, caplog, fails):
    number = desk.report()
    visitor = desk.visitor()

    def fail(*args, **kwargs):
        raise OSError("Jan Próbny, 601 234 567")

    setattr(desk.memory.reports, fails, fail)
    path = "/zgloszenia" if fails == "find_reports" else "/zgloszenie"
    visitor.get(path, numer=number)
    assert visitor.status == 500
    assert "Spróbuj za kilka minut" in visitor.words
    assert "601 234 567" not in caplog.text + visitor.response.text


def test_below_another_path_every_address_is_right(desk):
    number = desk.report()
    app = Starlette(routes=[Mount("/biuro", desk.face.app)])
    client = asgi_client(app, SITE, follow_redirects=True)
    page = client.get(f"/biuro/zgloszenie?numer={number}")
    assert page.status_code == 200
    assert 'href="/biuro/zgloszenie/wynik?numer=' in page.text
    assert 'href="/biuro/zgloszenia"' in page.text


@pytest.mark.parametrize(
    ("path", "filters"),
    [
        ("/zgloszenia", ("wynik", "stan", "sposob", "uwaga")),
        ("/procedury", ("stan", "termin")),
        ("/prosby", ("stan",)),
        ("/informacje", ("wszystkie",)),
        ("/kolejka", ("stan",)),
        ("/slad", ("czynnosc",)),
    ],
)
def test_a_filter_that_no_list_offers_is_told_and_nothing_else_is_shown(desk, path, filters):
    number, procedure = desk.report(), desk.procedure()
    visitor = desk.visitor(Role.DIRECTOR)
    for name in filters:
        visitor.get(path, **{name: "zly"})
        assert visitor.status == 400, name
        assert visitor.page.xpath("//*[@id='bledy']//a/@href") == [f"#{name}"]
        assert visitor.page.xpath(f"//*[@id='{name}']"), name
        assert number not in visitor.words
        assert procedure not in visitor.words


def test_a_category_that_the_table_lacks_stays_in_the_filter(desk):
    visitor = desk.visitor().get("/zgloszenia", kategoria="dawna")
    (option,) = visitor.page.xpath("//select[@id='kategoria']/option[@selected]")
    assert option.text == "dawna (nie ma na liście)"
