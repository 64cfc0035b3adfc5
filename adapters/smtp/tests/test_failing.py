"""Whatever fails, at whatever point of the talk: *refused* is said when the server surely does
not have it, else *unknown*.
"""

import asyncio
import logging
import socket
import ssl
from datetime import UTC, datetime, timedelta

import attrs
import pytest
import trustme
from mail_servers import STAGES, Act, context_of

from lckm_core.delivery import (
    Accepted,
    Refusal,
    Refused,
    Unknown,
)
from lckm_core.errors import InvalidSettingError
from lckm_smtp import SmtpAdapter, session
from lckm_smtp.addresses import parse_address
from tests.helpers.rows import some_in_every_change

LOGIN = {"username": "lckm", "password": "hasło"}
BEFORE_DOT = STAGES[:-1]
LETTING_IN = ("GREETING", "EHLO", "STARTTLS", "AUTH")
SHORT = {"timeout": 0.6, "longest": 2}
WAITED_FOR = {Act.HANG, Act.DRIP, Act.FLOOD}
"""What ends by a limit alone; on a busy machine a short one may end the login before it."""


@pytest.fixture
def server(serve, certificate):
    return serve(certificate, login=tuple(LOGIN.values()))


@pytest.fixture
def mailer(make, server):
    return make(server, **LOGIN).mailer


# ── said ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("stage", STAGES)
def test_a_no_for_now_is_one_for_now(server, mailer, letter, stage):
    server.acts[stage] = "450 4.2.0 come later"
    result = mailer.send(letter)
    assert isinstance(result, Refused)
    assert not result.permanent
    assert server.came == []
    server.acts.clear()
    assert isinstance(mailer.send(letter), Accepted)
    assert len(server.came) == 1


@pytest.mark.parametrize("stage", STAGES)
def test_a_no_for_good_counts_when_it_is_said_of_the_letter(server, mailer, letter, stage):
    """Of whoever is not let in nothing is said of a mailbox: all reports would be the
    helpdesk's for a wrong password.
    """
    server.acts[stage] = "550 5.7.1 no"
    let_in = stage not in LETTING_IN
    assert mailer.send(letter) == Refused(Refusal.NOT_ALLOWED, permanent=let_in, tried=let_in)
    assert server.came == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_server_that_shuts_down_is_busy(server, mailer, letter, stage):
    """One that lets nobody in is as good as none: that spends no attempt of the mailbox."""
    server.acts[stage] = "421 4.3.2 shutting down"
    none = Refused(Refusal.UNREACHABLE, tried=False)
    assert mailer.send(letter) == (none if stage in LETTING_IN else Refused(Refusal.BUSY))
    assert server.came == []
    server.acts.clear()
    assert isinstance(mailer.send(letter), Accepted)


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_asks_for_a_login_refuses_no_mailbox(server, mailer, letter, stage):
    server.acts[stage] = "530 5.7.0 authentication required"
    assert mailer.send(letter) == Refused(Refusal.NOT_ALLOWED, tried=False)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("550 5.1.1 unknown user", Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)),
        ("550 5.1.10 null MX", Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)),
        ("550 unknown user", Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)),
        ("553 5.1.8 sender unknown", Refused(Refusal.NOT_ALLOWED, permanent=True)),
        ("550 5.2.1 mailbox switched off", Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)),
        ("552 5.2.2 over quota", Refused(Refusal.FULL, permanent=True)),
        ("452 4.2.2 over quota", Refused(Refusal.FULL)),
        ("452 no room", Refused(Refusal.FULL)),
        ("452 4.3.1 no room", Refused(Refusal.FULL)),
        ("552 5.3.4 too large", Refused(Refusal.TOO_LARGE, permanent=True)),
        ("552 5.2.3 too large", Refused(Refusal.TOO_LARGE, permanent=True)),
        ("450 4.7.1 greylisted", Refused(Refusal.BUSY)),
        ("450 greylisted", Refused(Refusal.BUSY)),
        ("451 4.7.24 spf", Refused(Refusal.BUSY)),
        ("451 4.4.5 congested", Refused(Refusal.BUSY)),
        ("451 4.4.1 no answer from host", Refused(Refusal.UNREACHABLE)),
        ("554 5.6.0 bad content", Refused(Refusal.CONTENT, permanent=True)),
        ("554 5.7.1 relay access denied", Refused(Refusal.NOT_ALLOWED, permanent=True)),
        ("554 no", Refused(Refusal.OTHER, permanent=True)),
        ("550 5.99.99 new", Refused(Refusal.OTHER, permanent=True)),
        ("450 5.1.1 contradicts itself", Refused(Refusal.NO_SUCH_ADDRESS)),
    ],
)
def test_why_is_told_by_the_code_and_never_by_words(server, mailer, letter, said, refusal):
    server.acts["RCPT"] = said
    assert mailer.send(letter) == refusal


