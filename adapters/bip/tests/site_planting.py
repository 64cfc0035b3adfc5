"""Words planted where nobody but staff may see them, each unlike anything else in a test."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from lckm_core import Procedure, to_data
from lckm_core.procedures import from_data
from tests.helpers.planting import FieldPlanter, given

FIRST, LAST = date(2026, 10, 13), date(2087, 3, 29)
"""A window in which the tests' day lies. Its first day is shown, as the one it was made
available on; its last is for nobody.
"""
LAST_DAY = (LAST.isoformat(), "29 marca 2087", "29\u00a0marca\u00a02087", "29.03.2087")


class Planter(FieldPlanter):
    """Plants words in procedures, and knows them all."""

    def starred(self, procedure: Procedure) -> Procedure:
        """Return a procedure with every starred field planted, but for the flag that would
        hide it whole, and its window.
        """
        made = self.starred_fields()
        planted = from_data(given(to_data(procedure) | made))
        changes = {
            key: getattr(planted, key)
            for key in made
            if key not in ("internal", "valid_from", "valid_to")
        }
        return attrs.evolve(procedure, **changes, internal=False, valid_from=FIRST, valid_to=LAST)

    def everywhere(self, id: str, **changes: Any) -> Procedure:
        """Return a procedure of which every word is planted."""
        made = self.all_fields() | {"id": id, "related": [], "internal": False}
        return attrs.evolve(from_data(given(made)), **changes)


_MARKED, _PHONE = re.compile(r"[a-z]{2}\d{3,}x"), re.compile(r"426\d{6}")
_PHONES = re.compile(f"(?=({_PHONE.pattern}))")
"""Telephones, also one that begins within another number."""


def found(words: Iterable[str], contents: Iterable[bytes]) -> set[str]:
    """Return the words that are in any of the contents, whatever their case, and numbers
    however they are parted.
    """
    content = b"\n".join(contents).decode("utf-8", "replace").casefold()
    planted = {*_MARKED.findall(content), *_PHONES.findall(re.sub("[ \u00a0-]", "", content))}
    return {
        word
        for word in words
        if word in planted or (not _fits(word) and word.casefold() in content)
    }


def _fits(word: str) -> bool:
    return bool(_MARKED.fullmatch(word) or _PHONE.fullmatch(word))
