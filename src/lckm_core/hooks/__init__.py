"""The ports: what a host can swap. One file a port, with its protocol, its hook, and its rules of calling.

A hook hands an object over; the object acts; the centre calls it. There are three kinds of hook: *provide* (exactly one
adapter), *contribute* (any number), *notify* (any number, each called in its own ``try``).
"""

from lckm_core.hooks import (
    attachments,
    commands,
    directory,
    documents,
    events,
    exports,
    helpdesk,
    kinds,
    mail,
    notices,
    procedures,
    reports,
    requests,
    routes,
    rules,
    scanners,
    search,
)
from lckm_core.hooks.ports import Port, PortKind, impl, ports

__all__ = ["MODULES", "Port", "PortKind", "impl", "ports"]

MODULES = (
    procedures,
    documents,
    notices,
    requests,
    reports,
    attachments,
    routes,
    mail,
    helpdesk,
    exports,
    search,
    scanners,
    directory,
    rules,
    kinds,
    events,
    commands,
)
"""The modules that hold the hooks, in the order of the docs."""
