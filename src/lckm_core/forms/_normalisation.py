"""Data as typed, turned into what the form means by them, and faults no schema can see.

One pass guided by the form's shapes: text in normal form, no nulls, the empty word as the template
spells it, tak/nie as a flag. On the way it checks what lies inside a text: forbidden characters,
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
from lckm_core.fields import Mark, Shape, TextKind, fields_by_key
from lckm_core.forms._forbidden_characters import (
    clean_text,
    forbidden_characters,
    may_hold_forbidden_characters,
    unstorable_characters,
)
from lckm_core.forms._issues import (
    LINE_BREAK,
    MAX_LISTED,
    ONE_LINE,
    STAND_IN,
    UNKNOWN,
    Issue,
    Path,
    beside_text,
    many_unknown_keys,
    max_listed,
    misplaced_word,
    no_such_day,
    no_such_moment,
    replace_unencodable,
    too_long,
    unknown_key,
)
from lckm_core.text import (
    EMPTY_WORD_INITIALS,
    EmptyWord,
    empty_word,
    flag,
    inner_word,
    normalise,
    plain_length,
)

Normaliser = Callable[[Any, Path, list[Issue]], Any]
"""Turns a value at a path into what the form means, and adds its issues to the list."""

_LINE_BREAKS = re.compile("[\n\x85\u2028\u2029]")
"""Whatever a mail's header or a register could take for the end of a line."""
_LOOKS_LIKE_DAY = re.compile(DAY_PATTERN)
_LOOKS_LIKE_MOMENT = re.compile(MOMENT_PATTERN)


@cache
def normaliser(shape: Shape, mark: Mark, *, required: bool = False) -> Normaliser:
    """Return the function that normalises a value of *shape* and reports its issues."""
    word = shape.word
    match shape.form:
        case "text" if shape.text is not None and shape.text.as_typed:
            return _typed_text_normaliser(shape.text)
        case "text":
            return _text_normaliser(shape, mark, required)
        case "any":
            return _normalise_any
        case "list":
            assert shape.element is not None
            otherwise = _word_normaliser(word, required, _keep)
            return _list_normaliser(normaliser(shape.element, Mark(mark.label)), otherwise)
        case "object":
            assert shape.model is not None
            return _object_normaliser(shape.model, _word_normaliser(word, required, _keep))
        case form:
            return _word_normaliser(word, required, _OF_FORM.get(form, _keep))


