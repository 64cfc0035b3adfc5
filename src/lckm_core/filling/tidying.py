"""Data as a clerk typed them → data as the form means them, with the faults that no schema can see.

One pass directed by the form's shapes: text in normal form, nothing where null stood, words for the empty word as
written in the template, tak/nie as a flag. On the way it judges what lies inside a text: characters that do not belong,
HTML, check digits, days that do not exist, the length of Markdown.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from math import isfinite
from typing import Any

from lckm_core.calendar import DAY_PATTERN, MOMENT_PATTERN, parse_day, parse_moment
from lckm_core.findings import FindingKind, kind
from lckm_core.marks import Field, Mark, Shape, fields_by_key
from lckm_core.text import INVISIBLE_CHARACTERS, EmptyWord, Message, empty_word, normalise, plain_length

Path = tuple[str | int, ...]
Fault = tuple[Path, FindingKind | None, Message]
"""A place, the kind of finding (``None``: the kind of the field it lies in), and what is wrong."""
Tidy = Callable[[Any, Path, list[Fault]], Any]

_CITES = "zał. 2 § 9 ust. 1"
CONTROL = kind("LCKM-T001", _CITES, Message("znak sterujący w tekście", "a control character in text"))
INVISIBLE = kind(
    "LCKM-T002",
    _CITES,
    Message("znak niewidoczny lub zmieniający kierunek tekstu", "an invisible or direction-changing character"),
)
BROKEN = kind("LCKM-T003", _CITES, Message("znak, który nie jest znakiem Unicode", "a code point that is no character"))
HTML = kind("LCKM-T004", _CITES, Message("znacznik HTML w tekście", "an HTML tag in text"))
UNKNOWN = kind("LCKM-T006", _CITES, Message("klucz, którego formularz nie zna", "a key the form does not know"))
LINE_BREAK = kind(
    "LCKM-T005", _CITES, Message("podział wiersza tam, gdzie ma być jeden wiersz", "a line break in one-line text")
)

_STRANGE = re.compile(
    "(?P<control>[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029])"
    f"|(?P<invisible>[{INVISIBLE_CHARACTERS}])"
    "|(?P<broken>[\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "])"
    "|(?P<html><(?:/?[A-Za-z][A-Za-z0-9_-]{0,30}(?::[a-z][\\w-]{0,30})?(?:[\\s/][^<>]*)?>"
    "|(?:script|iframe|img|svg|object|embed|style|link|meta|form|input|base)\\b|!--|![Dd][Oo][Cc]|\\?[a-z]))"
)
_UNKEPT = re.compile("(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f])|(?P<broken>[\ud800-\udfff])")
"""Of what a resident typed, what a database, a mail or a file cannot keep."""
_LINE_BREAKS = re.compile("[\n\x85\u2028\u2029]")
"""Whatever a mail's header or a register could take for the end of a line."""
_ONE_LINE = Message(
    "tekst ma być w jednym wierszu. Usuń podział wiersza", "the text must be on one line. Remove the line break"
)
_BLANK_LETTERS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffd]")
_STRANGE_KINDS = {"control": CONTROL, "invisible": INVISIBLE, "broken": BROKEN, "html": HTML}
_LOOKS_LIKE_DAY = re.compile(DAY_PATTERN)
_LOOKS_LIKE_MOMENT = re.compile(MOMENT_PATTERN)
_FLAGS = {"tak": True, "true": True, "nie": False, "false": False}


