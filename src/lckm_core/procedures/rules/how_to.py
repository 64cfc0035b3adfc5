"""Rules of „Sposób załatwienia sprawy”: no legal basis, and nothing said twice."""

import re
from collections.abc import Iterator
from itertools import islice

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.citations import Citation, citations
from lckm_core.procedures.rules.registry import MOST_LISTED, WARNING, RuleFaults, rule
from lckm_core.text import Message


@rule(
    "LCKM-R012", "wzór: Sposób załatwienia sprawy", "podstawa prawna w sposobie załatwienia sprawy"
)
def how_to_holds_no_legal_basis(how_to: str) -> RuleFaults:
    """The way of handling the matter cites a legal basis."""
    for citation in _cited(how_to, certain=True):
        quoted = _quoted_words(how_to, citation)
        yield (
            ("how_to",),
            Message(
                "W sposobie załatwienia sprawy nie podaje się podstawy prawnej, a jest "
                f"„{quoted}”. Przenieś ją do pola „Podstawa prawna”.",
                f"The way of handling cites a legal basis (“{quoted}”). Move it to “legal_basis”.",
            ),
            citation.start,
        )


@rule(
    "LCKM-R032",
    "wzór: Sposób załatwienia sprawy",
    "być może podstawa prawna w sposobie załatwienia sprawy",
    WARNING,
)
def how_to_hints_at_no_law(how_to: str) -> RuleFaults:
    """The way of handling the matter speaks of an act without naming it."""
    for citation in _cited(how_to, certain=False):
        quoted = _quoted_words(how_to, citation)
        yield (
            ("how_to",),
            Message(
                f"Tekst powołuje się na przepis („{quoted}”), a podstawy prawnej tu się nie "
                "podaje. Napisz wprost, co trzeba zrobić, albo zostaw, jeśli to nie podstawa "
                "prawna.",
                f"The text refers to a provision (“{quoted}”), and the legal basis is not given "
                "here. Say what is to be done, or leave it if it is no legal basis.",
            ),
            citation.start,
        )


def _cited(text: str, *, certain: bool) -> list[Citation]:
    """Return the first citations of *text* that are certain, or are not."""
    found = [citation for citation in citations(text) if citation.certain is certain]
    return found[:MOST_LISTED]


_REST_OF_WORD = r"\w+"
_REST_OF_BRACKET = r"[^()\n]{0,60}\)"
_CUT_TITLE = r"\bustaw\w*\s+o\s+\w+$"


def _quoted_words(text: str, citation: Citation) -> str:
    """Return the words of a citation on one line, shortened."""
    end = citation.end
    cited = text[citation.start : end]
    # A citation may end within a number or the brackets of a journal.
    if (rest := compiled(_REST_OF_WORD).match(text, end)) and end and text[end - 1].isalnum():
        end = rest.end()
    if cited.count("(") > cited.count(")") and (
        rest := compiled(_REST_OF_BRACKET).match(text, end)
    ):
        end = rest.end()
    words = " ".join(re.sub(r"[*_]", "", text[citation.start : end]).split())
    if compiled(_CUT_TITLE).search(words) and text[end : end + 1] == " ":
        words += "…"
    return words if len(words) <= 80 else words[:79] + "…"


_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]+)*")
_CLAUSE = re.compile(r"[^;]+")
_SHORTEST_REPEATED = 50
"""A shorter sentence may well be needed twice: a telephone, a warning."""


@rule(
    "LCKM-R057",
    "wzór: Informacje uzupełniające",
    "informacja uzupełniająca przepisana ze „Sposobu załatwienia sprawy”",
)
def additional_info_is_not_repeated(how_to: str, additional_info: str | None) -> RuleFaults:
    """The additional information repeats what the way of handling says, word for word."""
    letters = how_to.lower()
    # Reading both texts by sentences takes most of the time, so the longest word tells first.
    long = [
        (start, sentence)
        for start, sentence in _sentences_and_clauses(additional_info or "")
        if len(sentence.strip()) >= _SHORTEST_REPEATED and _longest_word(sentence) in letters
    ]
    known = (
        {_plain_words(sentence) for _, sentence in _sentences_and_clauses(how_to)} if long else ()
    )
    repeated = ((start, sentence) for start, sentence in long if _plain_words(sentence) in known)
    end = 0
    for start, sentence in islice(repeated, MOST_LISTED):
        if start < end:
            continue
        end = start + len(sentence)
        words = " ".join(sentence.split())
        shown = words if len(words) <= 60 else words[:59] + "…"
        yield (
            ("additional_info",),
            Message(
                f"To zdanie jest już w „Sposobie załatwienia sprawy” („{shown}”), a tu "
                "podaje się to, czego tam nie ma. Usuń je w jednym z pól.",
                f"This sentence stands in “how_to” already (“{shown}”); only what is not there is "
                "given here. Remove it from one of the fields.",
            ),
            start + len(sentence) - len(sentence.lstrip()),
        )


def _sentences_and_clauses(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text, each with its place, and the clauses of one with „;”."""
    for sentence in _SENTENCE.finditer(text):
        yield sentence.start(), sentence[0]
        if ";" in sentence[0]:
            for clause in _CLAUSE.finditer(sentence[0]):
                yield sentence.start() + clause.start(), clause[0]


def _longest_word(sentence: str) -> str:
    """Return the longest word of a sentence in small letters, without marks around it."""
    return max(sentence.lower().split(), key=len).strip('*_,:()[]„”"–-')


def _plain_words(sentence: str) -> str:
    """Return the words of a sentence in small letters, without marks of a list or of emphasis."""
    return " ".join(sentence.lower().replace("*", "").split()).strip(" -–,_#.!?")
