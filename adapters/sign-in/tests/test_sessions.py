"""Sessions of staff: how they begin, last and end."""

import asyncio
import logging
import re
from datetime import timedelta
from hashlib import sha256

import anyio
import httpx2
import pytest
from small_desk import MINUTE, NOON, PEOPLE, SITE, AnySignIn, Desk, hidden_fields, post, signed_in
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount

from lckm_core.errors import InvalidSettingError, StoreUnavailableError
from lckm_core.organisation import (
    ChangingDirectory,
    Directory,
    DirectorySource,
    StaffUnknownError,
)
from lckm_sign_in import EndedSessions, Identity, SessionLimits, _large_forms
from lckm_sign_in._attempts import new_attempt
from tests.helpers.asgi_client import asgi_client


def test_nobody_is_sent_to_the_sign_in_and_back() -> None:
    desk = Desk()
    client = desk.client()
    asked = client.get("/?strona=2")
    assert (asked.status_code, asked.headers["location"]) == (
        303,
        "/logowanie?dalej=%2F%3Fstrona%3D2",
    )
    back = client.get(asked.headers["location"])
    assert (back.status_code, back.headers["location"]) == (303, "/?strona=2")
    assert client.get("/").text.startswith("Ewa Pokazowa · wyznaczony pracownik")


def test_the_cookie_is_for_this_host_by_https_alone() -> None:
    answer = Desk().client().get("/logowanie")
    name, _, rest = answer.headers["set-cookie"].partition("=")
    attributes = {each.strip() for each in rest.split(";")[1:]}
    assert name == "__Host-lckm"
    assert attributes == {"HttpOnly", "Path=/", "SameSite=lax", "Secure"}


def test_on_the_machine_itself_the_cookie_has_a_plain_name() -> None:
    desk = Desk(url="http://127.0.0.1:8000")
    client = desk.client("127.0.0.1")
    cookie = client.get("/logowanie").headers["set-cookie"]
    assert cookie.startswith("lckm=")
    assert "Secure" not in cookie
    assert "Ewa" in client.get("/").text


def test_without_https_nobody_signs_in() -> None:
    desk = Desk(url="http://lckm.example.org")
    client = desk.client()
    for path in ("/", "/logowanie", f"/logowanie/powrot?state={'x' * 43}"):
        answer = client.get(path)
        assert (answer.status_code, answer.cookies) == (400, {}), path
    assert desk.sessions.sessions == {}


def test_a_store_has_a_hash_of_the_id_alone() -> None:
    desk = Desk()
    client = signed_in(desk)
    session_id = client.cookies["__Host-lckm"]
    assert set(desk.sessions.sessions) == {sha256(session_id.encode()).hexdigest()}
    assert session_id not in repr(desk.sessions.sessions)


def test_whose_a_session_is_is_in_no_representation() -> None:
    told = {"subject": "sub-kanarek", "provider_session": "sid-kanarek"}
    attempt = new_attempt(now=NOON, back="/osoba/kanarek", again=False, return_url=SITE)
    shown = repr([Identity(login="kanarek", **told), EndedSessions(**told), attempt])
    assert "kanarek" not in shown
    assert repr(attempt.secret) not in shown


def test_a_session_is_kept_no_longer_than_it_may_last() -> None:
    desk = Desk(limits={"idle_minutes": 720, "longest_hours": 1})
    signed_in(desk)
    (session,) = desk.sessions.sessions.values()
    assert session.until == NOON + 60 * MINUTE


@pytest.mark.parametrize("known", ["its", "another"])
def test_each_sign_in_has_a_new_id_and_the_old_one_ends(known: str) -> None:
    desk = Desk()
    client = desk.client()
    if known == "its":
        client.get("/logowanie")
    else:
        # A session that somebody laid under the browser.
        client.cookies.set("__Host-lckm", "laid-under-this-browser", domain="lckm.example.org")
    old = client.cookies["__Host-lckm"]
    new = client.get("/logowanie").headers["set-cookie"].partition("=")[2].partition(";")[0]
    assert new != old
    thief = desk.client()
    thief.cookies.set("__Host-lckm", old, domain="lckm.example.org")
    assert thief.get("/").status_code == 303
    assert len(desk.sessions.sessions) == 1


