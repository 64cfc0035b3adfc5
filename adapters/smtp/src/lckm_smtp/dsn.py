"""Delivery status notifications (RFC 3464), read by their fields and codes."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.parser import HeaderParser
from email.policy import compat32

import attrs

from lckm_core.delivery import Refusal
from lckm_smtp.smtp_codes import reason_of, refused

MOST_BYTES = 1 << 18
"""How much of a message is read: the status and the returned headers come before the text."""
_MOST_PARTS = 24
"""How many parts a message may name; each level of nesting names one, so depth is bounded."""
_PARTS = re.compile(rb"multipart/|message/", re.IGNORECASE)
_MOST_BLOCKS = 64
_STATUS = re.compile(r"\s*([245])\.(\d{1,3})\.(\d{1,3})(?!\d)")
_DIAGNOSTIC = re.compile(r"\s*smtp\s*;\s*([45]\d\d)[ -]\s*(.{0,20})", re.IGNORECASE | re.DOTALL)
_XTEXT = re.compile(r"\+([0-9A-F]{2})")
_ID = re.compile(r"[A-Za-z0-9_.=-]{1,200}@[a-z0-9.-]{1,253}")
_RETURNED = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")
_STATUSES = ("message/delivery-status", "message/global-delivery-status")


@attrs.frozen
class Status:
    """The status of one letter.

    ``failed`` is whether it was given up; otherwise it is late, or has arrived. ``permanent`` is
    whether another attempt would end the same way.
    """

    key: str
    failed: bool
    permanent: bool
    reason: Refusal


def read_status(message: bytes, domain: str) -> Status | None:
    """Return the status of one of our letters; ``None`` if this is no notification of one.

    Args:
        message: the message, at least its first :data:`MOST_BYTES`; the rest is not read.
        domain: the domain of our Message-IDs.
    """
    message = message[:MOST_BYTES].replace(b"\r\n", b"\n")
    if len(_PARTS.findall(message)) > _MOST_PARTS:
        return None
    mail = message_from_bytes(message, policy=compat32)
    if mail.get_content_type() != "multipart/report" or not mail.is_multipart():
        return None
    parts: list[Message] = mail.get_payload()  # type: ignore[assignment]  # what is_multipart says
    blocks = [
        block for part in parts if part.get_content_type() in _STATUSES for block in _blocks(part)
    ]
    key = next((key for key in _keys(mail, parts, blocks, domain)), None)
    if key is None or not blocks:
        return None
    failed = [
        block for block in blocks if _field(block, "Action").lower().startswith(("failed", "error"))
    ]
    if not failed:
        return Status(key, failed=False, permanent=False, reason=Refusal.OTHER)
    permanent, reason = _reason(failed[0])
    return Status(key, failed=True, permanent=permanent, reason=reason)


def _blocks(part: Message) -> list[Message]:
    """Return the groups of fields of a status: of the message, then of each recipient."""
    payload = part.get_payload()
    if not isinstance(payload, list):
        return []
    blocks = [block for block in payload if isinstance(block, Message)]
    if part.get_content_type() != "message/delivery-status":
        # The standard library reads the UTF-8 variant (RFC 6533) as a message, with the further
        # groups as its text.
        payloads = [block.get_payload() for block in blocks[:1]]
        blocks += [
            _head(text)
            for payload in payloads
            if isinstance(payload, str)
            for text in payload.split("\n\n", _MOST_BLOCKS)
        ]
    return blocks[:_MOST_BLOCKS]


def _keys(mail: Message, parts: list[Message], blocks: list[Message], domain: str) -> Iterator[str]:
    """Yield our keys in it: of the envelope, of the returned message, of what it replies to."""
    ids = [_XTEXT.sub(_character, _field(block, "Original-Envelope-Id")) for block in blocks[:1]]
    ids += [_field(head, "Message-ID") for part in parts for head in _returned_messages(part)]
    ids += _field(mail, "In-Reply-To").split() + _field(mail, "References").split()
    for id in ids:
        bare = id.strip().removeprefix("<").removesuffix(">")
        if _ID.fullmatch(bare) and bare.endswith(f"@{domain}"):
            yield bare.partition("@")[0]


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _returned_messages(part: Message) -> Iterator[Message]:
    if part.get_content_type() not in _RETURNED:
        return
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (inner_part for inner_part in payload[:1] if isinstance(inner_part, Message))
        return
    content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        yield _head(content.decode("utf-8", "replace"))


def _head(text: str) -> Message:
    return HeaderParser(policy=compat32).parsestr(text.lstrip("\n"))


def _reason(block: Message) -> tuple[bool, Refusal]:
    """Return whether it failed for good, and why; the server's code is the fallback."""
    status = _STATUS.match(_field(block, "Status"))
    detail = f"{status[2]}.{status[3]}" if status else "0.0"
    diagnostic = _DIAGNOSTIC.match(_field(block, "Diagnostic-Code"))
    if detail == "0.0" and diagnostic:
        refusal = refused(int(diagnostic[1]), diagnostic[2].encode())
        return refusal.permanent, refusal.reason
    permanent = status is None or status[1] != "4"
    return permanent, reason_of(detail, permanent=permanent)


def _field(block: Message, name: str) -> str:
    # A value with characters other than ASCII is an object.
    return str(block.get(name, "")).strip()
