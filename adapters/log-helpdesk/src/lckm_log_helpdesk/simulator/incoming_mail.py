"""Parsing a mail for the rules of a helpdesk; no mail, however broken, raises."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses

import attrs

from lckm_log_helpdesk.simulator.behaviour import Habits
from lckm_log_helpdesk.simulator.markup import text_of_html

_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_FOLD = re.compile(r"\r\n|\r|\n")


@attrs.frozen
class Incoming:
    """A mail as rules see it; ``sender`` and ``to`` are bare addresses, or empty."""

    sender: str
    to: str
    subject: str
    text: str = attrs.field(repr=False)
    message_id: str
    attachments: tuple[str, ...]


def incoming(raw: bytes, habits: Habits) -> Incoming:
    """Return a parsed mail: the HTML part before the plain one, headers decoded."""
    try:
        mail = message_from_bytes(raw)
    except RecursionError:  # parts nested too deeply
        mail = BytesHeaderParser().parsebytes(raw)
    parts = list(_leaves(mail))
    html, plain = (_text_of_kind(parts, f"text/{kind}", habits) for kind in ("html", "plain"))
    if html is not None:
        text = text_of_html(html)
    elif plain is not None and habits.plain_as_html and _TAG.search(plain):
        text = text_of_html(plain)
    else:
        text = plain or ""
    return Incoming(
        sender=_address(mail, "from"),
        to=_address(mail, "to"),
        subject=_decode(_header(mail, "subject")),
        text=text.replace("\r\n", "\n").replace("\r", "\n"),
        message_id=_header(mail, "message-id").strip(),
        attachments=tuple(
            _decode(part.get_filename() or "") for part in parts if _is_attached(part)
        ),
    )


def _leaves(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if part.get_content_maintype() == "multipart" and isinstance(payload, list):
        for leaf in payload:
            if isinstance(leaf, Message):
                yield from _leaves(leaf)
    else:
        yield part


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _text_of_kind(parts: list[Message], kind: str, habits: Habits) -> str | None:
    """Return the text of the first part of that kind."""
    attached_counts = habits.attached_html and kind == "text/html"
    for part in parts:
        if part.get_content_type() == kind and (attached_counts or not _is_attached(part)):
            data = part.get_payload(decode=True)
            return _text(data, part.get_content_charset()) if isinstance(data, bytes) else ""
    return None


def _text(data: bytes, charset: str | None) -> str:
    try:
        return data.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def _header(mail: Message, name: str) -> str:
    """Return a header on one line; folding leaves its blank."""
    return _FOLD.sub("", str(mail.get(name, "")))


def _decode(header: str) -> str:
    """Return a header with its encoded words decoded, if they can be."""
    try:
        words = decode_header(header)
    except (HeaderParseError, ValueError):
        return header
    return "".join(
        _text(word, charset) if isinstance(word, bytes) else word for word, charset in words
    )


def _address(mail: Message, name: str) -> str:
    try:
        addresses = getaddresses([_header(mail, name)])
    except RecursionError:  # brackets nested too deeply
        return ""
    return addresses[0][1].casefold() if addresses else ""
