"""Citations of the law in a text, by the grammar in which Polish offices write them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures.rules.citation_patterns import (
    CERTAIN,
    KEYWORDS,
    NAMED_AFTER_CUE,
    VAGUE,
    VAGUE_AFTER_CUE,
)
from lckm_core.procedures.rules.journals import is_old_number
from lckm_core.procedures.rules.paragraphs import (
    is_of_budget,
    is_of_contract,
    is_of_form,
    names_an_act,
    own_rules,
)
from lckm_core.text import MARKDOWN_LINK


class Citation(NamedTuple):
    """Where a text cites the law, in code points from 0.

    It is ``certain`` where it names a provision, an act or a journal; „zgodnie z ustawą” names
    none, and may be meant as one.
    """

    start: int
    end: int
    certain: bool


def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern that also matches what is typed without Polish letters."""
    return compiled(pattern, marks_optional=True)


_CUE = (
    r"(?:na\s+(?:podst(?:awie|\.)|mocy)|z\s+mocy|w\s+(?:oparciu\s+o|myśl|rozumieniu|trybie|świetle)"
    r"|zgodn\w+\s+ze?|stosownie\s+do|wynika\w*\s+ze?|(?:mowa|mowa\s+jest)\s+w|według|wg"
    r"|przepis(?!z)\w*"
    r"|wymo[gó]\w+|zasad\w+|(?:określ|regul|przewidzi|wskaz|ustal|przyję|wprowadz|stanowi)\w*"
    r"(?:\s+(?:je|to|ją|ich|się|corocznie|co\s+roku))?(?:\s+(?-i:Rada|Minister|Prezydent|Sejmik)"
    r"(?:\s+(?-i:[A-ZĄĆĘŁŃÓŚŹŻ])\w+){0,3})?(?:\s+(?:w|przez))?)\s+(?:[\w.]+\s+){0,2}$"
)
_CUE_REACH = 70
_BEFORE_ART = re.compile(
    r"\b(?:pop|street|fine|urban|land|video|op|body|mail|concept|galeri\w+|klub\w*|festiwal\w*)"
    r"[\s-]+$",
    re.IGNORECASE,
)
_NOT_YET_LAW = (
    r"\b(?:projek\w+|inicjatyw\w+|podj[ęą]\w+|podejm\w+|uchwal(?:eni|a)\w*|konsult\w+"
    r"|opiniow\w+|treści)\s+(?:\w+\s+){0,2}$"
)
"""Before the name of an act: it is what the matter is about, and not the law that it rests on."""
_OF_OTHERS = (
    r"\b(?:wspólnot|zgromadze|zebrani|spółdziel|spółk|rady\s+(?:nadzorcz|rodzic|pedagog|osiedl|"
    r"dzielnic|społeczn|program|seniorów)|wspólnik|akcjonar|zarząd(?:u|em)?\b(?!\s+(?:dróg"
    r"|inwest|zieleni|lokal|gospod|transp|komunik|cment|nieruch))|komitet|stowarzysz|"
    r"fundacj|właściciel|współwłaściciel|sąd|organu|komornik|komisji\s+konk|twoj|swoj|senat|uczeln|"
    r"rektor|klub|parafi|okręg|dyrektora\s+(?:szkoł|przedszkol|placówk|liceum|muzeum|teatru))"
)
"""Whose acts are no law: a community of owners decides on a renovation."""
_AROUND = 140
_PROVISION = re.compile(r"(?:[wz]\s+|,\s*|\w+\s+)?(?:§|par|art|ust(?:\.|ęp|\s))")
_TELLS = (
    r"^\s+(?:nie\s+)?(?:wymaga|nakłada|daje|przewiduj|stanowi|pozwala|nakazuj|określa|mówi|"
    r"zakazuj|dopuszcz|gwarantuj|reguluj|zobowiązuj)"
)
_LONGEST_GAP = 120
_SENTENCE_END = re.compile(r"(?<!\br)(?<!poz)(?<!\bzm)[.!?;]\s+[A-ZĄĆĘŁŃÓŚŹŻ]|\n")
_URL = re.compile(r"\b(?:https?://|www\.)\S+")


@lru_cache(maxsize=8)  # two rules read one text
def citations(text: str) -> tuple[Citation, ...]:
    """Return the citations of the law in *text*, Markdown or plain, joined by sentence.

    Source: wzór: Sposób załatwienia sprawy.
    """
    text = _without_marks(text)
    return tuple(_join_citations(sorted(_matches(text)), text))


