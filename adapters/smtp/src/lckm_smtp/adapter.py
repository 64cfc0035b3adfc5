"""The adapter: the mailer, by settings that may stand in a file."""

from lckm_core.ports import impl
from lckm_core.text import Message
from lckm_smtp.mailer import SmtpMailer
from lckm_smtp.message_ids import secret_remarks
from lckm_smtp.sender import Sender
from lckm_smtp.server import SmtpServer

_COUNTED_APART = Message(
    "smtp: most_per_minute liczy każdy proces osobno. Przy kilku procesach podaj w każdym "
    "odpowiednią część.",
    "smtp: each process counts most_per_minute for itself. With several, give each its share.",
)


class SmtpAdapter:
    """The mailer of a host that has a mail server.

    Args:
        host: see :class:`SmtpServer`, as for the following down to ``local_hostname``.
        sender: the service address, or ``Name <local@domain>``.
        port: the port of the server.
        tls: ``starttls``, ``implicit`` or ``none``.
        username: whom to log in as.
        password: the password.
        ca_file: trusted certificates.
        timeout: seconds for one reply.
        longest: seconds for one message.
        idle: seconds to keep a connection.
        local_hostname: the name for EHLO.
        honours_keys: see :class:`SmtpMailer`, as for the following.
        most_bytes: the largest message.
        most_per_minute: messages to one domain.
        secret: signs each Message-ID.

    Raises ``InvalidSettingError`` for invalid settings.
    """

    # The parameters are the keys of the table in a settings file, so they are not one value here.

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
        self.sender = Sender(server)
        self.mailer = SmtpMailer(
            self.sender,
            honours_keys=honours_keys,
            most_bytes=most_bytes,
            most_per_minute=most_per_minute,
            secret=secret,
        )
        self.remarks = (
            *secret_remarks(secret, self.name),
            *([_COUNTED_APART] if most_per_minute else []),
        )
        """Remarks on the settings, for ``lckm settings``."""
        self.longest_attempt = longest
        """Seconds; a worker's lease has to be at least as long."""

    @impl
    def provide_mailer(self) -> SmtpMailer:
        """Provide the mailer."""
        return self.mailer
