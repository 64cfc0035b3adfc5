"""The words of residents as data, for a search that runs elsewhere, such as in a browser."""

from functools import cache
from pathlib import Path

import attrs

from lckm_search.synonyms import own_synonyms, synonym_groups, words_of


@attrs.frozen
class SpokenGroup:
    """Phrases that residents say, what the office calls the thing, and words that hint at it."""

    said: tuple[str, ...]
    means: tuple[str, ...]
    hints: tuple[str, ...] = ()


@attrs.frozen
class SpokenWords:
    """What the search knows of everyday Polish.

    ``stop_words`` mean nothing to it and have no Polish letters; ``circumstances`` tell of who
    asks, where or when, and count for little.
    """

    groups: tuple[SpokenGroup, ...]
    stop_words: tuple[str, ...]
    circumstances: tuple[str, ...]


def spoken_words(path: str | None = None) -> SpokenWords:
    """Return the words of residents from a file of synonyms, or this package's own.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no list of entries with ``said`` and ``means``.
    """
    if path is None:
        return _own_words()
    return _spoken_words(Path(path).read_text(encoding="utf-8"))


@cache
def _own_words() -> SpokenWords:
    return _spoken_words(own_synonyms())


def _spoken_words(text: str) -> SpokenWords:
    groups = tuple(SpokenGroup(*map(tuple, group)) for group in synonym_groups(text))
    return SpokenWords(groups, words_of("stopwords.txt"), words_of("circumstances.txt"))
