"""The portal as a web face: files of the release that is shown, and the search of the centre."""

import os
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import anyio
import attrs
import bip_samples as shared
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from lckm_bip import BipAdapter, PortalFace
from lckm_bip.release import release_reader
from lckm_core import ContactCentre, build
from lckm_core.errors import InvalidSettingError
from lckm_core.ports import Hit, Passage, TextSpan, provide
from lckm_core.publication import Audience, Publication

SHOWN = shared.AMENDED
HOSTILE = [
    "/../bip/index.html",
    "/pliki/../../bip/index.html",
    "/..",
    "/.",
    "/./index.html",
    "/../../.lckm-bip/a.json",
    "/.lckm-bip",
    "//index.html",
    "//etc/passwd",
    "/pliki//etc/passwd",
    "/index.html/",
    "/index.html/index.html",
    "/pliki",
    "/pliki/",
    "/pliki/../index.html",
    "/..\\bip\\index.html",
    "/a\x00b",
    "/index.html\x00.css",
    "/a\nb.html",
    "/\udcff\udcfe",
    "/\ud800.html",
    "/" + "x" * 5_000,
    "/" + "x/" * 2_000 + "x",
    "/nic.html",
    "/<script>alert(1)</script>",
    "/C:/Windows/win.ini",
]
"""Paths as a server hands them over, which need not be those of a browser."""


class SomeSearch:
    """Answers what it is told to, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Audience, int]] = []
        self.hits: list[Hit] = []
        self.error: Exception | None = None

    def find(self, query: str, *, audience: Audience, limit: int = 10) -> list[Hit]:
        self.asked.append((query, audience, limit))
        if self.error:
            raise self.error
        return self.hits


class Portal:
    """A portal that is served, and its export."""

    def __init__(
        self,
        target: Path,
        *,
        searches: bool = True,
        languages: Sequence[str] = ("pl",),
        **settings: Any,
    ) -> None:
        self.target = target
        adapter = BipAdapter(target=str(target), **settings)
        (self.exporter,) = adapter.contribute_exporters()
        self.search = SomeSearch()
        handed = {"search": self.search} if searches else {}
        centre = ContactCentre(build(provide(exporters=[self.exporter], **handed)))
        self.face = PortalFace(centre, languages=languages)
        self.client = TestClient(self.face.app, base_url="http://127.0.0.1")
        self.client.follow_redirects = False

    def export(self, publication: Publication | None = None) -> None:
        shown = publication or shared.publication()
        self.exporter.export(lambda: shown)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    found = Portal(tmp_path_factory.mktemp("portal") / "site", phone="42 638 44 44", reports="/")
    found.export()
    return found


@pytest.fixture
def own(tmp_path: Path) -> Portal:
    return Portal(tmp_path / "site")


def test_each_file_of_the_portal_is_served_as_it_is(portal: Portal) -> None:
    folder = portal.target / "current/portal"
    types = {}
    for path, content in shared.tree(folder).items():
        if path == "szukaj.html":
            continue
        answer = portal.client.get(f"/{quote(path)}")
        assert (answer.status_code, answer.content) == (200, content), path
        types[Path(path).suffix] = answer.headers["content-type"].partition(";")[0]
        is_download = path.startswith("pliki/")
        assert ("content-disposition" in answer.headers) is is_download, path
    known = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
    assert known.items() <= types.items()
    feed = portal.client.get("/kanal.xml").headers["content-type"]
    assert feed == "application/atom+xml"
    assert portal.client.get("/").content == (folder / "index.html").read_bytes()


def test_a_file_to_download_is_no_page_of_ours(tmp_path: Path) -> None:
    portal = Portal(tmp_path / "site", languages=("pl", "en"))
    portal.export()
    folder = portal.target / "current/portal/pliki/KA-00001"
    folder.mkdir(parents=True)
    page = b"<html><head></head><body><header></header>Szukaj \xff</body></html>"
    for name, media_type in (("a.html", "text/html"), ("B.HTML", "text/html"), ("c.JSON", "")):
        (folder / name).write_bytes(page)
        for prefix in ("", "/en"):
            answer = portal.client.get(f"{prefix}/pliki/KA-00001/{name}")
            assert (answer.status_code, answer.content) == (200, page)
            assert answer.headers["content-disposition"] == "attachment"
            assert answer.headers["content-type"].startswith(media_type or "application/json")


def test_a_page_has_key_facts_and_a_button_and_no_cookie(portal: Portal) -> None:
    answer = portal.client.get(f"/{SHOWN}.html")
    assert 'class="facts"' in answer.text
    assert 'class="do screen"' in answer.text
    assert '<a href="/">Zgłoś awarię</a>' in answer.text
    assert "set-cookie" not in answer.headers
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def ask(app: Any, path: str) -> tuple[int, str]:
    """Return the status and the text of the answer to a path, which no client tidied up."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(event: Any) -> None:
        sent.append(event)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1")],
    }
    anyio.run(app, scope, receive, send)
    body = b"".join(event.get("body", b"") for event in sent)
    return sent[0]["status"], body.decode()


