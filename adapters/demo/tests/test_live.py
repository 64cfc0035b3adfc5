"""The demo that goes on: letters, a clock that can be moved, and a search in every file."""

import shutil
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from starlette.testclient import TestClient

from lckm_cli.settings import read_settings
from lckm_core.calendar import civil_day
from lckm_demo.live import worker
from lckm_demo.live.adapter import LiveAdapter
from lckm_demo.live.clock import MovableClock
from lckm_demo.live.face import DemoFace
from lckm_demo.live.word_search import find_words
from lckm_http.site import Site
from tests.helpers.photos import GPS_JPEG

# Who visits the pages is shared with their own tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "web" / "tests"))

import resident_site

HERE = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def live(demo: tuple[Path, Any], tmp_path: Path) -> Path:
    """A copy of the folder that the demo left."""
    folder = tmp_path / "live"
    shutil.copytree(demo[0] / "live", folder, symlinks=True)
    return folder


@pytest.fixture
def client(live: Path) -> Iterator[TestClient]:
    """A client of the site that ``lckm serve`` makes of a copy, with the worker."""
    settings = read_settings(live / "lckm.toml")
    adapters = settings.adapters()
    (own,) = (one for one in adapters if isinstance(one, LiveAdapter))
    centre, clock = settings.centre(adapters), own.clock.now
    faces = settings.faces(centre=centre, clock=clock, public_url=None, trusted_proxies=())
    # Nobody but this machine signs in as the people of the demo.
    here = ("127.0.0.1", 50_000)
    site = Site(centre, faces, clock)
    with TestClient(site, base_url="http://127.0.0.1", client=here) as client:
        client.follow_redirects = False
        yield client
    own.close()