def test_a_session_ends_when_it_is_idle() -> None:
    desk = Desk()
    client = signed_in(desk)
    for _ in range(3):
        desk.now += 29 * MINUTE
        assert client.get("/").status_code == 200
    desk.now += 30 * MINUTE
    assert client.get("/").status_code == 303


def test_a_session_is_prolonged_once_a_minute_at_most() -> None:
    desk = Desk()
    client = signed_in(desk)
    prolonged = []
    desk.sessions.prolong = lambda key, *, until: prolonged.append(until - NOON)
    for seconds in (1, 59, 60):
        desk.now = NOON + timedelta(seconds=seconds)
        assert client.get("/").status_code == 200
    assert prolonged == [31 * MINUTE]


def test_what_a_page_asks_by_itself_keeps_no_session() -> None:
    desk = Desk()
    client = signed_in(desk)
    for _ in range(3):
        desk.now += 9 * MINUTE
        assert client.get("/nowe").text == "3 nowe"
    desk.now += 3 * MINUTE
    assert client.get("/nowe").status_code == 303


def test_a_session_ends_after_ten_hours_whatever_comes() -> None:
    desk = Desk()
    client = signed_in(desk)
    while desk.now < NOON + timedelta(hours=9, minutes=40):
        desk.now += 20 * MINUTE
        assert client.get("/").status_code == 200
    desk.now = NOON + timedelta(hours=10)
    assert client.get("/").status_code == 303


def test_shorter_limits_hold_for_sessions_that_began_before() -> None:
    desk = Desk()
    client = signed_in(desk)
    desk.now += 70 * MINUTE
    (key,) = desk.sessions.sessions
    desk.sessions.prolong(key, until=desk.now + 30 * MINUTE)
    desk.staff._sessions.limits = SessionLimits(longest_hours=1)
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(("late", "status"), [(-timedelta(seconds=1), 200), (timedelta(0), 303)])
def test_a_session_is_over_at_the_moment_at_which_it_ends(late: timedelta, status: int) -> None:
    desk = Desk()
    client = signed_in(desk)
    (key,) = desk.sessions.sessions
    desk.sessions.prolong(key, until=NOON + 90 * MINUTE)
    desk.staff._sessions.limits = SessionLimits(longest_hours=1)
    desk.now = NOON + 60 * MINUTE + late
    assert client.get("/").status_code == status


def test_a_request_tells_when_the_session_ends() -> None:
    desk = Desk(limits={"idle_minutes": 20, "longest_hours": 1})
    desk.client()
    client = signed_in(desk)
    seen = []
    original = desk.staff.current_staff

    async def note(request, now, **kwargs):
        staff = await original(request, now, **kwargs)
        seen.append((staff.ends_at - NOON, staff.longest_until - NOON))
        return staff

    desk.staff.current_staff = note
    for minutes in (10, 25, 43):
        desk.now = NOON + minutes * MINUTE
        client.get("/")
    assert seen == [
        (30 * MINUTE, 60 * MINUTE),
        (45 * MINUTE, 60 * MINUTE),
        (60 * MINUTE, 60 * MINUTE),
    ]


def test_roles_are_those_of_the_day_and_not_of_the_sign_in() -> None:
    desk = Desk(AnySignIn("j.odchodzacy"))
    desk.now = NOON.replace(hour=21, minute=50)  # 23:50 in Łódź, the last day
    client = signed_in(desk)
    assert "pracownik Oddziału Call Center" in client.get("/").text
    desk.now += 15 * MINUTE
    gone = client.get("/")
    assert gone.status_code == 403
    assert "Nie masz dziś roli" in gone.text


def test_whoever_loses_their_role_meanwhile_loses_it_at_the_next_request() -> None:
    """Also in a session that was open, and when the directory can no longer be read at all."""
    says: list[Directory | Exception] = [Directory(units=(), people=PEOPLE)]

    def read() -> Directory:
        if isinstance(says[-1], Exception):
            raise says[-1]
        return says[-1]

    second = 0.0
    source = DirectorySource("d", read=read, version=lambda: len(says), clock=lambda: second)
    desk = Desk(directory=ChangingDirectory(source))
    client = signed_in(desk)
    assert client.get("/").status_code == 200
    says.append(Directory(units=(), people=PEOPLE[1:]))
    assert client.get("/").status_code == 403
    says.append(Directory(units=(), people=PEOPLE))
    assert client.get("/").status_code == 200
    says.append(OSError())
    assert client.get("/").status_code == 200
    second = 300.0
    with pytest.raises(StaffUnknownError):
        client.get("/")


