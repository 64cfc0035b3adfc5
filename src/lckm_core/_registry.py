"""Which form a file is filled in on: a procedure, an update request, an announcement, a report, a table of routes …"""

from collections.abc import Mapping

from lckm_core.amendments import UpdateRequest
from lckm_core.forms import field_kinds
from lckm_core.law import cite
from lckm_core.procedures import DepartureList, Procedure, UnitList
from lckm_core.publication import Announcement, PortalTerms
from lckm_core.reports import Report, ReportForm, RouteTable

FORMS: Mapping[str, type] = {
    "procedure": Procedure,
    "update-request": UpdateRequest,
    "announcement": Announcement,
    "portal-terms": PortalTerms,
    "departures": DepartureList,
    "directory": UnitList,
    "report-form": ReportForm,
    "report": Report,
    "routes": RouteTable,
}
"""The forms by the names of their schemas; where two fit alike, the first is meant."""
WITHOUT_SCHEMA = frozenset({"departures", "directory"})
"""Those that no other program writes or reads, so that no schema is made of them."""

cite("zał. 2 § 2 pkt 3", f"{__name__}.FORMS")
for _form in FORMS.values():
    field_kinds(_form)
