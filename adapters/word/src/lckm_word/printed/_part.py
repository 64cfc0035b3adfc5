"""A part of a field read from free lines, as plain data with places."""

from collections.abc import Iterable
from typing import Any

import attrs

from lckm_word.positions import DocumentPosition
from lckm_word.printed._lines import Line


@attrs.define
class Part:
    """A part of a field as plain data, and the places of it and of its values."""

    place: DocumentPosition
    values: dict[str, Any] = attrs.Factory(dict)
    places: dict[str, DocumentPosition] = attrs.Factory(dict)

    def put(self, key: str, value: Any, place: DocumentPosition) -> None:
        """Give a value to a key."""
        self.values[key] = value
        self.places[key] = place

    def add(self, key: str, values: Iterable[Any], place: DocumentPosition) -> None:
        """Add values to the list under a key."""
        listed = list(values)
        if listed:
            self.values.setdefault(key, []).extend(listed)
            self.places.setdefault(key, place)


@attrs.define
class Read:
    """The parts read from the lines of a field, and the lines that belong to none."""

    parts: list[Part] = attrs.Factory(list)
    left: list[Line] = attrs.Factory(list)

    def begin(self, line: Line) -> Part:
        """Begin a new part at a line."""
        self.parts.append(Part(line.place))
        return self.parts[-1]
