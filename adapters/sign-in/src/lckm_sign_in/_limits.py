"""How long sessions of staff last."""

from datetime import timedelta
from typing import Final

import attrs

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message


@attrs.frozen(kw_only=True)
class SessionLimits:
    """How long a session lasts, and how long personal data are open after a sign-in.

    Args:
        idle_minutes: how long after its last request a session ends.
        longest_hours: how long after its beginning a session ends in any case.
        fresh_minutes: how long after a sign-in personal data are shown; 0 for no limit.

    Raises ``InvalidSettingError`` for a number that is not in its range.
    """

    idle_minutes: int = 30
    longest_hours: int = 10
    fresh_minutes: int = 15

    def __attrs_post_init__(self) -> None:
        _require("idle_minutes", self.idle_minutes, 2, 720)
        _require("longest_hours", self.longest_hours, 1, 24)
        _require("fresh_minutes", self.fresh_minutes, 0, 720)

    @property
    def idle(self) -> timedelta:
        """After what time without a request a session ends."""
        return timedelta(minutes=self.idle_minutes)

    @property
    def longest(self) -> timedelta:
        """How long a session lasts at most."""
        return timedelta(hours=self.longest_hours)

    @property
    def fresh(self) -> timedelta | None:
        """How long after a sign-in personal data are shown; ``None``: as long as it lasts."""
        return timedelta(minutes=self.fresh_minutes) if self.fresh_minutes else None


def _require(setting: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise InvalidSettingError(
            setting,
            Message(
                f"ma tu być liczba od {least} do {most}",
                f"this has to be a number from {least} to {most}",
            ),
        )


SESSION_LIMITS: Final = SessionLimits()
"""The limits that hold unless a host sets others."""
