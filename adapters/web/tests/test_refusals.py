"""Whatever is refused, the page comes back with every word that was typed, and the files."""

import pytest
from resident_site import KEY, form_values, memory, site as make_site

from lckm_core.errors import StoreUnavailableError
from lckm_core.ports import build, exclude_ports
from lckm_core.reports import IntakeLimits
from lckm_http import Rate
from lckm_intake import Intake
from lckm_web._faults import too_long
from tests.helpers.photos import JPEG

TYPED = {
    "description": 'Ławka\n\n  "złamana" & <b>śliska</b>',
    "category": "trawa",
    "street": "ul. Przykładowa 9",
    "place": "za sklepem „Ó”",
    "area": "polesie",
    "email": "jan@",
    "phone": "601",
    "name": "Jan <Przykładowy>",
    "address": "Łódź",
}


def values(page) -> dict[str, str]:
    """Return what a page would send on, by its fields."""
    return dict(form_values(page.xpath("//main//form")[0]))


def assert_kept(visitor, *names: str, files: int = 0) -> None:
    found = values(visitor.page)
    for name in names or TYPED:
        assert found[name] == TYPED[name], name
    tokens = visitor.page.xpath("//form//input[@name='file']")
    assert len(tokens) == files


FIRST = ("description", "category", "street", "place", "area")


def test_every_page_carries_every_word(visitor):
    visitor.to_check(("a.jpg", JPEG), **TYPED)
    assert_kept(visitor, files=1)
    visitor.press("Zmień zgłoszenie")
    assert_kept(visitor, files=1)
    visitor.press()
    assert_kept(visitor, files=1)


def test_no_page_carries_a_field_that_is_filled_in_on_it(visitor):
    visitor.to_check(("a.jpg", JPEG), receipt="1", **TYPED)
    pages = []
    for press in ("Zmień zgłoszenie", "", "", "Zmień dane do kontaktu"):
        visitor.press(press)
        pages.append(visitor.heading)
        names = [name for name, _ in form_values(visitor.page.xpath("//main//form")[0])]
        assert sorted(set(names)) == sorted(names), visitor.heading
    assert len(set(pages)) == 3


def test_a_wrong_field(visitor):
    visitor.get("/zgloszenie").type(**{k: TYPED[k] for k in FIRST} | {"street": "x" * 201})
    visitor.attach(("a.jpg", JPEG)).press()

    assert visitor.status == 400
    assert visitor.title.startswith("Błąd: ")
    [link] = visitor.page.xpath("//*[@id='bledy']//a")
    field = visitor.page.get_element_by_id(link.get("href").removeprefix("#"))
    assert field.get("aria-invalid") == "true"
    told = [visitor.page.get_element_by_id(one) for one in field.get("aria-describedby").split()]
    assert link.text_content() in told[-1].text_content()
    assert values(visitor.page)["street"] == "x" * 201
    assert_kept(visitor, *(name for name in FIRST if name != "street"), files=1)


def test_nothing_written(visitor):
    visitor.get("/zgloszenie").type(street="ul. Przykładowa 9").press()

    assert visitor.faults == ["Napisz, co się stało."]
    assert_kept(visitor, "street")


def test_a_description_that_is_too_long_stays_whole(visitor):
    visitor.get("/zgloszenie").type(description="ż" * 4010).press()

    assert visitor.faults == ["Opis jest za długi. Znaków za dużo: 10. Skróć go."]
    assert values(visitor.page)["description"] == "ż" * 4010


def test_a_wrong_file_leaves_the_others(visitor):
    visitor.get("/zgloszenie").type(**{name: TYPED[name] for name in FIRST})
    visitor.attach(("list.doc", b"\xd0\xcf\x11\xe0" * 9), ("a.jpg", JPEG)).press()

    assert visitor.status == 400
    assert visitor.faults == [
        "Plik list.doc nie został dodany. Przyjmujemy zdjęcia JPEG, PNG, WebP i HEIC, filmy MP4 "
        "i PDF."
    ]
    assert_kept(visitor, *FIRST, files=1)


def test_a_network_that_sends_files_too_often_waits_with_files_alone(monkeypatch):
    monkeypatch.setattr("lckm_web._rates.UPLOAD_RATE", Rate(1, 600))
    visitor = make_site().visitor()
    visitor.get("/zgloszenie").type(description="Lampa").attach(("a.jpg", JPEG)).press()
    visitor.get("/zgloszenie").type(description="Lampa").attach(("b.jpg", JPEG)).press()
    assert (visitor.status, visitor.response.headers["retry-after"]) == (429, "600")
    assert "więc tych nie dodano" in visitor.faults[0]
    assert "dodaj nowe za 10 minut." in visitor.faults[0].replace("\u00a0", " ")
    assert values(visitor.page)["description"] == "Lampa"
    assert visitor.press().status == 200


