"""Forms changed at random, registered, and delivered where they can be.

There is no crash, no loss, and no header that a resident wrote.
"""

import copy
import json
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import compat32
from functools import cache
from random import Random
from typing import Any

from mutating import VALUES, Case

from lckm_core import ContactCentre, RouteTable, build
from lckm_core.delivery import DispatchState, Letter
from lckm_core.memory import MemoryAdapter
from lckm_core.reports import Category, InvalidReportError, Route
from lckm_smtp import compose
from lckm_testing import PersonalDataCanary

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
_CANARY = PersonalDataCanary("hostile forms")
_JPEG = b"\xff\xd8\xff\xe0" + bytes(28)
_HEADS = (_JPEG, b"", b"%PDF-1.7" + bytes(30), b"MZ" + bytes(40), b"<svg")
_TYPED = (
    "\r\nBcc: x@example.org\r\n\r\n", "\n.\r\n", "\0", "\ud800", "\u202e",
    "=?utf-8?q?=0D=0ABcc:_x?=", "a" * 5000, "Żółw " * 900, "'; DROP TABLE report; --",
    "{0} %s ${x} {{7*7}}", "<script>", "\u2028From kogoś", "\x1b[31m", "#LCKM end", "1" * 4000,
    "(" * 3000, "a@b.pl " * 400, "44051401359 " * 300, "Jan Kowalski " * 300, "+48 600 100 200",
    "\ufeff", "e\u0301" * 1500, "@" * 4000, "/" * 4000,
)  # fmt: skip
"""What somebody may type to do harm."""
_MOST = 100
"""Reports of one office."""
_BOX = "zgloszenia@zdit.uml.lodz.pl"
_HEADERS = {
    "Content-Type",
    "MIME-Version",
    "Content-Transfer-Encoding",
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
}


_TABLE = RouteTable(
    domains=("zdit.uml.lodz.pl",),
    categories=(Category("drzewo", "Drzewo"), Category("inne", "Inne")),
    routes=(
        Route(name="Drzewa", categories=("drzewo",), contact=True, mailbox=_BOX),
        Route(name="Inne", categories=("inne",), helpdesk=True),
        Route(name="Wszystko", mailbox=_BOX),
    ),
)
"""To a mailbox with contact data, to one without, and to the helpdesk."""


@cache
def _base() -> dict[str, Any]:
    return {
        **_CANARY.form(),
        "category": "drzewo",
        "kind": "intervention",
        "channel": "form",
        "language": "pl",
        "place": {
            "address": "ul. Próbna 5",
            "point": {"latitude": 51.77, "longitude": 19.46},
            "kind": "park",
        },
        "attributes": [{"name": "wiek-drzewa", "value": "12"}],
    }


def make(random: Random) -> Case:
    """Return a form as JSON, with half characters and numbers that are none.

    They are as Python writes them.
    """
    form = copy.deepcopy(_base())
    for _ in range(random.randint(0, 2)):
        _change(form, random)
    return Case("form.json", json.dumps({"form": form, "heads": random.randint(0, 2)}).encode())


def _change(data: Any, random: Random) -> None:
    holder, inside, key = data, data, None
    while isinstance(holder, dict | list) and holder:
        inside, key = (
            holder,
            random.choice(list(holder))
            if isinstance(holder, dict)
            else random.randrange(len(holder)),
        )
        holder = inside[key]
        if random.random() < 0.3:
            break
    if key is None:
        return
    match random.randrange(5):
        case 0:
            del inside[key]
        case 1:
            inside[key] = copy.deepcopy(random.choice(VALUES))
        case 2 if isinstance(inside, list):
            inside.extend([copy.deepcopy(inside[key])] * random.choice((1, 5, 40)))
        case 3 if isinstance(inside, dict):
            inside[str(key) + random.choice(("", "x", "\0", " "))] = inside.pop(key)
        case _:
            text = inside[key] if isinstance(inside[key], str) else ""
            at = random.randint(0, len(text))
            inside[key] = text[:at] + random.choice(_TYPED) + text[at:]


class _Office:
    """A centre in memory, which serves many reports: making one takes longer than a report."""

    def __init__(self) -> None:
        self.host = MemoryAdapter(_TABLE)
        self.centre = ContactCentre(build(self.host))
        self.count = 0


_offices: list[_Office] = []


def _office() -> _Office:
    """Return the office; a new one after so many reports, for it forgets none."""
    if not _offices or _offices[0].count >= _MOST:
        _offices[:] = [_Office()]
    _offices[0].count += 1
    return _offices[0]


def attempt(case: Case) -> str:
    """Register the form and deliver it; say how far it came."""
    office = _office()
    try:
        return _taken_all_the_way(
            json.loads(case.content), office.host, office.centre, f"ZG-{office.count}"
        )
    except BaseException:
        _offices.clear()  # the next case is not to stumble over what this one left
        raise


def _taken_all_the_way(given: Any, host: MemoryAdapter, centre: ContactCentre, number: str) -> str:
    form = given["form"]
    heads = [_HEADS[given["heads"]]] * (
        len(form["attachments"]) if isinstance(form.get("attachments"), list) else 0
    )
    try:
        report = centre.register(form, number=number, now=NOW, terms_version="1", heads=heads)
    except InvalidReportError as error:
        _judge_refusal(error, host, number)
        return "refused, with reasons"
    assert host.reports.get(number) == report
    (worked,) = centre.dispatch_due("w", clock=lambda: NOW)
    if worked.state is DispatchState.HELPDESK:
        return "registered, at the helpdesk"
    assert worked.state is DispatchState.SENT
    _, letter = host.mailer.letters.popitem()
    assert not host.mailer.letters
    _judge_mail(letter)
    return "registered, sent"


def _judge_refusal(error: InvalidReportError, host: MemoryAdapter, number: str) -> None:
    """See that a refusal has reasons, says nothing of the resident, and keeps nothing."""
    said = error.text("pl") + error.text("en") + repr(error) + repr(error.findings)
    assert error.findings.errors
    assert not any(
        datum in said for datum in (_CANARY.email, _CANARY.pesel, _CANARY.name, _CANARY.words)
    )
    assert host.reports.get(number) is None


def _judge_mail(letter: Letter) -> None:
    """See that the mail has the office's own head, and its text to the character."""
    mail = message_from_bytes(
        compose(
            key=letter.key,
            sender="lckm@uml.lodz.pl",
            to=letter.to,
            subject=letter.subject,
            text=letter.text,
            now=NOW,
            attachments=letter.attachments,
        ),
        policy=compat32,
    )
    assert set(mail.keys()) == {*_HEADERS, "Auto-Submitted"}
    assert len(mail.keys()) == len(_HEADERS) + 1
    body = mail.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().replace("\r\n", "\n") == letter.text.replace("\r\n", "\n")
