"""Finds which cells of a Word table go on with one above."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

import attrs

from lckm_word.xml_names import val, w

LONGEST = 300
"""How long what stands for each row of a merged cell may be, as it is read once for each."""


class MergedCell(NamedTuple):
    """A cell over several rows: the number of its first row, and its index in that.

    Rows are counted from 1, cells from 0.
    """

    row: int
    cell: int


@attrs.define
class Grid:
    """The columns of a table, for cells of one row may span several of them."""

    _tops: dict[int, MergedCell] = attrs.Factory(dict)
    _row: int = 0
    _cell: int = 0
    _column: int = 0

    def begin_row(self, properties: Element | None) -> None:
        """Go to the next row, whose properties are given."""
        self._row += 1
        self._cell = 0
        self._column = _number_in(properties, "gridBefore", 0)

    def top_of(self, properties: Element | None, length: int) -> MergedCell | None:
        """Return the cell above that the next one goes on with, ``None`` for none or a long one.

        *length* is that of the text of the next cell.
        """
        column, here = self._column, MergedCell(self._row, self._cell)
        self._cell += 1
        self._column += _number_in(properties, "gridSpan", 1)
        if _goes_on(properties):
            return self._tops.get(column)
        self._tops.pop(column, None)
        if length <= LONGEST:
            self._tops[column] = here
        return None


def _number_in(properties: Element | None, name: str, otherwise: int) -> int:
    """Return the number that a property gives, at most four digits of it."""
    text = "" if properties is None else val(properties.find(w(name)))
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else otherwise


def _goes_on(properties: Element | None) -> bool:
    """Return whether a cell goes on with the one above it."""
    mark = None if properties is None else properties.find(w("vMerge"))
    return mark is not None and val(mark) != "restart"
