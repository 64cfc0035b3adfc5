"""Procedures and residents' reports of the Łódź Contact Centre, by Ordinance No 102/2023.

These are the names that most programs need. The rest is public in the packages:
``lckm_core.procedures``, ``lckm_core.reports`` and so on.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_core._partial_check import check_readable_fields as check_readable_fields
    from lckm_core._recognition import read_form as read_form
    from lckm_core._registry import (
        FORMS as FORMS,
        kinds as kinds,
        schema as schema,
        schema_names as schema_names,
        serving_code as serving_code,
    )
    from lckm_core._version import __version__ as __version__
    from lckm_core.amendments import (
        UpdateRequest as UpdateRequest,
        amend as amend,
        compare as compare,
    )
    from lckm_core.calendar import civil_day as civil_day
    from lckm_core.centre import ContactCentre as ContactCentre
    from lckm_core.errors import (
        AmendmentConflictError as AmendmentConflictError,
        LckmError as LckmError,
    )
    from lckm_core.findings import (
        Finding as Finding,
        Findings as Findings,
        InvalidProcedureError as InvalidProcedureError,
        Severity as Severity,
        UnreadableFileError as UnreadableFileError,
    )
    from lckm_core.forms import to_data as to_data, to_yaml as to_yaml
    from lckm_core.organisation import (
        Directory as Directory,
        Role as Role,
        Verdict as Verdict,
        may as may,
    )
    from lckm_core.ports import Plugins as Plugins, build as build, impl as impl
    from lckm_core.procedures import (
        Channel as Channel,
        Document as Document,
        Handover as Handover,
        Procedure as Procedure,
        check as check,
        check_file as check_file,
        read as read,
    )
    from lckm_core.publication import (
        Audience as Audience,
        Edition as Edition,
        Projection as Projection,
        next_change as next_change,
        project as project,
        shown_on as shown_on,
        timeline as timeline,
    )
    from lckm_core.redaction import strike as strike
    from lckm_core.reports import (
        Report as Report,
        RouteTable as RouteTable,
        ToHelpdesk as ToHelpdesk,
        ToMailbox as ToMailbox,
        anonymise as anonymise,
        check_routes as check_routes,
        first_clean_day as first_clean_day,
        is_due as is_due,
        register as register,
        route as route,
    )
    from lckm_core.text import Message as Message

# A name is imported on first use: a host that takes in reports never loads what checks procedures.
_HOMES = {
    "_partial_check": ("check_readable_fields",),
    "_recognition": ("read_form",),
    "_registry": (
        "FORMS",
        "kinds",
        "schema",
        "schema_names",
        "serving_code",
    ),
    "_version": ("__version__",),
    "amendments": (
        "UpdateRequest",
        "amend",
        "compare",
    ),
    "calendar": ("civil_day",),
    "centre": ("ContactCentre",),
    "errors": (
        "AmendmentConflictError",
        "LckmError",
    ),
    "findings": (
        "Finding",
        "Findings",
        "InvalidProcedureError",
        "Severity",
        "UnreadableFileError",
    ),
    "forms": (
        "to_data",
        "to_yaml",
    ),
    "organisation": (
        "Directory",
        "Role",
        "Verdict",
        "may",
    ),
    "ports": (
        "Plugins",
        "build",
        "impl",
    ),
    "procedures": (
        "Channel",
        "Document",
        "Handover",
        "Procedure",
        "check",
        "check_file",
        "read",
    ),
    "publication": (
        "Audience",
        "Edition",
        "Projection",
        "next_change",
        "project",
        "shown_on",
        "timeline",
    ),
    "redaction": ("strike",),
    "reports": (
        "Report",
        "RouteTable",
        "ToHelpdesk",
        "ToMailbox",
        "anonymise",
        "check_routes",
        "first_clean_day",
        "is_due",
        "register",
        "route",
    ),
    "text": ("Message",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}
__all__ = sorted(_HOME)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