def test_whoever_is_not_in_the_directory_sees_nothing_and_may_sign_out() -> None:
    desk = Desk(AnySignIn("obca.osoba"))
    client = signed_in(desk)
    refused = client.get("/")
    assert refused.status_code == 403
    assert 'action="/wyloguj"' in refused.text
    assert ">Wyloguj się " in refused.text
    assert post(client, "/wyloguj").headers["location"] == "/wylogowano"


def test_the_store_has_what_a_provider_tells_of_a_session_and_ends_it_by_that() -> None:
    issuer, own = "https://sso", Identity(
        login="e.pokazowa", proved_at=NOON, issuer="https://sso", subject="sub-1",
        provider_session="s-1",
    )  # fmt: skip
    ended = None

    class Provider(AnySignIn):
        async def begin(self, request, attempt):
            return own

        async def ended_sessions(self, request):
            return ended

    desk = Desk(Provider())
    client = signed_in(desk)
    assert client.post("/logowanie/koniec").status_code == 400
    for told, ends in (
        ({"issuer": "https://other", "subject": "sub-1"}, False),
        ({"issuer": issuer, "subject": "sub-2"}, False),
        ({"issuer": issuer, "provider_session": "s-2"}, False),
        ({"issuer": issuer, "subject": "sub-1", "signed_in_before": NOON - MINUTE}, False),
        ({"issuer": issuer, "subject": "sub-1"}, True),
        ({"issuer": issuer, "provider_session": "s-1"}, True),
    ):
        ended = EndedSessions(**told)
        assert client.post("/logowanie/koniec").status_code == 200
        assert client.get("/").status_code == (303 if ends else 200), told
        client = signed_in(desk)


def test_a_sign_out_ends_the_session_also_for_a_copy_of_its_cookie() -> None:
    desk = Desk()
    client, other = signed_in(desk), signed_in(desk)
    copied = client.cookies["__Host-lckm"]
    answer = post(client, "/wyloguj")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    thief = desk.client()
    thief.cookies.set("__Host-lckm", copied, domain="lckm.example.org")
    assert thief.get("/").status_code == 303
    assert other.get("/").status_code == 200
    page = client.get("/wylogowano").text
    assert "Wylogowano" in page
    assert 'href="/logowanie?dalej=%2F"' in page
    assert client.post("/wylogowano", headers={"Sec-Fetch-Site": "none"}).status_code == 405


@pytest.mark.parametrize("path", ["", "/biuro"])
def test_a_sign_out_removes_what_a_face_keeps_of_what_was_typed_where_it_is(path: str) -> None:
    desk = Desk()
    app = Starlette(routes=[Mount(path, desk.app)])
    client = asgi_client(app, desk.url, client=("192.0.2.7", 5000))
    assert client.get(f"{path}/logowanie").status_code == 303
    client.cookies.set("lckm_typed_words", "x", domain="lckm.example.org", path=path or "/")
    answer = post(client, f"{path}/wyloguj")
    (removed,) = (
        cookie
        for cookie in answer.headers.get_list("set-cookie")
        if cookie.startswith("lckm_typed_words=")
    )
    attributes = {each.strip() for each in removed.split(";")}
    assert {"Max-Age=0", f"Path={path or '/'}"} <= attributes


def test_a_login_of_blanks_is_none() -> None:
    desk = Desk(AnySignIn("  "))
    refused = desk.client().get("/logowanie?dalej=/dane")
    assert refused.status_code == 403
    assert "nie podał loginu" in refused.text
    assert 'href="/logowanie?dalej=%2Fdane"' in refused.text
    assert desk.sessions.sessions == {}


def test_a_proof_in_whole_seconds_is_as_new_as_the_moment_that_it_was_asked_for() -> None:
    began = NOON + timedelta(milliseconds=900)
    attempt = new_attempt(now=began, back="/", again=True, return_url="")
    assert not attempt.needs_newer_proof(NOON)
    assert attempt.needs_newer_proof(NOON - timedelta(seconds=1))


def test_a_sign_out_everywhere_ends_all_sessions_of_that_login_alone() -> None:
    desk = Desk()
    clients = [signed_in(desk) for _ in range(3)]
    desk.sign_in.login = "j.odchodzacy"
    another = signed_in(desk)
    assert "Max-Age=0" in post(clients[0], "/wyloguj", wszedzie="1").headers["set-cookie"]
    assert [each.get("/").status_code for each in clients] == [303] * 3
    assert another.get("/").status_code == 200