def _without_marks(text: str) -> str:
    """Return *text* as long as it was, blanks in place of Markdown marks and web addresses."""
    if "](" in text:
        text = MARKDOWN_LINK.sub(lambda link: f" {link[1]}".ljust(len(link[0])), text)
    if "://" in text or "www." in text:
        text = _URL.sub(lambda url: " " * len(url[0]), text)
    return text.replace("*", " ").replace("_", " ")


def _matches(text: str) -> Iterator[Citation]:
    # Each keyword is looked for once, and not again for each of the patterns that share it.
    letters = small_letters(text)
    are_absent = {keyword for keyword in KEYWORDS if keyword in letters}.isdisjoint
    for pattern in CERTAIN:
        for match in () if are_absent(pattern.keywords) else pattern.compiled.finditer(text):
            certain = _certainty(match, text)
            if certain is not None:
                yield Citation(match.start(), match.end(), certain)
    for pattern in NAMED_AFTER_CUE:
        for match in () if are_absent(pattern.keywords) else pattern.compiled.finditer(text):
            if _has_cue(match, text) and not _is_about(match, text):
                yield Citation(match.start(), match.end(), True)
    for match in VAGUE.finditer(text):
        if not _is_about(match, text) and not _is_old_number(match, text):
            yield Citation(match.start(), match.end(), False)
    for match in VAGUE_AFTER_CUE.finditer(text):
        sentence = _SENTENCE_END.split(text[max(0, match.start() - _CUE_REACH) : match.end()])[-1]
        if (
            _has_cue(match, text)
            and not _is_about(match, text)
            and not _compiled(_OF_OTHERS).search(sentence)
        ):
            yield Citation(match.start(), match.end(), False)


def _certainty(match: re.Match[str], text: str) -> bool | None:
    """Return whether a match is certain; ``None`` where it is no citation after all."""
    found = match[0].lower()
    if found.startswith(("dz", "m.", "monitor")) and _is_old_number(match, text):
        return None
    if found.startswith("art") and _BEFORE_ART.search(
        text[max(0, match.start() - 30) : match.start()]
    ):
        return None
    if found.startswith(("uchwał", "zarządz", "ustaw")) and _is_about(match, text):
        return None
    if _PROVISION.match(found):
        is_article = found.startswith("art")
        following = text[match.end() : match.end() + 60]
        named = own_rules(
            text[max(0, match.start() - 70) : match.start()],
            following,
            _SENTENCE_END.split(following)[0],
            is_article=is_article,
        )
        if named is not None:
            return None if named == "contract" else False
        around = _sentence_around(match, text)
        is_of_an_act = is_article or names_an_act("".join(around))
        before = text[max(0, match.start() - _AROUND) : match.start()]
        if not is_of_an_act and is_of_contract(around[0], before):
            return None
        if is_of_budget(match[0], *around) and not is_of_an_act:
            return None
        if not is_of_an_act and not _has_cue(match, text) and is_of_form(*around):
            return None
    return True


def _is_old_number(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - _CUE_REACH) : match.start()]
    return is_old_number(match[0], before, text[match.end() : match.end() + _AROUND])


def _sentence_around(match: re.Match[str], text: str) -> tuple[str, str]:
    """Return what stands before and behind a match in its sentence."""
    before = text[max(0, match.start() - _AROUND) : match.start()]
    after = text[match.end() : match.end() + _AROUND]
    return _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(after)[0]


def _has_cue(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - _CUE_REACH) : match.start()]
    after = text[match.end() : match.end() + _CUE_REACH]
    return _compiled(_CUE).search(before) is not None or _compiled(_TELLS).match(after) is not None


def _is_about(match: re.Match[str], text: str) -> bool:
    """Return whether an act is the subject of the matter, or of somebody who makes no law."""
    before = text[max(0, match.start() - _CUE_REACH) : match.start()]
    around = re.split(r"[;\n]", text[match.start() : match.end() + 45])[0]
    return (
        _compiled(_NOT_YET_LAW).search(before) is not None
        or _compiled(_OF_OTHERS).search(around) is not None
    )


def _join_citations(found: list[Citation], text: str) -> list[Citation]:
    """Return the citations in their order, those that overlap or share a sentence as one."""
    joined: list[Citation] = []
    for citation in found:
        last = joined[-1] if joined else None
        if last is not None:
            gap = text[last.end : citation.start]
            if len(gap) <= _LONGEST_GAP and not _SENTENCE_END.search(gap):
                end = max(last.end, citation.end)
                joined[-1] = Citation(last.start, end, last.certain or citation.certain)
                continue
        joined.append(citation)
    return joined
