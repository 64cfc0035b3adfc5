"""Sentences by which applications are not taken at an address that is listed."""

import re
from collections.abc import Iterator

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures.parts import Submission, Way
from lckm_core.procedures.rules.filing_ways import said_of_ways
from lckm_core.procedures.rules.limits_of_ways import (
    FOR_SOME,
    is_of_another_platform,
    is_wrong_on_ways,
    sentences_on_ways,
)
from lckm_core.procedures.rules.paragraphs_before import stands_for_all
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of

_AT = (
    r"\b(?:przy|na|pod\s+adresem)\s+"
    r"(?P<street>(?:(?:ul\.|al\.|pl\.|ulicy|alei|placu)\s+)?(?:\w+\.?\s+){0,3}?[^\W\d_]{4,30})\s+"
    r"(?P<number>\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)?)(?:,?\s+(?:w\s+)?pok(?:\.|oju)\s+\d{1,4}\w?)?"
)
_LISTED = (
    r"\b(?:ul|al|pl)\.\s+(?P<street>[^,;\d]{3,60}?(?:\d{1,2}\s+\w+)?)\s+"
    r"(?P<number>\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)?)(?![\w-])"
)
_IN_PERSON = frozenset((Way.IN_PERSON,))
_STEM = 5
_Address = tuple[str, str]
"""The beginning of the street's last word, and the number: „smugo”, „26a”."""


def wrong_sentences(
    text: str, submission: tuple[Submission, ...], title: str = ""
) -> Iterator[tuple[int, str]]:
    """Yield the sentences that are wrong on the ways or places of handing in."""
    if not submission:
        return
    for said in sentences_on_ways(text, title):
        is_elsewhere = is_of_another_platform(said.ways, said.words, submission)
        if not is_elsewhere and is_wrong_on_ways(said.ways, submission):
            yield said.start, said.words
    yield from _on_places(text, submission)


def _on_places(text: str, submission: tuple[Submission, ...]) -> Iterator[tuple[int, str]]:
    """Yield the sentences that refuse a place of handing in person, each with its place."""
    letters = small_letters(text)
    if "przyj" not in letters and "złoż" not in letters and "skład" not in letters:
        return
    listed = [
        _address(found)
        for item in submission
        if item.way is Way.IN_PERSON and not compiled(FOR_SOME).search(item.note or "")
        for place in item.places
        for found in compiled(_LISTED).finditer(place)
        if not compiled(FOR_SOME).search(place)
    ]
    if not listed:
        return
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        found = compiled(_AT).search(sentence) if re.search(r"\d", sentence) else None
        if found is None or (address := _address(found)) not in listed:
            continue
        words = f"{sentence[: found.start()]} w okienku {sentence[found.end() :]}"
        said = said_of_ways(words.strip(f"{MARKS}.!"))
        if said is None or said.of == "matter":
            continue
        is_alone = said.alone and said.offered == (_IN_PERSON,)
        is_wrong = _IN_PERSON in said.denied or (
            is_alone and any(other != address for other in listed)
        )
        if is_wrong and stands_for_all(text[:start]):
            yield start, sentence


def _address(found: re.Match[str]) -> _Address:
    return small_letters(found["street"].split()[-1])[:_STEM], small_letters(found["number"])
