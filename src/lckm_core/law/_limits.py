"""The limits that the ordinance sets, each in one place for rows, marks and rules.

An amendment changes a line here, and in the tests, which state the law on their own.
"""

from datetime import date

__all__ = [
    "LONGEST_COMMENT",
    "LONGEST_STEP",
    "LONGEST_SUMMARY",
    "LONGEST_TITLE",
    "LONGEST_USEFUL_INFO",
    "WHOLE_MONTHS",
]

LONGEST_TITLE = 160
"""The most characters of *Nazwa procedury*; like all limits, with spaces (interpretation I4)."""
LONGEST_SUMMARY = 650
"""The most characters of *Skrócony opis sprawy*."""
LONGEST_STEP = 40
"""The most characters of a stage's name in *Najważniejsze etapy realizacji procedury*."""
LONGEST_COMMENT = 75
"""The most characters of a stage's comment."""
LONGEST_USEFUL_INFO = 100
"""The advised number of characters of one of the *Przydatne informacje*."""

WHOLE_MONTHS: tuple[tuple[date, int], ...] = (
    (date.min, 6),  # as issued
)
"""The whole months for which personal data stay after the month of registration.

Each holds for what is registered from a day on, in Europe/Warsaw. An amendment adds a line: what
was registered before keeps its term (zał. 2 § 6 ust. 5).
"""
