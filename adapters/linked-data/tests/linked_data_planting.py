"""Words planted where nobody but staff may see them, each unlike anything else in a test."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from lckm_core import Procedure
from lckm_core.procedures import from_data
from tests.helpers.planting import FieldPlanter, given

FIRST, LAST = date(2026, 10, 13), date(2087, 3, 29)
"""A window in which the tests' day lies, of days that nothing else says."""
_DAYS = {"valid_from": FIRST.isoformat(), "valid_to": LAST.isoformat()}
DAYS = (FIRST.isoformat(), LAST.isoformat(), "13 października 2026", "29 marca 2087")


class Planter(FieldPlanter):
    """Plants words in data of procedures, and knows them all."""

    def starred(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return a procedure's data with every starred field planted, but for the flag that
        would hide it whole.
        """
        return data | self.starred_fields() | _DAYS | {"internal": False}

    def everywhere(self, id: str, related: str = "KA-00001") -> dict[str, Any]:
        """Return the data of a procedure of which every word is planted."""
        return self.all_fields() | {
            "id": id,
            "related": [{"id": related}],
            "internal": False,
            "valid_from": None,
            "valid_to": None,
        }


def procedure(data: dict[str, Any]) -> Procedure:
    """Return the procedure of data, what is ``None`` not given."""
    return from_data(given(data))


def found(words: list[str], texts: Iterator[bytes]) -> set[str]:
    """Return the words that are in any of the texts, whatever their case, and numbers however
    they are parted.
    """
    content = b"\n".join(texts).decode().casefold()
    close = content.replace(" ", "").replace("-", "")
    return {
        word
        for word in words
        if word.casefold() in content or word.replace(" ", "").casefold() in close
    }
