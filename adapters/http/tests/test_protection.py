"""What is refused before a face looks at it, and what every answer carries."""

import asyncio
import logging

import anyio
import lxml.html
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from lckm_http import (
    FormLimits,
    Refusal,
    RefusedRequestError,
    address_in,
    client_network,
    language_of,
    peer_host,
    protect,
    read_form,
    refuse_plainly,
)
from lckm_http.protection import ROUTE
from tests.helpers.announced_length import LENGTHS, refused_unread
from tests.helpers.languages import page_fault
from tests.helpers.rows import in_one_test

SITE = "https://lckm.example.org"


async def show(request: Request) -> Response:
    return PlainTextResponse(f"{request.url_for('show')} {client_network(request)}")


async def send(request: Request) -> Response:
    await read_form(request, FormLimits(files=5))
    return RedirectResponse(request.url_for("show"), 303)


async def other(request: Request) -> Response:
    return PlainTextResponse(
        f"{language_of(request)} {address_in(request, 'uk')} {address_in(request, 'pl')}"
    )


def face(**options) -> Starlette:
    app = Starlette(
        routes=[
            Route("/", show, name="show"),
            Route("/wyslij", send, methods=["POST"]),
            Route("/strona", other),
        ],
        exception_handlers={RefusedRequestError: refuse_plainly},
    )
    return protect(app, **options)


def client(base: str = SITE, **options) -> TestClient:
    return TestClient(face(**options), base_url=base, follow_redirects=False)


def post(client: TestClient, **headers: str) -> int:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/wyslij", data={"a": "b"}, headers=names).status_code


# ── host ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "lckm.example.org.evil.example",
        "lckm.example.org:8443",
        "evil.example@lckm.example.org",
        "lckm.example.org/../evil",
        "lckm.example.org/evil",
        "lckm.example.org?x=",
        "lckm.example.org#",
        "evil\\@lckm.example.org",
        "lckm.example.org:",
        "lckm.example.org:443:443",
        "lckm.example.org,evil.example",
        " lckm.example.org\tevil",
        "@lckm.example.org",
        "lckm.example.org:99999",
        "[::1",
        "",
    ],
)
def test_a_lie_about_the_host_is_refused(host):
    answer = client(public_url=SITE).get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize("host", ["lckm.example.org", "LCKM.example.org", "lckm.example.org:443"])
def test_the_own_host_is_known_however_it_is_written(host):
    assert client(public_url=SITE).get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil@lckm.example.org", "lckm.example.org/evil", "a b", ":80"])
def test_what_is_no_host_is_refused_without_a_public_address_too(host):
    assert client().get("/", headers={"host": host}).status_code == 400


def test_a_request_that_names_no_host_is_for_who_mounts_a_face():
    async def ask(public_url: str | None) -> int:
        sent: list[dict] = []
        scope = {"type": "http", "method": "GET", "path": "/", "scheme": "http", "headers": []}
        scope |= {"query_string": b"", "server": ("testserver", 80), "client": ("127.0.0.1", 1)}

        async def receive() -> dict:
            return {"type": "http.request"}

        async def send(event: dict) -> None:
            sent.append(event)

        await face(public_url=public_url)(scope, receive, send)
        return sent[0]["status"]

    assert asyncio.run(ask(None)) == 200
    assert asyncio.run(ask(SITE)) == 400


def test_without_a_public_address_the_host_is_for_who_mounts_a_face_to_check():
    """As Django does behind a proxy of the same machine."""
    at_proxy = client("http://127.0.0.1:8080")
    assert at_proxy.get("/", headers={"host": "lckm.example.org"}).status_code == 200


def test_two_hosts_are_refused():
    answer = client(public_url=SITE).get(
        "/", headers=[("host", "lckm.example.org"), ("host", "evil.example")]
    )
    assert answer.status_code == 400


def test_the_public_address_says_whether_it_is_https():
    answer = client("http://lckm.example.org", public_url=SITE).get(
        "/", headers={"host": "lckm.example.org"}
    )
    assert answer.text.startswith(f"{SITE}/ ")


