"""The contract of a mailer."""

from collections.abc import Callable, Sequence
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import getaddresses
from typing import Any

import attrs
import pytest

from lckm_core.delivery import Accepted, Letter, MessageAttachment
from lckm_core.ports import Mailer
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts.base import to_fill_in, when
from lckm_testing.contracts.peers import PeerContract
from lckm_testing.contracts.samples import HOSTILE, telling_file

_TO = "zgloszenia@zdit.uml.lodz.pl"
_TEXT = (
    HOSTILE.replace("\r\n", "\n")
    + "\n.\n..\nFrom kogoś\n>From\n\n-- \nblank na końcu \n\ttab\n"
    + "bardzo długi wiersz " * 200
    + "\n=3D =?utf-8?q?=0D=0ABcc:_x?= %0D%0A &amp; <b>\n"
)
_SUBJECTS = (
    "[ŁCKM] Zgłoszenie ZG-2026-000001: dziura-w-jezdni",
    "Zgłoszenie " + "bardzo długie, ż" * 30 + " koniec",
    "\U0001f573 „a” % {0} \\n",
)
_BREAKS = ("\r\n", "\n", "\r", "\x85", "\u2028", "\x0b", "\r\n ", "=?utf-8?q?=0D=0A?=", "%0D%0A")
_EVIL = "zly@example.org"


@attrs.frozen
class Arrived:
    """A letter as the mailbox got it.

    ``key`` is what its Message-ID has before the „@”; ``to`` whom the server was told to bring it
    to; ``headers`` what the head of the message says, name by name, empty for a mailer that makes
    no message; ``attachments`` the files that came along.
    """

    key: str
    to: tuple[str, ...]
    subject: str
    text: str
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[MessageAttachment, ...] = ()

    @classmethod
    def of(cls, message: bytes, to: Sequence[str]) -> "Arrived":
        """Return what a message of these bytes says, brought to these addresses."""
        mail = message_from_bytes(message, policy=default)
        assert isinstance(mail, EmailMessage)
        body = mail.get_body(("plain",))
        text = body.get_content() if body is not None else ""
        key = str(mail["Message-ID"] or "").strip().removeprefix("<").partition("@")[0]
        headers = tuple((name, str(value)) for name, value in mail.items())
        files = tuple(
            MessageAttachment(part.get_filename() or "", part.get_content_type(), _bytes(part))
            for part in mail.iter_attachments()
        )
        return cls(key, tuple(to), str(mail["Subject"]), text.replace("\r\n", "\n"), headers, files)


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


