"""Whatever answers in place of Request Tracker: no report is lost, none is said to be filed
that is not, nothing falls over.
"""

import socket
import threading
import time

import attrs
import httpcore2
import pytest
from hypothesis import given, strategies as st
from scripted import NONE_FOUND, QUEUE, Scripted, answer, found

from lckm_core import LckmError
from lckm_core.delivery import (
    Accepted,
    Answer,
    MessageAttachment,
    Refusal,
    Refused,
    Ticket,
    Unknown,
)
from lckm_request_tracker import RequestTrackerAdapter, RequestTrackerError, TicketStatus
from lckm_request_tracker.connection import LostError, NotReachedError, Reply, Server
from lckm_testing.contracts.base import goes_on
from lckm_testing.contracts.samples import bare_report
from tests.helpers.rows import some_in_every_change

ONE = Ticket(
    "ZG-1.helpdesk",
    bare_report(),
    "[ŁCKM]",
    "Treść\n",
    (MessageAttachment("ZG-1-1.jpg", "image/jpeg", b"x" * 100),),
)
HTML = answer(200, b"<html>Zaloguj</html>", kind="text/html")


@pytest.fixture
def server():
    made = Scripted()
    yield made
    made.close()


def helpdesk(server, **settings):
    asked = {"url": server.url, "token": "1-14-a", "queue": "ŁCKM", "plain_http": True} | settings
    return RequestTrackerAdapter(**asked).helpdesk


def test_what_is_said_is_in_no_representation():
    assert "Kanarek" not in repr(Reply(200, None, {"Subject": "Idalia Kanarek"}))


class TestNewTickets:
    @pytest.mark.parametrize("status", [100, 200, 202, 204, 302, 307, 408, 500, 502, 503, 504, 599])
    def test_an_answer_that_may_come_after_the_ticket_is_doubt(self, server, status):
        server.ticket = answer(status, {"message": "x"})
        assert helpdesk(server).file(ONE) == Unknown()
        assert len(server.posted) == 1

    @pytest.mark.parametrize(
        "said",
        [
            HTML,
            HTML.replace(b"200", b"201"),
            answer(200, {"id": "7"}),
            answer(201, []),
            answer(201, {"id": "x"}),
            answer(201, {"id": "1\n"}),
            b"",
            b"\x00" * 999,
            answer(201, {"id": "7"})[:-3],
        ],
    )
    def test_an_answer_that_cannot_be_understood_is_doubt(self, server, said):
        server.ticket = said
        assert helpdesk(server).file(ONE) == Unknown()
        assert len(server.posted) == 1

    def test_a_connection_that_is_reset_is_doubt(self, server):
        server.ticket = None
        assert helpdesk(server).file(ONE) == Unknown()
        assert len(server.posted) == 1

    @pytest.mark.parametrize(
        ("status", "result"),
        [
            (400, Refused(Refusal.CONTENT, permanent=True)),
            (401, Refused(Refusal.NOT_ALLOWED)),
            (403, Refused(Refusal.NOT_ALLOWED)),
            (404, Refused(Refusal.OTHER)),
            (405, Refused(Refusal.OTHER)),
            (422, Refused(Refusal.CONTENT, permanent=True)),
            (429, Refused(Refusal.BUSY)),
        ],
    )
    def test_a_refusal_is_told_as_what_it_is(self, server, status, result):
        server.ticket = answer(status, {"message": "Tajne słowa"})
        assert helpdesk(server).file(ONE) == result
        assert len(server.posted) == 1

    def test_what_is_too_large_goes_without_its_files(self, server):
        server.ticket = [answer(413), answer(201, {"id": "7"})]
        assert helpdesk(server).file(ONE) == Accepted("7")
        whole, bare = server.posted
        assert (len(whole["Attachments"]), len(bare["Attachments"])) == (1, 0)
        assert "Pliki pominięte" in bare["Content"]
        assert "Pliki pominięte" not in whole["Content"]

    def test_what_is_too_large_even_so_is_refused(self, server):
        server.ticket = answer(413)
        assert helpdesk(server).file(ONE) == Refused(Refusal.TOO_LARGE, permanent=True)
        assert len(server.posted) == 2


def test_one_who_reads_nothing_is_left():
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        server = Server(url, "1-14-a", ca_file="", connect_timeout=1, timeout=1, plain_http=True)
        # More than the system takes before anybody reads it.
        body = {"Content": "x" * 20_000_000}
        # What would wait for ever ends here.
        closing = threading.Timer(10, deaf.close)
        closing.start()
        begun = time.monotonic()
        with server.exchange() as exchange, pytest.raises((LostError, NotReachedError)):
            exchange.send("POST", "/ticket", body=body)
        assert time.monotonic() - begun < 8
        closing.cancel()


def test_a_connection_is_waited_for_no_longer_than_there_is_time(server, monkeypatch):
    waits = []
    connect = httpcore2.SyncBackend.connect_tcp

    def noted(self, host, port, timeout=None, *rest):
        waits.append(timeout)
        return connect(self, host, port, timeout, *rest)

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", noted)
    assert helpdesk(server, connect_timeout=9, timeout=9).file(ONE) == Accepted("7")
    assert waits
    assert max(waits) < 9


def test_a_subject_is_cut_before_a_database_would_refuse_it(server):
    assert isinstance(helpdesk(server).file(attrs.evolve(ONE, subject="Ż" * 101)), Accepted)
    assert [posted["Subject"] for posted in server.posted] == ["Ż" * 100]


