"""Numbers of people: stretches of digits, told apart by length, check digit, spelling and what is said before them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lckm_core.redaction._checksums import is_iban, is_nip, is_pesel
from lckm_core.redaction._digit_runs import DigitRun, digit_runs
from lckm_core.redaction._number_context import before, is_a_things
from lckm_core.redaction._phones import phone_at
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._word_patterns import after_a_word


class _Number(NamedTuple):
    """A kind of number: how many digits it may have, what is said before it, in which groups it is written unsaid."""

    kind: PersonalKind
    lengths: tuple[int, ...]
    said: re.Pattern[str]
    shapes: frozenset[tuple[int, ...]]


_ACCOUNT = _Number(
    PersonalKind.ACCOUNT,
    (26,),
    after_a_word("kont[aoe] kontem rachun* iban nrb przelew* przela*"),
    frozenset({(26,), (2, 4, 4, 4, 4, 4, 4), (2, 8, 8, 8)}),
)
_PESEL = _Number(
    PersonalKind.PESEL,
    (11,),
    after_a_word("pesel* numer_ewidencyjny"),
    frozenset({(11,), (6, 5), (2, 2, 2, 5), (2, 4, 5), (1,) * 11}),
)
_NIP = _Number(
    PersonalKind.NIP,
    (10,),
    after_a_word("nip identyfikacji_podatkowej"),
    frozenset({(10,), (3, 3, 2, 2), (3, 2, 2, 3)}),
)
_REGON = _Number(PersonalKind.REGON, (14, 9), after_a_word("regon*"), frozenset())
_LONGEST = 26


def numbers(text: str) -> Iterator[PersonalSpan]:
    """Yield the account numbers, PESEL, NIP and REGON numbers and telephone numbers in *text*."""
    for run in digit_runs(text):
        first = 0
        while first < len(run.groups):
            found = _number_at(text, run, first)
            if found is None:
                first += 1
            else:
                last, span = found
                yield span
                first = run.taken = last + 1


def _number_at(text: str, run: DigitRun, first: int) -> tuple[int, PersonalSpan] | None:
    """Return the number that begins with group *first*, and its last group."""
    if run.total < 7:
        return None
    ends = run.ends(first, _LONGEST)
    for number in (_ACCOUNT, _PESEL, _NIP, _REGON):
        for length in number.lengths:
            last = ends.get(length)
            if last is not None and _is(number, text, run, first, last):
                return last, PersonalSpan(run.start(first), run.end(last), number.kind)
    phone = phone_at(text, run, first, ends)
    return phone and (
        phone.last,
        PersonalSpan(phone.start, run.end(phone.last), PersonalKind.PHONE),
    )


def _is(number: _Number, text: str, run: DigitRun, first: int, last: int) -> bool:
    """Return whether the groups are such a *number*: by its check digit, by how it is written, or because the text says so."""
    digits, start = run.digits(first, last), run.start(first)
    shape = run.shape(first, last)
    if number is _ACCOUNT and is_iban("PL" + digits):
        return True
    if number is _PESEL and shape in _PESEL.shapes and is_pesel(digits):
        return True
    if number is _ACCOUNT and shape in _ACCOUNT.shapes and not is_a_things(text, start):
        return True
    fitting = number is _NIP and shape in _NIP.shapes and is_nip(digits)
    if fitting and not (is_a_things(text, start) or run.is_attached(text, first, last)):
        return True
    return number.said.search(before(text, start)) is not None