@in_one_test(
    "url",
    [
        *("lckm.example.org", "ftp://a.b", "https://a.b/c", "https://", ""),
        *("https://a.b?c", "https://a.b#c", "https://c@a.b", "https://a.b:99999"),
    ],
)
def test_a_public_address_that_is_none_is_told(url):
    with pytest.raises(ValueError, match="public_url"):
        face(public_url=url)


# ── other sites ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec_fetch_site": "same-origin"}, 303),
        ({"sec_fetch_site": "none"}, 303),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "invented"}, 403),
        ({"sec_fetch_site": "cross-site", "origin": SITE}, 403),
        ({"origin": SITE}, 303),
        ({"origin": "https://LCKM.example.org:443"}, 303),
        ({"origin": "http://lckm.example.org"}, 403),
        ({"origin": "https://lckm.example.org.evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://[::1"}, 403),
        ({}, 303),
    ],
)
@pytest.mark.parametrize("public_url", [SITE, None])
def test_a_form_of_another_site_is_refused(headers, status, public_url):
    assert post(client(public_url=public_url), **headers) == status


def test_a_face_may_require_that_a_browser_tells_the_origin():
    assert post(client(public_url=SITE, requires_origin=True)) == 403
    assert post(client(public_url=SITE, requires_origin=True), origin=SITE) == 303


@in_one_test("reason", list(Refusal))
def test_a_plain_page_marks_the_language_of_each_of_its_texts(reason):
    request = Request({"type": "http"})
    answer = asyncio.run(refuse_plainly(request, RefusedRequestError(reason)))
    page = lxml.html.document_fromstring(bytes(answer.body))
    assert page_fault(bytes(answer.body).decode()) == ""
    assert [page.get("lang"), page.findtext(".//h1")] == ["pl", reason.message.pl]
    assert page.findtext(".//*[@lang='en']") == reason.message.en


