"""Letters that came back: read from the mailbox of the service address, each told until its report is safe elsewhere."""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from lckm_core.delivery import Refused
from lckm_core.text import Message
from lckm_smtp.addresses import parse_address
from lckm_smtp.dsn import MOST_BYTES, Status, read
from lckm_smtp.imap import ImapBox
from lckm_smtp.mailbox import BounceMailbox, BoxError, MaildirBox
from lckm_smtp.message_ids import fit_secret, key_of, secret_remarks

_LOG = logging.getLogger("lckm_smtp")
_OTHER, _UNSIGNED = "others", "unsigned"
_MOST_OTHERS = 100_000
"""How many messages that are no bounces are remembered as such. What lies there beyond is looked at each time."""


@attrs.frozen
class Bounce:
    """A letter that was accepted and then came back.

    Args:
        key: the letter's.
        refused: why, and whether another attempt would end the same way.
        place: where the bounce lies in its mailbox.
    """

    key: str
    refused: Refused
    place: str = attrs.field(repr=False, eq=False)


class Bounces:
    """The bounces in a mailbox. One thread uses it; several processes may, for a bounce told twice changes nothing twice.

    A message that is no bounce of ours stays where it is, for whoever answers replies. A report that a letter of ours is late,
    or has arrived, is removed: it changes nothing.

    Args:
        box: the mailbox.
        sender: the service address of :class:`Sender`.
        secret: the one of :class:`SmtpMailer`; a report of a letter that is not signed with it is no bounce of ours.
    """

    def __init__(self, box: BounceMailbox, sender: str, secret: str | None = None) -> None:
        self._box, self._domain, self._secret = (
            box,
            parse_address("sender", sender).domain,
            fit_secret(secret),
        )
        self.remarks = secret_remarks(secret, "bounces")
        """What whoever sets it up should know; ``lckm settings`` says it."""
        self._others: dict[str, str] = {}

    @property
    def strays(self) -> Mapping[str, int]:
        """How many messages the last :meth:`read` left where they are: ``others`` are no bounces, ``unsigned`` forged or older than the secret."""
        return Counter(self._others.values())

    def read(self) -> Iterator[Bounce]:
        """Yield each bounce there is. It is yielded again by the next call, unless it was :meth:`done`.

        Raises :class:`BoxError` when the mailbox cannot be read.
        """
        try:
            places = self._box.places()
            self._others = {
                place: kind for place in places if (kind := self._others.get(place)) is not None
            }
            for place in places:
                if place not in self._others and (bounce := self._bounce(place)) is not None:
                    yield bounce
        finally:
            self._box.close()

    def done(self, bounce: Bounce) -> None:
        """Remove a bounce, once what it changes is kept for good. Raises as :meth:`read`; may be repeated."""
        self._box.remove(bounce.place)

    def close(self) -> None:
        """Close what is open."""
        self._box.close()

    def _bounce(self, place: str) -> Bounce | None:
        message = self._box.start_of(place, MOST_BYTES)
        if message is None:
            return None
        status = self._status(message)
        if status is None:
            self._other(place, _OTHER)
            _LOG.debug("a message that is no bounce of a letter lies in the mailbox of bounces")
        elif (key := key_of(status.key, self._secret)) is None:
            self._other(place, _UNSIGNED)
            _LOG.debug(
                "a bounce without the signature of the secret lies in the mailbox of bounces"
            )
        elif not status.failed:
            self._box.remove(place)
        else:
            return Bounce(key, Refused(status.reason, status.permanent), place)
        return None

    def _other(self, place: str, kind: str) -> None:
        if len(self._others) < _MOST_OTHERS:
            self._others[place] = kind

    def _status(self, message: bytes) -> Status | None:
        try:
            return read(message, self._domain)
        except Exception as error:  # noqa: BLE001  anybody may write here, and one message must not hide the next
            _LOG.warning(
                "a message in the mailbox of bounces cannot be taken apart: %s",
                type(error).__name__,
            )
            return None


class MaildirBounces(Bounces):
    """The bounces in a maildir.

    Args:
        maildir: the folder that has ``new`` and ``cur``.
        sender: the service address that letters are from.
        secret: the one that letters are signed with.
    """

    def __init__(self, maildir: str, sender: str, *, secret: str | None = None) -> None:
        self._maildir = MaildirBox(maildir)
        super().__init__(self._maildir, sender, secret)

    def fault(self) -> Message | None:
        """Return why the folder cannot be read, ``None`` when it can; nothing in it is changed. ``lckm settings`` says it."""
        try:
            self._maildir.places()
        except BoxError as error:
            return error.message
        return None


class ImapBounces(Bounces):
    """The bounces in a mailbox on an IMAP server; see :class:`ImapBox` for the settings.

    Args:
        host: the server.
        username: whom to log in as.
        password: that login's.
        sender: the service address that letters are from.
        port: its port.
        tls: ``implicit`` or ``starttls``.
        ca_file: certificates to trust.
        folder: which folder.
        timeout: seconds for one answer.
        secret: the one that letters are signed with.
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
        box = ImapBox(
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