@pytest.mark.parametrize("ended", ["idle", "revoked", "no cookie"])
def test_a_sign_out_everywhere_is_not_said_to_have_worked_where_it_did_not(ended: str) -> None:
    desk = Desk()
    client, other = signed_in(desk), signed_in(desk)
    if ended == "idle":
        for _ in range(2):
            desk.now += 20 * MINUTE
            assert other.get("/").status_code == 200
    elif ended == "revoked":
        desk.sessions.revoke(key=sha256(client.cookies["__Host-lckm"].encode()).hexdigest())
    else:
        client.cookies.clear()
    asked = post(client, "/wyloguj", wszedzie="1")
    assert asked.status_code == 401
    fields = hidden_fields(asked.text)
    assert fields == {"wszedzie": "1"}
    assert 'action="/wyloguj"' in asked.text
    client.get("/logowanie?dalej=/zalogowano")
    assert post(client, "/wyloguj", **fields).headers["location"] == "/wylogowano"
    assert other.get("/").status_code == 303


def test_a_sign_out_of_a_session_that_has_ended_is_done() -> None:
    desk = Desk()
    client = signed_in(desk)
    desk.now += 31 * MINUTE
    answer = post(client, "/wyloguj")
    assert answer.headers["location"] == "/wylogowano"
    assert "Max-Age=0" in answer.headers["set-cookie"]


def test_no_other_site_signs_anybody_out() -> None:
    desk = Desk()
    client = signed_in(desk)
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert client.post("/wyloguj", headers=headers).status_code == 403
    assert client.get("/wyloguj").status_code == 405
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\\/evil.example",
        "javascript:alert(1)",
        "",
        "/" + "a" * 2000,
        "/ż",
    ],
)
def test_a_sign_in_leads_to_no_other_site(back: str) -> None:
    answer = Desk().client().get("/logowanie", params={"dalej": back})
    assert answer.headers["location"] == "/"


def test_what_was_typed_is_kept_and_sent_after_a_new_sign_in() -> None:
    desk = Desk()
    client = signed_in(desk)
    desk.now += 31 * MINUTE
    words = 'Dziura "wielka" <b>\nprzy Piotrkowskiej & dalej'
    kept = post(client, "/?strona=2", slowa=words)
    assert kept.status_code == 401
    assert 'action="/?strona=2"' in kept.text
    fields = hidden_fields(kept.text)
    assert fields == {"slowa": words}
    assert 'href="/logowanie?dalej=%2Fzalogowano" target="_blank"' in kept.text
    assert ">Wyślij jeszcze raz " in kept.text
    assert "wybierz jeszcze raz" not in kept.text
    client.get("/logowanie?dalej=/zalogowano")
    assert post(client, "/?strona=2", **fields).text.endswith(words)


def test_files_are_said_not_to_be_kept() -> None:
    files = {"plik": ("a.txt", b"x", "text/plain")}
    kept = (
        Desk()
        .client()
        .post("/", data={"a": "b"}, files=files, headers={"Sec-Fetch-Site": "same-origin"})
    )
    assert kept.status_code == 401
    # A face that gets the form again has to know that there was a file.
    assert hidden_fields(kept.text) == {"a": "b", "nie-ma-pliku-plik": "a.txt"}
    assert "wybierz jeszcze raz: „a.txt”" in kept.text
    again = post(Desk().client(), "/", **hidden_fields(kept.text))
    assert hidden_fields(again.text) == hidden_fields(kept.text)
    assert again.text.count('name="nie-ma-pliku-plik"') == 1
    assert "wybierz jeszcze raz: „a.txt”" in again.text


def test_each_of_several_files_is_said_not_to_be_kept() -> None:
    files = [
        (field, (name, b"x", "text/plain"))
        for field, name in (("plik", "a.txt"), ("plik", "b.txt"), ("inny", "c.txt"))
    ]
    headers = {"Sec-Fetch-Site": "same-origin"}
    kept = Desk().client().post("/", data={"a": "b"}, files=files, headers=headers).text
    for _ in range(2):
        assert "wybierz jeszcze raz: „a.txt”, „b.txt”, „c.txt”" in kept
        lost = re.findall(r'name="nie-ma-pliku-(\w+)" value="([^"]*)"', kept)
        assert lost == [("plik", "a.txt"), ("plik", "b.txt"), ("inny", "c.txt")]
        again = {"a": "b", "nie-ma-pliku-plik": ["a.txt", "b.txt"], "nie-ma-pliku-inny": "c.txt"}
        kept = post(Desk().client(), "/", **again).text


