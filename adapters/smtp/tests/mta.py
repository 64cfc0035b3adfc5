"""A private postfix on this machine, and a private dovecot: letters delivered, bounces written
by a real server and read back.

Run by ``nox -s mta``, as root, where both are installed (Debian: ``postfix dovecot-imapd``).
Everything lies in a folder of the test's own; nothing of the machine's own mail is touched, and
nothing runs on.
"""

import mailbox
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs
import pytest
from mail_servers import SENDER, TO

from lckm_core.delivery import (
    Accepted,
    Letter,
    MessageAttachment,
    Refusal,
    Refused,
)
from lckm_smtp import ImapBounces, MaildirBounces, SmtpAdapter
from lckm_testing import Arrived

_POSTFIX = Path("/usr/lib/postfix/sbin")
_MISSING = [
    name
    for name in ("postfix", "postmap", "dovecot")
    if shutil.which(name, path="/usr/sbin:/usr/bin") is None
]
pytestmark = [
    pytest.mark.skipif(
        bool(_MISSING),
        reason=f"NO REAL MAIL SERVER TRIED: {', '.join(_MISSING)} not installed here",
    ),
    pytest.mark.skipif(os.geteuid() != 0, reason="NO REAL MAIL SERVER TRIED: postfix wants root"),
]

