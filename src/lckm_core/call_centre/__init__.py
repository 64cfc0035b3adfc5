"""Requests of the call centre to units (zał. 2 § 10)."""

from lckm_core.call_centre._briefings import (
    BriefingRequest,
    hold_briefing,
    name_briefer,
    request_briefing,
)
from lckm_core.call_centre._data_requests import (
    DataRequest,
    EarlierAnswer,
    answer_data_request,
    correct_answer,
    request_data,
)
from lckm_core.call_centre._requests import (
    REMINDERS,
    Reminders,
    RequestBase,
    add_reminder,
    age_in_days,
    is_reminder_due,
    readdress,
)

__all__ = [
    "REMINDERS",
    "BriefingRequest",
    "DataRequest",
    "EarlierAnswer",
    "Reminders",
    "RequestBase",
    "add_reminder",
    "age_in_days",
    "answer_data_request",
    "correct_answer",
    "hold_briefing",
    "is_reminder_due",
    "name_briefer",
    "readdress",
    "request_briefing",
    "request_data",
]