def send_parts(
    client: httpx2.Client, body: str, content_type: str = "multipart/form-data; boundary=b"
):
    """Send a form."""
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": content_type}
    return client.post("/", content=body.encode(), headers=headers)


def whose_session_ended() -> httpx2.Client:
    """Return a client that was signed in some hours ago."""
    desk = Desk(max_body=61_000_000)
    client = signed_in(desk)
    desk.now += timedelta(hours=11)
    return client


def part(name: str, value: str) -> str:
    return f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'


def test_a_field_of_megabytes_is_kept_whole() -> None:
    words = 700_000 * "ścieżka " + "KONIEC"
    body = part("tabela", words) + part("powod", "Dlatego") + "--b--\r\n"
    kept = send_parts(whose_session_ended(), body)
    assert kept.status_code == 401
    assert hidden_fields(kept.text) == {"tabela": words, "powod": "Dlatego"}
    # As a form of addresses it would lose its end when it is sent again.
    assert ' enctype="multipart/form-data"' in kept.text


@pytest.mark.parametrize(("length", "is_kept"), [(499_000, True), (500_000, False)])
def test_of_nobody_no_more_is_read_than_people_type(length, is_kept) -> None:
    """The answer repeats it five times as long, and is made for anybody."""
    body = part("tresc", length * "x") + "--b--\r\n"
    kept = send_parts(Desk(max_body=61_000_000).client(), body)
    assert kept.status_code == 401
    assert ("nie doszło w całości" not in kept.text) is is_kept
    assert bool(hidden_fields(kept.text)) is is_kept


@pytest.mark.parametrize(("length", "is_kept"), [(3_900_000, True), (4_000_001, False)])
def test_words_are_kept_beside_large_files_of_whoever_had_a_session(length, is_kept) -> None:
    file = '--b\r\nContent-Disposition: form-data; name="pliki"; filename="a.pdf"\r\n\r\n'
    words = part("tresc", length * "x") + part("powod", 4_000_000 * "y")
    body = f"{file}{20_000_000 * 'z'}\r\n{words}--b--\r\n"
    kept = send_parts(whose_session_ended(), body)
    assert kept.status_code == 401
    assert ("nie doszło w całości" not in kept.text) is is_kept
    assert ("„a.pdf”" in kept.text) is is_kept
    assert bool(hidden_fields(kept.text)) is is_kept


def test_few_large_forms_are_kept_at_a_time(monkeypatch) -> None:
    """A cookie that opens nothing may be made up, and the answers be left unread."""
    monkeypatch.setattr(_large_forms, "_MOST", 1)
    desk, body = Desk(max_body=61_000_000), part("tresc", 600_000 * "x") + "--b--\r\n"
    client = signed_in(desk)
    desk.now += timedelta(hours=11)
    for _ in range(2):
        assert len(hidden_fields(send_parts(client, body).text)["tresc"]) == 600_000
    assert desk.staff._large_forms.begin()
    assert "nie doszło w całości" in send_parts(client, body).text
    small = part("tresc", "Dziura") + "--b--\r\n"
    assert hidden_fields(send_parts(client, small).text) == {"tresc": "Dziura"}
    desk.staff._large_forms.end()
    assert len(hidden_fields(send_parts(client, body).text)["tresc"]) == 600_000


def test_a_large_form_that_fails_gives_its_room_back() -> None:
    rooms = _large_forms.LargeForms()

    async def fail():
        raise OSError("away")

    async def answer():
        return Response("answer")

    async def broken(event):
        raise OSError("the client went away")

    async def send_and_fail():
        held = await rooms.until_sent(answer())
        await held({"type": "http", "method": "GET"}, None, broken)

    for _ in range(5):
        assert rooms.begin()
        with pytest.raises(OSError, match="away"):
            anyio.run(rooms.until_sent, fail())
        assert rooms.begin()
        with pytest.raises(OSError, match="went away"):
            anyio.run(send_and_fail)


