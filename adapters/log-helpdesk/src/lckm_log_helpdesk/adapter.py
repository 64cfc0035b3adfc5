"""The helpdesk as a mailbox that LOG Helpdesk takes its mail from."""

from datetime import UTC, datetime

import attrs
from lckm_smtp import Attachment, Sender, compose
from lckm_smtp.addresses import parse

from lckm_core import Accepted, Answer, Helpdesk, Refusal, Refused, Result, Ticket, impl
from lckm_log_helpdesk.wording import SIGN, worded


class LogHelpdeskAdapter:
    """Files each ticket by a mail whose subject, first and last line are for the rules of LOG Helpdesk; see the README for these.

    Nothing is opened before it is needed; threads may share it.

    Args:
        host: the office's mail server, as its certificate has it.
        sender: the service address that the mails are from. It should have an account in LOG Helpdesk, which otherwise makes one.
        to: the address of the mailbox that LOG Helpdesk takes mail from.
        honours_keys: whether a mail that comes a second time makes no second ticket: somebody has set that up, and tried it.
            Only the office can know. When False, nothing is sent twice, and what is in doubt waits to be settled by hand.
        sign: begins the marks; letters and digits, another for a system on trial.
        port: as for :class:`lckm_smtp.Sender`, and so are those that follow.
        tls: ``starttls``, ``implicit`` or ``none``.
        username: whom to log in as.
        password: of that login.
        ca_file: certificates (PEM) that the server's has to be signed by.
        timeout: seconds for a connection, and for each answer.
        longest: seconds for one mail as a whole.
        idle: seconds that a connection may wait for the next mail.
        local_hostname: what to call oneself in EHLO.

    Raises:
        ValueError: for settings that cannot be meant.
    """

    name = "log-helpdesk"

    def __init__(
        self,
        *,
        host: str,
        sender: str,
        to: str,
        honours_keys: bool,
        sign: str = "LCKM",
        port: int | None = None,
        tls: str = "starttls",
        username: str | None = None,
        password: str | None = None,
        ca_file: str | None = None,
        timeout: float = 60.0,
        longest: float = 300.0,
        idle: float = 30.0,
        local_hostname: str | None = None,
    ) -> None:
        if not SIGN.fullmatch(sign):
            raise ValueError("sign is letters and digits, at most 20")
        if not isinstance(honours_keys, bool):
            raise ValueError("honours_keys is true or false: whether a mail that comes twice makes one ticket")
        self._to, self._sign, self._honours_keys = str(parse(to)), sign, honours_keys
        self._sender = Sender(
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
        if self._sender.sender.casefold() == self._to.casefold():
            raise ValueError("sender and to are two addresses: what LOG Helpdesk answers would come to it as new mail")

    @impl
    def provide_helpdesk(self) -> Helpdesk:
        """Hand over itself."""
        return self

    def file(self, ticket: Ticket) -> Result:
        """Send the mail once. ``Accepted`` says that the mail server has it, with the number under which it queued it."""
        try:
            message = self.message(ticket)
        except ValueError:
            return Refused(Refusal.CONTENT, permanent=True)
        return self._sender.deliver(message, to=self._to, envelope_id=ticket.key)

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Say that it honours keys, where the office has seen to that; otherwise that nobody can tell, so a person has to look."""
        return Answer.HONOURS_KEYS if self._honours_keys else Answer.NO_ANSWER

    def message(self, ticket: Ticket) -> bytes:
        """Return the mail that files a ticket. Raises ``ValueError`` for one that no mail can be made of."""
        words = worded(ticket, self._sign)
        return compose(
            key=ticket.key,
            sender=self._sender.sender,
            to=self._to,
            subject=words.subject,
            text=words.text,
            now=datetime.now(UTC),
            attachments=tuple(_safe(file) for file in getattr(ticket, "attachments", ())),
        )

    def close(self) -> None:
        """Say goodbye to the mail server. The next ticket connects anew."""
        self._sender.close()


@attrs.frozen
class _Opaque:
    """A file that no reader of mail takes for text: LOG Helpdesk reads HTML before the plain text that is ours."""

    name: str
    data: bytes
    media_type: str = "application/octet-stream"


def _safe(file: Attachment) -> Attachment:
    return _Opaque(file.name, file.data) if file.media_type.casefold().startswith("text/") else file
