"""The city of a run: a folder, a settings file, and the books of all who take part."""

import shutil
from pathlib import Path

import attrs

from promises.chaos.broken.desks import CLAIMS_KEYS
from promises.figures import ROOT

SENDER = "lckm@uml.lodz.pl"
QUEUE = "Zgłoszenia ŁCKM 1"
FIELD = "Klucz ŁCKM"
LOG_ADDRESS = "helpdesk-lckm@uml.lodz.pl"
"""The mailbox that LOG Helpdesk takes its mail from."""
TIMEOUT, LEASE = 2.0, 3.0
"""Seconds that a peer may take; the lease is longer, and so is the grace after it."""

_SETTINGS = """\
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "{url}"
# What is encrypted, no search for bytes could find.
encryption = false
timeout = 5.0
without = ["notices"]

[[adapter]]
use = "lckm_folder:FolderAdapter"
folder = {{ path = "base" }}
without = ["procedures"]

[[adapter]]
use = "{mailer}"
host = "127.0.0.1"
sender = "{sender}"
port = {smtp}
tls = "none"
local_hostname = "lckm.example.org"
timeout = {timeout}
longest = {timeout}
honours_keys = {repeats}

{helpdesk}
[[bounces]]
use = "lckm_smtp:MaildirBounces"
maildir = {{ path = "service" }}
sender = "{sender}"

[worker]
poll = 0.5
lease = {lease}

[limits]
grace = 3.0
first_wait = 0.5
longest_wait = 4
most_attempts = 40
"""
_REQUEST_TRACKER = """\
[[adapter]]
use = "lckm_request_tracker:RequestTrackerAdapter"
url = "http://127.0.0.1:{desk}/rt"
token = "{token}"
queue = "{queue}"
field = "{field}"
connect_timeout = {timeout}
timeout = {timeout}
plain_http = true
"""
_LOG_HELPDESK = """\
[[adapter]]
use = "lckm_log_helpdesk:LogHelpdeskAdapter"
host = "127.0.0.1"
sender = "{sender}"
to = "{address}"
port = {smtp}
tls = "none"
local_hostname = "lckm.example.org"
timeout = {timeout}
longest = {timeout}
honours_keys = {repeats}
"""


@attrs.frozen
class City:
    """Where everything lies."""

    folder: Path
    repeats: bool = False
    lost_answers: float = 0.0
    seed: int = 0
    broken: frozenset[str] = frozenset()
    by_mail: bool = False
    """The helpdesk is LOG Helpdesk, which takes its reports by mail."""
    patient: bool = False
    """Each consent is withdrawn only once the report is where it goes, not the last ones alone."""

    @property
    def settings(self) -> Path:
        """The file that clients and workers read."""
        return self.folder / "lckm.toml"

    @property
    def healthy(self) -> Path:
        """While this file is there, the mail server does as it should."""
        return self.folder / "healthy"

    @property
    def mails(self) -> Path:
        """What the mail server took, and what it answered: its own log."""
        return self.folder / "mails.log"

    @property
    def letters(self) -> Path:
        """The letters that the mail server took, each whole."""
        return self.folder / "letters.log"

    @property
    def tickets(self) -> Path:
        """What the helpdesk took: its own journal."""
        return self.folder / "tickets.log"

    @property
    def service(self) -> Path:
        """The mailbox of the service address, where letters come back to."""
        return self.folder / "service"

    def acknowledged(self, client: str) -> Path:
        """What a client was told is registered: its own file."""
        return self.folder / f"{client}.acknowledged"

    def withdrawn(self, client: str) -> Path:
        """Whose consent a client was told is withdrawn: its own file."""
        return self.folder / f"{client}.withdrawn"

    def build(self, *, url: str, smtp: int, desk: int, token: str, mailer: str) -> None:
        """Write the settings, and what the library works with."""
        (self.folder / "logs").mkdir()
        for name in ("new", "cur", "tmp"):
            (self.service / name).mkdir(parents=True)
        shutil.copytree(ROOT / "samples" / "terms", self.folder / "base" / "terms")
        shutil.copy(ROOT / "samples" / "routes" / "routes.yaml", self.folder / "base")
        repeats = str(self.repeats).lower()
        shared = {"sender": SENDER, "smtp": smtp, "timeout": TIMEOUT}
        if self.by_mail:
            honours = "true" if CLAIMS_KEYS in self.broken else repeats
            helpdesk = _LOG_HELPDESK.format(address=LOG_ADDRESS, repeats=honours, **shared)
        else:
            helpdesk = _REQUEST_TRACKER.format(
                desk=desk, token=token, queue=QUEUE, field=FIELD, timeout=TIMEOUT
            )
        text = _SETTINGS.format(
            url=url, mailer=mailer, helpdesk=helpdesk, lease=LEASE, repeats=repeats, **shared
        )
        self.settings.write_text(text, encoding="utf-8")
