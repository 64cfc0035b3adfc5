"""YAML and JSON files read into plain data, with the line and column of each value."""

from lckm_core.parsing._decoding import decode
from lckm_core.parsing._errors import CONFINED, EMPTY, NO_FIELDS, Limits
from lckm_core.parsing._parsed_text import ParsedText, parse

__all__ = [
    "CONFINED",
    "EMPTY",
    "NO_FIELDS",
    "Limits",
    "ParsedText",
    "decode",
    "parse",
]