def test_reading_is_free_from_anywhere():
    answer = client(public_url=SITE).get("/", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200


def test_the_face_answers_a_refusal_with_what_was_typed():
    async def again(request: Request, error: Exception) -> Response:
        assert isinstance(error, RefusedRequestError)
        fields = error.fields or await read_form(request)
        return PlainTextResponse(
            f"{error.reason} {fields.text('a')} {request.url_for('show')} {language_of(request)}",
            error.status_code,
        )

    answer = client(public_url=SITE, languages=("pl", "en"), refused=again).post(
        "/en/wyslij", data={"a": "dziura"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403
    assert answer.text == f"cross site dziura {SITE}/en/ en"


# ── bodies ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [255_000, 300_000])
def test_a_body_is_limited(size):
    answer = client(public_url=SITE).post("/wyslij", files={"f": ("a.jpg", b"a" * size)})
    assert answer.status_code == (303 if size < 256_000 else 413)


def hears_bodies(heard):
    """Return an application that adds each piece of a body to a list."""

    async def app(scope, receive, send):
        more = True
        while more:
            event = await receive()
            heard.append(event["body"])
            more = event.get("more_body", False)
        await Response()(scope, receive, send)

    return app


def test_a_body_may_be_as_long_as_the_limit_and_what_fits_of_a_longer_one_is_handed_on():
    heard = []
    app = hears_bodies(heard)

    for size, status in ((10, 200), (11, 413)):
        heard.clear()
        assert TestClient(protect(app, max_body=10)).post("/", content=b"a" * size).status_code == (
            status
        )
        assert b"".join(heard) == b"a" * 10


def test_the_pieces_of_a_body_count_together():
    heard = []
    app = hears_bodies(heard)

    for sizes, status in (((4, 4, 2), 200), ((4, 4, 3), 413)):
        heard.clear()
        events = [
            {"type": "http.request", "body": b"a" * size, "more_body": at < len(sizes)}
            for at, size in enumerate(sizes, 1)
        ]
        sent = []

        async def receive(events=events):
            return events.pop(0)

        async def send(event, sent=sent):
            sent.append(event)

        scope = {"type": "http", "method": "POST", "scheme": "http", "path": "/", "headers": []}
        anyio.run(protect(app, max_body=10), scope, receive, send)
        assert sent[0]["status"] == status
        assert b"".join(heard) == b"a" * 10


def test_an_answer_that_has_begun_is_not_begun_again():
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while (await receive()).get("more_body"):
            pass

    with pytest.raises(RefusedRequestError):
        TestClient(protect(app, max_body=10)).post("/", content=b"a" * 11)


def test_a_body_of_unknown_length_is_limited():
    def pieces():
        for _ in range(300):
            yield b"a" * 1000

    answer = client(public_url=SITE, max_body=1000).post("/wyslij", content=pieces())
    assert answer.status_code in (413, 415)
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = client(public_url=SITE, max_body=1000).post("/wyslij", content=pieces(), headers=form)
    assert answer.status_code == 413


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize(("length", "status"), LENGTHS.values(), ids=LENGTHS)
def test_a_body_of_no_possible_length_is_refused_at_once(length, status, method):
    form = {"content_type": "application/x-www-form-urlencoded"}
    protected = face(public_url=SITE)
    assert refused_unread(protected, "/wyslij", length, method=method, **form)[0] == status


def test_two_lengths_are_refused_and_one_that_is_told_twice_is_not():
    assert refused_unread(face(public_url=SITE), "/wyslij", "5", "6")[0] == 400
    headers = [("content-length", "9"), ("content-length", "9")]
    form = ("content-type", "application/x-www-form-urlencoded")
    answer = client(public_url=SITE).post("/wyslij", content=b"a=dziura1", headers=[form, *headers])
    assert answer.status_code == 303


@pytest.mark.parametrize(("length", "is_read"), [(100, True), (101, False)])
def test_a_body_that_is_too_long_is_read_for_its_words_up_to_ten_times_the_limit(length, is_read):
    heard = []

    async def app(scope, receive, send):
        heard.append(await receive())
        await receive()

    answer = TestClient(protect(app, max_body=10)).post("/", content=b"a" * length)
    assert (answer.status_code, bool(heard)) == (413, is_read)


def test_a_plain_application_is_answered_for():
    async def app(scope, receive, send):
        while (await receive()).get("more_body"):
            pass

    answer = TestClient(protect(app, max_body=10)).post("/", content=b"a" * 11)
    assert answer.status_code == 413
    assert "za duże" in answer.text


async def one_piece_never():
    await anyio.sleep_forever()


async def a_byte_at_a_time():
    await anyio.sleep(0.01)
    return {"type": "http.request", "body": b"a", "more_body": True}


@pytest.mark.parametrize(
    ("limit", "piece"), [("_IDLE", one_piece_never), ("_LONGEST", a_byte_at_a_time)]
)
def test_a_slow_body_is_refused(monkeypatch, limit, piece):
    monkeypatch.setattr(f"lckm_http.protection.{limit}", 0.05)
    monkeypatch.setattr("lckm_http.protection._REST", 0.05)
    events = []
    pieces = iter(range(1000))

    async def receive():
        assert next(pieces, None) is not None, "the body is read without end"
        return await piece()

    async def collect(event):
        events.append(event)

    headers = [(b"content-type", b"application/x-www-form-urlencoded"), (b"host", b"a")]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/wyslij",
        "raw_path": b"/wyslij",
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("a", 80),
    }
    anyio.run(face(), scope, receive, collect)
    assert events[0]["status"] == 408


def test_an_answer_may_take_longer_than_a_body(monkeypatch):
    monkeypatch.setattr("lckm_http.protection._IDLE", 0.01)
    events = [{"type": "http.request", "body": b"", "more_body": False}]
    heard = []

    async def receive():
        if not events:
            await anyio.sleep(0.02)
            return {"type": "http.disconnect"}
        return events.pop()

    async def app(scope, receive, send):
        heard.extend([(await receive())["type"], (await receive())["type"]])

    async def send(event):
        pytest.fail("nothing is answered")

    scope = {"type": "http", "method": "GET", "path": "/", "scheme": "http", "headers": []}
    anyio.run(protect(app), scope, receive, send)
    assert heard == ["http.request", "http.disconnect"]


# ── who it comes from ────────────────────────────────────────────────────────────────────


def network(peer: str | None, forwarded: str | list[str] | None, *trusted: str) -> str:
    lines = [] if forwarded is None else [forwarded] if isinstance(forwarded, str) else forwarded
    client = TestClient(face(trusted_proxies=trusted), client=None if peer is None else (peer, 1))
    answer = client.get("/", headers=[("x-forwarded-for", line) for line in lines])
    return answer.text.rpartition(" ")[2]


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "found"),
    [
        ("203.0.113.9", None, [], "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", [], "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", ["127.0.0.1"], "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1", ["127.0.0.1"], "198.51.100.1"),
        ("127.0.0.1", "1.2.3.4, 198.51.100.1", ["127.0.0.1"], "198.51.100.1"),
        ("127.0.0.1", ["1.2.3.4", "198.51.100.1"], ["127.0.0.1"], "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1, 10.0.0.7", ["127.0.0.1", "10.0.0.0/8"], "198.51.100.1"),
        ("127.0.0.1", "127.0.0.1", ["127.0.0.1"], "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1:4711", ["127.0.0.1"], "198.51.100.1"),
        ("127.0.0.1", "[2001:db8:1:2:3::4]:80", ["127.0.0.1"], "2001:db8:1:2::/64"),
        ("127.0.0.1", "<script>", ["127.0.0.1"], "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1, <script>", ["127.0.0.1"], "127.0.0.1"),
        ("127.0.0.1", ",,,", ["127.0.0.1"], "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", None, [], "2001:db8:1:2::/64"),
        ("fe80::1%eth0", None, [], "fe80::/64"),
        ("::ffff:203.0.113.9", None, [], "203.0.113.9"),
        ("testclient", None, [], "unknown"),
    ],
)
def test_the_client_is_the_one_whom_trusted_proxies_name(peer, forwarded, trusted, found):
    assert network(peer, forwarded, *trusted) == found