def test_a_plain_path_is_answered(portal: Portal) -> None:
    assert ask(portal.face.app, "/index.html")[0] == 200


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: ascii(path[:30]))
def test_a_hostile_path_is_a_page_that_is_not_there(portal: Portal, path: str) -> None:
    status, text = ask(portal.face.app, path)
    assert status == 404
    assert "Nie ma takiej strony" in text
    assert "<script" not in text


def test_a_link_out_of_the_site_is_not_followed(own: Portal, tmp_path: Path) -> None:
    own.export()
    (tmp_path / "secret.html").write_text("tajne", "utf-8")
    folder = own.target / "current/portal"
    (folder / "out.html").symlink_to(tmp_path / "secret.html")
    (folder / "outside").symlink_to(tmp_path)
    (folder / "loop.html").symlink_to("loop.html")
    os.mkfifo(folder / "waits.html")
    for path in ("out.html", "outside/secret.html", "loop.html", "waits.html"):
        assert own.client.get(f"/{path}").status_code == 404, path


def test_a_known_page_is_not_sent_again_until_it_changes(own: Portal) -> None:
    first, second = shared.old_and_new(3)
    own.export(first)
    answer = own.client.get("/index.html")
    tag = answer.headers["etag"]
    assert answer.headers["cache-control"] == "no-cache"
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = own.client.get("/index.html", headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b""), known
    own.export(second)
    changed = own.client.get("/index.html", headers={"if-none-match": tag})
    assert changed.status_code == 200
    assert "Nowy tytuł" in own.client.get("/alfabet.html").text + own.client.get("/").text


def test_what_is_no_longer_shown_is_gone_with_the_export(own: Portal) -> None:
    first, second = shared.old_and_new(3)
    own.export(first)
    before = {one.name for one in (own.target / "current/portal").glob("KA-*.html")}
    own.export(second)
    after = {one.name for one in (own.target / "current/portal").glob("KA-*.html")}
    (gone,) = before - after
    assert own.client.get(f"/{gone}").status_code == 404
    for new in after - before:
        assert own.client.get(f"/{new}").status_code == 200


def test_a_procedure_is_shown_from_its_day_on(own: Portal) -> None:
    begins = date(2027, 1, 1)
    new = attrs.evolve(shared.samples()[0], internal=False, valid_from=begins, valid_to=None)
    for day, status in ((date(2026, 12, 31), 404), (begins, 200)):
        own.export(shared.publication([shared.edition(new)], on=day))
        assert own.client.get(f"/{new.id}.html").status_code == status


def test_pages_are_whole_while_exports_replace_them(own: Portal) -> None:
    shown = shared.old_and_new(2)
    own.export(shown[0])
    whole = set()
    for one in shown:
        own.export(one)
        whole.add((own.target / "current/portal/index.html").read_bytes())
    assert len(whole) == 2
    over = threading.Event()

    def go_on() -> None:
        for turn in range(12):
            own.export(shown[turn % 2])
        over.set()

    thread = threading.Thread(target=go_on)
    thread.start()
    seen = set()
    while not over.is_set():
        answer = own.client.get("/")
        assert answer.status_code == 200
        seen.add(answer.content)
    thread.join()
    assert seen <= whole