def until(client: TestClient, told: str, path: str = "/poczta/", **form: str) -> str:
    """Return a page once it has these words."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        text = (client.post(path, data=form, headers=HERE) if form else client.get(path)).text
        if told in text:
            return text
        time.sleep(0.5)
    raise AssertionError(text)


def test_the_settings_make_the_site(live: Path) -> None:
    settings = read_settings(live / "lckm.toml")
    adapters = settings.adapters()
    faces = settings.faces(
        centre=settings.centre(adapters), clock=None, public_url=None, trusted_proxies=()
    )
    assert {at: type(face).__name__ for at, face in faces.items()} == {
        "/": "ResidentFace",
        "/procedury": "PortalFace",
        "/opis": "WordCheckFace",
        "/open311": "Open311Face",
        "/api/v1": "ApiFace",
        "/poczta": "DemoFace",
        "/biuro": "DeskFace",
    }


def test_nothing_was_done_later_than_anybody_opens_it(live: Path) -> None:
    """It was made with acts of its own afternoon: of the future, for who opens it before noon."""
    settings = read_settings(live / "lckm.toml")
    adapters = settings.adapters()
    (own,) = (one for one in adapters if isinstance(one, LiveAdapter))
    editions = settings.centre(adapters).plugins.procedures.all_editions()
    days = {civil_day(act.at) for edition in editions for act in edition.acts}
    own.close()
    assert days == {date(2026, 11, 24)}


def search(client: TestClient, **form: str) -> str:
    return client.post("/poczta/szukaj", data=form, headers=HERE).text


def test_what_was_sent_is_read_and_every_file_that_has_it_is_found(client: TestClient) -> None:
    page = until(client, "helpdesku (37)")
    assert "Dziura" in page
    assert "[usunięto: telefon]" in page
    assert "<script" not in page
    number, _ = resident_site.Visitor(client).send(
        ("lampa.jpg", GPS_JPEG),
        description="Lampa nie świeci. Proszę dzwonić: 699 123 455.",
        category="oswietlenie",
        name="Jan Sprawdzający",
    )
    page = until(client, f"Zgłoszenie {number}:")
    assert "699 123 455" not in page
    assert "reports.sqlite-months" in search(client, planted="1")
    assert "znaleziono w " in search(client, words="699123455")


def test_the_desk_has_a_delivery_for_a_person_and_a_notice_not_confirmed(
    client: TestClient,
) -> None:
    client.headers.update(HERE)
    client.follow_redirects = True
    desk = resident_site.Visitor(client)
    desk.get("/biuro/").press("Teresa Słuchająca")
    # The worker asks the helpdesk once more; what it changes meanwhile is not settled unseen.
    until(client, "następna próba", "/biuro/kolejka?stan=reka")
    queue = desk.get("/biuro/kolejka?stan=reka")
    (row,) = queue.page.xpath("//ol/li")
    number = row.xpath(".//a/text()")[0]
    assert "Tylko człowiek ustali, czy helpdesk je ma." in row.text_content()
    assert number in client.get("/poczta/").text, "the ticket is there"
    desk.get(f"/biuro/zgloszenie/rozstrzygniecie?numer={number}")
    desk.type(odbiorca="helpdesk", skad="seen").press("Zapisz")
    assert "Nic nie czeka: wszystko doręczono." in desk.get("/biuro/kolejka").words

    until(client, "Usuń dane osobowe: zgłoszenie")
    erasures = desk.get("/biuro/usuwanie")
    (row,) = erasures.page.xpath("//ol/li")
    assert "Schronisko dla Zwierząt" in row.text_content()
    desk.get(row.xpath(".//a[contains(text(), 'Zapisz')]/@href")[0]).press("Zapisz")
    assert "Zapisano, że odbiorca usunął dane." in desk.words
    assert "Żadne wezwanie nie czeka na potwierdzenie." in desk.words


@pytest.mark.slow(
    reason="every file is searched again and again; what is searched for is found in every change",
    weekly=True,
)
def test_after_the_term_no_file_has_what_was_sent(client: TestClient) -> None:
    number, _ = resident_site.Visitor(client).send(
        ("lampa.jpg", GPS_JPEG),
        description="Kosz przewrócony. Proszę dzwonić: 699 123 466.",
        category="oswietlenie",
        name="Ewa Sprawdzająca",
    )
    until(client, f"Zgłoszenie {number}:")
    for words in ("699123466", "ewa sprawdzająca"):
        assert "znaleziono w " in search(client, words=words)
    assert client.post("/poczta/zegar", headers=HERE).status_code == 303
    until(client, "nie znaleziono nigdzie", "/poczta/szukaj", planted="1")
    for words in ("699123466", "ewa sprawdzająca"):
        until(client, "nie znaleziono nigdzie", "/poczta/szukaj", words=words)


def test_the_portal_is_one_way_from_the_start_and_its_search_answers(client: TestClient) -> None:
    for language in ("", "en/", "uk/"):
        assert f'href="/procedury/{language}"' in client.get(f"/{language}").text
        back = client.get(f"/procedury/{language}").text
        assert f'<a href="/{language}">' in back
    start = client.get("/procedury/").text
    assert "Jak załatwić sprawę w Łodzi" in start
    assert '<a href="/">Zgłoś awarię</a>' in start
    found = client.get("/procedury/szukaj.html?q=ile+kosztuje+karta+dla+duzej+rodziny").text
    assert '<a href="KA-01379.html">' in found
    assert 'class="facts"' in client.get("/procedury/KA-01379.html").text


def test_the_worker_shows_the_portal_of_each_day(live: Path, client: TestClient) -> None:
    # An edition of 2027 waits in the samples; the demo was made in November before.
    new, page = "Pobierz kartę na telefon", "/procedury/KA-01379.html"
    assert new not in (live / "site/current/portal/KA-01379.html").read_text("utf-8")
    client.post("/poczta/zegar", headers=HERE)
    until(client, new, page)
    file = client.get("/procedury/pliki/KA-01379/regulamin-lodzkiej-karty-2027.pdf")
    assert file.status_code == 200
    assert file.headers["content-type"] == "application/pdf"
    until(client, "KA-01379.html", "/procedury/szukaj.html?q=kod+do+pobrania+karty+na+telefon")


def test_other_applications_report_by_open311(live: Path, client: TestClient) -> None:
    fields = {
        "api_key": (live / "open311.txt").read_text("utf-8").strip(),
        "service_code": "oswietlenie",
        "address_string": "ul. Przykładowa 9",
    }
    (sent,) = client.post("/open311/v2/requests.json", data=fields).json()
    found = client.get("/open311/v2/requests.json").json()
    assert found[0]["service_request_id"] == sent["service_request_id"]
    # The samples that came in before are there, too.
    assert len(found) > 10


def test_other_systems_report_over_rest(live: Path, client: TestClient) -> None:
    secret = (live / "api.txt").read_text("utf-8").strip()
    headers = {"Authorization": f"Bearer {secret}"}
    form = {"description": "Lampa nie świeci.", "category": "oswietlenie"}
    sent = client.put("/api/v1/reports/by-key/a-1", json=form, headers=headers)
    assert sent.status_code == 201
    found = client.get("/api/v1/reports", headers=headers).json()["reports"]
    assert found[0]["report"]["number"] == sent.json()["number"]
    # The samples that came in before are there, too, and the procedures of the portal.
    assert len(found) > 10
    shown = client.get("/api/v1/procedures").json()["procedures"]
    assert "KA-01379" in {one["id"] for one in shown}


@pytest.mark.parametrize("words", ["", "  ", "ab", "<script>alert(1)</script>", "ż" * 5000])
def test_odd_words_are_looked_for_without_harm(tmp_path: Path, words: str) -> None:
    (tmp_path / "a.txt").write_text("abc", "utf-8")
    client = TestClient(DemoFace(None, folder=tmp_path).app)  # type: ignore[arg-type]
    answer = client.post("/szukaj", data={"words": words}, headers=HERE)
    assert answer.status_code == 200
    assert "<script>" not in answer.text


def test_nobody_else_s_site_moves_the_clock(tmp_path: Path) -> None:
    client = TestClient(DemoFace(None, folder=tmp_path).app)  # type: ignore[arg-type]
    assert client.post("/zegar", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.get("/zegar").status_code == 405
    assert not (tmp_path / "clock.txt").exists()


def test_the_clock_goes_forward_only(tmp_path: Path) -> None:
    clock = MovableClock(tmp_path)
    began = clock.now()
    clock.move(214)
    assert (clock.now() - began).days == 214
    clock.move(-500)
    assert (MovableClock(tmp_path).now() - began).days == 214
    clock.move(10**9)
    assert clock.now().year < began.year + 101


def test_words_are_found_however_they_are_written(tmp_path: Path) -> None:
    from email.message import EmailMessage

    letter = EmailMessage()
    letter["Subject"] = "Zażółć"
    letter.set_content("telefon 600 100 200, ul. Żwirki " + "ż" * 200)
    letter.add_attachment(b"\xff\xd8 Jan Pokazowy", maintype="image", subtype="jpeg", filename="a")
    (tmp_path / "one.eml").write_bytes(bytes(letter))
    (tmp_path / "two.json").write_text('{"a": "ul. \\u017bwirki"}', "utf-8")
    (tmp_path / "zwirki żwirki.txt").write_text("600-100-200", "utf-8")
    assert find_words(tmp_path, "600100200").paths == ("one.eml", "zwirki żwirki.txt")
    assert find_words(tmp_path, "ŻWIRKI").paths == ("one.eml", "two.json", "zwirki żwirki.txt")
    assert find_words(tmp_path, "jan pokazowy").paths == ("one.eml",)
    assert find_words(tmp_path, "zażółć").paths == ("one.eml",)
    assert find_words(tmp_path, "nikt").paths == ()


def test_streets_of_the_city_are_suggested_and_fill_the_district_in(client: TestClient) -> None:
    assert client.get("/ulice?q=lagiewnic").json() == {"streets": ["ul. Łagiewnicka"]}
    visitor = resident_site.Visitor(client).to_check(street="Łagiewnicka 5", category="oswietlenie")
    assert "Bałuty" in visitor.words
    visitor.get("/zgloszenie").type(category_search="lampa").press("Pokaż pasujące")
    assert "Pasujące kategorie: 1 / 15" in visitor.words


class Turns:
    """Tells a worker to stop after so many turns."""

    def __init__(self, count: int) -> None:
        self.left = count

    def wait(self, timeout: float) -> bool:
        """Return at once whether it is over."""
        self.left -= 1
        return self.left < 0


def test_units_that_fail_do_not_end_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    class Delivering:
        def __init__(self, *_: object, **__: object) -> None:
            done.append("made")

        def turn(self, stop: object) -> None:
            done.append("delivered")

    def fail(*_: object) -> None:
        done.append("failed")
        raise FileNotFoundError("another process took it")

    monkeypatch.setattr(worker, "Worker", Delivering)
    monkeypatch.setattr(worker, "_obey", fail)
    stop: Any = Turns(3)
    worker._work(cast(Any, None), Path("nowhere"), cast(Any, SimpleNamespace(now=None)), stop)
    assert done == ["made", *["delivered", "failed"] * 3]
