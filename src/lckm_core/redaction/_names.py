"""Names of people: where the text says that somebody's name follows, and where a first name stands before a surname."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lckm_core.redaction import _cue_phrases as words
from lckm_core.redaction._dictionary import NameDictionary, NameSense
from lckm_core.redaction._place_names import is_a_places
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._surnames import looks_like_a_surname

_SHORTEST_IN_CAPITALS = 5
"""One word in capitals is rather an abbreviation, unless it is longer."""

_WORD = re.compile(rf"{words.CAPITALISED}|{words.INITIAL}|{words.PARTICLE}(?=\s[^\W\d_a-z])")
_SMALL = re.compile(words.SMALL)
_TITLES = re.compile(rf"(?:{words.TITLE}){{0,2}}")
_AND = re.compile(r"(?:,|\s(?i:i|oraz|and|та))\s")
_OWN = re.compile(words.OWN)
_RELATIVE = re.compile(words.RELATIVE)
_INTRODUCE = re.compile(words.INTRODUCE)
_FAMILIES = re.compile(r"(?<!\w)(?i:sąsiedzi|państwo)\s([^\W\d_a-z]\w+owie)(?!\w)")
_FAMILY = re.compile(r"(?<!\w)(?i:u|od)\s(?=[^\W\d_a-z]\w+(?:[sc]kich|dzkich|[óo]w)(?!\w))")
_PAIR = re.compile(rf"(?<!\w){words.CAPITALISED}(?=\s[^\W\d_a-ząćęłńóśźż])")
_SMALL_PAIR = re.compile(rf"(?<![\w.@'’-])(?=({words.SMALL})\s({words.SMALL}))")


class _Cue(NamedTuple):
    """Words that a name follows: of how many words at least, and whether one word alone has to be a name for sure."""

    after: re.Pattern[str]
    least: int = 1
    surely: bool = False


_CUES = (
    _Cue(re.compile(words.OTHERS)),
    _Cue(re.compile(words.WORKERS), surely=True),
    _Cue(_FAMILY, surely=True),
    _Cue(re.compile(words.LEAD_TO_TWO), least=2),
    _Cue(re.compile(words.APPOSITION), least=2),
)


def names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names in *text* that follow a word such as „nazywam się” or „sąsiad”, and those that begin as *dictionary* knows."""
    for found in _OWN.finditer(text):
        yield from _own_name(text, found.end())
    for found in _INTRODUCE.finditer(text):
        yield from _own_first_name(text, found.end(), dictionary)
    if "owie" in text:
        for found in _FAMILIES.finditer(text):
            yield PersonalSpan(*found.span(1), PersonalKind.NAME)
    for cue in _CUES:
        for found in cue.after.finditer(text):
            if not is_a_places(text, found.start()):
                yield from _names_of_others(text, found.end(), cue, dictionary)
    yield from _known_names(text, dictionary)


def name_at(text: str, start: int, most: int = 3) -> list[re.Match[str]]:
    """Return the words of the name that begins at *start*, at most *most* of them; none where no name can."""
    found: list[re.Match[str]] = []
    at = start
    while len(found) < most and (word := _WORD.match(text, at)) and _is_somebodys(word[0]):
        found.append(word)
        if text[word.end() : word.end() + 1] not in (" ", "\xa0"):
            break
        at = word.end() + 1
    return found


def senses_of(found: list[re.Match[str]], dictionary: NameDictionary) -> list[NameSense]:
    """Return what each word of a name can be; of an initial nothing is known."""
    return [NameSense(0) if word[0].endswith(".") else dictionary.sense(word[0]) for word in found]


def _is_somebodys(word: str) -> bool:
    """Return whether a word can be part of a name: an initial, or none of those with which letters and offices speak."""
    return word.endswith(".") or not words.NOBODY.match(word)


def _own_name(text: str, start: int) -> Iterator[PersonalSpan]:
    """Yield the name after „nazywam się”, of which no word needs a capital."""
    found = name_at(text, start)
    if not found:
        at = start
        while (
            len(found) < 2
            and (word := _SMALL.match(text, at))
            and not (words.NOBODY.match(word[0]) or _RELATIVE.match(word[0]))
        ):
            found.append(word)
            if text[word.end() : word.end() + 1] != " ":
                break
            at = word.end() + 1
    if found:
        yield PersonalSpan(found[0].start(), found[-1].end(), PersonalKind.NAME)


