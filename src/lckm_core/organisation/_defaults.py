"""The units that hand material in: the Office, and those of annex 1, with the cells that are known by name."""

from lckm_core.law import UNITS, cite
from lckm_core.organisation._directory import OFFICE, Directory, Unit

ANNEX_1 = tuple(Unit(name) for name, _ in UNITS)
"""The units of annex 1, in its order. Their cells are not listed: any name of a cell is taken."""

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
"""Cells of the Office that the ordinance, the facts and the samples speak of; a host hands its whole
directory in (a file on the form ``directory``, or a :class:`Directory`)."""

DIRECTORY = Directory((Unit(OFFICE, CELLS), *ANNEX_1))
"""The directory that checks use unless another is handed in."""
