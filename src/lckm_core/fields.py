"""The fields of a form: a :class:`Mark` beside each type, and what they decide.

A model class is an attrs class whose lines read ``key: Annotated[T, Mark("Polish label", …)]``.
Labels, order, limits, JSON Schema, hidden fields and the reading of plain words come from them.
"""

import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import attrs

from lckm_core.text import EmptyWord, Message

if TYPE_CHECKING:
    from lckm_core.findings import FindingKind

_T = TypeVar("_T", bound=type)
_NEEDS_ONE_OF: dict[type, tuple[str, ...]] = {}
_WORDS: dict[type, Mapping[str, tuple[str, ...]]] = {}


REQUIRED = Message("Wymagane.", "Required.")
"""Says of a field that data may lack, and that the check always asks for."""


@attrs.frozen
class Mark:
    """What the template says about a field.

    ``label`` is the law's own label. ``code`` is the finding code of faults in the field; a part
    has none, and its faults count as faults of the field around it. ``cites`` is the provision, by
    default the template's row of that label. ``opens`` names the template's section that starts
    with this field. ``max_chars`` is the most code points of plain text; ``min_items`` is for
    lists. A ``starred`` field never reaches a public audience (``wzór: *``). What stands in a
    ``personal`` field is quoted in no message and is erased after the term
    (``zał. 2 § 6 ust. 5``). ``asked`` says when the check asks for a field that data may lack,
    as a sentence that an empty form shows.
    """

    label: str
    code: str = ""
    opens: str = ""
    cites: str = attrs.field(
        default=attrs.Factory(lambda self: f"wzór: {self.label}", takes_self=True)
    )
    max_chars: int | None = None
    min_items: int = 0
    starred: bool = False
    personal: bool = False
    asked: Message | None = None


@attrs.frozen
class TextKind:
    """A kind of text: its name in a message, its pattern, and what no pattern can judge.

    The pattern reads alike in ECMA, Python and Rust. ``judge`` returns what is wrong with a text
    that matches it, or ``None``. ``read`` turns such a text into what a model is built of.
    ``longest`` is the most code points. Text ``as_typed`` is what a
    resident wrote: it may look like HTML or spell an empty word, and only what no file can keep
    is a fault. Text that ``joins_lines`` is one line, and may be typed in several, as an address
    is.
    """

    # A pattern that counted to thousands would take longer to compile than a file to check, so
    # ``longest`` stands beside it.

    name: str
    noun: Message
    pattern: str | None = None
    judge: Callable[[str], Message | None] | None = None
    read: Callable[[str], str] | None = None
    markdown: bool = False
    multiline: bool = False
    longest: int | None = None
    as_typed: bool = False
    joins_lines: bool = False


@attrs.frozen
class NumberKind:
    """A kind of number: its name in a message, and its bounds, both allowed."""

    noun: Message
    least: int
    most: int


COUNT = NumberKind(
    Message("liczba całkowita od 1 do 9999", "a whole number from 1 to 9999"), 1, 9999
)
"""The kind of an integer that has no other: a count."""


