"""Limits on how often a network may do something, in memory, without an address kept."""

import hashlib
import hmac
import os
import secrets
from collections import OrderedDict
from datetime import date, datetime, timedelta
from math import ceil
from threading import Lock

import attrs

_MOST = 100_000
# Among many requests at once, one may be counted this much later than ones that came after it.
_LATE = timedelta(minutes=10)


@attrs.frozen
class Rate:
    """How often within how many seconds, such as 10 within 3600.

    Args:
        times: how many times.
        seconds: within how many seconds.
    """

    times: int
    seconds: float


class Throttle:
    """Rates that all have to be kept, for each network.

    It holds HMACs of networks, with a key that is drawn anew each day and never stored, and
    at most 100,000 of them a day; those of the day before are kept, so that midnight ends no
    wait, and then dropped. Each process counts for itself, and admits its part of a rate,
    rounded up: how many there are is in the environment, as ``WEB_CONCURRENCY``, which
    ``lckm serve`` sets and other servers read.
    """

    def __init__(self, *rates: Rate) -> None:
        processes = _processes()
        self._rates = [attrs.evolve(rate, times=ceil(rate.times / processes)) for rate in rates]
        self._lock = Lock()
        self._last: datetime | None = None
        self._day: date | None = None
        self._key = b""
        self._times: OrderedDict[bytes, list[float]] = OrderedDict()
        # Those of the day before, under its own key.
        self._old_key = b""
        self._old_times: dict[bytes, list[float]] = {}

    def admit(self, network: str, *, now: datetime) -> float:
        """Count one attempt, unless it is too soon.

        Args:
            network: as :func:`lckm_http.client_network` gives it, or any other text.
            now: aware.

        Returns:
            0 where it is admitted, else how many seconds to wait.
        """
        return self._wait(network, now, is_attempt=True)

    def wait(self, network: str, *, now: datetime) -> float:
        """Return how many seconds to wait before the next attempt, without counting one."""
        return self._wait(network, now, is_attempt=False)

    def give_back(self, network: str) -> None:
        """Take back the last attempt that was counted, if what it was for failed.

        Args:
            network: as it was admitted; one that has no attempt counted is left as it is.
        """
        with self._lock:
            for key, counts in ((self._key, self._times), (self._old_key, self._old_times)):
                digest = _digest(key, network)
                if digest in counts:
                    counts[digest].pop()
                    if not counts[digest]:
                        del counts[digest]
                    return

    def knows(self, network: str) -> bool:
        """Return whether a network has counted attempts, today or the day before."""
        with self._lock:
            return (
                _digest(self._key, network) in self._times
                or _digest(self._old_key, network) in self._old_times
            )

    def _in_order(self, now: datetime) -> datetime:
        """Return the moment to count by: not before the last one, unless the clock was set back."""
        last = self._last
        if last is not None and now < last <= now + _LATE:
            return last
        self._last = now
        return now

    def _enter_day(self, day: date) -> None:
        """Draw a new key for a new day, and keep the counts of the one before."""
        if self._day == day:
            return
        follows = self._day is not None and day - self._day == timedelta(days=1)
        self._old_key = self._key
        self._old_times = dict(self._times) if follows else {}
        self._day, self._key = day, secrets.token_bytes(32)
        self._times.clear()

    def _wait(self, network: str, now: datetime, *, is_attempt: bool) -> float:
        """Return how many seconds to wait; count an attempt that need not wait."""
        with self._lock:
            now = self._in_order(now)
            moment = now.timestamp()
            self._enter_day(now.date())
            key = _digest(self._key, network)
            longest = max(rate.seconds for rate in self._rates)
            counted = self._old_times.pop(_digest(self._old_key, network), [])
            counted += self._times.pop(key, [])
            times = [time for time in counted if moment - longest < time <= moment]
            wait = max(_wait_for_rate(rate, times, moment) for rate in self._rates)
            if is_attempt and wait <= 0:
                times.append(moment)
            if times:
                self._times[key] = times
            if len(self._times) > _MOST:
                self._times.popitem(last=False)
            return wait


def _processes() -> int:
    """Return how many processes serve the site."""
    count = os.environ.get("WEB_CONCURRENCY", "")
    return max(1, int(count)) if count.isascii() and count.isdecimal() else 1


def _digest(key: bytes, network: str) -> bytes:
    return hmac.new(key, network.encode(), hashlib.sha256).digest()


def _wait_for_rate(rate: Rate, times: list[float], moment: float) -> float:
    """Return how many seconds to wait until a rate admits the next attempt."""
    recent = [time for time in times if moment - rate.seconds < time]
    if len(recent) < rate.times:
        return 0.0
    return recent[-rate.times] + rate.seconds - moment
