"""Adapters that keep their contracts with every capability, unlike those in memory."""

import pickle
import sqlite3
from contextlib import closing
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from threading import Event, Lock

from lckm_core import Message
from lckm_core.delivery import (
    Accepted,
    Answer,
    Refusal,
    Refused,
    Unknown,
)
from lckm_core.memory import MemoryNotices, MemoryProcedures, MemoryReports, MemoryRequests
from lckm_core.ports import Clean, Infected, Unscanned
from lckm_testing import PeerState
from lckm_testing.contracts.misc import EICAR


class InOneRow:
    """A store in memory, read from and written to a row of a database in each act."""

    kind = None
    secure_delete = "ON"

    def __init__(self, folder):
        self.folder = folder
        with closing(self._connected()) as database:
            database.execute("CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, state BLOB)")

    def _connected(self):
        database = sqlite3.connect(self.folder / "kept.db", isolation_level=None, timeout=60)
        # What a killed process has written stays; only a power cut would lose it.
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"PRAGMA secure_delete = {self.secure_delete}")
        return database

    def _act(self, act):
        with closing(self._connected()) as database:
            self.begin(database)
            memory = self.read(database)
            try:
                result = act(memory)
            except BaseException:
                database.execute("ROLLBACK")
                raise
            self.write(database, memory)
            database.execute("COMMIT")
            return result

    def begin(self, database):
        database.execute("BEGIN IMMEDIATE")

    def read(self, database):
        memory, row = self.kind(), database.execute("SELECT state FROM kept").fetchone()
        vars(memory).update(pickle.loads(row[0]) if row else {})
        return memory

    def write(self, database, memory):
        state = {name: value for name, value in vars(memory).items() if name != "_lock"}
        database.execute("INSERT OR REPLACE INTO kept VALUES (1, ?)", (pickle.dumps(state),))


def _acts(kind):
    """Return a class whose methods are those of *kind*, each one act on the row."""

    def act(name):
        return lambda self, *given, **named: self._act(
            lambda memory: getattr(memory, name)(*given, **named)
        )

    acts = {name: act(name) for name in vars(kind) if not name.startswith("_")}
    return type(kind.__name__.replace("Memory", "Kept"), (InOneRow,), {"kind": kind, **acts})


KeptReports, KeptProcedures, KeptNotices, KeptRequests = map(
    _acts, (MemoryReports, MemoryProcedures, MemoryNotices, MemoryRequests)
)


class RefusesQuestionsError(Exception):
    """The other side answers a question with an error of its own, as HTTP 503."""


class Mailbox:
    """A mail server and the mailbox behind it, or a helpdesk: how it fares, and what it has."""

    def __init__(self):
        self.state = PeerState.WELL
        self.messages = []
        self._lock = Lock()

    def be(self, state):
        self.state = state

    def has(self, key, patience=0.05):
        """Return whether it has a key; raise where it refuses, or its answer is lost."""
        self._connected(patience)
        if self.state in (PeerState.REFUSES_FOR_NOW, PeerState.REFUSES_FOR_GOOD):
            raise RefusesQuestionsError
        if self.state is PeerState.LOSES_ANSWER:
            raise TimeoutError
        return any(kept == key for kept, _, _ in self.messages)

    def take(self, key, content, to=(), patience=0.05):
        """Return the reply's SMTP code; raise ``TimeoutError`` when none came in time."""
        self._connected(patience)
        if self.state is PeerState.REFUSES_FOR_NOW:
            return 450
        if self.state is PeerState.REFUSES_FOR_GOOD:
            return 550
        with self._lock:
            self.messages.append((key, content, tuple(to)))
        if self.state is PeerState.LOSES_ANSWER:
            raise TimeoutError
        return 250

    def _connected(self, patience):
        if self.state is PeerState.UNREACHABLE:
            raise ConnectionRefusedError
        if self.state is PeerState.SILENT:
            Event().wait(patience)
            raise TimeoutError


