"""Plain-text messages whose headers are the office's alone, whatever residents typed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from typing import Protocol

from lckm_smtp.addresses import NamedAddress, parse_address, parse_named_address

_KEY = re.compile(r"[A-Za-z0-9_-]+(?:[.=]+[A-Za-z0-9_=-]+)*")
"""The left part of a Message-ID, as the library makes keys."""
_LONGEST_KEY = 200
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_TAKEN = re.compile(
    r"from|to|cc|bcc|sender|subject|date|message-id|auto-submitted"
    r"|mime-.*|content-.*|resent-.*|received|return-path",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")
_MEDIA_TYPE = re.compile(r"(?:application|audio|image|text|video)/[A-Za-z0-9][A-Za-z0-9.+-]{0,60}")
_ANY_BYTES = "application/octet-stream"
_MOST_SUBJECT = 500
_NOT_ON_A_LINE = ("Cc", "Cs", "Zl", "Zp")
_TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that reverse the direction of text, so that a subject would not read as it is."""
_LINE_END = re.compile(r"\r?\n")
_LAYOUT = compat32.clone(
    linesep="\r\n", max_line_length=76
)  # of a line with encoded words (RFC 2047, 2)


class Attachment(Protocol):
    """A file sent with a message, such as the library's ``MessageAttachment``."""

    @property
    def name(self) -> str:
        """A safe name in ASCII, not the resident's own."""
        ...

    @property
    def media_type(self) -> str:
        """The media type, such as ``image/jpeg``."""
        ...

    @property
    def data(self) -> bytes:
        """The content."""
        ...


def compose(
    *,
    key: str,
    sender: str,
    to: str,
    subject: str,
    text: str,
    now: datetime,
    attachments: Iterable[Attachment] = (),
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Return a plain-text message in ASCII (base64) with CRLF line ends.

    Args:
        key: the left part of the Message-ID; the right one is the domain of *sender*.
        sender: the service address it is from, or ``Name <local@domain>``.
        to: the one address it is for.
        subject: any text; line breaks, other controls and direction marks become blanks.
        text: the text, to the character; line ends become CRLF.
        now: the Date, an aware moment.
        attachments: files with safe names.
        headers: further headers, such as ``{"X-LCKM-Report": "ZG-2026-000001"}``, on one line.

    Raises:
        AddressError: for an invalid address.
        ValueError: for an invalid key, header or file name, a naive moment, or a text with lone
            surrogates; the message does not repeat them.
    """
    if not _KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
        raise ValueError("the key is not fit for a Message-ID")
    if now.tzinfo is None:
        raise ValueError("the moment has no time zone")
    named = parse_named_address(sender)
    to_address = parse_address(to)
    try:
        mail = _body(text, attachments)
    except UnicodeEncodeError:
        raise ValueError("the text holds half characters (lone surrogates)") from None
    mail["From"] = _from_header(named)
    mail["To"] = _raw(str(to_address))
    subject = on_one_line(subject)
    # typeshed does not know that a Header may be assigned.
    mail["Subject"] = Header(subject, "utf-8", header_name="Subject")  # type: ignore[assignment]
    mail["Date"] = format_datetime(now)
    # Not as text, nor with the header's name: a long id would start on a line of its own, which
    # some servers drop.
    mail["Message-ID"] = Header(message_id(key, sender))  # type: ignore[assignment]
    # No out-of-office reply is sent to it (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    for name, value in (headers or {}).items():
        mail[_header(name)] = _value(name, value)  # type: ignore[assignment]
    return mail.as_bytes(policy=_LAYOUT)


def message_id(key: str, sender: str) -> str:
    """Return the Message-ID for a key: the same whenever the message is sent again."""
    return f"<{key}@{parse_named_address(sender).address.domain}>"


def on_one_line(text: str) -> str:
    """Return at most 500 characters of *text*, with blanks for controls and direction marks."""
    return "".join(
        " "
        if character in _TURNS or unicodedata.category(character) in _NOT_ON_A_LINE
        else character
        for character in text[:_MOST_SUBJECT]
    )


def _body(text: str, attachments: Iterable[Attachment]) -> Message:
    # Not EmailMessage: it takes other characters for line ends, and decodes encoded words that
    # somebody typed.
    body = MIMEText(_LINE_END.sub("\r\n", text), "plain", "utf-8")
    files = [_file(attachment) for attachment in attachments]
    return MIMEMultipart("mixed", None, [body, *files]) if files else body


def _file(attachment: Attachment) -> Message:
    if not _FILE_NAME.fullmatch(attachment.name) or ".." in attachment.name:
        raise ValueError("the name of an attachment is not safe")
    # Nothing that a mail reader would open or show as the message: no message/*, no multipart/*.
    known = _MEDIA_TYPE.fullmatch(attachment.media_type)
    part = MIMEApplication(attachment.data)
    part.set_type(attachment.media_type if known else _ANY_BYTES)
    part.add_header("Content-Disposition", "attachment", filename=attachment.name)
    return part


def _header(name: str) -> str:
    if not _HEADER.fullmatch(name) or _TAKEN.fullmatch(name):
        raise ValueError("a header of this name is not for callers to set")
    return name


def _value(name: str, value: str) -> Header | str:
    if on_one_line(value) != value:
        raise ValueError("the value of a header does not fit on one line")
    return (
        value if value.isascii() and "=?" not in value else Header(value, "utf-8", header_name=name)
    )


def _from_header(named: NamedAddress) -> str:
    address = _raw(str(named.address))
    if not named.name:
        return address
    if named.name.isascii() and "=?" not in named.name:
        return f'"{named.name}" <{address}>'
    return f"{Header(named.name, 'utf-8', header_name='From').encode()} <{address}>"


def _raw(address: str) -> str:
    """Return an address for the standard library to write byte for byte (RFC 6532)."""
    return address.encode().decode("ascii", "surrogateescape")
