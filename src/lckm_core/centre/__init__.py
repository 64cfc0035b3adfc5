"""ContactCentre: what a host calls, with moments passed in and adapters behind it."""

from lckm_core.centre._centre import ContactCentre
from lckm_core.centre._editions import NoSuchEditionError, OutdatedEditionError
from lckm_core.centre._publishing import Exported
from lckm_core.centre._reports import DeliveryAttempt
from lckm_core.centre._requests import NoSuchRequestError

__all__ = [
    "ContactCentre",
    "DeliveryAttempt",
    "Exported",
    "NoSuchEditionError",
    "NoSuchRequestError",
    "OutdatedEditionError",
]
