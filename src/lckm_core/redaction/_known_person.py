"""What a reporter gave of themselves, found in their words: name, telephone, address."""

from collections.abc import Iterator, Sequence

import attrs

from lckm_core.redaction._known_name import KnownName
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._words import Token, forms, plain, sequences, stand_together, tokens_of

_IN_AN_EMAIL_WORDS = """
    at a malpa malpka malpe malpie kropka dot podkreslnik podkreslenie myslnik minus plus
"""
_STREET_KINDS_WORDS = (
    "ul ulica ulicy al aleja alei aleje pl plac placu os osiedle osiedlu rondo lodz"
)
_IN_AN_ADDRESS_WORDS = (
    "nr numer m lok lokal lokalu mieszkanie mieszkania mieszk dom domu blok bloku"
)
_IN_AN_EMAIL = frozenset(_IN_AN_EMAIL_WORDS.split())
_STREET_KINDS = frozenset(_STREET_KINDS_WORDS.split())
_IN_AN_ADDRESS = frozenset(_IN_AN_ADDRESS_WORDS.split())

# The patterns below are for text as `plain` writes it.
_HOME = r"(?:dom|blok|posesj|mieszkani|kamienic|adres)\w{0,3}"
_MY_HOME = rf"(?:moj\w{{0,3}}|moim|nasz\w{{0,3}}) (?:\w+ )?{_HOME}"
_ON_THE_WAY = (
    r"(?:w|we|na|przy|pod|z|ze|to|jest|tu|tutaj|od|lat|adresem|ul|ulicy|ulica|al|alei|pl|placu"
    r"|os|osiedlu|lodzi|lodz|dom\w?|blok\w?|nr|\d{2,3})"
)
# Right before an address: that it is the writer's.
_LIVES_AT = (
    rf"(?<!\w)(?:mieszka(?:m|my|j\w+)|zam|zamieszka\w+|zameldowan\w+|{_MY_HOME}|u mnie"
    rf"|adres\w* (?:domow\w+|do \w+))\W{{1,4}}(?:{_ON_THE_WAY}\W{{1,4}}){{0,6}}$"
)
# Right after an address: the same.
_IS_HOME = rf"\W{{1,4}}(?:to |jest |czyli )*(?:{_MY_HOME}|(?:gdzie|tam|tu) mieszkam)(?!\w)"
_BESIDE_A_NAME = r"\W{1,4}(?:(?:z|ze|zam|ul|ulica|ulicy|al|pl|os)\W{1,3}){0,2}"
_NO_HOUSE = (
    r"\s(?:dni|dnia|lat|lata|rok\w*|tygodni\w*|miesi\w+|godz\w*|minut\w*|razy|metr\w*|km|zl"
    r"|osob\w*|sztuk\w*)(?!\w)"
)
_REACH = 80
_ADDRESS_PARTS = r"[,;\n]+"
_POSTCODE = r"\d\d\s?-\s?\d{3}.*"

_BETWEEN_PHONES = r"[,;/|\n]|(?<=\d)\s*(?=\+)|[^\W\d_]+"
_SHORTEST_PHONE = 7
_WITHOUT_COUNTRY = 9
_WITHOUT_AREA = 7
_PREFIXES = ("0048", "48", "0")
_SIGN_BEFORE = r"[+(][^\w]{0,2}$"


@attrs.frozen(repr=False)
class KnownPerson:
    """What one reporter gave of themselves, prepared for searching.

    Args:
        names: the name.
        emails: the tokens of the e-mail address.
        phones: the digits of each telephone number, without the country code.
        addresses: the tokens of each address, first the house, then the house with the flat; and
            which of them is the flat's number, 0 where none is.
    """

    names: KnownName
    emails: Sequence[frozenset[str]]
    phones: Sequence[str]
    addresses: Sequence[tuple[Sequence[frozenset[str]], int]]

    def spans(self, text: str) -> Iterator[PersonalSpan]:
        """Yield where these data stand in *text*.

        An address without a flat counts only where it is said to be the reporter's, for it may
        be where something happened.
        """
        tokens = tokens_of(text)
        plain_text = plain(text)
        yield from self._contact_spans(text, tokens)
        after_names = set[int]()
        for name in self.names.spans(text, tokens):
            yield name
            beside = compiled(_BESIDE_A_NAME).match(plain_text, name.end)
            if beside:
                after_names.add(beside.end())
        for address, flat in self.addresses:
            for match in sequences(tokens, address, _IN_AN_ADDRESS):
                start = match[0].start
                end = match[-1].end
                if flat or start in after_names or _is_home(plain_text, start, end):
                    yield PersonalSpan(start, end, PersonalKind.ADDRESS)

    def spans_in_place(self, text: str) -> Iterator[PersonalSpan]:
        """Yield where these data stand in a *text* that names a place.

        The place itself stays, so of the reporter's address only the flat counts.
        """
        tokens = tokens_of(text)
        yield from self._contact_spans(text, tokens)
        yield from self.names.full_spans(text, tokens)
        for address, flat in self.addresses:
            for match in sequences(tokens, address, _IN_AN_ADDRESS):
                if flat:
                    yield PersonalSpan(match[flat].start, match[-1].end, PersonalKind.ADDRESS)

    def is_in(self, name: str) -> bool:
        """Return whether the *name* of a thing tells who wrote.

        One word alone, such as „latarnia”, does not.
        """
        tokens = tokens_of(name)
        return any(self._contact_spans(name, tokens)) or self.names.is_among(tokens)

    def _contact_spans(self, text: str, tokens: Sequence[Token]) -> Iterator[PersonalSpan]:
        """Yield the e-mail addresses and telephone numbers."""
        for email in sequences(tokens, self.emails, _IN_AN_EMAIL):
            yield PersonalSpan(email[0].start, email[-1].end, PersonalKind.EMAIL)
        for run in _number_runs(tokens) if self.phones else ():
            digits = "".join(token.plain for token in run)
            for phone in self.phones:
                wanted = phone[-_WITHOUT_AREA:] if len(digits) == _WITHOUT_AREA else phone
                for first, end in _occurrences(digits, wanted):
                    # What else stands in the same group goes along.
                    start = _token_at(run, first).start
                    sign = compiled(_SIGN_BEFORE).search(text[max(0, start - 4) : start])
                    start -= len(sign[0]) if sign else 0
                    yield PersonalSpan(start, _token_at(run, end - 1).end, PersonalKind.PHONE)