def test_a_sixth_file_is_named(visitor):
    visitor.get("/zgloszenie").type(**{name: TYPED[name] for name in FIRST})
    visitor.attach(*((f"{n}.jpg", JPEG) for n in range(5))).press("English")
    visitor.attach(("6.jpg", JPEG)).press()

    assert visitor.faults == ["Too many files (limit: 5). Not added: 6.jpg."]
    assert_kept(visitor, *FIRST, files=5)


def test_a_file_that_is_one_too_many_is_not_kept(site, visitor):
    visitor.get("/zgloszenie").type(description="Lampa")
    visitor.attach(*((f"{n}.jpg", JPEG) for n in range(5))).press("English").press("Polski")
    assert len(site.memory.drafts.drafts) == 5
    visitor.attach(("f.jpg", JPEG)).press()
    assert "Nie dodano: f.jpg." in visitor.faults[0]
    assert len(site.memory.drafts.drafts) == 5


def test_six_files_at_once(visitor):
    visitor.get("/zgloszenie").type(**{name: TYPED[name] for name in FIRST})
    visitor.attach(*((f"{n}.jpg", JPEG) for n in range(6))).press()

    assert visitor.status == 413
    assert_kept(visitor, *FIRST, files=5)


def test_a_file_that_is_too_large():
    visitor = make_site(limits=IntakeLimits(most_bytes=1_000)).visitor()
    visitor.get("/zgloszenie").type(**{name: TYPED[name] for name in FIRST})
    visitor.attach(("a.jpg", JPEG), ("film.mp4", b"0" * 1_001)).press()

    assert visitor.faults == [
        "Plik film.mp4 jest za duży. Może mieć najwyżej 1\u00a0kB.".replace("\u00a0", " ")
    ]
    assert_kept(visitor, *FIRST, files=1)


def test_more_than_any_form_has():
    visitor = make_site(limits=IntakeLimits(most_bytes=1_000)).visitor()
    visitor.get("/zgloszenie").type(**{name: TYPED[name] for name in FIRST})
    visitor.attach(("a.jpg", JPEG), ("film.mp4", b"0" * 1_100_000)).press()

    assert visitor.status == 413
    assert visitor.faults
    assert_kept(visitor, *FIRST, files=1)


@pytest.mark.parametrize("page", ["wyslij", "sprawdz"])
def test_a_form_from_another_site_goes_through_all_pages_again(site, visitor, page):
    """It may have been filled in there, also where nobody looks."""
    visitor.to_check(("a.jpg", JPEG), website="x", **TYPED)
    data: dict[str, list[str]] = {}
    for name, value in visitor.fields(visitor.page.forms[0]):
        data.setdefault(name, []).append(value)
    headers = {"Sec-Fetch-Site": "cross-site"}
    visitor._show(visitor.client.post(f"/zgloszenie/{page}", data=data, headers=headers))

    assert visitor.status == 403
    assert_kept(visitor, files=0)
    found = values(visitor.page)
    assert not {"number", "proof", "shown"} & set(found)
    assert not found["website"]
    assert visitor.press().heading != "Sprawdź, zanim wyślesz"
    while visitor.heading != "Sprawdź, zanim wyślesz":
        visitor.type(**{k: v for k, v in {"email": "a@b.pl"}.items() if k in visitor.field_names()})
        visitor.press()
        assert visitor.status == 200, visitor.faults
    assert values(visitor.page)["number"] != data["number"][0]
    assert visitor.press().status == 303


def test_another_sites_file_is_not_taken(site, visitor):
    visitor.get("/zgloszenie").type(**{name: TYPED[name] for name in FIRST})
    visitor.attach(("a.jpg", JPEG)).press(headers={"Origin": "https://other.example"})

    assert visitor.status == 403
    assert_kept(visitor, *FIRST, files=0)


def test_too_many_reports_from_one_network():
    visitor = make_site(sending_rates=[Rate(1, 60)]).visitor()
    visitor.send(description="Pierwsze")
    visitor.to_check(("a.jpg", JPEG), **TYPED).press()

    assert visitor.status == 429
    assert 0 < int(visitor.response.headers["retry-after"]) <= 60
    assert "42 638 44 44" in visitor.faults[0]
    assert_kept(visitor, files=1)


def test_no_terms_in_force():
    adapter = memory(terms=False)
    visitor = make_site(adapter).visitor()
    visitor.to_check(**TYPED)

    assert visitor.status == 503
    assert "regulaminu" in visitor.faults[0]
    assert_kept(visitor)


