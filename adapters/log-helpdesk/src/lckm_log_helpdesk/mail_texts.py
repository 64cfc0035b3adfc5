"""The text of a mail to LOG Helpdesk: marks for its rules, and the ticket.

::

    Subject: #LCKM #key=ZG-2026-000001.helpdesk # [ŁCKM] Zgłoszenie ZG-2026-000001: latarnia

    #LCKM 1 #category=latarnia #kind=intervention #place=- #area=- … #key=ZG-2026-000001.helpdesk #
    | Numer zgłoszenia: ZG-2026-000001
    | …
    #LCKM end #key=ZG-2026-000001.helpdesk #

Stable within a version, the number in the first line: fields may be added at its end, before the
key; none is removed or moved.
"""

import re
from collections.abc import Iterator

import attrs

from lckm_core.delivery import Ticket
from lckm_core.reports import Report, is_report_number
from lckm_log_helpdesk.quotation import (
    MARK,
    PREFIX,
    quoted,
    quoted_lines,
    unquoted,
    unquoted_lines,
)

VERSION = 1
NOTHING = "-"
"""Stands for a value that a report does not have."""
SIGN = re.compile(r"[A-Za-z0-9]{1,20}")
"""Tells the mails of one system from another's."""
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=-]{0,150}")
_CODE = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?")
_SUBJECT = re.compile(
    rf"(?P<mark>{MARK}(?P<sign>{SIGN.pattern}) {MARK}key=(?P<key>{_KEY.pattern}) {MARK})"
    r"(?: (?P<rest>.*))?"
)
_FIRST = re.compile(rf"{MARK}(?P<sign>{SIGN.pattern}) {VERSION} (?P<fields>.*) {MARK}")
_FIELD = re.compile(rf"{MARK}([a-z]+)=(\S+)")


@attrs.frozen
class MailText:
    """The subject and the text of a mail."""

    subject: str
    text: str = attrs.field(repr=False)


@attrs.frozen
class FiledTicket:
    """A ticket read back from a mail, with the fields of its first line."""

    key: str
    subject: str
    text: str = attrs.field(repr=False)
    fields: dict[str, str]


def mail_text(ticket: Ticket, sign: str = "LCKM") -> MailText:
    """Return the subject and text of the mail that files a ticket.

    Raises ``ValueError`` for a key that does not fit into a subject.
    """
    if not _KEY.fullmatch(ticket.key):
        raise ValueError("a ticket's key is letters, digits and ._=- , at most 151")
    key = f"{MARK}key={ticket.key} {MARK}"
    fields = " ".join(f"{MARK}{name}={value}" for name, value in _fields(ticket.report))
    lines = [
        f"{MARK}{sign} {VERSION} {fields} {key}",
        *quoted_lines(ticket.text),
        f"{MARK}{sign} end {key}",
    ]
    return MailText(f"{MARK}{sign} {key} {quoted(ticket.subject)}", "\n".join(lines) + "\n")


def read_mail(subject: str, text: str) -> FiledTicket:
    """Return the ticket in a mail of ours, with LF line ends.

    Raises ``ValueError`` for any other mail, or one that is incomplete.
    """
    first, *lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    head = _SUBJECT.fullmatch(subject)
    first_line = _FIRST.fullmatch(first)
    if head and first_line and lines and head["sign"] == first_line["sign"]:
        fields = dict(_FIELD.findall(first_line["fields"]))
        last = lines.pop()
        if (
            last == f"{MARK}{head['sign']} end {MARK}key={head['key']} {MARK}"
            and fields.pop("key", "") == head["key"]
            and all(line.startswith(PREFIX.rstrip()) for line in lines)
        ):
            title = unquoted(head["rest"] or "")
            return FiledTicket(head["key"], title, unquoted_lines(lines), fields)
    raise ValueError("this is no mail of ours, or not the whole of it")


def mark_of(subject: str) -> str | None:
    """Return the mark that begins a subject; ``None`` for others, replies and forwards."""
    match = _SUBJECT.fullmatch(subject)
    return match["mark"] if match else None


def _fields(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the values for rules: codes from the office's lists; anything else is left out."""
    place = report.place
    for name, value, fits in (
        ("category", report.category, _CODE.fullmatch),
        ("kind", report.kind.value, _CODE.fullmatch),
        ("place", place and place.kind, _CODE.fullmatch),
        ("area", place and place.area, _CODE.fullmatch),
        ("number", report.number, is_report_number),
    ):
        yield name, value if value and fits(value) else NOTHING
