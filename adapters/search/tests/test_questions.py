"""Residents' questions are answered among the first five: nearly all by which the search was improved, most of the others."""

import pytest
from asking import answered, base, questions, shown

from lckm_core import Audience
from lckm_search import AUDIENCES, SearchIndex

LEAST = {"morfeusz2": 0.95, "snowball": 0.85}
LEAST_NEW = {"morfeusz2": 0.75, "snowball": 0.7}
"""Of the questions by which nothing was changed yet: what nobody thought of is answered less often."""
NEW = ("fourth", "third_author_open", "third_author_sealed")


@pytest.fixture(scope="module")
def procedures():
    return base()


@pytest.fixture(scope="module", params=sorted(LEAST))
def analysed(request, procedures, tmp_path_factory):
    if request.param == "morfeusz2":
        pytest.importorskip("morfeusz2", reason="there is no wheel of it for this machine")
    index = SearchIndex(str(tmp_path_factory.mktemp("index")), analyser=request.param)
    index.replace({audience: shown(procedures, audience) for audience in AUDIENCES})
    yield request.param, index
    index.close()


def test_there_are_enough_of_them_and_each_has_an_answer_in_the_base(procedures):
    asked = questions()
    names = {name for one in procedures for name in (one.id, one.title)}
    assert len({(question.asks, question.group) for question in asked}) == len(asked) >= 120
    assert [question.asks for question in asked if not question.finds <= names] == []
    titles = {one.title.lower() for one in procedures}
    assert not [question.asks for question in asked if question.asks.lower() in titles]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("group", sorted({question.group for question in questions()}))
def test_nearly_all_are_answered_among_the_first_five(analysed, audience, group):
    name, index = analysed
    asked = [question for question in questions() if question.group == group]
    right = answered(index, asked, audience)
    share = len(right) / len(asked)
    print(f"{name}, {audience.value}, {group}: {len(right)} of {len(asked)} ({share:.1%})")
    assert share >= (LEAST_NEW if group in NEW else LEAST)[name]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nearly_all_of_them_together(analysed, audience):
    name, index = analysed
    asked = [question for question in questions() if question.group not in NEW]
    share = len(answered(index, asked, audience)) / len(asked)
    print(f"{name}, {audience.value}, all {len(asked)}: {share:.1%}")
    assert share >= LEAST[name]


def test_an_inflected_question_finds_what_the_plain_one_does(analysed):
    """„podatku od nieruchomości” as „podatek od nieruchomości”."""
    _, index = analysed
    found = [
        {hit.id for hit in index.find(asked, audience=Audience.PORTAL, limit=4)}
        for asked in ("podatek od nieruchomości", "podatku od nieruchomości", "PODATKIEM od nieruchomosci")
    ]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 4
