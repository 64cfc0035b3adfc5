"""The words of residents for the search of a site, by lckm-search."""

import json
from typing import Final, NamedTuple

from lckm_bip.searched_words import beginnings
from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message

_NOT_INSTALLED: Final = Message(
    'zainstaluj lckm-search (pip install "lckm-bip[search]").',
    'install lckm-search (pip install "lckm-bip[search]").',
)
_UNREADABLE: Final = Message(
    "podaj plik ze słowami mieszkańców (said) i urzędu (means), jak synonyms.yaml w lckm-search",
    "name a file with the words of residents (said) and of the office (means), like "
    "synonyms.yaml of lckm-search",
)


class ResidentWords(NamedTuple):
    """The words of residents as a script, and the beginnings of the office's words."""

    script: str = ""
    official: frozenset[str] = frozenset()


NO_WORDS: Final = ResidentWords()


def resident_words(path: str) -> ResidentWords:
    """Return the words of residents; empty where lckm-search is not installed.

    Args:
        path: a file of synonyms; empty for those of lckm-search.

    Raises:
        InvalidSettingError: *path* names no such file, or nothing is there to read it.
    """
    try:
        from lckm_search import spoken_words
    except ImportError as error:
        if path:
            raise InvalidSettingError("synonyms", _NOT_INSTALLED) from error
        return NO_WORDS
    try:
        known = spoken_words(path or None)
    except (OSError, ValueError) as error:
        raise InvalidSettingError("synonyms", _UNREADABLE) from error
    groups = [
        [list(part) for part in (group.said, group.means, group.hints) if part]
        for group in known.groups
    ]
    words = {
        "groups": groups,
        "stop": " ".join(known.stop_words),
        "about": " ".join(known.circumstances),
    }
    script = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return ResidentWords(
        f"window.lckmWords={script};\n",
        beginnings(phrase for group in known.groups for phrase in group.means),
    )
