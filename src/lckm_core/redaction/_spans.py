"""What is struck: stretches of a text, each with the kind of datum that stood there and never its value."""

import re
from collections.abc import Callable, Iterable
from enum import Enum
from typing import NamedTuple


class PersonalKind(Enum):
    """A kind of personal datum; its value is the word that the mark shows."""

    EMAIL = "e-mail"
    PHONE = "telefon"
    PESEL = "PESEL"
    NIP = "NIP"
    REGON = "REGON"
    IDENTITY_CARD = "dowód"
    PASSPORT = "paszport"
    ACCOUNT = "rachunek"
    PLATE = "rejestracja"
    NAME = "osoba"
    ADDRESS = "adres"
    OTHER = "dane osobowe"

    @property
    def mark(self) -> str:
        """What stands in the text instead, such as „[usunięto: telefon]”."""
        return f"[usunięto: {self.value}]"


class PersonalSpan(NamedTuple):
    """A stretch of a text: code points from *start* up to, and without, *end*; and what was seen there."""

    start: int
    end: int
    kind: PersonalKind


BARRIER = "\ufffc"
"""Stands for every character already struck: no letter, no digit, no space, so nothing is seen in it or across it."""

_MARKS = re.compile("|".join(re.escape(kind.mark) for kind in PersonalKind))


def shield_marks(text: str) -> str:
    """Return *text*, as long as it was, with a barrier for each mark that stands in it."""
    return (
        _MARKS.sub(lambda found: BARRIER * len(found[0]), text) if "[usunięto: " in text else text
    )


def shield(text: str, spans: Iterable[PersonalSpan]) -> str:
    """Return *text*, as long as it was, with a barrier for each of *spans*, which are in order and apart."""
    return _put(text, spans, lambda span: BARRIER * (span.end - span.start))


def put_marks(text: str, spans: Iterable[PersonalSpan]) -> str:
    """Return *text* with a mark for each of *spans*, which are in order and apart."""
    return _put(text, spans, lambda span: span.kind.mark)


def without_overlaps(spans: Iterable[PersonalSpan]) -> list[PersonalSpan]:
    """Return *spans* in order, those that overlap made one; it has the kind of the one that begins first, the longest of these."""
    result: list[PersonalSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if result and span.start < result[-1].end:
            result[-1] = result[-1]._replace(end=max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def _put(text: str, spans: Iterable[PersonalSpan], instead: Callable[[PersonalSpan], str]) -> str:
    pieces, done = [], 0
    for span in spans:
        pieces += [text[done : span.start], instead(span)]
        done = span.end
    return "".join([*pieces, text[done:]])