def test_a_proxy_that_is_no_address_is_told():
    with pytest.raises(ValueError, match="nginx"):
        face(trusted_proxies=["nginx"])


# ── answers ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("status", "path", "request_headers", "data"),
    [
        (200, "/", {}, None),
        (404, "/nie-ma", {}, None),
        (405, "/wyslij", {}, None),
        (400, "/", {"host": "evil.example"}, None),
        (403, "/wyslij", {"sec-fetch-site": "cross-site"}, {"a": "b"}),
        (413, "/wyslij", {}, {"a": "b" * 300_000}),
    ],
)
def test_each_answer_has_the_security_headers(status, path, request_headers, data):
    site = client(public_url=SITE)
    method = "GET" if data is None else "POST"
    answer = site.request(method, path, headers=request_headers, data=data)
    headers = answer.headers
    assert answer.status_code == status
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    # What default-src does not stand in for is said besides.
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert (policy["frame-ancestors"], policy["base-uri"]) == ("'none'", "'none'")
    own = ("script-src", "style-src", "img-src", "connect-src", "form-action")
    assert {policy.get(name) for name in own} == {"'self'"}
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["permissions-policy"] == "geolocation=(self)"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["strict-transport-security"] == f"max-age={365 * 86_400}"
    assert "set-cookie" not in headers


def test_the_route_that_answered_is_told_and_none_of_the_host():
    async def page(request: Request) -> Response:
        return PlainTextResponse(str("app_root_path" in request.scope))

    faces = Mount("/a", protect(Starlette(routes=[Route("/strona/{name}", page)])))
    scopes = []

    async def host(scope, receive, send):
        scopes.append(scope)
        await Starlette(routes=[faces])(scope, receive, send)

    answer = TestClient(host).get("/a/strona/x")
    assert answer.text == "False"
    assert TestClient(host).get("/a/nic").status_code == 404
    assert [scope["state"][ROUTE] for scope in scopes] == ["/strona/{name}", None]


