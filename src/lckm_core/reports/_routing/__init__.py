"""Routing: the table of routes, its check and the choice of a route."""

from lckm_core.reports._routing.model import (
    Category,
    Condition,
    Route,
    RouteTable,
)
from lckm_core.reports._routing.router import (
    RouteTrace,
    ToHelpdesk,
    ToMailbox,
    explain_route,
    route,
)
from lckm_core.reports._routing.validation import check_route_data, check_routes

__all__ = [
    "Category",
    "Condition",
    "Route",
    "RouteTable",
    "RouteTrace",
    "ToHelpdesk",
    "ToMailbox",
    "check_route_data",
    "check_routes",
    "explain_route",
    "route",
]
