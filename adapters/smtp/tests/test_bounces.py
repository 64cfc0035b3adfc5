"""Bounces: read by their fields, matched by our own numbers, told until they are done; whatever
else lies there is left alone.
"""

import logging
import mailbox
from datetime import UTC, datetime
from email import message_from_bytes
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from imap_server import ImapServer
from mail_servers import SENDER, TO

from lckm_core import (
    ContactCentre,
    RouteTable,
    build,
    impl,
)
from lckm_core.delivery import DispatchState, Refusal, Refused
from lckm_core.errors import InvalidSettingError
from lckm_core.memory import MemoryHelpdesk, MemoryReports
from lckm_core.reports import Category, Route
from lckm_smtp import (
    Bounce,
    BounceMailboxError,
    ImapBounces,
    MaildirBounces,
    MaildirMailbox,
)
from lckm_smtp.dsn import MOST_BYTES, read_status
from lckm_testing import PersonalDataCanary

KEY = "ZG-2026-000123.0a1b2c3d4e"
OURS = f"<{KEY}@uml.lodz.pl>"
RETURNED = (
    f"From: {SENDER}\r\nTo: zgloszenia@zdit.uml.lodz.pl\r\n"
    f"Subject: =?utf-8?b?xIU=?=\r\nMessage-ID: {OURS}\r\n"
)
HEADERS = "Content-Type: text/rfc822-headers\r\n\r\n"
REFUSED = Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)


def report(
    *,
    status: str = "Status: 5.1.1",
    action: str = "failed",
    diagnostic: str = "",
    envelope: str = "",
    returned: str = f"Content-Type: text/rfc822-headers\r\n\r\n{RETURNED}",
    head: str = "",
    words: str = "I'm sorry to have to inform you",
    blocks: str | None = None,
    kind: str = "multipart/report; report-type=delivery-status",
    status_type: str = "message/delivery-status",
) -> bytes:
    """Return a delivery status report as mail servers write it."""
    of_message = f"Reporting-MTA: dns; mail.example.org\r\n{envelope}"
    of_recipient = (
        "Final-Recipient: rfc822; zgloszenia@zdit.uml.lodz.pl\r\n"
        f"Action: {action}\r\n{status}\r\n{diagnostic}"
    )
    parts = [
        f"Content-Type: text/plain\r\n\r\n{words}\r\n",
        "Content-Type: "
        f"{status_type}\r\n\r\n{of_message}\r\n{of_recipient if blocks is None else blocks}\r\n",
        returned,
    ]
    body = "".join(f"--=_b\r\n{part}\r\n" for part in parts) + "--=_b--\r\n"
    top = (
        f"From: MAILER-DAEMON@example.org\r\nTo: {SENDER}\r\n{head}"
        f'MIME-Version: 1.0\r\nContent-Type: {kind}; boundary="=_b"\r\n'
    )
    return f"{top}\r\n{body}".encode()


def coded(code: str, status: str) -> dict[str, str]:
    """Return the fields of a report with the code of a server."""
    return {"status": status, "diagnostic": f"Diagnostic-Code: {code}\r\n"}


def of(message: bytes):
    said = read_status(message, "uml.lodz.pl")
    return None if said is None else (said.key, said.failed, said.permanent, said.reason)


