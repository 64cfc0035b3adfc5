"""How often and how long a delivery is tried, and how long it waits in between."""

from datetime import timedelta
from typing import Any

import attrs
from attrs.validators import ge, gt

NO_WAIT = timedelta()
_POSITIVE = gt(timedelta())


def _not_below_first_wait(limits: "DispatchLimits", attribute: Any, value: timedelta) -> None:
    if value < limits.first_wait:
        raise ValueError("longest_wait is shorter than first_wait")


@attrs.frozen(kw_only=True)
class DispatchLimits:
    """How long and how often a delivery is tried.

    Args:
        most_attempts: leases for the mailbox, to send or to ask, before the helpdesk takes over.
        longest_trying: time for the mailbox, after which the helpdesk takes over. It does not
            count how long no worker came, nor how long a file was waited for.
        first_wait: the longest first wait; each later one may last twice as long.
        longest_wait: the ceiling of a wait.
        longest_lease: the longest lease a worker may ask for; more than the sum of its time-outs.
        grace: how far clocks may differ, and how long a message may be under way after its worker
            gave up on it. For this long after a lease ran out nobody else gets one, and a
            doubtful attempt is not asked about.
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
        """Return the next wait: exponential, with full jitter.

        Args:
            attempts: how many there were, at least 1.
            jitter: a random number, at least 0 and below 1. It multiplies the wait, so that
                workers which failed together do not come back together.

        Raises:
            ValueError: for any other jitter.
        """
        if not 0 <= jitter < 1:
            raise ValueError(f"jitter has to be at least 0 and below 1, not {jitter!r}")
        doubled = 2 ** min(attempts - 1, 60)
        below_ceiling = doubled < self.longest_wait / self.first_wait
        return jitter * (self.first_wait * doubled if below_ceiling else self.longest_wait)


DISPATCH_LIMITS = DispatchLimits()
"""The default limits."""