def test_a_file_that_was_replaced_while_it_was_read_is_read_again(
    own: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = shared.old_and_new(2)
    own.export(first)
    read, torn = release_reader._content, list[str]()

    def read_in_between(folder: Path, path: str) -> bytes | None:
        if torn:
            return read(folder, path)
        # An export shows the other release, and is just writing this file in the one of before.
        torn.append(path)
        own.export(second)
        return None

    monkeypatch.setattr(release_reader, "_content", read_in_between)
    answer = own.client.get("/index.html")
    assert torn == ["index.html"]
    assert answer.content == (own.target / "current/portal/index.html").read_bytes()


def test_before_the_first_export_the_portal_says_so(own: Portal) -> None:
    answer = own.client.get("/")
    assert answer.status_code == 503
    assert "Portal jest przygotowywany" in answer.text


def test_a_folder_that_is_something_else_is_no_portal(
    own: Portal, caplog: pytest.LogCaptureFixture
) -> None:
    own.target.mkdir()
    (own.target / "current").mkdir()
    answer = own.client.get("/tajna-nazwa")
    assert answer.status_code == 503
    assert "NotASiteError" in caplog.text
    assert "tajna-nazwa" not in caplog.text


def test_the_search_is_the_centre_s(portal: Portal) -> None:
    portal.search.hits = [
        Hit(
            "KA-01379",
            "Karta <Dużej> Rodziny",
            title_spans=(TextSpan(0, 5),),
            passages=(Passage("Opłaty", "karta & dodatek", (TextSpan(0, 5), TextSpan(8, 15))),),
        )
    ]
    answer = portal.client.get("/szukaj.html", params={"q": " karta "})
    portal.search.hits = []
    assert portal.search.asked[-1] == ("karta", Audience.PORTAL, 20)
    assert '<a href="KA-01379.html"><mark>Karta</mark> &lt;Dużej&gt; Rodziny</a>' in answer.text
    assert "Opłaty: <mark>karta</mark> &amp; <mark>dodatek</mark>" in answer.text
    assert "Znaleziono: 1." in answer.text
    assert 'value="karta"' in answer.text
    assert "<title>Szukaj: karta" in answer.text
    assert "<script" not in answer.text
    assert "noscript" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_who_finds_nothing_is_led_on(portal: Portal) -> None:
    text = portal.client.get("/szukaj.html?q=xyz").text
    assert "Niczego nie znaleziono." in text
    for way in ('href="alfabet.html"', 'href="jednostki.html"', 'href="tel:426384444"'):
        assert way in text


def test_no_words_are_not_looked_for(portal: Portal) -> None:
    before = len(portal.search.asked)
    for query in ("", "?q=", "?q=%20%20"):
        answer = portal.client.get(f"/szukaj.html{query}")
        assert answer.status_code == 200
        assert '<p id="ile" role="status"></p>' in answer.text
    assert len(portal.search.asked) == before


@pytest.mark.parametrize(
    "query", ['"><script>alert(1)</script>', "ż" * 10_000, "\x00\x1b[2J", "%ff", "' OR 1=1 --"]
)
def test_hostile_words_are_only_words(portal: Portal, query: str) -> None:
    answer = portal.client.get("/szukaj.html", params={"q": query})
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert len(portal.search.asked[-1][0]) <= 500
    assert "\x1b" not in answer.text


def test_a_search_that_fails_is_a_page_and_no_word_is_logged(
    portal: Portal, caplog: pytest.LogCaptureFixture
) -> None:
    portal.search.error = RuntimeError("tajne słowo")
    answer = portal.client.get("/szukaj.html?q=tajne")
    portal.search.error = None
    assert answer.status_code == 503
    assert 'href="/alfabet.html"' in answer.text
    assert "tajne" not in caplog.text
    assert "RuntimeError" in caplog.text


def test_without_a_search_the_browser_searches(tmp_path: Path) -> None:
    portal = Portal(tmp_path / "site", searches=False)
    portal.export()
    answer = portal.client.get("/szukaj.html?q=karta")
    assert answer.content == (portal.target / "current/portal/szukaj.html").read_bytes()
    assert "szukaj.js" in answer.text


def test_below_a_path_all_links_hold(portal: Portal) -> None:
    host = FastAPI()
    host.mount("/miasto/procedury", portal.face.app)
    client = TestClient(host)
    assert client.get("/miasto/procedury/").status_code == 200
    assert client.get(f"/miasto/procedury/{SHOWN}.html").status_code == 200
    missing = client.get("/miasto/procedury/a/b/c")
    assert missing.status_code == 404
    for link in ("styl.css", "szukaj.html", "alfabet.html", "index.html"):
        assert f'"/miasto/procedury/{link}"' in missing.text
        assert client.get(f"/miasto/procedury/{link}").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_portal_takes_nothing(portal: Portal, method: str) -> None:
    call: Callable[[str], Any] = getattr(portal.client, method)
    assert call("/index.html").status_code == 405


def test_a_centre_without_a_portal_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettingError, match="BipAdapter"):
        PortalFace(ContactCentre(build(BipAdapter(target=str(tmp_path), audiences=("bip",)))))


@pytest.mark.parametrize("value", ["/", "/zgloszenia/", "https://www.lodz.example/"])
def test_the_way_to_reports_is_an_address(value: str) -> None:
    assert BipAdapter(target="x", reports=value).reports == value


@pytest.mark.parametrize("value", ["javascript:alert(1)", "//evil.example", "zgloszenia", "/\n"])
def test_another_way_to_reports_is_refused(value: str) -> None:
    with pytest.raises(InvalidSettingError, match="reports"):
        BipAdapter(target="x", reports=value)
