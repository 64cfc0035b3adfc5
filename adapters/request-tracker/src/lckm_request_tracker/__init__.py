"""Request Tracker 5 as the helpdesk of the Łódź Contact Centre, over REST 2."""

from lckm_request_tracker.adapter import RequestTrackerAdapter
from lckm_request_tracker.errors import (
    ChangedMeanwhileError,
    NoSuchTicketError,
    RequestTrackerError,
)
from lckm_request_tracker.helpdesk import RequestTracker
from lckm_request_tracker.statuses import TicketStatus

__all__ = [
    "ChangedMeanwhileError",
    "NoSuchTicketError",
    "RequestTracker",
    "RequestTrackerAdapter",
    "RequestTrackerError",
    "TicketStatus",
]
