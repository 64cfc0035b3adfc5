"""The reporter's own data in what they write: known from the form's fields, so no word has to announce them."""

import re
from collections.abc import Iterator, Sequence

import attrs

from lckm_core.redaction._known_name import KnownName
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._tokens import (
    Token,
    sequences,
    stand_together,
    tokens_of,
)
from lckm_core.redaction._word_endings import forms, plain

_EMAIL_WORDS = (
    "at a malpa malpka malpe malpie kropka dot podkreslnik podkreslenie myslnik minus plus"
)
_STREET_WORDS = "ul ulica ulicy al aleja alei aleje pl plac placu os osiedle osiedlu rondo lodz"
_ADDRESS_WORDS = "nr numer m lok lokal lokalu mieszkanie mieszkania mieszk dom domu blok bloku"
_IN_AN_EMAIL, _STREET, _IN_AN_ADDRESS = (
    frozenset(words.split()) for words in (_EMAIL_WORDS, _STREET_WORDS, _ADDRESS_WORDS)
)
_HOME = r"(?:dom|blok|posesj|mieszkani|kamienic|adres)\w{0,3}"
_MINE = rf"(?:moj\w{{0,3}}|moim|nasz\w{{0,3}}) (?:\w+ )?{_HOME}"
_ON_THE_WAY = r"(?:w|we|na|przy|pod|z|ze|to|jest|tu|tutaj|od|lat|adresem|ul|ulicy|ulica|al|alei|pl|placu|os|osiedlu|lodzi|lodz|dom\w?|blok\w?|nr|\d{2,3})"
_THEIRS = re.compile(
    rf"(?<!\w)(?:mieszka(?:m|my|j\w+)|zam|zamieszka\w+|zameldowan\w+|{_MINE}|u mnie|adres\w* (?:domow\w+|do \w+))\W{{1,4}}(?:{_ON_THE_WAY}\W{{1,4}}){{0,6}}$"
)
"""Right before an address: that it is the writer's. Laid beside a text as :func:`plain` writes it."""
_THEIRS_TOO = re.compile(
    rf"\W{{1,4}}(?:to |jest |czyli )*(?:{_MINE}|(?:gdzie|tam|tu) mieszkam)(?!\w)"
)
_BESIDE_A_NAME = re.compile(r"\W{1,4}(?:(?:z|ze|zam|ul|ulica|ulicy|al|pl|os)\W{1,3}){0,2}")
_NO_HOUSE = re.compile(
    r"\s(?:dni|dnia|lat|lata|rok\w*|tygodni\w*|miesi\w+|godz\w*|minut\w*|razy|metr\w*|km|zl|osob\w*|sztuk\w*)(?!\w)"
)
_REACH = 80
_PARTS = re.compile(r"[,;\n]+")
_POSTCODE = re.compile(r"\d\d\s?-\s?\d{3}.*")
_PHONES = re.compile(r"[,;/\n]|[^\W\d_]+")
_SHORTEST_PHONE, _WITHOUT_COUNTRY, _WITHOUT_AREA = 7, 9, 7
_CODES = ("0048", "48", "0")
_SIGN_BEFORE = re.compile(r"[+(][^\w]{0,2}$")


@attrs.frozen(repr=False)
class KnownPerson:
    """What one reporter gave of themselves, made ready to be looked for. Nothing of it is kept beyond this value.

    Args:
        names: the name.
        emails: the pieces of the e-mail address.
        phones: the digits of each telephone number, without the country's code.
        addresses: the pieces of each address, the house and then the house with the flat, with the endings that a street may have;
            and which of them is the flat's number, 0 where none is.
    """

    names: KnownName
    emails: Sequence[frozenset[str]]
    phones: Sequence[str]
    addresses: Sequence[tuple[Sequence[frozenset[str]], int]]

    def spans(self, text: str, *, place: bool = False) -> Iterator[PersonalSpan]:
        """Yield where these data stand in *text*, in any case and order of names, with or without Polish letters.

        An address without a flat may be where something happened, so it goes only where it is said to be theirs. *place*: the
        text says nothing but where something happened, which stays; of an own address no more than the flat goes.
        """
        pieces = tokens_of(text)
        for found in sequences(pieces, self.emails, _IN_AN_EMAIL):
            yield PersonalSpan(found[0].start, found[-1].end, PersonalKind.EMAIL)
        yield from self._phones(text, pieces)
        small, beside_names = plain(text), set[int]()
        for name in self.names.spans(text, pieces, alone=not place):
            yield name
            if beside := _BESIDE_A_NAME.match(small, name.end):
                beside_names.add(beside.end())
        for wanted, flat in self.addresses:
            for found in sequences(pieces, wanted, _IN_AN_ADDRESS):
                start, end = found[0].start, found[-1].end
                if place and flat:
                    yield PersonalSpan(found[flat].start, end, PersonalKind.ADDRESS)
                elif not place and (flat or start in beside_names or _is_theirs(small, start, end)):
                    yield PersonalSpan(start, end, PersonalKind.ADDRESS)

    def is_in(self, name: str) -> bool:
        """Return whether a name of a thing, such as a category's, tells who wrote: one word alone, such as „latarnia”, does not."""
        pieces = tokens_of(name)
        return bool(
            [
                *sequences(pieces, self.emails, _IN_AN_EMAIL),
                *self._phones(name, pieces),
                *self.names.together(pieces),
            ]
        )

    def _phones(self, text: str, pieces: Sequence[Token]) -> Iterator[PersonalSpan]:
        for run in _runs(pieces) if self.phones else ():
            digits = "".join(piece.plain for piece in run)
            for phone in self.phones:
                wanted = phone[-_WITHOUT_AREA:] if len(digits) == _WITHOUT_AREA else phone
                for first, end in _occurrences(digits, wanted):
                    # What else stands in the same group goes along.
                    start = _piece_at(run, first).start
                    sign = _SIGN_BEFORE.search(text[max(0, start - 4) : start])
                    start -= len(sign[0]) if sign else 0
                    yield PersonalSpan(start, _piece_at(run, end - 1).end, PersonalKind.PHONE)


