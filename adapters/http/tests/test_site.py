"""Answers that no face makes: the way into one, and that to a fault."""

import pytest
from small_face import SmallFace
from starlette.testclient import TestClient

from lckm_http.protection import HEADERS
from lckm_http.request_log import RequestLog
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


async def _broken(scope, receive, send):
    raise RuntimeError


def test_the_answer_to_a_fault_has_all_headers():
    answer = client(RequestLog(_broken)).get("/")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Spróbuj za chwilę" in answer.text
