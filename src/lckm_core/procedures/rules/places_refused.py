"""Whole sentences by which applications are not taken at an address that is listed."""

import re
from collections.abc import Iterator

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures.parts import Submission, Way
from lckm_core.procedures.rules.limits_of_ways import (
    FOR_SOME,
    is_wrong_on_ways,
    sentences_on_ways,
)
from lckm_core.procedures.rules.paragraphs_before import stands_for_all
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of

_ADDRESS = (
    r"(?P<street>(?:(?:ul\.|al\.|pl\.|ulicy|alei|placu)\s+)?(?:\w+\.?\s+){0,3}?[^\W\d_]{4,30})\s+"
    r"(?P<number>\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)?)(?:,?\s+(?:w\s+)?pok(?:\.|oju)\s+\d{1,4}\w?)?"
)
_AT = (
    r"(?:(?:w|we)\s+(?:naszej\s+|naszym\s+)?(?:filii|oddziale|delegaturze|punkcie(?:\s+obsługi)?"
    r"|budynku|urzędzie|biurze|siedzibie|kancelarii|wydziale|sali\s+obsługi)"
    r"(?:\s+(?:urzędu|mieszkańców|wydziału))?\s+(?:przy|na)|przy|na|pod\s+adresem)\s+"
    rf"{_ADDRESS}"
)
_PAPERS = (
    r"(?:(?:żadnych\s+)?(?:wniosków|podań|zgłoszeń|deklaracji|dokumentów|kart\s+zgłoszenia"
    r"|formularzy))"
)
_PAPER = rf"(?:{_PAPERS}|wnios(?:ek|ki|ku)|dokumenty|zgłoszeni[ea]|podani[ea]|deklaracj[ęei])"
_NOT_TAKEN = (
    r"(?:już\s+)?nie\s+(?:przyjmujemy|przyjmuje\s+się|złożysz|składa\s+się"
    r"|(?:można|możesz)\s+(?:złożyć|składać)|są\s+przyjmowane)"
)
_TAKEN = (
    r"(?:przyjmujemy|przyjmuje\s+się|składa\s+się|składasz|złożysz|złóż|dostarcz|przynieś"
    r"|(?:można|możesz|należy|trzeba)\s+(?:złożyć|składać|dostarczyć|przynieść))"
)
_ONLY = r"(?:wyłącznie|tylko|jedynie)"
_REFUSED = (
    rf"{_AT}\s+{_NOT_TAKEN}\s+{_PAPER}",
    rf"{_AT}\s+{_PAPER}\s+{_NOT_TAKEN}",
    rf"{_NOT_TAKEN}\s+{_PAPER}\s+{_AT}",
    rf"{_PAPER}\s+{_NOT_TAKEN}\s+{_AT}",
    rf"{_PAPER}\s+{_AT}\s+{_NOT_TAKEN}",
)
_ONLY_THERE = (
    rf"{_PAPER}\s+{_TAKEN}\s+{_ONLY}\s+(?:osobiście,?\s+)?{_AT}",
    rf"{_TAKEN}\s+{_PAPER}\s+{_ONLY}\s+(?:osobiście,?\s+)?{_AT}",
)
_LISTED = (
    r"\b(?:ul|al|pl)\.\s+(?P<street>[^,;\d]{3,60}?(?:\d{1,2}\s+\w+)?)\s+"
    r"(?P<number>\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)?)(?![\w-])"
)
_LONGEST = 160
_STEM = 5
_Address = tuple[str, str]
"""The beginning of the street's last word, and the number: „smugo”, „26a”."""


def wrong_sentences(
    text: str, submission: tuple[Submission, ...], title: str = ""
) -> Iterator[tuple[int, str]]:
    """Yield the whole sentences that are wrong on the ways or places of handing in."""
    if not submission:
        return
    for said in sentences_on_ways(text, title):
        if is_wrong_on_ways(said, submission):
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
        if len(sentence) > _LONGEST or not re.search(r"\d", sentence):
            continue
        words = sentence.strip(f"{MARKS}.!")
        refused = _first(_REFUSED, words)
        alone = _first(_ONLY_THERE, words)
        is_wrong = (refused and refused in listed) or (
            alone and alone in listed and any(address != alone for address in listed)
        )
        if is_wrong and stands_for_all(text[:start]):
            yield start, sentence


def _first(patterns: tuple[str, ...], words: str) -> _Address | None:
    for pattern in patterns:
        if found := compiled(pattern).fullmatch(words):
            return _address(found)
    return None


def _address(found: re.Match[str]) -> _Address:
    return small_letters(found["street"].split()[-1])[:_STEM], small_letters(found["number"])
