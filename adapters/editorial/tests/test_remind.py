"""``lckm remind``: what to see to, on a day; and whether an address leads anywhere."""

import json
import socket
import threading
import urllib.error
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from an_office import EVERYWHERE, HEAD, PEOPLE, STAFF

from lckm_editorial import link_check as fetching
from tests.helpers.postgres import on_either

NUMBER = "KA-01238"


def published(office, run, **changed):
    file = office.procedure(NUMBER, **changed)
    assert (
        run(
            "procedure", "take-in", file, "--reference", "1", "--asked-by", HEAD, "--as", STAFF
        ).exit_code
        == 0
    )
    for move in ("confirm", "publish"):
        assert run("procedure", move, NUMBER, "--as", STAFF).exit_code == 0


@on_either()
def test_each_kind_on_either_database(any_office, run):
    office = any_office
    owner = {
        "name": "Bogumiła Właścicielska",
        "roles": PEOPLE[0]["roles"],
        "cell": PEOPLE[0]["cell"],
    }
    office.people([*PEOPLE, owner])
    published(office, run, valid_to="2027-12-31", owner={"name": owner["name"]})
    assert run("remind").output == "Przypomnień: 0\n"
    office.people(PEOPLE)
    kinds = {
        day: [
            one["kind"] for one in json.loads(run("remind", "--on", day, "--format", "json").output)
        ]
        for day in ("2026-11-25", "2027-11-25", "2027-12-01", "2028-01-01")
    }
    assert kinds == {
        "2026-11-25": ["owner-gone"],
        "2027-11-25": ["owner-gone", "not-looked-at"],
        "2027-12-01": ["window-ends", "owner-gone", "not-looked-at"],
        "2028-01-01": [],
    }
    done = run("remind", "--on", "2027-12-01")
    assert (done.exit_code, done.output.splitlines()[-1]) == (1, "Przypomnień: 3")
    assert "obowiązuje do 2027-12-31" in done.output
    assert (
        "window-ends"
        not in run("remind", "--on", "2027-12-01", "--within", 29, "--format", "json").output
    )


def test_an_edition_that_waits(office, run):
    run(
        "procedure",
        "take-in",
        office.procedure(NUMBER),
        "--reference",
        "1",
        "--asked-by",
        EVERYWHERE,
        "--as",
        STAFF,
    )
    office.now += timedelta(days=13)
    assert run("remind").exit_code == 0
    assert "czeka od 2026-11-25: sprawdź ją" in run("remind", "--waiting", 13).output
    assert "has waited since 2026-11-25" in run("remind", "--waiting", 13, "--lang", "en").output


@pytest.fixture
def web():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.command, self.path))
            code = int(self.path[1:4])
            if self.command == "HEAD" and self.path.endswith("no-head"):
                code = 404 if "404" in self.path else 405
            self.send_response(
                200 if self.path.endswith("404-no-head") and self.command == "GET" else code
            )
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815  the name that the base class calls

        def log_message(self, *_):
            pass

    asked = []
    one = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=one.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{one.server_port}", asked
    one.shutdown()
    one.server_close()


@pytest.mark.parametrize(
    ("path", "alive"),
    [
        ("200", True),
        ("404", False),
        ("410", False),
        ("200-no-head", True),
        ("404-no-head", True),
        ("400", None),
        ("401", None),
        ("403", None),
        ("500", None),
        ("503", None),
    ],
)
def test_an_address_is_asked_of(web, path, alive):
    base, _ = web
    assert fetching.is_alive(f"{base}/{path}") is alive


def test_what_nobody_answers_is_not_known(monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert fetching.is_alive(f"http://127.0.0.1:{port}/") is None
    assert fetching.is_alive("ftp://lodz.pl/") is None
    assert fetching.is_alive("http://[/") is None

    def unknown(code):
        def open_(*_, **__):
            raise urllib.error.URLError(socket.gaierror(code, "name"))

        return open_

    for code, alive in ((socket.EAI_NONAME, False), (socket.EAI_AGAIN, None)):
        monkeypatch.setattr(fetching.urllib.request, "urlopen", unknown(code))
        assert fetching.is_alive("https://nie-ma.lodz.pl/") is alive


@pytest.mark.parametrize("address", ["http://lodz.pl:port/", "http://lodz.pl/a b", "http://ł.pl/ą"])
def test_an_address_of_which_nobody_can_be_asked_is_not_known(address):
    assert fetching.is_alive(address) is None


def test_a_server_that_speaks_otherwise_is_not_known():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet():
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"SSH-2.0-serwer\r\n")

        greeting = threading.Thread(target=greet)
        greeting.start()
        assert fetching.is_alive(f"http://127.0.0.1:{server.getsockname()[1]}/") is None
        greeting.join()


def test_links_are_asked_of_only_when_told_to(office, run, web):
    base, asked = web
    published(office, run, additional_info=f"Zobacz [stronę]({base}/404) i [drugą]({base}/200).")
    office.people([])
    assert run("remind").exit_code == 0
    assert asked == []
    done = run("remind", "--links")
    assert done.exit_code == 1
    assert f"adres {base}/404 nie działa (/additional_info)" in done.output
    assert f"{base}/200" not in done.output
