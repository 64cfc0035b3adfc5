"""How a worker works."""

import attrs

from lckm_core.delivery import DispatchLimits


@attrs.frozen
class WorkerSettings:
    """How the worker works, with times in seconds.

    ``poll``: the longest time between two looks for what is due.
    ``lease``: how long it holds a delivery; longer than the time-outs of the peers in total.
    ``heartbeat``: the file for monitoring, relative to the settings file.
    ``longest_export``: how long an export in a process of its own may take.
    ``limits``: how often and how long a mailbox is tried.
    """

    poll: float = 5.0
    lease: float = 300.0
    heartbeat: str | None = None
    longest_export: float = 900.0
    limits: DispatchLimits = attrs.field(factory=DispatchLimits)
