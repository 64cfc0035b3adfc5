"""Names of people: announced, known or signed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lckm_core.redaction import _cue_phrases as cues
from lckm_core.redaction._contact_data import ADDRESS_LINE
from lckm_core.redaction._cue_phrases import is_named_after, is_no_name, is_place_name
from lckm_core.redaction._dictionary import NameDictionary, NameSense, looks_like_a_surname
from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._spans import BARRIER, PersonalKind, PersonalSpan

# One word in capitals is rather an abbreviation, unless it is this long.
_SHORTEST_IN_CAPITALS = 5

_WORD = rf"{cues.CAPITALISED}|{cues.INITIAL}|{cues.PARTICLE}(?=\s[^\W\d_a-z])"
_TITLES = rf"(?:{cues.TITLE}){{0,2}}"
_AND = r"(?:,|\s(?i:i|oraz|and|та))\s"
_FAMILIES = r"(?<!\w)(?i:sąsiedzi|państwo)\s([^\W\d_a-z]\w+owie)(?!\w)"
_FAMILY = r"(?<!\w)(?i:u|od)\s(?=[^\W\d_a-z]\w+(?:[sc]kich|dzkich|[óo]w)(?!\w))"
_PAIR = rf"(?<!\w){cues.CAPITALISED}(?=\s[^\W\d_a-ząćęłńóśźż])"
_SMALL_PAIR = rf"(?<![\w.@'’-])(?=({cues.SMALL})\s({cues.SMALL}))"


class _Cue(NamedTuple):
    """Words that a name follows.

    ``least`` is the least number of its words; ``surely`` means that one word alone has to be a
    name and nothing else.
    """

    pattern: str
    least: int = 1
    surely: bool = False


_CUES = (
    _Cue(cues.COURTESY_OR_RELATIVE),
    _Cue(cues.WORKER, surely=True),
    _Cue(_FAMILY, surely=True),
    _Cue(cues.BEFORE_FULL_NAME, least=2),
    _Cue(cues.APPOSITION, least=2),
)


def names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names in *text* that are announced or known."""
    for cue_match in compiled(cues.OWN_NAME).finditer(text):
        yield from _own_name(text, cue_match.end())
    for cue_match in compiled(cues.INTRODUCTION).finditer(text):
        yield from _own_first_name(text, cue_match.end(), dictionary)
    if "owie" in text:
        for family in compiled(_FAMILIES).finditer(text):
            yield PersonalSpan(*family.span(1), PersonalKind.NAME)
    for cue in _CUES:
        for cue_match in compiled(cue.pattern).finditer(text):
            if not is_named_after(text, cue_match.start()):
                yield from _names_of_others(text, cue_match.end(), cue, dictionary)
    yield from _known_names(text, dictionary)
    yield from _small_names(text, dictionary)


def _name_at(text: str, start: int, most: int = 3) -> list[re.Match[str]]:
    """Return up to *most* words of the name that begins at *start*."""
    words: list[re.Match[str]] = []
    at = start
    while len(words) < most and (word := compiled(_WORD).match(text, at)) and _may_be_part(word[0]):
        words.append(word)
        if text[word.end() : word.end() + 1] not in (" ", "\xa0"):
            break
        at = word.end() + 1
    return words


def _may_be_part(word: str) -> bool:
    """Return whether *word* can be part of a name."""
    return word.endswith(".") or not is_no_name(word)


def _senses_of(words: list[re.Match[str]], dictionary: NameDictionary) -> list[NameSense]:
    """Return what each word of a name can be; an initial is empty."""
    return [NameSense(0) if word[0].endswith(".") else dictionary.sense(word[0]) for word in words]


def _span_of(words: list[re.Match[str]]) -> PersonalSpan:
    return PersonalSpan(words[0].start(), words[-1].end(), PersonalKind.NAME)


def _own_name(text: str, start: int) -> Iterator[PersonalSpan]:
    """Yield the name after „nazywam się”, capitalised or not."""
    words = _name_at(text, start) or _small_name_at(text, start)
    if words:
        yield _span_of(words)


def _small_name_at(text: str, start: int) -> list[re.Match[str]]:
    """Return up to two words in small letters that may be a name."""
    words: list[re.Match[str]] = []
    at = start
    while len(words) < 2 and (word := compiled(cues.SMALL).match(text, at)):
        if is_no_name(word[0]) or compiled(cues.RELATIVE).match(word[0]):
            break
        words.append(word)
        if text[word.end() : word.end() + 1] != " ":
            break
        at = word.end() + 1
    return words