def known_person_of(
    *,
    name: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    address: str | None = None,
) -> KnownPerson:
    """Return what to look for in the words of a reporter.

    Provision: zał. 2 § 6 ust. 5.
    """
    numbers = [
        number
        for part in compiled(_BETWEEN_PHONES).split(phone or "")
        for number in _numbers("".join(token.plain for token in tokens_of(part)))
    ]
    return KnownPerson(
        names=KnownName.of(name or ""),
        emails=[frozenset({token.plain}) for token in tokens_of(email or "")],
        phones=[digits[-_WITHOUT_COUNTRY:] for digits in numbers if len(digits) >= _SHORTEST_PHONE],
        addresses=_addresses(address or ""),
    )


def _numbers(digits: str) -> list[str]:
    """Return the telephone that digits are, or those that only blanks part."""
    length = _WITHOUT_COUNTRY
    if len(digits) % length:
        return [digits]
    return [digits[at : at + length] for at in range(0, len(digits), length)]


def _is_home(plain_text: str, start: int, end: int) -> bool:
    """Return whether a plain text calls the address its writer's home."""
    if compiled(_NO_HOUSE).match(plain_text, end):
        return False
    left = plain_text[max(0, start - _REACH) : start]
    return (
        compiled(_LIVES_AT).search(left) is not None
        or compiled(_IS_HOME).match(plain_text, end) is not None
    )


def _number_runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the runs of numbers that stand together."""
    run: list[Token] = []
    for token in tokens:
        if run and not (token.plain.isdecimal() and stand_together(run[-1], token)):
            yield run
            run = []
        if token.plain.isdecimal():
            run.append(token)
    if run:
        yield run


def _occurrences(digits: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Yield where *wanted* stands in *digits*, with its prefix."""
    # By hand, for `re` would remember a pattern, and with it the number.
    at = digits.find(wanted)
    while at >= 0:
        prefix = next((prefix for prefix in _PREFIXES if digits[:at].endswith(prefix)), "")
        yield at - len(prefix), at + len(wanted)
        at = digits.find(wanted, at + len(wanted))


def _token_at(run: Sequence[Token], digit: int) -> Token:
    """Return the token of *run* that holds its digit of that number."""
    for token in run:
        digit -= len(token.plain)
        if digit < 0:
            return token
    raise AssertionError("a run has the digits of its tokens")


def _addresses(line: str) -> list[tuple[list[frozenset[str]], int]]:
    """Return what to look for of an address: the house, and the flat.

    The last word of a street's name alone is searched for as well.
    """
    words, numbers = _street_and_numbers(line)
    if not numbers:
        address_forms = [forms(token.plain) for token in tokens_of(line)]
        return [(address_forms, 0)] if len(address_forms) > 1 else []
    flat = max(at for at, number in enumerate(numbers) if number.isdecimal())
    ends = [frozenset({number, number.lstrip("0")}) for number in numbers]
    names = [words, words[-1:]] if len(words) > 1 else [words]
    streets = [[forms(word) for word in name] for name in names]
    houses = [(street + ends[: flat or len(ends)], 0) for street in streets]
    if not flat:
        return houses
    return houses + [(street + ends, len(street) + flat) for street in streets]


def _street_and_numbers(line: str) -> tuple[list[str], list[str]]:
    """Return the words of the street, and the numbers of house and flat."""
    words: list[str] = []
    numbers: list[str] = []
    for part in compiled(_ADDRESS_PARTS).split(line):
        for token in tokens_of(compiled(_POSTCODE).sub("", part)):
            is_number = token.plain.isdecimal() or (
                numbers and len(token.plain) == 1 and token.plain != "m"
            )
            if is_number and any(map(str.isalpha, words)):
                numbers.append(token.plain)
            elif not numbers and (words or token.plain not in _STREET_KINDS):
                words.append(token.plain)
            elif token.plain not in _IN_AN_ADDRESS and numbers:
                break
        if not numbers:
            words = []
    return words, numbers
