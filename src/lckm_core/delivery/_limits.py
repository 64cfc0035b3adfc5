"""How long and how often a delivery is tried, and how long each wait is."""

from datetime import timedelta
from typing import Any

import attrs
from attrs.validators import ge, gt

_POSITIVE = gt(timedelta())


def _not_below_first_wait(limits: "DispatchLimits", attribute: Any, value: timedelta) -> None:
    if value < limits.first_wait:
        raise ValueError("the longest wait is shorter than the first one")


@attrs.frozen(kw_only=True)
class DispatchLimits:
    """What a host allows a delivery.

    Args:
        most_attempts: leases given at the mailbox, for sending or for asking, before the helpdesk gets the report.
        longest_trying: time at the mailbox, after which the helpdesk gets it.
        first_wait: the most that the first wait lasts; each later one may last twice as long.
        longest_wait: the ceiling of a wait.
        longest_lease: the most that a worker may ask for; more than the worker's own time-outs add up to.
        grace: how far clocks may differ, and how long a message may be under way after its worker gave up on it.
            A lease that ran out is nobody's for this long, and a doubtful attempt is not asked about sooner.
    """

    most_attempts: int = attrs.field(default=12, validator=ge(1))
    longest_trying: timedelta = attrs.field(default=timedelta(days=1), validator=_POSITIVE)
    first_wait: timedelta = attrs.field(default=timedelta(minutes=1), validator=_POSITIVE)
    longest_wait: timedelta = attrs.field(
        default=timedelta(hours=1), validator=_not_below_first_wait
    )
    longest_lease: timedelta = attrs.field(default=timedelta(minutes=10), validator=_POSITIVE)
    grace: timedelta = attrs.field(default=timedelta(minutes=2), validator=ge(timedelta()))

    def wait(self, attempts: int, jitter: float) -> timedelta:
        """Return how long to wait after so many attempts (1 or more): a doubling time under the ceiling, times *jitter*.

        *jitter* is a random number from 0 up to, but not including, 1 ("full jitter": workers that failed together do
        not come back together). Raises ``ValueError`` for any other.
        """
        if not 0 <= jitter < 1:
            raise ValueError(f"jitter is a number from 0 up to 1, not {jitter!r}")
        doubled = 2 ** min(attempts - 1, 60)
        below_ceiling = doubled < self.longest_wait / self.first_wait
        return jitter * (self.first_wait * doubled if below_ceiling else self.longest_wait)


LIMITS = DispatchLimits()
"""The limits that hold unless others are handed in."""
