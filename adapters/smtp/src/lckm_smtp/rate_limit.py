"""How many messages go to one domain in a minute."""

from collections import defaultdict, deque
from threading import Lock
from time import monotonic

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message

_MINUTE = 60.0


class RateLimiter:
    """Counts what goes to each domain, in this process. Threads may share it.

    Args:
        most: messages to one domain in any 60 seconds; ``None`` for as many as come.
    """

    def __init__(self, most: int | None) -> None:
        if most is not None and most < 1:
            raise InvalidSettingError("most_per_minute", Message("co najmniej 1.", "1 at least."))
        self._most, self._lock = most, Lock()
        self._gone: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=most))

    def lets(self, domain: str) -> bool:
        """Return whether another message may go to *domain* now, and count it when so."""
        if self._most is None:
            return True
        now = monotonic()
        with self._lock:
            gone = self._gone[domain]
            if len(gone) == self._most and now - gone[0] < _MINUTE:
                return False
            gone.append(now)
            return True