def _own_first_name(text: str, start: int, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the first name after „jestem”, if it is one for sure."""
    word = compiled(_WORD).match(text, start) or compiled(cues.SMALL).match(text, start)
    if word is None or is_no_name(word[0]):
        return
    if _is_surely_a_first_name(dictionary.sense(word[0])):
        yield PersonalSpan(*word.span(), PersonalKind.NAME)


def _names_of_others(
    text: str, start: int, cue: _Cue, dictionary: NameDictionary
) -> Iterator[PersonalSpan]:
    """Yield the name at *start*, and those joined to it."""
    titles = compiled(_TITLES).match(text, start)
    assert titles is not None, "no title is fine, too"
    at = titles.end()
    words = _name_at(text, at)
    while len(words) >= cue.least and _may_be_name(words, cue, dictionary):
        yield _span_of(words)
        joined = compiled(_AND).match(text, words[-1].end())
        words = _name_at(text, joined.end()) if joined is not None else []
        # „pani Wrona, Zielona 12”: what is joined may be anything, so it has to begin as names do.
        if not words or not dictionary.sense(words[0][0]) & NameSense.FIRST_NAME:
            return
    if not words and cue.least == 1:
        word = compiled(cues.SMALL).match(text, at)
        if word and _is_surely_a_first_name(dictionary.sense(word[0])):
            yield PersonalSpan(*word.span(), PersonalKind.NAME)


def _may_be_name(words: list[re.Match[str]], cue: _Cue, dictionary: NameDictionary) -> bool:
    """Return whether *words* can be a name."""
    single = words[0][0] if len(words) == 1 else ""
    if single.isupper() and len(single) < _SHORTEST_IN_CAPITALS:
        return False
    senses = [dictionary.sense(word[0]) for word in words if not word[0].endswith(".")]
    if cue.surely and single:
        return any(map(_is_surely_a_name, senses)) or looks_like_a_surname(single)
    return not senses or any(not sense or sense.is_a_name for sense in senses)


def _known_names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield each first name with a surname, unless it names a place."""
    end = 0
    for pair in compiled(_PAIR).finditer(text):
        if pair.start() >= end:
            words = _name_at(text, pair.start())
            length = _name_length(_senses_of(words, dictionary))
            if length and not is_place_name(text, pair.start(), words[length - 1].end()):
                end = words[length - 1].end()
                yield PersonalSpan(pair.start(), end, PersonalKind.NAME)


def _small_names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield each first name and surname in small letters."""
    for pair in compiled(_SMALL_PAIR).finditer(text):
        first = dictionary.sense(pair[1])
        last = dictionary.sense(pair[2])
        is_surname = last & NameSense.SURNAME and (
            _is_surely_a_name(last) or looks_like_a_surname(pair[2])
        )
        if (
            _is_surely_a_first_name(first)
            and is_surname
            and not is_place_name(text, pair.start(), pair.end(2))
        ):
            yield PersonalSpan(pair.start(1), pair.end(2), PersonalKind.NAME)


def _is_surely_a_name(sense: NameSense) -> bool:
    """Return whether a word can be a name and nothing but a name."""
    return sense.is_a_name and not sense & (NameSense.WORD | NameSense.PLACE)


def _is_surely_a_first_name(sense: NameSense) -> bool:
    return NameSense.FIRST_NAME in sense and _is_surely_a_name(sense)


def _name_length(senses: list[NameSense]) -> int:
    """Return how many of the words are a first name and a surname."""
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
    surname_first = (
        first & NameSense.SURNAME and second & NameSense.FIRST_NAME and not second & NameSense.WORD
    )
    return 2 if surname_first else 0


# ── Signatures: the name, and the address under it, after the words that close a letter ──

_CLOSINGS = """
    z_poważaniem (serdecznie_|gorąco_|ciepło_)?pozdrawia(m|my)(_serdecznie|_ciepło|_gorąco)? pozdr
    pozdrowienia serdeczności z_(wyrazami_)?szacunk(iem|u)
    (łączę|z)_(wyrazy_szacunku|pozdrowieni(a|ami))
    (z_góry_)?dziękuję(_z_góry)?(_za_[^\\W\\d_]{3,20}(_[^\\W\\d_]{3,20})?)? podpis podpisan[oay]
    (kind_|best_|warm_)?regards (yours_)?(sincerely|faithfully) thank(s|_you) з_повагою дякую
"""
_CLOSING = (
    rf"(?<!\w){any_of(_CLOSINGS)}(?P<pause>[ \t.,:!–-]{{0,4}}(?:\n\s{{0,4}})?)|(?:^|\n)--[ ]?\n"
)
_END = (
    r"[ \t]{0,3}(?:[.,;!]{0,3}[ \t]{0,3}(?:\n|$)|[,;(]"
    rf"|[ \t](?:tel|kom|e-?mail|mail)(?!\w)|{BARRIER}|[ \t]\+?\d)"
)
_LINE = r"[^\n]*"
_CONTACT = rf"(?i)[^\n]{{0,30}}(?:{BARRIER}|@|\d{{3}})|[ \t]*(?:\n|$)"
# Where a sentence or a line ends, and not an initial.
_BREAK = r"(?:[!?…\n]|(?<!(?<!\w)[^\W\d_a-ząćęłńóśźż])\.)[^\S\n]*+"
_VERB = r"\w+(?:[ęe]|am|em|im|my|cie)$"
_LONGEST_NAME = 100


def signatures(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names, and the addresses, with which *text* is signed."""
    for closing in compiled(_CLOSING).finditer(text):
        words = _name_at(text, closing.end())
        name = None
        if words:
            name = _signed_name(text, words, dictionary)
        elif not {"\n", ","}.isdisjoint(closing["pause"] or "\n"):
            name = _small_signed_name(text, closing.end())
        if name is not None:
            yield name
            yield from _address_lines(text, name.end)
    yield from _last_words(text, dictionary)


def is_signed(text: str, start: int, end: int) -> bool:
    """Return whether the name from *start* to *end* is a signature.

    It follows a closing, or is the last line or sentence.
    """
    left = text[max(0, start - _LONGEST_NAME) : start]
    closed = any(closing.end() == len(left) for closing in compiled(_CLOSING).finditer(left))
    if closed and compiled(_END).match(text, end):
        return True
    last = not text[end:].strip(" .!\n")
    return last and any(stop.end() == len(left) for stop in compiled(_BREAK).finditer(left))


def _last_words(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the name that is all of the last sentence or line."""
    end = len(text.rstrip(" .!\n"))
    stops = list(compiled(_BREAK).finditer(text, max(0, end - _LONGEST_NAME), end))
    words = _name_at(text, stops[-1].end()) if stops else []
    if not words or words[-1].end() < end:
        return
    if is_place_name(text, words[0].start(), words[-1].end()):
        return
    has_initial = len(words) > 1 and any(word[0].endswith(".") for word in words)
    above = text[: words[0].start()].rstrip(" \t\xa0")
    after_a_sentence = above.rstrip().endswith((".", "!", "?", "…", ","))
    if not after_a_sentence and not (has_initial and above.endswith("\n")):
        return
    first, *others = _senses_of(words, dictionary)
    begins_as_a_name = first.is_a_name if has_initial else NameSense.FIRST_NAME in first
    if begins_as_a_name or any(sense.is_a_name for sense in others):
        yield _span_of(words)


def _signed_name(
    text: str, words: list[re.Match[str]], dictionary: NameDictionary
) -> PersonalSpan | None:
    """Return the name made of *words* if it is one."""
    ends = compiled(_END).match(text, words[-1].end())
    if ends or dictionary.sense(words[0][0]) & NameSense.FIRST_NAME:
        return _span_of(words)
    return None


def _small_signed_name(text: str, start: int) -> PersonalSpan | None:
    """Return the name in small letters that ends the signature."""
    small = compiled(cues.SMALL)
    first = small.match(text, start)
    if first is None or is_no_name(first[0]) or compiled(_VERB).match(first[0]):
        return None
    end = first.end()
    second = small.match(text, end + 1) if text[end : end + 1] == " " else None
    if second is not None:
        if is_no_name(second[0]):
            return None
        end = second.end()
    if compiled(_END).match(text, end):
        return PersonalSpan(first.start(), end, PersonalKind.NAME)
    return None


def _address_lines(text: str, start: int) -> Iterator[PersonalSpan]:
    """Yield the addresses in the lines under a signature."""
    at = start
    while (at := text.find("\n", at) + 1) > 0:
        line = compiled(_LINE).match(text, at)
        assert line is not None
        home = compiled(ADDRESS_LINE).match(line[0].strip())
        if home is not None:
            begin = at + line[0].index(home[1])
            yield PersonalSpan(begin, begin + len(home[1]), PersonalKind.ADDRESS)
        elif not compiled(_CONTACT).match(text, at):
            return
