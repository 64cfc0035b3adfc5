"""JSON to plain data, and where its values stand.

The standard library reads a text. Only when it fails does a scanner look for the reason; the same
scanner finds the places of values, once there is a finding to place.
"""

import json
import math
import re
from functools import cached_property
from typing import Any

from lckm_core.findings import UnreadableFileError
from lckm_core.parsing import _errors as errors
from lckm_core.parsing._errors import Limits
from lckm_core.parsing._json_errors import NUMBER_OUT_OF_RANGE, json_error, json_string_error
from lckm_core.parsing._positions import Children, Place, Position, position_at
from lckm_core.parsing._scalar_types import MAX_INTEGER, ScalarTyping


class _DoubtError(ValueError):
    """The standard library read something that the scanner has to judge."""


def read_json(text: str, guide: ScalarTyping, limits: Limits) -> dict[str, Any]:
    """Return the data of the JSON document *text*.

    Raises :class:`~lckm_core.findings.UnreadableFileError`.
    """
    try:
        if len(text) > limits.max_scalar or _most_nodes(text) > limits.max_nodes:
            raise _DoubtError
        data: Any = _DECODER.decode(text)
        if not isinstance(data, dict):
            raise _DoubtError
        _settle(data, guide, limits.max_depth)
    except (ValueError, RecursionError):
        scanned, _ = _Scanner(text, limits).document()
        _settle(scanned, guide, limits.max_depth)
        return scanned
    return data


class JsonPlaces:
    """Where the values of a JSON text stand, found on first use."""

    def __init__(self, text: str, limits: Limits) -> None:
        self._text = text
        self._limits = limits

    @cached_property
    def root(self) -> Place:
        """The place of the whole document."""
        return _Scanner(self._text, self._limits).document()[1]


def _integer(text: str) -> int:
    """Return an integer, unless it is out of range."""
    # The length comes first: converting endless digits takes endless time.
    if len(text) > len(str(-MAX_INTEGER)):
        raise _DoubtError
    number = int(text)
    if abs(number) > MAX_INTEGER:
        raise _DoubtError
    return number


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _DoubtError
    return number


def _constant(_text: str) -> None:
    raise _DoubtError


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise _DoubtError
    return data


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant
)


def _most_nodes(text: str) -> int:
    """Return the most values that *text* may hold."""
    return text.count(",") + text.count("{") + text.count("[") + 1


def _settle(data: dict[str, Any] | list[Any], guide: ScalarTyping, levels: int) -> None:
    """Turn „tak” and „nie” into flags where the form has flags, at most *levels* deep."""
    if not levels:
        raise _DoubtError
    if isinstance(data, dict):
        for key in guide.flags:
            if isinstance(data.get(key), str):
                data[key] = guide.fields[key].quoted(data[key])
        for key, value in data.items():
            if type(value) is dict or type(value) is list:
                _settle(value, guide.child(key), levels - 1)
    else:
        for value in data:
            if type(value) is dict or type(value) is list:
                _settle(value, guide.item(), levels - 1)


