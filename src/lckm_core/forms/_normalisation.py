"""Data as a clerk typed them → data as the form means them, with the faults that no schema can see.

One pass directed by the form's shapes: text in normal form, nothing where null stood, words for the empty word as
written in the template, tak/nie as a flag. On the way it judges what lies inside a text: characters that do not belong,
HTML, check digits, days that do not exist, the length of Markdown.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from math import isfinite
from typing import Any

from lckm_core.calendar import (
    DAY_PATTERN,
    MOMENT_PATTERN,
    parse_day,
    parse_moment,
)
from lckm_core.fields import Mark, Shape, fields_by_key
from lckm_core.forms._forbidden_characters import (
    forbidden_characters,
    may_hold_forbidden_characters,
    unkept,
)
from lckm_core.forms._issues import (
    LINE_BREAK,
    MANY,
    ONE_LINE,
    UNKNOWN,
    Issue,
    Path,
    beside,
    many_unknown,
    misplaced,
    no_such_day,
    no_such_moment,
    told_of_one,
    too_long,
    unknown_key,
    writable,
)
from lckm_core.text import (
    EmptyWord,
    empty_word,
    flag,
    inner_word,
    normalise,
    plain_length,
)

Tidy = Callable[[Any, Path, list[Issue]], Any]

_LINE_BREAKS = re.compile("[\n\x85\u2028\u2029]")
"""Whatever a mail's header or a register could take for the end of a line."""
_LOOKS_LIKE_DAY = re.compile(DAY_PATTERN)
_LOOKS_LIKE_MOMENT = re.compile(MOMENT_PATTERN)


@cache
def tidier(shape: Shape, mark: Mark, *, required: bool = False) -> Tidy:
    """Return the function that tidies a value of *shape* and notes its faults."""
    match shape.form:
        case "text":
            return _text_tidier(shape, mark, required)
        case "day":
            return _tidy_day
        case "moment":
            return _tidy_moment
        case "flag":
            return _tidy_flag
        case "any":
            return _tidy_any
        case "list":
            assert shape.element is not None
            return _list_tidier(shape.word, tidier(shape.element, Mark(mark.label)))
        case "object":
            assert shape.model is not None
            return _object_tidier(shape.word, shape.model)
        case _:
            return _tidy_as_is


STAND_IN = float.fromhex("0x1.1p-1000")
"""What stands for a value that JSON cannot hold: a number that no file holds and no form takes, so any engine refuses it."""


