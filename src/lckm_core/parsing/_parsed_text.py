"""Text or bytes to plain data, with the line and column of every value and key."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Literal

import attrs

from lckm_core.fields import Shape
from lckm_core.findings import UnreadableFileError
from lckm_core.parsing._decoding import decode
from lckm_core.parsing._errors import (
    FILE_TOO_LARGE,
    FORBIDDEN_CHARACTER,
    SYNTAX,
    Limits,
    code_point,
)
from lckm_core.parsing._json_reader import JsonPlaces, read_json
from lckm_core.parsing._positions import (
    Place,
    Position,
    Source,
    place_at,
    places_inside,
    position_at,
)
from lckm_core.parsing._scalar_types import ScalarTyping, guide_to
from lckm_core.parsing._yaml_comments import unseen_in_comments

Syntax = Literal["yaml", "json"]

_LIMITS = Limits()


@attrs.frozen(eq=False)
class ParsedText:
    """The plain data of one file, and where each value stands."""

    data: dict[str, Any]
    syntax: Syntax
    _source: Source = attrs.field(repr=False)
    _root: Callable[[], Place] = attrs.field(repr=False)

    def position(self, path: Sequence[str | int], *, key: bool = False) -> Position | None:
        """Return the line and column, from 1, of the value at *path*, or of its *key*.

        *path* are keys and indices from the root. Columns count code points. An item of a list
        has no key and gives its own position. ``None`` when nothing stands at *path*.
        """
        place = place_at(self._root(), path)
        return None if place is None else self._source.position(place[2] if key else place[0])

    def positions_inside(
        self, path: Sequence[str | int], offsets: Iterable[int]
    ) -> dict[int, Position]:
        """Return the line and column of the characters at *offsets* of the text at *path*.

        Offsets count code points of the text in ``data``, whatever quotes, escapes or indentation
        it has in the file. A character without a place of its own is left out.
        """
        place = place_at(self._root(), path)
        text: Any = self.data
        for step in path if place else ():
            text = text[step]
        if place is None or not isinstance(text, str):
            return {}
        places = places_inside(self._source.text, place[0], text, offsets)
        return {offset: self._source.position(at) for offset, at in places.items()}

    def unseen_in_comments(self) -> list[tuple[str, Position]]:
        """Return each character of a comment that nobody sees, with its line and column."""
        if self.syntax != "yaml":
            return []
        text = self._source.text
        return [(text[at], self._source.position(at)) for at in unseen_in_comments(text)]


def parse(
    source: str | bytes,
    *,
    name: str = "",
    syntax: Syntax | None = None,
    shape: Shape | None = None,
    limits: Limits = _LIMITS,
) -> ParsedText:
    """Return the data of a YAML or JSON document whose root is a mapping.

    Args:
        source: the text or the bytes of a file.
        name: the source's name in messages.
        syntax: "yaml" or "json"; by default what the name ends in, else by the first character.
        shape: what plain words mean. Text stays as written (``17.00``, ``2023-01-19``), „tak” and
            „nie” are flags where a flag stands. Elsewhere the YAML 1.2 core schema holds.
        limits: what the file may hold.

    Raises:
        UnreadableFileError: with a finding LCKM-E001 to LCKM-E015, and nothing else for any text
            or bytes.
        TypeError: for another source.
        ValueError: for another syntax.
    """
    if not isinstance(source, str | bytes):
        raise TypeError(
            f"read() takes the text or bytes of a file, not {type(source).__name__}: "
            "pass path.read_bytes()"
        )
    if syntax not in (None, "yaml", "json"):
        raise ValueError(f"syntax= is “yaml” or “json”, not {syntax!r}")
    try:
        text = _text(source, limits)
        guide = guide_to(shape)
        syntax = syntax or _syntax_of(name)
        if syntax is None and text.lstrip()[:1] in ("{", "["):
            return _json_or_yaml(text, guide, limits)
        if syntax == "json":
            return _json(text, guide, limits)
        return _yaml(text, guide, limits)
    except UnreadableFileError as error:
        raise UnreadableFileError(error.finding, name) from None


def _text(source: str | bytes, limits: Limits) -> str:
    """Return *source* as text within the limit, without a byte-order mark."""
    if isinstance(source, bytes):
        size = len(source)
    else:
        try:
            size = len(source.encode())
        except UnicodeEncodeError as error:
            position = position_at(source, error.start)
            name = code_point(source[error.start])
            raise FORBIDDEN_CHARACTER.error(position, name=name) from None
    if size > limits.max_bytes:
        raise FILE_TOO_LARGE.error(size=size, limit=limits.max_bytes)
    return decode(source) if isinstance(source, bytes) else source.removeprefix("\ufeff")


def _syntax_of(name: str) -> Syntax | None:
    """Return the syntax that the name of a file ends in."""
    lowered = name.lower()
    if lowered.endswith(".json"):
        return "json"
    return "yaml" if lowered.endswith((".yaml", ".yml")) else None


def _json(text: str, guide: ScalarTyping, limits: Limits) -> ParsedText:
    data = read_json(text, guide, limits)
    root = partial(getattr, JsonPlaces(text, limits), "root")
    return ParsedText(data, "json", Source(text), root)


def _yaml(text: str, guide: ScalarTyping, limits: Limits) -> ParsedText:
    # Imported on first use: whoever reads JSON, or nothing, does not wait for PyYAML.
    from lckm_core.parsing._yaml_reader import read_yaml

    data, root = read_yaml(text, guide, limits)
    return ParsedText(data, "yaml", Source(text), partial(_return_root, root))


def _return_root(root: Place) -> Place:
    """Return the place itself."""
    # A function with a name, so that what was parsed can be pickled.
    return root


def _json_or_yaml(text: str, guide: ScalarTyping, limits: Limits) -> ParsedText:
    """Read a text that begins with a bracket as JSON, else as YAML in its flow style."""
    try:
        return _json(text, guide, limits)
    except UnreadableFileError as no_json:
        if no_json.finding.code != SYNTAX.code:
            raise
        try:
            return _yaml(text, guide, limits)
        except UnreadableFileError as no_yaml:
            # Whoever begins with a bracket means JSON, unless the YAML has no syntax error.
            raise (no_json if no_yaml.finding.code == SYNTAX.code else no_yaml) from None
