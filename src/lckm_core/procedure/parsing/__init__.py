"""From the bytes of a procedure file to plain data with positions, whatever the bytes."""

from lckm_core.procedure.parsing.parsed import Parsed, Syntax, parse
from lckm_core.procedure.parsing.unreadable import Limits

__all__ = ["Limits", "Parsed", "Syntax", "parse"]
