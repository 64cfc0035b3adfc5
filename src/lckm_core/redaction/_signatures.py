"""Signatures: the name, and the home under it, after the words with which a letter ends."""

import re
from collections.abc import Iterator

from lckm_core.redaction._addresses import POSTAL
from lckm_core.redaction._cue_phrases import NOBODY, SMALL
from lckm_core.redaction._dictionary import NameDictionary, NameSense
from lckm_core.redaction._names import name_at, senses_of
from lckm_core.redaction._place_names import is_a_places
from lckm_core.redaction._spans import BARRIER, PersonalKind, PersonalSpan
from lckm_core.redaction._word_patterns import any_of

_CLOSINGS = """
    z_poważaniem (serdecznie_|gorąco_|ciepło_)?pozdrawia(m|my)(_serdecznie|_ciepło|_gorąco)? pozdr pozdrowienia serdeczności z_(wyrazami_)?szacunk(iem|u)
    (łączę|z)_(wyrazy_szacunku|pozdrowieni(a|ami)) (z_góry_)?dziękuję(_z_góry)?(_za_[^\\W\\d_]{3,20}(_[^\\W\\d_]{3,20})?)? podpis podpisan[oay]
    (kind_|best_|warm_)?regards (yours_)?(sincerely|faithfully) thank(s|_you) з_повагою дякую
"""
_CLOSING = re.compile(
    rf"(?<!\w){any_of(_CLOSINGS)}(?P<pause>[ \t.,:!–-]{{0,4}}(?:\n\s{{0,4}})?)|(?:^|\n)--[ ]?\n"
)
_END = re.compile(
    rf"[ \t]{{0,3}}(?:[.,;!]{{0,3}}[ \t]{{0,3}}(?:\n|$)|[,;(]|[ \t](?:tel|kom|e-?mail|mail)(?!\w)|{BARRIER}|[ \t]\+?\d)"
)
_LINE = re.compile(r"[^\n]*")
_CONTACT = re.compile(rf"[^\n]{{0,30}}(?:{BARRIER}|@|\d{{3}})|[ \t]*(?:\n|$)", re.IGNORECASE)
# Where a sentence or line ends, and not an initial.
_BREAK = re.compile(r"(?:[!?…\n]|(?<!(?<!\w)[^\W\d_a-ząćęłńóśźż])\.)[^\S\n]*+")
_LONGEST_NAME = 100
_SMALL = re.compile(SMALL)
_VERB = re.compile(r"\w+(?:[ęe]|am|em|im|my|cie)$")


def signatures(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names, and the homes, with which *text* is signed."""
    for found in _CLOSING.finditer(text):
        signed = _signed(
            text,
            found.end(),
            dictionary,
            after_a_pause=not {"\n", ","}.isdisjoint(found["pause"] or "\n"),
        )
        if signed is not None:
            yield signed
            yield from _block(text, signed.end)
    yield from _last_words(text, dictionary)


def is_signed(text: str, start: int, end: int) -> bool:
    """Return whether the name at *start* is all that a letter is signed with: after its closing, or as its last line or sentence."""
    left = text[max(0, start - _LONGEST_NAME) : start]
    closed = any(found.end() == len(left) for found in _CLOSING.finditer(left))
    if closed and _END.match(text, end):
        return True
    last = not text[end:].strip(" .!\n")
    return last and any(found.end() == len(left) for found in _BREAK.finditer(left))


def _last_words(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the name that is all of the last line or sentence, after one that is ended; with an initial after any line."""
    end = len(text.rstrip(" .!\n"))
    breaks = [found.end() for found in _BREAK.finditer(text, max(0, end - _LONGEST_NAME), end)]
    words = name_at(text, breaks[-1]) if breaks else []
    if not words or words[-1].end() < end or is_a_places(text, words[0].start(), words[-1].end()):
        return
    initial = len(words) > 1 and any(word[0].endswith(".") for word in words)
    above = text[: words[0].start()].rstrip(" \t\xa0")
    if not (
        above.rstrip().endswith((".", "!", "?", "…", ",")) or (initial and above.endswith("\n"))
    ):
        return
    first, *others = senses_of(words, dictionary)
    if any(sense.is_a_name for sense in others) or (
        first.is_a_name if initial else NameSense.FIRST_NAME in first
    ):
        yield PersonalSpan(words[0].start(), words[-1].end(), PersonalKind.NAME)


def _signed(
    text: str, start: int, dictionary: NameDictionary, *, after_a_pause: bool
) -> PersonalSpan | None:
    """Return the name at *start* if it is known, or if nothing but an end, a comma or contact data follows it."""
    words = name_at(text, start)
    if words:
        closes = (
            _END.match(text, words[-1].end())
            or dictionary.sense(words[0][0]) & NameSense.FIRST_NAME
        )
        return (
            PersonalSpan(words[0].start(), words[-1].end(), PersonalKind.NAME) if closes else None
        )
    small = _SMALL.match(text, start)
    if small is None or not after_a_pause or NOBODY.match(small[0]) or _VERB.match(small[0]):
        return None
    end = small.end()
    more = _SMALL.match(text, end + 1) if text[end : end + 1] == " " else None
    if more is not None and NOBODY.match(more[0]):
        return None
    end = more.end() if more is not None else end
    return PersonalSpan(small.start(), end, PersonalKind.NAME) if _END.match(text, end) else None


def _block(text: str, start: int) -> Iterator[PersonalSpan]:
    """Yield the addresses in the lines that follow a signature, up to one that is neither address nor contact data."""
    at = start
    while (at := text.find("\n", at) + 1) > 0:
        line = _LINE.match(text, at)
        assert line is not None
        home = POSTAL.match(line[0].strip())
        if home is not None:
            begin = at + line[0].index(home[1])
            yield PersonalSpan(begin, begin + len(home[1]), PersonalKind.ADDRESS)
        elif not _CONTACT.match(text, at):
            return
