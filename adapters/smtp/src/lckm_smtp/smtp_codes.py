"""The meaning of a server's refusal, by its codes alone.

Its words may hold what the resident wrote, and are never read.
"""

import re

from lckm_core.delivery import Refusal, Refused

_ENHANCED = re.compile(rb"([245])\.(\d{1,3})\.(\d{1,3})(?!\d)")
_QUEUED = re.compile(rb"\bqueued as ([A-Za-z0-9]{4,40})(?![A-Za-z0-9])", re.IGNORECASE)

# By RFC 3463 and the registry of enhanced status codes: subject and detail, or the subject alone.
_BY_STATUS = {
    "1": Refusal.NO_SUCH_ADDRESS,
    "1.5": Refusal.OTHER,
    "1.7": Refusal.NOT_ALLOWED,  # the sender's address
    "1.8": Refusal.NOT_ALLOWED,
    "1.9": Refusal.OTHER,
    "2": Refusal.OTHER,
    "2.1": Refusal.NO_SUCH_ADDRESS,  # switched off
    "2.2": Refusal.FULL,
    "2.3": Refusal.TOO_LARGE,
    "3": Refusal.OTHER,
    "3.1": Refusal.FULL,
    "3.2": Refusal.BUSY,
    "3.4": Refusal.TOO_LARGE,
    "4": Refusal.UNREACHABLE,
    "4.5": Refusal.BUSY,
    "5": Refusal.OTHER,
    "6": Refusal.CONTENT,
    "6.7": Refusal.NOT_ALLOWED,  # an address that is not ASCII
    "7": Refusal.NOT_ALLOWED,
}
# By RFC 5321, where a server gives no enhanced code.
_BY_CODE = {
    421: Refusal.BUSY,
    432: Refusal.BUSY,
    450: Refusal.BUSY,
    451: Refusal.BUSY,
    452: Refusal.FULL,
    454: Refusal.BUSY,
    521: Refusal.NOT_ALLOWED,
    534: Refusal.NOT_ALLOWED,
    535: Refusal.NOT_ALLOWED,
    538: Refusal.NOT_ALLOWED,
    550: Refusal.NO_SUCH_ADDRESS,
    551: Refusal.NO_SUCH_ADDRESS,
    552: Refusal.FULL,
    553: Refusal.NO_SUCH_ADDRESS,
    556: Refusal.NO_SUCH_ADDRESS,
}


def refused(code: int, text: bytes = b"") -> Refused:
    """Return the refusal in a reply; an unexpected code counts as one for now.

    Args:
        code: the three digits.
        text: the rest, of which only an enhanced status code (``5.1.1``) is read.
    """
    permanent = 500 <= code < 600
    if code == 530:
        # It asks for a login or for TLS, which is a matter of settings, not of the mailbox.
        return Refused(Refusal.NOT_ALLOWED, tried=False)
    enhanced = _ENHANCED.match(text)
    if enhanced and code != 421:
        detail = f"{enhanced[2].decode()}.{enhanced[3].decode()}"
        return Refused(reason_of(detail, permanent=code >= 500), permanent)
    return Refused(_BY_CODE.get(code, Refusal.OTHER), permanent)


def reason_of(detail: str, *, permanent: bool) -> Refusal:
    """Return the reason by the end of an enhanced status code: ``1.1`` of ``5.1.1``."""
    subject = detail.partition(".")[0]
    if not permanent and (subject == "7" or detail == "2.1"):
        # “Come back later”: greylisting, a rate limit, an unfinished check, a closed mailbox.
        return Refusal.BUSY
    return _BY_STATUS.get(detail) or _BY_STATUS.get(subject, Refusal.OTHER)


def queue_id(text: bytes) -> str | None:
    """Return the queue number in a server's reply, in the form that many use, or ``None``."""
    match = _QUEUED.search(text)
    return match[1].decode() if match else None
