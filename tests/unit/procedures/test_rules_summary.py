"""Rules of the short description and of the head, on both sides of what they turn on."""

from datetime import date
from decimal import Decimal

import pytest

from lckm_core.procedures.parts import (
    Appointments,
    Fee,
    FeeGroup,
    Submission,
    Way,
)
from lckm_core.procedures.rules import RULES
from lckm_core.procedures.rules.texts import texts_of
from lckm_core.text import EmptyWord


def paths(code: str, *values: object) -> list[tuple[str | int, ...]]:
    (rule,) = (rule for rule in RULES if rule.kind.code == code)
    return [path for path, *_ in rule.function(*values)]


ONLINE, POST, DESK, PHONE = (
    Submission(way, ("tu",)) for way in (Way.ELECTRONICALLY, Way.BY_POST, Way.IN_PERSON, Way.PHONE)
)


@pytest.mark.parametrize(
    ("phrase", "submission", "found"),
    [
        ("złożenie wniosku online", (ONLINE, DESK), False),
        ("złożenie wniosku online", (DESK,), True),
        ("złożenie wniosku online", EmptyWord.NOT_APPLICABLE, True),
        ("wyłącznie wniosku online", (ONLINE,), False),
        ("wyłącznie wniosku online", (ONLINE, DESK), True),
        ("tylko wniosku elektronicznego", (DESK, ONLINE), True),
        ("tylko w dni robocze", (DESK, ONLINE), False),
        ("przesłanie wniosku pocztą", (POST,), False),
        ("przesłanie wniosku pocztą", (DESK, ONLINE), True),
        ("przesłanie wniosku pocztą", EmptyWord.NOT_APPLICABLE, True),
        ("wniosek należy złożyć osobiście", (DESK,), False),
        ("wniosek należy złożyć osobiście", (DESK, ONLINE), True),
        ("wniosek należy złożyć osobiście", (POST,), True),
        ("można przyjść osobiście", (POST,), False),
    ],
)
def test_phrases_on_handing_in(phrase, submission, found):
    assert paths("LCKM-R011", ("inne hasło", phrase), submission) == (
        [("useful_info", 1)] if found else []
    )


@pytest.mark.parametrize(
    ("phrase", "submission", "found"),
    [
        ("sprawa możliwa do załatwienia przez telefon", (DESK,), True),
        ("sprawa możliwa do załatwienia przez telefon", (DESK, PHONE), False),
        ("możliwość załatwienia sprawy przez telefon", (POST,), True),
        ("zgłoszenie można złożyć telefonicznie", (POST,), True),
        ("telefonicznie można zgłosić awarię", (POST,), True),
        ("zgłoszenia przyjmujemy przez telefon", (POST,), True),
        ("zgłoszenia przyjmujemy wyłącznie telefonicznie", (PHONE,), False),
        ("zgłoszenia przyjmujemy wyłącznie telefonicznie", (PHONE, POST), True),
        ("zgłoszenia przyjmujemy telefonicznie, tylko w dni robocze", (PHONE, POST), False),
        ("sprawy nie można załatwić przez telefon", (PHONE, DESK), True),
        ("sprawy nie można załatwić przez telefon", (DESK,), False),
        ("brak możliwości złożenia wniosku telefonicznie", (PHONE,), True),
        ("załatwienie sprawy przez telefon niemożliwe", (DESK,), False),
        ("załatwienie sprawy przez telefon niemożliwe", (PHONE,), True),
        ("nie musisz przychodzić, sprawę załatwisz telefonicznie", (PHONE,), False),
        ("sprawę załatwisz telefonicznie, nie wychodząc z domu", (PHONE,), False),
        ("nie trzeba przychodzić i można zgłosić przez telefon", (PHONE,), False),
        ("nie tylko zgłoszenia przez telefon", (PHONE, POST), False),
        ("niemożliwe załatwienie sprawy przez telefon", (DESK,), False),
        ("sprawa możliwa do załatwienia przez telefon", EmptyWord.NOT_APPLICABLE, False),
        ("informacje o złożonym wniosku przez telefon", (DESK,), False),
        ("wizytę można zgłosić telefonicznie", (DESK,), False),
        ("stan sprawy: zgłoszenie przez telefon", (DESK,), False),
        ("we wniosku podaj telefon", (DESK,), False),
        ("wniosek składa się osobiście, a pytania przez telefon", (DESK,), False),
    ],
)
def test_phrases_on_the_telephone(phrase, submission, found):
    assert bool(paths("LCKM-R011", (phrase,), submission)) == found


