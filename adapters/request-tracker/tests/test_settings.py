"""Settings that cannot be right are refused at once; the token goes nowhere but to Request
Tracker, over TLS.
"""

import ssl
from typing import Any

import pytest
import trustme
from scripted import Scripted, answer

from lckm_core import build
from lckm_core.delivery import Accepted, Refusal, Refused
from lckm_core.errors import InvalidSettingError
from lckm_request_tracker import RequestTrackerAdapter

TOKEN = "1-14-ca11ab1e"
GOOD: dict[str, Any] = {"url": "https://rt.example/rt", "token": TOKEN, "queue": "ŁCKM"}


@pytest.mark.parametrize(
    "wrong",
    [
        *(
            {"url": url}
            for url in (
                "",
                "rt.example",
                "ftp://rt.example",
                "file:///etc/passwd",
                "https://",
                "//rt.example",
            )
        ),
        *(
            {"url": f"https://{rest}"}
            for rest in ("a:b@rt.example", "rt.example?x=1", "rt.example#x", "rt.example:x", "a..b")
        ),
        {"url": "http://rt.example"},
        *({"token": token} for token in ("", f"{TOKEN}\r\nX-Planted: 1", f"{TOKEN} ", f"{TOKEN}ż")),
        *({"queue": queue} for queue in ("", "a/b")),
        {"field": ""},
        {"most_bytes": -1},
        *({"timeout": seconds} for seconds in (0, -1, 300, float("nan"), float("inf"), 5)),
        *({"connect_timeout": seconds} for seconds in (0, -1, 121)),
    ],
    ids=str,
)
def test_what_cannot_be_right_is_refused_without_naming_the_token(wrong):
    with pytest.raises(InvalidSettingError) as raised:
        RequestTrackerAdapter(**{**GOOD, **wrong})
    assert raised.value.setting in {*wrong, "timeout"}
    assert TOKEN not in raised.value.text("pl") + raised.value.text("en")


@pytest.mark.parametrize(
    "url",
    [
        "https://rt.example",
        "https://rt.example/",
        "https://żółw.example:8443/a b/",
        "https://[::1]:1/rt",
    ],
)
def test_an_address_may_have_a_port_and_a_path(url):
    RequestTrackerAdapter(**{**GOOD, "url": url})


def test_nothing_is_opened_before_it_is_needed(tmp_path):
    build(RequestTrackerAdapter(**GOOD, ca_file=str(tmp_path / "none.pem")))


@pytest.fixture
def server():
    made = Scripted()
    yield made
    made.close()


def helpdesk(url, **settings):
    return RequestTrackerAdapter(
        **{**GOOD, "url": url, "field": "LCKM", "timeout": 60, **settings}
    ).helpdesk


@pytest.fixture(scope="module")
def ca():
    return trustme.CA()


class TestTLS:
    @pytest.fixture
    def ca_file(self, ca, tmp_path):
        ca.cert_pem.write_to_path(tmp_path / "ca.pem")
        return str(tmp_path / "ca.pem")

    def _server(self, ca, name):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ca.issue_cert(name).configure_cert(context)
        return Scripted(context)

    def test_a_certificate_that_is_trusted_will_do(self, ca, ca_file, ticket):
        server = self._server(ca, "localhost")
        server.tickets = [server.tickets, server.tickets]
        assert helpdesk(server.url, ca_file=ca_file).file(ticket()) == Accepted("7")
        assert {token for *_, token in server.asked} == {f"token {TOKEN}"}
        server.close()

    @pytest.mark.parametrize("wrong", ["authority", "name", "no TLS", "no file"])
    def test_to_any_other_nothing_is_said(self, ca, ca_file, ticket, caplog, tmp_path, wrong):
        server = self._server(
            trustme.CA() if wrong == "authority" else ca,
            "inny.example" if wrong == "name" else "localhost",
        )
        plain = Scripted()
        url = plain.url.replace("http:", "https:") if wrong == "no TLS" else server.url
        used = str(tmp_path / "none.pem") if wrong == "no file" else ca_file
        assert helpdesk(url, ca_file=used).file(ticket()) == Refused(Refusal.UNREACHABLE)
        assert server.asked == plain.asked == []
        assert "certificate (ca_file)" in caplog.text
        server.close()
        plain.close()


def test_the_token_does_not_follow_a_redirect(server, ticket, caplog):
    other = Scripted()
    for status in (301, 302, 303, 307, 308):
        server.queue = answer(status, headers=[f"Location: {other.url}/REST/2.0/queue/x"])
        assert helpdesk(server.url, plain_http=True).file(ticket()) == Refused(Refusal.OTHER)
    assert other.asked == []
    assert "Give the address of its home page" in caplog.text
    other.close()


def test_the_system_s_proxy_is_not_asked(server, ticket, monkeypatch):
    proxy = Scripted()
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, proxy.url)
        monkeypatch.setenv(name.upper(), proxy.url)
    assert isinstance(helpdesk(server.url, plain_http=True).file(ticket()), Accepted)
    assert proxy.asked == []
    proxy.close()
