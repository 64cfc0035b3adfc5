"""Ordinance No 102/2023 as rows: each provision, and the code that serves it."""

from lckm_core.law._limits import (
    LONGEST_COMMENT,
    LONGEST_STEP,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    LONGEST_USEFUL_INFO,
    WHOLE_MONTHS,
)
from lckm_core.law._ordinance import UNITS
from lckm_core.law._provision import Duty, Provision
from lckm_core.law._rows import cite, cites, citing_code, find, provision, provisions, search

__all__ = [
    "LONGEST_COMMENT",
    "LONGEST_STEP",
    "LONGEST_SUMMARY",
    "LONGEST_TITLE",
    "LONGEST_USEFUL_INFO",
    "UNITS",
    "WHOLE_MONTHS",
    "Duty",
    "Provision",
    "cite",
    "cites",
    "citing_code",
    "find",
    "provision",
    "provisions",
    "search",
]