# ── what it says ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fields", "permanent", "reason"),
    [
        ({}, True, Refusal.NO_SUCH_ADDRESS),
        ({"status": "Status: 5.2.2 (mailbox full)"}, True, Refusal.FULL),
        ({"status": "Status: 4.2.2"}, False, Refusal.FULL),
        ({"status": "Status: 4.4.7"}, False, Refusal.UNREACHABLE),
        ({"status": "Status: 5.4.4"}, True, Refusal.UNREACHABLE),
        ({"status": "Status: 5.7.1"}, True, Refusal.NOT_ALLOWED),
        ({"status": "Status: 5.3.4"}, True, Refusal.TOO_LARGE),
        ({"status": "Status: 5.6.3"}, True, Refusal.CONTENT),
        ({"status": "Status: 5.0.0"}, True, Refusal.OTHER),
        (coded("smtp; 552-5.2.2 over quota", "Status: 5.0.0"), True, Refusal.FULL),
        (coded("smtp;550 user unknown", "Status: 5.0.0"), True, Refusal.NO_SUCH_ADDRESS),
        (coded("SMTP; 452 4.2.2\r\n over quota", "X: y"), False, Refusal.FULL),
        (coded("x-unix; user unknown", "X: y"), True, Refusal.OTHER),
        # What the reporting server found out itself counts before the words of another.
        (coded("smtp; 550 5.1.1 unknown", "Status: 5.2.2"), True, Refusal.FULL),
        (coded("smtp; 550 5.1.1 unknown", "Status: 4.2.2"), False, Refusal.FULL),
        (coded("smtp; 452 4.2.2 over quota", "Status: 5.1.1"), True, Refusal.NO_SUCH_ADDRESS),
        ({"status": "Status: many", "action": "error"}, True, Refusal.OTHER),
        ({"action": "Failed (really)"}, True, Refusal.NO_SUCH_ADDRESS),
    ],
)  # fmt: skip
def test_why_it_came_back(fields, permanent, reason):
    assert of(report(**fields)) == (KEY, True, permanent, reason)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_is_late_or_has_arrived_did_not_come_back(action):
    assert of(report(action=action)) == (KEY, False, False, Refusal.OTHER)


def test_of_several_recipients_the_one_that_failed_counts():
    blocks = (
        "Final-Recipient: rfc822; a@b.pl\r\nAction: delayed\r\nStatus: 4.0.0\r\n\r\n"
        "Action: failed\r\nStatus: 5.2.2\r\n"
    )
    assert of(report(blocks=blocks)) == (KEY, True, True, Refusal.FULL)


# ── which letter it is of ────────────────────────────────────────────────────────────────────

NOTHING = "Content-Type: text/plain\r\n\r\nThe text was not returned.\r\n"


@pytest.mark.parametrize(
    "named",
    [
        {},
        {"returned": f"Content-Type: message/rfc822\r\n\r\n{RETURNED}\r\nDziura\r\n"},
        {"returned": f"Content-Type: message/global-headers\r\n\r\n{RETURNED}"},
        {
            "returned": "Content-Type: TEXT/RFC822-Headers; charset=x-none\r\n"
            f"Content-Transfer-Encoding: 8bit\r\n\r\n{RETURNED}"
        },
        {"returned": NOTHING, "envelope": f"Original-Envelope-Id: {KEY}@uml.lodz.pl\r\n"},
        {
            "returned": NOTHING,
            "envelope": "Original-Envelope-Id: ZG-2026-000123.0a1b2c3d4e+40uml.lodz.pl\r\n",
        },
        {"returned": NOTHING, "head": f"In-Reply-To: {OURS}\r\n"},
        {"returned": NOTHING, "head": f"References: <x@example.org>\r\n {OURS}\r\n"},
    ],
)
def test_it_names_the_letter(named):
    assert of(report(**named)) == (KEY, True, True, Refusal.NO_SUCH_ADDRESS)


@pytest.mark.parametrize(
    "other",
    [
        {"returned": NOTHING},
        {
            "returned": NOTHING,
            "blocks": f"Action: failed\r\nOriginal-Envelope-Id: {KEY}@uml.lodz.pl\r\n",
        },
        {"returned": NOTHING, "words": f"Your message {OURS} could not be delivered. {RETURNED}"},
        {"returned": f"Content-Type: text/plain\r\n\r\n{RETURNED}"},
        {"returned": f"{HEADERS}Message-ID: <{KEY}@example.org>\r\n"},
        {"returned": f"{HEADERS}Message-ID: <{KEY}@evil.uml.lodz.pl>\r\n"},
        {"returned": "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <a b@uml.lodz.pl>\r\n"},
        {"returned": "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <ą@uml.lodz.pl>\r\n"},
        {"returned": f"{HEADERS}Message-ID: <{'a' * 300}@uml.lodz.pl>\r\n"},
        {"kind": "multipart/mixed"},
        {"status_type": "text/plain"},
        {"blocks": ""},
    ],
)
def test_what_names_none_of_ours_or_is_no_report_is_none(other):
    said = read_status(report(**other), "uml.lodz.pl")
    assert said is None or not said.failed


