"""What the call centre asks units for: data that it lacks, and a briefing (zał. 2 § 10 ust. 2 to 4)."""

from lckm_core.callcentre.asking import Asked, Reminders, age_in_days, is_reminder_due, remind
from lckm_core.callcentre.briefings import BriefingRequest, hold, name_briefer, request_briefing
from lckm_core.callcentre.data_requests import DataRequest, answer, request_data

__all__ = [
    "Asked",
    "BriefingRequest",
    "DataRequest",
    "Reminders",
    "age_in_days",
    "answer",
    "hold",
    "is_reminder_due",
    "name_briefer",
    "remind",
    "request_briefing",
    "request_data",
]
