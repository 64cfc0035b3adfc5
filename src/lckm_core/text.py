"""Text as the ordinance counts it: normal form, plain length, the Markdown subset, and the template's two empty words."""

import re
import unicodedata
from enum import Enum
from typing import Literal, NamedTuple

Language = Literal["pl", "en"]


class Message(NamedTuple):
    """One thing said twice: in Polish for clerks, in English for ``lang="en"``."""

    pl: str
    en: str

    def text(self, lang: Language = "pl") -> str:
        """Return the wording in *lang* ("pl" or "en")."""
        return self.en if lang == "en" else self.pl


class EmptyWord(Enum):
    """A word the template asks for where there is nothing to give (interpretation I9).

    *None* (the field was not given) is a third value and is not a member here.
    """

    NONE = "brak"
    NOT_APPLICABLE = "nie dotyczy"


def _in_any_case(word: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else r"\s+" for letter in word)


def word_pattern(word: EmptyWord) -> str:
    """Return the pattern (ECMA, Python and Rust read it alike) of an empty word, forgiving case, blanks and one trailing dot."""
    return rf"^\s*{_in_any_case(word.value)}\s*\.?\s*$"


_EMPTY_WORDS = tuple((re.compile(word_pattern(word)), word) for word in EmptyWord)


def empty_word(text: str) -> EmptyWord | None:
    """Return the empty word that *text* spells, forgiving case, blanks and one trailing dot; else ``None``."""
    if text.lstrip()[:1] not in "bBnN":  # as nearly every text
        return None
    spaced = " ".join(
        text.split()
    )  # else the pattern would try each of many spaces with each other
    return next((word for pattern, word in _EMPTY_WORDS if pattern.match(spaced)), None)


_SAID = re.compile(r"\n|(?<=[.;])\s")
# „Brak, jeśli …” says when there is none, and so is a text.
_BEFORE_MORE = re.compile(
    r"[:(–—]|(?<=\s)-\s|,(?!\s*(?:jeśli|jeżeli|gdy|kiedy|chyba że|o ile|oprócz|poza|z wyjątkiem)\b)"
)


def inner_word(text: str) -> EmptyWord | None:
    """Return the first empty word that is a line or a sentence of *text* by itself, or begins one before a comma or a dash.

    As „Brak. Odwołanie …” and „Brak, odwołanie …”; ``None`` where there is none.
    """
    beginnings = (_BEFORE_MORE.split(said, maxsplit=1)[0] for said in _SAID.split(text))
    return next(filter(None, map(empty_word, beginnings)), None)


_FLAGS = {"tak": True, "nie": False, "true": True, "false": False}
FLAG_PATTERN = rf"^\s*(?:{'|'.join(map(_in_any_case, _FLAGS))})\s*$"
"""Pattern (ECMA, Python and Rust read it alike) of a flag in words."""


def flag(text: str) -> bool | None:
    """Return the flag that *text* spells, forgiving case and blanks around; else ``None``."""
    return _FLAGS.get(text.strip().lower())


def normalise(text: str) -> str:
    """Return *text* in NFC, with line breaks as ``\\n`` and both ends trimmed."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def folded(text: str) -> str:
    """Return *text* without case and Polish marks, its words parted by single spaces: what two spellings have in common."""
    plain_letters = unicodedata.normalize("NFD", text.casefold().replace("ł", "l"))
    return " ".join(
        "".join(letter for letter in plain_letters if not unicodedata.combining(letter)).split()
    )


INVISIBLE_CHARACTERS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
"""Characters that nobody sees, or that turn the direction of text, as the inside of a character class."""
_INVISIBLE = re.compile(f"[{INVISIBLE_CHARACTERS}]")


def without_invisible(text: str) -> str:
    """Return *text* without the characters that nobody sees or that turn its direction."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


# The Markdown subset: headings, lists, quotes at a line's start; links, strong and emphasis within a line. What shows it
# reads these patterns too, so that it makes a mark of what is not counted, and of nothing else.
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}|[-+*]|[0-9]{1,3}[.)]|>)[ \t]+", re.MULTILINE)
MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(([^()\s]{1,2000})\)")
MARKDOWN_STRONG = re.compile(r"\*\*(?=\S)([^*\n]{1,2000}?)(?<=\S)\*\*")
MARKDOWN_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\*(?![\w*])")

MARKDOWN_HINT = r"[*\[#>]|(?:^|\n)[ \t]*(?:[-+]|[0-9]{1,3}[.)])[ \t]"
"""Pattern (ECMA, Python and Rust read it alike) of text that may hold Markdown marks, so that its length is not its plain length."""


def plain(markdown: str) -> str:
    """Return the plain text of *markdown*: the marks of the subset removed, link texts kept, ends trimmed.

    Raises nothing. Source: the limits count what a resident reads (interpretation I4).
    """
    text = _LINE_MARK.sub("", markdown)
    text = MARKDOWN_LINK.sub(r"\1", text)
    text = MARKDOWN_STRONG.sub(r"\1", text)
    return MARKDOWN_EMPHASIS.sub(r"\1", text).strip()


def plain_length(markdown: str) -> int:
    """Return the number of Unicode code points of the plain text, a line break counted as one (interpretation I4).

    Raises nothing.
    """
    return len(plain(normalise(markdown)))
