"""Spans of personal data in a text, and the marks that replace them."""

import re
from collections.abc import Callable, Iterable
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
    return _MARKS.sub(lambda mark: _barrier(len(mark[0]), mark[0] == PersonalKind.NAME.mark), text)


def shield(text: str, spans: Iterable[PersonalSpan]) -> str:
    """Return *text* with barriers of equal length in place of *spans*."""
    return _replace(
        text, spans, lambda span: _barrier(span.end - span.start, span.kind is PersonalKind.NAME)
    )


def _barrier(length: int, is_name: bool) -> str:
    return BARRIER * (length - 1) + (NAME_END if is_name else BARRIER)


def put_marks(text: str, spans: Iterable[PersonalSpan]) -> str:
    """Return *text* with marks in place of *spans*, sorted and disjoint."""
    return _replace(text, spans, lambda span: span.kind.mark)


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


def _replace(
    text: str, spans: Iterable[PersonalSpan], replacement: Callable[[PersonalSpan], str]
) -> str:
    pieces = []
    done = 0
    for span in spans:
        pieces += [text[done : span.start], replacement(span)]
        done = span.end
    return "".join([*pieces, text[done:]])
