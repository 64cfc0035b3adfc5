"""A trial report, made by staff to see that reports arrive."""

from collections.abc import Mapping
from datetime import datetime

from lckm_core.calendar import require_aware, warsaw

TRIAL_PREFIX = "PROBA-"
"""What the number of a trial report begins with; hosts give no other report such a number."""
_TEXT = (
    "To jest próba doręczania zgłoszeń Łódzkiego Centrum Kontakt z Mieszkańcami, a nie zgłoszenie "
    "mieszkańca. Nic nie trzeba robić. Tę wiadomość można usunąć."
)


def trial_number(now: datetime) -> str:
    """Return the number of a trial report that is made at *now*, to the second.

    Raises ``ValueError`` for a naive moment.
    """
    return f"{TRIAL_PREFIX}{require_aware(now).astimezone(warsaw()):%Y%m%d-%H%M%S}"


def trial_form(category: str | None = None) -> Mapping[str, str]:
    """Return the form of a trial report, in which nothing is anybody's.

    Args:
        category: the one whose route is tried; ``None`` for a report without one.
    """
    return {"description": _TEXT} | ({"category": category} if category else {})


def is_trial(number: str) -> bool:
    """Return whether *number* is a trial report's."""
    return number.startswith(TRIAL_PREFIX)
