"""Values and the text for them in a control, as written and as a clerk may type it."""

import re
from collections.abc import Iterator
from typing import Any

from lckm_core.calendar import read_day
from lckm_core.fields import Field
from lckm_core.text import EmptyWord, flag, without_invisible
from lckm_word.forms import Look, Node

FLAGS = {True: "tak", False: "nie"}
_YES = {"tak", "t", "true", "@", "x", "v", "+", "✓", "✔", "☑", "☒"}
_NO = {"nie", "n", "false", "-", "–", "☐"}
_BOX = r"[☒☑✓✔]|[\[(]\s*[xv✓]\s*[\])]"
_TICKED = (
    re.compile(rf"(?i)(?:{_BOX})\s*(tak|nie)\b"),
    re.compile(rf"(?i)\b(tak|nie)\s*(?:{_BOX})"),
)
"""A box that is ticked, before or behind its word."""
_QUOTES = " \t\n\u00a0„”“\"«»‚’‘'"
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_WORDS = {word.value for word in EmptyWord}


def words_of(field: Field) -> dict[str, str]:
    """Return the Polish word for each choice of a field, of nouns the plural."""
    words = dict(field.shape.words)
    return {
        choice: (words[choice][-1 if len(words[choice]) == 3 else 0] if choice in words else choice)
        for choice in field.shape.choices
    }


def format_value(node: Node, value: Any) -> str:
    """Return the text of a plain value: a line for each item, empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return FLAGS[value]
    if node.look is Look.LINES:
        return value if isinstance(value, str) else "\n".join(str(item) for item in value)
    return words_of(node.field).get(value, value) if isinstance(value, str) else str(value)


def parse_value(node: Node, text: str) -> Any:
    """Return the plain value of a text, or the text itself where none fits.

    A text field without a pattern keeps every character.
    """
    if node.look is Look.LINES:
        items = [line for line in text.split("\n") if line.strip()]
        return (
            as_empty_word(items[0])
            if len(items) == 1 and node.field.shape.word and as_empty_word(items[0])
            else items
        )
    shape = node.field.shape
    match shape.form:
        case "flag":
            found = read_flag(text)
            return text if found is None else found
        case "integer":
            bare = _BLANKS.sub("", text).strip().rstrip(".")
            return int(bare) if re.fullmatch("[0-9]{1,9}", bare) else text
        case "choice":
            folded = _fold(text)
            choices = {_fold(word): choice for choice, words in shape.words for word in words}
            choices |= {_fold(choice): choice for choice in shape.choices}
            return choices.get(folded, text)
        case "day":
            return read_day(text) or tidied(text)
        case "moment":
            return tidied(text)
        case "text" if shape.text is not None and shape.text.pattern is not None:
            pattern = re.compile(shape.text.pattern)
            fitting = next((reading for reading in _readings(text) if pattern.match(reading)), None)
            if fitting is None:
                return text
            return shape.text.read(fitting) if shape.text.read else fitting
        case _:
            return text


def read_flag(text: str) -> bool | None:
    """Return the answer that a word or sign is, or ``None``."""
    folded = text.strip().rstrip(".").casefold()
    return True if folded in _YES else False if folded in _NO else None


def ticked(text: str) -> bool | None:
    """Return the answer whose box is ticked in „☐ tak ☒ nie”, or ``None``."""
    before, behind = _TICKED
    found = (before if text.lstrip()[:1] in "☐☒☑✓✔[(" else behind).search(text)
    return flag(found[1]) if found else None


def as_empty_word(text: str) -> str | None:
    """Return the empty word in a text, whatever its case and quotes, or ``None``."""
    folded = _fold(text)
    return folded if folded in _WORDS else None


def _fold(text: str) -> str:
    return " ".join(without_invisible(text).strip(_QUOTES + ".;,").casefold().split())


def tidied(text: str) -> str:
    """Return a text without Word's typographic quotes, long dashes and special spaces."""
    return _DASHES.sub("-", _BLANKS.sub(" ", without_invisible(text))).strip(_QUOTES)


def _readings(text: str) -> Iterator[str]:
    """Yield the possible readings of a text with a pattern, the most faithful first."""
    yield text.strip()
    yield text.strip(_QUOTES)
    yield tidied(text)
    yield re.sub(r"\s|zł(?:otych)?\.?$|PLN$", "", tidied(text)).replace(",", ".")
