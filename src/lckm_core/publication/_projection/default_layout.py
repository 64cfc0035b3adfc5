"""From a value to blocks, by nothing but the shape of its field: how a field is shown unless its page wants more.

Text becomes text, an address or number a link, a list of lines bullets, a part labelled lines by its marks. Sub-fields
that the audience may not see are left out here, at every depth.
"""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, assert_never

from lckm_core.fields import Field, Shape, fields_of
from lckm_core.procedures import Relation, TimeUnit, Way
from lckm_core.publication._projection import formatting as wording
from lckm_core.publication._projection.blocks import (
    Block,
    Bullets,
    Detail,
    Details,
    Inline,
    Link,
    Text,
)
from lckm_core.publication._visibility import AccessRule
from lckm_core.text import EmptyWord

Blocks = tuple[Block, ...]
Show = Callable[[Any], Blocks]
"""Turns one given value of a field into its blocks; none when there is nothing to show."""
_Say = Callable[[Any], Inline]

WORDS = {word: (Text(word.value),) for word in EmptyWord}
"""The blocks of the template's empty words."""


def shower(shape: Shape, sight: AccessRule) -> Show:
    """Return the function that shows a value of *shape*, the empty word in its place included."""
    show = _shower(shape, sight)
    if shape.word is None:
        return show
    return lambda value: WORDS[value] if type(value) is EmptyWord else show(value)


def _shower(shape: Shape, sight: AccessRule) -> Show:
    match shape.form:
        case "list":
            assert shape.element is not None
            return _list_shower(shape.element, sight)
        case "object":
            fields = _seen(shape, sight)
            if len(fields) > 1:
                details = _details(fields, sight)
                return lambda value: (details(value),)
        case "text" | "flag" | "integer" | "number" | "day" | "moment" | "choice" | "any":
            pass
        case _:
            assert_never(shape.form)
    say = _sayer(shape, sight)
    return lambda value: (inline,) if (inline := say(value)).text else ()


def _list_shower(element: Shape, sight: AccessRule) -> Show:
    fields = _seen(element, sight)
    if len(fields) > 1:
        details = _details(fields, sight)
        return lambda values: tuple([details(value) for value in values])
    say = _sayer(element, sight)
    return lambda values: _bullets(
        tuple([inline for value in values if (inline := say(value)).text])
    )


def _bullets(items: tuple[Inline, ...]) -> Blocks:
    return (Bullets(items),) if items else ()


def _seen(shape: Shape, sight: AccessRule) -> tuple[Field, ...]:
    """Return the sub-fields of an object that may be seen; none of anything else."""
    return (
        tuple(field for field in fields_of(shape.model) if sight.sees(field.mark))
        if shape.model
        else ()
    )


def _details(fields: tuple[Field, ...], sight: AccessRule) -> Callable[[Any], Details]:
    """Return the function that shows a part as labelled lines, under its first field where that one is always given."""
    first = fields[0]
    headed = first.required and first.shape.form == "text" and first.shape.word is None
    rows = [(field.key, field.mark.label, _lister(field.shape, sight)) for field in fields[headed:]]

    def details(value: Any) -> Details:
        heading = getattr(value, first.key) if headed else ""
        given = [
            (label, say(item))
            for key, label, say in rows
            if not is_empty(item := getattr(value, key))
        ]
        return Details(
            str(heading), tuple([Detail(label, values) for label, values in given if values])
        )

    return details


def is_empty(value: Any) -> bool:
    """Return whether a field was not given: ``None``, no items, or no text. A „nie” and a zero are given."""
    return not value and (value is None or value == () or value == "")


def _lister(shape: Shape, sight: AccessRule) -> Callable[[Any], tuple[Inline, ...]]:
    """Return the function that says a value as one or more inline texts."""
    if shape.form == "list" and shape.element is not None:
        say_item = _sayer(shape.element, sight)
        return lambda values: (
            WORDS[values]
            if type(values) is EmptyWord
            else tuple([say_item(item) for item in values])
        )
    say = _sayer(shape, sight)
    return lambda value: (say(value),)


def _sayer(shape: Shape, sight: AccessRule) -> _Say:
    """Return the function that says one value as one inline text."""
    match shape.form:
        case "text":
            say = _TEXTS.get(shape.text.name if shape.text else "", Text)
            return (
                say
                if shape.word is None
                else lambda value: Text(value.value) if type(value) is EmptyWord else say(value)
            )
        case "flag":
            return lambda value: Text(wording.flag_words(value))
        case "integer" | "number" | "moment" | "any":
            return lambda value: Text(str(value))
        case "day":
            return lambda value: Text(wording.day_words(value))
        case "choice":
            return lambda value: Text(choice_words(value))
        case "object":
            parts = [(field.key, _lister(field.shape, sight)) for field in _seen(shape, sight)]
            if len(parts) == 1:
                (only,) = _seen(shape, sight)
                say_only = _sayer(only.shape, sight)
                return lambda value: say_only(getattr(value, only.key))
            return lambda value: Text(
                ", ".join(
                    inline.text
                    for key, say in parts
                    if not is_empty(item := getattr(value, key))
                    for inline in say(item)
                )
            )
        case "list":
            say_all = _lister(shape, sight)
            return lambda value: Text(", ".join(inline.text for inline in say_all(value)))
        case _:
            assert_never(shape.form)


def choice_words(choice: StrEnum) -> str:
    """Return the Polish words of a choice; its value where none are known."""
    match choice:
        case Way():
            return wording.way_words(choice)
        case Relation():
            return wording.relation_words(choice)
        case TimeUnit():
            return wording.unit_words(choice)
        case _:
            return choice.value


@lru_cache(maxsize=4096)
def phone(number: str, note: str = "") -> Inline:
    """Return a telephone number as a link that dials it; as text where it cannot be dialled."""
    address = wording.phone_address(number)
    return (
        Link(number, address, note) if address else Text(f"{number} ({note})" if note else number)
    )


@lru_cache(maxsize=4096)
def email(address: str, note: str = "") -> Inline:
    """Return an e-mail address as a link that writes to it."""
    href = wording.mail_address(address)
    return Link(address, href, note) if href else Text(f"{address} ({note})" if note else address)


def web(url: str, text: str = "", note: str = "") -> Inline:
    """Return a web address as a link; as text where it is no http address."""
    text = text or wording.web_words(url)
    return (
        Link(text, url, note)
        if url.startswith(("https://", "http://"))
        else Text(f"{text} ({url})")
    )


def file(name: str, text: str) -> Inline:
    """Return a file as a link whose note is the kind of file; as text where the name is a path."""
    if "/" in name or "\\" in name:
        return Text(text)
    return Link(text, f"file:{name}", name.rpartition(".")[2].upper())


def _amount(amount: Decimal) -> Inline:
    return Text(wording.amount_words(amount))


def _account(account: str) -> Inline:
    return Text(wording.account_words(account))


def _file(name: str) -> Inline:
    return file(name, name)


_TEXTS: dict[str, _Say] = {
    "phone": phone,
    "email": email,
    "url": web,
    "file": _file,
    "amount": _amount,
    "account": _account,
}
"""How kinds of text that are more than text are said, by the name of the kind."""
