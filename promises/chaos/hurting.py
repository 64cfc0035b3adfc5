"""Who is killed, and when: at instants drawn beforehand, spread over the work that is to be done."""

import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence

from promises.chaos.databases import Database
from promises.chaos.processes import Running
from promises.chaos.real_desk import RealDesk

SHARES = {"worker": 40, "client": 22, "mail server": 14, "helpdesk": 10, "database": 14}
_IDLE = 1.0
"""Seconds without any work done, after which the next is killed all the same."""
_LONGEST_DEAD = 0.3


class Hurting:
    """Kills the processes and breaks the database, and counts what it did."""

    def __init__(
        self,
        processes: Sequence[Running | RealDesk],
        database: Database,
        roles: Sequence[str],
        *,
        kills: int,
        chance: random.Random,
    ) -> None:
        self.processes, self._database, self._roles, self._chance = processes, database, roles, chance
        self.counts: Counter[str] = Counter()
        self._instants = sorted(chance.uniform(0, 0.95) for _ in range(kills))

    @property
    def left(self) -> int:
        """How many are still to be killed."""
        return len(self._instants)

    def go_on(self, share_done: Callable[[], float], until: float) -> None:
        """Kill at each instant, a share of the work from 0 to 1, up to a moment of ``time.monotonic``."""
        moved_at, before = time.monotonic(), -1.0
        while self._instants and (now := time.monotonic()) < until:
            self.look_after()
            done = share_done()
            if done > before:
                moved_at, before = now, done
            if done < self._instants[0] and now - moved_at < _IDLE:
                time.sleep(0.01)
                continue
            self._instants.pop(0)
            moved_at = now
            time.sleep(self._chance.uniform(0, 0.02))
            self._kill_one()

    def look_after(self) -> None:
        """Fail at once when a process ended by itself, unless its work is done: clients end, the others never."""
        for one in self.processes:
            if one.code is not None and not (one.role == "client" and one.code == 0):
                raise RuntimeError(f"the {one.role} {one.name} ended by itself, with {one.code}: see its log")

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
