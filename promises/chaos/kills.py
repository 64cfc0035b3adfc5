"""Kills and stops, at instants that are drawn beforehand and spread over the work."""

import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence

from promises.chaos.city import LEASE
from promises.chaos.databases import Database
from promises.chaos.real_helpdesk import RealDesk
from promises.processes import Running

SHARES = {"worker": 40, "client": 22, "mail server": 14, "helpdesk": 10, "database": 14}
_IDLE = 1.0
"""Seconds without any work done, after which the next is killed all the same."""
_LONGEST_DEAD = 0.3


class Kills:
    """Kills processes, breaks the database, tells workers to stop, and counts all that.

    Those that were told to stop are counted apart.
    """

    def __init__(
        self,
        processes: Sequence[Running | RealDesk],
        database: Database,
        roles: Sequence[str],
        *,
        kills: int,
        stops: int,
        chance: random.Random,
    ) -> None:
        self.processes, self._database, self._roles, self._chance = (
            processes,
            database,
            roles,
            chance,
        )
        self.counts: Counter[str] = Counter()
        self.stops: Counter[str] = Counter()
        self.faults: list[str] = []
        acts = [self._kill_one] * kills + [self._stop_one] * stops
        self._instants = sorted(
            ((chance.uniform(0, 0.95), act) for act in acts), key=lambda one: one[0]
        )

    @property
    def left(self) -> int:
        """How many are still to be killed or stopped."""
        return len(self._instants)

    def go_on(self, share_done: Callable[[], float], until: float) -> None:
        """Kill or stop at each instant, a share of the work from 0 to 1.

        Until a moment of ``time.monotonic``.
        """
        moved_at, before = time.monotonic(), -1.0
        while self._instants and (now := time.monotonic()) < until:
            self.look_after()
            done = share_done()
            if done > before:
                moved_at, before = now, done
            if done < self._instants[0][0] and now - moved_at < _IDLE:
                time.sleep(0.01)
                continue
            _, act = self._instants.pop(0)
            moved_at = now
            time.sleep(self._chance.uniform(0, 0.02))
            act()

    def look_after(self) -> None:
        """Fail at once when a process ended by itself with work left: only clients end."""
        for one in self.processes:
            if one.code is not None and not (one.role == "client" and one.code == 0):
                raise RuntimeError(
                    f"the {one.role} {one.name} ended by itself, with {one.code}: see its log"
                )

    def _kill_one(self) -> None:
        running = [one for one in self.processes if one.code is None]
        roles = sorted(({one.role for one in running} | {"database"}) & set(self._roles))
        if not roles:
            return  # the clients are done
        role = self._chance.choices(roles, [SHARES[one] for one in roles])[0]
        if role == "database":
            name, act = self._chance.choice(sorted(self._database.breaks().items()))
            act(self._chance)
            self.counts[f"database: {name}"] += 1
            return
        victim = self._chance.choice([one for one in running if one.role == role])
        if victim.end(signal.SIGKILL) == 0:
            return  # a client that had just finished
        self.counts[f"{role} killed"] += 1
        time.sleep(self._chance.uniform(0, _LONGEST_DEAD))
        victim.start()

    def _stop_one(self) -> None:
        """Tell a worker to stop, as a service manager does, whatever it does; start it again."""
        victim = self._chance.choice(
            [one for one in self.processes if isinstance(one, Running) and one.role == "worker"]
        )
        if not victim.has_started():
            return
        time.sleep(self._chance.uniform(0, _LONGEST_DEAD))
        began = time.monotonic()
        code = victim.end(signal.SIGTERM)
        if code != 0:
            self.faults.append(f"{victim.name}, told to stop amid the chaos, ended with {code}")
            victim.kill()
        in_time = time.monotonic() - began <= LEASE
        self.stops[
            "ended well within its lease"
            if in_time
            else "ended well, later: its database or a peer was away"
        ] += code == 0
        victim.start()
