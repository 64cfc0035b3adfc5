"""Adapters made from a settings file; no adapter is known by name here."""

import inspect
import pkgutil
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

from lckm_cli.settings.bounds import require_bounds
from lckm_cli.settings.errors import InvalidValueError, kind_quoted
from lckm_cli.settings.values import (
    SettingValue,
    hidden,
    is_table,
    require_fit,
    resolve,
)
from lckm_core.errors import LckmError
from lckm_core.ports import (
    AdapterError,
    ConflictingAdaptersError,
    NotProvidedError,
    exclude_ports,
)
from lckm_core.text import Message, did_you_mean, nearest

_OWN_KEYS = ("use", "without")


def import_object(reference: str) -> Any:
    """Return the object that ``package.module:Name`` refers to.

    Raises:
        InvalidValueError: there is no such object; the error names the nearest.
    """
    module_name, colon, attribute = reference.partition(":")
    if not (module_name and colon and attribute):
        raise InvalidValueError(
            "",
            Message(
                f'„{reference}”: ma tu być „moduł:Nazwa”, np. "lckm_sql:SqlAdapter".',
                f'“{reference}”: this wants “module:Name”, such as "lckm_sql:SqlAdapter".',
            ),
        )
    try:
        target = import_module(module_name)
    except ImportError as error:
        raise _not_imported(module_name, error) from None
    for part in attribute.split("."):
        if not hasattr(target, part):
            public = [name for name in dir(target) if not name.startswith("_")]
            hint = did_you_mean(nearest(part, public))
            raise InvalidValueError(
                "",
                Message(
                    f"w module {module_name} nie ma {attribute}.{hint.pl}",
                    f"the module {module_name} has no {attribute}.{hint.en}",
                ),
            )
        target = getattr(target, part)
    return target


def _not_imported(name: str, error: ImportError) -> InvalidValueError:
    missing = getattr(error, "name", None) or name
    if name != missing and not name.startswith(f"{missing}."):
        return InvalidValueError(
            "",
            Message(
                f"modułu {name} nie da się wczytać: brakuje mu {missing}. Zainstaluj to.",
                f"the module {name} cannot be imported: it misses {missing}. Install that.",
            ),
        )
    hint = did_you_mean(nearest(missing, (module.name for module in pkgutil.iter_modules())))
    return InvalidValueError(
        "",
        Message(
            f"nie ma modułu {missing}. Zainstaluj jego pakiet albo dodaj jego folder do "
            f"PYTHONPATH.{hint.pl}",
            f"there is no module {missing}. Install its package, or add its folder to "
            f"PYTHONPATH.{hint.en}",
        ),
    )


def create_adapter(table: Mapping[str, Any], folder: Path) -> object:
    """Return the adapter that a table ``[[adapter]]`` asks for.

    Args:
        table: ``use`` names the class, ``without`` ports it is not to serve; the rest are keywords.
        folder: the folder of the settings file.

    Raises:
        InvalidValueError: the class refused the settings; no secret is quoted.
    """
    adapter = _created(table, folder, _OWN_KEYS, {}, _ADAPTER)
    return leave_out(adapter, table.get("without", []))


def create_face(table: Mapping[str, Any], folder: Path, given: Mapping[str, Any]) -> Any:
    """Return the web face that a table ``[[face]]`` asks for.

    Args:
        table: ``use`` names the class, ``at`` its path; the rest are keywords. A keyword that is
            a table with ``use`` is made likewise first, such as ``sign_in``.
        folder: the folder of the settings file.
        given: keywords that the class gets where it takes them, such as ``centre``; no
            setting may have their names.

    Raises:
        InvalidValueError: the class refused the settings; no secret is quoted.
    """
    parts = {
        key: _part(key, value, folder, given)
        for key, value in table.items()
        if isinstance(value, dict) and "use" in value
    }
    return _created(table, folder, ("use", "at"), given, _FACE, parts)


def _part(
    key: str, table: Mapping[str, Any], folder: Path, given: Mapping[str, Any]
) -> SettingValue:
    """Return the parts of a face, made from its own table."""
    try:
        return SettingValue(_created(table, folder, ("use",), given, _PART))
    except InvalidValueError as fault:
        raise fault.inside(key) from None


_ADAPTER = Message("adapter nie przyjął ustawień", "the adapter did not take the settings")
_FACE = Message("strona nie przyjęła ustawień", "the face did not take the settings")
_PART = Message("klasa nie przyjęła ustawień", "the class did not take the settings")


def default_of(table: Mapping[str, Any], key: str) -> Any:
    """Return the default of a keyword in a table's class, if there is one.

    Raises:
        InvalidValueError: there is no such class.
    """
    try:
        parameters = inspect.signature(import_object(str(table.get("use")))).parameters
    except (TypeError, ValueError):
        # The class says nothing of its keywords.
        return None
    return parameters[key].default if key in parameters else None