def test_terms_that_are_gone_before_it_is_sent(site, visitor):
    visitor.to_check(**TYPED)
    site.memory.notices._terms.clear()
    visitor.press()
    assert visitor.status == 503
    assert "regulaminu" in visitor.faults[0]


@pytest.mark.parametrize("error", [StoreUnavailableError, ValueError(TYPED["description"])])
def test_a_file_that_cannot_be_stored_takes_no_word_with_it(site, visitor, error, caplog):
    def fail(*_args, **_options):
        raise error

    visitor.get("/zgloszenie").type(**{name: TYPED[name] for name in FIRST})
    site.memory.drafts.save = fail
    visitor.attach(("a.jpg", JPEG), ("b.jpg", JPEG)).press()
    assert visitor.status == (503 if error is StoreUnavailableError else 500)
    assert_kept(visitor, *FIRST, files=0)
    assert "Ławka" not in caplog.text


def away(*_args, **_options):
    raise StoreUnavailableError


@pytest.mark.parametrize("part", ["reports", "notices", "drafts"])
def test_a_store_that_is_away_and_comes_back(part, monkeypatch):
    own = make_site()
    visitor = own.visitor().to_check(("a.jpg", JPEG), **TYPED)
    store = getattr(own.memory, part)
    with monkeypatch.context() as patch:
        for name in dir(type(store)):
            if not name.startswith("_"):
                patch.setattr(type(store), name, away)
        visitor.press()
        assert visitor.status == 503
        assert visitor.title.startswith("Błąd:")
        assert_kept(visitor, files=1)
    while visitor.status != 303:
        visitor.press()
        assert visitor.status in (200, 303)
    assert visitor.follow().status == 200


def test_what_the_store_did_not_take_is_not_counted_as_sent(monkeypatch):
    """Whoever tries until it is back is not told to have sent too many."""
    own = make_site(sending_rates=[{"times": 1, "seconds": 3_600}])
    visitor = own.visitor().to_check(**TYPED)
    with monkeypatch.context() as patch:
        patch.setattr(type(own.memory.reports), "add", away)
        for _ in range(3):
            visitor.press()
            assert visitor.status == 503
    assert visitor.press().status == 303
    visitor = own.visitor().to_check(**TYPED)
    assert visitor.press().status == 429


def test_numbers_that_cannot_be_given(site, visitor, monkeypatch):
    visitor.get("/zgloszenie").type(**{name: TYPED[name] for name in FIRST})
    with monkeypatch.context() as patch:
        patch.setattr(type(site.memory.numbers), "next_number", away)
        visitor.press()
        assert visitor.status == 503
        assert_kept(visitor, *FIRST)
    assert visitor.press().press().press().status == 303


def test_a_file_that_waited_too_long_is_asked_for_again(site, visitor):
    visitor.to_check(("a.jpg", JPEG), **TYPED)
    site.clock.move(hours=3)
    visitor.press()

    assert visitor.status == 400
    assert visitor.faults == ["Jednego z plików już nie mamy. Dodaj go jeszcze raz."]
    assert_kept(visitor, *FIRST, files=0)


def test_of_two_files_the_one_that_waited_too_long_is_asked_for_again(site, visitor):
    visitor.get("/zgloszenie").type(**{name: TYPED[name] for name in FIRST})
    visitor.attach(("a.jpg", JPEG)).press("Pokaż pasujące")
    site.clock.move(minutes=90)
    visitor.attach(("b.jpg", JPEG)).press().press()
    assert visitor.heading == "Sprawdź, zanim wyślesz"
    site.clock.move(minutes=60)
    visitor.press()
    assert visitor.status == 400
    assert_kept(visitor, *FIRST, files=1)
    assert "b.jpg" in visitor.words


def test_of_two_files_the_second_may_be_the_one_that_is_gone(site, visitor):
    visitor.to_check(("a.jpg", JPEG), ("b.jpg", JPEG), **TYPED)
    second = visitor.page.xpath("//input[@name='file']/@value")[1]
    Intake(site.centre, keys=[KEY.encode()]).discard(second)
    visitor.press()
    assert visitor.status == 400
    assert_kept(visitor, *FIRST, files=1)
    assert "a.jpg" in visitor.words
    assert "b.jpg" not in visitor.words


def test_only_a_file_of_the_form_itself_is_removed(site, visitor):
    visitor.to_check(("a.jpg", JPEG), **TYPED)
    token = visitor.page.xpath("//input[@name='file']/@value")[0]
    other = site.visitor().get("/zgloszenie").type(description="Inne")
    other.client.post("/zgloszenie", data={"description": "Inne", "remove": token, "do": "show"})
    assert Intake(site.centre, keys=[KEY.encode()]).file(token, now=site.clock()) is not None
    assert visitor.press().status == 303