@attrs.frozen
class Shape:
    """The type of one value as data, for the reader, the judge and the schema.

    A ``number`` kind belongs to integers and numbers. ``words`` are the Polish words for each of
    the ``choices`` that has any. ``word`` is the empty word that may stand instead.
    """

    form: Literal[
        "text", "flag", "integer", "number", "day", "moment", "choice", "list", "object", "any"
    ]
    text: TextKind | None = None
    number: NumberKind | None = None
    choices: tuple[str, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    element: "Shape | None" = None
    model: type | None = None
    word: EmptyWord | None = None

    def child(self, key: str) -> "Shape | None":
        """Return the shape of the value under *key*, or ``None`` for an unknown key."""
        field = fields_by_key(self.model).get(key) if self.model else None
        return field.shape if field else None

    @property
    def takes_text(self) -> bool:
        """True where a plain ``2024``, ``true`` or ``2023-01-19`` is text."""
        return self.form in ("text", "day", "moment", "choice", "any") or (
            self.word is not None and self.form != "flag"
        )

    @property
    def is_flag(self) -> bool:
        """True where tak, nie, true and false are a flag."""
        return self.form == "flag"


@attrs.frozen
class Field:
    """One field of a model class: its key, shape and mark, and whether it is required."""

    key: str
    shape: Shape
    mark: Mark
    required: bool
    section: str


@attrs.frozen
class _Form:
    """What is declared of a form: its name, the kind of its own faults, and who writes in it."""

    name: Message
    kind: "FindingKind | None"
    personal: bool


_FORMS: dict[type, _Form] = {}


def form(
    pl: str, en: str, *, kind: "FindingKind | None" = None, personal: bool = False
) -> Callable[[_T], _T]:
    """Mark a model class as a whole form, and no part of one.

    Args:
        pl: its name within a sentence.
        en: the same in English, with its article.
        kind: the kind of faults of the whole form, in no field of it. Its provision is also that
            of faults in any text of the form.
        personal: whether a resident writes in it, so that a value or key in the wrong place may
            be personal data, and no message quotes it.
    """

    def mark(model: _T) -> _T:
        _FORMS[model] = _Form(Message(pl, en), kind, personal)
        return model

    return mark


def form_name(model: type) -> Message:
    """Return a form's name within a sentence: „wniosek o aktualizację”, “an update request”.

    Raises ``KeyError`` for a class that is not one of ``FORMS``. Provision: zał. 2 § 2 pkt 3.
    """
    return _FORMS[model].name


def form_heading(model: type) -> Message:
    """Return a form's name at the beginning of a sentence: “The update request”."""
    name = _FORMS[model].name
    return Message(name.pl[0].upper() + name.pl[1:], f"The {name.en.partition(' ')[2]}")


def is_form(model: type) -> bool:
    """Return whether a class is a whole form, and no part of one."""
    return model in _FORMS


def form_kind(model: type) -> "FindingKind | None":
    """Return the kind of faults of a whole form, or ``None`` when it declares none."""
    return _FORMS[model].kind if model in _FORMS else None


def is_personal_form(model: type) -> bool:
    """Return whether a resident writes in a form."""
    return model in _FORMS and _FORMS[model].personal


def needs_one_of(*keys: str) -> Callable[[_T], _T]:
    """Mark a model class as needing at least one of some fields."""

    def mark(model: _T) -> _T:
        _NEEDS_ONE_OF[model] = keys
        return model

    return mark


def one_of(model: type) -> tuple[str, ...]:
    """Return the keys of which a model class needs at least one, if any."""
    return _NEEDS_ONE_OF.get(model, ())


def in_words(**words: tuple[str, ...]) -> Callable[[_T], _T]:
    """Give each choice its Polish words, by its value: one form, or those for one, few, many."""

    def mark(choices: _T) -> _T:
        _WORDS[choices] = words
        return choices

    return mark


def words_of(choice: StrEnum) -> tuple[str, ...]:
    """Return the Polish words for a choice."""
    return _WORDS[type(choice)][choice.value]


@cache
def fields_of(model: type) -> tuple[Field, ...]:
    """Return the fields of a model class, in the order of its lines."""
    fields = []
    section = ""
    for attribute in attrs.fields(model):
        hint = attribute.type
        mark = next(item for item in getattr(hint, "__metadata__", ()) if isinstance(item, Mark))
        section = mark.opens or section
        required = attribute.default is attrs.NOTHING
        fields.append(Field(attribute.name, shape_of(hint), mark, required, section))
    return tuple(fields)


@cache
def fields_by_key(model: type) -> Mapping[str, Field]:
    """Return the fields of a model class by key."""
    return {field.key: field for field in fields_of(model)}


@cache
def object_shape(model: type) -> Shape:
    """Return the shape of a whole model class."""
    return Shape("object", model=model)


def shape_of(hint: Any) -> Shape:
    """Return the shape of a type hint; raise ``TypeError`` for one that no form can hold."""
    if get_origin(hint) is Annotated:
        base, *metadata = get_args(hint)
        shape = shape_of(base)
        for kind in metadata:
            if isinstance(kind, TextKind) and shape.form == "text":
                shape = attrs.evolve(shape, text=kind)
            if isinstance(kind, NumberKind) and shape.form in ("integer", "number"):
                shape = attrs.evolve(shape, number=kind)
        return shape
    if get_origin(hint) in (Union, types.UnionType):
        return _union_shape([arm for arm in get_args(hint) if arm is not types.NoneType])
    if get_origin(hint) is tuple:
        return Shape("list", element=shape_of(get_args(hint)[0]))
    return _plain_shape(hint)


def _union_shape(arms: list[Any]) -> Shape:
    """Return the shape of ``T``, with the empty word that may stand in its place, if any."""
    words = [word for arm in arms if get_origin(arm) is Literal for word in get_args(arm)]
    others = [arm for arm in arms if get_origin(arm) is not Literal]
    if len(others) != 1 or len(words) > 1:
        raise TypeError(f"a field holds one type and at most one empty word, not {arms}")
    shape = shape_of(others[0])
    return attrs.evolve(shape, word=words[0]) if words else shape


def _plain_shape(hint: Any) -> Shape:
    if hint is Any:
        return Shape("any")
    if hint is bool:
        return Shape("flag")
    if hint is int:
        return Shape("integer", number=COUNT)
    if hint is float:
        return Shape("number")
    if hint is datetime:
        return Shape("moment")
    if hint is date:
        return Shape("day")
    if hint in (str, Decimal):
        return Shape("text")
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Shape(
            "choice",
            choices=tuple(member.value for member in hint),
            words=tuple(_WORDS.get(hint, {}).items()),
        )
    if isinstance(hint, type) and attrs.has(hint) and not issubclass(hint, Enum):
        return object_shape(hint)
    raise TypeError(f"no form holds {hint!r}")
