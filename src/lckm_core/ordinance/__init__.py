"""Ordinance No 102/2023 as rows: every provision, what it asks, and which code serves it."""

from lckm_core.ordinance.row import Duty, Provision
from lckm_core.ordinance.rows import cite, cites, find, provision, provisions, search, where

__all__ = ["Duty", "Provision", "cite", "cites", "find", "provision", "provisions", "search", "where"]
