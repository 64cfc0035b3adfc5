"""A request is sent once, to its server alone, and is over in time, whatever comes back."""

import socket
import threading
import time
import tracemalloc

import pytest
import trustme

from lckm_http_client import NoReplyError, Reply, Server
from tests.helpers.http_server import HttpServer, tls_of, write

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"
HANGING = 30.0
"""Seconds that no load makes a limit of half a second take; without it, it would be a minute."""


class ScriptedServer(HttpServer):
    """One that gives one answer, in bytes, to whatever it is asked."""

    def __init__(self, tls=None):
        super().__init__(tls)
        self.answer, self.pause, self.delay = OK, 0.0, 0.0
        # How many bytes come at once before the others drip.
        self.at_once = 0
        self.requests = []

    def respond(self, request, body):
        self.requests.append((request.command, request.path, dict(request.headers), body))
        time.sleep(self.delay)
        write(request, self.answer[: self.at_once])
        write(request, self.answer[self.at_once :], pause=self.pause)
        request.close_connection = True


@pytest.fixture
def scripted():
    with ScriptedServer() as made:
        yield made


def server(url, **changes):
    settings = {"headers": {}, "connect_timeout": 2, "timeout": 5, "most_bytes": 1000}
    return Server(url=url, **settings | changes)


def send(url, *, seconds=5.0, **changes):
    return server(url, **changes).send("GET", "/a", end=time.monotonic() + seconds)


def test_a_request_has_what_is_given_and_no_more(scripted):
    peer = server(f"{scripted.origin}/base/", headers={"Authorization": "Token secret"})
    reply = peer.send(
        "POST",
        "/path",
        end=time.monotonic() + 5,
        query={"a": "ż b", "c[d]": "1"},
        headers={"Content-Type": "text/plain"},
        body=b"words",
    )
    assert reply == Reply(200, b"[]", is_too_long=False, is_cut=False)
    assert scripted.requests == [
        (
            "POST",
            "/base/path?a=%C5%BC+b&c%5Bd%5D=1",
            {
                "Host": f"localhost:{scripted.port}",
                "Accept-Encoding": "identity",
                "Content-Length": "5",
                "Authorization": "Token secret",
                "Content-Type": "text/plain",
            },
            b"words",
        )
    ]


def test_a_header_of_a_request_goes_before_that_of_all(scripted):
    peer = server(scripted.origin, headers={"Accept": "text/plain", "Authorization": "Token a"})
    peer.send("GET", "/", end=time.monotonic() + 5, headers={"Authorization": "Token b"})
    ((_, _, headers, _),) = scripted.requests
    assert (headers["Accept"], headers["Authorization"]) == ("text/plain", "Token b")


@pytest.mark.parametrize(
    ("url", "peer"),
    [
        ("https://example.org/v2", "example.org:443"),
        ("http://example.org", "example.org:80"),
        ("https://example.org:8443/", "example.org:8443"),
    ],
)
def test_the_peer_is_host_and_port(url, peer):
    assert server(url).peer == peer


def test_headers_and_contents_are_not_shown():
    shown = repr(server("https://example.org", headers={"Authorization": "VERY-secret"}))
    shown += repr(Reply(200, b"VERY secret", is_too_long=False, is_cut=False))
    assert "VERY" not in shown


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308])
def test_a_redirect_is_a_reply_and_is_not_followed(scripted, status):
    with ScriptedServer() as other:
        scripted.answer = f"HTTP/1.1 {status} x\r\nLocation: {other.origin}/a\r\n\r\n".encode()
        assert send(scripted.origin, headers={"Authorization": "Token secret"}).status == status
        assert other.requests == []


def test_the_proxy_of_the_system_is_not_asked(scripted, monkeypatch):
    with ScriptedServer() as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.origin)
            monkeypatch.setenv(name.upper(), proxy.origin)
        assert send(scripted.origin).status == 200
        assert proxy.requests == []


@pytest.mark.parametrize(
    ("content", "data"),
    [
        (b'{"a": [1]}', {"a": [1]}),
        (b"", None),
        (b"<html>", None),
        (b'"\xff"', None),
        (b"[" * 100_000, None),
        (b"9" * 10_000, None),
    ],
)
def test_the_data_of_a_reply_is_its_json(content, data):
    assert Reply(200, content, is_too_long=False, is_cut=False).data == data