class MessageMailer:
    """Brings messages to a :class:`Mailbox`, which can neither be asked nor knows keys."""

    sender = "lckm@uml.lodz.pl"
    patience = 0.05

    def __init__(self):
        self.mailbox = Mailbox()

    def send(self, letter):
        if not letter.key.isprintable():
            return Refused(Refusal.CONTENT, permanent=True)
        try:
            content = self.message(letter)
        except ValueError:
            return Refused(Refusal.CONTENT, permanent=True)
        return self.brought(letter, content)

    def brought(self, letter, content):
        try:
            code = self.mailbox.take(letter.key, content, (letter.to,), self.patience)
        except ConnectionRefusedError:
            return Refused(Refusal.UNREACHABLE)
        except TimeoutError:
            return Unknown()
        return Accepted() if code == 250 else Refused(Refusal.OTHER, permanent=code >= 500)

    def find(self, letter):
        return Answer.CANNOT_BE_ASKED

    def message(self, letter):
        """Return the bytes of the message; raise ``ValueError`` for a head that cannot be."""
        if not (letter.subject + letter.to).isprintable():
            raise ValueError("a line break in the head")
        # Not EmailMessage: before Python 3.11.10 it decodes encoded words that somebody typed.
        text = MIMEText(letter.text, "plain", "utf-8")
        mail = MIMEMultipart(_subparts=[text, *self.files(letter)]) if letter.attachments else text
        mail["From"], mail["To"] = self.sender, letter.to
        mail["Subject"] = Header(letter.subject, "utf-8", header_name="Subject")
        mail["Date"] = "Wed, 04 Mar 2026 12:00:00 +0000"
        mail["Message-ID"] = f"<{letter.key}@lckm.uml.lodz.pl>"
        return mail.as_bytes()

    def files(self, letter):
        for file in letter.attachments:
            part = MIMEApplication(file.data)
            part.set_type(file.media_type)
            part.add_header("Content-Disposition", "attachment", filename=file.name)
            yield part


class DeskThatCanBeAsked:
    """A helpdesk that takes what it gets as new, and can be asked first."""

    patience = 0.05

    def __init__(self):
        self.mailbox = Mailbox()

    def file(self, ticket):
        try:
            code = self.mailbox.take(ticket.key, ticket, patience=self.patience)
        except ConnectionRefusedError:
            return Refused(Refusal.UNREACHABLE)
        except TimeoutError:
            return Unknown()
        return (
            Accepted(ticket.key) if code == 250 else Refused(Refusal.OTHER, permanent=code >= 500)
        )

    def find(self, ticket):
        try:
            return (
                Accepted(ticket.key)
                if self.mailbox.has(ticket.key, self.patience)
                else Answer.NOT_THERE
            )
        except (ConnectionRefusedError, RefusesQuestionsError, TimeoutError):
            return Answer.NO_ANSWER


class DeskThatHonoursKeys(DeskThatCanBeAsked):
    """A helpdesk that cannot be asked, but takes a key once."""

    def __init__(self):
        super().__init__()
        self._lock = Lock()

    def file(self, ticket):
        with self._lock:
            if self.mailbox.state is PeerState.WELL and self.mailbox.has(ticket.key):
                return Accepted(ticket.key)
            return super().file(ticket)

    def find(self, ticket):
        return Answer.HONOURS_KEYS


class ListReader:
    """Takes entries into a list, which *is_broken* says may not be written to."""

    name = "list"

    def __init__(self):
        self.ids = []
        self.is_broken = False

    def wants(self, event):
        return event.verb == "publish"

    def take(self, entry):
        if self.is_broken:
            raise OSError("broken")
        self.ids.append(entry.id)


class EicarScanner:
    """Knows the signature of the test file; *there* says whether it can be reached."""

    name = "eicar"
    away = Unscanned(
        Message(
            "skaner nie odpowiada; sprawdź, czy działa.",
            "the scanner is away; see whether it runs.",
        )
    )

    def __init__(self, *, there=True):
        self.there = there

    def scan(self, name, data):
        if not self.there:
            return self.away
        return Infected("Eicar-Test-Signature") if EICAR in data else Clean()
