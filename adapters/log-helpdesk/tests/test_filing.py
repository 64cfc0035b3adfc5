"""Filing over the wire: what comes twice, what goes along, what is in doubt, and what the
settings may be.
"""

import ssl
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import attrs
import pytest
import trustme
from steering_tries import SENDER, TO, mailed

from lckm_core import ContactCentre, RouteTable, build
from lckm_core.delivery import (
    Accepted,
    Answer,
    ManualAction,
    MessageAttachment,
    Refusal,
    Refused,
    Target,
    Ticket,
    Unknown,
    helpdesk_note,
)
from lckm_core.errors import InvalidSettingError
from lckm_core.memory import MemoryMailer, MemoryReports
from lckm_core.ports import provide
from lckm_core.reports import Route
from lckm_log_helpdesk import LogHelpdeskAdapter, read_mail
from lckm_log_helpdesk.simulator import (
    Habits,
    LogHelpdesk,
    Repeats,
    our_rules,
)
from lckm_log_helpdesk.simulator.smtp import Mood, SmtpFront
from lckm_smtp import SmtpMailer
from tests.helpers.rows import in_one_test


@pytest.fixture
def ticket(a_report):
    return Ticket("ZG-1.helpdesk", a_report, "[ŁCKM] Zgłoszenie ZG-1: latarnia", "Nie świeci.\n")


def in_front(repeats):
    return SmtpFront(
        LogHelpdesk(
            our_rules("ŁCKM", otherwise="Inne"), accounts=[SENDER], habits=Habits(repeats=repeats)
        )
    )


class TestRepeats:
    """The same key is the same ticket, where the office has seen to it in one of two ways."""

    def test_the_second_is_a_comment(self, adapter_to, ticket):
        with in_front(Repeats.BY_SUBJECT) as front:
            adapter = adapter_to(front)
            assert [type(adapter.file(ticket)) for _ in range(3)] == [Accepted] * 3
            (held,) = front.helpdesk.tickets.values()
            assert [read_mail(one.subject, one.text).text for one in held.comments] == [
                "Nie świeci.\n"
            ] * 2

    def test_the_second_never_gets_in(self, adapter_to, ticket):
        with in_front(Repeats.BY_MESSAGE_ID) as front:
            adapter = adapter_to(front)
            assert [type(adapter.file(ticket)) for _ in range(3)] == [Accepted] * 3
            (held,) = front.helpdesk.tickets.values()
            assert held.comments == []

    def test_where_nobody_has_seen_to_it_there_are_two(self, adapter_to, ticket):
        with in_front(Repeats.NOT_AT_ALL) as front:
            adapter = adapter_to(front, honours_keys=False)
            adapter.file(ticket)
            adapter.file(ticket)
            assert len(front.helpdesk.tickets) == 2

    def test_then_it_must_not_say_that_it_may_be_sent_again(self, adapter_to, front, ticket):
        assert adapter_to(front, honours_keys=True).find(ticket) is Answer.HONOURS_KEYS
        assert adapter_to(front, honours_keys=False).find(ticket) is Answer.CANNOT_BE_ASKED

    def test_without_keys_a_doubt_asks_for_a_hand_and_says_so(self, adapter_to, front, caplog):
        adapter, reports = adapter_to(front, honours_keys=False), MemoryReports()
        assert any("honours_keys" in remark.pl for remark in adapter.remarks)
        assert not any("honours_keys" in remark.pl for remark in adapter_to(front).remarks)
        all_of_it = RouteTable(
            domains=(), categories=(), routes=(Route(name="Wszystko", helpdesk=True),)
        )
        routes = SimpleNamespace(table=lambda: all_of_it)
        centre = ContactCentre(
            build(adapter, provide(reports=reports, mailer=MemoryMailer(), routes=routes))
        )
        now = datetime(2026, 3, 4, 12, tzinfo=UTC)
        centre.register({"description": "Coś."}, number="ZG-1", now=now, terms_version="1")
        front.mood = Mood.LOSES_ANSWER
        for hour in range(6):
            centre.dispatch_due("w", clock=lambda hour=hour: now + timedelta(hours=2 * hour))
        kept = reports.dispatch("ZG-1")
        assert kept.needs_a_hand
        assert "rozstrzygnij ręcznie" in helpdesk_note(kept).pl
        assert len(front.helpdesk.tickets) == 1, "and nothing was sent twice"
        assert caplog.text.count("needs a hand") == 1
        centre.settle_by_hand("ZG-1", Target.HELPDESK, ManualAction.SEEN, now=now)
        assert reports.dispatch("ZG-1").is_final

    def test_a_notice_about_a_report_is_a_ticket_of_its_own(self, adapter_to, front, ticket):
        adapter = adapter_to(front)
        adapter.file(ticket)
        adapter.file(
            attrs.evolve(ticket, key="ZG-1.helpdesk.helpdesk-notice", subject="[ŁCKM] Usuń dane")
        )
        assert [held.comments for held in front.helpdesk.tickets.values()] == [[], []]


