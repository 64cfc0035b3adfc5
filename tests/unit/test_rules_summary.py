"""Rules of the short description and of the head, on both sides of what they turn on."""

from datetime import date

import pytest

from lckm_core.procedure.parts import Submission, Way
from lckm_core.procedure.rules import RULES
from lckm_core.text import EmptyWord


def paths(code: str, *values: object) -> list[tuple[str | int, ...]]:
    (rule,) = (rule for rule in RULES if rule.kind.code == code)
    return [path for path, _ in rule.function(*values)]


ONLINE, POST, DESK = (Submission(way, ("tu",)) for way in (Way.ELECTRONICALLY, Way.BY_POST, Way.IN_PERSON))


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
    ],
)
def test_phrases_on_handing_in(phrase, submission, found):
    assert paths("LCKM-R011", ("inne hasło", phrase), submission) == ([("useful_info", 1)] if found else [])


@pytest.mark.parametrize(("end", "found"), [(".", True), (";", True), (",", True), ("", False), (" itp.", False)])
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
    assert not list(rule.function(*(None if need == "requested_on" else values[need] for need in rule.needs)))
