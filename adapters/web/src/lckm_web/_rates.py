"""How often reports and files are taken, from one network and from all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil
from threading import Lock
from typing import Any, Final

import attrs

from lckm_core.ports import read_option, read_options
from lckm_http import Rate, Throttle

# Reports of one network, and of all.
SENDING_RATES: Final = (Rate(3, 60), Rate(10, 3_600), Rate(60, 86_400))
SITE_RATE: Final = Rate(5, 1)
UPLOAD_RATE: Final = Rate(40, 3_600)
# Numbers drawn for each report that a network may send; many are given up before that.
_NUMBERS: Final = 6
Limit = Rate | Mapping[str, Any]


@attrs.frozen
class Delay:
    """How many seconds to wait, and whether for the whole site or because of files."""

    seconds: float
    is_site_busy: bool = False
    is_for_files: bool = False


class Rates:
    """Counts reports and files.

    Half of the site's rate is for networks that have sent nothing today: whoever sends again
    and again, from however many addresses, does not keep out somebody who sends once.

    Args:
        sending: the rates of reports of one network.
        site: the rate of reports of all.
    """

    def __init__(self, sending: Sequence[Limit], site: Limit) -> None:
        site_rate = read_option(Rate, site, "site_rate")
        rates = read_options(Rate, sending, "sending_rates")
        self._sending = Throttle(*rates)
        self._site = Throttle(site_rate)
        self._again = Throttle(attrs.evolve(site_rate, times=ceil(site_rate.times / 2)))
        self._uploads = Throttle(UPLOAD_RATE)
        self._numbers = Throttle(
            *(attrs.evolve(rate, times=_NUMBERS * rate.times) for rate in rates)
        )
        self._lock = Lock()

    def count_report(self, network: str, *, now: datetime) -> Delay | None:
        """Count a report and return ``None``, or return how long it has to wait.

        One that has to wait for others is not counted, so that whoever tries again does not
        use up the rate of their network.
        """
        with self._lock:
            sending_wait = self._sending.wait(network, now=now)
            if sending_wait > 0:
                return Delay(sending_wait)
            throttles = [self._site, *([self._again] if self._sending.knows(network) else [])]
            wait = max(throttle.wait("site", now=now) for throttle in throttles)
            if wait > 0:
                return Delay(wait, is_site_busy=True)
            self._sending.admit(network, now=now)
            for throttle in throttles:
                throttle.admit("site", now=now)
            return None

    def give_back_report(self, network: str) -> None:
        """Take back a counted report that could not be stored."""
        # Not in the site's rate: a failing store must not be asked more often.
        self._sending.give_back(network)

    def count_number(self, network: str, *, now: datetime) -> Delay | None:
        """Count a number that is drawn and return ``None``, or return how long it has to wait."""
        wait = self._numbers.admit(network, now=now)
        return Delay(wait) if wait > 0 else None

    def count_upload(self, network: str, *, now: datetime) -> Delay | None:
        """Count a form with files and return ``None``, or return how long these have to wait."""
        wait = self._uploads.admit(network, now=now)
        return Delay(wait, is_for_files=True) if wait > 0 else None
