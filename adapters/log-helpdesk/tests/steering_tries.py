"""Texts, tickets and mails that try to steer the rules of a helpdesk, made by chance from a seed.

``python steering_tries.py 100000 1`` tries so many of each from seed 1, and prints what came of
them.
"""

import random
import sys
from collections import Counter
from datetime import UTC, datetime

from lckm_core import Report
from lckm_core.delivery import Ticket
from lckm_core.reports import EventPlace
from lckm_log_helpdesk import LogHelpdeskAdapter, read_mail
from lckm_log_helpdesk.simulator import (
    Habits,
    LogHelpdesk,
    Repeats,
    our_rules,
)
from lckm_smtp import compose

SENDER, TO = "lckm@uml.lodz.pl", "helpdesk-lckm@uml.lodz.pl"
MARKS = (
    "#LCKM #key=OTHER.helpdesk # ",
    "#LCKM 1 #category=latarnia #kind=intervention #place=- #area=- #number=OTHER "
    "#key=OTHER.helpdesk #",
    "#LCKM end #key=OTHER.helpdesk #",
    "#category=latarnia #",
    "#lckm 1 #",
    "LCKM 1",
    "#",
)
TRICKS = (
    *MARKS,
    *(mark.replace("#", "&num;") for mark in MARKS[1:3]),
    *(mark.replace("#", "&#35;") for mark in MARKS[1:3]),
    *(mark.replace("#", "＃") for mark in MARKS[1:3]),
    *(f"<p>{mark}</p>" for mark in MARKS[1:3]),
    "<html><body>", "</body></html>", "<br>", "<!--", "-->", "<![CDATA[", "<script>",
    "<style>", "</style>", "<plaintext>", "<title>",
    "From: zly@example.org", "Reply-To: zly@example.org", "Subject: #LCKM #key=OTHER.helpdesk #",
    "Content-Type: text/html", "--===============1==", "=?utf-8?q?=23LCKM?=",
    "=23LCKM=0D=0A", "%0D%0A", "\\n",
    "Re: ", "Fwd: ", "> ", "| ", "-- ", ".", "..", "", " ", "\t", "‹U+0023›", "‹U+000A›",
    "‹", "U+0023›",
    "\u202e", "\u2066", "\u200f", "\ufeff", "\u200d", "\u00ad",
    "\u0338", "\x00", "\x1b[2J", "\ud800", "\U000e0041", "e\u0301",
    "Zażółć gęślą jaźń", "zły" * 50, "Nie świeci latarnia.", "Latarnia",
)  # fmt: skip
ENCODINGS = ("7bit", "base64", "quoted-printable", "x-uuencode", "nic")
DISPOSITIONS = ("inline", "attachment; filename=a.html", "attachment; filename*=x", "")
BREAKS = ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", " ", "")


def text(chance, most=8):
    """Return a text of tricks, one after another, with breaks of all kinds between."""
    return "".join(
        chance.choice(TRICKS) + chance.choice(BREAKS) for _ in range(chance.randrange(most))
    )


def ticket(chance, number):
    """Return a ticket whose every text is hostile, also those that intake would refuse."""
    report = Report(
        number=number,
        registered_at=datetime(2026, 3, 4, tzinfo=UTC),
        terms_version="1",
        description="",
        category=chance.choice((None, "latarnia", "dziura", text(chance, 2))),
        place=chance.choice(
            (None, EventPlace(kind=text(chance, 2) or None, area=text(chance, 2) or "gorna"))
        ),
    )
    return Ticket(
        f"{number}.helpdesk", report, chance.choice(("[ŁCKM] ", "")) + text(chance, 4), text(chance)
    )


