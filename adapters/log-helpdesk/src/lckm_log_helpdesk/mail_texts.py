"""What a mail to LOG Helpdesk says, and where: the subject's mark, the first and the last line, and between them the ticket.

::

    Subject: #LCKM #key=ZG-2026-000001.helpdesk # [ŁCKM] Zgłoszenie ZG-2026-000001: latarnia

    #LCKM 1 #category=latarnia #kind=intervention #place=- #area=- #number=ZG-2026-000001 #key=ZG-2026-000001.helpdesk #
    | Numer zgłoszenia: ZG-2026-000001
    | …
    #LCKM end #key=ZG-2026-000001.helpdesk #

Stable within a version, which is the number in the first line: fields may be added before its end, none goes or moves.
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
"""Stands for what a report does not say."""
SIGN = re.compile(r"[A-Za-z0-9]{1,20}")
"""What tells one system's mails from another's."""
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=-]{0,150}")
_CODE = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?")
_SUBJECT = re.compile(
    rf"(?P<mark>{MARK}(?P<sign>{SIGN.pattern}) {MARK}key=(?P<key>{_KEY.pattern}) {MARK})(?: (?P<rest>.*))?"
)
_FIRST = re.compile(rf"{MARK}(?P<sign>{SIGN.pattern}) {VERSION} (?P<fields>.*) {MARK}")
_FIELD = re.compile(rf"{MARK}([a-z]+)=(\S+)")


@attrs.frozen
class Worded:
    """A subject and a text, ready for a mail."""

    subject: str
    text: str = attrs.field(repr=False)


@attrs.frozen
class Ours:
    """What a mail of ours said: its key, the ticket's subject and text as they were, and the fields of the first line."""

    key: str
    subject: str
    text: str = attrs.field(repr=False)
    fields: dict[str, str]


def worded(ticket: Ticket, sign: str = "LCKM") -> Worded:
    """Return the words of the mail that files *ticket*. Raises ``ValueError`` for a key that cannot stand in a subject."""
    if not _KEY.fullmatch(ticket.key):
        raise ValueError("a ticket's key is letters, digits and ._=- , at most 151")
    key = f"{MARK}key={ticket.key} {MARK}"
    fields = " ".join(f"{MARK}{name}={value}" for name, value in _fields(ticket.report))
    lines = [
        f"{MARK}{sign} {VERSION} {fields} {key}",
        *quoted_lines(ticket.text),
        f"{MARK}{sign} end {key}",
    ]
    return Worded(f"{MARK}{sign} {key} {quoted(ticket.subject)}", "\n".join(lines) + "\n")


def read(subject: str, text: str) -> Ours:
    """Return what a mail of ours said, line ends as LF. Raises ``ValueError`` for a mail that is none, or is not whole."""
    first, *lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    head, begun = _SUBJECT.fullmatch(subject), _FIRST.fullmatch(first)
    if head and begun and lines and head["sign"] == begun["sign"]:
        fields, last = dict(_FIELD.findall(begun["fields"])), lines.pop()
        whole = last == f"{MARK}{head['sign']} end {MARK}key={head['key']} {MARK}"
        if (
            whole
            and fields.pop("key", "") == head["key"]
            and all(line.startswith(PREFIX.rstrip()) for line in lines)
        ):
            return Ours(head["key"], unquoted(head["rest"] or ""), unquoted_lines(lines), fields)
    raise ValueError("this is no mail of ours, or not the whole of it")


def mark_of(subject: str) -> str | None:
    """Return the mark that a subject begins with; ``None`` for another's, and for one that answers or passes on ours."""
    found = _SUBJECT.fullmatch(subject)
    return found["mark"] if found else None


def _fields(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what a rule may go by: codes from the office's lists. What is no code is left out, wherever it came from."""
    place = report.place
    for name, value, fits in (
        ("category", report.category, _CODE.fullmatch),
        ("kind", report.kind.value, _CODE.fullmatch),
        ("place", place and place.kind, _CODE.fullmatch),
        ("area", place and place.area, _CODE.fullmatch),
        ("number", report.number, is_report_number),
    ):
        yield name, value if value and fits(value) else NOTHING
