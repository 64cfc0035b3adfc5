"""Message-IDs signed with a host's secret: a repeat stays one, and nobody without the secret
forges that a letter came back.
"""

import logging
import mailbox
from email import message_from_bytes

import attrs
import pytest
from hypothesis import given, strategies as st
from test_bounces import KEY, MaildirFolder, report

from lckm_core.delivery import Letter
from lckm_smtp import MaildirBounces, SmtpAdapter
from lckm_smtp.message_ids import key_of, signed

SECRET = "0123456789abcdef"
OTHER = "fedcba9876543210"
KEYS = st.from_regex(r"[A-Za-z0-9_-]{1,40}(\.[a-z0-9-]{1,15}){1,2}", fullmatch=True)


@given(KEYS, st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=16, max_size=80))
def test_the_key_is_had_back_with_the_secret_alone(key, secret):
    left = signed(key, secret)
    assert key_of(left, secret) == key
    assert key_of(left, secret + "x") is None
    assert key_of(key, secret) is None


@given(KEYS, st.integers(0), st.sampled_from("0123456789abcdefX"))
def test_one_character_more_or_less_or_other_and_it_is_nobodys(key, at, character):
    left = signed(key, SECRET)
    at %= len(left)
    for spoilt in (
        left[:at] + left[at + 1 :],
        left[:at] + character + left[at:],
        left[:at] + character + left[at + 1 :],
    ):
        assert key_of(spoilt, SECRET) in ({key} if spoilt == left else {None})


def test_without_a_secret_the_key_is_all_there_is():
    assert (signed(KEY, None), key_of(KEY, None)) == (KEY, KEY)


def ids(server):
    return [message_from_bytes(came.content)["Message-ID"] for came in server.came]


def test_a_repeat_has_the_same_message_id_and_another_letter_another(serve, make, letter):
    server = serve()
    mailer = make(server, tls="none", secret=SECRET).mailer
    for each in (letter, letter, attrs.evolve(letter, key="ZG-2026-000124.0a1b2c3d4e")):
        mailer.send(each)
    assert make(server, tls="none", secret=OTHER).mailer.send(letter)
    first, second, third, fourth = ids(server)
    assert first == second
    assert len({first, third, fourth}) == 3
    assert first.startswith(f"<{KEY}.")
    assert SECRET not in first


@pytest.mark.parametrize("returned", ["head", "envelope"])
def test_what_was_sent_is_known_when_it_comes_back(serve, make, letter, tmp_path, returned):
    server = serve()
    make(server, tls="none", secret=SECRET).mailer.send(letter)
    (message_id,) = ids(server)
    folder = MaildirFolder(tmp_path / "box")
    head = f"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\n"
    envelope = {
        "returned": "Content-Type: text/plain\r\n\r\nx\r\n",
        "envelope": f"Original-Envelope-Id: {message_id[1:-1]}\r\n",
    }
    folder.add(report(**({"returned": head} if returned == "head" else envelope)))
    (bounce,) = MaildirBounces(str(tmp_path / "box"), "lckm@uml.lodz.pl", secret=SECRET).read()
    assert bounce.key == KEY


def test_a_forged_one_stays_where_it_is_and_is_told_of(tmp_path, caplog):
    """Also one that says that a letter is late, which would be removed."""
    caplog.set_level(logging.DEBUG)
    folder = mailbox.Maildir(str(tmp_path / "box"))
    folder.add(report())
    folder.add(report(action="delayed"))
    bounces = MaildirBounces(str(tmp_path / "box"), "lckm@uml.lodz.pl", secret=SECRET)
    for _ in range(2):
        assert list(bounces.read()) == []
        assert bounces.other_messages == {"unsigned": 2}
    assert len(folder) == 2
    assert caplog.text.count("without the signature") == 2, "once for each"
    assert KEY not in caplog.text


def test_a_new_secret_and_the_old_one_are_read_beside_each_other(tmp_path):
    folder = mailbox.Maildir(str(tmp_path / "box"))
    for secret in (SECRET, OTHER):
        folder.add(report().replace(KEY.encode(), signed(KEY, secret).encode()))
    for secret in (SECRET, OTHER):
        bounces = MaildirBounces(str(tmp_path / "box"), "lckm@uml.lodz.pl", secret=secret)
        (bounce,) = bounces.read()
        bounces.done(bounce)
    assert len(folder) == 0


@pytest.mark.parametrize("secret", ["", "short", "x" * 15])
def test_a_secret_that_can_be_guessed_is_refused_and_not_repeated(secret, tmp_path):
    for make in (
        lambda: SmtpAdapter("mail.example.org", "lckm@example.org", secret=secret),
        lambda: MaildirBounces(str(tmp_path), "lckm@example.org", secret=secret),
    ):
        with pytest.raises(ValueError, match=r"^secret: co najmniej 16") as refused:
            make()
        assert not secret or secret not in str(refused.value)


def test_what_an_operator_should_know_is_said(tmp_path):
    forged, paced = (
        one.pl
        for one in SmtpAdapter("mail.example.org", "lckm@example.org", most_per_minute=5).remarks
    )
    assert "podrobić" in forged
    assert "osobno" in paced
    assert SmtpAdapter("mail.example.org", "lckm@example.org", secret=SECRET).remarks == ()
    assert len(MaildirBounces(str(tmp_path), "lckm@example.org").remarks) == 1
    assert MaildirBounces(str(tmp_path), "lckm@example.org", secret=SECRET).remarks == ()


def test_the_longest_key_there_is_is_signed_and_sent(serve, make):
    server = serve()
    key = f"{'Z' * 40}.{'0' * 10}.mailbox-notice"
    make(server, tls="none", secret=SECRET).mailer.send(Letter(key, "a@uml.lodz.pl", "x", "x"))
    assert ids(server) == [f"<{signed(key, SECRET)}@uml.lodz.pl>"]