def test_a_large_form_whose_request_is_cancelled_gives_its_room_back() -> None:
    rooms = _large_forms.LargeForms()

    async def wait():
        raise asyncio.CancelledError

    for _ in range(5):
        assert rooms.begin()
        with pytest.raises(asyncio.CancelledError):
            rooms.until_sent(wait()).send(None)


def test_no_made_up_cookie_takes_the_room_for_large_forms(monkeypatch) -> None:
    """Or two slow requests of anybody would leave none to staff."""
    monkeypatch.setattr(_large_forms, "_MOST", 1)
    body = part("tresc", 600_000 * "x") + "--b--\r\n"
    desk = Desk(max_body=61_000_000, keys=[b"k" * 32])
    begun = []
    begin = desk.staff._large_forms.begin
    monkeypatch.setattr(desk.staff._large_forms, "begin", lambda: begun.append(1) or begin())
    for made_up in ("made-up", "made-up." + 32 * "0", "ż", "."):
        client = desk.client()
        headers = {"Cookie": f"__Host-lckm={made_up}".encode()}
        client.headers.update(headers)
        assert "nie doszło w całości" in send_parts(client, body).text
    assert begun == []
    client = signed_in(desk)
    desk.now += timedelta(hours=11)
    assert len(hidden_fields(send_parts(client, body).text)["tresc"]) == 600_000
    assert begun == [1]


def test_an_ended_session_is_known_after_a_restart_and_a_change_of_keys() -> None:
    body = part("tresc", 600_000 * "x") + "--b--\r\n"
    old, new = b"k" * 32, b"n" * 32
    cookie = dict(signed_in(Desk(keys=[old])).cookies)["__Host-lckm"]
    for keys, is_kept in (([old], True), ([new, old], True), ([new], False), ([], False)):
        client = Desk(max_body=61_000_000, keys=keys).client()
        client.cookies.set("__Host-lckm", cookie)
        text = send_parts(client, body).text
        assert ("nie doszło w całości" not in text) is is_kept, keys


LONG = 500_000 * "x"
PARTS = "multipart/form-data; boundary=b"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        pytest.param(f"slowa={LONG}", "application/x-www-form-urlencoded", id="field"),
        pytest.param(part("slowa", LONG) + "--b--\r\n", PARTS, id="body"),
        pytest.param(2001 * part("a", "b") + "--b--\r\n", PARTS, id="fields"),
        pytest.param(part("slowa", "Dziura"), PARTS, id="broken-off"),
        pytest.param("slowa=Dziura", "text/plain", id="type"),
    ],
)
def test_what_came_in_part_is_not_said_to_be_kept_nor_sent_again(body, content_type) -> None:
    cut = send_parts(Desk().client(), body, content_type)
    assert cut.status_code == 401
    assert "Zachowaliśmy" not in cut.text
    assert "nie doszło w całości" in cut.text
    assert "„Wstecz”" in cut.text
    assert "Przeglądarka może go już nie mieć" in cut.text
    assert "<form" not in cut.text
    assert hidden_fields(cut.text) == {}
    assert 'href="/logowanie?dalej=%2Fzalogowano" target="_blank"' in cut.text


def test_a_script_of_a_page_is_told_and_not_sent_on() -> None:
    answer = Desk().client().get("/nowe", headers={"Sec-Fetch-Dest": "empty"})
    assert (answer.status_code, answer.text) == (401, "signed out\n")


def test_a_face_shows_the_pages_in_its_own_frame() -> None:
    def show(request, page):
        return PlainTextResponse(f"{request.url_for('sign_out').path} {page.title.pl}", page.status)

    desk = Desk(AnySignIn("obca.osoba"), show=show)
    assert desk.client().get("/wylogowano").text == "/wyloguj Wylogowano"
    refused = signed_in(desk).get("/")
    assert (refused.status_code, refused.text) == (403, "/wyloguj Nie masz dziś roli")


def test_while_the_store_is_away_nobody_signs_in_or_out() -> None:
    desk = Desk()
    client = signed_in(desk)

    def fail(*args, **kwargs):
        raise StoreUnavailableError

    desk.sessions.save = desk.sessions.revoke = fail
    for answer in (client.get("/logowanie"), post(client, "/wyloguj")):
        assert answer.status_code == 503
        assert "Baza nie odpowiada" in answer.text
        assert "set-cookie" not in answer.headers


# ── several faces ────────────────────────────────────────────────────────────────────────────


class OtherSignIn(AnySignIn):
    """Another way of signing in."""


