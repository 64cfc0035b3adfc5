"""What a mailbox or the helpdesk answers to a worker.

Answers are codes, for a receiver's own words may repeat what the resident wrote, and would
outlive the term in a log or a register.
"""

import re
from enum import StrEnum

import attrs
from attrs.validators import instance_of

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/=+-]{0,99}")


def _valid_reference(text: str | None) -> str | None:
    # An acceptance must not fail on its number.
    return text if text is not None and _REFERENCE.fullmatch(text) else None


@attrs.frozen
class Accepted:
    """The receiver has the report, from this attempt or an earlier one.

    ``reference`` is the receiver's own number: letters, digits and ``._:/=+-``, at most 100. Any
    other text is dropped.
    """

    reference: str | None = attrs.field(default=None, converter=_valid_reference)


class Refusal(StrEnum):
    """Why a receiver did not take a report.

    In brackets the enhanced codes of SMTP (RFC 3463), and the plain ones of servers without them.
    """

    UNREACHABLE = "unreachable"
    """No connection, or one that broke before the whole message was sent (x.4.x)."""
    BUSY = "busy"
    """It takes nothing now, or no more for now (x.3.2, 4.7.x; 421, 450, 451, 454)."""
    FULL = "full"
    """There is no room left (x.2.2, x.3.1; 452, 552)."""
    NO_SUCH_ADDRESS = "no such address"
    """Nobody has this address, or nobody any more (x.1.x; 550, 551, 553, 556)."""
    NOT_ALLOWED = "not allowed"
    """The sender is not allowed (5.7.x; 521, 534, 535, 538; 530 is about settings, not final)."""
    TOO_LARGE = "too large"
    """The message is larger than the receiver takes (x.3.4)."""
    CONTENT = "content"
    """The receiver does not take such content, or no message can be made of it (x.6.x)."""
    OTHER = "other"
    """Anything else."""


@attrs.frozen
class Refused:
    """The receiver surely does not have what was sent.

    Args:
        reason: why.
        permanent: whether another attempt would be refused as well.
        tried: whether the receiver was asked. It was not when the adapter limits its rate, or
            when the server for all receivers is down or refuses us. Then no attempt is counted,
            only time.
    """

    reason: Refusal = attrs.field(validator=instance_of(Refusal))
    permanent: bool = False
    tried: bool = True

    @property
    def is_transport_failure(self) -> bool:
        """Whether no message would have reached any receiver."""
        return not self.tried and self.reason in (Refusal.UNREACHABLE, Refusal.NOT_ALLOWED)


@attrs.frozen
class Unknown:
    """The report was sent, but no clear answer came."""


Result = Accepted | Refused | Unknown
"""How an attempt to send ended."""


class Answer(StrEnum):
    """What a receiver says about a key, other than :class:`Accepted`."""

    NOT_THERE = "not there"
    """The receiver does not have it."""
    HONOURS_KEYS = "honours keys"
    """The receiver takes a report of the same key once, so it is safe to send again."""
    NO_ANSWER = "no answer"
    """The receiver can be asked, but not now."""
    CANNOT_BE_ASKED = "cannot be asked"
    """The receiver can never be asked and does not honour keys; at the helpdesk, a person can."""