class TestTime:
    @pytest.mark.parametrize("answer", [OK * 100, OK + b"x" * 100, b"HTTP/1.1 200 " + b"x" * 100])
    def test_a_server_that_drips_is_not_waited_for(self, scripted, answer):
        scripted.answer, scripted.pause = answer, 0.1
        begun = time.monotonic()
        with pytest.raises(NoReplyError) as raised:
            send(scripted.origin, seconds=0.5)
        assert raised.value.is_sent
        assert 0.4 < time.monotonic() - begun < HANGING

    def test_a_content_that_drips_is_cut(self, scripted):
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"
        scripted.answer, scripted.at_once = head + b"x" * 900, len(head) + 1
        # All of it would take three minutes.
        scripted.pause = 0.2
        reply = send(scripted.origin, seconds=2)
        assert (reply.status, reply.is_cut, reply.is_too_long) == (200, True, False)
        assert 0 < len(reply.content) < 900

    def test_a_reply_is_waited_for_longer_than_a_connection(self, scripted):
        scripted.delay = 0.8
        assert send(scripted.origin, connect_timeout=0.3).status == 200

    @pytest.mark.parametrize(("timeout", "seconds"), [(0.3, 60), (60, 0.6)])
    def test_a_silent_server_is_not_waited_for(self, timeout, seconds):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            begun = time.monotonic()
            with pytest.raises(NoReplyError) as raised:
                send(
                    f"http://localhost:{silent.getsockname()[1]}", timeout=timeout, seconds=seconds
                )
        assert raised.value.is_sent
        assert time.monotonic() - begun < HANGING

    def test_a_handshake_is_waited_for_as_long_as_a_connection(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"https://localhost:{silent.getsockname()[1]}"
            begun = time.monotonic()
            with pytest.raises(NoReplyError) as raised:
                send(url, connect_timeout=0.5, timeout=60, seconds=60)
        assert not raised.value.is_sent
        assert time.monotonic() - begun < HANGING

    def test_after_the_end_nothing_is_sent(self, scripted):
        with pytest.raises(NoReplyError) as raised:
            send(scripted.origin, seconds=-1)
        assert not raised.value.is_sent
        assert scripted.requests == []

    def test_where_the_end_comes_before_a_connection_nothing_is_sent(self, scripted, monkeypatch):
        look_up = socket.getaddrinfo

        def resolve(*arguments, **options):
            time.sleep(0.5)
            return look_up(*arguments, **options)

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        with pytest.raises(NoReplyError) as raised:
            send(scripted.origin, seconds=0.3)
        assert not raised.value.is_sent
        assert scripted.requests == []

    def test_no_thread_is_left(self, scripted):
        send(scripted.origin, seconds=60)
        for timer in [one for one in threading.enumerate() if isinstance(one, threading.Timer)]:
            timer.join(5)
            assert not timer.is_alive()


class TestCertificates:
    @pytest.fixture
    def authority(self, tmp_path):
        made = trustme.CA()
        made.cert_pem.write_to_path(tmp_path / "ca.pem")
        return made

    def test_one_that_is_trusted_will_do(self, authority, tmp_path):
        with ScriptedServer(tls_of(authority)) as scripted:
            assert send(scripted.origin, ca_file=str(tmp_path / "ca.pem")).status == 200
        assert [path for _, path, _, _ in scripted.requests] == ["/a"]

    @pytest.mark.parametrize("wrong", ["authority", "system", "name", "no TLS", "no file"])
    def test_to_any_other_nothing_is_sent(self, authority, tmp_path, wrong):
        tls = tls_of(
            trustme.CA() if wrong == "authority" else authority,
            "inny.example" if wrong == "name" else "localhost",
        )
        ca_file = {"system": "", "no file": str(tmp_path / "none.pem")}.get(
            wrong, str(tmp_path / "ca.pem")
        )
        with ScriptedServer(None if wrong == "no TLS" else tls) as scripted:
            url = scripted.origin.replace("http:", "https:")
            with pytest.raises(NoReplyError) as raised:
                send(url, ca_file=ca_file)
        assert not raised.value.is_sent
        assert scripted.requests == []

    def test_a_server_that_drips_is_not_waited_for(self, authority, tmp_path):
        with ScriptedServer(tls_of(authority)) as scripted:
            scripted.answer, scripted.pause = OK * 100, 0.1
            begun = time.monotonic()
            with pytest.raises(NoReplyError) as raised:
                send(scripted.origin, ca_file=str(tmp_path / "ca.pem"), seconds=1)
            assert raised.value.is_sent
            assert time.monotonic() - begun < HANGING


class TestFaults:
    @pytest.mark.parametrize("url", ["http://localhost:{port}", "https://localhost:{port}"])
    def test_where_nobody_listens_nothing_is_sent(self, url):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        with pytest.raises(NoReplyError) as raised:
            send(url.format(port=port))
        assert not raised.value.is_sent

    def test_a_request_that_is_broken_off_on_its_way_may_have_arrived(self):
        with socket.create_server(("127.0.0.1", 0)) as listening:

            def break_off():
                connection, _ = listening.accept()
                connection.recv(1000)
                connection.close()

            thread = threading.Thread(target=break_off)
            thread.start()
            peer = server(f"http://127.0.0.1:{listening.getsockname()[1]}")
            # More than the system takes before anybody reads it.
            body = b"x" * 50_000_000
            with pytest.raises(NoReplyError) as raised:
                peer.send("POST", "/a", end=time.monotonic() + 5, body=body)
            thread.join()
        assert raised.value.is_sent

    def test_to_a_host_without_an_address_nothing_is_sent(self, monkeypatch):
        def resolve(*_, **__):
            raise socket.gaierror

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        with pytest.raises(NoReplyError) as raised:
            send("http://nowhere.example")
        assert not raised.value.is_sent

    @pytest.mark.parametrize(
        "answer",
        [
            b"",
            b"HTTP/1.1 ",
            b"SSH-2.0-x\r\n",
            b"\0" * 100_000,
            b"HTTP/1.1 2x0 OK\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 100_000,
            b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000,
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[]",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n[]",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"9" * 100_000,
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-" + b"9" * 40 + b"\r\n[]",
        ],
        ids=range(11),
    )
    def test_what_is_no_http_is_no_reply(self, scripted, answer):
        scripted.answer = answer
        with pytest.raises(NoReplyError) as raised:
            send(scripted.origin)
        assert raised.value.is_sent
        assert len(scripted.requests) == 1


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


class TestContents:
    @pytest.mark.parametrize(
        ("answer", "length", "is_too_long", "is_cut"),
        [
            (HEAD + b"Content-Length: 1000\r\n\r\n" + b"x" * 1000, 1000, False, False),
            (HEAD + b"Content-Length: 1001\r\n\r\n" + b"x" * 1001, 1000, True, False),
            (HEAD + b"Content-Length: 900\r\n\r\n" + b"x" * 1001, 900, False, False),
            (HEAD + b"Content-Length: 900\r\n\r\n" + b"x" * 899, 899, False, True),
            (HEAD + b"Content-Length: 9000\r\n\r\n" + b"x" * 1000, 1000, False, True),
            (HEAD + b"Content-Length: 9\r\n\r\n", 0, False, True),
            (HEAD + b"Content-Length: -9\r\n\r\n" + b"x" * 9, 9, False, False),
            (HEAD + b"\r\n" + b"x" * 1000, 1000, False, False),
            (HEAD + b"\r\n" + b"x" * 1001, 1000, True, False),
            (CHUNKED + b"3e8\r\n" + b"x" * 1000 + b"\r\n0\r\n\r\n", 1000, False, False),
            (CHUNKED + b"1\r\nx\r\n" * 1001 + b"0\r\n\r\n", 1000, True, False),
            (CHUNKED + b"0\r\n\r\n", 0, False, False),
            (b"HTTP/1.1 204 No Content\r\n\r\nxx", 0, False, False),
        ],
        ids=range(13),
    )
    def test_a_content_is_read_up_to_the_limit(self, scripted, answer, length, is_too_long, is_cut):
        scripted.answer = answer
        reply = send(scripted.origin)
        assert reply.content == b"x" * length
        assert (reply.is_too_long, reply.is_cut) == (is_too_long, is_cut)

    @pytest.mark.parametrize(
        "head",
        [
            HEAD + b"\r\n",
            HEAD + b"Content-Length: 99999999\r\n\r\n",
            CHUNKED + b"3000000\r\n",
            CHUNKED + b"-1\r\n",
        ],
        ids=["no length", "length", "chunk", "chunk of a negative size"],
    )
    def test_what_is_longer_is_not_held_in_memory(self, scripted, head):
        scripted.answer = head + b"x" * (48 << 20)
        tracemalloc.start()
        try:
            assert send(scripted.origin).is_too_long
            assert tracemalloc.get_traced_memory()[1] < 2_000_000
        finally:
            tracemalloc.stop()
