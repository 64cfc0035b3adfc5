"""Whatever somebody typed: the head stays the office's, and the text arrives to the character."""

import re
import string
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header
from email.message import EmailMessage
from email.policy import SMTPUTF8, default
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st
from mail_servers import SENDER, TO, MailServer

from lckm_core.delivery import (
    Accepted,
    Letter,
    MessageAttachment,
    Refusal,
    Refused,
)
from lckm_core.errors import InvalidSettingError
from lckm_smtp import AddressError, SmtpAdapter, compose
from lckm_smtp.addresses import parse_address, parse_named_address
from lckm_smtp.messages import on_one_line
from tests.helpers.signs import CONTROLS, DIRECTION_SIGNS

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HEAD = [
    "content-type",
    "mime-version",
    "content-transfer-encoding",
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "auto-submitted",
]
HOSTILE = (
    "\r\n",
    "\n",
    "\r",
    "\x85",
    "\u2028",
    "\x00",
    "\x0b",
    "\u202e",
    "\u2066",
    "\ud800",
    "=?utf-8?q?=0D=0ABcc:_x?=",
    "=?utf-8?b?DQpCY2M6IHg=?=",
    "\r\n\r\n",
    "\r\n.\r\n",
    "Bcc: zly@example.org",
    "\U0001f573\ufe0f",
    "e\u0301",
    "żółw",
    " ",
    "\t",
    "a" * 100,
)
_IN_NAMES = set(string.ascii_letters + string.digits + "._-")
typed = st.lists(st.sampled_from(HOSTILE) | st.text(st.characters(), max_size=20), max_size=12).map(
    "".join
)


def composed(**changed) -> bytes:
    given: dict[str, Any] = {
        "key": "ZG-1.ab",
        "sender": SENDER,
        "to": TO,
        "subject": "Zgłoszenie",
        "text": "Dziura\n",
        "now": NOW,
    }
    return compose(**(given | changed))


def read(message: bytes) -> EmailMessage:
    assert re.fullmatch(rb"(?:[^\r\n]{0,998}\r\n)*", message), (
        "lines end with CRLF, and are not too long"
    )
    assert message.isascii()
    return message_from_bytes(message, policy=default)


def words_of(part) -> str:
    words = part.get_payload(decode=True)
    assert isinstance(words, bytes)
    return words.decode()


def lines(text: str) -> str:
    return re.sub(r"\r?\n", "\r\n", text)


@given(subject=typed, text=typed)
def test_the_head_has_what_it_always_has_and_no_more(subject, text):
    try:
        message = composed(subject=subject, text=text)
    except ValueError:
        assert any(0xD800 <= ord(character) < 0xE000 for character in text)
        return
    mail = read(message)
    assert [name.lower() for name in mail] == HEAD
    assert message.count(b"\r\n\r\n") == 1
    # As they were typed: what reads the head as a whole line sees the subject, and the rest of it
    # is the text.
    assert words_of(mail) == lines(text)
    decoded = message_from_bytes(message)["Subject"]
    assert _decoded(decoded) == on_one_line(subject)


def _decoded(subject: str) -> str:
    return "".join(
        part.decode(charset or "ascii") if isinstance(part, bytes) else part
        for part, charset in decode_header(subject)
    )


@given(typed)
def test_a_subject_is_one_line_that_reads_from_left_to_right(subject):
    line = on_one_line(subject)
    assert len(line.splitlines()) <= 1
    assert not re.search(
        "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", line
    )
    assert len(line) <= 500


def test_no_control_or_direction_sign_reaches_a_subject():
    for sign in CONTROLS + DIRECTION_SIGNS:
        assert on_one_line(f"a{sign}b") == "a b", ascii(sign)


def test_a_subject_without_such_is_kept():
    subject = "[ŁCKM] „a” % {0} \\n \U0001f468\u200d\U0001f469 =?utf-8?q?x?="
    assert on_one_line(subject) == subject
    assert read(composed(subject="[ŁCKM] „żółw”"))["Subject"] == "[ŁCKM] „żółw”"


@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "\U0001f573" * 250_000, "ż\n" * 300_000, "\x00\x01\x1b[2J\x7f\u202e", ""],
)
def test_texts_that_other_mail_breaks(text):
    assert words_of(read(composed(text=text))) == lines(text)


@given(
    key=typed.filter(lambda key: not re.fullmatch(r"[A-Za-z0-9_.=-]+", key)),
)
def test_a_key_that_is_none_is_refused(key):
    with pytest.raises(ValueError, match="not fit"):
        composed(key=key)


