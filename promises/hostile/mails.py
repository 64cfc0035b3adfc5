"""Mails in the mailbox of bounces, changed at random.

There is no crash, and what is no bounce of ours stays where it is.
"""

import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from random import Random

from mutating import Case

from lckm_core.delivery import Refused
from lckm_smtp import MaildirBounces

_SENDER = "lckm@uml.lodz.pl"
_KEY = "ZG-2026-000123.0a1b2c3d4e"
_WORDS = (
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n",
    b"Content-Type: message/rfc822\r\n", b"--=_b\r\n", b"--=_b--", b"Action: failed\r\n",
    b"Action: delayed\r\n", b"Status: 5.1.1\r\n", b"Status: 99999999999.1.1\r\n", b"\r\n\r\n",
    b"\r", b"\n\n\n", b"\0" * 50, b"Original-Envelope-Id: " + _KEY.encode() + b"@uml.lodz.pl\r\n",
    b"Message-ID: <" + _KEY.encode() + b"@uml.lodz.pl>\r\n", b"\xff\xfe", b"=?utf-8?b?////?=",
    b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: x-uuencode\r\n",
    b"charset=\xc5\x82", b"a" * 5000, b"Diagnostic-Code: smtp; 550 5.1.1 user unknown\r\n",
    b"Content-Type: multipart/mixed; boundary=\"\r\n", b": " * 900, b"References: <x@y> " * 200,
    b"MIME-Version: 1.0\r\n", b"\r\n " * 500, b"boundary*0*=utf-8''a; boundary*1=b\r\n",
    b"Content-Type: " * 60, b"+ZZ+40+00", b"begin 644 x\n",
)  # fmt: skip
"""What parsers of mail are known to stumble over."""


@cache
def _base(action: str, returned: str) -> bytes:
    head = (
        f"From: MAILER-DAEMON@example.org\r\nTo: {_SENDER}\r\nSubject: Undelivered Mail Returned "
        "to Sender\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"\r\n\r\n'
    )
    parts = (
        "Content-Type: text/plain; charset=us-ascii\r\n\r\nI'm sorry to have to inform you.\r\n",
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; zgloszenia@zdit.uml.lodz.pl\r\nAction: {action}\r\nStatus: "
        "5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n",
        f"Content-Type: {returned}\r\n\r\nFrom: {_SENDER}\r\nMessage-ID: <{_KEY}@uml.lodz.pl>\r\n"
        "Subject: x\r\n",
    )
    return (head + "".join(f"--=_b\r\n{part}\r\n" for part in parts) + "--=_b--\r\n").encode()


def make(random: Random) -> Case:
    """Return a message."""
    action = random.choice(("failed", "failed", "delayed", "delivered"))
    returned = random.choice(("text/rfc822-headers", "message/rfc822", "message/global-headers"))
    data = bytearray(_base(action, returned))
    for _ in range(random.randint(0, 6)):
        at = random.randint(0, len(data))
        match random.randrange(5):
            case 0 if data:
                data[at % len(data)] ^= 1 << random.randrange(8)
            case 1:
                del data[at : at + random.choice((1, 8, 100, 1000))]
            case 2:
                data[at:at] = data[at : at + random.choice((20, 300))] * random.choice((1, 3, 40))
            case 3:
                del data[at:]
            case _:
                data[at:at] = random.choice(_WORDS)
    return Case("mail.eml", bytes(data))


@cache
def maildir() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="lckm-hostile-"))
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir()
    return folder


def attempt(case: Case) -> str:
    """Read a message beside a sound bounce in a maildir; say what it was taken for."""
    folder = maildir()
    new = folder / "new"
    (new / "1.hostile").write_bytes(case.content)
    (new / "2.good").write_bytes(_base("failed", "text/rfc822-headers"))
    bounces = MaildirBounces(str(folder), _SENDER)
    found = {bounce.place: bounce for bounce in bounces.read()}
    good = [bounce for place, bounce in found.items() if "2.good" in place]
    assert [bounce.key for bounce in good] == [_KEY], "one message hides another"
    hostile = [bounce for place, bounce in found.items() if "1.hostile" in place]
    left = (new / "1.hostile").exists()
    for bounce in hostile:
        assert isinstance(bounce.refused, Refused)
        assert re.fullmatch(r"[A-Za-z0-9_.=-]{1,200}", bounce.key)
        assert left, "a bounce goes only once it is done with"
    shutil.rmtree(new)
    new.mkdir()
    if hostile:
        return "a bounce of ours"
    return "no bounce, and left where it is" if left else "late or arrived, and removed"