def test_the_form_for_addresses_in_other_letters():
    message = report(
        status_type="message/global-delivery-status",
        returned=f"Content-Type: message/global\r\n\r\n{RETURNED}\r\nDziura\r\n",
    )
    assert of(message) == (KEY, True, True, Refusal.NO_SUCH_ADDRESS)


def test_an_answer_of_a_person_or_of_an_absent_one_is_no_bounce():
    answer = MIMEText(f"Jestem na urlopie. {OURS} 5.1.1", "plain", "utf-8")
    answer["In-Reply-To"] = OURS
    assert of(answer.as_bytes()) is None
    forwarded = MIMEMultipart("mixed", None, [message_from_bytes(report())])
    assert of(forwarded.as_bytes()) is None


# ── hostile ones ─────────────────────────────────────────────────────────────────────────────


def test_only_the_start_of_a_large_one_is_looked_at():
    returned = f"Content-Type: message/rfc822\r\n\r\n{RETURNED}\r\n" + "x" * 5_000_000
    assert of(report(returned=returned)) == (KEY, True, True, Refusal.NO_SUCH_ADDRESS)
    assert of(report(words="x" * MOST_BYTES)) is None


def _nested(levels: int) -> bytes:
    return b"".join(
        b'Content-Type: multipart/report; boundary="%d"\r\n\r\n--%d\r\n' % (at, at)
        for at in range(levels)
    )


_HEAD = b"Content-Type: multipart/report; boundary=b\r\n"


BOMBS = [
    b"",
    b"\r\n" * 200_000,
    b"\xff" * 200_000,
    b": " * 100_000,
    _HEAD,
    _HEAD + b"\r\n" + b"--b\r\n" * 50_000,
    _HEAD + b"\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n" + b"a: b\r\n\r\n" * 25_000,
    _HEAD + b"\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n" + b"\r\n" * 100_000,
    _HEAD
    + b"References: "
    + b"<" * 200_000
    + b"\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nA: b\r\n",
    _HEAD
    + b"In-Reply-To: "
    + b"a.=-" * 50_000
    + b"@uml.lodz.pl\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nA: b",
    b"Content-Type: multipart/report; boundary=" + b"b" * 200_000 + b"\r\n\r\n",
    b"Content-Type: multipart/report;" + b" a*0*=utf-8''%ff;" * 10_000 + b"\r\n\r\n",
    b"Content-Type: multipart/report; boundary*=x-none''%C5\r\n\r\n",
    _nested(20),
    _nested(3000),
    b"Content-Type: message/rfc822\r\n\r\n" * 6000,
    b"Content-Type: message/delivery-status\r\n\r\n" * 5000,
    b'Content-Type: multipart/digest; boundary="d"\r\n\r\n--d\r\n\r\n' * 3000,
]
OTHERS = pytest.mark.slow(reason="other bombs; every third stands for them")


@pytest.mark.parametrize(
    "message",
    [one if at % 3 == 0 else pytest.param(one, marks=OTHERS) for at, one in enumerate(BOMBS)],
    ids=range(18),
)
def test_bombs_are_no_bounces(message):
    assert of(message) is None


@given(st.binary(max_size=300), st.integers(0, 2000), st.integers(0, 2000))
def test_no_bytes_harm_the_reading(maildirs, noise, start, end):
    """A report cut and spoilt anywhere is read, or left: it never stops what comes after it."""
    whole = report()
    spoilt = whole[: min(start, len(whole))] + noise + whole[min(end, len(whole)) :]
    folder = maildirs()
    folder.add(spoilt)
    folder.add(whole)
    bounces = MaildirBounces(folder._path, SENDER)
    found = list(bounces.read())
    assert 1 <= len(found) <= 2
    for bounce in found:
        bounces.done(bounce)
    assert list(bounces.read()) == []
    assert len(folder) <= 1


@pytest.fixture(scope="session")
def maildirs(tmp_path_factory):
    made = iter(range(10**9))
    base = tmp_path_factory.mktemp("maildirs")
    return lambda: mailbox.Maildir(str(base / str(next(made))))