def _created(
    table: Mapping[str, Any],
    folder: Path,
    own_keys: Sequence[str],
    given: Mapping[str, Any],
    refused: Message,
    parts: Mapping[str, SettingValue] | None = None,
) -> object:
    """Return an instance of a table's class, made from its settings and parts."""
    parts = parts or {}
    use = table.get("use")
    if not isinstance(use, str):
        raise InvalidValueError(
            "use",
            Message(
                'brakuje, np. use = "lckm_sql:SqlAdapter".',
                'missing, as use = "lckm_sql:SqlAdapter".',
            ),
        )
    try:
        make = import_object(use)
    except InvalidValueError as fault:
        raise fault.inside("use") from None
    hints = _hints(make) or {}
    values = {
        key: parts.get(key)
        or _value(key, value, folder, tables="at" in own_keys or is_table(hints.get(key)))
        for key, value in table.items()
        if key not in own_keys
    }
    taken = _require_keywords(make, values, use, given)
    try:
        return make(**taken, **{key: value.plain for key, value in values.items()})
    except Exception as error:  # noqa: BLE001  an adapter may refuse its settings by any
        because = _not_taken(error, values, refused)
        raise InvalidValueError(use, because, kind_quoted(error)) from None


def _not_taken(error: Exception, values: Mapping[str, SettingValue], refused: Message) -> Message:
    """Return why an adapter or a face refused its settings."""
    if isinstance(error, LckmError):
        pl = hidden(error.message.pl, values)
        en = hidden(error.message.en, values)
        return Message(f"{refused.pl}: {pl}", f"{refused.en}: {en}")
    words = " ".join(hidden(str(error), values).split())
    kind = type(error).__name__
    return Message(
        f"{refused.pl}. Powód ({kind}): „{words}”.",
        f"{refused.en}. The reason ({kind}): “{words}”.",
    )


def _value(key: str, value: Any, folder: Path, *, tables: bool) -> SettingValue:
    try:
        return resolve(value, folder, tables=tables)
    except InvalidValueError as fault:
        raise fault.inside(key) from None


def _hints(make: Any) -> Mapping[str, Any] | None:
    """Return the types of keywords; ``None`` if they are unknown."""
    called = make.__init__ if isinstance(make, type) else make  # type: ignore[misc]
    try:
        return get_type_hints(called)
    except (ValueError, TypeError, NameError):
        return None


def _require_keywords(
    make: Any, values: Mapping[str, SettingValue], use: str, given: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Check keywords against a signature, if there is one; return those it accepts."""
    if not callable(make):
        raise InvalidValueError("use", Message(f"{use} to nie klasa.", f"{use} is no class."))
    hints = _hints(make)
    try:
        parameters = inspect.signature(make).parameters
    except (ValueError, TypeError):
        return given
    if hints is None:
        return given
    takes_any = any(
        parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters.values()
    )
    named = [
        name
        for name, parameter in parameters.items()
        if parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL)
        and name not in given
    ]
    for key, value in values.items():
        if key in given or (key not in named and not takes_any):
            raise _unknown(key, named, use)
        try:
            require_fit(value, hints.get(key, Any))
            require_bounds(key, value.plain)
        except InvalidValueError as fault:
            raise fault.inside(key) from None
    for name in named:
        if parameters[name].default is inspect.Parameter.empty and name not in values:
            raise InvalidValueError(
                name, Message(f"brakuje, a {use} tego wymaga.", f"missing, and {use} needs it.")
            )
    return {name: value for name, value in given.items() if name in parameters}


def _unknown(key: str, known: list[str], use: str) -> InvalidValueError:
    hint = did_you_mean(nearest(key, known))
    all_known = ", ".join(known)
    return InvalidValueError(
        key,
        Message(
            f"{use} nie zna tego ustawienia.{hint.pl} Zna: {all_known or 'żadnego'}.",
            f"{use} does not know this.{hint.en} It knows: {all_known or 'none'}.",
        ),
    )


def leave_out(adapter: object, names: Any) -> object:
    """Return an adapter without the ports that are named, such as ``["notices"]``.

    Raises:
        InvalidValueError: the names are not a list, or the adapter has no such port.
    """
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InvalidValueError(
            "without",
            Message('ma tu być lista, np. ["notices"].', 'this wants a list, such as ["notices"].'),
        )
    try:
        return exclude_ports(adapter, *names) if names else adapter
    except NotProvidedError as error:
        raise InvalidValueError("without", error.message) from None


def with_remedy(error: AdapterError) -> Message:
    """Return why adapters do not fit together, with the setting that would help."""
    return (
        error.message_with('without = ["{}"]')
        if isinstance(error, ConflictingAdaptersError)
        else error.message
    )
