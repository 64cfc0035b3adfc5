"""The values of a settings file, and secrets that are kept elsewhere."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from lckm_cli.settings.errors import InvalidValueError
from lckm_core.text import Message, did_you_mean, nearest

_SQLITE = re.compile(r"(sqlite(?:\+\w+)?:///)(?!/|:memory:|file:)(.+)", re.DOTALL)
_NAMES = {
    str: Message("tekst w cudzysłowie", "text in quotation marks"),
    bool: Message("true albo false", "true or false"),
    int: Message("liczba całkowita", "a whole number"),
    float: Message("liczba", "a number"),
    list: Message("lista w nawiasach [ ]", "a list in brackets [ ]"),
    tuple: Message("lista w nawiasach [ ]", "a list in brackets [ ]"),
    Sequence: Message("lista w nawiasach [ ]", "a list in brackets [ ]"),
    dict: Message("tabela", "a table"),
    Mapping: Message("tabela", "a table"),
}


@attrs.frozen
class SettingValue:
    """A resolved value; ``secrets`` are the texts in it that come from outside the file."""

    plain: Any = attrs.field(repr=False)
    secrets: frozenset[str] = attrs.field(default=frozenset(), repr=False)


def resolve(value: Any, folder: Path, *, tables: bool = False) -> SettingValue:
    """Return the value that a key is set to.

    ``{ env = "NAME" }`` is a variable of the environment and ``{ file = "…" }`` the text of a file,
    both secret; ``{ path = "…" }`` is a path relative to the settings file. They may stand in a
    list. The path of an SQLite URL is relative to the settings file, too.

    Args:
        value: what the file says.
        folder: the folder of the settings file.
        tables: whether any other table is a value of its own, as in faces and where one is
            asked for.

    Raises:
        InvalidValueError: the variable or file is not there, or the table is another.
    """
    if isinstance(value, list):
        values = [resolve(inner_value, folder, tables=tables) for inner_value in value]
        return SettingValue([setting.plain for setting in values], _secrets_of(values))
    if isinstance(value, str):
        return SettingValue(_with_absolute_path(folder, value))
    if not isinstance(value, dict):
        return SettingValue(value)
    if tables and not (len(value) == 1 and value.keys() <= {"env", "file", "path"}):
        inner = {
            key: resolve(inner_value, folder, tables=True) for key, inner_value in value.items()
        }
        plain = {key: setting.plain for key, setting in inner.items()}
        return SettingValue(plain, _secrets_of(inner.values()))
    if len(value) != 1:
        raise InvalidValueError("", _ONE_KEY)
    ((source, named),) = value.items()
    if not isinstance(named, str):
        raise InvalidValueError("", _ONE_KEY)
    match source:
        case "env":
            if named not in os.environ:
                raise InvalidValueError(
                    "",
                    Message(f"nie ma zmiennej środowiska {named}.", f"no variable {named} is set."),
                )
            return _secret(_with_absolute_path(folder, os.environ[named]))
        case "file":
            return _secret(_with_absolute_path(folder, _read_secret(folder / named, named)))
        case "path":
            return SettingValue(str(folder / named))
        case other:
            hint = did_you_mean(nearest(other, ("env", "file", "path")))
            raise InvalidValueError("", Message(_ONE_KEY.pl + hint.pl, _ONE_KEY.en + hint.en))


def _secret(text: str) -> SettingValue:
    return SettingValue(text, frozenset({text}))


def _secrets_of(values: Iterable[SettingValue]) -> frozenset[str]:
    return frozenset().union(*(setting.secrets for setting in values))


def _with_absolute_path(folder: Path, value: str) -> str:
    """Return a text; the path of an SQLite URL is made absolute."""
    # cron and systemd start programs in any folder.
    url = _SQLITE.fullmatch(value)
    return f"{url[1]}{folder.absolute() / url[2]}" if url else value


_ONE_KEY = Message(
    'tabela w miejscu wartości ma jeden klucz: { env = "NAZWA" }, { file = "ścieżka" } albo '
    '{ path = "ścieżka" }.',
    'a table in place of a value has one key: { env = "NAME" }, { file = "path" } or { path '
    '= "path" }.',
)


def _read_secret(path: Path, named: str) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeError) as error:
        kind = type(error).__name__
        raise InvalidValueError(
            "",
            Message(
                f"nie da się odczytać pliku {named} ({kind}).",
                f"cannot read the file {named} ({kind}).",
            ),
        ) from None


def named_in(value: Any, key: str) -> Iterator[str]:
    """Yield the files that a value names by a key, such as ``path``, at any depth."""
    if isinstance(value, list):
        for item in value:
            yield from named_in(item, key)
    elif isinstance(value, dict):
        named = value.get(key)
        if len(value) == 1 and isinstance(named, str):
            yield named
        else:
            yield from named_in(list(value.values()), key)


def require_fit(value: SettingValue, wanted: Any) -> None:
    """Raise :class:`InvalidValueError` for a value that does not fit an annotation."""
    kinds = _kinds(wanted)
    if kinds and not any(_fits(value.plain, kind) for kind in kinds):
        names = [_NAMES[get_origin(kind) or kind] for kind in kinds if kind is not NoneType]
        polish = " albo ".join(name.pl for name in names)
        english = " or ".join(name.en for name in names)
        found = _NAMES.get(type(value.plain), Message("data albo godzina", "a date or a time"))
        raise InvalidValueError(
            "",
            Message(
                f"ma tu być {polish}, a jest {found.pl}.",
                f"this wants {english}, and has {found.en}.",
            ),
        )


def is_table(wanted: Any) -> bool:
    """Return whether an annotation admits a table with keys of its own, also in a list."""
    kinds = get_args(wanted) if get_origin(wanted) in (Union, UnionType) else (wanted,)
    for kind in kinds:
        base = get_origin(kind) or kind
        if base in (dict, Mapping):
            return True
        if base in (list, tuple, Sequence) and any(map(is_table, get_args(kind))):
            return True
    return False


def _kinds(wanted: Any) -> tuple[Any, ...]:
    """Return the types that an annotation admits, or none when it cannot be judged."""
    kinds = get_args(wanted) if get_origin(wanted) in (Union, UnionType) else (wanted,)
    known = all(kind is NoneType or (get_origin(kind) or kind) in _NAMES for kind in kinds)
    return kinds if known and any(kind is not NoneType for kind in kinds) else ()


def _fits(plain: Any, kind: Any) -> bool:
    base = get_origin(kind) or kind
    if base is float:
        return isinstance(plain, int | float) and not isinstance(plain, bool)
    if base in (list, tuple, Sequence):
        (inner, *_) = get_args(kind) or (Any,)
        admitted = _kinds(inner)
        return isinstance(plain, list) and all(
            not admitted or any(_fits(inner_value, inner_kind) for inner_kind in admitted)
            for inner_value in plain
        )
    if base is int:
        return isinstance(plain, int) and not isinstance(plain, bool)
    return isinstance(plain, base)


def hidden(text: str, values: Mapping[str, SettingValue]) -> str:
    """Return a text without the secrets among the values."""
    for secret in sorted(_secrets_of(values.values()) - {""}, key=len, reverse=True):
        text = text.replace(secret, "•••").replace(repr(secret)[1:-1], "•••")
    return text