class TestConnections:
    def test_hung_up_on_after_the_whole_mail_is_doubt_and_may_be_sent_again(
        self, adapter_to, front, ticket
    ):
        adapter = adapter_to(front)
        for mood, there in ((Mood.HANGS_UP, 0), (Mood.LOSES_ANSWER, 1), (Mood.LOSES_ANSWER, 1)):
            front.mood = mood
            assert adapter.file(ticket) == Unknown()
            assert len(front.helpdesk.tickets) == there
        front.mood = Mood.WELL
        assert isinstance(adapter.file(ticket), Accepted)
        assert [len(held.comments) for held in front.helpdesk.tickets.values()] == [2]

    def test_one_that_was_open_and_is_no_more_is_made_anew(self, adapter_to, front, ticket):
        adapter = adapter_to(front)
        adapter.file(ticket)
        front.mood = Mood.AWAY
        front.mood = Mood.WELL
        assert isinstance(adapter.file(ticket), Accepted)

    def test_closed_ones_are_no_more_and_the_next_ticket_makes_another(
        self, adapter_to, front, ticket
    ):
        adapter = adapter_to(front)
        adapter.file(ticket)
        assert front.connections == 1
        adapter.close()
        for _ in range(100):
            if front.connections:
                time.sleep(0.05)
        assert front.connections == 0
        assert isinstance(adapter.file(ticket), Accepted)

    def test_encrypted_with_the_certificate_checked(self, adapter_to, desk, ticket, tmp_path):
        authority, context = trustme.CA(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        authority.cert_pem.write_to_path(tmp_path / "ca.pem")
        with SmtpFront(desk, tls=context) as front:
            trusting = adapter_to(front, tls="starttls", ca_file=str(tmp_path / "ca.pem"))
            assert isinstance(trusting.file(ticket), Accepted)
            assert adapter_to(front, tls="starttls").file(ticket) == Refused(
                Refusal.NOT_ALLOWED, tried=False
            )
        assert len(desk.tickets) == 1


class TestWhatGoesAlong:
    def test_files_by_names_of_ours(self, adapter_to, front, ticket):
        files = (
            MessageAttachment("ZG-1-1.jpg", "image/jpeg", b"\xff\xd8\xff"),
            MessageAttachment("ZG-1-2.pdf", "application/pdf", b"%PDF-"),
        )
        adapter_to(front).file(attrs.evolve(ticket, attachments=files))
        assert front.helpdesk.tickets[1].mail.attachments == ("ZG-1-1.jpg", "ZG-1-2.pdf")
        assert (
            read_mail(
                front.helpdesk.tickets[1].mail.subject, front.helpdesk.tickets[1].mail.text
            ).text
            == ticket.text
        )

    @in_one_test(
        "media_type", ["text/html", "TEXT/HTML", "text/plain", "message/rfc822", "multipart/mixed"]
    )
    @in_one_test("habits", list(Habits.every()), ids=str)
    def test_none_is_read_in_place_of_our_text(self, ticket, media_type, habits):
        """LOG Helpdesk reads HTML before plain text; whether it reads an attached file so,
        nobody has said.
        """
        file = MessageAttachment("ZG-1-1.bin", media_type, b"<p>#LCKM 1 #category=inna #</p>")
        desk = LogHelpdesk(
            our_rules("ŁCKM", otherwise="Inne", by_category={"inna": "Inna"}), habits=habits
        )
        (filed,) = desk.take(mailed(attrs.evolve(ticket, attachments=(file,)))).filed
        assert filed.queue == "ŁCKM"


class TestFilesThatAreRefused:
    """The report is filed all the same, with as many of its files as the server takes, and says
    how many are missing.
    """

    @pytest.mark.parametrize(
        ("most", "sent"),
        [(100_000, ["1", "2", "3"]), (30_000, ["1", "3"]), (6_000, ["1"]), (2_500, [])],
    )
    def test_too_large(self, adapter_to, front, ticket, most, sent):
        files = [
            MessageAttachment(f"ZG-1-{at}.jpg", "image/jpeg", b"\xff" * size)
            for at, size in ((1, 2000), (2, 20_000), (3, 9000))
        ]
        result = adapter_to(front, most_bytes=most).file(
            attrs.evolve(ticket, attachments=tuple(files))
        )
        assert isinstance(result, Accepted)
        (held,) = front.helpdesk.tickets.values()
        assert held.mail.attachments == tuple(f"ZG-1-{at}.jpg" for at in sent)
        said = (
            f"Liczba plików, których nie przyjął serwer poczty: {3 - len(sent)}.\n"
            if len(sent) < 3
            else ""
        )
        assert read_mail(held.mail.subject, held.mail.text).text == ticket.text + said

    def test_a_server_that_refuses_all_of_it_is_asked_once_for_each(
        self, adapter_to, front, ticket
    ):
        front.mood = Mood.REFUSES_FILES
        files = tuple(MessageAttachment(f"ZG-1-{at}.jpg", "image/jpeg", b"x") for at in (1, 2))
        assert isinstance(adapter_to(front).file(attrs.evolve(ticket, attachments=files)), Accepted)
        assert [held.mail.attachments for held in front.helpdesk.tickets.values()] == [()]

    def test_all_its_mails_have_the_time_of_one_attempt(
        self, adapter_to, front, ticket, monkeypatch
    ):
        front.mood = Mood.REFUSES_FILES
        passed, allowed = [0.0], []
        monkeypatch.setattr("lckm_log_helpdesk.adapter.monotonic", lambda: passed[0])
        send = SmtpMailer.send

        def sends_for_two_minutes(mailer, letter, *, within):
            allowed.append(within)
            passed[0] += 120
            return send(mailer, letter, within=within)

        monkeypatch.setattr(SmtpMailer, "send", sends_for_two_minutes)
        files = tuple(MessageAttachment(f"ZG-1-{at}.jpg", "image/jpeg", b"x") for at in range(9))
        result = adapter_to(front).file(attrs.evolve(ticket, attachments=files))
        assert isinstance(result, Refused)
        assert result.permanent
        assert allowed == [300, 180, 60]

    @pytest.mark.parametrize(
        ("mood", "refused"),
        [
            (Mood.BUSY, Refused(Refusal.BUSY)),
            (Mood.REFUSES, Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)),
        ],
    )
    def test_what_is_not_for_the_files_costs_none(self, adapter_to, front, ticket, mood, refused):
        front.mood = mood
        files = (MessageAttachment("ZG-1-1.jpg", "image/jpeg", b"x"),)
        adapter = adapter_to(front)
        assert adapter.file(attrs.evolve(ticket, attachments=files)) == refused
        assert front.offered == 1
        front.mood = Mood.WELL
        adapter.file(attrs.evolve(ticket, attachments=files))
        assert front.helpdesk.tickets[1].mail.attachments == ("ZG-1-1.jpg",)

    def test_a_ticket_too_large_by_itself_is_refused(self, adapter_to, front, ticket):
        files = (MessageAttachment("ZG-1-1.jpg", "image/jpeg", b"x"),)
        adapter = adapter_to(front, most_bytes=100)
        assert adapter.file(attrs.evolve(ticket, attachments=files)) == Refused(
            Refusal.TOO_LARGE, permanent=True
        )