class MailContract(PeerContract, abstract=True):
    """What every :class:`lckm_core.ports.Mailer` does.

    Fixtures: ``mailer``, ``arrived``, and that of a capability.
    """

    makes_messages: bool
    """It makes messages with a head, such as SMTP takes, so ``arrived`` tells their headers."""

    @pytest.fixture
    def mailer(self) -> Mailer:
        """A mailer to an empty mailbox, another for each test."""
        to_fill_in(
            "mailer", "a mailer, and behind it a mailbox that is empty at the start of each test"
        )

    @pytest.fixture
    def arrived(self, mailer: Mailer) -> Callable[[], Sequence[Arrived]]:
        """What tells which letters have arrived, as the other side got them."""
        to_fill_in("arrived", "a function that returns what has arrived so far (see Arrived.of)")

    # What the tests that mail and helpdesk share are made with.

    @pytest.fixture
    def adapter(self, mailer: Mailer) -> Mailer:
        """The adapter under test."""
        return mailer

    @pytest.fixture
    def sends(self, mailer: Mailer) -> Callable[[Letter], Any]:
        """The act of sending."""
        return mailer.send

    @pytest.fixture
    def finds(self, mailer: Mailer) -> Callable[[Letter], Any]:
        """The act of asking."""
        return mailer.find

    @pytest.fixture
    def came(self, arrived: Callable[[], Sequence[Arrived]]) -> Callable[[], list[Arrived]]:
        """What has arrived."""
        return lambda: list(arrived())

    @pytest.fixture
    def messages(self) -> Sequence[Letter]:
        """Letters that are hard to bring unchanged."""
        return [
            _letter(f"L=CKM-=2026-=1.{at}", subject=subject, text=_TEXT)
            for at, subject in enumerate(_SUBJECTS)
        ]

    @pytest.fixture
    def many(self) -> Sequence[Letter]:
        """Plain letters, each of its own key."""
        return [_letter(f"ZG-{at}.0a1b2c3d4e", text=f"Treść {at}\n" * (at + 1)) for at in range(8)]

    @pytest.fixture
    def personal_message(self) -> tuple[PersonalDataCanary, Letter]:
        """A letter with contact data, as a route may ask for them, and a personal file."""
        canary = PersonalDataCanary()
        letter = _letter("ZG.told", text=f"{canary.description()}\n{canary.words}\n")
        return canary, attrs.evolve(letter, attachments=(telling_file(canary),))

    # ── the letter ────────────────────────────────────────────────────────────────────────────────

    def test_it_goes_to_its_address_and_no_other(
        self,
        mailer: Mailer,
        personal_message: tuple[PersonalDataCanary, Letter],
        arrived: Callable[[], Sequence[Arrived]],
    ) -> None:
        letters = [personal_message[1], _letter("ZG.2", to="Inny.Adres+a@uml.lodz.pl")]
        for letter in letters:
            mailer.send(letter)
        assert {mail.key: mail.to for mail in arrived()} == {
            letter.key: (letter.to,) for letter in letters
        }

    @when(makes_messages=True)
    def test_the_head_is_of_the_office_alone(
        self,
        mailer: Mailer,
        personal_message: tuple[PersonalDataCanary, Letter],
        arrived: Callable[[], Sequence[Arrived]],
    ) -> None:
        """One From, To and Subject; nothing in the head is a resident's, nor is Reply-To."""
        canary, letter = personal_message
        mailer.send(letter)
        (mail,) = arrived()
        names = [name.casefold() for name, _ in mail.headers]
        assert all(
            names.count(name) == 1 for name in ("from", "to", "subject", "date", "message-id")
        )
        assert canary.search("\n".join(f"{name}: {value}" for name, value in mail.headers)) == ()
        assert [address for _, address in getaddresses([dict(mail.headers)["To"]])] == [letter.to]

    @when(makes_messages=True)
    @pytest.mark.parametrize("place", ["subject", "to", "key"])
    @pytest.mark.parametrize("line_break", _BREAKS, ids=ascii)
    def test_nothing_gets_into_the_head(
        self, mailer: Mailer, arrived: Callable[[], Sequence[Arrived]], place: str, line_break: str
    ) -> None:
        """A line break in a letter's head is refused or made harmless, never a new header."""
        hostile = (
            f"{{}}{line_break}Bcc: {_EVIL}{line_break}X-Planted: 1{line_break}{line_break}planted"
        )
        letter = _letter("ZG.0a1b2c3d4e")
        changed: dict[str, Any] = {place: hostile.format(getattr(letter, place))}
        letter = attrs.evolve(letter, **changed)
        try:
            result = mailer.send(letter)
        except ValueError:
            result = None
        for mail in arrived():
            assert isinstance(result, Accepted)
            assert mail.to in ((_TO,), (letter.to,))
            assert {name.casefold() for name, _ in mail.headers}.isdisjoint(
                {"bcc", "x-planted", "cc"}
            )
            assert mail.text == letter.text
        mailer.send(_letter("ZG.after"))
        assert "ZG.after" in {mail.key for mail in arrived()}


def _letter(
    key: str, *, to: str = _TO, subject: str = _SUBJECTS[0], text: str = "Treść\n"
) -> Letter:
    return Letter(key, to, subject, text)