def _own_first_name(text: str, start: int, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the first name after „jestem”, if it is one for sure."""
    word = _WORD.match(text, start) or _SMALL.match(text, start)
    if word is not None and not words.NOBODY.match(word[0]):
        sense = dictionary.sense(word[0])
        if sense & NameSense.FIRST_NAME and _surely(sense):
            yield PersonalSpan(*word.span(), PersonalKind.NAME)


def _names_of_others(
    text: str, start: int, cue: _Cue, dictionary: NameDictionary
) -> Iterator[PersonalSpan]:
    """Yield the name at *start*, and those joined to it by a comma or „i”."""
    titles = _TITLES.match(text, start)
    assert titles is not None, "no title is fine, too"
    at = titles.end()
    found = name_at(text, at)
    while len(found) >= cue.least and _may_be(found, cue, dictionary):
        yield PersonalSpan(found[0].start(), found[-1].end(), PersonalKind.NAME)
        joined = _AND.match(text, found[-1].end())
        found = name_at(text, joined.end()) if joined is not None else []
        # „pani Wrona, Zielona 12”: what is joined may be anything, so it has to begin as names do.
        if not found or not dictionary.sense(found[0][0]) & NameSense.FIRST_NAME:
            return
    if not found and cue.least == 1 and (word := _SMALL.match(text, at)):
        sense = dictionary.sense(word[0])
        if sense & NameSense.FIRST_NAME and _surely(sense):
            yield PersonalSpan(*word.span(), PersonalKind.NAME)


def _may_be(found: list[re.Match[str]], cue: _Cue, dictionary: NameDictionary) -> bool:
    """Return whether these words can be a name: none is an abbreviation alone, and *dictionary* says or knows nothing against it."""
    alone = found[0][0] if len(found) == 1 else ""
    if alone.isupper() and len(alone) < _SHORTEST_IN_CAPITALS:
        return False
    senses = [dictionary.sense(word[0]) for word in found if not word[0].endswith(".")]
    if cue.surely and alone:
        return any(map(_surely, senses)) or looks_like_a_surname(alone)
    return not senses or any(not sense or sense.is_a_name for sense in senses)


def _known_names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield each first name with a surname after or before it, unless it is a street's or a school's."""
    done = 0
    for pair in _PAIR.finditer(text):
        if pair.start() >= done:
            words = name_at(text, pair.start())
            length = _length(senses_of(words, dictionary))
            if length and not is_a_places(text, pair.start(), words[length - 1].end()):
                done = words[length - 1].end()
                yield PersonalSpan(pair.start(), done, PersonalKind.NAME)
    for pair in _SMALL_PAIR.finditer(text):
        first, last = dictionary.sense(pair[1]), dictionary.sense(pair[2])
        surname = last & NameSense.SURNAME and (_surely(last) or looks_like_a_surname(pair[2]))
        if (
            first & NameSense.FIRST_NAME
            and _surely(first)
            and surname
            and not is_a_places(text, pair.start(), pair.end(2))
        ):
            yield PersonalSpan(pair.start(1), pair.end(2), PersonalKind.NAME)


def _surely(sense: NameSense) -> bool:
    """Return whether a word can be a name and nothing but a name."""
    return sense.is_a_name and not sense & (NameSense.WORD | NameSense.PLACE)


def _length(senses: list[NameSense]) -> int:
    """Return of how many words a name is that begins so: a first name or two and a surname, or these the other way round."""
    if len(senses) < 2:
        return 0
    first, second, *third = senses
    if first & NameSense.FIRST_NAME:
        if (
            third
            and second & NameSense.FIRST_NAME
            and (third[0] & NameSense.SURNAME or not third[0])
        ):
            return 3
        return 2 if second & NameSense.SURNAME or not second else 0
    return (
        2
        if first & NameSense.SURNAME
        and second & NameSense.FIRST_NAME
        and not second & NameSense.WORD
        else 0
    )