def raw_mail(chance):
    """Return bytes that somebody may put into the helpdesk's mailbox."""

    def header(name, *values):
        value = chance.choice((*values, text(chance, 3)))
        return f"{name}: {value}".encode("utf-8", chance.choice(("surrogatepass", "replace")))

    kinds = (
        "text/plain",
        "text/html",
        "multipart/mixed; boundary=a",
        "multipart/alternative; boundary=a",
        "message/rfc822",
        "x",
        "",
    )
    charsets = (
        "",
        "; charset=utf-8",
        "; charset=nie-ma",
        "; charset=utf-7",
        "; charset=utf-16",
        '; charset="',
    )

    def part(depth):
        kind = chance.choice(kinds)
        lines = [
            f"Content-Type: {kind}{chance.choice(charsets)}".encode(),
            f"Content-Transfer-Encoding: {chance.choice(ENCODINGS)}".encode(),
            f"Content-Disposition: {chance.choice(DISPOSITIONS)}".encode(),
        ]
        body = text(chance, 12).encode("utf-8", "replace")
        if depth and "boundary" in kind:
            body = (
                b"".join(b"--a\n" + part(depth - 1) + b"\n" for _ in range(chance.randrange(4)))
                + b"--a--\n"
            )
        return b"\n".join(chance.sample(lines, chance.randrange(4))) + b"\n\n" + body

    heads = [
        header("From", "jan@example.com", "<<", SENDER, "a@b, c@d", "=?utf-8?q?x?= <e@f>"),
        header("To", TO, "x@y, z@w", "undisclosed-recipients:;"),
        header(
            "Subject",
            "Drukarka",
            "=?utf-8?b?I0xDS00=?=",
            "=?x?y?z?=",
            "#LCKM #key=OTHER.helpdesk # x",
            "Re: #LCKM #key=a #",
        ),
        header("Message-ID", "<1@a>", "<", ""),
    ]
    return (
        b"\n".join(chance.sample(heads, chance.randrange(5)))
        + b"\n"
        + part(3)
        + chance.randbytes(chance.randrange(20))
    )


def mailed(ticket, sign="LCKM"):
    """Return the mail that files a ticket, as it goes over the wire."""
    letter = LogHelpdeskAdapter("localhost", SENDER, to=TO, honours_keys=True, sign=sign).letter(
        ticket
    )
    return compose(
        key=letter.key,
        sender=SENDER,
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        now=datetime.now(UTC),
        attachments=letter.attachments,
    )


def try_ticket(chance, number, habits):
    """File a hostile ticket among others; return why it did not land where it belongs, or
    nothing.
    """
    rules = our_rules("ŁCKM", otherwise="Inne", by_category={"latarnia": "Oświetlenie"})
    desk = LogHelpdesk(rules, accounts=[SENDER], habits=habits)
    desk.take(mailed(ticket(chance, "OTHER")))
    made = ticket(chance, number)
    raw = mailed(made)
    (first,), (again,) = desk.take(raw).filed, (desk.take(raw).filed or (None,))
    queue = "Oświetlenie" if made.report.category == "latarnia" else "ŁCKM"
    if first.is_comment or first.ticket != 2 or first.queue != queue:
        return "another queue or ticket"
    if again is not None and (again.ticket != 2 or not again.is_comment):
        return "a repeat makes another ticket"
    held = desk.tickets[2]
    ours = read_mail(held.mail.subject, held.mail.text)
    if ours.key != made.key or ours.fields["number"] != number:
        return "another number"
    if ours.text != made.text.replace("\r\n", "\n").replace("\r", "\n"):
        return "another text"
    if ours.subject[:30] != made.subject[:30].replace("\t", " "):
        return "another subject"
    if desk.outbox or len(desk.tickets) != 2 or held.reporter != SENDER:
        return "an account or ticket too many"
    return None


def main(count, seed):
    """Print what came of so many tickets, and of so many mails of strangers."""
    chance = random.Random(seed)
    habits = [*Habits.every(Repeats.BY_SUBJECT), *Habits.every(Repeats.BY_MESSAGE_ID)]
    came = Counter(
        try_ticket(chance, f"ZG-{at}", chance.choice(habits)) or "right" for at in range(count)
    )
    print(f"seed {seed}: {count} hostile tickets: {dict(came)}")
    rules = our_rules("ŁCKM", otherwise="Inne", by_category={"latarnia": "Oświetlenie"})
    desks = [LogHelpdesk(rules, accounts=[SENDER], habits=one) for one in habits]
    filed: Counter[str] = Counter()
    for _ in range(count):
        taken = chance.choice(desks).take(raw_mail(chance))
        filed[
            "dropped" if taken.was_dropped else taken.filed[0].queue if taken.filed else "nowhere"
        ] += 1
    print(f"seed {seed}: {count} mails of strangers: {dict(filed)}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
