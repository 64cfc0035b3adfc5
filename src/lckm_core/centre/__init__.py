"""The contact centre as a host meets it: the flow as verbs, days and moments passed in, adapters called from nowhere else."""

from lckm_core.centre.centre import ContactCentre
from lckm_core.centre.publishing import Exported
from lckm_core.centre.reports import Worked

__all__ = ["ContactCentre", "Exported", "Worked"]
