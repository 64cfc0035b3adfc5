"""Procedures by letter, unit and cell, in Polish order, and the lists' addresses."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Final

import attrs

from lckm_bip.collation import (
    OTHER,
    SLUGS,
    initial,
    polish,
    slug,
)
from lckm_bip.release.manifest import Card

Row = tuple[str, Card]
NO_UNIT: Final = "Bez jednostki"


@attrs.define(slots=False)
class Catalogue:
    """The procedures of a site, by number."""

    cards: Mapping[str, Card]

    @cached_property
    def rows(self) -> list[Row]:
        """All, by title."""
        return sorted(self.cards.items(), key=lambda row: (polish(row[1].heading), row[0]))

    @cached_property
    def by_letter(self) -> dict[str, list[Row]]:
        """The procedures under each letter, in alphabetical order."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(initial(row[1].heading), []).append(row)
        return found

    @cached_property
    def by_unit(self) -> dict[str, dict[str, list[Row]]]:
        """The procedures of each unit, by cell; „” has those of the unit itself."""
        found: dict[str, dict[str, list[Row]]] = {}
        for row in self.rows:
            card = row[1]
            found.setdefault(card.unit or NO_UNIT, {}).setdefault(card.cell, []).append(row)
        return {
            unit: {cell: found[unit][cell] for cell in _sort_polish(found[unit])}
            for unit in _sort_polish(found)
        }


def trail(unit: str, cell: str) -> list[tuple[str, str]]:
    """Return the lists that lead to a procedure of a unit and a cell, which may be „”."""
    found = [("Początek", "index.html")]
    if unit:
        found.append((unit, unit_path(unit)))
    if cell:
        found.append((cell, unit_path(unit, cell)))
    return found


@lru_cache(maxsize=4096)
def unit_path(unit: str, cell: str = "") -> str:
    """Return the address of the list of a unit or of one of its cells; it never changes."""
    kind, name = ("komorka", cell) if cell else ("jednostka", unit or NO_UNIT)
    return f"{kind}-{slug(name)}-{_mark(unit or NO_UNIT, cell)}.html"


def letter_path(letter: str) -> str:
    """Return the address of the list of a letter."""
    small = letter if letter == OTHER else letter.lower()
    return f"litera-{SLUGS.get(small, small)}.html"


def _sort_polish(names: Iterable[str]) -> list[str]:
    return sorted(names, key=polish)


def _mark(*name: str) -> str:
    return blake2b("\n".join(name).encode("utf-8", "replace"), digest_size=3).hexdigest()