def fees(*kinds: str) -> tuple[FeeGroup, ...]:
    return (FeeGroup(tuple(Fee(kind, Decimal("17.00")) for kind in kinds)),)


@pytest.mark.parametrize(
    ("phrase", "fees", "found"),
    [
        ("sprawa nie wymaga opłat", EmptyWord.NONE, False),
        ("sprawa wymaga wniesienia opłaty", EmptyWord.NONE, True),
        ("sprawa wymaga opłaty tylko za pełnomocnictwo, poza rodziną", EmptyWord.NONE, False),
        ("sprawa wymaga wniesienia opłaty", fees("opłata skarbowa"), False),
        ("sprawa nie wymaga opłat", fees("opłata skarbowa"), True),
        ("sprawa nie wymaga opłat", fees("opłata skarbowa za pełnomocnictwo"), False),
        (
            "sprawa nie wymaga opłat",
            fees("opłata skarbowa za pełnomocnictwo", "opłata za wydanie"),
            True,
        ),
        ("płatne kartą", fees("opłata skarbowa"), False),
        ("wniosek podlega opłaceniu", EmptyWord.NONE, True),
        ("wniosek nie podlega opłaceniu", EmptyWord.NONE, False),
    ],
)
def test_phrases_on_fees(phrase, fees, found):
    assert paths("LCKM-R009", None, fees, texts_of({"useful_info": ("inne hasło", phrase)})) == (
        [("useful_info", 1)] if found else []
    )


@pytest.mark.parametrize(
    ("phrase", "mandatory", "found"),
    [
        ("sprawa wymaga umówienia wizyty", True, False),
        ("sprawa wymaga umówienia wizyty", False, True),
        ("sprawa nie wymaga rezerwacji", True, True),
        ("sprawa nie wymaga rezerwacji", False, False),
        ("konieczne wcześniejsze umówienie wizyty", False, True),
        ("można umówić wizytę", False, False),
        ("można umówić wizytę", True, False),
    ],
)
def test_phrases_on_visits(phrase, mandatory, found):
    booking = Appointments((), mandatory=mandatory)
    texts = texts_of({"useful_info": ("inne hasło", phrase)})
    assert paths("LCKM-R010", booking, texts) == ([("useful_info", 1)] if found else [])
    if not mandatory:
        without = paths("LCKM-R010", EmptyWord.NOT_APPLICABLE, texts)
        assert without == ([("useful_info", 1)] if found else [])


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (None, None, False),
        (30, None, False),
        (None, 30, False),
        (30, 30, False),
        (30, 31, False),
        (30, 29, True),
    ],
)
def test_the_last_day_is_not_before_the_first(first, last, found):
    first, last = (day and date(2026, 5, day) for day in (first, last))
    assert paths("LCKM-R003", first, last) == ([("valid_to",)] if found else [])


@pytest.mark.parametrize(
    ("end", "found"), [(".", True), (";", True), (",", True), ("", False), (" itp.", False)]
)
def test_the_last_character_is_the_one_named(end, found):
    (rule,) = (rule for rule in RULES if rule.kind.code == "LCKM-R008")
    said = [message for _, message in rule.function(f"a-b{end}")]
    assert len(said) == found
    for message in said:
        assert f"„{end}”" in message.pl
        assert f"“{end}”" in message.en


@pytest.mark.parametrize(("day", "found"), [(30, False), (31, True), (29, False)])
def test_produced_by_the_day_of_the_request(day, found):
    (rule,) = (rule for rule in RULES if set(rule.needs) == {"produced_on", "requested_on"})
    values = {"produced_on": date(2026, 5, day), "requested_on": date(2026, 5, 30)}
    assert bool(list(rule.function(*(values[need] for need in rule.needs)))) == found
    assert not list(
        rule.function(*(None if need == "requested_on" else values[need] for need in rule.needs))
    )


def test_what_a_rule_is_about_is_said_in_both_languages():
    (rule,) = (rule for rule in RULES if rule.kind.code == "LCKM-R003")
    assert rule.kind.about.pl == "data „do” wcześniejsza niż „od”"
    assert rule.kind.about.en == "The last day shown lies before the first"
