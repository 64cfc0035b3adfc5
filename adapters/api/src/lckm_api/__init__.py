"""REST for other systems of the city, with OpenAPI 3.1 made from one table of endpoints."""

from lckm_api._face import ApiFace
from lckm_api._keys import ApiKey, Scope

__all__ = ["ApiFace", "ApiKey", "Scope"]