def _is_theirs(small: str, start: int, end: int) -> bool:
    """Return whether *small*, a text as :func:`plain` writes it, says that its writer lives at the address from *start* to *end*."""
    if _NO_HOUSE.match(small, end):
        return False
    said = _THEIRS.search(small[max(0, start - _REACH) : start]) or _THEIRS_TOO.match(small, end)
    return said is not None


def known_person_spans(
    *,
    name: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    address: str | None = None,
) -> KnownPerson:
    """Return what is looked for of a reporter who gave these. Raises nothing. Provision: zał. 2 § 6 ust. 5."""
    return KnownPerson(
        names=KnownName.of(name or ""),
        emails=[frozenset({piece.plain}) for piece in tokens_of(email or "")],
        phones=[
            digits[-_WITHOUT_COUNTRY:]
            for part in _PHONES.split(phone or "")
            if len(digits := "".join(piece.plain for piece in tokens_of(part))) >= _SHORTEST_PHONE
        ],
        addresses=_addresses(address or ""),
    )


def _runs(pieces: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the numbers that stand together, as long runs as there are."""
    run: list[Token] = []
    for piece in pieces:
        if run and not (piece.plain.isdecimal() and stand_together(run[-1], piece)):
            yield run
            run = []
        if piece.plain.isdecimal():
            run.append(piece)
    if run:
        yield run


def _occurrences(digits: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where a number stands in *digits*, with a code of the country or a nought before it.

    By hand, for a pattern would be remembered, and with it the number.
    """
    at = digits.find(wanted)
    while at >= 0:
        code = next((code for code in _CODES if digits[:at].endswith(code)), "")
        yield at - len(code), at + len(wanted)
        at = digits.find(wanted, at + len(wanted))


def _piece_at(run: Sequence[Token], digit: int) -> Token:
    """Return the piece of *run* in which its digit of that number stands."""
    for piece in run:
        digit -= len(piece.plain)
        if digit < 0:
            return piece
    raise AssertionError("a run has the digits of its pieces")


def _addresses(line: str) -> list[tuple[list[frozenset[str]], int]]:
    """Return what to look for of an address: street and house, and these with the flat; of a street of several words the last alone as well."""
    words: list[str] = []
    numbers: list[str] = []
    for part in _PARTS.split(line):
        for piece in tokens_of(_POSTCODE.sub("", part)):
            is_number = piece.plain.isdecimal() or (
                numbers and len(piece.plain) == 1 and piece.plain != "m"
            )
            if is_number and words and any(map(str.isalpha, words)):
                numbers.append(piece.plain)
            elif not numbers and (words or piece.plain not in _STREET):
                words.append(piece.plain)
            elif piece.plain not in _IN_AN_ADDRESS and numbers:
                break
        if not numbers:
            words = []
    if not numbers:
        whole = [frozenset(forms(piece.plain)) for piece in tokens_of(line)]
        return [(whole, 0)] if len(whole) > 1 else []
    last = max(at for at, number in enumerate(numbers) if number.isdecimal())
    ends = [frozenset({number, number.lstrip("0")}) for number in numbers]
    starts = [words, words[-1:]] if len(words) > 1 else [words]
    houses = [([forms(word) for word in start] + ends[: last or len(ends)], 0) for start in starts]
    flats = (
        [([forms(word) for word in start] + ends, len(start) + last) for start in starts]
        if last
        else []
    )
    return houses + flats