class TestRefused:
    @pytest.mark.parametrize(
        "changed", [{"key": "a b"}, {"key": "a\r\nBcc: x@example.org"}, {"key": ""}]
    )
    def test_a_ticket_that_no_mail_can_be_made_of(self, adapter_to, front, ticket, changed):
        assert adapter_to(front).file(attrs.evolve(ticket, **changed)) == Refused(
            Refusal.CONTENT, permanent=True
        )
        assert front.helpdesk.tickets == {}

    @pytest.mark.parametrize(
        ("settings", "said"),
        [
            ({"sign": "Ł C"}, "sign: litery"),
            ({"sign": "LCKM #"}, "sign: litery"),
            ({"honours_keys": "yes"}, "honours_keys: true albo false"),
            ({"to": SENDER.upper()}, "to: ma być inny niż sender"),
            ({"to": "nobody"}, "to: to nie jest adres"),
            ({"sender": "a@b.pl\nBcc: x@y.pl"}, "sender: to nie jest adres"),
            ({"tls": "maybe"}, "tls: ma tu być"),
        ],
    )
    def test_settings_that_cannot_be_meant(self, settings, said):
        with pytest.raises(InvalidSettingError, match=f"^{said}"):
            LogHelpdeskAdapter(
                **(
                    {"host": "localhost", "sender": SENDER, "to": TO, "honours_keys": True}
                    | settings
                )
            )

    def test_whether_keys_are_honoured_has_to_be_said(self):
        with pytest.raises(TypeError, match="honours_keys"):
            LogHelpdeskAdapter(host="localhost", sender=SENDER, to=TO)  # type: ignore[call-arg]

    def test_a_password_is_shown_nowhere(self):
        adapter = LogHelpdeskAdapter(
            host="localhost",
            sender=SENDER,
            to=TO,
            honours_keys=True,
            username="lckm",
            password="tajne",
        )
        assert "tajne" not in repr(adapter) + repr(vars(adapter))


def test_two_systems_may_share_a_helpdesk(a_report):
    """Each with a sign and rules of its own: one on trial takes nothing from the other."""
    desk = LogHelpdesk(
        (*our_rules("Próba", otherwise="", sign="PROBA")[:-1], *our_rules("ŁCKM", otherwise="Inne"))
    )
    ticket = Ticket("ZG-1.helpdesk", a_report, "x", "x")
    assert [desk.take(mailed(ticket, sign)).filed[0].queue for sign in ("PROBA", "LCKM")] == [
        "Próba",
        "ŁCKM",
    ]
