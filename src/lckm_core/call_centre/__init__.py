"""Requests of the call centre to units: missing data and briefings (zał. 2 § 10)."""

from lckm_core.call_centre._briefings import BriefingRequest, hold, name_briefer, request_briefing
from lckm_core.call_centre._data_requests import DataRequest, answer, request_data
from lckm_core.call_centre._requests import (
    REMINDERS,
    Reminders,
    RequestBase,
    age_in_days,
    is_reminder_due,
    remind,
)

__all__ = [
    "REMINDERS",
    "BriefingRequest",
    "DataRequest",
    "Reminders",
    "RequestBase",
    "age_in_days",
    "answer",
    "hold",
    "is_reminder_due",
    "name_briefer",
    "remind",
    "request_briefing",
    "request_data",
]
