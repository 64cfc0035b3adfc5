"""Text as the ordinance counts it: normal form, plain length, Markdown and empty words."""

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum
from typing import Literal, NamedTuple

Language = Literal["pl", "en"]


class Message(NamedTuple):
    """A text in Polish and in English."""

    pl: str
    en: str

    def text(self, lang: Language = "pl") -> str:
        """Return the text in *lang*, "pl" or "en"."""
        return self.en if lang == "en" else self.pl


_language: Language = "pl"


def use_language(lang: Language) -> Language:
    """Set the language of ``str()`` of the library's exceptions; return the one before.

    It holds for the whole process, whose threads share it. The command line sets it from
    ``--lang`` and ``LCKM_LANG``; a host sets it once, and may always ask for ``error.text(lang)``.
    """
    global _language
    before, _language = _language, lang
    return before


def language_in_use() -> Language:
    """Return the language of ``str()`` of the library's exceptions; Polish unless it was set."""
    return _language


class Noun(NamedTuple):
    """A noun in the forms that follow 1, 2 and 5 in Polish, 1 and 2 in English."""

    one: str
    few: str
    many: str
    english: str
    english_many: str


CHARACTERS = Noun("znak", "znaki", "znaków", "character", "characters")
BYTES = Noun("bajt", "bajty", "bajtów", "byte", "bytes")


def plural_form(number: int) -> int:
    """Return which Polish form follows a number: 0 after 1, 1 after 2–4, 22–24, …, else 2."""
    if number == 1:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2


def counted(number: int, noun: Noun) -> Message:
    """Return a number with its noun in the right form, such as „22 znaki”."""
    polish = (noun.one, noun.few, noun.many)[plural_form(number)]
    return Message(f"{number} {polish}", f"{number} {noun[3 + (number != 1)]}")


class EmptyWord(Enum):
    """A word that the template asks for in place of a value (interpretation I9).

    A field that was left out is ``None``, and no member of this.
    """

    NONE = "brak"
    NOT_APPLICABLE = "nie dotyczy"


def _in_any_case(word: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else r"\s+" for letter in word)


def word_pattern(word: EmptyWord) -> str:
    """Return the pattern of an empty word, which forgives case, blanks and a final dot."""
    # ECMA, Python and Rust read it alike.
    return rf"^\s*{_in_any_case(word.value)}\s*\.?\s*$"


_EMPTY_WORDS = tuple((re.compile(word_pattern(word)), word) for word in EmptyWord)
EMPTY_WORD_INITIALS = "bBnN"
"""The first letters of the empty words: nearly every text begins with another."""


def empty_word(text: str) -> EmptyWord | None:
    """Return the empty word that *text* spells, if any.

    Case, blanks and a final dot are forgiven.
    """
    if text.lstrip()[:1] not in EMPTY_WORD_INITIALS:
        return None
    # Otherwise the pattern would try many spaces against each other.
    text = " ".join(text.split())
    return next((word for pattern, word in _EMPTY_WORDS if pattern.match(text)), None)


_SENTENCE_END = re.compile(r"\n|(?<=[.;])\s")
# „Brak, jeśli …” is a text: it says when there is none.
_CLAUSE_END = re.compile(
    r"[:(–—]|(?<=\s)-\s"
    r"|,(?!\s*(?:jeśli|jeżeli|gdy|kiedy|chyba że|o ile|oprócz|poza|z wyjątkiem)\b)"
)


def inner_word(text: str) -> EmptyWord | None:
    """Return the first empty word that is a line or sentence of *text*, or begins one.

    It does so in „Brak. Odwołanie …” and „Brak, odwołanie …”.
    """
    lowered = text.lower()
    if "brak" not in lowered and "dotyczy" not in lowered:
        return None
    for sentence in _SENTENCE_END.split(text):
        word = empty_word(_CLAUSE_END.split(sentence, maxsplit=1)[0])
        if word is not None:
            return word
    return None


_FLAGS = {"tak": True, "nie": False, "true": True, "false": False}
FLAG_PATTERN = rf"^\s*(?:{'|'.join(map(_in_any_case, _FLAGS))})\s*$"
"""The pattern of a flag in words; ECMA, Python and Rust read it alike."""


def flag(text: str) -> bool | None:
    """Return the flag that *text* spells, whatever its case and blanks, or ``None``."""
    return _FLAGS.get(text.strip().lower())


_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Blanks other than the ordinary one, such as those that Word puts into „2 100 zł”."""


def normalise(text: str) -> str:
    """Return *text* in NFC, trimmed, with ``\\n`` as line break and ordinary blanks."""
    if not text.isascii():
        text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def folded(text: str) -> str:
    """Return *text* in small letters without Polish marks, its words joined by single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain_letters = unicodedata.normalize("NFD", text.casefold().replace("ł", "l"))
    return " ".join(
        "".join(letter for letter in plain_letters if not unicodedata.combining(letter)).split()
    )


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Return the one of *known* that is spelt nearest to *word*, or ``None``.

    From a *cutoff* of 0, anything, to 1, the same; of equally near ones the last by the alphabet.
    """
    from difflib import get_close_matches  # slow to import, and few words are misspelt

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=cutoff)), None)


def did_you_mean(near: str | None) -> Message:
    """Return a question to stand after a message, or an empty one where no word is near."""
    return Message(f" Czy chodzi o {near}?", f" Did you mean {near}?") if near else Message("", "")


INVISIBLE_CHARACTERS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
"""Invisible characters, and those that turn the direction of text, as the inside of a class."""
_INVISIBLE = re.compile(f"[{INVISIBLE_CHARACTERS}]")


DASHES = "-–—―−‒‐‑•·▪●◦‣*"
"""What people type, or Word makes, where the items of a list begin."""


def without_invisible(text: str) -> str:
    """Return *text* without invisible characters and those that turn its direction."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def without_direction_marks(text: str) -> str:
    """Return *text* without the characters that turn its direction.

    They come along where a telephone is copied from a list of contacts, and no page shows them.
    """
    return text if text.isascii() else _DIRECTION.sub("", text)


# The Markdown subset: headings, lists and quotes at a line's start; links, strong and emphasis
# within a line. What renders Markdown uses these patterns too, so that both agree on a mark.
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}|[-+*]|[0-9]{1,3}[.)]|>)[ \t]+", re.MULTILINE)
MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(([^()\s]{1,2000})\)")
MARKDOWN_STRONG = re.compile(r"\*\*(?=\S)([^*\n]{1,2000}?)(?<=\S)\*\*")
MARKDOWN_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\*(?![\w*])")

MARKDOWN_HINT = r"[*\[#>]|(?:^|\n)[ \t]*(?:[-+]|[0-9]{1,3}[.)])[ \t]"
"""The pattern of text that may hold Markdown; ECMA, Python and Rust read it alike."""


def plain(markdown: str) -> str:
    """Return the text of *markdown* without its marks, trimmed; the text of a link stays.

    Source: the limits count what a resident reads (interpretation I4).
    """
    text = _LINE_MARK.sub("", markdown)
    text = MARKDOWN_LINK.sub(r"\1", text)
    text = MARKDOWN_STRONG.sub(r"\1", text)
    return MARKDOWN_EMPHASIS.sub(r"\1", text).strip()


def plain_length(markdown: str) -> int:
    """Return the number of code points of the plain text (interpretation I4)."""
    return len(plain(normalise(markdown)))