@pytest.mark.parametrize("key", ["", ".a", "a.", "a" * 201, "a@b", "a b", "ż", "a\n", "a>"])
def test_keys_that_are_none(key):
    with pytest.raises(ValueError, match="not fit"):
        composed(key=key)


def test_the_longest_key_is_one():
    assert read(composed(key="a" * 200))["Message-ID"].startswith("<" + "a" * 200 + "@")


def test_a_text_of_half_characters_is_refused_and_not_repeated():
    with pytest.raises(ValueError, match="half characters") as refused:
        composed(text="Jan Kowalski \ud800")
    # The error of the codec holds the whole text.
    assert type(refused.value) is ValueError
    assert refused.value.__suppress_context__
    assert "Kowalski" not in str(refused.value)


def test_a_subject_has_its_limit():
    assert read(composed(subject="x" * 600))["Subject"] == "x" * 500


@given(to=typed)
def test_what_is_no_address_is_refused_and_not_repeated(to):
    for text in (to, f"{TO}{to}", f"{to}{TO}", f"a@{to}.pl"):
        try:
            whole = str(parse_address(text))
        except AddressError as error:
            said = str(error)
        else:
            said = ""
            assert re.fullmatch(r"[^\s<>()\[\],;:@\"\\\x00-\x1f]+@[a-z0-9.-]+", whole)
        assert said in ("", "not an address", "not an address: its domain cannot be one")


@pytest.mark.parametrize(
    "to",
    ["", "a", "@b.pl", "a@", "a@b@c.pl", "a b@c.pl", '"a"@c.pl', "a@[127.0.0.1]", "a..b@c.pl",
     ".a@c.pl", "a@c..pl", "a@-c.pl", "a@c_d.pl", "<a@c.pl>", "a@c.pl,b@c.pl", "a@c.pl\n",
     f"{'a' * 65}@c.pl", f"{'ż' * 32}a@c.pl", f"a@{'c' * 64}.pl", "a" * 400 + "@c.pl",
     # Soft hyphens do not count in a domain.
     "a@c.pl" + "\u00ad" * 315],
)  # fmt: skip
def test_addresses_that_are_none(to):
    with pytest.raises(AddressError):
        parse_address(to)


@pytest.mark.parametrize("local", ["a" * 64, "ż" * 32])
def test_the_longest_local_part_is_one(local):
    assert parse_address(f"{local}@c.pl").local == local


def test_letters_of_several_characters_are_made_one():
    assert parse_address("z\u0307@c.pl").local == "ż"
    assert parse_named_address("Z\u0307 <a@c.pl>").name == "Ż"


def test_a_domain_is_written_in_ascii():
    assert str(parse_address("Zgłoszenia@ŁÓDŹ.pl")) == "Zgłoszenia@xn--d-uga0v4h.pl".replace(
        "xn--d-uga0v4h", "łódź".encode("idna").decode()
    )
    assert "xn--" in str(parse_address("a@łódź.pl"))
    assert str(parse_address("O'Hara+b@Zdit.Uml.Lodz.PL")) == "O'Hara+b@zdit.uml.lodz.pl"


def test_an_address_in_other_letters_stands_in_the_head_as_it_is():
    message = composed(to="zgłoszenia@łódź.pl")
    assert message_from_bytes(message, policy=SMTPUTF8)[
        "To"
    ] == "zgłoszenia@xn--d-uga0v4h.pl".replace("xn--d-uga0v4h", "łódź".encode("idna").decode())


def test_repeats_have_the_same_number_and_another_date():
    first, second = read(composed()), read(composed(now=NOW.replace(hour=13)))
    assert first["Message-ID"] == second["Message-ID"] == "<ZG-1.ab@uml.lodz.pl>"
    assert first["Date"] != second["Date"]
    with pytest.raises(ValueError, match="time zone"):
        composed(now=NOW.replace(tzinfo=None))


# ── more of the head ─────────────────────────────────────────────────────────────────────────


def test_more_headers():
    more = {
        "X-LCKM-Report": "ZG-2026-000001",
        "In-Reply-To": "<a@b.pl>",
        "X-Unit": "Zarząd " * 40,
        "X-Q": "=?utf-8?q?x?=",
        "To-Unit": "x",
        "Received-By": "x",
    }
    mail = read(composed(headers=more))
    assert [name for name in mail if name.lower() not in HEAD] == list(more)
    assert mail["In-Reply-To"] == "<a@b.pl>"
    assert mail["X-Unit"].strip() == more["X-Unit"].strip()
    assert mail["X-Q"] == "=?utf-8?q?x?="