@cache
def tidier(shape: Shape, mark: Mark) -> Tidy:
    """Return the function that tidies a value of *shape* and notes its faults."""
    match shape.form:
        case "text":
            return _text_tidier(shape, mark)
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
        return _writable(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= 2**53 else STAND_IN
    if isinstance(value, list | tuple):
        return []
    if isinstance(value, Mapping):
        return {}
    return value if isinstance(value, float) and isfinite(value) else STAND_IN


def _tidy_as_is(value: Any, path: Path, faults: list[Fault]) -> Any:
    return _as_json(value)


def _tidy_any(value: Any, path: Path, faults: list[Fault]) -> Any:
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


def _tidy_flag(value: Any, path: Path, faults: list[Fault]) -> Any:
    flag = _FLAGS.get(value.strip().casefold()) if isinstance(value, str) else None
    return _as_json(value) if flag is None else flag


def _tidy_day(value: Any, path: Path, faults: list[Fault]) -> Any:
    if type(value) is date:
        return value.isoformat()
    if not isinstance(value, str):
        return _as_json(value)
    text = _writable(normalise(value))
    if _LOOKS_LIKE_DAY.match(text) and parse_day(text) is None:
        faults.append(
            (
                path,
                None,
                Message(
                    f"dnia {text} nie ma w kalendarzu. Wpisz dzień, który istnieje",
                    f"there is no day {text}. Give a day that exists",
                ),
            )
        )
    return text


def _tidy_moment(value: Any, path: Path, faults: list[Fault]) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if not isinstance(value, str):
        return _as_json(value)
    text = _writable(normalise(value))
    if _LOOKS_LIKE_MOMENT.match(text) and parse_moment(text) is None:
        said = Message(f"chwili {text} nie ma w kalendarzu", f"there is no moment {text}")
        faults.append((path, None, said))
    return text


def _writable(text: str) -> str:
    """Return *text* with what UTF-8 cannot write replaced."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _may_be_strange(text: str) -> bool:
    """Return whether *text* may hold something strange: of what Python prints, only a few letters show nothing."""
    if "<" in text:
        return True
    if "\n" in text:
        text = text.replace("\n", " ")
    return not text.isprintable() or (not text.isascii() and _BLANK_LETTERS.search(text) is not None)


def _as_typed_tidier(shape: Shape) -> Tidy:
    """Return the function for what a resident typed: kept as it is, unless it holds what no file can keep."""

    def tidy(value: Any, path: Path, faults: list[Fault]) -> Any:
        if not isinstance(value, str):
            return _as_json(value)
        text = normalise(value)
        for match in _UNKEPT.finditer(text):
            group = match.lastgroup or ""
            faults.append((path, None, _strange_message(group, match.group(), match.start() + 1)))
            text = _writable(text)
            break
        if shape.text is not None and not shape.text.multiline and _LINE_BREAKS.search(text):
            faults.append((path, None, _ONE_LINE))
        return text

    return tidy


def _text_tidier(shape: Shape, mark: Mark) -> Tidy:
    if shape.text is not None and shape.text.as_typed:
        return _as_typed_tidier(shape)
    kind_of_text, word, limit = shape.text, shape.word, mark.max_chars
    judge = kind_of_text.judge if kind_of_text else None
    pattern = re.compile(kind_of_text.pattern) if kind_of_text and kind_of_text.pattern else None
    markdown_limit = limit if kind_of_text and kind_of_text.markdown else None
    one_line = kind_of_text is not None and not kind_of_text.multiline

    def tidy(value: Any, path: Path, faults: list[Fault]) -> Any:
        if not isinstance(value, str):
            return _as_json(value)
        text = normalise(value)
        # Nearly every text passes the quick question, which the slow one would only repeat character by character.
        if _may_be_strange(text) and (found_strange := strange(text, path)):
            faults.extend(found_strange)
            text = _writable(text)
        if one_line and "\n" in text:
            faults.append((path, LINE_BREAK, _ONE_LINE))
        if (found := empty_word(text)) is not None:
            if found is word:
                return found.value
            faults.append((path, None, misplaced(found, word)))
        elif judge is not None and pattern is not None and pattern.match(text) and (wrong := judge(text)) is not None:
            faults.append((path, None, wrong))
        if (
            markdown_limit is not None
            and len(text) > markdown_limit
            and (length := plain_length(text)) > markdown_limit
        ):
            faults.append((path, None, too_long(length, markdown_limit)))
        return text

    return tidy


def _list_tidier(word: EmptyWord | None, tidy_item: Tidy) -> Tidy:
    def tidy(value: Any, path: Path, faults: list[Fault]) -> Any:
        if isinstance(value, list | tuple):
            return [tidy_item(item, (*path, index), faults) for index, item in enumerate(value)]
        return _canonical(value, word)

    return tidy


def _object_tidier(word: EmptyWord | None, model: type) -> Tidy:
    fields = fields_by_key(model)
    tidiers: dict[str, Tidy] = {}

    def tidy(value: Any, path: Path, faults: list[Fault]) -> Any:
        if type(value) is not dict and not isinstance(value, Mapping):  # asking for a Mapping takes ten times as long
            return _canonical(value, word)
        if not tidiers:
            tidiers.update({key: tidier(field.shape, field.mark) for key, field in fields.items()})
        known, unknown = {}, []
        for key, item in value.items():
            if key not in tidiers:
                unknown.append(_key(key))
            elif item is not None:
                known[key] = tidiers[key](item, (*path, key), faults)
        if unknown:
            faults.extend(((*path, key), UNKNOWN, unknown_key(key, fields)) for key in unknown[:_MANY])
        if len(unknown) > _MANY:
            faults.append((path, UNKNOWN, many_unknown(len(unknown))))
        return known

    return tidy


def _canonical(value: Any, word: EmptyWord | None) -> Any:
    """Return the empty word as the template spells it where *value* is that word, else *value* itself."""
    if word is not None and isinstance(value, str) and empty_word(value) is word:
        return word.value
    return _as_json(value)


def _key(key: Any) -> str:
    """Return a key as text; what is no text is named by its type, since a number may have more digits than can be written."""
    return _writable(key) if isinstance(key, str) else type(key).__name__


_MANY = 20
"""How many unknown keys of one mapping are told one by one."""


def many_unknown(count: int) -> Message:
    """Say that a mapping has more unknown keys than are worth telling one by one."""
    return Message(
        f"formularz nie zna {count} kluczy, które tu stoją (wymieniono pierwsze {_MANY}). Sprawdź, czy to właściwy plik",
        f"the form does not know {count} keys that stand here (the first {_MANY} are listed). Make sure it is the right file",
    )


def unknown_key(key: str, fields: Mapping[str, Field]) -> Message:
    """Say that the form has no such key, and which one may be meant."""
    shown = _writable(key[:60])
    near = get_close_matches(shown, fields, n=1)
    known = near[0] if near else ", ".join(fields)
    return Message(
        f"formularz nie ma klucza „{shown}”. "
        + ("Czy chodzi o" if near else "Można tu podać")
        + f": {known}?"[: None if near else -1],
        f"the form has no key “{shown}”. "
        + ("Did you mean" if near else "Known here")
        + f": {known}?"[: None if near else -1],
    )


def strange(text: str, path: Path) -> list[Fault]:
    """Return a fault for each kind of character or tag in *text* that does not belong there, at its first place."""
    faults: dict[str, Fault] = {}
    for match in _STRANGE.finditer(text):
        group = match.lastgroup or ""
        if group not in faults:
            faults[group] = (path, _STRANGE_KINDS[group], _strange_message(group, match.group(), match.start() + 1))
    return list(faults.values())


def _strange_message(group: str, found: str, place: int) -> Message:
    what = found + ("…" if group == "html" else "")
    if group != "html":
        what = f"U+{ord(found):04X}"
    about = _STRANGE_KINDS[group].about
    return Message(
        f"{about.pl}: {what} (znak {place}. pola). Usuń go i wpisz sam tekst",
        f"{about.en}: {what} (character {place} of the field). Remove it and keep plain text",
    )


def misplaced(found: EmptyWord, word: EmptyWord | None) -> Message:
    """Say that an empty word stands where the template does not name it."""
    if word is not None:
        return Message(f"wpisz „{word.value}”, a nie „{found.value}”", f"write “{word.value}”, not “{found.value}”")
    return Message(
        f"tu nie może stać „{found.value}”. Pomiń pole albo podaj jego treść",
        f"“{found.value}” cannot stand here. Leave the field out or fill it in",
    )


def too_long(length: int, limit: int) -> Message:
    """Say that a text is longer than its limit, both in code points."""
    return Message(
        f"liczba znaków ze spacjami: {length}, a może być najwyżej {limit}. Skróć tekst o {length - limit}",
        f"the text has {length} characters with spaces; the limit is {limit}. Shorten it by {length - limit}",
    )
