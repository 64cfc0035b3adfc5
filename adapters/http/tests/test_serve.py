"""``lckm serve``: a server of its own, that stops in order and logs no typed word."""

import json
import signal
import socket
import sqlite3
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from served_city import SETTINGS, City
from starlette.testclient import TestClient

from lckm_cli.settings import SettingsError, read_settings, serve_settings
from lckm_http import server
from lckm_http.site import Site
from lckm_sql import failure_kinds

_DIRECTORY = """
[[adapter]]
use = "lckm_editorial:DirectoryFile"
file = { path = "directory.yaml" }
"""


def get(url: str, **headers: str) -> tuple[int, str]:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(url, headers=names), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def raw(port: int, data: bytes, *, wait: float = 10) -> bytes:
    """Send bytes as they are, and return all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as connection:
        connection.sendall(data)
        found = b""
        try:
            while piece := connection.recv(65_536):
                found += piece
        except (TimeoutError, ConnectionError):
            pass
        return found


def test_faces_are_served_below_their_paths(city):
    with city.serving() as process:
        assert get(city.url("/przyjete/7")) == (200, "numer 7")
        assert f'action="{city.url("/biuro/en/")}"' in get(city.url("/biuro/en/"))[1]
        assert get(city.url("/biuro"))[0] == 200
        assert get(city.url("/healthz")) == (200, "ok\n")
        assert get(city.url("/readyz")) == (200, "ready\n")
        process.terminate()
        assert process.wait(20) == 0
    text = city.log.read_text("utf-8")
    assert f"Mała: {city.url('/')}\n" in text
    assert f"Mała: {city.url('/biuro')}\n" in text


def test_a_process_of_several_tells_no_words_of_what_a_thread_raises(monkeypatch, caplog):
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    for name in ("configure_logging", "open_session", "_application"):
        monkeypatch.setattr(server, name, lambda *_: None)
    server.application()

    def fail():
        raise ValueError("Anna Tajna 600100200")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "nothing handled ValueError in " in caplog.text
    assert "Anna" not in caplog.text


def test_the_log_has_the_page_and_no_typed_word(city):
    with city.serving("--log", "json"):
        get(city.url("/przyjete/kowalska?kowalska=1"))
        get(city.url("/kowalska"))
        assert get(city.url("/blad?kowalska"))[0] == 500
        get(city.url("/"), host="kowalska.example", user_agent="kowalska", referer="kowalska")
        raw(city.port, b"KOWALSKA / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        raw(
            city.port,
            b"GET /kowal\xc5\x82ska HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        )
        raw(city.port, b"kowalska\r\n\r\n")
        body = b"opis=kowalska&b=" + b"a" * 1_100_000
        head = (
            "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        assert raw(city.port, head.encode() + body).startswith(b"HTTP/1.1 413")
    text = city.log.read_text("utf-8")
    assert "kowal" not in text.casefold()
    assert "127.0.0.1," not in text
    messages = [json.loads(line)["message"] for line in text.splitlines() if line.startswith("{")]
    assert any(one.startswith("GET /przyjete/{number} 200, ") for one in messages)
    assert any(one.startswith("GET - 404, ") for one in messages)
    assert any(one.startswith("POST / 413, ") for one in messages)
    assert any(one.startswith("OTHER / 405, ") for one in messages)
    assert any("RuntimeError" in one for one in messages)


@pytest.mark.slow(
    reason="three processes that are started anew; the site of tests/promises/test_web.py has two "
    "workers, too"
)
def test_several_workers_serve_and_no_answer_waits_for_an_acknowledgement(city):
    """Linux sends one after 40 ms, once a connection is some answers old."""
    with city.serving("--workers", "2", anew=True) as process:
        answers = [get(city.url("/przyjete/1"))[0] for _ in range(20)]
        assert answers == [200] * 20
        times = []
        with closing(HTTPConnection("127.0.0.1", city.port)) as client:
            for _ in range(50):
                began = time.monotonic()
                client.request("GET", "/healthz")
                client.getresponse().read()
                times.append(time.monotonic() - began)
        assert min(times[30:]) < 0.03
        process.terminate()
        assert process.wait(20) == 0


@pytest.mark.slow(
    reason="7 s of waiting; the site of tests/promises/test_web.py has two workers, too"
)
def test_a_worker_that_is_busy_for_seconds_is_not_replaced(city):
    """As one that reads a large file on a busy machine is; what it was asked would be lost."""
    with city.serving("--workers", "2", anew=True):
        assert get(city.url("/zajete")) == (200, "gotowe")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_requests_in_flight_are_finished(city, number):
    found: list[tuple[int, str]] = []
    with city.serving() as process:
        asking = threading.Thread(target=lambda: found.append(get(city.url("/wolno"))))
        asking.start()
        time.sleep(0.5)
        process.send_signal(number)
        asking.join(20)
        assert process.wait(20) == 0
    assert found == [(200, "gotowe")]


def test_readiness_says_what_is_missing(city):
    with city.serving():
        folder = city.settings.parent
        (folder / "base" / "terms").rename(folder / "terms")
        assert get(city.url("/readyz")) == (503, "no terms in force\n")
        (folder / "terms").rename(folder / "base" / "terms")
        assert get(city.url("/readyz")) == (200, "ready\n")
        routes = folder / "base" / "routes.yaml"
        routes.write_text("- kowalska", "utf-8")
        assert get(city.url("/readyz")) == (503, "table of routes that cannot be read\n")
        (folder / "reports.sqlite").rename(folder / "away.sqlite")
        status, text = get(city.url("/readyz"))
        assert status == 503
        assert "reports" not in text
        assert get(city.url("/healthz"))[0] == 200


def test_nobody_is_ready_without_the_folder_of_personal_data(city):
    """Its disk is not mounted: no report can come in, and none is answered."""
    folder = city.settings.parent
    months = folder / "reports.sqlite-months"
    centre = read_settings(city.settings).centre()
    form = {"description": "Ławka nie ma deski."}
    centre.register(form, number="ZG-1", now=datetime(2026, 12, 1, tzinfo=UTC), terms_version="1")
    with city.serving():
        assert get(city.url("/readyz")) == (200, "ready\n")
        months.rename(folder / "away")
        assert get(city.url("/readyz")) == (503, "store that does not answer\n")
        (folder / "away").rename(months)
        assert get(city.url("/readyz")) == (200, "ready\n")


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"Content-Length : 5\r\n",
        b"Content-Length: +5\r\n",
        b"X-Long: " + b"a" * 70_000 + b"\r\n",
        b"X\x00: a\r\n",
        b"Bad header\r\n",
    ],
)
def test_no_second_request_is_smuggled(city_served, head):
    smuggled = b"0\r\n\r\nGET /przyjete/smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
    answer = raw(
        city_served.port,
        b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n" + head + b"\r\n" + smuggled,
        wait=5,
    )
    assert b"smuggled" not in answer
    assert answer.count(b"HTTP/1.1 ") <= 1


def test_ten_terabytes_are_refused_before_a_byte_of_them_comes(city_served):
    answer = raw(
        city_served.port,
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded"
        b"\r\nContent-Length: 10000000000000\r\n\r\n",
        wait=5,
    )
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"\r\nconnection: close\r\n" in answer.lower()


@pytest.fixture(scope="module")
def city_served(database, tmp_path_factory, fork_server):
    made = City(tmp_path_factory.mktemp("city"), database, fork_server)
    with made.serving():
        yield made


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "//evil.example/", "/%2e%2e/", "/\\evil", "/biuro/../przyjete/1"]
)
def test_odd_paths_lead_nowhere(city_served, path):
    answer = raw(
        city_served.port,
        f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode(),
    )
    assert answer.split(b" ")[1] in (b"404", b"400")


def test_a_forged_address_is_not_believed(city_served):
    assert get(city_served.url("/kto"), x_forwarded_for="198.51.100.1") == (200, "127.0.0.1")


def test_a_trusted_proxy_is_believed_and_the_host_is_checked(city):
    text = city.settings.read_text("utf-8")
    serve = '[serve]\npublic_url = "https://lckm.example"\ntrusted_proxies = ["127.0.0.1"]\n'
    city.settings.write_text(text.replace("[serve]\n", serve), "utf-8")
    own = {"host": "lckm.example"}
    with city.serving():
        assert get(city.url("/kto"), x_forwarded_for="198.51.100.1", **own)[1] == "198.51.100.1"
        assert 'action="https://lckm.example/en/"' in get(city.url("/en/"), **own)[1]
        assert get(city.url("/kto"))[0] == 400
        assert get(city.url("/healthz"))[0] == 200


def test_a_client_that_is_slow_holds_up_nobody(city_served):
    with socket.create_connection(("127.0.0.1", city_served.port)) as slow:
        slow.sendall(
            b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\na="
        )
        assert get(city_served.url("/przyjete/1"))[0] == 200
        slow.setblocking(False)
        with pytest.raises(BlockingIOError):
            slow.recv(1)


# ── settings ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("grace = 5.0", "graze = 5.0", "[serve], graze: nie ma takiego ustawienia. Czy chodzi"),
        ("grace = 5.0", 'grace = "5"', "[serve], grace: ma tu być liczba"),
        ("grace = 5.0", "port = 70000", "[serve], port: ma być liczbą od 1 do 65535"),
        ("grace = 5.0", "workers = 0", "[serve], workers: ma być liczbą większą od zera"),
        ("grace = 5.0", 'public_url = "lckm.example"', "[serve], public_url: ma tu być adres"),
        ("grace = 5.0", 'public_url = "https://a.b/c"', "[serve], public_url: ma tu być adres"),
        ("grace = 5.0", 'trusted_proxies = ["nginx"]', "„nginx” to nie adres ani sieć"),
        ("grace = 5.0", 'trusted_proxies = "::1"', "[serve], trusted_proxies: ma tu być lista"),
        ("grace = 5.0", 'host = "0.0.0.0"', "[serve], public_url: brakuje, a strona ma być"),
        ("[serve]", "[server]", "server: nie ma takiej tabeli. Czy chodzi o serve?"),
        ("[[face]]", "[face]", "face: pisze się [[face]]"),
        ('words = "numer"', 'wurds = "numer"', "[[face]] 1, wurds: small_face:SmallFace nie zna"),
        ('words = "numer"', "words = 1", "[[face]] 1, words: ma tu być tekst"),
        ('words = "numer"', 'centre = "numer"', "[[face]] 1, centre: small_face:SmallFace nie zna"),
        ('at = "/biuro"', 'at = "biuro"', "[[face]] 2, at: ma tu być ścieżka"),
        ('at = "/biuro"', 'at = "/biuro/"', "[[face]] 2, at: ma tu być ścieżka"),
        ('at = "/biuro"', "", "[[face]] 2, at: pod / jest już inna strona"),
        (
            'use = "small_face:SmallFace"\nw',
            'use = "small_face:Smal"\nw',
            "Czy chodzi o SmallFace?",
        ),
        (
            'words = "numer"',
            'words = "złe"\nsecret = { env = "HOME" }',
            "strona nie przyjęła ustawień. Powód (ValueError): „no such words, ••• None”",
        ),
    ],
)
def test_wrong_settings_are_told(tmp_path, was, now, told):
    text = SETTINGS.replace(was, now, 1)
    if was == "[[face]]":
        text = '[[adapter]]\nuse = "lckm_core.memory:MemoryAdapter"\n[face]\nuse = "a:b"\n'
    path = tmp_path / "lckm.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        _use(path)
    assert told in caught.value.text("pl")
    assert caught.value.text("en") != caught.value.text("pl")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_what_this_machine_alone_sees_needs_no_address(tmp_path, host):
    path = tmp_path / "lckm.toml"
    path.write_text(SETTINGS.replace("grace = 5.0", f'host = "{host}"', 1), "utf-8")
    _use(path)


def _use(path):
    settings = read_settings(path)
    serve_settings(settings)
    return settings.faces(centre=None, clock=None, public_url=None, trusted_proxies=())


def test_a_face_may_have_tables_and_secrets_in_them(tmp_path, monkeypatch):
    monkeypatch.setenv("OF_A_TEST", "tajemnica")
    path = tmp_path / "lckm.toml"
    office = '[face.office]\nname = "Urząd"\nphones = ["1", "2"]\nkey = { env = "OF_A_TEST" }\n'
    text = SETTINGS.replace('words = "numer"\n', office)
    path.write_text(text, "utf-8")
    face = _use(path)["/"]
    assert face.office == {"name": "Urząd", "phones": ["1", "2"], "key": "tajemnica"}
    path.write_text(text.replace("[face.office]", 'words = "złe"\n[face.office]'), "utf-8")
    with pytest.raises(SettingsError) as caught:
        _use(path)
    assert "no such words" in caught.value.text("pl")
    assert "tajemnica" not in caught.value.text("pl")


@pytest.mark.parametrize("command", ["settings", "serve"])
def test_the_commands_refuse_wrong_settings(city, command):
    text = city.settings.read_text("utf-8").replace("grace", "graze")
    city.settings.write_text(text, "utf-8")
    done = city.run(command)
    assert done.returncode == 2
    assert "[serve], graze" in done.stderr


def test_the_command_settings_names_the_faces(city):
    done = city.run("settings")
    assert "Strona: / SmallFace\nStrona: /biuro SmallFace\n" in done.stdout


def test_no_face_is_told(city):
    text = city.settings.read_text("utf-8")
    city.settings.write_text(text[: text.index("[[face]]")], "utf-8")
    done = city.run("serve")
    assert (done.returncode, "nie ma żadnej strony" in done.stderr) == (2, True)
    assert "there is no face" in city.run("serve", "--lang", "en").stderr


def test_a_port_that_is_taken_is_told(city):
    with socket.create_server(("127.0.0.1", city.port)):
        done = city.run("serve", "--port", str(city.port))
    assert done.returncode == 2
    assert f"Nie da się nasłuchiwać na 127.0.0.1, port {city.port}" in done.stderr
    assert done.stdout == ""


def test_a_database_that_is_missing_is_told(city):
    (city.settings.parent / "reports.sqlite").unlink()
    done = city.run("serve")
    assert done.returncode == 2
    assert "Nie ma bazy" in done.stderr


def test_nothing_is_written_on_serving(city):
    database = city.settings.parent / "reports.sqlite"
    with closing(sqlite3.connect(database)) as connection, connection:
        before = list(connection.iterdump())
    with city.serving():
        get(city.url("/"))
    with closing(sqlite3.connect(database)) as connection, connection:
        assert list(connection.iterdump()) == before


HOSTS = {
    "localhost": 200,
    "LOCALHOST:8765": 200,
    "127.0.0.1:1": 200,
    "[::1]:8000": 200,
    "evil.example": 400,
    "localhost.evil.example:8080": 400,
    "127.0.0.1.evil.example": 400,
    "203.0.113.9": 400,
}


def test_without_a_public_address_only_names_of_the_machine_are_taken(city_served):
    """Another's name that was made to lead here opens nothing."""
    for path in ("/healthz", "/biuro/"):
        found = {host: get(city_served.url(path), Host=host)[0] for host in HOSTS}
        assert found == HOSTS
    head = b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert b"content-security-policy: default-src 'none'" in raw(city_served.port, head)