@pytest.mark.parametrize(
    "name",
    ["Bcc", "TO", "from", "Content-Type", "Message-ID", "Resent-To", "X:y", "X y", "", "Ż", "X\n"],
)
def test_headers_that_are_not_for_callers(name):
    with pytest.raises(ValueError, match="not for callers"):
        composed(headers={name: "x"})


@given(typed.filter(lambda value: on_one_line(value) != value))
def test_values_that_do_not_fit_on_a_line(value):
    with pytest.raises(ValueError, match="one line"):
        composed(headers={"X-Y": value})


# ── attachments ──────────────────────────────────────────────────────────────────────────────


def test_attachments_arrive_under_their_safe_names():
    files = [
        MessageAttachment("LCKM-2026-000123-1.jpg", "image/jpeg", bytes(range(256)) * 1000),
        MessageAttachment("a-2.pdf", "application/pdf", b""),
    ]
    mail = read(composed(attachments=files))
    assert words_of(mail.get_body(("plain",))) == "Dziura\r\n"
    got = [
        (part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
        for part in mail.iter_attachments()
    ]
    assert got == [attrs.astuple(file) for file in files]


@pytest.mark.parametrize(
    "media_type",
    ["message/rfc822", "multipart/mixed", "text/html; charset=x", "image/jpeg\r\nX: y", "", "ż/ż"],
)
def test_a_media_type_that_a_reader_would_take_apart_is_not_told(media_type):
    (part,) = read(
        composed(attachments=[MessageAttachment("a.bin", media_type, b"x")])
    ).iter_attachments()
    assert part.get_content_type() == "application/octet-stream"


@given(typed)
def test_no_other_name_gets_through(name):
    for unsafe in (name, f"a{name}.jpg", "../a", "a/b", "a\\b", ".a", "a..b", "a.", "-a"):
        safe = (
            set(unsafe) <= _IN_NAMES
            and unsafe[:1].isalnum()
            and unsafe[-1:].isalnum()
            and ".." not in unsafe
        )
        if not safe or len(unsafe) > 100:
            with pytest.raises(ValueError, match="not safe"):
                composed(attachments=[MessageAttachment(unsafe, "image/jpeg", b"x")])


# ── what the mailer makes of it ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"to": "nie ma"}, Refusal.NO_SUCH_ADDRESS),
        ({"key": "a b"}, Refusal.CONTENT),
        ({"text": "\ud800"}, Refusal.CONTENT),
        ({"attachments": (MessageAttachment("../a", "image/jpeg", b"x"),)}, Refusal.CONTENT),
        (
            {"attachments": (MessageAttachment("a.jpg", "image/jpeg", bytes(1000)),)},
            Refusal.TOO_LARGE,
        ),
    ],
)
def test_what_cannot_be_sent_is_refused_for_good_before_anybody_is_asked(letter, changed, why):
    adapter = SmtpAdapter("127.0.0.1", SENDER, port=1, tls="none", most_bytes=1500)
    assert adapter.mailer.send(attrs.evolve(letter, **changed)) == Refused(why, permanent=True)


def test_the_server_gets_what_was_composed(serve, make, letter):
    """Dots at the start of a line, and all: as bytes."""
    server = serve()
    sender = make(server, tls="none").sender
    message = b"X: y\r\n\r\n.\r\n..\r\n.a\r\nb\r\n"
    assert isinstance(sender.deliver(message, to=TO), Accepted)
    assert server.came[0].content == message
    # Line ends of other kinds could be taken for the end of the message by one server and not by
    # the next.
    sender.deliver(b"X: y\n\n.\nMAIL FROM:<x>\r.\r\nb", to=TO)
    assert server.came[1].content == b"X: y\r\n\r\n.\r\nMAIL FROM:<x>\r\n.\r\nb\r\n"
    assert len(server.came) == 2


@given(subject=typed, text=typed)
def test_what_arrives_is_the_letter(shared, subject, text):
    server, adapter, letter = shared
    server.came.clear()
    result = adapter.mailer.send(attrs.evolve(letter, subject=subject, text=text))
    if result == Refused(Refusal.CONTENT, permanent=True):
        assert any(0xD800 <= ord(character) < 0xE000 for character in text)
        return
    (came,) = server.came
    mail = read(came.content)
    assert [name.lower() for name in mail] == HEAD
    assert came.to == (TO,)
    assert words_of(mail) == lines(text)
    assert _decoded(message_from_bytes(came.content)["Subject"]) == on_one_line(subject)