def test_no_promise_of_https_where_there_is_none():
    headers = client("http://localhost", public_url="http://localhost").get("/").headers
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize(("version", "closes"), [("1.1", True), ("1.0", True), ("2", False)])
def test_a_connection_is_closed_by_a_header_where_that_closes_one(version, closes):
    started = []

    async def receive():
        pytest.fail("the body is read")

    async def send(event):
        started.extend(event.get("headers", ()))

    scope = {"type": "http", "method": "POST", "path": "/", "scheme": "https"}
    scope |= {"http_version": version, "headers": [(b"content-length", b"9" * 12)]}
    anyio.run(protect(Starlette()), scope, receive, send)
    assert ((b"connection", b"close") in started) is closes


def test_an_application_may_set_a_header_itself():
    async def page(request):
        return PlainTextResponse("", headers={"Cache-Control": "max-age=1"})

    app = protect(Starlette(routes=[Route("/", page)]))
    assert TestClient(app).get("/").headers["cache-control"] == "max-age=1"


def test_a_face_below_a_prefix_has_its_own_addresses():
    host = Starlette(
        routes=[
            Route("/", show, name="other"),
            Mount("/zgloszenia", face(languages=("pl", "en", "uk"))),
        ]
    )
    site = TestClient(host, base_url=SITE, follow_redirects=False)
    assert site.get("/zgloszenia/").text.startswith(f"{SITE}/zgloszenia/ ")
    assert site.get("/zgloszenia/uk/").text.startswith(f"{SITE}/zgloszenia/uk/ ")
    assert (
        site.post("/zgloszenia/wyslij", data={"a": "b"}).headers["location"]
        == f"{SITE}/zgloszenia/"
    )


def test_the_same_page_in_another_language():
    site = client(languages=("pl", "en", "uk"))
    assert site.get("/en/strona").text == "en /uk/strona /strona"
    assert site.get("/strona").text == "pl /uk/strona /strona"
    assert site.get("/de/strona").status_code == 404
    assert site.get("/pl/strona").status_code == 404


def test_a_refusal_logs_no_typed_word(caplog):
    caplog.set_level(logging.DEBUG)
    site = client(public_url=SITE, max_body=100)
    for headers in ({}, {"origin": "https://kowalska.example"}, {"host": "kowalska.example"}):
        answer = site.post("/wyslij?kowalska", data={"a": "kowalska" * 50}, headers=headers)
        assert answer.status_code in (400, 403, 413)
    ours = [one for one in caplog.records if one.name.startswith("lckm")]
    assert not any("kowalska" in one.getMessage() for one in ours)


def test_every_reason_has_a_status_and_words():
    for reason in Refusal:
        # That a process is full is no fault of whoever sent the request.
        is_ours = reason is Refusal.CROWDED
        assert (reason.status == 503) if is_ours else (400 <= reason.status < 500)
        assert reason.message.pl != reason.message.en


def test_programs_may_call_what_is_theirs_and_nothing_else() -> None:
    async def done(request: Request) -> Response:
        return PlainTextResponse("done")

    routes = [Route(path, done, methods=["POST"]) for path in ("/koniec", "/inne")]
    face = protect(
        Starlette(routes=routes),
        public_url=SITE,
        requires_origin=True,
        called_by_programs=("/koniec",),
    )
    for app, at in ((face, ""), (Starlette(routes=[Mount("/biuro", face)]), "/biuro")):
        client = TestClient(app, base_url=SITE)
        assert client.post(f"{at}/koniec").status_code == 200
        assert client.post(f"{at}/inne").status_code == 403
        # A browser that is led there by another site says so.
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
            assert client.post(f"{at}/koniec", headers=headers).status_code == 403


@pytest.mark.parametrize("at", ["", "/biuro"])
def test_the_other_end_is_told_whatever_headers_say(at: str) -> None:
    async def tell(request: Request) -> Response:
        return PlainTextResponse(f"{peer_host(request)} {client_network(request)}")

    face = protect(Starlette(routes=[Route("/", tell)]), trusted_proxies=["10.0.0.1"])
    app = Starlette(routes=[Mount(at or "/", face)])
    # One within the other, as a site has them.
    for each in (face if not at else app, protect(app, trusted_proxies=["10.0.0.1"])):
        client = TestClient(each, client=("10.0.0.1", 1), headers={"X-Forwarded-For": "192.0.2.7"})
        assert client.get(f"{at}/").text == "10.0.0.1 192.0.2.7"