def test_nobody_is_ready_on_a_full_disk(city, monkeypatch, caplog):
    """Reading goes on, so nothing but the disk itself tells that no report can come in."""
    session = read_settings(city.settings)
    site = Site(session.centre(), {}, lambda: datetime(2026, 12, 1, tzinfo=UTC))
    with TestClient(site) as client:
        assert client.get("/readyz").text == "ready\n"
        with monkeypatch.context() as full:
            full.setattr(failure_kinds, "is_full", lambda _: True)
            answer = client.get("/readyz")
        assert (answer.status_code, answer.text) == (503, "store that does not answer\n")
        assert client.get("/readyz").text == "ready\n"
    reasons = [record.getMessage() for record in caplog.records if record.name == "lckm_http"]
    assert len(reasons) == 2
    assert "its disk is full" in reasons[0]


def test_nobody_is_ready_with_a_directory_that_became_unreadable(city):
    """Who works at the desk is asked of it at each request; a file that is mended needs no more."""
    folder = city.settings.parent
    file = folder / "directory.yaml"
    file.write_text("units:\n  - {name: Urząd Miasta Łodzi}\n", "utf-8")
    with city.settings.open("a", encoding="utf-8") as settings:
        settings.write(_DIRECTORY)
    session = read_settings(city.settings)
    site = Site(session.centre(), {}, lambda: datetime(2026, 12, 1, tzinfo=UTC))
    with TestClient(site) as client:
        assert client.get("/readyz").text == "ready\n"
        file.rename(folder / "away.yaml")
        answer = client.get("/readyz")
        assert (answer.status_code, answer.text) == (503, "directory that cannot be read\n")


