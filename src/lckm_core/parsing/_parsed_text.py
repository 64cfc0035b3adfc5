"""Text or bytes to plain data, with the line and column of every value and key; or one clear reason why not."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Literal

import attrs

from lckm_core.fields import Shape
from lckm_core.findings import UnreadableFileError
from lckm_core.parsing import _errors as faults
from lckm_core.parsing._decoding import decode
from lckm_core.parsing._errors import Limits, Position
from lckm_core.parsing._json_reader import JsonPlaces, read_json
from lckm_core.parsing._positions import Place, Source, place_at
from lckm_core.parsing._scalar_types import ScalarTyping, guide_to
from lckm_core.parsing._text_positions import places_inside

Syntax = Literal["yaml", "json"]

_LIMITS = Limits()


@attrs.frozen(eq=False)
class ParsedText:
    """The plain data of one file (mappings, lists, text, numbers, flags and ``None``), and where each value stands."""

    data: dict[str, Any]
    syntax: Syntax
    _source: Source = attrs.field(repr=False)
    _root: Callable[[], Place] = attrs.field(repr=False)

    def position(self, path: Sequence[str | int], *, key: bool = False) -> Position | None:
        """Return the line and column, both from 1, of the value at *path* (keys and indices from the root).

        Columns count code points. With *key* it is where the value's key stands; an item of a list has none and gives
        itself. ``None`` when nothing stands at *path*.
        """
        place = place_at(self._root(), path)
        return None if place is None else self._source.position(place[2] if key else place[0])

    def positions_inside(
        self, path: Sequence[str | int], offsets: Iterable[int]
    ) -> dict[int, Position]:
        """Return the line and column of the characters at *offsets* of the text at *path*; one that cannot be told is left out.

        Offsets count code points of the text as it is in ``data``, whatever quotes, escapes or indentation it has in the file.
        """
        place = place_at(self._root(), path)
        text: Any = self.data
        for step in path if place else ():
            text = text[step]
        if place is None or not isinstance(text, str):
            return {}
        found = places_inside(self._source.text, place[0], text, offsets)
        return {offset: self._source.position(at) for offset, at in found.items()}


def parse(
    source: str | bytes,
    *,
    name: str = "",
    syntax: Syntax | None = None,
    shape: Shape | None = None,
    limits: Limits = _LIMITS,
) -> ParsedText:
    """Return the data of a YAML or JSON document whose root is a mapping.

    ``name`` is the source's name for messages; its ending says the syntax when ``syntax`` does not, and where neither
    does, the first character. ``shape`` says what plain words are: text stays as written (``17.00``, ``2023-01-19``),
    „tak” and „nie” are flags where a flag stands; where it knows nothing the YAML 1.2 core schema holds.

    Raises :class:`~lckm_core.errors.UnreadableFileError` with a finding LCKM-E001 to LCKM-E015, and nothing else for any text or
    bytes; ``TypeError`` for another source, ``ValueError`` for another syntax.
    """
    if not isinstance(source, str | bytes):
        raise TypeError(
            f"read() takes the text or bytes of a file, not {type(source).__name__}: pass path.read_bytes()"
        )
    if syntax not in (None, "yaml", "json"):
        raise ValueError(f"syntax= is “yaml” or “json”, not {syntax!r}")
    try:
        text = _text(source, limits)
        guide = guide_to(shape)
        syntax = syntax or _syntax_of(name)
        if syntax is None and text.lstrip()[:1] in ("{", "["):
            return _json_or_yaml(text, guide, limits)
        return _json(text, guide, limits) if syntax == "json" else _yaml(text, guide, limits)
    except UnreadableFileError as error:
        raise UnreadableFileError(error.finding, name) from None


def _text(source: str | bytes, limits: Limits) -> str:
    """Return *source* as text within the limit of size, without a byte-order mark."""
    if isinstance(source, bytes):
        size = len(source)
    else:
        try:
            size = len(source.encode())
        except UnicodeEncodeError as error:
            raise faults.bad_character(
                source[error.start], faults.position_at(source, error.start)
            ) from None
    if size > limits.max_bytes:
        raise faults.too_large(limits, size)
    return decode(source) if isinstance(source, bytes) else source.removeprefix("\ufeff")


def _syntax_of(name: str) -> Syntax | None:
    """Return the syntax that a file's name ends in."""
    lowered = name.lower()
    if lowered.endswith(".json"):
        return "json"
    return "yaml" if lowered.endswith((".yaml", ".yml")) else None


def _json(text: str, guide: ScalarTyping, limits: Limits) -> ParsedText:
    data = read_json(text, guide, limits)
    return ParsedText(
        data, "json", Source(text), partial(getattr, JsonPlaces(text, limits), "root")
    )


def _yaml(text: str, guide: ScalarTyping, limits: Limits) -> ParsedText:
    # Imported when first needed: who reads JSON, or nothing, does not wait for PyYAML.
    from lckm_core.parsing._yaml_reader import read_yaml

    data, root = read_yaml(text, guide, limits)
    return ParsedText(data, "yaml", Source(text), partial(_same, root))


def _same(root: Place) -> Place:
    """Return the place itself: a function with a name, so that what was parsed can be pickled."""
    return root


def _json_or_yaml(text: str, guide: ScalarTyping, limits: Limits) -> ParsedText:
    """Return a text that begins with a bracket: JSON, or else YAML in its flow style."""
    try:
        return _json(text, guide, limits)
    except UnreadableFileError as no_json:
        if no_json.finding.code != faults.SYNTAX.code:
            raise
        try:
            return _yaml(text, guide, limits)
        except UnreadableFileError as no_yaml:
            # Faulty in both: who begins with a bracket means JSON, unless YAML could be followed to something else.
            raise (no_json if no_yaml.finding.code == faults.SYNTAX.code else no_yaml) from None
