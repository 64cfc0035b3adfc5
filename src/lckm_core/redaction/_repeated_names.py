"""Names that stand again: „Halszka Wrońska”, and later „Wrońskich znają wszyscy”."""

from collections.abc import Iterator, Sequence

from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    COMMON_NAMES,
    is_a_surname_alone,
    is_first_name,
    is_surely_a_first_name,
)
from lckm_core.redaction._firm_names import is_a_firm
from lckm_core.redaction._name_shapes import CAPITALISED, INITIAL
from lckm_core.redaction._officials import holds_public_office
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._place_names import is_place_name
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._words import forms, plain

_ADJECTIVE = r"(\w{2,}(?:[sc]|dz)k)(?:i|a|iego|iej|iemu|im|ich|imi)"
_PLURAL = ("ow", "owie", "owna", "owny", "owa", "owej")
_BEGINNING = r"(?:^|[.!?…\n]\s*)$"
_SHORTEST = 4
# „K. Majda” after „Krzysztof Majda”.
_INITIAL_BEFORE = rf"(?<!\w){INITIAL}[ ]?\Z"
_REACH = 5
# „Zielona/Kościuszki”: a corner of two streets.
_CORNER = r"\w(?:[nwldr]|[sc]k|dzk)(?:a|ej)\s?/\s?$"
# On the same line, so a list of one name is found in one look.
_NUMBER_AFTER = r"[^\S\n](?:(?:nr\s)?\d|[^\W\d_a-ząćęłńóśźż])"


def repeated_names(
    text: str, shielded: str, spans: Sequence[PersonalSpan]
) -> Iterator[PersonalSpan]:
    """Yield where names of *spans*, which are spans of *text*, stand in *shielded*.

    *shielded* is *text* redacted at *spans*, with barriers in place of its marks.
    """
    known: set[str] = set()
    written: set[str] = set()
    initials: set[str] = set()
    for start, end, kind in spans:
        words = text[start:end].split() if kind is PersonalKind.NAME else []
        # A first name only as it was, or another form may be of somebody, or of a street.
        known.update(
            plain(word) for word in words if is_surely_a_first_name(COMMON_NAMES.sense(word))
        )
        if len(words) > 1 or (words and is_a_surname_alone(words[0])):
            known.update(form for word in words for form in _forms(word))
            written.update(map(plain, words))
            initials.update(plain(word)[0] for word in words)
    if not known:
        return
    for word in compiled(rf"(?<![\w-]){CAPITALISED}").finditer(shielded):
        root = _root(plain(word[0]))
        # „Wrony siedzą na drzewie”: at the beginning of a sentence, a word of any kind.
        begins = compiled(_BEGINNING).search(shielded[max(0, word.start() - 3) : word.start()])
        if root in known and not (
            (begins and root == plain(word[0]) not in written)
            or is_place_name(shielded, *word.span())
            or compiled(_CORNER).search(shielded[max(0, word.start() - 8) : word.start()])
            or holds_public_office(shielded, word.start())
            or is_a_firm(shielded, *word.span())
            or compiled(_NUMBER_AFTER).match(shielded, word.end())
        ):
            before = shielded[max(0, word.start() - _REACH) : word.start()]
            initial = compiled(_INITIAL_BEFORE).search(before)
            is_theirs = initial is not None and plain(initial[0])[0] in initials
            start = word.start() - (len(initial[0]) if initial and is_theirs else 0)
            yield PersonalSpan(start, word.end(), PersonalKind.NAME)


def _forms(word: str) -> frozenset[str]:
    """Return the forms of a surname; none of a word that may be no surname."""
    small = plain(word)
    if len(small) < _SHORTEST or not small.isalpha() or is_first_name(word) or is_no_name(word):
        return frozenset()
    root = _root(small)
    if root != small:
        return frozenset({root})
    return forms(small) | {small + ending for ending in _PLURAL}


def _root(word: str) -> str:
    """Return an adjective without its ending, and any other word as it is."""
    adjective = compiled(_ADJECTIVE).fullmatch(word)
    return adjective[1] if adjective is not None else word