def test_unchanged_is_heard_of_the_ticket_that_is_known_alone(server):
    """Where transactions may not be seen, the tag is a moment, which two tickets may share."""
    server.ticket = answer(304)
    known = TicketStatus("7", "new", '"1"')
    assert helpdesk(server).status("7", known=known) is known
    for other in (None, TicketStatus("8", "new", '"1"'), TicketStatus("7", "new")):
        with pytest.raises(RequestTrackerError):
            helpdesk(server).status("7", known=other)


class TestBeforeThat:
    @pytest.mark.parametrize("place", ["queue", "tickets"])
    @pytest.mark.parametrize(
        ("said", "refusal"),
        some_in_every_change(
            [
                (answer(500), Refusal.BUSY),
                (answer(429), Refusal.BUSY),
                (answer(401), Refusal.NOT_ALLOWED),
                (HTML, Refusal.OTHER),
                (answer(404, b"", kind="text/html"), Refusal.OTHER),
                (answer(304), Refusal.OTHER),
                (answer(200, b"{"), Refusal.OTHER),
                (answer(200, b"[" * 500_000), Refusal.OTHER),
                (answer(200, b"9" * 10_000), Refusal.OTHER),
                (answer(200, b'{"x": "\xff"}'), Refusal.OTHER),
                (
                    answer(200, {"items": [], "TicketCustomFields": [], "x": "x" * 2_000_000}),
                    Refusal.OTHER,
                ),
                (b"", Refusal.UNREACHABLE),
                (b"HTTP/1.1 ", Refusal.UNREACHABLE),
                (b"SSH-2.0-x\r\n", Refusal.UNREACHABLE),
                (b"HTTP/1.1 200 x\r\n" + b"X: y\r\n" * 100_000, Refusal.UNREACHABLE),
            ],
            *range(0, 15, 2),
            reason="another answer; every second stands for it",
        ),
        ids=range(15),
    )
    def test_nothing_is_filed_and_absence_is_not_claimed(self, server, place, said, refusal):
        setattr(server, place, said)
        assert helpdesk(server).file(ONE) == Refused(refusal)
        assert helpdesk(server).find(ONE) is Answer.NO_ANSWER
        assert server.posted == []

    def test_a_queue_that_is_switched_off_is_not_asked_for_more(self, server):
        server.queue = answer(200, {**QUEUE, "Disabled": "1"})
        assert helpdesk(server).file(ONE) == Refused(Refusal.NOT_ALLOWED)
        assert server.posted == []

    @pytest.mark.parametrize("place", ["queue", "tickets", "ticket"])
    def test_one_who_drips_is_left(self, server, place):
        """Each byte comes in time, and the whole never would."""
        server.drips = place
        setattr(server, place, answer(201 if place == "ticket" else 200, b" " * 1_000_000))
        result = goes_on(
            lambda: helpdesk(server, connect_timeout=1, timeout=4 if place == "ticket" else 1).file(
                ONE
            )
        )
        assert result == (Unknown() if place == "ticket" else Refused(Refusal.UNREACHABLE))


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from(["2", "7", "LCKM", ONE.key])
)
NAMES = st.sampled_from(
    [
        "items",
        "id",
        "EffectiveId",
        "CustomFields",
        "TicketCustomFields",
        "name",
        "values",
        "Disabled",
        "Status",
    ]
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)
RECORDS = st.fixed_dictionaries(
    {},
    optional={"id": DATA, "EffectiveId": DATA, "name": DATA, "CustomFields": DATA, "values": DATA},
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "items": st.lists(RECORDS, max_size=3),
        "TicketCustomFields": st.lists(RECORDS, max_size=3),
        "Disabled": DATA,
        "id": DATA,
        "Status": DATA,
    },
)


@pytest.fixture(scope="module")
def hostile():
    made = Scripted()
    yield made
    made.close()


class TestHostileData:
    """Valid JSON of any shape, and bytes of any kind."""

    @given(
        queue=st.none() | DATA | ANSWERS,
        tickets=st.none() | DATA | ANSWERS,
        ticket=DATA | ANSWERS,
        status=st.sampled_from([200, 201]),
    )
    def test_nothing_falls_over(self, hostile, queue, tickets, ticket, status):
        hostile.queue = answer(200, QUEUE if queue is None else queue)
        hostile.tickets = answer(200, NONE_FOUND if tickets is None else tickets)
        hostile.ticket = answer(status, ticket)
        hostile.asked.clear()
        desk = helpdesk(hostile)
        asked = desk.find(ONE)
        result = desk.file(ONE)
        assert isinstance(asked, Accepted | Answer)
        assert isinstance(result, Accepted | Refused | Unknown)
        # It is filed unless the search failed or found it, and said to be only with a number.
        assert len(hostile.posted) == (asked is Answer.NOT_THERE)
        assert not isinstance(result, Accepted) or result.reference
        for act in (lambda: desk.status("7"), lambda: desk.close(desk.status("7"))):
            try:
                act()
            except LckmError:
                continue

    @given(st.binary(max_size=300))
    def test_nothing_falls_over_bytes(self, hostile, said):
        hostile.queue = hostile.tickets = hostile.ticket = said
        desk = helpdesk(hostile)
        assert desk.find(ONE) is Answer.NO_ANSWER
        assert isinstance(desk.file(ONE), Refused)

    def test_the_check_would_see_a_ticket(self, hostile):
        hostile.queue, hostile.tickets = answer(200, QUEUE), answer(200, found(ONE.key))
        assert helpdesk(hostile).find(ONE) == helpdesk(hostile).file(ONE) == Accepted("7")
