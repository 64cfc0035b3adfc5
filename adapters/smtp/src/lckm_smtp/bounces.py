"""Bounced letters, read from the mailbox of the service address."""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from lckm_core.delivery import Refused
from lckm_core.text import Message
from lckm_smtp.addresses import named_address_setting
from lckm_smtp.dsn import MOST_BYTES, Status, read_status
from lckm_smtp.imap import ImapMailbox
from lckm_smtp.mailbox import BounceMailbox, BounceMailboxError, MaildirMailbox
from lckm_smtp.message_ids import key_of, require_secret, secret_remarks

_LOG = logging.getLogger("lckm_smtp")
_OTHER = "others"
_UNSIGNED = "unsigned"
_MOST_OTHERS = 100_000
"""How many messages are remembered as no bounces; any more are read each time."""


@attrs.frozen
class Bounce:
    """A letter that was accepted and then came back.

    Args:
        key: the letter's key.
        refused: why, and whether another attempt would end the same way.
        place: the bounce's name in its mailbox.
    """

    key: str
    refused: Refused
    place: str = attrs.field(repr=False, eq=False)


class Bounces:
    """The bounces in a mailbox, read by one thread; several processes may read the same one.

    A message that is no bounce of ours stays where it is, for whoever answers replies. A report
    that a letter is late, or has arrived, is removed.

    Args:
        box: the mailbox.
        sender: the service address of :class:`SmtpServer`.
        secret: that of :class:`SmtpMailer`; a bounce not signed with it is not ours.

    Raises ``InvalidSettingError`` for an invalid address or secret.
    """

    def __init__(self, box: BounceMailbox, sender: str, secret: str | None = None) -> None:
        self._mailbox = box
        self._domain = named_address_setting("sender", sender).address.domain
        self._secret = require_secret(secret)
        self.remarks = secret_remarks(secret, "bounces")
        """Remarks on the settings, for ``lckm settings``."""
        self._others: dict[str, str] = {}

    @property
    def other_messages(self) -> Mapping[str, int]:
        """How many messages the last :meth:`read` left in place, by kind.

        ``others`` are no bounces, ``unsigned`` are forged or older than the secret.
        """
        return Counter(self._others.values())

    def read(self) -> Iterator[Bounce]:
        """Yield each bounce; the next call yields it again, unless it was :meth:`done`.

        Raises :class:`BounceMailboxError` when the mailbox cannot be read.
        """
        try:
            places = self._mailbox.places()
            present = set(places)
            self._others = {place: kind for place, kind in self._others.items() if place in present}
            for place in places:
                if place in self._others:
                    continue
                bounce = self._read_bounce(place)
                if bounce is not None:
                    yield bounce
        finally:
            self._mailbox.close()

    def done(self, bounce: Bounce) -> None:
        """Remove a bounce that has been dealt with; may be repeated. Raises as :meth:`read`."""
        self._mailbox.remove(bounce.place)

    def close(self) -> None:
        """Close what is open."""
        self._mailbox.close()

    def _read_bounce(self, place: str) -> Bounce | None:
        message = self._mailbox.start_of(place, MOST_BYTES)
        if message is None:
            return None
        status = self._status(message)
        if status is None:
            self._remember(place, _OTHER)
            _LOG.debug("a message that is no bounce of a letter lies in the mailbox of bounces")
            return None
        key = key_of(status.key, self._secret)
        if key is None:
            self._remember(place, _UNSIGNED)
            _LOG.debug(
                "a bounce without the signature of the secret lies in the mailbox of bounces"
            )
            return None
        if not status.failed:
            self._mailbox.remove(place)
            return None
        return Bounce(key, Refused(status.reason, status.permanent), place)

    def _remember(self, place: str, kind: str) -> None:
        if len(self._others) < _MOST_OTHERS:
            self._others[place] = kind

    def _status(self, message: bytes) -> Status | None:
        try:
            return read_status(message, self._domain)
        # Anybody can write to this mailbox, so one message must not hide the next.
        except Exception as error:  # noqa: BLE001
            _LOG.warning(
                "a message in the mailbox of bounces cannot be taken apart: %s",
                type(error).__name__,
            )
            return None


class MaildirBounces(Bounces):
    """The bounces in a maildir.

    Args:
        maildir: the folder that has ``new`` and ``cur``.
        sender: the service address of the letters.
        secret: the secret that letters are signed with.
    """

    def __init__(self, maildir: str, sender: str, *, secret: str | None = None) -> None:
        self._maildir = MaildirMailbox(maildir)
        super().__init__(self._maildir, sender, secret)

    def fault(self) -> Message | None:
        """Return why the folder cannot be read, or ``None``; for ``lckm settings``."""
        try:
            self._maildir.places()
        except BounceMailboxError as error:
            return error.message
        return None


class ImapBounces(Bounces):
    """The bounces in a mailbox on an IMAP server; see :class:`ImapMailbox` for the settings.

    Args:
        host: the server.
        username: whom to log in as.
        password: the password.
        sender: the service address of the letters.
        port: the port of the server.
        tls: ``implicit`` or ``starttls``.
        ca_file: trusted certificates.
        folder: the folder.
        timeout: seconds for one reply.
        secret: the secret that letters are signed with.
    """

    def __init__(
        self,
        host: str,
        username: str,
        password: str,
        sender: str,
        *,
        port: int | None = None,
        tls: str = "implicit",
        ca_file: str | None = None,
        folder: str = "INBOX",
        timeout: float = 60.0,
        secret: str | None = None,
    ) -> None:
        box = ImapMailbox(
            host,
            username,
            password,
            port=port,
            tls=tls,
            ca_file=ca_file,
            folder=folder,
            timeout=timeout,
        )
        super().__init__(box, sender, secret)
