"""The figures that the ordinance sets, each here and nowhere else: rows, marks and rules take them from here.

An amendment of one changes its line. What the tests say of it changes too, for they read the law by themselves.
"""

from datetime import date

__all__ = [
    "LONGEST_COMMENT",
    "LONGEST_KEYWORDS",
    "LONGEST_STEP",
    "LONGEST_SUMMARY",
    "LONGEST_TITLE",
    "WHOLE_MONTHS",
]

LONGEST_TITLE = 160
"""Characters of *Nazwa procedury*, at most; as all of them, with spaces (interpretation I4)."""
LONGEST_SUMMARY = 650
"""Characters of *Skrócony opis sprawy*, at most."""
LONGEST_STEP = 40
"""Characters of a stage's name in *Najważniejsze etapy realizacji procedury*, at most."""
LONGEST_COMMENT = 75
"""Characters of a stage's comment there, at most."""
LONGEST_KEYWORDS = 100
"""Characters of one of the *Przydatne informacje*, as advised."""

WHOLE_MONTHS: tuple[tuple[date, int], ...] = (
    (date.min, 6),  # as issued
)
"""How many whole months personal data stays after the month of registration, each from a day of registration on.

An amendment adds a line, with the day in Europe/Warsaw from which it holds, and touches none: what was registered before keeps
the term under which it was given (zał. 2 § 6 ust. 5).
"""
