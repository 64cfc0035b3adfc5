"""What a scalar means in its place: the form's shapes as a guide for the parsers."""

import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import attrs

from lckm_core.fields import Shape, fields_of
from lckm_core.text import flag

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")

MAX_INTEGER = 2**53 - 1
"""The largest number that every JSON reader keeps exactly (RFC 8259 § 6)."""
_MAX_DIGITS = 40


def core(text: str) -> Any:
    """Return what a plain scalar is in the YAML 1.2 core schema.

    Dates, yes and no, infinities and huge numbers stay text.
    """
    if text in NULLS:
        return None
    if len(text) > _MAX_DIGITS:
        return text
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text):
        number = int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
        return number if abs(number) <= MAX_INTEGER else text
    if _FLOAT.fullmatch(text):
        approximate = float(text)
        return approximate if math.isfinite(approximate) else text
    return text


def _plain_text(text: str) -> str | None:
    return None if text in NULLS else text


def _plain_flag(text: str) -> bool | str | None:
    return None if text in NULLS else _quoted_flag(text)


def _quoted_text(text: str) -> str:
    return text


def _quoted_flag(text: str) -> bool | str:
    as_flag = flag(text)
    return text if as_flag is None else as_flag


@attrs.frozen(eq=False)
class ScalarTyping:
    """What scalars mean in one place of the form, and in the places below it.

    ``plain`` turns a plain YAML scalar into its value, ``quoted`` a quoted one or a JSON string.
    ``flags`` are the keys of ``fields`` that hold a flag.
    """

    plain: Callable[[str], Any] = core
    quoted: Callable[[str], Any] = _quoted_text
    fields: Mapping[str, "ScalarTyping"] = attrs.Factory(dict)
    element: "ScalarTyping | None" = None
    flags: tuple[str, ...] = ()

    def child(self, key: str) -> "ScalarTyping":
        """Return the guide for the value under *key*."""
        return self.fields.get(key, self.otherwise())

    def item(self) -> "ScalarTyping":
        """Return the guide for the items of a list."""
        return self.element or self.otherwise()

    def otherwise(self) -> "ScalarTyping":
        """Return the guide for a place that the form does not know."""
        # Within a value of any field text stays text.
        return self if self is TEXT else UNKNOWN


UNKNOWN = ScalarTyping()
"""The guide for what no form knows: the YAML 1.2 core schema."""
TEXT = ScalarTyping(_plain_text)
"""The guide for a value of any field, as in an update request."""


@cache
def guide_to(shape: Shape | None) -> ScalarTyping:
    """Return the guide for *shape* and all below it; no part of a form holds itself."""
    if shape is None:
        return UNKNOWN
    if shape.is_flag:
        return ScalarTyping(_plain_flag, _quoted_flag)
    if shape.form == "any":
        return TEXT
    fields = {field.key: field.shape for field in fields_of(shape.model)} if shape.model else {}
    return ScalarTyping(
        _plain_text if shape.takes_text else core,
        fields={key: guide_to(below) for key, below in fields.items()},
        element=guide_to(shape.element) if shape.element else None,
        flags=tuple(key for key, below in fields.items() if below.is_flag),
    )
