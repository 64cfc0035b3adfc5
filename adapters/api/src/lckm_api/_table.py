"""All endpoints: the one table of which the router and OpenAPI are made."""

from typing import Final

from lckm_api._endpoint import Endpoint
from lckm_api._reports import REPORTS

ENDPOINTS: Final[tuple[Endpoint, ...]] = (*REPORTS,)
