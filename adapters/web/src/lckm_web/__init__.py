"""The resident's pages: report, receipt, status and withdrawal, without a cookie."""

from lckm_web._city_map import CityMap
from lckm_web._face import ResidentFace
from lckm_web._office import LODZ, LODZ_AREAS, Declaration, Office
from lckm_web._rates import SENDING_RATES

__all__ = [
    "LODZ",
    "LODZ_AREAS",
    "SENDING_RATES",
    "CityMap",
    "Declaration",
    "Office",
    "ResidentFace",
]
