"""Pictures that were added are shown to whoever has the page, and to nobody else."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import resident_site
from served_site import served

from lckm_core.errors import StoreUnavailableError
from lckm_intake import Intake
from tests.helpers.browsers import LONGEST_WAIT
from tests.helpers.photos import GPS_JPEG, JPEG

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PICTURES = "//main//img/@src | //main//source/@srcset"


def add(visitor, *files, **typed):
    """Come to the form once more, by a fault, with files added."""
    visitor.get("/zgloszenie").type(description="", **typed).attach(*files).press()
    return visitor


def own(visitor):
    return [one for one in visitor.page.xpath(PICTURES) if "/plik/" in one]


def test_a_photo_is_shown_where_it_is_kept_without_its_metadata(visitor):
    (address,) = own(add(visitor, ("konar.jpg", GPS_JPEG)))
    response = visitor.client.get(address)
    assert response.status_code == 200
    assert response.headers["content-type"] == "image/jpeg"
    assert response.content.startswith(b"\xff\xd8")
    assert b"Aparat Testowy" not in response.content
    assert "Usuń plik konar.jpg" in visitor.words


def test_it_is_answered_as_a_picture_and_kept_by_nobody(visitor):
    (address,) = own(add(visitor, ("a.jpg", JPEG)))
    headers = visitor.client.get(address).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["referrer-policy"] == "same-origin"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "sandbox" in headers["content-security-policy"]
    assert "set-cookie" not in headers


def test_on_the_check_page_too_and_no_page_allows_more_for_it(visitor):
    visitor.to_check(("a.jpg", JPEG))
    (address,) = own(visitor)
    assert visitor.client.get(address).status_code == 200
    assert "img-src 'self';" in visitor.response.headers["content-security-policy"]


@pytest.mark.parametrize("prefix", ["", "/en", "/uk"])
def test_in_each_language(visitor, prefix):
    visitor.to_check(("a.jpg", JPEG), prefix=prefix)
    (address,) = own(visitor)
    assert visitor.client.get(address).status_code == 200


def test_another_token_shows_nothing(visitor):
    (address,) = own(add(visitor, ("a.jpg", JPEG)))
    folder, token = address.rsplit("/", 1)
    for wrong in ("A" * 43, token[:-1], token + "A", token.swapcase(), "%00", "x" * 5000):
        response = visitor.client.get(f"{folder}/{wrong}")
        assert response.status_code == 404
        assert JPEG[:20] not in response.content


def test_it_is_gone_with_the_file_with_the_report_and_with_its_time(site, visitor):
    (address,) = own(add(visitor, ("a.jpg", JPEG)))
    token = address.rsplit("/", 1)[1]
    visitor.type(remove=token).press()
    assert own(visitor) == []
    assert visitor.client.get(address).status_code == 404

    visitor.to_check(("a.jpg", JPEG))
    (address,) = own(visitor)
    visitor.press().follow()
    assert visitor.client.get(address).status_code == 404

    (address,) = own(add(visitor, ("a.jpg", JPEG)))
    site.clock.move(hours=3)
    assert visitor.client.get(address).status_code == 404


def keep(site, data, media_type):
    """Keep a file as if it had been added, whatever is in it."""
    from lckm_intake.metadata import CleanFile

    intake = site.face._waiting_pictures._intake
    intake._remove_metadata = lambda *_, **__: CleanFile(media_type, data)
    return intake.add_file("dokument", b"-", now=site.clock.now).token


@pytest.mark.parametrize("data", [
    PDF, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<script>alert(1)</script>", b"",
    b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 20,
])  # fmt: skip
def test_what_is_no_picture_is_never_answered(site, visitor, data):
    token = keep(site, data, "image/jpeg")
    response = visitor.client.get(f"/zgloszenie/plik/{token}")
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/plain")
    assert not data or data not in response.content


@pytest.mark.parametrize(("media_type", "count"), [
    ("application/pdf", 0), ("video/mp4", 0), ("image/heic", 1), ("image/avif", 1),
])  # fmt: skip
def test_what_not_every_browser_shows_has_a_sign_beside_its_name(site, visitor, media_type, count):
    token = keep(site, PDF, media_type)
    fields = {"description": "", "file": token, "do": "next"}
    visitor._show(visitor.client.post("/zgloszenie", data=fields))
    assert len(own(visitor)) == count
    assert visitor.page.xpath("//main//source/@type") == [media_type] * count
    (sign,) = visitor.page.xpath("//main//img/@src")
    assert visitor.client.get(sign).headers["content-type"] == "image/svg+xml"
    assert "Usuń plik dokument" in visitor.words


def test_where_the_store_is_away_the_page_is_not_harmed(site, visitor, caplog):
    (address,) = own(add(visitor, ("a.jpg", JPEG)))

    def away(*args, **kwargs):
        raise StoreUnavailableError

    site.memory.drafts.load = away
    response = visitor.client.get(address)
    assert response.status_code == 503
    assert address.rsplit("/", 1)[1] not in caplog.text


@pytest.mark.parametrize(("error", "status"), [(StoreUnavailableError, 503), (RuntimeError, 500)])
def test_where_storing_a_file_fails_none_after_it_is_stored(visitor, monkeypatch, error, status):
    tried = []

    def fail(intake, name, data, *, now):
        tried.append(name)
        raise error

    monkeypatch.setattr(Intake, "add_file", fail)
    add(visitor, *((f"{number}.jpg", JPEG) for number in range(3)))
    assert visitor.status == status
    assert tried == ["0.jpg"]


def test_nothing_is_changed_by_looking(site, visitor):
    (address,) = own(add(visitor, ("a.jpg", JPEG)))
    for _ in range(3):
        assert visitor.client.get(address).content == visitor.client.get(address).content
    assert visitor.client.post(address).status_code == 405


def test_clients_that_take_nothing_hold_no_more_than_one_form_brings(monkeypatch):
    """Each picture is as large as may be; their clients read none of it."""
    site = resident_site.site()
    token = keep(site, JPEG + b"\0" * 9_000_000, "image/jpeg")
    monkeypatch.setattr("lckm_web._waiting_pictures._WAIT", 0.2)
    monkeypatch.setattr("lckm_web._waiting_pictures._LONGEST", 4.0)
    begun, statuses = [], []

    async def ask():
        events = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive():
            if not events:
                await asyncio.sleep(60)
            return events.pop()

        async def send(event):
            if event["type"] == "http.response.start":
                statuses.append(event["status"])
            elif event["body"] and statuses[-1] == 200:
                begun.append(len(event["body"]))
                await asyncio.sleep(60)

        scope = {
            "type": "http",
            "method": "GET",
            "path": f"/zgloszenie/plik/{token}",
            "scheme": "http",
            "query_string": b"",
            "headers": [(b"host", b"testserver")],
            "client": ("127.0.0.1", 1),
        }
        await site.face.app(scope, receive, send)

    async def all_at_once():
        await asyncio.gather(*(ask() for _ in range(20)))

    began = time.monotonic()
    # In a thread of its own: in this one, a browser of another test may be open.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(all_at_once())).result()
    assert time.monotonic() - began < 10
    assert len(begun) <= 5
    assert max(begun) <= 65_536
    assert statuses.count(503) >= 15
    assert resident_site.site().visitor().get("/zgloszenie").status == 200


def test_others_get_theirs_once_there_is_room_again(monkeypatch):
    site = resident_site.site()
    token = keep(site, JPEG + b"\0" * 9_000_000, "image/jpeg")
    statuses = []
    asking = [
        threading.Thread(
            target=lambda: statuses.append(
                site.visitor().client.get(f"/zgloszenie/plik/{token}").status_code
            )
        )
        for _ in range(8)
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join(30)
    assert statuses == [200] * 8


def test_without_metadata_the_place_of_a_photo_is_still_offered(visitor):
    visitor.get("/zgloszenie").type(description="Lampa").attach(("a.jpg", GPS_JPEG)).press()
    assert "Czy to miejsce zdarzenia?" in visitor.words


# ── in a browser ────────────────────────────────────────────────────────────────────────────────

LONG = pytest.mark.slow(
    reason="files in a browser, step by step; "
    "that a chosen photo shows on the page of the form stands for it"
)


@pytest.fixture(scope="module")
def place():
    with served() as found:
        yield found


@pytest.fixture
def visit(browser, place):
    address, _ = place
    contexts, unwanted = [], []

    def opened(*, js=True, **options):
        context = browser.new_context(java_script_enabled=js, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(LONGEST_WAIT)
        # The answer to a form with a fault is an error for the browser's own log.
        page.on("console", lambda one: "400" in one.text or unwanted.append(one.text))
        page.on("pageerror", lambda error: unwanted.append(str(error)))
        page.goto(f"{address}/zgloszenie")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert unwanted == []


FILES = [
    {"name": "konar.jpg", "mimeType": "image/jpeg", "buffer": JPEG},
    {"name": "umowa.pdf", "mimeType": "application/pdf", "buffer": PDF},
    {"name": "telefon.heic", "mimeType": "image/heic", "buffer": b"no picture that it knows"},
    {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"no film"},
]
TRUNK = {**FILES[0], "name": "pień.jpg"}
NEXT = "main form p.next button"


@LONG
@pytest.mark.browser
def test_what_is_chosen_shows_before_it_is_sent(visit, axe):
    page = visit()
    page.set_input_files("#new_files", FILES)
    page.wait_for_selector("#files canvas")
    page.wait_for_function("() => document.querySelectorAll('#files .chosen img').length === 3")
    assert chosen(page) == [one["name"] for one in FILES]
    drawn = "one => [...one.getContext('2d').getImageData(0, 0, 9, 9).data].some(part => part > 0)"
    assert page.eval_on_selector("#files canvas", drawn)
    violations = axe.run(page, context="#files").response["violations"]
    assert [rule["id"] for rule in violations] == []


def chosen(page):
    return page.eval_on_selector_all(
        "#files .chosen", "all => all.map(one => one.querySelector('span:not(.preview)').innerText)"
    )


@LONG
@pytest.mark.browser
def test_each_choice_adds_to_those_before_and_each_can_be_removed(visit, tmp_path):
    """A telephone gives one picture at a time."""
    photo, trunk = tmp_path / "konar.jpg", tmp_path / "pień.jpg"
    for path in (photo, trunk):
        path.write_bytes(JPEG)
    page = visit()
    for file in (photo, trunk, photo):
        page.set_input_files("#new_files", file)
    assert chosen(page) == ["konar.jpg", "pień.jpg"]
    page.click("[aria-label='Usuń plik konar.jpg']")
    assert chosen(page) == ["pień.jpg"]
    page.set_input_files("#new_files", photo)
    page.fill("#description", "Konar")
    page.click(NEXT)
    page.wait_for_selector("#email")
    page.go_back()
    page.click(NEXT)
    page.click(NEXT)
    page.wait_for_selector("blockquote")
    assert [one.inner_text().split(" (")[0] for one in page.query_selector_all("p.chosen")] == [
        "pień.jpg",
        "konar.jpg",
    ]


@LONG
@pytest.mark.browser
def test_a_file_that_is_too_large_or_too_many_is_told_when_it_is_chosen(visit):
    page = visit()
    large = {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"0" * 10_000_001}
    page.set_input_files("#new_files", [FILES[0], large, FILES[1]])
    assert chosen(page) == ["konar.jpg", "umowa.pdf"]
    told = page.inner_text("#files [role=alert]").replace("\u00a0", " ")
    assert told == "Plik film.mp4 jest za duży. Może mieć najwyżej 10 MB."
    more = [{**FILES[0], "name": f"{at}.jpg"} for at in range(4)]
    page.set_input_files("#new_files", more)
    assert len(chosen(page)) == 5
    assert page.inner_text("#files [role=alert]") == (
        "Plików może być najwyżej 5. Nie dodano: 3.jpg."
    )


@LONG
@pytest.mark.browser
def test_without_a_script_files_are_added_one_by_one(visit):
    page = visit(js=False)
    for count, file in enumerate((FILES[0], TRUNK), 1):
        page.set_input_files("#new_files", file)
        page.click("button:text-is('Dodaj wybrane')")
        page.wait_for_selector(f"#files li:nth-child({count})")
    assert page.locator("#files [name=remove]").count() == 2
    assert page.locator("#bledy").count() == 0


@LONG
@pytest.mark.browser
@pytest.mark.parametrize("js", [True, False])
def test_what_was_sent_shows_and_need_not_be_chosen_again(visit, js):
    page = visit(js=js)
    page.set_input_files("#new_files", FILES[:1])
    page.click(NEXT)  # nothing is written yet
    page.wait_for_selector("#bledy")
    shown = page.locator("#files li img.preview")
    shown.scroll_into_view_if_needed()
    box = shown.bounding_box()
    assert box["width"] >= 44
    if js:
        page.wait_for_function("() => document.querySelector('#files li img').naturalWidth === 8")
    assert page.inner_text("#pliki") == "Te pliki już mamy:"
    page.fill("#description", "Konar")
    page.click(NEXT)
    page.click(NEXT)
    page.wait_for_selector("blockquote")
    assert page.locator("main img.preview").count() == 1
