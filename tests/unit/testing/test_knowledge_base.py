"""The generated knowledge base: of the real one's shape, valid, varied, and the same every time."""

import re
from collections import Counter
from itertools import islice

import pytest

from lckm_core import check, to_data
from lckm_core.procedures import from_data
from lckm_core.procedures.parts import Way
from lckm_core.text import EmptyWord
from lckm_testing.knowledge_base import MOST, knowledge_base
from lckm_testing.knowledge_base.matters import kinds, matters

ALL_THERE_CAN_BE = pytest.mark.slow(
    reason="makes ten thousand and more; the 618 of the other tests stand for them"
)


@pytest.fixture(scope="module")
def base():
    return list(knowledge_base())


def test_it_has_618_procedures_of_many_matters_in_areas_of_a_city_s_life(base):
    assert len(base) == 618
    assert (
        len({procedure.id for procedure in base})
        == len({procedure.title for procedure in base})
        == 618
    )
    assert len({(area.area, matter.name) for area, matter in matters()}) == len(matters()) >= 150
    assert len({area.area for area, _ in matters()}) >= 15
    assert len({procedure.summary for procedure in base}) == 618


def test_the_core_finds_nothing(base):
    found = Counter(finding.code for procedure in base for finding in check(procedure))
    assert found == {}
    assert not check(base[-1], known=base)


def test_each_is_what_its_file_would_be_read_as(base):
    assert base
    for procedure in base[::7]:
        assert from_data(to_data(procedure)) == procedure


def test_it_has_what_a_real_base_has(base):
    assert len({(one.unit, one.cell) for one in base}) >= 10
    assert 0.2 < sum(one.fees is not EmptyWord.NONE for one in base) / 618 < 0.7
    assert 0.5 < sum(any(step.online for step in one.steps) for one in base) / 618 < 0.9
    assert any(one.internal for one in base)
    assert any(one.valid_to for one in base)
    assert all(one.useful_info and one.call_centre.faq and one.call_centre.phones for one in base)
    by_post = {
        place
        for one in base
        for way in one.submission
        if way.way is Way.BY_POST
        for place in way.places
    }
    assert by_post == {"Łódzkie Centrum Kontaktu z Mieszkańcami, ul. Piotrkowska 104, 90-926 Łódź"}
    related = [one for one in base if one.related]
    assert len(related) > 400


def test_each_has_papers_and_lists_them_and_proves_no_fee_that_is_not_paid(base):
    """Of a matter whose only paper proves a fee, the acts that are free have another."""
    for one in base:
        papers = [document.name for document in one.required_documents.to_submit[1:]]
        _, _, rest = one.how_to.partition("Przygotuj:\n\n")
        listed = [line.removeprefix("- ") for line in rest.partition("\n\n")[0].splitlines()]
        assert papers, one.title
        assert listed == [paper[0].lower() + paper[1:] for paper in papers], one.title
        rows = [] if one.fees is EmptyWord.NONE else one.fees[0].rows
        is_paid = any(not row.kind.endswith("pełnomocnictwo") for row in rows)
        assert is_paid or not any("zapłaty opłaty" in paper for paper in papers), one.title
    proofs = [matter for _, matter in matters() if "zapłaty opłaty" in " ".join(matter.papers)]
    assert any(len(matter.papers) == 1 for matter in proofs)


def test_the_same_is_made_again_and_more_begins_with_less(base):
    assert list(islice(knowledge_base(), 100)) == base[:100]
    assert list(islice(knowledge_base(700), 618)) == base
    assert list(islice(knowledge_base(618, seed=1), 100)) != base[:100]


@ALL_THERE_CAN_BE
def test_ten_thousand_have_titles_of_their_own_and_no_errors():
    titles = set()
    for number, procedure in enumerate(knowledge_base(10_000)):
        titles.add(procedure.title)
        if number % 97 == 0:
            assert not check(procedure)
    assert len(titles) == 10_000


@pytest.mark.parametrize("count", [-1, MOST + 1])
def test_there_are_no_more_numbers(count):
    with pytest.raises(ValueError, match="five digits"):
        next(knowledge_base(count))


@ALL_THERE_CAN_BE
def test_it_says_when_the_matters_are_used_up():
    with pytest.raises(ValueError, match="the matters are enough for"):
        for _ in knowledge_base(MOST):
            pass


def test_every_kind_is_used_and_every_act_of_a_matter_s_own_stands_for_one_of_its_kind():
    assert {matter.kind for _, matter in matters()} == set(kinds())
    for _, matter in matters():
        assert set(matter.acts) <= set(range(len(kinds()[matter.kind].variants)))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            r"\bz (?:s[^aeiouyóąęz]|sz[^aeiouyóąę]|[zśźż][^aeiouyóąę])",
            "Rezygnacja ze świadczenia pielęgnacyjnego dla opiekuna",
        ),
        (r"nadpłaty (?:opłaty|zaległości)", "Zwrot nadpłaconej opłaty skarbowej"),
        (r"^Wydanie .* przez ", "Wydanie odpisu aktu zgonu pełnomocnikowi lub spadkobiercy"),
        (r"wpisu do|w rejestru", "Zmiana wpisu w rejestrze pomników przyrody"),
        (
            r"błędu w (?:$|(?:dowodu|karty|biletu|paszportu|prawa|orzeczenia|abonamentu)\b)",
            "Zmiana danych lub sprostowanie błędu w dowodzie osobistym",
        ),
        (
            r"duplikatu wtórnika|po zmarłym|korzystaniu z pochówku|Ponowne zgłoszenie "
            r"(?:urodzenia|zgonu)",
            "Najem hali sportowej, boiska i basenu",
        ),
    ],
)
def test_titles_are_good_polish(base, wrong, said):
    titles = [one.title for one in base]
    assert [title for title in titles if re.search(wrong, title)] == []
    assert said in titles


def test_a_summary_tells_of_the_act_of_its_title(base):
    told = {one.title: one.summary for one in base}
    assert "Psa" in told["Adopcja psa ze schroniska"]
    assert "Kota" in told["Adopcja kota ze schroniska"]
    assert "Psa" not in told["Adopcja kota ze schroniska"]
    assert "wznowienie" in told["Zawieszenie i wznowienie działalności gospodarczej w CEIDG"]
    assert "Koniec" in told["Wykreślenie z ewidencji działalności gospodarczej CEIDG"]
    assert "oddać" in told["Zwrot adoptowanego zwierzęcia do schroniska"]
