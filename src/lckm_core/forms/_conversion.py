"""Forms, and whatever else a store keeps, from plain data and back."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import attrs

from lckm_core.text import EmptyWord

if TYPE_CHECKING:
    from cattrs import Converter

_T = TypeVar("_T")

_OTHER_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")
MODELINE = "# yaml-language-server: $schema={schema}\n"


@cache
def converter() -> "Converter":
    """Return the converter between model classes and plain data."""
    # Made on first use: cattrs costs time to import.
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn

    new = Converter(detailed_validation=False, omit_if_default=True)
    new.register_structure_hook(
        date, lambda text, _: text if isinstance(text, date) else date.fromisoformat(text)
    )
    new.register_unstructure_hook(date, date.isoformat)
    new.register_structure_hook(
        datetime,
        lambda text, _: text if isinstance(text, datetime) else datetime.fromisoformat(text),
    )
    new.register_unstructure_hook(datetime, datetime.isoformat)
    new.register_structure_hook(Decimal, lambda text, _: Decimal(text))
    new.register_unstructure_hook(Decimal, str)
    new.register_unstructure_hook(StrEnum, lambda member: member.value)
    new.register_unstructure_hook_factory(
        attrs.has,
        lambda model: _in_order(
            model, make_dict_unstructure_fn(model, new, _cattrs_omit_if_default=True)
        ),
    )
    # The shape was judged, so these skip what cattrs would look at again for each value.
    new.register_structure_hook_factory(_is_annotated, lambda hint: _annotated_hook(new, hint))
    new.register_structure_hook_factory(_is_list, lambda hint: _list_hook(new, get_args(hint)[0]))
    new.register_structure_hook_factory(_is_optional, lambda hint: _optional_hook(new, hint))
    new.register_structure_hook_factory(_takes_word, lambda hint: _word_hook(new, hint))
    return new


def _in_order(
    model: type, unstructure: Callable[[Any], dict[str, Any]]
) -> Callable[[Any], dict[str, Any]]:
    """Return a hook whose keys come in the order of the class's lines."""
    # cattrs puts the required ones first.
    keys = tuple(attribute.name for attribute in attrs.fields(model))

    def in_order(value: Any) -> dict[str, Any]:
        data = unstructure(value)
        return {key: data[key] for key in keys if key in data}

    return in_order


def _is_annotated(hint: Any) -> bool:
    return get_origin(hint) is Annotated


def _annotated_hook(converter: "Converter", hint: Any) -> Callable[[Any, Any], Any]:
    """Return the hook of the annotated type; text is left as it is."""
    bare = hint.__origin__
    if bare is str:
        return lambda text, _: text
    build_bare = converter.get_structure_hook(bare)
    # cattrs makes choices and numbers by calling their type, so pass it without the annotation.
    called = isinstance(bare, type) and issubclass(bare, StrEnum | int)
    return (lambda value, _: build_bare(value, bare)) if called else build_bare


def _is_list(hint: Any) -> bool:
    return get_origin(hint) is tuple


def _list_hook(converter: "Converter", item: Any) -> Callable[[Any, Any], Any]:
    """Return a hook that builds each item of a list."""
    build_item = converter.get_structure_hook(item)
    return lambda values, _: tuple([build_item(value, item) for value in values])


def _is_optional(hint: Any) -> bool:
    return (
        get_origin(hint) in (Union, UnionType)
        and len(get_args(hint)) == 2
        and NoneType in get_args(hint)
    )


def _optional_hook(converter: "Converter", hint: Any) -> Callable[[Any, Any], Any]:
    """Return a hook that keeps ``None`` and builds anything else."""
    other = next(arm for arm in get_args(hint) if arm is not NoneType)
    build_other = converter.get_structure_hook(other)
    return lambda value, _: None if value is None else build_other(value, other)


def _takes_word(hint: Any) -> bool:
    """Return whether one arm of a union is an empty word."""
    return any(
        get_origin(arm) is Literal and isinstance(get_args(arm)[0], EmptyWord)
        for arm in get_args(hint)
    )


def _word_hook(converter: "Converter", hint: Any) -> Callable[[Any, Any], Any]:
    """Return a hook that reads an empty word or else builds the union's other arm."""
    words = {
        get_args(arm)[0].value: get_args(arm)[0]
        for arm in get_args(hint)
        if get_origin(arm) is Literal
    }
    other = next(
        arm for arm in get_args(hint) if get_origin(arm) is not Literal and arm is not NoneType
    )
    build_other = converter.get_structure_hook(other)

    def build(value: Any, _: Any) -> Any:
        if isinstance(value, EmptyWord):
            return value
        word = words.get(value) if isinstance(value, str) else None
        return word if word is not None else build_other(value, other)

    return build


def build(data: Any, model: type[_T]) -> _T:
    """Return an instance of *model* from plain data without a fault of shape."""
    return converter().structure(data, model)


def to_data(value: Any) -> dict[str, Any]:
    """Return a procedure, or any other model, as plain data that JSON can hold.

    Keys come in the order of the form, without defaults. Days are rrrr-mm-dd, moments ISO 8601
    with their offset, choices their value, amounts text, empty words „brak” or „nie dotyczy”.
    Texts are kept to the character: ``from_data(to_data(x), type(x)) == x``. Nothing is judged.
    A store keeps other models in this form too, such as ``Report``, ``Dispatch`` and ``Edition``.
    Provision: zał. 2 § 9 ust. 1.
    """
    data: dict[str, Any] = converter().unstructure(value)
    return data


def to_yaml(value: Any, *, schema: str | None = None) -> str:
    """Return a procedure, or any other model, as YAML that reads back exactly.

    Its first line names a schema for editors: *schema*, a path or URL, or by default the committed
    schema of the form. Provision: zał. 2 § 9 ust. 1.
    """
    import yaml

    if schema is None:
        form = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(value).__name__).lower()
        schema = f"../schemas/{form}.schema.json"
    text: str = yaml.dump(
        to_data(value),
        Dumper=_dumper(),
        allow_unicode=True,
        sort_keys=False,
        width=110,
        default_flow_style=False,
    )
    return MODELINE.format(schema=schema) + text


@cache
def _dumper() -> type[Any]:
    """Return a YAML writer without aliases that writes long texts as blocks."""
    import yaml

    class Writer(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    def write_text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        style = "|" if "\n" in text else None
        # Elsewhere these are written as they are, and read as the breaks of lines they also are.
        if _OTHER_LINE_BREAKS.search(text):
            style = '"'
        return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    Writer.add_representer(str, write_text)
    return Writer