def test_a_process_with_an_older_secret_says_so_and_stays_ready(city):
    secret = city.settings.parent / "secret"
    secret.write_text("first-secret", "utf-8")
    text = city.settings.read_text("utf-8")
    city.settings.write_text(
        text.replace('words = "numer"', 'words = { file = "secret" }'), "utf-8"
    )
    with city.serving():
        assert get(city.url("/readyz")) == (200, "ready\n")
        secret.write_text("second-secret", "utf-8")
        for _ in range(3):
            assert get(city.url("/readyz")) == (200, "ready\nolder secret: restart\n")
        assert get(city.url("/healthz")) == (200, "ok\n")
        terms = city.settings.parent / "base" / "terms"
        terms.rename(city.settings.parent / "terms")
        assert get(city.url("/readyz")) == (503, "no terms in force\nolder secret: restart\n")
        (city.settings.parent / "terms").rename(terms)
    log = city.log.read_text("utf-8")
    assert log.count("restart lckm serve for the new one") == 1
    assert "-secret" not in log
    with city.serving():
        assert get(city.url("/readyz")) == (200, "ready\n")


def test_the_log_says_once_why_nobody_is_ready(city):
    """A database of a newer program: its pages come, and nothing can be stored."""
    database = city.settings.parent / "reports.sqlite"

    def set_version(version: str) -> str:
        with closing(sqlite3.connect(database)) as connection:
            [(before,)] = connection.execute("SELECT version_num FROM lckm_version")
            connection.execute("UPDATE lckm_version SET version_num = ?", [version])
            connection.commit()
        return before

    known = set_version("0999")
    with city.serving():
        for _ in range(2):
            assert get(city.url("/readyz")) == (503, "store that does not answer\n")
        set_version(known)
        assert get(city.url("/readyz")) == (200, "ready\n")
    reasons = [line for line in city.written().splitlines() if "not ready" in line]
    assert len(reasons) == 1
    assert "NewerSchemaError" in reasons[0]
    assert "Install a newer lckm-sql" in reasons[0]
    assert city.written().count("ready again") == 1
