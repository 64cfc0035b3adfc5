"""The default directory: the Office with known cells, and the units of annex 1."""

from lckm_core.law import UNITS, cite
from lckm_core.organisation._directory import OFFICE, Directory, Unit

ANNEX_1 = tuple(Unit(name) for name, _ in UNITS)
"""The units of annex 1 in its order; they take any cell's name."""

cite("zał. 1", f"{__name__}.ANNEX_1")
for _number in range(1, len(ANNEX_1) + 1):
    cite(f"zał. 1 pkt {_number}", f"{__name__}.ANNEX_1")

CELLS = (
    "Biuro Promocji Zatrudnienia i Obsługi Działalności Gospodarczej",
    "Wydział Gospodarki Komunalnej",
    "Wydział Informatyki",
    "Wydział Spraw Obywatelskich i Komunikacji",
    "Wydział Zarządzania Kontaktami z Mieszkańcami",
)
"""The cells of the Office that the ordinance and the samples name; it has many more.

A host has its own directory: a file on the form ``directory``, or a :class:`Directory`.
"""

DIRECTORY = Directory((Unit(OFFICE, CELLS, lists_all_cells=False), *ANNEX_1))
"""The directory that checks use by default."""