def test_answers_that_are_neither_yes_nor_no(server, mailer, letter):
    server.acts["DATA"] = "250 fine"
    assert mailer.send(letter) == Refused(Refusal.OTHER)
    server.acts = {"DOT": "354 go on"}
    assert mailer.send(letter) == Unknown()


# ── unsaid ───────────────────────────────────────────────────────────────────────────────────


ROWS = [(act, stage) for act in Act for stage in BEFORE_DOT]


@pytest.mark.parametrize(
    ("act", "stage"),
    some_in_every_change(
        ROWS, *range(0, len(ROWS), 2), reason="the same at another stage; every second row stays"
    ),
)
def test_what_fails_before_the_dot_surely_did_not_arrive(
    serve, certificate, make, letter, stage, act
):
    server = serve(certificate, login=tuple(LOGIN.values()))
    mailer = make(server, **LOGIN, **(SHORT if act in WAITED_FOR else {})).mailer
    server.acts[stage] = act
    assert mailer.send(letter) == Refused(Refusal.UNREACHABLE, tried=stage not in LETTING_IN)
    assert server.came == []
    server.acts.clear()
    assert isinstance(mailer.send(letter), Accepted)
    assert len(server.came) == 1


@pytest.mark.parametrize("act", list(Act))
def test_what_fails_after_the_dot_is_in_doubt(server, make, letter, act):
    mailer = make(server, **LOGIN, **(SHORT if act in WAITED_FOR else {})).mailer
    server.acts["DOT"] = act
    assert mailer.send(letter) == Unknown()
    assert len(server.came) == 1
    assert server.heard.count("DOT") == 1


def test_the_answer_to_the_dot_may_take_what_is_left_of_the_time(server, make, letter, monkeypatch):
    """A server may look long at a message; who gives up too early has a doubt for nothing."""
    mailer = make(server, **LOGIN, timeout=1.0, longest=60.0).mailer
    slow = 2.0
    keep = server.handle_DATA

    async def late(*arguments):
        await asyncio.sleep(slow)
        return await keep(*arguments)

    monkeypatch.setattr(server, "handle_DATA", late)
    assert isinstance(mailer.send(letter), Accepted)


class _Endless:
    """A socket that gives the same for ever, so no time limit ends it."""

    def __init__(self, piece: bytes) -> None:
        self.piece, self.given = piece, 0

    def settimeout(self, _: float) -> None:
        pass

    def recv(self, _: int) -> bytes:
        self.given += len(self.piece)
        assert self.given < 1_000_000, "it takes in whatever comes"
        return self.piece

    def close(self) -> None:
        pass


@pytest.mark.parametrize("piece", [b"250-x\r\n" * 100, b"2" * 1000])
def test_an_answer_without_end_takes_no_memory(piece):
    one = session.Session(step=1000, local_hostname="lckm.uml.lodz.pl")
    one.sock = _Endless(piece)  # type: ignore[assignment]
    with pytest.raises(OSError, match=r"not a reply|without an end"):
        one.getreply()


