"""Regular expressions, compiled on first use and tried only beside one of their keywords."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

_PLAIN_LETTERS = dict(zip("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ", strict=True))

# What has a blank, or looks like one that may be repeated: a blank with a count of its own, an
# escape, a class, an assertion about what is before, whose width is fixed, a blank.
_BLANK = re.compile(
    r"\\s[?*+{]|\\.|\[\^?\]?(?:\\.|[^]\\])*\]|\(\?<[=!](?:\\.|\[[^]]*\]|[^()\[])*\)| [?*+{]| "
)


@cache
def compiled(pattern: str, *, marks_optional: bool = False) -> re.Pattern[str]:
    """Return *pattern* compiled to ignore case, at its first use and only then.

    For constant patterns, never for text that somebody typed: compiling all of them takes
    longer than checking a file. A blank matches up to three, for people type two between words
    and see one.

    Args:
        pattern: the pattern.
        marks_optional: whether it also matches what is typed without Polish letters.
    """
    pattern = _BLANK.sub(_repeated, pattern)
    return re.compile(_with_marks_optional(pattern) if marks_optional else pattern, re.IGNORECASE)


def _repeated(found: re.Match[str]) -> str:
    part = found[0]
    if part in (" ", r"\s"):
        return part + "{1,3}"
    if part in (" ?", r"\s?"):
        return part[:-1] + "{0,3}"
    if part.startswith("(?<") and " " in part:
        doubled = part.replace(" ", "  ")
        return f"(?:{part}|{doubled})" if part.startswith("(?<=") else part + doubled
    return part


def _with_marks_optional(pattern: str) -> str:
    pieces = []
    in_class = False
    for letter in pattern:
        in_class = letter == "[" or (in_class and letter != "]")
        both = letter + _PLAIN_LETTERS.get(letter, "")
        pieces.append(both if in_class or len(both) == 1 else f"[{both}]")
    return "".join(pieces)


def with_any_blanks(hints: Iterable[str]) -> tuple[str, ...]:
    """Return hints, those with a blank also with two blanks in its place."""
    return tuple(dict.fromkeys(hint.replace(" ", gap) for hint in hints for gap in (" ", "  ")))


class KeywordPattern:
    """A pattern that ignores case, and keywords one of which is in each of its matches.

    Looking for the keywords takes a fraction of the time that the pattern takes to find nothing.
    """

    __slots__ = ("keywords", "marks_optional", "pattern")

    def __init__(self, keywords: str, pattern: str, *, marks_optional: bool = False) -> None:
        """Declare a pattern.

        Args:
            keywords: in small letters, separated by blanks; every match holds at least one.
            pattern: the pattern.
            marks_optional: as for :func:`compiled`; the keywords then have no Polish letters.
        """
        self.keywords = tuple(keywords.split())
        self.pattern = pattern
        self.marks_optional = marks_optional

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern as Python's."""
        return compiled(self.pattern, marks_optional=self.marks_optional)

    def may_match(self, text: str) -> bool:
        """Return whether a keyword stands in *text*; if not, there is no match in it."""
        return any(map(small_letters(text).__contains__, self.keywords))

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in *text*, if any."""
        return self.compiled.search(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return every match in *text*."""
        return self.compiled.finditer(text) if self.may_match(text) else iter(())

    def finditer_near(self, text: str, reach: int) -> Iterator[re.Match[str]]:
        """Return every match in *text*, searching only near the keywords.

        No match may reach further than *reach* characters before or behind its keyword.
        """
        letters = small_letters(text)
        found = [keyword for keyword in self.keywords if keyword in letters]
        if not found:
            return iter(())
        if len(letters) != len(text):
            return self.compiled.finditer(text)
        first = min(map(letters.find, found))
        last = max(letters.rfind(keyword) + len(keyword) for keyword in found)
        return self.compiled.finditer(text, max(0, first - reach), last + reach)


@lru_cache(maxsize=64)  # many patterns read one text
def small_letters(text: str) -> str:
    """Return *text* in small letters, by which patterns that ignore case compare."""
    # To such a pattern „İ” and „ı” are „i”, to str.casefold they are not.
    return text.casefold().replace("i\u0307", "i").replace("\u0131", "i")
