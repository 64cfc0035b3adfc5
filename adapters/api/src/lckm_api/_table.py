"""All endpoints: the one table of which the router and OpenAPI are made."""

from typing import Final

from lckm_api._editions import EDITIONS
from lckm_api._endpoint import Endpoint
from lckm_api._events import EVENTS
from lckm_api._procedures import PROCEDURES
from lckm_api._report_acts import REPORT_ACTS
from lckm_api._report_routing import ROUTES
from lckm_api._reports import REPORTS
from lckm_api._schema_endpoints import SCHEMAS

ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    *REPORTS,
    *REPORT_ACTS,
    *PROCEDURES,
    *EDITIONS,
    *ROUTES,
    *EVENTS,
    *SCHEMAS,
)
