"""The resident's pages: report, receipt, status and withdrawal, without a cookie."""

from lckm_web._face import SENDING_RATES, ResidentFace
from lckm_web._office import LODZ, LODZ_AREAS, Declaration, Office

__all__ = ["LODZ", "LODZ_AREAS", "SENDING_RATES", "Declaration", "Office", "ResidentFace"]