# ── a mailbox ────────────────────────────────────────────────────────────────────────────────


class MaildirFolder:
    def __init__(self, path: Path) -> None:
        self.maildir = mailbox.Maildir(str(path))
        self.bounces = MaildirBounces(str(path), SENDER)

    def add(self, message: bytes) -> None:
        self.maildir.add(message)

    def empty(self) -> None:
        self.maildir.clear()

    def __len__(self) -> int:
        return len(self.maildir)


class ImapFolder:
    def __init__(self, server: ImapServer, ca_file: str, **settings: Any) -> None:
        self.server = server
        self.bounces = ImapBounces(
            "127.0.0.1",
            "lckm",
            "hasło",
            SENDER,
            port=server.port,
            tls=server.tls,
            ca_file=ca_file,
            **{"timeout": 5, **settings},
        )

    def empty(self) -> None:
        self.server.messages.clear()

    def add(self, message: bytes) -> None:
        self.server.add(message)

    def __len__(self) -> int:
        return len(self.server.messages)


@pytest.fixture(params=["maildir", "implicit", "starttls"])
def folder(request, tmp_path, certificate, ca_file):
    if request.param == "maildir":
        yield MaildirFolder(tmp_path / "maildir")
        return
    server = ImapServer(certificate, ("lckm", "hasło"), tls=request.param)
    made = ImapFolder(server, ca_file)
    yield made
    made.bounces.close()
    server.stop()


def test_a_bounce_is_told_until_it_is_done(folder):
    folder.add(report())
    bounces = folder.bounces
    assert list(bounces.read()) == [Bounce(KEY, REFUSED, "anywhere")]
    (bounce,) = bounces.read()
    assert bounce == Bounce(KEY, REFUSED, "anywhere")
    assert len(folder) == 1
    bounces.done(bounce)
    bounces.done(bounce)
    assert list(bounces.read()) == []
    assert len(folder) == 0


def test_each_may_be_done_as_it_is_told(folder):
    keys = [f"ZG-{at}.ab" for at in range(5)]
    for key in keys:
        folder.add(report().replace(KEY.encode(), key.encode()))
    told = []
    for bounce in folder.bounces.read():
        told.append(bounce.key)
        folder.bounces.done(bounce)
    assert sorted(told) == keys
    assert len(folder) == 0


def test_what_is_no_bounce_stays_and_what_changes_nothing_goes(folder):
    folder.add(b"Subject: pytanie\r\n\r\nKiedy?\r\n")
    folder.add(report(action="delayed"))
    folder.add(report())
    (bounce,) = folder.bounces.read()
    assert len(folder) == 2
    folder.bounces.done(bounce)
    assert list(folder.bounces.read()) == []
    assert len(folder) == 1


def test_what_is_no_bounce_is_read_once(folder, monkeypatch):
    """Or a mailbox that nobody looks after makes each look at it slower."""
    from lckm_smtp import bounces

    looked = []

    def look(message, domain):
        looked.append(message)
        return read_status(message, domain)

    monkeypatch.setattr(bounces, "read_status", look)
    folder.add(b"Subject: pytanie\r\n\r\nKiedy?\r\n")
    assert list(folder.bounces.read()) == []
    folder.add(report())
    for _ in range(2):
        assert [bounce.key for bounce in folder.bounces.read()] == [KEY]
    assert len(looked) == 3


def test_what_is_remembered_of_a_mailbox_is_bounded_and_the_rest_is_looked_at_again(
    folder, monkeypatch
):
    from lckm_smtp import bounces

    monkeypatch.setattr(bounces, "_MOST_OTHERS", 2)
    for _ in range(5):
        folder.add(b"Subject: pytanie\r\n\r\nKiedy?\r\n")
    folder.add(report())
    for _ in range(3):
        assert [bounce.key for bounce in folder.bounces.read()] == [KEY]
        assert folder.bounces.other_messages == {"others": 2}
    assert len(folder) == 6


