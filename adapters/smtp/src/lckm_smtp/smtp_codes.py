"""What a server's refusal means, by its codes alone: its words may hold what the resident wrote, and are read by nobody."""

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


def refused(code: int, said: bytes = b"") -> Refused:
    """Return the refusal that a reply of 4xx or 5xx is; any other code that is no consent counts as one for now.

    Args:
        code: the three digits.
        said: what stands after them, of which only an enhanced status code (``5.1.1``) counts.
    """
    permanent = 500 <= code < 600
    if code == 530:
        # It asks for a login or for TLS, which is a matter of settings: no mailbox refuses anything by it.
        return Refused(Refusal.NOT_ALLOWED, tried=False)
    found = _ENHANCED.match(said)
    if found and code != 421:
        return Refused(
            reason_of(f"{found[2].decode()}.{found[3].decode()}", permanent=code >= 500), permanent
        )
    return Refused(_BY_CODE.get(code, Refusal.OTHER), permanent)


def reason_of(detail: str, *, permanent: bool) -> Refusal:
    """Return why, by the subject and detail of an enhanced status code: ``1.1`` of ``5.1.1``."""
    subject = detail.partition(".")[0]
    if not permanent and (subject == "7" or detail == "2.1"):
        # “Come back later”: greylisting, a rate, a check that did not end, a mailbox closed for a while.
        return Refusal.BUSY
    return _BY_STATUS.get(detail) or _BY_STATUS.get(subject, Refusal.OTHER)


def queue_id(said: bytes) -> str | None:
    """Return the number under which the next server has queued a message, when it says so as many do."""
    found = _QUEUED.search(said)
    return found[1].decode() if found else None
