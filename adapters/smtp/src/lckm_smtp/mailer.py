"""The mailer: letters sent as messages, so many to a domain in a minute."""

from collections import OrderedDict, deque
from datetime import UTC, datetime
from threading import Lock
from time import monotonic

from lckm_core.delivery import Accepted, Answer, Letter, Refusal, Refused, Result
from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_smtp.addresses import AddressError, parse_address
from lckm_smtp.message_ids import require_secret, signed
from lckm_smtp.messages import compose, message_id
from lckm_smtp.sender import Sender

_LONGEST_ENVELOPE_ID = 100
_MINUTE = 60.0


class RateLimiter:
    """Counts the messages to each domain, in this process; threads may share it.

    Args:
        most: messages to one domain in any 60 seconds; ``None`` for no limit.

    Raises ``InvalidSettingError`` for a number below 1.
    """

    def __init__(self, most: int | None) -> None:
        if most is not None and most < 1:
            raise InvalidSettingError("most_per_minute", Message("co najmniej 1.", "at least 1."))
        self._most = most
        self._lock = Lock()
        # By when each was last sent to. What is older than a minute is dropped: a resident's
        # domain may be their name, and there is no end of domains.
        self._sent: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, domain: str) -> bool:
        """Return whether another message may go to *domain* now, and count it if so."""
        if self._most is None:
            return True
        now = monotonic()
        with self._lock:
            while self._sent and now - next(iter(self._sent.values()))[-1] >= _MINUTE:
                self._sent.popitem(last=False)
            sent = self._sent.get(domain, deque(maxlen=self._most))
            if len(sent) == self._most and now - sent[0] < _MINUTE:
                return False
            sent.append(now)
            self._sent[domain] = sent
            self._sent.move_to_end(domain)
            return True


class SmtpMailer:
    """Sends each letter as a plain-text message with a Message-ID made from the letter's key.

    Args:
        sender: sends the messages.
        honours_keys: the mailboxes take a message of the same Message-ID once, so it is safe to
            send again.
        most_bytes: the largest message that is sent; a larger one is refused for good.
        most_per_minute: messages to one domain in any 60 seconds, from this process; more are
            refused for now.
        secret: at least 16 characters; signs each Message-ID, so that no bounce can be forged.
            ``Bounces`` have the same one. Without it the Message-ID is the key.

    Raises ``InvalidSettingError`` for an invalid limit or secret.
    """

    letters_come_back = True
    """Letters may bounce to the service address, where somebody has to read them."""

    def __init__(
        self,
        sender: Sender,
        *,
        honours_keys: bool = False,
        most_bytes: int = 25_000_000,
        most_per_minute: int | None = None,
        secret: str | None = None,
    ) -> None:
        self._sender = sender
        self._honours_keys = honours_keys
        self._most_bytes = most_bytes
        self._rate_limiter = RateLimiter(most_per_minute)
        self.peer = sender.peer
        """The host and port of the mail server."""
        self._secret = require_secret(secret)

    def send(self, letter: Letter, *, within: float | None = None) -> Result:
        """Send a letter once; :meth:`Sender.deliver` says what each result means.

        Args:
            letter: the letter.
            within: seconds that it may take; by default ``longest`` of the server.
        """
        service_address = self._sender.server.sender
        key = signed(letter.key, self._secret)
        try:
            domain = parse_address(letter.to).domain
            message = compose(
                key=key,
                sender=service_address,
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
        if not self._rate_limiter.allows(domain):
            return Refused(Refusal.BUSY, tried=False)
        envelope_id = _envelope_id(key, service_address)
        return self._sender.deliver(message, to=letter.to, envelope_id=envelope_id, within=within)

    def find(self, letter: Letter) -> Accepted | Answer:
        """Return what SMTP can tell: nothing, or that the mailboxes take a key once."""
        return Answer.HONOURS_KEYS if self._honours_keys else Answer.CANNOT_BE_ASKED

    def close(self) -> None:
        """Close the idle connections."""
        self._sender.close()


def _envelope_id(key: str, sender: str) -> str | None:
    envelope_id = message_id(key, sender)[1:-1]
    return envelope_id if len(envelope_id) <= _LONGEST_ENVELOPE_ID else None
