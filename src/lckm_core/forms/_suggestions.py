"""What may have been meant by a text that does not fit: an amount with a comma, a choice in Polish, an address in capitals."""

import re
from difflib import get_close_matches

from lckm_core.calendar import parse_day
from lckm_core.fields import Shape, fields_by_key, one_of
from lckm_core.forms._text_types import AMOUNT, URL
from lckm_core.text import folded

_WEB = re.compile(r"(?i)(?:(https?)://)?([^\s/?#:]+)(.*)$", re.DOTALL)
_DAY_PARTS = re.compile(
    r"(?:(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(\d{1,2})[-./](\d{1,2})[-./](\d{4}))(?: ?r\.?)?$"
)


def suggest(shape: Shape, text: str) -> str | None:
    """Return what fits *shape* and *text* may stand for, or ``None``."""
    match shape.form:
        case "choice":
            return _choice(shape, text)
        case "day":
            return _day(text)
        case "integer":
            return text if text.isascii() and text.isdecimal() and len(text) < 5 else None
        case "text" if shape.text is AMOUNT:
            return _fitting(
                AMOUNT.pattern, re.sub(r"(?i)\s|zł\.?$|pln$", "", text).replace(",", ".")
            )
        case "text" if shape.text is URL:
            return _address(text)
        case _:
            return None


def _fitting(pattern: str | None, text: str) -> str | None:
    return text if pattern and re.match(pattern, text) else None


def _choice(shape: Shape, text: str) -> str | None:
    """Return the choice that a Polish word, or a slip of the pen, stands for."""
    words = {folded(choice.replace("_", " ")): choice for choice in shape.choices}
    words |= {folded(word): choice for choice, said in shape.words for word in said}
    typed = folded(text[:60].replace("_", " "))
    meant = {words[word] for word in words if typed and word.startswith(typed)}
    if typed in words:
        return words[typed]
    if len(meant) == 1:
        return meant.pop()
    near = get_close_matches(typed, words, n=1, cutoff=0.75)
    return words[near[0]] if near else None


def _day(text: str) -> str | None:
    """Return a day written with its parts in another order, or without zeros before them, as rrrr-mm-dd."""
    if (match := _DAY_PARTS.match(text)) is None:
        return None
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    meant = f"{year}-{month:>02}-{day:>02}"
    return meant if parse_day(meant) else None


def _address(text: str) -> str | None:
    """Return a web address with its scheme, in small letters, and its host in ASCII: pages refuse hosts that imitate others."""
    if (match := _WEB.match(text)) is None or "." not in match[2]:
        return None
    try:
        host = match[2].lower().encode("idna").decode()
    except UnicodeError:
        return None
    return _fitting(URL.pattern, f"{(match[1] or 'https').lower()}://{host}{match[3]}")


_PLAIN = re.compile(r"[^\W_](?:[\w .()/+-]{0,58}[\w.)])?")
"""Text that needs no quotes in YAML, whatever stands around it."""


def example(shape: Shape, text: str = "") -> str:
    """Return YAML that *shape* takes, on one line: the fields that must be given, *text* where it fits, else „…”."""
    if shape.form == "list" and shape.element is not None:
        return f"[{example(shape.element, text)}]"
    if shape.model is not None:
        fields = fields_by_key(shape.model)
        keys = [
            *(key for key, field in fields.items() if field.required),
            *one_of(shape.model)[:1],
        ] or list(fields)[:1]
        texts = [text, *[""] * len(keys)]
        return (
            "{"
            + ", ".join(f"{key}: {example(fields[key].shape, texts.pop(0))}" for key in keys)
            + "}"
        )
    fits = shape.form == "text" and (shape.text is None or re.match(shape.text.pattern or "", text))
    return text if fits and _PLAIN.fullmatch(text) else "…"
