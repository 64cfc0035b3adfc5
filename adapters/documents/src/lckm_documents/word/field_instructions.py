"""Fields of Word that run a program or fetch something ([ECMA-376-1], 17.16.5)."""

import re
from typing import Final

_FETCHING: Final = frozenset(
    ("includepicture", "includetext", "include", "import", "link", "database")
)
# Word writes each backslash of a path twice; „\l” leads within the document.
_LINK_TO_DISK: Final = re.compile(r'\s*hyperlink\s+"?\s*(?:file:|\\\\)', re.IGNORECASE)


def runs_program(instruction: str) -> bool:
    """Return whether a field's instruction starts another program (DDE)."""
    return instruction.strip().casefold().startswith("dde")


def fetched_by(instruction: str) -> str:
    """Return the word of an instruction that fetches something, empty where none does.

    A link fetches something where it leads to a file on somebody's disk.
    """
    word = next(iter(instruction.casefold().split()), "")
    if word in _FETCHING or _LINK_TO_DISK.match(instruction):
        return word
    return ""
