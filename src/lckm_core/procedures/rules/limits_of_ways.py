"""Sentences of texts on which ways of handing in there are, are not, or are alone."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures.parts import Submission, Way
from lckm_core.procedures.rules.filing_ways import Ways, is_wrong_on, said_of_ways
from lckm_core.procedures.rules.paragraphs_before import stands_for_all
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.stated_terms import stems

_WORDS_OF_WAYS = (
    *("poczt", "list", "mail", "elektron", "line", "telefon", "papier", "zdaln", "internet"),
    *("puap", "formularz", "osobi", "urzędzie", "wydziale", "siedzibie", "kancelarii", "okienku"),
    *("domu", "korespond", "gov", "wizyt", "miejscu", "tą drogą", "ten sposób", "taką drogą"),
    *("przynieś", "zanieś", "przyjść", "obywatel", "@", "drukowan", "sali obsługi"),
    *("sekretaria", "okienk", "biurze", "punkcie", "ustn", "samodzieln", "samemu", "aplikacj"),
    "poko",
    *("portal", "platform", "podawcz", "przychodz", "stawi", "papierze", "rąk"),
)
"""Of these each such sentence has one."""
_WORDS_OF_PAPERS = (
    *("wnios", "podani", "zgłosz", "deklar", "dokument", "formularz", "zawiadom", "spraw"),
    *("podań", "kart", "złoż", "skarg"),
)
_WRITS = ("skarg", "petycj", "ofert", "reklamacj")
_HEADING = re.compile(
    r"[\s\d.)#•-]{0,8}[*_]{0,2}(?P<title>[^.:*\n]{3,30})[.:]?[*_]{0,2}[.:]?\s*(?:[–-]\s*)?"
)
_BY_IT = r"(?:tą|taką)\s+drogą|w\s+ten\s+sposób"
"""Said of the way that the heading before it names: „**Poczta.** Tą drogą …”."""
_APPLICATION_FOR = re.compile(r"^(?P<paper>wnios\w{1,3})\s+o\s+", re.IGNORECASE)
FOR_SOME = (
    r"\b(?:tylko|wyłącznie|jedynie)\b(?!\s+(?:po|w\s+(?:dni|godz)|z\s+podpis|na\s+adres))"
    r"|\b(?:dla|gdy|jeśli|jeżeli|w\s+przypadku|dotyczy|z\s+wyjątkiem|oprócz|poza)\b"
)
_TOLD_BESIDE = {
    Way.PHONE: r"telefon|\btel\b|\+48",
    Way.IN_PERSON: r"osobi|\b(?:ul|al|pl)\.",
    Way.ELECTRONICALLY: r"elektron|internet|puap|on-?line|\.pl\b",
}
"""What notes or places tell of a way that is not listed by itself."""


class Said(NamedTuple):
    """A sentence on ways: its place, its words, and what it says of them."""

    start: int
    words: str
    ways: Ways


def sentences_on_ways(text: str, title: str = "") -> Iterator[Said]:
    """Yield the sentences of a text on what ways there are, are not, or are alone.

    Args:
        text: the text.
        title: what the procedure is called, „wniosek o” which is the application itself.
    """
    if not _may_say_so(small_letters(text)):
        return
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        if not _may_say_so(sentence.lower()):
            continue
        # „**Pocztą.** Wniosków …” has its heading within the sentence.
        heading = sentence.rfind("** ") + 3
        if heading > 2:
            start, sentence = start + heading, sentence[heading:]
        words = _without_the_matter(sentence.strip(f"{MARKS}.!:"), title)
        if compiled(_BY_IT).search(words):
            above = _HEADING.fullmatch(text[:start].rpartition("\n")[2])
            words = compiled(_BY_IT).sub(above["title"] if above else "", words)
        said = said_of_ways(words)
        if said and _is_of_the_application(said, words, title) and stands_for_all(text[:start]):
            yield Said(start, sentence, said)


def _is_of_the_application(said: Ways, words: str, title: str) -> bool:
    """Return whether what is handed in is that of the procedure, „skarga” only by its title."""
    if said.of != "writ":
        return said.of not in ("act", "fault")
    is_told = any(word in small_letters(title) and word in small_letters(words) for word in _WRITS)
    return is_told and (said.alone or bool(said.denied))


def _without_the_matter(sentence: str, title: str) -> str:
    """Return a sentence without what the application is for, if that is the matter."""
    found = _APPLICATION_FOR.search(sentence) if title else None
    if found is None:
        return sentence
    known = stems(title)
    rest = sentence[found.end() :].split(" ")
    count = 0
    while count < len(rest) and not stems(rest[count]).isdisjoint(known):
        count += 1
    return " ".join((found["paper"], *rest[count:])) if count else sentence


def _may_say_so(letters: str) -> bool:
    """Return whether a text in small letters has a word of each kind that is needed."""
    return all(
        any(map(letters.__contains__, words)) for words in (_WORDS_OF_WAYS, _WORDS_OF_PAPERS)
    )


def ways_for_all(submission: Iterable[Submission]) -> set[Way]:
    """Return the ways that are for everybody, without „pocztą”, „tylko uzupełnienia”."""
    return {item.way for item in submission if not compiled(FOR_SOME).search(item.note or "")}


def is_of_another_platform(said: Ways, words: str, submission: Iterable[Submission]) -> bool:
    """Return whether ePUAP is refused where one files on another platform."""
    places = small_letters(
        " ".join(
            place for item in submission if item.way is Way.ELECTRONICALLY for place in item.places
        )
    )
    is_refused = bool(said.denied) and "puap" in small_letters(words)
    return is_refused and bool(places) and "puap" not in places


def is_wrong_on_ways(said: Ways, submission: Iterable[Submission]) -> bool:
    """Return whether what a sentence of a text says of ways is wrong for those offered."""
    submission = tuple(submission)
    offered = {item.way for item in submission}
    if not is_wrong_on(said, offered, ways_for_all(submission)):
        return False
    if said.alone or said.denied:
        return True
    # „Dokumenty dostarcz osobiście” may be of other papers, an office may be where all is done.
    if said.offered == (frozenset((Way.IN_PERSON,)),) and (
        said.of == "papers" or (said.of == "matter" and said.at_an_office)
    ):
        return False
    texts = " ".join(text for item in submission for text in (*item.places, item.note or ""))
    beside = {way for way, words in _TOLD_BESIDE.items() if compiled(words).search(texts)}
    return is_wrong_on(said, offered | beside, set())
