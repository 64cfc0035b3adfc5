"""The adapter: the mailer, made from settings."""

from datetime import UTC, datetime

from lckm_core.delivery import (
    Accepted,
    Answer,
    Letter,
    Refusal,
    Refused,
    Result,
)
from lckm_core.ports import impl
from lckm_core.text import Message
from lckm_smtp.addresses import AddressError, parse
from lckm_smtp.message_ids import fit_secret, secret_remarks, signed
from lckm_smtp.messages import compose, message_id
from lckm_smtp.rate_limit import RateLimiter
from lckm_smtp.sender import Sender

_LONGEST_ENVELOPE_ID = 100
_PACED = Message(
    "smtp: most_per_minute liczy każdy proces osobno. Przy kilku procesach podaj w każdym odpowiednią część.",
    "smtp: each process counts most_per_minute for itself. With several, give each its share.",
)


class SmtpMailer:
    """Sends each letter as a message in plain text, whose Message-ID is made from the letter's key.

    Args:
        sender: what hands it over.
        honours_keys: the mailboxes take a message of the same Message-ID once, so it is safe to send again.
        most_bytes: the largest message that is sent; a larger one is refused for good, before anybody is asked.
        most_per_minute: messages to one domain in any 60 seconds, from this process; what is over it is refused for now.
        secret: the host's, 16 characters or more, which signs each Message-ID, so that no bounce can be forged; ``Bounces`` have
            the same one. Without it the Message-ID is the key.

    Raises ``InvalidSettingError`` for a pace or a secret that cannot be used.
    """

    letters_come_back = True
    """What a server has taken may come back to the service address, and somebody has to read it there; ``lckm settings`` asks who."""

    def __init__(
        self,
        sender: Sender,
        *,
        honours_keys: bool = False,
        most_bytes: int = 25_000_000,
        most_per_minute: int | None = None,
        secret: str | None = None,
    ) -> None:
        self._sender, self._honours_keys, self._most_bytes = sender, honours_keys, most_bytes
        self._pace, self._secret = RateLimiter(most_per_minute), fit_secret(secret)

    def send(self, letter: Letter) -> Result:
        """Send a letter once; see :meth:`Sender.deliver` for what each result says."""
        sender, left = self._sender.sender, signed(letter.key, self._secret)
        try:
            domain = parse(letter.to).domain
            message = compose(
                key=left,
                sender=sender,
                to=letter.to,
                subject=letter.subject,
                text=letter.text,
                attachments=letter.attachments,
                now=datetime.now(UTC),
            )
        except AddressError:
            return Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)
        except ValueError:
            return Refused(Refusal.CONTENT, permanent=True)
        if len(message) > self._most_bytes:
            return Refused(Refusal.TOO_LARGE, permanent=True)
        if not self._pace.lets(domain):
            return Refused(Refusal.BUSY, tried=False)
        return self._sender.deliver(message, to=letter.to, envelope_id=_envelope_id(left, sender))

    def find(self, letter: Letter) -> Accepted | Answer:
        """Say what SMTP can say: nothing, or that the mailboxes take a key once."""
        return Answer.HONOURS_KEYS if self._honours_keys else Answer.CANNOT_BE_ASKED

    def close(self) -> None:
        """Close the connections that wait."""
        self._sender.close()


class SmtpAdapter:
    """The mailer of a host that has a mail server, made from plain values.

    Args:
        host: see :class:`Sender`, as for the rest down to ``local_hostname``.
        sender: the service address.
        port: its port.
        tls: ``starttls``, ``implicit`` or ``none``.
        username: whom to log in as.
        password: that login's.
        ca_file: certificates to trust.
        timeout: seconds for one answer.
        longest: seconds for one message.
        idle: seconds that a connection is kept.
        local_hostname: what to call oneself.
        honours_keys: see :class:`SmtpMailer`, as for the rest.
        most_bytes: of a message.
        most_per_minute: to a domain.
        secret: signs each Message-ID.
    """

    name = "smtp"

    def __init__(
        self,
        host: str,
        sender: str,
        *,
        port: int | None = None,
        tls: str = "starttls",
        username: str | None = None,
        password: str | None = None,
        ca_file: str | None = None,
        timeout: float = 60.0,
        longest: float = 300.0,
        idle: float = 30.0,
        local_hostname: str | None = None,
        honours_keys: bool = False,
        most_bytes: int = 25_000_000,
        most_per_minute: int | None = None,
        secret: str | None = None,
    ) -> None:
        self.remarks = (*secret_remarks(secret, self.name), *([_PACED] if most_per_minute else []))
        """What whoever sets it up should know; ``lckm settings`` says it."""
        self.longest_attempt = longest
        """Seconds; a worker's lease has to be as long at least."""
        self.sender = Sender(
            host,
            sender,
            port=port,
            tls=tls,
            username=username,
            password=password,
            ca_file=ca_file,
            timeout=timeout,
            longest=longest,
            idle=idle,
            local_hostname=local_hostname,
        )
        self.mailer = SmtpMailer(
            self.sender,
            honours_keys=honours_keys,
            most_bytes=most_bytes,
            most_per_minute=most_per_minute,
            secret=secret,
        )

    @impl
    def provide_mailer(self) -> SmtpMailer:
        """Hand over the sender of letters."""
        return self.mailer


def _envelope_id(left: str, sender: str) -> str | None:
    made = message_id(left, sender)[1:-1]
    return made if len(made) <= _LONGEST_ENVELOPE_ID else None