def _as_json(value: Any) -> Any:
    """Return a value that stands where another type is wanted as something JSON can hold, so that any engine can refuse it."""
    if isinstance(value, str):
        return writable(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= 2**53 else STAND_IN
    if isinstance(value, list | tuple):
        return []
    if isinstance(value, Mapping):
        return {}
    return value if isinstance(value, float) and isfinite(value) else STAND_IN


def _tidy_as_is(value: Any, path: Path, faults: list[Issue]) -> Any:
    return _as_json(value)


def _tidy_any(value: Any, path: Path, faults: list[Issue]) -> Any:
    """Return a value of any type, kept whole: what an update request removes or puts in is judged where it lands."""
    if isinstance(value, list | tuple):
        return [_tidy_any(item, (*path, index), faults) for index, item in enumerate(value)]
    if isinstance(value, Mapping):
        return {
            key: _tidy_any(item, (*path, key), faults)
            for key, item in ((_key(key), item) for key, item in value.items())
            if item is not None
        }
    return _as_json(normalise(value) if isinstance(value, str) else value)


def _tidy_flag(value: Any, path: Path, faults: list[Issue]) -> Any:
    given = flag(normalise(value)) if isinstance(value, str) else None
    return _as_json(value) if given is None else given


def _tidy_day(value: Any, path: Path, faults: list[Issue]) -> Any:
    if type(value) is date:
        return value.isoformat()
    if not isinstance(value, str):
        return _as_json(value)
    text = writable(normalise(value))
    if _LOOKS_LIKE_DAY.match(text) and parse_day(text) is None:
        faults.append(Issue(path, None, no_such_day(text)))
    return text


def _tidy_moment(value: Any, path: Path, faults: list[Issue]) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if not isinstance(value, str):
        return _as_json(value)
    text = writable(normalise(value))
    if _LOOKS_LIKE_MOMENT.match(text) and parse_moment(text) is None:
        faults.append(Issue(path, None, no_such_moment(text)))
    return text


def _as_typed_tidier(shape: Shape) -> Tidy:
    """Return the function for what a resident typed: kept as it is, unless it holds what no file can keep."""

    def tidy(value: Any, path: Path, faults: list[Issue]) -> Any:
        if not isinstance(value, str):
            return _as_json(value)
        text = normalise(value)
        if found := unkept(value, path, told_of_one(faults)):
            faults.extend(found)
            text = writable(text)
        if shape.text is not None and not shape.text.multiline and _LINE_BREAKS.search(text):
            faults.append(Issue(path, None, ONE_LINE))
        return text

    return tidy


def _text_tidier(shape: Shape, mark: Mark, required: bool) -> Tidy:
    if shape.text is not None and shape.text.as_typed:
        return _as_typed_tidier(shape)
    kind_of_text, word, limit = shape.text, shape.word, mark.max_chars
    judge = kind_of_text.judge if kind_of_text else None
    pattern = re.compile(kind_of_text.pattern) if kind_of_text and kind_of_text.pattern else None
    markdown_limit = limit if kind_of_text and kind_of_text.markdown else None
    one_line = kind_of_text is not None and not kind_of_text.multiline

    def tidy(value: Any, path: Path, faults: list[Issue]) -> Any:
        if not isinstance(value, str):
            return _as_json(value)
        text = normalise(value)
        # Nearly every text passes the quick question, which the slow one would only repeat character by character.
        if may_hold_forbidden_characters(text) and (
            found_strange := forbidden_characters(value, path, told_of_one(faults))
        ):
            faults.extend(found_strange)
            text = writable(text)
        if one_line and "\n" in text:
            faults.append(Issue(path, LINE_BREAK, ONE_LINE))
        if (found := empty_word(text)) is not None:
            if found is word:
                return found.value
            faults.append(Issue(path, None, misplaced(found, word, required=required)))
        elif word is not None and (found := inner_word(text)) is not None:
            faults.append(Issue(path, None, beside(found, word)))
        elif (
            judge is not None
            and pattern is not None
            and pattern.match(text)
            and (wrong := judge(text)) is not None
        ):
            faults.append(Issue(path, None, wrong))
        if (
            markdown_limit is not None
            and len(text) > markdown_limit
            and (length := plain_length(text)) > markdown_limit
        ):
            faults.append(Issue(path, None, too_long(length, markdown_limit)))
        return text

    return tidy


def _list_tidier(word: EmptyWord | None, tidy_item: Tidy) -> Tidy:
    def tidy(value: Any, path: Path, faults: list[Issue]) -> Any:
        if isinstance(value, list | tuple):
            return [tidy_item(item, (*path, index), faults) for index, item in enumerate(value)]
        return _canonical(value, word)

    return tidy


def _object_tidier(word: EmptyWord | None, model: type) -> Tidy:
    fields = fields_by_key(model)
    tidiers: dict[str, Tidy] = {}

    def tidy(value: Any, path: Path, faults: list[Issue]) -> Any:
        if type(value) is not dict and not isinstance(
            value, Mapping
        ):  # asking for a Mapping takes ten times as long
            return _canonical(value, word)
        if not tidiers:
            tidiers.update(
                {
                    key: tidier(field.shape, field.mark, required=field.required)
                    for key, field in fields.items()
                }
            )
        known, unknown = {}, []
        for key, item in value.items():
            if key not in tidiers:
                unknown.append(_key(key))
            elif item is not None:
                known[key] = tidiers[key](item, (*path, key), faults)
        if unknown:
            faults.extend(
                Issue((*path, key), UNKNOWN, unknown_key(key, fields)) for key in unknown[:MANY]
            )
        if len(unknown) > MANY:
            faults.append(Issue(path, UNKNOWN, many_unknown(len(unknown))))
        return known

    return tidy


def _canonical(value: Any, word: EmptyWord | None) -> Any:
    """Return the empty word as the template spells it where *value* is that word, else *value* itself."""
    if word is not None and isinstance(value, str) and empty_word(normalise(value)) is word:
        return word.value
    return _as_json(value)


def _key(key: Any) -> str:
    """Return a key as text; what is no text is named by its type, since a number may have more digits than can be written."""
    return writable(key) if isinstance(key, str) else type(key).__name__
