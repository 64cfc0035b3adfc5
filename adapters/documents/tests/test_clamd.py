"""clamd is asked by its own protocol; what it cannot be asked about is never clean."""

import socket
import threading

import pytest
from fake_clamd import EICAR, SIGNATURE, FakeClamd
from hypothesis import HealthCheck, given, settings, strategies as st

from lckm_core.ports import (
    Clean,
    Infected,
    Scanner,
    Unscanned,
)
from lckm_documents.clamd import ClamdScanner
from tests.helpers.tiers import examples


@pytest.fixture
def clamd(socket_folder):
    """Start a clamd on a socket of its own: ``clamd(limit=…)``."""
    started = []

    def start(**how):
        address = socket_folder / f"clamd{len(started)}.ctl"
        started.append(FakeClamd(socket.AF_UNIX, str(address), **how))
        return started[-1]

    yield start
    for one in started:
        one.close()


def asked(clamd, data=b"%PDF-1.7", **how):
    scanner: Scanner = ClamdScanner(f"unix:{clamd.address}", **how)
    return scanner.scan("a.pdf", data)


def test_a_clean_file_is_clean_and_arrived_whole(clamd):
    daemon, data = clamd(), bytes(range(256)) * 1000
    assert asked(daemon, data) == Clean()
    assert daemon.received == [data]


def test_the_eicar_file_is_recognised(clamd):
    assert asked(clamd(), EICAR) == Infected(SIGNATURE)


def test_it_is_recognised_within_a_larger_file(clamd):
    assert asked(clamd(), bytes(200_000) + EICAR + bytes(200_000)) == Infected(SIGNATURE)


def test_an_empty_file_is_clean(clamd):
    assert asked(clamd(), b"") == Clean()


def test_one_scanner_asks_for_many_files(clamd):
    daemon = clamd()
    scanner = ClamdScanner(f"unix:{daemon.address}")
    assert [scanner.scan("a", data) for data in (b"x", EICAR, b"y")] == [
        Clean(),
        Infected(SIGNATURE),
        Clean(),
    ]


def test_by_tcp_too():
    daemon = FakeClamd(socket.AF_INET, ("127.0.0.1", 0))
    try:
        scanner = ClamdScanner(f"127.0.0.1:{daemon.address[1]}")
        assert [scanner.scan("a", data) for data in (b"x", EICAR)] == [Clean(), Infected(SIGNATURE)]
    finally:
        daemon.close()


def test_a_file_larger_than_it_takes_is_unscanned_and_says_what_to_raise(clamd):
    verdict = asked(clamd(limit=100_000), bytes(5_000_000))
    assert isinstance(verdict, Unscanned)
    # Where the connection broke before its words arrived, that is the reason.
    assert "StreamMaxLength" in verdict.reason.pl or "nie odpowiada" in verdict.reason.pl


def test_where_it_says_so_before_the_end_its_words_are_heard(clamd):
    verdict = asked(clamd(limit=10), b"more than ten bytes")
    assert isinstance(verdict, Unscanned)
    assert "StreamMaxLength" in verdict.reason.en


def test_a_daemon_that_is_not_there_is_no_clean_file(tmp_path):
    verdict = ClamdScanner(f"unix:{tmp_path}/nobody.ctl").scan("a.pdf", b"x")
    assert isinstance(verdict, Unscanned)
    assert "nie odpowiada" in verdict.reason.pl


def test_a_daemon_that_says_nothing_is_no_clean_file(clamd):
    never = threading.Event()
    verdict = asked(clamd(wait=lambda: never.wait(10)), timeout=0.2)
    never.set()
    assert isinstance(verdict, Unscanned)
    assert "0.2 s" in verdict.reason.pl


def test_a_daemon_that_speaks_too_slowly_is_no_clean_file(clamd):
    verdict = asked(clamd(answer=b"stream: " + b"O" * 100, pause=0.02), timeout=0.2)
    assert isinstance(verdict, Unscanned)
    assert "0.2 s" in verdict.reason.pl


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0",
        b"stream: OK",
        b"stream: Access denied. ERROR\0",
        b"OK\0",
        b"stream: \x1b[31mOK\0",
        b"stream: OK\nstream: X FOUND\0",
    ],
)
def test_only_its_own_words_make_a_file_clean(clamd, answer):
    verdict = asked(clamd(answer=answer))
    assert (verdict == Clean()) is (
        answer == b"stream: OK"
    )  # complete, its end told by the connection's
    if isinstance(verdict, Unscanned):
        assert verdict.reason.pl.isprintable()


@settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    answer=st.binary(max_size=60).filter(
        lambda said: said.partition(b"\0")[0].strip() != b"stream: OK"
    )
)
def test_no_other_words_do(clamd, answer):
    assert asked(clamd(answer=answer)) != Clean()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "unix:",
        "unix:relative",
        "unix:/run/",
        "host",
        "host:",
        ":3310",
        "host:0",
        "host:99999",
        "unix:3310",
    ],
)
def test_an_address_that_cannot_be_one_is_refused_at_once(address):
    with pytest.raises(ValueError, match="address of clamd"):
        ClamdScanner(address)


def test_a_time_that_cannot_be_one_is_refused_at_once():
    with pytest.raises(ValueError, match="timeout"):
        ClamdScanner(timeout=0)


class Peer:
    """A connection to a clamd that takes its time, or stops reading."""

    def __init__(self, *, fails: Exception | None = None, answer: bytes = b"stream: OK\0") -> None:
        self.fails, self.answer, self.pieces = fails, answer, 0

    def __enter__(self) -> "Peer":
        return self

    def __exit__(self, *_: object) -> None:
        """Close nothing."""

    def settimeout(self, seconds: float) -> None:
        assert seconds > 0

    def sendall(self, data: bytes) -> None:
        self.pieces += 1
        if self.fails is not None:
            raise self.fails

    def recv(self, size: int) -> bytes:
        answer, self.answer = self.answer, b""
        return answer


def asked_of(peer, monkeypatch, data=bytes(10**7), **how):
    scanner = ClamdScanner("unix:/run/clamd.ctl", **how)
    monkeypatch.setattr(scanner, "_connected", lambda deadline: peer)
    return scanner.scan("a.pdf", data)


def test_the_time_is_up_between_two_pieces_as_well(monkeypatch):
    """Each piece is taken within the time, and all of them together are not."""
    moments = iter(range(10**6))
    monkeypatch.setattr("lckm_documents.clamd.monotonic", lambda: next(moments))
    result = asked_of(peer := Peer(), monkeypatch, timeout=20)
    assert isinstance(result, Unscanned)
    assert "nie odpowiedział w 20 s" in result.reason.pl
    assert peer.pieces < 30


@pytest.mark.parametrize("error", [BrokenPipeError(), ConnectionResetError()])
def test_however_it_stops_reading_its_answer_is_read(monkeypatch, error):
    answer = b"INSTREAM size limit exceeded. ERROR\0"
    result = asked_of(Peer(fails=error, answer=answer), monkeypatch)
    assert isinstance(result, Unscanned)
    assert "StreamMaxLength" in result.reason.pl


def test_of_an_answer_without_an_end_no_more_is_taken_than_one_may_have(monkeypatch):
    class Endless(Peer):
        taken = 0

        def recv(self, size: int) -> bytes:
            assert self.taken < 100_000, "taken on and on"
            self.taken += size
            return b"A" * size

    result = asked_of(Endless(), monkeypatch)
    assert isinstance(result, Unscanned)
    assert 10 < result.reason.pl.count("A") < 100, "only the beginning is told"
