"""Options that are tables, such as the office of a web face, read and checked in one way."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar, get_origin, get_type_hints

import attrs

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message, did_you_mean, nearest

_T = TypeVar("_T")
_ALLOWED: Final[type] = type(attrs.validators.in_(()))
_TABLE: Final = Message("ma tu być tabela", "this has to be a table")
_MISSING: Final = Message("brakuje, a jest potrzebne", "missing, and needed")
# What a value has to be, by the type of its field.
_KINDS: Final[Mapping[type, tuple[tuple[type, ...], Message]]] = {
    str: ((str,), Message("ma tu być tekst w cudzysłowie", "this has to be text in quotes")),
    bool: ((bool,), Message("ma tu być true albo false", "this has to be true or false")),
    int: ((int,), Message("ma tu być liczba całkowita", "this has to be a whole number")),
    float: ((int, float), Message("ma tu być liczba", "this has to be a number")),
    date: (
        (date,),
        Message(
            "ma tu być data bez cudzysłowu, np. 2026-05-04",
            "this has to be a date without quotes, such as 2026-05-04",
        ),
    ),
    tuple: (
        (list, tuple, set, frozenset),
        Message("ma tu być lista w nawiasach [ ]", "this has to be a list in brackets [ ]"),
    ),
}


def read_option(model: type[_T], value: _T | Mapping[str, Any], name: str) -> _T:
    """Return an option as its attrs class, made of a table where it is one.

    Args:
        model: the attrs class.
        value: an object of it, or its arguments by their names.
        name: what the option is called, for errors, such as ``office``.

    Raises:
        InvalidSettingError: a key is unknown or missing, or a value does not fit; the error
            names the key, the nearest known one or what is allowed, and never quotes the value.
    """
    if isinstance(value, model):
        return value
    if not isinstance(value, Mapping):
        raise InvalidSettingError(name, _TABLE)
    declared = attrs.fields(model)  # type: ignore[arg-type]
    fields = {field.alias: field for field in declared if field.init}
    for key in value:
        if key not in fields:
            raise InvalidSettingError(f"{name}.{key}", _unknown(key, fields))
    hints = get_type_hints(model)
    for key, field in fields.items():
        place = f"{name}.{key}"
        if key in value:
            _require_fit(place, value[key], field, hints[field.name])
        elif field.default is attrs.NOTHING:
            raise InvalidSettingError(place, _MISSING)
    try:
        return model(**value)
    except InvalidSettingError as error:
        raise InvalidSettingError(f"{name}.{error.setting}", error.because) from None


def read_options(model: type[_T], values: Sequence[_T | Mapping[str, Any]], name: str) -> list[_T]:
    """Return a list of options, each as :func:`read_option`, named by its place from 1."""
    return [read_option(model, value, f"{name}[{place}]") for place, value in enumerate(values, 1)]


def _unknown(key: str, known: Collection[str]) -> Message:
    hint = did_you_mean(nearest(key, known))
    all_known = ", ".join(known)
    return Message(
        f"nie ma takiego ustawienia.{hint.pl} Są: {all_known}.",
        f"there is no such setting.{hint.en} There are: {all_known}.",
    )


def _require_fit(place: str, value: object, field: "attrs.Attribute[Any]", hint: Any) -> None:
    """Raise :class:`InvalidSettingError` for a value of another type, or not allowed."""
    if isinstance(field.validator, _ALLOWED):
        allowed: Collection[object] = getattr(field.validator, "options")  # noqa: B009
        if not isinstance(value, str) or value not in allowed:
            words = ", ".join(f'"{word}"' for word in allowed)
            raise InvalidSettingError(
                place, Message(f"ma tu być jedno z: {words}", f"this has to be one of: {words}")
            )
    origin = get_origin(hint) or hint
    types, expected = _KINDS.get(origin, ((object,), _TABLE))
    is_number = isinstance(value, bool) and origin in (int, float)
    if is_number or not isinstance(value, types):
        raise InvalidSettingError(place, expected)