def _as_json(value: Any) -> Any:
    """Return a value of the wrong type as JSON that any engine refuses."""
    if isinstance(value, str):
        return replace_unencodable(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= 2**53 else STAND_IN
    if isinstance(value, list | tuple):
        return []
    if isinstance(value, Mapping):
        return {}
    return value if isinstance(value, float) and isfinite(value) else STAND_IN


def _keep(value: Any, path: Path, issues: list[Issue]) -> Any:
    return _as_json(value)


def _normalise_any(value: Any, path: Path, issues: list[Issue]) -> Any:
    """Return a value of any type whole: what an amendment moves is judged where it lands."""
    if isinstance(value, list | tuple):
        return [_normalise_any(item, (*path, index), issues) for index, item in enumerate(value)]
    if isinstance(value, Mapping):
        items = [(_key(key), item) for key, item in value.items() if item is not None]
        return {key: _normalise_any(item, (*path, key), issues) for key, item in items}
    return _as_json(normalise(value) if isinstance(value, str) else value)


def _normalise_flag(value: Any, path: Path, issues: list[Issue]) -> Any:
    if not isinstance(value, str):
        return _as_json(value)
    as_flag = flag(normalise(value))
    return _as_json(value) if as_flag is None else as_flag


def _normalise_day(value: Any, path: Path, issues: list[Issue]) -> Any:
    if type(value) is date:
        return value.isoformat()
    if not isinstance(value, str):
        return _as_json(value)
    text = replace_unencodable(normalise(value))
    if _LOOKS_LIKE_DAY.match(text) and parse_day(text) is None:
        issues.append(Issue(path, None, no_such_day(text)))
    return text


def _normalise_moment(value: Any, path: Path, issues: list[Issue]) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if not isinstance(value, str):
        return _as_json(value)
    text = replace_unencodable(normalise(value))
    if _LOOKS_LIKE_MOMENT.match(text) and parse_moment(text) is None:
        issues.append(Issue(path, None, no_such_moment(text)))
    return text


_OF_FORM: Mapping[str, Normaliser] = {
    "day": _normalise_day,
    "moment": _normalise_moment,
    "flag": _normalise_flag,
}


def _typed_text_normaliser(kind: TextKind) -> Normaliser:
    """Return the function for what a resident typed: kept, unless no file can keep it."""

    def normalise_typed_text(value: Any, path: Path, issues: list[Issue]) -> Any:
        if not isinstance(value, str):
            return _as_json(value)
        text = normalise(value)
        if unstorable := unstorable_characters(value, path, max_listed(issues)):
            issues.extend(unstorable)
            text = replace_unencodable(text)
        if not kind.multiline and _LINE_BREAKS.search(text):
            issues.append(Issue(path, None, ONE_LINE))
        return text

    return normalise_typed_text


def _text_normaliser(shape: Shape, mark: Mark, required: bool) -> Normaliser:
    """Return the function for the texts of one field of a form."""
    kind, own_word = shape.text, shape.word
    # What a text must match before its kind judges the rest, such as check digits.
    pattern = re.compile(kind.pattern) if kind and kind.judge and kind.pattern else None
    markdown_limit = mark.max_chars if kind and kind.markdown else None
    one_line = kind is not None and not kind.multiline
    joins_lines = kind is not None and kind.joins_lines

    def normalise_text(value: Any, path: Path, issues: list[Issue]) -> Any:
        if not isinstance(value, str):
            return _as_json(value)
        # Nearly every text is clean; only of the others is each character looked at.
        text = clean_text(value)
        if text is None:
            text = _cleaned(value, path, issues, one_line=one_line, joins_lines=joins_lines)
        if text[:1] in EMPTY_WORD_INITIALS and (word := empty_word(text)) is not None:
            if word is own_word:
                return word.value
            message = misplaced_word(word, own_word, required=required)
            issues.append(Issue(path, None, message, is_of_word=True))
        elif own_word is not None and (word := inner_word(text)) is not None:
            issues.append(Issue(path, None, beside_text(word, own_word)))
        elif pattern is not None and pattern.match(text):
            assert kind is not None
            text = _judged(kind, text, path, issues)
        if markdown_limit is not None and len(text) > markdown_limit:
            length = plain_length(text)
            if length > markdown_limit:
                issues.append(Issue(path, None, too_long(length, markdown_limit)))
        return text

    return normalise_text


def _cleaned(
    value: str, path: Path, issues: list[Issue], *, one_line: bool, joins_lines: bool
) -> str:
    """Return *value* in normal form, with an issue for each forbidden character in it."""
    text = normalise(value)
    if may_hold_forbidden_characters(text):
        forbidden = forbidden_characters(value, path, max_listed(issues))
        if forbidden:
            issues.extend(forbidden)
            text = replace_unencodable(text)
    if one_line and "\n" in text:
        if joins_lines:
            return _joined(text)
        issues.append(Issue(path, LINE_BREAK, ONE_LINE))
    return text


def _joined(text: str) -> str:
    """Return lines as one, with a comma after a line that ends without punctuation."""
    lines = [line.strip(" ,") for line in text.split("\n") if line.strip(" ,")]
    *first, last = lines or [""]
    return " ".join([*(line if line.endswith((";", ":")) else f"{line}," for line in first), last])


def _judged(kind: TextKind, text: str, path: Path, issues: list[Issue]) -> str:
    """Return the value of a text that matches its kind's pattern, and report its faults."""
    message = kind.judge(text) if kind.judge else None
    if message is not None:
        issues.append(Issue(path, None, message))
    return kind.read(text) if kind.read else text


def _word_normaliser(
    word: EmptyWord | None, required: bool, normalise_value: Normaliser
) -> Normaliser:
    """Return the function for a value in whose place an empty word may be typed."""

    def normalise_word(value: Any, path: Path, issues: list[Issue]) -> Any:
        is_word = isinstance(value, str) and value.lstrip()[:1] in EMPTY_WORD_INITIALS
        typed = empty_word(normalise(value)) if is_word else None
        if typed is None:
            return normalise_value(value, path, issues)
        if typed is not word:
            message = misplaced_word(typed, word, required=required)
            issues.append(Issue(path, None, message, is_of_word=True))
        return typed.value

    return normalise_word


def _list_normaliser(normalise_item: Normaliser, otherwise: Normaliser) -> Normaliser:
    def normalise_list(value: Any, path: Path, issues: list[Issue]) -> Any:
        if type(value) is list or isinstance(value, list | tuple):
            return [
                normalise_item(item, (*path, index), issues) for index, item in enumerate(value)
            ]
        return otherwise(value, path, issues)

    return normalise_list


def _object_normaliser(model: type, otherwise: Normaliser) -> Normaliser:
    fields = fields_by_key(model)
    normalisers: Mapping[str, Normaliser] | None = None

    def normalise_object(value: Any, path: Path, issues: list[Issue]) -> Any:
        # Asking for a Mapping takes ten times as long as asking for a dict.
        if type(value) is not dict and not isinstance(value, Mapping):
            return otherwise(value, path, issues)
        nonlocal normalisers
        # Made on first use: a form of many parts makes only those it meets. Assigned when
        # complete: another thread would take keys still missing for unknown ones.
        if normalisers is None:
            normalisers = {
                key: normaliser(field.shape, field.mark, required=field.required)
                for key, field in fields.items()
            }
        known, unknown = {}, []
        for key, item in value.items():
            normalise_item = normalisers.get(key)
            if normalise_item is None:
                unknown.append((_key(key), item is None))
            elif fields[key].mark.asked and isinstance(item, str) and not item.strip():
                # When such a field is required, a rule says so.
                continue
            elif item is not None:
                known[key] = normalise_item(item, (*path, key), issues)
        if not unknown:
            return known
        issues += [
            Issue((*path, key), UNKNOWN, unknown_key(key, fields, is_empty=is_empty and path != ()))
            for key, is_empty in unknown[:MAX_LISTED]
        ]
        if len(unknown) > MAX_LISTED:
            issues.append(Issue(path, UNKNOWN, many_unknown_keys(len(unknown))))
        return known

    return normalise_object


def _key(key: Any) -> str:
    """Return a key as text, and of a key that is no text the name of its type."""
    # A number may have more digits than can be written.
    return replace_unencodable(key) if isinstance(key, str) else type(key).__name__