@pytest.fixture(scope="module")
def shared():
    server = MailServer()
    adapter = SmtpAdapter(
        "127.0.0.1", SENDER, port=server.port, tls="none", local_hostname="lckm.uml.lodz.pl"
    )
    yield server, adapter, Letter("ZG-1.ab", TO, "", "")
    adapter.mailer.close()
    server.stop()


LONG_NAMED = f"Zgłoszenie ZG-2026-000123: {'oświetlenie-uliczne-' * 5}"


def test_no_line_of_an_encoded_subject_is_longer_than_mail_allows():
    """76 characters (RFC 2047, 2), with the name of the header."""
    head, _, _ = composed(subject=LONG_NAMED).partition(b"\r\nDate")
    (subject,) = re.findall(rb"Subject: [^\r]*(?:\r\n [^\r]*)*", head)
    assert max(map(len, subject.split(b"\r\n"))) <= 76
    assert read(composed(subject=LONG_NAMED))["Subject"] == LONG_NAMED


def test_the_longest_message_id_stands_on_the_line_of_its_name():
    key = f"{'Z' * 40}.{'0' * 10}.mailbox-notice.{'f' * 32}"
    assert f"\r\nMessage-ID: <{key}@".encode() in composed(key=key)


class TestNameOfTheSender:
    @pytest.mark.parametrize(
        ("sender", "name", "address"),
        [
            ("Contact Centre <lckm@example.org>", "Contact Centre", "lckm@example.org"),
            (
                "Łódzkie Centrum Kontakt z Mieszkańcami <lckm@example.org>",
                "Łódzkie Centrum Kontakt z Mieszkańcami",
                "lckm@example.org",
            ),
            ('"Centre, the" <lckm@example.org>', "Centre, the", "lckm@example.org"),
            ("Ośrodek " + "ż" * 90 + " <lckm@example.org>", "Ośrodek " + "ż" * 90, None),
            ("=?utf-8?q?=0D=0ABcc:_x?= <lckm@example.org>", "=?utf-8?q?=0D=0ABcc:_x?=", None),
            ("Łódź <łódź@example.org>", "Łódź", "łódź@example.org"),
            ("lckm@example.org", "", "lckm@example.org"),
        ],
    )
    def test_it_is_shown_and_the_address_stays(self, sender, name, address):
        message = compose(key="a-1", sender=sender, to=TO, subject="s", text="t", now=NOW)
        head = message.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ").decode()
        (written,) = re.findall(r"^From: (.*)\r$", head, re.MULTILINE)
        shown, _, rest = written.rpartition(" ")
        assert rest.strip("<>") == (address or "lckm@example.org")
        # A name in quotation marks is as it stands; any other may be of encoded words.
        assert (shown[1:-1] if shown.startswith('"') else _decoded(shown)) == name
        assert b"\r\nMessage-ID: <a-1@example.org>\r\n" in message
        assert max(map(len, message.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 78

    @pytest.mark.parametrize(
        "sender",
        [
            "Centre\r\nBcc: zly@example.org <lckm@example.org>",
            "Centre \u202e <lckm@example.org>",
            "zly@example.org <lckm@example.org>",
            "<lckm@example.org>",
            '" " <lckm@example.org>',
            "Centre <lckm@example.org> <a@example.org>",
            'A"b <lckm@example.org>',
            "ż" * 101 + " <lckm@example.org>",
            "Centre <lckm>",
            "x" * 10_000 + " <lckm@example.org>",
        ],
    )
    def test_what_could_deceive_is_refused(self, sender):
        with pytest.raises(InvalidSettingError) as caught:
            SmtpAdapter(host="mail.example.org", sender=sender)
        assert "example" not in str(caught.value).replace("lckm@example.org", "")

    def test_a_letter_is_sent_from_the_address_alone(self, shared):
        server, _, letter = shared
        adapter = SmtpAdapter("127.0.0.1", f"Łódź <{SENDER}>", port=server.port, tls="none")
        assert isinstance(adapter.mailer.send(letter), Accepted)
        adapter.mailer.close()
        came = server.came[-1]
        assert came.sender == SENDER
        assert _decoded(message_from_bytes(came.content)["From"]) == f"Łódź <{SENDER}>"
