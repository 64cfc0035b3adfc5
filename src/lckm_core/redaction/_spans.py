"""Spans of personal data in a text, and the marks that replace them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple


class PersonalKind(Enum):
    """A kind of personal datum; its value is the word shown in the mark."""

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
    BIRTH_DATE = "data urodzenia"
    LAND_REGISTER = "księga wieczysta"
    OTHER = "dane osobowe"

    @property
    def mark(self) -> str:
        """The text put in place of the datum, such as „[usunięto: telefon]”."""
        return f"[usunięto: {self.value}]"


class PersonalSpan(NamedTuple):
    """A stretch of a text and the kind of datum in it.

    ``start`` and ``end`` count code points; ``end`` is exclusive.
    """

    start: int
    end: int
    kind: PersonalKind


# Stands for every character already redacted. It is no letter, no digit and no space, so no
# detector sees anything in it or across it.
BARRIER = "\ufffc"
# The last of these, where it is a name: an address may follow one.
NAME_END = "\ufffb"
REDACTED = f"[{BARRIER}{NAME_END}]"
"""A pattern for one character already redacted."""

_MARKS = re.compile("|".join(re.escape(kind.mark) for kind in PersonalKind))


def shield_marks(text: str) -> str:
    """Return *text* with barriers of equal length in place of marks."""
    if "[usunięto: " not in text:
        return text
    return _MARKS.sub(lambda mark: _barrier(mark[0]), text)


def _barrier(mark: str) -> str:
    return BARRIER * (len(mark) - 1) + (NAME_END if mark == PersonalKind.NAME.mark else BARRIER)


def original_spans(
    found: Iterable[PersonalSpan], redacted: Sequence[PersonalSpan]
) -> Iterator[PersonalSpan]:
    """Yield where spans found in a redacted text stand in the original.

    *redacted* are the spans of the original that marks replaced; both are sorted.
    """
    moved = 0
    marks = iter(redacted)
    mark = next(marks, None)
    for span in found:
        while mark is not None and mark.start + moved <= span.start:
            moved += len(mark.kind.mark) - (mark.end - mark.start)
            mark = next(marks, None)
        yield span._replace(start=span.start - moved, end=span.end - moved)


def put_marks(text: str, spans: Iterable[PersonalSpan]) -> str:
    """Return *text* with marks in place of *spans*, sorted and disjoint."""
    pieces = []
    done = 0
    for span in spans:
        pieces += [text[done : span.start], span.kind.mark]
        done = span.end
    return "".join([*pieces, text[done:]])


def without_overlaps(spans: Iterable[PersonalSpan]) -> list[PersonalSpan]:
    """Return *spans* sorted, with overlapping ones merged.

    A merged span has the kind of the one that begins first, or of the longest of these.
    """
    result: list[PersonalSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if result and span.start < result[-1].end:
            result[-1] = result[-1]._replace(end=max(result[-1].end, span.end))
        else:
            result.append(span)
    return result
