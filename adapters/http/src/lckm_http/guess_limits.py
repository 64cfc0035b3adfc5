"""Limits on wrong guesses of what belongs to a number, such as the code of a report."""

from datetime import datetime

from lckm_http.throttle import Rate, Throttle

# Wrong guesses of one person: at one number, and at all numbers.
_AT_NUMBER = Rate(5, 60)
_IN_ALL = Rate(30, 600)


class GuessLimits:
    """Counts wrong guesses, in memory, without a name or an address kept."""

    def __init__(self) -> None:
        self._at_number = Throttle(_AT_NUMBER)
        self._in_all = Throttle(_IN_ALL)

    def wait(self, guesser: str, number: str, *, now: datetime) -> float:
        """Return how many seconds somebody has to wait before the next guess at a number.

        Args:
            guesser: who guesses: the network of a resident, or the login of staff.
            number: what is guessed at, in one spelling.
            now: aware.
        """
        at_number = self._at_number.wait(f"{guesser} {number}", now=now)
        return max(at_number, self._in_all.wait(guesser, now=now))

    def count(self, guesser: str, number: str, *, now: datetime) -> None:
        """Count a wrong guess; arguments as of :meth:`wait`."""
        self._at_number.admit(f"{guesser} {number}", now=now)
        self._in_all.admit(guesser, now=now)
