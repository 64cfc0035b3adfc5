"""ContactCentre: what a host calls, with moments passed in and adapters behind it."""

from lckm_core.centre._call_centre import NoSuchRequestError
from lckm_core.centre._centre import ContactCentre
from lckm_core.centre._delivery import DeliveryAttempt
from lckm_core.centre._editions import NoSuchEditionError, OutdatedEditionError
from lckm_core.centre._notes import LONGEST_NOTE
from lckm_core.centre._notices import NoSuchAnnouncementError
from lckm_core.centre._preview import ReportPreview
from lckm_core.centre._publishing import Exported
from lckm_core.centre._status import ReportState, ReportStatus
from lckm_core.centre._tasks import Task, TaskKind

__all__ = [
    "LONGEST_NOTE",
    "ContactCentre",
    "DeliveryAttempt",
    "Exported",
    "NoSuchAnnouncementError",
    "NoSuchEditionError",
    "NoSuchRequestError",
    "OutdatedEditionError",
    "ReportPreview",
    "ReportState",
    "ReportStatus",
    "Task",
    "TaskKind",
]