def test_of_a_message_as_large_as_a_disk_only_the_start_is_read(tmp_path):
    """A sparse file of a terabyte, which no machine could read as a whole."""
    made = MaildirFolder(tmp_path / "maildir")
    made.add(report())
    (name,) = (tmp_path / "maildir" / "new").iterdir()
    with name.open("r+b") as file:
        file.truncate(1 << 40)
    (place,) = MaildirMailbox(str(tmp_path / "maildir")).places()
    start = MaildirMailbox(str(tmp_path / "maildir")).start_of(place, MOST_BYTES)
    assert start is not None
    assert len(start) == MOST_BYTES
    assert [bounce.key for bounce in made.bounces.read()] == [KEY]


def test_nothing_of_a_message_is_logged(folder, caplog):
    caplog.set_level(logging.DEBUG)
    canary = PersonalDataCanary()
    text = f"{canary.name} {canary.email} {canary.phone} {canary.words}"
    folder.add(report(words=text, diagnostic=f"Diagnostic-Code: smtp; 550 5.1.1 {text}\r\n"))
    folder.add(f"Subject: {text}\r\n\r\n{text}\r\n".encode())
    (bounce,) = folder.bounces.read()
    assert canary.search(caplog.text + repr(bounce)) == ()
    assert "no bounce of a letter" in caplog.text


def test_one_that_cannot_be_taken_apart_hides_none(folder, monkeypatch, caplog):
    from lckm_smtp import bounces

    def breaks(message, domain):
        if b"zly" in message:
            raise RecursionError("zly")
        return read_status(message, domain)

    monkeypatch.setattr(bounces, "read_status", breaks)
    folder.add(b"Subject: zly\r\n\r\n")
    folder.add(report())
    assert [bounce.key for bounce in folder.bounces.read()] == [KEY]
    assert "RecursionError" in caplog.text
    assert "zly" not in caplog.text


def test_a_reader_of_mail_may_look_at_it(tmp_path):
    """What it has moved to ``cur`` and marked still counts."""
    made = MaildirFolder(tmp_path / "maildir")
    made.add(report())
    (name,) = (tmp_path / "maildir" / "new").iterdir()
    name.rename(tmp_path / "maildir" / "cur" / f"{name.name}:2,S")
    (bounce,) = made.bounces.read()
    made.bounces.done(bounce)
    assert len(made) == 0


class Host:
    """A host with one route, to one mailbox, whose letters go by SMTP."""

    def __init__(self) -> None:
        self.reports, self.helpdesk = MemoryReports(), MemoryHelpdesk()

    def table(self):
        route = Route(name="Wszystko", unit="Zarząd Dróg i Transportu", mailbox=TO)
        return RouteTable(
            domains=("zdit.uml.lodz.pl",),
            categories=(Category("latarnia", "Latarnia"),),
            routes=(route,),
        )

    @impl
    def provide_reports(self):
        return self.reports

    @impl
    def provide_helpdesk(self):
        return self.helpdesk

    @impl
    def provide_routes(self):
        return self


def test_a_report_whose_letter_came_back_is_the_helpdesks(serve, make, folder):
    """Interpretation I14: it was sent, as far as anybody could tell, and still it ends where
    somebody sees it.
    """
    server, moment = serve(), datetime(2026, 3, 4, 12, tzinfo=UTC)
    smtp = make(server, tls="none")
    centre = ContactCentre(build(smtp, host := Host()))

    def work():
        return [worked.state for worked in centre.dispatch_due("worker-1", clock=lambda: moment)]

    centre.register(
        {"description": "Nie świeci.", "category": "latarnia"},
        number="a.b-1",
        now=moment,
        terms_version="1",
    )
    assert work() == [DispatchState.SENT]
    (came,) = server.came
    folder.add(report(returned=f"Content-Type: message/rfc822\r\n\r\n{came.content.decode()}"))
    (bounce,) = folder.bounces.read()
    assert centre.handle_bounce(bounce.key, bounce.refused.reason, now=moment)
    (bounce,) = folder.bounces.read()  # as after a crash before it was done
    assert centre.handle_bounce(bounce.key, bounce.refused.reason, now=moment)
    folder.bounces.done(bounce)
    assert work() == [DispatchState.HELPDESK]
    assert len(host.helpdesk.tickets) == 1
    assert work() == []


