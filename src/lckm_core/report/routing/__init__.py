"""Who gets a report: a table of routes, the choice it makes, and what is wrong with it (zał. 2 § 6 ust. 1 and 2)."""

from lckm_core.report.routing.checking import check_route_data, check_routes
from lckm_core.report.routing.deciding import ToHelpdesk, ToMailbox, Tried, explain_route, route
from lckm_core.report.routing.table import Category, Condition, Route, RouteTable

__all__ = [
    "Category",
    "Condition",
    "Route",
    "RouteTable",
    "ToHelpdesk",
    "ToMailbox",
    "Tried",
    "check_route_data",
    "check_routes",
    "explain_route",
    "route",
]
