"""Port: numbers for new descriptions, announcements, requests and reports."""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from lckm_core.errors import InvalidSettingError
from lckm_core.ports._port import provide_port
from lckm_core.text import Message


class NumberSeries(StrEnum):
    """What a number is for. Each series is counted by itself."""

    PROCEDURE = "procedure"
    ANNOUNCEMENT = "announcement"
    REQUEST = "request"
    REPORT = "report"


NUMBER_PATTERNS: Mapping[NumberSeries, str] = {
    NumberSeries.PROCEDURE: "KA-{count:05}",
    NumberSeries.ANNOUNCEMENT: "OG-{count:04}",
    NumberSeries.REQUEST: "PD-{count:06}",
}
"""The patterns of numbers unless the host sets others; the digit after ``0`` says how many.

Numbers of reports have none: a source gives those that its store of reports is set up for.
"""

_COUNT = re.compile(r"\{count:0([1-9])\}")
_INVALID_PATTERN = Message(
    "ma mieć raz {count:0N}, gdzie N to liczba cyfr, a poza tym litery, cyfry, kropki, ukośniki "
    "i łączniki, najwyżej 20, np. KA-{count:05}.",
    "has to contain {count:0N} once, N being the number of digits, and otherwise at most 20 "
    "letters, digits, dots, slashes and hyphens, such as KA-{count:05}.",
)


class NumberSource(Protocol):
    """Gives numbers. Safe from several threads and, where the adapter says so, processes."""

    def next_number(self, series: NumberSeries, *, now: datetime) -> str:
        """Return a number of a series that was never given, and never is again.

        Some may be skipped. Durable when it returns. That of a report meets
        :func:`lckm_core.reports.is_report_number`. Raises ``ValueError`` for a naive moment.
        """
        ...


@provide_port(cites=("zał. 2 § 9 ust. 1",))
def provide_numbers() -> NumberSource:  # type: ignore[empty-body]
    """Hand over the source of numbers. Called once, when the centre is made."""


def require_number_pattern(name: str, pattern: str) -> None:
    """Raise :class:`InvalidSettingError` unless *pattern*, the setting *name*, makes numbers."""
    rest = _COUNT.sub("", pattern, count=1)
    if rest == pattern or len(rest) > 20 or not re.fullmatch(r"[^\W_]*(?:[./-][^\W_]*)*", rest):
        raise InvalidSettingError(name, _INVALID_PATTERN)


def format_number(pattern: str, count: int) -> str:
    """Return the number of a pattern with this count."""
    return _COUNT.sub(lambda match: f"{count:0{match[1]}}", pattern, count=1)


def count_in(pattern: str, number: str) -> int:
    """Return the count in a number of this pattern; 0 for any other text."""
    before, width, after = _COUNT.split(pattern, maxsplit=1)
    match = re.fullmatch(
        rf"{re.escape(before)}([0-9]{{{width}}}){re.escape(after)}", number, re.ASCII
    )
    return int(match[1]) if match else 0