def test_no_maildir(tmp_path):
    none, folder = tmp_path / "none", tmp_path / "folder"
    folder.mkdir()
    for where, why in (
        (none, "nie ma takiego folderu"),
        (folder, "to nie jest maildir"),
        (folder / "x", "nie ma takiego"),
    ):
        bounces = MaildirBounces(str(where), SENDER)
        with pytest.raises(BounceMailboxError, match=f"^{where}: {why}"):
            list(bounces.read())
        assert bounces.fault().pl.startswith(f"{where}: {why}")
    assert not none.exists()
    assert list(folder.iterdir()) == []
    mailbox.Maildir(folder / "real")
    assert MaildirBounces(str(folder / "real"), SENDER).fault() is None


def test_the_oldest_is_told_first_wherever_it_lies(tmp_path):
    """A mail reader moves what it has shown to ``cur``."""
    mailbox.Maildir(tmp_path / "maildir")
    names = ["1800000001.a", "1800000002.a", "1800000003.a"]
    for folder, name in zip(("cur", "new", "cur"), names, strict=True):
        (tmp_path / "maildir" / folder / name).write_bytes(report())
    assert MaildirMailbox(str(tmp_path / "maildir")).places() == names


# ── IMAP ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def imap(certificate, ca_file):
    server = ImapServer(certificate, ("lckm", "hasło"))
    made = ImapFolder(server, ca_file)
    yield made
    made.bounces.close()
    server.stop()


def test_a_connection_lost_is_told_and_made_anew(imap):
    imap.add(report())
    (bounce,) = imap.bounces.read()
    imap.server.breaks = "SEARCH"
    with pytest.raises(
        BounceMailboxError, match=r"^127\.0\.0\.1, INBOX: nie da się z nim połączyć|serwer odmówił"
    ):
        list(imap.bounces.read())
    imap.server.breaks = ""
    imap.bounces.done(bounce)
    assert len(imap) == 0


def test_a_folder_made_anew_gives_its_numbers_to_others(imap):
    """A UID tells one message only together with its UIDVALIDITY."""
    imap.add(report())
    (bounce,) = imap.bounces.read()
    imap.server.validity += 1
    imap.bounces.done(bounce)
    assert len(imap) == 1


def test_the_oldest_is_told_first_whatever_the_length_of_its_number(imap):
    imap.server.messages = dict.fromkeys((9, 10, 100), report())
    places = [bounce.place.rpartition(":")[2] for bounce in imap.bounces.read()]
    assert places == ["9", "10", "100"]


def test_what_somebody_else_marked_deleted_stays(imap):
    for _ in range(2):
        imap.add(report())
    bounce, other = imap.bounces.read()
    imap.server.deleted.add(int(other.place.rpartition(":")[2]))
    imap.bounces.done(bounce)
    assert len(imap) == 1


def test_a_server_that_refuses(imap):
    imap.add(report())
    imap.server.refuses = "FETCH"
    with pytest.raises(BounceMailboxError):
        list(imap.bounces.read())
    imap.server.refuses = "LOGIN"
    with pytest.raises(BounceMailboxError, match="serwer odmówił: sprawdź login"):
        list(imap.bounces.read())
    assert len(imap) == 1


def test_without_uidplus(certificate, ca_file):
    server = ImapServer(certificate, ("lckm", "haslo"), capabilities="IMAP4rev1")
    try:
        bounces = ImapBounces(
            "127.0.0.1", "lckm", "haslo", SENDER, port=server.port, ca_file=ca_file, timeout=5
        )
        server.add(report())
        for bounce in bounces.read():
            bounces.done(bounce)
        assert server.messages == {}
    finally:
        bounces.close()
        server.stop()


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_certificate_that_is_not_to_be_trusted(certificate, tls):
    server = ImapServer(certificate, ("lckm", "hasło"), tls=tls)
    try:
        with pytest.raises(
            BounceMailboxError,
            match=r"certyfikatowi .* nie można ufać \(SSLCertVerificationError\)",
        ):
            list(
                ImapBounces(
                    "127.0.0.1", "lckm", "hasło", SENDER, port=server.port, tls=tls, timeout=5
                ).read()
            )
        assert server.logins == 0
    finally:
        server.stop()


