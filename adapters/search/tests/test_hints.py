"""Words that hint at a thing together, what lacks said in several ways, and talk round the
matter.
"""

import attrs
import pytest
from asking import shown

from lckm_core import Audience
from lckm_search import SearchIndex
from lckm_search.polish import analyser
from lckm_search.synonyms import Synonyms
from lckm_testing.knowledge_base import knowledge_base

PORTAL = Audience.PORTAL
CESSPOOL = """\
- {said: [szambo], hints: [dół, ubikacja, ogród], means: [zbiornik bezodpływowy]}
- {said: [awaria], hints: [kran, woda], means: [awaria w mieszkaniu]}
"""


@pytest.fixture(params=["morfeusz2", "snowball"])
def known(request):
    if request.param == "morfeusz2":
        pytest.importorskip("morfeusz2", reason="there is no wheel of it for this machine")
    return analyser(request.param)


def hinted(known, *asked, synonyms=CESSPOOL):
    slots = [dict.fromkeys(known.terms(word), 1.0) for word in asked]
    return Synonyms(synonyms, known).hints.of(slots)


def test_two_words_hint_at_a_thing_that_one_does_not(known):
    cesspool = tuple(known.terms(word) for word in ("zbiornik", "bezodpływowy"))
    assert hinted(known, "dół", "remont") == [[], []]
    one, none, other = hinted(known, "dół", "remont", "ogród")
    assert [phrase for phrase, _ in one] == [phrase for phrase, _ in other] == [cesspool]
    assert none == []


def test_a_word_said_twice_is_one_word(known):
    assert hinted(known, "ubikacja", "ubikacji") == [[], []]


def test_three_words_hint_more_than_two(known):
    many = CESSPOOL + "- {said: [działka], hints: [dół, ogród, ubikacja], means: [ogród działkowy]}"
    two = max(trust for _, trust in hinted(known, "dół", "ogród", synonyms=many)[0])
    three = max(trust for _, trust in hinted(known, "dół", "ogród", "ubikacja", synonyms=many)[0])
    assert three > two


def test_a_word_that_hints_at_everything_hints_at_nothing(known):
    many = "\n".join(
        f"- {{said: [rzecz{n}], hints: [dół, ogród], means: [zbiornik numer{n}]}}"
        for n in range(30)
    )
    assert hinted(known, "dół", "ogród", synonyms=many) == [[], []]


@pytest.mark.parametrize(
    "group", ["{said: [a], means: [b], hints: []}", "{said: [a], means: [b], hints: x}"]
)
def test_hints_are_words_or_left_out(known, group):
    with pytest.raises(ValueError, match="entry 1"):
        Synonyms(f"- {group}", known)


@pytest.fixture
def index(tmp_path):
    """An index with a procedure that is found by what is said or hinted alone."""
    synonyms = tmp_path / "synonyms.yaml"
    synonyms.write_text(
        "- {said: [brak ciepłej wody], hints: [lodowaty, kapać], means: [awaria wodociągu]}\n",
        encoding="utf-8",
    )
    one, *others = knowledge_base(8)
    index = SearchIndex(str(tmp_path / "index"), synonyms=str(synonyms))
    index.replace(
        {PORTAL: shown([attrs.evolve(one, title="Zgłoszenie awarii wodociągu"), *others], PORTAL)}
    )
    yield index
    index.close()


def test_hints_find_what_no_word_of_the_question_does(index):
    assert [hit.title for hit in index.find("lodowate i kapie", audience=PORTAL)] == [
        "Zgłoszenie awarii wodociągu"
    ]
    assert index.find("lodowate", audience=PORTAL) == []


def test_what_is_said_is_marked_in_what_is_found_and_what_is_hinted_at_is_not(index):
    """Whoever asked did not name it, and may mean another thing."""
    (said,) = index.find("brak ciepłej wody", audience=PORTAL, limit=1)
    assert [said.title[start:end] for start, end in said.title_spans] == ["awarii", "wodociągu"]
    (hinted_at,) = index.find("lodowate i kapie", audience=PORTAL, limit=1)
    assert (hinted_at.title, hinted_at.title_spans) == (said.title, ())


@pytest.mark.parametrize("asked", ["brak ciepłej wody", "bez ciepłej wody", "nie ma ciepłej wody"])
def test_what_lacks_is_said_in_three_ways(index, asked):
    assert index.find(asked, audience=PORTAL, limit=1)[0].title == "Zgłoszenie awarii wodociągu"


def test_a_word_that_stands_in_no_title_says_less_than_one_that_does(tmp_path):
    """Whoever tells of a colleague's advice first asks for what comes after."""
    one, other, *rest = knowledge_base(12)
    asked = attrs.evolve(one, title="Zgłoszenie parasola")
    talk = attrs.evolve(
        other, title="Zgłoszenie kapelusza", summary="Filatelista doradza znajomym."
    )
    index = SearchIndex(str(tmp_path))
    index.replace({PORTAL: shown([asked, talk, *rest], PORTAL)})
    question = "filatelista doradza: parasol"
    assert index.find(question, audience=PORTAL, limit=1)[0].title == asked.title
    gone = attrs.evolve(asked, title="Zgłoszenie czegoś")
    index.replace({PORTAL: shown([gone, talk, *rest], PORTAL)})
    with index.store.reading(PORTAL) as tables:
        assert tables.titled(["parasol", "kapelusz"]) <= {"kapelusz"}
    index.close()


@pytest.mark.parametrize(
    ("one", "other"), [("podatek", "podatku"), ("budynek", "budynkiem"), ("zasiłek", "zasiłki")]
)
def test_a_fleeting_vowel_does_not_part_the_forms_of_a_word(one, other):
    stems = analyser("snowball")
    assert stems.terms(one) == stems.terms(other)
