"""The modules that declare the ports, in the order of the docs."""

from lckm_core.ports import (
    attachments,
    commands,
    directory,
    documents,
    events,
    exports,
    finding_kinds as kinds,
    helpdesk,
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