@pytest.mark.parametrize("folder", ["Zwroty", "Zwroty poczty", "Zwr&AfM-t"])
def test_the_folder_of_the_settings_is_read(certificate, ca_file, folder):
    """And no other: the server has this folder alone."""
    server = ImapServer(certificate, ("lckm", "hasło"), folder=folder)
    made = ImapFolder(server, ca_file, folder=folder)
    try:
        made.add(report())
        (bounce,) = made.bounces.read()
        made.bounces.done(bounce)
        assert len(made) == 0
    finally:
        made.bounces.close()
        server.stop()


def test_a_message_stays_unread_and_the_server_hears_a_goodbye(imap):
    imap.add(b"Subject: pytanie\r\n\r\nKiedy?\r\n")
    assert list(imap.bounces.read()) == []
    assert imap.server.seen == set()
    assert imap.server.heard[-1] == "LOGOUT"


@pytest.mark.parametrize("command", ["SEARCH", "FETCH", "STORE"])
def test_after_a_refusal_the_next_look_is_on_a_new_connection(imap, command):
    """What is left on the old one cannot be known."""
    imap.add(report())
    (bounce,) = imap.bounces.read()
    imap.server.refuses = command
    with pytest.raises(BounceMailboxError):
        imap.bounces.done(bounce) if command == "STORE" else list(imap.bounces.read())
    logins, imap.server.refuses = imap.server.logins, ""
    imap.bounces.done(bounce)
    assert imap.server.logins == logins + 1
    assert len(imap) == 0


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_server_that_does_not_answer_is_waited_for_as_long_as_set(certificate, ca_file, tls):
    server = ImapServer(certificate, ("lckm", "hasło"), tls=tls)
    server.silent = "SEARCH"
    bounces = ImapFolder(server, ca_file, timeout=0.2).bounces
    try:
        with pytest.raises(BounceMailboxError, match=r"nie da się z nim połączyć"):
            list(bounces.read())
    finally:
        bounces.close()
        server.stop()


@pytest.mark.parametrize(
    ("settings", "port", "timeout"),
    [
        ({}, 993, 60.0),
        ({"tls": "implicit"}, 993, 60.0),
        ({"tls": "starttls"}, 143, 60.0),
        ({"port": 1993, "timeout": 7.0}, 1993, 7.0),
        ({"tls": "starttls", "port": 1143, "timeout": 7.0}, 1143, 7.0),
    ],
    ids=str,
)
def test_where_it_connects_to_and_how_long_it_waits(monkeypatch, settings, port, timeout):
    connected = []

    def connect(address, timeout=None, *_, **__):
        connected.append((*address, timeout))
        raise ConnectionRefusedError

    monkeypatch.setattr("socket.create_connection", connect)
    with pytest.raises(BounceMailboxError):
        list(ImapBounces("mail.example.org", "lckm", "hasło", SENDER, **settings).read())
    assert connected == [("mail.example.org", port, timeout)]


def test_of_what_is_gone_nothing_is_remembered(folder):
    """A mailbox is emptied for years by whoever answers; a place may be given anew."""
    folder.add(b"Subject: pytanie\r\n\r\nKiedy?\r\n")
    folder.add(report().replace(OURS.encode(), b"<x@uml.lodz.pl>"))
    list(folder.bounces.read())
    assert sum(folder.bounces.other_messages.values()) >= 1
    folder.empty()
    assert list(folder.bounces.read()) == []
    assert dict(folder.bounces.other_messages) == {}


@pytest.mark.parametrize(
    "settings", [{"tls": "none"}, {"folder": 'a"b'}, {"folder": "ż"}, {"folder": "a\r\nb"}], ids=str
)
def test_settings_that_cannot_be_meant(settings):
    with pytest.raises(InvalidSettingError) as raised:
        ImapBounces("mail.example.org", "lckm", "hasło", SENDER, **settings)
    assert raised.value.setting in settings