def test_what_failed_otherwise_is_counted_as_sent(monkeypatch):
    """A fault of ours must not be met as often as somebody likes."""
    own = make_site(sending_rates=[{"times": 1, "seconds": 3_600}])
    visitor = own.visitor().to_check(**TYPED)

    def broken(*_args, **_options):
        raise RuntimeError("broken")

    monkeypatch.setattr(type(own.memory.reports), "add", broken)
    assert visitor.press().status == 500
    assert visitor.press().status == 429


def test_nothing_typed_is_in_a_log(site, visitor, caplog, monkeypatch):
    def break_down(*_args, **_options):
        raise ValueError(TYPED["description"])

    visitor.to_check(**TYPED)
    monkeypatch.setattr(type(site.centre), "register", break_down)
    visitor.press()

    assert visitor.status == 500
    assert_kept(visitor)
    assert "Ławka" not in caplog.text
    assert "ValueError" in caplog.text


def test_what_strangers_send_is_no_error_of_the_program(visitor, caplog):
    """Whoever watches the log for errors is not called by a request without a report."""
    for path in (
        "/zgloszenie",
        "/zgloszenie/szczegoly",
        "/zgloszenie/kontakt",
        "/zgloszenie/wyslij",
    ):
        headers = {"Sec-Fetch-Site": "same-origin"}
        assert visitor.client.post(path, headers=headers).status_code == 415
    assert caplog.text == ""


def test_a_form_that_is_no_form(visitor):
    response = visitor.client.post("/zgloszenie", content=b"{}", headers={"Content-Type": "a/b"})
    assert response.status_code == 415
    assert "<h1>" in response.text


@pytest.mark.parametrize(
    ("path", "words"), [("/", "Zacznij od strony"), ("/en/", "Begin at the page")]
)
def test_another_method_is_answered_by_a_page(path, words):
    answer = make_site().visitor().client.put(path)
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert words in answer.text
    assert "<main" in answer.text


def test_a_file_that_no_store_would_keep_is_refused_in_words():
    """As from a page that was opened while there was one."""
    visitor = make_site(plugins=build(exclude_ports(memory(), "drafts"))).visitor()
    assert "new_files" not in visitor.get("/zgloszenie").field_names()
    answer = visitor.client.post(
        "/zgloszenie",
        data={"description": "Nie świeci lampa.", "do": "next"},
        files={"new_files": ("lampa.png", b"\x89PNG", "image/png")},
    )
    assert answer.status_code == 400
    assert "Plików może być najwyżej 0. Nie dodano: lampa.png." in answer.text
    assert "Nie świeci lampa." in answer.text


def test_a_field_that_is_longer_than_the_form_holds_is_named_and_keeps_its_words(visitor):
    visitor.to_check(name="Ola").press("Zmień dane do kontaktu")
    visitor.type(address="Długa 1 " * 40_000).press()
    assert visitor.status == 413
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#address"]
    (fault,) = visitor.faults
    assert "„Adres do listów (nieobowiązkowo)”" in fault
    assert visitor.page.xpath("//*[@name='address']")[0].text.strip().startswith("Długa 1 Długa 1")
    assert visitor.page.xpath("//*[@name='name']")[0].get("value") == "Ola"


def test_a_field_of_another_page_that_is_too_long_is_shown_on_its_page(visitor):
    visitor.to_check(name="Ola").press("Zmień dane do kontaktu")
    visitor.type(description="Dziura " * 40_000, name="Ola").press()
    assert visitor.status == 413
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#description"]
    assert "Opisz, co się stało" in visitor.faults[0]


@pytest.mark.parametrize("prefix", ["", "/en", "/uk"])
def test_a_fault_calls_each_field_as_its_label_does(site, visitor, prefix):
    words, labels = site.face._pages._words[prefix.lstrip("/") or "pl"], {}
    pages = [visitor.get(f"{prefix}/sprawdz").page, visitor.get(f"{prefix}/zgloszenie").page]
    pages.append(visitor.type(description="Lampa").press().page)
    for page in pages:
        for field in page.xpath("//main//textarea[@id] | //main//input[@type!='hidden'][@id]"):
            for label in page.xpath(f"//label[@for='{field.get('id')}']"):
                labels[field.get("name")] = " ".join(label.text_content().split())
    told = {name: too_long(name, words) for name in labels}
    named = {name for name, fault in told.items() if fault}
    assert {"description", "place", "name", "email", "phone", "address", "number"} <= named
    for name in named:
        assert f"„{labels[name]}”" in told[name].message or labels[name] in told[name].message


def test_a_number_that_is_too_long_is_named(visitor):
    visitor.get("/sprawdz").type(number="1" * 300_000, code="7K3M").press()
    assert visitor.status == 413
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#number"]
