"""What a peer, the unit's mailbox or the helpdesk, says to a worker: in codes, never in its own words.

A peer's own words may hold what the resident wrote, and they would outlive the term in a log or a register.
"""

import re
from enum import StrEnum

import attrs
from attrs.validators import instance_of

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/=+-]{0,99}")


def _fit_reference(text: str | None) -> str | None:
    """Return *text* when it can be a number in a register; otherwise nothing, for an acceptance must not fail on it."""
    return text if text is not None and _REFERENCE.fullmatch(text) else None


@attrs.frozen
class Accepted:
    """The peer has the report: it took it now, or answers that it took it before.

    ``reference`` is the peer's own number: letters, digits and ``._:/=+-``, at most 100. Any other text is left out.
    """

    reference: str | None = attrs.field(default=None, converter=_fit_reference)


class Refusal(StrEnum):
    """Why a peer did not take a report. Of SMTP, the enhanced codes that mean it are named (RFC 3463), and those that servers without them send."""

    UNREACHABLE = "unreachable"
    """No connection came about, or it broke before the peer could have the whole (x.4.x)."""
    BUSY = "busy"
    """It takes nothing now, or no more for now (x.3.2, 4.7.x; 421, 450, 451, 454)."""
    FULL = "full"
    """There is no room left (x.2.2, x.3.1; 452, 552)."""
    NO_SUCH_ADDRESS = "no such address"
    """Nobody is there of that name, or nobody any more (x.1.x; 550, 551, 553, 556)."""
    NOT_ALLOWED = "not allowed"
    """Whoever sends may not (5.7.x; 521, 534, 535, 538; 530, which is a matter of settings and so not final)."""
    TOO_LARGE = "too large"
    """It is more than the peer takes at once (x.3.4)."""
    CONTENT = "content"
    """It cannot be made into what the peer takes, or the peer does not take what is in it (x.6.x), or a line break would break its head."""
    OTHER = "other"
    """Anything else."""


@attrs.frozen
class Refused:
    """The peer does not have this attempt, surely: it said no, or nothing reached it.

    ``permanent``: another attempt would be refused as well. ``tried`` is false when the receiver was not asked at all, because the
    adapter keeps a pace, or because the server that everything goes by cannot be reached or does not let us in: then it does
    not count as one of the attempts a mailbox is allowed, only its time goes on.
    """

    reason: Refusal = attrs.field(validator=instance_of(Refusal))
    permanent: bool = False
    tried: bool = True

    @property
    def is_of_the_way(self) -> bool:
        """Whether nothing got as far as the receiver, and would have got no further to any other."""
        return not self.tried and self.reason in (Refusal.UNREACHABLE, Refusal.NOT_ALLOWED)


@attrs.frozen
class Unknown:
    """Nobody can tell: the report went out and no answer came, or not one that can be understood."""


Result = Accepted | Refused | Unknown
"""How an attempt to send ended."""


class Answer(StrEnum):
    """What came of asking a peer for a key, when it was not :class:`Accepted`."""

    NOT_THERE = "not there"
    """The peer was asked and does not have it."""
    HONOURS_KEYS = "honours keys"
    """Asking is not needed: the peer takes a report of the same key once, so it is safe to send again."""
    NO_ANSWER = "no answer"
    """The peer can be asked, but not now."""
    CANNOT_BE_ASKED = "cannot be asked"
    """The peer can never be asked, and takes what it gets as new. Of the helpdesk: a person has to find out."""
