"""The helpdesk as a mailbox that LOG Helpdesk takes its mail from."""

from collections.abc import Sequence

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
from lckm_log_helpdesk.mail_texts import SIGN, worded
from lckm_smtp import Sender, SmtpMailer, parse_address, secret_remarks

_BY_HAND = Message(
    "log-helpdesk: honours_keys = false, więc zgłoszenie, którego przyjęcia serwer poczty nie potwierdził, czeka, aż ktoś sprawdzi w LOG "
    "Helpdesk i rozstrzygnie, kto je ma (lckm outbox, lckm reports settle).",
    "log-helpdesk: honours_keys = false, so a report of which the mail server did not say that it took it waits until somebody looks "
    "into LOG Helpdesk and settles who has it (lckm outbox, lckm reports settle).",
)
_SIGN = Message(
    "litery bez polskich znaków i cyfry, najwyżej 20.",
    "letters without Polish marks, and digits, 20 at most.",
)
_HONOURS_KEYS = Message(
    "true albo false: czy wiadomość, która przyjdzie dwa razy, daje jedno zgłoszenie.",
    "true or false: whether a mail that comes twice makes one ticket.",
)
_TWO_ADDRESSES = Message(
    "ma być inny niż sender: odpowiedzi LOG Helpdesk wracałyby do niego jako nowa poczta.",
    "is to be another than sender: what LOG Helpdesk answers would come to it as new mail.",
)


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
        port: as for :class:`lckm_smtp.Sender`, and so are those that follow, down to ``local_hostname``.
        tls: ``starttls``, ``implicit`` or ``none``.
        username: whom to log in as.
        password: of that login.
        ca_file: certificates (PEM) that the server's has to be signed by.
        timeout: seconds for a connection, and for each answer.
        longest: seconds for one mail as a whole.
        idle: seconds that a connection may wait for the next mail.
        local_hostname: what to call oneself in EHLO.
        most_bytes: of a mail. One that would be larger goes without its largest files, and says so.
        secret: the one of ``lckm_smtp``, 16 characters or more: signs each Message-ID, so that no bounce can be forged.

    Raises:
        InvalidSettingError: for settings that cannot be meant.
    """

    name = "log-helpdesk"
    letters_come_back = SmtpMailer.letters_come_back
    """As of any mail; after the helpdesk comes nobody, so a person has to hear of it."""

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
            raise InvalidSettingError("sign", _SIGN)
        if not isinstance(honours_keys, bool):
            raise InvalidSettingError("honours_keys", _HONOURS_KEYS)
        self.longest_attempt = longest
        """Seconds; a worker's lease has to be as long at least."""
        self._to, self._sign, self._honours_keys = str(parse_address("to", to)), sign, honours_keys
        by_smtp = Sender(
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
        if by_smtp.sender.casefold() == self._to.casefold():
            raise InvalidSettingError("to", _TWO_ADDRESSES)
        self._mailer = SmtpMailer(by_smtp, most_bytes=most_bytes, secret=secret)
        self.remarks = (*secret_remarks(secret, self.name), *(() if honours_keys else (_BY_HAND,)))
        """What whoever sets it up should know; ``lckm settings`` says it."""

    @impl
    def provide_helpdesk(self) -> Helpdesk:
        """Hand over itself."""
        return self

    def file(self, ticket: Ticket) -> Result:
        """Mail the ticket once. ``Accepted`` says that the mail server has it, with the number under which it queued it.

        Nothing comes after the helpdesk, so a ticket is not left lying for its files: when the server refuses the mail for
        good, and surely does not have it, it is offered again without the largest of them.
        """
        files = list(ticket.attachments)
        while True:
            try:
                letter = self.letter(ticket, files)
            except ValueError:
                return Refused(Refusal.CONTENT, permanent=True)
            result = self._mailer.send(letter)
            if not (files and _may_be_for_the_files(result)):
                return result
            files.remove(max(files, key=lambda file: len(file.data)))

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Say that keys are honoured, where the office has seen to that; otherwise that it cannot be asked, so a person has to look."""
        return Answer.HONOURS_KEYS if self._honours_keys else Answer.CANNOT_BE_ASKED

    def letter(self, ticket: Ticket, files: Sequence[MessageAttachment] | None = None) -> Letter:
        """Return the letter that files a ticket, with those of its files, or with all of them.

        Raises ``ValueError`` for a key that cannot stand in a subject.
        """
        files = ticket.attachments if files is None else files
        if missing := len(ticket.attachments) - len(files):
            text = f"{ticket.text}Liczba plików, których nie przyjął serwer poczty: {missing}.\n"
            ticket = attrs.evolve(ticket, text=text)
        words = worded(ticket, self._sign)
        return Letter(
            ticket.key, self._to, words.subject, words.text, tuple(_opaque(file) for file in files)
        )

    def close(self) -> None:
        """Say goodbye to the mail server. The next ticket connects anew."""
        self._mailer.close()


def _may_be_for_the_files(result: Result) -> bool:
    return (
        isinstance(result, Refused)
        and result.permanent
        and result.reason is not Refusal.NO_SUCH_ADDRESS
    )


def _opaque(file: MessageAttachment) -> MessageAttachment:
    """Return a file as one that no reader of mail takes for text: LOG Helpdesk reads HTML before the plain text that is ours."""
    return (
        attrs.evolve(file, media_type="application/octet-stream")
        if file.media_type.startswith("text/")
        else file
    )
