"""Values of the form in its own words, as they stand in a change."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from lckm_core.calendar import parse_day
from lckm_core.fields import Field, Shape, fields_by_key
from lckm_core.forms import AMOUNT
from lckm_core.procedures import TimeUnit
from lckm_core.procedures.parts import Related, Term
from lckm_core.publication._projection.formatting import format_amount, format_term, lower_first
from lckm_core.text import MARKDOWN_EMPHASIS, MARKDOWN_LINK, MARKDOWN_STRONG, flag as read_flag

Titles = Callable[[str], str | None]
"""Returns the title of a procedure by its number, ``None`` for an unknown one."""

_NAME_SEPARATOR = " · "
_MARKED, _UNMARKED = "zaznaczono", "nie zaznaczono"


def value_in_words(
    value: Any, shape: Shape | None, titles: Titles = lambda number: None, *, may_lack: bool = False
) -> str:
    """Return a value in the form's words; an object or a list part by part.

    Args:
        value: the value as plain data; ``None`` has no words.
        shape: its shape, ``None`` for an unknown field.
        titles: the titles of related procedures.
        may_lack: whether a flag may also be neither yes nor no.
    """
    if shape is not None and shape.is_flag:
        return _flag_in_words(value, may_lack=may_lack)
    return "; ".join(filter(None, parts_in_words(value, shape, titles)))


def parts_in_words(value: Any, shape: Shape | None, titles: Titles) -> Iterator[str]:
    """Yield the parts of a value in the form's words, in the order of the form."""
    match value:
        case None:
            return
        case Mapping():
            yield from _object_in_words(value, shape, titles)
        case list() | tuple():
            for part in value:
                yield from parts_in_words(part, shape and shape.element, titles)
        case _:
            yield _scalar_in_words(str(value), shape, titles)


def item_in_words(
    name: str | None, items: Sequence[Any], index: int | None, shape: Shape | None, titles: Titles
) -> str:
    """Return the name of a list's item: as many of its first words as its name in the request.

    Args:
        name: its name in an update request; empty for none.
        items: the list that the request was made against; empty where it is unknown.
        index: the item's place there, ``None`` where it is unknown.
        shape: the shape of an item.
        titles: the titles of related procedures.
    """
    if not name:
        return ""
    if index is not None and index < len(items):
        some = list(filter(None, parts_in_words(items[index], shape, titles)))
        return "; ".join(some[: name.count(_NAME_SEPARATOR) + 1])
    return "; ".join(_name_in_words(name.split(_NAME_SEPARATOR), shape, titles))


def without_marks(text: str, *, whole: bool = False) -> str:
    """Return Markdown without its marks; signs that residents see stay.

    Args:
        text: a piece of Markdown, which may cut a mark in two.
        whole: whether it is whole lines, in which a mark that has no other half is none.
    """
    text = _BULLET.sub("• ", _HEADING_MARK.sub("", text))
    text = MARKDOWN_LINK.sub(r"\1 (\2)", text)
    if not whole:
        text = _CUT_BRACKET.sub(lambda mark: mark[1] or _CUT_BRACKETS[mark[0]], text)
    text = MARKDOWN_EMPHASIS.sub(r"\1", MARKDOWN_STRONG.sub(r"\1", text))
    return (text if whole else _CUT_STARS.sub("", text)).strip()


