"""LOG Helpdesk, reached by the mailbox that it takes mail from."""

from collections.abc import Sequence
from time import monotonic

import attrs

from lckm_core.delivery import (
    Accepted,
    Answer,
    Letter,
    MessageAttachment,
    Refusal,
    Refused,
    Result,
    Ticket,
)
from lckm_core.errors import InvalidSettingError
from lckm_core.ports import Helpdesk, impl
from lckm_core.text import Message
from lckm_log_helpdesk.mail_texts import SIGN, mail_text
from lckm_smtp import Sender, SmtpMailer, SmtpServer, address_setting, secret_remarks

_BY_HAND = Message(
    "log-helpdesk: honours_keys = false, więc zgłoszenie, którego przyjęcia serwer poczty nie "
    "potwierdził, czeka, aż ktoś sprawdzi w LOG Helpdesk i rozstrzygnie, kto je ma (lckm outbox, "
    "lckm reports settle).",
    "log-helpdesk: honours_keys = false, so a report that the mail server did not confirm "
    "waits until somebody checks in LOG Helpdesk and settles who has it (lckm outbox, lckm "
    "reports settle).",
)
_INVALID_SIGN = Message(
    "litery bez polskich znaków i cyfry, najwyżej 20.",
    "at most 20 letters without diacritics, and digits.",
)
_INVALID_HONOURS_KEYS = Message(
    "true albo false: czy wiadomość, która przyjdzie dwa razy, daje jedno zgłoszenie.",
    "true or false: whether a mail that comes twice makes one ticket.",
)
_SAME_ADDRESS = Message(
    "ma być inny niż sender: odpowiedzi LOG Helpdesk wracałyby do niego jako nowa poczta.",
    "has to differ from sender: the answers of LOG Helpdesk would come back to it as new mail.",
)


class LogHelpdeskAdapter:
    """Files each ticket by a mail with marks for the rules of LOG Helpdesk.

    The README describes these marks. Nothing is opened before it is needed; threads may share it.

    Args:
        host: the office's mail server; see :class:`lckm_smtp.SmtpServer`.
        sender: the service address of the mails. It should have an account in LOG Helpdesk, which
            creates one otherwise.
        to: the address of the mailbox that LOG Helpdesk takes mail from.
        honours_keys: whether a mail that comes twice makes one ticket, which only the office can
            know. If not, nothing is sent twice, and doubtful tickets are settled by hand.
        sign: letters and digits that begin the marks; another for a test system.
        port: see :class:`lckm_smtp.SmtpServer`, as for the following down to ``local_hostname``.
        tls: ``starttls``, ``implicit`` or ``none``.
        username: whom to log in as.
        password: the password.
        ca_file: trusted certificates (PEM).
        timeout: seconds for connecting and for each reply.
        longest: seconds for one ticket, with the mails that are refused for their files.
        idle: seconds to keep a connection.
        local_hostname: the name for EHLO.
        most_bytes: the largest mail; a larger one goes without its largest files, and says so.
        secret: see :class:`lckm_smtp.SmtpMailer`.

    Raises ``InvalidSettingError`` for invalid settings.
    """

    # The parameters are the keys of the table in a settings file, so they are not one value here.

    name = "log-helpdesk"
    letters_come_back = SmtpMailer.letters_come_back
    """Mails may bounce; nobody comes after the helpdesk, so a person has to read them."""

    def __init__(
        self,
        host: str,
        sender: str,
        *,
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
        most_bytes: int = 25_000_000,
        secret: str | None = None,
    ) -> None:
        if not SIGN.fullmatch(sign):
            raise InvalidSettingError("sign", _INVALID_SIGN)
        if not isinstance(honours_keys, bool):
            raise InvalidSettingError("honours_keys", _INVALID_HONOURS_KEYS)
        self.longest_attempt = longest
        """Seconds; a worker's lease has to be at least as long."""
        self._to = str(address_setting("to", to))
        self._sign = sign
        self._honours_keys = honours_keys
        server = SmtpServer(
            host=host,
            sender=sender,
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
        if str(server.address).casefold() == self._to.casefold():
            raise InvalidSettingError("to", _SAME_ADDRESS)
        self._mailer = SmtpMailer(Sender(server), most_bytes=most_bytes, secret=secret)
        self.remarks = (
            *secret_remarks(secret, self.name),
            *(() if honours_keys else (_BY_HAND,)),
        )
        """Remarks on the settings, for ``lckm settings``."""

    @impl
    def provide_helpdesk(self) -> Helpdesk:
        """Provide the helpdesk."""
        return self

    def file(self, ticket: Ticket) -> Result:
        """Mail a ticket; ``Accepted`` has the mail server's queue number.

        A mail that is refused for good is sent again without its largest file, as long as the time
        for a ticket lasts.
        """
        ends = monotonic() + self.longest_attempt
        # Nobody comes after the helpdesk, so a ticket must not be lost for its files.
        files = list(ticket.attachments)
        while True:
            try:
                letter = self.letter(ticket, files)
            except ValueError:
                return Refused(Refusal.CONTENT, permanent=True)
            result = self._mailer.send(letter, within=ends - monotonic())
            # Beyond it another worker would take the delivery over, and could send it, too.
            if not (files and _may_concern_files(result)) or monotonic() >= ends:
                return result
            files.remove(max(files, key=lambda file: len(file.data)))

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Return that keys are honoured, if so; otherwise that the helpdesk cannot be asked."""
        return Answer.HONOURS_KEYS if self._honours_keys else Answer.CANNOT_BE_ASKED

    @property
    def peer(self) -> str:
        """The host and port of the mail server."""
        return self._mailer.peer

    def letter(self, ticket: Ticket, files: Sequence[MessageAttachment] | None = None) -> Letter:
        """Return the letter that files a ticket.

        Args:
            ticket: the ticket.
            files: those of its files to send; by default all.

        Raises ``ValueError`` for a key that does not fit into a subject.
        """
        files = ticket.attachments if files is None else files
        missing = len(ticket.attachments) - len(files)
        if missing:
            text = f"{ticket.text}Liczba plików, których nie przyjął serwer poczty: {missing}.\n"
            ticket = attrs.evolve(ticket, text=text)
        mail = mail_text(ticket, self._sign)
        opaque = tuple(_as_bytes(file) for file in files)
        return Letter(ticket.key, self._to, mail.subject, mail.text, opaque)

    def close(self) -> None:
        """Close the idle connections; the next ticket opens another."""
        self._mailer.close()


def _may_concern_files(result: Result) -> bool:
    return (
        isinstance(result, Refused)
        and result.permanent
        and result.reason is not Refusal.NO_SUCH_ADDRESS
    )


def _as_bytes(file: MessageAttachment) -> MessageAttachment:
    """Return a text file with the media type of any bytes."""
    # LOG Helpdesk prefers an HTML part to our plain text.
    if file.media_type.startswith("text/"):
        return attrs.evolve(file, media_type="application/octet-stream")
    return file