_SPACE = re.compile(r"[ \t\n\r]*")
_NEXT = re.compile(r"[ \t\n\r]*([,\]}])[ \t\n\r]*")
_PLAIN_STRING = re.compile(r'"([^"\\\x00-\x1f]*)"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?(?![\w.+-])")
_WORD = re.compile(r"-?[^\W\d]\w*")
_WORDS = {"true": True, "false": False, "null": None}


class _Scanner:
    """Reads JSON by hand, with the offset of every value."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.text = text
        self.limits = limits
        self.count = 0
        self.strings = json.JSONDecoder()

    def document(self) -> tuple[dict[str, Any], Place]:
        start = self._skip(0)
        if start == len(self.text):
            raise errors.EMPTY_FILE.error()
        value, children, end = self._value(start, 0)
        end = self._skip(end)
        if end < len(self.text):
            raise json_error(self.text, end, "end")
        if not isinstance(value, dict):
            raise errors.FIELDS_MISSING.error(self._position(start))
        return value, (start, children, start)

    def _skip(self, offset: int) -> int:
        match = _SPACE.match(self.text, offset)
        return match.end() if match else offset

    def _position(self, offset: int) -> Position:
        return position_at(self.text, offset)

    def _value(self, start: int, depth: int) -> tuple[Any, Children, int]:
        """Return the value at *start*, the places in it, and the offset of its end."""
        self.count += 1
        if self.count > self.limits.max_nodes:
            limit = self.limits.max_nodes
            raise errors.TOO_MANY_VALUES.error(self._position(start), limit=limit)
        first = self.text[start : start + 1]
        if first == '"':
            value, end = self._string(start)
            return value, None, end
        if first in ("{", "["):
            if depth == self.limits.max_depth:
                limit = self.limits.max_depth
                raise errors.NESTED_TOO_DEEP.error(self._position(start), limit=limit)
            if first == "{":
                return self._mapping(start, depth + 1)
            return self._sequence(start, depth + 1)
        return self._number_or_word(start)

    def _mapping(self, start: int, depth: int) -> tuple[dict[str, Any], Children, int]:
        data: dict[str, Any] = {}
        places: dict[str, Place] = {}
        at = self._skip(start + 1)
        if self.text[at : at + 1] == "}":
            return data, places, at + 1
        while True:
            key, value_at = self._key(at)
            if key in places:
                raise self._duplicate_key(key, places[key][2], at)
            data[key], children, end = self._value(value_at, depth)
            places[key] = (value_at, children, at)
            at, closed = self._next_item(end, "}")
            if closed:
                return data, places, at

    def _duplicate_key(self, key: str, first: int, second: int) -> UnreadableFileError:
        position = self._position(second)
        line = self._position(first)[0]
        return errors.KEY_GIVEN_TWICE.error(
            position, key=errors.printable(key), first=line, second=position[0]
        )

    def _key(self, at: int) -> tuple[str, int]:
        """Return the key at *at*, and the offset of its value."""
        if self.text[at : at + 1] != '"':
            raise json_error(self.text, at, "key")
        key, end = self._string(at)
        end = self._skip(end)
        if self.text[end : end + 1] != ":":
            raise json_error(self.text, end, "colon")
        return key, self._skip(end + 1)

    def _sequence(self, start: int, depth: int) -> tuple[list[Any], Children, int]:
        data: list[Any] = []
        places: list[Place] = []
        at = self._skip(start + 1)
        if self.text[at : at + 1] == "]":
            return data, places, at + 1
        while True:
            value, children, end = self._value(at, depth)
            data.append(value)
            places.append((at, children, at))
            at, closed = self._next_item(end, "]")
            if closed:
                return data, places, at

    def _next_item(self, end: int, closing: str) -> tuple[int, bool]:
        """Return the offset of the next item, or of what follows the bracket, and if it closed."""
        match = _NEXT.match(self.text, end)
        if match and match[1] == ",":
            return match.end(), False
        if match and match[1] == closing:
            return match.end(1), True
        raise json_error(self.text, self._skip(end), "comma")

    def _string(self, start: int) -> tuple[str, int]:
        if match := _PLAIN_STRING.match(self.text, start):
            value, end = match[1], match.end()
        else:
            value, end = self._escaped_string(start)
        if len(value) > self.limits.max_scalar:
            raise errors.VALUE_TOO_LONG.error(
                self._position(start), length=len(value), limit=self.limits.max_scalar
            )
        return value, end

    def _escaped_string(self, start: int) -> tuple[str, int]:
        try:
            value, end = self.strings.raw_decode(self.text, start)
        except json.JSONDecodeError as error:
            raise json_string_error(self.text, start, error) from None
        return value, end

    def _number_or_word(self, start: int) -> tuple[Any, None, int]:
        if match := _NUMBER.match(self.text, start):
            try:
                return (_float if match[1] or match[2] else _integer)(match[0]), None, match.end()
            except _DoubtError:
                raise NUMBER_OUT_OF_RANGE.error(self._position(start)) from None
        match = _WORD.match(self.text, start)
        word = match[0] if match else ""
        if word in _WORDS:
            return _WORDS[word], None, start + len(word)
        if word in ("NaN", "Infinity", "-Infinity"):
            raise NUMBER_OUT_OF_RANGE.error(self._position(start))
        raise json_error(self.text, start, "value")
