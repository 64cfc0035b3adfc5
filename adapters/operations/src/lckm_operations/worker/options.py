"""How a worker works."""

import attrs

from lckm_core.delivery import DispatchLimits


@attrs.frozen
class WorkerSettings:
    """How the worker works; times in seconds.

    ``poll``: the longest time without a look for what is due. ``lease``: how long it holds a delivery, longer than the
    time-outs of the peers add up to. ``heartbeat``: the file that a monitor reads, from the settings file's folder on.
    ``limits``: how often and how long a mailbox is tried. ``longest_export``: how long showing what is published may take, where that is
    done in a process of its own, as ``lckm worker`` does.
    """

    poll: float = 5.0
    lease: float = 300.0
    heartbeat: str | None = None
    longest_export: float = 900.0
    limits: DispatchLimits = attrs.field(factory=DispatchLimits)
