"""Answers that no face makes: the way into one, and that to a fault."""

import logging
import socket
from unittest.mock import Mock

import anyio
import pytest
from small_face import SmallFace
from starlette.testclient import TestClient

from lckm_http.protection import HEADERS
from lckm_http.request_log import RequestLog
from lckm_http.server import PortTakenError, require_free
from lckm_http.site import Site


def client(app):
    return TestClient(app, follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def site():
    return client(Site(None, {"/procedury": SmallFace(words="")}, None))


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_the_way_into_a_face_is_for_now_and_has_all_headers(site, method):
    answer = site.request(method, "/procedury")
    assert (answer.status_code, answer.headers["location"]) == (307, "/procedury/")
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_way_into_a_face_keeps_what_is_asked(site):
    answer = site.get("/procedury?q=karta+ż&x=%2F")
    assert answer.headers["location"] == "/procedury/?q=karta+%C5%BC&x=%2F"


@pytest.mark.parametrize("at", ["/", "/biuro/", "/biuro/x/"])
def test_each_path_is_of_the_face_that_is_nearest(at):
    faces = {path: SmallFace() for path in ("/", "/biuro", "/biuro/x/")}
    form = client(Site(None, faces, None)).get(at).text
    assert form.startswith(f'<form action="http://testserver{at}"')


async def _broken(scope, receive, send):
    raise RuntimeError


def test_the_answer_to_a_fault_has_all_headers():
    answer = client(RequestLog(_broken)).get("/")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Spróbuj za chwilę" in answer.text


def test_a_fault_after_the_answer_began_is_logged_and_not_answered_again(caplog):
    async def broken(scope, receive, send):
        await send({"type": "http.response.start", "status": 201, "headers": []})
        raise RuntimeError

    sent = []

    async def send(event):
        sent.append(event["type"])

    caplog.set_level(logging.INFO, "lckm_http")
    anyio.run(RequestLog(broken), {"type": "http", "method": "BREW"}, None, send)
    assert sent == ["http.response.start"]
    told = [record.getMessage().rpartition(",")[0] for record in caplog.records]
    assert told == ["", "OTHER - 201"]
    assert caplog.records[0].exc_info[0] is RuntimeError


def test_a_client_that_went_away_before_its_answer_is_logged_as_such(caplog):
    async def silent(scope, receive, send):
        pass

    caplog.set_level(logging.INFO, "lckm_http")
    anyio.run(RequestLog(silent), {"type": "http", "method": "GET"}, None, None)
    (record,) = caplog.records
    assert record.getMessage().startswith("GET - 499, ")


def test_why_nothing_can_listen_is_told(monkeypatch):
    for error, pl, en in (
        (PermissionError(), "nie wolno tu nasłuchiwać", "is not permitted"),
        (socket.gaierror(), "nie ma takiego adresu", "there is no such address"),
        (OSError(), "coś tam już nasłuchuje", "something listens there already"),
    ):
        monkeypatch.setattr(socket, "getaddrinfo", Mock(side_effect=error))
        with pytest.raises(PortTakenError) as caught:
            require_free("127.0.0.1", 80)
        assert pl in caught.value.message.pl
        assert en in caught.value.message.en
