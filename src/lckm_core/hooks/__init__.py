"""The ports: what a host can swap. One file a port, with its protocol, its hook, and its rules of calling.

A hook hands an object over; the object acts; the centre calls it. There are three kinds of hook: *provide* (exactly one
adapter), *contribute* (any number), *notify* (any number, each called in its own ``try``).
"""

from lckm_core.hooks.modules import MODULES
from lckm_core.hooks.ports import Port, PortKind, impl, ports

__all__ = ["MODULES", "Port", "PortKind", "impl", "ports"]
