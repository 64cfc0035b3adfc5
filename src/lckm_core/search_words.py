"""Words by which reports and procedures are found, and whether a text has them."""

import re
from typing import Final

import attrs

from lckm_core.streets import may_be_same_name
from lckm_core.text import folded

MOST_SEARCH_WORDS: Final = 8
"""How many words a search has at most."""
_WORD = re.compile(r"[^\W_]+")
# What shorter words have in common with others says too little: „kot”, „koc”.
_SHORTEST_WITH_FORMS = 4
_SHORTEST_ROOT = 3
_LONGEST_ENDING = 4
_MARKED_LETTERS = {
    **dict(zip("acelnos", "ąćęłńóś", strict=True)),
    "z": "źż",
}
_POLISH = "".join(_MARKED_LETTERS.values())
# Any other letter may be folded to one of these.
_OTHER = re.compile(rf"[^\x00-\x7f{_POLISH}{_POLISH.upper()}„”–—…]")


def _validate_count(
    instance: object, attribute: "attrs.Attribute[tuple[str, ...]]", words: tuple[str, ...]
) -> None:
    if not 1 <= len(words) <= MOST_SEARCH_WORDS:
        raise ValueError(f"a search has 1 to {MOST_SEARCH_WORDS} words, not {len(words)}")


@attrs.frozen(repr=False)
class SearchWords:
    """Words that all have to stand in a text, such as the title of a procedure.

    A word stands in a text that has it or a word that begins with it, „huśtawk” in „huśtawki”; one
    of at least four letters also in many of its cases, „huśtawka” in „huśtawki”, but not „ławka” in
    „ławce”. A number, and one that ends a word, stands whole: 12 in „12a”, not in „121”, and „S8”
    not in „S86”. Case and Polish marks make no difference.

    Args:
        words: the words in small letters without Polish marks, each once.

    ``repr`` shows none of them: somebody may have typed a name.
    """

    words: tuple[str, ...] = attrs.field(validator=_validate_count)
    _roots: tuple[re.Pattern[str], ...] = attrs.field(
        init=False,
        eq=False,
        default=attrs.Factory(
            lambda self: tuple(_root_pattern(_root(word)) for word in self.words), takes_self=True
        ),
    )

    @classmethod
    def of(cls, text: str) -> "SearchWords":
        """Return the words of a text that somebody typed.

        Raises ``ValueError`` for a text without a word, or with more than 8.
        """
        return cls(tuple(dict.fromkeys(_WORD.findall(folded(text)))))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def are_in(self, text: str) -> bool:
        """Return whether every word stands in a text."""
        if not self.may_be_in(text):
            return False
        found = frozenset(_WORD.findall(folded(text)))
        return all(any(_stands(word, text_word) for text_word in found) for word in self.words)

    def may_be_in(self, text: str) -> bool:
        """Return whether the words may stand in a text, which may be encoded as JSON.

        Quick, and never false where they do: for a store to skip rows without parsing them.
        """
        return _OTHER.search(text) is not None or all(root.search(text) for root in self._roots)


def _stands(word: str, found: str) -> bool:
    """Return whether a word of a text matches a word of a search, both folded."""
    if word[-1].isdigit():
        return found.startswith(word) and not found[len(word) :][:1].isdigit()
    return found.startswith(word) or (
        len(word) >= _SHORTEST_WITH_FORMS
        and found.startswith(_root(word))
        and may_be_same_name(word, found)
    )


def _root(word: str) -> str:
    """Return a beginning that every form of a word has."""
    if len(word) < _SHORTEST_WITH_FORMS or not word.isalpha():
        return word
    return word[: max(_SHORTEST_ROOT, len(word) - _LONGEST_ENDING)]


def _root_pattern(root: str) -> re.Pattern[str]:
    """Return the pattern of a root in any case, with or without Polish marks."""
    letters = (letter + _MARKED_LETTERS.get(letter, "") for letter in root)
    return re.compile("".join(f"[{variants}{variants.upper()}]" for variants in letters))
