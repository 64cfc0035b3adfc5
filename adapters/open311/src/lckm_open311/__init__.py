"""Open311 GeoReport v2: other applications send reports and read what became of them."""

from lckm_open311._api_keys import ApiKey
from lckm_open311._face import Open311Face
from lckm_open311._jurisdictions import Jurisdiction

__all__ = ["ApiKey", "Jurisdiction", "Open311Face"]