_MAIN = """
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {home}/log
maillog_file_prefixes = {home}
myhostname = mail.example.org
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = uml.lodz.pl, zdit.uml.lodz.pl
virtual_mailbox_base = {home}/mail
virtual_mailbox_maps = texthash:{home}/mailboxes
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
default_transport = error:5.7.1 nothing leaves this machine
# So that an unknown user is found out after the letter was taken: a bounce.
smtpd_reject_unlisted_recipient = no
smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = {home}/tls.pem
smtpd_discard_ehlo_keywords = {discard}
message_size_limit = 3000000
mailbox_size_limit = 0
virtual_mailbox_limit = 0
smtputf8_enable = yes
"""
_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
proxymap unix - - n - - proxymap
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
_DOVECOT = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = {home}/dovecot
log_path = {home}/dovecot.log
listen = 127.0.0.1
protocols = imap
default_internal_user = dovecot
default_login_user = dovenull
mail_driver = maildir
mail_path = {home}/mail/lckm
mail_uid = 65534
mail_gid = 65534
first_valid_uid = 65534
first_valid_gid = 65534
ssl = required
ssl_server_cert_file = {home}/tls.pem
ssl_server_key_file = {home}/tls.pem
passdb static {{
  password = {{PLAIN}}hasło
}}
userdb static {{
  fields {{
    home = {home}/dovecot-home
  }}
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
"""


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _listens(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended at once"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server does not listen")


def _remove(home: Path) -> None:
    """Remove a folder in which a process that is just ending may still make a file."""
    for _ in range(100):
        shutil.rmtree(home, ignore_errors=True)
        if not home.exists():
            return
        time.sleep(0.05)
    raise AssertionError("the folder of the mail server cannot be removed")


@attrs.frozen
class Office:
    """The servers of an office: where its mail lies, and the port that takes letters."""

    home: Path
    port: int
    ca_file: str

    @property
    def of_unit(self) -> mailbox.Maildir:
        return mailbox.Maildir(str(self.home / "mail" / "zdit"))

    def wait(self, maildir: str, count: int) -> None:
        """Wait until so many messages lie there."""
        folder = mailbox.Maildir(str(self.home / "mail" / maildir))
        for _ in range(1200):
            if len(folder) >= count:
                return
            time.sleep(0.05)
        raise AssertionError(
            f"{len(folder)} of {count} messages came:\n{(self.home / 'log').read_text()[-4000:]}"
        )


@pytest.fixture(params=["", "dsn"], ids=["with DSN", "without DSN"])
def office(request, ca, ca_file) -> Iterator[Office]:
    # Not below a folder that only root may enter: the servers give up their rights.
    home = Path(tempfile.mkdtemp(prefix="lckm-mta-"))
    home.chmod(0o755)
    for folder in ("etc", "queue", "data", "mail", "dovecot", "dovecot-home"):
        (home / folder).mkdir(parents=True)
    shutil.chown(home / "data", "postfix")
    for name in ("zdit", "lckm"):
        mailbox.Maildir(str(home / "mail" / name))
    for path in [home / "mail", *(home / "mail").rglob("*"), home / "dovecot-home"]:
        os.chown(path, 65534, 65534)
    certificate = ca.issue_cert("127.0.0.1")
    certificate.private_key_and_cert_chain_pem.write_to_path(home / "tls.pem")
    (home / "mailboxes").write_text(f"{TO} zdit/\n{SENDER} lckm/\n", encoding="utf-8")
    port = _free_port()
    (home / "etc" / "main.cf").write_text(
        _MAIN.format(home=home, discard=request.param), encoding="utf-8"
    )
    (home / "etc" / "master.cf").write_text(_MASTER.format(port=port), encoding="utf-8")
    subprocess.run(["/usr/sbin/postfix", "-c", home / "etc", "check"], check=True)
    master = subprocess.Popen(
        [_POSTFIX / "master", "-d", "-c", home / "etc"], start_new_session=True
    )
    try:
        _listens(port, master)
        yield Office(home, port, ca_file)
    finally:
        # What it has started goes on with a letter in hand; the whole group ends.
        os.killpg(master.pid, signal.SIGKILL)
        master.wait(60)
        _remove(home)


@pytest.fixture
def mailer(office: Any) -> Iterator[Any]:
    adapter = SmtpAdapter(
        "127.0.0.1",
        SENDER,
        port=office.port,
        ca_file=office.ca_file,
        local_hostname="lckm.uml.lodz.pl",
    )
    yield adapter.mailer
    adapter.mailer.close()


def test_a_letter_with_a_file_arrives(office, mailer):
    text = "Zażółć gęślą jaźń\n.\n..\nFrom kogoś\n" + "bardzo długi wiersz " * 500 + "\n"
    picture = MessageAttachment("ZG-1-1.jpg", "image/jpeg", bytes(range(256)) * 2000)
    letter = Letter("ZG-1.ab", TO, "[ŁCKM] Zgłoszenie „ZG-1”", text, (picture,))
    result = mailer.send(letter)
    assert isinstance(result, Accepted)
    assert result.reference in (office.home / "log").read_text()
    office.wait("zdit", 1)
    (message,) = office.of_unit
    arrived = Arrived.of(bytes(message), (TO,))
    assert (arrived.key, arrived.subject, arrived.text) == (letter.key, letter.subject, letter.text)
    (part,) = (part for part in message.walk() if part.get_filename())
    assert (part.get_filename(), part.get_payload(decode=True)) == (picture.name, picture.data)


def test_a_letter_to_nobody_comes_back_and_is_matched(office, mailer):
    """Accepted at first, for nobody asked; then a real bounce, read from the maildir."""
    letters = [
        Letter(
            f"ZG=1-{at}.ab",
            f"nikt{at}@zdit.uml.lodz.pl",
            "Zgłoszenie",
            "Treść, której nie ma w zwrocie\n",
        )
        for at in range(3)
    ]
    letters.append(Letter("ZG-2.ab", "zgłoszenia@zdit.uml.lodz.pl", "Zgłoszenie", "Treść\n"))
    letters.append(Letter("ZG-3.ab", "ktos@example.org", "Zgłoszenie", "Treść\n"))
    assert all(isinstance(mailer.send(letter), Accepted) for letter in letters)
    office.wait("lckm", len(letters))
    bounces = MaildirBounces(str(office.home / "mail" / "lckm"), SENDER)
    found = {bounce.key: bounce.refused for bounce in bounces.read()}
    gone = Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)
    expected = dict.fromkeys((letter.key for letter in letters), gone)
    assert found == expected | {"ZG-3.ab": Refused(Refusal.NOT_ALLOWED, permanent=True)}
    for bounce in bounces.read():
        bounces.done(bounce)
    assert len(mailbox.Maildir(str(office.home / "mail" / "lckm"))) == 0


def test_a_bounce_does_not_bring_the_text_back_where_the_server_knows_how(office, mailer, request):
    mailer.send(Letter("ZG-1.ab", "nikt@zdit.uml.lodz.pl", "Zgłoszenie", "x" * 3000))
    office.wait("lckm", 1)
    (message,) = mailbox.Maildir(str(office.home / "mail" / "lckm"))
    # A body of nothing but x is eHh4 over and over.
    assert (b"eHh4" * 10 in bytes(message)) is ("without" in request.node.name)


def test_bounces_by_imap(office, mailer):
    port = _free_port()
    config = office.home / "dovecot.conf"
    config.write_text(_DOVECOT.format(home=office.home, port=port), encoding="utf-8")
    dovecot = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", config])
    try:
        _listens(port, dovecot)
        for at in range(3):
            mailer.send(Letter(f"ZG-{at}.ab", "nikt@zdit.uml.lodz.pl", "Zgłoszenie", "Treść\n"))
        office.wait("lckm", 3)
        bounces = ImapBounces(
            "127.0.0.1", "lckm", "hasło", SENDER, port=port, ca_file=office.ca_file
        )
        assert sorted(bounce.key for bounce in bounces.read()) == ["ZG-0.ab", "ZG-1.ab", "ZG-2.ab"]
        for bounce in bounces.read():
            bounces.done(bounce)
        assert list(bounces.read()) == []
        bounces.close()
    finally:
        dovecot.send_signal(signal.SIGTERM)
        dovecot.wait(60)


def test_what_a_real_server_refuses(office, mailer):
    large = Letter("ZG-1.ab", TO, "Zgłoszenie", "x" * 3_000_000)
    assert mailer.send(large) == Refused(Refusal.TOO_LARGE, permanent=True)
    assert isinstance(mailer.send(attrs.evolve(large, text="x")), Accepted)


@pytest.mark.parametrize("idle", [30, 0], ids=["kept", "not kept"])
@pytest.mark.parametrize("threads", [1, 4])
def test_figures(office, idle, threads, capsys):
    """Letters a second, with connections kept for the next letter and without; nothing is
    asserted of the time.
    """
    adapter = SmtpAdapter(
        "127.0.0.1",
        SENDER,
        port=office.port,
        ca_file=office.ca_file,
        local_hostname="lckm.uml.lodz.pl",
        idle=idle,
    )
    letters = [
        Letter(f"ZG-{at}.ab", TO, "Zgłoszenie", "Dziura w jezdni.\n" * 40) for at in range(200)
    ]
    begun = time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        results = list(pool.map(adapter.mailer.send, letters))
    lasted = time.monotonic() - begun
    adapter.mailer.close()
    assert all(isinstance(result, Accepted) for result in results)
    with capsys.disabled():
        print(
            f"\npostfix, TLS, {threads} threads, connections {'kept' if idle else 'not kept'}: "
            f"{200 / lasted:.0f} letters/s"
        )
