"""Signatures: the name, and the home under it, after the words with which a letter ends."""

import re
from collections.abc import Iterator

from lckm_core.report.striking.addresses import POSTAL
from lckm_core.report.striking.names import name_at
from lckm_core.report.striking.senses import NameDictionary
from lckm_core.report.striking.spans import BARRIER, PersonalKind, PersonalSpan
from lckm_core.report.striking.words import NOBODY, SMALL

_CLOSING = re.compile(
    r"(?<!\w)(?i:z powa[żz]aniem|(?:serdecznie |gor[ąa]co |ciep[łl]o )?pozdrawia(?:m|my)(?: serdecznie| ciep[łl]o| gor[ąa]co)?|pozdr\.?|pozdrowienia"
    r"|z (?:wyrazami )?szacunk(?:iem|u)|(?:[łl][ąa]cz[ęe]|z) (?:wyrazy szacunku|pozdrowieni(?:a|ami))|(?:z g[óo]ry )?dzi[ęe]kuj[ęe](?: z g[óo]ry)?(?: za [^\W\d_]{3,20}(?: [^\W\d_]{3,20})?)?"
    r"|(?:kind |best |warm )?regards|(?:yours )?(?:sincerely|faithfully)|thank(?:s| you)|з повагою|дякую|podpisan[oay]|podpis|mieszkan(?:ka|iec)(?= [^\W\d_a-z]))(?!\w)[ \t.,:!–-]{0,4}(\n\s{0,4})?|(?:^|\n)--[ ]?(\n)"
)
_END = re.compile(
    rf"[ \t]{{0,3}}(?:[.,;!]{{0,3}}[ \t]{{0,3}}(?:\n|$)|[,;(]|[ \t](?:tel|kom|e-?mail|mail)(?!\w)|{BARRIER}|[ \t]\+?\d)"
)
_LINE = re.compile(r"[^\n]*")
_CONTACT = re.compile(rf"[^\n]{{0,30}}(?:{BARRIER}|@|\d{{3}})|[ \t]*(?:\n|$)", re.IGNORECASE)
_SMALL = re.compile(SMALL)
_VERB = re.compile(r"\w+(?:[ęe]|am|em|im|my|cie)$")


def signatures(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names, and the homes, with which *text* is signed."""
    for found in _CLOSING.finditer(text):
        signed = _signed(text, found.end(), on_a_line_of_its_own="\n" in found[0] or "," in found[0])
        if signed is not None:
            yield signed
            yield from _block(text, signed.end)
    yield from _last_line(text, dictionary)


def _last_line(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the name that is all of the last line, under a line that ends a sentence."""
    body, _, line = text.rstrip().rpartition("\n")
    if not body.rstrip().endswith((".", "!", "?", ",", "…")):
        return
    start = len(body) + 1 + len(line) - len(line.lstrip())
    words = name_at(text, start)
    whole = len(words) > 1 and not text[words[-1].end() :].strip(" .\n")
    if whole and any(dictionary.sense(word[0]).is_a_name for word in words):
        yield PersonalSpan(words[0].start(), words[-1].end(), PersonalKind.NAME)


def _signed(text: str, start: int, *, on_a_line_of_its_own: bool) -> PersonalSpan | None:
    """Return the name at *start* if nothing but an end, a comma or contact data follows it."""
    words = name_at(text, start)
    if words:
        return (
            PersonalSpan(words[0].start(), words[-1].end(), PersonalKind.NAME)
            if _END.match(text, words[-1].end())
            else None
        )
    small = _SMALL.match(text, start)
    if small is None or not on_a_line_of_its_own or NOBODY.match(small[0]) or _VERB.match(small[0]):
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
