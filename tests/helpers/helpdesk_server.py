"""The server of a helpdesk with the faults that any may have, and the tests that all share."""

import socket
import ssl
import time

import attrs
import pytest
import trustme

from lckm_core.delivery import (
    Accepted,
    Answer,
    MessageAttachment,
    Refusal,
    Refused,
    Ticket,
    Unknown,
)
from lckm_http_client import NoReplyError, Server
from lckm_testing import PeerState
from lckm_testing.contracts.samples import bare_report
from tests.helpers.http_server import HttpServer, Request, tls_of, write

_DRIP = 0.1
_SILENCE = 3


class HelpdeskServer(HttpServer):
    """A server that stands for a helpdesk's; subclasses say what it replies when it is well."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(tls)
        self.asked: list[tuple[str, str]] = []
        self.is_silent = self.loses_answers = self.drips = False
        self.answer: tuple[int, bytes] | None = None
        """The answer to everything, in place of the helpdesk's."""
        self.start()

    @property
    def url(self) -> str:
        """The address in the settings."""
        raise NotImplementedError

    def reply(self, request: Request, body: bytes) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        raise NotImplementedError

    def respond(self, request: Request, body: bytes) -> None:
        """Answer a request, with the faults that are set."""
        self.asked.append((request.command, request.path))
        if self.is_silent:
            time.sleep(_SILENCE)
            return
        status, content = self.answer or self.reply(request, body)
        if self.loses_answers and request.command == "POST":
            request.connection.shutdown(socket.SHUT_RDWR)
            return
        request.send_response(status)
        if 300 <= status < 400:
            request.send_header("Location", content.decode())
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        write(request, content, pause=_DRIP if self.drips else 0)

    def behave(self, state: PeerState, refusal: int = 503) -> None:
        """Do what a contract asks of the other side; refuse with this status."""
        self.is_silent = state is PeerState.SILENT
        self.loses_answers = state is PeerState.LOSES_ANSWER
        self.answer = (refusal, b"") if state is PeerState.REFUSES_FOR_NOW else None
        (self.stop if state is PeerState.UNREACHABLE else self.start)()


@pytest.fixture
def ticket():
    """What makes a ticket."""

    def made(key: str = "ZG-1.helpdesk", *files: MessageAttachment, **changes) -> Ticket:
        report = attrs.evolve(bare_report(), personal=None, **changes)
        return Ticket(key, report, "[ŁCKM] Zgłoszenie", "Treść\n", files)

    return made


class ExchangeTests:
    """What each helpdesk over HTTP owes its server; subclasses give the fixture ``server``.

    ``make`` makes the helpdesk for it; ``settings`` are those with which it can be asked.
    """

    @pytest.fixture
    def settings(self):
        return {}

    def test_nothing_follows_a_redirect(self, server, make, ticket):
        with type(server)() as other:
            server.answer = (302, other.url.encode())
            make().file(ticket())
            assert server.asked
            assert other.asked == []

    def test_a_long_subject_does_not_keep_a_report_away(self, make, ticket):
        long = attrs.evolve(ticket(), subject="[ŁCKM] Zgłoszenie ZG-1: " + "ó" * 300)
        assert isinstance(make().file(long), Accepted)

    def test_a_lost_answer_is_settled_by_asking_and_not_by_filing_again(
        self, server, make, ticket, settings
    ):
        helpdesk = make(**settings)
        server.loses_answers = True
        assert helpdesk.file(ticket()) == Unknown()
        server.loses_answers = False
        server.asked.clear()
        filed = helpdesk.find(ticket())
        assert isinstance(filed, Accepted)
        assert helpdesk.file(ticket()) == filed
        assert "POST" not in {method for method, _ in server.asked}

    def test_where_the_connection_ends_before_a_ticket_is_sent_there_is_no_doubt(
        self, make, ticket, settings, monkeypatch
    ):
        send = Server.send

        def away(server, method, path, **options):
            if method == "POST":
                raise NoReplyError(is_sent=False)
            return send(server, method, path, **options)

        helpdesk = make(**settings)
        with monkeypatch.context() as patch:
            patch.setattr(Server, "send", away)
            assert helpdesk.file(ticket()) == Refused(Refusal.UNREACHABLE)
        assert isinstance(helpdesk.file(ticket()), Accepted)

    def test_what_is_not_heard_after_a_ticket_is_filed_refuses_nothing(
        self, make, ticket, settings, monkeypatch
    ):
        """Or the ticket would be filed again."""
        send, sent = Server.send, []

        def away(self, method, path, **options):
            if sent:
                raise NoReplyError(is_sent=True)
            sent.extend([path] if method == "POST" else [])
            return send(self, method, path, **options)

        monkeypatch.setattr(Server, "send", away)
        assert isinstance(make(**settings).file(ticket()), Accepted)

    def test_what_is_wrong_is_logged_once_and_again_after_a_success(
        self, server, make, ticket, caplog
    ):
        helpdesk = make()
        logged = []
        for key in ("ZG-1.helpdesk", "ZG-2.helpdesk"):
            server.answer = (401, b"")
            for _ in range(2):
                assert isinstance(helpdesk.file(ticket(key)), Refused)
            logged.append(caplog.text.count("HTTP 401"))
            server.answer = None
            assert isinstance(helpdesk.file(ticket(key)), Accepted)
        assert logged == [1, 2]

    def test_one_who_drips_is_not_waited_for(self, server, make, ticket, settings):
        server.drips = True
        begun = time.monotonic()
        assert make(timeout=1, **settings).find(ticket()) is Answer.NO_ANSWER
        assert time.monotonic() - begun < 4

    def test_all_requests_of_a_ticket_are_over_at_one_moment(
        self, server, make, ticket, settings, monkeypatch
    ):
        """Or they would outlast the lease, and another worker file the same ticket."""
        ends = []
        send = Server.send

        def noted(self, *arguments, end, **named):
            ends.append(end)
            return send(self, *arguments, end=end, **named)

        helpdesk = make(**settings)
        monkeypatch.setattr(Server, "send", noted)
        for act in (helpdesk.file, helpdesk.find):
            ends.clear()
            assert isinstance(act(ticket()), Accepted)
            assert len(ends) > 1
            assert len(set(ends)) == 1

    def test_only_to_a_certificate_that_is_trusted(self, server, make, ticket, tmp_path):
        authority = trustme.CA()
        authority.cert_pem.write_to_path(tmp_path / "ca.pem")
        with type(server)(tls_of(authority)) as secure:
            place = {"url": secure.url, "plain_http": False}
            for files in ({}, {"ca_file": str(tmp_path / "missing.pem")}):
                assert make(**place, **files).file(ticket()) == Refused(Refusal.UNREACHABLE)
            assert secure.asked == []
            trusting = make(**place, ca_file=str(tmp_path / "ca.pem"))
            assert isinstance(trusting.file(ticket()), Accepted)