def test_a_reply_is_waited_for_a_step_and_never_longer_than_is_left(monkeypatch):
    class Timed(_Endless):
        def settimeout(self, seconds: float) -> None:
            waits.append(seconds)

    waits: list[float] = []
    monkeypatch.setattr(session, "monotonic", lambda: 100.0)
    one = session.Session(step=5, local_hostname="lckm.uml.lodz.pl")
    one.sock = Timed(b"250 x\r\n")  # type: ignore[assignment]
    for one.until in (900.0, 102.0):
        assert one.getreply() == (250, b"x")
    assert waits == [5, 2]


def test_the_next_letter_waits_for_a_step_again():
    """The whole time is for the reply after the dot, and the letter before had one."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"550 no\r\n")
        one = session.Session(step=5, local_hostname="lckm.uml.lodz.pl")
        one.sock, one._dot_sent, one.until = ours, True, session.monotonic() + 900
        sender = parse_address("lckm@uml.lodz.pl")
        assert isinstance(one.send_message_once(b"Tekst", sender, sender, None), Refused)
        assert ours.gettimeout() == 5


def test_a_connection_is_waited_for_no_longer_than_is_left(monkeypatch):
    """Or a letter takes longer than the lease: an idle connection may have used the time up."""
    waits: list[float] = []

    def connect(_address, timeout):
        waits.append(timeout)
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(session, "monotonic", lambda: 100.0)
    one = session.Session(step=5, local_hostname="lckm.uml.lodz.pl")
    for one.until in (900.0, 102.0, 100.0):
        with pytest.raises(OSError, match=r"^$|out of time"):
            one.begin("mail.uml.lodz.pl", 25, None, implicit=False)
    assert waits == [5, 2]


@pytest.mark.parametrize(("within", "least"), [(None, 20), (5, 5), (900, 20)])
def test_a_letter_has_the_time_that_is_left_to_its_sender(
    server, make, letter, monkeypatch, within, least
):
    begun: list[float] = []
    monkeypatch.setattr("lckm_smtp.sender.monotonic", lambda: 100.0)
    monkeypatch.setattr(
        session.Session, "begin", lambda self, *_, **__: begun.append(self.until - 100)
    )
    make(server).mailer.send(letter, within=within)
    assert begun == [least]


def test_cut_in_the_middle_of_the_text(serve, make, letter):
    """The server goes away with half of a large message: it has no whole one."""
    server = serve(most_bytes=40_000_000)
    mailer = make(server, tls="none").mailer
    server.acts["TEXT"] = Act.DROP  # once it has some of it
    assert mailer.send(attrs.evolve(letter, text="x" * 10_000_000)) == Refused(Refusal.UNREACHABLE)
    assert server.came == []


def test_nobody_listens(server, mailer, letter):
    server.vanish()
    assert mailer.send(letter) == Refused(Refusal.UNREACHABLE, tried=False)


def test_out_of_time_before_the_dot_is_no_doubt(server, mailer, letter, monkeypatch):
    """Whatever the moment at which the time is over: without the dot, nothing was taken."""
    passed = session.Session.send

    def late(self, said):
        passed(self, said)
        if b"Message-ID" in said:
            self.until = 0

    monkeypatch.setattr(
        session.Session,
        "send",
        lambda self, said: late(self, said if isinstance(said, bytes) else said.encode()),
    )
    assert mailer.send(letter) == Refused(Refusal.UNREACHABLE)
    assert server.came == []


# ── encrypted, or not at all ─────────────────────────────────────────────────────────────────


def test_a_refused_login(server, make, letter, caplog):
    caplog.set_level(logging.DEBUG)
    mailer = make(server, username="lckm", password="inne-hasło").mailer
    assert mailer.send(letter) == Refused(Refusal.NOT_ALLOWED, tried=False)
    assert server.came == []
    assert "inne" not in caplog.text + repr(mailer)
    assert "does not let us in" in caplog.text


@pytest.mark.parametrize("off", ["PLAIN", "LOGIN"])
def test_either_way_to_log_in(serve, certificate, make, letter, off):
    server = serve(certificate, login=tuple(LOGIN.values()), mechanisms_off=(off,))
    assert isinstance(make(server, **LOGIN).mailer.send(letter), Accepted)


def test_no_way_to_log_in(serve, certificate, make, letter):
    server = serve(certificate, login=tuple(LOGIN.values()), mechanisms_off=("PLAIN", "LOGIN"))
    assert make(server, **LOGIN).mailer.send(letter) == Refused(Refusal.NOT_ALLOWED, tried=False)


def test_encrypted_from_the_first_byte(serve, certificate, make, letter):
    server = serve(certificate, implicit=True, login=tuple(LOGIN.values()))
    assert isinstance(make(server, tls="implicit", **LOGIN).mailer.send(letter), Accepted)
    assert "AUTH" in server.heard


def _of_another_name(ca: trustme.CA) -> ssl.SSLContext:
    return context_of(ca.issue_cert("mail.example.org"))


def _expired(ca: trustme.CA) -> ssl.SSLContext:
    return context_of(ca.issue_cert("127.0.0.1", not_after=datetime.now(UTC) - timedelta(days=1)))


def _of_another_authority(_: trustme.CA) -> ssl.SSLContext:
    return context_of(trustme.CA().issue_cert("127.0.0.1"))


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
@pytest.mark.parametrize("issue", [_of_another_name, _expired, _of_another_authority])
def test_a_certificate_that_is_not_to_be_trusted(serve, make, ca, letter, tls, issue, caplog):
    server = serve(issue(ca), implicit=tls == "implicit")
    assert make(server, tls=tls, **LOGIN).mailer.send(letter) == Refused(
        Refusal.NOT_ALLOWED, tried=False
    )
    assert "AUTH" not in server.heard
    assert "certificate" in caplog.text


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_server_that_does_not_encrypt_gets_nothing(serve, make, letter, tls):
    server = serve()
    result = make(server, tls=tls, **LOGIN, **SHORT).mailer.send(letter)
    assert isinstance(result, Refused)
    assert not result.permanent
    assert {"AUTH", "MAIL"}.isdisjoint(server.heard)


def test_words_put_in_before_encryption_count_for_nothing(server, mailer, letter):
    server.acts["STARTTLS"] = "220 go ahead\r\n250-mail.example.org\r\n250 AUTH PLAIN"
    assert mailer.send(letter) == Refused(Refusal.NOT_ALLOWED, tried=False)
    assert "AUTH" not in server.heard


@pytest.mark.parametrize(
    ("setting", "settings"),
    [
        ("host", {"host": ""}),
        ("host", {"host": ".uml.lodz.pl"}),
        ("tls", {"tls": "maybe"}),
        ("tls", {"tls": "none", "username": "lckm", "password": "x"}),
        ("tls", {"tls": "none", "ca_file": "ca.pem"}),
        ("password", {"username": "lckm"}),
        ("username", {"password": "x"}),
        ("timeout", {"timeout": 0}),
        ("timeout", {"timeout": 10, "longest": 5}),
        ("idle", {"idle": -1}),
        ("sender", {"sender": "lckm"}),
        ("sender", {"sender": "lckm@uml.lodz.pl\r\nBcc: x@example.org"}),
        ("most_per_minute", {"most_per_minute": 0}),
        ("secret", {"secret": "hunter2"}),
    ],
    ids=str,
)
def test_settings_that_cannot_be_meant_are_named_in_both_languages_and_not_repeated(
    setting, settings
):
    with pytest.raises(InvalidSettingError) as raised:
        SmtpAdapter(**({"host": "mail.example.org", "sender": "lckm@uml.lodz.pl"} | settings))
    said = raised.value.message
    assert (said.pl.partition(":")[0], said.en.partition(":")[0]) == (setting, setting)
    assert not any(given in said.pl + said.en for given in ("hunter2", "Bcc", "maybe"))


def test_certificates_that_are_not_there(server, make, letter, tmp_path):
    mailer = make(server, ca_file=str(tmp_path / "none.pem"), **LOGIN).mailer
    assert mailer.send(letter) == Refused(Refusal.UNREACHABLE, tried=False)