def test_a_session_is_good_for_its_own_way_of_signing_in_alone() -> None:
    desk = Desk()
    other = Desk(OtherSignIn(), sessions=desk.sessions)
    same = Desk(AnySignIn(), sessions=desk.sessions)
    client = signed_in(desk)
    for face, status in ((other, 303), (same, 200)):
        visitor = face.client()
        visitor.cookies.set("__Host-lckm", client.cookies["__Host-lckm"])
        for path in ("/", "/dane"):
            assert visitor.get(path).status_code == status
    # It goes on at its own.
    assert client.get("/").status_code == 200


# ── personal data ────────────────────────────────────────────────────────────────────────────


def test_personal_data_ask_for_a_fresh_sign_in() -> None:
    desk = Desk()
    client = signed_in(desk)
    desk.now += 15 * MINUTE
    assert client.get("/dane").text == "dane dla e.pokazowa"
    desk.now += timedelta(seconds=1)
    asked = client.get("/dane")
    assert asked.headers["location"] == "/logowanie?dalej=%2Fdane&ponownie=1"
    assert client.get("/").status_code == 200
    desk.sign_in.proved_at = desk.now
    client.get(asked.headers["location"])
    assert desk.sign_in.attempts[-1].again
    assert client.get("/dane").text == "dane dla e.pokazowa"


def test_a_sign_in_of_an_unknown_time_is_not_fresh() -> None:
    desk = Desk()
    desk.sign_in.proved_at = None
    client = signed_in(desk)
    kept = post(client, "/dane", cel="kontakt")
    assert kept.status_code == 401
    assert hidden_fields(kept.text) == {"cel": "kontakt"}
    assert "ponownie=1" in kept.text


@pytest.mark.parametrize("ahead", [timedelta(seconds=5), timedelta(hours=9)], ids=str)
def test_a_time_in_the_future_opens_personal_data_for_no_longer(ahead) -> None:
    desk = Desk()
    desk.sign_in.proved_at = NOON + ahead
    client = signed_in(desk)
    assert client.get("/dane").status_code == 200
    desk.now += 15 * MINUTE
    assert client.get("/dane").status_code == 200
    desk.now += timedelta(seconds=1)
    assert client.get("/dane").status_code == 303


def test_a_time_in_the_future_is_no_sign_in_anew() -> None:
    desk = Desk()
    desk.sign_in.proved_at = NOON + timedelta(hours=9)
    client = signed_in(desk)
    desk.now += 16 * MINUTE
    refused = client.get(client.get("/dane").headers["location"])
    assert refused.status_code == 403
    assert client.get("/dane").status_code == 303


def test_a_clock_that_was_set_back_opens_no_personal_data() -> None:
    desk = Desk()
    client = signed_in(desk)
    desk.now -= timedelta(days=3)
    assert client.get("/dane").status_code == 303


def test_a_host_may_do_without_a_fresh_sign_in() -> None:
    desk = Desk(limits={"fresh_minutes": 0})
    desk.sign_in.proved_at = None
    client = signed_in(desk)
    desk.now += 20 * MINUTE
    assert client.get("/dane").status_code == 200


def test_a_sign_in_that_cannot_ask_again_is_refused_at_the_start() -> None:
    sign_in = AnySignIn()
    sign_in.asks_again = False
    with pytest.raises(InvalidSettingError, match="fresh_minutes"):
        Desk(sign_in)
    Desk(sign_in, limits={"fresh_minutes": 0})


@pytest.mark.parametrize(
    "limits",
    [{"idle_minutes": 0}, {"longest_hours": 25}, {"fresh_minutes": -1}, {"idle": 3}],
)
def test_limits_have_bounds(limits) -> None:
    with pytest.raises(InvalidSettingError, match=r"sessions\."):
        Desk(limits=limits)


# ── secrecy ──────────────────────────────────────────────────────────────────────────────────


def test_no_id_is_in_a_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    desk = Desk()
    client = signed_in(desk)
    client.get("/")
    client.get("/logowanie/powrot?state=secretstate&code=secretcode")
    session_id = client.cookies["__Host-lckm"]
    post(client, "/wyloguj")
    ours = "".join(
        record.getMessage() for record in caplog.records if record.name.startswith("lckm")
    )
    assert "sign-in failed" in ours
    assert not any(word in ours for word in (session_id, "secretstate", "secretcode", "pokazowa"))
