"""Residents' questions are answered among the first five: as many of each author's as were
when they were last measured.
"""

import pytest
from asking import answered, base, index_of_all, questions

from lckm_core import Audience
from lckm_search import AUDIENCES

MARGIN = 0.025
"""How much less than was measured a set may have: two questions of eighty."""
MEASURED = {
    "tuned": {"morfeusz2": 1.0, "snowball": 0.968},
    "held_out": {"morfeusz2": 1.0, "snowball": 1.0},
    "after": {"morfeusz2": 1.0, "snowball": 1.0},
    "second_open": {"morfeusz2": 1.0, "snowball": 0.978},
    "second_sealed": {"morfeusz2": 0.978, "snowball": 0.978},
    "third": {"morfeusz2": 0.975, "snowball": 0.95},
    "fourth": {"morfeusz2": 0.9, "snowball": 0.9},
    "third_author_open": {"morfeusz2": 1.0, "snowball": 0.9875},
    "third_author_sealed": {"morfeusz2": 0.925, "snowball": 0.925},
    "fourth_author": {"morfeusz2": 0.833, "snowball": 0.833},
    "fifth_author": {"morfeusz2": 0.96, "snowball": 0.96},
}
"""Of each set what was answered last, with Morfeusz 2 and without, by the audience that is
answered less.
"""
ALL = {"morfeusz2": 0.95, "snowball": 0.85}
GROUPS = sorted({question.group for question in questions()})
FEW = ["second_sealed"]
"""The sets that are asked in every run: it was not looked at while the search was tuned."""
LONG = pytest.mark.slow(
    reason="asks every question of the other sets, or of the other analyser", weekly=True
)


@pytest.fixture(scope="module")
def procedures():
    return base()


@pytest.fixture(scope="module")
def groups(request):
    """The sets that this run asks."""
    return GROUPS if request.config.getoption("--all") else FEW


@pytest.fixture(scope="module", params=["morfeusz2", pytest.param("snowball", marks=LONG)])
def analysed(request, groups, tmp_path_factory):
    """The name of an analyser, an index made with it, and which questions it answers each
    audience, asked once.
    """
    if request.param == "morfeusz2":
        pytest.importorskip("morfeusz2", reason="there is no wheel of it for this machine")
    index = index_of_all(tmp_path_factory, request.param)
    asked = [question for question in questions() if question.group in groups]
    yield (
        request.param,
        index,
        {audience: answered(index, asked, audience) for audience in AUDIENCES},
    )
    index.close()


def test_there_are_enough_of_them_and_each_has_an_answer_in_the_base(procedures):
    asked = questions()
    names = {name for one in procedures for name in (one.id, one.title)}
    assert len({(question.asks, question.group) for question in asked}) == len(asked) >= 120
    assert [question.asks for question in asked if not question.finds <= names] == []
    titles = {one.title.lower() for one in procedures}
    assert not [question.asks for question in asked if question.asks.lower() in titles]


def test_every_set_is_held_to_what_was_measured():
    assert sorted(MEASURED) == GROUPS


@pytest.mark.parametrize("audience", AUDIENCES)
def test_as_many_of_each_set_are_answered_as_when_it_was_measured(analysed, groups, audience):
    name, _, right = analysed
    shares = {}
    for group in groups:
        asked = [question for question in questions() if question.group == group]
        shares[group] = sum(question.group == group for question in right[audience]) / len(asked)
        print(f"{name}, {audience.value}, {group}: {shares[group]:.1%} of {len(asked)}")
    assert {
        group: share for group, share in shares.items() if share < MEASURED[group][name] - MARGIN
    } == {}


@LONG
@pytest.mark.parametrize("audience", AUDIENCES)
def test_nearly_all_of_them_together(analysed, audience):
    name, _, right = analysed
    share = len(right[audience]) / len(questions())
    print(f"{name}, {audience.value}, all {len(questions())}: {share:.1%}")
    assert share >= ALL[name]


def test_an_inflected_question_finds_what_the_plain_one_does(analysed):
    """„podatku od nieruchomości” as „podatek od nieruchomości”."""
    _, index, _ = analysed
    found = [
        {hit.id for hit in index.find(asked, audience=Audience.PORTAL, limit=4)}
        for asked in (
            "podatek od nieruchomości",
            "podatku od nieruchomości",
            "PODATKIEM od nieruchomosci",
        )
    ]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 4