_HEADING_MARK = re.compile(r"^[ \t]*(?:#{1,6}|>)[ \t]+", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[-+*][ \t]+", re.MULTILINE)
# A pair of brackets is no link here, so it stays; a single one may be half of a link.
_CUT_BRACKET = re.compile(r"(\[[^\[\]\n]*\](?!\())|\]\(|[\[\]]")
_CUT_BRACKETS = {"](": " (", "[": "", "]": ""}
# Neither a star between blanks nor one between two letters or digits marks anything.
_CUT_STARS = re.compile(
    r"\*{2,}(?=\S)|(?<=[^\s*])\*{2,}|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])"
)


def marks_in_words(text: str, *, whole: bool = False) -> str:
    """Return the words of a piece of Markdown, and after them how its marks make it look.

    *whole* as for :func:`without_marks`.
    """
    words = without_marks(text, whole=whole)
    return f"{words} ({'; '.join(_looks(text, words, whole)) or 'zwykły tekst'})"


def _looks(text: str, words: str, whole: bool) -> Iterator[str]:
    """Yield what the marks of a text do, with their words where those are a part of it."""
    for name, pattern in _INLINE_LOOKS:
        marked = [without_marks(match, whole=True) for match in pattern.findall(text)]
        if marked:
            yield name if marked == [words] else f"{name}: {', '.join(marked)}"
    if not whole and not any(pattern.search(text) for _, pattern in _INLINE_LOOKS):
        yield from (name for name, pattern in _CUT_LOOKS if pattern.search(text))
    levels = dict.fromkeys(map(len, _HEADING_LEVEL.findall(text)))
    yield from (f"nagłówek poziomu {level}" for level in levels)
    yield from (name for name, pattern in _LINE_LOOKS if pattern.search(text))
    if "](" in text:
        yield "odsyłacz"


_INLINE_LOOKS = (("pogrubione", MARKDOWN_STRONG), ("pochylone", MARKDOWN_EMPHASIS))
_CUT_LOOKS = (
    ("pogrubione", re.compile(r"\*\*(?=\S)|(?<=\S)\*\*")),
    ("pochylone", re.compile(r"(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])")),
)
_HEADING_LEVEL = re.compile(r"^[ \t]*(#{1,6})[ \t]", re.MULTILINE)
_LINE_LOOKS = (
    ("lista", re.compile(r"^[ \t]*[-+*][ \t]", re.MULTILINE)),
    ("lista numerowana", re.compile(r"^[ \t]*[0-9]{1,3}[.)][ \t]", re.MULTILINE)),
    ("cytat", re.compile(r"^[ \t]*>[ \t]", re.MULTILINE)),
)


def _object_in_words(
    value: Mapping[str, Any], shape: Shape | None, titles: Titles
) -> Iterator[str]:
    model = shape.model if shape is not None else None
    rest = dict(value)
    if model is Term:
        yield _term_in_words(rest.pop("amount", None), rest.pop("unit", None))
    if model is Related:
        number, title = rest.pop("id", None), rest.pop("title", None)
        yield _related_in_words(number, title, titles)
    fields = fields_by_key(model) if model is not None else {}
    for key, part in rest.items():
        field = fields.get(key)
        if field is not None and field.shape.is_flag:
            yield _labelled_flag(part, field)
        else:
            yield from parts_in_words(part, None if field is None else field.shape, titles)


def _scalar_in_words(text: str, shape: Shape | None, titles: Titles) -> str:
    if shape is None:
        return text
    if shape.text is AMOUNT:
        try:
            return format_amount(Decimal(text))
        except InvalidOperation:
            return text
    if shape.form == "day" and (day := parse_day(text)):
        return f"{day.day}.{day.month:02}.{day.year}"
    if shape.text is not None and shape.text.markdown:
        return without_marks(text, whole=True)
    return dict(shape.words).get(text, (text,))[0]


def _name_in_words(names: list[str], shape: Shape | None, titles: Titles) -> Iterator[str]:
    """Yield a name's words where the item itself is unknown: choices by the item's shape."""
    model = shape.model if shape is not None else None
    if model is Term and len(names) > 1:
        yield _term_in_words(names[0], names[1])
        names = names[2:]
    if model is Related and names:
        yield _related_in_words(names[0], None, titles)
        names = names[1:]
    fields = fields_by_key(model).values() if model is not None else ()
    words = {id: words[0] for field in fields for id, words in field.shape.words}
    yield from (words.get(name, name) for name in names)


def _term_in_words(amount: Any, unit: Any) -> str:
    try:
        return format_term(int(amount), TimeUnit(unit))
    except (TypeError, ValueError):
        return " ".join(str(part) for part in (amount, unit) if part is not None)


def _related_in_words(number: Any, title: Any, titles: Titles) -> str:
    title = title or (number and titles(str(number)))
    quoted = f"„{title}”" if title else ""
    return " ".join(filter(None, (str(number or ""), quoted)))


def _flag_in_words(value: Any, *, may_lack: bool) -> str:
    flag = read_flag(value) if isinstance(value, str) else value
    if flag is None:
        return ""
    if may_lack:
        return f"{_MARKED} „{'tak' if flag else 'nie'}”"
    return _MARKED if flag else _UNMARKED


def _labelled_flag(value: Any, field: Field) -> str:
    words = _flag_in_words(value, may_lack=False)
    return words and f"{words}: {lower_first(field.mark.label)}"
